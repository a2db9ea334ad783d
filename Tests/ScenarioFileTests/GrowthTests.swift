import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// Arrivals at another level, and one target for all limits.
@Suite("Growth and targets")
struct GrowthTests {
    private func model(_ arrivals: String) throws -> Model {
        try SmallScenario(
            flow(step("first", "exponential 1 h")), arrivals: arrivals, staff: "staff: { clerk: 2 }",
            run: "run: { start: 2027-01-04, warm-up: 1 week, length: 20 weeks, seed: 1 }"
        ).model()
    }

    @Test(
        "twice the arrivals are those of a file that says twice as many",
        arguments: [
            ("mean: 20 per week", "mean: 40 per week"),
            (
                "mean: 20 per week, weekday: { Mon: 2, others: 1 }, busyness: gamma cv 0.3 per day",
                "mean: 40 per week, weekday: { Mon: 2, others: 1 }, busyness: gamma cv 0.3 per day"
            ),
            ("every: exponential 4 h", "every: exponential 2 h"),
            ("every: constant 3 h", "every: constant 90 min"),
            (
                "mean: 4 per week, brings: uniform 1..4", "mean: 8 per week, brings: uniform 1..4"
            ),
        ])
    func twice(slow: String, fast: String) throws {
        let grown = try model("arrivals: { \(slow) }").growing(by: 2)
        let typed = try model("arrivals: { \(fast) }")
        for replication in 0..<3 as Range<UInt32> {
            let (a, b) = (
                simulate(grown, seed: 5, replication: replication),
                simulate(typed, seed: 5, replication: replication)
            )
            #expect(a.fingerprint == b.fingerprint && a.arrived > 0)
        }
        #expect(OfferedLoad(grown).roles[0].utilisation == OfferedLoad(typed).roles[0].utilisation)
    }

    @Test("the same cases come sooner: the n-th arrival has had so many times the expected number")
    func paired() throws {
        let model = try model("arrivals: { mean: 20 per week }")
        let grown = try model.growing(by: 1.25)
        var slow = ArrivalCursor(model.streams[0].process, key: StreamKey(seed: 1, replication: 0), stream: 9)
        var fast = ArrivalCursor(grown.streams[0].process, key: StreamKey(seed: 1, replication: 0), stream: 9)
        guard case .poisson(let profile) = model.streams[0].process else {
            Issue.record("not Poisson")
            return
        }
        for _ in 0..<200 {
            let (late, soon) = (profile.expected(until: slow.next()), profile.expected(until: fast.next()))
            #expect(abs(late - 1.25 * soon) < 1e-6)
        }
    }

    @Test("growth by nothing changes nothing; a level beyond all measure is refused")
    func bounds() throws {
        let model = try model("arrivals: { mean: 20 per week }")
        #expect(
            try model.growing(by: 1).streams[0].process.expected(in: 1)
                == model.streams[0].process.expected(in: 1))
        #expect(throws: GrowthProblem.self) { try model.growing(by: 1e9) }
        var replayed = model
        replayed.streams[0].process = .replay([0, 5], from: 0)
        #expect(throws: GrowthProblem.replayed(stream: "arrivals")) { try replayed.growing(by: 1.1) }
    }

    // MARK: - Targets

    private func limits(_ target: String) throws -> [Limit] {
        let model = try SmallScenario(
            flow(
                step("own", "1 h", "within: 2 h", "target: 80%"), step("plain", "1 h", "within: 3 h"),
                step("never", "1 h", "within: 3 h", "target: none"),
                step("split", "1 h", "within: 3 h", "target: { major: 99%, general: 90% }"),
                step("part", "1 h", "within: 3 h", "target: { major: 99%, general: none }")),
            arrivals: "arrivals: { mean: 20 per week, mix: { general: 70%, major: 30% } }", rest: target
        ).model()
        return model.targeted(0.95).limits
    }

    @Test(
        "one target for every limit, but for those that say none",
        arguments: ["", "target: 70% on time", "target: none"])
    func targets(target: String) throws {
        let limits = try limits(target)
        #expect(limits.map(\.target) == [0.95, 0.95, nil, 0.95, nil])
        #expect(limits.map(\.targetIsSplit) == [false, false, false, false, true])
        #expect(limits[4].strata.map(\.target).contains(0.95) && limits[4].strata.map(\.target).contains(nil))
    }
}
