package import SimKernel

extension DueCalendar {
    /// So long before an instant: every rule counts backward as it counts forward, with the
    /// directions exchanged. What forward is due at the closing time of a day is backward reached at
    /// its opening; what forward begins at midnight's end is backward its beginning.
    ///
    /// `-Tick.never` where the table does not reach so far back.
    package func instant(_ length: Length, before t: Ticks) -> Ticks {
        switch length {
        case .elapsed(let time): return earlier(t, by: time)
        case .working(let work): return hours.subtract(min(work, Tick.never), before: t)
        case .workingDays(let count, .byTheHour):
            return hours.subtract(time(count, of: dailyHours), before: t)
        case .workingDays(let count, let rule): return workingDays(whole(count), before: t, rule)
        case .days(let count, .hours24): return earlier(t, by: time(count, of: Tick.day))
        case .days(let count, let rule): return dates(whole(count), before: t, rule)
        case .months(let count): return months(count, before: t)
        }
    }

    private func earlier(_ t: Ticks, by time: Ticks) -> Ticks { max(t - min(time, Tick.never), -Tick.never) }

    private func isInTable(_ t: Ticks) -> Bool { t >= days.dates[0].start && t < days.end }

    private func workingDays(_ count: Int, before t: Ticks, _ rule: CountingRule) -> Ticks {
        if count == 0 { return t }
        guard isInTable(t) else { return -Tick.never }
        if rule == .toTheSameTime { return sameTime(count, before: t) }
        let day = days.workingDay(at: t)
        let countsItself =
            rule == .fromTheSameDay && days.isWorking(day) && t > days.dates[day].opening
        let after = days.ordinal(ofFirstWorkingDayFrom: countsItself ? day + 1 : day)
        guard after >= count, let first = days.workingDay(ordinal: after - count) else { return -Tick.never }
        return days.dates[first].opening
    }

    /// Moved backward into working time, then to the same clock time N working days earlier.
    private func sameTime(_ count: Int, before t: Ticks) -> Ticks {
        let end = hours.lastOpen(atOrBefore: t)
        guard isInTable(end) else { return -Tick.never }
        // Closing time belongs to the day that closes then.
        let day = days.workingDay(at: end - 1)
        let ordinal = days.ordinal(ofFirstWorkingDayFrom: day)
        guard ordinal >= count, let first = days.workingDay(ordinal: ordinal - count) else {
            return -Tick.never
        }
        let local = zone.local(at: end)
        let nights = local.date.daysSince1970 - (days.firstDay + day)
        let wanted = zone.instant(
            ofDay: days.firstDay + first, timeOfDay: Ticks(nights) * Tick.day + local.timeOfDay)
        let date = days.dates[first]
        return max(min(wanted, hours.lastOpen(atOrBefore: min(wanted, date.closing))), date.opening)
    }

    private func dates(_ count: Int, before t: Ticks, _ rule: DayRule) -> Ticks {
        if count == 0 { return t }
        guard isInTable(t), days.index(at: t) >= count else { return -Tick.never }
        let first = days.index(at: t) - count
        guard rule == .toMidnightRollingForward, !days.isWorking(first) else {
            return days.dates[first].start
        }
        let ordinal = days.ordinal(ofFirstWorkingDayFrom: first)
        guard ordinal > 0, let open = days.workingDay(ordinal: ordinal - 1) else { return -Tick.never }
        return days.dates[open].start
    }

    private func months(_ count: Int, before t: Ticks) -> Ticks {
        if count > 12 * 1_000 { return -Tick.never }
        var local = zone.local(at: t)
        local.date = local.date.adding(months: -count)
        return zone.instant(of: local)
    }
}

extension WorkCalendar {
    /// The last instant from which `work` (>= 0) of open time passes until `t`: the mirror of `add`.
    /// `-Tick.never` where the table does not reach so far back.
    package func subtract(_ work: Ticks, before t: Ticks) -> Ticks {
        withExtendedLifetime(storage) { view.subtract(work, before: t) }
    }

    /// `t` itself while it is open or closes, else the closing time before it.
    package func lastOpen(atOrBefore t: Ticks) -> Ticks {
        withExtendedLifetime(storage) { view.lastOpen(atOrBefore: t) }
    }
}

extension WorkCalendar.View {
    func subtract(_ work: Ticks, before t: Ticks) -> Ticks {
        if isAlways || work == 0 { return max(t - work, -Tick.never) }
        let rest = open(before: t) - work
        if rest < 0 { return -Tick.never }
        var index = index(atOrAfter: t)
        while spans[index].before > rest || index == count { index -= 1 }
        return spans[index].start + (rest - spans[index].before)
    }

    func lastOpen(atOrBefore t: Ticks) -> Ticks {
        if isAlways { return t }
        let index = index(atOrAfter: t)
        if spans[index].start < t { return t }
        return index > 0 ? spans[index - 1].end : -Tick.never
    }
}
