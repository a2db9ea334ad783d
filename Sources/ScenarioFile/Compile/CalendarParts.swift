import CaseFlow
import SimKernel

extension Compilation {
    func calendarSpec(_ time: TimeFrame) -> CalendarSpec {
        calendarSpec(zone: time.zone, from: time.tablesFrom, to: time.tablesTo)
    }

    /// The calendar with the open days of `[from, to)`, for which the zone must be known.
    func calendarSpec(zone: ZoneOffsets, from: Ticks, to: Ticks) -> CalendarSpec {
        let calendar = scenario.calendar
        let reach = zone.local(at: from).date...zone.local(at: to).date
        let closed = calendar.closed.map { CivilDate($0.value.first)...CivilDate($0.value.last) }
        let holidays = holidays(in: reach, closed: closed)
        return CalendarSpec(
            zone: zone, hours: HoursSpec(calendar.hours.value), closed: closed + holidays.closed,
            open: holidays.makeUps + openDays(in: reach),
            counting: calendar.workingDaysRun.map { CountingRule($0.value) },
            dayRule: dayRule)
    }

    var dayRule: DayRule {
        switch scenario.calendar.daysRun?.value ?? .hours24 {
        case .hours24: .hours24
        case .toMidnight: .toMidnight
        case .toMidnightRollingForward: .toMidnightRollingForward
        }
    }

    /// Each date of the ranges that the tables reach.
    private func openDays(in reach: ClosedRange<CivilDate>) -> [CaseFlow.OpenDay] {
        scenario.calendar.open.flatMap { line -> [CaseFlow.OpenDay] in
            let range = line.value.dates
            let first = max(CivilDate(range.first), reach.lowerBound).daysSince1970
            let last = min(CivilDate(range.last), reach.upperBound).daysSince1970
            guard first <= last else { return [] }
            let hours: CaseFlow.OpenDay.Hours =
                switch line.value.hours {
                case .likeFirstDay: .likeTheFirstDay
                case .like(let day): .like(Weekday(day))
                case .spans(let spans): .spans(spans.map { DaySpan($0) })
                }
            return (first...last).map { CaseFlow.OpenDay(date: CivilDate(daysSince1970: $0), hours: hours) }
        }
    }

    /// Index of the table of these hours; the same hours have one table.
    func calendar(_ hours: HoursSpec, _ spec: CalendarSpec, _ time: TimeFrame) -> Int {
        if let known = calendarIndex[hours] { return known }
        calendars.append(spec.workCalendar(for: hours, from: time.tablesFrom, to: time.tablesTo))
        calendarIndex[hours] = calendars.count - 1
        return calendars.count - 1
    }
}

extension CivilDate {
    /// Dates are checked when they are read.
    init(_ date: DayDate) {
        guard let same = CivilDate(year: date.year, month: date.month, day: date.day) else {
            preconditionFailure("no such date: \(date.text)")
        }
        self = same
    }
}

extension Weekday {
    init(_ day: DayOfWeek) { self = Weekday.allCases[day.rawValue - 1] }
}

extension DaySpan {
    init(_ span: ClockSpan) { self.init(from: span.from.minutes * 60, to: span.to.minutes * 60) }
}

extension HoursSpec {
    init(_ hours: HoursPhrase) {
        guard !hours.isAlways else {
            self = .always
            return
        }
        self = .rules(
            hours.blocks.map { block in
                let spans = block.spans.map { DaySpan($0) }
                if case .weekdays(let days) = block.days {
                    return HoursRule(days: .on(days.map { Weekday($0) }), spans: spans)
                }
                return HoursRule(days: .daily, spans: spans)
            })
    }
}

extension CountingRule {
    init(_ rule: WorkingDaysRun) {
        switch rule {
        case .fromTheNextDay: self = .fromTheNextDay
        case .fromTheSameDay: self = .fromTheSameDay
        case .byTheHour: self = .byTheHour
        case .toTheSameTime: self = .toTheSameTime
        }
    }
}
