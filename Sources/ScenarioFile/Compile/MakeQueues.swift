import CaseFlow

extension Compilation {
    /// Index of the order of a line; the same order is there once.
    func discipline(_ queue: QueuePhrase?) -> Int {
        let text = queue?.text ?? "first come"
        if let known = disciplines.firstIndex(where: { $0.text == text }) { return known }
        var rules: [Discipline.Rule] = []
        var interruptions: [Discipline.Interruption] = []
        for rule in queue?.rules ?? [] {
            // Nobody comes at the same place of a line of first come, first served.
            if rule.value == .firstCome { break }
            if let rule = self.rule(rule.value) { rules.append(rule) }
            if case .interrupts(let by, let of) = rule.value {
                interruptions.append(
                    .init(
                        by: words.mask(by.value), of: of.value == "others" ? 0 : words.mask(of.value)))
            }
        }
        if let queue, rules.count > SizeLimit.lineRules, let first = queue.rules.first {
            report(CompileFinding.tooManyLineRules(most: SizeLimit.lineRules), at: first.place)
        }
        disciplines.append(Discipline(rules: rules, interruptions: interruptions, text: text))
        return disciplines.count - 1
    }

    private func rule(_ rule: QueueRule) -> Discipline.Rule? {
        switch rule {
        case .before(let chain): return classes(in: chain.map(\.value))
        case .interrupts(let by, let of): return classes(in: [by.value, of.value])
        case .earliestDue: return .earliestDue
        case .leastSlack: return .leastSlack
        case .oldestCase: return .oldestCase
        case .largest(let name): return numberIndex[name.value].map { .largest(number: $0) }
        case .smallest(let name): return numberIndex[name.value].map { .smallest(number: $0) }
        case .lastCome: return .lastCome
        case .random: return .random
        case .firstCome: return nil
        }
    }

    private func classes(in chain: [String]) -> Discipline.Rule {
        let places = chain.enumerated()
        var rows = places.filter { $0.element != "others" }.map {
            Choice.Row(mask: words.mask($0.element), value: Int32($0.offset))
        }
        // A row without bits fits every case, so the others are looked at last wherever they stand.
        let others = places.first { $0.element == "others" }?.offset ?? chain.count
        rows.append(Choice.Row(mask: 0, value: Int32(others)))
        return .classes(choice(rows), ranks: max(others + 1, chain.count))
    }
}
