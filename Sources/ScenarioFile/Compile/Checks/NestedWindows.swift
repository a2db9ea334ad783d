import CaseFlow
import SimKernel

extension Compilation {
    /// A limit inside another that leaves the other no time, for some kind of case at least.
    func checkNestedWindows(_ book: RuleBook) {
        for outer in book.windows {
            let inside = book.windows.filter { $0.lies(inside: outer) }
            var worst: (finding: NestedDoubt, excess: Ticks, place: SourcePlace)?
            for inner in inside {
                guard let found = pairFinding(inner, outer, book) else { continue }
                if found.excess > worst?.excess ?? -1 { worst = found }
            }
            if let worst {
                reportOnce(worst.finding, at: worst.place)
            } else if inside.count > 1, let found = sumFinding(inside, outer, book) {
                reportOnce(found.finding, at: found.place)
            }
        }
    }

    /// Another check may have said as much of the same value.
    func reportOnce(_ finding: some Finding, at place: SourcePlace) {
        let isKnown = findings.contains { $0.place == place && $0.diagnostic.severity == .warning }
        if !isKnown { report(finding, at: place) }
    }

    private func pairFinding(
        _ inner: RuleBook.Window, _ outer: RuleBook.Window, _ book: RuleBook
    ) -> (finding: NestedDoubt, excess: Ticks, place: SourcePlace)? {
        guard let kinds = book.kinds(of: [inner, outer]) else { return nil }
        var both: [CaseWorld] = []
        var offending: [CaseWorld] = []
        var worst:
            (excess: Ticks, kind: CaseWorld, inner: Located<WithinPhrase>, outer: Located<WithinPhrase>)?
        for kind in kinds {
            guard let small = book.leaf(inner, kind), let large = book.leaf(outer, kind) else { continue }
            both.append(kind)
            guard let stage = book.allowed(small.value, isStage: true),
                let whole = book.allowed(large.value, isStage: false), let time = stage.on(whole),
                time > whole.time || time == whole.time && rest(of: outer, beside: inner, kind, book) != nil
            else { continue }
            offending.append(kind)
            if time - whole.time > worst?.excess ?? -1 { worst = (time - whole.time, kind, small, large) }
        }
        guard let worst else { return nil }
        let kind = book.text(of: offending, among: both)
        let finding: NestedDoubt =
            if worst.excess == 0, let rest = rest(of: outer, beside: inner, worst.kind, book) {
                .nothingLeft(
                    inner: inner.name.value, outer: outer.name.value, text: worst.outer.value.text,
                    kind: kind, rest: rest)
            } else {
                .longer(
                    inner: inner.name.value, innerText: worst.inner.value.text, outer: outer.name.value,
                    outerText: worst.outer.value.text, kind: kind)
            }
        return (finding, worst.excess, worst.outer.place)
    }

    /// An item of the outer window behind or before the inner one that takes every such case some time.
    private func rest(
        of outer: RuleBook.Window, beside inner: RuleBook.Window, _ kind: CaseWorld, _ book: RuleBook
    ) -> String? {
        book.spots.first { spot in
            let isOutside = 2 * spot.last + 1 < inner.from || 2 * spot.first > inner.until
            return spot.flow == outer.flow && spot.branch == nil && isOutside
                && outer.from <= 2 * spot.first && 2 * spot.last + 1 <= outer.until
                && spot.item.share == nil && spot.item.takesTime
                && book.surelyHolds(spot.item.only?.value, kind)
        }?.item.name.value
    }

    // MARK: - Sums

    /// Stages one after the other that allow more than the whole, for kinds of case that the classes of
    /// the mix do not tell apart.
    private func sumFinding(
        _ inside: [RuleBook.Window], _ outer: RuleBook.Window, _ book: RuleBook
    ) -> (finding: NestedDoubt, place: SourcePlace)? {
        guard let kinds = book.kinds(of: inside + [outer]) else { return nil }
        var all: [CaseWorld] = []
        var offending: [CaseWorld] = []
        var worst: (excess: Ticks, chain: StageChain, whole: Allowance, place: SourcePlace)?
        for kind in kinds {
            guard let large = book.leaf(outer, kind), let whole = book.allowed(large.value, isStage: false)
            else { continue }
            all.append(kind)
            let stages = inside.compactMap { inner -> StageChain.Stage? in
                guard isSure(inner, book), let leaf = book.leaf(inner, kind),
                    let time = book.allowed(leaf.value, isStage: true)?.on(whole)
                else { return nil }
                return StageChain.Stage(
                    name: inner.name.value, from: inner.from, until: inner.until, time: time)
            }
            let chain = StageChain(stages)
            guard chain.stages.count > 1, chain.sum > whole.time else { continue }
            offending.append(kind)
            if chain.sum - whole.time > worst?.excess ?? -1 {
                worst = (chain.sum - whole.time, chain, whole, large.place)
            }
        }
        guard let worst else { return nil }
        return (
            .sum(
                outer: outer.name.value, text: worst.whole.text, kind: book.text(of: offending, among: all),
                stages: worst.chain.stages,
                sum: worst.whole.sumText(worst.chain.sum, dailyHours: book.dailyHours)),
            worst.place
        )
    }

    /// Every case for which the limit is meant comes to it, one after the other with its like: limits in
    /// branches run side by side, and a step done by a share of the cases is not in everybody's sum.
    private func isSure(_ window: RuleBook.Window, _ book: RuleBook) -> Bool {
        let own = book.spot(window.name.value)
        if own?.branch != nil || own?.item.share != nil { return false }
        return !book.spots.contains {
            $0.branch != nil && ($0.first * 2 == window.from || $0.last * 2 + 1 == window.until)
        }
    }
}

/// Stages that follow one another, with the greatest sum.
struct StageChain {
    struct Stage {
        var name: String
        var from: Int
        var until: Int
        var time: Ticks
    }
    private(set) var stages: [String] = []
    private(set) var sum: Ticks = 0

    init(_ all: [Stage]) {
        let stages = all.enumerated().sorted { ($0.element.until, $0.offset) < ($1.element.until, $1.offset) }
            .map(\.element)
        var best: [(names: [String], sum: Ticks)] = []
        for (i, stage) in stages.enumerated() {
            var chain: (names: [String], sum: Ticks) = ([], 0)
            for j in 0..<i where stages[j].until < stage.from && best[j].sum > chain.sum { chain = best[j] }
            best.append((chain.names + [stage.name], chain.sum + stage.time))
        }
        guard let longest = best.max(by: { $0.sum < $1.sum }) else { return }
        (self.stages, sum) = (longest.names, longest.sum)
    }
}

extension RuleBook.Window {
    fileprivate func lies(inside outer: RuleBook.Window) -> Bool {
        flow == outer.flow && outer.from <= from && until <= outer.until
            && (from, until) != (outer.from, outer.until)
    }
}

extension Item {
    /// Work, or waiting that is no instant of the case.
    fileprivate var takesTime: Bool {
        switch kind {
        case .step(let step): step.work != nil
        case .wait(let wait): if case .for = wait.duration { true } else { false }
        case .together(let branches): branches.contains { $0.items.contains(where: \.takesTime) }
        }
    }
}
