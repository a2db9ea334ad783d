/// The gamma distribution of scale 1 and its quantiles.
struct GammaQuantiles {
    private let shape: Double
    /// ln Gamma(shape + 1); for shapes from 10 up Stirling's error instead.
    private let constant: Double
    private let isLarge: Bool

    init(shape: Double) {
        self.shape = shape
        isLarge = shape >= 10
        constant = isLarge ? GammaFunction.stirlingError(shape) : GammaFunction.log(shape + 1)
    }

    /// x^shape e^-x / Gamma(shape + 1), to full precision for large shapes too.
    private func term(_ x: Double) -> Double {
        if isLarge {
            let exponent = -shape * GammaFunction.deviance(x / shape) - constant
            return FixedMath.exp(exponent) / (2 * Double.pi * shape).squareRoot()
        }
        return FixedMath.exp(shape * FixedMath.log(x) - x - constant)
    }

    /// Shares below and above x, the density there and the slope of its logarithm. Series below the
    /// mean, Legendre's continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31): about 6
    /// times the root of the shape terms near the mean.
    func curve(_ x: Double) -> Curve {
        let front = term(x)
        let density = front * shape / x
        let slope = (shape - 1) / x - 1
        if x < shape + 1 {
            let below = Swift.min(front * series(x), 1)
            return Curve(below: below, above: 1 - below, density: density, logSlope: slope)
        }
        let above = Swift.min(front * shape * fraction(x), 1)
        return Curve(below: 1 - above, above: above, density: density, logSlope: slope)
    }

    /// 1 + x/(a+1) + x^2/((a+1)(a+2)) + …
    private func series(_ x: Double) -> Double {
        var sum = 1.0
        var term = 1.0
        var a = shape
        repeat {
            a += 1
            term *= x / a
            sum += term
        } while term > sum * 0x1p-54
        return sum
    }

    /// 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - …))), summed forward from its convergents.
    private func fraction(_ x: Double) -> Double {
        var b = x + 1 - shape
        var d = 1 / b
        var c = 0x1p1000
        var h = d
        var n = 1.0
        while true {
            let a = n * (shape - n)
            b += 2
            d = 1 / (a * d + b)
            c = b + a / c
            let factor = c * d
            h *= factor
            // Rounding can keep the last factor a unit or two away from 1 for ever.
            if (factor - 1).magnitude < 0x1p-50 { return h }
            n += 1
        }
    }

    func quantiles(of points: some Collection<Distribution.Point>) -> [Double] {
        if shape >= 1e8 { return points.map { ofHugeShape(normal($0)) } }
        if shape >= 64 && points.count > 64 { return interpolated(points) }
        return searched(points)
    }

    private func searched(_ points: some Collection<Distribution.Point>) -> [Double] {
        var search = QuantileSearch()
        return points.map { point in
            search.find(point, start: guess(point)) { curve($0) }
        }
    }

    private func normal(_ point: Distribution.Point) -> Double {
        if point.share == 0 || point.share == 1 {
            return point.fromAbove == (point.share == 0) ? .infinity : -.infinity
        }
        return NormalQuantile.at(point.share, fromAbove: point.fromAbove)
    }

    /// E. B. Wilson and M. M. Hilferty (doi:10.1073/pnas.17.12.684): the cube root is almost normal.
    private func wilsonHilferty(_ z: Double) -> Double {
        1 - 1 / (9 * shape) + z / (3 * shape.squareRoot())
    }

    private func ofHugeShape(_ z: Double) -> Double {
        if z == -.infinity { return 0 }
        let y = wilsonHilferty(z)
        return shape * y * y * y
    }

    /// Where to begin a search from nothing.
    private func guess(_ point: Distribution.Point) -> Double {
        let y = wilsonHilferty(normal(point))
        if shape > 0.5 && y > 0.3 { return shape * y * y * y }
        let below = point.fromAbove ? 1 - point.share : point.share
        let logGamma = isLarge ? GammaFunction.log(shape + 1) : constant
        let start = FixedMath.exp((FixedMath.log(below) + logGamma) / shape)
        if start < shape + 1 || !point.fromAbove { return Swift.min(start, shape + 1) }
        return shape + 1 - FixedMath.log(point.share)
    }

    /// For large shapes the root of x / shape is so smooth in the normal quantile that a polynomial
    /// through 25 Chebyshev points replaces thousands of long series. Barycentric form: J.-P. Berrut
    /// and L. N. Trefethen, doi:10.1137/S0036144502417715.
    private func interpolated(_ points: some Collection<Distribution.Point>) -> [Double] {
        let reach = 8.5
        let nodes = Self.chebyshevPoints.map { $0 * reach }
        let roots = exactQuantiles(ofNormal: nodes).map { ($0 / shape).squareRoot() }
        return points.map { point in
            let z = normal(point)
            if z.magnitude > reach { return z > 0 ? .infinity : 0 }
            var above = 0.0
            var below = 0.0
            for i in nodes.indices {
                if z == nodes[i] { return shape * roots[i] * roots[i] }
                let end = i == 0 || i == nodes.count - 1
                let weight = (i % 2 == 0 ? 1.0 : -1.0) * (end ? 0.5 : 1) / (z - nodes[i])
                above += weight * roots[i]
                below += weight
            }
            let root = above / below
            return shape * root * root
        }
    }

    /// The quantiles where a normal distribution has the given ones.
    private func exactQuantiles(ofNormal z: [Double]) -> [Double] {
        // z^2 / 2 is gamma distributed with shape 1/2.
        let half = GammaQuantiles(shape: 0.5)
        let points = z.map { z in
            let share = z == 0 ? 0.5 : half.curve(z * z / 2).above / 2
            return Distribution.Point(share: share, fromAbove: z > 0)
        }
        return searched(points)
    }

    /// cos(i pi / 24): halving the angle of cos(pi / 3) = 1/2 three times, then by recurrence.
    private static let chebyshevPoints: [Double] = {
        var cosine = 0.5
        for _ in 0..<3 { cosine = ((1 + cosine) / 2).squareRoot() }
        var points = [1, cosine]
        for i in 2...24 { points.append(2 * cosine * points[i - 1] - points[i - 2]) }
        return points
    }()
}
