internal import SimKernel

/// Cases begun by cases: side cases, which nobody waits for and no count includes, and cases that
/// end and come back as new arrivals.
extension Engine {
    /// Which draw of an item's visit makes an identity.
    private enum Offspring {
        static var ofItem: UInt8 { 0 }
        static var ofOutcome: UInt8 { 1 }
        static var returning: UInt8 { 2 }
        static var away: UInt8 { 3 }
    }

    /// A pure function of the parent, the item, its visit and the flow.
    private mutating func identity(ofChild slot: UInt32, op i: Int, name: UInt32, _ block: UInt8) -> UInt64 {
        let op = program.ops + i
        let bits = key.bits(
            case: pool.record(slot).pointee.identity, name: op.pointee.key ^ name, visit: visit(slot, op),
            purpose: .offspring, block: block)
        return bits.first << 11 ^ bits.second
    }

    // MARK: - Side cases

    /// The item is done: what it and its outcome start begins.
    @inline(never)
    mutating func bear(_ slot: UInt32, op i: Int, outcome: Int) {
        let ofItem = model.ops[i].starts
        if outcome >= 0, pool.record(slot).pointee.isCohort, let cost = model.outcomes[outcome].costs {
            let op = program.ops + i
            let amount = amount(of: cost, name: op.pointee.key, visit: visit(slot, op), slot)
            collector.costs.outcomes += Int128(amount)
            observer.pays(case: pool.record(slot).pointee.identity, amount: amount)
        }
        if ofItem >= 0 { beginSideCase(ofItem, of: slot, op: i, Offspring.ofItem) }
        let ofOutcome = outcome >= 0 ? model.outcomes[outcome].starts : -1
        if ofOutcome >= 0 { beginSideCase(ofOutcome, of: slot, op: i, Offspring.ofOutcome) }
    }

    private mutating func beginSideCase(_ index: Int, of parent: UInt32, op i: Int, _ block: UInt8) {
        let name = model.flows[index].key
        beginSideCase(index, of: parent, identity: identity(ofChild: parent, op: i, name: name, block))
    }

    /// Begins a side case with the words and numbers of its parent.
    mutating func beginSideCase(_ index: Int, of parent: UInt32, identity: UInt64) {
        let flow = model.flows[index]
        let slot = pool.copy(parent)
        let record = pool.record(slot)
        record.pointee.identity = identity
        makeNew(slot, entry: flow.items.lowerBound)
        if isNamed { inherit(slot, from: parent) }
        for i in 0..<counterCount { pool.counters(slot)[i] = 0 }
        if record.pointee.isCohort {
            cohortOpen &+= 1
            cohortSideCases &+= 1
        }
        tellArrival(slot, at: flow.items.lowerBound, since: now)
        startClocks(program.flowStarts[index], slot)
        endClocks(program.flowEnds[index], slot)
        walkOn(slot, to: flow.items.lowerBound)
    }

    private mutating func makeNew(_ slot: UInt32, entry: Int) {
        let record = pool.record(slot)
        record.pointee.since = now
        record.pointee.running = 0
        record.pointee.judged = 0
        record.pointee.late = 0
        record.pointee.isResumed = false
        record.pointee.isCounted = true
        record.pointee.isOpening = false
        record.pointee.op = Int32(truncatingIfNeeded: entry)
        pool.kin(slot).pointee = Kin(home: slot, entry: Int32(truncatingIfNeeded: entry))
        if hasRare { forgetAlarms(slot) }
    }

    @inline(never)
    mutating func sideCaseEnds(_ slot: UInt32) {
        let home = endBranches(slot)
        let record = pool.record(home)
        endClocks(program.endEnds, home)
        if limitsAct { endLateClocks(home) }
        if isNamed && pool.named(home).pointee.held >= 0 { endAllHolding(home) }
        observer.observe(.ends, case: record.pointee.identity, op: Int(record.pointee.op), at: now, value: 0)
        if record.pointee.isCohort {
            cohortOpen &-= 1
            cohortSideCases &-= 1
            if record.pointee.judged != 0 { countJudgedLimits(home) }
        }
        forgetCase(home)
    }

    // MARK: - Returns

    /// The case is about to end and will come back: a record with its words, its numbers and the
    /// number of its returns waits for that.
    @inline(never)
    mutating func sendAway(_ slot: UInt32, outcome: Int, op i: Int) {
        guard let way = model.outcomes[outcome].returns else { return }
        let home = pool.kin(slot).pointee.home
        let entry = way.entry >= 0 ? way.entry : Int(pool.kin(home).pointee.entry)
        let op = program.ops + i
        let luck = key.bits(
            case: pool.record(slot).pointee.identity, name: op.pointee.key, visit: visit(slot, op),
            purpose: .offspring, block: Offspring.away)
        let words = wordsLaid(slot, on: home)
        let time = program.tables[value(of: way.after, words)].draw(luck.first)
        let back = way.worksOnCalendar ? dueCalendar.hours.add(time, from: now) : now + time
        if back >= horizon.bound { return }
        let identity = identity(ofChild: slot, op: i, name: 0, Offspring.returning)
        let new = pool.copy(slot)
        let record = pool.record(new)
        record.pointee.identity = identity
        record.pointee.words = home == slot ? record.pointee.words : words
        record.pointee.isCohort = false
        makeNew(new, entry: entry)
        if isNamed { inherit(new, from: slot) }
        pool.kin(new).pointee.entry = pool.kin(home).pointee.entry
        classify(record)
        handReturnsOn(from: slot, home, to: new)
        schedule(at: back, rank: Rank.arrival, slot: ArrivalSlot.returning | new)
    }

    /// `at most` of a return bounds those of one matter.
    private mutating func handReturnsOn(from slot: UInt32, _ home: UInt32, to new: UInt32) {
        for i in 0..<counterCount { pool.counters(new)[i] = 0 }
        for outcome in model.outcomes where outcome.returns != nil && outcome.counter >= 0 {
            let made = max(pool.counters(slot)[outcome.counter], pool.counters(home)[outcome.counter])
            pool.counters(new)[outcome.counter] = made
        }
    }

    @inline(never)
    mutating func caseReturns(_ slot: UInt32) {
        let record = pool.record(slot)
        record.pointee.arrival = now
        record.pointee.isCohort = now >= horizon.windowStart && now < horizon.windowEnd
        if hasRare { logArrival(slot) }
        countArrival(slot, record)
        let entry = Int(record.pointee.op)
        tellArrival(slot, at: entry, since: now)
        startClocks(program.arrivalStarts, slot)
        endClocks(program.arrivalEnds, slot)
        walkOn(slot, to: entry)
    }
}
