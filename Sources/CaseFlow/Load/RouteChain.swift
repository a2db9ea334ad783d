import SimKernel

/// The Markov chain of a case's way, explored from every stream's entry.
///
/// Loops are found as strongly connected components (Tarjan 1972, doi:10.1137/0201010). Inside one,
/// items are passed in the order of the list except where a jump leads back; so only the states
/// that jumps lead to need a dense system, which is eliminated without subtraction (Grassmann,
/// Taksar and Heyman 1985, doi:10.1287/opre.33.5.1107) and therefore stays exact to the last digits
/// even where a case goes round a million times.
struct RouteChain {
    let router: Router
    private(set) var states: [RouteState] = []
    private var beginnings: [Double] = []
    /// Moves of state i: `edges[first[i]..<first[i + 1]]`.
    private var first: [Int] = [0]
    private var edges: [Edge] = []

    /// A loop for which more moves than this had to be added up is sampled.
    private static let mostSteps = 5_000_000
    private static let mostLandings = 500

    /// Nil where there are too many states.
    init?(_ router: Router, weights: [Double], mostStates: Int) {
        self.router = router
        var index: [RouteState: Int] = [:]
        func number(_ state: RouteState) -> Int {
            if let known = index[state] { return known }
            index[state] = states.count
            states.append(state)
            beginnings.append(0)
            return states.count - 1
        }
        for (stream, weight) in zip(router.model.streams, weights) {
            guard let mix = router.beginnings(of: stream, most: mostStates) else { return nil }
            for (state, chance) in mix {
                let at = number(state)
                beginnings[at] += weight * chance
            }
        }
        var next = 0
        while next < states.count {
            guard states.count <= mostStates else { return nil }
            for move in router.moves(from: states[next]) {
                edges.append((number(move.to), move.chance, move.takesTime, move.isBeside))
            }
            first.append(edges.count)
            next += 1
        }
        guard loopsAreSmall else { return nil }
    }

    private func moves(_ state: Int) -> ArraySlice<Edge> {
        edges[first[state]..<first[state + 1]]
    }

    private func goesBack(_ from: Int, _ to: Int) -> Bool { states[to].op <= states[from].op }

    /// States of a loop to which a jump inside it leads back.
    private func landings(_ loop: [Int], _ component: [Int]) -> [Int] {
        var seen: Set<Int> = []
        for state in loop {
            for edge in moves(state)
            where component[edge.to] == component[state] && goesBack(state, edge.to) {
                seen.insert(edge.to)
            }
        }
        return seen.sorted()
    }

    private var loopsAreSmall: Bool {
        let (components, component) = connected { _ in true }
        return components.allSatisfy {
            let count = landings($0, component).count
            return count <= Self.mostLandings && count * $0.count <= Self.mostSteps
        }
    }

    // MARK: - Expected visits

    func solve(into traffic: inout Traffic) {
        let reaches = statesThatReachTheEnd()
        let (components, component) = connected { _ in true }
        var mass = beginnings
        // Components come out with the ones that others lead to first.
        for loop in components.reversed() {
            guard reaches[loop[0]] else { continue }
            solve(loop, component, &mass, &traffic)
            for state in loop {
                for edge in moves(state) where component[edge.to] != component[state] {
                    mass[edge.to] += mass[state] * edge.chance
                }
            }
        }
        for state in states.indices where reaches[state] {
            traffic.record(states[state], mass[state], router)
        }
        addFindings(reaches, components, component, &traffic)
    }

    /// Turns the inflow of one component (in `mass`) into the expected visits of its states.
    private func solve(
        _ loop: [Int], _ component: [Int], _ mass: inout [Double], _ traffic: inout Traffic
    ) {
        let landing = landings(loop, component)
        guard !landing.isEmpty else { return }
        let order = loop.sorted { (states[$0].op, $0) < (states[$1].op, $1) }
        let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        let position = Dictionary(uniqueKeysWithValues: landing.enumerated().map { ($1, $0) })
        let inflow = loop.reduce(0) { $0 + mass[$1] }

        var inside = Array(repeating: 0.0, count: order.count)
        for (index, state) in order.enumerated() where position[state] == nil { inside[index] = mass[state] }
        let round = Round(
            moves: order.map { state in
                moves(state).filter { !$0.isBeside }.map { edge in
                    if component[edge.to] != component[state] { return (.leaves, edge.chance) }
                    if let index = position[edge.to] { return (.lands(index), edge.chance) }
                    return (.goesOn(place[edge.to]!), edge.chance)
                }
            }, landings: landing.count)
        var landed = round.carry(&inside).landed
        for (index, state) in landing.enumerated() { landed[index] += mass[state] }
        var chances: [[Double]] = []
        var escape: [Double] = []
        for state in landing {
            var held = Array(repeating: 0.0, count: order.count)
            held[place[state]!] = 1
            let result = round.carry(&held)
            chances.append(result.landed)
            escape.append(result.left)
        }
        let visits = eliminate(chances, escape, landed)
        var held = order.map { position[$0] == nil ? mass[$0] : visits[position[$0]!] }
        _ = round.carry(&held)
        for (index, state) in order.enumerated() { mass[state] = held[index] }
        noteManyVisits(loop, mass, inflow, &traffic)
    }

    private func noteManyVisits(
        _ loop: [Int], _ mass: [Double], _ inflow: Double, _ traffic: inout Traffic
    ) {
        var byOp: [Int32: Double] = [:]
        for state in loop { byOp[states[state].op, default: 0] += mass[state] }
        guard inflow > 0,
            let most = byOp.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
            most.value / inflow >= OfferedLoad.suspiciousVisits
        else { return }
        traffic.findings.append(.manyVisits(op: Int(most.key), expected: most.value / inflow))
    }

    // MARK: - Findings

    private func statesThatReachTheEnd() -> [Bool] {
        var sources: [[Int]] = Array(repeating: [], count: states.count)
        for state in states.indices {
            for edge in moves(state) where !edge.isBeside { sources[edge.to].append(state) }
        }
        var reaches = states.map { router.isLast($0.op) }
        var open = states.indices.filter { reaches[$0] }
        while let state = open.popLast() {
            for source in sources[state] where !reaches[source] {
                reaches[source] = true
                open.append(source)
            }
        }
        return reaches
    }

    private func addFindings(
        _ reaches: [Bool], _ components: [[Int]], _ component: [Int], _ traffic: inout Traffic
    ) {
        var known: Set<[Int]> = []
        func ops(_ loop: [Int]) -> [Int] { Set(loop.map { Int(states[$0].op) }).sorted() }
        let (still, stillComponent) = connected { !$0.takesTime }
        for loop in still where !isSingle(loop, stillComponent, { !$0.takesTime }) {
            if known.insert(ops(loop)).inserted { traffic.findings.append(.zeroTimeCycle(ops: ops(loop))) }
        }
        for loop in components where !reaches[loop[0]] && !isSingle(loop, component, { _ in true }) {
            if known.insert(ops(loop)).inserted { traffic.findings.append(.neverEnds(ops: ops(loop))) }
        }
        var come = Set<Int>()
        var done = Set<Int>()
        for state in states {
            let op = Int(state.op)
            come.insert(op)
            if router.chanceDone(state) > 0 { done.insert(op) }
        }
        for op in router.model.ops.indices where !router.isLast(Int32(op)) && router.model.ops[op].duty < 0 {
            if !come.contains(op) {
                traffic.findings.append(.unreachable(op: op))
            } else if !done.contains(op) {
                traffic.findings.append(.neverDone(op: op))
            }
        }
    }

    /// `isBeside`: a branch or a side case begins; it carries the mass on without taking it away.
    private typealias Edge = (to: Int, chance: Double, takesTime: Bool, isBeside: Bool)

    /// True where the component is one state that does not lead to itself.
    private func isSingle(_ loop: [Int], _ component: [Int], _ counts: (Edge) -> Bool) -> Bool {
        loop.count == 1 && !moves(loop[0]).contains { counts($0) && $0.to == loop[0] }
    }

    /// Strongly connected components over the edges that count, those that others lead to first.
    private func connected(_ counts: (Edge) -> Bool) -> (components: [[Int]], component: [Int]) {
        var number = Array(repeating: -1, count: states.count)
        var low = number
        var component = number
        var components: [[Int]] = []
        var stack: [Int] = []
        var path: [(state: Int, edge: Int)] = []
        var next = 0
        for root in states.indices where number[root] < 0 {
            path.append((root, first[root]))
            while let (state, edge) = path.last {
                if number[state] < 0 {
                    number[state] = next
                    low[state] = next
                    next += 1
                    stack.append(state)
                }
                if edge < first[state + 1] {
                    path[path.count - 1].edge += 1
                    let target = edges[edge].to
                    guard counts(edges[edge]) else { continue }
                    if number[target] < 0 {
                        path.append((target, first[target]))
                    } else if component[target] < 0 {
                        low[state] = min(low[state], number[target])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last?.state { low[parent] = min(low[parent], low[state]) }
                guard low[state] == number[state] else { continue }
                var members: [Int] = []
                repeat {
                    members.append(stack.removeLast())
                    component[members[members.count - 1]] = components.count
                } while members[members.count - 1] != state
                components.append(members)
            }
        }
        return (components, component)
    }
}

/// One passage through the items of a loop in the order of the list.
private struct Round {
    enum Target {
        case leaves
        case lands(Int)
        case goesOn(Int)
    }
    /// By place in the order; `goesOn` always names a later place.
    let moves: [[(to: Target, chance: Double)]]
    let landings: Int

    /// Carries `held` on until it leaves the loop or comes to a landing; `held` becomes the visits.
    func carry(_ held: inout [Double]) -> (landed: [Double], left: Double) {
        var landed = Array(repeating: 0.0, count: landings)
        var left = 0.0
        for place in moves.indices where held[place] > 0 {
            for move in moves[place] {
                let part = held[place] * move.chance
                switch move.to {
                case .leaves: left += part
                case .lands(let index): landed[index] += part
                case .goesOn(let later): held[later] += part
                }
            }
        }
        return (landed, left)
    }
}

/// Solves z = inflow + roundsᵀ z, where `rounds[i][j]` is the chance to come from i to j and
/// `escape[i]` the chance never to return. The diagonal is summed up from what leaves, never taken
/// as one minus what stays.
private func eliminate(_ rounds: [[Double]], _ escape: [Double], _ inflow: [Double]) -> [Double] {
    var chance = rounds
    var escape = escape
    var inflow = inflow
    let count = inflow.count
    var leaves = Array(repeating: 0.0, count: count)
    for n in stride(from: count - 1, through: 0, by: -1) {
        leaves[n] = escape[n] + chance[n][..<n].reduce(0, +)
        for i in 0..<n where chance[i][n] > 0 {
            let factor = chance[i][n] / leaves[n]
            for j in 0..<n { chance[i][j] += factor * chance[n][j] }
            escape[i] += factor * escape[n]
        }
        for j in 0..<n { inflow[j] += inflow[n] / leaves[n] * chance[n][j] }
    }
    var visits = Array(repeating: 0.0, count: count)
    for n in 0..<count {
        var sum = inflow[n]
        for i in 0..<n { sum += visits[i] * chance[i][n] }
        visits[n] = sum / leaves[n]
    }
    return visits
}
