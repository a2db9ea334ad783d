extension Decoder {
    /// A value that may be split by class. `leaf` reads one value and reports what is wrong with it.
    /// With `needsAll` a split without `others` must name every word of its list.
    func split<Value>(
        _ tree: Tree?, needsAll: Bool = true, _ leaf: (Tree) -> Located<Value>?
    ) -> Split<Value>? {
        guard let tree else { return nil }
        return split(tree, needsAll: needsAll, depth: 0, leaf)
    }

    private func split<Value>(
        _ tree: Tree, needsAll: Bool, depth: Int, _ leaf: (Tree) -> Located<Value>?
    ) -> Split<Value>? {
        guard case .mapping(let pairs) = tree.content else { return leaf(tree).map { .one($0) } }
        guard depth < 2 else {
            report(.splitTooDeep, at: tree.place)
            return nil
        }
        guard !pairs.isEmpty else {
            report(.emptyValue, at: tree.place)
            return nil
        }
        return rows(pairs, at: tree.place, needsAll: needsAll) { value in
            split(value, needsAll: needsAll, depth: depth + 1, leaf)
        }
    }

    /// The rows of a split, with its words checked.
    func rows<Value>(
        _ pairs: [Tree.Pair], at place: SourcePlace, needsAll: Bool, _ read: (Tree) -> Split<Value>?
    ) -> Split<Value>? {
        var rows: [SplitRow<Value>] = []
        var isWhole = true
        for pair in pairs {
            let words = rowWords(pair.key)
            let value = read(pair.value)
            if let words, let value {
                rows.append(SplitRow(words: words, value: value, place: pair.key.place))
            } else {
                isWhole = false
            }
        }
        guard isWhole else { return nil }
        return checkWords(of: rows, needsAll: needsAll, at: place) ? .byWord(rows, at: place) : nil
    }

    /// `WORD or WORD`, or `others` (no words at all); nil where a word is unknown.
    func rowWords(_ key: Located<String>) -> [Located<String>]? {
        if key.value == "others" { return [] }
        let texts = key.value.split(separator: " ", omittingEmptySubsequences: true)
        var words: [Located<String>] = []
        var column = key.place.column
        for (i, text) in texts.enumerated() {
            let place = SourcePlace(
                file: key.place.file, line: key.place.line, column: column, length: text.unicodeScalars.count)
            column += text.unicodeScalars.count + 1
            if i % 2 == 0 {
                words.append(Located(String(text), at: place))
            } else if text != "or" {
                report(.expects("'or'", found: String(text), example: "major or urgent"), at: place)
                return nil
            }
        }
        guard !words.isEmpty, texts.count % 2 == 1 else {
            report(.expects("a class word", found: nil, example: "major or urgent"), at: key.place)
            return nil
        }
        var known = true
        for word in words where !resolve(word, as: .word) { known = false }
        return known ? words : nil
    }

    /// All words of one list, each once, none left out.
    private func checkWords<Value>(
        of rows: [SplitRow<Value>], needsAll: Bool, at place: SourcePlace
    ) -> Bool {
        var seen: Set<String> = []
        for word in rows.flatMap(\.words) where !seen.insert(word.value).inserted {
            report(.wordTwice(word.value), at: word.place)
            return false
        }
        if let others = rows.firstIndex(where: \.isOthers), others != rows.count - 1 {
            report(.othersNotLast, at: rows[others].place)
            return false
        }
        let words = rows.flatMap(\.words)
        guard let first = words.first else { return true }
        let lists = names.lists(of: first.value)
        var common = lists
        for word in words.dropFirst() {
            let own = names.lists(of: word.value)
            common = common.filter { own.contains($0) }
            if common.isEmpty {
                report(.mixedLists(first.value, word.value), at: word.place)
                return false
            }
        }
        guard needsAll, !(rows.last?.isOthers ?? false), let list = common.first else { return true }
        return checkComplete(seen, list, at: place)
    }

    private func checkComplete(_ seen: Set<String>, _ list: WordList, at place: SourcePlace) -> Bool {
        switch list {
        case .yesNo, .outcomes:
            report(.othersMissing(nil), at: place)
            return false
        case .mix, .streams, .entry:
            if let missing = names.words(of: list).first(where: { !seen.contains($0) }) {
                report(.othersMissing(missing), at: place)
                return false
            }
            return true
        }
    }

    // MARK: values that may be split

    func splitShare(_ tree: Tree?) -> Split<Share>? {
        split(tree) { leaf in phrase(leaf) { (words) throws(Misfit) in try words.share() } }
    }

    func splitQuantity(_ tree: Tree?, _ rule: QuantityRule) -> Split<Quantity>? {
        split(tree) { leaf in quantity(leaf, rule) }
    }

    func quantity(_ tree: Tree?, _ rule: QuantityRule) -> Located<Quantity>? {
        guard let read = phrase(tree, { (words) throws(Misfit) in try words.quantity(rule) }) else {
            return nil
        }
        switch read.value.per {
        case .number(let name)?: if !checkFactor(name) { return nil }
        case .openCase?, .closedCase?:
            if rule.key != QuantityRule.work.key { report(.perCaseOutsideDuty, at: read.place) }
        case nil: break
        }
        if case .observed(let observed) = read.value.family { return filled(read, observed, rule) }
        return read
    }

    /// A number of the case that something can be multiplied by.
    private func checkFactor(_ name: Located<String>) -> Bool {
        guard resolve(name, as: .number) else { return false }
        guard let known = numberUnits[name.value], let unit = known, unit.isTime else { return true }
        report(.numberIsNoFactor(name.value, unit: unit.text), at: name.place)
        return false
    }

    func test(_ tree: Tree?) -> Located<TestPhrase>? {
        guard let read = phrase(tree, { (words) throws(Misfit) in try words.test() }) else { return nil }
        var known = true
        for term in read.value.terms where !checkTerm(term) { known = false }
        return known ? read : nil
    }

    private func checkTerm(_ term: TestTerm) -> Bool {
        switch term.kind {
        case .word(let word):
            return checkWord(Located(word, at: term.place))
        case .number(let name, _, let amount):
            guard resolve(Located(name, at: term.place), as: .number) else { return false }
            return checkUnit(of: amount, against: name)
        case .cluster(_, let same, _):
            return resolve(same, as: .list)
        case .whileOpen, .whileClosed:
            return true
        }
    }

    private func checkWord(_ word: Located<String>) -> Bool {
        if names.kind(of: word.value) == .number {
            use(word.value)
            report(.numberNeedsComparison(word.value), at: word.place)
            return false
        }
        return resolve(word, as: .word)
    }

    /// An amount is compared with a number in the number's own unit.
    func checkUnit(of amount: Amount, against name: String) -> Bool {
        guard let known = numberUnits[name], let unit = known else { return true }
        guard let own = amount.unit else {
            report(
                .bareNumber(amount.number.text, example: amount.number.text + " " + unit.text),
                at: amount.place)
            return false
        }
        guard own.base == unit.base else {
            report(.otherUnit(own.text, name: name, unit: unit.text), at: amount.place)
            return false
        }
        return true
    }

    /// A length of the case: a number that is measured in time.
    func resolveLength(_ name: Located<String>) -> Bool {
        guard resolve(name, as: .number) else { return false }
        if let known = numberUnits[name.value], let unit = known, !unit.isTime {
            report(.numberIsNoLength(name.value, unit: unit.text), at: name.place)
            return false
        }
        return true
    }
}
