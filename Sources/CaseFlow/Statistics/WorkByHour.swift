package import SimKernel

/// Sums people's time at work, ways out and back included, by role and hour of the local week. Times in
/// which work stands still while nobody is on duty are no work. Whoever serves several roles counts in
/// the own one. Exact in ticks, at about 20 ns a stretch.
package struct WorkByHour: Observer, Sendable {
    /// From Monday 00:00 on.
    package static let hours = 168
    package static var looksAtWork: Bool { true }

    /// Ticks by role, then by hour of the week; within the counted window.
    private var totals: [Int128]
    private let window: Range<Ticks>
    private let zone: ZoneOffsets
    /// The stretch of one offset that was looked up last.
    private var known: Range<Ticks> = 0..<0
    private var offset: Ticks = 0

    package init(_ model: Model) {
        totals = Array(repeating: 0, count: model.roles.count * Self.hours)
        window = model.horizon.windowStart..<model.horizon.windowEnd
        zone = model.dueCalendar.zone
    }

    /// Person-time of the role in that hour of the week, in ticks.
    package func work(role: Int, hour: Int) -> Int128 { totals[role * Self.hours + hour] }

    package func work(role: Int) -> Int128 {
        totals[role * Self.hours..<(role + 1) * Self.hours].reduce(0, +)
    }

    /// How long each hour of the week lasts within the window, in ticks: weeks times an hour, but for the
    /// ends of the window and changes of the clock.
    package static func lengths(_ model: Model) -> [Ticks] {
        var whole = WorkByHour(model)
        whole.totals = Array(repeating: 0, count: hours)
        whole.add(1, to: 0, in: whole.window)
        return whole.totals.map { Ticks(truncatingIfNeeded: $0) }
    }

    package mutating func observe(
        _ moment: CaseMoment, case identity: UInt64, op: Int, at time: Ticks, value: Int64
    ) {}

    package mutating func works(role: Int, people: Int, in time: Range<Ticks>) {
        add(Int128(people), to: role, in: time.clamped(to: window))
    }

    private mutating func add(_ people: Int128, to role: Int, in time: Range<Ticks>) {
        var from = time.lowerBound
        while from < time.upperBound {
            if !known.contains(from) { lookUp(from) }
            // Monday 1969-12-29 was three days before the clock's zero.
            let clock = from + offset + 3 * Tick.day
            let (hour, passed) = floorDivision(clock, Tick.hour)
            let until = min(time.upperBound, known.upperBound, from + Tick.hour - passed)
            let cell = Int(floorDivision(hour, Ticks(Self.hours)).remainder)
            totals[role * Self.hours + cell] += people * Int128(until - from)
            from = until
        }
    }

    private mutating func lookUp(_ instant: Ticks) {
        let next = zone.transitions.firstIndex { $0.from > instant } ?? zone.transitions.count
        let start = next == 0 ? -Tick.never : max(-Tick.never, zone.transitions[next - 1].from)
        let end = next < zone.transitions.count ? zone.transitions[next].from : Tick.never
        known = min(start, instant)..<end
        offset = Ticks(zone.offset(at: instant)) * Tick.second
    }
}
