import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct CompileExplanationTests {
    private let small = SmallScenario(
        flow(
            step("classify", "triangular 5..10..30 min", "within: 1 working hour"),
            "  - wait: evidence\n    only: major\n    for: exponential 1 day",
            "  - step: review\n    by: { clerk: 2, manager: 1 }\n    work: { major: 2 h, others: 1 h }\n"
                + "    outcomes:\n      wrong: { share: 20%, back to: classify, at most: 2 }\n"
                + "      void: { share: 5%, skip to: end }",
            step("close", "15 min")),
        arrivals: "arrivals: { mean: 10 per week, mix: { general: 80%, major: 20% } }",
        staff: "staff: { clerk: 4, manager: 2 }",
        limits: "limits: { whole: { until: review done, within: { general: 5 working days, major: none } } }")

    @Test func theTextSpellsTheJumpsOut() throws {
        let scenario = try small.scenario()
        let text = Explanation(scenario, try scenario.compiled()).text
        #expect(
            text == """
                Small

                flow (10 cases per week)
                   1  classify, clerk, triangular 5..10..30 min
                      1.24 visits, mean 15 min
                      within 1 working hour
                   2  wait evidence, exponential 1 day
                      0.248 visits, mean 24 h
                      only major; others go on to 3
                   3  review, 2 clerk + manager, major: 2 h, others: 1 h
                      1.24 visits, mean 1.2 h
                      wrong (20%) -> 1 classify, at most 2 times, then 4 close
                      void (5%) -> 5 end
                   4  close, clerk, 15 min
                      0.938 visits, mean 15 min
                   5  end

                limits
                  whole  from arrival until review done, within general: 5 working days, major: none

                load
                  clerk    0.88 of 4 busy (22 %), 35.2 h of work in 40 h a week, at least 1 needed; first come
                  manager  0.37 of 2 busy (18.6 %), 14.9 h of work in 40 h a week, at least 1 needed; first come

                """)
    }

    @Test func arrivalsAreListedWhereThereIsMoreToSayThanTheirMean() throws {
        let small = SmallScenario(
            flow(step("talk", "10 min"), step("answer", "1 h")),
            arrivals: """
                arrivals:
                  - { stream: hotline, mean: 20 per week, hours: as staff, weekday: { Mon: 2, others: 1 } }
                  - { stream: outages, mean: 2 per week, brings: 4.6, over: exponential 6 h }
                  - { stream: letters, mean: 5 per week, busyness: gamma cv 0.3 per day, enters: answer }
                """)
        let scenario = try small.scenario()
        let explanation = Explanation(scenario, try scenario.compiled())
        #expect(
            explanation.text.contains(
                """

                arrivals
                  hotline: mean 20 per week, by weekday, hours as staff; 20 cases per week
                  outages: mean 2 per week, brings 4.6 over exponential 6 h (5 on average); 10 cases per week
                  letters: mean 5 per week, busyness gamma cv 0.3 per day, enters answer; 5 cases per week

                load
                """))
        #expect(explanation.streams.map(\.casesPerIncident) == [nil, 5, nil])
        #expect(explanation.streams.map(\.enters) == [nil, nil, "answer"])
    }

    @Test func theChartHasAnArrowForEveryWay() throws {
        let scenario = try small.scenario()
        let chart = Explanation(scenario, try scenario.compiled()).mermaid
        #expect(
            chart == """
                flowchart TD
                    s0["classify<br/>clerk<br/>triangular 5..10..30 min<br/>within 1 working hour"]
                    s1[/"evidence<br/>exponential 1 day"/]
                    s2["review<br/>2 clerk + manager<br/>major: 2 h, others: 1 h"]
                    s3["close<br/>clerk<br/>15 min"]
                    s4([end])
                    s0 --> s1
                    s1 --> s2
                    s1 -.->|"not: major"| s2
                    s2 -->|"wrong 20%, at most 2"| s0
                    s2 -->|"void 5%"| s4
                    s2 --> s3
                    s3 --> s4

                """)
    }

    @Test func theValuesArePlainData() throws {
        let scenario = try small.scenario()
        let explanation = Explanation(scenario, try scenario.compiled())
        #expect(explanation.steps.map(\.id) == ["classify", "evidence", "review", "close"])
        #expect(abs(explanation.steps[0].visits - 1.24) < 1e-12)
        #expect(explanation.steps[2].outcomes.map(\.to) == ["classify", "end"])
        #expect(explanation.steps[2].outcomes.map(\.goesBack) == [true, false])
        #expect(explanation.steps[2].outcomes.map(\.then) == ["close", nil])
        #expect(explanation.isExact)
    }
}
