/// A value put in place of another, found by its path: `staff.clerk`, `investigate.work.mean`.
struct PathChange {
    enum Result: Equatable {
        case done
        case noSuchPath
        /// Only named things can be taken away.
        case cannotTakeAway
    }

    let parts: [String]
    let value: Tree

    init(path: String, value: Tree) {
        parts = Self.parts(of: path)
        self.value = value
    }

    /// The names between the dots; two dots together are the range sign of a key such as `Mon..Fri`.
    static func parts(of path: String) -> [String] {
        var parts = [""]
        var rest = Substring(path)
        while let first = rest.first {
            if rest.hasPrefix("..") {
                parts[parts.count - 1] += ".."
                rest = rest.dropFirst(2)
            } else {
                if first == "." { parts.append("") } else { parts[parts.count - 1].append(first) }
                rest = rest.dropFirst()
            }
        }
        return parts
    }

    private var isRemoval: Bool { value.text == "none" }

    /// Changes the tree of a whole file.
    func apply(to root: inout Tree) -> Result {
        guard case .mapping(let pairs) = root.content, !parts.contains("") else { return .noSuchPath }
        let first = parts[0]
        if Key.topNames.contains(first), !["extends", "change", "flow", "flows"].contains(first) {
            if parts.count == 1 { return setKey(first, in: &root) }
            return root.withValue(of: first) { setInside(first, &$0) } ?? .noSuchPath
        }
        for (i, pair) in pairs.enumerated() where pair.key.value == "flow" || pair.key.value == "flows" {
            var copy = pair.value
            let result =
                pair.key.value == "flow"
                ? setItem(&copy)
                : copy.withFirst { setItem(&$0) }
            guard let result else { continue }
            root.replace(pair: i, by: copy)
            return result
        }
        return .noSuchPath
    }

    // MARK: parts of the file

    private func setInside(_ top: String, _ tree: inout Tree) -> Result {
        switch top {
        case "calendar": return setKeys(1, &tree, home: .calendar)
        case "run": return setKeys(1, &tree, home: .run)
        case "statistics": return setKeys(1, &tree, home: .statistics)
        case "arrivals": return setArrivals(&tree)
        case "staff": return setNamed(&tree) { setRole(&$0) }
        case "limits": return setNamed(&tree) { setKeys(2, &$0, home: .limit) }
        case "duties": return setNamed(&tree) { setKeys(2, &$0, home: .duty) }
        case "case": return setNamed(&tree) { setFree(2, &$0) }
        default: return setFree(1, &tree)
        }
    }

    private func setArrivals(_ tree: inout Tree) -> Result {
        guard case .sequence(var streams) = tree.content else { return setKeys(1, &tree, home: .stream) }
        guard let i = streams.firstIndex(where: { $0["stream"]?.text == parts[1] }) else {
            return .noSuchPath
        }
        if parts.count == 2 {
            guard isRemoval else { return .noSuchPath }
            streams.remove(at: i)
            tree.content = .sequence(streams)
            return .done
        }
        let result = setKeys(2, &streams[i], home: .stream)
        tree.content = .sequence(streams)
        return result
    }

    /// `{ NAME: … }`: takes one away, or goes on inside.
    private func setNamed(_ tree: inout Tree, _ inside: (inout Tree) -> Result) -> Result {
        guard case .mapping(var pairs) = tree.content,
            let i = pairs.firstIndex(where: { $0.key.value == parts[1] })
        else { return .noSuchPath }
        if parts.count == 2, isRemoval {
            pairs.remove(at: i)
            tree.content = .mapping(pairs)
            return .done
        }
        let result = inside(&pairs[i].value)
        tree.content = .mapping(pairs)
        return result
    }

    // MARK: roles

    private func setRole(_ role: inout Tree) -> Result {
        if parts.count == 2 {
            if role.pairs?.contains(where: { $0.key.value == "people" }) == true,
                value.pairs?.first?.key.value != "people"
            {
                return role.withValue(of: "people") { setPeople(&$0) } ?? .noSuchPath
            }
            return setPeople(&role)
        }
        if role.text != nil, Key.names(in: .role).contains(parts[2]) {
            let key = Located("people", at: role.place)
            role = Tree(content: .mapping([Tree.Pair(key: key, value: role)]), place: role.place)
        }
        if parts.count == 3, parts[2] == "people" {
            return role.withValue(of: "people") { setPeople(&$0) } ?? .noSuchPath
        }
        if Key.names(in: .role).contains(parts[2]) { return setKeys(2, &role, home: .role) }
        return role.withValue(of: "people") { setFree(2, &$0) } ?? .noSuchPath
    }

    /// A bare number changes the number of `6 of ROLE` and `2 per UNIT` alone.
    private func setPeople(_ people: inout Tree) -> Result {
        guard let old = people.text, let new = value.text, new.unicodeScalars.allSatisfy(Words.isDigit) else {
            people = value
            return .done
        }
        let words = old.split(separator: " ", maxSplits: 1)
        let isQualified = words.count == 2 && (words[1].hasPrefix("of ") || words[1].hasPrefix("per "))
        people = isQualified ? value.withText(new + " " + words[1]) : value
        return .done
    }

    // MARK: items

    /// Nil where the item is not in this list.
    private func setItem(_ list: inout Tree) -> Result? {
        guard case .sequence(var items) = list.content else { return nil }
        for i in items.indices {
            let kind = items[i].pairs?.first { ["step", "wait", "together"].contains($0.key.value) }
            if let kind, kind.value.text == parts[0] {
                if parts.count == 1 {
                    guard isRemoval else { return .noSuchPath }
                    items.remove(at: i)
                    list.content = .sequence(items)
                    return .done
                }
                let homes: [String: Key.Home] = ["step": .step, "wait": .wait, "together": .together]
                let result = setItemKey(&items[i], home: homes[kind.key.value] ?? .step)
                list.content = .sequence(items)
                return result
            }
            let inside = items[i].withValue(of: "branches") { branches in branches.withFirst { setItem(&$0) }
            }
            if let inside, let result = inside {
                list.content = .sequence(items)
                return result
            }
        }
        return nil
    }

    private func setItemKey(_ item: inout Tree, home: Key.Home) -> Result {
        if Key.names(in: home).contains(parts[1]) { return setKeys(1, &item, home: home) }
        return item.withValue(of: "outcomes") { outcomes in
            setNamed(&outcomes) { setKeys(2, &$0, home: .outcome) }
        } ?? .noSuchPath
    }

    // MARK: keys and values

    private func setKey(_ key: String, in tree: inout Tree) -> Result {
        guard case .mapping(var pairs) = tree.content else { return .noSuchPath }
        if let i = pairs.firstIndex(where: { $0.key.value == key }) {
            pairs[i].value = value
        } else {
            pairs.append(Tree.Pair(key: Located(key, at: value.place), value: value))
        }
        tree.content = .mapping(pairs)
        return .done
    }

    /// The keys of a known part: one that is not there yet is added, if the language has it.
    private func setKeys(_ level: Int, _ tree: inout Tree, home: Key.Home) -> Result {
        guard level < parts.count else { return isRemoval ? .cannotTakeAway : .noSuchPath }
        guard Key.names(in: home).contains(parts[level]) else { return .noSuchPath }
        if level == parts.count - 1 { return setKey(parts[level], in: &tree) }
        return tree.withValue(of: parts[level]) { inner in
            parts[level] == "if late" ? setKeys(level + 1, &inner, home: .ifLate) : setFree(level + 1, &inner)
        } ?? .noSuchPath
    }

    /// Inside a split, weights, or any other mapping: only what is there can be changed; at the end a
    /// quantity may be changed by parameter.
    private func setFree(_ level: Int, _ tree: inout Tree) -> Result {
        guard level < parts.count else {
            tree = value
            return .done
        }
        if tree.pairs != nil {
            return tree.withValue(of: parts[level]) { setFree(level + 1, &$0) } ?? .noSuchPath
        }
        guard level == parts.count - 1, let old = tree.text, let new = value.text,
            let text = QuantityParameters.text(old, setting: parts[level], to: new)
        else { return .noSuchPath }
        tree = value.withText(text)
        return .done
    }
}

extension Tree {
    /// Changes the value of a key; nil where there is none.
    mutating func withValue<Result>(of key: String, _ change: (inout Tree) -> Result) -> Result? {
        guard case .mapping(var pairs) = content, let i = pairs.firstIndex(where: { $0.key.value == key })
        else {
            return nil
        }
        let result = change(&pairs[i].value)
        content = .mapping(pairs)
        return result
    }

    /// Tries the values one after the other until one takes the change.
    mutating func withFirst<Result>(_ change: (inout Tree) -> Result?) -> Result? {
        guard case .mapping(var pairs) = content else { return nil }
        for i in pairs.indices {
            if let result = change(&pairs[i].value) {
                content = .mapping(pairs)
                return result
            }
        }
        return nil
    }

    mutating func replace(pair index: Int, by value: Tree) {
        guard case .mapping(var pairs) = content else { return }
        pairs[index].value = value
        content = .mapping(pairs)
    }

    /// The same place with another text, whose words have no places of their own.
    func withText(_ text: String) -> Tree {
        Tree(content: .scalar(Scalar(text: text, offset: nil)), place: place)
    }
}
