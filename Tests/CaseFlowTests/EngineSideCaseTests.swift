import CaseFlow
import SimKernel
import Testing

/// What `starts` begins, and cases that come back.
@Suite("Side cases and returns")
struct EngineSideCaseTests {
    private func hours(_ n: Int64) -> Quantity { .constant(n * Tick.hour) }

    private func builder() -> ModelBuilder {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.role("lawyer", 1)
        return builder
    }

    @Test func aSideCaseBeginsWhenTheItemIsDoneAndNobodyWaits() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9), words: ["w"])
        builder.step("one", by: "clerk", work: hours(1), outcomes: [Fork("bad", share: 1)])
        builder.starts("appeal")
        builder.step("two", by: "clerk", work: hours(1))
        builder.flow("appeal") {
            $0.step(
                "hear", by: "lawyer", work: hours(5), only: Only(yes: ["w", "bad"]),
                within: .elapsed(4 * Tick.hour))
            $0.step("note", by: "lawyer", work: hours(1))
        }
        let history = History(builder.build())
        #expect(
            history.told() == [
                "Mon 09:00 A arrives", "Mon 09:00 A comes to one", "Mon 09:00 A starts one",
                "Mon 10:00 A done one bad", "Mon 10:00 ~hear arrives", "Mon 10:00 ~hear comes to hear",
                "Mon 10:00 A comes to two", "Mon 10:00 A starts two", "Mon 10:00 ~hear starts hear",
                "Mon 11:00 A done two", "Mon 11:00 A ends", "Mon 15:00 ~hear late hear",
                "Mon 15:00 ~hear done hear", "Mon 15:00 ~hear comes to note", "Mon 15:00 ~hear starts note",
                "Mon 16:00 ~hear done note", "Mon 16:00 ~hear ends",
            ])
        let result = history.result
        #expect(result.arrived == 1 && result.closed == 1 && result.openAtEnd == 0)
        #expect(result.turnaround.count == 1 && result.turnaround.sum == Int128(2 * Tick.hour))
        #expect(result.backlog.peak == 1 && result.backlog.integral == Int128(2 * Tick.hour))
        #expect(result.limits[0].strata[0].late == 1, "its limits count")
        #expect(result.roles[1].busy == Int128(6 * Tick.hour), "and it needs people")
    }

    @Test func outcomesAndLoopsBeginCasesOfTheirOwn() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.step(
            "one", by: "clerk", work: hours(1),
            outcomes: [Fork("bad", share: 1, .to("one"), atMost: 1, starts: "notice")])
        builder.starts("notice")
        builder.flow("notice") { $0.wait("post", for: .exponential(hours: 10)) }
        let history = History(builder.build())
        let done = history.lines.filter { $0.moment == .done && $0.what == "post" }
        #expect(done.count == 4, "two visits, each by the item and by its outcome")
        #expect(Set(done.map(\.time)).count == 4, "each has draws of its own")
        #expect(History(builder.build()).told() == history.told())
    }

    @Test func aSideFlowMayStartAnotherAndJumpToItsEnd() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.decision("go", outcomes: [Fork("on", share: 1, starts: "first")])
        builder.flow("first") {
            $0.wait("w1", for: hours(1), outcomes: [Fork("x", share: 1, .end)])
            $0.starts("second")
            $0.wait("never", for: hours(1))
        }
        builder.flow("second") { $0.wait("w2", for: hours(1)) }
        let history = History(builder.build())
        #expect(
            history.told(.done, .ends) == [
                "Mon 09:00 A done go on", "Mon 09:00 A ends", "Mon 10:00 ~w1 done w1 x", "Mon 10:00 ~w1 ends",
                "Mon 11:00 ~w2 done w2", "Mon 11:00 ~w2 ends",
            ])
    }

    @Test func limitsOfAFlowRunFromItsBeginToItsEnd() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.wait("w", for: hours(3))
        builder.starts("first")
        builder.flow("first") {
            $0.wait("w1", for: hours(1))
            $0.wait("w2", for: hours(1))
        }
        builder.limit("to-w1", until: .item("w1"), .elapsed(Tick.hour))
        builder.spans[0].flow = "first"
        builder.limit("from-w2", from: .item("w2"), .elapsed(Tick.hour))
        builder.spans[1].flow = "first"
        builder.limit("whole", .elapsed(Tick.hour))
        #expect(
            History(builder.build()).told(.onTime, .late) == [
                "Mon 12:00 A late whole", "Mon 13:00 ~w1 on time to-w1", "Mon 14:00 ~w1 on time from-w2",
            ])
    }

    @Test func theReplicationGoesOnUntilSideCasesOfTheWindowHaveEnded() {
        var builder = builder()
        builder.run(warmUp: 0, window: 24)
        builder.horizon.bound = at(30, 0)
        builder.oneCase("A", at: at(0, 9))
        builder.decision("go", outcomes: [Fork("on", share: 1, starts: "first")])
        builder.flow("first") { $0.wait("w", for: hours(240), within: .elapsed(Tick.hour)) }
        let result = History(builder.build()).result
        #expect(result.limits[0].strata[0].late == 1 && result.limits[0].cases == 1)
        #expect(result.steps[2].visits == 1)
    }

    @Test func branchesOfASideFlowAndEndsFromThem() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.decision("go", outcomes: [Fork("on", share: 1, starts: "first")])
        builder.flow("first") {
            $0.together(
                "both", { $0.wait("a", for: hours(1), outcomes: [Fork("x", share: 1, .end)]) },
                { $0.step("b", by: "clerk", work: hours(5)) })
            $0.wait("never", for: hours(1))
        }
        let history = History(builder.build())
        #expect(history.told(.ends) == ["Mon 09:00 A ends", "Mon 10:00 ~both ends"])
        #expect(history.result.closed == 1)
    }

    // MARK: Returns

    @Test func aCaseComesBackAsANewArrivalWithItsWords() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9), words: ["w"])
        builder.step("first", by: "clerk", work: hours(1), only: .lacks("again"))
        builder.step(
            "answer", by: "clerk", work: hours(1), only: .has("w"),
            outcomes: [Fork("again", share: 1, .returns(hours(24)), atMost: 1)])
        builder.step("close", by: "clerk", work: hours(1))
        builder.limit("whole", .elapsed(10 * Tick.hour))
        let history = History(builder.build())
        #expect(
            history.told(.arrives, .passes, .done, .onTime, .ends) == [
                "Mon 09:00 A arrives", "Mon 10:00 A done first", "Mon 11:00 A done answer again",
                "Mon 11:00 A on time whole", "Mon 11:00 A ends", "Tue 11:00 ~first arrives",
                "Tue 11:00 ~first passes first", "Tue 12:00 ~first done answer again",
                "Tue 13:00 ~first done close", "Tue 13:00 ~first on time whole", "Tue 13:00 ~first ends",
            ], "the second answer would send it away again, but it may return only once")
        let result = history.result
        #expect(result.arrived == 2 && result.closed == 2 && result.turnaround.sum == Int128(4 * Tick.hour))
        #expect(result.backlog.integral == Int128(4 * Tick.hour), "away, it is not open")
    }

    @Test func aReturnMayEnterElsewhereAndCountsAnew() {
        var builder = builder()
        builder.number("last-day", .all(hours(30)))
        builder.oneCase("A", at: at(0, 9))
        builder.step("first", by: "clerk", work: hours(1))
        builder.wait("until-then", until: .number("last-day"))
        builder.decision(
            "again", outcomes: [Fork("yes", share: 1, .returns(hours(2), to: "until-then"), atMost: 2)])
        let history = History(builder.build())
        #expect(
            history.told(.done) == [
                "Mon 10:00 A done first", "Tue 15:00 A done until-then", "Tue 15:00 A done again yes",
                "Wed 23:00 ~until-then done until-then", "Wed 23:00 ~until-then done again yes",
                "Fri 07:00 ~until-then2 done until-then", "Fri 07:00 ~until-then2 done again yes",
            ], "a length of the case runs from its new arrival")
    }

    @Test func aReturnFromABranchTakesWhatTheBranchKnows() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.step("seen", by: "clerk", work: hours(1), only: .has("bad"))
        builder.together(
            "both",
            {
                $0.decision("look", only: .lacks("bad"), outcomes: [Fork("bad", share: 1)])
                $0.wait(
                    "w", for: hours(1),
                    outcomes: [Fork("back", share: 1, .returns(hours(1)), atMost: 1, then: .end)])
            }, { $0.wait("long", for: hours(99)) })
        #expect(
            History(builder.build()).told(.arrives, .starts, .ends) == [
                "Mon 09:00 A arrives", "Mon 10:00 A ends", "Mon 11:00 ~seen arrives",
                "Mon 11:00 ~seen starts seen", "Mon 13:00 ~seen ends",
            ])
    }
}
