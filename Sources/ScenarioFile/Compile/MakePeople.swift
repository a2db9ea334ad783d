import CaseFlow
import SimKernel

/// Some people of a role that are alike: one shift, one pool.
private struct PeopleGroup {
    var count: Int
    var hours: HoursSpec
    var pool = 0
}

extension Compilation {
    /// Everybody, role by role in the order of the file; then the further roles of each.
    func makePeople(_ spec: CalendarSpec, _ time: TimeFrame) {
        for (index, role) in scenario.staff.enumerated() {
            if case .of = role.people {
                refuseAwayFromHome(role)
                addJoiners(to: role, index, spec.hours, [], RunDates(spec: spec, time: time))
            } else {
                addPeople(of: role, index, spec, time)
            }
        }
        for (index, role) in scenario.staff.enumerated() {
            guard case .of(let count, let pool) = role.people else { continue }
            if let home = dividedHome(of: role) {
                report(
                    CompileFinding.peopleOfPools(role: role.name.value, of: home.name.value),
                    at: pool.place)
                continue
            }
            guard let home = roleIndex[home(of: role).name.value] else { continue }
            roles[index].people = Array(roles[home].people.prefix(count.value))
            for person in roles[index].people { people[person].roles |= 1 << UInt64(index) }
        }
    }

    private func addPeople(
        of role: StaffRole, _ index: Int, _ spec: CalendarSpec, _ time: TimeFrame
    ) {
        let groups = groups(of: role, spec)
        roles[index].pools = pools(of: role)
        let first = people.count
        let count = groups.reduce(0) { $0 + $1.count }
        let absences = absences(of: role, dailyHours: Ticks(spec.hours.dailySeconds) * Tick.second)
        let planned = PlannedAbsences(role, people: count)
        for group in groups {
            for _ in 0..<group.count {
                let number = people.count - first
                let calendar = personCalendar(group.hours, planned.absences(ofPerson: number), spec, time)
                people.append(
                    Person(
                        home: index, number: number, roles: 1 << UInt64(index), calendar: calendar,
                        hours: self.calendar(group.hours, spec, time), pool: group.pool, absences: absences))
            }
        }
        planned.refuseTooMany(self)
        roles[index].people = Array(first..<people.count)
        roles[index].staff = count
        addJoiners(
            to: role, index, groups.first?.hours ?? spec.hours, absences, RunDates(spec: spec, time: time))
    }

    /// In the order in which people are numbered: by shift, by unit, by class as typed.
    private func groups(of role: StaffRole, _ spec: CalendarSpec) -> [PeopleGroup] {
        let hours = role.hours.map { HoursSpec($0.value) } ?? spec.hours
        switch role.people {
        case .count(let count), .of(let count, _):
            return [PeopleGroup(count: count.value, hours: hours)]
        case .per(let count, let unit):
            return (0..<units(of: unit.value)).map {
                PeopleGroup(count: count.value, hours: hours, pool: $0)
            }
        case .shifts(let shifts):
            return shifts.map { shift in
                PeopleGroup(
                    count: shift.count.value, hours: self.hours(ofShift: shift.shift.value) ?? hours)
            }
        case .split(let rows):
            return rows.flatMap(\.value.leaves).enumerated().map { pool, leaf in
                PeopleGroup(count: leaf.value, hours: hours, pool: pool)
            }
        }
    }

    /// How many units an entry `one of n` of `case` has.
    func units(of name: String) -> Int {
        for entry in scenario.caseEntries where entry.name.value == name {
            if case .oneOf(let count) = entry.kind { return count }
        }
        return 1
    }

    private func pools(of role: StaffRole) -> Pools? {
        switch role.people {
        case .per(_, let unit):
            return numberIndex[unit.value].map { .unit(number: $0, count: units(of: unit.value)) }
        case .split(let rows):
            let leaves = rows.flatMap(\.value.leaves)
            let split = Split.byWord(rows, at: role.place)
            let selector = selector(split) { leaf in leaves.firstIndex { $0.place == leaf.place } }
            return .words(selector, count: leaves.count)
        case .count, .of, .shifts:
            return nil
        }
    }

    /// The role whose people are divided into pools, where `n of` would have to choose among them.
    private func dividedHome(of role: StaffRole) -> StaffRole? {
        let home = home(of: role)
        switch home.people {
        case .per, .split: return home
        case .count, .of, .shifts: return nil
        }
    }

    private func refuseAwayFromHome(_ role: StaffRole) {
        guard let away = role.away.first else { return }
        report(
            CompileFinding.awayOfOthers(role: role.name.value, home: home(of: role).name.value),
            at: away.place)
    }

    /// The hours of a group less the planned absences of one of them.
    private func personCalendar(
        _ hours: HoursSpec, _ away: [Located<Away>], _ spec: CalendarSpec, _ time: TimeFrame
    ) -> Int {
        guard !away.isEmpty else { return calendar(hours, spec, time) }
        let key = AwayKey(hours: hours, away: away.map(\.value))
        if let known = awayCalendars[key] { return known }
        var dates: [ClosedRange<CivilDate>] = []
        var spans = WorkCalendar(intervals: [])
        for entry in away {
            switch entry.value {
            case .planned(_, let range): dates.append(CivilDate(range.first)...CivilDate(range.last))
            case .recurring(_, let days): spans = spans.union(recurring(days, spec, time))
            case .spells: break
            }
        }
        let present = spec.workCalendar(
            for: hours, withoutDates: dates, from: time.tablesFrom, to: time.tablesTo)
        let index = calendar(present.subtracting(spans, within: time.tablesFrom..<time.tablesTo))
        awayCalendars[key] = index
        return index
    }
}

/// Hours less certain absences: the same for all who have them.
struct AwayKey: Hashable {
    var hours: HoursSpec
    var away: [Away]
}
