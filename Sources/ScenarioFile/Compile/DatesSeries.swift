import CaseFlow
import SimKernel

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
    func dateSeries(_ phrase: DatesPhrase, _ spec: CalendarSpec, _ time: TimeFrame) -> Int {
        let series = DateSeries(phrase)
        if let known = seriesIndex[series] { return known }
        seriesIndex[series] = dateSeries.count
        dateSeries.append(spec.instants(of: series, from: time.tablesFrom, to: time.tablesTo))
        return dateSeries.count - 1
    }
}
