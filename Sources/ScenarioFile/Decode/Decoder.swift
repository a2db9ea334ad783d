/// Tree to `Scenario`. Collects all problems instead of stopping at the first.
final class Decoder {
    /// More are counted but not kept: a file with that many is of another kind altogether.
    static let mostProblems = 1000

    private(set) var found: [Misfit] = []
    private(set) var uncounted = 0
    let root: Tree
    let outline: Outline
    var names: NameTable { outline.names }
    /// Names that something in the file speaks of.
    private(set) var used: Set<String> = []
    /// What the numbers of `case` are measured in, known after `case` was read.
    var numberUnits: [String: Unit?] = [:]
    /// How many units an entry `one of n` of `case` has, known after `case` was read.
    var unitCounts: [String: Int] = [:]
    var observedFiles: ObservedFiles
    /// The item or flow whose values are being read.
    var context = Context()

    struct Context {
        /// Where the current item stands; nil outside items.
        var item: Outline.ItemPlace?
    }

    init(root: Tree, outline: Outline, observedFiles: ObservedFiles) {
        self.root = root
        self.outline = outline
        self.observedFiles = observedFiles
    }

    var hasErrors: Bool { found.contains { $0.problem.severity == .error } }

    func report(_ problem: Problem, at place: SourcePlace) {
        report(Misfit(problem, at: place))
    }

    func report(_ misfit: Misfit) {
        if found.count < Self.mostProblems { found.append(misfit) } else { uncounted += 1 }
    }

    // MARK: phrases

    /// Reads a whole value as one phrase; a misfit is reported and gives nil.
    func phrase<Value>(
        _ tree: Tree, _ read: (inout Words) throws(Misfit) -> Value
    ) -> Located<Value>? {
        do throws(Misfit) {
            var words = try Words(tree)
            let value = try read(&words)
            try words.end()
            return Located(value, at: tree.place)
        } catch {
            report(error)
            return nil
        }
    }

    func phrase<Value>(
        _ tree: Tree?, _ read: (inout Words) throws(Misfit) -> Value
    ) -> Located<Value>? {
        tree.flatMap { phrase($0, read) }
    }

    /// A text that is shown and never interpreted.
    func text(_ tree: Tree?) -> Located<String>? {
        guard let tree else { return nil }
        guard let text = tree.text else {
            report(.shape(found: tree.shape, wanted: "a text"), at: tree.place)
            return nil
        }
        guard !text.isEmpty else {
            report(.emptyValue, at: tree.place)
            return nil
        }
        return Located(text, at: tree.place)
    }

    /// One of a few phrases of the language.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ tree: Tree?, _ type: Choice.Type, _ what: String
    ) -> Located<Choice>? where Choice.RawValue == String {
        phrase(tree) { (words) throws(Misfit) in
            let text = words.text
            guard let choice = Choice(rawValue: text) else {
                let choices = Choice.allCases.map(\.rawValue)
                throw Misfit(.unknownWord(text, what: what, choices: choices), at: words.place)
            }
            while words.pop() != nil {}
            return choice
        }
    }

    /// A file beside the scenario.
    func file(_ tree: Tree?) -> Located<String>? {
        guard let name = text(tree) else { return nil }
        return checkedFile(name) ? name : nil
    }

    /// Files named in a scenario stay under its folder.
    func checkedFile(_ name: Located<String>) -> Bool {
        let parts = name.value.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.isEmpty, !parts.contains(".."), !parts.contains(""), !name.value.contains("\\") else {
            report(.fileOutside(name.value), at: name.place)
            return false
        }
        return true
    }

    // MARK: names

    /// What a name is wanted for.
    enum Wanted {
        case role, word, number, step, item, flow, list, unit, person

        var noun: String {
            switch self {
            case .role: "role"
            case .word: "class word"
            case .number: "number of the case"
            case .step: "step"
            case .item: "item"
            case .flow: "flow"
            case .list: "list"
            case .unit: "unit"
            case .person: "person"
            }
        }
        var home: String {
            switch self {
            case .role: "in staff"
            case .word: "in mix, case or outcomes"
            case .number, .list, .unit, .person: "in case"
            case .step, .item: "in flow"
            case .flow: "in flows"
            }
        }
        func accepts(_ kind: NameKind) -> Bool {
            switch (self, kind) {
            case (.role, .role), (.word, .word), (.number, .number), (.step, .item), (.item, .item),
                (.flow, .flow), (.list, .list), (.list, .unit), (.unit, .unit), (.person, .person):
                true
            default: false
            }
        }
    }

    func use(_ name: String) { used.insert(name) }

    /// Looks a name up; an unknown one, or one of another kind, is reported.
    @discardableResult
    func resolve(_ name: Located<String>, as wanted: Wanted) -> Bool {
        resolve(name, as: [wanted])
    }

    /// The same where several kinds may stand; the first one gives the message.
    @discardableResult
    func resolve(_ name: Located<String>, as wanted: [Wanted]) -> Bool {
        use(name.value)
        let entries = names.all(name.value)
        if entries.contains(where: { entry in wanted.contains { $0.accepts(entry.kind) } }) { return true }
        if let kind = entries.first?.kind {
            report(.otherKind(name.value, is: kind.noun, wanted: wanted[0].noun), at: name.place)
            return false
        }
        report(
            .unknownName(
                name.value, noun: wanted[0].noun, home: wanted[0].home, near: nearest(name.value, wanted)),
            at: name.place)
        return false
    }

    /// "Did you mean": asked for the first problems only, since it costs a look at every candidate.
    func nearest(_ name: String, among candidates: some Sequence<String>) -> String? {
        found.count < 100 ? Nearest.to(name, among: candidates) : nil
    }

    private func nearest(_ name: String, _ wanted: [Wanted]) -> String? {
        let candidates = names.entries.lazy.filter { entry in wanted.contains { $0.accepts(entry.entry.kind) }
        }
        return nearest(name, among: candidates.map(\.name))
    }
}

extension NameKind {
    /// `a role`, `a class word`.
    var noun: String {
        switch self {
        case .role: "a role"
        case .word: "a class word"
        case .list: "a list of words"
        case .number: "a number of the case"
        case .unit: "a unit of the case"
        case .person: "a person of the case"
        case .shift: "a shift"
        case .item: "an item of the flow"
        case .limit: "a limit"
        case .flow: "a flow"
        case .duty: "a duty"
        }
    }
}
