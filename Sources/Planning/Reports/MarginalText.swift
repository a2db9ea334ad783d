/// What one person more or fewer of each role changes, for a terminal.
package enum MarginalText {
    package static func text(_ value: MarginalValue, name: String) -> String {
        var lines = ComparisonText.header(value.comparison, baseline: TerminalText.safe(name))
        if value.comparison.replications > 0 {
            lines += ["", "What one person more, and one fewer, changes"] + changes(value)
            if value.comparison.baseline.cost.currency != nil { lines += [""] + costs(value) }
            let surprises = surprises(value)
            if !surprises.isEmpty { lines += ["", "Beware"] + TextReport.bullets(surprises) }
            lines += [""] + notes(value)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func changes(_ value: MarginalValue) -> [String] {
        var table = TextTable(columns: [
            .init(title: "Role", most: 24), .init(title: "people"), .init(title: "limits"),
            .init(title: "late cases, a run", isRight: true), .init(title: "mean wait"),
        ])
        table.rows = effects(value).map { row, effect in
            let design = value.comparison.designs[effect.design]
            let late = effect.avoided.negated
            return [
                effect == row.oneMore ? TerminalText.safe(row.path) : "", people(row, effect),
                verdicts(design),
                ComparisonText.changed(late, by: Format.amount), wait(of: row.role, design),
            ]
        }
        return table.lines
    }

    /// What people cost, and what each late case avoided costs; without money the first table says it.
    private static func costs(_ value: MarginalValue) -> [String] {
        let unit = TerminalText.safe(value.comparison.baseline.cost.currency ?? "people")
        var table = TextTable(columns: [
            .init(title: "Role", most: 24), .init(title: "people"),
            .init(title: "\(unit), a run", isRight: true), .init(title: "\(unit) for each late case"),
        ])
        table.rows = effects(value).map { row, effect in
            [
                effect == row.oneMore ? TerminalText.safe(row.path) : "", people(row, effect),
                ComparisonText.signed(Format.amount(effect.cost)), ratio(effect),
            ]
        }
        return table.lines
    }

    private static func ratio(_ effect: MarginalValue.Effect) -> String {
        guard let cost = effect.costPerLateCase, let estimate = cost.estimate, let low = cost.low,
            let high = cost.high
        else { return effect.cost > 0 ? "none avoided shown" : "none added shown" }
        func shown(_ x: Double) -> String { x < 0.1 ? Format.significant(x) : Format.amount(x) }
        return "\(shown(estimate)) (\(shown(low))..\(shown(high))) \(effect.cost > 0 ? "avoided" : "added")"
    }

    private static func effects(_ value: MarginalValue) -> [(MarginalValue.Row, MarginalValue.Effect)] {
        value.rows.flatMap { row in [(row, row.oneMore)] + (row.oneFewer.map { [(row, $0)] } ?? []) }
    }

    private static func people(_ row: MarginalValue.Row, _ effect: MarginalValue.Effect) -> String {
        "\(row.people) → \(effect == row.oneMore ? row.people + 1 : row.people - 1)"
    }

    /// "2 better, 1 worse".
    private static func verdicts(_ design: DesignDifference) -> String {
        let judged = design.limits.filter(\.isJudged)
        let counts = [ChangeVerdict.better, .worse].compactMap { verdict in
            let count = judged.count { $0.verdict == verdict }
            return count == 0 ? nil : "\(count) \(verdict == .worse ? "WORSE" : verdict.rawValue)"
        }
        return counts.isEmpty ? "none shown" : counts.joined(separator: ", ")
    }

    private static func wait(of role: String, _ design: DesignDifference) -> String {
        guard let found = design.roles.first(where: { $0.id == role }) else { return "-" }
        return ComparisonText.sides(found.baseline.waitingMean, found.design.waitingMean, by: Format.duration)
    }

    /// More people that make a limit worse: shared lines, priorities and escalation can do that.
    private static func surprises(_ value: MarginalValue) -> [String] {
        value.rows.flatMap { row in
            value.comparison.designs[row.oneMore.design].limits
                .filter { $0.isJudged && $0.verdict == .worse }.map { limit in
                    "One more of \(row.path) makes \(limit.name) worse, by "
                        + "\(ComparisonText.points(limit.onTime)) points."
                }
        }
    }

    private static func notes(_ value: MarginalValue) -> [String] {
        let level = Format.percent(value.comparison.confidence, decimals: 0)
        let together = Format.count(value.comparison.together, "verdict", "verdicts")
        return TerminalText.wrapped(
            "The \(together) on limits hold together with \(level) confidence, and so do the intervals of each "
                + "other measure over all rows. A case that is late in two limits counts twice.",
            to: TextReport.columns, indent: 0)
    }
}
