package import SimKernel

extension WorkCalendar {
    /// The time in which either is open. Linear in the number of intervals.
    package func union(_ other: WorkCalendar) -> WorkCalendar {
        if isAlways || other.isAlways { return .always }
        return WorkCalendar(intervals: DatePlan.union(intervals + other.intervals))
    }

    /// The time in which this one is open and the other is not, inside the span; what lies outside
    /// is closed. Linear in the number of intervals.
    package func subtracting(_ other: WorkCalendar, within span: Range<Ticks>) -> WorkCalendar {
        if other.isAlways { return WorkCalendar(intervals: []) }
        var rest: [Range<Ticks>] = []
        var from = span.lowerBound
        for taken in other.intervals where taken.upperBound > span.lowerBound {
            if taken.lowerBound >= span.upperBound { break }
            if taken.lowerBound > from { rest.append(from..<taken.lowerBound) }
            from = max(from, taken.upperBound)
        }
        if from < span.upperBound { rest.append(from..<span.upperBound) }
        return intersection(WorkCalendar(intervals: rest))
    }
}

extension CalendarSpec {
    /// The table of some hours for somebody who is away on these dates: nothing begins on them, and
    /// what began the day before is finished. Round-the-clock hours end and begin at midnight.
    ///
    /// Covers whole dates, at least `[from, to)`; the zone must be known for it. Linear in the days.
    package func workCalendar(
        for hours: HoursSpec, withoutDates away: [ClosedRange<CivilDate>], from: Ticks, to: Ticks
    ) -> WorkCalendar {
        let ranges = away.map { $0.lowerBound.daysSince1970...$0.upperBound.daysSince1970 }
        let days = days(from: from, to: to).filter { day in !ranges.contains { $0.contains(day) } }
        let intervals: [Range<Ticks>]
        switch hours {
        case .always:
            intervals = days.map { day in
                let midnights = [day, day + 1].map { zone.firstInstant(showingDay: $0, timeOfDay: 0) }
                return midnights[0]..<midnights[1]
            }
        case .rules(let rules):
            let plan = DatePlan(self, rules: rules, isOwn: hours == self.hours)
            intervals = days.flatMap { plan.intervals(onDay: $0) }
        }
        return WorkCalendar(intervals: DatePlan.union(intervals))
    }
}
