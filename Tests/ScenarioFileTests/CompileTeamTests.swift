import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct CompileTeamTests {
    private let mix = "arrivals: { mean: 2 per week, mix: { general: 80%, major: 20% } }"

    private func by(_ name: String, _ by: String, _ more: String...) -> String {
        (["  - step: \(name)", "    by: \(by)", "    work: 1 h"] + more.map { "    " + $0 })
            .joined(separator: "\n")
    }

    private func team(_ op: String, _ model: Model) throws -> Team {
        let selector = model.ops[model.op(op)].team
        try #require(selector.code >= 0 && selector != .none)
        return model.teams[Int(selector.code)]
    }

    @Test func eitherOfTwoRolesKeepsTheirOrder() throws {
        let model = try SmallScenario(
            flow(step("a"), by("b", "head or clerk"), by("c", "clerk or head")),
            staff: "staff: { clerk: 2, head: { people: 1, hours: always } }"
        ).model()
        let team = try team("b", model)
        #expect(team.kind == .either)
        #expect(team.members == [.init(role: 1, people: 1), .init(role: 0, people: 1)])
        #expect(team.calendar == model.roles[1].calendar)
        #expect(model.teams.count == 3, "the other order is another line")
        #expect(model.people.count == 3)
    }

    @Test func theSamePeopleAreRememberedWhereSomebodyAsks() throws {
        let model = try SmallScenario(
            flow(
                step("a"), by("b", "{ clerk: 2, head: 1 }"), by("c", "same as b"), by("d", "same as c"),
                by("e", "head", "not by: [a, d]")),
            staff: "staff: { clerk: 4, head: 2 }"
        ).model()
        #expect(model.ops.map(\.memory) == [0, 1, 2, 3, -1, -1])
        #expect(model.memories == [1, 3, 3, 3])
        let members: [Team.Member] = [.init(role: 0, people: 2), .init(role: 1, people: 1)]
        #expect(try team("c", model).kind == .same(memory: 1))
        #expect(try team("c", model).members == members)
        #expect(try team("d", model).kind == .same(memory: 2))
        #expect(try team("d", model).members == members)
        #expect(model.ops[4].notBy == [.last(memory: 0), .last(memory: 3)])
    }

    @Test func aStepOfSeveralTeamsIsRememberedByAllItsRoles() throws {
        let model = try SmallScenario(
            flow(
                by("a", "{ major: { clerk: 2 }, others: { clerk: 1, head: 1 } }"), by("b", "same as a")),
            arrivals: mix, staff: "staff: { clerk: 4, head: 2 }"
        ).model()
        #expect(model.memories == [2])
        #expect(try team("b", model).members == [.init(role: 0, people: 2), .init(role: 1, people: 1)])
    }

    @Test func onReturnTheStepRemembersItself() throws {
        let model = try SmallScenario(
            flow(
                step("a", "1 h", "on return: same people"),
                step("b", "1 h", "on return: anyone", "outcomes: { x: { share: 10%, back to: a } }"))
        ).model()
        #expect(model.ops.map(\.samePeople) == [true, false, false])
        #expect(model.ops.map(\.memory) == [0, -1, -1])
        #expect(model.people.count == 5)
    }

    @Test func aPersonOfTheCaseIsAMemberOfItsRole() throws {
        let model = try SmallScenario(
            flow(by("a", "involved"), by("b", "{ involved: 1, head: 1, clerk: 2 }")),
            carries: "case: { involved: someone of clerk }", staff: "staff: { clerk: 4, head: 2 }"
        ).model()
        #expect(try team("a", model).members == [.init(role: 0, people: 1, person: 0)])
        #expect(
            try team("b", model).members == [
                .init(role: 0, people: 2), .init(role: 0, people: 1, person: 0), .init(role: 1, people: 1),
            ])
    }

    @Test func allMeansEverybodyOfThePool() throws {
        let whole = try SmallScenario(
            flow(by("a", "{ clerk: all }", "travel: 5 min")), staff: "staff: { clerk: 4 }"
        ).model()
        #expect(try team("a", whole).members == [.init(role: 0, people: 4, everybody: .ofRole)])
        let units = try SmallScenario(
            flow(by("a", "{ clerk: all }")), carries: "case: { office: one of 5 }",
            staff: "staff: { clerk: 3 per office }"
        ).model()
        #expect(try team("a", units).members == [.init(role: 0, people: 3, everybody: .ofRole)])
        let classes = try SmallScenario(
            flow(by("a", "{ clerk: all }")), arrivals: mix,
            staff: "staff: { clerk: { people: { major: 2, others: 3 } } }"
        ).model()
        let rows = classes.rows(classes.ops[0].team)
        #expect(rows.map(\.mask) == [classes.word("major"), 0])
        #expect(rows.map { classes.teams[Int($0.value)].members[0].people } == [2, 3])
    }

    @Test func splitsMixEveryFormOfWho() throws {
        let model = try SmallScenario(
            flow(step("a"), by("b", "{ major: { clerk: 2, head: 1 }, general: clerk or head }")),
            arrivals: mix, staff: "staff: { clerk: 4, head: 2 }"
        ).model()
        let rows = model.rows(model.ops[1].team)
        #expect(rows.map(\.mask) == [model.word("major"), model.word("general")])
        #expect(rows.map { model.teams[Int($0.value)].kind } == [.together, .either])
    }

    @Test func theWayIsATableByClass() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "travel: { major: 30 min, others: uniform 10..40 min }")), arrivals: mix
        ).model()
        let rows = model.rows(model.ops[0].travel)
        #expect(rows.map(\.mask) == [model.word("major"), 0])
        let means = rows.map { model.tables[Int($0.value)].mean / Double(Tick.minute) }
        #expect(abs(means[0] - 30) < 1e-3 && abs(means[1] - 25) < 1e-3)
        #expect(model.people.count == 5)
    }

    @Test func aMeetingHasALineOfItsOwn() throws {
        let model = try SmallScenario(
            flow(
                step("a"), step("b", "1 h", "meets: every Thu 14:00..17:00"),
                step("c", "1 h", "meets: every Thu 14:00..17:00"), step("d", "1 h", "meets: every Mon 16:00"))
        ).model()
        #expect(model.teams.count == 3)
        #expect(model.ops[1].team == model.ops[2].team)
        let hours = try [("a", 0.0), ("b", 3), ("d", 2)].map { name, open in
            let team = try team(name, model)
            let start = model.horizon.windowStart
            let meets = team.meets < 0 ? 0 : model.calendars[team.meets].between(start, start + Tick.week)
            return Double(meets) / Double(Tick.hour) - open
        }
        #expect(hours == [0, 0, 0])
        #expect(model.people.count == 5)
    }

    @Test func peopleAreHeldUntilAPlace() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "holds until: b starts"), by("b", "head"), by("c", "head")),
            staff: "staff: { clerk: 4, head: 2 }"
        ).model()
        #expect(model.ops.map(\.holdsUntil) == [.starts(1), nil, nil, nil])
    }

    @Test func deputiesAreRoles() throws {
        let model = try SmallScenario(
            flow(step("a"), by("b", "head")), staff: "staff: { clerk: 4, head: { people: 1, deputy: clerk } }"
        ).model()
        #expect(model.roles.map(\.deputy) == [-1, 0])
        #expect(model.people.count == 5)
    }

    @Test func interruptingComesBeforeAndStopsWork() throws {
        let model = try SmallScenario(
            flow(step("a"), by("b", "head")),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 60%, major: 30%, grave: 10% } }",
            staff: "staff: { clerk: 4, head: { people: 1, queue: grave interrupts others } }",
            rest: "queue: [major interrupts general, earliest due]"
        ).model()
        let disciplines = model.roles.map { model.disciplines[$0.discipline] }
        let (major, general) = (model.word("major"), model.word("general"))
        #expect(disciplines[0].interruptions == [.init(by: major, of: general)])
        #expect(disciplines[1].interruptions == [.init(by: model.word("grave"), of: 0)])
        guard case .classes(let selector, ranks: 3) = disciplines[0].rules[0] else {
            Issue.record("no order of classes")
            return
        }
        #expect(model.rows(selector).map(\.mask) == [major, general, 0])
        #expect(model.rows(selector).map(\.value) == [0, 1, 2])
        guard case .classes(_, ranks: 2) = disciplines[1].rules[0] else {
            Issue.record("no order of classes")
            return
        }
        #expect(disciplines.map(\.rules.count) == [2, 1])
        #expect(model.people.count == 5)
    }

    @Test func rolesThatShareAStepCloseInTheSameWay() throws {
        let small = SmallScenario(
            flow(by("b", "head or clerk")),
            staff: "staff: { clerk: 2, head: { people: 1, at closing: finish } }")
        #expect(
            try small.messages() == [
                "error: 'head' and 'clerk' differ in 'at closing' and share the work here"
                    + " | give the roles the same 'at closing'"
            ])
    }
}
