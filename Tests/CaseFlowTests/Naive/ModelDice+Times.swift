import CaseFlow
import SimKernel

/// Horizons and hours: breaks at noon, night shifts, days on which the clock changes.
extension ModelDice {
    private static let starts: [(zone: ZoneOffsets, dates: [String])] = [
        (.utc, ["2027-01-04", "2027-02-26", "2026-12-30"]),
        (Zones.shanghai, ["2027-02-03", "2027-05-31"]),
        (Zones.berlin, ["2027-03-25", "2027-03-27", "2027-10-28", "2027-10-30"]),
        (Zones.newYork, ["2027-03-11", "2027-11-05", "2027-07-02"]),
        (Zones.lordHowe, ["2027-04-02", "2027-10-01"]),
    ]

    static let hours: [HoursSpec] = [
        .always,
        .rules([weekly(.mon, .fri, "09:00..12:00 13:00..18:00")]),
        .rules([weekly(.mon, .fri, "08:00..12:00 12:30..16:30"), weekly(.sat, .sat, "09:00..12:00")]),
        .rules([daily("07:00..15:00")]),
        .rules([daily("22:00..06:00")]),
        .rules([weekly(.mon, .sat, "23:00..07:30")]),
        .rules([daily("06:00..06:00")]),
        .rules([weekly(.mon, .sun, "00:00..24:00")]),
        .rules([weekly(.tue, .fri, "10:00..11:00 11:30..12:00 16:00..20:00")]),
        .rules([weekly(.mon, .fri, "01:00..09:00 10:00..14:00")]),
    ]

    mutating func drawTimes() {
        let place = one(of: Self.starts)
        let first = date(one(of: place.dates)).daysSince1970
        calendar = CalendarSpec(zone: place.zone, hours: one(of: Self.hours))
        if chance(30) {
            let from = first + number(0...6)
            calendar.closed.append(
                CivilDate(daysSince1970: from)...CivilDate(daysSince1970: from + number(0...3)))
        }
        if chance(20) {
            let own: [OpenDay.Hours] = [.likeTheFirstDay, .like(.tue), .spans(spans("10:00..15:00"))]
            calendar.open.append(
                OpenDay(date: CivilDate(daysSince1970: first + number(0...6)), hours: one(of: own)))
        }
        let start =
            place.zone.firstInstant(showingDay: first, timeOfDay: 0) + Ticks(number(0...2)) * 6 * Tick.hour
        let windowStart = start + Ticks(number(0...4)) * 12 * Tick.hour
        let windowEnd =
            windowStart + Ticks(number(1...9)) * one(of: [12 * Tick.hour, Tick.day, 2 * Tick.day])
        let bound = windowEnd + Ticks(number(0...6)) * Tick.day
        horizon = Horizon(start: start, windowStart: windowStart, windowEnd: windowEnd, bound: bound)
    }

    func dueCalendar() -> DueCalendar {
        let span = RandomModel.span(of: horizon)
        return calendar.dueCalendar(from: span.from, to: span.to)
    }

    /// Hours of a role: the calendar's, or its own.
    mutating func roleCalendar() -> Int {
        let span = RandomModel.span(of: horizon)
        let hours = chance(50) ? calendar.hours : one(of: Self.hours)
        return index(ofCalendar: calendar.workCalendar(for: hours, from: span.from, to: span.to))
    }

    mutating func index(ofCalendar wanted: WorkCalendar) -> Int {
        if let known = calendars.firstIndex(of: wanted) { return known }
        calendars.append(wanted)
        return calendars.count - 1
    }
}
