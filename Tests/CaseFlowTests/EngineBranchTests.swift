import CaseFlow
import SimKernel
import Testing

/// `together`: branches side by side, worked by hand.
@Suite("Branches")
struct EngineBranchTests {
    private func hours(_ n: Int64) -> Quantity { .constant(n * Tick.hour) }

    private func builder() -> ModelBuilder {
        var builder = ModelBuilder()
        for role in ["clerk", "lawyer", "guard"] { builder.role(role, 1) }
        return builder
    }

    @Test func theCaseGoesOnWhenTheLastBranchIsDone() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "opinions",
            { $0.step("write", by: "clerk", work: hours(3)) },
            {
                $0.wait("files", for: hours(1))
                $0.step("check", by: "lawyer", work: hours(1))
            })
        builder.step("close", by: "clerk", work: hours(1))
        let history = History(builder.build())
        #expect(
            history.told() == [
                "Mon 09:00 A arrives", "Mon 09:00 A comes to opinions", "Mon 09:00 A comes to write",
                "Mon 09:00 A comes to files", "Mon 09:00 A starts write", "Mon 10:00 A done files",
                "Mon 10:00 A comes to check", "Mon 10:00 A starts check", "Mon 11:00 A done check",
                "Mon 12:00 A done write", "Mon 12:00 A done opinions", "Mon 12:00 A comes to close",
                "Mon 12:00 A starts close", "Mon 13:00 A done close", "Mon 13:00 A ends",
            ])
        #expect(history.result.arrived == 1 && history.result.closed == 1)
        #expect(history.result.turnaround.sum == Int128(4 * Tick.hour))
        #expect(history.result.backlog.peak == 1, "a case is one case, whatever its branches")
    }

    @Test func branchesOfNoTimeAreLeftAtOnce() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9), words: ["plain"])
        builder.together(
            "checks",
            { $0.step("a", by: "clerk", work: hours(1), only: .lacks("plain")) },
            { $0.decision("b", outcomes: [Fork("seen", share: 1)]) })
        builder.step("close", by: "clerk", work: hours(1), only: .has("seen"))
        #expect(
            History(builder.build()).told(.passes, .done, .ends) == [
                "Mon 09:00 A passes a", "Mon 09:00 A done b seen", "Mon 09:00 A done checks",
                "Mon 10:00 A done close", "Mon 10:00 A ends",
            ])
    }

    @Test func wordsAreLaidOnTheCaseInTheOrderOfTheBranchesEnds() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9), words: ["x"])
        builder.together(
            "both",
            {
                $0.step(
                    "slow", by: "clerk", work: hours(2),
                    outcomes: [Fork("s", share: 1, loses: ["x", "z"], becomes: "y")])
                $0.step("sees-its-own", by: "clerk", work: hours(1), only: .has("y"))
            },
            {
                $0.step(
                    "fast", by: "lawyer", work: hours(1),
                    outcomes: [Fork("f", share: 1, loses: ["x", "y"], becomes: "z")])
            })
        builder.step("of-y", by: "clerk", work: hours(1), only: Only(yes: ["y", "s", "f"], no: ["x"]))
        builder.step("of-z", by: "clerk", work: hours(1), only: .has("z"))
        let history = History(builder.build())
        // The slow branch began without z and ended without: it changes x and y only. The fast one's z stays.
        #expect(
            history.told(.starts, .passes) == [
                "Mon 09:00 A starts slow", "Mon 09:00 A starts fast", "Mon 11:00 A starts sees-its-own",
                "Mon 12:00 A starts of-y", "Mon 13:00 A starts of-z",
            ])
    }

    @Test func aLoopOverBranchesBeginsAllOfThemAgain() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "both",
            {
                $0.step(
                    "a", by: "clerk", work: hours(1),
                    outcomes: [Fork("again", share: 1, .to("a"), atMost: 1)])
            },
            { $0.step("b", by: "lawyer", work: hours(1)) })
        builder.decision("round", outcomes: [Fork("anew", share: 1, .to("both"), atMost: 1)])
        let history = History(builder.build())
        // The bounded jump inside was made in the first round and is not made again.
        #expect(history.order(at: "a") == "A A A" && history.order(at: "b") == "A A")
        #expect(history.told(.ends) == ["Mon 12:00 A ends"])
        let visits = history.result.steps.map(\.visits)
        #expect(visits[0] == 2 && visits[1] == 3)
    }

    @Test func laterRoundsHaveDrawsOfTheirOwn() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "both", { $0.wait("a", for: .exponential(hours: 1)) }, { $0.wait("b", for: hours(0)) })
        builder.decision("round", outcomes: [Fork("anew", share: 1, .to("both"), atMost: 1)])
        let done = History(builder.build()).lines.filter { $0.moment == .done && $0.what == "a" }.map(\.time)
        #expect(done.count == 2 && done[1] - done[0] != done[0] - at(0, 9))
    }

    // MARK: The end of the whole case

    private func ended() -> ModelBuilder {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.oneCase("B", at: at(0, 8), words: ["other"])
        builder.step("early", by: "guard", work: hours(8), only: .has("other"))
        builder.together(
            "three", only: .lacks("other"),
            {
                $0.wait("think", for: hours(1))
                $0.decision("refuse", outcomes: [Fork("no", share: 1, .end)])
                $0.step("never", by: "clerk", work: hours(1))
            },
            {
                $0.step("write", by: "clerk", work: hours(3))
                $0.step("after", by: "clerk", work: hours(1))
            },
            { $0.step("stand", by: "guard", work: hours(1)) },
            { $0.wait("long", for: hours(50)) })
        builder.step("close", by: "clerk", work: hours(1))
        return builder
    }

    @Test func aBranchThatEndsTheCaseGivesTheOthersUp() {
        let history = History(ended().build())
        #expect(
            history.told(.starts, .done, .ends, of: "A") == [
                "Mon 09:00 A starts write", "Mon 10:00 A done think", "Mon 10:00 A done refuse no",
                "Mon 10:00 A ends",
            ], "nobody stands for it, nothing follows the letter, and nobody waits 50 hours")
        #expect(history.result.closed == 2 && history.result.openAtEnd == 0)
        // The guard's line held A from 9 to 10; the clerk writes to the end, three hours, and B's close
        // comes at 16:00.
        #expect(history.result.roles[2].queueIntegral == Int128(Tick.hour))
        #expect(history.result.roles[0].busy == Int128(4 * Tick.hour))
    }

    @Test func peopleOfABranchGivenUpAreFreeWhenTheirWorkIsDone() {
        var builder = ended()
        builder.oneCase("C", at: at(0, 10), words: ["other", "late"])
        builder.items[0].only = Only(yes: ["other"], no: ["late"])
        let history = History(builder.build())
        #expect(history.told(.starts, of: "C") == ["Mon 12:00 C starts close"])
    }

    @Test func clocksOfBranchesGivenUpAreDropped() {
        var builder = ended()
        builder.limit("until-stand", until: .item("stand"), .elapsed(Tick.minute))
        builder.limit("until-never", until: .item("never"), .elapsed(5 * Tick.hour))
        builder.limit("until-close", until: .item("close"), .elapsed(5 * Tick.hour))
        builder.limit("until-three", until: .item("three"), .elapsed(5 * Tick.hour))
        builder.limit("whole", .elapsed(5 * Tick.hour))
        let history = History(builder.build())
        #expect(
            history.told(.onTime, .late, of: "A") == [
                "Mon 10:00 A on time until-never", "Mon 10:00 A on time until-close",
                "Mon 10:00 A on time whole",
            ], "its own items and those behind the branches are leapt over; the others are given up")
    }

    @Test func theFirstBranchMayEndTheCaseBeforeTheOthersBegin() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "two", { $0.decision("no", outcomes: [Fork("void", share: 1, .end)]) },
            { $0.step("b", by: "clerk", work: hours(1)) })
        let history = History(builder.build())
        #expect(history.told(.starts, .ends) == ["Mon 09:00 A ends"])
        #expect(history.result.closed == 1)
    }

    // MARK: Limits

    @Test func limitsMayBeginAndEndInBranches() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "both", within: .elapsed(3 * Tick.hour),
            { $0.step("a", by: "clerk", work: hours(2), within: .elapsed(2 * Tick.hour)) },
            {
                $0.wait("b", for: hours(1))
                $0.step("c", by: "lawyer", work: hours(3), startsWithin: .elapsed(0))
            })
        builder.limit("a-to-c", from: .done("a"), until: .starts("c"), .elapsed(Tick.hour))
        builder.limit("to-c", from: .item("c"), until: .item("c"), .elapsed(3 * Tick.hour))
        builder.limit("joined", until: .item("both"), .elapsed(5 * Tick.hour))
        let history = History(builder.build())
        #expect(
            history.told(.onTime, .late) == [
                "Mon 10:00 A on time c", "Mon 11:00 A on time a", "Mon 13:00 A on time to-c",
                "Mon 13:00 A late both", "Mon 13:00 A on time joined",
            ])
        #expect(history.result.limits[0].cases == 1 && history.result.limits[0].casesNoneLate == 0)
    }

    @Test func earliestDueLooksAtTheOwnClockAndAtTheCases() {
        var builder = ModelBuilder()
        builder.role("clerk", 1, queue: [.earliestDue])
        builder.role("lawyer", 1)
        builder.oneCase("block", at: at(0, 8), words: ["free"])
        builder.oneCase("A", at: at(0, 9), words: ["a"])
        builder.oneCase("B", at: at(0, 9), words: ["b"])
        builder.step("first", by: "clerk", work: hours(2), only: .has("free"))
        builder.together(
            "both", only: .lacks("free"),
            { $0.step("x", by: "clerk", work: hours(1)) },
            { $0.step("y", by: "lawyer", work: hours(1), within: .elapsed(Tick.minute)) })
        builder.limit("of-a", .elapsed(9 * Tick.hour), only: .has("a"))
        builder.limit("of-b", .elapsed(8 * Tick.hour), only: .has("b"))
        #expect(History(builder.build()).order(at: "x") == "B A", "the minute is that of another branch")
    }

    @Test func aWaitInABranchStopsTheClocksOfTheCase() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "both",
            { $0.wait("answer", for: hours(4), stopsClock: true) },
            {
                $0.wait("early", for: hours(2))
                $0.wait("also", for: hours(6), stopsClock: true)
                $0.step("work", by: "clerk", work: hours(1), within: .elapsed(Tick.hour))
            })
        builder.limit("whole", .elapsed(Tick.hour))
        builder.limit("meanwhile", from: .item("also"), until: .item("work"), .elapsed(Tick.hour))
        let history = History(builder.build())
        // Both waits stop: from 9 to 17. The clock that comes at 11 begins at 17.
        #expect(
            history.told(.onTime, .late) == [
                "Mon 18:00 A on time work", "Mon 18:00 A on time meanwhile", "Mon 18:00 A on time whole",
            ])
        let durations = history.result.limits.map { $0.strata[0].duration.sum }
        #expect(durations == [Int128(Tick.hour), Int128(Tick.hour), Int128(Tick.hour)])
    }

    @Test func aLimitCeasesWhenABranchSaysSo() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9), words: ["valid"])
        builder.together(
            "both",
            {
                $0.step(
                    "look", by: "clerk", work: hours(1),
                    outcomes: [Fork("invalid", share: 1, loses: ["valid"])])
            }, { $0.wait("b", for: hours(3)) })
        builder.limit("whole", .elapsed(Tick.minute), only: .has("valid"))
        builder.limit("fine", .elapsed(Tick.minute))
        #expect(History(builder.build()).told(.onTime, .late) == ["Mon 12:00 A late fine"])
    }

    @Test func passingAndLeapingEndTheClocksOfWhatIsInside() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.oneCase("B", at: at(1, 9), words: ["jumps"])
        builder.decision(
            "where", outcomes: [Fork("away", share: 1, only: .has("jumps"), .to("close"))])
        builder.together(
            "both", only: .has("nobody"), { $0.step("a", by: "clerk", work: hours(1)) },
            { $0.step("b", by: "lawyer", work: hours(1)) })
        builder.step("close", by: "clerk", work: hours(1))
        builder.limit("a", until: .item("a"), .elapsed(0))
        builder.limit("b-done", until: .done("b"), .elapsed(0))
        #expect(
            History(builder.build()).told(.onTime, .late) == [
                "Mon 09:00 A on time a", "Tue 09:00 B on time a",
            ])
    }

    @Test func atTheBoundClocksOfBranchesAreJudged() {
        var builder = builder()
        builder.run(warmUp: 0, window: 24)
        builder.oneCase("A", at: at(0, 9))
        builder.together(
            "both",
            { $0.wait("a", for: hours(100), within: .elapsed(Tick.hour)) },
            { $0.wait("b", for: hours(100), within: .elapsed(90 * Tick.hour)) })
        builder.limit("whole", .elapsed(2 * Tick.hour))
        let result = History(builder.build()).result
        #expect(result.limits.map { $0.strata[0].late } == [1, 0, 1])
        #expect(result.limits.map(\.cases) == [1, 0, 1])
        #expect(result.openAtEnd == 1)
    }
}
