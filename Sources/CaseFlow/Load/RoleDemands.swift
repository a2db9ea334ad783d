import SimKernel

/// What single cases ask of one role: how likely a case is to come to its people at all, and how much of
/// their time it takes, by where the case begins.
///
/// From the same chain as `OfferedLoad`; each value is the mean of those of the next states, found by going
/// over the states until nothing changes any more.
package struct RoleDemands: Sendable {
    /// Of the cases of one kind.
    package struct Demand: Sendable, Equatable {
        /// Cases a week that come to the role.
        package var casesPerWeek: Double
        /// Mean time of the role's people for one of them in ticks, ways out and back included.
        package var meanTime: Double
    }
    private struct Beginning {
        var mask: UInt64
        var stream: Int
        var perWeek: Double
        var reach: Double
        var time: Double
    }
    private var beginnings: [Beginning] = []

    private static let mostStates = 20_000
    private static let mostRounds = 10_000
    /// States looked at in all rounds together.
    private static let mostSteps = 20_000_000

    /// Nil where there are too many states, or a case may go round without end.
    package init?(_ model: Model, role: Int, _ load: OfferedLoad) {
        let router = Router(model)
        var index: [RouteState: Int] = [:]
        var states: [RouteState] = []
        func number(_ state: RouteState) -> Int {
            if let known = index[state] { return known }
            index[state] = states.count
            states.append(state)
            return states.count - 1
        }
        var starts: [(state: Int, stream: Int, perWeek: Double)] = []
        for (stream, perWeek) in load.casesPerWeekByStream.enumerated() where perWeek > 0 {
            guard let mix = router.beginnings(of: model.streams[stream], most: Self.mostStates) else {
                return nil
            }
            starts += mix.map { (number($0.state), stream, perWeek * $0.chance) }
        }
        var nodes: [RoleNode] = []
        while nodes.count < states.count {
            guard states.count <= Self.mostStates else { return nil }
            nodes.append(RoleNode(states[nodes.count], role, router, number))
        }
        guard
            let (reach, time) = Self.settled(
                nodes, order: states.indices.sorted { states[$0].op > states[$1].op })
        else { return nil }
        beginnings = starts.map {
            Beginning(
                mask: states[$0.state].mask, stream: $0.stream, perWeek: $0.perWeek,
                reach: reach[$0.state], time: time[$0.state])
        }
    }

    private static func settled(_ nodes: [RoleNode], order: [Int]) -> (reach: [Double], time: [Double])? {
        var reach = Array(repeating: 0.0, count: nodes.count)
        var time = reach
        for _ in 0..<min(mostRounds, mostSteps / max(1, nodes.count)) {
            var isSettled = true
            for state in order {
                let (touched, busy) = (nodes[state].reach(reach), nodes[state].time(time))
                guard busy.isFinite else { return nil }
                if abs(touched - reach[state]) > 1e-13 || abs(busy - time[state]) > 1e-13 * max(1, busy) {
                    isSettled = false
                }
                (reach[state], time[state]) = (touched, busy)
            }
            if isSettled { return (reach, time) }
        }
        return nil
    }

    /// Of the cases that begin with such words in such a stream; nil where none of them comes to the role.
    package func demand(where fits: (_ mask: UInt64, _ stream: Int) -> Bool) -> Demand? {
        var (cases, time) = (0.0, 0.0)
        for beginning in beginnings where fits(beginning.mask, beginning.stream) {
            cases += beginning.perWeek * beginning.reach
            time += beginning.perWeek * beginning.time
        }
        return cases > 0 ? Demand(casesPerWeek: cases, meanTime: time / cases) : nil
    }
}

/// A state of the chain as one role sees it.
private struct RoleNode {
    /// Chance that the case is worked on here, and by the role's people.
    private let done: Double
    private let share: Double
    /// The role's time of a visit in ticks.
    private let work: Double
    /// Where a case that passes by goes on.
    private let passing: (state: Int, chance: Double)?
    private let moves: [(state: Int, chance: Double, isBeside: Bool)]

    init(_ state: RouteState, _ role: Int, _ router: Router, _ number: (RouteState) -> Int) {
        let model = router.model
        let op = Int(state.op)
        moves = router.moves(from: state).map { (number($0.to), $0.chance, $0.isBeside) }
        done = moves.isEmpty ? 0 : router.chanceDone(state)
        passing =
            done < 1 && !moves.isEmpty
            ? (number(router.at(Int32(model.ops[op].next(op)), state)), 1 - done) : nil
        let team = router.team(state).map { model.teams[$0] }
        let own = team?.members.filter { $0.role == role } ?? []
        // Of several who can do it, each is taken to do as much as the others.
        let isEither = team.map { $0.kind == .either } ?? false
        share = own.isEmpty ? 0 : isEither ? 1 / Double(team?.members.count ?? 1) : 1
        let people = isEither ? 1 : own.reduce(0) { $0 + $1.people }
        work = share * Double(people) * (router.meanTime(state) + 2 * router.meanTravel(state))
    }

    func reach(_ known: [Double]) -> Double {
        var onward = 0.0
        var beside = 1.0
        for move in moves {
            if move.isBeside {
                beside *= 1 - move.chance * known[move.state]
            } else {
                onward += move.chance * known[move.state]
            }
        }
        let past = passing.map { $0.chance * known[$0.state] } ?? 0
        let own = past + done * share + (1 - share) * max(0, onward - past)
        return 1 - (1 - min(1, own)) * beside
    }

    func time(_ known: [Double]) -> Double {
        moves.reduce(done * work) { $0 + $1.chance * known[$1.state] }
    }
}
