internal import SimKernel

/// Which lines are not looked at, and for how long: see `LineRests`.
extension Engine {
    /// Before the lines of these roles are looked at.
    @inline(__always)
    mutating func prepareRests(_ roles: UInt64) {
        persons.rests.endRests(at: now, deputies: deputiesMayBegin)
        if looksEverywhere { endAllRests() }
        #if DEBUG
        _checkRests(roles)
        #endif
    }

    /// Nothing in the line can be begun: it rests for as long as the hours let that hold.
    mutating func rest(_ line: Int) {
        let info = persons.table.lines[line]
        var end = lookHolds
        if info.meets >= 0 {
            let span = calendars[Int(info.meets)].interval(atOrAfter: now)
            end = min(end, span.lowerBound > now ? span.lowerBound : span.upperBound)
        }
        var hasDeputies = false
        for m in info.firstMember..<info.endMember {
            let member = persons.table.members + Int(m)
            if member.pointee.firstDeputy < member.pointee.endDeputy { hasDeputies = true }
            end = min(end, isAlone(member, line) ? change(ofFree: member) : change(ofAnyone: member))
        }
        persons.rests.rest(line, until: end, deputies: deputiesMayBegin)
        // Without deputies both looks are the same.
        if !hasDeputies && persons.haveDeputies {
            persons.rests.rest(line, until: end, deputies: !deputiesMayBegin)
        }
    }

    /// The line's cases can be begun by the member's people alone, whoever of them it is, so that the hours
    /// of those at work do not matter: they are looked for when they come free.
    private mutating func isAlone(_ member: UnsafeMutablePointer<LineMember>, _ line: Int) -> Bool {
        let info = persons.table.lines[line]
        return info.endMember - info.firstMember == 1 && info.kind == .together
            && member.pointee.firstDeputy == member.pointee.endDeputy
            && namedLines[line].wishes == 0 && !staff.roles[Int(member.pointee.role)].gathers
    }

    private mutating func change(ofFree member: UnsafeMutablePointer<LineMember>) -> Ticks {
        let role = Int(member.pointee.role)
        if staff.roles[role].free < member.pointee.people { return .max }
        let isOpen = isOpen(role: role)
        var next = isOpen ? staff.roles[role].closes : staff.roles[role].opens
        if !isOpen { return next }
        for k in member.pointee.first..<member.pointee.end {
            let person = persons.table.candidates[Int(k)]
            let state = persons.states + Int(person)
            if !state.pointee.isFree { continue }
            next = min(next, isOnDuty(person: person) ? state.pointee.closes : state.pointee.opens)
        }
        return next
    }

    private mutating func change(ofAnyone member: UnsafeMutablePointer<LineMember>) -> Ticks {
        let role = Int(member.pointee.role)
        var next = isOpen(role: role) ? staff.roles[role].closes : staff.roles[role].opens
        next = min(next, hours(ofGroup: member.pointee.group).until)
        for d in member.pointee.firstDeputy..<member.pointee.endDeputy {
            next = min(next, hours(ofGroup: persons.table.deputies[Int(d)].number).until)
        }
        return next
    }

    // MARK: - For tests

    private mutating func endAllRests() {
        for line in 0..<persons.table.lineCount { persons.rests.changes(line) }
    }

    /// A look at a line that rests finds nothing, keeps nobody and wakes no role.
    mutating func _checkRests(_ roles: UInt64) {
        isCheckingRests = true
        defer { isCheckingRests = false }
        for line in 0..<persons.table.lineCount where persons.table.lines[line].roles & roles != 0 {
            let bit: UInt64 = 1 << UInt64(line & 63)
            let isStanding = persons.rests.standing[line >> 6] & bit != 0
            precondition(isStanding == (namedLines[line].count > 0), "a line is where its cases stand")
            if persons.rests.asleep(line >> 6, deputies: deputiesMayBegin) & bit == 0 { continue }
            precondition(firstThatCanBegin(line) == nil, "a line rests although a case can be begun")
            let gathers = staff.teams[Int(persons.table.lines[line].team)].gathers
            precondition(!gathers || !someoneIsFree(forLine: line), "a line rests that could keep somebody")
        }
    }
}

/// As `simulate`, but no line ever rests: the same history, more slowly. For tests.
package func simulateLookingEverywhere(
    _ model: Model, seed: UInt64, replication: UInt32, brake: Brake = Brake()
) -> ReplicationResult {
    var engine = Engine<Silent, AllMechanics>(
        model, seed: seed, replication: replication, observer: Silent())
    engine.looksEverywhere = true
    engine.run(brake)
    return engine.result(replication: replication)
}
