import CaseFlow
import SimKernel

extension Compilation {
    func makeRoles(_ spec: CalendarSpec, _ time: TimeFrame) {
        let fallback = discipline(scenario.queue)
        if scenario.staff.count > SizeLimit.roles {
            report(
                CompileFinding.tooManyRoles(most: SizeLimit.roles),
                at: scenario.staff[SizeLimit.roles].name.place)
        }
        for role in scenario.staff {
            guard case .count(let count) = role.people else { continue }
            let hours = role.hours.map { HoursSpec($0.value) } ?? spec.hours
            roleIndex[role.name.value] = roles.count
            roles.append(
                Role(
                    label: label(role.name.value, own: role.displayNames), staff: count.value,
                    calendar: calendar(hours, spec, time),
                    discipline: role.queue.map { discipline($0) } ?? fallback,
                    atClosing: AtClosing(role.atClosing?.value ?? scenario.calendar.atClosing?.value)))
        }
    }

    /// Index of the order of a line; the same order is there once.
    private func discipline(_ queue: QueuePhrase?) -> Int {
        let text = queue?.text ?? "first come"
        if let known = disciplines.firstIndex(where: { $0.text == text }) { return known }
        var rules: [Discipline.Rule] = []
        for rule in queue?.rules ?? [] {
            // Nobody comes at the same place of a line of first come, first served.
            if rule.value == .firstCome { break }
            if let rule = self.rule(rule.value) { rules.append(rule) }
        }
        if let queue, rules.count > SizeLimit.lineRules, let first = queue.rules.first {
            report(CompileFinding.tooManyLineRules(most: SizeLimit.lineRules), at: first.place)
        }
        disciplines.append(Discipline(rules: rules, text: text))
        return disciplines.count - 1
    }

    private func rule(_ rule: QueueRule) -> Discipline.Rule? {
        switch rule {
        case .before(let chain):
            let places = chain.map(\.value).enumerated()
            var rows = places.filter { $0.element != "others" }.map {
                Choice.Row(mask: words.mask($0.element), value: Int32($0.offset))
            }
            // A row without bits fits every case, so the others are looked at last wherever they stand.
            let others = places.first { $0.element == "others" }?.offset ?? chain.count
            rows.append(Choice.Row(mask: 0, value: Int32(others)))
            return .classes(choice(rows), ranks: max(others + 1, chain.count))
        case .earliestDue: return .earliestDue
        case .leastSlack: return .leastSlack
        case .oldestCase: return .oldestCase
        case .largest(let name): return numberIndex[name.value].map { .largest(number: $0) }
        case .smallest(let name): return numberIndex[name.value].map { .smallest(number: $0) }
        case .lastCome: return .lastCome
        case .random: return .random
        case .interrupts, .firstCome: return nil
        }
    }

    // MARK: - Teams

    /// Index of the team that `by` asks for; every distinct `by` has one line. Nil: told.
    func team(_ by: Located<ByPhrase>, gathers: Bool, horizon: Horizon) -> Int? {
        var members: [Team.Member] = []
        switch by.value {
        case .role(let name):
            members = roleIndex[name].map { [Team.Member(role: $0, people: 1)] } ?? []
        case .together(let together):
            for member in together {
                guard let role = roleIndex[member.name.value] else { return nil }
                let people: Int
                switch member.count {
                case .people(let count): people = count
                case .all: people = roles[role].staff
                }
                members.append(Team.Member(role: role, people: people))
            }
            members.sort { $0.role < $1.role }
        case .either, .sameAs, .person, .every:
            return nil
        }
        guard !members.isEmpty else { return nil }
        return team(members, gathers: gathers && members.map(\.people) != [1], by.place, horizon)
    }

    private func team(
        _ members: [Team.Member], gathers: Bool, _ place: SourcePlace, _ horizon: Horizon
    ) -> Int? {
        if let known = teams.firstIndex(where: { $0.members == members && $0.gathers == gathers }) {
            return known
        }
        let own = members.map { roles[$0.role] }
        if Set(own.map(\.atClosing)).count > 1 {
            report(CompileFinding.closingDiffers(own.map(\.label.id)), at: place)
        }
        guard let calendar = commonCalendar(own, horizon) else {
            report(CompileFinding.noCommonHours(own.map(\.label.id)), at: place)
            return nil
        }
        // Where roles differ, a joint line follows the order that the file gives for all.
        let disciplines = Set(own.map(\.discipline))
        teams.append(
            Team(
                members: members, gathers: gathers, calendar: calendar, atClosing: own[0].atClosing,
                discipline: disciplines.count == 1 ? own[0].discipline : discipline(scenario.queue)))
        teamPlaces.append(place)
        return teams.count - 1
    }

    /// Nil where the roles are never on duty together.
    private func commonCalendar(_ roles: [Role], _ horizon: Horizon) -> Int? {
        var common = roles[0].calendar
        for role in roles.dropFirst() where role.calendar != common {
            let both = calendars[common].intersection(calendars[role.calendar])
            if let known = calendars.firstIndex(of: both) {
                common = known
            } else {
                calendars.append(both)
                common = calendars.count - 1
            }
        }
        return calendars[common].between(horizon.windowStart, horizon.windowEnd) > 0 ? common : nil
    }
}

extension AtClosing {
    init(_ rule: ClosingRule?) {
        switch rule ?? .pause {
        case .pause: self = .pause
        case .finish: self = .finish
        case .handOver: self = .handOver
        }
    }
}
