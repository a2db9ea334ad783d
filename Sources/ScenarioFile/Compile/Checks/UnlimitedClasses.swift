import CaseFlow

extension Compilation {
    /// A class that the file itself ranks above another and that has no limit where the other has one.
    func checkUnlimitedClasses(_ book: RuleBook) {
        var ranking = ClassRanking(scenario)
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
    private struct ListInFlow: Hashable {
        var list: WordList
        var flow: String?
    }
    private var stepsOf: [ListInFlow: [(word: String, steps: Set<String>)]] = [:]

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
        guard chain.count <= WordTable.most else { return }
        for (i, above) in chain.enumerated() {
            for below in chain[(i + 1)...] { byQueue.append((above, below == "others" ? nil : below)) }
        }
    }

    typealias Pair = (list: WordList, above: String, below: String?, reason: UnlimitedClass.Reason)

    /// Pairs of words of one list; those that no line ranks by their steps, where the limit speaks of them.
    mutating func pairs(for window: RuleBook.Window, _ book: RuleBook) -> [Pair] {
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

    private mutating func bySteps(_ window: RuleBook.Window, _ book: RuleBook) -> [Pair] {
        let spoken = (window.within.words + window.tests.flatMap { $0.words.map(\.value) }).flatMap(lists)
        var seen: Set<WordList> = []
        return spoken.filter { seen.insert($0).inserted }.flatMap { list -> [Pair] in
            if case .yesNo = list { return [] }
            let done = steps(list, window.flow, book)
            return done.flatMap { above in
                done.filter { $0.steps.isStrictSubset(of: above.steps) }
                    .map { (list, above.word, $0.word, .steps) }
            }
        }
    }

    /// For each word of a list the steps with people that such cases may do.
    private mutating func steps(
        _ list: WordList, _ flow: String?, _ book: RuleBook
    ) -> [(word: String, steps: Set<String>)] {
        let key = ListInFlow(list: list, flow: flow)
        if let known = stepsOf[key] { return known }
        let words = names.words(of: list)
        guard words.count <= WordTable.most else { return [] }
        var result = words.map { (word: $0, steps: Set<String>()) }
        for spot in book.spots where spot.flow == flow {
            guard case .step(let step) = spot.item.kind, step.by != nil else { continue }
            // Where that cannot be said, the step tells the words apart no more than one that all do.
            let doing =
                spot.item.only.flatMap { self.words(list, thatHold: $0.value, words, book) } ?? Set(words)
            for i in result.indices where doing.contains(result[i].word) {
                result[i].steps.insert(spot.item.name.value)
            }
        }
        stepsOf[key] = result
        return result
    }

    private func words(
        _ list: WordList, thatHold only: TestPhrase, _ words: [String], _ book: RuleBook
    ) -> Set<String>? {
        book.kinds(tests: [only], words: words).map { kinds in
            Set(kinds.filter { $0.holds(only, names) }.compactMap { $0.words[list] })
        }
    }
}
