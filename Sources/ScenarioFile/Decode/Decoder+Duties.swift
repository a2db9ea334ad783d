extension Decoder {
    func duties() -> [Duty] {
        entries(root["duties"], "{ NAME: keys }").compactMap { duty($0) }
    }

    private func duty(_ pair: Tree.Pair) -> Duty? {
        guard let fields = Fields(pair.value, home: .duty, self) else { return nil }
        for key in ["on", "by", "work"] where fields[key] == nil {
            report(.missingKey(key, home: .duty), at: pair.key.place)
        }
        checkSplits(fields)
        let on = everyDates(fields["on"], example: "every 25th of month 08:30")
        let by = by(fields["by"], isDuty: true)
        let work = splitQuantity(fields["work"], .work)
        if let by { checkPersons(by) }
        for leaf in work?.leaves ?? [] {
            if case .number(let name)? = leaf.value.per { report(.numberInDuty(name.value), at: leaf.place) }
        }
        var limit: LimitTerms?
        if fields["within"] == nil {
            checkLoose(fields)
        } else {
            limit = terms(fields, key: "within", LateContext(mayJump: false))
        }
        if let action = limit?.ifLate { checkLate(action) }
        guard let on, let by, let work else { return nil }
        return Duty(
            name: pair.key, place: pair.key.place, on: on, by: by, work: work, limit: limit,
            displayNames: displayNames(fields["name"]))
    }

    /// A duty is no case: it has no class words that could choose a row.
    private func checkSplits(_ fields: Fields) {
        for key in ["work", "within", "rule", "target"] {
            if let tree = fields[key], tree.pairs != nil { report(.dutyByClass(key), at: tree.place) }
        }
        guard let tree = fields["by"], let pairs = tree.pairs, !pairs.isEmpty else { return }
        let isSplit = pairs.contains { pair in
            names.isWord(pair.key.value) || pair.key.value == "others" || pair.key.value.contains(" or ")
        }
        if isSplit { report(.dutyByClass("by"), at: tree.place) }
    }

    private func checkPersons(_ by: Split<ByPhrase>) {
        for leaf in by.leaves {
            switch leaf.value {
            case .person(let name): report(.numberInDuty(name), at: leaf.place)
            case .together(let members):
                for member in members where names.kind(of: member.name.value) == .person {
                    report(.numberInDuty(member.name.value), at: member.name.place)
                }
            case .role, .either, .sameAs, .every: break
            }
        }
    }

    /// What a late duty cannot do, since it is no case.
    private func checkLate(_ action: Action) {
        if let become = action.become { report(.dutyCannotBecome, at: become.place) }
        if let share = action.share, share.isSplit { report(.dutyByClass("share"), at: share.place) }
        guard let costs = action.costs else { return }
        if costs.isSplit { report(.dutyByClass("costs"), at: costs.place) }
        for leaf in costs.leaves {
            switch leaf.value {
            case .number(let name): report(.numberInDuty(name), at: leaf.place)
            case .quantity(let quantity):
                if case .number(let name)? = quantity.per {
                    report(.numberInDuty(name.value), at: leaf.place)
                }
            }
        }
    }
}
