import CaseFlow
import SimKernel

/// A time between the end of one shift and the beginning of another in which none runs, shorter than
/// every shift.
struct ShiftGap {
    var from: Ticks
    var to: Ticks
    var first: String
    var next: String

    /// The first one of the counted window's first two weeks; nil where there is none.
    init?(_ names: [String], _ compilation: Compilation, _ horizon: Horizon) {
        let reach = horizon.windowStart..<min(horizon.windowEnd, horizon.windowStart + 2 * Tick.week)
        var spans: [(hours: Range<Ticks>, shift: String)] = []
        for name in names {
            guard let hours = compilation.hours(ofShift: name),
                let index = compilation.calendarIndex[hours]
            else { return nil }
            let own = compilation.calendars[index].intervals.filter { $0.overlaps(reach) }
            spans += own.map { ($0, name) }
        }
        spans.sort { ($0.hours.lowerBound, $0.hours.upperBound) < ($1.hours.lowerBound, $1.hours.upperBound) }
        guard let shortest = spans.map({ $0.hours.upperBound - $0.hours.lowerBound }).min(),
            var last = spans.first
        else { return nil }
        for span in spans.dropFirst() {
            let gap = span.hours.lowerBound - last.hours.upperBound
            if gap > 0, gap < shortest, span.shift != last.shift {
                (from, to) = (last.hours.upperBound, span.hours.lowerBound)
                (first, next) = (last.shift, span.shift)
                return
            }
            if span.hours.upperBound > last.hours.upperBound { last = span }
        }
        return nil
    }
}
