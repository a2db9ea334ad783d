import CaseFlow
import SimKernel

/// What a series of instants is made of.
enum SeriesKey: Hashable {
    case dates(DateSeries, untimedAtClosing: Bool)
    /// Each day, each Monday, each first of a month, at local midnight.
    case periods(BudgetPhrase.Period)
}

extension DateSeries {
    init(_ phrase: DatesPhrase) {
        let days: Days =
            switch phrase.days {
            case .weekdays(let days): .weekdays(days.map { Weekday($0) })
            case .day(let number, let period): .day(number, of: Period(period))
            case .weekday(let day, let nth, let period):
                .weekday(Weekday(day), nth: nth, of: Period(period))
            }
        self.init(
            days: days, from: phrase.from.map { $0.minutes * 60 }, to: phrase.to.map { $0.minutes * 60 })
    }
}

extension DateSeries.Period {
    init(_ period: DatesPhrase.Period) {
        switch period {
        case .month: self = .month
        case .quarter: self = .quarter
        case .year: self = .year
        }
    }
}

extension Compilation {
    /// The spans of `meets: every DATES` over the time that tables cover: open from each time to its
    /// end, or to closing time where none is given.
    func meetingCalendar(_ phrase: DatesPhrase, _ spec: CalendarSpec, _ time: TimeFrame) -> WorkCalendar {
        spec.meetings(of: DateSeries(phrase), from: time.tablesFrom, to: time.tablesTo)
    }

    /// The instants of DATES over the time that tables cover; the same DATES twice are one series.
    func dateSeries(
        _ phrase: DatesPhrase, _ dates: RunDates, untimed edge: DateSeries.Edge = .opening
    ) -> Int {
        let series = DateSeries(phrase)
        let key = SeriesKey.dates(series, untimedAtClosing: series.from == nil && edge == .closing)
        return self.series(key) {
            dates.spec.instants(
                of: series, from: dates.time.tablesFrom, to: dates.time.tablesTo, untimed: edge)
        }
    }

    /// Index of sorted instants; the same ones are there once.
    func series(_ key: SeriesKey, _ instants: () -> [Ticks]) -> Int {
        if let known = seriesIndex[key] { return known }
        seriesIndex[key] = dateSeries.count
        dateSeries.append(instants())
        return dateSeries.count - 1
    }
}
