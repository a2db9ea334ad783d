internal import SimKernel

/// `together`: all branches begin at once, and the case goes on when the last is done.
extension Engine {
    /// The record of the case that this record belongs to.
    @inline(__always)
    mutating func home(_ slot: UInt32) -> UInt32 { hasKin ? pool.kin(slot).pointee.home : slot }

    private mutating func isBranch(_ slot: UInt32) -> Bool { pool.kin(slot).pointee.home != slot }

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
        if pool.kin(home).pointee.openBranches == 0 && !pool.kin(home).pointee.isForking {
            walkOn(home, to: branchesAreDone(home))
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
                collector.teams[team].queue += Int128(clippedToWindow(record.pointee.since, now))
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

    // MARK: - Clocks

    /// From a branch to the end: its own further items are leapt over, and those behind the branches.
    @inline(never)
    mutating func leapFromBranch(_ slot: UInt32, over first: Int, to target: Int) {
        let home = pool.kin(slot).pointee.home
        let join = Int(program.ends[first - 1])
        if home == slot || target <= join { return leap(ofCase: home, by: slot, over: first, to: target) }
        leap(ofCase: home, by: slot, over: first, to: join)
        leap(ofCase: home, by: slot, over: Int(program.ends[Int(pool.record(home).pointee.op)]), to: target)
    }

    /// Clocks of a case have changed while its branches stand in lines: some lines are ordered by them.
    @inline(never)
    mutating func reorderBranches(of home: UInt32) {
        var branch = pool.kin(home).pointee.firstBranch
        while branch != Kin.none {
            let record = pool.record(branch)
            if program.ops[Int(record.pointee.op)].kind == .work {
                let team = Int(record.pointee.team)
                if isNamed {
                    reorder(branch)
                } else if staff.teams[team].looksAtDue && lines[team].remove(branch) {
                    stand(branch, record, inLineOf: team)
                    dirty |= staff.teams[team].marks
                }
            }
            branch = pool.kin(branch).pointee.nextBranch
        }
    }

    @inline(__always)
    mutating func noteChange(ofClocksOf home: UInt32) {
        if hasKin && pool.kin(home).pointee.openBranches > 0 { reorderBranches(of: home) }
    }

    /// The own clock of a branch's item and those of its case, unless they are stopped.
    @inline(never)
    mutating func earliestDueOfKin(_ slot: UInt32) -> Ticks {
        let home = pool.kin(slot).pointee.home
        var earliest = Tick.never
        if home != slot && pool.record(slot).pointee.running & 1 != 0 {
            earliest = dueInstant(limit(ofClock: 0, pool.record(slot)), slot)
        }
        if pool.kin(home).pointee.stops > 0 { return earliest }
        return min(earliest, earliestDue(ofRecord: home))
    }

    /// A test ceases to hold when it held before the words changed and does not hold now.
    @inline(never)
    mutating func dropClocksOfKin(_ slot: UInt32, before: UInt64) {
        let home = pool.kin(slot).pointee.home
        let record = pool.record(slot)
        let after = record.pointee.words
        var rest = pool.record(home).pointee.running & ~1
        while rest != 0 {
            let clock = rest.trailingZeroBitCount
            rest &= rest - 1
            let only = program.limits[Int(program.slotLimits[clock])].only
            if only < 0 || holds(only, slot) { continue }
            record.pointee.words = before
            if holds(only, slot) { pool.record(home).pointee.running &= ~(1 << UInt64(clock)) }
            record.pointee.words = after
        }
        noteChange(ofClocksOf: home)
    }

    /// Stops every clock of the case but that of the wait itself and the own ones of other branches.
    @inline(never)
    mutating func stopClocksOfKin(_ slot: UInt32) {
        let home = pool.kin(slot).pointee.home
        pool.kin(home).pointee.stops += 1
        if pool.kin(home).pointee.stops > 1 { return }
        pool.kin(home).pointee.stoppedSince = now
        stopClocks(ofRecord: home, but: home == slot ? 1 : 0)
        noteChange(ofClocksOf: home)
    }

    @inline(never)
    mutating func resumeClocksOfKin(_ slot: UInt32) {
        let home = pool.kin(slot).pointee.home
        pool.kin(home).pointee.stops -= 1
        if pool.kin(home).pointee.stops > 0 { return }
        let since = pool.kin(home).pointee.stoppedSince
        forEachClock(home, but: home == slot ? 1 : 0) { engine, index, clock in
            if clock.pointee.due == Clock.postponed {
                clock.pointee = engine.begunClock(index, home)
            } else {
                engine.resume(clock, index, home, pause: engine.now - since)
            }
        }
        noteChange(ofClocksOf: home)
    }

    /// A clock that ends while it stands has used what had passed when it stopped.
    mutating func judgeStopped(_ clock: Clock, since: Ticks) -> (duration: Ticks, late: Bool) {
        if clock.due == Clock.postponed { return (0, false) }
        return (since - clock.start, clock.due >= 0 && clock.due < since)
    }

    /// The bound of the tail, branches before their cases: see `judgeOverdueClocks`.
    @inline(never)
    mutating func judgeOverdueKin(at end: Ticks) {
        for slot in pool.slotsUsed where isFollowed(slot) && isBranch(slot) {
            judgeRunning(slot, at: end, stopped: false)
        }
        for slot in pool.slotsUsed where isFollowed(slot) && !isBranch(slot) {
            judgeRunning(slot, at: end, stopped: pool.kin(slot).pointee.stops > 0)
            if pool.record(slot).pointee.judged != 0 { countJudgedLimits(slot) }
        }
    }

    private mutating func isFollowed(_ slot: UInt32) -> Bool {
        pool.record(slot).pointee.op >= 0 && pool.record(slot).pointee.isCohort
    }

    private mutating func judgeRunning(_ slot: UInt32, at end: Ticks, stopped: Bool) {
        let record = pool.record(slot)
        let isOwnWait = program.ops[Int(record.pointee.op)].kind == .wait
        var rest = record.pointee.running
        while rest != 0 {
            let clockSlot = rest.trailingZeroBitCount
            rest &= rest - 1
            let index = limit(ofClock: clockSlot, record)
            let stands = stopped && !(clockSlot == 0 && isOwnWait)
            let due = stands ? pool.clocks(slot)[clockSlot].due : dueInstant(index, slot)
            if due >= 0 && due < (stands ? pool.kin(slot).pointee.stoppedSince : end) {
                judge(index, slot, at: end, op: record.pointee.op, stands: stands)
            }
        }
    }
}
