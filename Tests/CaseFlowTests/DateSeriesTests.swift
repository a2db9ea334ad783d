import CaseFlow
import SimKernel
import Testing

/// Recurring days by hand: what a wall calendar says, and how closed dates move them.
@Suite("Recurring dates")
struct DateSeriesTests {
    private let spec: CalendarSpec = {
        var spec = CalendarSpec(
            zone: .utc, hours: .rules([weekly(.mon, .fri, "09:00..12:00 13:00..17:00")]))
        spec.closed = [date("2027-01-06")...date("2027-01-07"), date("2027-01-25")...date("2027-01-25")]
        return spec
    }()
    private let from = instantOf("2027-01-01")
    private let to = instantOf("2027-04-30")

    private func dates(_ days: DateSeries.Days, until end: String = "2027-02-01") -> [String] {
        spec.instants(of: DateSeries(days: days), from: from, to: to).filter {
            $0 >= from && $0 < instantOf(end)
        }.map { ZoneOffsets.utc.local(at: $0).date.text }
    }

    @Test func weekdaysComeEveryWeekAndMoveOverClosedDates() {
        // Thursday the 7th is closed and moves to Friday; the 6th too, onto the same day.
        #expect(
            dates(.weekdays([.wed, .thu])) == [
                "2027-01-08", "2027-01-13", "2027-01-14", "2027-01-20", "2027-01-21", "2027-01-27",
                "2027-01-28",
            ])
    }

    @Test func daysOfTheMonthMoveFromWeekendsToMonday() {
        #expect(
            dates(.day(1, of: .month), until: "2027-05-01") == [
                "2027-01-01", "2027-02-01", "2027-03-01", "2027-04-01",
            ])
        // The 23rd is a Saturday and the Monday after it is closed.
        #expect(dates(.day(23, of: .month)) == ["2027-01-26"])
        #expect(
            dates(.day(31, of: .month), until: "2027-05-01") == [
                "2027-02-01", "2027-03-01", "2027-03-31", "2027-04-30",
            ])
        #expect(dates(.day(-1, of: .month), until: "2027-03-15") == ["2027-02-01", "2027-03-01"])
    }

    @Test func quartersAndYearsHaveDaysToo() {
        #expect(dates(.day(-1, of: .quarter), until: "2027-05-01") == ["2027-03-31"])
        #expect(dates(.day(40, of: .quarter), until: "2027-05-01") == ["2027-02-09"])
        #expect(dates(.day(90, of: .year), until: "2027-05-01") == ["2027-03-31"])
    }

    @Test func nthWeekdayOfAMonth() {
        #expect(
            dates(.weekday(.mon, nth: 1, of: .month), until: "2027-03-15") == [
                "2027-01-04", "2027-02-01", "2027-03-01",
            ])
        #expect(
            dates(.weekday(.fri, nth: 5, of: .month), until: "2027-05-01") == ["2027-01-29", "2027-04-30"])
        #expect(
            dates(.weekday(.mon, nth: -1, of: .month), until: "2027-03-01") == ["2027-01-26", "2027-02-22"])
    }

    @Test func withoutATimeItIsTheOpeningOrAsADueDateTheClosing() {
        let series = DateSeries(days: .weekdays([.mon]))
        let monday = instantOf("2027-01-11")
        #expect(spec.instants(of: series, from: from, to: to).contains(monday + 9 * Tick.hour))
        #expect(
            spec.instants(of: series, from: from, to: to, untimed: .closing).contains(monday + 17 * Tick.hour)
        )
        let timed = DateSeries(days: .weekdays([.mon]), from: 20 * 3600)
        #expect(spec.instants(of: timed, from: from, to: to).contains(monday + 20 * Tick.hour))
    }

    @Test func meetingsLastUntilTheirEndOrClosing() {
        let thursday = instantOf("2027-01-14")
        let afternoon = spec.meetings(
            of: DateSeries(days: .weekdays([.thu]), from: 14 * 3600, to: 16 * 3600), from: from, to: to)
        #expect(
            afternoon.interval(atOrAfter: thursday)
                == thursday + 14 * Tick.hour..<thursday + 16 * Tick.hour)
        let open = spec.meetings(
            of: DateSeries(days: .weekdays([.thu]), from: 14 * 3600), from: from, to: to)
        #expect(open.interval(atOrAfter: thursday).upperBound == thursday + 17 * Tick.hour)
        let whole = spec.meetings(of: DateSeries(days: .weekdays([.thu])), from: from, to: to)
        #expect(
            whole.interval(atOrAfter: thursday) == thursday + 9 * Tick.hour..<thursday + 17 * Tick.hour,
            "the break at noon does not end a meeting day")
        let late = spec.meetings(
            of: DateSeries(days: .weekdays([.thu]), from: 18 * 3600), from: from, to: to)
        #expect(late.intervals.isEmpty, "it would begin after closing")
    }

    @Test func aHouseThatNeverClosesMovesNothing() {
        let always = CalendarSpec(zone: Zones.berlin, hours: .always)
        let series = DateSeries(days: .weekdays([.sun]), from: 2 * 3600 + 1800)
        let instants = always.instants(of: series, from: from, to: to)
        // The clock leaps over 02:30 on 28 March: it is the leap itself.
        let leap = instants.first { $0 > instantOf("2027-03-27") }
        #expect(leap == instantOf("2027-03-28") + Tick.hour)
        #expect(instants.count == 17)
    }
}

private func instantOf(_ text: String) -> Ticks { Ticks(date(text).daysSince1970) * Tick.day }
