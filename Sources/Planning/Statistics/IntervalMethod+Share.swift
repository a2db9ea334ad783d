extension IntervalMethod {
    /// The share on time, 1 - Σ late / Σ ended, as a ratio of totals kept within 0...1.
    ///
    /// Where lateness (or punctuality) was seen in fewer than ten replications, or in none, the
    /// replications' spread says little or nothing. The interval then reaches at least as far as the
    /// exact bound of a sample of independent clocks in which the rare thing never happened. How
    /// many clocks count as independent is told by `designEffect`, the number of clocks that carry
    /// the information of one; without it each replication counts once, which is always safe. Since
    /// the other end is certain, the bound may spend the whole error.
    package func shareOnTime(
        late: [Double], ended: [Double], designEffect: Double?
    ) -> Quantity {
        var share = ratio(zip(ended, late).map { $0 - $1 }, over: ended, within: 0...1)
        guard share.low != nil else { return share }
        let bound = Self.boundOfUnseen(
            independentClocks(of: ended.reduce(0, +), designEffect: designEffect), alpha: alpha)
        if Self.isRare(late) {
            share.low = Swift.min(share.low ?? 0, 1 - bound)
        }
        if Self.isRare(zip(ended, late).map { $0 - $1 }) {
            share.high = Swift.max(share.high ?? 1, bound)
        }
        return share
    }

    /// So many of the clocks count as independent; each replication at least as one.
    func independentClocks(of clocks: Double, designEffect: Double?) -> Double {
        let independent = designEffect.map { Swift.max(clocks / Swift.max($0, 1), Double(n)) }
        return Swift.min(independent ?? Double(n), clocks)
    }

    /// The greatest share at which `trials` independent trials still show nothing with probability
    /// alpha: the exact one-sided bound.
    package static func boundOfUnseen(_ trials: Double, alpha: Double) -> Double {
        SpecialFunctions.betaQuantile(1 - alpha, 1, trials)
    }

    /// How many clocks carry the information of one independent clock, at the tail of durations.
    ///
    /// The spread of the replications' quantiles, times the density of the pooled durations there,
    /// is the spread of the share beyond it; over the binomial spread it is the design effect (Kish
    /// 1965, "Survey Sampling", 8.2). The greatest of the quantiles tried is taken; nil where there
    /// are fewer than 8 replications, or durations sit on a few points and have no density.
    package static func designEffect(n: Int, tails: [Tail]) -> Double? {
        if n < 8 { return nil }
        var greatest: Double?
        for tail in tails {
            let total = tail.sections.reduce(0) { $0 + $1.count }
            let scale = total / Double(n)
            guard total > 0, let q = tail.quantile, let density = tail.density else { continue }
            let squares = tail.sections.reduce(0.0) { sum, section in
                let d = section.quantile.map { section.count / scale * ($0 - q) } ?? 0
                return sum + d * d
            }
            let spread = density * density * squares / Double(n - 1)
            let effect = spread * scale / (tail.p * (1 - tail.p))
            greatest = Swift.max(greatest ?? 1, effect)
        }
        return greatest
    }

    /// A quantile of pooled durations, the density there, and the replications' own quantiles.
    package struct Tail {
        package var p: Double
        package var quantile: Double?
        package var density: Double?
        package var sections: [Section]

        package init(p: Double, quantile: Double?, density: Double?, sections: [Section]) {
            self.p = p
            self.quantile = quantile
            self.density = density
            self.sections = sections
        }
    }

    /// Seen in fewer than ten replications, or (of fewer than ten) not in all of them.
    static func isRare(_ counts: [Double]) -> Bool {
        let seen = counts.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
        return seen < Swift.min(counts.count, 10)
    }
}
