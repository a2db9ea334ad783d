internal import SimKernel

/// `A interrupts B`: looked at when nothing more can be begun otherwise.
extension Engine {
    /// Stops work for the best case that can be begun only so; false: for none.
    mutating func interruptForSomebody() -> Bool {
        var last: LineKey?
        while let (line, slot) = bestInterrupter(after: last) {
            if interrupt(for: slot, line) { return true }
            awaitColleagues(line)
            last = pool.named(slot).pointee.key
        }
        return false
    }

    /// Of the cases that may interrupt others, the best one after that key.
    private mutating func bestInterrupter(after last: LineKey?) -> (line: Int, slot: UInt32)? {
        var best: (line: Int, slot: UInt32)?
        for line in 0..<persons.table.lineCount where namedLines[line].count > 0 {
            guard let slot = firstInterrupter(line, after: last) else { continue }
            let key = pool.named(slot).pointee.key
            if let known = best, !LineKey.precedes(key, pool.named(known.slot).pointee.key) { continue }
            best = (line, slot)
        }
        return best
    }

    /// Of the cases without a wish the first with these interruptions speaks for those behind it.
    private mutating func firstInterrupter(_ line: Int, after last: LineKey?) -> UInt32? {
        let team = Int(persons.table.lines[line].team)
        let interruptions = model.disciplines[Int(staff.teams[team].discipline)].interruptions
        if interruptions.isEmpty { return nil }
        var plain: UInt64 = 0
        for i in 0..<namedLines[line].count {
            let slot = namedLines[line][i]
            let words = pool.record(slot).pointee.words
            var own: UInt64 = 0
            for (k, interruption) in interruptions.enumerated() where words & interruption.by != 0 {
                own |= 1 << UInt64(k & 63)
            }
            if own == 0 { continue }
            if !hasWish(slot, line) {
                if own & ~plain == 0 { continue }
                plain |= own
            }
            if let last, !LineKey.precedes(last, pool.named(slot).pointee.key) { continue }
            return slot
        }
        return nil
    }

    // MARK: - Whose work stops

    private mutating func interrupt(for slot: UInt32, _ line: Int) -> Bool {
        if someoneGathers(before: slot, line) || choose(line, slot) != nil { return false }
        var victims = victims(for: slot, line)
        var stopped = 0
        var isEnough = false
        while !isEnough && stopped < victims.count {
            pretend(victims[stopped], isFree: true)
            stopped += 1
            isEnough = choose(line, slot) != nil
        }
        if isEnough {
            for k in 0..<stopped {
                pretend(victims[k], isFree: false)
                if choose(line, slot) != nil {
                    victims[k] = -1
                } else {
                    pretend(victims[k], isFree: true)
                }
            }
        }
        for crew in victims[..<stopped] where crew >= 0 { pretend(crew, isFree: false) }
        if !isEnough { return false }
        for crew in victims[..<stopped] where crew >= 0 { interrupt(crew) }
        return true
    }

    /// Joint work that gathers has the first claim to whoever comes free, so that nobody stops for a case
    /// that would have to stand back.
    private mutating func someoneGathers(before slot: UInt32, _ line: Int) -> Bool {
        let info = persons.table.lines[line]
        let role = Int(persons.table.members[Int(info.firstMember)].role)
        if !staff.roles[role].gathers { return false }
        let gathers = staff.teams[Int(info.team)].gathers
        for other in 0..<persons.table.lineCount
        where namedLines[other].count > 0 && persons.table.lines[other].roles & staff.roles[role].circle != 0
            && staff.teams[Int(persons.table.lines[other].team)].gathers
        {
            if !gathers { return true }
            if LineKey.precedes(
                pool.named(namedLines[other][0]).pointee.key, pool.named(slot).pointee.key)
            {
                return true
            }
        }
        return false
    }

    private mutating func pretend(_ crew: Int32, isFree: Bool) {
        for k in 0..<Int(crews.record(crew).pointee.count) {
            let person = persons.states + Int(crews.people(crew)[k])
            person.pointee.isFree = isFree
        }
    }

    /// Crews whose work may stop for the case and who have somebody for it, last in line first.
    private mutating func victims(for slot: UInt32, _ line: Int) -> [Int32] {
        let info = persons.table.lines[line]
        let interruptions = model.disciplines[Int(staff.teams[Int(info.team)].discipline)].interruptions
        let words = pool.record(slot).pointee.words
        var found: [Int32] = []
        for person in 0..<Int32(persons.count) {
            let crew = persons.states[Int(person)].crew
            if crew < 0 || found.contains(crew) || !couldDo(person, slot, info) { continue }
            let other = crews.record(crew).pointee.slot
            let others = pool.record(other).pointee.words
            if crews.record(crew).pointee.phase != .working || isGivenUp(other)
                || !precedes(slot, other)
                || !interruptions.contains(where: { $0.allows(words, toStop: others) })
                || commonDuty(of: crew, atOrAfter: now).start > now
            {
                continue
            }
            found.append(crew)
        }
        return found.sorted { x, y in
            LineKey.precedes(
                pool.named(crews.record(y).pointee.slot).pointee.key,
                pool.named(crews.record(x).pointee.slot).pointee.key)
        }
    }

    /// Nobody stops work that would be taken up again at once: what comes before in its line, and joint work
    /// that gathers its people before everything else.
    private mutating func precedes(_ slot: UInt32, _ other: UInt32) -> Bool {
        if !LineKey.precedes(pool.named(slot).pointee.key, pool.named(other).pointee.key) { return false }
        let gathers = staff.teams[Int(pool.record(other).pointee.team)].gathers
        return !gathers || staff.teams[Int(pool.record(slot).pointee.team)].gathers
    }

    /// Whether the person, now at work, is one of those who may begin the case.
    private mutating func couldDo(_ person: Int32, _ slot: UInt32, _ info: LineInfo) -> Bool {
        if let fixed = fixedPeople(slot, info) {
            for k in 0..<fixed.count where fixed.people[k] == person { return true }
            return false
        }
        let wishes = program.ops[Int(pool.record(slot).pointee.op)].flags.contains(.notBy)
        for m in info.firstMember..<info.endMember {
            let member = persons.table.members + Int(m)
            let (first, end) = servers(of: member)
            for k in first..<end where persons.table.candidates[Int(k)] == person {
                if mayDo(person, member, slot, wishes) { return true }
            }
        }
        return false
    }

    /// People at work who are off duty now can be interrupted when they come back.
    private mutating func awaitColleagues(_ line: Int) {
        let info = persons.table.lines[line]
        for m in info.firstMember..<info.endMember {
            let member = persons.table.members + Int(m)
            var next = Tick.never
            for k in member.pointee.first..<member.pointee.end {
                let person = persons.table.candidates[Int(k)]
                if !isOnDuty(person: person) { next = min(next, persons.states[Int(person)].opens) }
            }
            if !isOpen(role: Int(member.pointee.role)) {
                next = min(next, staff.roles[Int(member.pointee.role)].opens)
            }
            wake(member.pointee.role, at: next)
        }
    }
}
