import SimKernel

/// Walks `cases` keyed cases of every stream through the flow: the fallback where the chain has too
/// many states to be solved. Visits are then off by about visits / √cases, and do not change from
/// run to run. The first way that never ends is told, and ends it all.
func sampleRoutes(
    _ router: Router, weights: [Double], into traffic: inout Traffic, cases: UInt64 = 20_000
) {
    var walker = RouteWalker(router: router)
    for (index, weight) in weights.enumerated() where weight > 0 {
        for ordinal in 0..<cases {
            walker.walk(
                router.model.streams[index], identity: UInt64(index) << 48 | ordinal,
                mass: weight / Double(cases), into: &traffic)
            if let finding = walker.finding {
                traffic.findings.append(finding)
                return
            }
        }
    }
}

private struct RouteWalker {
    let router: Router
    var finding: OfferedLoad.Finding?
    private let key = StreamKey(seed: 0, replication: 0)
    /// A way longer than this is taken as one that never ends.
    private let mostMoves = 50_000

    init(router: Router) { self.router = router }

    mutating func walk(
        _ stream: Stream, identity: UInt64, mass: Double, into traffic: inout Traffic
    ) {
        var draws: UInt32 = 0
        let key = key
        func pick(_ chances: [Double]) -> Int {
            draws += 1
            let bits = key.bits(case: identity, name: draws, visit: 0, purpose: .step)
            return place(Double(bits.first) * 0x1p-53, in: chances)
        }
        var waiting = [router.beginning(of: stream, pick: pick)]
        while let state = waiting.popLast(), finding == nil {
            walk(from: state, mass, into: &traffic, pick, &waiting)
        }
    }

    /// One way to its end; branches and side cases that begin on it are put aside.
    private mutating func walk(
        from first: RouteState, _ mass: Double, into traffic: inout Traffic, _ pick: ([Double]) -> Int,
        _ waiting: inout [RouteState]
    ) {
        var state = first
        var count = 0
        var withoutTime = 0
        while true {
            traffic.record(state, mass, router)
            let all = router.moves(from: state)
            for move in all where move.isBeside && pick([move.chance, 1 - move.chance]) == 0 {
                waiting.append(move.to)
            }
            let moves = all.filter { !$0.isBeside }
            guard !moves.isEmpty else { return }
            let move = moves[pick(moves.map(\.chance))]
            count += 1
            withoutTime = move.takesTime ? 0 : withoutTime + 1
            if withoutTime > 100 * router.model.ops.count {
                finding = .zeroTimeCycle(ops: [Int(state.op)])
                return
            }
            if count > mostMoves {
                finding = .neverEnds(ops: [Int(state.op)])
                return
            }
            state = move.to
        }
    }
}

/// Which of the chances, laid end to end, the point falls into.
private func place(_ point: Double, in chances: [Double]) -> Int {
    var rest = point
    var last = 0
    for (index, chance) in chances.enumerated() where chance > 0 {
        if rest < chance { return index }
        rest -= chance
        last = index
    }
    return last
}
