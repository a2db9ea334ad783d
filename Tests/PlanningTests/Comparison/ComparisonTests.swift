import CaseFlow
import Planning
import SimKernel
import Testing

private let stamp = Stamp(program: "0.1.0", tzdata: "2026a")

/// Comparisons of a desk with one or more clerks.
@Suite("Comparisons", .enabled(if: heavyTestsRun))
struct ComparisonTests {
    private func desk(staff: Int = 1, hours: Int64 = 3, weeks: Int = 1) throws -> Model {
        var model = try EngineStudyTests.model(weeks: weeks)
        model.roles[0].staff = staff
        model.limits[0].strata[0].length = .length(.elapsed(hours * Tick.hour))
        return model
    }

    private func comparison(
        _ baseline: Model, _ designs: [Model], _ sample: Sample = .fixed(16), jobs: Int = 2,
        _ change: (inout Study.Options) -> Void = { _ in }
    ) -> Comparison {
        var options = Study.Options()
        options.jobs = jobs
        change(&options)
        return Comparison(
            Comparison.Design(baseline), designs.map { Comparison.Design($0) }, sample: sample,
            options: options)
    }

    @Test("give the same bytes for any number of threads")
    func threads() throws {
        let models = try (desk(), [desk(staff: 2), desk(hours: 4)])
        func bytes(_ jobs: Int) throws -> String {
            let result = try comparison(models.0, models.1, jobs: jobs).result()
            return ComparisonJSON.document(result, stamp).text
                + ComparisonText.text(result, names: ["a", "b", "c"])
        }
        let one = try bytes(1)
        for jobs in [2, 5] { #expect(try bytes(jobs) == one) }
    }

    @Test("a model against itself is identical, in everything")
    func itself() throws {
        let result = try comparison(desk(), [desk()]).result()
        let design = result.designs[0]
        #expect(design.hasSameHistory && design.varianceReduction == nil && !result.isWorse)
        let limit = design.limits[0]
        #expect(limit.isIdentical && limit.verdict == .noDifferenceShown && limit.varianceReduction == nil)
        for q in [
            limit.onTime, design.turnaround.mean, design.turnaround.p95, design.roles[0].waitingMean,
            design.roles[0].utilisation, design.steps[0].waitingMean, design.backlog, design.lateCases,
        ] {
            #expect(q.estimate == 0 && q.low == 0 && q.high == 0 && q.standardError == 0)
        }
        #expect(
            ComparisonText.text(result, names: ["a", "b"]).contains("b: identical in every replication"))
    }

    @Test("turned around, every difference turns its sign")
    func antisymmetric() throws {
        let models = try (desk(), desk(staff: 2))
        let there = try comparison(models.0, [models.1]).result().designs[0]
        let back = try comparison(models.1, [models.0]).result().designs[0]
        func measures(_ design: DesignDifference) -> [Quantity] {
            let role = design.roles[0]
            return [
                design.limits[0].onTime, design.limits[0].p95, design.turnaround.mean, design.turnaround.p50,
                design.turnaround.p95, design.backlog, design.growthPerWeek, design.lateCases,
                role.utilisation,
                role.waitingMean, role.waitingP95, role.queueMean, role.requiredHoursPerWeek,
                design.steps[0].waitingMean, design.cost ?? .nothing(n: 0),
            ]
        }
        for (x, y) in zip(measures(there), measures(back)) {
            #expect(x.estimate != nil && x.estimate == y.estimate.map { -$0 })
            #expect(x.low == y.high.map { -$0 } && x.high == y.low.map { -$0 })
        }
        #expect(there.varianceReduction == back.varianceReduction)
    }

    @Test("find the exact difference between one clerk and two, and between two lengths")
    func exact() throws {
        // Within 3 hours: one clerk 1 - exp(-0.9); two clerks (Erlang C, load 0.35 each) as below.
        let result = try comparison(
            desk(weeks: 8), [desk(staff: 2, weeks: 8), desk(hours: 4, weeks: 8)], .fixed(64)
        )
        .result()
        func expect(_ q: Quantity, _ truth: Double) {
            let z = ((q.estimate ?? .nan) - truth) / (q.standardError ?? 0)
            #expect(abs(z) < 4, "\(q) for \(truth), z = \(z)")
        }
        let one = 0.4065696597405991
        expect(result.designs[0].limits[0].onTime, one - Self.lateWithTwoClerks)
        // exp(-1.2)
        expect(result.designs[1].limits[0].onTime, one - 0.3011942119122021)
        expect(result.designs[0].turnaround.mean, 3600 * (1 / (1 - 0.1225) - 1 / 0.3))
        expect(result.designs[0].roles[0].utilisation, -0.35)
        #expect(result.designs.allSatisfy { $0.limits[0].verdict == .better })
        #expect(result.together == 2)
    }

    /// P(T > 3) of M/M/2 with work 1 and arrivals 0.7: T is the work, and where the case waits (Erlang's C)
    /// before it an exponential time with rate 2 - 0.7.
    static var lateWithTwoClerks: Double {
        let rate = 1.3
        let waits = 0.49 / rate / (1.7 + 0.49 / rate)
        // exp(-3) and exp(-3 rate)
        let (work, rest) = (0.049787068367863944, 0.02024191144580439)
        return (1 - waits) * work + waits * (rate * work - rest) / (rate - 1)
    }

    @Test("a change that touches no line reduces the variance at least tenfold")
    func touchesNoLine() throws {
        var design = try desk(weeks: 4)
        design.limits[0].strata[0].length = .length(.elapsed(190 * Tick.minute))
        let result = try comparison(desk(weeks: 4), [design], .fixed(64)).result()
        let limit = result.designs[0].limits[0]
        #expect(result.designs[0].hasSameHistory)
        #expect(try #require(limit.varianceReduction) > 10)
        #expect(result.designs[0].varianceReduction == limit.varianceReduction)
        #expect(result.designs[0].turnaround.mean.high == 0)
    }

    @Test("an event brake keeps the replications that all designs have, on any number of threads")
    func events() throws {
        let models = try (desk(), desk(staff: 2))
        let whole = try comparison(models.0, [models.1], .fixed(8)).result()
        let used = whole.baseline.events + whole.designs[0].result.events
        let runs = try [1, 3].map { jobs in
            try comparison(models.0, [models.1], .fixed(64), jobs: jobs) { $0.maxEvents = 3 * used / 2 }
                .result()
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0].stopped == .events && runs[0].replications == 8)
        #expect(runs[0].designs[0].limits == whole.designs[0].limits)
        let nothing = try comparison(models.0, [models.1]) { $0.maxEvents = 10 }.result()
        #expect(nothing.replications == 0 && nothing.designs[0].limits[0].onTime.estimate == nil)
        #expect(ComparisonText.text(nothing, names: ["a", "b"]).contains("nothing can be said"))
    }

    @Test("a precision is reached by looks at 64, 128 … replications")
    func precision() throws {
        let models = try (desk(), desk(staff: 2))
        let rough = try comparison(models.0, [models.1], .precision(0.2, budget: 512)).result()
        #expect(rough.replications == 64)
        let fine = try comparison(models.0, [models.1], .precision(0.012, budget: 512)).result()
        #expect(fine.replications > 64 && fine.stopped == nil)
        if fine.replications < 512 {
            #expect(try #require(fine.designs[0].limits[0].smallestVisible) <= 0.012)
        }
    }

    @Test("models whose windows differ are not compared")
    func windows() throws {
        let models = try (desk(weeks: 1), desk(weeks: 2))
        #expect(throws: ComparisonProblem.self) { try comparison(models.0, [models.1]).result() }
    }

    @Test("what only one has is named, and the rest compared")
    func unmatched() throws {
        let model = try desk()
        var other = model
        other.roles[0].label = Label("agent")
        other.limits[0].label = Label("reply")
        let design = try comparison(model, [other]).result().designs[0]
        #expect(design.limits.isEmpty && design.roles.isEmpty && design.steps.count == 1)
        let (before, here) = (design.onlyInBaseline, design.onlyInDesign)
        #expect(before.limits == ["answer-limit"] && before.roles == ["clerk"] && before.steps.isEmpty)
        #expect(here.limits == ["reply"] && here.roles == ["agent"] && here.steps.isEmpty)
    }

    @Test("growth without end takes the place of a difference")
    func overload() throws {
        let calm = try EngineStudyTests.model(load: 0.5, weeks: 12)
        let flood = try EngineStudyTests.model(load: 1.3, weeks: 12)
        let design = try comparison(calm, [flood]).result().designs[0]
        #expect(design.turnaround.mean.estimate == nil && design.roles[0].waitingMean.estimate == nil)
        #expect(try #require(design.turnaround.mean.growthPerWeek) > 20)
        #expect(design.limits[0].verdict == .worse && (design.growthPerWeek.low ?? 0) > 20)
    }

    @Test("the public face: one measure of one limit")
    func face() async throws {
        let models = try (desk(), desk(staff: 2))
        let found = try await Comparison(models.0, models.1, replications: 8).difference(
            of: "answer-limit", \.onTime)
        #expect((found.low ?? 0) > 0 && found.n == 8)
        await #expect(throws: ComparisonProblem.noLimit("else", known: ["answer-limit"])) {
            try await Comparison(models.0, models.1, replications: 8).difference(of: "else", \.onTime)
        }
    }
}
