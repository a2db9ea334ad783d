import SimKernel

/// A point of a case's way, with no more memory than its further way depends on.
struct RouteState: Hashable {
    var op: Int32
    /// Index into `Router.profiles`: which cells its tested numbers lie in.
    var profile: Int32
    var mask: UInt64
    /// Jumps made by each bounded outcome.
    var jumps: [UInt16]
}

/// One move from a state to another.
struct RouteMove {
    var to: RouteState
    var chance: Double
    var takesTime: Bool
}

/// Reads off the model where a case may go from a state, and with what probability.
struct Router {
    let model: Model
    /// Word bits that still matter when a case comes to an op.
    private let live: [UInt64]
    private let classBits: UInt64
    /// Bounded outcomes: outcome index to position in `RouteState.jumps`.
    private let bounded: [Int: Int]
    let numbers: NumberCells
    /// By key of the stream.
    private let kinds: [UInt16: [(kind: GivenKind, share: Double)]]

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
    }

    var end: Int32 { Int32(model.ops.count - 1) }

    func value(_ selector: Selector, _ mask: UInt64) -> Int? {
        if selector == .none { return nil }
        if selector.code >= 0 { return Int(selector.code) }
        let rows = model.choices[Int(~selector.code)].rows
        return rows.first { $0.mask & mask == $0.mask }.map { Int($0.value) }
    }

    func caseClass(_ mask: UInt64) -> Int {
        model.classes.firstIndex { $0.mask & mask != 0 } ?? model.classes.count
    }

    func holds(_ test: Int, _ state: RouteState) -> Bool {
        guard test >= 0 else { return true }
        let test = model.tests[test]
        let terms = test.numbers.lazy.map { numbers.holds($0, state.profile) }
        if test.any {
            return test.yes & state.mask != 0 || test.no & ~state.mask != 0 || terms.contains(true)
        }
        return test.yes & state.mask == test.yes && test.no & state.mask == 0
            && !terms.contains(false)
    }

    /// Probability that a case which comes to the state's item does it.
    func chanceDone(_ state: RouteState) -> Double {
        let op = model.ops[Int(state.op)]
        guard holds(op.only, state) else { return 0 }
        guard let row = value(op.share, state.mask) else { return 1 }
        return min(1, Double(op.shares[row]) * 0x1p-53)
    }

    func meanTime(_ state: RouteState) -> Double {
        value(model.ops[Int(state.op)].table, state.mask).map { model.tables[$0].mean } ?? 0
    }

    /// Of the way out.
    func meanTravel(_ state: RouteState) -> Double {
        value(model.ops[Int(state.op)].travel, state.mask).map { model.tables[$0].mean } ?? 0
    }

    func team(_ state: RouteState) -> Int? {
        value(model.ops[Int(state.op)].team, state.mask)
    }

    /// All moves from a state with a positive probability; none from the end.
    func moves(from state: RouteState) -> [RouteMove] {
        guard state.op != end else { return [] }
        let op = model.ops[Int(state.op)]
        let done = chanceDone(state)
        var moves: [RouteMove] = []
        if done < 1 {
            moves.append(RouteMove(to: at(state.op + 1, state), chance: 1 - done, takesTime: false))
        }
        guard done > 0 else { return moves }
        let takesTime = [op.table, op.travel].contains { times in
            value(times, state.mask).map { model.tables[$0].greatest > 0 } ?? false
        }
        var rest = Router.whole
        var takesRest: Int?
        for (index, width) in widths(state) {
            guard let width else {
                takesRest = index
                continue
            }
            let part = min(rest, width)
            rest -= part
            if part > 0 {
                let chance = done * Double(part) * 0x1p-53
                moves.append(
                    RouteMove(to: after(outcome: index, state), chance: chance, takesTime: takesTime))
            }
        }
        // Each share was rounded to 53 bits: what sums up to all but a few of them leaves nothing.
        if rest > UInt64(op.outcomes.count) {
            var next = state
            if let takesRest {
                next = after(outcome: takesRest, state)
            } else {
                next.mask &= ~op.outcomeMask
                next = at(state.op + 1, next)
            }
            let chance = done * Double(rest) * 0x1p-53
            moves.append(RouteMove(to: next, chance: chance, takesTime: takesTime))
        }
        return moves
    }

    static let whole: UInt64 = 1 << 53

    /// The outcomes that fit a case in this state, in order, as widths of 53 bits; nil: the rest.
    private func widths(_ state: RouteState) -> [(outcome: Int, width: UInt64?)] {
        model.ops[Int(state.op)].outcomes.compactMap { index in
            let outcome = model.outcomes[index]
            guard holds(outcome.only, state) else { return nil }
            if outcome.takesRest { return (index, nil) }
            return (index, value(outcome.share, state.mask).map { outcome.shares[$0] } ?? Router.whole)
        }
    }

    private func after(outcome index: Int, _ state: RouteState) -> RouteState {
        let outcome = model.outcomes[index]
        var next = state
        next.mask &= ~model.ops[Int(state.op)].outcomeMask
        next.mask |= outcome.setMask
        next.mask &= ~outcome.becomeClears
        next.mask |= outcome.becomeSets
        guard outcome.jump >= 0 else { return at(state.op + 1, next) }
        if let position = bounded[index] {
            if Int(next.jumps[position]) >= outcome.atMost {
                return at(outcome.then >= 0 ? Int32(outcome.then) : state.op + 1, next)
            }
            next.jumps[position] += 1
        }
        return at(Int32(outcome.jump), next)
    }

    private func at(_ op: Int32, _ state: RouteState) -> RouteState {
        RouteState(
            op: op, profile: op == end ? 0 : state.profile,
            mask: state.mask & (live[Int(op)] | classBits),
            jumps: op == end ? blankJumps : state.jumps)
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
        at(Int32(stream.entry), RouteState(op: 0, profile: profile, mask: mask, jumps: blankJumps))
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

func selectorBits(_ selector: Selector, _ model: Model) -> UInt64 {
    guard selector != .none, selector.code < 0 else { return 0 }
    return model.choices[Int(~selector.code)].rows.reduce(0) { $0 | $1.mask }
}

/// Which word bits can still change a case's way (or its work) from each op on: the usual backward
/// analysis, so that words nobody asks for any more do not multiply the states.
private func liveBits(_ model: Model) -> [UInt64] {
    var live = Array(repeating: UInt64(0), count: model.ops.count)
    var changed = true
    while changed {
        changed = false
        for index in model.ops.indices.dropLast().reversed() {
            let op = model.ops[index]
            var after = live[index + 1]
            for outcome in model.outcomes[op.outcomes] {
                if outcome.jump >= 0 { after |= live[outcome.jump] }
                if outcome.then >= 0 { after |= live[outcome.then] }
            }
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

private func ownBits(_ op: Op, _ model: Model) -> UInt64 {
    func test(_ index: Int) -> UInt64 { index < 0 ? 0 : model.tests[index].yes | model.tests[index].no }
    var bits =
        test(op.only) | selectorBits(op.share, model) | selectorBits(op.team, model)
        | selectorBits(op.table, model) | selectorBits(op.travel, model) | poolBits(op, model)
    for outcome in model.outcomes[op.outcomes] {
        bits |= test(outcome.only) | selectorBits(outcome.share, model)
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
