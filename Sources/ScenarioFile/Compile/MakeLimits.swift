import CaseFlow
import SimKernel

/// What dates of a run are laid out on: its calendar and its instants.
struct RunDates {
    let spec: CalendarSpec
    let time: TimeFrame
}

extension Limit {
    /// As far as its place in the flow tells.
    init(label: Label, kind: Kind, from: Place, until: Place) {
        self.init(
            label: label, kind: kind, from: from, until: until, only: -1, stratum: .none, strata: [],
            startsOver: false, rule: nil, target: nil)
    }
}

extension Compilation {
    /// The own limit of an item.
    func addLimit(
        _ item: Item, _ terms: LimitTerms, _ kind: Limit.Kind, at op: Int, until: Place, flow: Int,
        _ dates: RunDates
    ) -> Int {
        add(
            Limit(
                label: label(item.name.value, own: item.displayNames), kind: kind, from: .item(op),
                until: until),
            terms, jumpsIn: flow, dates)
    }

    /// The entries of `limits`.
    func makeSpanLimits(_ dates: RunDates) {
        for section in scenario.limits {
            let terms = LimitTerms(
                within: section.lengths, rule: section.rule, target: section.target,
                counted: section.counted, ifLate: section.ifLate)
            var limit = Limit(
                label: label(section.name.value, own: section.displayNames), kind: .span,
                from: section.from.map { place($0.value) } ?? .arrival,
                until: section.until.map { place($0.value) } ?? .end)
            limit.flow = flow(of: section)
            limit.only = limitTest(section.only)
            limit.startsOver = section.onReturn?.value == .startsOver
            _ = add(limit, terms, jumpsIn: limit.flow, dates)
        }
    }

    /// Arrival and end are those of the flow in which the other place lies.
    private func flow(of section: LimitSection) -> Int {
        let name = section.from?.value.itemName ?? section.until?.value.itemName
        return name.map { layout.flow(ofItem: $0) } ?? -1
    }

    /// A limit's test must hold as long as its clock runs: the hours of the day cannot, and nobody looks
    /// whether other cases have come.
    private func limitTest(_ phrase: Located<TestPhrase>?) -> Int {
        for term in phrase?.value.terms ?? [] {
            switch term.kind {
            case .whileOpen, .whileClosed:
                report(CompileFinding.hoursInLimit(phrase?.value.text ?? ""), at: term.place)
            case .cluster:
                report(CompileFinding.clusterInLimit(phrase?.value.text ?? ""), at: term.place)
            case .word, .number: break
            }
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

    /// Completes a limit with what its terms say. `flow` is the one in which a late case jumps.
    func add(_ limit: Limit, _ terms: LimitTerms, jumpsIn flow: Int, _ dates: RunDates) -> Int {
        refuseGaps(terms.within)
        if let rule = terms.rule { refuseGaps(rule) }
        if let target = terms.target { refuseGaps(target) }
        var limit = limit
        var origin = LimitOrigin(place: terms.within.place, strata: [])
        var choiceRows: [Choice.Row] = []
        for (stratum, mask, row) in strata(terms, dates) {
            let known = limit.strata.firstIndex {
                $0.name == stratum.name && $0.text == stratum.text && $0.rule == stratum.rule
                    && $0.target == stratum.target
            }
            if known == nil {
                limit.strata.append(stratum)
                origin.strata.append((row.place, mask, row.value))
            }
            choiceRows.append(Choice.Row(mask: mask, value: Int32(known ?? limit.strata.count - 1)))
        }
        limit.stratum = limit.strata.count == 1 ? .always(0) : choice(choiceRows)
        limit.rule = ruleOfAll(terms.rule)
        limit.targetIsSplit = terms.target?.isSplit ?? false
        limit.target = limit.targetIsSplit ? nil : target(terms.target)
        if case .one(let target)? = terms.target { limit.isNeverJudged = share(target.value) == nil }
        limit.ifLate = lateAction(terms.ifLate, of: limit.label.id, flow: flow)
        limits.append(limit)
        limitOrigins.append(origin)
        if limits.count == SizeLimit.limits + 1 {
            report(CompileFinding.tooManyLimits(most: SizeLimit.limits), at: origin.place)
        }
        return limits.count - 1
    }

    /// One for each combination of rows of length, rule and target that a case can fit.
    private func strata(
        _ terms: LimitTerms, _ dates: RunDates
    ) -> [(stratum: Limit.Stratum, mask: UInt64, row: Located<WithinPhrase>)] {
        var strata: [(Limit.Stratum, UInt64, Located<WithinPhrase>)] = []
        let counting = (terms.counted ?? scenario.calendar.workingDaysRun).map { CountingRule($0.value) }
        for row in rows(terms.within) {
            let measured = length(row.value, terms.counted?.value, dates)
            for rule in parts(terms.rule, beside: row.words, without: row.without) {
                let words = row.words + rule.words
                for target in parts(terms.target, beside: words, without: row.without + rule.without) {
                    let names = [row.text, rule.text, target.text].compactMap { $0 }
                    var stratum = Limit.Stratum(
                        name: names.isEmpty ? nil : names.joined(separator: " and "),
                        length: measured.length, text: row.value.value.text,
                        rule: rule.value?.joined(separator: ", "))
                    stratum.near = measured.near
                    stratum.counting = counting
                    stratum.dayRule = dayRule
                    stratum.target = target.value.flatMap { share($0) }
                    strata.append((stratum, row.mask | rule.mask | target.mask, row.value))
                }
            }
        }
        return strata
    }

    /// A row of a split beside rows of another one.
    private struct Part<Value> {
        var value: Value?
        var words: [String] = []
        var without: [String] = []
        var mask: UInt64 = 0
        var text: String?
    }

    /// The rows of what a limit says by class; one that no case can fit beside `words` is left out, and
    /// what is not split has one row without a value.
    private func parts<Value>(
        _ split: Split<Value>?, beside words: [String], without others: [String]
    ) -> [Part<Value>] {
        guard let split, split.isSplit else { return [Part()] }
        let all = rows(split).filter { row in
            row.words.allSatisfy { mine in
                !others.contains(mine) && words.allSatisfy { !excludeEachOther(mine, $0) }
            }
        }
        // Where the row beside it has the same words, this one decides nothing any more.
        if let same = all.first(where: { Set($0.words).isSubset(of: words) && !$0.words.isEmpty }) {
            return [Part(value: same.value.value)]
        }
        if all.count == 1 { return [Part(value: all[0].value.value)] }
        return all.map {
            Part(
                value: $0.value.value, words: $0.words, without: $0.without, mask: $0.mask, text: $0.text)
        }
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

    /// How long a limit is, and the nearer end of a range.
    private func length(
        _ phrase: Located<WithinPhrase>, _ counted: WorkingDaysRun?, _ dates: RunDates
    ) -> (length: LimitLength, near: Length?) {
        let kind = phrase.value.kind
        let length = length(kind, counted, dates, at: phrase.place) ?? LimitLength.none
        guard case .range(let near, _) = kind else { return (length, nil) }
        return (length, self.length(near, counted, at: phrase.place))
    }

    /// Nil where it has no meaning (told).
    private func length(
        _ kind: WithinPhrase.Kind, _ counted: WorkingDaysRun?, _ dates: RunDates, at place: SourcePlace
    ) -> LimitLength? {
        switch kind {
        case .length(let length), .range(_, let length):
            return self.length(length, counted, at: place).map { .length($0) }
        case .solve: return .solve
        case .none: return LimitLength.none
        case .number(let name): return numberIndex[name.value].map { .number($0) }
        case .earliest(let kinds):
            return .earliest(kinds.compactMap { self.length($0, counted, dates, at: place) })
        case .untilNext(let phrase):
            return .untilNext(dateSeries(phrase, dates, untimed: .closing))
        case .before(let length, let name):
            guard let number = numberIndex[name.value],
                let length = self.length(length, counted, at: place)
            else { return nil }
            return .before(length, number: number)
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
