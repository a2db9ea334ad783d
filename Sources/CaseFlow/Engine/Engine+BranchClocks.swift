internal import SimKernel

/// Clocks of cases with branches: those of `limits` are the case's, those of items each branch's own.
extension Engine {
    /// From a branch to the end: its own further items are leapt over, and those behind the branches.
    @inline(never)
    mutating func leapFromBranch(_ slot: UInt32, over first: Int, to target: Int) {
        let home = pool.kin(slot).pointee.home
        let join = Int(program.ends[Int(pool.record(slot).pointee.op)])
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
                // One that is just coming to the item stands in no line yet, and perhaps never has.
                let team = Int(record.pointee.team)
                if isNamed {
                    reorder(branch)
                } else if team >= 0 && staff.teams[team].looksAtDue && lines[team].remove(branch) {
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
                clock.pointee = engine.begunClock(index, home, since: engine.now)
                if engine.limitsAct { engine.setAlarm(index, home) }
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
            if due < 0 { continue }
            let runs = !stands || isFixed(index, slot)
            if due < (runs ? end : pool.kin(slot).pointee.stoppedSince) {
                judge(index, slot, at: end, op: record.pointee.op, stands: stands)
            }
        }
    }
}
