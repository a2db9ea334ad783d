import CaseFlow
import SimKernel

extension Compilation {
    /// Who is in each role, as numbers and rules: the model's people are seated from them.
    func makeRosters(_ spec: CalendarSpec, _ time: TimeFrame) -> Rosters {
        let rosters = scenario.staff.map { roster(of: $0, spec, time) }
        return Rosters(
            ofRoles: rosters, tellsApart: peopleAreNamed, calendar: spec,
            span: time.tablesFrom..<time.tablesTo)
    }

    private func roster(of role: StaffRole, _ spec: CalendarSpec, _ time: TimeFrame) -> Roster {
        let dates = RunDates(spec: spec, time: time)
        if case .of(let count, let pool) = role.people {
            refuseAwayFromHome(role)
            refusePoolsOfHome(role, at: pool.place)
            _ = joiners(role, spec.hours, dates)
            return Roster(groups: [], sharing: sharing(count.value, pool.value), lines: lineHours(of: role))
        }
        let groups = groups(of: role, dates)
        let roster = Roster(
            groups: groups, away: plannedAbsences(of: role, dates),
            absences: absences(of: role, dailyHours: Ticks(spec.hours.dailySeconds) * Tick.second),
            joiners: joiners(role, groups.first?.hours ?? spec.hours, dates), lines: lineHours(of: role))
        refuseTooManyAway(role, roster)
        return roster
    }

    private func sharing(_ count: Int, _ pool: String) -> Roster.Sharing? {
        guard let index = roleIndex[pool] else { return nil }
        return Roster.Sharing(
            role: index, people: count, isAll: count == StaffChecks.people(of: scenario.staff[index]))
    }

    /// In the order in which people are numbered: by shift, by unit, by class as typed.
    private func groups(of role: StaffRole, _ dates: RunDates) -> [Roster.Group] {
        let own = role.hours.map { HoursSpec($0.value) } ?? dates.spec.hours
        func group(
            _ people: Int, _ more: String? = nil, hours: HoursSpec? = nil, pools: Range<Int> = 0..<1
        ) -> Roster.Group {
            Roster.Group(
                path: ([role.name.value] + [more].compactMap { $0 }).joined(separator: "."), people: people,
                hours: hours ?? own, calendar: calendar(hours ?? own, dates.spec, dates.time), pools: pools)
        }
        switch role.people {
        case .count(let count), .of(let count, _):
            return [group(count.value)]
        case .per(let count, let unit):
            return [group(count.value, pools: 0..<units(of: unit.value))]
        case .shifts(let shifts):
            return shifts.map {
                group($0.count.value, $0.shift.value, hours: hours(ofShift: $0.shift.value))
            }
        case .split(let rows):
            return leaves(rows).enumerated().map { pool, leaf in
                group(leaf.people, leaf.path, pools: pool..<pool + 1)
            }
        }
    }

    /// The numbers of a split by class, as typed, each with its words behind one another.
    private func leaves(_ rows: [SplitRow<Int>]) -> [(path: String, people: Int)] {
        rows.flatMap { row -> [(String, Int)] in
            switch row.value {
            case .one(let count): [(row.text, count.value)]
            case .byWord(let inner, _): leaves(inner).map { (row.text + "." + $0.path, $0.people) }
            }
        }
    }

    /// Hours of its own, else those of its shifts, of the role whose people they are, of the calendar.
    private func lineHours(of role: StaffRole) -> Roster.LineHours {
        if role.hours != nil { return .own }
        switch role.people {
        case .of(_, let pool): return roleIndex[pool.value].map { .ofRole($0) } ?? .own
        case .shifts: return .ofGroups
        case .count, .per, .split: return .own
        }
    }

    /// How many units an entry `one of n` of `case` has.
    func units(of name: String) -> Int {
        for entry in scenario.caseEntries where entry.name.value == name {
            if case .oneOf(let count) = entry.kind { return count }
        }
        return 1
    }

    func pools(of role: StaffRole) -> Pools? {
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

    /// `n of` a role whose people are divided would have to choose among its pools.
    private func refusePoolsOfHome(_ role: StaffRole, at place: SourcePlace) {
        let home = home(of: role)
        switch home.people {
        case .per, .split:
            report(CompileFinding.peopleOfPools(role: role.name.value, of: home.name.value), at: place)
        case .count, .of, .shifts: break
        }
    }

    private func refuseAwayFromHome(_ role: StaffRole) {
        guard let away = role.away.first else { return }
        report(
            CompileFinding.awayOfOthers(role: role.name.value, home: home(of: role).name.value),
            at: away.place)
    }
}
