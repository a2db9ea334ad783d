import CaseFlow
import SimKernel

/// Changes to a model built by code that only make sense where people are told apart, by name.
extension Model {
    func role(_ name: String) -> Int { roles.firstIndex { $0.label.id == name }! }

    func item(_ name: String) -> Int { ops.firstIndex { $0.label.id == name }! }

    func word(_ name: String) -> UInt64 { words.first { $0.label.id == name }!.mask }

    /// Index of the person with that number, from 0, of the role.
    func person(_ number: Int, of name: String) -> Int {
        people.firstIndex { $0.home == role(name) && $0.number == number }!
    }

    // MARK: Who there is

    /// `n of ROLE`: the first people of one role are the people of the other, or some of them.
    mutating func share(_ count: Int, of from: String, with to: String, besidesItsOwn: Bool = false) {
        let (home, role) = (role(from), role(to))
        let shared = (0..<count).map { person($0, of: from) }
        for i in shared { people[i].roles |= 1 << UInt64(role) }
        if !besidesItsOwn {
            for i in roles[role].people { people[i].roles &= ~(1 << UInt64(role)) }
            roles[role].people = []
        }
        roles[role].people = (roles[role].people + shared).sorted()
        roles[role].staff = roles[role].people.count
        precondition(roles[home].staff >= count)
    }

    /// Own hours of a person.
    mutating func hours(_ number: Int, of role: String, _ hours: WorkCalendar) {
        calendars.append(hours)
        people[person(number, of: role)].calendar = calendars.count - 1
    }

    /// A person has no hours from one instant to another.
    mutating func leave(_ number: Int, of role: String, from: Ticks, to: Ticks) {
        let present = WorkCalendar(intervals: [Hours.from..<from, to..<Hours.to])
        hours(number, of: role, calendars[people[person(number, of: role)].calendar].intersection(present))
    }

    /// A person is away again and again.
    mutating func away(
        _ number: Int, of role: String, share: Double, presence: Quantity, spell: Quantity,
        inOwnHours: Bool = false
    ) {
        tables += [presence.table, spell.table]
        people[person(number, of: role)].absences.append(
            Absence(
                share: threshold(share), presence: tables.count - 2, spell: tables.count - 1,
                inOwnHours: inOwnHours, key: NameKey.key32(role)))
    }

    /// The people of the role take turns in pools: cases with the word are for the second of two.
    mutating func divide(_ name: String, by word: String) {
        choices.append(
            Choice(rows: [
                Choice.Row(mask: self.word(word), value: 1), Choice.Row(mask: 0, value: 0),
            ]))
        roles[role(name)].pools = .words(.choice(choices.count - 1), count: 2)
        for i in roles[role(name)].people { people[i].pool = people[i].number % 2 }
    }

    mutating func appoint(_ deputy: String, for principal: String) {
        roles[role(principal)].deputy = role(deputy)
    }

    // MARK: Who does what

    private mutating func give(_ name: String, _ change: (inout Team) -> Void) {
        var team = teams[Int(ops[item(name)].team.code)]
        change(&team)
        teams.append(team)
        ops[item(name)].team = .always(teams.count - 1)
    }

    /// `A or B`.
    mutating func either(_ name: String, _ wanted: [String]) {
        let members = wanted.map { Team.Member(role: role($0), people: 1) }
        give(name) {
            $0.members = members
            $0.kind = .either
        }
    }

    private mutating func memory(of name: String) -> Int {
        let i = item(name)
        if ops[i].memory < 0 {
            ops[i].memory = memories.count
            memories.append(teams[Int(ops[i].team.code)].members.reduce(0) { $0 + $1.people })
        }
        return ops[i].memory
    }

    /// `by: same as STEP`.
    mutating func same(_ name: String, as done: String) {
        let memory = memory(of: done)
        let members = teams[Int(ops[item(done)].team.code)].members
        give(name) {
            $0.members = members
            $0.kind = .same(memory: memory)
        }
    }

    mutating func not(_ name: String, by done: String) {
        ops[item(name)].notBy.append(.last(memory: memory(of: done)))
    }

    mutating func samePeopleOnReturn(_ name: String) {
        _ = memory(of: name)
        ops[item(name)].samePeople = true
    }

    mutating func meets(_ name: String, _ spans: [Range<Ticks>]) {
        calendars.append(WorkCalendar(intervals: spans))
        let meets = calendars.count - 1
        give(name) { $0.meets = meets }
    }

    mutating func travel(_ name: String, _ time: Ticks) {
        tables.append(Quantity.constant(time).table)
        ops[item(name)].travel = .always(tables.count - 1)
    }

    mutating func holds(_ name: String, until place: Place) { ops[item(name)].holdsUntil = place }

    /// `WORD interrupts others`, in every line.
    mutating func interrupts(_ name: String) {
        choices.append(
            Choice(rows: [Choice.Row(mask: word(name), value: 0), Choice.Row(mask: 0, value: 1)]))
        let first = Discipline.Rule.classes(.choice(choices.count - 1), ranks: 2)
        for i in disciplines.indices {
            disciplines[i].rules.insert(first, at: 0)
            disciplines[i].interruptions = [.init(by: word(name), of: 0)]
        }
    }
}

extension Desk {
    /// What happens where everybody is a person and the model is changed so.
    func named(_ change: (inout Model) -> Void) -> History {
        var model = builder.build().namingPeople
        change(&model)
        return History(model)
    }
}
