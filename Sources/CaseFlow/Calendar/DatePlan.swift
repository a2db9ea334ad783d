import SimKernel

/// Which spans begin on a day: the rules of some hours with closed dates and open days applied.
struct DatePlan {
    private let zone: ZoneOffsets
    private let daily: [DaySpan]
    /// By weekday.
    private let weekly: [[DaySpan]]
    private let firstDay: Weekday?
    /// Sorted and disjoint days since 1970.
    private let closed: [ClosedRange<Int>]
    private let open: [Int: OpenDay.Hours]
    private let isOwn: Bool

    init(_ calendar: CalendarSpec, rules: [HoursRule], isOwn: Bool) {
        zone = calendar.zone
        daily = rules.filter { $0.days == .daily }.flatMap(\.spans)
        weekly = Weekday.allCases.map { day in rules.filter { $0.names(day) }.flatMap(\.spans) }
        firstDay = HoursSpec.rules(rules).firstDay
        self.isOwn = isOwn
        open = Dictionary(
            calendar.open.map { ($0.date.daysSince1970, $0.hours) }, uniquingKeysWith: { _, last in last })
        closed = DatePlan.disjoint(
            calendar.closed.map { $0.lowerBound.daysSince1970...$0.upperBound.daysSince1970 })
    }

    /// What begins on that day, in real time; unsorted, empty where the clock leaps over all of it.
    func intervals(onDay day: Int) -> [Range<Ticks>] {
        spans(onDay: day).compactMap { span in
            let from = zone.firstInstant(showingDay: day, timeOfDay: Ticks(span.from) * Tick.second)
            let to = zone.firstInstant(showingDay: day, timeOfDay: Ticks(span.to) * Tick.second)
            return from < to ? from..<to : nil
        }
    }

    private func spans(onDay day: Int) -> [DaySpan] {
        switch open[day] {
        case nil: isClosed(day) ? daily : daily + weekly[Weekday(ofDay: day).rawValue]
        case .likeTheFirstDay: daily + (firstDay.map { weekly[$0.rawValue] } ?? [])
        case .like(let weekday): daily + weekly[weekday.rawValue]
        case .spans(let spans) where isOwn: spans
        case .spans(let spans): daily + (firstDay == nil ? [] : spans)
        }
    }

    private func isClosed(_ day: Int) -> Bool {
        var (low, high) = (0, closed.count)
        while low < high {
            let middle = (low + high) / 2
            if closed[middle].upperBound < day { low = middle + 1 } else { high = middle }
        }
        return low < closed.count && closed[low].contains(day)
    }

    private static func disjoint(_ ranges: [ClosedRange<Int>]) -> [ClosedRange<Int>] {
        var result: [ClosedRange<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// Sorted and disjoint.
    static func union(_ intervals: [Range<Ticks>]) -> [Range<Ticks>] {
        var result: [Range<Ticks>] = []
        for interval in intervals.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, interval.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, interval.upperBound)
            } else {
                result.append(interval)
            }
        }
        return result
    }
}
