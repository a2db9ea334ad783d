import CaseFlow
import SimKernel

/// Who may do a step, and who of them does.
extension NaiveSimulator {
    // MARK: On duty

    func isOnDuty(_ person: NaivePerson) -> Bool { person.hours.isOpen(at: now) }

    private func isOpen(_ role: Int) -> Bool { hours[model.roles[role].calendar].isOpen(at: now) }

    // MARK: Pools

    /// Which pool of the role serves the case.
    func pool(of role: Int, _ c: NaiveCase) -> Int {
        switch model.roles[role].pools {
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
        if member.person >= 0 { found = [people[Int(c.numbers[member.person])]].filter(isOnDuty) }
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

    /// Those who must do it and nobody else; nil: nobody in particular.
    private func wanted(_ c: NaiveCase) -> [NaivePerson]? {
        let op = model.ops[c.item]
        if op.samePeople, let people = c.matter.remembered[op.memory] { return people }
        if case .same(let memory) = model.teams[c.team].kind { return c.matter.remembered[memory] }
        return nil
    }

    // MARK: Choice

    /// Who begins the case, if it can be begun with people of this kind.
    func posts(
        for c: NaiveCase, deputies: Bool, from isAvailable: (NaivePerson) -> Bool = { $0.isFree }
    ) -> [NaivePost]? {
        let team = model.teams[c.team]
        if team.meets >= 0 && !hours[team.meets].isOpen(at: now) { return nil }
        func all(_ posts: [NaivePost]) -> [NaivePost]? {
            let canAll = posts.allSatisfy {
                isAvailable($0.person) && isOnDuty($0.person) && ($0.role.map(isOpen) ?? true)
            }
            return canAll ? posts : nil
        }
        if let work = c.interrupted { return all(work.posts) }
        if let people = wanted(c) {
            return people.allSatisfy { isAllowed($0, c) } ? all(people.map { NaivePost(person: $0) }) : nil
        }
        func together(_ members: [Team.Member]) -> [NaivePost]? {
            let places = members.flatMap { Array(repeating: $0, count: $0.people) }
            let choices = places.map { candidates(for: $0, c, deputies: deputies).filter(isAvailable) }
            return firstChoice(choices, without: []).map { chosen in
                zip(chosen, places).map { NaivePost(person: $0, role: $1.role) }
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
            if let posts = together([member]) { return posts }
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
