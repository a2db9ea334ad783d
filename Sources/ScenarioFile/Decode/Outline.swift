/// What the file names and in which order, found before any value is read: so that every value can be
/// checked against all names, and all problems come at once.
struct Outline {
    /// Where an item stands.
    struct ItemPlace: Sendable, Hashable {
        enum Kind: Sendable { case step, wait, together }
        var name: String
        var kind: Kind
        /// The list it stands in: `flow`, a side flow, or a branch.
        var list: Int
        /// Its number in that list.
        var index: Int
        /// Its number in the whole file.
        var order: Int
        /// Nil for the main flow.
        var flow: String?
        /// The `together` in whose branch it stands.
        var together: String?
        var place: SourcePlace
        var hasPeople: Bool
    }

    var names = NameTable()
    private(set) var items: [String: ItemPlace] = [:]
    private(set) var itemsInOrder: [ItemPlace] = []
    private(set) var misfits: [Misfit] = []
    /// Shape of each entry of `case`.
    private(set) var caseShapes: [String: CaseShape] = [:]
    private var lists = 0

    enum CaseShape: Sendable, Hashable { case list, dependentList, yesNo, number, unit, person }

    init(_ root: Tree) {
        addStreams(root["arrivals"])
        addCase(root["case"])
        for pair in root["staff"]?.pairs ?? [] { add(pair.key, .role) }
        for pair in root["calendar"]?["shifts"]?.pairs ?? [] { add(pair.key, .shift) }
        addItems(root["flow"], flow: nil)
        for pair in root["flows"]?.pairs ?? [] {
            add(pair.key, .flow)
            addItems(pair.value, flow: pair.key.value)
        }
        for pair in root["limits"]?.pairs ?? [] { add(pair.key, .limit) }
        for pair in root["duties"]?.pairs ?? [] { add(pair.key, .duty) }
    }

    // MARK: parts of the file

    private mutating func addStreams(_ tree: Tree?) {
        guard let tree else { return }
        let streams = tree.items ?? [tree]
        for stream in streams {
            for pair in stream.pairs ?? [] where pair.key.value == "stream" {
                if let name = Self.located(pair.value) { add(name, .word(list: .streams)) }
            }
        }
        for stream in streams { addMix(stream["mix"]) }
    }

    /// The mixes of all streams are one list.
    private mutating func addMix(_ tree: Tree?) {
        for pair in tree?.pairs ?? [] {
            let isKnown = names.all(pair.key.value).contains { $0.kind == .word(list: .mix) }
            if !isKnown { add(pair.key, .word(list: .mix)) }
        }
    }

    private mutating func addCase(_ tree: Tree?) {
        for pair in tree?.pairs ?? [] {
            let shape = CaseShape(of: pair.value)
            caseShapes[pair.key.value] = shape
            switch shape {
            case .yesNo: add(pair.key, .word(list: .yesNo(pair.key.value)))
            case .number: add(pair.key, .number)
            case .unit: add(pair.key, .unit)
            case .person: add(pair.key, .person)
            case .list, .dependentList:
                add(pair.key, .list)
                addWords(of: pair.value, list: pair.key)
            }
        }
    }

    private mutating func addWords(of tree: Tree, list: Located<String>) {
        var words: [Located<String>] = []
        func collect(_ tree: Tree) {
            for pair in tree.pairs ?? [] {
                if pair.value.pairs != nil {
                    collect(pair.value)
                } else if !words.contains(where: { $0.value == pair.key.value }) {
                    words.append(pair.key)
                }
            }
        }
        collect(tree)
        if !words.isEmpty, words.allSatisfy({ names.isWord($0.value) }) {
            misfits.append(Misfit(.listOfForeignWords(list.value), at: words[0].place))
            return
        }
        for word in words { add(word, .word(list: .entry(list.value))) }
    }

    private mutating func addItems(_ tree: Tree?, flow: String?, together: String? = nil) {
        let list = lists
        lists += 1
        for (index, item) in (tree?.items ?? []).enumerated() {
            guard
                let pair = item.pairs?.first(where: { ["step", "wait", "together"].contains($0.key.value) }),
                let name = Self.located(pair.value)
            else { continue }
            let kinds: [String: ItemPlace.Kind] = ["step": .step, "wait": .wait, "together": .together]
            let place = ItemPlace(
                name: name.value, kind: kinds[pair.key.value] ?? .step, list: list, index: index,
                order: itemsInOrder.count, flow: flow, together: together, place: name.place,
                hasPeople: item["by"] != nil)
            itemsInOrder.append(place)
            if names.all(name.value).isEmpty { items[name.value] = place }
            add(name, .item)
            addOutcomes(item["outcomes"], of: name.value)
            for branch in item["branches"]?.pairs ?? [] {
                addItems(branch.value, flow: flow, together: name.value)
            }
        }
    }

    private mutating func addOutcomes(_ tree: Tree?, of item: String) {
        for pair in tree?.pairs ?? [] where pair.key.value != "others" {
            add(pair.key, .word(list: .outcomes(of: item)), isOutcome: true)
        }
    }

    // MARK: names

    private static func located(_ tree: Tree) -> Located<String>? {
        guard let text = tree.text, !text.isEmpty else { return nil }
        return Located(text, at: tree.place)
    }

    static let reserved: Set<String> = [
        "and", "or", "not", "others", "end", "arrival", "none", "solve", "all", "every", "next", "done",
        "starts", "while", "of", "per", "same", "as",
    ]

    private mutating func add(_ name: Located<String>, _ kind: NameKind, isOutcome: Bool = false) {
        if let problem = Self.problem(of: name.value, isOutcome: isOutcome) {
            misfits.append(Misfit(problem, at: name.place))
            return
        }
        let earlier = names.all(name.value).first { entry in
            if isOutcome, case .word(list: .outcomes) = entry.kind { return false }
            return true
        }
        if let earlier {
            misfits.append(
                Misfit(
                    .nameTwice(name.value, is: earlier.kind.noun, line: earlier.place.line), at: name.place))
            return
        }
        names.add(name.value, kind, at: name.place)
    }

    /// Kebab-case letters and digits, or letters of any other script.
    private static func problem(of name: String, isOutcome: Bool) -> Problem? {
        if name.isEmpty { return .emptyValue }
        // `X done` is a place of a limit, but no outcome stands where a place could.
        if reserved.contains(name), !(isOutcome && name == "done") { return .reservedName(name) }
        if Key.topNames.contains(name) { return .nameIsKey(name) }
        let scalars = Array(name.unicodeScalars)
        guard scalars.count <= 100 else { return .nameTooLong }
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        let isLetter = { (s: Unicode.Scalar) in s.properties.isAlphabetic }
        guard isLetter(scalars[0]), parts.allSatisfy({ !$0.isEmpty }),
            scalars.allSatisfy({ isLetter($0) || Words.isDigit($0) || $0 == "-" })
        else {
            return .badName(name, better: repaired(name))
        }
        return nil
    }

    private static func repaired(_ name: String) -> String? {
        var result = ""
        for scalar in name.unicodeScalars {
            if scalar.properties.isAlphabetic || (Words.isDigit(scalar) && !result.isEmpty) {
                result.unicodeScalars.append(scalar)
            } else if !result.isEmpty, !result.hasSuffix("-") {
                result += "-"
            }
        }
        while result.hasSuffix("-") { result.removeLast() }
        return result.isEmpty ? nil : result
    }
}

extension Outline.CaseShape {
    /// What an entry of `case` is, by its shape alone: names cannot be known yet.
    init(of tree: Tree) {
        var leaves: [String] = []
        var innermost: [[String]] = []
        func walk(_ tree: Tree) {
            if let pairs = tree.pairs {
                if pairs.contains(where: { $0.value.pairs == nil }) {
                    innermost.append(pairs.map(\.key.value))
                }
                for pair in pairs { walk(pair.value) }
            } else {
                leaves.append(tree.text ?? "")
            }
        }
        walk(tree)
        func isShare(_ text: String) -> Bool { text.hasSuffix("%") }
        func hasRows(_ keys: [String]) -> Bool { keys.contains { $0 == "others" || $0.contains(" or ") } }
        guard let pairs = tree.pairs else {
            let text = leaves[0]
            if text.hasPrefix("one of") {
                self = .unit
            } else if text.hasPrefix("someone of") {
                self = .person
            } else {
                self = isShare(text) ? .yesNo : .number
            }
            return
        }
        let isNumber = leaves.contains { text in
            !isShare(text) && text.contains(" ") && !text.hasSuffix(" %")
        }
        if isNumber {
            self = .number
        } else if innermost.contains(where: hasRows) {
            self = .yesNo
        } else {
            self = pairs.contains { $0.value.pairs != nil } ? .dependentList : .list
        }
    }
}
