internal import SimKernel

/// Lines of a model that tells people apart: who is looked at, in which order.
extension Engine {
    // MARK: - Standing in line

    /// The case joins the line of its team and pool.
    mutating func standNamed(_ slot: UInt32, team: Int) {
        let named = pool.named(slot)
        named.pointee.crew = -1
        named.pointee.stands = now
        named.pointee.line = Int32(line(of: slot, team))
        named.pointee.key = orderInLine(slot, team)
        returnToLine(slot)
        let info = persons.table.lines[Int(named.pointee.line)]
        let member = persons.table.members[Int(info.firstMember)]
        // While too few people of a single role are free, only a release can begin the case.
        let needsRelease =
            info.endMember - info.firstMember == 1 && member.firstDeputy == member.endDeputy
            && staff.roles[Int(member.role)].free < member.people
        if !needsRelease || persons.interrupts { dirty |= staff.teams[team].marks }
    }

    /// What a new case has of its own: nobody works on it, and it remembers nobody.
    mutating func beginNamed(_ slot: UInt32) {
        pool.named(slot).initialize(to: NamedRecord())
        for k in 0..<pool.layout.memoryCount { pool.memory(slot)[k] = -1 }
    }

    mutating func orderInLine(_ slot: UInt32, _ team: Int) -> LineKey {
        if lines[team].ranks == 0 { return lineKey(slot, team) }
        let record = pool.record(slot)
        let rank = lines[team].ranks == 1 ? 0 : ringRank(record.pointee.words, team)
        return LineKey(a: Int64(rank), ticket: record.pointee.ticket)
    }

    /// Back, or for the first time, to where its key belongs.
    mutating func returnToLine(_ slot: UInt32) {
        let line = Int(pool.named(slot).pointee.line)
        let place = namedLines[line].insert(slot, in: pool)
        pool.named(slot).pointee.isInLine = true
        let hasWish = hasWish(slot, line)
        if hasWish { namedLines[line].wishes += 1 }
        // Behind a case without a wish, which speaks for it, it changes nothing.
        if place == 0 {
            persons.rests.noteStanding(line, true)
        } else if !hasWish && namedLines[line].wishes == 0 {
            return
        }
        persons.rests.changes(line)
    }

    mutating func leaveLine(_ slot: UInt32) {
        let line = Int(pool.named(slot).pointee.line)
        namedLines[line].remove(slot)
        pool.named(slot).pointee.isInLine = false
        if hasWish(slot, line) { namedLines[line].wishes -= 1 }
        if namedLines[line].count == 0 { persons.rests.noteStanding(line, false) }
        persons.rests.changes(line)
    }

    /// Not everybody of the team may begin it.
    mutating func hasWish(_ slot: UInt32, _ line: Int) -> Bool {
        if pool.named(slot).pointee.crew >= 0 { return true }
        let op = program.ops + Int(pool.record(slot).pointee.op)
        if !op.pointee.flags.isDisjoint(with: [.notBy, .samePeople]) { return true }
        let info = persons.table.lines[line]
        if info.kind == .same { return true }
        for m in info.firstMember..<info.endMember where persons.table.members[Int(m)].person >= 0 {
            return true
        }
        return false
    }

    private mutating func line(of slot: UInt32, _ team: Int) -> Int {
        var line = Int(persons.table.firstLine[team])
        var radix = 1
        for s in persons.table.firstSource[team]..<persons.table.firstSource[team + 1] {
            let pools = persons.table.sources[Int(s)]
            line += radix * poolNumber(pools, slot)
            radix *= pools.count
        }
        return line
    }

    mutating func poolNumber(_ pools: Pools, _ slot: UInt32) -> Int {
        switch pools {
        case .unit(let number, _): Int(pool.numbers(slot)[number])
        case .words(let selector, _): value(of: selector, pool.record(slot).pointee.words)
        }
    }

    // MARK: - Dealing out starts

    mutating func dealNamed() {
        while true {
            while dirty != 0 {
                let shared = dirty & persons.sharedRoles
                if shared != 0 && dirty & (dirty &- 1) != 0 {
                    dirty &= ~shared
                    dealLines(shared)
                    continue
                }
                let role = dirty.trailingZeroBitCount
                dirty &= dirty &- 1
                if staff.roles[role].gathers {
                    dealNamedGathering(role)
                } else {
                    dealLines(1 << UInt64(role))
                }
            }
            if !persons.interrupts || !interruptForSomebody() { return }
        }
    }

    /// Begins, best first, what the people of these roles can begin. Deputies come last: whenever nothing
    /// else can be begun, they begin one case.
    private mutating func dealLines(_ first: UInt64) {
        var roles = first
        while true {
            // Work that has begun may have let people go who were held until then.
            if roles & persons.sharedRoles != 0 {
                roles |= dirty & persons.sharedRoles
                dirty &= ~roles
            }
            // Of a single role nobody can begin anything while nobody is free, unless others may do its work.
            if persons.rolesStandAlone && roles & (roles &- 1) == 0
                && staff.roles[roles.trailingZeroBitCount].free == 0
            {
                return
            }
            if beginBest(roles, deputies: false) { continue }
            if !persons.haveDeputies || !beginBest(roles, deputies: true) { return }
        }
    }

    private mutating func beginBest(_ roles: UInt64, deputies: Bool) -> Bool {
        deputiesMayBegin = deputies
        defer { deputiesMayBegin = false }
        prepareRests(roles)
        var best: UInt32 = .max
        var bestKey = LineKey(ticket: 0)
        var bestChoosing = Choosing(count: 0, roles: 0)
        for word in 0..<persons.rests.width {
            var awake = persons.rests.awake(word, deputies: deputies)
            while awake != 0 {
                let line = word << 6 &+ awake.trailingZeroBitCount
                awake &= awake &- 1
                if persons.table.lines[line].roles & roles == 0 { continue }
                lookHolds = .max
                guard let (slot, choosing) = firstThatCanBegin(line) else {
                    rest(line)
                    continue
                }
                let key = pool.named(slot).pointee.key
                if best != .max && !LineKey.precedes(key, bestKey) { continue }
                best = slot
                bestKey = key
                bestChoosing = choosing
                persons.best.update(from: persons.chosen, count: choosing.count)
            }
        }
        if best == .max { return false }
        begin(best, with: persons.best, bestChoosing)
        return true
    }

    /// The first case of a line that can be begun, with its people in `persons.chosen`.
    mutating func firstThatCanBegin(_ line: Int) -> (UInt32, Choosing)? {
        let first = namedLines[line][0]
        if let choosing = choose(line, first) { return (first, choosing) }
        if namedLines[line].wishes == 0 { return nil }
        // Of the cases without a wish the first speaks for all.
        var plainFailed = !hasWish(first, line)
        for i in 1..<max(1, namedLines[line].count) {
            let slot = namedLines[line][i]
            let isPlain = !hasWish(slot, line)
            if isPlain && plainFailed { continue }
            if let choosing = choose(line, slot) { return (slot, choosing) }
            if isPlain { plainFailed = true }
        }
        return nil
    }
}
