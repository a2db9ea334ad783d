/// Philox4x32-10, the counter-based generator of J. K. Salmon, M. A. Moraes, R. O. Dror and
/// D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC '11, doi:10.1145/2063384.2063405.
///
/// A block of four words is a pure function of a counter and a key: there is no state, so any draw
/// can be made at any time, in any order, on any thread. About 28 processor cycles a block.
public enum Philox {
    public struct Block: Sendable, Equatable {
        public var x0: UInt32
        public var x1: UInt32
        public var x2: UInt32
        public var x3: UInt32

        @inlinable
        public init(_ x0: UInt32, _ x1: UInt32, _ x2: UInt32, _ x3: UInt32) {
            self.x0 = x0
            self.x1 = x1
            self.x2 = x2
            self.x3 = x3
        }
    }

    /// The ten rounds.
    @inlinable
    @inline(__always)
    public static func block(_ counter: Block, key0: UInt32, key1: UInt32) -> Block {
        var c = counter
        var k0 = key0
        var k1 = key1
        for _ in 0..<9 {
            c = round(c, k0, k1)
            k0 &+= 0x9E37_79B9
            k1 &+= 0xBB67_AE85
        }
        return round(c, k0, k1)
    }

    @inlinable
    @inline(__always)
    static func round(_ c: Block, _ k0: UInt32, _ k1: UInt32) -> Block {
        let a = UInt64(c.x0) &* 0xD251_1F53
        let b = UInt64(c.x2) &* 0xCD9E_8D57
        return Block(
            UInt32(truncatingIfNeeded: b >> 32) ^ c.x1 ^ k0,
            UInt32(truncatingIfNeeded: b),
            UInt32(truncatingIfNeeded: a >> 32) ^ c.x3 ^ k1,
            UInt32(truncatingIfNeeded: a))
    }
}
