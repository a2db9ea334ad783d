package import SimKernel

/// Splits the time of cases into work, the kinds of waiting, and by item and role.
///
/// Every turnaround of a case that the figures count splits exactly. The time of a clock that ended late
/// is the part of its case's time in which it ran: the last `lasting` ticks before its end, waits that
/// stopped it left out; where the limit counts the calendar's hours, of these only the time in them. Costs
/// memory with the number of open cases and of their visits.
package struct WhyLate: Observer, Sendable {
    package static var looksAtPartners: Bool { true }

    /// What the totals below are by.
    package var places: [TimePlaces.Place] { tables.places.places }
    /// Closed cases whose turnarounds were split.
    package private(set) var cases = 0
    /// Ticks by place and cause: see `total`.
    private var turnaround: [Int128]
    private var late: LateTotals
    private let tables: TimeTables
    private var slots = IdentityTable()
    private var histories: [CaseHistory] = []
    private var free: [Int] = []

    package init(_ model: Model) {
        tables = TimeTables(model)
        let size = tables.places.places.count * TimeCause.count
        turnaround = Array(repeating: 0, count: size)
        late = LateTotals(size: size, limits: model.limits.count)
    }

    /// Of the turnarounds of all counted cases.
    package func turnaround(at place: Int, _ cause: TimeCause) -> Int128 {
        turnaround[place * TimeCause.count + cause.index]
    }

    /// Of all counted clocks of that limit which ended late, as their own clocks count it.
    package func lateTime(limit: Int, at place: Int, _ cause: TimeCause) -> Int128 {
        late.totals[limit * late.size + place * TimeCause.count + cause.index]
    }

    // MARK: - What happens

    package mutating func observe(
        _ moment: CaseMoment, case identity: UInt64, op: Int, at time: Ticks, value: Int64
    ) {
        if moment == .arrives { return arrives(identity, at: time) }
        // Of a case that has ended, a branch may still have work in hand.
        guard let slot = slots[identity] else { return }
        histories[slot].leaveFork(for: op, at: time, tables, &late)
        switch moment {
        case .comes: histories[slot].comes(op, at: time, tables)
        case .starts, .setsOut:
            histories[slot].starts(op, at: time, value, isOnTheWay: moment == .setsOut, tables, &late)
        case .handsOver, .isInterrupted: histories[slot].stops(op, at: time, left: value, tables)
        case .movesOver: histories[slot].movesOver(op, to: Int(value), at: time, tables, &late)
        case .done, .givesUp, .passes: histories[slot].leaves(op, at: time, tables, &late)
        case .ends: ends(identity, slot, at: time)
        case .arrives, .onTime, .late, .fallsDue: break
        }
    }

    package mutating func joins(case identity: UInt64, op: Int, team: Int) {
        guard let slot = slots[identity] else { return }
        histories[slot].joins(op, team: team)
    }

    package mutating func begins(
        case identity: UInt64, op: Int, team: Int, since: Ticks, partly: Ticks, last: Int, at time: Ticks
    ) {
        guard let slot = slots[identity] else { return }
        histories[slot].begins(op, team: team, partly: partly, last: last, at: time, tables, &late)
    }

    package mutating func judges(
        case identity: UInt64, op: Int, limit: Int, stratum: Int, lasting: Ticks, isLate: Bool,
        isCounted: Bool, at time: Ticks
    ) {
        guard isLate && isCounted, let slot = slots[identity] else { return }
        let clock = LateClock(op: op, limit: limit, stratum: stratum, lasting: lasting, end: time)
        histories[slot].judges(clock, tables, &late)
    }

    package mutating func closes(case identity: UInt64, arrival: Ticks, at time: Ticks) {
        guard let slot = slots[identity] else { return }
        cases += 1
        histories[slot].closes(arrival: arrival, at: time, tables, &late, into: &turnaround)
    }

    private mutating func arrives(_ identity: UInt64, at time: Ticks) {
        let slot = free.popLast() ?? histories.count
        if slot == histories.count { histories.append(CaseHistory()) }
        histories[slot].begin(at: time)
        slots.set(slot, for: identity)
    }

    private mutating func ends(_ identity: UInt64, _ slot: Int, at time: Ticks) {
        histories[slot].attributeAll(tables, &late)
        slots.remove(identity)
        free.append(slot)
    }

    /// The run is over: clocks that were judged at its bound are split, what was open is forgotten.
    mutating func finish() {
        for slot in slots.values { histories[slot].attributeAll(tables, &late) }
        slots = IdentityTable()
        histories = []
        free = []
    }
}

/// Ticks by limit, place and cause.
struct LateTotals: Sendable {
    let size: Int
    var totals: [Int128]

    init(size: Int, limits: Int) {
        self.size = size
        totals = Array(repeating: 0, count: size * limits)
    }

    mutating func add(_ split: TimeSplit, limit: Int, place: Int) {
        let base = limit * size + place * TimeCause.count
        for i in 0..<TimeCause.count { totals[base + i] += Int128(split[i]) }
    }
}

/// A clock that ended late and whose time is to be split.
struct LateClock {
    /// Where the case or its branch was.
    var op: Int
    var limit: Int
    /// Index into the limit's strata.
    var stratum: Int
    var lasting: Ticks
    var end: Ticks
}
