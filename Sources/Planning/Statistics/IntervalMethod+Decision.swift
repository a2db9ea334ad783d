extension IntervalMethod {
    /// Fewer replications than this say nothing about a spread that a decision could rest on.
    package static let fewestForDecision = 50

    /// How many replications Hall's interval wants before a decision: max(50, 20 · skewness²), of the
    /// replications' deviations from the ratio. The skewness of their mean is then below 0.22, which
    /// the cubic takes out; beyond, the sample has hardly seen the tail that decides (20 replications
    /// with the rare thing, where it is rare).
    package static func replicationsForDecision(skewness: Double) -> Int {
        let most = 1e12
        return max(fewestForDecision, Int(min(20 * skewness * skewness, most).rounded(.up)))
    }

    /// The share on time as `shareOnTime`, with ends that a decision may rest on.
    ///
    /// Where the replications are fewer than `needed`, Hall's interval is not trusted alone, and the
    /// ends reach at least as far as the exact binomial bounds of a sample of independent clocks (the
    /// effective sample of Korn and Graubard 1998, Survey Methodology 24, 193-201): as many clocks as
    /// carry the information of one count as one, and so do as many as were seen to be late together.
    /// For the end that speaks against the rare thing a late replication counts as one late clock at
    /// least, for the other end as one at most. Without a design effect each replication is one clock,
    /// which is safe whatever the law: a share late is at most the share of replications with a late
    /// clock.
    package func decidableShare(
        late: [Double], ended: [Double], designEffect: Double?
    ) -> (share: Quantity, needed: Int) {
        var share = shareOnTime(late: late, ended: ended, designEffect: designEffect)
        guard let low = share.low, let high = share.high else { return (share, Self.fewestForDecision) }
        let skewness = Self.skewness(linearisedRatio(late, over: ended)?.deviations ?? [])
        let needed = Self.replicationsForDecision(skewness: skewness)
        if n >= needed { return (share, needed) }
        let onTime = zip(ended, late).map { $0 - $1 }
        let lateness = boundsOfClusters(late, of: ended, designEffect: designEffect)
        let punctuality = boundsOfClusters(onTime, of: ended, designEffect: designEffect)
        // Each is safe for what is rare, and the other is then far out.
        share.low = Swift.min(low, Swift.max(1 - lateness.upperBound, punctuality.lowerBound))
        share.high = Swift.max(high, Swift.min(1 - lateness.lowerBound, punctuality.upperBound))
        return (share, needed)
    }

    /// Exact bounds of the share of `seen`, which comes in clusters.
    private func boundsOfClusters(
        _ seen: [Double], of ended: [Double], designEffect: Double?
    ) -> ClosedRange<Double> {
        let total = seen.reduce(0, +)
        let clocks = ended.reduce(0, +)
        let together = total > 0 ? seen.reduce(0) { $0 + $1 * $1 } / total : 0
        let trials = independentClocks(of: clocks, designEffect: designEffect.map { Swift.max($0, together) })
        let replications = Double(seen.count { $0 > 0 })
        let counted = total * trials / clocks
        let most = Swift.min(Swift.max(counted, replications), trials)
        let least = Swift.min(counted, replications)
        // Both ends spend alpha: the error of one side.
        let high = Self.clopperPearson(most, of: trials, alpha: 2 * alpha).upperBound
        let low = Self.clopperPearson(least, of: trials, alpha: 2 * alpha).lowerBound
        return low...Swift.max(low, high)
    }
}
