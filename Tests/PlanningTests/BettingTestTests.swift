import Foundation
import Planning
import Testing

@Suite("Betting tests of a mean of shares")
struct BettingTestTests {
    /// The money with each part bet on ones only, against a mean of m: 1 + θ (1/m - 1) a replication.
    private func money(onOnes n: Int, against mean: Double) -> Double {
        let parts = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.025, 0.0125]
        return parts.reduce(0) { $0 + pow(1 + $1 * (1 / mean - 1), Double(n)) } / Double(parts.count)
    }

    @Test("shares of 1 refute what their money refutes, exactly")
    func ones() {
        for n in [1, 20, 64, 500] {
            var test = BettingTest(alphaBelow: 0.05, alphaAbove: 0.05)
            test.add([Double](repeating: 1, count: n))
            #expect(abs(money(onOnes: n, against: test.low) * 0.05 - 1) < 1e-7, "\(n) ones")
            #expect(test.high == 1 && test.mean == 1)
        }
    }

    @Test("both directions are mirror images, and each step narrows")
    func mirror() {
        var dice = Dice(seed: 8)
        let shares = (0..<300).map { _ in 0.8 + 0.2 * dice.uniform() }
        var test = BettingTest(alphaBelow: 0.05, alphaAbove: 0.05)
        var mirrored = BettingTest(alphaBelow: 0.05, alphaAbove: 0.05)
        var lows: [Double] = []
        for from in stride(from: 0, to: 300, by: 100) {
            test.add(Array(shares[from..<from + 100]))
            mirrored.add(shares[from..<from + 100].map { 1 - $0 })
            lows.append(test.low)
            #expect(abs(test.low - (1 - mirrored.high)) < 1e-9 && abs(test.high - (1 - mirrored.low)) < 1e-9)
        }
        #expect(lows == lows.sorted() && (lows.last ?? 0) > 0.85 && test.high < 0.95)
        #expect(test.low < 0.9 && test.high > 0.9)
    }

    @Test("a share of 0 ruins only who bet everything")
    func zero() {
        var test = BettingTest(alphaBelow: 0.05, alphaAbove: 0.05)
        test.add([0] + [Double](repeating: 1, count: 200))
        #expect(test.low > 0.9 && test.low < 0.98)
    }

    @Test("nothing seen refutes nothing")
    func nothing() {
        var test = BettingTest(alphaBelow: 0.05, alphaAbove: 0.05)
        test.add([])
        #expect(test.low == 0 && test.high == 1 && test.mean == nil)
    }
}
