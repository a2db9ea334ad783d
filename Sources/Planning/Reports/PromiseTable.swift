/// The answers of `headroom promise` for several scenarios, as one Markdown table.
package enum PromiseTable {
    package static var head: String {
        MarkdownTable.head(["scenario", "limit", "rule", "shortest kept", "on time", "the next shorter"])
    }

    /// A row for each limit.
    ///
    /// - Parameter id: what the scenario's results are filed under.
    package static func rows(_ id: String, _ result: PromiseResult) -> String {
        result.promises.map { promise in
            let share = promise.onTime ?? promise.curve.first?.onTime
            return MarkdownTable.row([
                id, PromiseText.name(promise), promise.rule ?? "", shortest(promise),
                share.map { PromiseText.estimate($0, promise.target) } ?? "-",
                promise.verdict == .given ? "-" : PromiseText.shorter(promise),
            ])
        }.joined()
    }

    private static func shortest(_ promise: PromisedLimit) -> String {
        if promise.verdict == .given { return promise.curve.first?.within ?? "-" }
        if let step = promise.step { return step.text }
        return switch promise.reason {
        case .grows: "none: its line grows"
        case .neverEnds(let longest, _): "none, not even \(longest)"
        case .untested: "no case ran its clock"
        case .budget, .stopped, nil: "undecided"
        }
    }
}
