/// Places of open cases by their identities: one look and no hashing proper, since identities are either
/// counted or random bits. Linear probing; whoever leaves is closed up to, so that no gap stops a search.
package struct IdentityTable: Sendable {
    private var keys: [UInt64]
    /// -1: nobody.
    private var places: [Int32]
    private var mask: Int
    private var count = 0

    package init() {
        keys = Array(repeating: 0, count: 64)
        places = Array(repeating: -1, count: 64)
        mask = 63
    }

    @inline(__always)
    package subscript(identity: UInt64) -> Int? {
        var i = home(of: identity)
        while places[i] >= 0 {
            if keys[i] == identity { return Int(places[i]) }
            i = (i &+ 1) & mask
        }
        return nil
    }

    /// In ascending order.
    package var values: [Int] { places.filter { $0 >= 0 }.map(Int.init).sorted() }

    package mutating func set(_ place: Int, for identity: UInt64) {
        if 2 * (count + 1) > mask { grow() }
        var i = home(of: identity)
        while places[i] >= 0 && keys[i] != identity { i = (i &+ 1) & mask }
        if places[i] < 0 { count += 1 }
        keys[i] = identity
        places[i] = Int32(place)
    }

    package mutating func remove(_ identity: UInt64) {
        var gap = home(of: identity)
        while places[gap] >= 0 && keys[gap] != identity { gap = (gap &+ 1) & mask }
        if places[gap] < 0 { return }
        count -= 1
        var i = gap
        while true {
            places[gap] = -1
            repeat {
                i = (i &+ 1) & mask
                if places[i] < 0 { return }
                // Who is found before reaching the gap stays.
            } while (i &- home(of: keys[i])) & mask < (i &- gap) & mask
            keys[gap] = keys[i]
            places[gap] = places[i]
            gap = i
        }
    }

    /// The upper bits of a product with an odd number: D. Knuth, The Art of Computer Programming, 6.4.
    @inline(__always)
    private func home(of identity: UInt64) -> Int {
        Int(truncatingIfNeeded: (identity &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
    }

    private mutating func grow() {
        let old = (keys, places)
        keys = Array(repeating: 0, count: 2 * old.0.count)
        places = Array(repeating: -1, count: 2 * old.0.count)
        mask = keys.count - 1
        count = 0
        for (key, place) in zip(old.0, old.1) where place >= 0 { set(Int(place), for: key) }
    }
}
