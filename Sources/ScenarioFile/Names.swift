/// What a name stands for.
package enum NameKind: Sendable, Hashable {
    case role
    /// A class word; words of one list exclude each other.
    case word(list: WordList)
    /// A list of `case` (its name, not its words).
    case list
    /// A number of a case.
    case number
    /// `one of n` of `case`.
    case unit
    /// A person of `case`.
    case person
    case shift
    case item
    case limit
    case flow
    case duty
}

/// The list a class word belongs to.
package enum WordList: Sendable, Hashable {
    case mix
    case streams
    /// A list of `case`, by its name.
    case entry(String)
    /// A yes/no word of `case`: a list of its own.
    case yesNo(String)
    /// The outcomes of an item, by its name.
    case outcomes(of: String)
}

/// All names of a scenario: one name, one thing (outcome names alone may recur).
package struct NameTable: Sendable {
    package struct Entry: Sendable, Hashable {
        package var kind: NameKind
        package var place: SourcePlace
    }
    /// In the order of the file. An outcome that several items give is there once for each.
    package internal(set) var entries: [(name: String, entry: Entry)] = []
    private var index: [String: [Int]] = [:]
    private var lists: [WordList: [String]] = [:]

    init() {}

    mutating func add(_ name: String, _ kind: NameKind, at place: SourcePlace) {
        index[name, default: []].append(entries.count)
        entries.append((name, Entry(kind: kind, place: place)))
        if case .word(let list) = kind { lists[list, default: []].append(name) }
    }

    /// All things of that name: more than one only for outcomes.
    package func all(_ name: String) -> [Entry] {
        (index[name] ?? []).map { entries[$0].entry }
    }

    package func kind(of name: String) -> NameKind? { all(name).first?.kind }

    /// The lists that a word belongs to; empty where it is no word.
    package func lists(of word: String) -> [WordList] {
        all(word).compactMap { if case .word(let list) = $0.kind { list } else { nil } }
    }

    package func isWord(_ name: String) -> Bool { !lists(of: name).isEmpty }

    /// The words of a list in the order of the file.
    package func words(of list: WordList) -> [String] { lists[list] ?? [] }
}
