package import SimKernel

/// The people of one role as numbers and rules: what `Model.people` is seated from, whatever the numbers.
package struct Roster: Sendable, Equatable {
    /// People who are alike, under one number: a whole role, one shift, one class, or each unit.
    package struct Group: Sendable, Equatable {
        /// Behind `staff.`: `clerk`, `clerk.early`.
        package var path: String
        /// Of each pool.
        package var people: Int
        /// On duty, but for planned absences; `calendar` is their table in `Model.calendars`.
        package var hours: HoursSpec
        package var calendar: Int
        /// Pools of the role that have so many people each.
        package var pools: Range<Int>
        /// Fewer could not do some step at all.
        package var least = 0

        package init(path: String, people: Int, hours: HoursSpec, calendar: Int, pools: Range<Int> = 0..<1) {
            self.path = path
            self.people = people
            self.hours = hours
            self.calendar = calendar
            self.pools = pools
        }
    }

    /// So many people are away at set times.
    package struct Away: Sendable, Equatable {
        package enum Time: Sendable, Equatable {
            /// Whole dates: what begins on them is not worked.
            case dates(ClosedRange<CivilDate>)
            case spans(WorkCalendar)
        }
        package var people: Int
        package var time: Time

        package init(people: Int, time: Time) {
            self.people = people
            self.time = time
        }
    }

    /// People who join while the run goes on: they stand behind the others.
    package struct Joiners: Sendable, Equatable {
        package var people: Int
        /// Hours of the role from their first day on.
        package var calendar: Int
        package var learning: Learning?

        package init(people: Int, calendar: Int, learning: Learning?) {
            self.people = people
            self.calendar = calendar
            self.learning = learning
        }
    }

    /// The first people of another role also serve this one, which has none of its own.
    package struct Sharing: Sendable, Equatable {
        package var role: Int
        package var people: Int
        /// In the file it is all of them: then it always is.
        package var isAll: Bool

        package init(role: Int, people: Int, isAll: Bool) {
            self.role = role
            self.people = people
            self.isAll = isAll
        }
    }

    /// Which hours the role's lines have.
    package enum LineHours: Sendable, Equatable {
        /// Their own, whoever is there.
        case own
        /// Those of all groups that have people.
        case ofGroups
        /// Those of another role.
        case ofRole(Int)
    }

    /// In the order in which people are numbered.
    package var groups: [Group]
    package var away: [Away]
    package var absences: [Absence]
    package var joiners: Joiners?
    package var sharing: Sharing?
    package var lines: LineHours
    /// Tables of groups less some planned absences, as far as they are known.
    var calendars: [AwayKey: Int] = [:]

    struct AwayKey: Hashable {
        var group: Int
        var away: [Int]
    }

    package init(
        groups: [Group], away: [Away] = [], absences: [Absence] = [], joiners: Joiners? = nil,
        sharing: Sharing? = nil, lines: LineHours = .own
    ) {
        self.groups = groups
        self.away = away
        self.absences = absences
        self.joiners = joiners
        self.sharing = sharing
        self.lines = lines
    }

    /// Over all groups and pools, but for those who join.
    package var people: Int { groups.reduce(0) { $0 + $1.people * $1.pools.count } }

    /// The most who can serve one case: of one pool, where people are divided.
    package var mostTogether: Int {
        let isDivided = groups.contains { $0.pools != 0..<1 }
        return isDivided ? groups.map(\.people).max() ?? 0 : people
    }

    /// A planned absence of more people than there are.
    package var excess: Int? { people > 0 ? away.firstIndex { $0.people > people } : nil }

    /// Which planned absences each person has: each entry takes the next people, from the last backwards.
    func awayByPerson() -> [Int: [Int]] {
        let people = people
        guard people > 0 else { return [:] }
        var byPerson: [Int: [Int]] = [:]
        var next = people - 1
        for (entry, away) in away.enumerated() {
            for _ in 0..<min(away.people, people) {
                byPerson[next, default: []].append(entry)
                next = (next + people - 1) % people
            }
        }
        return byPerson
    }
}

/// The rosters of all roles, parallel to `Model.roles`, and what their tables are laid out on.
package struct Rosters: Sendable, Equatable {
    package var ofRoles: [Roster]
    /// The model knows who somebody is; otherwise it counts people.
    package var tellsApart: Bool
    package var calendar: CalendarSpec
    /// What every table of hours covers.
    package var span: Range<Ticks>

    package init(ofRoles: [Roster], tellsApart: Bool, calendar: CalendarSpec, span: Range<Ticks>) {
        self.ofRoles = ofRoles
        self.tellsApart = tellsApart
        self.calendar = calendar
        self.span = span
    }

    /// How many serve the role's lines, but for those who join it.
    package func people(of role: Int) -> Int {
        guard let sharing = ofRoles[role].sharing else { return ofRoles[role].people }
        let all = people(of: sharing.role)
        return sharing.isAll ? all : min(sharing.people, all)
    }

    /// The role whose people these are: the end of a chain of roles that share people.
    package func home(of role: Int) -> Int { ofRoles[role].sharing.map { home(of: $0.role) } ?? role }

    /// The most of the role who can serve one case.
    package func mostTogether(of role: Int) -> Int {
        ofRoles[role].sharing == nil ? ofRoles[role].mostTogether : people(of: role)
    }

    /// Indexes of the tables of all roles' lines.
    ///
    /// - Parameter own: their own hours, as far as they have any.
    package func lineCalendars(_ own: [Int], _ calendars: inout [WorkCalendar]) -> [Int] {
        var lines = own
        for (role, roster) in ofRoles.enumerated() where roster.lines == .ofGroups {
            let manned = roster.groups.filter { $0.people > 0 }
            let tables = (manned.isEmpty ? roster.groups : manned).map(\.calendar)
            let all = tables.dropFirst().reduce(calendars[tables[0]]) { $0.union(calendars[$1]) }
            lines[role] = calendars.place(of: all)
        }
        return ofRoles.indices.map { role in
            var next = role
            while case .ofRole(let other) = ofRoles[next].lines { next = other }
            return lines[next]
        }
    }

    /// How many `all` of a role are.
    package func everybody(_ whose: Team.Member.Everybody, of role: Int) -> Int {
        let roster = ofRoles[role]
        switch whose {
        case .ofRole: return roster.groups.count == 1 ? roster.groups[0].people : people(of: role)
        case .ofPool(let pool): return roster.groups.first { $0.pools.contains(pool) }?.people ?? 0
        }
    }
}

extension [WorkCalendar] {
    /// Index of a table; the same table is there once.
    package mutating func place(of table: WorkCalendar) -> Int {
        if let known = firstIndex(of: table) { return known }
        append(table)
        return count - 1
    }

    /// Index of the hours that all these tables have in common.
    package mutating func common(_ tables: [Int]) -> Int {
        var common = tables[0]
        for table in tables.dropFirst() where table != common {
            common = place(of: self[common].intersection(self[table]))
        }
        return common
    }
}
