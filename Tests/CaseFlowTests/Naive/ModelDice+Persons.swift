import CaseFlow
import SimKernel

/// What only models with persons have: each mechanic in some models, so that any two of them meet often.
extension ModelDice {
    mutating func namePeople() {
        for r in roles.indices { namePeople(of: r) }
        if chance(45) { sharePeople() }
        fillRoles()
        if chance(35) { divideIntoPools() }
        if chance(50) { sendAway() }
        if chance(35) { appointDeputies() }
        if chance(35) { drawParticularPersons() }
        if chance(45) { drawAlternatives() }
        if chance(40) { drawOverflows() }
        if chance(60) { drawMemories() }
        if chance(30) { drawMeetings() }
        if chance(35) { drawTravel() }
        if chance(35) { drawHolds() }
        if chance(50) { drawInterruptions() }
        for op in ops where op.memory >= 0 { memories[op.memory] = mostPeople(op) }
    }

    // MARK: Who there is

    /// Everybody in the role's hours, in a part of them or less some days of leave.
    private mutating func namePeople(of r: Int) {
        let shifts = chance(30)
        let takesLeave = chance(30)
        for number in 0..<roles[r].staff {
            var calendar = roles[r].calendar
            if shifts && chance(60) { calendar = part(ofCalendar: calendar) }
            let hours = calendar
            if takesLeave && chance(50) { calendar = leave(fromCalendar: calendar) }
            people.append(
                Person(home: r, number: number, roles: 1 << UInt64(r), calendar: calendar, hours: hours))
        }
    }

    private mutating func part(ofCalendar index: Int) -> Int {
        let span = RandomModel.span(of: horizon)
        let hours = calendar.workCalendar(for: one(of: Self.hours), from: span.from, to: span.to)
        return self.index(ofCalendar: calendars[index].intersection(hours))
    }

    private mutating func leave(fromCalendar index: Int) -> Int {
        let from = horizon.start + Ticks(number(0...20)) * 12 * Tick.hour
        let away = from..<from + Ticks(number(1...6)) * 12 * Tick.hour
        let span = RandomModel.span(of: horizon)
        let present = WorkCalendar(intervals: [span.from..<away.lowerBound, away.upperBound..<span.to])
        return self.index(ofCalendar: calendars[index].intersection(present))
    }

    /// `n of ROLE`, for a role with people of its own besides or without.
    private mutating func sharePeople() {
        for _ in 0..<number(1...2) where roles.count > 1 {
            let from = number(0...roles.count - 1)
            let to = (from + number(1...roles.count - 1)) % roles.count
            let staff = people.filter { $0.home == from }.count
            if staff == 0 { continue }
            let shared = number(1...staff)
            for i in people.indices where people[i].home == from && people[i].number < shared {
                people[i].roles |= 1 << UInt64(to)
            }
            let isAsked = { (person: Person) in person.roles >> UInt64(to) & 1 == 1 && person.home != to }
            let most = teams.flatMap(\.members).filter { $0.role == to }.map(\.people).max() ?? 1
            if chance(50) && people.filter(isAsked).count >= most {
                people.removeAll { $0.home == to && $0.roles == 1 << UInt64(to) }
            }
        }
    }

    private mutating func fillRoles() {
        for r in roles.indices {
            roles[r].people = people.indices.filter { people[$0].roles >> UInt64(r) & 1 == 1 }
            roles[r].staff = roles[r].people.count
        }
    }

    private mutating func divideIntoPools() {
        for r in roles.indices where chance(60) {
            let own = people.indices.filter { people[$0].home == r }
            if own.count < 2 { continue }
            let count = number(2...min(3, own.count))
            if chance(50) {
                roles[r].pools = .unit(number: unit(count), count: count)
            } else {
                roles[r].pools = .words(selector(count), count: count)
            }
            for (k, i) in own.enumerated() { people[i].pool = k % count }
            let least = own.count / count
            for t in teams.indices {
                for m in teams[t].members.indices where teams[t].members[m].role == r {
                    teams[t].members[m].people = min(teams[t].members[m].people, least)
                }
            }
        }
    }

    private mutating func unit(_ count: Int) -> Int {
        let name = "u\(numbers.count)"
        if let known = numbers.firstIndex(where: { $0.kind == .unit(count: count) }), chance(60) {
            return known
        }
        numbers.append(
            CaseNumber(label: Label(name), key: NameKey.key32(name), table: .none, kind: .unit(count: count)))
        return numbers.count - 1
    }

    private mutating func sendAway() {
        for r in roles.indices where chance(60) {
            let absences = (0..<number(1...2)).map { absence("away\(r)\($0)") }
            for i in people.indices where people[i].home == r && chance(80) { people[i].absences = absences }
        }
    }

    private mutating func absence(_ name: String) -> Absence {
        tables.append(Quantity.exponential(hours: Double(number(4...60))).table)
        let presence = tables.count - 1
        let spell = table(one(of: [Tick.hour, 4 * Tick.hour, Tick.day]), canBeNothing: false)
        return Absence(
            share: share(atMost: 1), presence: presence, spell: spell, inOwnHours: chance(50),
            key: NameKey.key32(name))
    }

    private mutating func appointDeputies() {
        for r in roles.indices.dropLast() where chance(60) {
            roles[r].deputy = number(r + 1...roles.count - 1)
        }
    }

    // MARK: Who does what

    private mutating func give(team: Team, to op: Int) {
        teams.append(team)
        ops[op].team = .always(teams.count - 1)
    }

    private mutating func workItem() -> Int? {
        let items = ops.indices.filter { ops[$0].kind == .work }
        return items.isEmpty ? nil : one(of: items)
    }

    /// A particular person of a role, alone or with others; whoever that is may be kept out elsewhere.
    private mutating func drawParticularPersons() {
        for _ in 0..<number(1...2) {
            let role = number(0...roles.count - 1)
            if roles[role].people.isEmpty { continue }
            let name = "p\(numbers.count)"
            numbers.append(
                CaseNumber(
                    label: Label(name), key: NameKey.key32(name), table: .none, kind: .person(role: role)))
            let person = numbers.count - 1
            if let op = workItem(), chance(50) { ops[op].notBy.append(.number(person)) }
            guard let op = workItem(), chance(60) else { continue }
            var members = [Team.Member(role: role, people: 1, person: person)]
            if chance(40) { members.insert(Team.Member(role: number(0...role), people: 1), at: 0) }
            give(team: team(members, gathers: false), to: op)
        }
    }

    /// `A or B`.
    private mutating func drawAlternatives() {
        for _ in 0..<number(1...2) where roles.count > 1 {
            guard let op = workItem() else { return }
            let order = roles.indices.shuffled(using: &choices).prefix(number(2...min(3, roles.count)))
            var team = team(order.map { Team.Member(role: $0, people: 1) }, gathers: false)
            team.kind = .either
            give(team: team, to: op)
        }
    }

    /// `same as`, `not by`, `on return: same people`.
    private mutating func drawMemories() {
        for _ in 0..<number(1...3) {
            guard let done = workItem(), let op = workItem() else { return }
            if ops[done].memory < 0 {
                ops[done].memory = memories.count
                memories.append(0)
            }
            switch number(0...3) {
            case 0: ops[done].samePeople = true
            case 1 where op != done: ops[op].notBy.append(.last(memory: ops[done].memory))
            default: if op != done && ops[op].memory < 0 { giveSamePeople(as: done, to: op) }
            }
        }
    }

    /// Cases that are late before work has begun move to another line.
    private mutating func drawOverflows() {
        for op in ops.indices where ops[op].kind == .work && chance(60) {
            if ops[op].within >= 0 || ops[op].startsWithin >= 0 {
                // The line that takes them is that of a role or of several, and nobody's in particular.
                let lines = teams.indices.filter { teams[$0].kind == .together }
                ops[op].overflow = one(of: lines)
            }
        }
    }

    private func teams(at op: Op) -> [Team] {
        let overflow = op.overflow >= 0 ? [teams[op.overflow]] : []
        if op.team.code >= 0 { return [teams[Int(op.team.code)]] + overflow }
        return splits[Int(~op.team.code)].rows.map { teams[Int($0.value)] } + overflow
    }

    private func mostPeople(_ op: Op) -> Int {
        teams(at: op).map { team in
            let asked = team.members.reduce(0) { $0 + $1.people }
            guard case .same(let memory) = team.kind, let done = ops.first(where: { $0.memory == memory })
            else { return asked }
            return max(asked, mostPeople(done))
        }.max()!
    }

    private mutating func giveSamePeople(as done: Int, to op: Int) {
        let known = teams(at: ops[done])
        if known.contains(where: { if case .same = $0.kind { true } else { false } }) { return }
        var members: [Team.Member] = []
        for member in known.flatMap(\.members) where !members.contains(where: { $0.role == member.role }) {
            members.append(member)
        }
        var team = team(members, gathers: false)
        team.kind = .same(memory: ops[done].memory)
        give(team: team, to: op)
    }

    private mutating func drawMeetings() {
        for t in teams.indices where chance(40) {
            let meets = part(ofCalendar: teams[t].calendar)
            if calendars[meets].intervals.contains(where: { $0.lowerBound > horizon.start }) {
                teams[t].meets = meets
            }
        }
    }

    private mutating func drawTravel() {
        for i in ops.indices where ops[i].kind == .work && chance(40) {
            ops[i].travel = table(byClass: one(of: [15 * Tick.minute, Tick.hour]))
        }
    }

    private mutating func drawHolds() {
        for i in ops.indices.dropLast() where ops[i].kind == .work && chance(35) {
            let later = number(i + 1...ops.count - 1)
            if later == ops.count - 1 {
                ops[i].holdsUntil = .end
            } else if ops[later].kind == .work {
                ops[i].holdsUntil = one(of: [.item(later), .starts(later), .done(later)])
            } else {
                ops[i].holdsUntil = one(of: [.item(later), .done(later)])
            }
        }
    }

    /// One chain of classes orders all lines, so that whoever interrupts also comes before.
    private mutating func drawInterruptions() {
        let (first, second) = (one(of: mix), one(of: matter))
        splits.append(
            Choice(rows: [
                Choice.Row(mask: first, value: 0), Choice.Row(mask: second, value: 1),
                Choice.Row(mask: 0, value: 2),
            ]))
        let chain = Discipline.Rule.classes(.choice(splits.count - 1), ranks: 3)
        for d in disciplines.indices {
            disciplines[d].rules = [chain] + disciplines[d].rules.prefix(3)
            let all: [Discipline.Interruption] = [
                .init(by: first, of: 0), .init(by: first, of: second), .init(by: second, of: 0),
            ]
            disciplines[d].interruptions = chance(80) ? all.filter { _ in chance(60) } : []
        }
    }
}
