internal import SimKernel

/// What splitting must know of a model, worked out once.
final class TimeTables: Sendable {
    let places: TimePlaces
    /// Number of the branch that an item lies in, and the item of its fork; -1: in none.
    let branch: [Int]
    let fork: [Int]
    let branchCount: [Int]
    /// Items whose time stops the clocks of limits.
    let stopsClock: [Bool]
    /// Items done by people.
    let isWork: [Bool]
    /// The limit belongs to one item.
    let isOwn: [Bool]
    /// The team that an item has where it does not depend on the class; 0 elsewhere.
    let usualTeam: [Int]
    private let teams: [TeamTime]

    private struct TeamTime {
        var hours: WorkCalendar
        /// Hours in which a meeting is held; nil: none is needed.
        var meetings: WorkCalendar?
        var isJoint: Bool
        /// -1: several roles.
        var soleRole: Int
        var firstRole: Int
    }

    init(_ model: Model) {
        places = TimePlaces(model)
        var branch = model.ops.map { _ in -1 }
        var fork = branch
        for (i, op) in model.ops.enumerated() {
            for (number, items) in op.branches.enumerated() {
                for item in items {
                    branch[item] = number
                    fork[item] = i
                }
            }
        }
        self.branch = branch
        self.fork = fork
        branchCount = model.ops.map(\.branches.count)
        stopsClock = model.ops.map(\.stopsClock)
        isWork = model.ops.map { $0.kind == .work }
        isOwn = model.limits.map { $0.kind != .span }
        usualTeam = model.ops.map { $0.team.code >= 0 && $0.team != .none ? Int($0.team.code) : 0 }
        teams = model.teams.map { team in
            let hours = model.calendars[team.calendar]
            let roles = Set(team.members.map(\.role))
            return TeamTime(
                hours: hours,
                meetings: team.meets < 0 ? nil : hours.intersection(model.calendars[team.meets]),
                isJoint: team.kind != .either && team.members.reduce(0) { $0 + $1.people } > 1,
                soleRole: roles.count == 1 ? team.members[0].role : -1,
                firstRole: team.members.first?.role ?? -1)
        }
    }

    func place(_ op: Int, team: Int, role: Int = -1) -> Int {
        guard isWork[op], teams.indices.contains(team) else { return places.index(op: op, role: -1) }
        let known = teams[team].soleRole >= 0 ? teams[team].soleRole : role
        return places.index(op: op, role: known >= 0 ? known : teams[team].firstRole)
    }

    func isJoint(_ team: Int) -> Bool { teams[team].isJoint }

    /// A wait in line: closed hours first, then hours without a meeting; the open rest is for people, and
    /// from `partly` on for partners.
    func wait(_ team: Int, from: Ticks, to until: Ticks, partly: Ticks) -> TimeSplit {
        let time = teams[team]
        let present = time.hours.between(from, until)
        let open = time.meetings?.between(from, until) ?? present
        var split = TimeSplit(.closed, until - from - present)
        split[.meeting] = present - open
        let turn = time.isJoint ? min(max(partly, from), until) : until
        split[.partners] = (time.meetings ?? time.hours).between(turn, until)
        split[.people] = open - split[.partners]
        return split
    }

    /// Work or a way: hands-on time is work, of more elapsed time the closed part is closed.
    func work(_ team: Int, from: Ticks, to until: Ticks, done: Ticks) -> TimeSplit {
        let elapsed = until - from
        var split = TimeSplit(.work, min(max(done, 0), elapsed))
        let rest = elapsed - split[.work]
        split[.closed] = min(rest, elapsed - teams[team].hours.between(from, until))
        split[.people] = rest - split[.closed]
        return split
    }

    /// Work in hand that goes on: as much of the open time as there is work.
    func unfinishedWork(_ team: Int, from: Ticks, to until: Ticks, left: Ticks) -> TimeSplit {
        work(team, from: from, to: until, done: min(left, teams[team].hours.between(from, until)))
    }
}
