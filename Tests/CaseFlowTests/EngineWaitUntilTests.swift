import CaseFlow
import SimKernel
import Testing

/// Waits until a date or an instant of the case, and tests that ask the hours.
@Suite("Waits until, while open")
struct EngineWaitUntilTests {
    private func ends(_ until: Until, arrives: Ticks, first: Int64 = 0) -> [String] {
        var builder = ModelBuilder()
        builder.dueCalendar = Hours.office.dueTable
        builder.number("last-day", .all(.constant(4 * Tick.day)))
        builder.oneCase("A", at: arrives)
        builder.wait("first", for: .constant(first * Tick.hour))
        builder.wait("w", until: until)
        return History(builder.build()).told(.ends)
    }

    @Test func theNextDateIsTheFirstAtOrAfterComing() {
        let dates = [at(0, 9), at(1, 9), at(7, 9)]
        #expect(ends(.next(dates), arrives: at(0, 8)) == ["Mon 09:00 A ends"])
        #expect(ends(.next(dates), arrives: at(0, 9)) == ["Mon 09:00 A ends"], "at that very instant at once")
        #expect(ends(.next(dates), arrives: at(0, 9) + 1) == ["Tue 09:00 A ends"])
        #expect(ends(.next(dates), arrives: at(2, 0)) == ["Mon+1 09:00 A ends"])
        #expect(ends(.next(dates), arrives: at(8, 0)) == [], "there is none any more")
    }

    @Test func aLengthOfTheCaseRunsFromItsArrival() {
        #expect(ends(.number("last-day"), arrives: at(0, 8), first: 5) == ["Fri 08:00 A ends"])
        #expect(
            ends(.number("last-day"), arrives: at(0, 8), first: 100) == ["Fri 12:00 A ends"], "past: at once")
    }

    @Test func aLengthBeforeItIsCountedBackward() {
        // The last day is Friday 10:13.
        func until(_ length: Length) -> [String] { ends(.before(length, "last-day"), arrives: at(0, 10, 13)) }
        #expect(until(.elapsed(24 * Tick.hour)) == ["Thu 10:13 A ends"])
        #expect(until(.working(2 * Tick.hour)) == ["Thu 16:13 A ends"])
        #expect(until(.workingDays(2, .fromTheNextDay)) == ["Wed 09:00 A ends"])
        #expect(until(.workingDays(2, .fromTheSameDay)) == ["Thu 09:00 A ends"])
        #expect(until(.workingDays(1, .byTheHour)) == ["Thu 10:13 A ends"])
        #expect(until(.workingDays(3, .toTheSameTime)) == ["Tue 10:13 A ends"])
        #expect(until(.days(2, .toMidnight)) == ["Wed 00:00 A ends"])
        #expect(until(.workingDays(20, .fromTheNextDay)) == ["Mon 10:13 A ends"], "past: at once")
    }

    @Test func testsAskTheHoursOfTheirInstant() {
        var builder = ModelBuilder()
        builder.dueCalendar = Hours.office.dueTable
        builder.role("clerk", 9)
        for (name, instant) in [("A", at(0, 9)), ("B", at(0, 12)), ("C", at(0, 17)), ("D", at(5, 10))] {
            builder.oneCase(name, at: instant)
        }
        builder.step("day", by: "clerk", work: .constant(Tick.minute), only: .whileOpen)
        builder.step("night", by: "clerk", work: .constant(Tick.minute), only: .whileClosed)
        #expect(
            History(builder.build()).told(.starts) == [
                "Mon 09:00 A starts day", "Mon 12:00 B starts night", "Mon 17:00 C starts night",
                "Sat 10:00 D starts night",
            ], "open at opening, closed at noon and at closing time")
    }

    @Test func hoursMayBeOneTermOfMany() {
        var builder = ModelBuilder()
        builder.dueCalendar = Hours.office.dueTable
        builder.role("clerk", 9)
        builder.oneCase("A", at: at(0, 10), words: ["urgent"])
        builder.oneCase("B", at: at(0, 11))
        builder.oneCase("C", at: at(0, 18), words: ["urgent"])
        builder.oneCase("D", at: at(0, 19))
        var both = Only.has("urgent")
        both.closed = true
        var either = both
        either.any = true
        builder.step("both", by: "clerk", work: .constant(0), only: both)
        builder.step("either", by: "clerk", work: .constant(0), only: either)
        let history = History(builder.build())
        #expect(history.order(at: "both") == "C" && history.order(at: "either") == "A C D")
    }
}
