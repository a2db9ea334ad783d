import CaseFlow
import Glibc
import SimKernel
import Testing

/// Two implementations of one language: the engine and a naive simulator must tell the same story
/// of every case and the same figures, in random small models that mix all mechanics.
///
/// `HEADROOM_SEED=1234` compares that model alone; `HEADROOM_SOAK=1` compares 5,000;
/// `HEADROOM_WHOLE=1` spares the search for a smaller model.
@Suite("Naive simulator")
struct NaiveTests {
    private static let perTest: UInt64 = 20

    static var blocks: Range<UInt64> {
        if variable("HEADROOM_SEED") != nil { return 0..<1 }
        return 0..<(variable("HEADROOM_SOAK") != nil ? 5_000 : usualModels) / perTest
    }

    private static func seeds(ofBlock block: UInt64) -> Range<UInt64> {
        if let seed = variable("HEADROOM_SEED").flatMap(UInt64.init) { return seed..<seed + 1 }
        return block * perTest..<(block + 1) * perTest
    }

    @Test("engine and naive simulator agree case by case", arguments: blocks)
    func agree(block: UInt64) { compare(block, named: false) }

    @Test("they agree where people are told apart", arguments: blocks)
    func agreeOnPersons(block: UInt64) { compare(block, named: true) }

    private func compare(_ block: UInt64, named: Bool) {
        for seed in Self.seeds(ofBlock: block) {
            let model = RandomModel(seed: seed, named: named)
            guard let difference = NaiveComparison(model).difference else { continue }
            if Self.variable("HEADROOM_WHOLE") != nil {
                Issue.record("HEADROOM_SEED=\(seed) \(named ? "named" : "counted"): \(difference)")
                continue
            }
            let small = model.shrunk()
            Issue.record(
                """
                HEADROOM_SEED=\(seed) swift test -c release --filter NaiveTests
                In the whole model, first of all:
                \(difference)
                In the smallest model found that shows a difference:
                \(small.story)
                \(NaiveComparison(small).difference ?? "none")
                """)
        }
    }

    /// Agreement on models in which nothing happens would prove nothing.
    @Test("the random models use every mechanic")
    func modelsAreVaried() {
        var seen: [CaseMoment: Int] = [:]
        var withOvertime = 0
        var withLines = 0
        var streams: [CaseFlow.Stream] = []
        var forks = 0
        var sideCases = 0
        var returns = 0
        var waitsUntil = 0
        for seed in UInt64(0)..<40 {
            let model = RandomModel(seed: seed).model
            streams += model.streams
            let traced = trace(model, seed: seed, replication: 0)
            for row in traced.trace.rows {
                seen[row.moment, default: 0] += 1
                let isChild = !model.streams.contains { UInt64($0.key) == row.identity >> 48 }
                if row.moment == .arrives && isChild {
                    if row.op > model.end { sideCases += 1 } else { returns += 1 }
                }
                guard row.moment == .done else { continue }
                if model.ops[row.op].kind == .fork { forks += 1 }
                if model.ops[row.op].waitEnd != nil { waitsUntil += 1 }
            }
            if traced.result.roles.contains(where: { $0.overtime > 0 }) { withOvertime += 1 }
            if traced.result.roles.contains(where: { $0.waiting.sum > 0 }) { withLines += 1 }
        }
        let moments: [CaseMoment] = [
            .arrives, .comes, .passes, .starts, .handsOver, .done, .onTime, .late, .ends,
        ]
        for moment in moments { #expect(seen[moment, default: 0] > 100, "\(moment)") }
        #expect(streams.count { $0.incident != nil } > 10 && streams.count { $0.given != nil } > 5)
        #expect(streams.count { if case .busy = $0.process { true } else { false } } > 5)
        #expect(withOvertime >= 5 && withLines >= 20)
        #expect(forks > 100 && sideCases > 100 && returns > 100 && waitsUntil > 100)
    }

    /// How often what only persons do happens in the random models, and how many models have which of it.
    @Test("the random models with persons use every mechanic of theirs")
    func personsAreVaried() {
        var seen: [CaseMoment: Int] = [:]
        var models: [String: Int] = [:]
        for seed in UInt64(0)..<120 {
            let model = RandomModel(seed: seed, named: true).model
            for row in trace(model, seed: seed, replication: 0).trace.rows {
                seen[row.moment, default: 0] += 1
            }
            let has: [(String, Bool)] = [
                ("shared people", model.people.contains { $0.roles.nonzeroBitCount > 1 }),
                ("pools", model.roles.contains { $0.pools != nil }),
                ("absences", model.people.contains { !$0.absences.isEmpty }),
                ("deputies", model.roles.contains { $0.deputy >= 0 }),
                ("alternatives", model.teams.contains { $0.kind == .either }),
                ("same people", model.teams.contains { if case .same = $0.kind { true } else { false } }),
                ("same people on return", model.ops.contains { $0.samePeople }),
                ("people kept out", model.ops.contains { !$0.notBy.isEmpty }),
                ("particular people", model.teams.contains { $0.members.contains { $0.person >= 0 } }),
                ("meetings", model.teams.contains { $0.meets >= 0 }),
                ("gathering", model.teams.contains { $0.keepsPeople }),
                ("holding", model.ops.contains { $0.holdsUntil != nil }),
            ]
            for (name, isThere) in has { models[name, default: 0] += isThere ? 1 : 0 }
        }
        for moment in [CaseMoment.setsOut, .isInterrupted, .movesOver] {
            #expect(seen[moment, default: 0] > 100, "\(moment)")
        }
        for (name, count) in models { #expect(count >= 5, "\(name)") }
    }

    /// How often limits act in the random models, and how many models have which other rare mechanic.
    @Test("the random models use every rare mechanic")
    func rareMechanicsAreVaried() {
        var seen: [CaseMoment: Int] = [:]
        var models: [String: Int] = [:]
        for seed in UInt64(0)..<40 {
            let model = RandomModel(seed: seed, named: true).model
            for row in trace(model, seed: seed, replication: 0).trace.rows {
                seen[row.moment, default: 0] += 1
            }
            let actions = model.limits.compactMap(\.ifLate)
            let has: [(String, Bool)] = [
                ("becoming", actions.contains { $0.becomeSets != 0 }),
                ("fines", actions.contains { $0.costs != nil }),
                ("compensation", model.outcomes.contains { $0.costs != nil }),
                ("reminders", actions.contains { $0.again != nil }),
                ("duties", !model.duties.isEmpty), ("budgets", !model.budgets.isEmpty),
                ("factors", !model.factors.isEmpty), ("opening", !model.opening.isEmpty),
                ("counts", model.counts >= 0), ("months", model.months.count > 2),
                ("clusters", model.tests.contains { !$0.clusters.isEmpty }),
                ("learning", model.people.contains { $0.learning != nil }),
            ]
            for (name, isThere) in has { models[name, default: 0] += isThere ? 1 : 0 }
        }
        for moment in [CaseMoment.fallsDue, .givesUp] { #expect(seen[moment, default: 0] > 100, "\(moment)") }
        for (name, count) in models { #expect(count >= 5, "\(name)") }
    }

    /// The naive simulator must be able to disagree.
    @Test("a model that is changed for one of them shows a difference")
    func differencesAreSeen() {
        let model = RandomModel(seed: 1)
        var other = model
        other.model.horizon.windowEnd -= Tick.hour
        let span = RandomModel.span(of: model.model.horizon)
        let office = NaiveOffice(model.calendar, from: span.from, to: span.to)
        let naive = NaiveSimulator(other.model, office: office, seed: 1, replication: 0)
        naive.run()
        let engine = simulate(model.model, seed: 1, replication: 0)
        #expect(engine.figures.map(\.value) != naive.result().figures.map(\.value))
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}

#if DEBUG
private let usualModels: UInt64 = 40
#else
private let usualModels: UInt64 = 300
#endif
