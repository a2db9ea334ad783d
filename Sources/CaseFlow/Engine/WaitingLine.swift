internal import SimKernel

/// Order of a case in a line: the keys of the discipline's rules, then the ticket.
struct LineKey {
    /// Rules that a line can be ordered by.
    static let rules = 4

    var a: Int64 = 0
    var b: Int64 = 0
    var c: Int64 = 0
    var d: Int64 = 0
    var ticket: UInt64

    @inline(__always)
    static func precedes(_ x: LineKey, _ y: LineKey) -> Bool {
        if x.a != y.a { return x.a < y.a }
        if x.b != y.b { return x.b < y.b }
        if x.c != y.c { return x.c < y.c }
        if x.d != y.d { return x.d < y.d }
        return x.ticket < y.ticket
    }
}

/// The cases that wait for one team.
///
/// Where the order is by class and then first come, the line is one ring per class; otherwise it is
/// a heap. Memory grows with the longest line.
struct WaitingLine {
    var count = 0
    /// Number of class ranks; 0 for a heap.
    let ranks: Int
    private let rings: UnsafeMutablePointer<Ring>
    private var heap: LineHeap

    init(ranks: Int) {
        self.ranks = ranks
        rings = .allocate(capacity: max(ranks, 1))
        for i in 0..<ranks { (rings + i).initialize(to: Ring()) }
        heap = LineHeap(capacity: ranks == 0 ? 16 : 0)
    }

    func deallocate() {
        for i in 0..<ranks { rings[i].deallocate() }
        rings.deallocate()
        heap.deallocate()
    }

    @inline(__always)
    mutating func append(_ slot: UInt32, rank: Int) {
        count &+= 1
        rings[rank].append(slot)
    }

    mutating func insert(_ slot: UInt32, key: LineKey) {
        count &+= 1
        heap.insert(LineHeap.Entry(key: key, slot: slot))
    }

    /// Puts a handed-over case back where its ticket belongs, near the head.
    mutating func restore(_ slot: UInt32, rank: Int, ticket: UInt64, in pool: borrowing CasePool) {
        count &+= 1
        rings[rank].prepend(slot)
        var i = 0
        while i + 1 < rings[rank].count, pool.record(rings[rank][i + 1]).pointee.ticket < ticket {
            rings[rank].swap(i, i + 1)
            i += 1
        }
    }

    @inline(__always)
    mutating func removeFirst() -> UInt32 {
        count &-= 1
        if ranks == 0 { return heap.removeFirst() }
        var r = 0
        while rings[r].count == 0 { r &+= 1 }
        return rings[r].removeFirst()
    }

    /// Takes a case out wherever it stands; false where it is not in the line. Linear in the line.
    mutating func remove(_ slot: UInt32) -> Bool {
        var isFound = ranks == 0 && heap.remove(slot)
        for r in 0..<ranks where !isFound { isFound = rings[r].remove(slot) }
        if isFound { count &-= 1 }
        return isFound
    }

    /// Key of the first case; the line must not be empty.
    func firstKey(_ pool: borrowing CasePool) -> LineKey {
        if ranks == 0 { return heap.first.key }
        var r = 0
        while rings[r].count == 0 { r &+= 1 }
        return LineKey(a: Int64(r), ticket: pool.record(rings[r][0]).pointee.ticket)
    }

    /// Every case in the line, in no particular order.
    func forEach(_ body: (UInt32) -> Void) {
        for r in 0..<ranks {
            for i in 0..<rings[r].count { body(rings[r][i]) }
        }
        for i in 0..<heap.count { body(heap.entries[i].slot) }
    }
}

/// First come, first served: a ring of slots whose size is a power of two.
struct Ring {
    private var slots: UnsafeMutablePointer<UInt32>
    private var mask: Int
    private var head = 0
    private(set) var count = 0

    init() {
        slots = .allocate(capacity: 16)
        mask = 15
    }

    func deallocate() { slots.deallocate() }

    @inline(__always)
    subscript(_ i: Int) -> UInt32 { slots[(head &+ i) & mask] }

    @inline(__always)
    mutating func append(_ slot: UInt32) {
        if count > mask { grow() }
        slots[(head &+ count) & mask] = slot
        count &+= 1
    }

    mutating func prepend(_ slot: UInt32) {
        if count > mask { grow() }
        head = (head &- 1) & mask
        slots[head] = slot
        count &+= 1
    }

    @inline(__always)
    mutating func removeFirst() -> UInt32 {
        let slot = slots[head & mask]
        head = (head &+ 1) & mask
        count &-= 1
        return slot
    }

    mutating func remove(_ slot: UInt32) -> Bool {
        var i = 0
        while i < count && self[i] != slot { i += 1 }
        if i == count { return false }
        while i + 1 < count {
            swap(i, i + 1)
            i += 1
        }
        count -= 1
        return true
    }

    func swap(_ i: Int, _ j: Int) {
        let kept = self[i]
        slots[(head &+ i) & mask] = self[j]
        slots[(head &+ j) & mask] = kept
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * (mask + 1))
        for i in 0..<count { larger[i] = self[i] }
        slots.deallocate()
        slots = larger
        mask = 2 * mask + 1
        head = 0
    }
}

/// A 4-ary heap of keys, for the disciplines that order by more than class.
struct LineHeap {
    struct Entry {
        var key: LineKey
        var slot: UInt32
    }
    private(set) var entries: UnsafeMutablePointer<Entry>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        entries = .allocate(capacity: max(capacity, 1))
    }

    func deallocate() { entries.deallocate() }

    var first: Entry { entries[0] }

    mutating func insert(_ entry: Entry) {
        if count == capacity { grow() }
        count += 1
        rise(entry, from: count - 1)
    }

    private mutating func rise(_ entry: Entry, from place: Int) {
        var i = place
        while i > 0 {
            let parent = (i - 1) >> 2
            if !LineKey.precedes(entry.key, entries[parent].key) { break }
            entries[i] = entries[parent]
            i = parent
        }
        entries[i] = entry
    }

    mutating func removeFirst() -> UInt32 {
        let slot = entries[0].slot
        count -= 1
        if count > 0 { sink(entries[count], from: 0) }
        return slot
    }

    mutating func remove(_ slot: UInt32) -> Bool {
        var i = 0
        while i < count && entries[i].slot != slot { i += 1 }
        if i == count { return false }
        count -= 1
        if i == count { return true }
        let last = entries[count]
        if i > 0 && LineKey.precedes(last.key, entries[(i - 1) >> 2].key) {
            rise(last, from: i)
        } else {
            sink(last, from: i)
        }
        return true
    }

    private mutating func sink(_ last: Entry, from place: Int) {
        var i = place
        while true {
            let firstChild = 4 * i + 1
            if firstChild >= count { break }
            var least = firstChild
            var k = firstChild + 1
            while k < min(firstChild + 4, count) {
                if LineKey.precedes(entries[k].key, entries[least].key) { least = k }
                k += 1
            }
            if !LineKey.precedes(entries[least].key, last.key) { break }
            entries[i] = entries[least]
            i = least
        }
        entries[i] = last
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Entry>.allocate(capacity: 2 * capacity)
        larger.update(from: entries, count: count)
        entries.deallocate()
        entries = larger
        capacity *= 2
    }
}
