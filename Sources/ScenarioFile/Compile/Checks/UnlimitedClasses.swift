import CaseFlow

extension Compilation {
    /// A class that the file itself ranks above another and that has no limit where the other has one.
    func checkUnlimitedClasses(_ book: RuleBook) {
        let ranking = ClassRanking(scenario)
        for window in book.windows {
            var told: Set<String> = []
            for (list, above, below, reason) in ranking.pairs(for: window, book) {
                guard !told.contains(above),
                    let found = finding(window, list, above, below, reason, book)
                else { continue }
                told.insert(above)
                report(found.0, at: found.1)
            }
        }
    }

    private func finding(
        _ window: RuleBook.Window, _ list: WordList, _ above: String, _ below: String?,
        _ reason: UnlimitedClass.Reason, _ book: RuleBook
    ) -> (UnlimitedClass, SourcePlace)? {
        let near = book.windows.filter {
            $0.flow == window.flow && $0.from <= window.until && window.from <= $0.until
        }
        guard let kinds = book.kinds(of: near, words: [above] + (below.map { [$0] } ?? [])) else {
            return nil
        }
        let upper = kinds.filter { $0.words[list] == above && book.holds(window.gate, $0) }
        let lower = kinds.filter { kind in
            below.map { kind.words[list] == $0 } ?? (kind.words[list] != above)
        }
        // Cases whose further words take the limit away from both classes say nothing about rank.
        guard !upper.isEmpty, let length = lower.lazy.compactMap({ self.length(window, $0, book) }).first,
            !upper.contains(where: { self.isCovered(window, by: near, $0, book) })
        else { return nil }
        let row = upper.lazy.compactMap { book.leaf(window, $0) }.first
        return (
            UnlimitedClass(
                limit: window.name.value, above: above, below: below ?? "others", text: length,
                reason: reason),
            row?.place ?? window.name.place
        )
    }

    private func length(_ window: RuleBook.Window, _ kind: CaseWorld, _ book: RuleBook) -> String? {
        guard let leaf = book.leaf(window, kind), leaf.value.kind != .none, leaf.value.kind != .solve else {
            return nil
        }
        return leaf.value.text
    }

    /// One limit, or several that follow one another, span as much; the question for a length counts as one.
    private func isCovered(
        _ window: RuleBook.Window, by near: [RuleBook.Window], _ kind: CaseWorld, _ book: RuleBook
    ) -> Bool {
        let own = near.filter { limit in book.leaf(limit, kind).map { $0.value.kind != .none } ?? false }
        var reached = window.from
        while reached <= window.until {
            let next = own.filter { $0.from <= reached && $0.until >= reached }.map(\.until).max()
            guard let next else { return false }
            reached = next + 1
        }
        return true
    }
}

/// Which class words the file puts above which others.
private struct ClassRanking {
    /// By the lines' orders; nil: everybody else.
    private var byQueue: [(above: String, below: String?)] = []
    private let names: NameTable

    init(_ scenario: Scenario) {
        names = scenario.names
        for queue in [scenario.queue] + scenario.staff.map(\.queue) {
            for rule in queue?.rules ?? [] {
                switch rule.value {
                case .before(let chain): add(chain.map(\.value))
                case .interrupts(let by, let of): add([by.value, of.value])
                default: break
                }
            }
        }
    }

    private mutating func add(_ chain: [String]) {
        for (i, above) in chain.enumerated() {
            for below in chain[(i + 1)...] { byQueue.append((above, below == "others" ? nil : below)) }
        }
    }

    typealias Pair = (list: WordList, above: String, below: String?, reason: UnlimitedClass.Reason)

    /// Pairs of words of one list; those that no line ranks by their steps, where the limit speaks of them.
    func pairs(for window: RuleBook.Window, _ book: RuleBook) -> [Pair] {
        var pairs: [Pair] = []
        for (above, below) in byQueue {
            for list in lists(above) {
                if let below {
                    if lists(below).contains(list) { pairs.append((list, above, below, .queue)) }
                    continue
                }
                let others = names.words(of: list).filter { other in
                    other != above && !byQueue.contains { $0.above == other && $0.below == nil }
                }
                pairs += others.map { (list, above, $0, .queue) }
                if case .yesNo = list { pairs.append((list, above, nil, .queue)) }
            }
        }
        return pairs
            + bySteps(window, book).filter { pair in
                !byQueue.contains { Set([$0.above, $0.below]).isSuperset(of: [pair.above, pair.below]) }
            }
    }

    private func lists(_ word: String) -> [WordList] {
        names.lists(of: word).filter { if case .outcomes = $0 { false } else { true } }
    }

    private func bySteps(_ window: RuleBook.Window, _ book: RuleBook) -> [Pair] {
        let spoken = Set(
            (window.within.words + window.tests.flatMap { $0.words.map(\.value) }).flatMap(lists))
        return spoken.flatMap { list -> [Pair] in
            let words = names.words(of: list)
            if case .yesNo = list { return [] }
            let done = words.map { steps(of: $0, list, window, book) }
            return words.indices.flatMap { a in
                words.indices.filter { done[$0].isStrictSubset(of: done[a]) }
                    .map { (list, words[a], words[$0], .steps) }
            }
        }
    }

    /// Steps with people that such cases may do, by the tests that speak of the list alone.
    private func steps(
        of word: String, _ list: WordList, _ window: RuleBook.Window, _ book: RuleBook
    ) -> Set<String> {
        let all = book.spots.filter { spot in
            guard spot.flow == window.flow, case .step(let step) = spot.item.kind, step.by != nil else {
                return false
            }
            guard let only = spot.item.only?.value else { return true }
            let kinds = book.kinds(tests: [only], words: [word]) ?? []
            return kinds.contains { $0.words[list] == word && $0.holds(only, names) }
        }
        return Set(all.map(\.item.name.value))
    }
}
