import SimKernel

/// What the flow asks of the people, from the traffic equations, without simulating anything.
///
/// A case's way is a Markov chain over (item, words that still matter, jumps of bounded outcomes,
/// cell of the numbers that are tested). Its expected visits solve a sparse linear system exactly;
/// see `RouteChain`. Cost: a few microseconds per state, usually some hundred states.
package struct OfferedLoad: Sendable {
    /// What a role has to do and what it can do.
    package struct RoleLoad: Sendable {
        /// Person-hours of work of its own lines that arrive in a week, ways out and back included.
        package var requiredHoursPerWeek: Double
        /// Hours a week in which one person of the role is on duty, over the counted window.
        package var openHoursPerWeek: Double
        /// Visits a week that need the role.
        package var visitsPerWeek: Double
        /// Persons busy on average while on duty; infinite where work meets no open hours.
        package var personsBusy: Double
        /// `personsBusy` over the number of people. Where its people serve other lines too, or are
        /// divided into pools, the load of the busiest pool or group of roles that it belongs to.
        package var utilisation: Double
        /// The least number of people that can keep up (load strictly below 100 %); nil where no
        /// number of this role alone says it.
        package var leastPeople: Int?

        init(
            requiredHoursPerWeek: Double, openHoursPerWeek: Double, visitsPerWeek: Double,
            personsBusy: Double, utilisation: Double
        ) {
            self.requiredHoursPerWeek = requiredHoursPerWeek
            self.openHoursPerWeek = openHoursPerWeek
            self.visitsPerWeek = visitsPerWeek
            self.personsBusy = personsBusy
            self.utilisation = utilisation
            leastPeople =
                personsBusy.isFinite && personsBusy < 1e15 ? Int(personsBusy.rounded(.down)) + 1 : nil
        }
    }

    /// Roles whose people together have this much to do that nobody else can.
    package struct GroupLoad: Sendable, Equatable {
        /// Indexes into `Model.roles`, in order.
        package var roles: [Int]
        /// Everybody who serves any of them, deputies included.
        package var people: Int
        package var utilisation: Double
    }

    /// What the equations show about the flow itself. Indexes are those of `Model.ops`.
    package enum Finding: Sendable, Equatable {
        /// These items lie on a way round that takes no time.
        case zeroTimeCycle(ops: [Int])
        /// A case that comes to the first of these items can never reach the end; it goes round them.
        case neverEnds(ops: [Int])
        /// A case that enters the loop at this item comes so often to it on average.
        case manyVisits(op: Int, expected: Double)
        /// No case ever comes to the item.
        case unreachable(op: Int)
        /// Cases come to the item, but all pass by.
        case neverDone(op: Int)
    }

    /// What the traffic equations can only say about.
    package enum Approximation: Sendable, Equatable {
        /// A test asks whether the calendar is open: the share of open time stands for the instant.
        case hours
        /// A branch may end its case: the others are counted to their ends.
        case endingBranches
        /// Branches leave more combinations of words than are kept.
        case manyWays
        /// Duties that take their time per open case are left out.
        case openCases
        /// Items with a budget are taken as done by all who come: an upper bound.
        case budgets
        /// What `if late` changes, begins or leaps over is taken as not happening.
        case lateness
    }

    /// Cases that arrive in an average week of the counted window, of all streams.
    package var casesPerWeek: Double
    /// Parallel to `Model.streams`.
    package var casesPerWeekByStream: [Double]
    /// Parallel to `Model.ops`: how often an average case does the item (not counting passing by).
    package var visits: [Double]
    /// Parallel to `Model.ops`: how often an average case comes to the item's place.
    package var arrivals: [Double]
    /// Parallel to `Model.ops`, then to `Model.classes` with one more entry for cases of no class:
    /// the part of `visits` made while the case is of that class.
    package var visitsByClass: [[Double]]
    /// Parallel to `Model.ops`: mean work or waiting time of a visit in ticks (0 where none happen), also
    /// of duties, which no case visits.
    package var meanTime: [Double]
    /// Parallel to `Model.roles`.
    package var roles: [RoleLoad]
    /// Groups of roles that are asked for all their hours or more: of roles that share people the
    /// busiest group, and every further role that alone has too much to do.
    package var overloads: [GroupLoad]
    /// The most people of a pool that work together, for pools by class that have work.
    package var poolsInUse: [(role: Int, pool: Int, people: Int)]
    /// Parallel to `Model.ops`, then to `Model.teams`: visits of an average case, where people are told
    /// apart.
    package var visitsByTeam: [[Double]]
    /// Parallel to `Model.ops`, then to `Model.roles`: people of the role that are busy, on average, while
    /// the item is worked on; where several roles may do it, in proportion to their hours. Empty where
    /// people are only counted.
    package var peoplePerVisit: [[Double]]
    /// Parallel to `Model.ops`: mean way out of a visit in ticks.
    package var meanTravel: [Double]
    package var findings: [Finding]
    /// False where the chain had too many states and the visits come from sampled ways instead.
    package var isExact: Bool
    /// Why the load is an approximation although the chain was solved; empty where it is none.
    package var approximations: [Approximation]
    /// States of the chain; 0 where ways were sampled.
    package var states: Int

    /// More states than this, and ways are sampled instead of solved.
    package static let mostStates = 100_000
    /// A loop on which a case makes as many visits on average is reported.
    package static let suspiciousVisits = 100.0

    package init(_ model: Model) {
        self.init(model, mostStates: OfferedLoad.mostStates)
    }

    package init(_ model: Model, mostStates: Int) {
        let rates = model.streams.map { weeklyRate(of: $0, in: model.horizon) }
        let total = rates.reduce(0, +)
        let weights =
            total > 0
            ? rates.map { $0 / total }
            : rates.map { _ in 1 / Double(max(1, rates.count)) }
        let router = Router(model)
        var traffic = Traffic(ops: model.ops.count, classes: model.classes.count)
        if let chain = RouteChain(router, weights: weights, mostStates: mostStates) {
            chain.solve(into: &traffic)
            isExact = true
            states = chain.states.count
        } else {
            sampleRoutes(router, weights: weights, into: &traffic)
            isExact = false
            states = 0
        }
        let duties = DutyLoad(router, casesPerWeek: total)
        approximations = model.approximations(router, duties)
        casesPerWeek = total
        casesPerWeekByStream = rates
        visits = traffic.visits
        arrivals = traffic.arrivals
        visitsByClass = traffic.visitsByClass
        meanTime = zip(traffic.time, traffic.visits).map { $1 > 0 ? $0 / $1 : 0 }
        for part in duties.parts where part.visits > 0 { meanTime[part.op] = part.work / part.visits }
        meanTravel = zip(traffic.travel, traffic.visits).map { $1 > 0 ? $0 / $1 : 0 }
        findings = traffic.findings
        poolsInUse = traffic.byPool.map { ($0.key.role, $0.key.pool, $0.value.most) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
        visitsByTeam = model.ops.indices.map { op in
            model.teams.indices.map { traffic.byStep[StepTeam(op: op, team: $0)]?.visits ?? 0 }
        }
        if model.people.isEmpty {
            let loads = roleLoads(model, traffic.byTeam, casesPerWeek: total, duties)
            roles = loads
            peoplePerVisit = []
            overloads = loads.indices.filter { loads[$0].utilisation >= 1 }.map {
                GroupLoad(roles: [$0], people: model.roles[$0].staff, utilisation: loads[$0].utilisation)
            }
        } else {
            let loads = PeopleLoad(model, traffic, casesPerWeek: total, duties)
            roles = loads.roles
            overloads = loads.overloads
            peoplePerVisit = loads.peoplePerVisit
        }
    }
}

/// What solving or sampling adds up, per arriving case.
struct Traffic {
    var visits: [Double]
    var arrivals: [Double]
    var visitsByClass: [[Double]]
    /// Expected time per case spent in visits of the item, in ticks.
    var time: [Double]
    /// The same of ways out.
    var travel: [Double]
    /// Visits and ticks of the people's time per case, by team.
    var byTeam: [Int: (visits: Double, work: Double)] = [:]
    /// The same by item and team, where people are told apart.
    var byStep: [StepTeam: (visits: Double, work: Double)] = [:]
    /// Person-ticks of work per case that one pool of a role has to do, where classes decide, and
    /// the most of its people that work together.
    var byPool: [RolePool: (work: Double, most: Int)] = [:]
    var findings: [OfferedLoad.Finding] = []

    init(ops: Int, classes: Int) {
        visits = Array(repeating: 0, count: ops)
        arrivals = visits
        time = visits
        travel = visits
        visitsByClass = Array(repeating: Array(repeating: 0, count: classes + 1), count: ops)
    }

    /// Books that an average case comes `mass` times to `state`.
    mutating func record(_ state: RouteState, _ mass: Double, _ router: Router) {
        let op = Int(state.op)
        arrivals[op] += mass
        let done = mass * router.chanceDone(state)
        guard done > 0 else { return }
        visits[op] += done
        visitsByClass[op][router.caseClass(state.mask)] += done
        let mean = router.meanTime(state)
        time[op] += done * mean
        if let team = router.team(state) {
            let way = router.meanTravel(state)
            travel[op] += done * way
            let busy = mean + 2 * way
            let sum = byTeam[team] ?? (0, 0)
            byTeam[team] = (sum.visits + done, sum.work + done * busy)
            if !router.model.people.isEmpty { recordPeople(team, state, done, done * busy, router) }
        }
    }
}

/// Cases of a stream in an average week of the counted window, those of an incident with it.
private func weeklyRate(of stream: Stream, in horizon: Horizon) -> Double {
    let incidents = weeklyRate(of: stream.process, in: horizon)
    return incidents * (stream.incident?.meanCases ?? 1)
}

private func weeklyRate(of process: ArrivalProcess, in horizon: Horizon) -> Double {
    let week = Double(Tick.week)
    let window = horizon.windowStart..<horizon.windowEnd
    let length = Double(horizon.windowEnd - horizon.windowStart)
    switch process {
    case .poisson(let profile), .busy(let profile, _):
        return profile.expected(in: window) / length * week
    case .renewal(let gaps, _):
        return gaps.mean > 0 ? week / gaps.mean : .infinity
    case .replay(let instants, _):
        return Double(instants.count { window.contains($0) }) / length * week
    case .none:
        return 0
    }
}

private func roleLoads(
    _ model: Model, _ byTeam: [Int: (visits: Double, work: Double)], casesPerWeek: Double,
    _ duties: DutyLoad
) -> [OfferedLoad.RoleLoad] {
    let weeks = Double(model.horizon.windowEnd - model.horizon.windowStart) / Double(Tick.week)
    var visits = Array(repeating: 0.0, count: model.roles.count)
    var work = visits
    for team in model.teams.indices {
        guard let sum = byTeam[team] else { continue }
        for member in model.teams[team].members {
            visits[member.role] += sum.visits
            work[member.role] += sum.work * Double(member.people)
        }
    }
    var beside = Array(repeating: (visits: 0.0, work: 0.0), count: model.roles.count)
    for part in duties.parts {
        for member in model.teams[part.team].members {
            beside[member.role].visits += part.visits
            beside[member.role].work += part.work * Double(member.people)
        }
    }
    return model.roles.indices.map { index in
        let role = model.roles[index]
        let open = model.calendars[role.calendar].between(
            model.horizon.windowStart, model.horizon.windowEnd)
        let openHours = Double(open) / Double(Tick.hour) / weeks
        let required = work[index] * casesPerWeek / Double(Tick.hour) + beside[index].work / Double(Tick.hour)
        let busy = required == 0 ? 0 : required / openHours
        return OfferedLoad.RoleLoad(
            requiredHoursPerWeek: required, openHoursPerWeek: openHours,
            visitsPerWeek: visits[index] * casesPerWeek + beside[index].visits, personsBusy: busy,
            utilisation: busy == 0 ? 0 : busy / Double(role.staff))
    }
}
