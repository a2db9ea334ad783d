internal import SimKernel

/// A stretch of a case's time at one place; `TimeTables` splits it by cause.
struct Stretch {
    enum Kind: UInt8 {
        /// In a team's line. `detail`: since when some of those who began were free.
        case inLine
        /// Work or a way. `detail`: the hands-on time that was done.
        case inHand
        /// A wait without people.
        case outside
    }
    var kind: Kind
    /// Clocks of limits stood.
    var stops = false
    var place: Int32
    var team: Int32
    var from: Ticks
    var until: Ticks
    var detail: Ticks = 0
}

/// What splitting must know of a model, worked out once.
final class TimeTables: Sendable {
    /// Time as the clock of a limit counts it.
    enum Counting { case always, inHours }

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
    private let counting: [[Counting]]
    private let calendar: WorkCalendar
    private let teams: [TeamTime]

    /// A class, so that looking at one counts one reference and not those of its calendars.
    private final class TeamTime: Sendable {
        /// The hours of the team, and those in which it can begin: meetings are held.
        let hours: WorkCalendar
        let turns: WorkCalendar
        /// The same where the calendar of limits is open too.
        let counted: (hours: WorkCalendar, turns: WorkCalendar)
        /// Any time is the team's.
        let isAlways: Bool
        let isJoint: Bool
        /// -1: several roles.
        let soleRole: Int
        let firstRole: Int

        init(_ team: Team, _ model: Model) {
            hours = model.calendars[team.calendar]
            turns = team.meets < 0 ? hours : hours.intersection(model.calendars[team.meets])
            let limits = model.dueCalendar.hours
            counted = (hours.intersection(limits), turns.intersection(limits))
            isAlways = turns.isAlways
            isJoint = team.kind != .either && team.members.reduce(0) { $0 + $1.people } > 1
            soleRole = Set(team.members.map(\.role)).count == 1 ? team.members[0].role : -1
            firstRole = team.members.first?.role ?? -1
        }
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
        counting = model.limits.map { $0.strata.map { $0.length.isInHours ? .inHours : .always } }
        calendar = model.dueCalendar.hours
        teams = model.teams.map { TeamTime($0, model) }
    }

    func counting(of clock: LateClock) -> Counting { counting[clock.limit][clock.stratum] }

    func place(_ op: Int, team: Int, role: Int = -1) -> Int32 {
        guard isWork[op], teams.indices.contains(team) else {
            return Int32(places.index(op: op, role: -1))
        }
        let known = teams[team].soleRole >= 0 ? teams[team].soleRole : role
        return Int32(places.index(op: op, role: known >= 0 ? known : teams[team].firstRole))
    }

    func isJoint(_ team: Int) -> Bool { teams[team].isJoint }

    /// As much work in hand as the team has had time for.
    func unfinishedWork(_ team: Int, from: Ticks, to until: Ticks, left: Ticks) -> Ticks {
        min(left, teams[team].hours.between(from, until))
    }

    // MARK: - Splitting

    func length(_ from: Ticks, _ until: Ticks, _ counting: Counting) -> Ticks {
        counting == .always ? until - from : calendar.between(from, until)
    }

    func split(_ stretch: Stretch, _ counting: Counting) -> TimeSplit {
        let whole = length(stretch.from, stretch.until, counting)
        switch stretch.kind {
        case .inLine: return inLine(stretch, whole, counting)
        case .inHand: return inHand(stretch, whole, counting)
        case .outside: return TimeSplit(.outside, whole)
        }
    }

    /// Closed hours first, then hours without a meeting; the open rest is for people, and from `detail` on
    /// for partners.
    private func inLine(_ stretch: Stretch, _ whole: Ticks, _ counting: Counting) -> TimeSplit {
        let team = teams[Int(stretch.team)]
        if counting == .always && team.isAlways && !team.isJoint { return TimeSplit(.people, whole) }
        let (hours, turns) = counting == .always ? (team.hours, team.turns) : team.counted
        let present = hours.between(stretch.from, stretch.until)
        let open = turns.between(stretch.from, stretch.until)
        var split = TimeSplit(.closed, whole - present)
        split[.meeting] = present - open
        let turn = team.isJoint ? min(max(stretch.detail, stretch.from), stretch.until) : stretch.until
        split[.partners] = turns.between(turn, stretch.until)
        split[.people] = open - split[.partners]
        return split
    }

    /// Hands-on time is work; of more elapsed time the closed part is closed.
    private func inHand(_ stretch: Stretch, _ whole: Ticks, _ counting: Counting) -> TimeSplit {
        let team = teams[Int(stretch.team)]
        var split = TimeSplit(.work, min(max(stretch.detail, 0), whole))
        let rest = whole - split[.work]
        if rest == 0 { return split }
        let hours = counting == .always ? team.hours : team.counted.hours
        split[.closed] = min(rest, whole - hours.between(stretch.from, stretch.until))
        split[.people] = rest - split[.closed]
        return split
    }

    /// Of a stretch the part that ends at `until` and lasts `taken`: each cause in proportion.
    func split(_ stretch: Stretch, last taken: Ticks, until: Ticks, _ counting: Counting) -> TimeSplit {
        let whole = split(stretch, counting)
        if taken == stretch.until - stretch.from { return whole }
        let sum = whole.sum
        return sum == 0 ? whole : whole.cut(to: length(until - taken, until, counting), of: sum)
    }
}

extension LimitLength {
    /// Counts the hours of the calendar only.
    fileprivate var isInHours: Bool {
        switch self {
        case .length(let length), .before(let length, _): length.runsInWorkingTime
        case .earliest(let list): list.allSatisfy(\.isInHours)
        case .none, .solve, .number, .untilNext: false
        }
    }
}
