import CaseFlow
import SimKernel

/// The list of items: branches right behind their `together`, side flows behind the end.
extension ModelDice {
    /// Items that a jump may lead to from each other, in order, and the end of their flow.
    struct List {
        var items: [Int] = []
        var end = 0
        /// Of a side flow; -1: of the main flow.
        var flow = -1
    }

    /// Every op that is an item.
    var items: [Int] { lists.flatMap(\.items).sorted() }

    mutating func drawItems() {
        layOut(flow: -1, count: number(2...7), end: .end)
        if chance(40) {
            for flow in 0..<number(1...2) {
                let first = ops.count
                layOut(flow: flow, count: number(1...3), end: .sideEnd)
                flows.append(
                    SideFlow(
                        label: Label("f\(flow)"), key: NameKey.key32("f\(flow)"),
                        items: first..<ops.count - 1))
            }
        }
        let unit = one(of: [15 * Tick.minute, Tick.hour, 3 * Tick.hour])
        for list in lists {
            for (place, i) in list.items.enumerated() { drawItem(i, at: place, of: list, unit) }
        }
        for i in items where isInLoop(i) {
            ops[i].counter = counters
            counters += 1
        }
    }

    // MARK: Where items stand

    private mutating func layOut(flow: Int, count: Int, end: Op.Kind) {
        let first = lists.count
        lists.append(List(flow: flow))
        for _ in 0..<count {
            lists[first].items.append(ops.count)
            if chance(15) { layOutBranches(flow) } else { append("i\(ops.count)", .decision) }
        }
        for k in first..<lists.count { lists[k].end = ops.count }
        append("end", end)
    }

    private mutating func layOutBranches(_ flow: Int) {
        let fork = ops.count
        append("i\(fork)", .fork)
        for _ in 0..<number(2...3) {
            let first = ops.count
            var list = List(flow: flow)
            for _ in 0..<number(1...3) {
                list.items.append(ops.count)
                append("i\(ops.count)", .decision)
            }
            ops[fork].branches.append(first..<ops.count)
            lists.append(list)
            append("join", .join)
        }
    }

    private mutating func append(_ name: String, _ kind: Op.Kind) {
        ops.append(Op(label: Label(name), kind: kind, key: NameKey.key32(name)))
    }

    // MARK: What they are

    private mutating func drawItem(_ i: Int, at place: Int, of list: List, _ unit: Ticks) {
        var op = ops[i]
        op.only = test(35)
        if chance(25) {
            op.share = selector(2)
            op.shares = [share(atMost: 1), share(atMost: 1)]
        }
        op.starts = sideFlow(12, after: list.flow)
        if op.kind != .fork {
            op.kind = one(of: [.work, .work, .work, .work, .wait, .wait, .decision])
            if op.kind == .work { op.team = selector(teams.count) }
            if op.kind != .decision { op.table = table(byClass: op.kind == .work ? unit : 2 * unit) }
            if op.kind == .wait {
                op.worksOnCalendar = chance(40)
                op.stopsClock = chance(50)
                if chance(30) { op.waitEnd = waitEnd() }
            }
            if chance(50) { drawOutcomes(&op, i, at: place, of: list) }
        }
        ops[i] = op
    }

    private mutating func sideFlow(_ percent: Int, after flow: Int) -> Int {
        let later = flows.indices.filter { $0 > flow }
        return !later.isEmpty && chance(percent) ? one(of: Array(later)) : -1
    }

    private mutating func waitEnd() -> WaitEnd {
        switch number(0...2) {
        case 0 where !numbers.isEmpty: return .number(number(0...numbers.count - 1))
        case 1 where !numbers.isEmpty: return .before(length(), number: number(0...numbers.count - 1))
        default:
            var instants: Set<Ticks> = []
            for _ in 0..<number(1...12) {
                let quarters = (horizon.bound - horizon.start) / (15 * Tick.minute)
                instants.insert(horizon.start + Ticks(number(0...Int(quarters))) * 15 * Tick.minute)
            }
            dateSeries.append(instants.sorted())
            return .next(dateSeries.count - 1)
        }
    }

    /// Something at or behind the item leads back to it or to something before it.
    private func isInLoop(_ item: Int) -> Bool {
        ops.indices.contains { i in
            i >= item && ops[i].outcomes.contains { (0...item).contains(outcomes[$0].jump) }
        }
    }

    private mutating func drawOutcomes(_ op: inout Op, _ i: Int, at place: Int, of list: List) {
        let first = outcomes.count
        let number = number(1...3)
        for k in 0..<number {
            var outcome = Outcome(
                label: Label("o\(i)\(k)"), only: test(25), share: selector(2),
                shares: [share(atMost: 1 / Double(number)), share(atMost: 1 / Double(number))],
                takesRest: k == 1 && chance(40), setMask: word("o\(i)\(k)"))
            if chance(25) {
                let list = chance(60) ? mix : matter
                outcome.becomeSets = one(of: list)
                outcome.becomeClears = list.reduce(0) { $0 | $1 } & ~outcome.becomeSets
            }
            outcome.starts = sideFlow(15, after: list.flow)
            drawJump(&outcome, at: place, of: list)
            op.outcomeMask |= outcome.setMask
            outcomes.append(outcome)
        }
        op.outcomes = first..<outcomes.count
    }

    private mutating func drawJump(_ outcome: inout Outcome, at place: Int, of list: List) {
        let later = Array(list.items[(place + 1)...]) + [list.end]
        var isBack = false
        switch number(0...6) {
        case 0, 1:
            outcome.jump = one(of: Array(list.items[...place]))
            isBack = true
        case 2, 3: outcome.jump = one(of: later)
        case 4 where list.flow < 0:
            outcome.jump = list.end
            outcome.returns = Return(
                after: table(byClass: 6 * Tick.hour), worksOnCalendar: chance(30),
                entry: chance(50) ? -1 : one(of: lists[0].items))
            isBack = true
        default: return
        }
        // A way back without bound must be left with some luck.
        let needsBound = isBack && (outcome.takesRest || outcome.returns != nil || chance(70))
        if needsBound || chance(30) {
            outcome.atMost = number(1...3)
            outcome.counter = counters
            counters += 1
            if chance(50) { outcome.then = one(of: later) }
        } else if isBack {
            outcome.shares = outcome.shares.map { $0 / 4 }
        }
    }
}
