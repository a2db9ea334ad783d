import CaseFlow
import SimKernel
import Testing

/// Due instants worked by hand.
@Suite struct CalendarDueTests {
    struct Example: Sendable, CustomTestStringConvertible {
        let from: String
        let length: Length
        let due: String
        let pauses: [(String, String)]

        init(_ from: String, _ length: Length, _ due: String, paused: [(String, String)] = []) {
            self.from = from
            self.length = length
            self.due = due
            pauses = paused
        }

        var testDescription: String { "\(from) \(length) \(pauses.isEmpty ? "" : "paused \(pauses)")" }
    }

    private func check(_ example: Example, _ calendar: CalendarSpec) {
        let zone = calendar.zone
        let from = zone.instant(text: example.from)!
        let pauses = example.pauses.map { zone.instant(text: $0)!..<zone.instant(text: $1)! }
        let due = calendar.due(from: from, within: example.length, pauses: pauses)
        #expect(zone.text(of: due) == example.due)
        guard pauses.isEmpty, case .working(let work) = example.length else { return }
        #expect(calendar.between(from, due).working == work, "working time up to the due instant")
    }

    // MARK: An office in Shanghai

    /// Eight hours with a lunch break; New Year, spring festival and a make-up Saturday in 2027.
    private static let office = CalendarSpec(
        zone: Zones.shanghai, hours: .rules([weekly(.mon, .fri, "09:00..12:00 13:00..18:00")]),
        closed: [
            date("2027-01-01")...date("2027-01-01"), date("2027-02-06")...date("2027-02-12"),
        ],
        open: [OpenDay(date: date("2027-02-20"))])

    @Test(arguments: [
        // Friday 16:30 and two working days: Monday and Tuesday.
        Example("2026-03-06T16:30", days(2, .fromTheNextDay), "2026-03-10T18:00:00+08:00"),
        // Friday is day one, Monday day two.
        Example("2026-03-06T16:30", days(2, .fromTheSameDay), "2026-03-09T18:00:00+08:00"),
        // 16 hours: 1.5 on Friday, 8 on Monday, 6.5 on Tuesday.
        Example("2026-03-06T16:30", days(2, .byTheHour), "2026-03-10T16:30:00+08:00"),
        Example("2026-03-06T16:30", days(2, .toTheSameTime), "2026-03-10T16:30:00+08:00"),
        // Half a day is 4 hours: 1.5 on Friday, 2.5 on Monday.
        Example("2026-03-06T16:30", days(0.5, .byTheHour), "2026-03-09T11:30:00+08:00"),
        // Over the weekends: ten working days are two weeks.
        Example("2026-03-06T16:30", days(10, .fromTheNextDay), "2026-03-20T18:00:00+08:00"),
        // The last minute of Friday still makes it day one …
        Example("2026-03-06T17:59", days(1, .fromTheSameDay), "2026-03-06T18:00:00+08:00"),
        // … closing time does not: the office is closed then.
        Example("2026-03-06T18:00", days(1, .fromTheSameDay), "2026-03-09T18:00:00+08:00"),
        Example("2026-03-06T18:00", days(1, .fromTheNextDay), "2026-03-09T18:00:00+08:00"),
        // Moved forward to Monday 09:00, then one day later.
        Example("2026-03-06T18:00", days(1, .toTheSameTime), "2026-03-10T09:00:00+08:00"),
        // On a Saturday: day one is Monday, whoever counts.
        Example("2026-03-07T10:00", days(1, .fromTheNextDay), "2026-03-09T18:00:00+08:00"),
        Example("2026-03-07T10:00", days(1, .fromTheSameDay), "2026-03-09T18:00:00+08:00"),
        Example("2026-03-07T10:00", days(1, .byTheHour), "2026-03-09T18:00:00+08:00"),
        Example("2026-03-07T10:00", days(1, .toTheSameTime), "2026-03-10T09:00:00+08:00"),
        // Monday at night: the day of the event is still Monday, and it has closed.
        Example("2026-03-09T23:00", days(1, .fromTheNextDay), "2026-03-10T18:00:00+08:00"),
        Example("2026-03-09T23:00", days(1, .fromTheSameDay), "2026-03-10T18:00:00+08:00"),
        // Tuesday before opening: it is Tuesday.
        Example("2026-03-10T06:00", days(1, .fromTheNextDay), "2026-03-11T18:00:00+08:00"),
        Example("2026-03-10T06:00", days(1, .fromTheSameDay), "2026-03-10T18:00:00+08:00"),
        Example("2026-03-10T06:00", days(1, .toTheSameTime), "2026-03-11T09:00:00+08:00"),
        // In the lunch break: moved forward to 13:00.
        Example("2026-03-10T12:30", days(1, .toTheSameTime), "2026-03-11T13:00:00+08:00"),
        Example("2026-03-10T12:30", days(1, .fromTheSameDay), "2026-03-10T18:00:00+08:00"),
        // Nothing is due at once, even at night.
        Example("2026-03-10T23:00", days(0, .fromTheNextDay), "2026-03-10T23:00:00+08:00"),
    ])
    func `a working day is counted by its rule`(_ example: Example) { check(example, Self.office) }

    @Test(arguments: [
        Example("2026-03-10T10:00", .working(Tick.hour), "2026-03-10T11:00:00+08:00"),
        // 15 minutes before the break, 15 after it.
        Example("2026-03-10T11:45", .working(30 * Tick.minute), "2026-03-10T13:15:00+08:00"),
        // Exactly up to the break is due when it begins, not when it ends.
        Example("2026-03-10T11:45", .working(15 * Tick.minute), "2026-03-10T12:00:00+08:00"),
        Example("2026-03-10T12:30", .working(Tick.hour), "2026-03-10T14:00:00+08:00"),
        Example("2026-03-06T17:30", .working(Tick.hour), "2026-03-09T09:30:00+08:00"),
        // 1.5 hours on Friday, 3 and 3.5 on Monday.
        Example("2026-03-06T16:30", .working(8 * Tick.hour), "2026-03-09T16:30:00+08:00"),
        Example("2026-03-08T03:00", .working(3 * Tick.hour), "2026-03-09T12:00:00+08:00"),
        // Forty hours are a week.
        Example("2026-03-06T10:00", .working(40 * Tick.hour), "2026-03-13T10:00:00+08:00"),
        // Over the spring festival, and on the make-up Saturday.
        Example("2027-02-05T17:00", .working(2 * Tick.hour), "2027-02-15T10:00:00+08:00"),
        Example("2027-02-19T17:00", .working(2 * Tick.hour), "2027-02-20T10:00:00+08:00"),
    ])
    func `working hours run in the hours alone`(_ example: Example) { check(example, Self.office) }

    @Test(arguments: [
        // Friday 1 January is closed.
        Example("2026-12-31T10:00", days(1, .fromTheNextDay), "2027-01-04T18:00:00+08:00"),
        // Closed from the 6th to the 12th, then a weekend: Monday the 15th, Tuesday the 16th.
        Example("2027-02-05T16:30", days(2, .fromTheNextDay), "2027-02-16T18:00:00+08:00"),
        Example("2027-02-05T16:30", days(2, .fromTheSameDay), "2027-02-15T18:00:00+08:00"),
        // 1.5 hours on the 5th, 6.5 on the 15th.
        Example("2027-02-05T16:30", days(1, .byTheHour), "2027-02-15T16:30:00+08:00"),
        Example("2027-02-05T16:30", days(1, .toTheSameTime), "2027-02-15T16:30:00+08:00"),
        // On a closed Monday: day one is the 15th.
        Example("2027-02-08T10:00", days(1, .fromTheNextDay), "2027-02-15T18:00:00+08:00"),
        Example("2027-02-08T10:00", days(1, .fromTheSameDay), "2027-02-15T18:00:00+08:00"),
        Example("2027-02-08T10:00", days(1, .toTheSameTime), "2027-02-16T09:00:00+08:00"),
        // Saturday the 20th makes up for a closed day: it is day one …
        Example("2027-02-19T10:00", days(1, .fromTheNextDay), "2027-02-20T18:00:00+08:00"),
        Example("2027-02-19T10:00", days(2, .fromTheNextDay), "2027-02-22T18:00:00+08:00"),
        Example("2027-02-20T10:00", days(1, .fromTheSameDay), "2027-02-20T18:00:00+08:00"),
        Example("2027-02-19T10:00", days(1, .toTheSameTime), "2027-02-20T10:00:00+08:00"),
        // … and the Sunday after it is none.
        Example("2027-02-21T10:00", days(2, .fromTheSameDay), "2027-02-23T18:00:00+08:00"),
    ])
    func `holidays and make-up days count as the calendar says`(_ example: Example) {
        check(example, Self.office)
    }

    @Test(arguments: [
        Example("2026-03-06T16:30", .elapsed(24 * Tick.hour), "2026-03-07T16:30:00+08:00"),
        Example("2027-02-05T16:30", .elapsed(72 * Tick.hour), "2027-02-08T16:30:00+08:00"),
        Example("2026-03-06T16:30", .days(3, .hours24), "2026-03-09T16:30:00+08:00"),
        Example("2026-03-06T16:30", .days(1.5, .hours24), "2026-03-08T04:30:00+08:00"),
        // Saturday, Sunday: the end of Sunday is the midnight that begins Monday.
        Example("2026-03-06T16:30", .days(2, .toMidnight), "2026-03-09T00:00:00+08:00"),
        // The day of the event does not count, not even its first instant.
        Example("2026-03-06T00:00", .days(1, .toMidnight), "2026-03-08T00:00:00+08:00"),
        // Sunday is closed: the end of Monday.
        Example("2026-03-06T16:30", .days(2, .toMidnightRollingForward), "2026-03-10T00:00:00+08:00"),
        // Monday is open: nothing to roll.
        Example("2026-03-06T16:30", .days(3, .toMidnightRollingForward), "2026-03-10T00:00:00+08:00"),
        Example("2027-02-05T16:30", .days(1, .toMidnight), "2027-02-07T00:00:00+08:00"),
        // The whole festival and the weekend after it are closed.
        Example("2027-02-05T16:30", .days(1, .toMidnightRollingForward), "2027-02-16T00:00:00+08:00"),
        // A make-up Saturday is open.
        Example("2027-02-19T16:30", .days(1, .toMidnightRollingForward), "2027-02-21T00:00:00+08:00"),
    ])
    func `calendar days run always, to midnight or roll forward`(_ example: Example) {
        check(example, Self.office)
    }

    @Test(arguments: [
        Example("2026-03-06T16:30", .months(1), "2026-04-06T16:30:00+08:00"),
        Example("2027-01-31T10:00", .months(1), "2027-02-28T10:00:00+08:00"),
        Example("2028-01-31T10:00", .months(1), "2028-02-29T10:00:00+08:00"),
        Example("2028-02-29T10:00", .months(12), "2029-02-28T10:00:00+08:00"),
        // The same date, not the last day again.
        Example("2027-02-28T10:00", .months(1), "2027-03-28T10:00:00+08:00"),
        Example("2026-11-30T10:00", .months(3), "2027-02-28T10:00:00+08:00"),
        Example("2026-12-15T23:59", .months(1), "2027-01-15T23:59:00+08:00"),
        Example("2027-01-31T10:00", .months(3), "2027-04-30T10:00:00+08:00"),
    ])
    func `months end on the same date or the last day`(_ example: Example) {
        check(example, Self.office)
    }

    // MARK: Days that differ

    /// Saturdays until noon, and a short day before a holiday.
    private static let bank = CalendarSpec(
        zone: Zones.shanghai,
        hours: .rules([weekly(.mon, .fri, "09:00..18:00"), weekly(.sat, .sat, "09:00..12:00")]),
        open: [OpenDay(date: date("2027-04-30"), hours: .spans(spans("09:00..12:00")))])

    @Test(arguments: [
        Example("2026-03-06T16:30", days(1, .fromTheNextDay), "2026-03-07T12:00:00+08:00"),
        Example("2026-03-06T16:30", days(2, .fromTheNextDay), "2026-03-09T18:00:00+08:00"),
        Example("2026-03-07T11:00", days(1, .fromTheSameDay), "2026-03-07T12:00:00+08:00"),
        Example("2026-03-07T12:00", days(1, .fromTheSameDay), "2026-03-09T18:00:00+08:00"),
        // At 16:30 on Saturday the bank has closed: due when it closes.
        Example("2026-03-06T16:30", days(1, .toTheSameTime), "2026-03-07T12:00:00+08:00"),
        Example("2026-03-07T10:30", days(1, .toTheSameTime), "2026-03-09T10:30:00+08:00"),
        // The daily hours are Monday's nine: 1.5 on Friday, 3 on Saturday, 4.5 on Monday.
        Example("2026-03-06T16:30", days(1, .byTheHour), "2026-03-09T13:30:00+08:00"),
        // The short Friday before the holiday.
        Example("2027-04-29T16:30", days(1, .fromTheNextDay), "2027-04-30T12:00:00+08:00"),
        Example("2027-04-29T17:00", .working(2 * Tick.hour), "2027-04-30T10:00:00+08:00"),
    ])
    func `short days close early`(_ example: Example) { check(example, Self.bank) }

    /// Thursday has no break and Friday a long one; Monday opens late.
    private static let uneven = CalendarSpec(
        zone: Zones.shanghai,
        hours: .rules([
            weekly(.tue, .thu, "08:00..17:00"), weekly(.fri, .fri, "08:00..12:00 14:00..17:00"),
            weekly(.mon, .mon, "10:00..17:00"),
        ]),
        open: [
            OpenDay(date: date("2027-02-20"), hours: .like(.mon)), OpenDay(date: date("2027-02-27")),
        ])

    @Test(arguments: [
        // 12:30 falls into Friday's break: its end.
        Example("2026-03-05T12:30", days(1, .toTheSameTime), "2026-03-06T14:00:00+08:00"),
        // 08:30 is before Monday's opening.
        Example("2026-03-06T08:30", days(1, .toTheSameTime), "2026-03-09T10:00:00+08:00"),
        // A Saturday as Monday, and one as the first day written, Tuesday: nine daily hours.
        Example("2027-02-19T16:00", .working(2 * Tick.hour), "2027-02-20T11:00:00+08:00"),
        Example("2027-02-26T16:00", .working(2 * Tick.hour), "2027-02-27T09:00:00+08:00"),
        Example("2026-03-03T08:00", days(1, .byTheHour), "2026-03-03T17:00:00+08:00"),
    ])
    func `a day without that clock time is due at its next opening`(_ example: Example) {
        check(example, Self.uneven)
    }

    // MARK: Clocks that change

    private static let berlin = CalendarSpec(
        zone: Zones.berlin, hours: .rules([weekly(.mon, .fri, "09:00..17:00")]))

    @Test(arguments: [
        // The night of 29 March 2026 is an hour shorter …
        Example("2026-03-28T12:00", .elapsed(24 * Tick.hour), "2026-03-29T13:00:00+02:00"),
        Example("2026-03-28T12:00", .days(1, .toMidnight), "2026-03-30T00:00:00+02:00"),
        Example("2026-03-27T16:30", days(1, .toTheSameTime), "2026-03-30T16:30:00+02:00"),
        Example("2026-03-27T16:30", .working(Tick.hour), "2026-03-30T09:30:00+02:00"),
        // … and has no 02:30: moved forward by the leap.
        Example("2026-01-29T02:30", .months(2), "2026-03-29T03:30:00+02:00"),
        // The night of 25 October has 02:30 twice: the first one.
        Example("2026-09-25T02:30", .months(1), "2026-10-25T02:30:00+02:00"),
        Example("2026-10-24T12:00", .elapsed(24 * Tick.hour), "2026-10-25T11:00:00+01:00"),
        Example("2026-10-24T12:00", .days(1, .toMidnight), "2026-10-26T00:00:00+01:00"),
        Example("2026-10-23T16:30", days(2, .fromTheNextDay), "2026-10-27T17:00:00+01:00"),
    ])
    func `summer time moves what runs always, not what the clock shows`(_ example: Example) {
        check(example, Self.berlin)
    }

    private static let newYork = CalendarSpec(
        zone: Zones.newYork, hours: .rules([daily("01:00..04:00")]))

    @Test(arguments: [
        // On 8 March 01:00 to 04:00 is two hours long: the third is on the 9th.
        Example("2026-03-08T01:00", .working(3 * Tick.hour), "2026-03-09T02:00:00-04:00"),
        Example("2026-03-08T01:00", days(1, .byTheHour), "2026-03-09T02:00:00-04:00"),
        // On 1 November it is four: three are over at 03:00.
        Example("2026-11-01T01:00", .working(3 * Tick.hour), "2026-11-01T03:00:00-05:00"),
        Example("2026-11-01T01:00", .working(4 * Tick.hour), "2026-11-01T04:00:00-05:00"),
        Example("2026-10-31T12:00", .elapsed(24 * Tick.hour), "2026-11-01T11:00:00-05:00"),
    ])
    func `hours over a change are longer or shorter in real time`(_ example: Example) {
        check(example, Self.newYork)
    }

    private static let lordHowe = CalendarSpec(
        zone: Zones.lordHowe, hours: .rules([daily("22:00..06:00")]))

    @Test(arguments: [
        Example("2026-10-03T12:00", .elapsed(24 * Tick.hour), "2026-10-04T12:30:00+11:00"),
        Example("2026-04-04T12:00", .elapsed(24 * Tick.hour), "2026-04-05T11:30:00+10:30"),
        // A night of 7.5 hours, then half an hour of the next.
        Example("2026-10-03T22:00", .working(8 * Tick.hour), "2026-10-04T22:30:00+11:00"),
        // A night of 8.5 hours.
        Example("2026-04-04T22:00", .working(8 * Tick.hour), "2026-04-05T05:30:00+10:30"),
    ])
    func `a change may be half an hour`(_ example: Example) { check(example, Self.lordHowe) }

    // MARK: Night shifts

    private static let night = CalendarSpec(
        zone: Zones.berlin, hours: .rules([weekly(.mon, .sun, "22:00..06:00")]))

    @Test(arguments: [
        // Tuesday 02:00 belongs to Monday's shift: Tuesday's is the next, over on Wednesday.
        Example("2026-03-10T02:00", days(1, .fromTheNextDay), "2026-03-11T06:00:00+01:00"),
        Example("2026-03-10T02:00", days(1, .fromTheSameDay), "2026-03-10T06:00:00+01:00"),
        Example("2026-03-10T02:00", days(1, .toTheSameTime), "2026-03-11T02:00:00+01:00"),
        // Four hours of this shift, four of the next.
        Example("2026-03-10T02:00", days(1, .byTheHour), "2026-03-11T02:00:00+01:00"),
        // Tuesday 10:00, outside the hours, is Tuesday.
        Example("2026-03-10T10:00", days(1, .fromTheSameDay), "2026-03-11T06:00:00+01:00"),
        Example("2026-03-10T10:00", days(1, .fromTheNextDay), "2026-03-12T06:00:00+01:00"),
        Example("2026-03-10T10:00", days(1, .toTheSameTime), "2026-03-11T22:00:00+01:00"),
        // The shift of 28 March is seven hours long, that of 24 October nine.
        Example("2026-03-28T22:00", .working(8 * Tick.hour), "2026-03-29T23:00:00+02:00"),
        Example("2026-10-24T22:00", .working(8 * Tick.hour), "2026-10-25T05:00:00+01:00"),
        Example("2026-10-24T22:00", .working(9 * Tick.hour), "2026-10-25T06:00:00+01:00"),
        // The clock time does not exist in that shift: moved forward by the leap.
        Example("2026-03-28T02:30", days(1, .toTheSameTime), "2026-03-29T03:30:00+02:00"),
    ])
    func `a night shift belongs to the day it begins on`(_ example: Example) {
        check(example, Self.night)
    }

    private static let weekNights = CalendarSpec(
        zone: Zones.shanghai, hours: .rules([weekly(.mon, .fri, "23:00..07:00")]),
        closed: [date("2027-01-01")...date("2027-01-01")])

    @Test(arguments: [
        // Thursday's shift runs into the closed Friday …
        Example("2026-12-31T23:00", .working(8 * Tick.hour), "2027-01-01T07:00:00+08:00"),
        // … whose own does not begin: Monday night is next.
        Example("2026-12-31T23:00", .working(9 * Tick.hour), "2027-01-05T00:00:00+08:00"),
        Example("2027-01-01T02:00", days(1, .fromTheSameDay), "2027-01-01T07:00:00+08:00"),
        Example("2027-01-01T08:00", days(1, .fromTheSameDay), "2027-01-05T07:00:00+08:00"),
    ])
    func `a night shift runs on into a closed date`(_ example: Example) {
        check(example, Self.weekNights)
    }

    // MARK: Stopped clocks

    @Test(arguments: [
        // Seven of eight hours are left on Monday at 10:00.
        Example(
            "2026-03-06T09:00", .working(8 * Tick.hour), "2026-03-09T18:00:00+08:00",
            paused: [("2026-03-06T10:00", "2026-03-09T10:00")]),
        // A stop over the weekend costs no working time.
        Example(
            "2026-03-06T09:00", .working(16 * Tick.hour), "2026-03-09T18:00:00+08:00",
            paused: [("2026-03-07T09:00", "2026-03-08T18:00")]),
        // Due on Tuesday at 18:00; at noon on Monday 5 + 8 hours are left: Wednesday 5, Thursday 8.
        Example(
            "2026-03-06T16:30", days(2, .fromTheNextDay), "2026-03-12T18:00:00+08:00",
            paused: [("2026-03-09T12:00", "2026-03-11T12:00")]),
        Example(
            "2026-03-06T10:00", .elapsed(24 * Tick.hour), "2026-03-07T13:00:00+08:00",
            paused: [("2026-03-06T12:00", "2026-03-06T15:00")]),
        // The second stop begins only because the first one moved the due instant beyond it.
        Example(
            "2026-03-06T10:00", .elapsed(24 * Tick.hour), "2026-03-07T14:00:00+08:00",
            paused: [("2026-03-06T12:00", "2026-03-06T14:00"), ("2026-03-07T11:00", "2026-03-07T13:00")]),
        // Stopped after the due instant, or at it: nothing is left to stop.
        Example(
            "2026-03-06T09:00", .working(Tick.hour), "2026-03-06T10:00:00+08:00",
            paused: [("2026-03-06T10:00", "2026-03-06T15:00")]),
        // Stopped before it starts: it starts at 14:00 with four hours on Friday.
        Example(
            "2026-03-06T09:00", .working(8 * Tick.hour), "2026-03-09T14:00:00+08:00",
            paused: [("2026-03-05T00:00", "2026-03-06T14:00")]),
        // Due when Tuesday opens; no working time passes over night, so none is lost.
        Example(
            "2026-03-07T10:00", days(1, .toTheSameTime), "2026-03-10T09:00:00+08:00",
            paused: [("2026-03-09T18:00", "2026-03-10T08:00")]),
        // Days to midnight and months keep plain time.
        Example(
            "2026-03-06T16:30", .days(2, .toMidnight), "2026-03-09T12:00:00+08:00",
            paused: [("2026-03-07T00:00", "2026-03-07T12:00")]),
        Example(
            "2026-03-06T16:30", .months(1), "2026-04-07T16:30:00+08:00",
            paused: [("2026-03-10T08:00", "2026-03-11T08:00")]),
    ])
    func `a stopped clock keeps what is left`(_ example: Example) { check(example, Self.office) }

    @Test func `a clock that was late before it stopped stays late`() {
        let zone = Self.office.zone
        let from = zone.instant(text: "2026-03-06T09:00")!
        let calendar = Self.office.dueCalendar(from: from, to: from + 30 * Tick.day)
        let length = Length.working(Tick.hour)
        let due = calendar.due(from: from, length)
        let left = calendar.left(until: due, at: due + Tick.minute, length)
        #expect(left == -Tick.minute)
        let goesOn = zone.instant(text: "2026-03-10T12:00")!
        #expect(calendar.due(after: left, from: goesOn, length) == goesOn - Tick.minute)
    }

    // MARK: The inverse, and the edges of the table

    @Test(arguments: [
        ("2026-03-06T16:30", "2026-03-10T18:00", 17.5), ("2026-03-06T18:00", "2026-03-09T09:00", 0),
        ("2026-03-10T11:00", "2026-03-10T14:00", 2), ("2027-02-05T17:00", "2027-02-15T10:00", 2),
        ("2027-02-15T00:00", "2027-02-22T00:00", 48), ("2026-03-10T10:00", "2026-03-10T10:00", 0),
    ])
    func `working time between two instants`(_ from: String, _ to: String, _ inHours: Double) {
        let zone = Self.office.zone
        let (a, b) = (zone.instant(text: from)!, zone.instant(text: to)!)
        let between = Self.office.between(a, b)
        #expect(between.working == Ticks(inHours * 3_600) * Tick.second)
        #expect(between.elapsed == b - a)
    }

    @Test func `what falls due beyond the table is due never`() {
        let from = Self.office.zone.instant(text: "2026-03-06T16:30")!
        let calendar = Self.office.dueCalendar(from: from, to: from + 7 * Tick.day)
        let lengths: [Length] = [
            .working(1_000 * Tick.hour), .days(30, .toMidnight), .days(30, .toMidnightRollingForward),
            .elapsed(.max), .working(.max), .days(1e300, .hours24), .days(1e300, .toMidnight),
            .workingDays(1e300, .byTheHour), .workingDays(1e300, .fromTheNextDay), .months(.max),
        ]
        let counted = CountingRule.allCases.map { Length.workingDays(30, $0) }
        for length in lengths + counted {
            #expect(calendar.due(from: from, length) == Tick.never)
            let left = calendar.left(until: Tick.never, at: from, length)
            #expect(calendar.due(after: left, from: from, length) == Tick.never)
        }
        #expect(calendar.due(from: from, .elapsed(300 * Tick.day)) == from + 300 * Tick.day)
    }

    @Test func `hours that never come are due never`() {
        let calendar = CalendarSpec(zone: .utc, hours: .rules([]))
        #expect(calendar.due(from: 0, within: .working(1)) == Tick.never)
    }

    @Test func `far limits are found by a longer table`() {
        let from = Self.berlin.zone.instant(text: "2028-01-03T09:00")!
        // 1,560 weeks of 40 hours end on a Friday.
        let due = Self.berlin.due(from: from, within: .working(1_560 * 40 * Tick.hour))
        #expect(Self.berlin.zone.text(of: due) == "2057-11-23T17:00:00+01:00")
    }

    @Test func `round the clock every date is a working day and closes at midnight`() {
        let always = CalendarSpec(zone: Zones.berlin, hours: .always)
        check(Example("2026-03-28T12:00", days(1, .fromTheNextDay), "2026-03-30T00:00:00+02:00"), always)
        check(Example("2026-03-28T12:00", days(1, .byTheHour), "2026-03-29T13:00:00+02:00"), always)
        check(Example("2026-03-28T12:00", days(1, .toTheSameTime), "2026-03-29T12:00:00+02:00"), always)
        #expect(DueCalendar.always.due(from: 5, .working(7)) == 12)
        #expect(DueCalendar.always.dailyHours == Tick.day)
        #expect(
            DueCalendar.always.due(from: 5, .workingDays(1, .fromTheSameDay)) == Tick.day)
    }
}

private func days(_ count: Double, _ rule: CountingRule) -> Length { .workingDays(count, rule) }
