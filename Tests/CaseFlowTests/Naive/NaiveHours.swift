import CaseFlow
import SimKernel

/// Hours as a plain list of open intervals; every question walks along it.
struct NaiveHours {
    let isAlways: Bool
    let intervals: [Range<Ticks>]

    static let always = NaiveHours(isAlways: true, intervals: [])

    init(isAlways: Bool, intervals: [Range<Ticks>]) {
        self.isAlways = isAlways
        self.intervals = intervals
    }

    init(_ calendar: WorkCalendar) {
        self.init(isAlways: calendar.isAlways, intervals: calendar.intervals)
    }

    func isOpen(at t: Ticks) -> Bool { isAlways || closing(after: t) != nil }

    /// End of the interval that is open at `t`; nil while closed or where nothing ever closes.
    func closing(after t: Ticks) -> Ticks? {
        for interval in intervals where interval.upperBound > t {
            return interval.contains(t) ? interval.upperBound : nil
        }
        return nil
    }

    /// `t` itself while open.
    func opening(atOrAfter t: Ticks) -> Ticks {
        if isAlways { return t }
        for interval in intervals where interval.upperBound > t { return max(t, interval.lowerBound) }
        return Tick.never
    }

    /// Open time from `a` to `b`.
    func between(_ a: Ticks, _ b: Ticks) -> Ticks {
        if isAlways { return b - a }
        var sum: Ticks = 0
        for interval in intervals { sum += max(0, min(b, interval.upperBound) - max(a, interval.lowerBound)) }
        return sum
    }

    /// From when so much open time passes until `t`, at the latest.
    func subtract(_ work: Ticks, before t: Ticks) -> Ticks {
        if isAlways || work == 0 { return t - work }
        var left = work
        for interval in intervals.reversed() where interval.lowerBound < t {
            let end = min(t, interval.upperBound)
            if left < end - interval.lowerBound { return end - left }
            left -= end - interval.lowerBound
            if left == 0 { return interval.lowerBound }
        }
        return -Tick.never
    }

    /// When so much open time has passed; an end at closing is at closing.
    func add(_ work: Ticks, from t: Ticks) -> Ticks {
        if isAlways || work == 0 { return t + work }
        var left = work
        for interval in intervals where interval.upperBound > t {
            let begin = max(t, interval.lowerBound)
            if left <= interval.upperBound - begin { return begin + left }
            left -= interval.upperBound - begin
        }
        return Tick.never
    }
}

// MARK: Several hours at once

extension NaiveHours {
    /// The time in which both are open.
    func and(_ other: NaiveHours) -> NaiveHours {
        if isAlways { return other }
        if other.isAlways { return self }
        var common: [Range<Ticks>] = []
        var rest = other.intervals[...]
        for one in intervals {
            rest = rest.drop { $0.upperBound <= one.lowerBound }
            for two in rest.prefix(while: { $0.lowerBound < one.upperBound }) {
                common.append(one.clamped(to: two))
            }
        }
        return NaiveHours(isAlways: false, intervals: common)
    }

    /// What is left when these times are taken away.
    func without(_ times: [Range<Ticks>]) -> NaiveHours {
        var rest = isAlways ? [Ticks.min / 2..<Tick.never] : intervals
        for time in times where !time.isEmpty {
            rest = rest.flatMap { interval in
                if !interval.overlaps(time) { return [interval] }
                return [
                    interval.lowerBound..<max(interval.lowerBound, time.lowerBound),
                    min(interval.upperBound, time.upperBound)..<interval.upperBound,
                ].filter { !$0.isEmpty }
            }
        }
        return NaiveHours(isAlways: false, intervals: rest)
    }
}
