import CaseFlow

extension Model {
    /// Items to which a late clock may lead: those behind its jumps and those of the flows it starts,
    /// with all that follows from there. The offered load does not say how many cases that are.
    var reachedByLateClocks: Set<Int> {
        var reached: Set<Int> = []
        var open: [Int] = []
        for action in limits.compactMap(\.ifLate) {
            if action.jump >= 0 { open.append(action.jump) }
            if action.starts >= 0 { open.append(flows[action.starts].items.lowerBound) }
        }
        while let op = open.popLast() {
            guard ops.indices.contains(op), reached.insert(op).inserted else { continue }
            open += waysOn(from: op)
        }
        return reached
    }

    private func waysOn(from index: Int) -> [Int] {
        let op = ops[index]
        if op.kind == .end || op.kind == .sideEnd || op.kind == .join { return [] }
        var next = [op.next(index)] + op.branches.map(\.lowerBound)
        var started = [op.starts]
        for outcome in outcomes[op.outcomes] {
            next += [outcome.jump, outcome.then, outcome.returns?.entry ?? -1]
            started.append(outcome.starts)
        }
        next += started.filter { $0 >= 0 }.map { flows[$0].items.lowerBound }
        return next.filter { $0 >= 0 }
    }

    /// Bits that late clocks may set.
    var wordsOfLateClocks: UInt64 {
        limits.reduce(0) { $0 | ($1.ifLate.map { $0.becomeSets | $0.becomeClears } ?? 0) }
    }
}
