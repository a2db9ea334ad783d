import CaseFlow
import SimKernel

/// Who may do a step, and who of them does.
extension NaiveSimulator {
    // MARK: On duty

    func isOnDuty(_ person: NaivePerson) -> Bool { person.hours.isOpen(at: now) }

    func isOpen(_ role: Int) -> Bool { hours[model.roles[role].calendar].isOpen(at: now) }

    // MARK: Pools

    /// Which pool of the role serves the case.
    func pool(of role: Int, _ c: NaiveCase) -> Int {
        if let known = c.pools[role] { return known }
        return switch model.roles[role].pools {
        case nil: 0
        case .unit(let number, _): Int(c.numbers[number])
        case .words(let selector, _): pick(selector, c)
        }
    }

    /// Pools divide the people whose home the role is; whoever comes from elsewhere serves all.
    func isOfItsPool(_ person: NaivePerson, _ role: Int, _ c: NaiveCase) -> Bool {
        person.who.home != role || model.roles[role].pools == nil || person.who.pool == pool(of: role, c)
    }

    // MARK: Candidates

    /// Everybody on duty who might do this part of the work, whoever idled longest first.
    func candidates(for member: Team.Member, _ c: NaiveCase, deputies: Bool) -> [NaivePerson] {
        if !isOpen(member.role) { return [] }
        var found = onDuty(for: member.role, c, deputies: deputies, principals: [])
        if member.person >= 0 {
            found = people.filter { Int64($0.index) == c.numbers[member.person] && isOnDuty($0) }
        }
        return found.filter { isAllowed($0, c) }.sorted {
            ($0.idleSince, $0.index) < ($1.idleSince, $1.index)
        }
    }

    /// The role's people; if none of them is on duty, those of its deputy.
    private func onDuty(for role: Int, _ c: NaiveCase, deputies: Bool, principals: Set<Int>) -> [NaivePerson]
    {
        let own = people.filter { $0.serves(role) && isOfItsPool($0, role, c) && isOnDuty($0) }
        let deputy = model.roles[role].deputy
        if !own.isEmpty || !deputies || deputy < 0 || principals.contains(deputy) { return own }
        return onDuty(for: deputy, c, deputies: true, principals: principals.union([role]))
    }

    private func isAllowed(_ person: NaivePerson, _ c: NaiveCase) -> Bool {
        model.ops[c.item].notBy.allSatisfy { reference in
            switch reference {
            case .last(let memory): !(c.matter.remembered[memory] ?? []).contains { $0 === person }
            case .number(let number): c.numbers[number] != Int64(person.index)
            }
        }
    }

    /// Those who must do it and nobody else; nil: nobody in particular, or somebody who never may.
    private func wanted(_ c: NaiveCase) -> NaiveCrew? {
        let op = model.ops[c.item]
        let team = model.teams[c.team]
        var crew: NaiveCrew?
        if case .same(let memory) = team.kind, let people = c.matter.remembered[memory] {
            crew = NaiveCrew(people: people, roles: [])
        }
        if op.samePeople, let people = c.matter.remembered[op.memory] {
            let roles = team.kind == .together ? team.members.map(\.role) : []
            crew = NaiveCrew(people: people, roles: Set(roles))
        }
        return crew.flatMap { $0.people.allSatisfy { isAllowed($0, c) } ? $0 : nil }
    }

    // MARK: Choice

    /// Work may begin at any time, or only when the team meets.
    func isMeeting(_ c: NaiveCase) -> Bool {
        let meets = model.teams[c.team].meets
        return meets < 0 || hours[meets].isOpen(at: now)
    }

    /// Those who alone may begin it.
    func particular(_ c: NaiveCase) -> NaiveCrew? { c.interrupted?.crew ?? wanted(c) }

    /// Who begins the case, if it can be begun with people of this kind.
    func crew(
        for c: NaiveCase, deputies: Bool, from isAvailable: (NaivePerson) -> Bool = { $0.isFree }
    ) -> NaiveCrew? {
        let team = model.teams[c.team]
        if !isMeeting(c) { return nil }
        if let crew = particular(c) {
            let areThere = crew.people.allSatisfy { isAvailable($0) && isOnDuty($0) }
            return areThere && crew.roles.allSatisfy(isOpen) ? crew : nil
        }
        func together(_ members: [Team.Member]) -> NaiveCrew? {
            let choices = members.flatMap { member in
                let people = candidates(for: member, c, deputies: deputies).filter(isAvailable)
                return Array(repeating: people, count: member.people)
            }
            return firstChoice(choices, without: []).map {
                NaiveCrew(people: $0, roles: Set(members.map(\.role)))
            }
        }
        let isJoint: Bool
        switch team.kind {
        case .together: isJoint = true
        case .either: isJoint = false
        case .same: isJoint = team.members.count == 1
        }
        if isJoint { return together(team.members) }
        for member in team.members {
            if let crew = together([member]) { return crew }
        }
        return nil
    }

    /// One of each list, nobody twice; the first list's first who leaves enough for the rest.
    private func firstChoice(_ choices: [[NaivePerson]], without taken: Set<Int>) -> [NaivePerson]? {
        guard let first = choices.first else { return [] }
        for person in first where !taken.contains(person.index) {
            if let rest = firstChoice(Array(choices.dropFirst()), without: taken.union([person.index])) {
                return [person] + rest
            }
        }
        return nil
    }
}
