import CaseFlow
import Foundation
import Planning
import ScenarioFile
import Testing

/// Staffings under inputs that are known only roughly.
@Suite("Robustness", .enabled(if: heavyTestsRun))
struct RobustnessTests {
    /// Nobody ever waits: a case is on time if its work takes an hour at most.
    private static let text = """
        scenario: Nobody waits
        calendar: { timezone: UTC, hours: always }
        arrivals: { mean: 100 per day }
        staff: { clerk: 90 }
        flow:
          - step: answer
            by: clerk
            work: exponential 30 min
            within: 1 h
            outcomes: { more: { share: 10%, skip to: end } }
        target: 81.1124% on time
        run: { start: 2027-01-04, warm-up: 1 day, length: 4 weeks, seed: 1 }

        """

    private func robustness(_ inputs: [String], jobs: Int = 2) throws -> Robustness {
        let scenario = try Scenario(yaml: Array(Self.text.utf8), file: "office.yaml")
        var found = try Robustness(scenario, inputs.map { try UncertainInput($0) }) { $0 }
        found.options.jobs = jobs
        return found
    }

    @Test("each of n sets has its nth of every input's distribution")
    func stratified() throws {
        let robustness = try robustness(["arrivals.mean=±15%", "answer.work.mean=±50%"])
        let factors = (0..<32).map { robustness.factors($0) }
        for (index, reach) in [0.15, 0.5].enumerated() {
            for (place, factor) in factors.map({ $0[index] }).sorted().enumerated() {
                let u = (factor - (1 - reach)) / (2 * reach) * 32
                #expect(u >= Double(place) - 1e-9 && u <= Double(place + 1) + 1e-9)
            }
        }
        #expect(factors.map { $0[0] } != factors.map { $0[1] })
    }

    @Test(
        "a level estimated from n cases is gamma with n degrees, relative to its mean", arguments: [1, 4, 9])
    func gamma(cases: Int) throws {
        let input = try UncertainInput("arrivals.mean=from \(cases) cases in 2 weeks")
        for u in [0.01, 0.3, 0.5, 0.9, 0.999] {
            let x = Double(cases) * input.factor(at: u)
            // The gamma distribution with a whole number of degrees, by its Poisson sum.
            var term = exp(-x)
            var above = term
            for k in 1..<max(1, cases) + 1 where k < cases {
                term *= x / Double(k)
                above += term
            }
            #expect(abs(1 - above - u) < 1e-9)
        }
    }

    @Test("the share of inputs that keep the target, against the exact one", .enabled(if: heavyTestsRun))
    func exactShare() throws {
        // On time: 1 - exp(-2 / factor), which is the target at 1.2: kept with 0.7 of ±50 %.
        let result = try robustness(["arrivals.mean=±15%", "answer.work.mean=±50%"]).run()
        #expect(result.sets.count == 32 && result.stopped == nil)
        let (low, high) = (result.kept.low ?? 1, result.kept.high ?? 0)
        #expect(low <= 0.7 && 0.7 <= high)
        #expect(abs((result.kept.estimate ?? 0) - 0.7) <= 2.5 / 32)
        #expect(result.mattersMost?.path == "answer.work.mean")
        #expect(result.inputs[1].correlation ?? 0 < -0.99 && abs(result.inputs[0].correlation ?? 1) < 0.6)
        for set in result.sets {
            let exact = 1 - exp(-2 / set.factors[1])
            // About 22,400 cases.
            let error = (exact * (1 - exact) / 22_400).squareRoot()
            #expect(abs((set.shares[0] ?? 0) - exact) < 4.5 * error)
        }
        let shares = result.limits[0].shares ?? []
        #expect(shares == shares.sorted() && shares.count == 3)
        let exact = [0.05, 0.5, 0.95].map { 1 - exp(-2 / (1.5 - $0)) }
        #expect(zip(shares, exact).allSatisfy { abs($0 - $1) < 0.02 })
    }

    @Test("the same on any number of threads; report and JSON tell it", .enabled(if: heavyTestsRun))
    func threads() throws {
        var one = try robustness(
            ["arrivals.mean=from 480 cases in 24 weeks", "answer.more.share=+-10%"], jobs: 1)
        var four = try robustness(
            ["arrivals.mean=from 480 cases in 24 weeks", "answer.more.share=+-10%"], jobs: 4)
        (one.sets, one.replications, four.sets, four.replications) = (4, 2, 4, 2)
        let (a, b) = (try one.run(), try four.run())
        #expect(a == b && a.json.text == b.json.text)
        #expect(a.lines.first?.hasPrefix("Robustness: every target is kept with ") == true)
        #expect(a.json.text.contains("\"input_sets\": 4"))
    }

    @Test(
        "values are multiplied by all their numbers that are sizes",
        arguments: [
            ("45 min", 1.2, "54 min"), ("12%", 0.5, "6%"), ("uniform 5..10 min", 2, "uniform 10..20 min"),
            ("lognormal mean 6 h cv 0.8", 1.5, "lognormal mean 9 h cv 0.8"),
            ("lognormal mean 6 h p95 14 h", 0.5, "lognormal mean 3 h p95 7 h"),
            ("erlang 3 mean 2 h", 2, "erlang 3 mean 4 h"),
            ("exponential 2 min per 10", 3, "exponential 6 min per 10"),
            ("20 per week", 1.1, "22 per week"),
        ])
    func scaled(text: String, factor: Double, expected: String) {
        #expect(ScaledText.text(text, times: factor) == expected)
    }

    @Test(
        "what is no number is refused",
        arguments: ["clerk", "Mon..Fri 09:00", "2027-01-04", "2 of clerk 3", "first come", "", "1 h 30"])
    func notScaled(text: String) {
        #expect(ScaledText.text(text, times: 2) == nil)
    }

    @Test(
        "wrong words are told",
        arguments: [
            ("nothing", "has no path"), ("arrivals.mean=15%", "no spread"),
            ("arrivals.mean=±0%", "nothing uncertain"),
            ("arrivals.mean=±-5%", "nothing uncertain"), ("arrivals.mean=±100%", "zero or below"),
            ("arrivals.mean=from 0 cases in 2 weeks", "nothing uncertain"),
            ("arrivals.mean=from 5 cases in 0 weeks", "nothing uncertain"),
            ("answr.work.mean=±5%", "no value at 'answr.work.mean'"), ("answer.by=±5%", "no number"),
            ("answer.work.mean=from 5 cases in 2 weeks", "level of arrivals"),
            ("arrivals.north.mean=±5%", "no value"),
        ])
    func problems(argument: String, says: String) throws {
        let problem = #expect(throws: RobustnessProblem.self) { _ = try robustness([argument]) }
        #expect(problem?.message.contains(says) == true && problem?.remedy.isEmpty == false)
    }

    @Test("a path twice is told; inputs that make a wrong scenario are its errors")
    func furtherProblems() throws {
        #expect(throws: RobustnessProblem.repeatedPath("arrivals.mean")) {
            _ = try robustness(["arrivals.mean=±5%", "arrivals.mean=±6%"])
        }
        #expect(throws: ScenarioError.self) { try robustness(["staff.clerk=±33.3%"]).run() }
    }

    @Test("ranks: equal values share theirs")
    func ranks() {
        #expect(RankCorrelation.of([1, 2, 3], [10, 100, 1000]) == 1)
        #expect(RankCorrelation.of([1, 2, 3], [3, 2, 1]) == -1)
        #expect(RankCorrelation.of([1, 2, 3], [5, 5, 5]) == nil)
        // By hand: ranks 1.5 1.5 3 4 and 1 2 3 4.
        let tied = RankCorrelation.of([7, 7, 8, 9], [1, 2, 3, 4]) ?? 0
        #expect(abs(tied - 4.5 / (4.5 * 5).squareRoot()) < 1e-12)
    }
}
