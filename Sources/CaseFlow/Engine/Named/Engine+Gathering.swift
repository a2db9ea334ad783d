internal import SimKernel

/// Lines of people who wait for their partners: joint cases keep who comes free.
extension Engine {
    /// As with counted people: the first joint case in order keeps people who come free for it.
    mutating func dealNamedGathering(_ role: Int) {
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
        prepareRests(circle)
        guard let (slot, choosing) = firstInGatheringOrder(circle) else { return false }
        begin(slot, with: persons.chosen, choosing)
        return true
    }

    /// Cases of lines that gather come before all others, each kind in order; the first case of a line
    /// that gathers keeps people.
    private mutating func firstInGatheringOrder(_ circle: UInt64) -> (UInt32, Choosing)? {
        lookHolds = .max
        var result = firstInOrder(linesAwake(circle, gather: true), gather: true)
        if result == nil { result = firstInOrder(linesAwake(circle, gather: false), gather: false) }
        if somebodyIsKept {
            persons.isKept.update(repeating: false, count: persons.count)
            somebodyIsKept = false
        }
        return result
    }

    /// Puts the circle's lines that gather, or the others, into `Persons.lookedAt`; returns their number.
    private mutating func linesAwake(_ circle: UInt64, gather: Bool) -> Int {
        var count = 0
        for word in 0..<persons.rests.width {
            var awake = persons.rests.awake(word, deputies: deputiesMayBegin)
            while awake != 0 {
                let line = word << 6 &+ awake.trailingZeroBitCount
                awake &= awake &- 1
                let info = persons.table.lines + line
                if info.pointee.roles & circle == 0 || staff.teams[Int(info.pointee.team)].gathers != gather {
                    continue
                }
                persons.cursors[line] = LineCursor()
                persons.lookedAt[count] = Int32(line)
                count += 1
            }
        }
        return count
    }

    /// Of the lines in `Persons.lookedAt` the first case that can be begun.
    private mutating func firstInOrder(_ lines: Int, gather: Bool) -> (UInt32, Choosing)? {
        var count = lines
        while count > 0 {
            let place = firstPlaceInOrder(count)
            let line = Int(persons.lookedAt[place])
            let cursor = persons.cursors + line
            let slot = namedLines[line][Int(cursor.pointee.next)]
            keptInTheWay = false
            isPartlyFilled = false
            if let choosing = choose(line, slot) { return (slot, choosing) }
            // If those who would fill a part of it were kept for others, their hours would be awaited too.
            if keptInTheWay || isPartlyFilled { cursor.pointee.mayRest = false }
            if gather && cursor.pointee.next == 0 {
                keepPeople(for: line)
                if namedLines[line].wishes > 0 || someoneIsFree(forLine: line) {
                    cursor.pointee.mayRest = false
                }
            }
            pass(slot, line)
            if Int(cursor.pointee.next) < namedLines[line].count { continue }
            if cursor.pointee.mayRest { rest(line) }
            count -= 1
            persons.lookedAt[place] = persons.lookedAt[count]
        }
        return nil
    }

    /// Where in `Persons.lookedAt` the line stands whose case at the cursor comes first.
    private mutating func firstPlaceInOrder(_ count: Int) -> Int {
        if count == 1 { return 0 }
        var best = 0
        var bestKey = keyAtCursor(0)
        for place in 1..<count {
            let key = keyAtCursor(place)
            if LineKey.precedes(key, bestKey) {
                best = place
                bestKey = key
            }
        }
        return best
    }

    @inline(__always)
    private mutating func keyAtCursor(_ place: Int) -> LineKey {
        let line = Int(persons.lookedAt[place])
        return pool.named(namedLines[line][Int(persons.cursors[line].next)]).pointee.key
    }

    /// Whether a case of the line could keep somebody.
    mutating func someoneIsFree(forLine line: Int) -> Bool {
        let info = persons.table.lines[line]
        for m in info.firstMember..<info.endMember {
            let member = persons.table.members + Int(m)
            if someoneIsFree(member.pointee.first, member.pointee.end) { return true }
            for d in member.pointee.firstDeputy..<member.pointee.endDeputy {
                let deputy = persons.table.deputies[Int(d)]
                if someoneIsFree(deputy.first, deputy.end) { return true }
            }
        }
        return false
    }

    private mutating func someoneIsFree(_ first: Int32, _ end: Int32) -> Bool {
        for k in first..<end where persons.states[Int(persons.table.candidates[Int(k)])].isFree {
            return true
        }
        return false
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
            somebodyIsKept = true
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
        if best < 0 { return }
        persons.isKept[Int(best)] = true
        somebodyIsKept = true
    }
}
