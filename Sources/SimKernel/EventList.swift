/// A scheduled event in 16 bytes.
///
/// `key` is the instant shifted left by three with the rank in the low bits; `tag` is the insertion
/// number in the high half and the slot (what the event is about) in the low half. Comparing `key`
/// and then `tag` gives the order of events: instant, rank, insertion.
package struct Event {
    @usableFromInline package var key: Int64
    @usableFromInline package var tag: UInt64

    @inlinable
    package init(at time: Ticks, rank: Int64, insertion: UInt32, slot: UInt32) {
        key = time << 3 | rank
        tag = UInt64(insertion) << 32 | UInt64(slot)
    }

    @inlinable package var time: Ticks { key >> 3 }
    @inlinable package var rank: Int64 { key & 7 }
    @inlinable package var slot: UInt32 { UInt32(truncatingIfNeeded: tag) }

    @inlinable
    package static func precedes(_ a: Event, _ b: Event) -> Bool {
        a.key < b.key || (a.key == b.key && a.tag < b.tag)
    }
}

/// The future events of one replication, as a 4-ary heap.
///
/// Taking the first event leaves a hole at the root. Most events schedule another one, which then
/// sinks from the hole in a single pass; only an event without successor pays for a removal. The
/// root's least child is found once, when the hole is made, and serves both the look at the next
/// event and the first level of the pass. Cost: O(log₄ n) an event; memory: 16 bytes an event.
package struct EventList: ~Copyable {
    @usableFromInline var heap: UnsafeMutablePointer<Event>
    @usableFromInline var count = 0
    @usableFromInline var capacity: Int
    /// Index of the least child of the open hole; 0 where there is no hole, -1 for a hole without child.
    @usableFromInline var holeChild = 0

    package init(capacity: Int = 64) {
        self.capacity = max(capacity, 8)
        heap = .allocate(capacity: self.capacity)
    }

    deinit { heap.deallocate() }

    @inlinable package var isEmpty: Bool { holeChild == 0 ? count == 0 : count == 1 }

    /// Order word of the next event; `Int64.max` if there is none.
    @inlinable
    package var nextKey: Int64 {
        if holeChild > 0 { return heap[holeChild].key }
        return holeChild < 0 || count == 0 ? .max : heap[0].key
    }

    /// Takes the first event; nil when none is left.
    @inlinable
    package mutating func next() -> Event? {
        if holeChild != 0 { closeHole() }
        if count == 0 { return nil }
        holeChild = leastChild(of: 0, count)
        return heap[0]
    }

    @inlinable
    package mutating func schedule(_ event: Event) {
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
    func leastChild(of i: Int, _ count: Int) -> Int {
        let first = i << 2 &+ 1
        if first &+ 3 < count {
            let a = Event.precedes(heap[first &+ 1], heap[first]) ? first &+ 1 : first
            let b = Event.precedes(heap[first &+ 3], heap[first &+ 2]) ? first &+ 3 : first &+ 2
            return Event.precedes(heap[b], heap[a]) ? b : a
        }
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
    package var waiting: Int { holeChild == 0 ? count : count - 1 }
}
