import CaseFlow
import SimKernel

/// Relative weights of one stream of arrivals, and the rate they give at each hour of the run.
struct ArrivalRates {
    var month = Array(repeating: 1.0, count: 12)
    var weekday = Array(repeating: 1.0, count: 7)
    /// Weight of closed dates in place of their weekday's.
    var closed: Double?
    /// Of the days of a month.
    var day = Array(repeating: 1.0, count: 31)
    var hour = Array(repeating: 1.0, count: 24)
    /// Comes only in these hours.
    var hours: HoursSpec = .always

    /// What the weights of an ordinary year are on average: rates are divided by it, so that the mean
    /// stays. Zero where nothing can arrive.
    var ordinaryAverage: Double { averageOfWeek * averageOfYear }

    /// Over the 168 hours of a week without closed dates, of the part in which the stream comes.
    private var averageOfWeek: Double {
        let monday = CivilDate(daysSince1970: 4)
        let start = Ticks(monday.daysSince1970) * Tick.day
        let open = CalendarSpec(zone: .utc, hours: hours).workCalendar(
            for: hours, from: start, to: start + Tick.week)
        var sum = 0.0
        for d in 0..<7 {
            for h in 0..<24 {
                let from = start + Ticks(24 * d + h) * Tick.hour
                let share = Double(open.between(from, from + Tick.hour)) / Double(Tick.hour)
                sum += weekday[d] * hour[h] * share
            }
        }
        return sum / 168
    }

    private var averageOfYear: Double {
        var sum = 0.0
        for m in 0..<12 {
            let length = CivilDate.length(ofMonth: m + 1, year: 2000)
            for d in 0..<length {
                let leapDay = m == 1 && d == 28
                sum += month[m] * day[d] * (leapDay ? 0.2425 : 1)
            }
        }
        return sum / 365.2425
    }

    /// The rate over the run, local hour by local hour; stretches of the same rate are one.
    ///
    /// - Parameters:
    ///   - mean: arrivals per tick on average over an ordinary year.
    ///   - busyness: local days or weeks are kept apart, so that each can have a factor of its own.
    func profile(
        mean: Double, _ spec: CalendarSpec, over span: Range<Ticks>,
        busyness: StreamSection.Busyness.Period? = nil
    ) -> RateProfile {
        let open = spec.workCalendar(for: hours, from: span.lowerBound, to: span.upperBound)
        var builder = ProfileBuilder(span: span)
        let factor = mean / ordinaryAverage
        let closed = ClosedDates(spec)
        let first = spec.zone.local(at: span.lowerBound).date.daysSince1970
        let last = spec.zone.local(at: span.upperBound).date.daysSince1970
        for number in first...last {
            let date = CivilDate(daysSince1970: number)
            let ofWeek = closed.contains(date) ? self.closed : nil
            let ofDate =
                (ofWeek ?? weekday[date.weekday.rawValue]) * month[date.month - 1] * day[date.day - 1]
            builder.period = busyness?.number(ofDay: number) ?? 0
            for h in 0..<24 {
                builder.add(
                    from: spec.zone.firstInstant(showingDay: number, timeOfDay: Ticks(h) * Tick.hour),
                    to: spec.zone.firstInstant(showingDay: number, timeOfDay: Ticks(h + 1) * Tick.hour),
                    rate: factor * ofDate * hour[h], within: open)
            }
        }
        return builder.profile
    }
}

extension StreamSection.Busyness.Period {
    /// Of the period to which a day since 1970 belongs; weeks begin on Monday.
    func number(ofDay day: Int) -> Int {
        switch self {
        case .day: day
        case .week: (day - CivilDate(daysSince1970: day).weekday.rawValue + 3) / 7
        }
    }
}

/// Whether a date is closed, open days taken out.
private struct ClosedDates {
    private let ranges: [ClosedRange<CivilDate>]
    private let open: Set<CivilDate>

    init(_ spec: CalendarSpec) {
        ranges = spec.closed
        open = Set(spec.open.map(\.date))
    }

    func contains(_ date: CivilDate) -> Bool {
        !open.contains(date) && ranges.contains { $0.contains(date) }
    }
}

/// Joins neighbouring stretches of the same rate.
private struct ProfileBuilder {
    let span: Range<Ticks>
    private var boundaries: [Ticks]
    private var rates: [Double] = []
    private var periods: [Int] = []
    /// Of what is added next.
    var period = 0

    init(span: Range<Ticks>) {
        self.span = span
        boundaries = [span.lowerBound]
    }

    mutating func add(from: Ticks, to: Ticks, rate: Double, within open: WorkCalendar) {
        let to = min(to, span.upperBound)
        var at = max(from, span.lowerBound)
        if open.isAlways { return append(until: to, rate) }
        while at < to {
            let interval = open.interval(atOrAfter: at)
            append(until: min(max(at, interval.lowerBound), to), 0)
            append(until: min(interval.upperBound, to), rate)
            at = interval.upperBound
        }
    }

    private mutating func append(until: Ticks, _ rate: Double) {
        guard until > boundaries[boundaries.count - 1] else { return }
        if rates.last == rate, periods.last == period {
            boundaries[boundaries.count - 1] = until
        } else {
            boundaries.append(until)
            rates.append(rate)
            periods.append(period)
        }
    }

    var profile: RateProfile {
        RateProfile(boundaries: boundaries, rates: rates, periods: periods)
    }
}
