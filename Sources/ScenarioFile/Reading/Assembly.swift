/// One tree out of a file, the files it extends, and the changes made to it.
struct Assembly {
    private(set) var sources: [SourceText] = []
    /// Where each source lies; a change from outside speaks as the scenario does.
    private(set) var homes: [ObservedFiles.Home] = []
    private(set) var misfits: [Misfit] = []
    private(set) var root: Tree?
    private let files: FileReader

    init(_ origin: Origin) {
        files = origin.files
        let name = origin.file.split(separator: "/").last.map(String.init) ?? origin.file
        root = tree(bytes: origin.bytes, file: origin.file, path: name, chain: [name])
        for change in origin.changes { apply(change) }
    }

    // MARK: files

    private mutating func tree(bytes: [UInt8], file: String, path: String, chain: [String]) -> Tree? {
        let index = sources.count
        homes.append(ObservedFiles.Home(path: path, shown: file))
        switch SourceReading.text(of: bytes, file: index) {
        case .failure(let misfit):
            sources.append(
                SourceText(file: file, text: String(decoding: bytes.prefix(100_000), as: UTF8.self)))
            misfits.append(misfit)
            return nil
        case .success(let text):
            sources.append(SourceText(file: file, text: text))
            let result = TreeReading.read(text, file: index)
            misfits += result.problems
            guard let tree = result.tree else { return nil }
            guard tree.pairs != nil else {
                misfits.append(
                    tree.isEmpty
                        ? Misfit(.emptyFile, at: SourcePlace(file: index, line: 1, column: 1))
                        : Misfit(.shape(found: tree.shape, wanted: "keys with values"), at: tree.place))
                return nil
            }
            return extended(tree, file: file, path: path, chain: chain)
        }
    }

    /// The tree upon the one it extends.
    private mutating func extended(_ tree: Tree, file: String, path: String, chain: [String]) -> Tree? {
        guard let base = tree["extends"] else {
            if let change = tree.pairs?.first(where: { $0.key.value == "change" }) {
                misfits.append(Misfit(.changeWithoutExtends, at: change.key.place))
            }
            return tree.without(["extends", "change"])
        }
        guard let name = base.text, !name.isEmpty else {
            misfits.append(
                Misfit(
                    base.isEmpty ? .emptyValue : .shape(found: base.shape, wanted: "a file"), at: base.place))
            return nil
        }
        guard let target = RelativePath.join(path, name) else {
            misfits.append(Misfit(.fileOutside(name), at: base.place))
            return nil
        }
        guard !chain.contains(target) else {
            misfits.append(Misfit(.extendsCircle(name), at: base.place))
            return nil
        }
        let bytes: [UInt8]
        do throws(FileReader.Failure) {
            bytes = try files.read(target, SourceReading.largestFile)
        } catch {
            misfits.append(
                Misfit(error == .outside ? .fileOutside(name) : .extendsMissing(name), at: base.place))
            return nil
        }
        let shown = RelativePath.beside(file, name)
        guard var root = self.tree(bytes: bytes, file: shown, path: target, chain: chain + [target]) else {
            return nil
        }
        root.overlay(tree)
        if let change = tree["change"] { apply(change, to: &root) }
        return root
    }

    // MARK: changes

    private mutating func apply(_ change: Tree, to root: inout Tree) {
        guard let pairs = change.pairs else {
            let problem: Problem =
                change.isEmpty ? .emptyValue : .shape(found: change.shape, wanted: "{ PATH: value }")
            misfits.append(Misfit(problem, at: change.place))
            return
        }
        for pair in pairs { apply(pair.key.value, pair.value, to: &root, at: pair.key.place) }
    }

    private mutating func apply(_ path: String, _ value: Tree, to root: inout Tree, at place: SourcePlace) {
        switch PathChange(path: path, value: value).apply(to: &root) {
        case .done: break
        case .noSuchPath:
            misfits.append(Misfit(.unknownPath(path, near: Paths.near(path, in: root)), at: place))
        case .cannotTakeAway: misfits.append(Misfit(.cannotTakeAway(path), at: place))
        }
    }

    /// A change from outside is a source of its own: one line, `PATH=VALUE`.
    private mutating func apply(_ change: Change) {
        let index = sources.count
        let line = change.path + "=" + change.value
        sources.append(SourceText(file: "--set", text: line, isChange: true))
        homes.append(homes[0])
        guard root != nil else { return }
        let shift = change.path.unicodeScalars.count + 1
        let start = SourcePlace(file: index, line: 1, column: 1, length: shift - 1)
        guard case .success = SourceReading.text(of: Array(line.utf8), file: index) else {
            misfits.append(Misfit(.unknownPath(change.path, near: []), at: start))
            return
        }
        guard let value = value(change.value, file: index, shift: shift), var copy = root else { return }
        apply(change.path, value, to: &copy, at: start)
        root = copy
    }

    /// Braces, brackets and quotes are read as in a file; all else is the text itself.
    private mutating func value(_ text: String, file: Int, shift: Int) -> Tree? {
        if let first = text.unicodeScalars.first, "{[\"'".unicodeScalars.contains(first) {
            let result = TreeReading.read(text, file: file, shift: shift)
            misfits += result.problems
            return result.tree
        }
        let place = SourcePlace(file: file, line: 1, column: shift + 1, length: text.unicodeScalars.count)
        return Tree(content: .scalar(Tree.Scalar(text: text, offset: 0)), place: place)
    }
}

extension Tree {
    func without(_ keys: Set<String>) -> Tree {
        guard case .mapping(let pairs) = content else { return self }
        return Tree(content: .mapping(pairs.filter { !keys.contains($0.key.value) }), place: place)
    }

    /// Top keys of another file replace those of this one, or are added.
    mutating func overlay(_ other: Tree) {
        guard case .mapping(var pairs) = content else { return }
        for pair in other.pairs ?? [] where pair.key.value != "extends" && pair.key.value != "change" {
            if let i = pairs.firstIndex(where: { $0.key.value == pair.key.value }) {
                pairs[i] = pair
            } else {
                pairs.append(pair)
            }
        }
        content = .mapping(pairs)
    }
}

/// Paths as they stand in a file: relative, with forward slashes.
enum RelativePath {
    /// `name` as seen from the folder of `path`, with `..` resolved; nil where it is absolute or leads
    /// further up than the folder above the scenario's.
    static func join(_ path: String, _ name: String) -> String? {
        guard !name.hasPrefix("/"), !name.contains("\\"), !name.contains("\0") else { return nil }
        var parts = path.split(separator: "/").dropLast().map(String.init)
        for part in name.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(String(part))
            }
        }
        guard parts.filter({ $0 == ".." }).count <= 1, let last = parts.last, last != ".." else { return nil }
        return parts.joined(separator: "/")
    }

    /// The name as shown to users: beside the file that speaks of it.
    static func beside(_ file: String, _ name: String) -> String {
        guard let slash = file.lastIndex(of: "/") else { return name }
        return String(file[...slash]) + name
    }
}
