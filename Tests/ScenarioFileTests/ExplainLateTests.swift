import CaseFlow
import ScenarioFile
import Testing

/// What limits do when late, duties, budgets and people who join, as `explain` shows them.
@Suite struct ExplainLateTests {
    private func explanation() throws -> Explanation {
        let scenario = try SmallScenario(
            flow(
                step(
                    "a", "1 h", "within: 4 hours",
                    "if late: { only: major, starts: notice, again every: 2 days }"),
                step("b", "1 h", "budget: 900 yuan of amount per day"),
                step("c", "1 h", "outcomes: { fined: { share: 5%, costs: 20 yuan } }")),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }",
            carries: "case: { amount: uniform 1..9 yuan }",
            staff:
                "staff: { clerk: { people: 3, joins: 2 on 2027-03-01 at 50% for 8 weeks, costs: 80 yuan per hour } }",
            limits: """
                limits:
                  x: { until: b, within: 2 days, if late: { share: 50%, become: major, costs: amount, skip to: c } }
                """,
            rest: """
                flows: { notice: [ { step: note, by: clerk, work: 5 min } ] }
                duties:
                  report: { on: every Mon 09:00, by: every clerk, work: 2 h, within: 3 days, if late: { starts: notice } }
                """
        ).scenario()
        return Explanation(scenario, try scenario.compiled())
    }

    @Test func inWords() throws {
        let text = try explanation().text
        #expect(
            text.contains(
                "      within 4 hours\n      if late (only major): starts notice, again every 2 days\n"))
        #expect(text.contains("      budget 900 yuan of amount per day\n"))
        #expect(text.contains("      fined (5%), costs 20 yuan -> 4\n"))
        #expect(text.contains("flow notice, begun by a late, report late\n"))
        #expect(
            text.contains(
                "limits\n  x  from arrival until b, within 2 days\n"
                    + "     if late (share 50%): becomes major, costs amount -> c\n"))
        #expect(
            text.contains(
                "duties\n  report, every Mon 09:00, every clerk, 2 h, within 3 days\n    if late: starts notice\n"
            ))
        #expect(
            text.contains(
                "         joins 2 on 2027-03-01 at 50% for 8 weeks\n         costs 80 yuan per hour\n"))
    }

    @Test func asAChart() throws {
        let chart = try explanation().mermaid
        #expect(chart.contains("    s0 -.->|\"late starts\"| s3\n"))
        #expect(chart.contains("    s0 -.->|\"x late\"| s2\n"))
        #expect(
            chart.contains(
                "    subgraph duties\n        d0[\"report<br/>every Mon 09:00<br/>every clerk<br/>2 h<br/>within 3 days\"]\n    end\n"
            ))
        #expect(chart.contains("    d0 -.->|\"late starts\"| s3\n"))
    }

    @Test func asData() throws {
        let explanation = try explanation()
        #expect(explanation.steps[0].late?.acts == ["starts notice", "again every 2 days"])
        #expect(explanation.steps[0].late?.whom == "only major" && explanation.steps[0].late?.to == nil)
        #expect(explanation.limits[0].late?.to == "c" && explanation.limits[0].late?.starts == nil)
        #expect(explanation.duties.map(\.meanSeconds) == [7200] && explanation.opening == nil)
        #expect(explanation.duties[0].late?.starts == "notice")
    }

    /// Nobody says that no case comes where only late ones do.
    @Test func whatOnlyLateCasesReachIsReached() throws {
        let small = SmallScenario(
            flow(
                step("a", "1 h", "outcomes: { done: { skip to: end } }"), step("b"),
                step("c", "1 h", "only: major", "starts: more")),
            arrivals: "arrivals: { mean: 5 per week, mix: { general: 100%, major: 0% } }",
            limits: """
                limits:
                  x: { until: a, within: 2 days, if late: { become: major, skip to: b } }
                  y: { within: 3 days, if late: { starts: notice } }
                """,
            rest:
                "flows: { notice: [ { step: note, by: clerk, work: 5 min } ], more: [ { step: n, by: clerk, work: 5 min } ] }"
        )
        #expect(try small.messages() == [])
    }
}
