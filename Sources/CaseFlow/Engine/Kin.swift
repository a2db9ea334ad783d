internal import SimKernel

/// What ties a record of the pool to others. A branch has a record of its own beside that of its
/// case, which bears the clocks of `limits`; a case that is away to return waits in one.
struct Kin {
    static let none = UInt32.max

    /// The case that the record is a branch of; a case's own slot.
    var home: UInt32
    /// Op where its way begins: that of its stream, its flow or its branch.
    var entry: Int32
    /// The first open branch of a case, and after a branch the next one of the same case.
    var firstBranch = Kin.none
    var nextBranch = Kin.none
    var openBranches: Int32 = 0
    /// Waits in branches that have stopped the clocks, and since when they stand.
    var stops: Int32 = 0
    var stoppedSince: Ticks = 0
    /// A branch's words when it began: only what it changes is laid on those of its case.
    var wordsBefore: UInt64 = 0
    /// Its branches are being begun, one after the other at one instant.
    var isForking = false
    /// The case ended meanwhile.
    var hasEnded = false
    /// The case has ended without this branch; its event is still on its way.
    var isGivenUp = false
}

extension CasePool {
    /// A further record with the same contents. Pointers into the pool are worth nothing afterwards.
    mutating func copy(_ slot: UInt32) -> UInt32 {
        let new = take()
        UnsafeMutableRawPointer(record(new)).copyMemory(from: record(slot), byteCount: layout.stride)
        return new
    }

    /// Gives a record back that is no case any more.
    mutating func forget(_ slot: UInt32) {
        record(slot).pointee.op = -1
        give(back: slot)
    }
}
