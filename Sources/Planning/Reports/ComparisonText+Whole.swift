/// People, turnaround, backlog and cost of a design beside the baseline.
extension ComparisonText {
    static func roles(_ design: DesignDifference) -> [String] {
        var table = TextTable(columns: [
            .init(title: "Role", most: 24), .init(title: "people"), .init(title: "load"),
            .init(title: "mean wait"), .init(title: "hours a week"), .init(title: "overtime h"),
        ])
        let shown = shownRoles(design.roles)
        table.rows = shown.map { role in
            let (b, d) = (role.baseline, role.design)
            return [
                TerminalText.safe(role.id),
                arrow(Format.grouped(Double(b.staff)), Format.grouped(Double(d.staff))),
                sides(b.utilisation, d.utilisation, by: percent),
                sides(b.waitingMean, d.waitingMean, by: Format.duration),
                sides(b.requiredHoursPerWeek, d.requiredHoursPerWeek, by: Format.amount),
                sides(b.overtimeHours, d.overtimeHours, by: Format.amount),
            ]
        }
        let hidden = design.roles.count - shown.count
        return table.lines
            + (hidden == 0 ? [] : ["… and \(Format.count(hidden, "role", "roles")) with less load"])
    }

    /// All, in the order of the file; of too many, those with the most load.
    private static func shownRoles(_ roles: [RoleDifference]) -> [RoleDifference] {
        if roles.count <= mostRoles { return roles }
        func load(_ role: RoleDifference) -> Double {
            max(role.baseline.utilisation.estimate ?? 0, role.design.utilisation.estimate ?? 0)
        }
        let byLoad = roles.indices.sorted { a, b in
            let (x, y) = (load(roles[a]), load(roles[b]))
            return x == y ? a < b : x > y
        }
        return byLoad.prefix(mostRoles).sorted().map { roles[$0] }
    }

    static func whole(_ design: DesignDifference, _ result: ComparedDesigns) -> [String] {
        let (b, d) = (result.baseline, design.result)
        let times = design.turnaround
        func time(_ b: Quantity, _ d: Quantity, _ difference: Quantity) -> String {
            change(b, d, difference, by: Format.duration)
        }
        var lines = [
            "Turnaround  mean " + time(b.turnaround.mean, d.turnaround.mean, times.mean),
            "            half within " + time(b.turnaround.p50, d.turnaround.p50, times.p50),
            "            95 % within " + time(b.turnaround.p95, d.turnaround.p95, times.p95),
            "Backlog     on average "
                + change(b.backlog.mean, d.backlog.mean, design.backlog, by: Format.amount) + " open cases",
        ]
        if let cost = design.cost {
            let unit = TerminalText.safe(d.cost.currency ?? "people")
            let format = d.cost.currency == nil ? { Format.grouped($0) } : Format.amount
            lines.append("Cost        \(unit) " + change(b.cost.total, d.cost.total, cost, by: format))
        } else {
            lines.append("Cost        not counted in the same currency")
        }
        return lines + pairing(design)
    }

    private static func pairing(_ design: DesignDifference) -> [String] {
        guard let factor = design.varianceReduction else { return [] }
        let times = Format.amount(factor)
        return ["Pairing     independent runs would need \(times) times as many replications for the shares"]
    }

    /// The largest changes of waiting and of hours whose intervals are clear of zero.
    static func moved(_ design: DesignDifference) -> [String] {
        let waits = design.steps.map { step in
            (
                step.waitingMean,
                "waiting before \(step.id) "
                    + change(
                        step.baseline.waitingMean, step.design.waitingMean, step.waitingMean,
                        by: Format.duration)
            )
        }
        let hours = design.roles.map { role in
            (
                role.requiredHoursPerWeek,
                "hours a week of \(role.id) "
                    + change(
                        role.baseline.requiredHoursPerWeek, role.design.requiredHoursPerWeek,
                        role.requiredHoursPerWeek, by: Format.amount)
            )
        }
        return largest(waits) + largest(hours)
    }

    private static func largest(_ changes: [(difference: Quantity, sentence: String)]) -> [String] {
        let clear = changes.filter { ($0.difference.low ?? 0) > 0 || ($0.difference.high ?? 0) < 0 }
        func size(_ index: Int) -> Double { abs(clear[index].difference.estimate ?? 0) }
        let order = clear.indices.sorted { a, b in size(a) == size(b) ? a < b : size(a) > size(b) }
        return order.prefix(mostMoved).map { clear[$0].sentence }
    }

    static func unmatched(_ design: DesignDifference) -> [String] {
        func sentence(_ names: DesignDifference.Names, _ side: String) -> [String] {
            let parts = [("limits", names.limits), ("roles", names.roles), ("steps", names.steps)]
                .filter { !$0.1.isEmpty }.map { "\($0.0) \($0.1.joined(separator: ", "))" }
            return parts.isEmpty ? [] : ["only \(side): \(parts.joined(separator: "; "))"]
        }
        return TextReport.bullets(
            sentence(design.onlyInBaseline, "in the baseline") + sentence(design.onlyInDesign, "here"))
    }

    /// "9.1 d → 9.9 d, +0.8 d (+0.7 d..+0.9 d)".
    static func change(
        _ baseline: Quantity, _ design: Quantity, _ difference: Quantity, by format: (Double) -> String
    ) -> String {
        let sides = sides(baseline, design, by: format)
        let change = changed(difference, by: format)
        return change.isEmpty ? sides : "\(sides), \(change)"
    }

    /// "+0.8 d (+0.7 d..+0.9 d)".
    static func changed(_ difference: Quantity, by format: (Double) -> String) -> String {
        guard let estimate = difference.estimate else { return "" }
        func shown(_ x: Double) -> String { signed(format(x)) }
        guard let low = difference.low, let high = difference.high else { return shown(estimate) }
        if low == high { return low == 0 ? "no change" : shown(estimate) }
        return "\(shown(estimate)) (\(shown(low))..\(shown(high)))"
    }

    /// "9.1 d → 9.9 d".
    static func sides(_ baseline: Quantity, _ design: Quantity, by format: (Double) -> String) -> String {
        arrow(plain(baseline, by: format), plain(design, by: format))
    }

    private static func arrow(_ before: String, _ after: String) -> String {
        before == after ? before : "\(before) → \(after)"
    }

    private static func plain(_ q: Quantity, by format: (Double) -> String) -> String {
        if q.growthPerWeek != nil { return "grows" }
        return q.estimate.map(format) ?? "-"
    }

    private static func percent(_ share: Double) -> String { Format.percent(share, decimals: 0) }

    /// With its sign: "+0.8 d".
    static func signed(_ number: String) -> String {
        let isNothing = !number.contains { $0.isNumber && $0 != "0" }
        if number.hasPrefix("-") { return isNothing ? String(number.dropFirst()) : number }
        return isNothing ? number : "+" + number
    }
}
