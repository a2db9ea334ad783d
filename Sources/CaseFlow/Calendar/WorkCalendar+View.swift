package import SimKernel

extension WorkCalendar {
    /// One open interval and the open time before it.
    package struct Span: BitwiseCopyable {
        package var start: Ticks
        package var end: Ticks
        package var before: Ticks
    }

    /// A calendar's table as bare pointers: trivial to copy, no reference counting.
    ///
    /// Whoever holds one keeps the `WorkCalendar` it came from alive.
    package struct View: @unchecked Sendable {
        /// `count` intervals and a sentinel that begins at `Tick.never` and ends after every instant.
        let spans: UnsafePointer<Span>
        let count: Int
        let total: Ticks
        /// For each bucket of time from `origin` on, the first interval that ends after the bucket begins.
        let timeIndex: UnsafePointer<UInt32>
        let origin: Ticks
        let timeShift: Ticks
        let lastTimeBucket: Ticks
        /// For each bucket of working time, the interval in which the bucket begins.
        let workIndex: UnsafePointer<UInt32>
        let workShift: Ticks
        package let isAlways: Bool

        /// See `WorkCalendar.add(_:from:)`.
        @inline(__always)
        package func add(_ work: Ticks, from t: Ticks) -> Ticks {
            assert(work >= 0)
            if isAlways || work == 0 { return min(t &+ work, Tick.never) }
            let span = spans[index(atOrAfter: t)]
            let begin = max(t, span.start)
            let end = begin &+ work
            if end <= span.end { return min(end, Tick.never) }
            return instant(afterWork: span.before &+ (begin &- span.start) &+ work)
        }

        /// See `WorkCalendar.between(_:_:)`.
        @inline(__always)
        package func between(_ a: Ticks, _ b: Ticks) -> Ticks {
            assert(a <= b)
            return isAlways ? b &- a : open(before: b) &- open(before: a)
        }

        /// See `WorkCalendar.isOpen(at:)`.
        @inline(__always)
        package func isOpen(at t: Ticks) -> Bool {
            isAlways || (spans[index(atOrAfter: t)].start <= t && t < Tick.never)
        }

        /// See `WorkCalendar.interval(atOrAfter:)`.
        @inline(__always)
        package func interval(atOrAfter t: Ticks) -> Range<Ticks> {
            if isAlways { return -Tick.never..<Tick.never }
            let span = spans[index(atOrAfter: t)]
            return span.start..<min(span.end, Tick.never)
        }

        /// The first interval that ends after `t`.
        @inline(__always)
        func index(atOrAfter t: Ticks) -> Int {
            let bucket = min(max(0, (t &- origin) &>> timeShift), lastTimeBucket)
            var index = Int(timeIndex[Int(bucket)])
            while spans[index].end <= t { index &+= 1 }
            return index
        }

        @inline(__always)
        func open(before t: Ticks) -> Ticks {
            let span = spans[index(atOrAfter: t)]
            return span.before &+ max(0, min(t, span.end) &- span.start)
        }

        /// The earliest instant before which `work` (> 0) of open time lies in the table.
        @inline(__always)
        private func instant(afterWork work: Ticks) -> Ticks {
            if work > total { return Tick.never }
            var index = Int(workIndex[Int(work &>> workShift)])
            while spans[index &+ 1].before < work { index &+= 1 }
            return spans[index].start &+ (work &- spans[index].before)
        }
    }

    /// Owns the table that views point into.
    final class Storage: @unchecked Sendable {
        let view: View
        private let spans: UnsafeMutableBufferPointer<Span>
        private let timeIndex: UnsafeMutableBufferPointer<UInt32>
        private let workIndex: UnsafeMutableBufferPointer<UInt32>

        init(intervals: [Range<Ticks>], isAlways: Bool) {
            let table = Self.prefixSums(intervals)
            let total = table[table.count - 1].before
            let origin = intervals.first?.lowerBound ?? 0
            let length = (intervals.last?.upperBound ?? 0) - origin
            let timeShift = Self.shift(covering: length, intervals: intervals.count)
            let workShift = Self.shift(covering: total, intervals: intervals.count)
            spans = Self.allocate(table)
            timeIndex = Self.allocate(Self.timeIndex(table, origin: origin, length: length, shift: timeShift))
            workIndex = Self.allocate(Self.workIndex(table, total: total, shift: workShift))
            view = View(
                spans: UnsafePointer(spans.baseAddress!), count: intervals.count, total: total,
                timeIndex: UnsafePointer(timeIndex.baseAddress!), origin: origin, timeShift: timeShift,
                lastTimeBucket: Ticks(timeIndex.count - 1),
                workIndex: UnsafePointer(workIndex.baseAddress!), workShift: workShift,
                isAlways: isAlways)
        }

        deinit {
            spans.deallocate()
            timeIndex.deallocate()
            workIndex.deallocate()
        }

        private static func allocate<Element: BitwiseCopyable>(
            _ elements: [Element]
        ) -> UnsafeMutableBufferPointer<Element> {
            let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
            _ = buffer.initialize(from: elements)
            return buffer
        }

        private static func prefixSums(_ intervals: [Range<Ticks>]) -> [Span] {
            var table: [Span] = []
            table.reserveCapacity(intervals.count + 1)
            var before: Ticks = 0
            for interval in intervals {
                table.append(Span(start: interval.lowerBound, end: interval.upperBound, before: before))
                before += interval.upperBound - interval.lowerBound
            }
            table.append(Span(start: Tick.never, end: .max, before: before))
            return table
        }

        /// Two to four buckets an interval.
        private static func shift(covering length: Ticks, intervals: Int) -> Ticks {
            var shift: Ticks = 0
            while length >> shift > 4 * Ticks(intervals) { shift += 1 }
            return shift
        }

        private static func timeIndex(
            _ table: [Span], origin: Ticks, length: Ticks, shift: Ticks
        ) -> [UInt32] {
            var first = 0
            return (0...(length >> shift) + 1).map { bucket in
                while table[first].end <= origin + bucket << shift { first += 1 }
                return UInt32(first)
            }
        }

        private static func workIndex(_ table: [Span], total: Ticks, shift: Ticks) -> [UInt32] {
            var first = 0
            return (0...total >> shift).map { bucket in
                while first + 1 < table.count - 1, table[first + 1].before < bucket << shift { first += 1 }
                return UInt32(first)
            }
        }
    }
}
