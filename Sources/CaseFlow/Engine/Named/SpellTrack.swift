internal import SimKernel

/// The absences of one person from one cause, found as far ahead as anybody has asked.
struct SpellTrack {
    private let absence: Absence
    private let identity: UInt64
    private let start: Ticks
    private var spans: UnsafeMutablePointer<Range<Ticks>>
    private var count = 0
    private var capacity = 16
    /// The first span that ends after the instant asked for last.
    private var hint = 0
    private var next: UInt64 = 0
    /// End of the last absence found.
    private var reached: Ticks
    private var hasBegun = false
    private var isAwayFirst = false
    /// What was drawn for the presence that comes after the last absence.
    private var lastPresence: UInt64 = 0
    /// The hours in which that ends.
    private var open: Range<Ticks> = 0..<0

    init(_ absence: Absence, of person: Person, from start: Ticks) {
        self.absence = absence
        identity = UInt64(person.number) << 48
        self.start = start
        reached = start
        spans = .allocate(capacity: 16)
    }

    func deallocate() { spans.deallocate() }

    /// The first absence that ends after `t`.
    mutating func absence(
        endingAfter t: Ticks, _ tables: UnsafeMutablePointer<QuantileTable.View>, _ key: StreamKey,
        _ calendar: UnsafeMutablePointer<WorkCalendar.View>
    ) -> Range<Ticks> {
        while count == 0 || spans[count - 1].upperBound <= t { grow(tables, key, calendar) }
        while hint > 0 && spans[hint - 1].upperBound > t { hint -= 1 }
        while spans[hint].upperBound <= t { hint += 1 }
        return spans[hint]
    }

    /// Several at once: they are drawn faster so than one at each question.
    private mutating func grow(
        _ tables: UnsafeMutablePointer<QuantileTable.View>, _ key: StreamKey,
        _ calendar: UnsafeMutablePointer<WorkCalendar.View>
    ) {
        if !hasBegun {
            hasBegun = true
            isAwayFirst = bits(0, key, block: 1).first < absence.share
        }
        for _ in 0..<Self.batch where reached < Tick.never { growByOne(tables, key, calendar) }
    }

    private static var batch: Int { 8 }

    @inline(__always)
    private mutating func growByOne(
        _ tables: UnsafeMutablePointer<QuantileTable.View>, _ key: StreamKey,
        _ calendar: UnsafeMutablePointer<WorkCalendar.View>
    ) {
        // Presence and absence of one number come from one draw; whoever begins away has the absence first.
        let lengths = bits(next, key, block: 0)
        let spell = tables[absence.spell].draw(lengths.second)
        var presence: Ticks = 0
        if !isAwayFirst {
            presence = tables[absence.presence].draw(lengths.first)
        } else if next > 0 {
            presence = tables[absence.presence].draw(lastPresence)
        }
        lastPresence = lengths.first
        next += 1
        let from = advance(presence, from: reached, calendar)
        let until = advance(spell, from: from, calendar)
        reached = until
        if until >= Tick.never { reached = .max }
        // No time away is no absence.
        if from < reached { append(from..<reached) }
    }

    private func bits(_ number: UInt64, _ key: StreamKey, block: UInt8) -> RandomBits {
        key.bits(case: identity | number, name: absence.key, visit: 0, purpose: .absence, block: block)
    }

    @inline(__always)
    private mutating func advance(
        _ time: Ticks, from t: Ticks, _ calendar: UnsafeMutablePointer<WorkCalendar.View>
    ) -> Ticks {
        if !absence.inOwnHours { return min(t &+ time, Tick.never) }
        // Many a short spell ends within the hours in which it begins.
        if t >= open.lowerBound && t < open.upperBound && time <= open.upperBound &- t { return t &+ time }
        let end = calendar.pointee.add(time, from: t)
        open = calendar.pointee.interval(atOrAfter: end)
        return end
    }

    /// Time of the calendar within `window` in which the person is away.
    mutating func timeAway(
        in window: Range<Ticks>, _ tables: UnsafeMutablePointer<QuantileTable.View>, _ key: StreamKey,
        _ calendar: UnsafeMutablePointer<WorkCalendar.View>
    ) -> Ticks {
        _ = absence(endingAfter: window.upperBound, tables, key, calendar)
        var sum: Ticks = 0
        var hours: Range<Ticks> = 0..<0
        for k in 0..<count where spans[k].upperBound > window.lowerBound {
            let start = max(spans[k].lowerBound, window.lowerBound)
            let end = min(spans[k].upperBound, window.upperBound)
            if start >= end { break }
            if start < hours.lowerBound || end > hours.upperBound {
                hours = calendar.pointee.interval(atOrAfter: start)
            }
            let isWithin = start >= hours.lowerBound && end <= hours.upperBound
            sum &+= isWithin ? end &- start : calendar.pointee.between(start, end)
        }
        return sum
    }

    private mutating func append(_ span: Range<Ticks>) {
        if count == capacity {
            let larger = UnsafeMutablePointer<Range<Ticks>>.allocate(capacity: 2 * capacity)
            larger.moveInitialize(from: spans, count: count)
            spans.deallocate()
            spans = larger
            capacity *= 2
        }
        (spans + count).initialize(to: span)
        count += 1
    }
}
