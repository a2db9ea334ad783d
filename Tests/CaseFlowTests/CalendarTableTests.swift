import CaseFlow
import SimKernel
import Testing

/// Work calendars against a walk over every minute, on random calendars.
@Suite struct CalendarTableTests {
    /// A random calendar on whole minutes, and the same as one truth value a minute.
    private struct Sample {
        let calendar: WorkCalendar
        let minutes: [Bool]
        let start: Ticks

        /// - Parameter evenness: 0 makes intervals of very different lengths.
        init(_ choices: inout SeededChoices, evenness: Int) {
            start = Ticks(Int.random(in: -100_000...100_000, using: &choices)) * Tick.minute
            var minutes: [Bool] = []
            for _ in 0..<Int.random(in: 1...40, using: &choices) {
                let longest = evenness == 0 ? [1, 5, 1_000][Int.random(in: 0..<3, using: &choices)] : 60
                minutes += Array(repeating: false, count: Int.random(in: 0...longest, using: &choices))
                minutes += Array(repeating: true, count: Int.random(in: 1...longest, using: &choices))
            }
            self.minutes = minutes
            let start = start
            calendar = WorkCalendar(
                intervals: minutes.indices.filter { minutes[$0] }.map {
                    start + Ticks($0) * Tick.minute..<start + Ticks($0 + 1) * Tick.minute
                })
        }

        func isOpen(at t: Ticks) -> Bool {
            t >= start && t < end && minutes[Int((t - start) / Tick.minute)]
        }

        var end: Ticks { start + Ticks(minutes.count) * Tick.minute }

        func between(_ a: Ticks, _ b: Ticks) -> Ticks {
            minutes.indices.reduce(0) { sum, index in
                let from = start + Ticks(index) * Tick.minute
                let overlap = min(b, from + Tick.minute) - max(a, from)
                return minutes[index] ? sum + max(0, overlap) : sum
            }
        }

        func add(_ work: Ticks, from t: Ticks) -> Ticks {
            var rest = work
            if rest == 0 { return t }
            for index in minutes.indices where minutes[index] {
                let from = start + Ticks(index) * Tick.minute
                let available = from + Tick.minute - max(t, from)
                if available <= 0 { continue }
                if rest <= available { return max(t, from) + rest }
                rest -= available
            }
            return Tick.never
        }

        func instant(_ choices: inout SeededChoices) -> Ticks {
            let anywhere = Ticks.random(in: start - Tick.hour...end + Tick.hour, using: &choices)
            return Bool.random(using: &choices) ? anywhere : anywhere / Tick.minute * Tick.minute
        }

        func work(_ choices: inout SeededChoices) -> Ticks {
            let total = calendar.between(start, end)
            let share = Ticks.random(in: 0...(total + total / 8), using: &choices)
            return Bool.random(using: &choices) ? share : share / Tick.minute * Tick.minute
        }
    }

    @Test(arguments: [0, 1])
    func `the lookups agree with a walk over every minute`(evenness: Int) {
        var choices = SeededChoices(seed: 11)
        for round in 0..<25 {
            let sample = Sample(&choices, evenness: evenness)
            for _ in 0..<25 {
                let (a, b) = (sample.instant(&choices), sample.instant(&choices))
                let work = sample.work(&choices)
                let calendar = sample.calendar
                #expect(calendar.isOpen(at: a) == sample.isOpen(at: a), "round \(round)")
                #expect(calendar.add(work, from: a) == sample.add(work, from: a), "round \(round)")
                #expect(
                    calendar.between(min(a, b), max(a, b)) == sample.between(min(a, b), max(a, b)),
                    "round \(round)")
            }
        }
    }

    @Test func `add and between are inverse, additive and monotone`() {
        var choices = SeededChoices(seed: 12)
        for round in 0..<200 {
            let sample = Sample(&choices, evenness: round % 2)
            let calendar = sample.calendar
            for _ in 0..<200 {
                let (t, work, more) = (
                    sample.instant(&choices), sample.work(&choices), sample.work(&choices)
                )
                let end = calendar.add(work, from: t)
                guard end < Tick.never else { continue }
                #expect(calendar.between(t, end) == work, "round \(round)")
                #expect(end >= t + work)
                #expect(calendar.add(more, from: end) == calendar.add(work + more, from: t))
                #expect(calendar.add(work + 1, from: t) > end)
                #expect(calendar.add(work, from: t + 1) >= end || work == 0)
                let later = end + Tick.hour
                #expect(
                    calendar.between(t, later) == calendar.between(t, end) + calendar.between(end, later))
            }
        }
    }

    @Test func `the interval at or after an instant is the one that is open or opens next`() {
        var choices = SeededChoices(seed: 13)
        for _ in 0..<100 {
            let sample = Sample(&choices, evenness: 0)
            let calendar = sample.calendar
            for _ in 0..<50 {
                let t = sample.instant(&choices)
                let interval = calendar.interval(atOrAfter: t)
                if interval.lowerBound == Tick.never {
                    #expect(interval.isEmpty && calendar.between(t, Tick.never) == 0)
                    continue
                }
                #expect(calendar.isOpen(at: t) == (interval.lowerBound <= t))
                #expect(interval.upperBound > t)
                #expect(calendar.between(min(t, interval.lowerBound), interval.lowerBound) == 0)
                #expect(!calendar.isOpen(at: interval.upperBound))
                #expect(!calendar.isOpen(at: interval.lowerBound - 1))
            }
        }
    }

    @Test func `an intersection is open where both are`() {
        var choices = SeededChoices(seed: 14)
        for _ in 0..<100 {
            let left = Sample(&choices, evenness: 1)
            let shift = Ticks(Int.random(in: 0..<500, using: &choices)) * Tick.minute
            let right = WorkCalendar(
                intervals: Sample(&choices, evenness: 0).calendar.intervals.map {
                    let moved = left.start + shift
                    return $0.lowerBound % Tick.week + moved..<$0.upperBound - $0.lowerBound
                        + $0.lowerBound % Tick.week + moved
                }.sorted { $0.lowerBound < $1.lowerBound }.reduce(into: [Range<Ticks>]()) { kept, next in
                    if (kept.last?.upperBound ?? -Tick.never) < next.lowerBound { kept.append(next) }
                })
            let both = left.calendar.intersection(right)
            #expect(both == right.intersection(left.calendar))
            for _ in 0..<100 {
                let t = left.instant(&choices)
                #expect(both.isOpen(at: t) == (left.calendar.isOpen(at: t) && right.isOpen(at: t)))
            }
        }
    }

    @Test func `always is open, adds plainly and is neutral in an intersection`() {
        let always = WorkCalendar.always
        #expect(always.isAlways && always.isOpen(at: 7) && always.isOpen(at: -7))
        #expect(always.add(5, from: -3) == 2)
        #expect(always.between(-3, 2) == 5)
        #expect(always.add(Tick.never, from: Tick.day) == Tick.never)
        #expect(always.interval(atOrAfter: 0).contains(0))
        let hours = WorkCalendar(intervals: [10..<20])
        #expect(always.intersection(hours) == hours && hours.intersection(always) == hours)
        #expect(always.intersection(always).isAlways)
    }

    @Test func `adjacent intervals are one, empty ones none`() {
        let calendar = WorkCalendar(intervals: [0..<10, 10..<20, 25..<25, 30..<40])
        #expect(calendar.intervals == [0..<20, 30..<40])
        #expect(calendar == WorkCalendar(intervals: [0..<20, 30..<40]))
        #expect(calendar.add(10, from: 5) == 15)
        #expect(calendar.add(15, from: 5) == 20)
        #expect(calendar.add(16, from: 5) == 31)
        #expect(calendar.add(0, from: 22) == 22)
    }

    @Test func `a calendar without hours never opens`() {
        let closed = WorkCalendar(intervals: [])
        #expect(!closed.isOpen(at: 0) && !closed.isAlways)
        #expect(closed.add(1, from: 0) == Tick.never)
        #expect(closed.add(0, from: 3) == 3)
        #expect(closed.between(0, Tick.never) == 0)
        #expect(closed.interval(atOrAfter: 0) == Tick.never..<Tick.never)
    }
}
