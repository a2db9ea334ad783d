package import CaseFlow

/// A plan put to the test on fresh seeds: whether it meets every target, and what one person fewer or
/// more of each headcount would do.
package struct Certificate: Sendable, Equatable {
    /// The plan with one person fewer or more somewhere.
    package struct Neighbour: Sendable, Equatable {
        /// Index into `Model.headcounts`.
        package var headcount: Int
        /// -1 or +1.
        package var change: Int
        /// Met: meets every target. Missed: fails some. Undecided otherwise.
        package var verdict: Verdict
        /// The entry that fails, or that is farthest below its target; nil where no clock ran.
        package var failing: Int?
        package var wouldSettle: Int?
    }

    /// Parallel to `Model.headcounts`.
    package var people: [Int]
    package var decision: Decision
    /// One person fewer of each headcount, then one more; empty where the plan itself is missed or was
    /// stopped, and without those of more people where fewer are met.
    package var neighbours: [Neighbour]
    /// Of the plan and its neighbours.
    package var replications: Int
    package var events: Int
    /// Of all its replications.
    package var seed: UInt64
    package var stopped: StopReason?

    /// The plan meets every target, and with one person fewer anywhere some target is missed.
    package var isMinimal: Bool {
        decision.verdict == .met && neighbours.allSatisfy { $0.change > 0 || $0.verdict == .missed }
    }
}

extension Certificate {
    /// Attempt `j` (from 0) to certify a plan.
    ///
    /// It has seeds of its own, which no search has seen, and spends alpha · 6/(π² (j+1)²), so that the
    /// plan that is certified at last meets its targets with the confidence of the rule, however many
    /// were tried. Each neighbour's verdict holds at the same level. Neighbours run on the same seeds
    /// (common random numbers), those with one person more for a single look of 64 replications: that
    /// more people help is expected, and only the surprise is looked for. One with fewer is left undecided
    /// after ten million events, so that models whose replications are long end, too.
    ///
    /// - Parameters:
    ///   - people: parallel to `model.headcounts`.
    ///   - fixed: headcounts that may not be changed: they have no neighbours.
    ///   - least: parallel to `people`: fewer are out of the question, and no neighbours; nil: fewer than
    ///     what some step takes.
    ///   - looksAroundUndecided: whether a plan that is undecided gets its neighbours too.
    ///   - simulate: takes the place of the engine.
    package static func attempt(
        _ j: Int, people: [Int], of model: Model, fixed: Set<Int> = [], least: [Int]? = nil,
        looksAroundUndecided: Bool = true, rule: DecisionRule, seed: UInt64, options: Study.Options,
        simulate: Study.Simulation? = nil
    ) -> Certificate {
        var trial = Trial(
            people: people, model: model, rule: rule, alpha: rule.alpha(attempt: j),
            seed: Seeds.seed(seed, for: .certificate, UInt32(j)), options: options, simulate: simulate)
        return trial.certificate(
            fixed: fixed, least: least ?? model.headcounts.map(\.least),
            looksAroundUndecided: looksAroundUndecided)
    }
}

/// One attempt to certify, as it goes on.
private struct Trial {
    let people: [Int]
    let model: Model
    let rule: DecisionRule
    let alpha: Double
    let seed: UInt64
    var options: Study.Options
    let simulate: Study.Simulation?
    var replications = 0
    var events = 0
    var stopped: StopReason?

    /// Of one neighbour.
    private static let enoughEvents = 10_000_000

    mutating func certificate(
        fixed: Set<Int>, least: [Int], looksAroundUndecided: Bool
    ) -> Certificate {
        let decision = decide(people, claim: .allMet, budget: rule.budget)
        var neighbours: [Certificate.Neighbour] = []
        let isOpen = decision.verdict == .undecided && looksAroundUndecided
        if isOpen || decision.verdict == .met || decision.verdict == .none {
            let free = people.indices.filter { !fixed.contains($0) }
            for headcount in free where people[headcount] > least[headcount] {
                neighbours += neighbour(headcount, change: -1, budget: rule.budget)
            }
            let more = neighbours.contains { $0.verdict == .met } ? [] : free
            for headcount in more {
                neighbours += neighbour(headcount, change: 1, budget: min(rule.budget, 64))
            }
        }
        return Certificate(
            people: people, decision: decision, neighbours: neighbours, replications: replications,
            events: events, seed: seed, stopped: stopped)
    }

    /// Nothing where a brake has stopped the attempt.
    private mutating func neighbour(
        _ headcount: Int, change: Int, budget: Int
    ) -> [Certificate.Neighbour] {
        if stopped != nil { return [] }
        var staff = people
        staff[headcount] += change
        let found = decide(
            staff, claim: .someMissed, budget: budget, enoughEvents: Self.enoughEvents)
        let worst = worst(of: found)
        return [
            Certificate.Neighbour(
                headcount: headcount, change: change, verdict: found.verdict, failing: worst?.entry,
                wouldSettle: found.verdict == .undecided ? worst?.wouldSettle : nil)
        ]
    }

    private mutating func decide(
        _ people: [Int], claim: SequentialDecision.Claim, budget: Int, enoughEvents: Int = .max
    ) -> Decision {
        var rule = rule
        rule.budget = budget
        var decision = SequentialDecision(
            model.staffed(people), seed: seed, rule: rule, claim: claim, alpha: alpha,
            enoughEvents: enoughEvents, options: optionsLeft, simulate: simulate)
        let found = decision.run()
        replications += found.replications
        events += found.events
        stopped = found.stopped
        return found
    }

    /// With the events that are left; progress counts on from what was done before.
    private var optionsLeft: Study.Options {
        var left = options
        if left.maxEvents != .max { left.maxEvents -= events }
        guard let report = options.progress else { return left }
        let before = replications
        left.progress = { progress in
            var told = progress
            told.finished += before
            report(told)
        }
        return left
    }

    /// The limit that is missed, or else the one farthest below its target; nil where all are met by far.
    private func worst(of decision: Decision) -> LimitDecision? {
        let entries = LimitEntry.all(of: model)
        func distance(_ limit: LimitDecision) -> Double {
            (limit.onTime.estimate ?? .infinity) - (entries[limit.entry].target ?? 0)
        }
        let candidates = decision.limits.filter {
            $0.verdict == decision.verdict && ($0.verdict == .missed || $0.verdict == .undecided)
        }
        return candidates.min { distance($0) < distance($1) }
    }
}
