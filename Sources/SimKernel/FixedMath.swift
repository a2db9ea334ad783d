/// Elementary functions made of + - * / and bit patterns alone.
///
/// IEEE 754 defines those operations to the last bit, so the same bits come out on every
/// processor, with and without fused multiply-add. The C library's `log`, `exp` and `pow` differ by
/// a unit in the last place between processors; whatever decides an instant uses these instead.
/// Errors are below 1 unit in the last place for `log` and `exp`, 2 for the others; a square root
/// is exact already (`Double.squareRoot()`).
package enum FixedMath {
    /// ln 2 in two parts; the first has so few bits that its product with an exponent is exact.
    @usableFromInline static let ln2High = 0x1.62e42fefa3800p-1
    @usableFromInline static let ln2Low = 0x1.ef35793c76730p-45

    /// The natural logarithm. About 10 ns. Zero gives -infinity, a negative number NaN.
    @inlinable
    package static func log(_ x: Double) -> Double {
        if !(x >= 0x1p-1022 && x < .infinity) { return logOfUnusual(x) }
        let (k, m) = parts(x)
        let f = m - 1
        let s = f / (2 + f)
        let half = 0.5 * f * f
        let tail = s * (half + s * s * atanhTail(s * s))
        return k * ln2High - ((half - (tail + k * ln2Low)) - f)
    }

    /// x = 2^k m, with m between the root of 1/2 and the root of 2. For normal, positive x.
    @inlinable
    @inline(__always)
    static func parts(_ x: Double) -> (k: Double, m: Double) {
        // Adding the distance from the root of 1/2 to 1 makes the exponent round as wanted.
        let bits = x.bitPattern &+ (0x3FF0_0000_0000_0000 &- 0x3FE6_A09E_667F_3BCD)
        let k = Int64(bitPattern: bits &>> 52) &- 1023
        let m = (bits & 0x000F_FFFF_FFFF_FFFF) &+ 0x3FE6_A09E_667F_3BCD
        return (Double(k), Double(bitPattern: m))
    }

    @usableFromInline static let twoThirds = 0x1.5555555555555p-1

    /// (2 atanh s - 2 s) / s^3 with z = s^2.
    @inlinable
    @inline(__always)
    static func atanhTail(_ z: Double) -> Double {
        twoThirds + z * atanhRest(z)
    }

    /// ((2 atanh s - 2 s) / s^3 - 2/3) / z as a polynomial in z = s^2, for z <= 0.0295: a Chebyshev
    /// fit; the whole has an error of 2e-18.
    @inlinable
    @inline(__always)
    static func atanhRest(_ z: Double) -> Double {
        let z2 = z * z
        let a = 0x1.9999999999a38p-2 + z * 0x1.2492492476c87p-2
        let b = 0x1.c71c720160b47p-3 + z * 0x1.745cf901605f7p-3
        let c = 0x1.3b1c360763b8ap-3 + z * 0x1.0fbe83c2cbcf3p-3
        return a + z2 * (b + z2 * (c + z2 * 0x1.0c04595972ab8p-3))
    }

    @usableFromInline
    @inline(never)
    static func logOfUnusual(_ x: Double) -> Double {
        if x == 0 { return -.infinity }
        if x < 0 || x.isNaN { return .nan }
        if x == .infinity { return x }
        return log(x * 0x1p54) - 54 * ln2High - 54 * ln2Low
    }

    /// ln(1 + x), accurate for small x too.
    package static func log1p(_ x: Double) -> Double {
        let u = 1 + x
        if u == 1 { return x }
        if !(u > 0 && u < .infinity) { return log(u) }
        // What 1 + x lost by rounding is known exactly.
        return log(u) + (x >= 1 ? 1 - (u - x) : x - (u - 1)) / u
    }

    package static func exp(_ x: Double) -> Double {
        if !(x < 709.79) { return x.isNaN ? x : .infinity }
        if x < -745.14 { return 0 }
        let k = (x * 1.4426950408889634).rounded()
        let high = x - k * ln2High
        let low = k * ln2Low
        let r = high - low
        let lost = (high - r) - low
        let e = 1 + (r + (r * r * expTail(r) + lost))
        // In two factors, since 2^k alone may be no normal number.
        let n = Int(k)
        return e * power(ofTwo: n / 2) * power(ofTwo: n - n / 2)
    }

    /// (e^r - 1 - r) / r^2 for |r| <= 0.5: Taylor's series, 16 terms.
    private static func expTail(_ r: Double) -> Double {
        var sum = 0.0
        for divisor in stride(from: 17.0, through: 3.0, by: -1) {
            sum = (sum + 1) * r / divisor
        }
        return 0.5 + 0.5 * sum
    }

    private static func power(ofTwo n: Int) -> Double {
        Double(bitPattern: UInt64(n + 1023) << 52)
    }

    /// e^x - 1, accurate for small x too.
    package static func expm1(_ x: Double) -> Double {
        if x.magnitude <= 0.5 { return x + x * x * expTail(x) }
        return exp(x) - 1
    }

    /// x^y for x >= 0. The logarithm is carried in two numbers, so that a large exponent does not
    /// magnify its error.
    package static func pow(_ x: Double, _ y: Double) -> Double {
        if y == 0 || x == 1 { return 1 }
        if x == 0 { return y > 0 ? 0 : .infinity }
        if x == .infinity { return y > 0 ? .infinity : 0 }
        if !(x > 0) || y.isNaN { return .nan }
        let l = preciseLog(x)
        let p = y * l.high
        if !(p.magnitude < 746) { return p > 0 ? .infinity : 0 }
        let lost = productError(y, l.high, p) + y * l.low
        let e = exp(p)
        return e == .infinity ? e : e + e * lost
    }

    /// ln x as the sum of two numbers.
    private static func preciseLog(_ x: Double) -> (high: Double, low: Double) {
        let subnormal = x < 0x1p-1022
        let (k0, m) = parts(subnormal ? x * 0x1p54 : x)
        let k = subnormal ? k0 - 54 : k0
        let f = m - 1
        let d = m + 1
        let dLow = m <= 1 ? m - (d - 1) : 1 - (d - m)
        let s = f / d
        let sd = s * d
        let sLow = ((f - sd) - productError(s, d, sd) - s * dLow) / d
        let cube = twoThirdsOfCube(s, sLow)
        let z = s * s
        let rest = s * z * z * atanhRest(z) + cube.low
        let main = k * ln2High
        let first = main + 2 * s
        // |k ln 2| exceeds |2 s| unless k is zero, where nothing is lost.
        let firstLost = k == 0 ? 0 : 2 * s - (first - main)
        let second = first + cube.high
        let secondLost = cube.high - (second - first)
        let low = firstLost + secondLost + (2 * sLow + (rest + k * ln2Low))
        let sum = second + low
        return (sum, low - (sum - second))
    }

    /// 2/3 s^3 as the sum of two numbers, for s with the correction `sLow`.
    private static func twoThirdsOfCube(_ s: Double, _ sLow: Double) -> (high: Double, low: Double) {
        let square = s * s
        let squareLow = productError(s, s, square) + 2 * s * sLow
        let cube = square * s
        let cubeLow = productError(square, s, cube) + squareLow * s + square * sLow
        let high = cube * twoThirds
        let lowThirds = cubeLow * twoThirds + cube * 0x1.5555555555555p-55
        return (high, productError(cube, twoThirds, high) + lowThirds)
    }

    /// a b - p, exactly, where p is the rounded product (T. J. Dekker, doi:10.1007/BF01397083).
    private static func productError(_ a: Double, _ b: Double, _ p: Double) -> Double {
        let (a1, a2) = halves(a)
        let (b1, b2) = halves(b)
        return ((a1 * b1 - p) + a1 * b2 + a2 * b1) + a2 * b2
    }

    private static func halves(_ a: Double) -> (Double, Double) {
        let c = a * 134_217_729
        let high = c - (c - a)
        return (high, a - high)
    }
}
