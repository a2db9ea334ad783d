import SimKernel

func selectorBits(_ selector: Selector, _ model: Model) -> UInt64 {
    guard selector != .none, selector.code < 0 else { return 0 }
    return model.choices[Int(~selector.code)].rows.reduce(0) { $0 | $1.mask }
}

/// Which word bits can still change a case's way (or its work) from each op on: the usual backward
/// analysis, so that words nobody asks for any more do not multiply the states.
func liveBits(_ model: Model) -> [UInt64] {
    var live = Array(repeating: UInt64(0), count: model.ops.count)
    var changed = true
    while changed {
        changed = false
        for index in model.ops.indices.reversed() {
            let op = model.ops[index]
            var after = successors(of: index, model).reduce(0) { $0 | live[$1] }
            // Every case that does the item gets these words anew; one that passes by keeps them.
            if op.only < 0, op.share == .none { after &= ~op.outcomeMask }
            let bits = after | ownBits(op, model)
            if bits != live[index] {
                live[index] = bits
                changed = true
            }
        }
    }
    return live
}

/// Every op that a case, a branch or a side case may come to next.
private func successors(of index: Int, _ model: Model) -> [Int] {
    let op = model.ops[index]
    var next: [Int] = []
    switch op.kind {
    case .end, .sideEnd: return []
    case .join:
        let fork = model.ops.first { $0.branches.contains { $0.upperBound == index } }
        return fork?.branches.last.map { [$0.upperBound + 1] } ?? []
    default: next = [op.next(index)] + op.branches.map(\.lowerBound)
    }
    if op.starts >= 0 { next.append(model.flows[op.starts].items.lowerBound) }
    for outcome in model.outcomes[op.outcomes] {
        next += [outcome.jump, outcome.then].filter { $0 >= 0 }
        if outcome.starts >= 0 { next.append(model.flows[outcome.starts].items.lowerBound) }
        if let way = outcome.returns {
            next += way.entry >= 0 ? [way.entry] : model.streams.map(\.entry)
        }
    }
    return next
}

/// What chooses the factor of an item, and the numbers that are factors.
private func factorBits(_ op: Op, _ model: Model) -> UInt64 {
    if op.factor == .none { return 0 }
    return model.factors.reduce(selectorBits(op.factor, model)) { bits, factor in
        guard case .number(let number) = factor else { return bits }
        return bits | selectorBits(model.numbers[number].table, model)
    }
}

private func ownBits(_ op: Op, _ model: Model) -> UInt64 {
    func test(_ index: Int) -> UInt64 { index < 0 ? 0 : model.tests[index].yes | model.tests[index].no }
    var bits =
        test(op.only) | selectorBits(op.share, model) | selectorBits(op.team, model)
        | selectorBits(op.table, model) | selectorBits(op.travel, model) | poolBits(op, model)
        | factorBits(op, model)
    for outcome in model.outcomes[op.outcomes] {
        bits |= test(outcome.only) | selectorBits(outcome.share, model)
        if let way = outcome.returns { bits |= selectorBits(way.after, model) }
    }
    return bits
}

/// Words that decide which pool of a role does the item.
private func poolBits(_ op: Op, _ model: Model) -> UInt64 {
    guard !model.people.isEmpty else { return 0 }
    var bits: UInt64 = 0
    for member in op.teams(model).flatMap({ model.teams[$0].members }) {
        if case .words(let selector, _)? = model.roles[member.role].pools {
            bits |= selectorBits(selector, model)
        }
    }
    return bits
}

extension Op {
    /// All teams that may do it, whatever the class.
    func teams(_ model: Model) -> [Int] {
        if team == .none { return [] }
        if team.code >= 0 { return [Int(team.code)] }
        return Set(model.choices[Int(~team.code)].rows.map { Int($0.value) }).sorted()
    }
}
