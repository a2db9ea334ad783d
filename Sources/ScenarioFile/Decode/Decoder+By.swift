extension Decoder {
    /// `by`: a phrase, a team, or a split of them.
    func by(_ tree: Tree?, isDuty: Bool) -> Split<ByPhrase>? {
        guard let tree else { return nil }
        return by(tree, isDuty: isDuty, depth: 0)
    }

    private func by(_ tree: Tree, isDuty: Bool, depth: Int) -> Split<ByPhrase>? {
        guard case .mapping(let pairs) = tree.content else {
            return single(tree, isDuty: isDuty).map { .one($0) }
        }
        guard !pairs.isEmpty else {
            report(.emptyValue, at: tree.place)
            return nil
        }
        if isTeam(pairs) { return team(pairs, at: tree.place).map { .one(Located($0, at: tree.place)) } }
        guard depth < 2 else {
            report(.splitTooDeep, at: tree.place)
            return nil
        }
        return rows(pairs, at: tree.place, needsAll: true) { by($0, isDuty: isDuty, depth: depth + 1) }
    }

    /// Names decide whether `{ a: …, b: … }` is people together or a split; where none is known, the values do.
    private func isTeam(_ pairs: [Tree.Pair]) -> Bool {
        for pair in pairs {
            switch names.kind(of: pair.key.value) {
            case .role, .person: return true
            case .word: return false
            default: if pair.key.value == "others" || pair.key.value.contains(" or ") { return false }
            }
        }
        return pairs.allSatisfy { pair in
            guard let text = pair.value.text else { return false }
            return text == "all" || text.unicodeScalars.allSatisfy(Words.isDigit)
        }
    }

    private func team(_ pairs: [Tree.Pair], at place: SourcePlace) -> ByPhrase? {
        var members: [ByPhrase.Member] = []
        for pair in pairs {
            let known = resolve(pair.key, as: [.role, .person])
            let read = phrase(pair.value) { (words) throws(Misfit) -> ByPhrase.Member.Count in
                if words.take("all") { return .all }
                let count = try words.whole(
                    "a number of people", in: 1...Words.mostPeople, example: "clerk: 2")
                return .people(count.value)
            }
            guard known, let count = read?.value else { continue }
            if names.kind(of: pair.key.value) == .person, count != .people(1) {
                report(.onePersonOnly(pair.key.value), at: pair.value.place)
                continue
            }
            members.append(ByPhrase.Member(name: pair.key, count: count, place: pair.value.place))
        }
        return members.count == pairs.count ? .together(members) : nil
    }

    private func single(_ tree: Tree, isDuty: Bool) -> Located<ByPhrase>? {
        guard let read = phrase(tree, { (w) throws(Misfit) in try w.by() }) else { return nil }
        switch read.value {
        case .role(let text):
            let name = Located(text, at: tree.place)
            guard resolve(name, as: [.role, .person]) else { return nil }
            return names.kind(of: text) == .person ? Located(.person(text), at: tree.place) : read
        case .either(let roles):
            var known = true
            for role in roles where !resolve(role, as: .role) { known = false }
            return known ? read : nil
        case .sameAs(let step):
            return checkSameAs(step, isDuty: isDuty) ? read : nil
        case .every(let role):
            guard resolve(role, as: .role) else { return nil }
            if !isDuty { report(.everyOutsideDuty(role.value), at: tree.place) }
            return isDuty ? read : nil
        case .together, .person:
            return read
        }
    }

    /// `same as` names a step with people that comes earlier.
    private func checkSameAs(_ step: Located<String>, isDuty: Bool) -> Bool {
        guard !isDuty else {
            report(.sameAsInDuty, at: step.place)
            return false
        }
        guard resolve(step, as: .step), let there = outline.items[step.value] else { return false }
        guard there.kind == .step, there.hasPeople else {
            report(.stepWithoutPeople(step.value), at: step.place)
            return false
        }
        if let here = context.item, there.flow != here.flow || there.order >= here.order {
            report(.sameAsLater(step.value), at: step.place)
            return false
        }
        return true
    }
}
