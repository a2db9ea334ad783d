import SimKernel
import Testing

/// The heap with its open hole against a sorted array.
@Suite("Event list")
struct EventListTests {
    /// A small generator of even numbers (SplitMix64), so that a failure can be repeated.
    private struct Dice {
        var state: UInt64

        mutating func below(_ bound: UInt64) -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
            return (z ^ z >> 31) % bound
        }
    }

    private struct Sorted {
        var events: [(key: Int64, tag: UInt64)] = []

        mutating func insert(_ event: Event) {
            let place = events.firstIndex { (event.key, event.tag) < ($0.key, $0.tag) } ?? events.count
            events.insert((event.key, event.tag), at: place)
        }
    }

    /// The heap and the array side by side.
    private struct Pair: ~Copyable {
        var list = EventList(capacity: 8)
        var sorted = Sorted()

        mutating func schedule(_ event: Event) {
            list.schedule(event)
            sorted.insert(event)
        }

        /// Takes from both.
        mutating func next() -> (time: Ticks?, agrees: Bool) {
            let taken = list.next()
            if sorted.events.isEmpty { return (nil, taken == nil) }
            let first = sorted.events.removeFirst()
            return (taken?.time, taken?.key == first.key && taken?.tag == first.tag)
        }

        var agrees: Bool {
            list.nextKey == sorted.events.first?.key ?? .max && list.waiting == sorted.events.count
                && list.isEmpty == sorted.events.isEmpty
        }
    }

    /// Takes, schedules none to three, looks at the next in between; many equal instants.
    @Test(arguments: UInt64(0)..<60)
    func agreesWithASortedArray(seed: UInt64) {
        var dice = Dice(state: seed)
        var pair = Pair()
        var now: Ticks = 0
        var insertion: UInt32 = 0
        var agree = true
        let instants = 1 + dice.below(20)
        for _ in 0..<1_000 where agree {
            for _ in 0..<dice.below(seed % 2 == 0 ? 3 : 4) {
                pair.schedule(
                    Event(
                        at: now + Ticks(dice.below(instants)), rank: Int64(dice.below(5)),
                        insertion: insertion, slot: UInt32(dice.below(1 << 32))))
                insertion += 1
                agree = agree && pair.agrees
            }
            if dice.below(4) == 0 { continue }
            let (time, same) = pair.next()
            now = time ?? now
            agree = agree && same && pair.agrees
        }
        #expect(agree, "seed \(seed)")
    }

    @Test func eventKeepsItsParts() {
        for time in [Ticks(0), -1, 5 * Tick.week, Tick.never, -Tick.never] {
            for rank in Int64(0)..<8 {
                let event = Event(at: time, rank: rank, insertion: 77, slot: .max)
                #expect(event.time == time && event.rank == rank && event.slot == .max)
            }
        }
    }

    @Test func equalInstantsGoByRankThenByInsertion() {
        var list = EventList()
        let events: [(rank: Int64, insertion: UInt32)] = [(3, 0), (0, 1), (1, 2), (0, 3), (3, 4), (1, 5)]
        for event in events {
            list.schedule(Event(at: 10, rank: event.rank, insertion: event.insertion, slot: 0))
        }
        list.schedule(Event(at: 9, rank: 7, insertion: 6, slot: 0))
        var taken: [UInt64] = []
        while let event = list.next() { taken.append(event.tag >> 32) }
        #expect(taken == [6, 1, 3, 2, 5, 0, 4])
    }

    @Test func emptyListIsEmptyAgainAndAgain() {
        var list = EventList()
        for insertion in UInt32(0)..<3 {
            let (none, key, before) = (list.next(), list.nextKey, list.isEmpty)
            #expect(none == nil && key == .max && before)
            list.schedule(Event(at: 1, rank: 0, insertion: insertion, slot: 0))
            let (filled, event) = (list.isEmpty, list.next())
            #expect(!filled && event != nil)
            let (after, waiting, next) = (list.isEmpty, list.waiting, list.nextKey)
            #expect(after && waiting == 0 && next == .max)
        }
    }
}
