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
        namedLines[line].insert(slot, in: pool)
        pool.named(slot).pointee.isInLine = true
        if hasWish(slot, line) { namedLines[line].wishes += 1 }
    }

    mutating func leaveLine(_ slot: UInt32) {
        let line = Int(pool.named(slot).pointee.line)
        namedLines[line].remove(slot)
        pool.named(slot).pointee.isInLine = false
        if hasWish(slot, line) { namedLines[line].wishes -= 1 }
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
        var best: UInt32 = .max
        var bestKey = LineKey(ticket: 0)
        var bestChoosing = Choosing(count: 0, roles: 0)
        for line in 0..<persons.table.lineCount
        where persons.table.lines[line].roles & roles != 0 && namedLines[line].count > 0 {
            guard let (slot, choosing) = firstThatCanBegin(line) else { continue }
            let key = pool.named(slot).pointee.key
            if best == .max || LineKey.precedes(key, bestKey) {
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
    private mutating func firstThatCanBegin(_ line: Int) -> (UInt32, Choosing)? {
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

    // MARK: - Gathering

    /// As with counted people: the first joint case in order keeps people who come free for it.
    private mutating func dealNamedGathering(_ role: Int) {
        let circle = staff.roles[role].circle
        dirty &= ~circle
        while someoneIsFree(circle)
            && (beginInGatheringOrder(circle, deputies: false)
                || (persons.haveDeputies && beginInGatheringOrder(circle, deputies: true)))
        {}
    }

    private mutating func beginInGatheringOrder(_ circle: UInt64, deputies: Bool) -> Bool {
        deputiesMayBegin = deputies
        defer { deputiesMayBegin = false }
        guard let (slot, choosing) = firstInGatheringOrder(circle) else { return false }
        begin(slot, with: persons.chosen, choosing)
        return true
    }

    /// Cases of lines that gather come before all others, each kind in order; the first case of a line
    /// that gathers keeps people.
    private mutating func firstInGatheringOrder(_ circle: UInt64) -> (UInt32, Choosing)? {
        var result: (UInt32, Choosing)?
        for line in 0..<persons.table.lineCount { persons.cursors[line] = LineCursor() }
        for gathers in [true, false] {
            while result == nil, let line = nextInGatheringOrder(circle, gathers: gathers) {
                let slot = namedLines[line][Int(persons.cursors[line].next)]
                if let choosing = choose(line, slot) {
                    result = (slot, choosing)
                } else {
                    if gathers && persons.cursors[line].next == 0 { keepPeople(for: line) }
                    pass(slot, line)
                }
            }
        }
        for p in 0..<persons.count { persons.isKept[p] = false }
        return result
    }

    /// The line whose case at the cursor comes first.
    private mutating func nextInGatheringOrder(_ circle: UInt64, gathers: Bool) -> Int? {
        var best: Int?
        var bestKey = LineKey(ticket: 0)
        for line in 0..<persons.table.lineCount
        where persons.table.lines[line].roles & circle != 0
            && Int(persons.cursors[line].next) < namedLines[line].count
            && staff.teams[Int(persons.table.lines[line].team)].gathers == gathers
        {
            let key = pool.named(namedLines[line][Int(persons.cursors[line].next)]).pointee.key
            if best != nil && !LineKey.precedes(key, bestKey) { continue }
            best = line
            bestKey = key
        }
        return best
    }

    /// On to the line's next case that might be begun where this one can't: of those without a wish the
    /// first speaks for all.
    private mutating func pass(_ slot: UInt32, _ line: Int) {
        let cursor = persons.cursors + line
        if !hasWish(slot, line) { cursor.pointee.plainFailed = true }
        repeat {
            cursor.pointee.next += 1
        } while Int(cursor.pointee.next) < namedLines[line].count && cursor.pointee.plainFailed
            && !hasWish(namedLines[line][Int(cursor.pointee.next)], line)
        if namedLines[line].wishes == 0 { cursor.pointee.next = Int32(namedLines[line].count) }
    }

    /// Keeps who is free for the line's first case, while all its partners are on duty.
    private mutating func keepPeople(for line: Int) {
        let info = persons.table.lines[line]
        let slot = namedLines[line][0]
        if info.meets >= 0 {
            if !isMeeting(Int(info.meets), info) { return }
            // Nobody is kept beyond the end of the meeting.
            let role = persons.table.members[Int(info.firstMember)].role
            wake(role, at: calendars[Int(info.meets)].interval(atOrAfter: now).upperBound)
        }
        if let fixed = fixedPeople(slot, info) { return keep(fixed, info) }
        let wishes = program.ops[Int(pool.record(slot).pointee.op)].flags.contains(.notBy)
        for m in info.firstMember..<info.endMember {
            if !couldFill(persons.table.members + Int(m), slot, wishes) { return }
        }
        for m in info.firstMember..<info.endMember {
            let member = persons.table.members + Int(m)
            let (first, end) = servers(of: member)
            var closes = Tick.never
            for k in first..<end {
                let person = persons.table.candidates[Int(k)]
                if isOnDuty(person: person) { closes = min(closes, persons.states[Int(person)].closes) }
            }
            wake(member.pointee.role, at: min(closes, staff.roles[Int(member.pointee.role)].closes))
            for _ in 0..<member.pointee.people { keepLongestIdle(first, end, member, slot, wishes) }
        }
    }

    /// Whether enough people who may fill the member's places are on duty, at work or not.
    private mutating func couldFill(
        _ member: UnsafeMutablePointer<LineMember>, _ slot: UInt32, _ wishes: Bool
    ) -> Bool {
        if !isOpen(role: Int(member.pointee.role)) { return false }
        let (first, end) = servers(of: member)
        var onDuty: Int32 = 0
        for k in first..<end {
            let person = persons.table.candidates[Int(k)]
            if isOnDuty(person: person) && mayDo(person, member, slot, wishes) { onDuty += 1 }
        }
        return onDuty >= member.pointee.people
    }

    private mutating func keep(_ fixed: FixedPeople, _ info: LineInfo) {
        var closes = Tick.never
        for k in 0..<fixed.count {
            if !isOnDuty(person: fixed.people[k]) { return }
            closes = min(closes, persons.states[Int(fixed.people[k])].closes)
        }
        for role in 0..<staff.roleCount where fixed.roles >> UInt64(role) & 1 == 1 {
            if !isOpen(role: role) { return }
            closes = min(closes, staff.roles[role].closes)
        }
        wake(persons.table.members[Int(info.firstMember)].role, at: closes)
        for k in 0..<fixed.count where persons.states[Int(fixed.people[k])].isFree {
            persons.isKept[Int(fixed.people[k])] = true
        }
    }

    private mutating func keepLongestIdle(
        _ first: Int32, _ end: Int32, _ member: UnsafeMutablePointer<LineMember>, _ slot: UInt32,
        _ wishes: Bool
    ) {
        var best: Int32 = -1
        for k in first..<end {
            let person = persons.table.candidates[Int(k)]
            if !persons.states[Int(person)].isFree || persons.isKept[Int(person)] { continue }
            if !isOnDuty(person: person) || !mayDo(person, member, slot, wishes) { continue }
            if best < 0 || persons.states[Int(person)].idleSince < persons.states[Int(best)].idleSince {
                best = person
            }
        }
        if best >= 0 { persons.isKept[Int(best)] = true }
    }
}
