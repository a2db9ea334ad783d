extension Decoder {
    func caseEntries() -> [CaseEntry] {
        entries(root["case"], "{ NAME: value }").compactMap { pair in
            guard let shape = outline.caseShapes[pair.key.value] else { return nil }
            return kind(pair, shape).map { CaseEntry(name: pair.key, kind: $0, place: pair.key.place) }
        }
    }

    private func kind(_ pair: Tree.Pair, _ shape: Outline.CaseShape) -> CaseEntry.Kind? {
        switch shape {
        case .list:
            return .list(wordShares(pair.value, list: pair.key.value))
        case .dependentList:
            return dependentList(pair)
        case .yesNo:
            return splitShare(pair.value).map { .yesNo($0) }
        case .number:
            guard let split = splitQuantity(pair.value, .number) else { return nil }
            return checkUnits(of: split, name: pair.key.value) ? .number(split) : nil
        case .unit:
            let read = phrase(pair.value) { (words) throws(Misfit) in
                try words.require("one", "of", example: "one of 12")
                return try words.whole("how many", in: 1...100_000, example: "one of 12").value
            }
            unitCounts[pair.key.value] = read?.value
            return read.map { .oneOf($0.value) }
        case .person:
            let read = phrase(pair.value) { (words) throws(Misfit) in
                try words.require("someone", "of", example: "someone of clerk")
                return try words.name("a role", example: "someone of clerk")
            }
            guard let role = read?.value, resolve(role, as: .role) else { return nil }
            return .someone(of: role)
        }
    }

    private func dependentList(_ pair: Tree.Pair) -> CaseEntry.Kind? {
        func read(_ tree: Tree, depth: Int) -> Split<[WordShare]>? {
            guard let pairs = tree.pairs, pairs.contains(where: { $0.value.pairs != nil }) else {
                let shares = wordShares(tree, list: pair.key.value)
                return .one(Located(shares, at: tree.place))
            }
            guard depth < 2 else {
                report(.splitTooDeep, at: tree.place)
                return nil
            }
            return rows(pairs, at: tree.place, needsAll: true) { read($0, depth: depth + 1) }
        }
        return read(pair.value, depth: 0).map { .dependentList($0) }
    }

    /// All branches of a split number are measured in the same kind of unit.
    private func checkUnits(of split: Split<Quantity>, name: String) -> Bool {
        let units = split.leaves.flatMap(\.value.units)
        guard let first = units.first else {
            numberUnits[name] = .some(nil)
            return true
        }
        for unit in units where unit.value.base != first.value.base {
            report(.mixedUnits(first.value.text, unit.value.text), at: unit.place)
            return false
        }
        numberUnits[name] = first.value
        return true
    }

    /// Entries of `case` that nothing speaks of.
    func checkCaseIsUsed(_ entries: [CaseEntry]) {
        for entry in entries {
            let mentioned = used.contains(entry.name.value) || entry.words.contains { used.contains($0) }
            if !mentioned { report(.neverUsed(entry.name.value), at: entry.name.place) }
        }
    }

    /// A word whose shares depend, over any number of steps, on itself.
    func checkCircles(_ entries: [CaseEntry]) {
        var owner: [String: String] = [:]
        for entry in entries { for word in entry.words { owner[word] = entry.name.value } }
        var needs: [String: Set<String>] = [:]
        for entry in entries {
            needs[entry.name.value] = Set(dependences(of: entry).compactMap { owner[$0] })
        }
        for entry in entries where Circles.circle(from: entry.name.value, needs) {
            report(.circle(entry.name.value, what: "depends on itself"), at: entry.name.place)
            return
        }
    }

    private func dependences(of entry: CaseEntry) -> [String] {
        func words<V>(_ split: Split<V>) -> [String] {
            guard case .byWord(let rows, _) = split else { return [] }
            return rows.flatMap { $0.words.map(\.value) + words($0.value) }
        }
        switch entry.kind {
        case .dependentList(let split): return words(split)
        case .yesNo(let split): return words(split)
        case .number(let split): return words(split)
        default: return []
        }
    }
}

/// Circles among names.
enum Circles {
    /// True where a way leads from the name back to itself. Linear in the number of arrows.
    static func circle(from start: String, _ arrows: [String: Set<String>]) -> Bool {
        var seen: Set<String> = []
        var open = Array(arrows[start] ?? [])
        while let next = open.popLast() {
            if next == start { return true }
            if seen.insert(next).inserted { open += arrows[next] ?? [] }
        }
        return false
    }
}
