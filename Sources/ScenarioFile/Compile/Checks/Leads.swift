import CaseFlow
import SimKernel

extension Compilation {
    /// `at least … before …`: chains of work, or of stage limits, that are longer than any case's lead.
    func checkLeads(_ model: Model) {
        for (index, limit) in model.limits.enumerated() {
            for (number, stratum) in limit.strata.enumerated() {
                guard case .before(let length, let lead) = stratum.length else { continue }
                let table = model.numbers[lead].table
                let classes = Facts.byClass(model).flatMap { $0.byRow(of: table, model) }.filter {
                    $0.values(limit.stratum, model).contains(number) && $0.decide(limit.only, model) != false
                }
                let found = classes.lazy.compactMap { facts in
                    self.leadFinding(limit, stratum.text, length, lead, facts, model, index)
                }.first
                guard let found else { continue }
                report(found, at: limitOrigins[index].strata[number].place)
            }
        }
    }

    private func leadFinding(
        _ limit: Limit, _ text: String, _ length: Length, _ number: Int, _ facts: Facts, _ model: Model,
        _ index: Int
    ) -> LeadFinding? {
        let leads = facts.values(model.numbers[number].table, model).map { model.tables[$0].greatest }
        guard let greatest = leads.max() else { return nil }
        let lead = greatest - leastElapsed(length, model)
        let chain = LeastTime(model: model, facts: facts, working: false)
        var start = limit
        start.from = .arrival
        let number = model.numbers[number].label.id
        if let least = chain.between(start), least > lead {
            return .workAboveLead(
                limit: limit.label.id, text: text, least: ScenarioFile.text(ofTicks: least), lead: number,
                greatest: ScenarioFile.text(ofTicks: greatest), of: facts.word)
        }
        let stages = longestStages(before: index, facts, model)
        guard stages.sum > lead, !stages.limits.isEmpty else { return nil }
        return .stagesAboveLead(
            limit: limit.label.id, text: text, stages: stages.limits.map { model.limits[$0].label.id },
            sum: ScenarioFile.text(ofTicks: stages.sum), lead: number,
            greatest: ScenarioFile.text(ofTicks: greatest), of: facts.word)
    }

    /// What counting backward takes at least, on the wall.
    private func leastElapsed(_ length: Length, _ model: Model) -> Ticks {
        switch length {
        case .elapsed(let time), .working(let time): time
        case .workingDays(let days, _): Ticks(max(0, days - 1) * Double(Tick.day))
        case .days(let days, .hours24): Ticks(days * Double(Tick.day))
        case .days(let days, _): Ticks(max(0, days - 1) * Double(Tick.day))
        case .months(let months): Ticks(28 * months) * Tick.day
        }
    }
}

extension Facts {
    /// The same cases, apart by the rows of a split that may fit them.
    fileprivate func byRow(of selector: Selector, _ model: Model) -> [Facts] {
        guard selector.code < 0 else { return [self] }
        let rows = model.choices[Int(~selector.code)].rows
        let all = rows.reduce(0) { $0 | $1.mask }
        return rows.filter { $0.mask & hasNot == 0 }.map { row in
            var facts = self
            facts.has |= row.mask
            facts.hasNot |= all & ~row.mask & ~has
            let words = model.words.filter { $0.mask & row.mask & ~has != 0 }.map(\.label.id)
            if !words.isEmpty { facts.word = words.joined(separator: " and ") }
            return facts
        }
    }
}

/// Leads that no case can keep.
enum LeadFinding: Finding, Hashable {
    case workAboveLead(
        limit: String, text: String, least: String, lead: String, greatest: String, of: String?)
    case stagesAboveLead(
        limit: String, text: String, stages: [String], sum: String, lead: String, greatest: String,
        of: String?)

    var severity: Diagnostic.Severity { .warning }

    var message: String {
        switch self {
        case .workAboveLead(let limit, let text, let least, let lead, let greatest, let word):
            "'\(limit)' asks for \(text), but the work before it takes at least \(least) and '\(lead)' is "
                + "\(greatest) at most\(word.map { " for \($0)" } ?? "")"
        case .stagesAboveLead(let limit, let text, let stages, let sum, let lead, let greatest, let word):
            "'\(limit)' asks for \(text), but the stages before it, \(list(stages)), allow \(sum) and "
                + "'\(lead)' is \(greatest) at most\(word.map { " for \($0)" } ?? "")"
        }
    }

    var remedy: String? {
        switch self {
        case .workAboveLead: "no number of people can keep it: shorten the lead or the work"
        case .stagesAboveLead: "whoever keeps every stage may still be late: shorten them"
        }
    }
}
