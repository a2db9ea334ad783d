package import SimKernel

/// Open intervals as prefix sums with direct indexes, so that adding working time is a lookup.
///
/// An immutable value over shared storage. `view` is the same table as bare pointers, for loops
/// that must not count references. Instants before the first interval are closed time; working
/// time that would end after the last interval ends at `Tick.never`.
///
/// Every question costs a few nanoseconds, whatever the length of the table: intervals of working
/// hours are spread evenly enough that a bucket of the index begins at most a few intervals early.
package struct WorkCalendar: Sendable {
    let storage: Storage
    /// Valid as long as a copy of this calendar lives.
    package let view: View

    /// Open all the time, without beginning and end.
    package static let always = WorkCalendar(storage: Storage(intervals: [], isAlways: true))

    /// - Parameter intervals: sorted and disjoint, all before `Tick.never`. Adjacent ones are
    ///   merged, empty ones left out.
    package init(intervals: [Range<Ticks>]) {
        self.init(storage: Storage(intervals: Self.merged(intervals), isAlways: false))
    }

    private init(storage: Storage) {
        self.storage = storage
        view = storage.view
    }

    package var isAlways: Bool { view.isAlways }

    /// The open intervals in order; empty for `always`.
    package var intervals: [Range<Ticks>] {
        withExtendedLifetime(storage) {
            (0..<view.count).map { view.spans[$0].start..<view.spans[$0].end }
        }
    }

    /// The instant at which `work` (>= 0) of open time has passed since `t`.
    ///
    /// Work that ends exactly at closing time ends then, not at the next opening;
    /// `add(0, from: t) == t`; beyond the table `Tick.never`.
    package func add(_ work: Ticks, from t: Ticks) -> Ticks {
        withExtendedLifetime(storage) { view.add(work, from: t) }
    }

    /// Open time in `[a, b)`, where `a <= b`.
    package func between(_ a: Ticks, _ b: Ticks) -> Ticks {
        withExtendedLifetime(storage) { view.between(a, b) }
    }

    /// Intervals are half-open: open at the opening instant, closed at the closing instant.
    package func isOpen(at t: Ticks) -> Bool {
        withExtendedLifetime(storage) { view.isOpen(at: t) }
    }

    /// The open interval that contains `t`, else the next one; `never..<never` if there is none.
    package func interval(atOrAfter t: Ticks) -> Range<Ticks> {
        withExtendedLifetime(storage) { view.interval(atOrAfter: t) }
    }

    /// The time in which both are open. Linear in the number of intervals.
    package func intersection(_ other: WorkCalendar) -> WorkCalendar {
        if isAlways { return other }
        if other.isAlways { return self }
        let (left, right) = (intervals, other.intervals)
        var common: [Range<Ticks>] = []
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            let overlap = left[i].clamped(to: right[j])
            if !overlap.isEmpty { common.append(overlap) }
            if left[i].upperBound < right[j].upperBound { i += 1 } else { j += 1 }
        }
        return WorkCalendar(intervals: common)
    }

    private static func merged(_ intervals: [Range<Ticks>]) -> [Range<Ticks>] {
        var result: [Range<Ticks>] = []
        for interval in intervals where !interval.isEmpty {
            guard let last = result.last else {
                result.append(interval)
                continue
            }
            precondition(last.upperBound <= interval.lowerBound, "intervals must be sorted and disjoint")
            if last.upperBound == interval.lowerBound {
                result[result.count - 1] = last.lowerBound..<interval.upperBound
            } else {
                result.append(interval)
            }
        }
        precondition((result.last?.upperBound ?? 0) < Tick.never, "intervals must end before never")
        return result
    }
}

extension WorkCalendar: Equatable {
    package static func == (left: WorkCalendar, right: WorkCalendar) -> Bool {
        left.storage === right.storage
            || (left.isAlways == right.isAlways && left.intervals == right.intervals)
    }
}
