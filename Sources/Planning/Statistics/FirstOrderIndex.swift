internal import SimKernel

/// The share of an output's variance that goes with one input alone, Var E[y | x] / Var y
/// (Sobol 1993), estimated from given points: no further runs are needed, and one set of points
/// serves all inputs.
///
/// The outputs, in the order of the input, are explained by a few functions that are orthogonal over the
/// points; the index is the part of their squares so explained, less what would be explained by chance.
package struct FirstOrderIndex: Sendable, Equatable {
    /// Around 0 where the input says nothing, so sometimes slightly below it.
    package var estimate: Double
    package var low: Double
    package var high: Double

    /// The functions of the input that may explain the output.
    package enum Basis: Sendable, Equatable {
        /// The first cosines over the ranks (E. Plischke 2012, doi:10.1016/j.envsoft.2012.03.008). A
        /// conditional mean that is smooth or monotone is explained to within a hundredth of its index.
        case cosines(Int)
        /// Means by class (E. Plischke, E. Borgonovo and C. L. Smith 2013,
        /// doi:10.1016/j.ejor.2012.11.047): exact where the input has no other values. One class a point.
        case classes([Int])

        /// What `cosines` is meant to be called with.
        package static let usual = Basis.cosines(6)
    }

    /// - Parameters:
    ///   - x: The input of each point; ties keep their order.
    ///   - y: The output of each point.
    /// - Returns: nil where the outputs do not differ, or are fewer than four for each function.
    package init?(of y: [Double], along x: [Double], _ basis: Basis = .usual, confidence: Double = 0.95) {
        precondition(x.count == y.count, "one input and one output a point")
        let n = Double(y.count)
        let mean = y.reduce(0, +) / n
        let centred = y.map { $0 - mean }
        let total = centred.reduce(0) { $0 + $1 * $1 }
        let scale = y.reduce(0) { Swift.max($0, abs($1)) }
        guard y.count > 1, total > n * scale * scale * 1e-20 else { return nil }
        let fit =
            switch basis {
            case .cosines(let count): Self.smooth(centred, along: x, cosines: count)
            case .classes(let classes): Self.means(of: centred, classes)
            }
        let p = Double(fit.freedom)
        guard p > 0, n >= 4 * (p + 1) else { return nil }
        let explained = fit.values.reduce(0) { $0 + $1 * $1 }
        estimate = (explained - fit.explainedByChance(centred)) / total
        let error = Self.standardError(
            centred, fit.values, variance: total / n, index: estimate, freedom: p)
        let reach =
            error * SpecialFunctions.studentQuantile((1 + confidence) / 2, degrees: Swift.max(1, n - 1 - p))
        low = Swift.min(1, Swift.max(0, estimate - reach))
        high = Swift.max(0, Swift.min(1, estimate + reach))
    }

    /// The efficient influence function of Var E[y | x] (S. Da Veiga and F. Gamboa 2013,
    /// doi:10.1080/10485252.2013.784762), less the index times that of Var y. It vanishes where the input
    /// says nothing; there the chance part of what is explained, a chi-square, is all there is.
    ///
    /// It holds for points drawn at random; those of a quasi-random sequence are more even, so that the interval is
    /// then rather too wide.
    private static func standardError(
        _ y: [Double], _ fitted: [Double], variance: Double, index: Double, freedom p: Double
    ) -> Double {
        let n = Double(y.count)
        let influences = zip(y, fitted).map { y, m in (2 * y * m - m * m - index * y * y) / variance }
        let mean = influences.reduce(0, +) / n
        let spread = influences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1 - p)
        let chance = 2 * p * (1 - index) * (1 - index) / (n * (n - 1 - p))
        return (spread / n + chance).squareRoot()
    }

    /// The outputs as the functions of the input explain them, beside their mean.
    private struct Fit {
        var values: [Double]
        /// How far each output explains itself, the mean left out; these sum to `freedom`.
        var leverages: [Double]
        var freedom: Int

        /// The squares that the functions would explain of what is left over, were it chance: output by output, since
        /// what is left over may be larger at some inputs than at others (J. G. MacKinnon and H. White 1985,
        /// doi:10.1016/0304-4076(85)90158-7, their HC2).
        func explainedByChance(_ y: [Double]) -> Double {
            let share = 1 / Double(y.count)
            return y.indices.reduce(0) { sum, point in
                let rest = y[point] - values[point]
                let own = leverages[point]
                return sum + own * rest * rest / Swift.max(1 - own - share, share)
            }
        }
    }

    /// The first cosines over the ranks.
    private static func smooth(_ y: [Double], along x: [Double], cosines: Int) -> Fit {
        let order = x.indices.sorted { (x[$0], $0) < (x[$1], $1) }
        let n = Double(y.count)
        var fit = Fit(values: y.map { _ in 0 }, leverages: y.map { _ in 0 }, freedom: cosines)
        for k in stride(from: 1, through: cosines, by: 1) {
            let wave = y.indices.map {
                FixedMath.cosine(halfTurns: Double(k) * (Double($0) + 0.5) / n)
            }
            let weight = zip(order, wave).reduce(0) { $0 + y[$1.0] * $1.1 } * 2 / n
            for (place, point) in order.enumerated() {
                fit.values[point] += weight * wave[place]
                fit.leverages[point] += wave[place] * wave[place] * 2 / n
            }
        }
        return fit
    }

    private static func means(of y: [Double], _ classes: [Int]) -> Fit {
        precondition(classes.count == y.count, "one class a point")
        var sums: [Int: (sum: Double, count: Double)] = [:]
        for (value, key) in zip(y, classes) {
            let old = sums[key] ?? (0, 0)
            sums[key] = (old.sum + value, old.count + 1)
        }
        let n = Double(y.count)
        return Fit(
            values: classes.map { key in sums[key].map { $0.sum / $0.count } ?? 0 },
            leverages: classes.map { key in sums[key].map { 1 / $0.count - 1 / n } ?? 0 },
            freedom: sums.count - 1)
    }
}
