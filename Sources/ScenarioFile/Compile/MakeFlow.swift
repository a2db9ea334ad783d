import CaseFlow
import SimKernel

extension Compilation {
    /// The items as ops with explicit jumps; the last op is the end.
    func makeFlow(dailyHours: Ticks, _ spec: CalendarSpec, _ time: TimeFrame) -> (
        ops: [Op], outcomes: [Outcome]
    ) {
        var ops: [Op] = []
        var outcomes: [Outcome] = []
        var keys: Set<UInt32> = []
        let loops = itemsInLoops()
        for (index, item) in scenario.flow.enumerated() {
            var key = NameKey.key32(item.name.value)
            while !keys.insert(key).inserted { key &+= 1 }
            let shares = item.share.map { self.shares($0) }
            var op = Op(
                label: label(item.name.value, own: item.displayNames), kind: .decision, key: key,
                only: test(item.only), share: shares?.selector ?? .none, shares: shares?.shares ?? [],
                counter: loops[index] ? newCounter() : -1)
            fill(&op, item, dailyHours: dailyHours, spec, time)
            let first = outcomes.count
            outcomes += item.outcomes.map { outcome($0) }
            op.outcomes = first..<outcomes.count
            op.outcomeMask = words.mask(item.outcomes.map(\.name.value))
            if let terms = item.limit {
                op.within = addLimit(item, terms, .step(index), at: index, until: .item(index))
            }
            if let terms = item.startLimit {
                op.startsWithin = addLimit(
                    item, terms, .stepStarts(index), at: index, until: .starts(index))
            }
            ops.append(op)
        }
        ops.append(Op(label: Label("end"), kind: .end, key: NameKey.key32("end")))
        return (ops, outcomes)
    }

    private func newCounter() -> Int {
        counters += 1
        return counters - 1
    }

    /// Who and how long.
    private func fill(
        _ op: inout Op, _ item: Item, dailyHours: Ticks, _ spec: CalendarSpec, _ time: TimeFrame
    ) {
        switch item.kind {
        case .step(let step):
            guard let by = step.by, let work = step.work else { return }
            op.kind = .work
            op.team = teams(of: step, by, time: time, meets: meetings(of: step, spec, time))
            op.table = selector(work) { self.table($0, dailyHours: dailyHours) }
            fillPeople(&op, item.name.value, step)
        case .wait(let wait):
            guard case .for(let quantities) = wait.duration else { return }
            op.kind = .wait
            op.table = selector(quantities) { self.table($0, dailyHours: dailyHours) }
            op.stopsClock = wait.clock?.value == .stops
            let working = Set(quantities.leaves.map { $0.value.unit?.isWorking ?? false })
            op.worksOnCalendar = working.contains(true)
            if working.count > 1 {
                report(CompileFinding.waitOnTwoClocks(item.name.value), at: quantities.place)
            }
        case .together:
            break
        }
    }

    private func outcome(_ section: OutcomeSection) -> Outcome {
        let action = section.action
        let shares = self.shares(action.share)
        let become = action.become.map { self.become($0.value) }
        let target = action.backTo ?? action.skipTo
        return Outcome(
            label: label(section.name.value), only: test(action.only), share: shares.selector,
            shares: shares.shares, takesRest: section.takesRest,
            setMask: words.mask(section.name.value), becomeClears: become?.clears ?? 0,
            becomeSets: become?.sets ?? 0, jump: target.map { op(named: $0.value) } ?? -1,
            atMost: action.atMost?.value ?? 0, counter: action.atMost == nil ? -1 : newCounter(),
            then: action.then.map { op(named: $0.value) } ?? -1)
    }

    /// A word drives the others of its list out.
    private func become(_ word: String) -> (clears: UInt64, sets: UInt64) {
        let lists = scenario.names.lists(of: word)
        let others = lists.flatMap { scenario.names.words(of: $0) }
        return (words.mask(others), words.mask(word))
    }

    /// Items to which a way leads back: everything from the target of a jump to the jump.
    private func itemsInLoops() -> [Bool] {
        var loops = scenario.flow.map { _ in false }
        for (index, item) in scenario.flow.enumerated() {
            for outcome in item.outcomes {
                guard let target = outcome.action.backTo.map({ op(named: $0.value) }), target <= index
                else { continue }
                for between in target...index { loops[between] = true }
            }
        }
        return loops
    }
}
