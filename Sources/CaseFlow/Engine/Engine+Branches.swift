internal import SimKernel

/// `together`: all branches begin at once, and the case goes on when the last is done.
extension Engine {
    /// The record of the case that this record belongs to.
    @inline(__always)
    mutating func home(_ slot: UInt32) -> UInt32 { hasKin ? pool.kin(slot).pointee.home : slot }

    mutating func isBranch(_ slot: UInt32) -> Bool { pool.kin(slot).pointee.home != slot }

    @inline(never)
    mutating func walkOn(_ slot: UInt32, to target: Int) { walk(slot, to: target) }

    // MARK: - Beginning

    /// Begins all branches of the item. Returns the item to go to where all are done at once, else -1.
    @inline(never)
    mutating func beginBranches(_ slot: UInt32, op i: Int) -> Int {
        let record = pool.record(slot)
        record.pointee.since = now
        observer.observe(.comes, case: record.pointee.identity, op: i, at: now, value: 0)
        pool.kin(slot).pointee.isForking = true
        var last = Kin.none
        for branch in model.ops[i].branches {
            let new = makeBranch(of: slot, entry: branch.lowerBound)
            if last == Kin.none {
                pool.kin(slot).pointee.firstBranch = new
            } else {
                pool.kin(last).pointee.nextBranch = new
            }
            pool.kin(slot).pointee.openBranches += 1
            last = new
        }
        while !pool.kin(slot).pointee.hasEnded {
            let next = branchNotBegun(of: slot, op: i)
            if next == Kin.none { break }
            walkOn(next, to: Int(pool.kin(next).pointee.entry))
        }
        pool.kin(slot).pointee.isForking = false
        if pool.kin(slot).pointee.hasEnded {
            pool.forget(slot)
            return -1
        }
        return pool.kin(slot).pointee.openBranches == 0 ? branchesAreDone(slot) : -1
    }

    private mutating func makeBranch(of slot: UInt32, entry: Int) -> UInt32 {
        let new = pool.copy(slot)
        let record = pool.record(new)
        // Clocks of `limits` and what was judged stay with the case.
        record.pointee.running = 0
        record.pointee.judged = 0
        record.pointee.late = 0
        if isNamed { forgetCrews(new) }
        pool.kin(new).pointee = Kin(
            home: slot, entry: Int32(truncatingIfNeeded: entry), wordsBefore: record.pointee.words)
        if hasRare { forgetAlarms(new) }
        return new
    }

    /// The first branch whose record still stands at the fork.
    private mutating func branchNotBegun(of slot: UInt32, op i: Int) -> UInt32 {
        var branch = pool.kin(slot).pointee.firstBranch
        while branch != Kin.none && Int(pool.record(branch).pointee.op) != i {
            branch = pool.kin(branch).pointee.nextBranch
        }
        return branch
    }

    // MARK: - Ending

    /// A branch is done: what it changed is laid on the case, which goes on after the last one.
    @inline(never)
    mutating func branchEnds(_ slot: UInt32) {
        let home = pool.kin(slot).pointee.home
        join(slot, home)
        if pool.kin(home).pointee.openBranches == 0 && !pool.kin(home).pointee.isForking {
            walkOn(home, to: branchesAreDone(home))
        }
    }

    /// The branch is no more; what it has counted and changed is the case's.
    mutating func join(_ slot: UInt32, _ home: UInt32) {
        handCountersBack(slot, to: home)
        let words = wordsLaid(slot, on: home)
        unlink(slot, of: home)
        pool.forget(slot)
        let record = pool.record(home)
        let before = record.pointee.words
        if words != before {
            record.pointee.words = words
            classify(record)
            if program.limitsHaveTests { dropClocksThatNoLongerHold(home, before: before) }
        }
    }

    /// The words of the case with those that the branch has changed.
    mutating func wordsLaid(_ slot: UInt32, on home: UInt32) -> UInt64 {
        let own = pool.record(slot).pointee.words
        let changed = own ^ pool.kin(slot).pointee.wordsBefore
        return pool.record(home).pointee.words & ~changed | own & changed
    }

    /// Visits and jumps of the branch's items: only the branch has counted them.
    private mutating func handCountersBack(_ slot: UInt32, to home: UInt32) {
        if counterCount == 0 { return }
        let first = Int(pool.kin(slot).pointee.entry)
        for i in first..<Int(program.ends[first]) {
            hand(program.ops[i].counter, slot, home)
            if limitsAct && program.ops[i].ownLimit >= 0 {
                hand(lateCounter(ofLimit: Int(program.ops[i].ownLimit)), slot, home)
            }
            for k in program.ops[i].firstOutcome..<program.ops[i].endOutcome {
                hand(program.outcomes[Int(k)].counter, slot, home)
            }
        }
    }

    private mutating func hand(_ counter: Int32, _ slot: UInt32, _ home: UInt32) {
        if counter >= 0 { pool.counters(home)[Int(counter)] = pool.counters(slot)[Int(counter)] }
    }

    private mutating func unlink(_ slot: UInt32, of home: UInt32) {
        let next = pool.kin(slot).pointee.nextBranch
        var before = pool.kin(home).pointee.firstBranch
        if before == slot {
            pool.kin(home).pointee.firstBranch = next
        } else {
            while pool.kin(before).pointee.nextBranch != slot { before = pool.kin(before).pointee.nextBranch }
            pool.kin(before).pointee.nextBranch = next
        }
        pool.kin(home).pointee.openBranches -= 1
    }

    private mutating func branchesAreDone(_ home: UInt32) -> Int {
        if limitsAct && pool.rare(home).pointee.pendingJump >= 0 { return leaveFork(home) }
        let fork = Int(pool.record(home).pointee.op)
        _ = finishVisit(home, op: fork)
        return Int(program.ends[fork])
    }

    // MARK: - Ending the whole case from a branch

    /// A record comes to the end of its flow: the case ends, and with it whatever its other branches do.
    /// Returns the case's own record.
    mutating func endBranches(_ slot: UInt32) -> UInt32 {
        let home = pool.kin(slot).pointee.home
        if home == slot { return slot }
        pool.record(home).pointee.op = pool.record(slot).pointee.op
        pool.record(home).pointee.words = wordsLaid(slot, on: home)
        var branch = pool.kin(home).pointee.firstBranch
        while branch != Kin.none {
            let next = pool.kin(branch).pointee.nextBranch
            if branch != slot { giveUp(branch) }
            branch = next
        }
        pool.forget(slot)
        pool.kin(home).pointee.firstBranch = Kin.none
        pool.kin(home).pointee.openBranches = 0
        return home
    }

    /// What waits is given up at once; work in hand is finished, but nothing follows.
    private mutating func giveUp(_ slot: UInt32) {
        let record = pool.record(slot)
        record.pointee.isCohort = false
        switch program.ops[Int(record.pointee.op)].kind {
        case .work where isNamed: giveUpNamed(slot)
        case .work:
            let team = Int(record.pointee.team)
            if lines[team].remove(slot) {
                collector.teams[team].queue += Int128(clippedToWindow(inLineSince(slot), now))
                // Who stood behind it may be next.
                dirty |= staff.teams[team].marks
                pool.forget(slot)
            } else {
                pool.kin(slot).pointee.isGivenUp = true
            }
        case .wait: pool.kin(slot).pointee.isGivenUp = true
        default: pool.forget(slot)
        }
    }

    /// True where the record's case has ended without it: then it is gone too.
    @inline(never)
    mutating func isOver(_ slot: UInt32) -> Bool {
        if !pool.kin(slot).pointee.isGivenUp { return false }
        pool.forget(slot)
        return true
    }

    /// Gives back the record of a case that has ended, unless its branches are just being begun.
    mutating func forgetCase(_ home: UInt32) {
        if pool.kin(home).pointee.isForking {
            pool.kin(home).pointee.hasEnded = true
            pool.record(home).pointee.isCohort = false
        } else {
            pool.forget(home)
        }
    }
}
