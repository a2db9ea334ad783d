/// Intervals over `n` independent replications.
///
/// All are made from one value (or one pair of totals) a replication, never from single cases:
/// cases of one replication stand in the same lines and are correlated.
package struct IntervalMethod: Sendable {
    /// The confidence that is claimed.
    package let confidence: Double
    /// The error that one look may spend: 1 - confidence, less where looks are repeated.
    package let alpha: Double
    package let n: Int
    /// Upper point of Student's t that one end may spend; nil for fewer than two replications.
    private let t: Double?

    /// - Parameter oneSided: each end spends all of alpha and holds with that error alone, instead of
    ///   both together.
    package init(n: Int, confidence: Double = 0.95, alpha: Double? = nil, oneSided: Bool = false) {
        precondition(n >= 0 && confidence > 0.5 && confidence < 1, "confidence lies between 0.5 and 1")
        self.confidence = confidence
        self.alpha = alpha ?? 1 - confidence
        self.n = n
        let end = oneSided ? self.alpha : self.alpha / 2
        t = n < 2 ? nil : SpecialFunctions.studentQuantile(1 - end, degrees: Double(n - 1))
    }

    /// The mean of one value a replication.
    package func mean(_ values: [Double], atLeast least: Double = -.infinity) -> Quantity {
        quantity(linearisedMean(values), within: least...Double.infinity)
    }

    /// A ratio of totals, Σ numerator / Σ denominator, which is what the share of all clocks or the
    /// mean over all cases means; the mean of the replications' ratios would be biased.
    package func ratio(
        _ numerators: [Double], over denominators: [Double],
        within bounds: ClosedRange<Double> = -Double.infinity...Double.infinity
    ) -> Quantity {
        quantity(linearisedRatio(numerators, over: denominators), within: bounds)
    }

    /// A quantile of the pooled observations, by sectioning (see `linearisedQuantile`).
    package func quantile(pooled: Double?, sections: [Section]) -> Quantity {
        quantity(linearisedQuantile(pooled: pooled, sections: sections), within: 0...Double.infinity)
    }

    /// The interval around an estimate; nothing where there is none.
    package func quantity(
        _ estimate: Linearised?, within bounds: ClosedRange<Double> = -Double.infinity...Double.infinity
    ) -> Quantity {
        guard let estimate else { return .nothing(confidence: confidence, n: n) }
        precondition(estimate.deviations.count == n, "one deviation a replication")
        return around(estimate.estimate, deviations: estimate.deviations, within: bounds)
    }

    /// The share of replications in which something holds: one yes or no each, exact
    /// (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404).
    package func proportion(_ successes: Int) -> Quantity {
        precondition(successes >= 0 && successes <= n, "no more successes than replications")
        if n == 0 { return .nothing(confidence: confidence, n: n) }
        let share = Double(successes) / Double(n)
        if n == 1 { return Quantity(estimate: share, confidence: confidence, n: n) }
        let ends = Self.clopperPearson(Double(successes), of: Double(n), alpha: alpha)
        return Quantity(
            estimate: share, standardError: (share * (1 - share) / Double(n - 1)).squareRoot(),
            low: ends.lowerBound, high: ends.upperBound, confidence: confidence, n: n)
    }

    /// The exact interval of a binomial share; both counts may be fractions of a whole.
    package static func clopperPearson(
        _ successes: Double, of trials: Double, alpha: Double
    ) -> ClosedRange<Double> {
        let failures = trials - successes
        let low =
            successes <= 0 ? 0 : SpecialFunctions.betaQuantile(alpha / 2, successes, failures + 1)
        let high =
            failures <= 0 ? 1 : SpecialFunctions.betaQuantile(1 - alpha / 2, successes + 1, failures)
        return low...high
    }

    /// One replication's part in a pooled quantile.
    package struct Section: Sendable {
        package var count: Double
        package var quantile: Double?

        package init(count: Double, quantile: Double?) {
            self.count = count
            self.quantile = quantile
        }
    }

    /// Hall's interval: the t statistic is passed through a monotone cubic that takes the skewness
    /// of the replications out of it (Hall 1992, doi:10.1111/j.2517-6161.1992.tb01872.x). With 64
    /// lognormal replications (sigma 1) it covers 0.934 where plain t covers 0.905 and Johnson's
    /// (1978, doi:10.2307/2286597) 0.893; for normal ones all three cover 0.95.
    private func around(
        _ centre: Double, deviations: [Double], within bounds: ClosedRange<Double>
    ) -> Quantity {
        guard let t else { return Quantity(estimate: centre, confidence: confidence, n: n) }
        let size = Double(n)
        let spread = (deviations.reduce(0) { $0 + $1 * $1 } / (size - 1)).squareRoot()
        let skewness = Self.skewness(deviations)
        let step = t / size.squareRoot()
        let low = centre - spread * Self.unskewed(step, skewness: skewness, n: size)
        let high = centre - spread * Self.unskewed(-step, skewness: skewness, n: size)
        return Quantity(
            estimate: centre, standardError: spread / size.squareRoot(),
            low: Swift.max(low, bounds.lowerBound), high: Swift.min(high, bounds.upperBound),
            confidence: confidence, n: n)
    }

    /// Sample skewness, adjusted for the number of replications; 0 for fewer than three.
    package static func skewness(_ values: [Double]) -> Double {
        let n = Double(values.count)
        if n < 3 { return 0 }
        let mean = values.reduce(0, +) / n
        var square = 0.0
        var cube = 0.0
        for value in values {
            let d = value - mean
            square += d * d
            cube += d * d * d
        }
        let variance = square / (n - 1)
        if variance <= 0 { return 0 }
        return n / ((n - 1) * (n - 2)) * cube / (variance * variance.squareRoot())
    }

    private static func unskewed(_ x: Double, skewness g: Double, n: Double) -> Double {
        // Below this the cubic is a straight line within the precision of a Double.
        if abs(g) < 1e-5 { return x }
        return 3 / g * (SpecialFunctions.cubeRoot(1 + g * (x - g / (6 * n))) - 1)
    }
}
