internal import SimKernel

/// What an arrival in the event list is about, by its highest bits; a plain stream's has neither.
enum ArrivalSlot {
    /// A date of a duty.
    static let duty: UInt32 = 0x2000_0000
    /// An arrival of a stream whose incidents bring several cases, or whose cases are given.
    static let incident: UInt32 = 0x4000_0000
    /// One case of an incident.
    static let expected: UInt32 = 0x8000_0000
    /// A case that comes back.
    static let returning: UInt32 = 0xC000_0000
}

/// Cases of incidents that have happened and that come later, in one growing block with a free list.
struct ExpectedCases {
    struct Entry {
        var identity: UInt64
        /// The free list's link while the entry is unused.
        var stream: Int32
    }
    private var entries: UnsafeMutablePointer<Entry>
    private var capacity = 16
    private var used = 0
    private var firstFree: Int32 = -1

    init() { entries = .allocate(capacity: capacity) }

    func deallocate() { entries.deallocate() }

    mutating func add(_ identity: UInt64, stream: Int) -> UInt32 {
        let entry = Entry(identity: identity, stream: Int32(truncatingIfNeeded: stream))
        if firstFree >= 0 {
            let index = firstFree
            firstFree = entries[Int(index)].stream
            entries[Int(index)] = entry
            return UInt32(bitPattern: index)
        }
        if used == capacity { grow() }
        (entries + used).initialize(to: entry)
        used += 1
        return UInt32(used - 1)
    }

    mutating func take(_ index: UInt32) -> Entry {
        let entry = entries[Int(index)]
        entries[Int(index)].stream = firstFree
        firstFree = Int32(bitPattern: index)
        return entry
    }

    private mutating func grow() {
        precondition(capacity <= Int(Int32.max) / 2, "too many cases of incidents to come")
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: entries, count: used)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }
}

/// Arrivals that bring several cases, or cases of which something is known.
extension Engine {
    @inline(never)
    mutating func incidentArrives(_ slot: UInt32) {
        if slot >= ArrivalSlot.expected {
            let entry = expected.take(slot ^ ArrivalSlot.expected)
            return knownCaseArrives(entry.identity, of: Int(entry.stream))
        }
        let stream = Int(slot ^ ArrivalSlot.incident)
        scheduleArrival(of: stream)
        let identity = streams[stream].identity | streams[stream].ordinal
        streams[stream].ordinal &+= 1
        guard let incident = model.streams[stream].incident else {
            return knownCaseArrives(identity, of: stream)
        }
        let size = key.bits(case: identity, name: 0, visit: 0, purpose: .incident)
        for place in 0..<Incident.cases(incident.size.view.draw(size.first)) {
            expect(Incident.identity(identity, place: place), of: stream, after: incident.delay)
        }
    }

    /// Each is an arrival of its own, also those that come at once.
    private mutating func expect(_ identity: UInt64, of stream: Int, after delay: QuantileTable?) {
        var time = now
        if let delay {
            time += delay.view.draw(
                key.bits(case: identity, name: 0, visit: 0, purpose: .incident).second)
        }
        guard time < horizon.bound else { return }
        let index = expected.add(identity, stream: stream)
        schedule(at: time, rank: Rank.arrival, slot: ArrivalSlot.expected | index)
    }

    private mutating func knownCaseArrives(_ identity: UInt64, of stream: Int) {
        let slot = newCase(identity, of: stream)
        let given = model.streams[stream].given
        let row = Int(truncatingIfNeeded: identity & (1 << Incident.bitsOfNumber - 1))
        if streams[stream].drawCount > 0 { findWords(slot, of: stream, given, row: row) }
        if hasNumbers { drawNumbers(slot) }
        for column in given?.numbers ?? [] { pool.numbers(slot)[column.number] = column.values[row] }
        beginCase(slot, of: stream)
    }

    private mutating func findWords(
        _ slot: UInt32, of stream: Int, _ given: GivenValues?, row: Int
    ) {
        let record = pool.record(slot)
        for k in 0..<streams[stream].drawCount {
            let index = Int(streams[stream].draws[k])
            let words = record.pointee.words
            if let column = given?.words.first(where: { $0.draw == index }) {
                record.pointee.words |= column.masks[row]
            } else {
                record.pointee.words |= drawnWord(index, record.pointee.identity, words)
            }
        }
        classify(record)
    }
}
