internal import SimKernel

/// How a case goes from item to item.
extension Engine {
    /// Brings a case to item `target` and on to the first one that takes time.
    @inline(__always)
    mutating func walk(_ slot: UInt32, to target: Int) {
        var next = target
        var hops = 0
        repeat {
            next = come(slot, to: next)
            hops &+= 1
        } while next >= 0 && hops < Self.mostAtOneInstant
        if next >= 0 { wasStopped = true }
    }

    /// The case comes to an item: it stays there (-1) or goes on at once to the item returned.
    @inline(__always)
    private mutating func come(_ slot: UInt32, to i: Int) -> Int {
        let op = program.ops + i
        let record = pool.record(slot)
        record.pointee.op = Int32(truncatingIfNeeded: i)
        if op.pointee.flags.isDisjoint(with: .onComing) {
            if op.pointee.flags.contains(.loops) { countVisit(slot, op) }
        } else if !prepare(slot, op: i) {
            observer.observe(.passes, case: record.pointee.identity, op: i, at: now, value: 0)
            return op.pointee.flags.isDisjoint(with: [.clocksOnPassing, .forks, .endsHolding])
                ? i &+ 1 : passBy(slot, op: i)
        }
        switch op.pointee.kind {
        case .work:
            joinLine(slot, record, op)
            return -1
        case .wait:
            beginWait(slot, record, op)
            return -1
        case .decision:
            record.pointee.since = now
            drawLuck(record, op, slot)
            return finishVisit(slot, op: i)
        case .end:
            caseEnds(slot)
            return -1
        case .fork: return beginBranches(slot, op: i)
        case .join:
            branchEnds(slot)
            return -1
        case .sideEnd:
            sideCaseEnds(slot)
            return -1
        }
    }

    /// Clocks that end where a case passes an item by, branches and all. Returns the item to go to.
    @inline(never)
    private mutating func passBy(_ slot: UInt32, op i: Int) -> Int {
        endClocks(program.itemClocks[i].passEnds, slot)
        if isNamed && program.ops[i].flags.contains(.endsHolding) { endHolding(home(slot), at: .item(i)) }
        let next = Int(program.ends[i])
        if program.ops[i].kind != .fork { return i + 1 }
        leap(slot, over: i + 1, to: next)
        return next
    }

    /// Visits, clocks and tests on coming to an item. False: the item lets the case pass by.
    @inline(never)
    private mutating func prepare(_ slot: UInt32, op i: Int) -> Bool {
        let op = program.ops + i
        let flags = op.pointee.flags
        if M.areAll && beside.placing >= 0 {
            // It has come here long ago. How long it has waited is still to be asked.
            if flags.contains(.loops) { countVisit(slot, op) }
            if op.pointee.kind != .wait { beside.placing = -1 }
            return true
        }
        if flags.contains(.clocksOnComing) { startClocks(program.itemClocks[i].comingStarts, slot) }
        if flags.contains(.only) && !holds(op.pointee.only, slot) { return false }
        if flags.contains(.loops) { countVisit(slot, op) }
        if flags.contains(.share) && !takesItsShare(slot, op, visit(slot, op)) { return false }
        if M.areAll && flags.contains(.budget) && !isInBudget(slot, op: i) { return false }
        if !flags.isDisjoint(with: [.within, .startsWithin]) { startClock(Int(op.pointee.ownLimit), slot) }
        return true
    }

    private mutating func takesItsShare(_ slot: UInt32, _ op: UnsafeMutablePointer<OpRecord>, _ visit: UInt16)
        -> Bool
    {
        let record = pool.record(slot)
        let share = Int(op.pointee.shareBase) + value(of: op.pointee.share, record.pointee.words)
        let luck = key.bits(
            case: record.pointee.identity, name: op.pointee.key, visit: visit, purpose: .share)
        return luck.first < program.shares[share]
    }

    @inline(__always)
    private mutating func countVisit(_ slot: UInt32, _ op: UnsafeMutablePointer<OpRecord>) {
        let counter = pool.counters(slot) + Int(op.pointee.counter)
        counter.pointee = counter.pointee == .max ? .max : counter.pointee &+ 1
    }

    /// Number of this visit, from 0; the counter was raised when the case came.
    @inline(__always)
    mutating func visit(_ slot: UInt32, _ op: UnsafeMutablePointer<OpRecord>) -> UInt16 {
        op.pointee.counter < 0 ? 0 : pool.counters(slot)[Int(op.pointee.counter)] &- 1
    }

    @inline(__always)
    private mutating func joinLine(
        _ slot: UInt32, _ record: UnsafeMutablePointer<CaseRecord>, _ op: UnsafeMutablePointer<OpRecord>
    ) {
        let words = record.pointee.words
        let team = value(of: op.pointee.team, words)
        let bits = key.bits(
            case: record.pointee.identity, name: op.pointee.key, visit: visit(slot, op), purpose: .step)
        record.pointee.work = drawnTime(slot, op, bits.first)
        record.pointee.luck = bits.second
        record.pointee.team = Int32(truncatingIfNeeded: team)
        record.pointee.since = now
        record.pointee.ticket = ticket
        record.pointee.isResumed = false
        ticket &+= 1
        observer.observe(
            .comes, case: record.pointee.identity, op: Int(record.pointee.op), at: now, value: 0)
        observer.joins(case: record.pointee.identity, op: Int(record.pointee.op), team: team)
        if isNamed { return standNamed(slot, team: team) }
        stand(slot, record, inLineOf: team)
        if mayStart(team) { dirty |= staff.teams[team].marks }
    }

    @inline(never)
    private mutating func beginWait(
        _ slot: UInt32, _ record: UnsafeMutablePointer<CaseRecord>, _ op: UnsafeMutablePointer<OpRecord>
    ) {
        let bits = key.bits(
            case: record.pointee.identity, name: op.pointee.key, visit: visit(slot, op), purpose: .step)
        record.pointee.luck = bits.second
        record.pointee.since = now
        observer.observe(
            .comes, case: record.pointee.identity, op: Int(record.pointee.op), at: now, value: 0)
        if op.pointee.flags.contains(.stopsClock) { stopClocks(slot) }
        if isNamed { pool.named(slot).pointee.live = insertion }
        if limitsAct { pool.rare(slot).pointee.live = insertion }
        if op.pointee.flags.contains(.until) {
            return schedule(at: waitEnd(slot), rank: Rank.boundary, slot: slot)
        }
        let isPlaced = M.areAll && beside.placing >= 0
        let time = isPlaced ? restOfWait(slot, op, bits.first) : drawnTime(slot, op, bits.first)
        record.pointee.work = time
        let end = op.pointee.flags.contains(.onCalendar) ? dueCalendar.hours.add(time, from: now) : now + time
        schedule(at: min(end, Tick.never), rank: Rank.boundary, slot: slot)
    }

    /// Work or waiting time of a visit.
    @inline(__always)
    mutating func drawnTime(_ slot: UInt32, _ op: UnsafeMutablePointer<OpRecord>, _ luck: UInt64) -> Ticks {
        let record = pool.record(slot)
        let time = program.tables[value(of: op.pointee.table, record.pointee.words)].draw(luck)
        guard M.areAll && op.pointee.flags.contains(.factor) else { return time }
        return times(time, model.ops[Int(record.pointee.op)].factor, slot)
    }

    mutating func waitEnds(_ slot: UInt32) {
        if hasKin && isOver(slot) { return }
        let i = Int(pool.record(slot).pointee.op)
        if program.ops[i].flags.contains(.stopsClock) { resumeClocks(slot) }
        let next = finishVisit(slot, op: i)
        walk(slot, to: next)
    }

    private mutating func drawLuck(
        _ record: UnsafeMutablePointer<CaseRecord>, _ op: UnsafeMutablePointer<OpRecord>, _ slot: UInt32
    ) {
        record.pointee.luck =
            key.bits(
                case: record.pointee.identity, name: op.pointee.key, visit: visit(slot, op), purpose: .step
            ).second
    }

    /// An item is done: its clocks end, its outcome is found. Returns the item to go to.
    @inline(__always)
    mutating func finishVisit(_ slot: UInt32, op i: Int) -> Int {
        let op = program.ops + i
        let record = pool.record(slot)
        if record.pointee.isCohort {
            let place =
                Int(op.pointee.visitPlace)
                &+ (op.pointee.hasManyTeams ? Int(record.pointee.team) : 0)
            collector.places[place].visits &+= 1
        }
        if op.pointee.flags.contains(.within) { endClock(Int(op.pointee.ownLimit), slot) }
        if op.pointee.flags.contains(.clocksOnDone) {
            endClocks(program.itemClocks[i].doneEnds, slot)
            startClocks(program.itemClocks[i].doneStarts, slot)
        }
        if isNamed && op.pointee.flags.contains(.endsHolding) {
            endHolding(home(slot), at: .item(i))
            endHolding(home(slot), at: .done(i))
        }
        if op.pointee.flags.contains(.outcomes) { return takeOutcome(slot, op: i) }
        observer.observe(.done, case: record.pointee.identity, op: i, at: now, value: -1)
        return limitsAct ? leapToPending(slot, op: i) : i &+ 1
    }

    private mutating func takeOutcome(_ slot: UInt32, op i: Int) -> Int {
        let op = program.ops + i
        let record = pool.record(slot)
        let found = drawnOutcome(slot, op)
        observer.observe(.done, case: record.pointee.identity, op: i, at: now, value: Int64(found))
        let before = record.pointee.words
        record.pointee.words &= ~op.pointee.outcomeMask
        let pending = limitsAct ? takePendingJump(slot, op: i) : -1
        var next = pending >= 0 ? pending : i &+ 1
        if found >= 0 {
            let outcome = program.outcomes + found
            record.pointee.words |= outcome.pointee.sets
            if outcome.pointee.becomeClears | outcome.pointee.becomeSets != 0 {
                record.pointee.words &= ~outcome.pointee.becomeClears
                record.pointee.words |= outcome.pointee.becomeSets
                classify(record)
            }
            if pending < 0 { next = destination(slot, outcome, from: i) }
        }
        if program.limitsHaveTests && pool.record(slot).pointee.words != before {
            dropClocksThatNoLongerHold(slot, before: before)
        }
        if next > i &+ 1 { leap(slot, over: i &+ 1, to: next) }
        if op.pointee.flags.contains(.bears) { bear(slot, op: i, outcome: found) }
        return next
    }

    /// Index of the outcome that the case's luck falls on; -1: none.
    private mutating func drawnOutcome(_ slot: UInt32, _ op: UnsafeMutablePointer<OpRecord>) -> Int {
        let record = pool.record(slot)
        var reached: UInt64 = 0
        var rest = -1
        for k in Int(op.pointee.firstOutcome)..<Int(op.pointee.endOutcome) {
            let outcome = program.outcomes + k
            if outcome.pointee.only >= 0 && !holds(outcome.pointee.only, slot) { continue }
            if outcome.pointee.takesRest {
                rest = k
                continue
            }
            let share =
                Int(outcome.pointee.shareBase) + value(of: outcome.pointee.share, record.pointee.words)
            reached &+= program.shares[share]
            if record.pointee.luck < reached { return k }
        }
        return rest
    }

    private mutating func destination(
        _ slot: UInt32, _ outcome: UnsafeMutablePointer<OutcomeRecord>, from i: Int
    ) -> Int {
        let jump = Int(outcome.pointee.jump)
        if jump < 0 { return i + 1 }
        if outcome.pointee.atMost > 0 {
            let counter = pool.counters(slot) + Int(outcome.pointee.counter)
            if Int32(counter.pointee) >= outcome.pointee.atMost {
                return outcome.pointee.then >= 0 ? Int(outcome.pointee.then) : i + 1
            }
            counter.pointee &+= 1
        }
        if outcome.pointee.returns { sendAway(slot, outcome: outcome - program.outcomes, op: i) }
        return jump
    }

    @inline(__always)
    mutating func caseEnds(_ slot: UInt32) {
        if hasKin { closeKin(slot) } else { close(slot) }
    }

    @inline(never)
    private mutating func closeKin(_ slot: UInt32) { close(endBranches(slot)) }

    @inline(__always)
    private mutating func close(_ slot: UInt32) {
        let record = pool.record(slot)
        endClocks(program.endEnds, slot)
        if limitsAct { endLateClocks(slot) }
        if isNamed && pool.named(slot).pointee.held >= 0 { endAllHolding(slot) }
        if record.pointee.isCohort {
            observer.closes(
                case: record.pointee.identity, arrival: record.pointee.arrival, at: now)
        }
        observer.observe(.ends, case: record.pointee.identity, op: Int(record.pointee.op), at: now, value: 0)
        if M.areAll && beside.isUsed { noteEnd(slot) }
        if !M.areAll || record.pointee.isCounted { countOpen(-1) }
        if record.pointee.isCohort {
            collector.closed &+= 1
            cohortOpen &-= 1
            collector.turnedAround(now &- record.pointee.arrival)
            if record.pointee.judged != 0 { countJudgedLimits(slot) }
        }
        if hasKin { return forgetCase(slot) }
        record.pointee.op = -1
        pool.give(back: slot)
    }
}
