internal import SimKernel

/// Due instants as events: only clocks that do something when they are late have them.
extension Engine {
    @inline(never)
    mutating func beginRare(_ slot: UInt32) {
        pool.rare(slot).initialize(to: RareRecord())
        forgetAlarms(slot)
    }

    /// A copy of a record has no clocks of its own yet.
    mutating func forgetAlarms(_ slot: UInt32) {
        pool.rare(slot).pointee = RareRecord(arrivalWords: pool.rare(slot).pointee.arrivalWords)
        for k in 0..<program.clockSlots { pool.alarms(slot)[k] = -1 }
    }

    /// A clock has started.
    @inline(never)
    mutating func setAlarm(_ index: Int, _ bearer: UInt32) {
        let clock = Int(program.limits[index].slot)
        pool.rare(bearer).pointee.passed &= ~(1 << UInt64(clock))
        pool.rare(bearer).pointee.late &= ~(1 << UInt64(clock))
        pool.alarms(bearer)[clock] = -1
        if !program.limits[index].acts || pool.clocks(bearer)[clock].due == Clock.postponed { return }
        ring(index, bearer, at: dueInstant(index, bearer))
    }

    /// A clock goes on that stood. What fell due before does so no more, but reminders begin anew.
    @inline(never)
    mutating func setAlarmAgain(_ index: Int, _ bearer: UInt32) {
        if !program.limits[index].acts { return }
        if pool.rare(bearer).pointee.passed >> UInt64(program.limits[index].slot) & 1 == 0 {
            ring(index, bearer, at: dueInstant(index, bearer))
        } else if let again = model.limits[index].ifLate?.again {
            ring(index, bearer, at: dueCalendar.due(from: now, again))
        }
    }

    /// A clock that stands does not fall due.
    mutating func silence(_ index: Int, _ bearer: UInt32) {
        pool.alarms(bearer)[Int(program.limits[index].slot)] = -1
    }

    private mutating func ring(_ index: Int, _ bearer: UInt32, at due: Ticks) {
        let time = max(due, now)
        // What comes at the bound or later never happens.
        if time >= horizon.bound { return }
        let clock = program.limits[index].slot
        let alarm = alarmPool.add(
            AlarmPool.Alarm(slot: bearer, clock: clock, limit: Int32(truncatingIfNeeded: index)))
        pool.alarms(bearer)[Int(clock)] = Int32(bitPattern: alarm)
        schedule(at: time, rank: Rank.due, slot: alarm)
    }

    /// The next time that a clock which still runs is spoken of.
    mutating func remind(_ index: Int, _ bearer: UInt32, after again: Length) {
        if !stands(clock: Int(program.limits[index].slot), bearer) {
            ring(index, bearer, at: dueCalendar.due(from: now, again))
        }
    }

    private mutating func stands(clock: Int, _ bearer: UInt32) -> Bool {
        let op = program.ops + Int(pool.record(bearer).pointee.op)
        if clock == 0 && op.pointee.kind == .wait { return false }
        if !hasKin { return op.pointee.flags.contains(.stopsClock) }
        return pool.kin(bearer).pointee.home == bearer && pool.kin(bearer).pointee.stops > 0
    }

    /// Since when a case of counted people has stood in its line.
    @inline(__always)
    mutating func inLineSince(_ slot: UInt32) -> Ticks {
        let since = pool.record(slot).pointee.since
        return limitsAct ? max(since, pool.rare(slot).pointee.stands) : since
    }

    // MARK: - Judging

    /// A stopped clock that is due at a date is judged by the date; one whose `if late` has come true is late.
    @inline(never)
    mutating func judgeRare(_ index: Int, _ slot: UInt32, at end: Ticks, stands: Bool, _ late: Bool) -> Bool {
        let clock = program.limits[index].slot
        if limitsAct && pool.rare(slot).pointee.late >> UInt64(clock) & 1 == 1 { return true }
        let due = pool.clocks(slot)[Int(clock)].due
        return stands && due >= 0 && isFixed(index, slot) ? end > due : late
    }

    /// The nearer end of a range.
    mutating func countNear(_ index: Int, _ slot: UInt32, at end: Ticks, stands: Bool) {
        let place = stratum(of: index, slot)
        let near = program.strata[place].near
        let clock = pool.clocks(slot)[Int(program.limits[index].slot)]
        var end = end
        if stands { end = clock.due == Clock.postponed ? clock.start : pool.kin(slot).pointee.stoppedSince }
        if end <= dueCalendar.due(from: clock.start, program.lengths[Int(near)]) {
            collector.strata[place].withinNear += 1
        }
    }
}
