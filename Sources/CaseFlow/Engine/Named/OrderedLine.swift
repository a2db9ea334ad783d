internal import SimKernel

/// What a case of a model with named people has beside its record.
struct NamedRecord {
    var key = LineKey(ticket: 0)
    var line: Int32 = -1
    var isInLine = false
    /// Since when it has stood in this line.
    var stands = Ticks.min
    /// The people at work on it, or those who are to resume it; -1: none.
    var crew: Int32 = -1
    /// The first of the crews that are held for it; -1: none.
    var held: Int32 = -1
    /// Insertion number of the one event that is meant; others are of the past.
    var live: UInt32 = 0
}

/// A line that can be looked through and left from anywhere: slots in order, with room on both sides.
///
/// Most cases join at the end and leave from the front, where nothing is moved. Cost of joining or
/// leaving elsewhere: four bytes moved for each case on the shorter way.
struct OrderedLine {
    private var slots: UnsafeMutablePointer<UInt32>
    private var capacity = 16
    private var head = 0
    private(set) var count = 0
    /// Cases of it that not everybody of the team may begin.
    var wishes = 0

    init() { slots = .allocate(capacity: 16) }

    func deallocate() { slots.deallocate() }

    subscript(_ i: Int) -> UInt32 { slots[head + i] }

    mutating func insert(_ slot: UInt32, in pool: borrowing CasePool) {
        let i = place(of: pool.named(slot).pointee.key, in: pool)
        if head + count == capacity { makeRoom() }
        var k = head + count
        while k > head + i {
            slots[k] = slots[k - 1]
            k -= 1
        }
        slots[k] = slot
        count += 1
    }

    mutating func remove(_ slot: UInt32) {
        var i = 0
        while slots[head + i] != slot { i += 1 }
        if i <= count / 2 {
            while i > 0 {
                slots[head + i] = slots[head + i - 1]
                i -= 1
            }
            head += 1
        } else {
            while i < count - 1 {
                slots[head + i] = slots[head + i + 1]
                i += 1
            }
        }
        count -= 1
        if count == 0 { head = 0 }
    }

    /// Where a case with this key belongs: behind all that precede it.
    private func place(of key: LineKey, in pool: borrowing CasePool) -> Int {
        if count == 0 || LineKey.precedes(pool.named(slots[head + count - 1]).pointee.key, key) {
            return count
        }
        var low = 0
        var high = count - 1
        while low < high {
            let middle = (low + high) / 2
            if LineKey.precedes(pool.named(slots[head + middle]).pointee.key, key) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private mutating func makeRoom() {
        if head > capacity / 2 {
            slots.update(from: slots + head, count: count)
        } else {
            let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * capacity)
            larger.update(from: slots + head, count: count)
            slots.deallocate()
            slots = larger
            capacity *= 2
        }
        head = 0
    }
}
