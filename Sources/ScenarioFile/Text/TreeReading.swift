import Yams

/// Text to tree. The only file that knows the YAML parser.
enum TreeReading {
    struct Result {
        /// Nil where the text could not be read at all.
        var tree: Tree?
        var problems: [Misfit]
    }

    /// Reads one YAML document. `file` goes into all places; `shift` is added to the columns of the
    /// first line (a value from the command line stands behind its path).
    static func read(_ text: String, file: Int, shift: Int = 0) -> Result {
        let scan = StructureScan(text, file: file)
        var problems = scan.problems.map { $0.shifted(by: shift) }
        guard !scan.mustStop else { return Result(tree: nil, problems: problems) }
        let source = scan.repeatedKeys.isEmpty ? text : scan.textWithoutRepeatedKeys()
        do {
            guard let root = try compose(yaml: source, .basic, .default, .utf8) else {
                problems.append(Misfit(.emptyFile, at: SourcePlace(file: file, line: 1, column: 1)))
                return Result(tree: nil, problems: problems)
            }
            var reader = NodeReader(file: file, shift: shift, hidden: Set(scan.problems.map(\.place)))
            let tree = reader.tree(root)
            return Result(tree: tree, problems: problems + reader.problems)
        } catch {
            problems.append(misfit(of: error, file: file).shifted(by: shift))
            return Result(tree: nil, problems: problems)
        }
    }

    private static func misfit(of error: any Error, file: Int) -> Misfit {
        func make(_ text: String, _ mark: Mark?) -> Misfit {
            let place = SourcePlace(
                file: file, line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
            return Misfit(.yaml(text), at: place)
        }
        guard let error = error as? YamlError else { return make("unreadable", nil) }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return make(problem, mark)
        case .reader(let problem, _, _, _):
            return make(problem, nil)
        case .duplicatedKeysInMapping(let keys, let context):
            return make("the key \(keys.sorted().first ?? "") occurs twice", context.mark)
        default:
            return make("unreadable", nil)
        }
    }
}

private struct NodeReader {
    let file: Int
    let shift: Int
    /// Places of keys that were reported already.
    let hidden: Set<SourcePlace>
    var problems: [Misfit] = []

    init(file: Int, shift: Int, hidden: Set<SourcePlace>) {
        self.file = file
        self.shift = shift
        self.hidden = hidden
    }

    private func place(_ node: Node, length: Int = 1) -> SourcePlace {
        let line = node.mark?.line ?? 1
        let column = (node.mark?.column ?? 1) + (line == 1 ? shift : 0)
        return SourcePlace(file: file, line: line, column: column, length: length)
    }

    mutating func tree(_ node: Node) -> Tree {
        switch node {
        case .scalar(let scalar):
            let (text, length) = scalarText(scalar)
            return Tree(content: .scalar(text), place: place(node, length: length))
        case .sequence(let sequence):
            return Tree(content: .sequence(sequence.map { tree($0) }), place: place(node))
        case .mapping(let mapping):
            var pairs: [Tree.Pair] = []
            for (key, value) in mapping {
                guard case .scalar(let scalar) = key else {
                    problems.append(Misfit(.keyIsNoWord, at: place(key)))
                    continue
                }
                let keyPlace = place(key, length: scalarText(scalar).length)
                let read = tree(value)
                if !isHidden(key, scalar) {
                    pairs.append(Tree.Pair(key: Located(scalar.string, at: keyPlace), value: read))
                }
            }
            return Tree(content: .mapping(pairs), place: place(node))
        case .alias:
            problems.append(Misfit(.alias, at: place(node)))
            return Tree(content: .scalar(Tree.Scalar(text: "", offset: nil)), place: place(node))
        }
    }

    /// Repeated keys were replaced by characters of a plane that no keyboard has.
    private func isHidden(_ key: Node, _ scalar: Node.Scalar) -> Bool {
        guard let first = scalar.string.unicodeScalars.first, first.value >= 0xF0000 else { return false }
        let line = key.mark?.line ?? 1
        let column = key.mark?.column ?? 1
        return hidden.contains { $0.line == line && $0.column == column }
    }

    private func scalarText(_ scalar: Node.Scalar) -> (Tree.Scalar, length: Int) {
        let count = scalar.string.unicodeScalars.count
        switch scalar.style {
        case .singleQuoted, .doubleQuoted:
            // With escapes the source is longer than the text, and offsets would lie.
            let plain = !scalar.string.unicodeScalars.contains { $0 == "'" || $0 == "\\" || $0.value < 0x20 }
            let safe = scalar.style == .singleQuoted ? !scalar.string.contains("'") : plain
            return (Tree.Scalar(text: scalar.string, offset: safe ? 1 : nil), count + 2)
        case .literal, .folded:
            return (Tree.Scalar(text: scalar.string, offset: nil), 1)
        default:
            return (Tree.Scalar(text: scalar.string, offset: 0), count)
        }
    }
}
