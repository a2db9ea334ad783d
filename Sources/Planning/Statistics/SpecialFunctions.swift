internal import SimKernel

/// Quantiles of Student's t and of the beta law, and the normal law: what intervals over replications
/// need.
///
/// They use arithmetic of the kernel's own, so that the last digit in which one processor's `log`
/// differs from another's never reaches a report.
package enum SpecialFunctions {
    /// The point that Student's t with `degrees` degrees of freedom stays below with probability `p`.
    ///
    /// - Parameters: `p` in 0.5..<1, `degrees` at least 1. About a hundred evaluations of the beta law.
    package static func studentQuantile(_ p: Double, degrees: Double) -> Double {
        precondition(p >= 0.5 && p < 1 && degrees >= 1, "Student's t wants p in 0.5..<1")
        let tail = 2 * (1 - p)
        if tail == 1 { return 0 }
        // P(|T| > t) = I_x(v/2, 1/2) with x = v / (v + t^2).
        let x = solve { incompleteBeta($0, degrees / 2, 0.5) < tail }
        return (degrees * (1 - x) / x).squareRoot()
    }

    /// The point that the beta law with parameters `a` and `b` (both above 0) stays below with
    /// probability `p` in 0...1.
    package static func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
        precondition(p >= 0 && p <= 1 && a > 0 && b > 0, "the beta law wants positive parameters")
        if p == 0 { return 0 }
        if p == 1 { return 1 }
        return solve { incompleteBeta($0, a, b) < p }
    }

    /// The share of the standard normal law above `x`: a power series near the middle, Laplace's
    /// continued fraction in the tails (Abramowitz and Stegun 1964, 26.2.11 and 26.2.14); 13 digits.
    package static func normalTail(_ x: Double) -> Double {
        if x < 0 { return 1 - normalTail(-x) }
        let density = normalDensity(x)
        if x > 3 {
            var fraction = x
            var k = (700 / (x * x)).rounded() + 10
            while k > 0 {
                fraction = x + k / fraction
                k -= 1
            }
            return density / fraction
        }
        var term = x
        var sum = x
        var odd = 3.0
        while term > 1e-18 {
            term *= x * x / odd
            sum += term
            odd += 2
        }
        return 0.5 - density * sum
    }

    package static func normalDensity(_ x: Double) -> Double {
        0.398_942_280_401_432_7 * FixedMath.exp(-x * x / 2)
    }

    /// The least point of 0...1 at which `below` no longer holds, by bisection to the last bit.
    private static func solve(_ below: (Double) -> Bool) -> Double {
        var low = 0.0
        var high = 1.0
        for _ in 0..<1100 {
            let middle = low + (high - low) / 2
            if middle <= low || middle >= high { break }
            if below(middle) { low = middle } else { high = middle }
        }
        return low + (high - low) / 2
    }

    /// The regularised incomplete beta function, by the continued fraction of Didonato and Morris
    /// (doi:10.1145/131766.131776), evaluated by Lentz's method; accurate to about 14 digits.
    package static func incompleteBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(1 - x, b, a) }
        let scale = logGamma(a + b) - logGamma(a) - logGamma(b)
        let front = FixedMath.exp(scale + a * FixedMath.log(x) + b * FixedMath.log1p(-x)) / a
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        d = 1 / (abs(d) < tiny ? tiny : d)
        var fraction = d
        for m in 1...10_000 {
            let k = Double(m)
            for term in [
                k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)),
                -(a + k) * (a + b + k) * x / ((a + 2 * k) * (a + 2 * k + 1)),
            ] {
                d = 1 + term * d
                d = 1 / (abs(d) < tiny ? tiny : d)
                c = 1 + term / c
                if abs(c) < tiny { c = tiny }
                fraction *= d * c
            }
            if abs(d * c - 1) < 1e-16 { break }
        }
        return front * fraction
    }

    /// ln Γ(x) for x above 0 by Stirling's series, after moving x above 12.
    private static func logGamma(_ value: Double) -> Double {
        var x = value
        var product = 1.0
        while x < 12 {
            product *= x
            x += 1
        }
        let z = 1 / (x * x)
        let series = (1.0 / 12 - z * (1.0 / 360 - z * (1.0 / 1260 - z * (1.0 / 1680 - z / 1188)))) / x
        return (x - 0.5) * FixedMath.log(x) - x + 0.918_938_533_204_672_74 + series
            - FixedMath.log(product)
    }

    /// The cube root by Newton's method: arithmetic only, the same on every processor.
    package static func cubeRoot(_ x: Double) -> Double {
        if x == 0 || !x.isFinite { return x }
        let size = abs(x)
        let third = Int(size.exponent) / 3
        var root = Double(sign: .plus, exponent: third, significand: 1.2)
        for _ in 0..<60 {
            let next = (2 * root + size / (root * root)) / 3
            if abs(next - root) <= 1e-16 * root { break }
            root = next
        }
        return x < 0 ? -root : root
    }
}
