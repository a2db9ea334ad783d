internal import SimKernel

/// Which people would begin a case, if any can.
extension Engine {
    /// Chooses people for the case into `persons.chosen`; nil: it can't be begun now. Where it is hours
    /// that are missing, the next look is scheduled. Deputies are asked only where `deputiesMayBegin`.
    mutating func choose(_ line: Int, _ slot: UInt32) -> Choosing? {
        let info = persons.table.lines[line]
        if info.meets >= 0 && !isMeeting(Int(info.meets), info) { return nil }
        if let fixed = fixedPeople(slot, info) { return chooseExactly(fixed, info) }
        let op = program.ops + Int(pool.record(slot).pointee.op)
        let wishes = op.pointee.flags.contains(.notBy)
        // `same as` a step that the case has not done asks any of that step's people.
        let isSole = info.endMember - info.firstMember == 1
        if info.kind == .either || (info.kind == .same && !isSole) { return chooseEither(info, slot, wishes) }
        if info.overlaps { return chooseDistinct(info, slot, wishes) }
        return chooseEach(info, slot, wishes)
    }

    mutating func isMeeting(_ calendar: Int, _ info: LineInfo) -> Bool {
        let span = calendars[calendar].interval(atOrAfter: now)
        if span.lowerBound <= now { return true }
        wake(persons.table.members[Int(info.firstMember)].role, at: span.lowerBound)
        return false
    }

    // MARK: - Particular people

    /// Those who alone may begin the case: as a range of memory or of a crew; nil: anyone of the team.
    mutating func fixedPeople(_ slot: UInt32, _ info: LineInfo) -> FixedPeople? {
        let named = pool.named(slot)
        if named.pointee.crew >= 0 {
            let crew = named.pointee.crew
            return FixedPeople(
                people: crews.people(crew), count: Int(crews.record(crew).pointee.count),
                roles: crews.record(crew).pointee.roles)
        }
        let op = program.ops + Int(pool.record(slot).pointee.op)
        var wanted: FixedPeople?
        if op.pointee.flags.contains(.samePeople) {
            wanted = remembered(
                slot, model.ops[Int(pool.record(slot).pointee.op)].memory,
                roles: info.kind == .together ? info.roles : 0)
        }
        if wanted == nil && info.kind == .same { wanted = remembered(slot, Int(info.memory), roles: 0) }
        guard let wanted, op.pointee.flags.contains(.notBy) else { return wanted }
        // Somebody who never may do it can't be waited for.
        for k in 0..<wanted.count where !isAllowed(wanted.people[k], slot) { return nil }
        return wanted
    }

    private mutating func remembered(_ slot: UInt32, _ memory: Int, roles: UInt64) -> FixedPeople? {
        let people = pool.memory(home(slot)) + persons.memoryStarts[memory]
        let width = persons.memoryStarts[memory + 1] - persons.memoryStarts[memory]
        var count = 0
        while count < width && people[count] >= 0 { count += 1 }
        return count == 0 ? nil : FixedPeople(people: people, count: count, roles: roles)
    }

    private mutating func chooseExactly(_ fixed: FixedPeople, _ info: LineInfo) -> Choosing? {
        for k in 0..<fixed.count {
            let person = Int(fixed.people[k])
            if !persons.states[person].isFree || persons.isKept[person] { return nil }
        }
        var next = Tick.never
        var ready = true
        for k in 0..<fixed.count where !isOnDuty(person: fixed.people[k]) {
            ready = false
            next = min(next, persons.states[Int(fixed.people[k])].opens)
        }
        var rest = fixed.roles
        while rest != 0 {
            let role = rest.trailingZeroBitCount
            rest &= rest &- 1
            if !isOpen(role: role) {
                ready = false
                next = min(next, staff.roles[role].opens)
            }
        }
        if !ready {
            wake(persons.table.members[Int(info.firstMember)].role, at: next)
            return nil
        }
        persons.chosen.update(from: fixed.people, count: fixed.count)
        return Choosing(count: fixed.count, roles: fixed.roles)
    }

    private mutating func isAllowed(_ person: Int32, _ slot: UInt32) -> Bool {
        for reference in model.ops[Int(pool.record(slot).pointee.op)].notBy {
            switch reference {
            case .number(let number):
                if pool.numbers(slot)[number] == Int64(person) { return false }
            case .last(let memory):
                guard let fixed = remembered(slot, memory, roles: 0) else { continue }
                for k in 0..<fixed.count where fixed.people[k] == person { return false }
            }
        }
        return true
    }

    // MARK: - Anyone of a role

    /// Members that cannot want the same people: each for itself.
    private mutating func chooseEach(_ info: LineInfo, _ slot: UInt32, _ wishes: Bool) -> Choosing? {
        var choosing = Choosing(count: 0, roles: info.roles)
        var ready = true
        // Where people are kept for others, everybody's hours matter.
        let first = Int(persons.table.members[Int(info.firstMember)].role)
        let isSole = info.endMember - info.firstMember == 1 && !staff.roles[first].gathers
        for m in info.firstMember..<info.endMember {
            let found = fill(persons.table.members + Int(m), slot, wishes, after: &choosing)
            if found { continue }
            ready = false
            awaitDuty(persons.table.members + Int(m), isSole: isSole && !wishes)
        }
        return ready ? choosing : nil
    }

    private mutating func chooseEither(_ info: LineInfo, _ slot: UInt32, _ wishes: Bool) -> Choosing? {
        for m in info.firstMember..<info.endMember {
            let member = persons.table.members + Int(m)
            var choosing = Choosing(count: 0, roles: 1 << UInt64(member.pointee.role))
            if fill(member, slot, wishes, after: &choosing) { return choosing }
        }
        for m in info.firstMember..<info.endMember {
            awaitDuty(persons.table.members + Int(m), isSole: false)
        }
        return nil
    }

    /// Adds the member's people to those chosen; false where there are too few.
    private mutating func fill(
        _ member: UnsafeMutablePointer<LineMember>, _ slot: UInt32, _ wishes: Bool,
        after choosing: inout Choosing
    ) -> Bool {
        if !isOpen(role: Int(member.pointee.role)) { return false }
        let (first, end) = servers(of: member)
        for _ in 0..<member.pointee.people {
            var best: Int32 = -1
            for k in first..<end {
                let person = persons.table.candidates[Int(k)]
                if !isAvailable(person, member, slot, wishes) { continue }
                if best >= 0 && !isIdleLonger(person, best) { continue }
                if isChosen(person, choosing.count) { continue }
                best = person
            }
            if best < 0 { return false }
            persons.chosen[choosing.count] = best
            choosing.count += 1
        }
        return true
    }

    private mutating func isChosen(_ person: Int32, _ count: Int) -> Bool {
        for k in 0..<count where persons.chosen[k] == person { return true }
        return false
    }

    private mutating func isIdleLonger(_ x: Int32, _ y: Int32) -> Bool {
        persons.states[Int(x)].idleSince < persons.states[Int(y)].idleSince
    }

    @inline(__always)
    private mutating func isAvailable(
        _ person: Int32, _ member: UnsafeMutablePointer<LineMember>, _ slot: UInt32, _ wishes: Bool
    ) -> Bool {
        if !persons.states[Int(person)].isFree || persons.isKept[Int(person)] { return false }
        if !isOnDuty(person: person) { return false }
        return mayDo(person, member, slot, wishes)
    }

    /// Free or not, on duty or not: is the person one of those who may fill the place?
    @inline(__always)
    mutating func mayDo(
        _ person: Int32, _ member: UnsafeMutablePointer<LineMember>, _ slot: UInt32, _ wishes: Bool
    ) -> Bool {
        if member.pointee.person >= 0
            && pool.numbers(slot)[Int(member.pointee.person)] != Int64(person)
        {
            return false
        }
        return !wishes || isAllowed(person, slot)
    }

    /// Who may fill the member's places now: the role's people, or those of a deputy while none of them is
    /// on duty.
    mutating func servers(
        of member: UnsafeMutablePointer<LineMember>
    ) -> (first: Int32, end: Int32) {
        let own = (first: member.pointee.first, end: member.pointee.end)
        if !deputiesMayBegin || member.pointee.firstDeputy == member.pointee.endDeputy { return own }
        if someoneIsOnDuty(own.first, own.end) { return own }
        for d in member.pointee.firstDeputy..<member.pointee.endDeputy {
            let deputy = persons.table.deputies[Int(d)]
            if someoneIsOnDuty(deputy.first, deputy.end) { return (deputy.first, deputy.end) }
        }
        return own
    }

    private mutating func someoneIsOnDuty(_ first: Int32, _ end: Int32) -> Bool {
        for k in first..<end where isOnDuty(person: persons.table.candidates[Int(k)]) { return true }
        return false
    }

    // MARK: - Who is missing because of the hours

    /// Schedules a look at the member's role for when somebody comes on duty. A single role's people who
    /// are at work need none: their release looks at the line itself.
    mutating func awaitDuty(_ member: UnsafeMutablePointer<LineMember>, isSole: Bool) {
        let role = Int(member.pointee.role)
        let hasDeputy = member.pointee.firstDeputy < member.pointee.endDeputy
        if isSole && !hasDeputy && staff.roles[role].free < member.pointee.people { return }
        if !isOpen(role: role) { return wake(Int32(role), at: staff.roles[role].opens) }
        var next = Tick.never
        for k in member.pointee.first..<member.pointee.end {
            next = min(next, change(of: persons.table.candidates[Int(k)], both: hasDeputy, isSole))
        }
        for d in member.pointee.firstDeputy..<member.pointee.endDeputy {
            let deputy = persons.table.deputies[Int(d)]
            for k in deputy.first..<deputy.end {
                next = min(next, change(of: persons.table.candidates[Int(k)], both: true, false))
            }
        }
        wake(Int32(role), at: next)
    }

    /// When the person next comes on duty, or, where `both` count, goes off it.
    private mutating func change(of person: Int32, both: Bool, _ isSole: Bool) -> Ticks {
        if isSole && !both && !persons.states[Int(person)].isFree { return Tick.never }
        if !isOnDuty(person: person) { return persons.states[Int(person)].opens }
        return both ? persons.states[Int(person)].closes : Tick.never
    }

    // MARK: - Members that may want the same person

    /// Place by place, each the longest idle who leaves enough for the rest.
    private mutating func chooseDistinct(_ info: LineInfo, _ slot: UInt32, _ wishes: Bool) -> Choosing? {
        var choosing = Choosing(count: 0, roles: info.roles)
        var ready = true
        for m in info.firstMember..<info.endMember where ready {
            let member = persons.table.members + Int(m)
            ready = isOpen(role: Int(member.pointee.role))
            for place in 0..<member.pointee.people where ready {
                ready = takeOne(info, m, place, slot, wishes, &choosing)
            }
        }
        if ready { return choosing }
        for m in info.firstMember..<info.endMember {
            awaitDuty(persons.table.members + Int(m), isSole: false)
        }
        return nil
    }

    private mutating func takeOne(
        _ info: LineInfo, _ m: Int32, _ place: Int32, _ slot: UInt32, _ wishes: Bool,
        _ choosing: inout Choosing
    ) -> Bool {
        let member = persons.table.members + Int(m)
        let (first, end) = servers(of: member)
        var tried: Int32 = -1
        while true {
            var best: Int32 = -1
            for k in first..<end {
                let person = persons.table.candidates[Int(k)]
                if !isAvailable(person, member, slot, wishes) || isChosen(person, choosing.count) { continue }
                if tried >= 0 && !comesAfter(person, tried) { continue }
                if best < 0 || comesAfter(best, person) { best = person }
            }
            if best < 0 { return false }
            persons.chosen[choosing.count] = best
            choosing.count += 1
            if restCanBeFilled(info, m, place + 1, slot, wishes, choosing.count) {
                return true
            }
            choosing.count -= 1
            tried = best
        }
    }

    private mutating func comesAfter(_ x: Int32, _ y: Int32) -> Bool {
        let (a, b) = (persons.states[Int(x)].idleSince, persons.states[Int(y)].idleSince)
        return a != b ? a > b : x > y
    }

    /// Whether the places from one on can be given to distinct people (augmenting paths, Kuhn 1955,
    /// doi:10.1002/nav.3800020109).
    private mutating func restCanBeFilled(
        _ info: LineInfo, _ member: Int32, _ place: Int32, _ slot: UInt32, _ wishes: Bool, _ chosen: Int
    ) -> Bool {
        for p in 0..<persons.count { persons.owner[p] = -1 }
        for k in 0..<chosen { persons.owner[Int(persons.chosen[k])] = -2 }
        var first = place
        for m in member..<info.endMember {
            for _ in first..<max(first, persons.table.members[Int(m)].people) {
                for p in 0..<persons.count { persons.visited[p] = 0 }
                if !giveSomebody(to: m, slot, wishes) { return false }
            }
            first = 0
        }
        return true
    }

    /// Finds somebody for one place of a member, moving others if need be. Places of one member are
    /// alike, so a person is owned by a member.
    private mutating func giveSomebody(to m: Int32, _ slot: UInt32, _ wishes: Bool) -> Bool {
        let member = persons.table.members + Int(m)
        if !isOpen(role: Int(member.pointee.role)) { return false }
        let (first, end) = servers(of: member)
        for k in first..<end {
            let person = persons.table.candidates[Int(k)]
            let p = Int(person)
            if persons.owner[p] == -2 || persons.visited[p] != 0 { continue }
            if !isAvailable(person, member, slot, wishes) { continue }
            persons.visited[p] = 1
            let owner = persons.owner[p]
            if owner < 0 || giveSomebody(to: owner, slot, wishes) {
                persons.owner[p] = m
                return true
            }
        }
        return false
    }
}

/// A choice of people, who stand in `Persons.chosen`.
struct Choosing {
    var count: Int
    /// Roles whose hours bind the work.
    var roles: UInt64
}

/// People who alone may begin a case.
struct FixedPeople {
    var people: UnsafeMutablePointer<Int32>
    var count: Int
    var roles: UInt64
}
