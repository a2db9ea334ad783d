import SimKernel

/// How a case comes out of its branches, by the state in which it came to them.
final class BranchEnds {
    fileprivate var known: [RouteState: [RouteMove]] = [:]
    /// There were more ways than can be kept: the least likely are left out.
    fileprivate(set) var arePruned = false
    fileprivate static let most = 5_000

    /// The likeliest ways, made up to the same sum.
    fileprivate func kept(_ ways: [RouteState: Double]) -> [RouteState: Double] {
        if ways.count <= Self.most { return ways }
        arePruned = true
        let sorted = ways.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.most)
        let before = ways.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
        let factor = before / sorted.reduce(0) { $0 + $1.value }
        return Dictionary(uniqueKeysWithValues: sorted.map { ($0.key, $0.value * factor) })
    }
}

extension Router {
    /// The branches begin beside the case, which goes on with the words that all of them leave.
    ///
    /// Branches are taken as independent of each other. Where one of them may end the case, the
    /// others are still walked to their own ends: the load is then an upper bound.
    func movesOverBranches(_ state: RouteState, _ done: Double) -> [RouteMove] {
        let branches = model.ops[Int(state.op)].branches
        let begun = branches.map { beside(Int32($0.lowerBound), state, done) }
        let ways = branchEnds.known[state] ?? waysOut(of: state)
        branchEnds.known[state] = ways
        return begun
            + ways.map { way in
                RouteMove(to: way.to, chance: way.chance * done, takesTime: way.takesTime)
            }
    }

    /// Whether some branch of the model may end its case.
    var branchesMayEndCases: Bool {
        model.ops.indices.contains { op in
            guard let branch = branchOf[op] else { return false }
            return model.outcomes[model.ops[op].outcomes].contains {
                max($0.jump, $0.then) > branch.upperBound
            }
        }
    }

    var branchesWerePruned: Bool { branchEnds.arePruned }

    private func waysOut(of state: RouteState) -> [RouteMove] {
        let fork = model.ops[Int(state.op)]
        let takesTime = fork.branches.joined().contains { op in
            tables(of: op).contains { model.tables[$0].greatest > 0 }
        }
        var merged: [RouteState: Double] = [at(Int32(fork.next(Int(state.op))), state): 1]
        var ended: [RouteState: Double] = [:]
        for branch in fork.branches {
            var next: [RouteState: Double] = [:]
            for (way, chance) in ends(of: branch, from: state) {
                for (own, before) in merged.sorted(by: { $0.key < $1.key }) {
                    if Int(way.op) == branch.upperBound {
                        next[lay(way, of: branch, on: own, state), default: 0] += before * chance
                    } else {
                        ended[way, default: 0] += before * chance
                    }
                }
            }
            merged = branchEnds.kept(next)
        }
        return (merged.sorted { $0.key < $1.key } + ended.sorted { $0.key < $1.key }).map {
            RouteMove(to: $0.key, chance: $0.value, takesTime: takesTime)
        }
    }

    private func tables(of op: Int) -> [Int] {
        let selector = model.ops[op].table
        if selector == .none { return [] }
        if selector.code >= 0 { return [Int(selector.code)] }
        return model.choices[Int(~selector.code)].rows.map { Int($0.value) }
    }

    /// What the branch changed, laid on the words of the case.
    private func lay(
        _ way: RouteState, of branch: Range<Int>, on own: RouteState, _ fork: RouteState
    ) -> RouteState {
        var result = own
        var touched: UInt64 = 0
        for op in branch {
            touched |= model.ops[op].outcomeMask
            for index in model.ops[op].outcomes {
                let outcome = model.outcomes[index]
                touched |= outcome.setMask | outcome.becomeClears | outcome.becomeSets
                if let position = bounded[index] { result.jumps[position] = way.jumps[position] }
            }
        }
        let changed = (way.mask ^ fork.mask) & touched
        result.mask = (own.mask & ~changed | way.mask & changed) & (live[Int(own.op)] | classBits)
        return result
    }

    /// The states in which a branch ends, with their chances: at its join, or outside of it.
    private func ends(of branch: Range<Int>, from state: RouteState) -> [(way: RouteState, chance: Double)] {
        var ended: [RouteState: Double] = [:]
        var open = [at(Int32(branch.lowerBound), state): 1.0]
        var rounds = 0
        while !open.isEmpty && rounds < 20_000 {
            rounds += 1
            var next: [RouteState: Double] = [:]
            for (way, mass) in open.sorted(by: { $0.key < $1.key }) {
                guard branch.contains(Int(way.op)) else {
                    ended[way, default: 0] += mass
                    continue
                }
                for move in allMoves(from: way) where !move.isBeside && mass * move.chance > 1e-16 {
                    next[move.to, default: 0] += mass * move.chance
                }
            }
            open = branchEnds.kept(next)
        }
        let total = ended.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
        // A branch that nobody leaves has no end at all.
        guard total > 0.5 else { return [] }
        return ended.sorted { $0.key < $1.key }.map { ($0.key, $0.value / total) }
    }
}
