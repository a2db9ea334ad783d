internal import SimKernel

/// People of a role who are alike: one count, one calendar.
struct RoleState {
    var free: Int32
    var calendar: Int32
    var isAlways: Bool
    /// An event waits for the next opening, because somebody waits in a line, or for the closing,
    /// because people are kept for a joint case.
    var awaitsBoundary = false
    /// The span of duty last looked up.
    var opens: Ticks
    var closes: Ticks
    /// Teams that contain the role, as a range of `Staff.roleTeams`.
    var firstTeam: Int32
    var endTeam: Int32
    /// Some team with which it shares people, directly or through others, gathers.
    var gathers: Bool
    /// The roles with which it shares teams, directly or through others, itself among them.
    var circle: UInt64
    /// The bit that says that its lines must be looked at. Roles that share people with a team that
    /// gathers have that of the lowest of them, so that the order of starts does not depend on
    /// which of them something happened to.
    var mark: UInt64
}

struct TeamState {
    /// One bit per role.
    var roles: UInt64
    /// The marks of its roles.
    var marks: UInt64 = 0
    var firstMember: Int32
    var endMember: Int32
    /// The single member's role and people; role -1 for a joint team.
    var soleRole: Int32
    var solePeople: Int32
    var calendar: Int32
    var isAlways: Bool
    var gathers: Bool
    var atClosing: AtClosing
    var discipline: Int32
    /// Its line is ordered by due instants.
    var looksAtDue: Bool
    /// The rank of a case in the line, where one chain of classes decides it; `.none` otherwise.
    var soleRank: Selector
}

/// The first case of a team's line, on its way into the order of several lines.
struct TeamHead {
    var team: Int32
    var gathers: Bool
    var key: LineKey

    static func precedes(_ x: TeamHead, _ y: TeamHead) -> Bool {
        x.gathers != y.gathers ? x.gathers : LineKey.precedes(x.key, y.key)
    }
}

/// Roles and teams of a model in plain buffers.
struct Staff: ~Copyable {
    let roles: UnsafeMutablePointer<RoleState>
    let roleCount: Int
    let teams: UnsafeMutablePointer<TeamState>
    let teamCount: Int
    let members: UnsafeMutablePointer<Team.Member>
    let roleTeams: UnsafeMutablePointer<Int32>
    /// Roles that work together with other roles and do not gather.
    let sharedRoles: UInt64
    /// Room for putting lines into order, and for the people kept by those before.
    let heads: UnsafeMutablePointer<TeamHead>
    let kept: UnsafeMutablePointer<Int>

    init(_ model: Model) {
        precondition(model.roles.count <= 64, "a model has at most 64 roles")
        var flatMembers: [Team.Member] = []
        var teamStates: [TeamState] = []
        for team in model.teams {
            let sole = team.members.count == 1 ? team.members[0] : nil
            teamStates.append(
                TeamState(
                    roles: team.members.reduce(0) { $0 | 1 << UInt64($1.role) },
                    firstMember: Int32(flatMembers.count),
                    endMember: Int32(flatMembers.count + team.members.count),
                    soleRole: Int32(sole?.role ?? -1), solePeople: Int32(sole?.people ?? 0),
                    calendar: Int32(team.calendar), isAlways: model.calendars[team.calendar].isAlways,
                    gathers: team.gathers && team.members.reduce(0) { $0 + $1.people } > 1,
                    atClosing: team.atClosing,
                    discipline: Int32(team.discipline),
                    looksAtDue: model.disciplines[team.discipline].looksAtDue,
                    soleRank: model.disciplines[team.discipline].soleRank))
            flatMembers += team.members
        }
        let bonds = teamStates.map(\.roles) + Staff.bonds(of: model)
        let gathering = Staff.roles(
            around: teamStates.filter(\.gathers).reduce(0) { $0 | $1.roles }, bonds)
        let circles = model.roles.indices.map { Staff.roles(around: 1 << UInt64($0), bonds) }
        let marks = circles.indices.map { role -> UInt64 in
            let own: UInt64 = 1 << UInt64(role)
            return gathering & own == 0 ? own : 1 << UInt64(circles[role].trailingZeroBitCount)
        }
        for (t, team) in model.teams.enumerated() {
            teamStates[t].marks = team.members.reduce(0) { $0 | marks[$1.role] }
        }
        var flatTeams: [Int32] = []
        var roleStates: [RoleState] = []
        for (r, role) in model.roles.enumerated() {
            let first = flatTeams.count
            flatTeams += teamStates.indices.filter { teamStates[$0].roles >> UInt64(r) & 1 == 1 }.map(
                Int32.init)
            let always = model.calendars[role.calendar].isAlways
            roleStates.append(
                RoleState(
                    free: Int32(role.staff), calendar: Int32(role.calendar), isAlways: always,
                    opens: always ? .min : 0, closes: always ? .max : 0, firstTeam: Int32(first),
                    endTeam: Int32(flatTeams.count), gathers: gathering >> UInt64(r) & 1 == 1,
                    circle: circles[r], mark: marks[r]))
        }
        let joint = bonds.filter { $0 & ($0 &- 1) != 0 }.reduce(0, |)
        sharedRoles = joint & ~gathering
        roles = buffer(roleStates)
        roleCount = roleStates.count
        teams = buffer(teamStates)
        teamCount = teamStates.count
        members = buffer(flatMembers)
        roleTeams = buffer(flatTeams)
        heads = .allocate(capacity: max(teamStates.count, 1))
        kept = .allocate(capacity: max(roleStates.count, 1))
    }

    deinit {
        roles.deallocate()
        teams.deallocate()
        members.deallocate()
        roleTeams.deallocate()
        heads.deallocate()
        kept.deallocate()
    }

    /// The roles that share bonds with these, directly or through others.
    private static func roles(around roles: UInt64, _ bonds: [UInt64]) -> UInt64 {
        var mask = roles
        while true {
            let wider = bonds.filter { $0 & mask != 0 }.reduce(mask, |)
            if wider == mask { return mask }
            mask = wider
        }
    }

    /// Roles that have people in common, or stand in for each other.
    private static func bonds(of model: Model) -> [UInt64] {
        let deputies = model.roles.enumerated().filter { $0.element.deputy >= 0 }.map {
            UInt64(1) << UInt64($0.offset) | UInt64(1) << UInt64($0.element.deputy)
        }
        return model.people.map(\.roles) + deputies
    }
}

extension Discipline {
    fileprivate var soleRank: Selector {
        if rules.count == 1, case .classes(let selector, _) = rules[0] { return selector }
        return .none
    }
}
