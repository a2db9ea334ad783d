extension Decoder {
    func staff() -> [StaffRole] {
        entries(root["staff"], "{ ROLE: people }").compactMap { role($0) }
    }

    private func role(_ pair: Tree.Pair) -> StaffRole? {
        guard case .mapping(let pairs) = pair.value.content else {
            guard let people = people(pair.value) else { return nil }
            return StaffRole(
                name: pair.key, place: pair.key.place, people: people, away: [], displayNames: [])
        }
        let fields = Fields(pairs, place: pair.key.place, home: .role, self)
        let people = people(fields["people"])
        if fields["people"] == nil { report(.missingKey("people", home: .role), at: pair.key.place) }
        let hours = hours(fields["hours"])
        if case .shifts? = people, let place = fields.place(of: "hours") {
            report(.hoursAndShifts, at: place)
        }
        let deputy = text(fields["deputy"])
        if let deputy { resolve(deputy, as: .role) }
        let role = StaffRole(
            name: pair.key, place: pair.key.place, people: people ?? .count(Located(0, at: pair.key.place)),
            hours: hours, away: away(fields["away"]), deputy: deputy,
            costs: phrase(fields["costs"]) { (w) throws(Misfit) in try w.cost() },
            standard: standard(fields["standard"]),
            joins: phrase(fields["joins"]) { (w) throws(Misfit) in try w.joins() },
            queue: queue(fields["queue"]),
            atClosing: choice(fields["at closing"], ClosingRule.self, "rule at closing"),
            displayNames: displayNames(fields["name"]))
        return people == nil ? nil : role
    }

    private func standard(_ tree: Tree?) -> Split<RatePhrase>? {
        split(tree, needsAll: false) { leaf in
            phrase(leaf) { (w) throws(Misfit) in try w.rate(example: "50 per day") }
        }
    }

    private func away(_ tree: Tree?) -> [Located<Away>] {
        let all = list(tree).compactMap { phrase($0) { (w) throws(Misfit) in try w.away() } }
        var sum: Int64 = 0
        for away in all {
            if case .spells(let share, _) = away.value { sum += share.billionths }
            if sum >= Share.whole {
                report(.awayAlways, at: away.place)
                break
            }
        }
        return all
    }

    private func people(_ tree: Tree?) -> PeoplePhrase? {
        guard let tree else { return nil }
        guard case .mapping(let pairs) = tree.content else {
            guard let read = phrase(tree, { (w) throws(Misfit) in try w.people() })?.value else { return nil }
            switch read {
            case .of(_, let role): return resolve(role, as: .role) ? read : nil
            case .per(_, let unit): return resolve(unit, as: .unit) ? read : nil
            default: return read
            }
        }
        guard !pairs.isEmpty else {
            report(.emptyValue, at: tree.place)
            return nil
        }
        let isByShift = pairs.contains { names.kind(of: $0.key.value) == .shift }
        return isByShift ? shiftPeople(pairs) : splitPeople(pairs, at: tree.place)
    }

    private func count(_ tree: Tree) -> Located<Int>? {
        let example = "clerk: 2"
        return phrase(tree) { (words) throws(Misfit) in
            try words.whole("a number of people", in: 0...Words.mostPeople, example: example).value
        }
    }

    private func shiftPeople(_ pairs: [Tree.Pair]) -> PeoplePhrase? {
        var people: [PeoplePhrase.ShiftPeople] = []
        for pair in pairs {
            let count = count(pair.value)
            guard names.kind(of: pair.key.value) == .shift else {
                let shifts = names.entries.filter { $0.entry.kind == .shift }.map(\.name)
                let near = nearest(pair.key.value, among: shifts)
                report(
                    .unknownName(
                        pair.key.value, noun: "shift", home: "in shifts of the calendar", near: near),
                    at: pair.key.place)
                continue
            }
            use(pair.key.value)
            if let count { people.append(.init(shift: pair.key, count: count)) }
        }
        return people.count == pairs.count ? .shifts(people) : nil
    }

    private func splitPeople(_ pairs: [Tree.Pair], at place: SourcePlace) -> PeoplePhrase? {
        let split: Split<Int>? = rows(pairs, at: place, needsAll: true) { count($0).map { .one($0) } }
        guard case .byWord(let rows, _)? = split else { return nil }
        return .split(rows)
    }

    /// `queue`: one rule or a list.
    func queue(_ tree: Tree?) -> QueuePhrase? {
        guard let tree else { return nil }
        var texts: [String] = []
        var isWhole = true
        var rules: [Located<QueueRule>] = []
        for part in list(tree) {
            let read = phrase(part) { (words) throws(Misfit) in
                texts.append(words.text)
                return try words.queueRule()
            }
            if let read, check(read) { rules.append(read) } else { isWhole = false }
        }
        guard isWhole, !rules.isEmpty else { return nil }
        checkOrder(rules)
        return QueuePhrase(text: texts.joined(separator: ", "), rules: rules)
    }

    private func check(_ rule: Located<QueueRule>) -> Bool {
        switch rule.value {
        case .before(let chain):
            var known = true
            for (i, name) in chain.enumerated() {
                if name.value == "others" {
                    guard i == chain.count - 1 else {
                        report(.othersNotLast, at: name.place)
                        return false
                    }
                } else if !resolveQueued(name) {
                    known = false
                }
            }
            return known
        case .interrupts(let a, let b):
            return resolveQueued(a) && (b.value == "others" || resolveQueued(b))
        case .largest(let name), .smallest(let name):
            return resolve(name, as: .number)
        default:
            return true
        }
    }

    /// Class words and duties stand in lines.
    private func resolveQueued(_ name: Located<String>) -> Bool {
        if names.kind(of: name.value) == .duty {
            use(name.value)
            return true
        }
        return resolve(name, as: .word)
    }

    /// A before B and B before A.
    private func checkOrder(_ rules: [Located<QueueRule>]) {
        var after: [String: Set<String>] = [:]
        for rule in rules {
            var chain: [String] = []
            switch rule.value {
            case .before(let names): chain = names.map(\.value).filter { $0 != "others" }
            case .interrupts(let a, let b): chain = [a.value, b.value].filter { $0 != "others" }
            default: break
            }
            for (a, b) in zip(chain, chain.dropFirst()) { after[a, default: []].insert(b) }
            if let first = chain.first(where: { Circles.circle(from: $0, after) }) {
                report(.circle(first, what: "comes before itself"), at: rule.place)
                return
            }
        }
    }
}
