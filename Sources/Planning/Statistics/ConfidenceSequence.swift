/// Bounds of a share on time that hold together at all looks of a sequential study: the lower ones with
/// one error, the upper ones with another.
///
/// The share is a ratio of totals over replications. At each look Hall's skew-adjusted bound (Hall 1992,
/// doi:10.1111/j.2517-6161.1992.tb01872.x) is taken at the level that `ErrorSpending` gives the look,
/// with what `IntervalMethod.decidableShare` demands of rare events; the best bound of all looks
/// stays. Nothing is decided before 50 replications, and by Hall's bound alone only from
/// max(50, 20 · skewness²) on: "never late in 64 replications" is not certain.
///
/// Sources: I. Waudby-Smith, D. Arbour, R. Sinha, E. Kennedy, A. Ramdas, arXiv:2103.06476, for what an
/// asymptotic confidence sequence claims; `ErrorSpending` for why its bounds are tighter.
package struct ConfidenceSequence: Sendable, Equatable {
    /// Lower bounds, and upper bounds, of all looks hold together but for this error each.
    package struct Errors: Sendable, Equatable {
        package var below: ErrorSpending
        package var above: ErrorSpending

        package init(below: ErrorSpending, above: ErrorSpending) {
            self.below = below
            self.above = above
        }
    }

    private let errors: Errors
    /// The estimate of the last look, with the bounds that all looks leave.
    package private(set) var share: Quantity
    /// So many replications are wanted before a decision by Hall's bound.
    package private(set) var needed = IntervalMethod.fewestForDecision

    package init(_ errors: Errors, confidence: Double) {
        self.errors = errors
        share = .nothing(confidence: confidence, n: 0)
    }

    /// Takes look number `look` (from 0) at one late and one ended total a replication, all from the
    /// first replication on.
    package mutating func look(_ look: Int, late: [Double], ended: [Double], designEffect: Double?) {
        func bounds(_ spending: ErrorSpending) -> (share: Quantity, needed: Int) {
            IntervalMethod(
                n: late.count, confidence: share.confidence, alpha: spending.levels[look], oneSided: true
            ).decidableShare(late: late, ended: ended, designEffect: designEffect)
        }
        let below = bounds(errors.below)
        let above = errors.above == errors.below ? below : bounds(errors.above)
        needed = below.needed
        let before = share
        share = below.share
        guard let low = below.share.low, let high = above.share.high else { return }
        share.low = max(low, before.low ?? 0)
        share.high = min(high, before.high ?? 1)
        // Bounds of two looks that contradict each other: one of them is the rare failure. The look
        // with more replications counts.
        if let least = share.low, let most = share.high, least > most {
            (share.low, share.high) = (low, high)
        }
    }

    /// By the bounds, and never before 50 replications.
    package func verdict(target: Double?) -> Verdict {
        let verdict = Verdict(share, target: target)
        return verdict == .none || share.n >= IntervalMethod.fewestForDecision ? verdict : .undecided
    }
}
