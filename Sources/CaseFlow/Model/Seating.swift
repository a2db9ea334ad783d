internal import SimKernel

extension Model {
    /// Brings everything that depends on numbers of people into line with the rosters: who is there, whom
    /// `all` of a role means, what a case must remember, and the hours of shifts that somebody has.
    package mutating func seat() {
        guard let rosters else { return }
        for role in roles.indices { roles[role].staff = rosters.people(of: role) }
        if rosters.tellsApart { seatPeople(rosters) }
        for team in teams.indices { teams[team].count(rosters) }
        for memory in memories.indices { memories[memory] = mostPeople(memory, [memory]) }
        layOutLines(rosters)
    }

    // MARK: - Who is there

    /// Everybody, role by role in the order of the file; then the further roles of each.
    private mutating func seatPeople(_ rosters: Rosters) {
        people = []
        for role in roles.indices where rosters.ofRoles[role].sharing == nil { seatOwn(role) }
        for role in roles.indices where rosters.ofRoles[role].sharing != nil {
            roles[role].people = Array(roles[rosters.home(of: role)].people.prefix(roles[role].staff))
            for person in roles[role].people { people[person].roles |= 1 << UInt64(role) }
        }
    }

    private mutating func seatOwn(_ role: Int) {
        guard let roster = rosters?.ofRoles[role] else { return }
        let first = people.count
        let away = roster.awayByPerson()
        for (index, group) in roster.groups.enumerated() {
            for pool in group.pools {
                for _ in 0..<group.people {
                    let number = people.count - first
                    let calendar = away[number].map { self.calendar(role, index, without: $0) }
                    people.append(
                        Person(
                            home: role, number: number, roles: 1 << UInt64(role),
                            calendar: calendar ?? group.calendar, hours: group.calendar, pool: pool,
                            absences: roster.absences))
                }
            }
        }
        for _ in 0..<(roster.joiners?.people ?? 0) {
            var person = Person(
                home: role, number: people.count - first, roles: 1 << UInt64(role),
                calendar: roster.joiners?.calendar ?? 0, absences: roster.absences)
            person.learning = roster.joiners?.learning
            people.append(person)
        }
        roles[role].people = Array(first..<people.count)
    }

    /// Index of the hours of a group less some planned absences.
    private mutating func calendar(_ role: Int, _ group: Int, without away: [Int]) -> Int {
        guard let rosters else { return 0 }
        let roster = rosters.ofRoles[role]
        let key = Roster.AwayKey(group: group, away: away)
        if let known = roster.calendars[key] { return known }
        var dates: [ClosedRange<CivilDate>] = []
        var spans = WorkCalendar(intervals: [])
        for entry in away {
            switch roster.away[entry].time {
            case .dates(let range): dates.append(range)
            case .spans(let more): spans = spans.union(more)
            }
        }
        let present = rosters.calendar.workCalendar(
            for: roster.groups[group].hours, withoutDates: dates, from: rosters.span.lowerBound,
            to: rosters.span.upperBound)
        let index = calendars.place(of: present.subtracting(spans, within: rosters.span))
        self.rosters?.ofRoles[role].calendars[key] = index
        return index
    }

    // MARK: - What cases remember

    /// The most people that a step of this memory takes, through the steps whose people it has.
    private func mostPeople(_ memory: Int, _ asked: Set<Int>) -> Int {
        var most = 1
        for op in ops where op.memory == memory {
            for team in teams(of: op).map({ teams[$0] }) {
                switch team.kind {
                case .either: break
                case .together: most = max(most, team.members.reduce(0) { $0 + $1.people })
                case .same(let other) where !asked.contains(other):
                    most = max(most, mostPeople(other, asked.union([other])))
                case .same: break
                }
            }
        }
        return most
    }

    // MARK: - Hours of shifts

    /// Lines run while anybody of their shifts is on duty; what joint work needs follows.
    private mutating func layOutLines(_ rosters: Rosters) {
        let before = roles.map(\.calendar)
        let lines = rosters.lineCalendars(before, &calendars)
        guard lines != before else { return }
        for role in roles.indices { roles[role].calendar = lines[role] }
        for team in teams.indices {
            teams[team].calendar = calendars.common(teams[team].asked.map { roles[$0].calendar })
        }
    }
}

extension Team {
    /// The roles whose hours its work needs.
    package var asked: [Int] { kind == .together ? members.map(\.role) : [members[0].role] }

    fileprivate mutating func count(_ rosters: Rosters) {
        for member in members.indices {
            guard let whose = members[member].everybody else { continue }
            members[member].people = max(
                members[member].atLeast, rosters.everybody(whose, of: members[member].role))
        }
    }
}
