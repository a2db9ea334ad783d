import CaseFlow
import SimKernel

extension Compilation {
    /// The own limit of an item.
    func addLimit(_ item: Item, _ terms: LimitTerms, _ kind: Limit.Kind, at op: Int, until: Place) -> Int {
        add(
            label(item.name.value, own: item.displayNames), kind, .item(op), until, only: -1, terms,
            startsOver: false)
    }

    /// The entries of `limits`.
    func makeSpanLimits() {
        for section in scenario.limits {
            guard case .within(let within) = section.measure else { continue }
            let terms = LimitTerms(
                within: within, rule: section.rule, target: section.target, counted: section.counted,
                ifLate: section.ifLate)
            _ = add(
                label(section.name.value, own: section.displayNames), .span,
                section.from.map { place($0.value) } ?? .arrival,
                section.until.map { place($0.value) } ?? .end, only: limitTest(section.only), terms,
                startsOver: section.onReturn?.value == .startsOver, flow: flow(of: section))
        }
    }

    /// Arrival and end are those of the flow in which the other place lies.
    private func flow(of section: LimitSection) -> Int {
        let name = section.from?.value.itemName ?? section.until?.value.itemName
        return name.map { layout.flow(ofItem: $0) } ?? -1
    }

    /// A limit's test must hold as long as its clock runs: the hours of the day cannot.
    private func limitTest(_ phrase: Located<TestPhrase>?) -> Int {
        for term in phrase?.value.terms ?? [] where term.kind == .whileOpen || term.kind == .whileClosed {
            report(CompileFinding.hoursInLimit(phrase?.value.text ?? ""), at: term.place)
        }
        return test(phrase)
    }

    func place(_ phrase: PlacePhrase) -> Place {
        switch phrase {
        case .arrival: .arrival
        case .end: .end
        case .item(let name): .item(op(named: name))
        case .starts(let name): .starts(op(named: name))
        case .done(let name): .done(op(named: name))
        }
    }

    private func add(
        _ label: Label, _ kind: Limit.Kind, _ from: Place, _ until: Place, only: Int,
        _ terms: LimitTerms, startsOver: Bool, flow: Int = -1
    ) -> Int {
        refuseGaps(terms.within)
        var strata: [Limit.Stratum] = []
        var origin = LimitOrigin(place: terms.within.place, strata: [])
        var choiceRows: [Choice.Row] = []
        for row in rows(terms.within) {
            for (rule, mask, text) in rules(terms.rule, beside: row.words) {
                let names = [row.text, text].compactMap { $0 }
                let stratum = Limit.Stratum(
                    name: names.isEmpty ? nil : names.joined(separator: " and "),
                    length: length(row.value, terms.counted?.value), text: row.value.value.text,
                    rule: rule)
                let known = strata.firstIndex {
                    $0.name == stratum.name && $0.text == stratum.text && $0.rule == stratum.rule
                }
                if known == nil {
                    strata.append(stratum)
                    origin.strata.append((row.value.place, row.mask | mask, row.value.value))
                }
                choiceRows.append(
                    Choice.Row(mask: row.mask | mask, value: Int32(known ?? strata.count - 1)))
            }
        }
        limits.append(
            Limit(
                label: label, kind: kind, from: from, until: until, only: only,
                stratum: strata.count == 1 ? .always(0) : choice(choiceRows), strata: strata,
                startsOver: startsOver, rule: ruleOfAll(terms.rule), target: target(terms.target),
                flow: flow))
        limitOrigins.append(origin)
        if limits.count == SizeLimit.limits + 1 {
            report(CompileFinding.tooManyLimits(most: SizeLimit.limits), at: origin.place)
        }
        return limits.count - 1
    }

    /// The rows of a limit by class; a row that no case can fit beside `words` is left out.
    private func rules(
        _ rule: Split<[String]>?, beside words: [String]
    ) -> [(rule: String?, mask: UInt64, text: String?)] {
        guard let rule, case .byWord = rule else { return [(nil, 0, nil)] }
        refuseGaps(rule)
        let all = rows(rule).filter { row in
            row.words.allSatisfy { mine in words.allSatisfy { !excludeEachOther(mine, $0) } }
        }
        // Where the length is split by the same words, the rule's row decides nothing any more.
        if let same = all.first(where: { Set($0.words).isSubset(of: words) && !$0.words.isEmpty }) {
            return [(same.value.value.joined(separator: ", "), 0, nil)]
        }
        return all.map { ($0.value.value.joined(separator: ", "), $0.mask, $0.text) }
    }

    private func ruleOfAll(_ rule: Split<[String]>?) -> String? {
        if case .one(let ids)? = rule { ids.value.joined(separator: ", ") } else { nil }
    }

    /// Two different words of one list.
    private func excludeEachOther(_ a: String, _ b: String) -> Bool {
        a != b && !Set(scenario.names.lists(of: a)).isDisjoint(with: scenario.names.lists(of: b))
    }

    private func target(_ own: Split<TargetPhrase>?) -> Double? {
        guard case .one(let target)? = own else { return share(scenario.target?.value) }
        return share(target.value)
    }

    // MARK: - Lengths

    private func length(_ phrase: Located<WithinPhrase>, _ counted: WorkingDaysRun?) -> LimitLength {
        switch phrase.value.kind {
        case .length(let length), .range(_, let length):
            return self.length(length, counted, at: phrase.place).map { .length($0) } ?? .none
        case .solve: return .solve
        case .none: return .none
        case .number(let name): return numberIndex[name.value].map { .number($0) } ?? .none
        case .earliest, .untilNext: return .none
        }
    }

    /// Nil where a part of a day has no meaning (told).
    func length(
        _ phrase: LengthPhrase, _ counted: WorkingDaysRun?, at place: SourcePlace
    ) -> Length? {
        let count = phrase.number.value
        guard count < 1e6 || phrase.unit.seconds.map({ count * Double($0) < 1e11 }) ?? false else {
            report(CompileFinding.limitTooLong(phrase.text), at: place)
            return nil
        }
        func whole(_ length: Length) -> Length? {
            if phrase.number.isWhole { return length }
            report(CompileFinding.partOfADay(phrase.text), at: place)
            return nil
        }
        switch phrase.unit {
        case .second, .minute, .hour: return .elapsed(ticks(phrase))
        case .workingMinute, .workingHour: return .working(ticks(phrase))
        case .day, .week:
            let days = phrase.unit == .week ? 7 * count : count
            return dayRule == .hours24 ? .days(days, .hours24) : whole(.days(days, dayRule))
        case .month: return whole(.months(Int(count)))
        case .year: return whole(.months(12 * Int(count)))
        case .workingDay:
            guard let rule = counted ?? scenario.calendar.workingDaysRun?.value else {
                preconditionFailure("the reader asks for a way of counting working days")
            }
            let length = Length.workingDays(count, CountingRule(rule))
            return rule == .byTheHour ? length : whole(length)
        case .other: return nil
        }
    }

    private func ticks(_ phrase: LengthPhrase) -> Ticks {
        let seconds = Int64(phrase.unit.seconds ?? 0)
        if let exact = phrase.number.millionths { return exact * seconds }
        return Ticks((phrase.number.value * Double(seconds) * Double(Tick.second)).rounded())
    }
}
