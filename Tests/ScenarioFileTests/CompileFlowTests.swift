import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct CompileFlowTests {
    @Test func itemsBecomeOpsWithExplicitJumps() throws {
        let model = try SmallScenario(
            flow(
                step("receive"), step("check"),
                step(
                    "call", "20 min", "outcomes:",
                    "  dissatisfied: { share: 12%, back to: check, at most: 3 }",
                    "  withdrawn: { share: 5%, skip to: end }"),
                "  - step: decide\n    outcomes:\n      wrong: { share: 2% }",
                "  - wait: reply\n    for: exponential 2 days\n    clock: stops", step("close")),
            limits: "limits: { whole-case: { within: solve } }"
        ).model()
        #expect(model.ops.map(\.label.id) == ["receive", "check", "call", "decide", "reply", "close", "end"])
        #expect(model.ops.map(\.kind) == [.work, .work, .work, .decision, .wait, .work, .end])
        let outcomes = model.outcomes
        #expect(model.ops[2].outcomes == 0..<2 && model.ops[3].outcomes == 2..<3)
        #expect(outcomes.map(\.jump) == [1, 6, -1])
        #expect(outcomes.map(\.atMost) == [3, 0, 0])
        #expect(outcomes[0].shares == [1_080_863_910_568_919])
        #expect(model.ops.map { $0.counter >= 0 } == [false, true, true, false, false, false, false])
        #expect(Set(model.ops.map(\.counter) + outcomes.map(\.counter)).subtracting([-1]) == [0, 1, 2])
        #expect(model.counters == 3)
        #expect(model.ops[4].stopsClock && !model.ops[4].worksOnCalendar)
        #expect(model.ops[0].key == NameKey.key32("receive"))
        #expect(model.words.isEmpty, "nothing asks for the outcomes")
    }

    @Test func equalQuantitiesAndTeamsAreSharedAndTestsToo() throws {
        let model = try SmallScenario(
            flow(
                step("a", "exponential 30 min", "only: major"),
                step("b", "exponential 30 min", "only: major"),
                "  - step: c\n    by: { clerk: 2 }\n    work: exponential 30 min",
                "  - step: d\n    by: { clerk: 2 }\n    work: 45 min\n    partners: gather"),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }"
        ).model()
        #expect(model.tables.count == 2)
        #expect(model.tests.count == 1 && model.tests[0].yes == model.word("major"))
        #expect(model.teams.map(\.gathers) == [false, false, true])
        #expect(model.teams.map { $0.members[0].people } == [1, 2, 2])
        #expect(model.tables[0].mean.rounded() == Double(30 * Tick.minute))
    }

    @Test func onlyWordsThatSomethingAsksForGetBits() throws {
        let model = try SmallScenario(
            flow(
                step(
                    "a", "1 h", "only: written",
                    "outcomes: { unhappy: { share: 10% }, praised: { share: 1% } }"),
                step("b", "1 h", "only: not unhappy")),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }",
            carries:
                "case: { written: { general: 10%, others: 90% }, matter: { conduct: 65%, technical: 35% } }"
        ).model()
        #expect(model.words.map(\.label.id) == ["general", "major", "written", "unhappy"])
        #expect(model.classes.map(\.mask) == [1, 2])
        #expect(model.draws.map(\.label.id) == ["arrivals.mix", "written"])
        #expect(model.ops[0].outcomeMask == model.word("unhappy"))
        #expect(model.outcomes.map(\.setMask) == [model.word("unhappy"), 0])
        #expect(model.rows(model.draws[1].row).map(\.mask) == [model.word("general"), 0])
        #expect(model.draws[1].rows.map(\.thresholds[0]) == [900_719_925_474_099, 8_106_479_329_266_893])
    }

    @Test func splitsTakeTheFirstRowThatFits() throws {
        let model = try SmallScenario(
            flow(
                step("a", "{ error or delay: 1 h, others: { major: 3 h, others: 2 h } }"),
                step("b", "1 h", "share: { error: 10%, delay: 20%, praise: 0% }")),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }",
            carries: "case: { matter: { error: 40%, delay: 30%, praise: 30% } }"
        ).model()
        let (error, delay, major) = (model.word("error"), model.word("delay"), model.word("major"))
        let hours = model.rows(model.ops[0].table).map { row in
            (row.mask, model.tables[Int(row.value)].mean / Double(Tick.hour))
        }
        #expect(hours.map(\.0) == [error, delay, major, 0])
        #expect(hours.map(\.1) == [1, 1, 3, 2])
        let shares = model.rows(model.ops[1].share).map { model.ops[1].shares[Int($0.value)] }
        #expect(shares == [900_719_925_474_099, 1_801_439_850_948_198, 0])
    }

    @Test func becomeDrivesTheOtherWordsOfItsListOut() throws {
        let model = try SmallScenario(
            flow(
                step("a", "1 h", "outcomes: { worse: { share: 10%, become: major } }"),
                step("b", "1 h", "only: major")),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }"
        ).model()
        #expect(model.outcomes[0].becomeClears == 3)
        #expect(model.outcomes[0].becomeSets == model.word("major"))
    }

    @Test func testsOfNumbersAreWholeMillionthsOrTicks() throws {
        let model = try SmallScenario(
            flow(
                step("a", "1 h", "only: amount at least 2000 yuan"),
                step("b", "1 h", "only: not amount above 0.5 yuan or patience below 2 h")),
            carries:
                "case: { amount: lognormal mean 1500 yuan cv 2, patience: exponential 90 min, unused: 3 persons }"
        ).model()
        #expect(model.numbers.map(\.label.id) == ["amount", "patience"])
        #expect(model.tests[0].numbers.map(\.least) == [2_000_000_000])
        #expect(model.tests[1].any)
        #expect(model.tests[1].numbers.map(\.least) == [500_001, .min])
        #expect(model.tests[1].numbers.map(\.most) == [.max, 2 * Tick.hour - 1])
        #expect(model.tests[1].numbers.map(\.negated) == [true, false])
        #expect(abs(model.tables[1].mean / Double(90 * Tick.minute) - 1) < 1e-6)
    }

    @Test func waitsInWorkingDaysCountTheDailyHours() throws {
        let model = try SmallScenario(
            flow("  - wait: papers\n    for: 3 working days", step("a"), "  - wait: b\n    for: 3 days")
        ).model()
        #expect(model.ops[0].worksOnCalendar && !model.ops[2].worksOnCalendar)
        #expect(model.tables[0].mean == Double(24 * Tick.hour))
        #expect(model.tables[2].mean == Double(72 * Tick.hour))
    }

    @Test func linesFollowTheirRoles() throws {
        let model = try SmallScenario(
            flow(step("a"), "  - step: b\n    by: { clerk: 1, lawyer: 1 }\n    work: 1 h"),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }",
            staff: "staff:\n  clerk: 5\n  lawyer: { people: 2, queue: oldest case }",
            rest: "queue: [major before others, earliest due, first come, random]"
        ).model()
        #expect(
            model.disciplines.map(\.text) == [
                "major before others, earliest due, first come, random", "oldest case",
            ])
        #expect(model.disciplines[0].rules.count == 2, "nothing comes after first come")
        guard case .classes(let ranks, ranks: 2) = model.disciplines[0].rules[0] else {
            Issue.record("no ranks")
            return
        }
        #expect(model.rows(ranks).map(\.mask) == [model.word("major"), 0])
        #expect(model.roles.map(\.discipline) == [0, 1])
        #expect(model.teams.map(\.discipline) == [0, 0], "roles that differ follow the file")
    }

    @Test func aTeamWorksInTheHoursThatAllHave() throws {
        let model = try SmallScenario(
            flow("  - step: b\n    by: { clerk: 1, guard: 1 }\n    work: 1 h", step("a")),
            staff: "staff:\n  clerk: 5\n  guard: { people: 2, hours: daily 16:00..23:00 }"
        ).model()
        let week = model.calendars[model.teams[0].calendar].between(
            model.horizon.windowStart, model.horizon.windowStart + Tick.week)
        #expect(week == 10 * Tick.hour)
        #expect(model.teams[1].calendar == model.roles[0].calendar)
    }
}
