package import SimKernel

/// When limits fall due: working hours, working days and dates of one calendar.
///
/// Answers for instants inside the span it was built for; what falls due beyond it is due `never`.
/// Every answer is a few table lookups, months and `toTheSameTime` also two searches among the
/// zone's changes.
package struct DueCalendar: Sendable {
    package let hours: WorkCalendar
    /// Working time of an ordinary working day: what one of `N working days` is in a wait and under
    /// `byTheHour`. Where weekdays differ, the first day of the hours decides.
    package let dailyHours: Ticks
    let days: WorkingDays
    package let zone: ZoneOffsets

    init(hours: WorkCalendar, days: WorkingDays, zone: ZoneOffsets, dailyHours: Ticks) {
        self.hours = hours
        self.days = days
        self.zone = zone
        self.dailyHours = dailyHours
    }

    /// Open round the clock in UTC, with dates from 1970 to 2069.
    package static let always = CalendarSpec(zone: .utc, hours: .always).dueCalendar(
        from: 0, to: 36_525 * Tick.day)

    /// The last instant that is on time for a clock that starts at `t`.
    ///
    /// A length of nothing is due at once. Fractions of days are our mistake where the rule counts
    /// dates: the language refuses them.
    package func due(from t: Ticks, _ length: Length) -> Ticks {
        switch length {
        case .elapsed(let time): later(t, by: time)
        case .working(let work): hours.add(min(work, Tick.never), from: t)
        case .workingDays(let count, .byTheHour): hours.add(time(count, of: dailyHours), from: t)
        case .workingDays(let count, let rule): workingDays(whole(count), after: t, rule)
        case .days(let count, .hours24): later(t, by: time(count, of: Tick.day))
        case .days(let count, let rule): dates(whole(count), after: t, rule)
        case .months(let count): months(count, after: t)
        }
    }

    /// What a clock stopped at `t` keeps of a length that would be due at `due`: working time for
    /// working lengths, plain time for others; negative (in plain time) where it is late already.
    package func left(until due: Ticks, at t: Ticks, _ length: Length) -> Ticks {
        if due >= Tick.never { return Tick.never }
        return length.runsInWorkingTime && t <= due ? hours.between(t, due) : due - t
    }

    /// When a clock that kept `left` is due after it goes on at `t`. A clock that was late stays so.
    ///
    /// Working time that runs out at closing is due then; under `toTheSameTime`, which moves events
    /// forward into working time, at the next opening.
    package func due(after left: Ticks, from t: Ticks, _ length: Length) -> Ticks {
        if left >= Tick.never { return Tick.never }
        guard length.runsInWorkingTime, left >= 0 else { return later(t, by: left) }
        let due = hours.add(left, from: t)
        if case .workingDays(_, .toTheSameTime) = length {
            return max(due, hours.interval(atOrAfter: due).lowerBound)
        }
        return due
    }

    /// Whether the calendar's hours begin on the date, which must lie in the table.
    package func isWorkingDay(_ date: CivilDate) -> Bool {
        days.isWorking(days.index(of: date))
    }

    /// Whether the local date of an instant, which must lie in the table, is a working day.
    package func isWorkingDay(at t: Ticks) -> Bool {
        days.isWorking(days.index(at: t))
    }

    private func later(_ t: Ticks, by time: Ticks) -> Ticks {
        min(t + min(time, Tick.never), Tick.never)
    }

    /// Rounded to a tick, at most `never`.
    func time(_ count: Double, of unit: Ticks) -> Ticks {
        let time = (count * Double(unit)).rounded()
        return time < Double(Tick.never) ? Ticks(time) : Tick.never
    }

    /// More than a table can hold is one more than it can hold.
    func whole(_ count: Double) -> Int {
        precondition(count >= 0 && count == count.rounded(), "this rule counts whole days")
        return count < Double(days.dates.count) ? Int(count) : days.dates.count
    }

    private func workingDays(_ count: Int, after t: Ticks, _ rule: CountingRule) -> Ticks {
        if count == 0 { return t }
        if rule == .toTheSameTime { return sameTime(count, after: t) }
        guard t < days.end else { return Tick.never }
        let day = days.workingDay(at: t)
        let countsItself =
            rule == .fromTheSameDay && days.isWorking(day) && t < days.dates[day].closing
        let first = days.ordinal(ofFirstWorkingDayFrom: countsItself ? day : day + 1)
        guard let last = days.workingDay(ordinal: first + count - 1) else { return Tick.never }
        return days.dates[last].closing
    }

    private func sameTime(_ count: Int, after t: Ticks) -> Ticks {
        let begin = max(t, hours.interval(atOrAfter: t).lowerBound)
        guard begin < days.end else { return Tick.never }
        let day = days.workingDay(at: begin)
        let first = days.ordinal(ofFirstWorkingDayFrom: day)
        guard let last = days.workingDay(ordinal: first + count) else { return Tick.never }
        let local = zone.local(at: begin)
        let nights = local.date.daysSince1970 - (days.firstDay + day)
        let wanted = zone.instant(
            ofDay: days.firstDay + last, timeOfDay: Ticks(nights) * Tick.day + local.timeOfDay)
        let date = days.dates[last]
        let open = hours.interval(atOrAfter: max(wanted, date.opening)).lowerBound
        return min(max(wanted, open), date.closing)
    }

    private func dates(_ count: Int, after t: Ticks, _ rule: DayRule) -> Ticks {
        if count == 0 { return t }
        guard t < days.end else { return Tick.never }
        let last = days.index(at: t) + count
        guard last < days.dates.count else { return Tick.never }
        guard rule == .toMidnightRollingForward else { return days.end(ofDate: last) }
        let ordinal = days.ordinal(ofFirstWorkingDayFrom: last)
        guard let open = days.workingDay(ordinal: ordinal) else { return Tick.never }
        return days.end(ofDate: open)
    }

    private func months(_ count: Int, after t: Ticks) -> Ticks {
        if count > 12 * 10_000 { return Tick.never }
        var local = zone.local(at: t)
        local.date = local.date.adding(months: count)
        return min(zone.instant(of: local), Tick.never)
    }
}
