import CaseFlow
import SimKernel

extension Compilation {
    /// The roles, and who is in them.
    func makeRoles(_ spec: CalendarSpec, _ time: TimeFrame) -> Rosters {
        let fallback = discipline(scenario.queue)
        if scenario.staff.count > SizeLimit.roles {
            report(
                CompileFinding.tooManyRoles(most: SizeLimit.roles),
                at: scenario.staff[SizeLimit.roles].name.place)
        }
        for role in scenario.staff {
            roles.append(
                Role(
                    label: label(role.name.value, own: role.displayNames), staff: role.count,
                    calendar: calendar(role.hours.map { HoursSpec($0.value) } ?? spec.hours, spec, time),
                    discipline: role.queue.map { discipline($0) } ?? fallback,
                    atClosing: AtClosing(role.atClosing?.value ?? scenario.calendar.atClosing?.value),
                    deputy: role.deputy.flatMap { roleIndex[$0.value] } ?? -1))
        }
        for (index, role) in scenario.staff.enumerated() { roles[index].cost = roleCost(role) }
        tellRolesWithoutCosts()
        for (index, role) in scenario.staff.enumerated() { roles[index].pools = pools(of: role) }
        let rosters = makeRosters(spec, time)
        let lines = rosters.lineCalendars(roles.map(\.calendar), &calendars)
        for index in roles.indices { roles[index].calendar = lines[index] }
        return rosters
    }

    /// Where some people cost something, those of other roles seem to cost nothing.
    private func tellRolesWithoutCosts() {
        guard scenario.staff.contains(where: { $0.costs != nil }) else { return }
        for role in scenario.staff where role.costs == nil && role.count > 0 {
            if case .of = role.people { continue }
            report(Doubt.roleWithoutCosts(role.name.value), at: role.place)
        }
    }

    func role(named name: String) -> StaffRole? {
        roleIndex[name].map { scenario.staff[$0] }
    }

    /// The role whose people these are: the end of the chain of `n of ROLE`.
    func home(of role: StaffRole) -> StaffRole {
        var home = role
        while case .of(_, let pool) = home.people, let next = self.role(named: pool.value) { home = next }
        return home
    }

    func hours(ofShift name: String) -> HoursSpec? {
        scenario.calendar.shifts.first { $0.name.value == name }.map { HoursSpec($0.hours.value) }
    }
}

extension StaffRole {
    /// People of the role, over all shifts and classes; those per unit are counted once.
    var count: Int {
        switch people {
        case .count(let count), .of(let count, _), .per(let count, _): count.value
        case .shifts(let shifts): shifts.reduce(0) { $0 + $1.count.value }
        case .split(let rows): rows.flatMap(\.value.leaves).reduce(0) { $0 + $1.value }
        }
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
