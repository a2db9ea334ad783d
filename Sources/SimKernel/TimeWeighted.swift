/// The integral over time of a whole-numbered level (cases open, people busy). Exact.
package struct TimeWeighted: Sendable, Equatable {
    package private(set) var level: Int
    package private(set) var since: Ticks
    private var area: Int128 = 0

    package init(level: Int = 0, from start: Ticks) {
        self.level = level
        since = start
    }

    /// The level changes by `difference` at `now`, which must not lie before the last change.
    @inline(__always)
    package mutating func add(_ difference: Int, at now: Ticks) {
        set(level + difference, at: now)
    }

    @inline(__always)
    package mutating func set(_ newLevel: Int, at now: Ticks) {
        precondition(now >= since, "time runs back")
        area += Int128(level) * Int128(now - since)
        level = newLevel
        since = now
    }

    /// Level times ticks from the start until `end`, which must not lie before the last change.
    package func integral(until end: Ticks) -> Int128 {
        precondition(end >= since, "time runs back")
        return area + Int128(level) * Int128(end - since)
    }

    /// Forgets what was before `now` and keeps the level: where a counted window begins.
    package mutating func restart(at now: Ticks) {
        set(level, at: now)
        area = 0
    }
}
