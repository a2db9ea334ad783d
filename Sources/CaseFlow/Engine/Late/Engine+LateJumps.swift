internal import SimKernel

/// `if late: { skip to: … }`: what the case stands in line or waits for is given up; work in hand is done
/// first, and then overtakes what its outcome would have led to.
extension Engine {
    mutating func jump(_ slot: UInt32, to target: Int) {
        if hasKin && pool.kin(slot).pointee.openBranches > 0 { return leaveBranches(slot, to: target) }
        if target <= Int(pool.record(slot).pointee.op) { return }
        pool.rare(slot).pointee.pendingJump = max(
            pool.rare(slot).pointee.pendingJump, Int32(truncatingIfNeeded: target))
        if !giveUpPlace(slot) { return }
        let i = Int(pool.record(slot).pointee.op)
        let next = takePendingJump(slot, op: i)
        leap(slot, over: i, to: next)
        walkOn(slot, to: next)
    }

    /// The place in a line or in a wait; false where work is in hand.
    private mutating func giveUpPlace(_ slot: UInt32) -> Bool {
        let record = pool.record(slot)
        let i = Int(record.pointee.op)
        let op = program.ops + i
        if op.pointee.kind == .work && !leaveLineAtOnce(slot) { return false }
        observer.observe(.givesUp, case: record.pointee.identity, op: i, at: now, value: 0)
        if op.pointee.kind == .work {
            countGivenUp(record, op)
        } else if op.pointee.flags.contains(.stopsClock) {
            resumeClocks(slot)
        }
        forgetEvent(slot)
        if record.pointee.running & 1 != 0 { endClock(Int(op.pointee.ownLimit), slot) }
        return true
    }

    private mutating func countGivenUp(
        _ record: UnsafeMutablePointer<CaseRecord>, _ op: UnsafeMutablePointer<OpRecord>
    ) {
        if !record.pointee.isCohort { return }
        let team = op.pointee.hasManyTeams ? Int(record.pointee.team) : 0
        collector.places[Int(op.pointee.visitPlace) + team].givenUp += 1
    }

    /// Nothing that is on its way to the case is meant any more.
    private mutating func forgetEvent(_ slot: UInt32) {
        pool.rare(slot).pointee.live = .max
        if !isNamed { return }
        let named = pool.named(slot)
        // Whoever was interrupted need not come back.
        if named.pointee.crew >= 0 { crews.give(back: named.pointee.crew) }
        named.pointee.crew = -1
        named.pointee.live = .max
    }

    // MARK: - When work is done

    /// Where the case goes instead of where the outcome of item `i` would lead; -1: nowhere else.
    @inline(never)
    mutating func takePendingJump(_ slot: UInt32, op i: Int) -> Int {
        let own = pool.rare(slot).pointee.pendingJump
        pool.rare(slot).pointee.pendingJump = -1
        let home = home(slot)
        if home == slot || pool.rare(home).pointee.pendingJump < 0 { return Int(own) }
        // The branches are left: this one ends here.
        if own > program.ends[i] {
            pool.rare(home).pointee.pendingJump = max(own, pool.rare(home).pointee.pendingJump)
        }
        return Int(program.ends[i])
    }

    /// The item to go to from item `i`, which is done and has no outcomes.
    @inline(never)
    mutating func leapToPending(_ slot: UInt32, op i: Int) -> Int {
        let target = takePendingJump(slot, op: i)
        if target > i + 1 { leap(slot, over: i + 1, to: target) }
        return target < 0 ? i + 1 : target
    }

    // MARK: - Branches

    /// Branches that stand or wait are given up; when none is open the case goes on from the fork.
    private mutating func leaveBranches(_ home: UInt32, to target: Int) {
        if target < Int(program.ends[Int(pool.record(home).pointee.op)]) { return }
        pool.rare(home).pointee.pendingJump = max(
            pool.rare(home).pointee.pendingJump, Int32(truncatingIfNeeded: target))
        var branch = pool.kin(home).pointee.firstBranch
        while branch != Kin.none {
            let next = pool.kin(branch).pointee.nextBranch
            if giveUpPlace(branch) {
                let i = Int(pool.record(branch).pointee.op)
                leap(branch, over: i, to: Int(program.ends[i]))
                join(branch, home)
            }
            branch = next
        }
        if pool.kin(home).pointee.openBranches == 0 { walkOn(home, to: leaveFork(home)) }
    }

    /// The last branch is over: the case leaves the fork, which it does not finish.
    mutating func leaveFork(_ home: UInt32) -> Int {
        let fork = Int(pool.record(home).pointee.op)
        let target = Int(pool.rare(home).pointee.pendingJump)
        pool.rare(home).pointee.pendingJump = -1
        if pool.record(home).pointee.running & 1 != 0 { endClock(Int(program.ops[fork].ownLimit), home) }
        leap(home, over: fork, to: target)
        return target
    }
}
