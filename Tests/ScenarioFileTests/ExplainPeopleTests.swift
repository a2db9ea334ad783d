import CaseFlow
import ScenarioFile
import Testing

/// `explain` of who does what, and of who the people are.
@Suite struct ExplainPeopleTests {
    private let small = SmallScenario(
        flow(
            step("visit", "1 h", "travel: uniform 10..40 min", "on return: same people"),
            "  - step: meet\n    by: { clerk: 2, involved: 1 }\n    not by: visit\n    work: 30 min\n"
                + "    meets: every Thu 14:00..17:00",
            "  - step: stay\n    by: same as visit\n    work: 10 min\n    holds until: decide starts",
            "  - step: decide\n    by: { major: head, others: head or aide }\n    work: 20 min\n"
                + "    outcomes: { wrong: { share: 10%, back to: visit } }"),
        arrivals: "arrivals: { mean: 2 per week, mix: { general: 80%, major: 20% } }",
        carries: "case: { involved: someone of aide }",
        staff: """
            staff:
              clerk: { people: { early: 3, late: 2 }, away: [1 on 2027-02-01..2027-02-02, 10% in spells of 2 h] }
              aide: { people: { major: 2, others: 3 }, away: 1 on Fri 14:00 }
              head: { people: 1, deputy: sub-head }
              sub-head: 2 of clerk
            """,
        calendar: """
            calendar:
              timezone: Asia/Shanghai
              hours: Mon..Fri 09:00..18:00
              shifts: { early: Mon..Fri 07:00..15:00, late: Mon..Fri 14:00..22:00 }
            """)

    private func explanation() throws -> Explanation {
        let scenario = try small.scenario()
        return Explanation(scenario, try scenario.compiled())
    }

    @Test func everyItemSaysWhoAndOnWhatConditions() throws {
        let steps = try explanation().steps
        #expect(
            steps.map(\.who) == [
                "clerk", "2 clerk + involved", "same as visit", "major: head, others: head or aide",
            ])
        #expect(
            steps.map(\.conditions) == [
                ["travel uniform 10..40 min", "on return the same people"],
                ["not by visit", "meets every Thu 14:00..17:00"], ["holds until decide starts"], [],
            ])
        let text = try explanation().text
        #expect(
            text.contains(
                """
                   2  meet, 2 clerk + involved, 30 min
                      1.1111 visits, mean 30 min
                      not by visit
                      meets every Thu 14:00..17:00
                """))
        let chart = try explanation().mermaid
        #expect(chart.contains("[\"stay<br/>same as visit<br/>10 min<br/>holds until decide starts\"]"))
        #expect(chart.contains("[\"decide<br/>major: head, others: head or aide<br/>20 min\"]"))
    }

    @Test func everyRoleSaysWhoItsPeopleAre() throws {
        let roles = try explanation().roles
        #expect(roles.map(\.staff) == [5, 5, 1, 2])
        #expect(
            roles.map(\.people) == [
                [
                    "early 3, late 2", "away 1 on 2027-02-01..2027-02-02", "away 10% in spells of 2 h",
                    "2 of them also sub-head",
                ],
                ["major: 2, others: 3", "away 1 on Fri 14:00"], ["deputy sub-head"],
                ["the first 2 of clerk", "deputy of head"],
            ])
        let lines = try explanation().text.split(separator: "\n").map(String.init)
        let head = try #require(lines.firstIndex { $0.hasPrefix("  head") })
        #expect(lines[head + 1] == "            deputy sub-head")
    }

    @Test func changesByPathReachTheModel() throws {
        let staff =
            "staff: { clerk: { people: { major: 2, others: 3 } }, head: { people: 4, deputy: aide }, aide: 1 of head }"
        let items = flow(
            step("a"), "  - step: b\n    by: head\n    work: 1 h", "  - step: c\n    by: aide\n    work: 1 h")
        let base = SmallScenario(
            items, arrivals: "arrivals: { mean: 2 per week, mix: { general: 80%, major: 20% } }", staff: staff
        )
        let changes = [
            ("staff.clerk.major", "5"), ("staff.aide", "3"), ("staff.head.away", "50% in spells of 1 h"),
            ("staff.head.deputy", "clerk"),
        ]
        let model = try read(base.text, changes: changes).compiled()
        #expect(model.roles.map(\.staff) == [8, 4, 3])
        #expect(model.people.prefix(8).map(\.pool) == [0, 0, 0, 0, 0, 1, 1, 1])
        #expect(model.roles[2].people == [8, 9, 10])
        #expect(model.roles[1].deputy == 0)
        #expect(model.people[8].absences.count == 1 && model.people[0].absences.isEmpty)
    }
}
