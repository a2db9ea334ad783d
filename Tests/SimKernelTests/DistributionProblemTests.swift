import SimKernel
import Testing

@Suite("Impossible distributions are refused, each for its reason")
struct DistributionProblemTests {
    private func problem(_ make: @autoclosure () throws -> Distribution) -> DistributionProblem? {
        do {
            _ = try make()
            return nil
        } catch {
            return error as? DistributionProblem
        }
    }

    @Test("Figures below zero, out of order or not finite")
    func figures() {
        typealias D = Distribution
        #expect(problem(try D.constant(-1)) == .negative(-1))
        #expect(problem(try D.constant(.nan)) == .notFinite)
        #expect(problem(try D.uniform(from: 2, to: 1)) == .outOfOrder(2, 1))
        #expect(
            problem(try D.triangular(least: 2, likely: 1, greatest: 3))
                == .outOfOrder(2, 1))
        #expect(
            problem(try D.triangular(least: 1, likely: 4, greatest: 3))
                == .outOfOrder(4, 3))
        #expect(
            problem(try D.triangular(least: -1, likely: 4, greatest: 5))
                == .negative(-1))
        #expect(problem(try D.exponential(mean: 0)) == .meanNotPositive(0))
        #expect(problem(try D.exponential(mean: .infinity)) == .notFinite)
        #expect(
            problem(try D.erlang(phases: 0, mean: 1))
                == .phasesOutOfRange(0, greatest: 1_000_000))
        #expect(problem(try D.observed([])) == .noValues)
        #expect(problem(try D.observed([1, -2])) == .negative(-2))
    }

    @Test("Coefficients of variation")
    func coefficients() {
        typealias D = Distribution
        #expect(problem(try D.lognormal(mean: 1, cv: -0.1)) == .cvNegative(-0.1))
        #expect(problem(try D.gamma(mean: 1, cv: -0.1)) == .cvNegative(-0.1))
        #expect(
            problem(try D.weibull(mean: 1, cv: 101))
                == .cvTooLarge(101, greatest: 100))
        #expect(
            problem(try D.hyperexponential(mean: 1, cv: 1))
                == .cvNotAboveOne(1))
    }

    @Test("95th percentiles")
    func percentiles() throws {
        typealias D = Distribution
        #expect(
            problem(try D.lognormal(mean: 2, p95: 2))
                == .p95NotAboveMean(mean: 2, p95: 2))
        #expect(
            problem(try D.gamma(mean: 2, p95: 1))
                == .p95NotAboveMean(mean: 2, p95: 1))
        let tooFar: [(kind: String, ratio: Double, problem: DistributionProblem?)] = [
            ("lognormal", 3.868, problem(try D.lognormal(mean: 1, p95: 9))),
            ("gamma", 5.827, problem(try D.gamma(mean: 1, p95: 9))),
            ("weibull", 4.674, problem(try D.weibull(mean: 1, p95: 9))),
        ]
        for entry in tooFar {
            guard case .p95TooFarAboveMean(let mean, let p95, let greatest) = entry.problem else {
                Issue.record("\(entry.kind) allows a p95 of 9 means")
                continue
            }
            #expect(mean == 1 && p95 == 9)
            #expect((greatest - entry.ratio).magnitude < 0.001)
        }
        #expect(try D.lognormal(mean: 1, p95: 3.868).mean.isFinite)
    }
}
