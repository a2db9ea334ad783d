package import SimKernel

/// Days that come again and again, with a clock time or a span: `Thu 14:00..17:00`, `25th of month`,
/// `last day of quarter 17:00`, `first Mon of month`.
///
/// - A day that is no working day moves to the next working day; two that fall together are one.
/// - `31st of month` is the last day of a shorter month; a month without a fifth Monday has none.
/// - Without a time it is the opening of that day, as a due date its closing time.
package struct DateSeries: Sendable, Hashable {
    package enum Period: Sendable, Hashable { case month, quarter, year }
    package enum Days: Sendable, Hashable {
        case weekdays([Weekday])
        /// The nth day of the period, from 1; -1 is the last.
        case day(Int, of: Period)
        /// The nth such weekday of the period, from 1; -1 is the last.
        case weekday(Weekday, nth: Int, of: Period)
    }
    /// What stands for a clock time that is not given.
    package enum Edge: Sendable { case opening, closing }

    package var days: Days
    /// Seconds of the day; nil: not given.
    package var from: Int?
    /// The end of a span on the same date; nil: not given.
    package var to: Int?

    package init(days: Days, from: Int? = nil, to: Int? = nil) {
        self.days = days
        self.from = from
        self.to = to
    }

    /// Whether the date is one of the days, before any is moved.
    package func names(_ date: CivilDate) -> Bool {
        switch days {
        case .weekdays(let weekdays):
            return weekdays.contains(date.weekday)
        case .day(let number, let period):
            let (day, length) = period.position(of: date)
            return day == (number < 0 ? length + 1 + number : min(number, length))
        case .weekday(let weekday, let number, let period):
            guard date.weekday == weekday else { return false }
            let (day, length) = period.position(of: date)
            return number < 0 ? (length - day) / 7 == -1 - number : (day - 1) / 7 == number - 1
        }
    }
}

extension DateSeries.Period {
    /// Which day of its period a date is, from 1, and how many the period has.
    fileprivate func position(of date: CivilDate) -> (day: Int, length: Int) {
        let first: Int
        let months: Int
        switch self {
        case .month: (first, months) = (date.month, 1)
        case .quarter: (first, months) = ((date.month - 1) / 3 * 3 + 1, 3)
        case .year: (first, months) = (1, 12)
        }
        let lengths = (first..<first + months).map { CivilDate.length(ofMonth: $0, year: date.year) }
        let before = lengths.prefix(date.month - first).reduce(0, +)
        return (before + date.day, lengths.reduce(0, +))
    }
}

extension CalendarSpec {
    /// The instants of a series, sorted, each once; all of `[from, to)` are among them.
    ///
    /// Linear in the days. The zone must be known for the span.
    package func instants(
        of series: DateSeries, from: Ticks, to: Ticks, untimed edge: DateSeries.Edge = .opening
    ) -> [Ticks] {
        var instants: [Ticks] = []
        for (day, shift) in workingDays(of: series, from: from, to: to) {
            let instant =
                series.from.map { time(of: day, $0) }
                ?? (edge == .opening ? shift.lowerBound : shift.upperBound)
            if instants.last.map({ $0 < instant }) ?? true { instants.append(instant) }
        }
        return instants
    }

    /// The spans of a series as a calendar: from its time (or opening) to its end (or closing time).
    /// A day whose time lies after closing has no span unless it says until when.
    package func meetings(of series: DateSeries, from: Ticks, to: Ticks) -> WorkCalendar {
        let spans = workingDays(of: series, from: from, to: to).compactMap { day, shift -> Range<Ticks>? in
            let begin = series.from.map { time(of: day, $0) } ?? shift.lowerBound
            let end = series.to.map { time(of: day, $0) } ?? shift.upperBound
            return begin < end ? begin..<end : nil
        }
        return WorkCalendar(intervals: DatePlan.union(spans))
    }

    private func time(of day: Int, _ seconds: Int) -> Ticks {
        zone.firstInstant(showingDay: day, timeOfDay: Ticks(seconds) * Tick.second)
    }

    /// The days of a series, moved to working days, with the hours from first opening to last closing.
    private func workingDays(
        of series: DateSeries, from: Ticks, to: Ticks
    ) -> [(day: Int, shift: Range<Ticks>)] {
        let days = days(from: from, to: to)
        let shifts = shifts(on: days)
        var result: [(day: Int, shift: Range<Ticks>)] = []
        var isDue = false
        for (day, shift) in zip(days, shifts) {
            isDue = isDue || series.names(CivilDate(daysSince1970: day))
            guard isDue, let shift else { continue }
            isDue = false
            result.append((day, shift))
        }
        return result
    }

    /// First opening to last closing of the hours that begin on each day; nil where none do.
    private func shifts(on days: ClosedRange<Int>) -> [Range<Ticks>?] {
        guard case .rules(let rules) = hours else {
            return days.map { time(of: $0, 0)..<time(of: $0 + 1, 0) }
        }
        let plan = DatePlan(self, rules: rules, isOwn: true)
        return days.map { day in
            let hours = DatePlan.union(plan.intervals(onDay: day))
            return hours.first.map { $0.lowerBound..<hours[hours.count - 1].upperBound }
        }
    }
}
