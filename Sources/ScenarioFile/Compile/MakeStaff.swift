import CaseFlow
import SimKernel

extension Compilation {
    /// The roles, and their people where the model tells them apart.
    func makeRoles(_ spec: CalendarSpec, _ time: TimeFrame) {
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
                    calendar: roleCalendar(role, spec, time),
                    discipline: role.queue.map { discipline($0) } ?? fallback,
                    atClosing: AtClosing(role.atClosing?.value ?? scenario.calendar.atClosing?.value),
                    deputy: role.deputy.flatMap { roleIndex[$0.value] } ?? -1))
        }
        for (index, role) in scenario.staff.enumerated() { roles[index].cost = roleCost(role) }
        tellRolesWithoutCosts()
        if peopleAreNamed { makePeople(spec, time) }
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

    /// Hours of its own, else those of its shifts, of the role whose people they are, of the calendar.
    private func roleCalendar(_ role: StaffRole, _ spec: CalendarSpec, _ time: TimeFrame) -> Int {
        if let hours = role.hours { return calendar(HoursSpec(hours.value), spec, time) }
        if case .of(_, let pool) = role.people, let next = self.role(named: pool.value) {
            return roleCalendar(next, spec, time)
        }
        guard case .shifts(let shifts) = role.people else { return calendar(spec.hours, spec, time) }
        let manned = shifts.filter { $0.count.value > 0 }
        let tables = (manned.isEmpty ? shifts : manned).compactMap { shift in
            hours(ofShift: shift.shift.value).map { calendar($0, spec, time) }
        }
        let all = tables.dropFirst().reduce(calendars[tables[0]]) { $0.union(calendars[$1]) }
        return calendar(all)
    }

    func hours(ofShift name: String) -> HoursSpec? {
        scenario.calendar.shifts.first { $0.name.value == name }.map { HoursSpec($0.hours.value) }
    }

    /// Index of a table; the same table is there once.
    func calendar(_ table: WorkCalendar) -> Int {
        if let known = calendars.firstIndex(of: table) { return known }
        calendars.append(table)
        return calendars.count - 1
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
