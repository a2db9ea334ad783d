import SimKernel

/// A point of a case's way, with no more memory than its further way depends on.
struct RouteState: Hashable {
    var op: Int32
    /// Index into `Router.profiles`: which cells its tested numbers lie in.
    var profile: Int32
    var mask: UInt64
    /// Jumps made by each bounded outcome.
    var jumps: [UInt16]
    /// Where its stream begins, if a return asks for that; else 0.
    var entry: Int32 = 0
}

extension RouteState: Comparable {
    static func < (a: RouteState, b: RouteState) -> Bool {
        if (a.op, a.profile, a.mask, a.entry) != (b.op, b.profile, b.mask, b.entry) {
            return (a.op, a.profile, a.mask, a.entry) < (b.op, b.profile, b.mask, b.entry)
        }
        return a.jumps.lexicographicallyPrecedes(b.jumps)
    }
}

/// One move from a state to another.
struct RouteMove {
    var to: RouteState
    var chance: Double
    var takesTime: Bool
    /// A branch or a side case that begins beside the case's own way.
    var isBeside = false
}

/// Reads off the model where a case may go from a state, and with what probability.
struct Router {
    let model: Model
    /// Word bits that still matter when a case comes to an op.
    let live: [UInt64]
    let classBits: UInt64
    /// Bounded outcomes: outcome index to position in `RouteState.jumps`.
    let bounded: [Int: Int]
    let numbers: NumberCells
    /// By key of the stream.
    private let kinds: [UInt16: [(kind: GivenKind, share: Double)]]
    let open: OpenShares
    /// The branch in which each op lies; nil: in none.
    let branchOf: [Range<Int>?]
    private let asksEntry: Bool
    let branchEnds = BranchEnds()

    init(_ model: Model) {
        self.model = model
        classBits = model.classes.reduce(0) { $0 | $1.mask }
        live = liveBits(model)
        var positions: [Int: Int] = [:]
        for index in model.outcomes.indices where model.outcomes[index].atMost > 0 {
            positions[index] = positions.count
        }
        bounded = positions
        let numbers = NumberCells(model)
        self.numbers = numbers
        kinds = Dictionary(
            model.streams.map { ($0.key, GivenKind.all(of: $0, model.horizon, numbers)) },
            uniquingKeysWith: { first, _ in first })
        open = OpenShares(model)
        asksEntry = model.outcomes.contains { $0.returns?.entry ?? 0 < 0 }
        var branches: [Range<Int>?] = Array(repeating: nil, count: model.ops.count)
        for branch in model.ops.flatMap(\.branches) {
            for op in branch { branches[op] = branch }
        }
        branchOf = branches
    }

    /// Nothing follows: the end of a case, of a side case or of a branch.
    func isLast(_ op: Int32) -> Bool {
        switch model.ops[Int(op)].kind {
        case .end, .sideEnd, .join: true
        default: false
        }
    }

    func value(_ selector: Selector, _ mask: UInt64) -> Int? {
        if selector == .none { return nil }
        if selector.code >= 0 { return Int(selector.code) }
        let rows = model.choices[Int(~selector.code)].rows
        return rows.first { $0.mask & mask == $0.mask }.map { Int($0.value) }
    }

    func caseClass(_ mask: UInt64) -> Int {
        model.classes.firstIndex { $0.mask & mask != 0 } ?? model.classes.count
    }

    func holds(_ test: Int, _ state: RouteState, isOpen: Bool) -> Bool {
        guard test >= 0 else { return true }
        let test = model.tests[test]
        let terms = test.numbers.lazy.map { numbers.holds($0, state.profile) }
        if test.any {
            return test.yes & state.mask != 0 || test.no & ~state.mask != 0 || terms.contains(true)
                || (isOpen ? test.open : test.closed)
        }
        return test.yes & state.mask == test.yes && test.no & state.mask == 0
            && !terms.contains(false) && !(isOpen ? test.closed : test.open)
    }

    /// Probability that a case which comes to the state's item does it.
    func chanceDone(_ state: RouteState) -> Double {
        overHours(at: state).reduce(0) { $0 + $1.chance * chanceDone(state, isOpen: $1.isOpen) }
    }

    private func chanceDone(_ state: RouteState, isOpen: Bool) -> Double {
        let op = model.ops[Int(state.op)]
        guard holds(op.only, state, isOpen: isOpen) else { return 0 }
        guard let row = value(op.share, state.mask) else { return 1 }
        return min(1, Double(op.shares[row]) * 0x1p-53)
    }

    /// Open and closed with their chances; one of them where nothing asks.
    private func overHours(at state: RouteState) -> [(isOpen: Bool, chance: Double)] {
        guard let share = open.share(at: Int(state.op)) else { return [(true, 1)] }
        return [(true, share), (false, 1 - share)].filter { $0.1 > 0 }
    }

    func meanTime(_ state: RouteState) -> Double {
        let op = model.ops[Int(state.op)]
        guard let table = value(op.table, state.mask) else { return 0 }
        return model.tables[table].mean * meanFactor(op, state.mask)
    }

    /// A number is taken as independent of what is drawn, and of the tests that ask for it.
    private func meanFactor(_ op: Op, _ mask: UInt64) -> Double {
        guard let factor = value(op.factor, mask), case .number(let number) = model.factors[factor],
            let table = value(model.numbers[number].table, mask)
        else { return 1 }
        return max(0, model.tables[table].mean) / 1e6
    }

    /// Of the way out.
    func meanTravel(_ state: RouteState) -> Double {
        value(model.ops[Int(state.op)].travel, state.mask).map { model.tables[$0].mean } ?? 0
    }

    func team(_ state: RouteState) -> Int? {
        value(model.ops[Int(state.op)].team, state.mask)
    }

    /// All moves from a state with a positive probability; none from an end. Those of the case itself
    /// sum to 1; a way that leaves a branch for the end ends at the branch's join.
    func moves(from state: RouteState) -> [RouteMove] {
        guard let branch = branchOf[Int(state.op)] else { return allMoves(from: state) }
        return allMoves(from: state).map { move in
            if move.isBeside || move.to.op >= branch.lowerBound && move.to.op <= branch.upperBound {
                return move
            }
            var inside = move
            inside.to = at(Int32(branch.upperBound), state)
            return inside
        }
    }

    /// The same with the ways out of a branch.
    func allMoves(from state: RouteState) -> [RouteMove] {
        guard !isLast(state.op) else { return [] }
        return overHours(at: state).flatMap { hours in
            moves(from: state, isOpen: hours.isOpen).map { move in
                var weighted = move
                weighted.chance *= hours.chance
                return weighted
            }
        }
    }

    private func moves(from state: RouteState, isOpen: Bool) -> [RouteMove] {
        let op = model.ops[Int(state.op)]
        let done = chanceDone(state, isOpen: isOpen)
        var moves: [RouteMove] = []
        if done < 1 {
            let next = at(Int32(op.next(Int(state.op))), state)
            moves.append(RouteMove(to: next, chance: 1 - done, takesTime: false))
        }
        guard done > 0 else { return moves }
        if op.kind == .fork { return moves + movesOverBranches(state, done) }
        let takesTime = [op.table, op.travel].contains { times in
            value(times, state.mask).map { model.tables[$0].greatest > 0 } ?? false
        }
        var rest = Router.whole
        var takesRest: Int?
        for (index, width) in widths(state, isOpen: isOpen) {
            guard let width else {
                takesRest = index
                continue
            }
            let part = min(rest, width)
            rest -= part
            if part > 0 {
                let chance = done * Double(part) * 0x1p-53
                moves += self.moves(state, outcome: index, chance, takesTime)
            }
        }
        // Each share was rounded to 53 bits: what sums up to all but a few of them leaves nothing.
        if rest > UInt64(op.outcomes.count) {
            moves += self.moves(state, outcome: takesRest, done * Double(rest) * 0x1p-53, takesTime)
        }
        return moves
    }

    /// On by an outcome (nil: none), with the side cases that begin.
    private func moves(
        _ state: RouteState, outcome: Int?, _ chance: Double, _ takesTime: Bool
    ) -> [RouteMove] {
        let op = model.ops[Int(state.op)]
        var next = state
        next.mask &= ~op.outcomeMask
        var moves: [RouteMove] = []
        if let outcome {
            next.mask |= model.outcomes[outcome].setMask
            next.mask &= ~model.outcomes[outcome].becomeClears
            next.mask |= model.outcomes[outcome].becomeSets
            let (to, isAway) = after(outcome: outcome, state, next)
            moves.append(RouteMove(to: to, chance: chance, takesTime: takesTime || isAway))
        } else {
            moves.append(RouteMove(to: at(state.op + 1, next), chance: chance, takesTime: takesTime))
        }
        let begun = [op.starts, outcome.map { model.outcomes[$0].starts } ?? -1].filter { $0 >= 0 }
        return moves + begun.map { beside(Int32(model.flows[$0].items.lowerBound), next, chance) }
    }

    /// A way that begins beside that of the case.
    func beside(_ op: Int32, _ state: RouteState, _ chance: Double) -> RouteMove {
        var first = at(op, state)
        if branchOf[Int(op)] == nil { first.jumps = blankJumps }
        return RouteMove(to: first, chance: chance, takesTime: false, isBeside: true)
    }

    static let whole: UInt64 = 1 << 53

    /// The outcomes that fit a case in this state, in order, as widths of 53 bits; nil: the rest.
    private func widths(_ state: RouteState, isOpen: Bool) -> [(outcome: Int, width: UInt64?)] {
        model.ops[Int(state.op)].outcomes.compactMap { index in
            let outcome = model.outcomes[index]
            guard holds(outcome.only, state, isOpen: isOpen) else { return nil }
            if outcome.takesRest { return (index, nil) }
            return (index, value(outcome.share, state.mask).map { outcome.shares[$0] } ?? Router.whole)
        }
    }

    /// Where the outcome leads, and whether the case is away for a time on that way.
    private func after(
        outcome index: Int, _ state: RouteState, _ changed: RouteState
    ) -> (to: RouteState, isAway: Bool) {
        let outcome = model.outcomes[index]
        var next = changed
        guard outcome.jump >= 0 else { return (at(state.op + 1, next), false) }
        if let position = bounded[index] {
            if Int(next.jumps[position]) >= outcome.atMost {
                return (at(outcome.then >= 0 ? Int32(outcome.then) : state.op + 1, next), false)
            }
            next.jumps[position] += 1
        }
        guard let way = outcome.returns else { return (at(Int32(outcome.jump), next), false) }
        for (other, position) in bounded where model.outcomes[other].returns == nil {
            next.jumps[position] = 0
        }
        let takesTime = value(way.after, next.mask).map { model.tables[$0].greatest > 0 } ?? false
        return (at(way.entry >= 0 ? Int32(way.entry) : state.entry, next), takesTime)
    }

    func at(_ op: Int32, _ state: RouteState) -> RouteState {
        let kind = model.ops[Int(op)].kind
        let isEnd = kind == .end || kind == .sideEnd
        return RouteState(
            op: op, profile: isEnd ? 0 : state.profile,
            mask: state.mask & (live[Int(op)] | classBits),
            jumps: isEnd ? blankJumps : state.jumps, entry: isEnd ? 0 : state.entry)
    }

    private var blankJumps: [UInt16] { Array(repeating: 0, count: bounded.count) }

    /// Where the cases of a stream begin, with probabilities that sum to 1; nil where there are
    /// more than `most` kinds of cases.
    func beginnings(of stream: Stream, most: Int) -> [(state: RouteState, chance: Double)]? {
        let needed = bitsNeeded(stream)
        var beginnings: [(state: RouteState, chance: Double)] = []
        for (kind, share) in kinds[stream.key] ?? [] {
            var masses: [UInt64: Double] = [stream.mask & needed[0]: share]
            for (place, index) in stream.draws.enumerated() {
                var next: [UInt64: Double] = [:]
                for (mask, chance) in masses.sorted(by: { $0.key < $1.key }) {
                    for (bits, part) in words(of: index, mask, kind) {
                        next[(mask | bits) & needed[place + 1], default: 0] += chance * part
                    }
                }
                guard next.count <= most else { return nil }
                masses = next
            }
            beginnings += masses.sorted { $0.key < $1.key }.flatMap { mask, chance in
                numbers.profiles(for: mask, given: kind.cells, value).map { profile, part in
                    (begin(stream, mask, profile), chance * part)
                }
            }
            guard beginnings.count <= most else { return nil }
        }
        return beginnings
    }

    /// One beginning, with `pick` choosing among chances that sum to 1.
    func beginning(of stream: Stream, pick: ([Double]) -> Int) -> RouteState {
        var mask = stream.mask
        let kinds = kinds[stream.key] ?? []
        let kind = kinds[kinds.count == 1 ? 0 : pick(kinds.map(\.share))].kind
        for index in stream.draws {
            let words = words(of: index, mask, kind)
            mask |= words[pick(words.map(\.chance))].bits
        }
        let profiles = numbers.profiles(for: mask, given: kind.cells, value)
        return begin(stream, mask, profiles[pick(profiles.map(\.chance))].profile)
    }

    private func begin(_ stream: Stream, _ mask: UInt64, _ profile: Int32) -> RouteState {
        at(
            Int32(stream.entry),
            RouteState(
                op: 0, profile: profile, mask: mask, jumps: blankJumps,
                entry: asksEntry ? Int32(stream.entry) : 0))
    }

    /// Bits that matter before the first draw of a stream and after each one.
    private func bitsNeeded(_ stream: Stream) -> [UInt64] {
        var bits = live[stream.entry] | classBits | numbers.bitsNeeded
        var needed = [bits]
        for index in stream.draws.reversed() {
            bits |= selectorBits(model.draws[index].row, model)
            needed.append(bits)
        }
        return needed.reversed()
    }

    /// What a draw may add to a case's words, with probabilities that sum to 1.
    private func words(of index: Int, _ mask: UInt64, _ kind: GivenKind) -> [(bits: UInt64, chance: Double)] {
        if let bits = kind.words[index] { return [(bits, 1)] }
        let draw = model.draws[index]
        guard let index = value(draw.row, mask) else { return [(0, 1)] }
        var words: [(bits: UInt64, chance: Double)] = []
        var below = 0.0
        for (threshold, bits) in zip(draw.rows[index].thresholds, draw.rows[index].masks) {
            let upTo = Double(threshold) * 0x1p-53
            if upTo > below { words.append((bits, upTo - below)) }
            below = upTo
        }
        if below < 1 { words.append((0, 1 - below)) }
        return words
    }
}
