/// One case as tests and splits see it: a word of each list and values of its numbers.
struct CaseWorld {
    /// An empty text where the case has no word of the list.
    var words: [WordList: String] = [:]
    var numbers: [String: Double] = [:]
    /// Terms that depend on the time or on other cases.
    var flags: [String: Bool] = [:]
}

/// All kinds of case that can come to an item, as far as the names of interest tell them apart.
///
/// Used to find shares that add up to more than the whole for some case, and tests that never hold.
/// Numbers are taken at, between and beyond the amounts they are compared with; so the answer is exact but
/// for words that `become` may set, which are taken as free.
struct CaseWorlds {
    private let names: NameTable
    private let streams: [StreamSection]
    private let entries: [String: CaseEntry]
    private let free: Set<WordList>
    private static let most = 20_000

    init(names: NameTable, streams: [StreamSection], entries: [CaseEntry], become: [String]) {
        self.names = names
        self.streams = streams
        self.entries = Dictionary(entries.map { ($0.name.value, $0) }, uniquingKeysWith: { a, _ in a })
        free = Set(become.flatMap { names.lists(of: $0) })
    }

    /// Every kind of case that these tests and split words distinguish; nil where there are too many.
    func all(tests: [TestPhrase], splitWords: [String], most: Int = most) -> [CaseWorld]? {
        var lists: [WordList] = []
        var open = splitWords + tests.flatMap { $0.words.map(\.value) }
        var seen: Set<String> = []
        while let word = open.popLast() {
            guard seen.insert(word).inserted else { continue }
            for list in names.lists(of: word) where !lists.contains(list) {
                lists.append(list)
                open += dependences(of: list)
            }
        }
        var worlds = [CaseWorld()]
        for list in lists {
            var choices = names.words(of: list)
            if mayLack(list) { choices.append("") }
            guard worlds.spread(over: choices, most: most, { $0.words[list] = $1 }) else { return nil }
        }
        for (name, values) in thresholds(of: tests).sorted(by: { $0.key < $1.key }) {
            guard worlds.spread(over: values, most: most, { $0.numbers[name] = $1 }) else { return nil }
        }
        for flag in Set(tests.flatMap(\.terms).compactMap(\.flag)).sorted() {
            guard worlds.spread(over: [true, false], most: most, { $0.flags[flag] = $1 }) else {
                return nil
            }
        }
        return worlds.filter(isPossible)
    }

    // MARK: which cases there are

    private func dependences(of list: WordList) -> [String] {
        func words<V>(_ split: Split<V>) -> [String] {
            guard case .byWord(let rows, _) = split else { return [] }
            return rows.flatMap { $0.words.map(\.value) + words($0.value) }
        }
        switch list {
        case .mix: return streams.compactMap(\.name?.value)
        case .streams, .outcomes: return []
        case .entry(let name), .yesNo(let name):
            switch entries[name]?.kind {
            case .dependentList(let split): return words(split)
            case .yesNo(let split): return words(split)
            default: return []
            }
        }
    }

    private func mayLack(_ list: WordList) -> Bool {
        switch list {
        case .mix: free.contains(list) || streams.contains { $0.mix.isEmpty }
        case .streams: streams.contains { $0.name == nil }
        case .entry: false
        case .yesNo, .outcomes: true
        }
    }

    private func isPossible(_ world: CaseWorld) -> Bool {
        world.words.allSatisfy { isPossible($0.key, $0.value, in: world) }
    }

    /// Free words may be anything, and what depends on them was drawn before they changed.
    private func isFree(_ list: WordList) -> Bool {
        free.contains(list)
            || dependences(of: list).contains { word in
                names.lists(of: word).contains { free.contains($0) }
            }
    }

    private func isPossible(_ list: WordList, _ word: String, in world: CaseWorld) -> Bool {
        guard !isFree(list) else { return true }
        switch list {
        case .mix:
            let name = world.words[.streams]
            let here = streams.filter { name == nil || $0.name?.value == name }
            if word.isEmpty { return here.contains { $0.mix.isEmpty } }
            return here.contains { has(word, $0.mix) }
        case .entry(let name):
            switch entries[name]?.kind {
            case .list(let shares): return has(word, shares)
            case .dependentList(let split): return split.value(in: world, names).map { has(word, $0) } ?? true
            default: return true
            }
        case .yesNo(let name):
            guard case .yesNo(let split)? = entries[name]?.kind else { return true }
            let share = split.value(in: world, names)?.billionths
            return word.isEmpty ? share != Share.whole : share != 0
        case .streams, .outcomes:
            return true
        }
    }

    private func has(_ word: String, _ shares: [WordShare]) -> Bool {
        shares.contains { $0.word.value == word && $0.share.value.billionths > 0 }
    }

    /// For each number the amounts it is compared with, and one value between, below and above them.
    private func thresholds(of tests: [TestPhrase]) -> [String: [Double]] {
        var amounts: [String: [Double]] = [:]
        for term in tests.flatMap(\.terms) {
            guard case .number(let name, _, let amount) = term.kind else { continue }
            amounts[name, default: []].append(amount.inBaseUnits ?? amount.value)
        }
        return amounts.mapValues { values in
            let sorted = Set(values).sorted()
            var points = [sorted[0] - 1]
            for (i, value) in sorted.enumerated() {
                points += [value, i + 1 < sorted.count ? (value + sorted[i + 1]) / 2 : value + 1]
            }
            return points
        }
    }
}

extension [CaseWorld] {
    /// Every world with every choice; false where that would be too many.
    fileprivate mutating func spread<Choice>(
        over choices: [Choice], most: Int, _ set: (inout CaseWorld, Choice) -> Void
    ) -> Bool {
        guard count * choices.count <= most else { return false }
        self = flatMap { world in
            choices.map { choice in
                var copy = world
                set(&copy, choice)
                return copy
            }
        }
        return true
    }
}

extension Split {
    /// The value for such a case; nil where no row fits it.
    func value(in world: CaseWorld, _ names: NameTable) -> Value? {
        switch self {
        case .one(let value): return value.value
        case .byWord(let rows, _):
            let row = rows.first { row in
                row.isOthers || row.words.contains { world.has($0.value, names) }
            }
            return row?.value.value(in: world, names)
        }
    }

    /// The words that decide.
    var words: [String] {
        guard case .byWord(let rows, _) = self else { return [] }
        return rows.flatMap { $0.words.map(\.value) + $0.value.words }
    }
}

extension CaseWorld {
    func has(_ word: String, _ names: NameTable) -> Bool {
        names.lists(of: word).contains { words[$0] == word }
    }

    func holds(_ test: TestPhrase, _ names: NameTable) -> Bool {
        func holds(_ term: TestTerm) -> Bool { term.negated != holdsPlain(term, names) }
        return test.joiner == .and ? test.terms.allSatisfy(holds) : test.terms.contains(where: holds)
    }

    private func holdsPlain(_ term: TestTerm, _ names: NameTable) -> Bool {
        switch term.kind {
        case .word(let word): return has(word, names)
        case .number(let name, let comparison, let amount):
            let value = numbers[name] ?? 0
            let other = amount.inBaseUnits ?? amount.value
            switch comparison {
            case .atLeast: return value >= other
            case .atMost: return value <= other
            case .above: return value > other
            case .below: return value < other
            }
        case .whileOpen: return flags["open"] ?? false
        case .whileClosed: return !(flags["open"] ?? false)
        case .cluster: return term.flag.flatMap { flags[$0] } ?? false
        }
    }

    /// `complaint, hotline`, for a message; empty where nothing tells the case from others.
    func text(_ names: NameTable) -> String {
        names.entries.compactMap { name, entry in
            if case .word(let list) = entry.kind, words[list] == name { name } else { nil }
        }.joined(separator: ", ")
    }
}

extension TestTerm {
    /// What the term depends on beside the case itself.
    fileprivate var flag: String? {
        switch kind {
        case .whileOpen, .whileClosed: "open"
        case .cluster(let count, let same, let within): "\(count) \(same.value) \(within.text)"
        case .word, .number: nil
        }
    }
}
