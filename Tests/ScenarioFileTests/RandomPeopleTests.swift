import CaseFlow
import ScenarioFile
import SimKernel
import Testing

#if DEBUG
private let scenarios: UInt64 = 150
#else
private let scenarios: UInt64 = 3000
#endif

/// Scenarios put together at random from every form of people: what compiles holds together and runs.
@Suite("Random people")
struct RandomPeopleTests {
    @Test("every model that compiles holds together and runs to its end")
    func random() throws {
        var ran = 0
        for seed in 0..<scenarios {
            let text = RandomPeople.scenario(seed: seed)
            guard let scenario = try? Scenario(yaml: Array(text.utf8), file: "random.yaml") else { continue }
            let (model, found) = compile(scenario)
            guard let model else {
                #expect(found.contains { $0.severity == .error }, "seed \(seed)")
                continue
            }
            expectWhole(model, "seed \(seed)")
            let load = OfferedLoad(model)
            #expect(load.roles.allSatisfy { $0.utilisation >= 0 && !$0.utilisation.isNaN }, "seed \(seed)")
            guard !found.contains(where: { $0.severity == .error }) else { continue }
            let result = simulate(
                model, seed: seed, replication: 0, brake: Brake(maxEvents: 200_000))
            #expect(!result.stopped && result.arrived > 0, "seed \(seed)")
            #expect(result.closed + result.openAtEnd == result.arrived, "seed \(seed)")
            for (role, use) in result.roles.enumerated() where model.roles[role].atClosing != .finish {
                #expect(use.busy <= use.onDuty, "seed \(seed), role \(role)")
            }
            ran += 1
        }
        #expect(ran > scenarios / 20, "only \(ran) of \(scenarios) could be run")
    }

    private func expectWhole(_ model: Model, _ seed: Comment) {
        guard !model.people.isEmpty else { return }
        for (index, role) in model.roles.enumerated() {
            #expect(role.staff == role.people.count, seed)
            #expect(role.people.allSatisfy { model.people[$0].roles >> UInt64(index) & 1 == 1 }, seed)
            #expect(role.deputy < model.roles.count, seed)
            let served = model.people.count { $0.roles >> UInt64(index) & 1 == 1 }
            #expect(served == role.people.count, seed)
            if let pools = role.pools {
                #expect(role.people.allSatisfy { model.people[$0].pool < pools.count }, seed)
            }
        }
        for person in model.people {
            #expect(person.roles >> UInt64(person.home) & 1 == 1, seed)
            #expect(model.calendars.indices.contains(person.calendar), seed)
        }
        for team in model.teams {
            #expect(!team.members.isEmpty && model.calendars.indices.contains(team.calendar), seed)
            #expect(team.meets < model.calendars.count, seed)
            if case .same(let memory) = team.kind {
                #expect(model.memories.indices.contains(memory), seed)
                #expect(model.ops.contains { $0.memory == memory }, seed)
            }
        }
        for op in model.ops where op.memory >= 0 {
            let most = op.team == .none ? 0 : model.memories[op.memory]
            #expect(most >= 1, seed)
        }
    }
}
