import CaseFlow
import ScenarioFile
import Testing

/// Branches, side flows and returns as text and as a chart.
@Suite struct ExplainBranchTests {
    private let small = SmallScenario(
        flow(
            step("receive", "15 min", "outcomes: { void: { share: 5%, starts: notice, skip to: end } }"),
            "  - together: opinions\n    only: major\n    within: 3 days\n    branches:\n"
                + "      medical:\n        - { step: write, by: clerk, work: 1 h }\n"
                + "        - { wait: signature, only: major, until: next Thu 14:00 }\n"
                + "      legal: [ { step: check, by: lawyer, work: 2 h } ]",
            step(
                "answer", "1 h", "starts: archive",
                "outcomes: { again: { share: 10%, returns after: exponential 20 days, back to: opinions, at most: 2 } }"
            )),
        arrivals: "arrivals: { mean: 10 per week, mix: { general: 80%, major: 20% } }",
        staff: "staff: { clerk: 4, lawyer: 1 }",
        rest: "flows:\n  notice: [ { step: write-notice, by: clerk, work: 6 min } ]\n"
            + "  archive:\n    - { wait: paper, for: 1 day }\n    - { step: file, by: clerk, work: 6 min }")

    @Test func theTextShowsBranchesAndFlows() throws {
        let scenario = try small.scenario()
        #expect(
            Explanation(scenario, try scenario.compiled()).text == """
                Small

                flow (10 cases per week)
                   1  receive, clerk, 15 min
                      1 visits, mean 15 min
                      void (5%), starts notice -> 7 end
                   2  together opinions
                      0.2109 visits
                      only major; others go on to 6
                      within 3 days
                      branch medical
                   3    write, clerk, 1 h
                        0.2109 visits, mean 1 h
                   4    wait signature, until next Thu 14:00
                        0.2109 visits
                        only major; others go on to the end of the branch
                      branch legal
                   5    check, lawyer, 2 h
                        0.2109 visits, mean 2 h
                   6  answer, clerk, 1 h
                      1.0545 visits, mean 1 h
                      starts archive
                      again (10%) -> 2 opinions as a new arrival after exponential 20 days, at most 2 times, then 7 end
                   7  end

                flow notice, begun by receive void
                   1  write-notice, clerk, 6 min
                      0.05 visits, mean 6 min
                   2  end

                flow archive, begun by answer
                   1  wait paper, 1 day
                      1.0545 visits, mean 24 h
                   2  file, clerk, 6 min
                      1.0545 visits, mean 6 min
                   3  end

                load
                  clerk   0.41 of 4 busy (10.2 %), 16.3 h of work in 40 h a week, at least 1 needed; first come
                  lawyer  0.11 of 1 busy (10.5 %), 4.2 h of work in 40 h a week, at least 1 needed; first come

                """)
    }

    @Test func theChartHasBoxesForBranchesAndFlows() throws {
        let scenario = try small.scenario()
        #expect(
            Explanation(scenario, try scenario.compiled()).mermaid == """
                flowchart TD
                    s0["receive<br/>clerk<br/>15 min"]
                    s1[["opinions<br/>within 3 days"]]
                    subgraph b1x0["medical"]
                        s2["write<br/>clerk<br/>1 h"]
                        s3[/"signature<br/>until next Thu 14:00"/]
                    end
                    subgraph b1x1["legal"]
                        s4["check<br/>lawyer<br/>2 h"]
                    end
                    j1{{"opinions done"}}
                    s5["answer<br/>clerk<br/>1 h"]
                    s9([end])
                    subgraph f0["notice"]
                        s6["write-notice<br/>clerk<br/>6 min"]
                        e0([end])
                    end
                    subgraph f1["archive"]
                        s7[/"paper<br/>1 day"/]
                        s8["file<br/>clerk<br/>6 min"]
                        e1([end])
                    end
                    s0 -->|"void 5%"| s9
                    s0 -.->|"void starts"| s6
                    s0 --> s1
                    s1 --> s2
                    s1 --> s4
                    j1 --> s5
                    s1 -.->|"not: major"| s5
                    s2 --> s3
                    s3 --> j1
                    s3 -.->|"not: major"| j1
                    s4 --> j1
                    s5 -.->|"again 10%, at most 2, returns after exponential 20 days"| s1
                    s5 --> s9
                    s5 -.->|"starts"| s7
                    s6 --> e0
                    s7 --> s8
                    s8 --> e1

                """)
    }
}
