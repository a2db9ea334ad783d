import Foundation
import SimKernel
import Testing

import Planning

/// A thousand experiments of 64 synthetic replications each; the share of 95 % intervals that hold
/// the exact value lies within 0.926 to 0.971 (binomial error, 3.5 standard errors).
@Suite("95 % intervals cover", .enabled(if: heavyTestsRun))
struct CoverageTests {
    static let experiments = 1000
    static let method = IntervalMethod(n: 64)

    private func covered(
        _ truth: Double, seed: UInt64, _ experiment: (inout Dice) -> Quantity
    ) -> Double {
        let hits = (0..<Self.experiments).count { number in
            var dice = Dice(seed: seed, experiment: number)
            let found = experiment(&dice)
            return (found.low ?? .infinity) <= truth && truth <= (found.high ?? -.infinity)
        }
        return Double(hits) / Double(Self.experiments)
    }

    private func expectRight(_ share: Double, _ what: String) {
        #expect(share >= 0.926 && share <= 0.971, "\(what): \(share)")
    }

    enum Shape: String, CaseIterable { case normal, exponential, lognormal, heavyLognormal }

    @Test("the mean of replications, however skewed", arguments: Shape.allCases)
    func mean(shape: Shape) {
        let truth: Double =
            switch shape {
            case .normal: 0
            case .exponential: 1
            case .lognormal: exp(0.125)
            case .heavyLognormal: exp(0.28125)
            }
        let share = covered(truth, seed: 11) { dice in
            let values = (0..<64).map { _ in
                switch shape {
                case .normal: dice.normal()
                case .exponential: dice.exponential()
                case .lognormal: dice.lognormal(sigma: 0.5)
                case .heavyLognormal: dice.lognormal(sigma: 0.75)
                }
            }
            return Self.method.mean(values)
        }
        expectRight(share, shape.rawValue)
    }

    /// Each replication has its own share late, so that its clocks are alike.
    private static func lateness(_ dice: inout Dice, mean: Double, clocks: Double) -> (Double, Double) {
        let ended = Double(dice.poisson(clocks))
        let share = min(1, mean * dice.exponential())
        var late = 0.0
        for _ in 0..<Int(ended) where dice.uniform() < share { late += 1 }
        return (late, ended)
    }

    @Test("a share on time as a ratio of totals", arguments: [0.02, 0.1])
    func share(mean: Double) {
        // E min(1, m X) for an exponential X is m (1 - exp(-1/m)).
        let truth = 1 - mean * (1 - exp(-1 / mean))
        let share = covered(truth, seed: 12) { dice in
            let totals = (0..<64).map { _ in Self.lateness(&dice, mean: mean, clocks: 60) }
            return Self.method.shareOnTime(
                late: totals.map(\.0), ended: totals.map(\.1), designEffect: nil)
        }
        expectRight(share, "share on time \(truth)")
    }

    @Test("a mean over cases where busy replications have longer waits")
    func ratio() {
        // N is 20, 40 or 60 cases, each waiting an exponential time of mean N / 20:
        // E ΣX / E N = E N² / 20 / E N.
        let truth = (400.0 + 1600 + 3600) / 3 / 20 / 40
        let share = covered(truth, seed: 13) { dice in
            let totals = (0..<64).map { _ in
                let cases = 20 * (1 + Int(dice.uniform() * 3))
                let sum = (0..<cases).reduce(0.0) { sum, _ in sum + dice.exponential() * Double(cases) / 20 }
                return (sum, Double(cases))
            }
            return Self.method.ratio(totals.map(\.0), over: totals.map(\.1))
        }
        expectRight(share, "ratio")
    }

    @Test("quantiles of pooled times, by sectioning", arguments: [0.5, 0.9, 0.95])
    func quantile(p: Double) {
        let truth = -log(1 - p) * 3600
        let share = covered(truth, seed: 14) { dice in
            var pooled = Observations()
            let sections = (0..<64).map { _ in
                var section = Observations()
                for _ in 0..<200 { section.add(Ticks(dice.exponential() * 3600 * Double(Tick.second))) }
                pooled.merge(section)
                return IntervalMethod.Section(
                    count: 200, quantile: section.quantile(p).map { $0 / Double(Tick.second) })
            }
            return Self.method.quantile(
                pooled: pooled.quantile(p).map { $0 / Double(Tick.second) }, sections: sections)
        }
        expectRight(share, "quantile \(p)")
    }

    @Test("shares of whole runs are exact: at least 95 %", arguments: [0.05, 0.5, 0.93])
    func proportion(truth: Double) {
        let share = covered(truth, seed: 15) { dice in
            Self.method.proportion((0..<64).count { _ in dice.uniform() < truth })
        }
        #expect(share >= 0.935, "proportion \(truth): \(share)")
    }

    /// Late clocks come in rare clusters: 1 in 8 to 1 in 200 replications has one at all.
    @Test("a share that is hardly ever below 1", arguments: [0.005, 0.02, 0.12])
    func rare(clusters: Double) {
        let truth = 1 - clusters * 10 / 1000
        let share = covered(truth, seed: 16) { dice in
            let late = (0..<64).map { _ in Double(10 * dice.poisson(clusters)) }
            return Self.method.shareOnTime(
                late: late, ended: late.map { _ in 1000 }, designEffect: 10)
        }
        #expect(share >= 0.926, "clusters \(clusters): \(share)")
    }

    @Test("looks at 64, 128 … 1024 replications hold together")
    func sequential() {
        let looks = Looks(.decisions())
        let methods = looks.ends.enumerated().map { look, n in
            IntervalMethod(n: n, alpha: looks.alpha(at: look, of: 0.05))
        }
        let allHold = (0..<Self.experiments).count { number in
            var dice = Dice(seed: 17, experiment: number)
            let values = (0..<1024).map { _ in dice.exponential() }
            return methods.allSatisfy { method in
                let found = method.mean(Array(values.prefix(method.n)))
                return (found.low ?? 1) <= 1 && 1 <= (found.high ?? 1)
            }
        }
        #expect(Double(allHold) / Double(Self.experiments) >= 0.929)
    }
}
