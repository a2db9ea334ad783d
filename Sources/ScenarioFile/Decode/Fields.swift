/// The keys of one mapping, checked against the table of keys.
struct Fields {
    let home: Key.Home
    let place: SourcePlace
    /// True where a key does not belong here: what seems to be missing may just be misspelt.
    let hasStrangers: Bool
    private let values: [String: Tree.Pair]

    /// Nil where the value is no mapping. Keys that do not belong here are reported.
    init?(_ tree: Tree, home: Key.Home, _ decoder: Decoder) {
        guard case .mapping(let pairs) = tree.content else {
            let problem: Problem =
                tree.isEmpty ? .emptyValue : .shape(found: tree.shape, wanted: "keys with values")
            decoder.report(problem, at: tree.place)
            return nil
        }
        self.init(pairs, place: pairs.first?.key.place ?? tree.place, home: home, decoder)
    }

    init(_ pairs: [Tree.Pair], place: SourcePlace, home: Key.Home, _ decoder: Decoder) {
        self.home = home
        self.place = place
        let known = Key.names(in: home)
        var values: [String: Tree.Pair] = [:]
        var brokenPhrase = false
        var hasStrangers = false
        for pair in pairs {
            let name = pair.key.value
            if known.contains(name) {
                values[name] = pair
                brokenPhrase = pair.value.text?.contains("(") == true
                continue
            }
            hasStrangers = true
            if !(brokenPhrase && pair.value.isEmpty) {
                // After `work: triangular(5, 10)` the rest of the phrase looks like keys: one message is enough.
                decoder.report(Self.problem(of: name, in: home, decoder), at: pair.key.place)
            }
        }
        self.hasStrangers = hasStrangers
        self.values = values
    }

    subscript(_ key: String) -> Tree? {
        assert(Key.names(in: home).contains(key), "\(key) is not in the table of keys")
        return values[key]?.value
    }

    func place(of key: String) -> SourcePlace? { values[key]?.key.place }

    private static func problem(of name: String, in home: Key.Home, _ decoder: Decoder) -> Problem {
        let known = Key.names(in: home)
        let near = name.isEmpty ? nil : decoder.nearest(name, among: known)
        let elsewhere = Key.all.first { $0.name == name }
        if let elsewhere {
            return .misplacedKey(name, home: home.rawValue, belongs: elsewhere.homes.map(\.rawValue))
        }
        return .unknownKey(name, home: home.rawValue, near: near, known: known)
    }
}

extension Decoder {
    /// The entries of `{ NAME: value }`; the names were checked with the outline.
    func entries(_ tree: Tree?, _ what: String) -> [Tree.Pair] {
        guard let tree else { return [] }
        guard let pairs = tree.pairs else {
            let problem: Problem = tree.isEmpty ? .emptyValue : .shape(found: tree.shape, wanted: what)
            report(problem, at: tree.place)
            return []
        }
        if pairs.isEmpty { report(.emptyValue, at: tree.place) }
        return pairs
    }

    /// A list, or a single value in place of a list of one.
    func list(_ tree: Tree?) -> [Tree] {
        guard let tree else { return [] }
        if case .sequence(let items) = tree.content {
            if items.isEmpty { report(.emptyValue, at: tree.place) }
            return items
        }
        return [tree]
    }

    /// `name`: display names.
    func displayNames(_ tree: Tree?) -> [DisplayName] {
        guard let tree else { return [] }
        guard let pairs = tree.pairs else {
            return text(tree).map { [DisplayName(language: "", text: $0.value)] } ?? []
        }
        return pairs.compactMap { pair in
            text(pair.value).map { DisplayName(language: pair.key.value, text: $0.value) }
        }
    }
}
