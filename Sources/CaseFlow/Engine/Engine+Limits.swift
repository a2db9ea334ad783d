internal import SimKernel

/// Clocks of limits. A clock costs nothing until it ends: most end sooner than their limit could
/// possibly fall due, and only the others need the calendar.
extension Engine {
    @inline(__always)
    mutating func startClocks(_ list: ClockList, _ slot: UInt32) {
        for k in list.first..<list.end { startClock(Int(program.clockLimits[Int(k)]), slot) }
    }

    @inline(__always)
    mutating func endClocks(_ list: ClockList, _ slot: UInt32) {
        for k in list.first..<list.end { endClock(Int(program.clockLimits[Int(k)]), slot) }
    }

    @inline(__always)
    mutating func startClock(_ index: Int, _ slot: UInt32) { startClock(index, slot, since: now) }

    /// - Parameter start: Before the present instant where the clock began before the run.
    mutating func startClock(_ index: Int, _ slot: UInt32, since start: Ticks) {
        let limit = program.limits + index
        if limit.pointee.only >= 0 && !holds(limit.pointee.only, slot) { return }
        let bearer = limit.pointee.isOwn ? slot : home(slot)
        let record = pool.record(bearer)
        let bit: UInt64 = 1 << UInt64(limit.pointee.slot)
        if record.pointee.running & bit != 0 && !limit.pointee.startsOver && !limit.pointee.isOwn { return }
        let choice = value(of: limit.pointee.stratum, pool.record(slot).pointee.words)
        let stratum = program.strata + Int(limit.pointee.firstStratum) + choice
        if stratum.pointee.kind == .none {
            record.pointee.running &= ~bit
            if !limit.pointee.isOwn { noteChange(ofClocksOf: bearer) }
            return
        }
        if limit.pointee.isSplit { pool.strata(bearer)[index] = UInt8(truncatingIfNeeded: choice) }
        record.pointee.running |= bit
        pool.clocks(bearer)[Int(limit.pointee.slot)] = begunClock(index, bearer, since: start)
        if hasKin && !limit.pointee.isOwn {
            if stands(index, bearer) { pool.clocks(bearer)[Int(limit.pointee.slot)].due = Clock.postponed }
            noteChange(ofClocksOf: bearer)
        }
        if limitsAct { setAlarm(index, bearer) }
    }

    @inline(__always)
    mutating func begunClock(_ index: Int, _ bearer: UInt32, since start: Ticks) -> Clock {
        let stratum = program.strata + self.stratum(of: index, bearer)
        var due = Clock.unknown
        if stratum.pointee.kind == .solve { due = Tick.never }
        if stratum.pointee.kind == .number { due = start + pool.numbers(bearer)[Int(stratum.pointee.number)] }
        return Clock(start: start, due: due)
    }

    /// A wait in a branch has stopped the clocks of the case.
    private mutating func stands(_ index: Int, _ bearer: UInt32) -> Bool {
        pool.kin(bearer).pointee.stops > 0 && !program.limits[index].isOwn
    }

    @inline(__always)
    mutating func stratum(of index: Int, _ slot: UInt32) -> Int {
        let limit = program.limits + index
        let choice = limit.pointee.isSplit ? Int(pool.strata(slot)[index]) : 0
        return Int(limit.pointee.firstStratum) + choice
    }

    mutating func endClock(_ index: Int, _ slot: UInt32) {
        let limit = program.limits + index
        let bearer = limit.pointee.isOwn ? slot : home(slot)
        let record = pool.record(bearer)
        let bit: UInt64 = 1 << UInt64(limit.pointee.slot)
        if record.pointee.running & bit == 0 { return }
        record.pointee.running &= ~bit
        judge(
            index, bearer, at: now, op: pool.record(slot).pointee.op,
            stands: hasKin && stands(index, bearer))
        if hasKin && !limit.pointee.isOwn { noteChange(ofClocksOf: bearer) }
    }

    /// Counts a clock as on time or late at `end`; one that stands, at the instant when it stopped.
    mutating func judge(_ index: Int, _ slot: UInt32, at end: Ticks, op: Int32, stands: Bool) {
        let place = stratum(of: index, slot)
        let clock = pool.clocks(slot) + Int(program.limits[index].slot)
        var duration = end &- clock.pointee.start
        var late = false
        if stands {
            (duration, late) = judgeStopped(clock.pointee, since: pool.kin(slot).pointee.stoppedSince)
        } else if clock.pointee.due != Clock.unknown {
            late = end > clock.pointee.due
        } else if duration > program.strata[place].surelyOnTime {
            late = end > dueInstant(index, slot)
        }
        if limitsAct || M.areAll && stands { late = judgeRare(index, slot, at: end, stands: stands, late) }
        let home = home(slot)
        let record = pool.record(home)
        observer.observe(
            late ? .late : .onTime, case: record.pointee.identity, op: Int(op), at: end, value: Int64(index))
        observer.judges(
            case: record.pointee.identity, op: Int(op), limit: index,
            stratum: place &- Int(program.limits[index].firstStratum), lasting: duration, isLate: late,
            isCounted: record.pointee.isCohort, at: end)
        if record.pointee.isCohort {
            let limitBit: UInt64 = 1 << UInt64(index)
            record.pointee.judged |= limitBit
            if late { record.pointee.late |= limitBit }
            if program.limits[index].isSplit { pool.judgedStrata(home)[index] = pool.strata(slot)[index] }
            collector.clockEnded(stratum: place, duration: duration, late: late)
            if M.areAll && program.strata[place].near >= 0 { countNear(index, slot, at: end, stands: stands) }
        }
    }

    /// Due instant of a running clock, looked up once.
    mutating func dueInstant(_ index: Int, _ slot: UInt32) -> Ticks {
        let clock = pool.clocks(slot) + Int(program.limits[index].slot)
        if clock.pointee.due == Clock.unknown {
            let record = program.strata[stratum(of: index, slot)]
            if M.areAll && record.kind == .rare {
                clock.pointee.due = rareDue(index, slot)
            } else {
                clock.pointee.due = dueCalendar.due(
                    from: clock.pointee.start, program.lengths[Int(record.length)])
            }
        }
        return clock.pointee.due
    }

    /// Limit of a running clock slot.
    @inline(__always)
    mutating func limit(ofClock clockSlot: Int, _ record: UnsafeMutablePointer<CaseRecord>) -> Int {
        clockSlot == 0
            ? Int(program.ops[Int(record.pointee.op)].ownLimit) : Int(program.slotLimits[clockSlot])
    }

    /// Earliest due instant of the clocks that run; `Tick.never` without one.
    @inline(__always)
    mutating func earliestDue(_ slot: UInt32) -> Ticks {
        hasKin ? earliestDueOfKin(slot) : earliestDue(ofRecord: slot)
    }

    mutating func earliestDue(ofRecord slot: UInt32) -> Ticks {
        let record = pool.record(slot)
        var rest = record.pointee.running
        var earliest = Tick.never
        while rest != 0 {
            let clockSlot = rest.trailingZeroBitCount
            rest &= rest - 1
            earliest = min(earliest, dueInstant(limit(ofClock: clockSlot, record), slot))
        }
        return earliest
    }

    /// Items `first..<target` are leapt over: clocks that run until one of them end.
    mutating func leap(_ slot: UInt32, over first: Int, to target: Int) {
        if hasKin {
            leapFromBranch(slot, over: first, to: target)
        } else {
            leap(ofCase: slot, by: slot, over: first, to: target)
        }
    }

    mutating func leap(ofCase home: UInt32, by slot: UInt32, over first: Int, to target: Int) {
        if isNamed && pool.named(home).pointee.held >= 0 {
            for item in first..<target { endHolding(home, at: .item(item)) }
        }
        var rest = pool.record(home).pointee.running & ~1
        while rest != 0 {
            let index = Int(program.slotLimits[rest.trailingZeroBitCount])
            rest &= rest - 1
            let until = Int(program.limits[index].untilItem)
            if until >= first && until < target { endClock(index, slot) }
        }
    }

    /// A limit's `only` must hold while its clock runs; otherwise the clock is dropped, uncounted.
    mutating func dropClocksThatNoLongerHold(_ slot: UInt32, before: UInt64) {
        if hasKin { return dropClocksOfKin(slot, before: before) }
        let record = pool.record(slot)
        var rest = record.pointee.running & ~1
        while rest != 0 {
            let clockSlot = rest.trailingZeroBitCount
            rest &= rest - 1
            let only = program.limits[Int(program.slotLimits[clockSlot])].only
            if only >= 0 && !holds(only, slot) { record.pointee.running &= ~(1 << UInt64(clockSlot)) }
        }
    }

    /// What is left of every clock, in its limit's own time, is kept while the case waits. The
    /// wait's own limit (slot 0) measures the wait itself and goes on.
    mutating func stopClocks(_ slot: UInt32) {
        if hasKin { stopClocksOfKin(slot) } else { stopClocks(ofRecord: slot, but: 1) }
    }

    mutating func stopClocks(ofRecord slot: UInt32, but exempt: UInt64) {
        forEachClock(slot, but: exempt) { engine, index, clock in
            let due = engine.dueInstant(index, slot)
            if engine.limitsAct { engine.silence(index, slot) }
            if due == Tick.never || due < engine.now || engine.isFixed(index, slot) { return }
            clock.pointee.due =
                -2 - engine.dueCalendar.left(until: due, at: engine.now, engine.length(index, slot))
        }
    }

    mutating func resumeClocks(_ slot: UInt32) {
        if hasKin { return resumeClocksOfKin(slot) }
        let pause = now - pool.record(slot).pointee.since
        forEachClock(slot, but: 1) { engine, index, clock in
            engine.resume(clock, index, slot, pause: pause)
        }
    }

    mutating func resume(_ clock: UnsafeMutablePointer<Clock>, _ index: Int, _ slot: UInt32, pause: Ticks) {
        clock.pointee.start += pause
        if clock.pointee.due <= -2 {
            clock.pointee.due = dueCalendar.due(
                after: -2 - clock.pointee.due, from: now, length(index, slot))
        }
        if limitsAct { setAlarmAgain(index, slot) }
    }

    private mutating func length(_ index: Int, _ slot: UInt32) -> Length {
        let record = program.strata[stratum(of: index, slot)]
        if M.areAll && record.kind == .rare { return rareLength(index, slot) }
        return record.length >= 0 ? program.lengths[Int(record.length)] : .elapsed(0)
    }

    mutating func forEachClock(
        _ slot: UInt32, but exempt: UInt64, _ body: (inout Self, Int, UnsafeMutablePointer<Clock>) -> Void
    ) {
        var rest = pool.record(slot).pointee.running & ~exempt
        while rest != 0 {
            let clockSlot = rest.trailingZeroBitCount
            rest &= rest - 1
            body(&self, limit(ofClock: clockSlot, pool.record(slot)), pool.clocks(slot) + clockSlot)
        }
    }

    /// A case has ended: which limits did it keep?
    mutating func countJudgedLimits(_ slot: UInt32) {
        let record = pool.record(slot)
        var rest = record.pointee.judged
        while rest != 0 {
            let index = rest.trailingZeroBitCount
            rest &= rest - 1
            let kept = record.pointee.late >> UInt64(index) & 1 == 0
            let choice = program.limits[index].isSplit ? Int(pool.judgedStrata(slot)[index]) : 0
            let place = Int(program.limits[index].firstStratum) + choice
            collector.limitCases[index].cases += 1
            collector.strata[place].cases += 1
            if kept {
                collector.limitCases[index].noneLate += 1
                collector.strata[place].casesNoneLate += 1
            }
        }
    }

    /// The bound of the tail: clocks of a case still open that are past due count as late.
    mutating func judgeOverdueClocks(_ slot: UInt32, at end: Ticks) {
        let record = pool.record(slot)
        if program.ops[Int(record.pointee.op)].flags.contains(.stopsClock) {
            let pause = end - record.pointee.since
            forEachClock(slot, but: 1) { _, _, clock in clock.pointee.start += pause }
        }
        var rest = record.pointee.running
        while rest != 0 {
            let clockSlot = rest.trailingZeroBitCount
            rest &= rest - 1
            let index = limit(ofClock: clockSlot, record)
            let due = dueInstant(index, slot)
            if due >= 0 && due < end { judge(index, slot, at: end, op: record.pointee.op, stands: false) }
        }
        if record.pointee.judged != 0 { countJudgedLimits(slot) }
    }
}
