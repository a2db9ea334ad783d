internal import CaseFlow
internal import SimKernel

/// A month of the window, per replication.
package struct MonthResult: Sendable, Equatable {
    /// From 1.
    package var month: Int
    /// First and last date, by the calendar's clock.
    package var from: String
    package var to: String
    package var arrived: Quantity
    package var closed: Quantity
    /// Of the clocks that ended in it.
    package var onTime: Quantity
}

/// Whether the case numbers of a period suffice.
package struct NumbersResult: Sendable, Equatable {
    /// As in the file: "99 per month".
    package var text: String
    package var ceiling: Int
    /// The share of periods in which more cases arrive than there are numbers.
    package var perPeriod: Quantity
    /// The share of runs in which that happens at all.
    package var perRun: Quantity
    /// The most arrivals of a period, on average over the runs.
    package var most: Quantity
    package var periods: [Period]

    package struct Period: Sendable, Equatable {
        package var from: String
        /// The share of runs in which it happens in this period.
        package var chance: Quantity
    }
}

/// Files of closed cases.
package struct ArchiveResult: Sendable, Equatable {
    /// As in the file, or "forever".
    package var kept: String
    /// When as many come as go; nil where they are kept for ever.
    package var stock: Quantity?
    package var closedPerYear: Quantity
}

extension ResultMaker {
    func months() -> [MonthResult] {
        guard model.months.count > 1, data.summaries.allSatisfy({ $0.months.count == model.months.count - 1 })
        else { return [] }
        return (0..<model.months.count - 1).map { month in
            MonthResult(
                month: month + 1, from: date(model.months[month]), to: date(model.months[month + 1] - 1),
                arrived: mean { Double($0.months[month].arrived) },
                closed: mean { Double($0.months[month].closed) },
                onTime: method.shareOnTime(
                    late: data.summaries.map { Double($0.months[month].late) },
                    ended: data.summaries.map { Double($0.months[month].ended) }, designEffect: nil))
        }
    }

    func date(_ instant: Ticks) -> String { model.dueCalendar.zone.local(at: instant).date.text }

    func numbers() -> NumbersResult? {
        guard let numbering = model.numbering else { return nil }
        let periods = max(0, numbering.bounds.count - 1)
        let passed = data.summaries.map { summary in
            summary.numbered.prefix(periods).map { $0 > numbering.ceiling }
        }
        let kept = method.shareOnTime(
            late: passed.map { Double($0.count { $0 }) }, ended: passed.map { Double($0.count) },
            designEffect: nil)
        return NumbersResult(
            text: numbering.text, ceiling: numbering.ceiling, perPeriod: Self.opposite(kept),
            perRun: periods == 0 ? kept : method.proportion(passed.count { $0.contains(true) }),
            most: mean { Double($0.numbered.prefix(periods).max() ?? 0) },
            periods: (0..<periods).map { period in
                NumbersResult.Period(
                    from: date(numbering.bounds[period]),
                    chance: method.proportion(passed.count { $0.indices.contains(period) && $0[period] }))
            })
    }

    private static func opposite(_ share: Quantity) -> Quantity {
        var other = share
        other.estimate = share.estimate.map { 1 - $0 }
        other.low = share.high.map { 1 - $0 }
        other.high = share.low.map { 1 - $0 }
        return other
    }

    func archive() -> ArchiveResult? {
        guard let archive = model.archive else { return nil }
        let years = weeks * 7 / 365.25
        let closed = mean { Double($0.closed) / years }
        switch archive {
        case .forever: return ArchiveResult(kept: "forever", stock: nil, closedPerYear: closed)
        case .kept(let text, let time):
            let kept = Double(time) / Double(Tick.day) / 365.25
            return ArchiveResult(
                kept: text, stock: mean { Double($0.closed) / years * kept }, closedPerYear: closed)
        }
    }
}
