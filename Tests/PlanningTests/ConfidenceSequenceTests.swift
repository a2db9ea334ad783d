import Foundation
import Planning
import Testing

private let looks = Looks(.decisions())

@Suite("Error spent over looks")
struct ErrorSpendingTests {
    @Test("a single look spends all, and more looks end within their parts' sums")
    func levels() {
        #expect(abs(ErrorSpending(Looks(.decisions(budget: 64)), alpha: 0.05).levels[0] - 0.05) < 1e-12)
        let levels = ErrorSpending(looks, alpha: 0.05).levels
        #expect(levels.count == 5)
        #expect(abs(levels[0] - 0.05 * 6 / (Double.pi * Double.pi)) < 1e-12)
        for (look, level) in levels.enumerated() where look > 0 {
            #expect(level > looks.alpha(at: look, of: 0.05), "no better than adding up at look \(look)")
        }
        // The last look has no later one to leave anything for.
        #expect(levels[4] > levels[3])
    }

    /// P(Z1 < a, Z2 > b) for correlation r by an integral of its own, over the second mean.
    @Test("two looks: the probability of crossing at the second one only is the exact integral")
    func twoLooks() {
        let ends = Looks(.decisions(budget: 128))
        let levels = ErrorSpending(ends, alpha: 0.05).levels
        let points = levels.map { level in bisect { 0.5 * erfc($0 / 2.0.squareRoot()) > level } }
        let r = 0.5.squareRoot()
        var crossing = 0.0
        let step = 0.0005
        for k in 0..<16_000 {
            let z = points[1] + (Double(k) + 0.5) * step
            let notBefore = 0.5 * erfc(-(points[0] - r * z) / (1 - r * r).squareRoot() / 2.0.squareRoot())
            crossing += exp(-z * z / 2) / (2 * Double.pi).squareRoot() * notBefore * step
        }
        #expect(abs(levels[0] + crossing - 0.05) < 1e-6)
    }

    private func bisect(_ isBelow: (Double) -> Bool) -> Double {
        var (low, high) = (-10.0, 10.0)
        for _ in 0..<80 {
            let middle = (low + high) / 2
            if isBelow(middle) { low = middle } else { high = middle }
        }
        return low
    }

    @Test("five looks at a normal walk cross with probability alpha", .enabled(if: heavyTestsRun))
    func walk() {
        let levels = ErrorSpending(looks, alpha: 0.05).levels
        let points = levels.map { level in bisect { SpecialFunctions.normalTail($0) > level } }
        let walks = 100_000
        var dice = Dice(seed: 31)
        let crossed = (0..<walks).count { _ in
            var sum = 0.0
            var taken = 0
            for (end, point) in zip(looks.ends, points) {
                sum += Double(end - taken).squareRoot() * dice.normal()
                taken = end
                if sum / Double(end).squareRoot() > point { return true }
            }
            return false
        }
        let z = (Double(crossed) / Double(walks) - 0.05) / (0.05 * 0.95 / Double(walks)).squareRoot()
        #expect(abs(z) < 4, "crossed \(crossed) of \(walks)")
    }

    @Test("looks that almost coincide, and many looks, are no worse than adding up")
    func close() {
        for budget in [65, 129, 1025, 1_000_000] {
            let ends = Looks(.decisions(budget: budget))
            let levels = ErrorSpending(ends, alpha: 0.01).levels
            #expect(levels.count == ends.ends.count)
            #expect(levels.allSatisfy { $0 > 0 && $0 <= 0.01 }, "budget \(budget): \(levels)")
        }
    }
}

@Suite("Confidence sequences of shares on time")
struct ConfidenceSequenceTests {
    private func sequence(alpha: Double = 0.05) -> ConfidenceSequence {
        let spending = ErrorSpending(looks, alpha: alpha)
        return ConfidenceSequence(.init(below: spending, above: spending), confidence: 0.95)
    }

    @Test("never late in 64 replications is not certain")
    func neverLate() {
        var found = sequence()
        let none = [Double](repeating: 0, count: 64)
        found.look(0, late: none, ended: none.map { _ in 1000 }, designEffect: nil)
        #expect(found.verdict(target: 0.999) == .undecided && found.verdict(target: 0.94) == .met)
        // Each replication counts once: 1 - p with (1 - p)^64 = level.
        let level = ErrorSpending(looks, alpha: 0.05).levels[0]
        #expect(abs((found.share.low ?? 0) - pow(level, 1.0 / 64)) < 1e-9)
        #expect(found.share.high == 1)
    }

    @Test("nothing is decided before 50 replications, however clear")
    func fewReplications() {
        let ends = Looks(.decisions(budget: 40))
        let spending = ErrorSpending(ends, alpha: 0.05)
        var found = ConfidenceSequence(.init(below: spending, above: spending), confidence: 0.95)
        found.look(
            0, late: [Double](repeating: 90, count: 40), ended: [Double](repeating: 100, count: 40),
            designEffect: 5)
        #expect((found.share.high ?? 1) < 0.9 && found.verdict(target: 0.9) == .undecided)
    }

    @Test("what is too skewed for its number is held to the exact bounds of clusters")
    func skewed() {
        var late = [Double](repeating: 0, count: 64)
        late[5] = 1
        let ended = late.map { _ in 1000.0 }
        var found = sequence()
        found.look(0, late: late, ended: ended, designEffect: 20)
        // One of 64000 / 20 independent clocks, where Hall's bound would be 0.9999.
        let level = ErrorSpending(looks, alpha: 0.05).levels[0]
        let exact = 1 - SpecialFunctions.betaQuantile(1 - level, 2, 3200 - 1)
        #expect(1280...1281 ~= found.needed)
        #expect(abs((found.share.low ?? 0) - exact) < 1e-9)
        // Hardly anything is certain from the other side.
        #expect((found.share.high ?? 0) > 0.9999)
    }

    @Test("the best bound of all looks stays")
    func running() {
        var dice = Dice(seed: 3)
        var found = sequence()
        var late: [Double] = []
        var lows: [Double] = []
        for (look, end) in looks.ends.enumerated() {
            while late.count < end { late.append(Double((0..<100).count { _ in dice.uniform() < 0.1 })) }
            found.look(look, late: late, ended: late.map { _ in 100 }, designEffect: 1)
            lows.append(found.share.low ?? 0)
        }
        #expect(lows == lows.sorted() && abs((lows.last ?? 0) - 0.9) < 0.01)
        #expect(found.share.n == 1024)
    }
}

/// A thousand plans whose share on time is exactly the target: calling it met, or missed, at any look is
/// an error that may happen in 5 % of them (and 3 standard errors).
@Suite("A share exactly at its target", .enabled(if: heavyTestsRun))
struct ShareAtTargetTests {
    enum Law: String, CaseIterable {
        /// 60 independent clocks a replication.
        case independent
        /// All clocks of a replication share an exponential share late.
        case busyReplications
        /// The same with a target of 99 %.
        case rareBusy
        /// Target 99.9 %: clusters of late clocks.
        case rareClusters5, rareClusters10, rareClusters50

        var designEffect: Double? {
            switch self {
            case .independent, .rareClusters5: 5
            case .rareClusters10: 10
            case .rareClusters50: 50
            case .busyReplications, .rareBusy: nil
            }
        }

        var target: Double {
            switch self {
            case .independent: 0.9
            case .busyReplications: 1 - 0.1 * (1 - exp(-10))
            case .rareBusy: 0.99
            case .rareClusters5, .rareClusters10, .rareClusters50: 0.999
            }
        }

        func totals(_ dice: inout Dice) -> (late: Double, ended: Double) {
            func clocks(_ n: Int, late share: Double) -> (Double, Double) {
                (Double((0..<n).count { _ in dice.uniform() < share }), Double(n))
            }
            switch self {
            case .independent: return clocks(60, late: 0.1)
            case .busyReplications:
                return clocks(20 + Int(40 * dice.uniform()), late: min(1, 0.1 * dice.exponential()))
            case .rareBusy: return clocks(200, late: 0.01 * dice.exponential())
            case .rareClusters5: return (Double(5 * dice.poisson(0.2)), 1000)
            case .rareClusters10: return (Double(10 * dice.poisson(0.1)), 1000)
            case .rareClusters50: return (Double(50 * dice.poisson(0.02)), 1000)
            }
        }
    }

    static let plans = 1000
    static let most = 0.05 + 3 * (0.05 * 0.95 / Double(plans)).squareRoot()

    @Test("asymptotic: called met, and called missed, in 5 % at most", arguments: Law.allCases)
    func asymptotic(law: Law) {
        let spending = ErrorSpending(looks, alpha: 0.05)
        var met = 0
        var missed = 0
        for plan in 0..<Self.plans {
            var dice = Dice(seed: 41, experiment: plan)
            var sequence = ConfidenceSequence(.init(below: spending, above: spending), confidence: 0.95)
            var late: [Double] = []
            var ended: [Double] = []
            var calls: Set<Verdict> = []
            for (look, end) in looks.ends.enumerated() {
                while late.count < end {
                    let totals = law.totals(&dice)
                    late.append(totals.late)
                    ended.append(totals.ended)
                }
                sequence.look(look, late: late, ended: ended, designEffect: law.designEffect)
                calls.insert(sequence.verdict(target: law.target))
            }
            met += calls.contains(.met) ? 1 : 0
            missed += calls.contains(.missed) ? 1 : 0
        }
        print("\(law.rawValue): \(met) of \(Self.plans) called met, \(missed) missed")
        #expect(Double(met) / Double(Self.plans) <= Self.most, "\(met) called met")
        #expect(Double(missed) / Double(Self.plans) <= Self.most, "\(missed) called missed")
    }

    @Test("strict: called met, and called missed, in 5 % at most", arguments: [Law.independent, .rareBusy])
    func strict(law: Law) {
        let wanted = -log(0.05)
        var met = 0
        var missed = 0
        for plan in 0..<Self.plans {
            var dice = Dice(seed: 42, experiment: plan)
            // Constant numbers of clocks: the mean of shares is the share of all clocks.
            let shares = (0..<400).map { _ in
                let totals = law.totals(&dice)
                return (totals.ended - totals.late) / totals.ended
            }
            met += BettingTest.isRefuted(mean: law.target, by: shares, wanted: wanted) ? 1 : 0
            missed +=
                BettingTest.isRefuted(mean: 1 - law.target, by: shares.map { 1 - $0 }, wanted: wanted) ? 1 : 0
        }
        print("strict, \(law.rawValue): \(met) of \(Self.plans) called met, \(missed) missed")
        #expect(Double(met) / Double(Self.plans) <= Self.most, "\(met) called met")
        #expect(Double(missed) / Double(Self.plans) <= Self.most, "\(missed) called missed")
    }
}
