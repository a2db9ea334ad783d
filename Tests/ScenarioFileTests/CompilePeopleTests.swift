import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct CompilePeopleTests {
    private let both = flow(step("a"), "  - step: b\n    by: aide\n    work: 1 h")
    private let shifts = """
        calendar:
          timezone: Asia/Shanghai
          hours: Mon..Fri 09:00..12:00 13:00..18:00
          shifts: { early: daily 07:00..15:00, late: daily 15:00..23:00, night: daily 23:00..07:00 }
          working days run: from the next day
        """

    private func roles(_ model: Model, of role: String) -> [UInt64] {
        model.roles.first { $0.label.id == role }.map { $0.people.map { model.people[$0].roles } } ?? []
    }

    /// Open time of the person's first week of the window, in hours.
    private func weekly(_ person: Person, _ model: Model, from: Ticks? = nil) -> Double {
        let start = from ?? model.horizon.windowStart
        return Double(model.calendars[person.calendar].between(start, start + Tick.week)) / Double(Tick.hour)
    }

    @Test func peopleWhoAreAlikeAreOnlyCounted() throws {
        let model = try SmallScenario(both, staff: "staff: { clerk: 3, aide: 2 }").model()
        #expect(model.people.isEmpty && model.memories.isEmpty)
        #expect(model.roles.map(\.staff) == [3, 2])
        #expect(model.roles.allSatisfy { $0.people.isEmpty && $0.pools == nil && $0.deputy == -1 })
    }

    @Test func theFirstOfARoleServeAnotherLineToo() throws {
        let model = try SmallScenario(
            flow(
                step("a"), "  - step: b\n    by: aide\n    work: 1 h",
                "  - step: c\n    by: head\n    work: 1 h"),
            staff: "staff: { head: 1 of aide, clerk: 4, aide: 2 of clerk }"
        ).model()
        #expect(model.people.map(\.home) == [1, 1, 1, 1])
        #expect(model.people.map(\.number) == [0, 1, 2, 3])
        #expect(roles(model, of: "clerk") == [0b111, 0b110, 0b010, 0b010])
        #expect(model.roles.map(\.people) == [[0], [0, 1, 2, 3], [0, 1]])
        #expect(model.roles.map(\.staff) == [1, 4, 2])
    }

    @Test func thePeopleOfAnotherRoleKeepItsHoursUnlessTheLineHasItsOwn() throws {
        let model = try SmallScenario(
            both, staff: "staff: { clerk: { people: 2, hours: daily 07:00..23:00 }, aide: 1 of clerk }"
        ).model()
        #expect(model.roles[0].calendar == model.roles[1].calendar)
        #expect(weekly(model.people[0], model) == 7 * 16)
        let own = try SmallScenario(
            both, staff: "staff: { clerk: 2, aide: { people: 1 of clerk, hours: Mon 09:00..12:00 } }"
        ).model()
        #expect(weekly(own.people[0], own) == 40, "the person's hours are those of his own role")
        let line = own.calendars[own.roles[1].calendar]
        #expect(line.between(own.horizon.windowStart, own.horizon.windowStart + Tick.week) == 3 * Tick.hour)
    }

    @Test func peopleByShiftHaveTheHoursOfTheirShift() throws {
        let model = try SmallScenario(
            flow(step("a")), staff: "staff: { clerk: { people: { late: 1, early: 2, night: 0 } } }",
            calendar: shifts
        ).model()
        #expect(model.people.count == 3)
        let day = model.horizon.windowStart
        let starts = model.people.map {
            (model.calendars[$0.calendar].interval(atOrAfter: day).lowerBound - day) / Tick.hour
        }
        #expect(starts == [15, 7, 7])
        let role = model.calendars[model.roles[0].calendar]
        #expect(role.interval(atOrAfter: day) == day + 7 * Tick.hour..<day + 23 * Tick.hour)
    }

    @Test func peoplePerUnitArePools() throws {
        let model = try SmallScenario(
            flow(step("a")), carries: "case: { office: one of 3 }", staff: "staff: { clerk: 2 per office }"
        ).model()
        #expect(model.numbers.map(\.kind) == [.unit(count: 3)])
        #expect(model.roles[0].pools == .unit(number: 0, count: 3))
        #expect(model.people.map(\.pool) == [0, 0, 1, 1, 2, 2])
        #expect(model.roles[0].staff == 6)
    }

    @Test func peopleByClassArePools() throws {
        let model = try SmallScenario(
            flow(step("a")),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 50%, major: 30%, grave: 20% } }",
            staff: "staff: { clerk: { people: { general: 1, major or grave: 2 } } }"
        ).model()
        guard case .words(let selector, count: 2) = model.roles[0].pools else {
            Issue.record("no pools by class: \(String(describing: model.roles[0].pools))")
            return
        }
        #expect(model.rows(selector).map(\.mask) == ["general", "major", "grave"].map(model.word))
        #expect(model.rows(selector).map(\.value) == [0, 1, 1])
        #expect(model.people.map(\.pool) == [0, 1, 1])
        #expect(model.roles[0].staff == 3)
    }

    @Test func unitsComeBeforeThePersonsWhoAreDrawnFromThem() throws {
        let model = try SmallScenario(
            flow(step("a"), step("b", "1 h", "not by: involved")),
            carries: "case: { involved: someone of clerk, spare: someone of clerk, office: one of 3 }",
            staff: "staff: { clerk: 2 per office }"
        ).model()
        #expect(model.numbers.map(\.label.id) == ["office", "involved"], "nobody asks for the spare one")
        #expect(model.numbers.map(\.kind) == [.unit(count: 3), .person(role: 0)])
        #expect(model.ops[1].notBy == [.number(1)])
    }

    // MARK: - Absences

    @Test func spellsTakeTurnsWithPresence() throws {
        let model = try SmallScenario(
            flow(step("a")),
            staff: """
                staff:
                  clerk:
                    people: 2
                    away: [20% in spells of 2 hours, 50% in spells of constant 3 days, 0% in spells of 1 h]
                """
        ).model()
        let absences = model.people[1].absences
        #expect(absences.map(\.share) == [1_801_439_850_948_198, 1 << 52])
        #expect(absences.map(\.inOwnHours) == [true, false])
        #expect(absences.map(\.key) == [NameKey.key32("clerk.away"), NameKey.key32("clerk.away") &+ 1])
        let means = absences.map {
            [$0.spell, $0.presence].map { model.tables[$0].mean / Double(Tick.hour) }
        }
        #expect(abs(means[0][0] - 2) < 1e-9 && abs(means[0][1] - 8) < 1e-6)
        #expect(abs(means[1][0] - 72) < 1e-9 && abs(means[1][1] - 72) < 1e-6)
        #expect(model.tables[absences[0].spell].least == 0, "a bare length is exponential")
        #expect(model.tables[absences[1].spell].least == 72 * Tick.hour)
        #expect(model.people[0].absences.count == 2)
    }

    @Test func aWorkingDayOfASpellIsAnOrdinaryDay() throws {
        let model = try SmallScenario(
            flow(step("a")),
            staff: "staff: { clerk: { people: 1, away: 10% in spells of constant 3 working days } }"
        ).model()
        let absence = try #require(model.people[0].absences.first)
        #expect(absence.inOwnHours)
        #expect(model.tables[absence.spell].least == 24 * Tick.hour)
    }

    @Test func plannedAbsencesTakeTheNextPeopleFromTheLastBackwards() throws {
        let model = try SmallScenario(
            flow(step("a")),
            staff: """
                staff:
                  clerk:
                    people: 3
                    away: [2 on 2027-02-01..2027-02-02, 1 on 2027-02-03, 1 on 2027-02-05..2027-02-07]
                """
        ).model()
        #expect(model.people.map { weekly($0, model) } == [32, 24, 16])
        #expect(weekly(model.people[0], model, from: model.horizon.windowStart + Tick.week) == 40)
        let monday = model.horizon.windowStart + 10 * Tick.hour
        #expect(model.people.map { model.calendars[$0.calendar].isOpen(at: monday) } == [true, false, false])
    }

    @Test func aNightThatBeganBeforeTheAbsenceIsFinished() throws {
        let model = try SmallScenario(
            flow(step("a")),
            staff: "staff: { clerk: { people: { night: 1 }, away: 1 on 2027-02-03 } }", calendar: shifts
        ).model()
        let person = model.calendars[model.people[0].calendar]
        let third = model.horizon.windowStart + 2 * Tick.day
        #expect(person.isOpen(at: third + 6 * Tick.hour))
        #expect(!person.isOpen(at: third + 23 * Tick.hour))
        #expect(!person.isOpen(at: third + 30 * Tick.hour))
    }

    @Test func aRoundTheClockPersonIsAwayFromMidnightToMidnight() throws {
        let model = try SmallScenario(
            flow(step("a")),
            staff: "staff: { clerk: { people: 1, hours: always, away: 1 on 2027-02-03..2027-02-04 } }"
        ).model()
        #expect(weekly(model.people[0], model) == 5 * 24)
    }

    @Test func recurringAbsencesAreSpansOfEveryWeekOrMonth() throws {
        let model = try SmallScenario(
            flow(step("a")),
            staff: "staff: { clerk: { people: 3, away: [2 on Thu 14:00..17:00, 1 on Fri, 1 on Mon 16:00] } }"
        ).model()
        #expect(model.people.map { weekly($0, model) } == [32, 37, 35], "the list goes round")
    }

    // MARK: - What cannot be

    @Test func peopleThatCannotBeChosenAreRefused() throws {
        let pools = SmallScenario(
            both, carries: "case: { office: one of 3 }",
            staff: "staff: { clerk: 2 per office, aide: 1 of clerk }")
        #expect(
            try pools.messages() == [
                "error: the people of 'clerk' are divided by unit or class, 'aide' cannot be the first of them"
                    + " | give 'aide' people of its own, or 'clerk' one number"
            ])
        #expect(try pools.firstPlace() == "clerk }")
        let away = SmallScenario(
            both, staff: "staff: { clerk: 2, aide: { people: 1 of clerk, away: 10% in spells of 2 hours } }")
        #expect(
            try away.messages() == [
                "error: the people of 'aide' are those of 'clerk': they are away from both"
                    + " | write 'away' at 'clerk'"
            ])
        let tooMany = SmallScenario(
            flow(step("a")), staff: "staff: { clerk: { people: 2, away: 3 on 2027-02-01 } }")
        #expect(try tooMany.messages() == ["error: 3 of 'clerk' cannot be away: there are 2"])
        let empty = SmallScenario(
            flow(step("a")), staff: "staff: { clerk: { people: 2, away: 10% in spells of constant 0 h } }")
        #expect(
            try empty.messages() == [
                "error: a spell of 'constant 0 h' takes no time | write a length, such as 2 hours"
            ])
        let crowd = SmallScenario(
            flow(step("a")), carries: "case: { office: one of 1000 }",
            staff: "staff: { clerk: 200 per office }")
        #expect(
            try crowd.messages() == [
                "error: more than 100000 people who are told apart"
                    + " | put roles together, or leave out what tells their people apart"
            ])
        let grid = SmallScenario(
            flow("  - { step: a, by: { clerk: 1, aide: 1 }, work: 1 h }"),
            carries: "case: { office: one of 200, region: one of 200 }",
            staff: "staff: { clerk: 1 per office, aide: 1 per region }")
        #expect(
            try grid.messages() == [
                "error: more than 10000 combinations of units and classes serve this step"
                    + " | let roles that work together, or stand in for each other, be divided by the same unit"
            ])
    }
}
