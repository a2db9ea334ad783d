import CaseFlow
import SimKernel

/// Class words that something refers to, each with its bit.
struct WordTable {
    private(set) var names: [String] = []
    private var bits: [String: Int] = [:]
    /// What one machine word holds.
    static let most = 64

    /// False where there is no bit left.
    mutating func add(_ name: String) -> Bool {
        if bits[name] != nil { return true }
        guard names.count < Self.most else { return false }
        bits[name] = names.count
        names.append(name)
        return true
    }

    func isUsed(_ name: String) -> Bool { bits[name] != nil }

    /// No bit for a word that nothing refers to.
    func mask(_ name: String) -> UInt64 { bits[name].map { 1 << UInt64($0) } ?? 0 }

    func mask(_ names: some Sequence<String>) -> UInt64 { names.reduce(0) { $0 | mask($1) } }

    func all(label: (String) -> Label) -> [Word] {
        names.enumerated().map { Word(label: label($1), bit: $0) }
    }
}

extension Compilation {
    /// Gives bits to the words of `mix` and to every word that a test, a split or a line asks for.
    func findWords() {
        for stream in scenario.streams {
            for line in stream.mix { need(line.word) }
        }
        for item in scenario.allItems { needWords(of: item) }
        for limit in scenario.limits {
            needWords(limit.only)
            needWords(
                of: LimitTerms(
                    within: limit.lengths, rule: limit.rule, target: limit.target, counted: nil,
                    ifLate: limit.ifLate))
        }
        for duty in scenario.duties { needWords(of: duty.limit) }
        needWords(scenario.statistics?.counts)
        for rule in queues.flatMap(\.rules) {
            switch rule.value {
            case .before(let chain): chain.filter { $0.value != "others" }.forEach(need)
            case .interrupts(let by, let of): [by, of].filter { $0.value != "others" }.forEach(need)
            default: break
            }
        }
        for role in scenario.staff {
            if case .split(let rows) = role.people { needWords(.byWord(rows, at: role.place)) }
        }
        for entry in scenario.caseEntries where isUsed(number: entry.name.value) {
            if case .number(let quantities) = entry.kind { needWords(quantities) }
        }
        needWordsOfDraws()
    }

    private func need(_ word: Located<String>) {
        guard !words.add(word.value) else { return }
        if !tooManyWords {
            report(CompileFinding.tooManyWords(most: WordTable.most), at: word.place)
            tooManyWords = true
        }
    }

    private func needWords(_ phrase: Located<TestPhrase>?) {
        phrase?.value.words.forEach(need)
        for term in phrase?.value.terms ?? [] {
            guard case .cluster(_, let same, _) = term.kind else { continue }
            for word in scenario.names.words(of: .entry(same.value)) { need(Located(word, at: same.place)) }
        }
    }

    private func needWords(of terms: LimitTerms?) {
        needWords(terms?.within)
        needWords(terms?.rule)
        needWords(terms?.target)
        if let action = terms?.ifLate { needWords(of: action) }
    }

    private func needWords(of action: Action) {
        needWords(action.only)
        needWords(action.share)
        needWords(action.returnsAfter)
        needWords(action.costs)
    }

    private func needWords<Value>(_ split: Split<Value>?) {
        guard case .byWord(let rows, _)? = split else { return }
        for row in rows {
            row.words.forEach(need)
            needWords(row.value)
        }
    }

    private func needWords(of item: Item) {
        needWords(item.only)
        needWords(item.share)
        needWords(of: item.limit)
        needWords(of: item.startLimit)
        switch item.kind {
        case .step(let step):
            needWords(step.by)
            needWords(step.work)
            needWords(step.travel)
        case .wait(let wait):
            switch wait.duration {
            case .for(let quantities): needWords(quantities)
            case .until(let end): needWords(end)
            }
        case .together:
            break
        }
        for outcome in item.outcomes { needWords(of: outcome.action) }
    }

    /// A list that is drawn needs the words that its shares depend on.
    private func needWordsOfDraws() {
        var before = -1
        while before < words.names.count {
            before = words.names.count
            for entry in scenario.caseEntries where entry.words.contains(where: words.isUsed) {
                switch entry.kind {
                case .dependentList(let rows): needWords(rows)
                case .yesNo(let shares): needWords(shares)
                default: break
                }
            }
        }
    }
}
