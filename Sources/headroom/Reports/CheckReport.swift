import Planning

/// The decisions of `check` as text: one line for each target, one for each file.
enum CheckReport {
    static func text(_ checks: [FileCheck]) -> String {
        checks.map(text).joined(separator: "\n")
    }

    private static func text(_ check: FileCheck) -> String {
        let file = printable(check.file)
        guard let result = check.result else { return "\(file): no result\n" }
        var lines = check.judged.map { "  " + line($0) }
        lines += check.changes.filter { $0.verdict != .noDifferenceShown }.map { "  " + line($0) }
        lines.insert("\(file): \(summary(check, result))", at: 0)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func summary(_ check: FileCheck, _ result: StudyResult) -> String {
        let judged = check.judged
        func count(_ verdict: Verdict) -> Int { judged.count { $0.verdict == verdict } }
        var parts = ["\(count(.met)) met", "\(count(.missed)) missed", "\(count(.undecided)) undecided"]
        if count(.none) > 0 { parts.append("\(count(.none)) never tested") }
        if judged.isEmpty { parts = ["no limit has a target"] }
        if let stopped = result.stopped { parts.append("stopped: \(stopped.rawValue)") }
        return parts.joined(separator: ", ") + " (\(result.replications) replications)"
    }

    private static func line(_ limit: LimitResult) -> String {
        let verdict = limit.verdict == .none ? "never tested" : limit.verdict.rawValue
        return "\(verdict): \(printable(limit.title)), \(sentence(limit))"
    }

    private static func line(_ change: LimitChange) -> String {
        let difference = change.difference.estimate.map { percent($0, signed: true) } ?? "not comparable"
        return "\(change.verdict.rawValue) than before: \(printable(change.title)), \(difference)"
    }

    /// `93.1 % (92.5 %..93.7 %) on time within 3 working days, target 95 %`.
    static func sentence(_ limit: LimitResult) -> String {
        var text = limit.onTime.estimate.map { percent($0) } ?? "nothing"
        if let low = limit.onTime.low, let high = limit.onTime.high {
            text += " (\(percent(low))..\(percent(high)))"
        }
        text += " on time within \(printable(limit.within))"
        if let target = limit.target { text += ", target \(percent(target))" }
        if limit.verdict == .undecided, let settle = limit.wouldSettle {
            text += "; about \(settle) replications would settle it"
        }
        return text
    }

    /// Two decimals at most: 0.9312 as `93.12 %`.
    private static func percent(_ share: Double, signed: Bool = false) -> String {
        let hundredths = Int((abs(share) * 10_000).rounded())
        let sign = share < 0 && hundredths > 0 ? "-" : signed ? "+" : ""
        let rest = hundredths % 100
        let decimals = rest == 0 ? "" : rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
        return "\(sign)\(hundredths / 100)\(decimals) %"
    }
}
