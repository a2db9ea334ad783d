internal import CaseFlow

/// What `promise` found: plain data that any report can read.
public struct PromiseResult: Sendable, Equatable {
    package var title: String
    /// SHA-256 of the resolved scenario, in hexadecimal.
    package var digest: String
    package var seed: UInt64
    /// Of all runs that were made.
    package var replications: Int
    package var events: Int
    /// Why it ended early; nil where it did all it was asked.
    public var stopped: StopReason?
    /// One for each blank, or for each class of the limit that was asked for.
    public var promises: [PromisedLimit]
    /// What the reader should know of the promises as a whole.
    package var notes: [String]
}

/// The shortest length of one limit, or of one class of it.
public struct PromisedLimit: Sendable, Equatable {
    public enum Verdict: String, Sendable, Equatable {
        /// The shortest length was shown to be kept.
        case kept
        /// No length can be kept.
        case none
        /// No length was shown to be kept within the budget, or before the run was stopped.
        case undecided
        /// Its length was given: only its share was asked for.
        case given
    }

    public var id: String
    /// nil: the whole limit.
    public var className: String?
    package var rule: String?
    /// The share of its clocks that is to be on time; nil where only the share of a given length was asked.
    public var target: Double?
    public var verdict: Verdict
    /// As it would be written in a file: `2 working days`; nil where there is none.
    public var shortest: String? { step?.text }
    package var step: LimitStep?
    /// Of the shortest length, from the runs that showed it.
    public var onTime: Quantity?
    /// What was found of the next shorter length; nil where there is none.
    package var shorter: Shorter?
    /// From the shortest length up, the promised one among them.
    package var curve: [Point]
    /// Of a given length that has a target.
    package var judged: Planning.Verdict?
    /// Why there is no promise.
    package var reason: Reason?

    package struct Shorter: Sendable, Equatable {
        package var within: String
        /// Nil where the run was stopped before it was tried.
        package var onTime: Quantity?
        /// missed: it fails; met: it would be kept too, which can happen where lengths change the flow.
        package var verdict: Planning.Verdict
    }

    package struct Point: Sendable, Equatable {
        package var within: String
        package var onTime: Quantity
    }

    package enum Reason: Sendable, Equatable {
        /// The line grows by so many cases a week.
        case grows(perWeek: Double)
        /// Not even the longest length that the run can see is kept.
        case neverEnds(longest: String, onTime: Quantity)
        /// No clock of it ran.
        case untested
        /// Nothing was shown within the budget of replications.
        case budget
        case stopped
    }
}

extension PromiseResult {
    /// How often a limit is kept at the length that it has.
    ///
    /// - Parameter id: of a limit that the result has.
    package init(given id: String, in result: StudyResult) {
        title = result.title
        digest = result.digest
        seed = result.seed
        replications = result.replications
        events = result.events
        stopped = result.stopped
        notes = result.warnings
        promises = result.limits.filter { $0.id == id }.map { limit in
            var given = PromisedLimit(
                id: id, className: limit.className, rule: limit.rule, target: limit.target,
                verdict: .given, curve: [.init(within: limit.within, onTime: limit.onTime)])
            given.judged = limit.target == nil ? nil : limit.verdict
            return given
        }
    }
}

extension PromisedLimit: CustomStringConvertible {
    /// `whole-case: 12 working days (96.1 % on time)`.
    public var description: String {
        let name = className.map { "\(id) (\($0))" } ?? id
        guard let step, let share = onTime?.estimate else {
            return "\(name): \(verdict == .none ? "no length can be kept" : "undecided")"
        }
        let decimals = Format.decimals(showing: [share], besides: target)
        return "\(name): \(step.text) (\(Format.percent(share, decimals: decimals)) on time)"
    }
}
