import CaseFlow
import SimKernel

/// Roles, teams and persons of a model in a few lines.
extension RandomModel {
    func story(of role: Role) -> String {
        var text = "\(role.staff) people, \(role.atClosing), \(hours(role.calendar))"
        if !role.people.isEmpty { text += ", persons \(role.people)" }
        switch role.pools {
        case nil: break
        case .unit(let number, let count): text += ", \(count) pools by number \(number)"
        case .words(let selector, _): text += ", pools \(story(of: selector))"
        }
        if role.deputy >= 0 { text += ", deputy role \(role.deputy)" }
        return text
    }

    func story(of person: Person) -> String {
        let roles = model.roles.indices.filter { person.roles >> UInt64($0) & 1 == 1 }
        var text = "of role \(person.home) (\(person.number)), serves \(roles), pool \(person.pool)"
        text += ", \(hours(person.calendar))"
        for absence in person.absences {
            text +=
                "\n        away \(absence.share >> 46)/128 in spells of "
                + "\(model.tables[absence.spell].story), presence \(model.tables[absence.presence].story)"
                + (absence.inOwnHours ? ", in own hours" : "")
        }
        return text
    }

    func story(of team: Team) -> String {
        let members = team.members.map {
            "\($0.people) of role \($0.role)" + ($0.person < 0 ? "" : " (person of number \($0.person))")
        }
        let discipline = model.disciplines[team.discipline]
        let rules = discipline.rules.map { rule in
            if case .classes(let selector, _) = rule { return "classes \(story(of: selector))" }
            return "\(rule)"
        }
        var text = "\(team.kind): \(members.joined(separator: ", "))\(team.gathers ? ", gathers" : "")"
        text += ", \(team.atClosing), queue [\(rules.joined(separator: "; "))]"
        for interruption in discipline.interruptions {
            text += ", \(interruption.by) interrupts \(interruption.of)"
        }
        if team.meets >= 0 { text += ", meets \(hours(team.meets))" }
        return text
    }

    func personsStory(of op: Op) -> String {
        var text = ""
        if op.travel != .none {
            text +=
                ", travels " + values(of: op.travel).map { model.tables[$0].story }.joined(separator: " or ")
        }
        if !op.notBy.isEmpty { text += ", not by \(op.notBy.map { "\($0)" }.joined(separator: ", "))" }
        if op.memory >= 0 { text += ", memory \(op.memory)" }
        if op.samePeople { text += ", same people on return" }
        if let place = op.holdsUntil { text += ", holds until \(place)" }
        return text
    }

    private func story(of selector: Selector) -> String {
        if selector.code >= 0 { return "\(selector.code)" }
        let rows = model.choices[Int(~selector.code)].rows
        return rows.map { "\($0.mask): \($0.value)" }.joined(separator: ", ")
    }
}
