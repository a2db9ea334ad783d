internal import SimKernel

/// `if late`: what happens at the due instant of a clock that still runs.
extension Engine {
    @inline(never)
    mutating func fallsDue(_ event: Event) {
        let alarm = alarmPool.take(event.slot)
        let (slot, index) = (alarm.slot, Int(alarm.limit))
        if !isMeant(alarm, event.slot) { return }
        pool.alarms(slot)[Int(alarm.clock)] = -1
        let bit: UInt64 = 1 << UInt64(alarm.clock)
        let isReminder = pool.rare(slot).pointee.passed & bit != 0
        pool.rare(slot).pointee.passed |= bit
        guard let action = model.limits[index].ifLate else { return moveOver(slot) }
        let identity = pool.record(slot).pointee.identity
        let visit = countLateness(action, slot)
        if isForCase(action, slot, visit) {
            pool.rare(slot).pointee.late |= bit
            observer.observe(
                .fallsDue, case: identity, op: Int(pool.record(slot).pointee.op), at: now, value: Int64(index)
            )
            act(action, index, slot, visit, isReminder)
        }
        // A jump may have ended the clock, the case, and given its record to another.
        guard let again = action.again, pool.record(slot).pointee.op >= 0,
            pool.record(slot).pointee.identity == identity, pool.record(slot).pointee.running & bit != 0,
            pool.rare(slot).pointee.passed & bit != 0
        else { return }
        remind(index, slot, after: again)
    }

    /// Whether the clock still runs for which the alarm was set.
    private mutating func isMeant(_ alarm: AlarmPool.Alarm, _ index: UInt32) -> Bool {
        let record = pool.record(alarm.slot)
        return record.pointee.op >= 0 && record.pointee.running >> UInt64(alarm.clock) & 1 == 1
            && pool.alarms(alarm.slot)[Int(alarm.clock)] == Int32(bitPattern: index)
            && !(hasKin && pool.kin(alarm.slot).pointee.isGivenUp)
    }

    /// The case ends: clocks that nothing will end any more, but that acted, are late and not dropped.
    @inline(never)
    mutating func endLateClocks(_ slot: UInt32) {
        var rest = pool.record(slot).pointee.running & pool.rare(slot).pointee.late & ~1
        while rest != 0 {
            endClock(Int(program.slotLimits[rest.trailingZeroBitCount]), slot)
            rest &= rest - 1
        }
    }

    // MARK: - For whom

    /// How often it has come to this in the case before.
    private mutating func countLateness(_ action: LateAction, _ slot: UInt32) -> UInt16 {
        if action.counter < 0 { return 0 }
        let counter = pool.counters(slot) + action.counter
        let before = counter.pointee
        counter.pointee = before == .max ? .max : before + 1
        return before
    }

    private mutating func isForCase(_ action: LateAction, _ slot: UInt32, _ visit: UInt16) -> Bool {
        if action.only >= 0 && !holds(Int32(truncatingIfNeeded: action.only), slot) { return false }
        if action.share == .none { return true }
        let record = pool.record(slot)
        let luck = key.bits(case: record.pointee.identity, name: action.key, visit: visit, purpose: .late)
        return luck.first < action.shares[value(of: action.share, record.pointee.words)]
    }

    /// Counter of a limit's `if late`; -1: none.
    mutating func lateCounter(ofLimit index: Int) -> Int32 {
        Int32(truncatingIfNeeded: model.limits[index].ifLate?.counter ?? -1)
    }

    // MARK: - What happens

    private mutating func act(
        _ action: LateAction, _ index: Int, _ slot: UInt32, _ visit: UInt16, _ isReminder: Bool
    ) {
        if !isReminder { become(action, slot) }
        if let cost = action.costs, pool.record(slot).pointee.isCohort {
            let amount = amount(of: cost, name: action.key, visit: visit, slot)
            collector.costs.lateness += Int128(amount)
            observer.pays(case: pool.record(slot).pointee.identity, amount: amount)
        }
        if action.starts >= 0 { beginLateSideCase(action, slot, visit) }
        if isReminder { return }
        if program.limits[index].isOwn { moveOver(slot) }
        if action.jump >= 0 { jump(slot, to: action.jump) }
    }

    /// In millionths, never below zero.
    mutating func amount(of cost: Cost, name: UInt32, visit: UInt16, _ slot: UInt32) -> Int64 {
        let record = pool.record(slot)
        var drawn: Int64
        if cost.table == .none {
            drawn = pool.numbers(slot)[cost.number]
        } else {
            let luck = key.bits(case: record.pointee.identity, name: name, visit: visit, purpose: .cost)
            drawn = program.tables[value(of: cost.table, record.pointee.words)].draw(luck.first)
        }
        drawn = max(0, drawn)
        return times(drawn, cost.factor, slot)
    }

    private mutating func beginLateSideCase(_ action: LateAction, _ slot: UInt32, _ visit: UInt16) {
        let bits = key.bits(
            case: pool.record(slot).pointee.identity, name: model.flows[action.starts].key ^ action.key,
            visit: visit, purpose: .offspring, block: 5)
        beginSideCase(action.starts, of: slot, identity: bits.first << 11 ^ bits.second)
    }

    // MARK: - Become

    /// Words of the case and of all its branches; it is no change that a branch made.
    private mutating func become(_ action: LateAction, _ slot: UInt32) {
        let (clears, sets) = (action.becomeClears, action.becomeSets)
        if clears | sets == 0 { return }
        let home = home(slot)
        let before = pool.record(home).pointee.words
        changeWords(home, clears, sets)
        var branch = hasKin ? pool.kin(home).pointee.firstBranch : Kin.none
        while branch != Kin.none {
            changeWords(branch, clears, sets)
            pool.kin(branch).pointee.wordsBefore = pool.kin(branch).pointee.wordsBefore & ~clears | sets
            branch = pool.kin(branch).pointee.nextBranch
        }
        if program.limitsHaveTests && pool.record(home).pointee.words != before {
            dropClocksThatNoLongerHold(home, before: before)
        }
        orderAnew(home)
        branch = hasKin ? pool.kin(home).pointee.firstBranch : Kin.none
        while branch != Kin.none {
            orderAnew(branch)
            branch = pool.kin(branch).pointee.nextBranch
        }
    }

    private mutating func changeWords(_ slot: UInt32, _ clears: UInt64, _ sets: UInt64) {
        let record = pool.record(slot)
        record.pointee.words = record.pointee.words & ~clears | sets
        classify(record)
    }

    /// To where its words want it in the line in which it stands, with its old ticket.
    private mutating func orderAnew(_ slot: UInt32) {
        let record = pool.record(slot)
        if program.ops[Int(record.pointee.op)].kind != .work { return }
        let team = Int(record.pointee.team)
        // Others may be next now, and work in hand may be less than what waits.
        dirty |= staff.teams[team].marks
        if isNamed {
            if !pool.named(slot).pointee.isInLine { return }
            leaveLine(slot)
            pool.named(slot).pointee.key = orderInLine(slot, team)
            returnToLine(slot)
        } else if lines[team].ranks != 1 && lines[team].remove(slot) {
            standAgain(slot, team)
        }
    }

    // MARK: - Another line

    /// A case whose work has not begun moves to the line that takes what is late.
    private mutating func moveOver(_ slot: UInt32) {
        let record = pool.record(slot)
        let i = Int(record.pointee.op)
        let team = model.ops[i].overflow
        if team < 0 || program.ops[i].kind != .work || record.pointee.isResumed
            || Int(record.pointee.team) == team || !leaveLineAtOnce(slot)
        {
            return
        }
        record.pointee.team = Int32(truncatingIfNeeded: team)
        record.pointee.ticket = ticket
        ticket &+= 1
        observer.observe(.movesOver, case: record.pointee.identity, op: i, at: now, value: Int64(team))
        if isNamed { return standNamed(slot, team: team) }
        pool.rare(slot).pointee.stands = now
        stand(slot, record, inLineOf: team)
        dirty |= staff.teams[team].marks
    }

    /// The case leaves the line in which it stands; false where its work is in hand.
    mutating func leaveLineAtOnce(_ slot: UInt32) -> Bool {
        let team = Int(pool.record(slot).pointee.team)
        var since = inLineSince(slot)
        if isNamed {
            if !pool.named(slot).pointee.isInLine { return false }
            since = pool.named(slot).pointee.stands
            leaveLine(slot)
        } else if !lines[team].remove(slot) {
            return false
        }
        countInLine(of: team, op: pool.record(slot).pointee.op, since: since)
        // Who was kept for it is free for others, and who stood behind it may be next.
        dirty |= staff.teams[team].marks
        return true
    }
}
