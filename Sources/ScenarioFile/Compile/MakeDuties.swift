import CaseFlow
import SimKernel

extension Compilation {
    /// The duties, whose items the flow has already.
    func makeDuties(_ dates: RunDates) -> [CaseFlow.Duty] {
        scenario.duties.map { duty in
            CaseFlow.Duty(
                label: label(duty.name.value, own: duty.displayNames),
                key: NameKey.key32(duty.name.value), series: dateSeries(duty.on.value, dates),
                op: layout.position[duty.name.value] ?? 0, mask: words.mask(duty.name.value),
                kind: kind(of: duty))
        }
    }

    /// Who does a duty; `.none` where that cannot be (told).
    func team(of duty: Duty, _ time: TimeFrame) -> Selector {
        guard case .one(let by) = duty.by else { return .none }
        refusePools(duty, by)
        if case .every(let name) = by.value {
            guard let role = roleIndex[name.value] else { return .none }
            let member = Team.Member(role: role, people: 1, person: numberOfPerson(of: role))
            return team(TeamRequest(members: [member]), at: by.place, time).map { .always($0) } ?? .none
        }
        return team(by, time).map { .always($0) } ?? .none
    }

    private func kind(of duty: Duty) -> CaseFlow.Duty.Kind {
        guard case .one(let by) = duty.by else { return .once }
        if case .every(let name) = by.value, let role = roleIndex[name.value] {
            return .perPerson(role: role, number: numberOfPerson(of: role))
        }
        for name in by.value.roleNames {
            guard let role = roleIndex[name], case .unit(let number, let count)? = roles[role].pools
            else { continue }
            return .perUnit(number: number, count: count)
        }
        return .once
    }

    /// The person of the role whom `every ROLE` means. Every case draws one, which nothing asks for.
    private func numberOfPerson(of role: Int) -> Int {
        let name = "every " + roles[role].label.id
        if let known = numberIndex[name] { return known }
        numberIndex[name] = numbers.count
        var number = CaseNumber(
            label: Label(name), key: NameKey.key32(name), table: .none, kind: .person(role: role))
        number.isNamed = false
        numbers.append(number)
        return numbers.count - 1
    }

    /// A duty has no class words that could choose a pool, and at most one unit.
    private func refusePools(_ duty: Duty, _ by: Located<ByPhrase>) {
        var units: Set<Int> = []
        for name in by.value.roleNames {
            guard let role = roleIndex[name] else { continue }
            for next in withDeputies(role) {
                switch roles[next].pools {
                case .words:
                    report(
                        DutyFinding.ofClasses(
                            duty: duty.name.value, role: roles[next].label.id), at: by.place)
                    return
                case .unit(let number, _): units.insert(number)
                case nil: break
                }
            }
            if roles[role].pools == nil, units.count == 1, by.value.roleNames.count == 1 {
                report(
                    DutyFinding.ofDeputies(duty: duty.name.value, role: name), at: by.place)
            }
        }
        if units.count > 1 {
            report(DutyFinding.ofUnits(duty: duty.name.value), at: by.place)
        }
    }

    /// The role, its deputy, whose deputy, and so on.
    func withDeputies(_ role: Int) -> [Int] {
        var chain: [Int] = []
        var next = role
        while next >= 0, !chain.contains(next) {
            chain.append(next)
            next = roles[next].deputy
        }
        return chain
    }
}

extension ByPhrase {
    /// The roles it names.
    var roleNames: [String] {
        switch self {
        case .role(let name): [name]
        case .either(let names): names.map(\.value)
        case .together(let members): members.map(\.name.value)
        case .every(let name): [name.value]
        case .sameAs, .person: []
        }
    }
}
