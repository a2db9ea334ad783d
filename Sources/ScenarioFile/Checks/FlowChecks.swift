/// What a flow must hold as a whole, once its items are read.
struct FlowChecks {
    let decoder: Decoder
    let worlds: CaseWorlds
    let flow: [Item]
    let flows: [SideFlow]
    let limits: [LimitSection]
    let streams: [StreamSection]

    func run() {
        let all = flow.flattened + flows.flatMap { $0.items.flattened }
        for item in all {
            checkShares(of: item)
            checkTests(of: item)
        }
        let targets = jumpTargets(all)
        checkReach(flow, targets)
        for side in flows { checkReach(side.items, targets) }
        checkReturns(flow)
        for side in flows { checkReturns(side.items) }
        checkClocks(all)
        checkFlowCircles()
    }

    // MARK: shares

    /// No case may fit more than the whole of an item's outcomes.
    private func checkShares(of item: Item) {
        let outcomes = item.outcomes.filter { !$0.takesRest }
        guard outcomes.count > 0 else { return }
        let tests = outcomes.compactMap { $0.action.only?.value } + [item.only?.value].compactMap { $0 }
        let words = outcomes.flatMap { $0.action.share?.words ?? [] }
        guard let cases = worlds.all(tests: tests, splitWords: words) else { return }
        var worst: (rank: Int, sum: Int64, report: () -> Void)?
        for world in cases where item.only.map({ world.holds($0.value, decoder.names) }) ?? true {
            let fitting = outcomes.filter {
                $0.action.only.map { world.holds($0.value, decoder.names) } ?? true
            }
            let shares = fitting.map { outcome -> Int64 in
                guard let share = outcome.action.share else { return Share.whole }
                return share.value(in: world, decoder.names)?.billionths ?? 0
            }
            let sum = shares.reduce(0, +)
            let rank = shares.count { $0 == Share.whole }
            guard sum > Share.whole, let last = fitting.last,
                (rank, sum) > (worst?.rank ?? -1, worst?.sum ?? 0)
            else {
                continue
            }
            worst = (rank, sum, { report(item, sum, world, shares, fitting, at: last.name.place) })
        }
        worst?.report()
    }

    private func report(
        _ item: Item, _ sum: Int64, _ world: CaseWorld, _ shares: [Int64], _ fitting: [OutcomeSection],
        at place: SourcePlace
    ) {
        let text = world.text(decoder.names)
        let certain = zip(shares, fitting).filter { $0.0 == Share.whole }.map(\.1.name.value)
        if certain.count > 1 {
            decoder.report(.twoOutcomesFit(certain[0], certain[1], cases: text), at: place)
        } else if fitting.contains(where: { $0.action.only != nil }) {
            decoder.report(
                .sharesOverlap(item.name.value, sum: Share.text(billionths: sum), cases: text), at: place)
        } else {
            decoder.report(
                .sharesAboveWhole(item.name.value, sum: Share.text(billionths: sum), cases: text), at: place)
        }
    }

    // MARK: tests

    private func checkTests(of item: Item) {
        if let only = item.only { checkTest(only) }
        for action in item.actions {
            if let only = action.only { checkTest(only) }
        }
    }

    func checkTest(_ test: Located<TestPhrase>) {
        guard let cases = worlds.all(tests: [test.value], splitWords: []) else {
            return
        }
        if !cases.contains(where: { $0.holds(test.value, decoder.names) }) {
            decoder.report(.neverTrue(test.value.text), at: test.place)
        }
    }

    // MARK: ways

    private func jumpTargets(_ all: [Item]) -> Set<String> {
        var targets: Set<String> = []
        func add(_ action: Action?) {
            for name in [action?.backTo, action?.skipTo, action?.then] {
                if let name { targets.insert(name.value) }
            }
        }
        for item in all {
            for outcome in item.outcomes { add(outcome.action) }
            add(item.limit?.ifLate)
            add(item.startLimit?.ifLate)
        }
        for limit in limits { add(limit.ifLate) }
        for stream in streams { if let enters = stream.enters { targets.insert(enters.value) } }
        return targets
    }

    /// An item that no case can come to: behind one that sends every case elsewhere.
    private func checkReach(_ items: [Item], _ targets: Set<String>) {
        var reached = true
        var barrier: Item?
        for item in items {
            reached = reached || targets.contains(item.name.value)
            if !reached, let barrier { reportBarrier(barrier, before: item) }
            if sendsAllAway(item) { (reached, barrier) = (false, item) }
            if case .together(let branches) = item.kind {
                for branch in branches { checkReach(branch.items, targets) }
            }
        }
    }

    /// Where one outcome alone sends every case back, the mistake is there and not where nobody comes.
    private func reportBarrier(_ barrier: Item, before item: Item) {
        let endless = barrier.outcomes.first { outcome in
            guard outcome.action.backTo != nil else { return false }
            if case .one(let share)? = outcome.action.share { return share.value.billionths == Share.whole }
            return outcome.action.share == nil
        }
        if let endless {
            decoder.report(
                .endlessLoop(endless.name.value, past: barrier.name.value), at: endless.name.place)
        } else {
            decoder.report(.unreachable(item.name.value), at: item.name.place)
        }
    }

    private func sendsAllAway(_ item: Item) -> Bool {
        guard item.only == nil, item.share == nil else { return false }
        var sum: Int64 = 0
        for outcome in item.outcomes {
            let action = outcome.action
            guard action.jumps, action.only == nil, action.atMost == nil else { continue }
            if outcome.takesRest, item.outcomes.allSatisfy({ $0.action.jumps && $0.action.atMost == nil }) {
                return true
            }
            switch action.share {
            case nil: sum += outcome.takesRest ? 0 : Share.whole
            case .one(let share): sum += share.value.billionths
            case .byWord(let rows, _):
                let leaves = rows.flatMap(\.value.leaves).map(\.value.billionths)
                sum += leaves.min() ?? 0
            }
        }
        return sum >= Share.whole
    }

    /// `on return` where no way leads back.
    private func checkReturns(_ items: [Item]) {
        let index = Dictionary(
            items.enumerated().map { ($1.name.value, $0) }, uniquingKeysWith: { a, _ in a })
        var reach: [Int: Int] = [:]
        for (i, item) in items.enumerated() {
            for outcome in item.outcomes {
                if let back = outcome.action.backTo, let target = index[back.value] {
                    reach[i] = min(reach[i] ?? target, target)
                }
            }
            if case .together(let branches) = item.kind {
                for branch in branches { checkReturns(branch.items) }
            }
        }
        for (i, item) in items.enumerated() {
            guard case .step(let step) = item.kind, let onReturn = step.onReturn else { continue }
            let isInLoop = reach.contains { $0.key >= i && $0.value <= i }
            if !isInLoop { decoder.report(.noWayBack(item.name.value), at: onReturn.place) }
        }
    }

    /// `clock: stops` where no limit runs.
    private func checkClocks(_ all: [Item]) {
        for item in all {
            guard case .wait(let wait) = item.kind, let clock = wait.clock, clock.value == .stops,
                item.limit == nil, let here = decoder.outline.items[item.name.value]
            else { continue }
            let around = all.contains { $0.name.value == here.together && $0.limit != nil }
            let runs =
                around
                || limits.contains { limit in
                    let flow = (limit.from?.value.itemName ?? limit.until?.value.itemName)
                        .flatMap { decoder.outline.items[$0]?.flow }
                    guard flow == here.flow else { return false }
                    let from = limit.from?.value.itemName.flatMap { decoder.outline.items[$0] }
                    let until = limit.until?.value.itemName.flatMap { decoder.outline.items[$0] }
                    return (from?.order ?? 0) <= here.order && here.order <= until?.order ?? .max
                }
            if !runs { decoder.report(.noClockRuns(item.name.value), at: clock.place) }
        }
    }

    /// A side flow that starts itself, at once or over others, never ends.
    private func checkFlowCircles() {
        var arrows: [String: Set<String>] = [:]
        for side in flows {
            for item in side.items.flattened {
                for flow in ([item.starts] + item.actions.map(\.starts)).compactMap({ $0 }) {
                    arrows[side.name.value, default: []].insert(flow.value)
                }
            }
        }
        for limit in limits {
            let item = limit.from?.value.itemName ?? limit.until?.value.itemName
            guard let flow = item.flatMap({ decoder.outline.items[$0]?.flow }),
                let begun = limit.ifLate?.starts
            else { continue }
            arrows[flow, default: []].insert(begun.value)
        }
        for side in flows where Circles.circle(from: side.name.value, arrows) {
            decoder.report(.circle(side.name.value, what: "starts itself"), at: side.name.place)
        }
    }
}

extension [Item] {
    /// The items with those of their branches, in the order of the file.
    var flattened: [Item] {
        flatMap { item -> [Item] in
            guard case .together(let branches) = item.kind else { return [item] }
            return [item] + branches.flatMap(\.items.flattened)
        }
    }
}
