/// What a draw is for. It enters the counter, so draws for different purposes never share bits.
public enum Purpose: UInt8, Sendable {
    case arrival = 1
    case word = 2
    case number = 3
    case step = 4
    case share = 5
    case wait = 6
    case line = 7
    case absence = 8
    /// Identity of a case begun by another: a side case, a return.
    case offspring = 9
    /// How many cases an incident brings, and when each comes.
    case incident = 10
    case busyness = 11
    /// Whether `if late` is for the case.
    case late = 12
    /// What an outcome or `if late` costs.
    case cost = 13
}

/// Two independent, evenly distributed integers in `0 ..< 2^53`, from one Philox block.
public struct RandomBits: Sendable, Equatable {
    public var first: UInt64
    public var second: UInt64

    @inlinable
    public init(first: UInt64, second: UInt64) {
        self.first = first
        self.second = second
    }
}

/// The random numbers of one replication: a Philox key made of seed and replication.
///
/// Every draw names what it is for and who it is for, and is a pure function of that. Two variants
/// of a model that ask for the same thing get the same bits, which is what pairs them.
public struct StreamKey: Sendable, Equatable {
    @usableFromInline let key0: UInt32
    @usableFromInline let key1: UInt32

    /// All 64 bits of the seed and all 32 of the replication count: one Philox block of them is
    /// the key. Two different pairs have the same key with probability 2^-64.
    public init(seed: UInt64, replication: UInt32) {
        let mixed = Philox.block(
            Philox.Block(
                UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32), replication,
                0x4845_4144),
            key0: 0x524F_4F4D, key1: 0x5345_4544)
        key0 = mixed.x0
        key1 = mixed.x1
    }

    /// The key of a case: its stream and its ordinal within the stream (48 bits).
    @inlinable
    @inline(__always)
    public static func identity(stream: UInt16, ordinal: UInt64) -> UInt64 {
        UInt64(stream) << 48 | ordinal & 0xFFFF_FFFF_FFFF
    }

    /// Two draws. Cost: one Philox block.
    ///
    /// - Parameters:
    ///   - identity: whose draw: a case (`identity(stream:ordinal:)`).
    ///   - name: `NameKey.key32` of the step, word list or number that asks; 0 where there is none.
    ///   - visit: how often the case has been here before.
    ///   - block: numbers further blocks where one is not enough.
    @inlinable
    @inline(__always)
    public func bits(
        case identity: UInt64, name: UInt32, visit: UInt16, purpose: Purpose, block: UInt8 = 0
    ) -> RandomBits {
        let place = UInt32(visit) << 16 | UInt32(purpose.rawValue) << 8 | UInt32(block)
        let x = Philox.block(
            Philox.Block(
                UInt32(truncatingIfNeeded: identity), UInt32(truncatingIfNeeded: identity >> 32),
                name, place),
            key0: key0, key1: key1)
        return RandomBits(
            first: (UInt64(x.x1) << 32 | UInt64(x.x0)) >> 11,
            second: (UInt64(x.x3) << 32 | UInt64(x.x2)) >> 11)
    }
}

/// Stable integers for names: they are the same in every run, version and file that uses the name.
public enum NameKey {
    public static func key32(_ name: String) -> UInt32 {
        UInt32(truncatingIfNeeded: hash(name) >> 32)
    }

    /// Only 65,536 different keys: whoever needs distinct ones must look for equal ones.
    public static func key16(_ name: String) -> UInt16 {
        UInt16(truncatingIfNeeded: hash(name) >> 48)
    }

    /// FNV-1a over the UTF-8 bytes, then the finalizer of SplitMix64 (G. L. Steele, D. Lea and
    /// C. H. Flood, doi:10.1145/2660193.2660195), since FNV's high bits mix poorly in short names.
    private static func hash(_ name: String) -> UInt64 {
        var h: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 {
            h = (h ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        h = (h ^ h >> 30) &* 0xBF58_476D_1CE4_E5B9
        h = (h ^ h >> 27) &* 0x94D0_49BB_1331_11EB
        return h ^ h >> 31
    }
}
