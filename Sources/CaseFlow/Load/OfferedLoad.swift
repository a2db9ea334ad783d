import SimKernel

/// What the flow asks of the people, from the traffic equations, without simulating anything.
///
/// A case's way is a Markov chain over (item, words that still matter, jumps of bounded outcomes,
/// cell of the numbers that are tested). Its expected visits solve a sparse linear system exactly;
/// see `RouteChain`. Cost: a few microseconds per state, usually some hundred states.
package struct OfferedLoad: Sendable {
    /// What a role has to do and what it can do.
    package struct RoleLoad: Sendable {
        /// Person-hours of work that arrive in a week.
        package var requiredHoursPerWeek: Double
        /// Hours a week in which one person of the role is on duty, over the counted window.
        package var openHoursPerWeek: Double
        /// Visits a week that need the role.
        package var visitsPerWeek: Double
        /// Persons busy on average while on duty; infinite where work meets no open hours.
        package var personsBusy: Double
        /// `personsBusy` over the number of people.
        package var utilisation: Double
        /// The least number of people that can keep up (load strictly below 100 %).
        package var leastPeople: Int? {
            personsBusy.isFinite && personsBusy < 1e15 ? Int(personsBusy.rounded(.down)) + 1 : nil
        }
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
    /// Parallel to `Model.ops`: mean work or waiting time of a visit in ticks (0 where none happen).
    package var meanTime: [Double]
    /// Parallel to `Model.roles`.
    package var roles: [RoleLoad]
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
        let rates = model.streams.map { weeklyRate(of: $0.process, in: model.horizon) }
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
        approximations =
            (router.open.isAsked ? [.hours] : []) + (router.branchesMayEndCases ? [.endingBranches] : [])
            + (router.branchesWerePruned ? [.manyWays] : [])
        casesPerWeek = total
        casesPerWeekByStream = rates
        visits = traffic.visits
        arrivals = traffic.arrivals
        visitsByClass = traffic.visitsByClass
        meanTime = zip(traffic.time, traffic.visits).map { $1 > 0 ? $0 / $1 : 0 }
        findings = traffic.findings
        roles = roleLoads(model, traffic.byTeam, casesPerWeek: total)
    }
}

/// What solving or sampling adds up, per arriving case.
struct Traffic {
    var visits: [Double]
    var arrivals: [Double]
    var visitsByClass: [[Double]]
    /// Expected time per case spent in visits of the item, in ticks.
    var time: [Double]
    /// Visits and work ticks per case, by team.
    var byTeam: [Int: (visits: Double, work: Double)] = [:]
    var findings: [OfferedLoad.Finding] = []

    init(ops: Int, classes: Int) {
        visits = Array(repeating: 0, count: ops)
        arrivals = visits
        time = visits
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
            let sum = byTeam[team] ?? (0, 0)
            byTeam[team] = (sum.visits + done, sum.work + done * mean)
        }
    }
}

/// Arrivals of a process in an average week of the counted window.
private func weeklyRate(of process: ArrivalProcess, in horizon: Horizon) -> Double {
    let week = Double(Tick.week)
    switch process {
    case .poisson(let profile):
        let expected = profile.expected(in: horizon.windowStart..<horizon.windowEnd)
        return expected / Double(horizon.windowEnd - horizon.windowStart) * week
    case .renewal(let gaps, _):
        return gaps.mean > 0 ? week / gaps.mean : .infinity
    case .none:
        return 0
    }
}

private func roleLoads(
    _ model: Model, _ byTeam: [Int: (visits: Double, work: Double)], casesPerWeek: Double
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
    return model.roles.indices.map { index in
        let role = model.roles[index]
        let open = model.calendars[role.calendar].between(
            model.horizon.windowStart, model.horizon.windowEnd)
        let openHours = Double(open) / Double(Tick.hour) / weeks
        let required = work[index] * casesPerWeek / Double(Tick.hour)
        let busy = required == 0 ? 0 : required / openHours
        return OfferedLoad.RoleLoad(
            requiredHoursPerWeek: required, openHoursPerWeek: openHours,
            visitsPerWeek: visits[index] * casesPerWeek, personsBusy: busy,
            utilisation: busy == 0 ? 0 : busy / Double(role.staff))
    }
}
