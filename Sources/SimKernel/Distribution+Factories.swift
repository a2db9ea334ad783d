extension Distribution {
    /// Above this the coefficient of variation says that almost everything is nothing and the rest
    /// never ends; moments could not be kept.
    package static let greatestCV = 100.0
    /// Below this a number of 53 bits knows no scatter.
    private static let negligibleCV = 0x1p-53
    /// Of an Erlang distribution.
    package static let greatestPhases = 1_000_000

    /// Always the same value, zero or more.
    package static func constant(_ x: Double) throws(DistributionProblem) -> Distribution {
        try refuse(negative: x)
        return Distribution(.constant(x))
    }

    /// Anything between the two, equally likely.
    package static func uniform(
        from a: Double, to b: Double
    ) throws(DistributionProblem) -> Distribution {
        try refuse(negative: a, b)
        if a > b { throw .outOfOrder(a, b) }
        return Distribution(a == b ? .constant(a) : .uniform(from: a, to: b))
    }

    package static func triangular(
        least a: Double, likely b: Double, greatest c: Double
    ) throws(DistributionProblem) -> Distribution {
        try refuse(negative: a, b, c)
        if a > b { throw .outOfOrder(a, b) }
        if b > c { throw .outOfOrder(b, c) }
        return Distribution(a == c ? .constant(a) : .triangular(least: a, likely: b, greatest: c))
    }

    package static func exponential(mean: Double) throws(DistributionProblem) -> Distribution {
        try refuse(mean: mean)
        return Distribution(.exponential(mean: mean))
    }

    /// The sum of `phases` exponentials, with that mean in all.
    package static func erlang(
        phases: Int, mean: Double
    ) throws(DistributionProblem) -> Distribution {
        try refuse(mean: mean)
        if !(1...greatestPhases).contains(phases) {
            throw .phasesOutOfRange(phases, greatest: greatestPhases)
        }
        return Distribution(phases == 1 ? .exponential(mean: mean) : .erlang(phases: phases, mean: mean))
    }

    /// Values drawn again and again, each as likely as any other.
    package static func observed(_ values: [Double]) throws(DistributionProblem) -> Distribution {
        if values.isEmpty { throw .noValues }
        for x in values { try refuse(negative: x) }
        let sorted = values.sorted()
        return Distribution(sorted[0] == sorted[sorted.count - 1] ? .constant(sorted[0]) : .observed(sorted))
    }

    /// Two exponentials of balanced means (each brings half of the total): cv above 1.
    package static func hyperexponential(
        mean: Double, cv: Double
    ) throws(DistributionProblem) -> Distribution {
        try refuse(mean: mean, cv: cv)
        if cv <= 1 { throw .cvNotAboveOne(cv) }
        // 1 - p without cancellation: it is small where the scatter is large.
        let square = cv * cv
        let root = ((square - 1) / (square + 1)).squareRoot()
        let p2 = 1 / (square + 1) / (1 + root)
        let p1 = 1 - p2
        return Distribution(
            .hyperexponential(probability: p1, mean1: mean / (2 * p1), mean2: mean / (2 * p2)))
    }

    // MARK: Mean and coefficient of variation

    package static func lognormal(
        mean: Double, cv: Double
    ) throws(DistributionProblem) -> Distribution {
        try refuse(mean: mean, cv: cv)
        if cv < negligibleCV { return Distribution(.constant(mean)) }
        return lognormal(mean: mean, sigma: FixedMath.log1p(cv * cv).squareRoot())
    }

    package static func gamma(
        mean: Double, cv: Double
    ) throws(DistributionProblem) -> Distribution {
        try refuse(mean: mean, cv: cv)
        if cv < negligibleCV { return Distribution(.constant(mean)) }
        return Distribution(.gamma(shape: 1 / (cv * cv), scale: mean * cv * cv))
    }

    package static func weibull(
        mean: Double, cv: Double
    ) throws(DistributionProblem) -> Distribution {
        try refuse(mean: mean, cv: cv)
        if cv < negligibleCV { return Distribution(.constant(mean)) }
        let s = ascendingRoot(of: cv * cv, in: 0...64) { squaredCV(ofWeibull: $0) }
        return weibull(mean: mean, inverseShape: s)
    }

    // MARK: Mean and 95th percentile

    /// Both solutions have the percentile wanted; this is the one with less scatter.
    package static func lognormal(
        mean: Double, p95: Double
    ) throws(DistributionProblem) -> Distribution {
        let z = Percentile.normal
        try refuse(mean: mean, p95: p95, greatestRatio: Percentile.greatestLognormalRatio)
        // p95 / mean = exp(z sigma - sigma^2 / 2)
        let logarithm = FixedMath.log(p95 / mean)
        let rest = Swift.max(0, z * z - 2 * logarithm).squareRoot()
        return lognormal(mean: mean, sigma: 2 * logarithm / (z + rest))
    }

    /// The less scattered solution.
    package static func gamma(
        mean: Double, p95: Double
    ) throws(DistributionProblem) -> Distribution {
        let most = Percentile.scatteredGamma
        try refuse(mean: mean, p95: p95, greatestRatio: most.ratio)
        // In the logarithm of the squared cv, from almost none to that of the greatest ratio.
        let logarithm = ascendingRoot(of: p95 / mean, in: -32...FixedMath.log(most.squaredCV)) {
            Percentile.gammaRatio(squaredCV: FixedMath.exp($0))
        }
        let square = FixedMath.exp(logarithm)
        return Distribution(.gamma(shape: 1 / square, scale: mean * square))
    }

    /// The less scattered solution.
    package static func weibull(
        mean: Double, p95: Double
    ) throws(DistributionProblem) -> Distribution {
        let most = Percentile.scatteredWeibull
        try refuse(mean: mean, p95: p95, greatestRatio: most.ratio)
        let s = ascendingRoot(of: p95 / mean, in: 0...most.inverseShape) {
            Percentile.weibullRatio(inverseShape: $0)
        }
        return weibull(mean: mean, inverseShape: s)
    }

    // MARK: Parts

    private static func lognormal(mean: Double, sigma: Double) -> Distribution {
        Distribution(.lognormal(mu: FixedMath.log(mean) - sigma * sigma / 2, sigma: sigma))
    }

    private static func weibull(mean: Double, inverseShape s: Double) -> Distribution {
        let scale = mean * FixedMath.exp(-GammaFunction.log(1 + s))
        return Distribution(.weibull(shape: 1 / s, scale: scale))
    }

    /// Where an ascending function reaches `target`, by bisection to the last bit: it happens once
    /// a distribution, and cannot go astray.
    private static func ascendingRoot(
        of target: Double, in range: ClosedRange<Double>, _ function: (Double) -> Double
    ) -> Double {
        var (low, high) = (range.lowerBound, range.upperBound)
        while true {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { return high }
            if function(middle) < target { low = middle } else { high = middle }
        }
    }

    private static func refuse(negative values: Double...) throws(DistributionProblem) {
        for x in values {
            if !x.isFinite { throw .notFinite }
            if x < 0 { throw .negative(x) }
        }
    }

    private static func refuse(mean: Double, cv: Double = 0) throws(DistributionProblem) {
        if !mean.isFinite || !cv.isFinite { throw .notFinite }
        if mean <= 0 { throw .meanNotPositive(mean) }
        if cv < 0 { throw .cvNegative(cv) }
        if cv > greatestCV { throw .cvTooLarge(cv, greatest: greatestCV) }
    }

    private static func refuse(
        mean: Double, p95: Double, greatestRatio: Double
    ) throws(DistributionProblem) {
        try refuse(mean: mean)
        if !p95.isFinite { throw .notFinite }
        if p95 <= mean { throw .p95NotAboveMean(mean: mean, p95: p95) }
        if p95 > mean * greatestRatio {
            throw .p95TooFarAboveMean(mean: mean, p95: p95, greatestRatio: greatestRatio)
        }
    }
}

/// How far above its mean a distribution's 95th percentile lies. For each kind the ratio rises with
/// the scatter to a greatest value and falls again beyond it.
enum Percentile {
    /// 95th percentile of the standard normal distribution.
    static let normal = 1.6448536269514722

    /// exp(z^2 / 2), reached at sigma = z.
    static let greatestLognormalRatio = FixedMath.exp(normal * normal / 2)

    static let scatteredGamma: (squaredCV: Double, ratio: Double) = {
        let logarithm = highest(in: 0...4) { gammaRatio(squaredCV: FixedMath.exp($0)) }
        let square = FixedMath.exp(logarithm)
        return (square, gammaRatio(squaredCV: square))
    }()

    static let scatteredWeibull: (inverseShape: Double, ratio: Double) = {
        let s = highest(in: 1...4) { weibullRatio(inverseShape: $0) }
        return (s, weibullRatio(inverseShape: s))
    }()

    static func gammaRatio(squaredCV: Double) -> Double {
        let shape = 1 / squaredCV
        return Distribution(.gamma(shape: shape, scale: squaredCV)).quantile(0.05, fromAbove: true)
    }

    static func weibullRatio(inverseShape s: Double) -> Double {
        // ln(ln 20): the percentile of a unit Weibull distribution is (ln 20)^s.
        FixedMath.exp(s * FixedMath.log(-FixedMath.log(0.05)) - GammaFunction.log(1 + s))
    }

    /// Where a function with one peak is highest, by thirds. Near the peak it is flat: half of the
    /// digits of the place, all of the height.
    private static func highest(
        in range: ClosedRange<Double>, _ function: (Double) -> Double
    ) -> Double {
        var (low, high) = (range.lowerBound, range.upperBound)
        while high - low > 1e-8 {
            let third = (high - low) / 3
            if function(low + third) < function(high - third) { low += third } else { high -= third }
        }
        return (low + high) / 2
    }
}
