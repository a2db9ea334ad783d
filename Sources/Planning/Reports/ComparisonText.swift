/// A comparison for a terminal: at most 100 columns, a block for each design.
package enum ComparisonText {
    /// More lines than this and those that did not change are left to the JSON.
    static let mostLimits = 14
    static let mostRoles = 10
    static let mostMoved = 4

    /// - Parameter names: what to call the baseline and the designs, in this order.
    package static func text(_ result: ComparedDesigns, names: [String]) -> String {
        let names = names.map { TerminalText.safe($0) }
        var lines = header(result, baseline: names[0])
        if result.replications > 0 {
            for (design, name) in zip(result.designs, names.dropFirst()) {
                lines += [""] + block(design, name: name, of: result)
            }
            lines += [""] + notes(result)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    static func header(_ result: ComparedDesigns, baseline: String) -> [String] {
        let runs = Format.count(result.replications, "replication", "replications")
        let weeks = TextReport.weeks(result.baseline.window.weeks)
        var lines = [
            TerminalText.cut("Baseline: \(baseline)", to: TextReport.columns),
            "\(runs) of \(weeks) each, in which all designs meet the same cases; seed \(result.seed)",
        ]
        if let stopped = result.stopped {
            lines.append(
                "Stopped (\(stopped.rawValue)): "
                    + (result.replications == 0
                        ? "before all designs had a few replications; nothing can be said."
                        : "what follows rests on the replications that all designs have."))
        }
        return lines
    }

    private static func block(
        _ design: DesignDifference, name: String, of result: ComparedDesigns
    ) -> [String] {
        var lines = [TerminalText.cut("\(name): \(summary(design))", to: TextReport.columns)]
        if !design.limits.isEmpty { lines += limits(design) }
        lines += changedLengths(design)
        if !design.roles.isEmpty { lines += [""] + roles(design) }
        lines += [""] + whole(design, result)
        let moved = moved(design)
        if !moved.isEmpty { lines += ["Moved most"] + TextReport.bullets(moved) }
        return lines + unmatched(design)
    }

    /// "2 limits better, 1 worse, 3 without a difference that shows".
    private static func summary(_ design: DesignDifference) -> String {
        if design.hasSameHistory && design.limits.allSatisfy(\.isIdentical) {
            return "identical in every replication"
        }
        let judged = design.limits.filter(\.isJudged)
        if judged.isEmpty { return "no limit to compare" }
        func count(_ verdict: ChangeVerdict) -> Int { judged.count { $0.verdict == verdict } }
        return "\(count(.better)) better, \(count(.worse)) worse, "
            + "\(count(.noDifferenceShown)) with no difference shown"
    }

    private static func limits(_ design: DesignDifference) -> [String] {
        var table = TextTable(columns: [
            .init(title: "Limit", most: 24), .init(title: "baseline", isRight: true),
            .init(title: "design", isRight: true), .init(title: "change in points", isRight: true),
            .init(title: "visible", isRight: true), .init(title: "verdict"),
        ])
        let shown = shownLimits(design.limits)
        table.rows = shown.map(row)
        let hidden = design.limits.count - shown.count
        return table.lines + (hidden == 0 ? [] : ["… and \(hidden) more with --json"])
    }

    /// All; of too many, those with a verdict first, then the judged ones.
    private static func shownLimits(_ limits: [LimitDifference]) -> [LimitDifference] {
        func rank(_ limit: LimitDifference) -> Int {
            if limit.verdict != .noDifferenceShown { return limit.isJudged ? 0 : 2 }
            return limit.isJudged ? 1 : 3
        }
        let order = limits.indices.sorted { (rank(limits[$0]), $0) < (rank(limits[$1]), $1) }
        return order.prefix(mostLimits).sorted().map { limits[$0] }
    }

    private static func row(_ limit: LimitDifference) -> [String] {
        let shares = [limit.baseline.onTime.estimate, limit.design.onTime.estimate]
        let decimals = Format.decimals(showing: shares.compactMap { $0 }, besides: nil)
        let shown = shares.map { $0.map { Format.percent($0, decimals: decimals) } ?? "-" }
        let name = limit.className.map { "  " + TerminalText.safe($0) } ?? TerminalText.safe(limit.id)
        return [name] + shown + [points(limit.onTime), visible(limit), verdict(limit)]
    }

    /// "-5.1 (-5.9..-4.3)".
    static func points(_ difference: Quantity) -> String {
        guard let estimate = difference.estimate else { return "-" }
        let ends = [difference.low, difference.high].compactMap { $0 }
        let decimals = Format.decimals(showing: [estimate] + ends, besides: nil)
        func shown(_ x: Double) -> String { signed(Format.fixed(x * 100, decimals)) }
        if ends.count < 2 || ends[0] == ends[1] { return shown(estimate) }
        return "\(shown(estimate)) (\(shown(ends[0]))..\(shown(ends[1])))"
    }

    private static func visible(_ limit: LimitDifference) -> String {
        guard let visible = limit.smallestVisible, visible > 0 else { return "" }
        return Format.fixed(visible * 100, Format.decimals(showing: [visible], besides: nil))
    }

    private static func verdict(_ limit: LimitDifference) -> String {
        if limit.baseline.isBlank || limit.design.isBlank {
            return "blank: 95 % within " + changed(limit.p95, by: Format.duration)
        }
        let word = limit.verdict == .worse ? "WORSE" : limit.verdict.rawValue
        let judged = limit.isJudged ? "" : " (no target)"
        return (limit.isIdentical ? "identical in every replication" : word) + judged
    }

    private static func changedLengths(_ design: DesignDifference) -> [String] {
        design.limits.filter { $0.baseline.within != $0.design.within }.map { limit in
            TerminalText.cut(
                "  \(TerminalText.safe(limit.name)): within \(TerminalText.safe(limit.baseline.within)) → "
                    + TerminalText.safe(limit.design.within), to: TextReport.columns)
        }
    }

    private static func notes(_ result: ComparedDesigns) -> [String] {
        let level = Format.percent(result.confidence, decimals: 0)
        let shared = result.designs.count > 1 ? ", the \(result.designs.count) designs together" : ""
        let sentences = [
            result.together > 1
                ? "The \(result.together) intervals of limits with a target hold together with \(level) "
                    + "confidence."
                : "",
            "Every other interval holds with \(level) confidence by itself\(shared): among twenty of them "
                + "one may be wrong.",
            "'visible' is the change, in percentage points, that would have been seen.",
        ]
        return sentences.filter { !$0.isEmpty }.flatMap {
            TerminalText.wrapped($0, to: TextReport.columns, indent: 0)
        }
    }
}
