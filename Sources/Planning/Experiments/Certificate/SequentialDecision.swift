package import CaseFlow

/// Decides every targeted limit of one model, looking at 64, 128, 256 … replications of one seed.
package struct SequentialDecision {
    package enum Claim: Sendable {
        /// That all limits are met: each at alpha. Ends as soon as all are, or one is missed.
        case allMet
        /// That some limit is missed: each at alpha over the number of limits (Bonferroni). Ends as
        /// soon as one is missed, or all are met.
        case someMissed
    }

    private let study: Study
    private let rule: DecisionRule
    private let enoughEvents: Int
    private var data: StudyData
    private var limits: [Tested]

    private struct Tested {
        let entry: Int
        let target: Double
        var shares: ShareSequence
        var verdict = Verdict.none

        /// Undecided within the zone: more replications are not wanted.
        func isIndifferent(_ zone: Double) -> Bool {
            guard let low = shares.share.low, let high = shares.share.high else { return false }
            return verdict == .undecided && zone > 0 && low >= target - zone && high <= target + zone
        }
    }

    /// - Parameters:
    ///   - alpha: the error of calling something met, and of calling something missed.
    ///   - enoughEvents: a look that has seen so many is the last, whatever the budget.
    ///   - simulate: takes the place of the engine.
    package init(
        _ model: Model, seed: UInt64, rule: DecisionRule, claim: Claim, alpha: Double,
        enoughEvents: Int = .max, options: Study.Options, simulate: Study.Simulation? = nil
    ) {
        var study = Study(
            model, sample: .decisions(budget: rule.budget), seed: seed, options: options, simulate: simulate)
        study.explain = nil
        self.study = study
        self.rule = rule
        self.enoughEvents = enoughEvents
        data = study.nothingYet
        let entries = data.entries.enumerated().compactMap { index, entry in
            entry.target.map { (index, $0) }
        }
        let claims = claim == .someMissed ? Double(max(entries.count, 1)) : 1
        let errors = ShareSequence.Errors(
            rule.method, confidence: rule.confidence, below: alpha, above: alpha / claims, looks: data.looks)
        limits = entries.map { Tested(entry: $0, target: $1, shares: ShareSequence(errors)) }
    }

    /// Simulates until the claim is decided, within the budget and the brakes. What a brake stopped is
    /// decided by the looks that were taken before.
    package mutating func run() -> Decision {
        for (look, end) in data.looks.ends.enumerated() where !limits.isEmpty {
            study.extend(&data, to: end)
            if data.stopped != nil { break }
            take(look)
            if isSettled || data.events >= enoughEvents { break }
        }
        return decision
    }

    private mutating func take(_ look: Int) {
        for index in limits.indices where limits[index].verdict != .met {
            let clocks = data.clocks(limits[index].entry)
            limits[index].shares.look(
                look, late: clocks.late, ended: clocks.ended, designEffect: clocks.designEffect)
            limits[index].verdict = limits[index].shares.verdict(target: limits[index].target)
        }
    }

    private var isSettled: Bool {
        limits.contains { $0.verdict == .missed }
            || limits.allSatisfy { $0.verdict != .undecided || $0.isIndifferent(rule.indifference) }
    }

    private var decision: Decision {
        Decision(
            limits: limits.map { limit in
                LimitDecision(
                    entry: limit.entry, verdict: limit.verdict, onTime: limit.shares.share,
                    wouldSettle: limit.verdict == .undecided
                        ? limit.shares.wouldSettle(target: limit.target) : nil)
            }, replications: data.summaries.count, events: data.events, stopped: data.stopped)
    }
}
