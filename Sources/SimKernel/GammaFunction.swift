/// The gamma function and the incomplete one, from `FixedMath`.
enum GammaFunction {
    private static let halfLogTwoPi = 0.9189385332046727

    /// ln Gamma(x) for x > 0; absolute error about 1e-15 for x below 10, relative above.
    static func log(_ x: Double) -> Double {
        if x >= 10 {
            return (x - 0.5) * FixedMath.log(x) - x + halfLogTwoPi + stirlingError(x)
        }
        var product = 1.0
        var y = x
        while y < 10 {
            product *= y
            y += 1
        }
        return (y - 0.5) * FixedMath.log(y) - y + halfLogTwoPi + stirlingError(y)
            - FixedMath.log(product)
    }

    /// ln Gamma(x) less Stirling's approximation, for x >= 10 (Abramowitz and Stegun 6.1.40).
    static func stirlingError(_ x: Double) -> Double {
        let z = 1 / (x * x)
        let series = [
            -691.0 / 360_360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12,
        ]
        return series.reduce(0) { $0 * z + $1 } / x
    }

    /// y - 1 - ln y, without cancellation near 1.
    static func deviance(_ y: Double) -> Double {
        let d = y - 1
        let s = d / (2 + d)
        let z = s * s
        if z > 0.0294 { return d - FixedMath.log(y) }
        return d * s - s * z * FixedMath.atanhTail(z)
    }
}
