/// How many replications a study takes.
package enum Sample: Sendable, Equatable {
    /// Exactly so many.
    case fixed(Int)
    /// Until the share on time of every limit with a target is known within ± the half-width.
    case precision(Double, budget: Int = 1024)
    /// Until every target is met or missed.
    case decisions(budget: Int = 1024, method: DecisionRule.Method = .asymptotic)
}

/// The moments at which a sequential study may stop: after 64, 128, 256 … replications.
///
/// An interval that is looked at after every replication fails far more often than it claims. Look
/// j (from 1) spends alpha · 6/(π² j²) of the error, and these sum to alpha over any number of
/// looks, so that all intervals of all looks hold together with the claimed confidence.
package struct Looks: Sendable, Equatable {
    package let ends: [Int]
    package let isSequential: Bool
    /// How shares on time are bounded at the looks.
    package let method: DecisionRule.Method

    package init(_ sample: Sample) {
        if case .decisions(_, .strict) = sample { method = .strict } else { method = .asymptotic }
        switch sample {
        case .fixed(let replications):
            precondition(replications >= 1, "a study has at least one replication")
            ends = [replications]
            isSequential = false
        case .precision(_, let budget), .decisions(let budget, _):
            precondition(budget >= 1, "a budget has at least one replication")
            var ends: [Int] = []
            var end = 64
            while end < budget {
                ends.append(end)
                end *= 2
            }
            self.ends = ends + [budget]
            isSequential = true
        }
    }

    /// The error that look `look` (from 0) may spend of `alpha`.
    package func alpha(at look: Int, of alpha: Double) -> Double {
        if !isSequential { return alpha }
        let j = Double(look + 1)
        return alpha * 6 / (Double.pi * Double.pi * j * j)
    }

    /// What the looks so far leave of an interval. Intervals of two looks that do not meet: one of them
    /// is the rare failure, and the one with more replications is kept.
    package static func narrowed(
        _ before: ClosedRange<Double>?, to now: ClosedRange<Double>
    ) -> ClosedRange<Double> {
        guard let before, before.overlaps(now) else { return now }
        return before.clamped(to: now)
    }
}
