internal import SimKernel

/// `if late: { by: ROLE }`: a case whose work has not begun moves to another line.
extension Engine {
    /// At the due instant, unless work begins before. Nothing else is expected of a case that stands in line.
    mutating func awaitOverflow(_ slot: UInt32) {
        let record = pool.record(slot)
        let op = program.ops + Int(record.pointee.op)
        let isThere = Int(record.pointee.team) == model.ops[Int(record.pointee.op)].overflow
        if isThere || record.pointee.running & 1 == 0 || record.pointee.isResumed { return }
        let due = dueInstant(Int(op.pointee.ownLimit), slot)
        if due >= Tick.never { return }
        pool.named(slot).pointee.live = insertion
        schedule(at: max(due, now), rank: Rank.due, slot: slot)
    }

    @inline(never)
    mutating func fallsDue(_ event: Event) {
        let slot = event.slot
        if pool.named(slot).pointee.live != event.insertion { return }
        let record = pool.record(slot)
        let team = model.ops[Int(record.pointee.op)].overflow
        countInLine(
            of: Int(record.pointee.team), op: record.pointee.op, since: pool.named(slot).pointee.stands)
        leaveLine(slot)
        // Who was kept for it is free for others.
        dirty |= staff.teams[Int(record.pointee.team)].marks
        record.pointee.team = Int32(team)
        record.pointee.ticket = ticket
        ticket &+= 1
        observer.observe(
            .movesOver, case: record.pointee.identity, op: Int(record.pointee.op), at: now, value: Int64(team)
        )
        standNamed(slot, team: team)
    }
}
