internal import SimKernel

/// People who are on one case together.
struct CrewRecord {
    enum Phase: UInt8 { case onTheWay, working, returning, held, dispersed }
    var phase = Phase.working
    var count: Int32 = 0
    var slot: UInt32 = 0
    /// The next crew held for the same case, or the next unused one.
    var next: Int32 = -1
    /// Roles in which they do the work: its hours must run too.
    var roles: UInt64 = 0
    /// The way out, and back; -1: there is none.
    var travel: Ticks = -1
    /// Billionths of the ordinary speed at which they work: that of the slowest.
    var speed: Int64 = Learning.ordinary
    /// Whose rule at closing they follow.
    var team: Int32 = -1
    /// Item of whose `holds until` they wait.
    var op: Int32 = -1
}

/// Crews in one growing block, with a free list.
struct CrewPool: ~Copyable {
    let width: Int
    private var records: UnsafeMutablePointer<CrewRecord>
    private var people: UnsafeMutablePointer<Int32>
    private var capacity = 64
    private var used = 0
    private var firstFree: Int32 = -1

    init(width: Int) {
        self.width = width
        records = .allocate(capacity: 64)
        people = .allocate(capacity: 64 * width)
    }

    deinit {
        records.deallocate()
        people.deallocate()
    }

    func record(_ crew: Int32) -> UnsafeMutablePointer<CrewRecord> { records + Int(crew) }
    func people(_ crew: Int32) -> UnsafeMutablePointer<Int32> { people + Int(crew) * width }

    mutating func take(_ members: UnsafeMutablePointer<Int32>, count: Int, slot: UInt32) -> Int32 {
        var crew = firstFree
        if crew >= 0 {
            firstFree = records[Int(crew)].next
        } else {
            if used == capacity { grow() }
            crew = Int32(used)
            used += 1
        }
        (records + Int(crew)).initialize(to: CrewRecord(count: Int32(count), slot: slot))
        people(crew).update(from: members, count: count)
        return crew
    }

    mutating func give(back crew: Int32) {
        records[Int(crew)].next = firstFree
        firstFree = crew
    }

    private mutating func grow() {
        let moreRecords = UnsafeMutablePointer<CrewRecord>.allocate(capacity: 2 * capacity)
        moreRecords.update(from: records, count: used)
        records.deallocate()
        records = moreRecords
        let morePeople = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * capacity * width)
        morePeople.update(from: people, count: used * width)
        people.deallocate()
        people = morePeople
        capacity *= 2
    }
}
