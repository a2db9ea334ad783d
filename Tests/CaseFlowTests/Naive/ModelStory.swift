import CaseFlow
import SimKernel

extension RandomModel {
    /// The model in a few lines, for whoever has to find out why two simulators differ.
    var story: String {
        let used = Set(model.ops.flatMap { values(of: $0.team) })
        var lines = [
            "time: \(instant(model.horizon.start)), window \(instant(model.horizon.windowStart)) to "
                + "\(instant(model.horizon.windowEnd)), bound \(instant(model.horizon.bound))",
            "calendar: \(calendar.hours.story)",
        ]
        for stream in model.streams where !stream.process.isNothing {
            lines.append(
                "stream \(stream.label.id): enters \(model.ops[stream.entry].label.id), \(stream.process.story)"
                    + (stream.incident.map { ", \($0.meanCases) cases each time" } ?? "")
                    + (stream.incident?.delay.map { " over \($0.story)" } ?? "")
                    + (stream.given == nil ? "" : ", with what is given")
            )
        }
        lines += model.roles.enumerated().map { "role \($0): " + story(of: $1) }
        lines += model.people.enumerated().map { "person \($0): " + story(of: $1) }
        for (i, number) in model.numbers.enumerated() {
            let values = values(of: number.table).map { model.tables[$0].story }
            let what = number.kind == .drawn ? values.joined(separator: " or ") : "\(number.kind)"
            lines.append("number \(i): \(what)")
        }
        lines += used.sorted().map { "team \($0): " + story(of: model.teams[$0]) }
        lines += model.ops.indices.map { "item \($0): " + story(of: model.ops[$0]) }
        for (i, limit) in model.limits.enumerated() where isUsed(limit, i) {
            let lengths = limit.strata.map { "\($0.length)" }
            lines.append(
                "limit \(i): \(limit.kind) from \(limit.from) until \(limit.until)\(only(limit.only))"
                    + "\(limit.startsOver ? " starts over" : ""): \(lengths.joined(separator: " or "))"
                    + rareStory(of: limit))
        }
        lines += rareStory
        return lines.map { "    " + $0 }.joined(separator: "\n")
    }

    private func story(of op: Op) -> String {
        var text = "\(op.kind)\(only(op.only))\(op.share == .none ? "" : ", a share")"
        if op.kind == .work { text += ", teams \(values(of: op.team))" }
        if op.table != .none {
            text += ", " + values(of: op.table).map { model.tables[$0].story }.joined(separator: " or ")
        }
        if op.worksOnCalendar { text += ", in working time" }
        if op.stopsClock { text += ", clock stops" }
        text += personsStory(of: op) + rareStory(of: op)
        if let end = op.waitEnd { text += ", until \(end)" }
        if !op.branches.isEmpty { text += ", branches \(op.branches)" }
        if op.starts >= 0 { text += ", starts flow \(op.starts)" }
        for outcome in op.outcomes.map({ model.outcomes[$0] }) {
            let share = outcome.takesRest ? "the rest" : "\(outcome.shares.map { $0 >> 46 })/128"
            text += "\n        outcome \(share)\(only(outcome.only)) sets \(outcome.setMask)"
            if outcome.becomeSets != 0 { text += " becomes \(outcome.becomeSets)" }
            if outcome.starts >= 0 { text += " starts flow \(outcome.starts)" }
            if let cost = outcome.costs { text += " costs \(story(of: cost))" }
            if let way = outcome.returns { text += " returns to \(way.entry)" }
            if outcome.jump >= 0 {
                text += " goes to \(outcome.jump) at most \(outcome.atMost) then \(outcome.then)"
            }
        }
        return text
    }

    private func isUsed(_ limit: Limit, _ index: Int) -> Bool {
        limit.kind == .span || model.ops.contains { $0.within == index || $0.startsWithin == index }
    }

    func only(_ test: Int) -> String {
        if test < 0 { return "" }
        let test = model.tests[test]
        return
            ", only yes \(test.yes) no \(test.no)\(test.any ? " (any)" : "")\(test.numbers.isEmpty ? "" : " and numbers")\(test.open ? " open" : "")\(test.closed ? " closed" : "")"
            + test.clusters.map(story).joined()
    }

    func values(of selector: Selector) -> [Int] {
        if selector == .none { return [] }
        if selector.code >= 0 { return [Int(selector.code)] }
        return Set(model.choices[Int(~selector.code)].rows.map { Int($0.value) }).sorted()
    }

    func hours(_ index: Int) -> String {
        if model.calendars[index].isAlways { return "always" }
        let first = model.calendars[index].intervals.filter { $0.upperBound > model.horizon.start }.prefix(3)
        return first.map { "\(instant($0.lowerBound)) to \(instant($0.upperBound))" }.joined(separator: ", ")
            + ", …"
    }

    private func instant(_ t: Ticks) -> String { NaiveMoment.text(of: t) }
}

extension HoursSpec {
    fileprivate var story: String {
        guard case .rules(let rules) = self else { return "always" }
        return rules.map { rule in
            "\(rule.days) " + rule.spans.map { "\($0.from / 60)..\($0.to / 60) min" }.joined(separator: " ")
        }.joined(separator: ", ")
    }
}

extension ArrivalProcess {
    var isNothing: Bool { if case .none = self { true } else { false } }

    fileprivate var story: String {
        switch self {
        case .poisson(let profile): "poisson, \(profile.expected) in all"
        case .busy(let profile, _): "poisson with busy days, \(profile.expected) in all"
        case .renewal(let table, _): "every " + table.story
        case .replay(let instants, _): "replayed, \(instants.count) rows"
        case .none: "nothing"
        }
    }
}

extension QuantileTable {
    var story: String {
        if case .observed(let values) = distribution.law {
            return "one of \(values.map { Int($0) / Int(Tick.minute) }) min"
        }
        return least == greatest ? "\(least / Tick.minute) min" : "\(distribution.law)"
    }
}
