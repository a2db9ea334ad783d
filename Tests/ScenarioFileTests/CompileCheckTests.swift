import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct CompileCheckTests {
    private let mix = "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }"

    @Test func aQuietScenarioHasNothingToSay() throws {
        let messages = try SmallScenario(
            flow(step("a"), step("b", "1 h", "within: 2 working days")),
            limits: "limits: { whole: { within: 5 working days } }"
        ).messages()
        #expect(messages.isEmpty, "\(messages)")
    }

    @Test func overloadNamesTheLeastThatKeepUp() throws {
        let small = SmallScenario(
            flow("  - step: investigate\n    by: { investigator: 2 }\n    work: 6.8 h"),
            arrivals: "arrivals: { mean: 24 per week }", staff: "staff:\n  investigator: 8",
            run: "run: { start: 2027-01-04, warm-up: 0 weeks, length: 52 weeks }")
        #expect(
            try small.messages() == [
                "warning: 8 investigators are loaded to 102 % (24 cases per week); the line grows without end"
                    + " | 9 are the least that can keep up"
            ])
        #expect(try small.firstPlace() == "investigator: 8")
        let one = SmallScenario(flow(step("a", "2 h")), staff: "staff: { clerk: 1 }")
        #expect(
            try one.messages() == [
                "warning: 1 clerk is loaded to 100 % (20 cases per week); the line grows without end"
                    + " | 2 are the least that can keep up"
            ])
    }

    @Test func aRoundWithoutTimeIsAnError() throws {
        let small = SmallScenario(
            flow(
                step("a"), "  - step: weigh\n    outcomes: { fine: { share: 10% } }",
                "  - step: doubt\n    outcomes: { again: { share: 20%, back to: weigh } }"))
        #expect(
            try small.messages() == [
                "error: a case can go round 'weigh' and 'doubt' without any time passing"
                    + " | put a wait or some work on the way round, or bound it with 'at most'"
            ])
        #expect(try small.firstPlace()?.hasPrefix("weigh } }") == true)
    }

    @Test func aLoopThatNobodyLeavesIsAnError() throws {
        let small = SmallScenario(
            flow(step("a"), step("b", "1 h", "outcomes: { again: { only: major, back to: a } }"), step("c")),
            arrivals: mix)
        #expect(
            try small.messages() == [
                "error: a case that comes here goes round 'a' and 'b' for ever"
                    + " | let a share of the cases go on, or bound the loop with 'at most'"
            ])
    }

    @Test func aLoopThatIsHardlyEverLeftIsDoubtful() throws {
        let messages = try SmallScenario(
            flow(step("a", "1 s"), step("b", "1 s", "outcomes: { again: { share: 99.5%, back to: a } }"))
        ).messages()
        #expect(
            messages == [
                "warning: a case that comes to 'a' does it 200 times on average"
                    + " | lower the share that goes back, or bound it with 'at most'"
            ])
    }

    @Test func aLimitBelowTheWorkItselfIsAnError() throws {
        let own = SmallScenario(flow(step("a", "uniform 2..3 h", "within: 1 working hour")))
        #expect(
            try own.messages() == [
                "error: 'a' allows 1 working hour, the work alone takes at least 2 h"
                    + " | no number of people can keep it: lengthen the limit or shorten the work"
            ])
        #expect(try own.firstPlace() == "1 working hour")
        let byClass = SmallScenario(
            flow(
                step("a", "3 h"), step("b", "{ general: 1 h, major: 7 h }"), step("c", "4 h", "only: major")),
            arrivals: mix, limits: "limits: { whole: { within: 13 hours } }")
        #expect(
            try byClass.messages()
                == [
                    "error: 'whole' allows 13 hours for major, the work alone takes at least 14 h"
                        + " | no number of people can keep it: lengthen the limit or shorten the work"
                ])
        let skipping = SmallScenario(
            flow(
                step("a", "1 h", "outcomes: { easy: { share: 50%, skip to: c } }"), step("b", "9 h"),
                step("c")),
            limits: "limits: { whole: { within: 9 hours } }")
        #expect(try skipping.messages().filter { $0.hasPrefix("error") }.isEmpty, "some cases can be on time")
    }

    @Test func stagesLongerThanTheWholeAreDoubtful() throws {
        let small = SmallScenario(
            flow(
                step("a", "1 h", "within: 3 working days"), step("b"),
                step("c", "1 h", "within: { general: 2 working days, major: 4 working days }")),
            arrivals: mix,
            limits:
                "limits: { whole: { within: 6 working days }, start: { until: b, within: 4 working days } }")
        #expect(
            try small.messages() == [
                "warning: 'whole' allows 6 working days, but its stages 'start' and 'c' allow 8 working days together"
                    + " | whoever keeps every stage may still be late in all"
            ])
    }

    @Test func anHourAtNightIsDoubtful() throws {
        let small = SmallScenario(flow(step("a", "10 min", "within: 1 hour")))
        #expect(
            try small.messages() == [
                "warning: '1 hour' runs at night too, when nobody of 'clerk' is on duty for 'a'"
                    + " | did you mean '1 working hour'?"
            ])
        let round = SmallScenario(
            flow(step("a", "10 min", "within: 1 hour")),
            staff: "staff: { clerk: { people: 2, hours: always } }")
        #expect(try round.messages().isEmpty)
        let day = SmallScenario(flow(step("a", "10 min", "within: 24 hours")))
        #expect(try day.messages().isEmpty, "a day is meant as a day")
        let open = SmallScenario(
            flow(step("a", "10 min", "within: 1 hour")),
            arrivals: "arrivals: { mean: 5 per week, hours: as staff }")
        #expect(try open.messages().isEmpty, "nothing comes at night")
    }

    @Test func rolesThatNeverMeetAreAnError() throws {
        let small = SmallScenario(
            flow("  - step: a\n    by: { clerk: 1, guard: 1 }\n    work: 1 h"),
            staff: "staff:\n  clerk: 2\n  guard: { people: 2, hours: daily 19:00..23:00 }")
        #expect(
            try small.messages() == [
                "error: 'clerk' and 'guard' are never on duty at the same time"
                    + " | give the roles hours that overlap, or make it two steps"
            ])
    }

    @Test func jointWorkOfABusyRoleStarves() throws {
        let items = { (partners: String) in
            flow(
                step("single", "4.5 h"),
                "  - step: joint\n    share: 10%\n    by: { clerk: 3 }\n    work: 1 h" + partners)
        }
        let small = SmallScenario(items(""), staff: "staff: { clerk: 3 }")
        #expect(
            try small.messages() == [
                "warning: 'joint' will starve: 'clerk' is busy with other work 75 % of the time"
                    + " and the step waits until all are free at once"
                    + " | write 'partners: gather' to keep people who come free for it"
            ])
        let gathered = SmallScenario(items("\n    partners: gather"), staff: "staff: { clerk: 3 }")
        #expect(try gathered.messages().isEmpty)
    }

    @Test func workLongerThanAnyDayThatPausesIsDoubtful() throws {
        let small = SmallScenario(flow(step("a", "30 h")), arrivals: "arrivals: { mean: 1 per week }")
        #expect(
            try small.messages() == [
                "warning: 'a' takes 30 h on average and pauses at closing, the longest day has 8 h"
                    + " | write 'at closing: finish' or 'hand over' if nobody goes on next day"
            ])
    }

    @Test func closedDatesOfOtherYearsAreDoubtful() throws {
        let calendar =
            "calendar: { timezone: Asia/Shanghai, hours: Mon..Fri 09:00..18:00, closed: [2021-10-01] }"
        let messages = try SmallScenario(flow(step("a")), calendar: calendar).messages()
        #expect(
            messages == [
                "warning: none of the closed dates lies inside the run | give the closed dates of the years that are simulated"
            ])
    }

    @Test func aSplitThatSomeCasesDoNotFitIsAnError() throws {
        let small = SmallScenario(
            flow(step("a", "{ general: 1 h, major: 2 h }")),
            arrivals: """
                arrivals:
                  - { stream: hotline, mean: 5 per week, mix: { general: 80%, major: 20% } }
                  - { stream: letters, mean: 2 per week }
                """)
        #expect(
            try small.messages().first
                == "error: not every case has one of these words ('general' …) | add 'others: …' for the rest"
        )
    }
}
