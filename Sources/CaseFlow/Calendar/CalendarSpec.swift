package import SimKernel

/// A date with hours of its own.
package struct OpenDay: Sendable, Hashable {
    package enum Hours: Sendable, Hashable {
        /// A make-up day: as on the first weekday of the hours.
        case likeTheFirstDay
        case like(Weekday)
        case spans([DaySpan])
    }
    package var date: CivilDate
    package var hours: Hours

    package init(date: CivilDate, hours: Hours = .likeTheFirstDay) {
        self.date = date
        self.hours = hours
    }
}

/// The calendar of a scenario: when people work, and how days are counted.
///
/// - Closed dates bind every rule that names weekdays, of the calendar's hours and of a role's own;
///   `daily` rules and `always` hold on closed dates too.
/// - An open day replaces what the rules that name weekdays say for its date; one with spans of its
///   own replaces also the calendar's own `daily` rules, but never those of a role. `always` is bound
///   by nothing. Where a date is both closed and open, open wins.
/// - A span that passes midnight belongs to the day it begins on: it runs on into a closed date,
///   and a closed date has none that begins on it.
/// - Hours are hours of the local clock: a span over a change of the clock is that much shorter or
///   longer in real time.
/// - A working day is a date on which the calendar's hours begin at least once.
package struct CalendarSpec: Sendable, Equatable {
    package var zone: ZoneOffsets
    package var hours: HoursSpec
    package var closed: [ClosedRange<CivilDate>]
    package var open: [OpenDay]
    /// How working days are counted, where a limit does not say; nil if the file does not either.
    package var counting: CountingRule?
    package var dayRule: DayRule

    package init(
        zone: ZoneOffsets, hours: HoursSpec, closed: [ClosedRange<CivilDate>] = [],
        open: [OpenDay] = [], counting: CountingRule? = nil, dayRule: DayRule = .hours24
    ) {
        self.zone = zone
        self.hours = hours
        self.closed = closed
        self.open = open
        self.counting = counting
        self.dayRule = dayRule
    }

    /// The table of some hours under this calendar's zone, closed dates and open days.
    ///
    /// Covers whole dates, at least `[from, to)`; the zone must be known for it. Linear in the days.
    package func workCalendar(for hours: HoursSpec, from: Ticks, to: Ticks) -> WorkCalendar {
        guard case .rules(let rules) = hours else { return .always }
        let plan = DatePlan(self, rules: rules, isOwn: hours == self.hours)
        let intervals = days(from: from, to: to).flatMap { plan.intervals(onDay: $0) }
        return WorkCalendar(intervals: DatePlan.union(intervals))
    }

    /// The tables of this calendar's own hours and days.
    ///
    /// Covers whole dates, at least `[from, to)`; the zone must be known for it. Linear in the days.
    package func dueCalendar(from: Ticks, to: Ticks) -> DueCalendar {
        let days = days(from: from, to: to)
        let dates: [WorkingDays.Date]
        switch hours {
        case .always:
            dates = days.map { day in
                let start = zone.firstInstant(showingDay: day, timeOfDay: 0)
                let end = zone.firstInstant(showingDay: day + 1, timeOfDay: 0)
                return WorkingDays.Date(start: start, hours: start..<end)
            }
        case .rules(let rules):
            let plan = DatePlan(self, rules: rules, isOwn: true)
            dates = days.map { day in
                let hours = DatePlan.union(plan.intervals(onDay: day))
                let span = hours.first.map { $0.lowerBound..<hours[hours.count - 1].upperBound }
                return WorkingDays.Date(
                    start: zone.firstInstant(showingDay: day, timeOfDay: 0), hours: span)
            }
        }
        return DueCalendar(
            hours: workCalendar(for: hours, from: from, to: to),
            days: WorkingDays(
                firstDay: days.lowerBound, dates: dates,
                end: zone.firstInstant(showingDay: days.upperBound + 1, timeOfDay: 0)),
            zone: zone, dailyHours: Ticks(hours.dailySeconds) * Tick.second)
    }

    /// From the day before to the day after, so that shifts over midnight and any instant of the
    /// span find their day.
    func days(from: Ticks, to: Ticks) -> ClosedRange<Int> {
        precondition(from <= to, "a calendar's span begins before it ends")
        precondition(zone.known.contains(from) && to <= zone.known.upperBound, "zone unknown there")
        return zone.local(at: from).date.daysSince1970 - 1...zone.local(at: to).date.daysSince1970 + 1
    }
}
