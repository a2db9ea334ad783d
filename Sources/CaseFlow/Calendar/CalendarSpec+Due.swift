package import SimKernel

/// Single questions to a calendar, which build the tables they need.
extension CalendarSpec {
    /// When something that begins at `from` is due.
    ///
    /// - Parameter pauses: while its clock is stopped; sorted and disjoint. One that begins when the
    ///   clock has run out, or ends before it starts, changes nothing; one that is running when the clock
    ///   would start lets it start at its end.
    /// - Returns: `Tick.never` where the zone's changes are not known far enough, or nothing falls due
    ///   within four centuries. All instants given must lie in `zone.known`.
    package func due(from: Ticks, within length: Length, pauses: [Range<Ticks>] = []) -> Ticks {
        precondition(
            zip(pauses, pauses.dropFirst()).allSatisfy { $0.upperBound <= $1.lowerBound },
            "pauses must be sorted and disjoint")
        let latest = max(from, pauses.last?.upperBound ?? from)
        var margin = 400 * Tick.day
        while true {
            let end = min(latest + margin, zone.known.upperBound, from + Self.farthest)
            let due = dueCalendar(from: from, to: max(end, latest)).due(
                from: from, length, pauses: pauses)
            if due < Tick.never || end < latest + margin { return due }
            margin *= 8
        }
    }

    /// Working time and plain time in `[a, b)`, where `a <= b`.
    package func between(_ a: Ticks, _ b: Ticks) -> (working: Ticks, elapsed: Ticks) {
        (workCalendar(for: hours, from: a, to: b).between(a, b), b - a)
    }

    /// Farther than any limit reaches: how much time is searched for a due instant.
    private static let farthest = 146_097 * Tick.day
}

extension DueCalendar {
    /// The same with stopped clocks; see `CalendarSpec.due(from:within:pauses:)`.
    package func due(from t: Ticks, _ length: Length, pauses: [Range<Ticks>]) -> Ticks {
        let relevant = pauses.filter { $0.upperBound > t }
        let start = relevant.first.map { $0.contains(t) ? $0.upperBound : t } ?? t
        var due = due(from: start, length)
        for pause in relevant where start <= pause.lowerBound && pause.lowerBound < due {
            let left = left(until: due, at: pause.lowerBound, length)
            due = self.due(after: left, from: pause.upperBound, length)
        }
        return due
    }
}
