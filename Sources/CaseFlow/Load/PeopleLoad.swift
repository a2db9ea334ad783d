import SimKernel

/// One item as done by one team.
struct StepTeam: Hashable {
    var op: Int
    var team: Int
}

/// One pool of a role.
struct RolePool: Hashable {
    var role: Int
    var pool: Int
}

extension Traffic {
    /// Books the people's time of visits by item, and by pool where classes decide.
    mutating func recordPeople(
        _ team: Int, _ state: RouteState, _ visits: Double, _ work: Double, _ router: Router
    ) {
        let step = StepTeam(op: Int(state.op), team: team)
        let sum = byStep[step] ?? (0, 0)
        byStep[step] = (sum.visits + visits, sum.work + work)
        guard router.model.teams[team].kind == .together else { return }
        for member in router.model.teams[team].members {
            guard case .words(let selector, _)? = router.model.roles[member.role].pools,
                let pool = router.value(selector, state.mask)
            else { continue }
            let key = RolePool(role: member.role, pool: pool)
            let known = byPool[key] ?? (0, 0)
            byPool[key] = (known.work + work * Double(member.people), max(known.most, member.people))
        }
    }
}

/// The load of people who are told apart and may serve several roles.
///
/// A person has one pair of hands. Whatever the lines do with each other, the work that only the
/// roles of some set can do must fit into the hours of all people who serve any of them; and if it
/// does for every set, the work can be shared out (max-flow min-cut). Absences count with their
/// shares, deputies as if they always helped: a load of 100 % is then beyond doubt.
struct PeopleLoad {
    private(set) var roles: [OfferedLoad.RoleLoad] = []
    private(set) var overloads: [OfferedLoad.GroupLoad] = []
    /// By op and role: people of the role that are busy, on average, while one works on the item.
    private(set) var peoplePerVisit: [[Double]] = []

    private let model: Model
    private let traffic: Traffic
    private let casesPerWeek: Double
    /// What comes so often in a week is being booked: cases, or the duties of a week.
    private var timesPerWeek: Double
    private var hours: HoursOfPeople
    private var demands: [Demand] = []

    /// Larger groups of roles that share people are looked at role by role, pair by pair and whole.
    private static let mostRoles = 10

    /// Person-hours a week that any of these roles may work off, one bit each.
    private struct Demand {
        var op: Int
        var roles: UInt64
        var hours: Double
        var visits: Double
    }

    init(_ model: Model, _ traffic: Traffic, casesPerWeek: Double, _ duties: DutyLoad) {
        self.model = model
        self.traffic = traffic
        self.casesPerWeek = casesPerWeek
        timesPerWeek = casesPerWeek
        hours = HoursOfPeople(model)
        let order = traffic.byStep.sorted { ($0.key.op, $0.key.team) < ($1.key.op, $1.key.team) }
        for (step, sum) in order {
            add(model.teams[step.team], op: step.op, work: sum.work, visits: sum.visits, depth: 0)
        }
        timesPerWeek = 1
        for part in duties.parts {
            add(model.teams[part.team], op: part.op, work: part.work, visits: part.visits, depth: 0)
        }
        peoplePerVisit = model.ops.map { _ in model.roles.map { _ in 0 } }
        var hoursOfOps = order.reduce(into: [Int: Double]()) { sums, step in
            sums[step.key.op, default: 0] += step.value.work * casesPerWeek / Double(Tick.hour)
        }
        for part in duties.parts { hoursOfOps[part.op, default: 0] += part.work / Double(Tick.hour) }
        for role in model.roles.indices { roles.append(own(role, hoursOfOps)) }
        for group in groupsOfRoles() { judge(group) }
        for role in model.roles.indices { judgePools(role) }
        for role in model.roles.indices where !isAlone(role) { roles[role].leastPeople = nil }
    }

    // MARK: - Work

    /// Per case, or of the duties of a week: visits, and ticks of the time of one person.
    private mutating func add(_ team: Team, op: Int, work: Double, visits: Double, depth: Int) {
        switch team.kind {
        case .together:
            for member in team.members {
                demand(op, 1 << UInt64(member.role), work * Double(member.people), visits)
            }
        case .either:
            demand(op, team.members.reduce(0) { $0 | 1 << UInt64($1.role) }, work, visits)
        case .same(let memory):
            let shares = depth < 64 ? whoDid(memory) : []
            if shares.isEmpty {
                var together = team
                together.kind = .together
                add(together, op: op, work: work, visits: visits, depth: depth)
            }
            for (index, share) in shares {
                add(
                    model.teams[index], op: op, work: work * share, visits: visits * share, depth: depth + 1)
            }
        }
    }

    private mutating func demand(_ op: Int, _ roles: UInt64, _ work: Double, _ visits: Double) {
        let hours = work * timesPerWeek / Double(Tick.hour)
        demands.append(Demand(op: op, roles: roles, hours: hours, visits: visits * timesPerWeek))
    }

    /// The teams that do the remembered step, with their shares of its visits.
    private func whoDid(_ memory: Int) -> [(team: Int, share: Double)] {
        let did = traffic.byStep.filter { model.ops[$0.key.op].memory == memory }
        let all = did.reduce(0) { $0 + $1.value.visits }
        guard all > 0 else { return [] }
        return did.map { ($0.key.team, $0.value.visits / all) }.sorted { $0.0 < $1.0 }
    }

    // MARK: - Roles

    /// What the role's own lines ask of its people. Work that several roles may do is shared out in
    /// proportion to their hours.
    private mutating func own(_ role: Int, _ hoursOfOps: [Int: Double]) -> OfferedLoad.RoleLoad {
        let bit: UInt64 = 1 << UInt64(role)
        var required = 0.0
        var visits = 0.0
        for demand in demands where demand.roles & bit != 0 {
            let all = bits(of: demand.roles).reduce(0) { $0 + hours.own($1) }
            let share = demand.roles == bit || all == 0 ? 1 : hours.own(role) / all
            required += demand.hours * share
            if let all = hoursOfOps[demand.op], all > 0 {
                peoplePerVisit[demand.op][role] += demand.hours * share / all
            }
            visits += demand.visits * share
        }
        let staff = model.roles[role].people.count
        let open = staff > 0 ? hours.own(role) / Double(staff) : 0
        let busy = required == 0 ? 0 : required / open
        return OfferedLoad.RoleLoad(
            requiredHoursPerWeek: required, openHoursPerWeek: open, visitsPerWeek: visits,
            personsBusy: busy, utilisation: busy == 0 ? 0 : busy / Double(staff))
    }

    /// Whether a number of people of this role alone decides if it keeps up: all are alike and serve
    /// no other line, nobody else serves this one, and nobody helps within pools.
    private func isAlone(_ role: Int) -> Bool {
        let bit: UInt64 = 1 << UInt64(role)
        let calendars = Set(model.roles[role].people.map { model.people[$0].calendar })
        return model.isOneNumber(role) && calendars.count <= 1
            && !demands.contains { $0.roles & bit != 0 && $0.roles != bit }
    }

    // MARK: - Groups

    /// Roles connected by people or by work that either can do.
    private func groupsOfRoles() -> [[Int]] {
        var links = hours.capabilities + demands.map(\.roles)
        links += model.roles.indices.map { 1 << UInt64($0) }
        var groups: [UInt64] = []
        for link in links {
            let touched = groups.filter { $0 & link != 0 }.reduce(link) { $0 | $1 }
            groups = groups.filter { $0 & link == 0 } + [touched]
        }
        return groups.map(bits).sorted { ($0.first ?? 0) < ($1.first ?? 0) }
    }

    /// Every role bears the load of the busiest set it belongs to.
    private mutating func judge(_ group: [Int]) {
        guard group.count > 1 || model.roles[group[0]].deputy >= 0 else {
            let role = group[0]
            if roles[role].utilisation >= 1 { overload([role], roles[role].utilisation) }
            return
        }
        var worst = Array(repeating: 0.0, count: model.roles.count)
        var busiest: (set: UInt64, load: Double) = (0, 0)
        for set in sets(of: group) {
            let work = demands.reduce(0) { $1.roles & ~set == 0 ? $0 + $1.hours : $0 }
            guard work > 0 else { continue }
            let load = work / hours.of(set)
            for role in bits(of: set) { worst[role] = max(worst[role], load) }
            let isSmaller = load == busiest.load && set.nonzeroBitCount < busiest.set.nonzeroBitCount
            if load > busiest.load || isSmaller { busiest = (set, load) }
        }
        if busiest.load >= 1 { overload(bits(of: busiest.set), busiest.load) }
        for role in group {
            let alone: UInt64 = 1 << UInt64(role)
            let work = demands.reduce(0) { $1.roles == alone ? $0 + $1.hours : $0 }
            let load = work == 0 ? 0 : work / hours.of(alone)
            if load >= 1, busiest.set & alone == 0 { overload([role], load) }
            roles[role].utilisation = worst[role]
        }
    }

    private mutating func overload(_ roles: [Int], _ load: Double) {
        let set = roles.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
        overloads.append(
            OfferedLoad.GroupLoad(roles: roles, people: hours.people(of: set), utilisation: load))
    }

    private func sets(of group: [Int]) -> [UInt64] {
        let masks = group.map { UInt64(1) << UInt64($0) }
        guard group.count > Self.mostRoles else {
            return (1..<1 << group.count).map { number in
                masks.indices.reduce(0) { number >> $1 & 1 == 1 ? $0 | masks[$1] : $0 }
            }
        }
        let pairs = masks.flatMap { first in masks.map { first | $0 } }
        return pairs + [masks.reduce(0) { $0 | $1 }]
    }

    // MARK: - Pools

    /// A pool gets no help: the busiest one decides.
    private mutating func judgePools(_ role: Int) {
        guard let pools = model.roles[role].pools else { return }
        let deputies = hours.ofDeputies(role)
        var worst = 0.0
        for (pool, own) in hours.byPool(role).enumerated() {
            let work: Double
            switch pools {
            case .unit(_, let count): work = workOfRoleAlone(role) / Double(count)
            case .words:
                let key = RolePool(role: role, pool: pool)
                work = (traffic.byPool[key]?.work ?? 0) * casesPerWeek / Double(Tick.hour)
            }
            if work > 0 { worst = max(worst, work / (own + deputies)) }
        }
        let known = overloads.contains { $0.roles.contains(role) }
        if worst >= 1, worst.isFinite, !known { overload([role], worst) }
        roles[role].utilisation = max(roles[role].utilisation, worst)
    }

    private func workOfRoleAlone(_ role: Int) -> Double {
        demands.reduce(0) { $1.roles == 1 << UInt64(role) ? $0 + $1.hours : $0 }
    }
}

func bits(of set: UInt64) -> [Int] { (0..<64).filter { set >> UInt64($0) & 1 == 1 } }
