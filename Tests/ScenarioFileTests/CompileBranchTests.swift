import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// Branches, side flows, returns and waits until: what they compile to and what is said of them.
@Suite struct CompileBranchTests {
    static let mix = "arrivals: { mean: 20 per week, mix: { general: 75%, major: 25% } }"

    private func branching(_ limits: String = "") -> SmallScenario {
        SmallScenario(
            flow(
                step("receive"),
                "  - together: opinions\n    only: major\n    branches:\n"
                    + "      medical: [ { step: write, by: clerk, work: 1 h }, { wait: signature, for: 2 days } ]\n"
                    + "      legal: [ { step: check, by: lawyer, work: 2 h } ]",
                step("close", "1 h", "outcomes: { wrong: { share: 10%, back to: opinions } }")),
            arrivals: Self.mix, staff: "staff: { clerk: 5, lawyer: 2 }", limits: limits)
    }

    @Test func branchesStandBehindTheirFork() throws {
        let model = try branching().model()
        #expect(
            model.ops.map(\.label.id) == [
                "receive", "opinions", "write", "signature", "medical", "check", "legal", "close", "end",
            ])
        #expect(
            model.ops.map(\.kind) == [.work, .fork, .work, .wait, .join, .work, .join, .work, .end])
        #expect(model.ops[1].branches == [2..<4, 5..<6])
        #expect(model.ops[1].next(1) == 7 && model.end == 8)
        #expect(
            model.ops.map { $0.counter >= 0 } == [
                false, true, true, true, false, true, false, true, false,
            ], "a loop over the branches counts all visits inside")
        #expect(model.outcomes[0].jump == 1)
    }

    @Test func loadOfBranchesIsExact() throws {
        let model = try branching().model()
        let load = OfferedLoad(model)
        // Every tenth comes back over the branches; a quarter needs them.
        let rounds = 1 / 0.9
        #expect(load.isExact && load.approximations.isEmpty)
        #expect(abs(load.visits[model.op("close")] - rounds) < 1e-12)
        #expect(abs(load.visits[model.op("write")] - 0.25 * (1 + 0.1 * rounds)) < 1e-12)
        #expect(abs(load.visits[model.op("check")] - load.visits[model.op("write")]) < 1e-12)
        #expect(load.findings.isEmpty, "\(load.findings)")
    }

    @Test func wordsOfAllBranchesDecideWhatFollows() throws {
        let model = try SmallScenario(
            flow(
                "  - together: both\n    branches:\n"
                    + "      one: [ { step: a, by: clerk, work: 1 h, outcomes: { good: { share: 50% } } } ]\n"
                    + "      two: [ { step: b, by: clerk, work: 1 h, outcomes: { fine: { share: 20% } } } ]",
                step("c", "1 h", "only: good and fine"), step("d", "1 h", "only: good or fine"))
        ).model()
        let load = OfferedLoad(model)
        #expect(abs(load.visits[model.op("c")] - 0.1) < 1e-12)
        #expect(abs(load.visits[model.op("d")] - 0.6) < 1e-12)
    }

    @Test func aBranchThatMayEndTheCaseMakesTheLoadApproximate() throws {
        let small = SmallScenario(
            flow(
                "  - together: both\n    branches:\n"
                    + "      one: [ { step: a, by: clerk, work: 1 h, outcomes: { void: { share: 50%, skip to: end } } } ]\n"
                    + "      two: [ { step: b, by: clerk, work: 1 h } ]",
                step("c")))
        let scenario = try small.scenario()
        let model = try scenario.compiled()
        let load = OfferedLoad(model)
        #expect(load.approximations == [.endingBranches])
        #expect(abs(load.visits[model.op("c")] - 0.5) < 1e-12)
        #expect(
            Explanation(scenario, model).text.contains(
                "the load is approximate: a branch may end the case"))
    }

    @Test func sideFlowsHaveEndsOfTheirOwn() throws {
        let small = SmallScenario(
            flow(
                step("a", "1 h", "starts: appeal", "outcomes: { bad: { share: 20%, starts: notice } }"),
                step("b")),
            limits: "limits: { heard: { until: hear, within: 5 days }, whole: { within: 9 days } }",
            rest: """
                flows:
                  appeal: [ { step: hear, by: clerk, work: 2 h, outcomes: { no: { share: 50%, skip to: end } } }, { step: tell, by: clerk, work: 1 h } ]
                  notice: [ { step: send, by: clerk, work: 1 h } ]
                """)
        let model = try small.model()
        #expect(model.ops.map(\.label.id) == ["a", "b", "end", "hear", "tell", "end", "send", "end"])
        #expect(model.end == 2 && model.flows.map(\.items) == [3..<5, 6..<7])
        #expect(model.ops[0].starts == 0 && model.outcomes[0].starts == 1 && model.outcomes[1].jump == 5)
        #expect(model.limits.map(\.flow) == [0, -1])
        let load = OfferedLoad(model)
        #expect(zip([3, 4, 6], [1, 0.5, 0.2]).allSatisfy { abs(load.visits[$0] - $1) < 1e-12 })
        #expect(abs(load.roles[0].requiredHoursPerWeek - 20 * (2 + 2 + 0.5 + 0.2)) < 1e-9)
        #expect(try small.messages() == [])
    }

    @Test func returnsMultiplyTheVisits() throws {
        func load(_ outcome: String) throws -> (OfferedLoad, Model) {
            let model = try SmallScenario(
                flow(step("a"), step("b", "1 h", "outcomes: { again: { \(outcome) } }"), step("c"))
            ).model()
            return (OfferedLoad(model), model)
        }
        let (free, model) = try load("share: 20%, returns after: exponential 20 days")
        #expect(model.outcomes[0].jump == model.end && model.outcomes[0].returns?.entry == -1)
        #expect(abs(free.visits[0] - 1.25) < 1e-12 && abs(free.visits[2] - 1) < 1e-12)
        let (bounded, _) = try load("share: 20%, returns after: 3 working days, at most: 1, back to: b")
        #expect(abs(bounded.visits[0] - 1) < 1e-12 && abs(bounded.visits[1] - 1.2) < 1e-12)
        #expect(abs(bounded.visits[2] - 1) < 1e-12, "past the bound it goes on")
    }

    @Test func returnsEnterWhereTheirStreamDoes() throws {
        let model = try SmallScenario(
            flow(step("a"), step("b", "1 h", "outcomes: { again: { share: 50%, returns after: 5 days } }")),
            arrivals:
                "arrivals:\n  - { stream: x, mean: 10 per week }\n  - { stream: y, mean: 10 per week, enters: b }"
        ).model()
        let load = OfferedLoad(model)
        #expect(abs(load.visits[0] - 1) < 1e-12 && abs(load.visits[1] - 2) < 1e-12)
    }

    @Test func waitsUntilAreDatesNumbersAndLengthsBefore() throws {
        let model = try SmallScenario(
            flow(
                "  - wait: x\n    until: next Mon 09:00", "  - wait: y\n    until: last-day",
                "  - wait: z\n    until: 2 working days before last-day",
                "  - wait: again\n    until: next Mon 09:00", step("a")),
            carries: "case: { last-day: 30 days }"
        ).model()
        #expect(
            model.ops.map(\.waitEnd).prefix(4) == [
                .next(0), .number(0), .before(.workingDays(2, .fromTheNextDay), number: 0), .next(0),
            ])
        #expect(model.numbers.map(\.label.id) == ["last-day"] && model.dateSeries.count == 1)
        let first = try #require(model.dateSeries[0].first { $0 >= model.horizon.start })
        // Monday, 4 January 2027, 09:00 in Shanghai.
        #expect(first == 1_799_024_400 * Tick.second)
    }

    @Test func untilMayBeSplitByClass() throws {
        let small = SmallScenario(
            flow("  - wait: x\n    until: { major: next Mon 09:00, general: last-day }", step("a")),
            arrivals: "arrivals: { mean: 20 per week, mix: { general: 50%, major: 50% } }",
            carries: "case: { last-day: 30 days }")
        let model = try small.model()
        guard case .byClass(_, [.next(0), .number(0)])? = model.ops[0].waitEnd else {
            Issue.record("\(String(describing: model.ops[0].waitEnd))")
            return
        }
        let rows = trace(model, seed: 1, replication: 0).trace.rows
        let arrivals = Dictionary(
            uniqueKeysWithValues: rows.filter { $0.moment == .arrives }.map { ($0.identity, $0) })
        var counts = [0, 0]
        for row in rows where row.moment == .done && row.op == 0 {
            let arrival = try #require(arrivals[row.identity])
            let isMajor = UInt64(bitPattern: arrival.value) & model.word("major") != 0
            let monday = model.dateSeries[0].first { $0 >= arrival.time }
            #expect(row.time == (isMajor ? monday : arrival.time + 30 * Tick.day))
            counts[isMajor ? 1 : 0] += 1
        }
        #expect(counts.allSatisfy { $0 > 300 })
        #expect(try Explanation(small.scenario(), model).text.contains("until major: next Mon 09:00"))
    }

    @Test func testsThatAskTheHoursAreCompiledAndApproximated() throws {
        let small = SmallScenario(
            flow(step("day", "1 min", "only: while open"), step("night", "1 min", "only: not while open")),
            arrivals: "arrivals: { mean: 20 per week, hour: { 00..09: 0, 09..12: 1, 12..24: 0 } }")
        let scenario = try small.scenario()
        let model = try scenario.compiled()
        #expect(model.tests.map(\.open) == [true, false] && model.tests.map(\.closed) == [false, true])
        let load = OfferedLoad(model)
        #expect(abs(load.visits[0] - 5.0 / 7) < 0.01, "all come in the morning, two days of seven are closed")
        #expect(load.approximations == [.hours])
        #expect(Explanation(scenario, model).text.contains("the share of open time stands for the instant"))
    }

    // MARK: - What is said

    @Test func hoursCannotDecideALimit() throws {
        let small = SmallScenario(
            flow(step("a")), limits: "limits: { x: { within: 5 days, only: while closed } }")
        #expect(
            try small.messages() == [
                "error: 'while closed' cannot hold as long as a clock runs: the hours change"
                    + " | let a decision remember it, as in 'outcomes: { at-night: { only: while closed } }',"
                    + " and test that word"
            ])
    }

    @Test func aCalendarThatNeverCloses() throws {
        let small = SmallScenario(
            flow(step("a", "1 min", "only: while closed")),
            calendar: "calendar: { timezone: Asia/Shanghai, hours: always }")
        #expect(
            try small.messages().contains(
                "warning: no case can be 'while closed': the calendar's hours are 'always'"
                    + " | give the calendar hours; a role may have 'hours: always' of its own"))
    }

    @Test func aReturnOnTwoClocks() throws {
        let small = SmallScenario(
            flow(
                step(
                    "a", "1 h",
                    "outcomes: { x: { share: 5%, returns after: { major: 3 days, others: 3 working days } } }"
                )),
            arrivals: Self.mix)
        #expect(
            try small.messages() == [
                "error: the case returns in working time for some classes and always for others"
                    + " | give all classes a unit of the same clock"
            ])
    }

    @Test func aReturnOfAllCasesNeverEnds() throws {
        let small = SmallScenario(flow(step("a", "1 h", "outcomes: { x: { returns after: 3 days } }")))
        #expect(
            try small.messages().first
                == "error: a case that comes here goes round 'a' for ever"
                + " | let a share of the cases go on, or bound the loop with 'at most'")
    }

    @Test func aDateThatLeadsBackToItselfTakesNoTime() throws {
        let small = SmallScenario(
            flow(
                step("a"), "  - wait: meeting\n    until: next Thu 14:00",
                "  - step: heard\n    outcomes: { no: { share: 20%, back to: meeting } }", step("b")))
        #expect(
            try small.messages() == [
                "error: a case can go round 'meeting' and 'heard' without any time passing"
                    + " | put a wait or some work on the way round, or bound it with 'at most'"
            ])
    }

    @Test func leastWorkLooksAtTheLongestBranch() throws {
        let whole = "limits: { whole: { only: major, within: 49 hours } }"
        #expect(
            try branching(whole).messages().first
                == "error: 'whole' allows 49 hours for major, the work alone takes at least 51 h"
                + " | no number of people can keep it: lengthen the limit or shorten the work")
        #expect(try branching(whole.replacing("49", with: "51")).messages().isEmpty)
        let inside = "limits: { inside: { from: write, until: signature, within: 48 hours } }"
        #expect(try branching(inside).messages().first?.hasPrefix("error: 'inside' allows 48 hours") == true)
    }

    @Test func stagesOfBranchesDoNotAddUp() throws {
        let limits = """
            limits:
              whole: { only: major, within: 5 days }
              one: { from: write, until: signature, within: 3 days }
              two: { from: check, until: check, within: 4 days }
            """
        #expect(try branching(limits).messages() == [])
    }
}
