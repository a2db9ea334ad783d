import CaseFlow
import SimKernel
import Testing

@Suite struct CalendarDateTests {
    @Test func `days and dates are inverse over eight centuries, one day after another`() {
        var expected = date("1600-01-01")
        for day in expected.daysSince1970..<date("2400-01-01").daysSince1970 {
            let found = CivilDate(daysSince1970: day)
            guard found == expected, found.daysSince1970 == day else {
                Issue.record("day \(day)")
                return
            }
            let atEnd = found.day == CivilDate.length(ofMonth: found.month, year: found.year)
            expected =
                atEnd
                ? CivilDate(
                    year: found.month == 12 ? found.year + 1 : found.year,
                    month: found.month % 12 + 1, day: 1)!
                : CivilDate(year: found.year, month: found.month, day: found.day + 1)!
        }
        #expect(CivilDate(daysSince1970: 0).text == "1970-01-01")
        #expect(CivilDate(daysSince1970: -1).text == "1969-12-31")
    }

    @Test(arguments: [
        ("1970-01-01", Weekday.thu), ("1969-12-31", .wed), ("2000-02-29", .tue), ("2026-03-06", .fri),
        ("2027-01-04", .mon), ("1900-01-01", .mon), ("2027-02-20", .sat),
    ])
    func `weekdays`(_ text: String, _ weekday: Weekday) {
        #expect(date(text).weekday == weekday)
        #expect(Weekday(text: weekday.text) == weekday)
    }

    @Test func `months are added at their ends`() {
        #expect(date("2027-01-31").adding(months: 1).text == "2027-02-28")
        #expect(date("2027-12-31").adding(months: 2).text == "2028-02-29")
        #expect(date("2027-01-15").adding(months: -1).text == "2026-12-15")
        #expect(date("2027-03-31").adding(months: -13).text == "2026-02-28")
        #expect(date("2027-12-01").adding(months: 12).text == "2028-12-01")
        #expect(date("2000-02-29").adding(months: 1_200).text == "2100-02-28")
    }

    @Test(arguments: [
        "2027-1-04", "2027-02-29", "2027-13-01", "2027-00-10", "2027-01-00", "2027-04-31", "27-01-01",
        "2027-01-04 ", "", "2027/01/04", "20270104", "٢٠٢٧-٠١-٠٤", "2027-01-04T00:00", "+027-01-04",
    ])
    func `what is no date is refused`(_ text: String) {
        #expect(CivilDate(text: text) == nil)
    }

    @Test func `clock times`() {
        #expect(ClockTime.seconds(text: "00:00") == 0)
        #expect(ClockTime.seconds(text: "09:30") == 34_200)
        #expect(ClockTime.seconds(text: "23:59:59") == 86_399)
        #expect(ClockTime.seconds(text: "24:00") == 86_400)
        for text in ["9:30", "09:60", "24:01", "25:00", "09:30:60", "0930", "09:30 ", "-1:00", "", "09:"] {
            #expect(ClockTime.seconds(text: text) == nil, "\(text)")
        }
        #expect(ClockTime.text(seconds: 34_200) == "09:30")
        #expect(ClockTime.text(seconds: 34_201) == "09:30:01")
    }

    @Test(arguments: [
        ("2026-03-06T16:30:00+08:00", "2026-03-06T16:30:00+08:00"),
        ("2026-03-06T16:30", "2026-03-06T16:30:00+08:00"),
        ("2026-03-06 16:30:15", "2026-03-06T16:30:15+08:00"),
        ("2026-03-06T16:30:15.25", "2026-03-06T16:30:15.25+08:00"),
        ("2026-03-06T08:30Z", "2026-03-06T16:30:00+08:00"),
        ("2026-03-06T05:00:00-03:30", "2026-03-06T16:30:00+08:00"),
        ("2026-03-06", "2026-03-06T00:00:00+08:00"), ("2026-03-06T24:00", "2026-03-07T00:00:00+08:00"),
        ("1969-12-31T23:59:59.999999Z", "1970-01-01T07:59:59.999999+08:00"),
    ])
    func `instants are read with and without offset`(_ text: String, _ printed: String) {
        let zone = Zones.shanghai
        let instant = zone.instant(text: text)
        #expect(instant.map(zone.text(of:)) == printed)
        #expect(instant == zone.instant(text: printed))
    }

    @Test(arguments: [
        "2026-03-06T", "2026-03-06T16", "2026-03-06T1630", "2026-03-06T16:30+8", "2026-03-06T16:30+08",
        "2026-03-06T16:30:00.", "2026-03-06T16:30:00.1234567", "2026-03-06T24:00:00.5",
        "2026-03-06T16:30Zulu", "2026-03-06T16:30+25:00", "2026-02-30T10:00", "2026-03-06  16:30", "today",
    ])
    func `what is no instant is refused`(_ text: String) {
        #expect(Zones.shanghai.instant(text: text) == nil)
    }

    @Test func `clock times that come twice or never`() {
        let berlin = Zones.berlin
        func text(_ local: String) -> String { berlin.text(of: berlin.instant(text: local)!) }
        #expect(text("2026-03-29T01:59") == "2026-03-29T01:59:00+01:00")
        #expect(text("2026-03-29T02:00") == "2026-03-29T03:00:00+02:00")
        #expect(text("2026-03-29T02:30") == "2026-03-29T03:30:00+02:00")
        #expect(text("2026-03-29T03:00") == "2026-03-29T03:00:00+02:00")
        #expect(text("2026-10-25T01:59") == "2026-10-25T01:59:00+02:00")
        #expect(text("2026-10-25T02:30") == "2026-10-25T02:30:00+02:00")
        #expect(text("2026-10-25T02:30+01:00") == "2026-10-25T02:30:00+01:00")
        #expect(text("2026-10-25T03:00") == "2026-10-25T03:00:00+01:00")
        #expect(
            Zones.lordHowe.text(of: Zones.lordHowe.instant(text: "2026-10-04T02:15")!)
                == "2026-10-04T02:45:00+11:00")
    }

    @Test func `a day that begins with a leap begins when the clock shows it`() {
        // Clocks of a zone that leaps at midnight: 00:00 is 01:00.
        let leap = ZoneOffsets.utc.instant(text: "2026-05-10T00:00Z")!
        let zone = ZoneOffsets([.init(from: -Tick.never, offset: 0), .init(from: leap, offset: 3_600)])
        let day = date("2026-05-10").daysSince1970
        #expect(zone.firstInstant(showingDay: day, timeOfDay: 0) == leap)
        #expect(zone.instant(ofDay: day, timeOfDay: 0) == leap)
        // One that falls back at midnight: 23:00 to 24:00 comes twice, midnight once.
        let back = ZoneOffsets([.init(from: -Tick.never, offset: 0), .init(from: leap, offset: -3_600)])
        #expect(back.firstInstant(showingDay: day, timeOfDay: 0) == leap + Tick.hour)
        #expect(back.instant(text: "2026-05-09T23:30") == leap - 30 * Tick.minute)
        // One that leaps over a whole date, as Samoa did in 2011.
        let dateline = ZoneOffsets([
            .init(from: -Tick.never, offset: -36_000), .init(from: leap + 10 * Tick.hour, offset: 50_400),
        ])
        #expect(dateline.text(of: leap + 10 * Tick.hour) == "2026-05-11T00:00:00+14:00")
        #expect(dateline.firstInstant(showingDay: day, timeOfDay: 0) == leap + 10 * Tick.hour)
        let calendar = CalendarSpec(zone: dateline, hours: .always).dueCalendar(
            from: leap - Tick.week, to: leap + Tick.week)
        #expect(calendar.due(from: leap, .days(1, .toMidnight)) == leap + 10 * Tick.hour)
        #expect(calendar.due(from: leap, .days(2, .toMidnight)) == leap + 34 * Tick.hour)
    }

    @Test func `local time and instant are inverse wherever the clock runs forward`() {
        var choices = SeededChoices(seed: 31)
        for zone in [Zones.berlin, Zones.newYork, Zones.lordHowe, Zones.shanghai] {
            for _ in 0..<5_000 {
                let t = Ticks.random(in: 1_767_225_600...1_830_297_600, using: &choices) * Tick.second
                let again = zone.instant(of: zone.local(at: t))
                let first = zone.firstInstant(
                    showingDay: zone.local(at: t).date.daysSince1970, timeOfDay: zone.local(at: t).timeOfDay)
                #expect(again == first)
                #expect(again == t || zone.local(at: again) == zone.local(at: t) && again < t)
                #expect(zone.instant(text: zone.text(of: t)) == t)
            }
        }
    }
}
