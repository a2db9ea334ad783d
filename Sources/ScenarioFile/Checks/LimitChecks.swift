/// What limits and names must hold as a whole.
struct LimitChecks {
    let decoder: Decoder
    let items: [Item]
    let limits: [LimitSection]
    let duties: [Duty]
    /// Of `statistics`.
    let counts: Located<TestPhrase>?

    /// Every length that is counted by the calendar, with whether a counting rule is given there.
    private var lengths: [(kind: WithinPhrase.Kind, place: SourcePlace, isCounted: Bool)] {
        var result: [(kind: WithinPhrase.Kind, place: SourcePlace, isCounted: Bool)] = []
        func add(_ length: LengthPhrase, at place: SourcePlace) {
            result.append((.length(length), place, false))
        }
        func add(_ test: Located<TestPhrase>?) {
            for term in test?.value.terms ?? [] {
                if case .cluster(_, _, let within) = term.kind { add(within, at: term.place) }
            }
        }
        func add(_ action: Action?) {
            add(action?.only)
            if let again = action?.againEvery { add(again.value, at: again.place) }
        }
        func add(_ terms: LimitTerms?) {
            guard let terms else { return }
            result += terms.within.leaves.map { ($0.value.kind, $0.place, terms.counted != nil) }
            add(terms.ifLate)
        }
        for item in items {
            add(item.only)
            add(item.limit)
            add(item.startLimit)
            item.outcomes.forEach { add($0.action) }
            guard case .wait(let wait) = item.kind, case .until(let ends) = wait.duration else { continue }
            for end in ends.leaves {
                if case .before(let length, _) = end.value { add(length, at: end.place) }
            }
        }
        for limit in limits {
            result += limit.lengths.leaves.map { ($0.value.kind, $0.place, limit.counted != nil) }
            add(limit.only)
            add(limit.ifLate)
        }
        for duty in duties { add(duty.limit) }
        add(counts)
        return result
    }

    /// `working days run` is required where a limit counts working days.
    func checkCounting() {
        guard decoder.root["calendar"]?["working days run"] == nil else { return }
        if let first = lengths.first(where: { $0.kind.countsWorkingDays && !$0.isCounted }) {
            decoder.report(.workingDaysRunMissing, at: first.place)
        }
    }

    /// One row of the rule book on two limits.
    func checkRules() {
        var owner: [String: String] = [:]
        func add(_ rule: Split<[String]>?, _ name: String) {
            for leaf in rule?.leaves ?? [] {
                for id in leaf.value {
                    if let other = owner[id], other != name {
                        decoder.report(.ruleTwice(id, first: other), at: leaf.place)
                    }
                    owner[id] = owner[id] ?? name
                }
            }
        }
        for item in items { add(item.limit?.rule ?? item.startLimit?.rule, item.name.value) }
        for limit in limits { add(limit.rule, limit.name.value) }
        for duty in duties { add(duty.limit?.rule, duty.name.value) }
    }
}

extension Decoder {
    /// `names`: { language: { NAME: text } }.
    func translations() -> [Scenario.Translation] {
        entries(root["names"], "{ language: { NAME: text } }").flatMap { language in
            entries(language.value, "{ NAME: text }").compactMap { pair in
                guard names.kind(of: pair.key.value) != nil else {
                    let near = nearest(pair.key.value, among: names.entries.lazy.map(\.name))
                    report(
                        .unknownName(pair.key.value, noun: "thing named", home: "in this file", near: near),
                        at: pair.key.place)
                    return nil
                }
                return text(pair.value).map {
                    Scenario.Translation(language: language.key.value, name: pair.key, text: $0.value)
                }
            }
        }
    }

    /// A thing named both in `names` and by its own `name`.
    func checkTranslations(_ translations: [Scenario.Translation], own: [(String, [DisplayName])]) {
        let owned = Dictionary(own, uniquingKeysWith: +)
        for entry in translations {
            let clashes = owned[entry.name.value]?.contains {
                $0.language == entry.language || $0.language.isEmpty
            }
            if clashes == true { report(.namedTwice(entry.name.value), at: entry.name.place) }
        }
    }
}
