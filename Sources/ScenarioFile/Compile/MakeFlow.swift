import CaseFlow
import SimKernel

extension Compilation {
    /// The items as ops with explicit jumps.
    func makeFlow(_ dates: RunDates, dailyHours: Ticks) -> (ops: [Op], outcomes: [Outcome]) {
        var maker = FlowMaker(
            compilation: self, dates: dates, dailyHours: dailyHours, loops: opsInLoops())
        for (index, entry) in layout.entries.enumerated() {
            switch entry {
            case .item(let item, let flow): maker.add(item, at: index, flow: flow)
            case .duty(let duty): maker.add(duty, at: index)
            case .join(let branch):
                maker.ops.append(Op(label: Label(branch), kind: .join, key: NameKey.key32(branch)))
            case .end(let flow):
                maker.ops.append(
                    Op(
                        label: Label("end"), kind: flow == FlowLayout.mainFlow ? .end : .sideEnd,
                        key: NameKey.key32("end")))
            }
        }
        return (maker.ops, maker.outcomes)
    }

    func makeSideFlows() -> [CaseFlow.SideFlow] {
        zip(scenario.flows, layout.flows).map { flow, items in
            CaseFlow.SideFlow(
                label: label(flow.name.value), key: NameKey.key32(flow.name.value), items: items)
        }
    }

    /// Index of the side flow that `starts` names; -1: none.
    func sideFlow(_ name: Located<String>?) -> Int {
        guard let name else { return -1 }
        return scenario.flows.firstIndex { $0.name.value == name.value } ?? -1
    }

    func newCounter() -> Int {
        counters += 1
        return counters - 1
    }

    /// A word drives the others of its list out.
    func become(_ word: String) -> (clears: UInt64, sets: UInt64) {
        let lists = scenario.names.lists(of: word)
        let others = lists.flatMap { scenario.names.words(of: $0) }
        return (words.mask(others), words.mask(word))
    }

    /// The op that a jump leads to; -1: no jump.
    func target(_ name: Located<String>?, _ flow: Int) -> Int {
        guard let name else { return -1 }
        return layout.position[name.value] ?? layout.end(ofFlow: flow)
    }

    /// Ops to which a way leads back: everything from the target of a jump to the jump.
    private func opsInLoops() -> [Bool] {
        var loops = layout.entries.map { _ in false }
        for (op, item) in layout.items {
            for action in item.outcomes.map(\.action) where action.returnsAfter == nil {
                guard let back = action.backTo, let target = layout.position[back.value], target <= op
                else { continue }
                for between in target...op { loops[between] = true }
            }
        }
        return loops
    }
}

/// Ops and outcomes, as they are added one after the other.
private struct FlowMaker {
    let compilation: Compilation
    let dates: RunDates
    let dailyHours: Ticks
    let loops: [Bool]
    var ops: [Op] = []
    var outcomes: [Outcome] = []
    private var keys: Set<UInt32> = []

    init(compilation: Compilation, dates: RunDates, dailyHours: Ticks, loops: [Bool]) {
        self.compilation = compilation
        self.dates = dates
        self.dailyHours = dailyHours
        self.loops = loops
    }

    mutating func add(_ item: Item, at index: Int, flow: Int) {
        let shares = item.share.map { compilation.shares($0) }
        var op = Op(
            label: compilation.label(item.name.value, own: item.displayNames), kind: .decision,
            key: key(item.name.value),
            only: compilation.test(item.only), share: shares?.selector ?? .none,
            shares: shares?.shares ?? [], counter: loops[index] ? compilation.newCounter() : -1)
        fill(&op, item)
        op.branches = compilation.layout.branches[index] ?? []
        op.starts = compilation.sideFlow(item.starts)
        let first = outcomes.count
        outcomes += item.outcomes.map { outcome($0, flow: flow) }
        op.outcomes = first..<outcomes.count
        op.outcomeMask = compilation.words.mask(item.outcomes.map(\.name.value))
        if let terms = item.limit {
            op.within = compilation.addLimit(
                item, terms, .step(index), at: index, until: .item(index), flow: flow, dates)
        }
        if let terms = item.startLimit {
            op.startsWithin = compilation.addLimit(
                item, terms, .stepStarts(index), at: index, until: .starts(index), flow: flow, dates)
        }
        ops.append(op)
    }

    private mutating func key(_ name: String) -> UInt32 {
        var key = NameKey.key32(name)
        while !keys.insert(key).inserted { key &+= 1 }
        return key
    }

    /// A duty is one item behind all flows.
    mutating func add(_ index: Int, at place: Int) {
        let duty = compilation.scenario.duties[index]
        let label = compilation.label(duty.name.value, own: duty.displayNames)
        var op = Op(label: label, kind: .work, key: key(duty.name.value))
        op.team = compilation.team(of: duty, dates.time)
        op.table = compilation.selector(duty.work) { compilation.table($0, dailyHours: dailyHours) }
        op.factor = compilation.factor(duty.work)
        op.duty = index
        if let terms = duty.limit {
            let limit = Limit(label: label, kind: .step(place), from: .item(place), until: .item(place))
            op.within = compilation.add(limit, terms, jumpsIn: FlowLayout.mainFlow, dates)
        }
        ops.append(op)
    }

    /// Who and how long.
    private func fill(_ op: inout Op, _ item: Item) {
        switch item.kind {
        case .step(let step):
            guard let by = step.by, let work = step.work else { return }
            op.kind = .work
            let meets = compilation.meetings(of: step, dates.spec, dates.time)
            op.team = compilation.teams(of: step, by, time: dates.time, meets: meets)
            op.table = compilation.selector(work) { compilation.table($0, dailyHours: dailyHours) }
            op.factor = compilation.factor(work)
            op.budget = compilation.budget(of: step, dates)
            op.overflow = compilation.overflow(of: item, dates.time, meets: meets)
            compilation.fillPeople(&op, item.name.value, step)
        case .wait(let wait):
            op.kind = .wait
            op.stopsClock = wait.clock?.value == .stops
            switch wait.duration {
            case .for(let quantities):
                (op.table, op.worksOnCalendar) = length(quantities, of: item)
                op.factor = compilation.factor(quantities)
            case .until(let end): op.waitEnd = waitEnd(end)
            }
        case .together:
            op.kind = .fork
        }
    }

    private func length(_ quantities: Split<Quantity>, of item: Item) -> (table: Selector, working: Bool) {
        let working = Set(quantities.leaves.map { $0.value.unit?.isWorking ?? false })
        if working.count > 1 {
            compilation.report(CompileFinding.waitOnTwoClocks(item.name.value), at: quantities.place)
        }
        let table = compilation.selector(quantities) { compilation.table($0, dailyHours: dailyHours) }
        return (table, working.contains(true))
    }

    private func waitEnd(_ split: Split<WaitEnd>) -> CaseFlow.WaitEnd? {
        if case .one(let end) = split { return waitEnd(end) }
        var ends: [CaseFlow.WaitEnd] = []
        let selector = compilation.selector(split) { leaf in
            waitEnd(leaf).map { end in
                ends.append(end)
                return ends.count - 1
            }
        }
        return .byClass(selector, ends)
    }

    private func waitEnd(_ end: Located<WaitEnd>) -> CaseFlow.WaitEnd? {
        switch end.value {
        case .next(let phrase): return .next(compilation.dateSeries(phrase, dates))
        case .number(let name): return compilation.numberIndex[name.value].map { .number($0) }
        case .before(let length, let name):
            guard let number = compilation.numberIndex[name.value],
                let length = compilation.length(length, nil, at: end.place)
            else { return nil }
            return .before(length, number: number)
        }
    }

    private func outcome(_ section: OutcomeSection, flow: Int) -> Outcome {
        let action = section.action
        let shares = compilation.shares(action.share)
        let become = action.become.map { compilation.become($0.value) }
        var outcome = Outcome(
            label: compilation.label(section.name.value), only: compilation.test(action.only),
            share: shares.selector, shares: shares.shares, takesRest: section.takesRest,
            setMask: compilation.words.mask(section.name.value), becomeClears: become?.clears ?? 0,
            becomeSets: become?.sets ?? 0, jump: compilation.target(action.backTo ?? action.skipTo, flow),
            atMost: action.atMost?.value ?? 0,
            counter: action.atMost == nil ? -1 : compilation.newCounter(),
            then: compilation.target(action.then, flow),
            starts: compilation.sideFlow(action.starts))
        if let after = action.returnsAfter {
            let entry = compilation.target(action.backTo, flow)
            let (table, working) = lengthOfAbsence(after)
            outcome.returns = Return(after: table, worksOnCalendar: working, entry: entry)
            outcome.jump = compilation.layout.end(ofFlow: flow)
        }
        outcome.costs = compilation.cost(action.costs)
        return outcome
    }

    private func lengthOfAbsence(_ after: Split<Quantity>) -> (table: Selector, working: Bool) {
        let working = Set(after.leaves.map { $0.value.unit?.isWorking ?? false })
        if working.count > 1 {
            compilation.report(CompileFinding.returnOnTwoClocks, at: after.place)
        }
        let table = compilation.selector(after) { compilation.table($0, dailyHours: dailyHours) }
        return (table, working.contains(true))
    }
}
