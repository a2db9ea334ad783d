import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// Work of the calendar, and people who join: what the model then says, and what is told.
@Suite struct CompileDutyTests {
    private func small(_ duty: String, staff: String = "staff: { clerk: 5 }", _ more: String = "")
        -> SmallScenario
    {
        SmallScenario(
            flow(step("a")), carries: "case: { office: one of 3, involved: someone of clerk }",
            staff: staff, rest: "duties: { report: { \(duty) } }" + (more.isEmpty ? "" : "\n" + more))
    }

    // MARK: - Duties

    @Test func aDutyIsAnItemBehindAllFlows() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "starts: extra")),
            rest: """
                flows: { extra: [ { step: p, by: clerk, work: 1 h } ] }
                duties:
                  report: { on: every Mon 09:00, by: clerk, work: 2 h, within: until next Fri, rule: T6, name: { zh: 月报 } }
                  urging: { on: every Mon..Fri, by: clerk, work: 2 min per open case }
                """
        ).model()
        #expect(model.ops.map(\.kind) == [.work, .end, .work, .sideEnd, .work, .sideEnd, .work, .sideEnd])
        #expect(model.ops.map(\.duty) == [-1, -1, -1, -1, 0, -1, 1, -1])
        #expect(model.flows.map(\.items) == [2..<3])
        let (report, urging) = (model.duties[0], model.duties[1])
        #expect(report.op == 4 && report.kind == .once && report.mask == 0)
        #expect(report.label == Label("report", names: ["zh": "月报"]))
        let start = model.horizon.start
        let mondays = model.dateSeries[report.series].filter { $0 >= start }.prefix(2)
        #expect(Array(mondays) == [start + 9 * Tick.hour, start + Tick.week + 9 * Tick.hour])
        #expect(model.tables[Int(model.ops[4].table.code)].mean == Double(2 * Tick.hour))
        #expect(model.ops[4].team == model.ops[0].team && model.teams.count == 1)
        let limit = try #require(model.limits.first { $0.label.id == "report" })
        #expect(limit.kind == .step(4) && limit.from == .item(4) && limit.until == .item(4))
        #expect(limit.rule == "T6" && model.ops[4].within == 0)
        #expect(model.ops[6].factor == .always(0) && model.factors == [.openCases])
        #expect(urging.key != report.key && model.people.isEmpty)
    }

    @Test func aLateDutyMayStartSomething() throws {
        let model = try small(
            "on: every Mon 09:00, by: clerk, work: 2 h, within: 3 days, if late: { starts: n, costs: 50 yuan }",
            "flows: { n: [ { step: note, by: clerk, work: 5 min } ] }"
        ).model()
        #expect(model.limits[0].ifLate?.starts == 0 && model.limits[0].ifLate?.costs != nil)
        #expect(model.currency == "yuan")
    }

    @Test func aDutyIsAWordOfLinesThatNameIt() throws {
        let model = try small(
            "on: every Mon 09:00, by: clerk, work: 2 h", "queue: [report before others, earliest due]"
        ).model()
        let word = model.word("report")
        #expect(word != 0 && model.duties[0].mask == word)
        guard case .classes(let chain, _)? = model.disciplines[0].rules.first else {
            Issue.record("no chain of classes")
            return
        }
        #expect(model.rows(chain).map(\.mask) == [word, 0])
    }

    @Test func everyPersonForHimself() throws {
        let model = try small("on: every Mon 09:00, by: every clerk, work: 30 min").model()
        let number = try #require(model.numbers.firstIndex { $0.kind == .person(role: 0) })
        #expect(model.duties[0].kind == .perPerson(role: 0, number: number))
        let team = model.teams[Int(model.ops[model.duties[0].op].team.code)]
        #expect(team.members == [Team.Member(role: 0, people: 1, person: number)])
        #expect(model.people.count == 5)
    }

    @Test func onceInEachUnit() throws {
        let model = try small(
            "on: every Mon 09:00, by: clerk, work: 30 min", staff: "staff: { clerk: 2 per office }"
        ).model()
        #expect(model.duties[0].kind == .perUnit(number: 0, count: 3))
    }

    @Test func severalMayDoIt() throws {
        let staff = "staff: { clerk: 5, head: 2 }"
        let either = try small("on: every Mon, by: clerk or head, work: 1 h", staff: staff).model()
        let team = either.teams[Int(either.ops[either.duties[0].op].team.code)]
        #expect(team.kind == .either && team.members.map(\.role) == [0, 1])
        #expect(either.people.count == 7)
        let joint = try small("on: every Mon, by: { clerk: 2, head: all }, work: 1 h", staff: staff).model()
        let members = joint.teams[Int(joint.ops[joint.duties[0].op].team.code)].members
        #expect(members.map(\.people) == [2, 2] && joint.people.isEmpty)
    }

    static let wrong: [(staff: String, duty: String, more: String, told: String)] = [
        (
            "staff: { clerk: { people: { hotline: 2, mail: 3 } } }", "by: clerk, work: 1 h", "",
            "error: the people of 'clerk' are divided by class, and the duty 'report' has none"
                + " | name a role whose people are not divided by class"
        ),
        (
            "staff: { clerk: 5, head: { people: 1, deputy: aide }, aide: { people: { hotline: 1, mail: 1 } } }",
            "by: head, work: 1 h", "",
            "error: the people of 'aide' are divided by class, and the duty 'report' has none"
                + " | name a role whose people are not divided by class"
        ),
        (
            "staff: { clerk: 5, head: { people: 1, deputy: aide }, aide: 1 per office }",
            "by: head, work: 1 h", "",
            "error: the deputies of 'head' are divided by unit, and the duty 'report' has none"
                + " | name roles that are divided by the same unit, or make it two duties"
        ),
        (
            "staff: { clerk: 1 per office, head: 1 per ward }", "by: { clerk: 1, head: 1 }, work: 1 h", "",
            "error: the people of the duty 'report' are divided by different units"
                + " | name roles that are divided by the same unit, or make it two duties"
        ),
        (
            "staff: { clerk: 2 }", "by: clerk, work: 90 h", "",
            "warning: 'report' takes 90 h of 'clerk', who have 80 h from one date to the next"
                + " | make it rarer or shorter, or give it more people: the line grows without end"
        ),
        (
            "staff: { clerk: 5 }", "by: every clerk, work: 41 h", "",
            "warning: 'report' takes 41 h of 'clerk', who have 40 h from one date to the next"
                + " | make it rarer or shorter, or give it more people: the line grows without end"
        ),
    ]

    @Test(arguments: wrong.indices)
    func whatIsWrongWithADutyIsTold(index: Int) throws {
        let (staff, duty, more, told) = Self.wrong[index]
        let small = SmallScenario(
            flow(step("a", "1 min")),
            arrivals:
                "arrivals: [ { stream: hotline, mean: 2 per week }, { stream: mail, mean: 1 per week } ]",
            carries: "case: { office: one of 3, ward: one of 2 }", staff: staff,
            rest: "duties: { report: { on: every Mon 09:00, \(duty) } }" + more)
        let messages = try small.messages()
        #expect(messages.contains(told), "\(messages)")
    }

    // MARK: - Joining

    @Test func newPeopleComeOnTheirDay() throws {
        let model = try SmallScenario(
            flow(step("a")),
            staff:
                "staff: { clerk: { people: 2, joins: 3 on 2027-03-01 at 50% for 8 weeks, away: 10% in spells of 2 h } }"
        ).model()
        #expect(model.roles[0].staff == 2 && model.roles[0].people == [0, 1, 2, 3, 4])
        #expect(model.people.map(\.number) == [0, 1, 2, 3, 4])
        let first = model.horizon.start + 56 * Tick.day
        for person in model.people[2...] {
            let hours = model.calendars[person.calendar]
            #expect(hours.interval(atOrAfter: model.horizon.start).lowerBound == first + 9 * Tick.hour)
            #expect(person.hours == person.calendar && person.absences.count == 1)
            #expect(person.learning == Learning(until: first + 8 * Tick.week, speed: 500_000_000))
        }
        #expect(model.people[0].learning == nil && model.people[0].calendar == model.roles[0].calendar)
    }

    @Test func whoIsAsFastNeedsNoTimeToLearn() throws {
        let model = try SmallScenario(
            flow(step("a")), staff: "staff: { clerk: { people: 2, joins: 1 on 2027-01-04 } }"
        ).model()
        #expect(model.people.count == 3 && model.people[2].learning == nil)
    }

    static let wrongJoins: [(String, String)] = [
        (
            "people: 2, joins: 1 on 2026-12-31",
            "error: 2026-12-31 lies outside the run | give a date of the run, or raise 'people'"
        ),
        (
            "people: 2, joins: 1 on 2028-12-31",
            "error: 2028-12-31 lies outside the run | give a date of the run, or raise 'people'"
        ),
        (
            "people: 2 per office, joins: 1 on 2027-03-01",
            "error: the people of 'clerk' are divided by shift, unit or class: nothing says whom the new ones join"
                + " | give the new people a role of their own"
        ),
        (
            "people: 2 of head, joins: 1 on 2027-03-01",
            "error: the people of 'clerk' are those of 'head': nobody joins 'clerk' alone | write 'joins' at 'head'"
        ),
        (
            "people: 2, joins: 1 on 2027-03-01 at 0% for 8 weeks",
            "error: nobody works at 0 % | let them join later"
        ),
        (
            "people: 2, joins: 1 on 2027-03-01 at 50% for 8 working days",
            "error: 'joins' cannot be measured in working days | use days, weeks or months"
        ),
    ]

    @Test(arguments: wrongJoins.indices)
    func whatIsWrongWithJoiningIsTold(index: Int) throws {
        let (role, told) = Self.wrongJoins[index]
        let small = SmallScenario(
            flow(step("a")), carries: "case: { office: one of 3 }",
            staff: "staff: { clerk: { \(role) }, head: 3 }")
        let messages = try small.messages()
        #expect(messages.contains(told), "\(messages)")
    }
}
