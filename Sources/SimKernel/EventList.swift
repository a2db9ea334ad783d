/// A scheduled event in 16 bytes.
///
/// `key` is the instant shifted left by three with the rank in the low bits; `tag` is the insertion
/// number in the high half and the slot (what the event is about) in the low half. Comparing `key`
/// and then `tag` gives the order of events: instant, rank, insertion.
public struct Event {
    public var key: Int64
    public var tag: UInt64

    @inlinable
    public init(at time: Ticks, rank: Int64, insertion: UInt32, slot: UInt32) {
        key = time << 3 | rank
        tag = UInt64(insertion) << 32 | UInt64(slot)
    }

    @inlinable public var time: Ticks { key >> 3 }
    @inlinable public var rank: Int64 { key & 7 }
    @inlinable public var slot: UInt32 { UInt32(truncatingIfNeeded: tag) }
    @inlinable public var insertion: UInt32 { UInt32(truncatingIfNeeded: tag >> 32) }

    /// Both words as one number, so that a comparison has no branch to mispredict.
    @inlinable
    @inline(__always)
    var order: Int128 { Int128(truncatingIfNeeded: key) << 64 | Int128(truncatingIfNeeded: tag) }

    @inlinable
    @inline(__always)
    public static func precedes(_ a: Event, _ b: Event) -> Bool { a.order < b.order }
}

/// The future events of one replication, as a 4-ary heap.
///
/// Taking the first event leaves a hole at the root. Most events schedule another one, which then
/// sinks from the hole in a single pass; only an event without successor pays for a removal. The
/// root's least child is found once, when the hole is made, and serves both the look at the next
/// event and the first level of the pass. Cost: O(log₄ n) an event; memory: 16 bytes an event.
public struct EventList: ~Copyable {
    @usableFromInline var heap: UnsafeMutablePointer<Event>
    @usableFromInline var count = 0
    @usableFromInline var capacity: Int
    /// Index of the least child of the open hole; 0 where there is no hole, -1 for a hole without child.
    @usableFromInline var holeChild = 0

    public init(capacity: Int = 64) {
        self.capacity = max(capacity, 8)
        heap = .allocate(capacity: self.capacity)
    }

    deinit { heap.deallocate() }

    @inlinable public var isEmpty: Bool { holeChild == 0 ? count == 0 : count == 1 }

    /// Order word of the next event; `Int64.max` if there is none.
    @inlinable
    public var nextKey: Int64 {
        if holeChild > 0 { return heap[holeChild].key }
        return holeChild < 0 || count == 0 ? .max : heap[0].key
    }

    /// Takes the first event; nil when none is left.
    @inlinable
    @inline(__always)
    public mutating func next() -> Event? {
        if holeChild != 0 { closeHole() }
        if count == 0 { return nil }
        holeChild = leastChild(of: 0, count)
        return heap[0]
    }

    @inlinable
    public mutating func schedule(_ event: Event) {
        if holeChild != 0 {
            sinkFromHole(event)
            return
        }
        if count == capacity { grow() }
        var i = count
        count &+= 1
        while i > 0 {
            let parent = (i &- 1) >> 2
            if !Event.precedes(event, heap[parent]) { break }
            heap[i] = heap[parent]
            i = parent
        }
        heap[i] = event
    }

    @inlinable
    mutating func closeHole() {
        count &-= 1
        if count == 0 {
            holeChild = 0
            return
        }
        let last = heap[count]
        // The child found when the hole was made may have been the last event itself.
        if holeChild >= count { holeChild = leastChild(of: 0, count) }
        sinkFromHole(last)
    }

    /// Lets `event` sink from the root, whose least child is known.
    @inlinable
    mutating func sinkFromHole(_ event: Event) {
        var i = 0
        var child = holeChild
        holeChild = 0
        while child > 0 && Event.precedes(heap[child], event) {
            heap[i] = heap[child]
            i = child
            child = leastChild(of: i, count)
        }
        heap[i] = event
    }

    /// Index of the least child of `i`, -1 if it has none.
    @inlinable
    @inline(__always)
    func leastChild(of i: Int, _ count: Int) -> Int {
        let first = i << 2 &+ 1
        if first &+ 3 >= count { return leastOfFew(first, count) }
        var least = first
        var order = heap[first].order
        var other = heap[first &+ 1].order
        least = other < order ? first &+ 1 : least
        order = other < order ? other : order
        other = heap[first &+ 2].order
        least = other < order ? first &+ 2 : least
        order = other < order ? other : order
        other = heap[first &+ 3].order
        return other < order ? first &+ 3 : least
    }

    /// The last parent may have fewer than four children.
    @inlinable
    func leastOfFew(_ first: Int, _ count: Int) -> Int {
        if first >= count { return -1 }
        var least = first
        var k = first &+ 1
        while k < count {
            least = Event.precedes(heap[k], heap[least]) ? k : least
            k &+= 1
        }
        return least
    }

    @usableFromInline @inline(never)
    mutating func grow() {
        let larger = UnsafeMutablePointer<Event>.allocate(capacity: 2 * capacity)
        larger.update(from: heap, count: count)
        heap.deallocate()
        heap = larger
        capacity *= 2
    }

    /// Number of events that wait (an open hole is none).
    public var waiting: Int { holeChild == 0 ? count : count - 1 }
}
