import CaseFlow
import SimKernel
import Testing

/// Which cases count, and until when: those that arrive in the window are followed to their end.
@Suite("Cohort and window")
struct EngineWindowTests {
    /// A case every hour from nine; the window is Monday 12:00 to 18:00, the bound midnight.
    private func builder(people: Int = 1_000) -> ModelBuilder {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 8), windowStart: at(0, 12), windowEnd: at(0, 18), bound: at(1, 0))
        builder.role("clerk", people)
        builder.arrive("case", .renewal(Quantity.constant(Tick.hour).table, from: at(0, 8)))
        return builder
    }

    @Test func casesThatArriveInTheWindowAreTheCohort() {
        var builder = builder()
        builder.step("check", by: "clerk", work: .constant(90 * Tick.minute), within: .elapsed(2 * Tick.hour))
        let history = History(builder.build())
        let result = history.result
        // 12:00 to 17:00; the one of 18:00 is no more in it.
        #expect(result.arrived == 6 && result.closed == 6 && result.openAtEnd == 0)
        #expect(result.turnaround.count == 6 && result.turnaround.sum == Int128(9 * Tick.hour))
        #expect(result.limits[0].strata[0].ended == 6)
        #expect(result.steps[0].visits == 6 && result.steps[0].waiting.count == 6)
        // Arrivals go on until the last of them has ended, at 18:30.
        #expect(history.told(.arrives).last == "Mon 18:00 case9 arrives")
    }

    @Test func useOfPeopleAndBacklogAreThoseOfTheWindow() {
        var builder = builder()
        builder.step("check", by: "clerk", work: .constant(90 * Tick.minute))
        let result = simulate(builder.build(), seed: 1, replication: 0)
        // Always one case and half of the time a second one.
        #expect(result.backlog.integral == Int128(9 * Tick.hour))
        #expect(result.roles[0].busy == Int128(9 * Tick.hour))
        #expect(result.roles[0].onDuty == Int128(6_000 * Tick.hour))
        #expect(result.backlog.peak == 2)
        #expect(result.backlog.atWindowStart == 1 && result.backlog.atWindowEnd == 1)
        #expect(result.backlog.weekly.isEmpty)
    }

    @Test func caseStillOpenAtTheBoundIsReportedAsSuch() {
        var builder = builder(people: 1)
        builder.step(
            "check", by: "clerk", work: .constant(3 * Tick.hour), within: .elapsed(6 * Tick.hour))
        let result = simulate(builder.build(), seed: 1, replication: 0)
        // Starts 9, 12, 15, 18, 21: the cases of 9 to 13. Of the cohort 12 ends at 21:00, 13 at midnight.
        #expect(result.arrived == 6)
        #expect(result.closed + result.openAtEnd == 6)
        #expect(result.closed == 1)
        let count = result.limits[0].strata[0]
        // 12 took nine hours; at midnight those of 13 to 17 are seven hours old and more.
        #expect(count.ended == 6 && count.late == 6)
        #expect(result.limits[0].cases == 6 && result.limits[0].casesNoneLate == 0)
    }

    @Test func clockNotYetDueAtTheBoundIsNotCounted() {
        var builder = builder(people: 1)
        builder.step(
            "check", by: "clerk", work: .constant(3 * Tick.hour), within: .elapsed(9 * Tick.hour))
        let result = simulate(builder.build(), seed: 1, replication: 0)
        let count = result.limits[0].strata[0]
        // 12 ends nine hours old; 13 and 14 are past due at midnight, 15 is due then, 16 and 17 later.
        #expect(count.ended == 3 && count.late == 2)
        #expect(result.openAtEnd == 5 && result.limits[0].cases == 3)
    }

    @Test func overloadEndsAtTheBound() {
        var builder = builder(people: 1)
        builder.step("check", by: "clerk", work: .constant(3 * Tick.hour))
        let history = History(builder.build())
        #expect(history.lines.allSatisfy { $0.time < at(1, 0) })
        #expect(history.result.roles[0].busy == Int128(6 * Tick.hour))
        // The line: eight arrivals by 16:00 and so on; counted again from the trace.
        var integral: Int128 = 0
        var since: [String: Ticks] = [:]
        for line in history.lines where line.moment == .comes { since[line.who] = line.time }
        for (who, came) in since {
            let began = history.lines.first { $0.moment == .starts && $0.who == who }?.time ?? .max
            integral += Int128(max(0, min(began, at(0, 18)) - max(came, at(0, 12))))
        }
        #expect(history.result.roles[0].queueIntegral == integral)
    }

    @Test func weeklyBacklogIsTakenAtTheEndOfEachWholeWeek() {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 0), windowStart: at(0, 0), windowEnd: at(24, 0), bound: at(60, 0))
        builder.role("clerk", 1_000)
        builder.arrive("case", .renewal(Quantity.constant(Tick.day).table, from: at(0, 0)))
        builder.step("check", by: "clerk", work: .constant(10 * Tick.day))
        // At midnight of day 7 the cases of days 1 to 6 are open, that of day 7 comes a moment later.
        #expect(simulate(builder.build(), seed: 1, replication: 0).backlog.weekly == [6, 10, 10])
    }

    @Test func weekThatEndsWithTheTailIsNoneOfTheWindow() {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 0), windowStart: at(0, 0), windowEnd: at(3, 0), bound: at(7, 0))
        builder.role("clerk", 1)
        builder.oneCase("A", at: at(1, 0))
        builder.step("check", by: "clerk", work: .constant(10 * Tick.day))
        let result = simulate(builder.build(), seed: 1, replication: 0)
        #expect(result.backlog.weekly.isEmpty && result.backlog.atWindowEnd == 1)
    }

    /// Its clock was late when the wait stopped it; the wait is no part of what it measured.
    @Test func clockStoppedAtTheBoundMeasuresWhatRanBefore() {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 8), windowStart: at(0, 8), windowEnd: at(0, 18), bound: at(1, 0))
        builder.oneCase("A", at: at(0, 9))
        builder.wait("first", for: .constant(2 * Tick.hour))
        builder.wait("answer", for: .constant(20 * Tick.hour), stopsClock: true)
        builder.limit("whole", .elapsed(Tick.hour))
        let count = simulate(builder.build(), seed: 1, replication: 0).limits[0].strata[0]
        #expect(count.ended == 1 && count.late == 1)
        #expect(count.duration.sum == Int128(2 * Tick.hour))
    }

    @Test func backlogOfTheWindowStartIsAPeakToo() {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 0), windowStart: at(0, 12), windowEnd: at(1, 0), bound: at(2, 0))
        builder.role("clerk", 10)
        for name in ["A", "B", "C"] { builder.oneCase(name, at: at(0, 9)) }
        builder.step("check", by: "clerk", work: .constant(4 * Tick.hour))
        let result = simulate(builder.build(), seed: 1, replication: 0)
        #expect(result.backlog.peak == 3 && result.backlog.atWindowStart == 3)
        #expect(result.backlog.integral == Int128(3 * Tick.hour))
    }

    @Test func arrivalsAfterTheWindowKeepTheLineAsLongAsItIsForTheCohort() {
        // Urgent cases that come after the window go before the cohort's last case.
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 8), windowStart: at(0, 9), windowEnd: at(0, 10), bound: at(2, 0))
        builder.role("clerk", 1, queue: [.first("urgent")])
        builder.oneCase("A", at: at(0, 9))
        builder.oneCase("B", at: at(0, 9, 30))
        builder.oneCase("U", at: at(0, 10), words: ["urgent"])
        builder.oneCase("V", at: at(0, 11), words: ["urgent"])
        builder.step("check", by: "clerk", work: .constant(90 * Tick.minute))
        let history = History(builder.build())
        #expect(history.order(at: "check") == "A U V B")
        #expect(history.result.arrived == 2 && history.result.closed == 2)
    }

    /// Nobody ever comes back on duty: no event is left, but time goes on to the bound.
    @Test func caseThatNobodyWillTakeWaitsToTheEnd() {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 8), windowStart: at(0, 8), windowEnd: at(1, 0), bound: at(2, 0))
        let hours = WorkCalendar(intervals: [at(0, 9)..<at(0, 10)])
        builder.role("clerk", 1, hours: hours, atClosing: .finish)
        builder.oneCase("A", at: at(0, 9))
        builder.oneCase("B", at: at(0, 12))
        builder.step("check", by: "clerk", work: .constant(2 * Tick.hour), within: .elapsed(20 * Tick.hour))
        let result = simulate(builder.build(), seed: 1, replication: 0)
        #expect(result.closed == 1 && result.openAtEnd == 1)
        #expect(result.roles[0].queueIntegral == Int128(12 * Tick.hour))
        #expect(result.backlog.integral == Int128(14 * Tick.hour) && result.backlog.atWindowEnd == 1)
        #expect(result.limits[0].strata[0].ended == 2 && result.limits[0].strata[0].late == 1)
    }

    @Test func brakeStopsARunAndSaysSo() {
        var builder = ModelBuilder()
        builder.run(warmUp: 0, window: 100)
        builder.role("clerk", 3)
        builder.poisson(perHour: 100)
        builder.step("check", by: "clerk", work: .exponential(hours: 0.01))
        let model = builder.build()
        let braked = simulate(model, seed: 1, replication: 0, brake: Brake(maxEvents: 10_000))
        #expect(braked.stopped && braked.events >= 10_000 && braked.events < 20_000)
        let flag = StopFlag()
        flag.raise()
        #expect(simulate(model, seed: 1, replication: 0, brake: Brake(flag: flag)).events < 10_000)
        #expect(!simulate(model, seed: 1, replication: 0).stopped)
    }
}
