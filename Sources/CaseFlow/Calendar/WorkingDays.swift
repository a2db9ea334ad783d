import SimKernel

/// The dates of a calendar's span, and which of them are working days, numbered in order.
final class WorkingDays: Sendable {
    struct Date: Sendable {
        /// First instant of the date on the local clock.
        let start: Ticks
        /// First opening and last closing of the hours that begin on it; on other dates an opening
        /// after every instant and a closing before.
        let opening: Ticks
        let closing: Ticks

        init(start: Ticks, hours: Range<Ticks>?) {
            self.start = start
            opening = hours?.lowerBound ?? Tick.never
            closing = hours?.upperBound ?? -Tick.never
        }

        var isWorking: Bool { opening < closing }
    }

    /// Days since 1970 of the first date.
    let firstDay: Int
    let dates: [Date]
    /// The end of the last date.
    let end: Ticks
    /// Working days before each date, and before the end.
    private let ordinals: [Int32]
    /// Index of each working day's date.
    private let workingDates: [Int32]

    init(firstDay: Int, dates: [Date], end: Ticks) {
        self.firstDay = firstDay
        self.dates = dates
        self.end = end
        var ordinals: [Int32] = [0]
        var workingDates: [Int32] = []
        for (index, date) in dates.enumerated() {
            if date.isWorking { workingDates.append(Int32(index)) }
            ordinals.append(Int32(workingDates.count))
        }
        self.ordinals = ordinals
        self.workingDates = workingDates
    }

    /// Of the date on the local clock. Constant: dates are 24 hours apart but for the clock's changes.
    func index(at t: Ticks) -> Int {
        precondition(dates[0].start <= t && t < end, "instant outside the calendar's span")
        var index = min(Int((t - dates[0].start) / Tick.day), dates.count - 1)
        while dates[index].start > t { index -= 1 }
        while index + 1 < dates.count, dates[index + 1].start <= t { index += 1 }
        return index
    }

    func index(of date: CivilDate) -> Int {
        let index = date.daysSince1970 - firstDay
        precondition(dates.indices.contains(index), "date outside the calendar's span")
        return index
    }

    /// Of the date that an instant belongs to: the day before while its hours pass midnight and
    /// those of the new date have not begun.
    func workingDay(at t: Ticks) -> Int {
        let index = index(at: t)
        return t < dates[index].opening && index > 0 && t < dates[index - 1].closing ? index - 1 : index
    }

    func isWorking(_ index: Int) -> Bool { dates[index].isWorking }

    /// The number, among the working days, of the first one at that date or later.
    func ordinal(ofFirstWorkingDayFrom index: Int) -> Int { Int(ordinals[index]) }

    /// Index of the date of a working day by its number; nil beyond the table.
    func workingDay(ordinal: Int) -> Int? {
        ordinal < workingDates.count ? Int(workingDates[ordinal]) : nil
    }

    func end(ofDate index: Int) -> Ticks { index + 1 < dates.count ? dates[index + 1].start : end }
}
