import CaseFlow
import SimKernel

/// A calendar as a list of dates, each with the hours that begin on it; due instants are found by
/// going from date to date.
struct NaiveOffice {
    struct Day {
        let date: CivilDate
        let span: Range<Ticks>
        /// Hours that begin on the date, in order.
        let hours: [Range<Ticks>]

        /// From the first opening to the last closing, breaks included; nil on a closed date.
        var shift: Range<Ticks>? {
            hours.first.map { $0.lowerBound..<hours[hours.count - 1].upperBound }
        }
    }
    let days: [Day]
    let hours: NaiveHours
    let dailyHours: Ticks
    let clock: NaiveClockOnTheWall

    init(_ calendar: CalendarSpec, from: Ticks, to: Ticks) {
        let clock = NaiveClockOnTheWall(calendar.zone)
        self.clock = clock
        let first = clock.day(at: from) - 1
        let last = clock.day(at: to) + 1
        days = (first...last).map { number in
            let midnight = clock.first(showing: number, 0)
            let nextMidnight = clock.first(showing: number + 1, 0)
            var hours = Self.spans(of: calendar, on: number).map { span in
                clock.first(showing: number, span.from)..<clock.first(showing: number, span.to)
            }
            if calendar.hours == .always { hours = [midnight..<nextMidnight] }
            return Day(
                date: CivilDate(daysSince1970: number), span: midnight..<nextMidnight,
                hours: hours.sorted { $0.lowerBound < $1.lowerBound })
        }
        hours =
            calendar.hours == .always
            ? .always : NaiveHours(isAlways: false, intervals: days.flatMap(\.hours))
        var daily = Tick.day
        if case .rules(let rules) = calendar.hours {
            daily = Ticks(rules[0].spans.reduce(0) { $0 + $1.length }) * Tick.second
        }
        dailyHours = daily
    }

    /// Closed dates take away what names weekdays; open days take their hours from elsewhere.
    private static func spans(of calendar: CalendarSpec, on number: Int) -> [DaySpan] {
        guard case .rules(let rules) = calendar.hours else { return [] }
        let date = CivilDate(daysSince1970: number)
        let daily = rules.filter { $0.days == .daily }.flatMap(\.spans)
        func on(_ weekday: Weekday) -> [DaySpan] { rules.filter { $0.names(weekday) }.flatMap(\.spans) }
        for open in calendar.open where open.date == date {
            switch open.hours {
            case .likeTheFirstDay: return daily + (calendar.hours.firstDay.map(on) ?? [])
            case .like(let weekday): return daily + on(weekday)
            case .spans(let spans): return spans
            }
        }
        if calendar.closed.contains(where: { $0.contains(date) }) { return daily }
        return daily + on(Weekday(ofDay: number))
    }

    // MARK: Due instants

    func due(from t: Ticks, _ length: Length) -> Ticks {
        switch length {
        case .elapsed(let time): t + time
        case .working(let work): hours.add(work, from: t)
        case .workingDays(let count, .byTheHour):
            hours.add(Ticks((count * Double(dailyHours)).rounded()), from: t)
        case .workingDays(let count, .fromTheNextDay): closing(ofWorkingDay: Int(count), after: day(of: t))
        case .workingDays(let count, .fromTheSameDay): fromTheSameDay(Int(count), t)
        case .workingDays(let count, .toTheSameTime): sameTime(Int(count), t)
        case .days(let count, .hours24): t + Ticks((count * Double(Tick.day)).rounded())
        case .days(let count, .toMidnight): days[date(of: t) + Int(count)].span.upperBound
        case .days(let count, .toMidnightRollingForward):
            days[(date(of: t) + Int(count))...].first { $0.shift != nil }!.span.upperBound
        case .months(let count): sameDate(months: count, t)
        }
    }

    /// So long before: the rules of `due` with the directions exchanged.
    func instant(_ length: Length, before t: Ticks) -> Ticks {
        switch length {
        case .elapsed(let time): return t - time
        case .working(let work): return hours.subtract(work, before: t)
        case .workingDays(let count, .byTheHour):
            return hours.subtract(Ticks((count * Double(dailyHours)).rounded()), before: t)
        case .workingDays(let count, .fromTheNextDay):
            return opening(ofWorkingDay: Int(count), before: day(of: t))
        case .workingDays(let count, .fromTheSameDay):
            let today = day(of: t)
            guard let shift = days[today].shift, t > shift.lowerBound else {
                return opening(ofWorkingDay: Int(count), before: today)
            }
            return count == 1 ? shift.lowerBound : opening(ofWorkingDay: Int(count) - 1, before: today)
        case .workingDays(let count, .toTheSameTime): return sameTime(Int(count), before: t)
        case .days(let count, .hours24): return t - Ticks((count * Double(Tick.day)).rounded())
        case .days(let count, .toMidnight): return days[date(of: t) - Int(count)].span.lowerBound
        case .days(let count, .toMidnightRollingForward):
            return days[...(date(of: t) - Int(count))].last { $0.shift != nil }!.span.lowerBound
        case .months(let count): return sameDate(months: -count, t)
        }
    }

    private func opening(ofWorkingDay count: Int, before day: Int) -> Ticks {
        days[..<day].filter { $0.shift != nil }.suffix(count).first!.shift!.lowerBound
    }

    /// Moved backward to the last open instant first.
    private func sameTime(_ count: Int, before t: Ticks) -> Ticks {
        var end = t
        if !hours.isAlways {
            let last = hours.intervals.last { $0.lowerBound < t }!
            end = min(t, last.upperBound)
        }
        let today = day(of: end - 1)
        let earlier = days[..<today].filter { $0.shift != nil }.suffix(count).first!
        let clockTime = clock.microseconds(at: end, since: days[today].date.daysSince1970)
        let wanted = clock.instant(showing: earlier.date.daysSince1970, clockTime)
        for interval in earlier.hours.reversed() where wanted > interval.lowerBound {
            return min(wanted, interval.upperBound)
        }
        return earlier.shift!.lowerBound
    }

    /// What a clock stopped at `t` keeps, in the length's own time; nil where it is late already.
    func left(until due: Ticks, at t: Ticks, _ length: Length) -> Ticks? {
        if due < t { return nil }
        return length.runsInWorkingTime ? hours.between(t, due) : due - t
    }

    func due(after left: Ticks, from t: Ticks, _ length: Length) -> Ticks {
        if !length.runsInWorkingTime { return t + left }
        let due = hours.add(left, from: t)
        if case .workingDays(_, .toTheSameTime) = length { return hours.opening(atOrAfter: due) }
        return due
    }

    private func date(of t: Ticks) -> Int { days.firstIndex { $0.span.contains(t) }! }

    /// The working day whose shift is on, else the date.
    private func day(of t: Ticks) -> Int {
        days.firstIndex { $0.shift?.contains(t) ?? false } ?? date(of: t)
    }

    private func closing(ofWorkingDay count: Int, after day: Int) -> Ticks {
        days[(day + 1)...].filter { $0.shift != nil }[count - 1].shift!.upperBound
    }

    private func fromTheSameDay(_ count: Int, _ t: Ticks) -> Ticks {
        let today = day(of: t)
        guard let shift = days[today].shift, t < shift.upperBound else {
            return closing(ofWorkingDay: count, after: today)
        }
        return count == 1 ? shift.upperBound : closing(ofWorkingDay: count - 1, after: today)
    }

    private func sameTime(_ count: Int, _ t: Ticks) -> Ticks {
        let begin = hours.opening(atOrAfter: t)
        let today = day(of: begin)
        let later = days[(today + 1)...].filter { $0.shift != nil }[count - 1]
        let number = days[today].date.daysSince1970
        let clockTime = clock.microseconds(at: begin, since: number)
        let wanted = clock.instant(showing: later.date.daysSince1970, clockTime)
        for interval in later.hours where wanted < interval.upperBound {
            return max(wanted, interval.lowerBound)
        }
        return later.shift!.upperBound
    }

    private func sameDate(months: Int, _ t: Ticks) -> Ticks {
        let number = clock.day(at: t)
        let date = CivilDate(daysSince1970: number)
        let month = 12 * date.year + date.month - 1 + months
        let (year, ofYear) = (month / 12, month % 12 + 1)
        var day = date.day
        while CivilDate(year: year, month: ofYear, day: day) == nil { day -= 1 }
        let target = CivilDate(year: year, month: ofYear, day: day)!.daysSince1970
        return clock.instant(showing: target, clock.microseconds(at: t, since: number))
    }
}

/// The local clock, asked by trying each stretch of constant offset in turn.
struct NaiveClockOnTheWall {
    /// From which instant to which it is how far ahead of UTC.
    let stretches: [(span: Range<Ticks>, ahead: Ticks)]

    init(_ zone: ZoneOffsets) {
        let starts = zone.transitions
        stretches = starts.indices.map { i in
            let end = i + 1 < starts.count ? starts[i + 1].from : .max
            return (starts[i].from..<end, Ticks(starts[i].offset) * Tick.second)
        }
    }

    /// What it shows, as if midnight of 1 January 1970 had been zero.
    private func shown(at t: Ticks) -> Ticks { t + stretches.first { $0.span.contains(t) }!.ahead }

    func day(at t: Ticks) -> Int { Int((Double(shown(at: t)) / Double(Tick.day)).rounded(.down)) }

    func microseconds(at t: Ticks, since day: Int) -> Ticks { shown(at: t) - Ticks(day) * Tick.day }

    /// The first instant at which it shows that time or a later one.
    func first(showing day: Int, _ seconds: Int) -> Ticks {
        let wanted = Ticks(day) * Tick.day + Ticks(seconds) * Tick.second
        return stretches.compactMap { stretch -> Ticks? in
            let instant = max(wanted - stretch.ahead, stretch.span.lowerBound)
            return stretch.span.contains(instant) ? instant : nil
        }.min()!
    }

    /// The first instant at which it shows that time; a time leapt over is moved on by the leap.
    func instant(showing day: Int, _ microseconds: Ticks) -> Ticks {
        let wanted = Ticks(day) * Tick.day + microseconds
        for stretch in stretches where stretch.span.contains(wanted - stretch.ahead) {
            return wanted - stretch.ahead
        }
        let leap = stretches.indices.dropFirst().first {
            wanted - stretches[$0].ahead < stretches[$0].span.lowerBound
        }
        return wanted - stretches[leap! - 1].ahead
    }
}
