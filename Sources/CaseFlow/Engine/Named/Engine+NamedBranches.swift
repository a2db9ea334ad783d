internal import SimKernel

/// Branches, side cases and returns where people are told apart. What a case remembers and who is held
/// for it stands in the case's own record.
extension Engine {
    /// A copy of a record has nobody at work and nothing on its way.
    mutating func forgetCrews(_ slot: UInt32) {
        let named = pool.named(slot)
        named.pointee.crew = -1
        named.pointee.held = -1
        named.pointee.isInLine = false
        named.pointee.live = .max
    }

    /// A case begun by another remembers whom that one remembers.
    mutating func inherit(_ slot: UInt32, from parent: UInt32) {
        forgetCrews(slot)
        pool.memory(slot).update(from: pool.memory(home(parent)), count: pool.layout.memoryCount)
    }

    @inline(__always)
    mutating func isGivenUp(_ slot: UInt32) -> Bool { hasKin && pool.kin(slot).pointee.isGivenUp }

    /// The case has ended without this branch: it leaves its line; work in hand is finished.
    mutating func giveUpNamed(_ slot: UInt32) {
        if !pool.named(slot).pointee.isInLine {
            pool.kin(slot).pointee.isGivenUp = true
            return
        }
        let named = pool.named(slot)
        let team = Int(pool.record(slot).pointee.team)
        collector.teams[team].queue += Int128(clippedToWindow(named.pointee.stands, now))
        leaveLine(slot)
        if named.pointee.crew >= 0 { crews.give(back: named.pointee.crew) }
        named.pointee.live = .max
        // Who stood behind it may be next.
        dirty |= staff.teams[team].marks
        pool.forget(slot)
    }

    /// A branch in a line that is ordered by clocks which have changed.
    mutating func reorder(_ branch: UInt32) {
        // One that is just coming to its item stands in no line yet.
        if !pool.named(branch).pointee.isInLine { return }
        // Work that was interrupted keeps its place.
        if pool.named(branch).pointee.crew >= 0 { return }
        let team = Int(pool.record(branch).pointee.team)
        if !staff.teams[team].looksAtDue { return }
        leaveLine(branch)
        pool.named(branch).pointee.key = orderInLine(branch, team)
        returnToLine(branch)
        dirty |= staff.teams[team].marks
    }
}
