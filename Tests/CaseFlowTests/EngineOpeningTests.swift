import CaseFlow
import SimKernel
import Testing

/// Cases that are open when the run begins.
@Suite("Opening backlog")
struct EngineOpeningTests {
    /// The run begins on Monday at eight.
    private func builder(_ staff: Int = 1, queue: [OrderRule] = []) -> ModelBuilder {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 8), windowStart: at(0, 8), windowEnd: at(14, 8), bound: at(28, 8))
        builder.role("clerk", staff, queue: queue)
        // Of its cases only the backlog is left.
        builder.arrive("old", .none)
        builder.oneCase("A", at: at(0, 9), words: ["w"])
        return builder
    }

    private func history(_ builder: ModelBuilder, isNamed: Bool = false, _ change: (inout Model) -> Void)
        -> History
    {
        var model = builder.build()
        change(&model)
        return History(isNamed ? model.namingPeople : model)
    }

    @Test(arguments: [false, true]) func theyStandInLineInTheOrderOfTheList(isNamed: Bool) {
        var builder = builder()
        builder.step("check", by: "clerk", work: .constant(2 * Tick.hour))
        let history = history(builder, isNamed: isNamed) {
            $0.open(at: "check", arrived: at(0, 3), since: at(0, 7))
            $0.open(at: "check", arrived: at(0, 2), since: at(0, 5))
        }
        #expect(
            history.told(.arrives, .comes, .starts, .done) == [
                "Mon 08:00 ~check arrives", "Mon 08:00 ~check comes to check", "Mon 08:00 ~check2 arrives",
                "Mon 08:00 ~check2 comes to check", "Mon 08:00 ~check starts check", "Mon 09:00 A arrives",
                "Mon 09:00 A comes to check", "Mon 10:00 ~check done check", "Mon 10:00 ~check2 starts check",
                "Mon 12:00 ~check2 done check", "Mon 12:00 A starts check", "Mon 14:00 A done check",
            ])
        let result = history.result
        #expect(result.arrived == 3 && result.closed == 3)
        #expect(result.turnaround.sum == Int128((7 + 10 + 5) * Tick.hour), "from their own arrivals")
        #expect(result.roles[0].waiting.sum == Int128(5 * Tick.hour), "waits from the run's start")
        #expect(result.roles[0].queueIntegral == Int128(5 * Tick.hour))
        #expect(result.backlog.integral == Int128((2 + 4 + 5) * Tick.hour))
        #expect(result.backlog.atWindowStart == 2 && result.backlog.peak == 3)
        #expect(result.opening?.cases == 2 && result.opening?.cleared == at(0, 12))
        #expect(result.opening?.weekly == [0, 0])
    }

    @Test func anOrderByAgeKnowsTheirAges() {
        var builder = builder(queue: [.oldestCase])
        builder.step("check", by: "clerk", work: .constant(2 * Tick.hour))
        let history = history(builder) {
            $0.open(at: "check", arrived: at(0, 3))
            $0.open(at: "check", arrived: at(0, 2))
        }
        #expect(
            history.told(.starts).prefix(2) == [
                "Mon 08:00 ~check2 starts check", "Mon 10:00 ~check starts check",
            ], "all of them are there before anything starts")
    }

    // MARK: Clocks

    @Test func clocksRunFromTheirOwnStarts() {
        var builder = builder()
        builder.step("check", by: "clerk", work: .constant(2 * Tick.hour), within: .elapsed(4 * Tick.hour))
        builder.limit("whole", .elapsed(10 * Tick.hour))
        builder.limit("bad", .elapsed(Tick.hour), only: .has("w"))
        let history = history(builder) {
            $0.open(
                at: "check", arrived: at(0, 1), since: at(0, 5),
                clocks: [("whole", at(0, 1)), ("check", at(0, 5)), ("bad", at(0, 1))])
            $0.open(at: "check", arrived: at(0, 1), clocks: [("whole", at(0, 1))])
        }
        #expect(
            history.told(.onTime, .late).prefix(3) == [
                "Mon 10:00 ~check late check", "Mon 10:00 ~check on time whole",
                "Mon 12:00 ~check2 late whole",
            ], "nobody starts the clock of the second one's step, and 'bad' holds for neither")
        let own = history.result.limits[0].strata[0]
        #expect(own.ended == 2 && own.duration.sum == Int128(10 * Tick.hour))
    }

    @Test func aClockOfANumberAndOneByClass() {
        var builder = builder()
        builder.number("promise", .all(.constant(3 * Tick.hour)))
        builder.step("check", by: "clerk", work: .constant(2 * Tick.hour))
        builder.limit("kept", .number(0))
        builder.limit(
            "split", .split([("w", .elapsed(20 * Tick.hour))], others: .elapsed(2 * Tick.hour)))
        let history = history(builder) {
            $0.open(
                at: "check", arrived: at(0, 4), words: ["w"], numbers: [("promise", 6 * Tick.hour)],
                clocks: [("kept", at(0, 4)), ("split", at(0, 4))])
            $0.open(
                at: "check", arrived: at(0, 4), numbers: [("promise", 7 * Tick.hour)],
                clocks: [("kept", at(0, 4)), ("split", at(0, 4))])
        }
        #expect(
            history.told(.onTime, .late).prefix(4) == [
                "Mon 10:00 ~check on time kept", "Mon 10:00 ~check on time split",
                "Mon 12:00 ~check2 late kept", "Mon 12:00 ~check2 late split",
            ])
    }

    // MARK: Waits

    @Test func aWaitGoesOnWithWhatIsLeft() {
        var builder = builder()
        builder.dueCalendar = Hours.office.dueTable
        builder.wait("post", for: .constant(10 * Tick.hour))
        builder.wait("reply", for: .constant(5 * Tick.hour), working: true)
        builder.number("day", .all(.constant(30 * Tick.hour)))
        builder.wait("until", until: .number("day"))
        let friday = at(0, 16) - 3 * Tick.day
        let history = history(builder) {
            $0.open(at: "post", arrived: at(0, 1), since: at(0, 4))
            $0.open(at: "reply", arrived: friday, since: friday)
            $0.open(at: "until", arrived: at(0, 4))
            $0.open(at: "until", arrived: at(0, 4) - 2 * Tick.day)
            $0.open(at: "post", arrived: at(0, 1) - Tick.day, since: at(0, 1) - Tick.day)
        }
        #expect(
            history.told(.done).filter { $0.contains("~") }.prefix(8) == [
                "Mon 08:00 ~until2 done until", "Mon 08:00 ~post2 done post", "Mon 14:00 ~post done post",
                "Mon 14:00 ~reply done reply", "Mon 14:00 ~reply done until", "Mon 15:00 ~post2 done reply",
                "Mon 15:00 ~post2 done until", "Tue 10:00 ~until done until",
            ], "one working hour of Friday is behind it: nine to twelve, and one from one on")
    }

    @Test func itsLengthIsDrawnAmongThoseAboveWhatHasPassed() {
        var builder = builder()
        builder.wait("post", for: .observed([1, 5, 9].map { $0 * Double(Tick.hour) }))
        let history = history(builder) {
            for _ in 0..<400 { $0.open(at: "post", arrived: at(0, 4)) }
        }
        let ends = history.lines.filter { $0.moment == .done && $0.who != "A" }.map(\.time)
        let early = ends.filter { $0 == at(0, 9) }.count
        #expect(early + ends.filter { $0 == at(0, 13) }.count == 400)
        #expect(early > 150 && early < 250)
    }

    /// Exponential: what has passed says nothing about the rest.
    @Test func anExponentialWaitForgets() {
        var builder = builder()
        builder.wait("post", for: .exponential(hours: 10))
        let history = history(builder) {
            for _ in 0..<2_000 { $0.open(at: "post", arrived: at(0, 8) - 3 * Tick.day) }
        }
        let rests = history.lines.filter { $0.moment == .done && $0.who != "A" }.map {
            Double($0.time - at(0, 8)) / Double(Tick.hour)
        }
        let mean = rests.reduce(0, +) / Double(rests.count)
        #expect(rests.count == 2_000 && abs(mean - 10) < 4 * 10 / 2_000.0.squareRoot())
    }

    // MARK: Places and words

    /// The decision is not asked whether it is for them, what comes after it is.
    @Test func fromADecisionTheyGoOnAtOnce() {
        var builder = builder()
        builder.decision(
            "look", only: .has("w"),
            outcomes: [Fork("found", share: 1, only: .has("w")), Fork("other", share: 1, only: .lacks("w"))])
        builder.together(
            "both", only: .has("found"), { $0.wait("x", for: .constant(Tick.hour)) },
            { $0.wait("y", for: .constant(2 * Tick.hour)) })
        let history = history(builder) {
            $0.open(at: "look", arrived: at(0, 1), words: ["w"])
            $0.open(at: "look", arrived: at(0, 1))
        }
        #expect(
            history.told(.passes, .ends).filter { $0.contains("~") } == [
                "Mon 08:00 ~look2 passes both", "Mon 08:00 ~look2 ends", "Mon 10:00 ~look ends",
            ])
        #expect(history.result.opening?.cleared == at(0, 10) && history.result.openAtEnd == 0)
    }

    @Test func atBranchesTheyBeginAllOfThem() {
        var builder = builder()
        builder.together(
            "both", only: .has("w"), within: .elapsed(4 * Tick.hour),
            { $0.step("x", by: "clerk", work: .constant(Tick.hour), only: .has("w")) },
            { $0.wait("y", for: .constant(2 * Tick.hour)) })
        let history = history(builder) {
            $0.open(at: "both", arrived: at(0, 1), since: at(0, 5), clocks: [("both", at(0, 5))])
        }
        #expect(
            history.told(.passes, .late, .ends).filter { $0.contains("~") } == [
                "Mon 08:00 ~both passes x", "Mon 10:00 ~both late both", "Mon 10:00 ~both ends",
            ], "their clock is the one of the list, and the items inside are asked")
    }

    @Test func theirPlaceIsNotAskedWhetherItIsForThem() {
        var builder = builder()
        builder.step(
            "check", by: "clerk", work: .constant(Tick.hour), only: .lacks("w"),
            outcomes: [Fork("again", share: 1, .to("check"), atMost: 1)])
        let history = history(builder) { $0.open(at: "check", arrived: at(0, 1), words: ["w"]) }
        #expect(
            history.told(.starts, .passes).prefix(2) == [
                "Mon 08:00 ~check starts check", "Mon 09:00 ~check passes check",
            ], "but the next time it is")
    }

    @Test func whatIsNotKnownIsDrawnForEach() {
        var builder = builder()
        builder.mix([("x", 0.5), ("y", 0.5)])
        builder.number("amount", .all(.uniform(hours: 0, 1)))
        builder.step("check", by: "clerk", work: .constant(Tick.minute))
        var model = builder.build()
        for _ in 0..<100 { model.open(at: "check", arrived: at(0, 1)) }
        for _ in 0..<10 { model.open(at: "check", arrived: at(0, 1), words: ["x"]) }
        let history = History(model)
        let words = history.lines.filter { $0.moment == .arrives && $0.who != "A" }.map {
            UInt64(bitPattern: $0.value)
        }
        let both = model.word("x") | model.word("y")
        #expect(words.allSatisfy { ($0 & both).nonzeroBitCount == 1 })
        let drawn = words.prefix(100).filter { $0 & model.word("x") != 0 }.count
        #expect(drawn > 25 && drawn < 75)
        #expect(words.suffix(10).allSatisfy { $0 & model.word("x") != 0 })
        #expect(History(model).told() == history.told())
    }

    // MARK: Figures

    @Test func whatIsStillOpenEachWeekAndAtTheBound() {
        var builder = builder()
        builder.step("check", by: "clerk", work: .constant(Tick.day))
        builder.wait("forever", for: .constant(1_000 * Tick.day), only: .has("x"))
        func opening(_ words: [String]) -> ReplicationResult.Opening? {
            history(builder) {
                for _ in 0..<9 { $0.open(at: "check", arrived: at(0, 1)) }
                if !words.isEmpty { $0.open(at: "check", arrived: at(0, 1), words: words) }
            }.result.opening
        }
        builder.arrive("none", .none, words: ["x"])
        #expect(opening([])?.weekly == [3, 0] && opening([])?.cleared == at(9, 8))
        #expect(opening(["x"])?.weekly == [4, 1] && opening(["x"])?.cleared == nil)
        #expect(opening(["x"])?.cases == 10)
    }

    @Test func littlesLawHoldsFromTheRunsStart() {
        var model = EngineConservationTests.fromEmptyToEmpty()
        let start = model.horizon.start
        let place = model.ops[0].label.id
        for k in 0..<20 { model.open(at: place, arrived: start - Ticks(k) * Tick.hour) }
        let result = simulate(model, seed: 5, replication: 1)
        #expect(result.openAtEnd == 0 && result.arrived > 300)
        let before = Int128((0..<20).reduce(0) { $0 + Ticks($1) * Tick.hour })
        #expect(result.backlog.integral == result.turnaround.sum - before)
        #expect(result.roles[0].queueIntegral == result.roles[0].waiting.sum)
    }
}
