import Foundation
import SimKernel
import Testing

#if DEBUG
private let samples = 20_000
#else
private let samples = 1_000_000
#endif

/// A fixed sequence of 53-bit integers.
private struct Sequence53 {
    private let key = StreamKey(seed: 42, replication: 7)
    private var n: UInt64 = 0
    mutating func next() -> Double {
        n += 1
        let bits = key.bits(case: n, name: 1, visit: 0, purpose: .number)
        return Double(bits.first) * 0x1p-53
    }
    /// Any positive normal number, evenly by exponent.
    mutating func positive(_ exponents: ClosedRange<Double>) -> Double {
        let e = exponents.lowerBound + (exponents.upperBound - exponents.lowerBound) * next()
        return Foundation.exp2(e)
    }
}

/// Distance in units in the last place of the reference.
private func distance(_ x: Double, _ reference: Double) -> Double {
    if x == reference { return 0 }
    return (x - reference).magnitude / reference.ulp
}

@Suite("Fixed mathematics agrees with the C library")
struct FixedMathTests {
    @Test("Logarithm")
    func logarithm() {
        var random = Sequence53()
        var worst = 0.0
        for _ in 0..<samples {
            let wide = random.positive(-1074...1023)
            worst = max(worst, distance(FixedMath.log(wide), Foundation.log(wide)))
            let near = 0.5 + random.next()
            worst = max(worst, distance(FixedMath.log(near), Foundation.log(near)))
        }
        #expect(worst <= 1)
        #expect(FixedMath.log(1) == 0)
        #expect(FixedMath.log(0) == -.infinity)
        #expect(FixedMath.log(.infinity) == .infinity)
        #expect(FixedMath.log(-1).isNaN)
        #expect(FixedMath.log(.nan).isNaN)
    }

    @Test("Logarithm of 1 + x")
    func logarithmOfOnePlus() {
        var random = Sequence53()
        var worst = 0.0
        for _ in 0..<samples {
            let x = random.positive(-80...100)
            worst = max(worst, distance(FixedMath.log1p(x), Foundation.log1p(x)))
            let y = -random.positive(-80 ... -0.0001)
            worst = max(worst, distance(FixedMath.log1p(y), Foundation.log1p(y)))
        }
        #expect(worst <= 2)
        #expect(FixedMath.log1p(-1) == -.infinity)
        #expect(FixedMath.log1p(0) == 0)
    }

    @Test("Exponential")
    func exponential() {
        var random = Sequence53()
        var worst = 0.0
        for _ in 0..<samples {
            let x = 1450 * random.next() - 745
            worst = max(worst, distance(FixedMath.exp(x), Foundation.exp(x)))
            let small = 2 * random.next() - 1
            worst = max(worst, distance(FixedMath.exp(small), Foundation.exp(small)))
        }
        #expect(worst <= 1)
        #expect(FixedMath.exp(0) == 1)
        #expect(FixedMath.exp(710) == .infinity)
        #expect(FixedMath.exp(-746) == 0)
        #expect(FixedMath.exp(-.infinity) == 0)
    }

    @Test("Exponential less 1")
    func exponentialLessOne() {
        var random = Sequence53()
        var worst = 0.0
        for _ in 0..<samples {
            let x = random.positive(-80...9)
            worst = max(worst, distance(FixedMath.expm1(x), Foundation.expm1(x)))
            worst = max(worst, distance(FixedMath.expm1(-x), Foundation.expm1(-x)))
        }
        #expect(worst <= 3)
    }

    @Test("Power")
    func power() {
        var random = Sequence53()
        var worst = 0.0
        for _ in 0..<samples {
            let x = random.positive(-60...60)
            let y = 20 * random.next() - 10
            worst = max(worst, distance(FixedMath.pow(x, y), Foundation.pow(x, y)))
            let near = 0.7 + 0.6 * random.next()
            let large = 1000 * random.next()
            worst = max(worst, distance(FixedMath.pow(near, large), Foundation.pow(near, large)))
        }
        #expect(worst <= 2)
        #expect(FixedMath.pow(0, 2) == 0)
        #expect(FixedMath.pow(3, 0) == 1)
        #expect(FixedMath.pow(2, 10) == 1024)
        #expect(FixedMath.pow(10, 400) == .infinity)
        #expect(FixedMath.pow(10, -400) == 0)
    }

    @Test("Logarithm and exponential keep their order where neighbours meet")
    func order() {
        var x = 1.0
        for _ in 0..<2000 {
            #expect(FixedMath.log(x) <= FixedMath.log(x.nextUp))
            #expect(FixedMath.log(1 / x) >= FixedMath.log(1 / x.nextUp))
            x = x.nextUp
        }
    }

    @Test("Values stay as they are, to the last bit")
    func golden() {
        #expect(FixedMath.log(10).bitPattern == 0x4002_6BB1_BBB5_5516)
        #expect(FixedMath.log(0x1p-53).bitPattern == 0xC042_5E4F_7B27_37FA)
        #expect(FixedMath.exp(1).bitPattern == 0x4005_BF0A_8B14_576A)
        #expect(FixedMath.exp(-20.5).bitPattern == 0x3E15_7A3A_FEED_00AB)
        #expect(FixedMath.log1p(0.001).bitPattern == 0x3F50_6035_4F8C_3EBF)
        #expect(FixedMath.expm1(-0.3).bitPattern == 0xBFD0_966F_2C79_07F6)
        #expect(FixedMath.pow(2, 0.5).bitPattern == 0x3FF6_A09E_667F_3BCC)
        #expect(FixedMath.pow(1.7, 33.3).bitPattern == 0x4186_81D0_0EA2_DC47)
    }
}
