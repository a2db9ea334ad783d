package import SimKernel

/// A moment on a local clock: a date and the time since its midnight as the clock shows it.
package struct LocalTime: Sendable, Hashable {
    package var date: CivilDate
    /// 0 to 24 hours (24:00 is the next midnight).
    package var timeOfDay: Ticks

    package init(date: CivilDate, timeOfDay: Ticks = 0) {
        self.date = date
        self.timeOfDay = timeOfDay
    }
}

/// A time zone as data: from which instant on the local clock is how far ahead of UTC.
///
/// Two questions have two answers when the clock changes; the answers are fixed here.
/// - A clock time that comes twice (autumn) means its first occurrence.
/// - A clock time that is leapt over (spring): as the moment of something that happens
///   (`instant(of:)`) it is moved forward by the leap, 02:30 becomes 03:30; as the edge of hours or
///   of a date (`firstInstant(showing:)`) it is the leap itself, the first instant at which the
///   clock shows that time or a later one, so that hours never overlap or run backward.
package struct ZoneOffsets: Sendable, Equatable {
    package struct Transition: Sendable, Equatable {
        package var from: Ticks
        /// Seconds that the local clock is ahead of UTC; within a day.
        package var offset: Int

        package init(from: Ticks, offset: Int) {
            self.from = from
            self.offset = offset
        }
    }

    /// Sorted; the first one also holds for all time before it.
    package let transitions: [Transition]
    /// The instants for which the transitions are complete.
    package let known: Range<Ticks>

    package init(_ transitions: [Transition], known: Range<Ticks> = ZoneOffsets.allTime) {
        precondition(!transitions.isEmpty, "a zone has at least one offset")
        precondition(transitions.allSatisfy { abs($0.offset) < 86_400 }, "an offset is less than a day")
        precondition(
            zip(transitions, transitions.dropFirst()).allSatisfy { $0.from < $1.from },
            "transitions must be sorted")
        self.transitions = transitions
        self.known = known
    }

    /// A clock that never changes, `offset` seconds ahead of UTC.
    package static func fixed(_ offset: Int) -> ZoneOffsets {
        ZoneOffsets([Transition(from: -Tick.never, offset: offset)])
    }

    package static let utc = fixed(0)

    /// About 7000 years to either side of 1970, so that what comes a day later is still before `never`.
    package static let allTime = -7_000 * 365 * Tick.day..<7_000 * 365 * Tick.day

    /// Seconds ahead of UTC at an instant. O(log n) in the number of changes.
    package func offset(at instant: Ticks) -> Int { transitions[index(at: instant)].offset }

    package func local(at instant: Ticks) -> LocalTime {
        let clock = instant + Ticks(offset(at: instant)) * Tick.second
        let (day, timeOfDay) = floorDivision(clock, Tick.day)
        return LocalTime(date: CivilDate(daysSince1970: Int(day)), timeOfDay: timeOfDay)
    }

    /// When the clock shows that time; a leapt-over time is moved forward by the leap.
    package func instant(of local: LocalTime) -> Ticks {
        instant(ofDay: local.date.daysSince1970, timeOfDay: local.timeOfDay)
    }

    /// The same for a day since 1970; `timeOfDay` may exceed a day.
    package func instant(ofDay day: Int, timeOfDay: Ticks) -> Ticks {
        let clock = Ticks(day) * Tick.day + timeOfDay
        let index = firstTransition(reaching: clock)
        let instant = clock - shift(index)
        return index > 0 && instant < transitions[index].from ? clock - shift(index - 1) : instant
    }

    /// The first instant at which the clock shows that time or a later one.
    ///
    /// Never decreases as the clock time grows. `timeOfDay` may exceed a day.
    package func firstInstant(showingDay day: Int, timeOfDay: Ticks) -> Ticks {
        let clock = Ticks(day) * Tick.day + timeOfDay
        let index = firstTransition(reaching: clock)
        let instant = clock - shift(index)
        return index > 0 ? max(instant, transitions[index].from) : instant
    }

    private func shift(_ index: Int) -> Ticks { Ticks(transitions[index].offset) * Tick.second }

    private func index(at instant: Ticks) -> Int {
        var (low, high) = (0, transitions.count)
        while high - low > 1 {
            let middle = (low + high) / 2
            if transitions[middle].from <= instant { low = middle } else { high = middle }
        }
        return low
    }

    /// The first stretch of constant offset whose local clock goes beyond that time.
    private func firstTransition(reaching clock: Ticks) -> Int {
        var index = index(at: clock - Tick.day)
        while index + 1 < transitions.count, clock >= transitions[index + 1].from + shift(index) {
            index += 1
        }
        return index
    }
}
