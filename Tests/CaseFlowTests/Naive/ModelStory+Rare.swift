import CaseFlow
import SimKernel

/// What few models have, in a few lines.
extension RandomModel {
    var rareStory: [String] {
        var lines: [String] = []
        for (i, budget) in model.budgets.enumerated() where model.ops.contains(where: { $0.budget == i }) {
            lines.append(
                "budget \(i): \(budget.amount) of number \(budget.number), from \(dates(budget.series))")
        }
        for (i, duty) in model.duties.enumerated() where !model.dateSeries[duty.series].isEmpty {
            lines.append(
                "duty \(i): \(duty.kind) at item \(duty.op), \(dates(duty.series)), bits \(duty.mask)")
        }
        lines += model.opening.enumerated().map { "open \($0): " + story(of: $1) }
        if model.counts >= 0 { lines.append("counts" + only(model.counts)) }
        if !model.months.isEmpty { lines.append("months from \(model.months.map(time))") }
        if let numbering = model.numbering { lines.append("numbers from \(numbering.bounds.map(time))") }
        return lines
    }

    func rareStory(of op: Op) -> String {
        var text = ""
        if op.factor != .none {
            text +=
                ", times " + values(of: op.factor).map { "\(model.factors[$0])" }.joined(separator: " or ")
        }
        if op.budget >= 0 { text += ", budget \(op.budget)" }
        return text
    }

    func rareStory(of limit: Limit) -> String {
        var text = ""
        for (s, stratum) in limit.strata.enumerated() {
            if let near = stratum.near { text += ", near end \(near) in \(s)" }
            text += dates(in: stratum.length).map { "\n        series " + dates($0) }.joined()
        }
        guard let action = limit.ifLate else { return text }
        text += "\n        if late\(only(action.only))\(action.share == .none ? "" : ", a share"):"
        if action.becomeSets != 0 { text += " becomes \(action.becomeSets) of \(action.becomeClears)" }
        if let cost = action.costs { text += " costs \(story(of: cost))" }
        if action.starts >= 0 { text += " starts flow \(action.starts)" }
        if action.jump >= 0 { text += " goes to \(action.jump)" }
        if let again = action.again { text += " again every \(again)" }
        return text
    }

    func story(of cost: Cost) -> String {
        var text = values(of: cost.table).map { model.tables[$0].least }.description
        if cost.number >= 0 { text = "number \(cost.number)" }
        if cost.factor != .none { text += " times \(values(of: cost.factor).map { model.factors[$0] })" }
        return text
    }

    func story(of term: Test.ClusterTerm) -> String {
        " \(term.negated ? "not " : "")\(term.count) with the same \(term.value) within \(term.within)"
    }

    private func story(of opening: OpeningCase) -> String {
        var text = "stream \(opening.stream), since \(time(opening.arrival)), at item \(opening.op)"
        text += " since \(time(opening.since)), words \(opening.words) of \(opening.knownDraws)"
        for (number, value) in opening.numbers { text += ", number \(number) is \(value)" }
        for clock in opening.clocks { text += ", limit \(clock.limit) since \(time(clock.start))" }
        return text
    }

    private func dates(in length: LimitLength) -> [Int] {
        switch length {
        case .untilNext(let series): [series]
        case .earliest(let members): members.flatMap(dates)
        case .none, .solve, .length, .number, .before: []
        }
    }

    private func dates(_ series: Int) -> String {
        let dates = model.dateSeries[series]
        return "\(series): " + dates.prefix(5).map(time).joined(separator: ", ")
            + (dates.count > 5 ? " …" : "")
    }

    private func time(_ instant: Ticks) -> String { NaiveMoment.text(of: instant) }
}
