import CaseFlow
import SimKernel
import Testing

/// Clocks of limits: where they start and end, what they count.
@Suite("Limits")
struct EngineLimitTests {
    private func desk(_ people: Int = 9) -> Desk {
        var desk = Desk()
        desk.builder.role("clerk", people)
        return desk
    }

    private func stratum(_ history: History, _ limit: Int = 0, _ index: Int = 0)
        -> ReplicationResult.LimitCount.Stratum
    {
        history.result.limits[limit].strata[index]
    }

    // MARK: On an item

    @Test func withinRunsAnewOnEachVisit() {
        var desk = desk(1)
        desk.add("A", at(0, 9), 40 * Tick.minute)
        desk.add("B", at(0, 9, 10), 40 * Tick.minute)
        desk.step(
            "check", by: .one("clerk"), within: .all(.elapsed(Tick.hour)),
            outcomes: [Fork("again", share: 1, .to("check"), atMost: 1)])
        let history = desk.history
        #expect(
            history.told(.onTime, .late) == [
                "Mon 09:40 A on time check", "Mon 10:20 B late check", "Mon 11:00 A late check",
                "Mon 11:40 B late check",
            ])
        #expect(stratum(history).ended == 4 && stratum(history).late == 3)
        #expect(history.result.limits[0].cases == 2 && history.result.limits[0].casesNoneLate == 0)
        #expect(stratum(history).duration.sum == Int128((40 + 70 + 80 + 80) * Tick.minute))
    }

    @Test func startsWithinEndsWhenWorkBegins() {
        var desk = desk(1)
        desk.add("A", at(0, 9), 40 * Tick.minute)
        desk.add("B", at(0, 9, 10), 40 * Tick.minute)
        desk.add("C", at(0, 9, 20), 40 * Tick.minute)
        desk.step("check", by: .one("clerk"), startsWithin: .all(.elapsed(30 * Tick.minute)))
        #expect(
            desk.history.told(.onTime, .late) == [
                "Mon 09:00 A on time check", "Mon 09:40 B on time check", "Mon 10:20 C late check",
            ])
    }

    @Test func startsWithinEndsOnceThoughWorkIsHandedOver() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table, atClosing: .handOver)
        desk.add("A", at(0, 16), 2 * Tick.hour)
        desk.step("check", by: .one("clerk"), startsWithin: .all(.elapsed(30 * Tick.minute)))
        #expect(desk.history.told(.onTime, .late) == ["Mon 16:00 A on time check"])
    }

    @Test func itemPassedByStartsNoClockOfItsOwn() {
        var desk = desk()
        desk.add("A", at(0, 9), 40 * Tick.minute)
        desk.step("check", by: .one("clerk"), only: .has("x"), within: .all(.elapsed(Tick.hour)))
        let history = desk.history
        #expect(history.told(.passes) == ["Mon 09:00 A passes check"])
        #expect(history.told(.onTime, .late).isEmpty && history.result.limits[0].cases == 0)
    }

    @Test func waitMayHaveALimitToo() {
        var desk = desk()
        desk.add("A", at(0, 9))
        desk.builder.wait(
            "answer", for: .constant(3 * Tick.hour), stopsClock: true, within: .elapsed(2 * Tick.hour))
        #expect(desk.history.told(.onTime, .late) == ["Mon 12:00 A late answer"])
    }

    // MARK: Between two places

    /// one (10 min) · two (only x) · three (20 min) · four (30 min), with outcomes on `one`.
    private func flow(_ outcomes: [Fork] = [], words: [String] = []) -> Desk {
        var desk = desk()
        desk.add("A", at(0, 9), 10 * Tick.minute, words: words)
        desk.step("one", by: "clerk", outcomes: outcomes)
        desk.step("two", by: "clerk", only: .has("x"))
        desk.step("three", by: "clerk")
        desk.step("four", by: "clerk")
        return desk
    }

    private func ends(_ desk: Desk, _ from: Spot, _ until: Spot) -> [String] {
        var desk = desk
        desk.builder.limit("L", from: from, until: until, .elapsed(Tick.hour))
        return desk.history.told(.onTime, .late)
    }

    @Test func untilAnItemThatIsDone() {
        #expect(ends(flow(words: ["x"]), .arrival, .item("two")) == ["Mon 09:20 A on time L"])
        #expect(ends(flow(), .item("one"), .item("three")) == ["Mon 09:20 A on time L"])
        #expect(ends(flow(), .arrival, .end) == ["Mon 09:30 A on time L"])
    }

    @Test func untilAnItemThatLetsTheCasePassBy() {
        #expect(ends(flow(), .arrival, .item("two")) == ["Mon 09:10 A on time L"])
    }

    @Test func untilAnItemThatIsLeaptOver() {
        let leap = [Fork("leap", share: 1, .to("four"))]
        #expect(ends(flow(leap), .arrival, .item("three")) == ["Mon 09:10 A on time L"])
        #expect(ends(flow(leap, words: ["x"]), .arrival, .item("two")) == ["Mon 09:10 A on time L"])
        #expect(
            ends(flow([Fork("out", share: 1, .end)]), .item("one"), .item("four")) == [
                "Mon 09:10 A on time L"
            ])
        // The item that is leapt to is not leapt over.
        #expect(ends(flow(leap), .arrival, .item("four")) == ["Mon 09:20 A on time L"])
    }

    @Test func fromAnItemEvenIfItLetsTheCasePassBy() {
        var desk = flow()
        desk.builder.limit("L", from: .item("two"), until: .item("three"), .elapsed(10 * Tick.minute - 1))
        let history = desk.history
        #expect(history.told(.onTime, .late) == ["Mon 09:20 A late L"])
        #expect(stratum(history).duration.sum == Int128(10 * Tick.minute))
    }

    @Test func jumpOverTheBeginningStartsNothing() {
        let leap = [Fork("leap", share: 1, .to("four"))]
        #expect(ends(flow(leap), .item("three"), .end).isEmpty)
        #expect(ends(flow(leap), .item("two"), .item("four")).isEmpty)
        #expect(ends(flow(leap), .item("four"), .end) == ["Mon 09:20 A on time L"])
    }

    @Test func startsAndDoneMeanWorkItself() {
        #expect(ends(flow(), .starts("three"), .done("three")) == ["Mon 09:20 A on time L"])
        #expect(ends(flow(), .done("one"), .starts("four")) == ["Mon 09:20 A on time L"])
        // Passing by or leaping over is neither.
        #expect(ends(flow(), .arrival, .done("two")).isEmpty)
        #expect(ends(flow(), .arrival, .starts("two")).isEmpty)
        #expect(ends(flow(), .starts("two"), .end).isEmpty)
        let leap = [Fork("leap", share: 1, .to("four"))]
        #expect(ends(flow(leap), .arrival, .done("three")).isEmpty)
        #expect(ends(flow(), .done("two"), .end).isEmpty)
    }

    @Test func workBeginsAfterTheWaitInLine() {
        var desk = desk(1)
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9, 30), Tick.hour)
        desk.step("one", by: "clerk")
        desk.builder.limit("L", from: .starts("one"), until: .done("one"), .elapsed(Tick.hour))
        desk.builder.limit("M", until: .starts("one"), .elapsed(Tick.minute))
        #expect(
            desk.history.told(.onTime, .late) == [
                "Mon 09:00 A on time M", "Mon 10:00 A on time L", "Mon 10:00 B late M",
                "Mon 11:00 B on time L",
            ])
    }

    // MARK: Which cases

    @Test func clockIsDroppedUncountedWhenItsTestCeasesToHold() {
        var desk = flow([Fork("withdrawn", share: 1)])
        desk.builder.limit("L", .elapsed(Tick.minute), only: .lacks("withdrawn"))
        desk.builder.limit("M", .elapsed(Tick.hour), only: .has("withdrawn"))
        desk.builder.limit("N", from: .item("three"), .elapsed(Tick.hour), only: .has("withdrawn"))
        let history = desk.history
        // M did not hold when its clock would have started.
        #expect(history.told(.onTime, .late) == ["Mon 09:30 A on time N"])
        #expect(history.result.limits.map(\.cases) == [0, 0, 1])
    }

    @Test func lengthIsChosenWhenTheClockStarts() {
        var desk = flow(
            [Fork("grown", share: 1, loses: ["small"], becomes: "large")], words: ["small"])
        desk.builder.limit(
            "L", .split([("small", .elapsed(Tick.hour)), ("large", .elapsed(Tick.minute))], others: .none))
        desk.builder.limit(
            "M", from: .item("three"),
            .split([("small", .elapsed(Tick.hour)), ("large", .elapsed(Tick.minute))], others: .none))
        let history = desk.history
        #expect(history.told(.onTime, .late) == ["Mon 09:30 A on time L", "Mon 09:30 A late M"])
        #expect(history.result.limits[0].strata.map(\.ended) == [1, 0, 0])
        #expect(history.result.limits[1].strata.map(\.ended) == [0, 1, 0])
    }

    /// The second clock of A starts as a large one and is never ended.
    @Test func caseCountsForTheClockOfItsThatEndedLast() {
        var desk = desk()
        desk.add("A", at(0, 9), 10 * Tick.minute, words: ["small"])
        desk.step("one", by: .one("clerk"), outcomes: [Fork("out", share: 1, only: .has("large"), .end)])
        desk.step(
            "two", by: .one("clerk"),
            outcomes: [Fork("grown", share: 1, .to("one"), loses: ["small"], becomes: "large")])
        desk.builder.limit(
            "L", from: .item("one"), until: .done("two"),
            .split([("small", .elapsed(Tick.hour)), ("large", .elapsed(Tick.hour))], others: .none))
        let strata = desk.history.result.limits[0].strata
        #expect(strata.map(\.ended) == [1, 0, 0])
        #expect(strata.map(\.cases) == [1, 0, 0] && strata.map(\.casesNoneLate) == [1, 0, 0])
    }

    @Test func solveRecordsAndNoneDoesNot() {
        var desk = flow()
        desk.builder.limit("L", .solve)
        desk.builder.limit("M", .none)
        let history = desk.history
        #expect(stratum(history, 0).ended == 1 && stratum(history, 0).late == 0)
        #expect(stratum(history, 0).duration.sum == Int128(30 * Tick.minute))
        #expect(stratum(history, 1).ended == 0 && history.result.limits[1].cases == 0)
    }

    @Test func lengthMayBeANumberOfTheCase() {
        var desk = flow()
        desk.builder.number("patience", .all(.constant(30 * Tick.minute)))
        desk.builder.limit("L", .number(0))
        desk.builder.limit("M", until: .item("four"), .number(0))
        #expect(desk.history.told(.onTime, .late) == ["Mon 09:30 A on time M", "Mon 09:30 A on time L"])
        desk.builder = desk.builder.with(number: "patience", .constant(30 * Tick.minute - 1))
        #expect(desk.history.told(.onTime, .late) == ["Mon 09:30 A late M", "Mon 09:30 A late L"])
    }

    // MARK: On return

    private func returning(startsOver: Bool) -> History {
        var desk = desk()
        desk.add("A", at(0, 9), 10 * Tick.minute)
        desk.step("one", by: "clerk")
        desk.step("two", by: "clerk", outcomes: [Fork("again", share: 1, .to("one"), atMost: 1)])
        desk.step("three", by: "clerk")
        desk.builder.limit(
            "L", from: .item("one"), until: .item("three"), .elapsed(Tick.hour), startsOver: startsOver)
        return desk.history
    }

    @Test func onReturnTheClockGoesOnOrStartsOver() {
        #expect(stratum(returning(startsOver: false)).duration.sum == Int128(50 * Tick.minute))
        #expect(stratum(returning(startsOver: true)).duration.sum == Int128(30 * Tick.minute))
        #expect(stratum(returning(startsOver: true)).ended == 1)
    }

    @Test func clockThatHasEndedStartsAnewOnReturn() {
        var desk = desk()
        desk.add("A", at(0, 9), 10 * Tick.minute)
        desk.step("one", by: "clerk")
        desk.step("two", by: "clerk", outcomes: [Fork("again", share: 1, .to("one"), atMost: 2)])
        desk.builder.limit("L", from: .item("one"), until: .item("two"), .elapsed(20 * Tick.minute))
        let history = desk.history
        #expect(stratum(history).ended == 3 && stratum(history).late == 0)
        #expect(stratum(history).cases == 1 && stratum(history).casesNoneLate == 1)
    }

    // MARK: A stopped clock

    /// Monday 10:00: an hour of work, 73 hours of waiting, then work of this length.
    private func stopped(_ last: Ticks, _ length: LimitLength, stops: Bool = true) -> History {
        var builder = ModelBuilder()
        builder.dueCalendar = Hours.office.dueTable
        builder.role("clerk", 1)
        builder.oneCase("A", at: at(0, 10))
        builder.step("one", by: "clerk", work: .constant(Tick.hour))
        builder.wait("answer", for: .constant(73 * Tick.hour), stopsClock: stops)
        builder.step("two", by: "clerk", work: .constant(last))
        builder.limit("L", length)
        return History(builder.build())
    }

    @Test func stoppedClockKeepsWhatIsLeftOfPlainTime() {
        let length = LimitLength.elapsed(4 * Tick.hour)
        let onTime = stopped(3 * Tick.hour, length)
        #expect(onTime.told(.onTime, .late) == ["Thu 15:00 A on time L"])
        #expect(stratum(onTime).duration.sum == Int128(4 * Tick.hour))
        #expect(stopped(3 * Tick.hour + 1, length).told(.late) == ["Thu 15:00+1us A late L"])
        #expect(stopped(Tick.hour, length, stops: false).told(.late) == ["Thu 13:00 A late L"])
    }

    @Test func stoppedClockKeepsWhatIsLeftOfWorkingDays() {
        // Due Wednesday 17:00; at 11:00 on Monday 19 working hours are left. From Thursday 12:00 they
        // reach Tuesday 10:00, which is 118 hours later.
        let length = LimitLength.length(.workingDays(2, .fromTheNextDay))
        #expect(stopped(118 * Tick.hour, length).told(.onTime, .late) == ["Tue+1 10:00 A on time L"])
        #expect(stopped(118 * Tick.hour + 1, length).told(.late) == ["Tue+1 10:00+1us A late L"])
    }

    @Test func stoppedClockKeepsWhatIsLeftOfWorkingHours() {
        // Eight working hours from Monday 10:00, one used: seven left, Thursday 13:00 to Friday 12:00...
        // that is four on Thursday and three on Friday.
        let length = LimitLength.working(8 * Tick.hour)
        #expect(stopped(24 * Tick.hour, length).told(.onTime, .late) == ["Fri 12:00 A on time L"])
        #expect(stopped(24 * Tick.hour + 1, length).told(.late) == ["Fri 12:00+1us A late L"])
    }

    @Test func clockThatWasLateBeforeItStoppedStaysLate() {
        #expect(stopped(0, .elapsed(30 * Tick.minute)).told(.onTime, .late) == ["Thu 12:00 A late L"])
    }

    @Test func solveLeavesTheStoppedTimeOut() {
        #expect(stratum(stopped(Tick.hour, .solve)).duration.sum == Int128(2 * Tick.hour))
    }

    @Test func clockMayStopMoreThanOnce() {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.oneCase("A", at: at(0, 9))
        builder.wait("answer", for: .constant(10 * Tick.hour), stopsClock: true)
        builder.step(
            "read", by: "clerk", work: .constant(Tick.hour),
            outcomes: [Fork("unclear", share: 1, .to("answer"), atMost: 2)])
        builder.limit("L", .elapsed(3 * Tick.hour))
        let history = History(builder.build())
        #expect(history.told(.onTime, .late) == ["Tue 18:00 A on time L"])
        #expect(stratum(history).duration.sum == Int128(3 * Tick.hour))
    }
}
