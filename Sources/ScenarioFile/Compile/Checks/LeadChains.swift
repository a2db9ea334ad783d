import CaseFlow
import SimKernel

extension Compilation {
    /// `at least … before …`: stages before it that a case's lead does not leave room for, be it the longest
    /// lead of its kind or the mean one.
    func checkLeadChains(_ book: RuleBook) {
        for section in scenario.limits {
            guard case .atLeast(let lengths, let number) = section.measure,
                let until = section.until.flatMap({ book.end($0.value, book.flow(of: section)) }),
                book.flow(of: section) == nil,
                let entry = scenario.caseEntries.first(where: { $0.name.value == number.value }),
                case .number(let quantities) = entry.kind
            else { continue }
            let way = LeadWay(book, until: until)
            let tests = way.tests + [section.only?.value].compactMap { $0 }
            let words = lengths.words + quantities.words + way.words
            guard let kinds = book.kinds(tests: tests, words: words) else { continue }
            checkLead(section, lengths, number.value, quantities, way, kinds, book)
        }
    }

    private func checkLead(
        _ section: LimitSection, _ lengths: Split<LengthPhrase>, _ number: String,
        _ quantities: Split<Quantity>, _ way: LeadWay, _ kinds: [CaseWorld], _ book: RuleBook
    ) {
        var all: [CaseWorld] = []
        var offending: [CaseWorld] = []
        var worst: (excess: Ticks, finding: ShortLead, place: SourcePlace)?
        for kind in kinds where book.holds(section.only?.value, kind) {
            guard let length = lengths.leaf(in: kind, scenario.names),
                let lead = Allowance(length.value, book.dailyHours, isStage: true),
                let quantity = quantities.leaf(in: kind, scenario.names), let table = leadTable(quantity)
            else { continue }
            all.append(kind)
            let chain = way.longest(kind)
            let needed = chain.sum + lead.elapsed
            guard !chain.stages.isEmpty, Double(needed) > table.mean else { continue }
            offending.append(kind)
            let excess = needed - Ticks(table.mean)
            guard excess > worst?.excess ?? -1 else { continue }
            let finding = ShortLead(
                limit: section.name.value, text: length.value.text, number: number,
                greatest: dayText(table.greatest),
                mean: needed > table.greatest ? nil : dayText(Ticks(table.mean)),
                kind: "", stages: chain.stages, sum: dayText(chain.sum))
            worst = (excess, finding, length.place)
        }
        guard var worst else { return }
        worst.finding.kind = book.text(of: offending, among: all)
        reportOnce(worst.finding, at: worst.place)
    }

    /// Nil where the figures are impossible, which is told elsewhere.
    private func leadTable(_ quantity: Located<Quantity>) -> QuantileTable? {
        guard let distribution = try? quantity.value.distribution() else { return nil }
        return QuantileTable(
            distribution, ticksPerUnit: ticksPerUnit(quantity.value.unit, dailyHours: Tick.day))
    }

    private func dayText(_ time: Ticks) -> String {
        time < Tick.day ? text(ofTicks: time) : decimals(Double(time) / Double(Tick.day), 1) + " days"
    }
}

/// The way of a case from arrival to a place: what the stages on it may take, and where there is no stage
/// what work and waits take at least.
private struct LeadWay {
    private let book: RuleBook
    private let spots: [RuleBook.Spot]
    private let windows: [RuleBook.Window]
    private let from: Int
    private let until: Int

    init(_ book: RuleBook, until: Int) {
        self.book = book
        self.until = until
        spots = book.spots.filter { $0.flow == nil && $0.branch == nil && 2 * $0.last + 1 <= until }
        from = spots.first.map { 2 * $0.first } ?? 0
        // Limits that begin or end inside branches run beside each other.
        let starts = Set(spots.map { 2 * $0.first })
        let ends = Set(spots.map { 2 * $0.last + 1 })
        windows = book.windows.filter {
            $0.flow == nil && starts.contains($0.from) && ends.contains($0.until)
        }
    }

    var tests: [TestPhrase] { windows.flatMap(\.tests) + spots.compactMap { $0.item.only?.value } }
    var words: [String] { windows.flatMap(\.within.words) }

    func longest(_ kind: CaseWorld) -> (stages: [ShortLead.Stage], sum: Ticks) {
        var best: [Int: (stages: [ShortLead.Stage], sum: Ticks)] = [from: ([], 0)]
        var last = from
        for spot in spots {
            let (start, next) = (2 * spot.first, 2 * spot.last + 2)
            guard let here = best[start] else { continue }
            let least = book.holds(spot.item.only?.value, kind) ? spot.item.leastTime(kind, book) : 0
            let own = least > 0 ? [ShortLead.Stage(name: spot.item.name.value, text: nil, time: least)] : []
            improve(&best[next], here.stages + own, here.sum + least)
            for window in windows where window.from == start {
                guard let leaf = book.leaf(window, kind),
                    let allowed = book.allowed(leaf.value, isStage: true)
                else { continue }
                let stage = ShortLead.Stage(
                    name: window.name.value, text: leaf.value.text, time: allowed.elapsed)
                improve(&best[window.until + 1], here.stages + [stage], here.sum + allowed.elapsed)
            }
            last = next
        }
        guard let (stages, sum) = best[last] else { return ([], 0) }
        // What takes next to nothing is not worth a word.
        return (stages.filter { $0.text != nil || 10 * $0.time >= sum }, sum)
    }

    private func improve(
        _ known: inout (stages: [ShortLead.Stage], sum: Ticks)?, _ stages: [ShortLead.Stage], _ sum: Ticks
    ) {
        if sum > known?.sum ?? -1 { known = (stages, sum) }
    }
}

extension Item {
    /// On the wall, of a case that does it; waits until an instant take none.
    fileprivate func leastTime(_ kind: CaseWorld, _ book: RuleBook) -> Ticks {
        if share != nil { return 0 }
        func least(_ split: Split<Quantity>?) -> Ticks {
            split?.leaf(in: kind, book.scenario.names)?.value.leastTime(book.dailyHours) ?? 0
        }
        switch self.kind {
        case .step(let step): return least(step.work)
        case .wait(let wait): if case .for(let time) = wait.duration { return least(time) } else { return 0 }
        case .together(let branches):
            return branches.map { branch in
                branch.items.filter { book.holds($0.only?.value, kind) && $0.only == nil }
                    .reduce(0) { $0 + $1.leastTime(kind, book) }
            }.max() ?? 0
        }
    }
}

extension Quantity {
    /// Zero where draws may come as near to it as they like.
    fileprivate func leastTime(_ dailyHours: Ticks) -> Ticks {
        let least: Amount? =
            switch family {
            case .constant(let amount), .uniform(let amount, _), .triangular(let amount, _, _): amount
            default: nil
            }
        guard per == nil, let least, let unit = least.unit else { return 0 }
        let one = unit == .workingDay ? dailyHours : Ticks(unit.seconds ?? 0) * Tick.second
        return Ticks((least.value * Double(one)).rounded())
    }
}
