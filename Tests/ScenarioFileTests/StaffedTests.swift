import CaseFlow
import Foundation
import ScenarioFile
import SimKernel
import Testing

#if DEBUG
private let (scenarios, mostEvents, fileNumbers): (UInt64, Int, Int) = (20, 1_000, 1)
#else
private let (scenarios, mostEvents, fileNumbers): (UInt64, Int, Int) = (120, 6_000, 2)
#endif

/// `staffed` is what the file with these numbers compiles to.
@Suite("Staffed models", .enabled(if: heavyTestsRun))
struct StaffedTests {
    // MARK: - The comparison

    /// Looks at every headcount of a scenario with some other numbers, one at a time.
    ///
    /// - Returns: how many changed files could be compared, and how many were refused.
    private func compare(
        _ scenario: Scenario, _ name: String, most: Int = .max
    ) throws -> (compared: Int, refused: Int) {
        let model = try scenario.compiled()
        let people = model.headcounts.map(\.people)
        #expect(Set(model.headcounts.map(\.path)).count == people.count, "\(name)")
        var counts = (compared: 0, refused: 0)
        for (index, headcount) in model.headcounts.enumerated() {
            #expect(headcount.least <= headcount.people, "\(name) \(headcount.path)")
            let others = [
                headcount.people + 1, headcount.least - 1, headcount.least, headcount.people - 1,
                headcount.people + 4,
            ]
            for number in others.prefix(most) where number >= 0 && number != headcount.people {
                var changed = people
                changed[index] = number
                let comment: Comment = "\(name): staff.\(headcount.path)=\(number)"
                guard let expected = compiled(scenario, headcount, number, model) else {
                    #expect(number < headcount.least, comment)
                    counts.refused += 1
                    continue
                }
                expectAlike(model.staffed(changed), expected, comment)
                counts.compared += 1
            }
        }
        return counts
    }

    /// The file with another number; nil where it is refused. Roles that share people follow.
    private func compiled(
        _ scenario: Scenario, _ headcount: Headcount, _ number: Int, _ model: Model
    ) -> Model? {
        var changes = [Change(path: "staff.\(headcount.path)", value: "\(number)")]
        var people = model.headcounts.map(\.people)
        if let index = model.headcounts.firstIndex(of: headcount) { people[index] = number }
        let staffed = model.staffed(people)
        for (role, roster) in (model.rosters?.ofRoles ?? []).enumerated() where roster.sharing != nil {
            let value = "\(staffed.roles[role].staff)"
            changes.append(Change(path: "staff.\(model.roles[role].label.id)", value: value))
        }
        return try? scenario.changing(changes).compiled()
    }

    private func expectAlike(_ model: Model, _ expected: Model, _ comment: Comment) {
        #expect(model.roles.map(\.staff) == expected.roles.map(\.staff), comment)
        #expect(model.roles.map(\.people) == expected.roles.map(\.people), comment)
        #expect(model.memories == expected.memories, comment)
        #expect(model.teams.map(\.members) == expected.teams.map(\.members), comment)
        #expect(model.headcounts.map(\.people) == expected.headcounts.map(\.people), comment)
        #expect(model.headCosts == expected.headCosts, comment)
        for replication in 0..<2 as Range<UInt32> {
            let brake = Brake(maxEvents: mostEvents)
            let found = simulate(model, seed: 7, replication: replication, brake: brake)
            let wanted = simulate(expected, seed: 7, replication: replication, brake: brake)
            #expect(found.fingerprint == wanted.fingerprint, comment)
            #expect(found.roles.map(\.busy) == wanted.roles.map(\.busy), comment)
            #expect(found.roles.map(\.onDuty) == wanted.roles.map(\.onDuty), comment)
        }
    }

    // MARK: - Scenarios

    private static let files = ["scenarios", "docs/examples"].flatMap(Repository.scenarios)

    @Test("of every scenario of the project, as the changed file", arguments: files)
    func ofFiles(file: URL) throws {
        let found = try compare(Scenario(contentsOf: file.path), file.lastPathComponent, most: fileNumbers)
        #expect(found.compared > 0)
    }

    @Test("of random scenarios with every form of people, as the changed file")
    func ofRandomScenarios() throws {
        var (models, compared, refused) = (0, 0, 0)
        for seed in 0..<scenarios {
            let text = RandomPeople.scenario(seed: seed)
            guard let scenario = try? Scenario(yaml: Array(text.utf8), file: "random.yaml"),
                (try? scenario.compiled()) != nil
            else { continue }
            let found = try compare(scenario, "seed \(seed)")
            models += 1
            compared += found.compared
            refused += found.refused
        }
        #expect(models > scenarios / 20 && compared > 4 * models && refused > models, "\(models) models")
    }

    @Test(
        "of each form of people, as the changed file",
        arguments: [
            "staff: { clerk: { people: 4, joins: 2 on 2027-02-01 at 50% for 8 weeks } }",
            "staff: { clerk: { people: { early: 2, late: 0 } } }",
            "staff: { clerk: { people: { early: 1, late: 1 }, away: 1 on 2027-02-01..2027-02-05 } }",
            "staff: { clerk: { people: 3, away: [1 on Mon, 2 on 2027-02-01..2027-02-05, 1 on last Fri of month] } }",
            "staff: { clerk: 3 of b, b: 3 }", "staff: { clerk: 2 of b, b: 3 of c, c: 3 }",
            "staff: { clerk: 2 of b, b: { people: { early: 1, late: 2 } } }",
            "staff: { clerk: 2 per office }", "staff: { clerk: { people: { major: 2, others: 3 } } }",
            "staff: { clerk: { people: 3, costs: 10 euro per hour }, b: { people: 2, costs: 9 euro per month } }",
        ],
        ["by: { clerk: all }", "by: { major: { clerk: 2 }, general: clerk }", "by: clerk"])
    func ofForms(staff: String, by: String) throws {
        let more = staff.contains("b:") ? "  - step: other\n    by: b\n    work: 10 min\n" : ""
        let third = staff.contains("c:") ? "  - step: third\n    by: c\n    work: 10 min\n" : ""
        let items = """
            flow:
              - step: first
                \(by)
                work: exponential 40 min
                partners: gather
                outcomes: { redo: { share: 20%, back to: first } }
              - step: again
                by: same as first
                work: 10 min
              - step: last
                by: { clerk: all }
                work: 5 min

            """
        var scenario = SmallScenario(
            items + more + third,
            arrivals: "arrivals: { mean: 6 per week, mix: { general: 70%, major: 30% } }",
            carries: "case: { office: one of 3 }", staff: staff,
            run: "run: { start: 2027-01-04, warm-up: 1 week, length: 5 weeks, seed: 1 }")
        scenario.calendar += "\n  shifts: { early: daily 06:00..14:00, late: daily 12:00..22:00 }"
        let read = try scenario.scenario()
        let found = try compare(read, "\(staff) \(by)")
        #expect(found.compared > 0)
    }

    // MARK: - Work by hour

    @Test("work by hour of the week sums to the time that people are busy, with and without limits of people")
    func workByHour() throws {
        var checked = 0
        for seed in 0..<scenarios {
            let text = RandomPeople.scenario(seed: seed)
            guard let scenario = try? Scenario(yaml: Array(text.utf8), file: "random.yaml"),
                let model = try? scenario.compiled()
            else { continue }
            for model in [model, model.withUnlimitedPeople] {
                let plain = simulate(model, seed: seed, replication: 0, brake: Brake(maxEvents: mostEvents))
                let found = measureWork(
                    model, seed: seed, replication: 0, brake: Brake(maxEvents: mostEvents))
                #expect(found.result.fingerprint == plain.fingerprint, "seed \(seed)")
                for (role, roster) in (model.rosters?.ofRoles ?? []).enumerated() where roster.sharing == nil
                {
                    #expect(
                        found.work.work(role: role) == found.result.roles[role].busy,
                        "seed \(seed), role \(role)")
                }
                checked += 1
            }
        }
        #expect(checked > scenarios / 10)
    }

    // MARK: - Money

    @Test("one person more costs what a run with one more costs in addition")
    func headCosts() throws {
        var scenario = SmallScenario(
            flow(step("first")),
            staff: """
                staff:
                  clerk: { people: { early: 2, late: 1 }, costs: 30 euro per hour }
                  b: { people: 2 per office, costs: 4000 euro per month }
                """, carriesOffice: true)
        scenario.calendar += "\n  shifts: { early: Mon..Fri 06:00..14:00, late: daily 14:00..22:00 }"
        let model = try scenario.model()
        let window = model.horizon.windowStart..<model.horizon.windowEnd
        #expect(window.upperBound - window.lowerBound == 364 * Tick.day)
        #expect(model.headcounts.map(\.path) == ["clerk.early", "clerk.late", "b"])
        #expect(model.headcounts.map(\.copies) == [1, 1, 3])
        let months = 364 / (365.25 / 12)
        let expected = [52.0 * 5 * 8 * 30, 364.0 * 8 * 30, 3 * 4000 * months]
        for (found, wanted) in zip(model.headCosts, expected) {
            #expect(abs(found - wanted) < 1e-9 * wanted)
        }
    }

    @Test("without costs, people are counted: a person of each unit where they are per unit")
    func headCostsWithoutMoney() throws {
        let model = try SmallScenario(
            flow(step("first")), staff: "staff: { clerk: 2 per office }", carriesOffice: true
        ).model()
        #expect(model.headCosts == [3])
    }
}

extension SmallScenario {
    fileprivate init(_ flow: String, staff: String, carriesOffice: Bool) {
        self.init(flow, carries: carriesOffice ? "case: { office: one of 3 }" : "", staff: staff)
    }
}
