/// Promised limits on one screen of a terminal: at most 100 columns, unless names are long.
package enum PromiseText {
    package static func text(_ result: PromiseResult) -> String {
        let title = TerminalText.cut(TerminalText.safe(result.title), to: TextReport.columns)
        var lines = [title, subtitle(result)]
        if result.promises.isEmpty {
            lines += ["", "No limit is left blank: name one with --limit, or write 'within: solve'."]
        }
        let found = result.promises.filter { $0.step != nil || $0.verdict == .given }
        if !found.isEmpty { lines += [""] + table(found) }
        let curves = found.filter { $0.curve.count > 1 }.map(curve)
        if !curves.isEmpty { lines += ["", "Shorter and longer"] + TextReport.bullets(curves) }
        let rest = result.promises.compactMap(reason)
        if !rest.isEmpty { lines += ["", "No promise"] + TextReport.bullets(rest) }
        if !result.notes.isEmpty { lines += ["", "Notes"] + TextReport.bullets(result.notes) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func subtitle(_ result: PromiseResult) -> String {
        let runs =
            "\(Format.count(result.replications, "replication", "replications")) in all; seed \(result.seed)"
        let level = result.promises.lazy.compactMap { $0.onTime?.confidence }.first
        guard let level else { return runs }
        return "The shortest limits that are kept, each at \(Format.percent(level)) confidence; " + runs
    }

    private static func table(_ promises: [PromisedLimit]) -> [String] {
        let isGiven = promises.contains { $0.verdict == .given }
        var table = TextTable(columns: [
            .init(title: "Limit", most: 30), .init(title: "rule", most: 10),
            .init(title: isGiven ? "within" : "shortest", most: 18),
            .init(title: "on time", isRight: true), .init(title: "bounds", isRight: true),
            .init(title: "wanted", isRight: true), .init(title: isGiven ? "verdict" : "next shorter"),
        ])
        table.rows = promises.map(row)
        return table.lines
    }

    private static func row(_ promise: PromisedLimit) -> [String] {
        let point = promise.verdict == .given ? promise.curve.first : nil
        let share = promise.onTime ?? point?.onTime
        return [
            name(promise), TerminalText.safe(promise.rule ?? ""),
            TerminalText.safe(promise.step?.text ?? point?.within ?? "-"),
            share.map { estimate($0, promise.target) } ?? "-",
            share.flatMap { interval($0, promise.target) } ?? "-",
            promise.target.map { Format.percent($0) } ?? "-",
            promise.verdict == .given
                ? promise.judged.map(verdict) ?? "no target" : shorter(promise),
        ]
    }

    static func shorter(_ promise: PromisedLimit) -> String {
        guard let shorter = promise.shorter else { return "none" }
        guard let share = shorter.onTime else { return "\(shorter.within) not tried" }
        let word =
            switch shorter.verdict {
            case .missed: "fails"
            case .undecided, .none: "undecided"
            case .met: "kept too"
            }
        return "\(shorter.within) \(word) (\(estimate(share, promise.target)))"
    }

    private static func verdict(_ verdict: Verdict) -> String {
        verdict == .missed ? "MISSED" : verdict == .none ? "never tested" : verdict.rawValue
    }

    private static func curve(_ promise: PromisedLimit) -> String {
        let points = promise.curve.map { "\($0.within) \(estimate($0.onTime, promise.target))" }
        return "\(name(promise)): \(points.joined(separator: ", "))"
    }

    private static func reason(_ promise: PromisedLimit) -> String? {
        guard let reason = promise.reason else { return nil }
        let why =
            switch reason {
            case .grows(let perWeek):
                "no length can be kept: its line grows by \(Format.amount(perWeek)) cases a week without end. "
                    + "Give the role more people or hours first."
            case .neverEnds(let longest, let onTime):
                "not even \(longest) is kept: \(estimate(onTime, promise.target)) are on time, "
                    + "\(promise.target.map { Format.percent($0) } ?? "more") are wanted. Some clocks never end, or "
                    + "much later: see why with 'headroom run'."
            case .untested: "no case ran its clock, so nothing can be promised."
            case .budget: "no length was shown to be kept within the budget. Give a larger --budget."
            case .stopped: "the search was stopped before it was found."
            }
        return "\(name(promise)): \(why)"
    }

    static func name(_ promise: PromisedLimit) -> String {
        TerminalText.safe(promise.className.map { "\(promise.id) (\($0))" } ?? promise.id)
    }

    static func estimate(_ share: Quantity, _ target: Double?) -> String {
        share.estimate.map { Format.percent($0, decimals: decimals(share, target)) } ?? "-"
    }

    private static func interval(_ share: Quantity, _ target: Double?) -> String? {
        guard let low = share.low, let high = share.high else { return nil }
        let decimals = decimals(share, target)
        return "\(Format.fixed(low * 100, decimals))..\(Format.percent(high, decimals: decimals))"
    }

    private static func decimals(_ share: Quantity, _ target: Double?) -> Int {
        Format.decimals(
            showing: [share.estimate, share.low, share.high].compactMap { $0 }, besides: target)
    }
}
