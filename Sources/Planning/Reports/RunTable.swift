/// The results of `headroom run` for several scenarios, as one Markdown table.
package enum RunTable {
    package static var head: String {
        MarkdownTable.head([
            "scenario", "cases a week", "limits on time", "the tightest", "the busiest role", "open cases",
            "blanks: 95 % within",
        ])
    }

    /// - Parameter id: what the scenario's results are filed under.
    package static func row(_ id: String, _ result: StudyResult) -> String {
        MarkdownTable.row([
            id, casesPerWeek(result), verdicts(result), tightest(result), busiest(result), backlog(result),
            blanks(result),
        ])
    }

    private static func casesPerWeek(_ result: StudyResult) -> String {
        guard let arrived = result.cases.arrived.estimate, result.window.weeks > 0 else { return "-" }
        return Format.amount(arrived / result.window.weeks)
    }

    /// A limit that is split by class counts once, by the worst of its classes.
    private static func verdicts(_ result: StudyResult) -> String {
        let judged = result.limits.filter { $0.target != nil }
        let order = [Verdict.missed, .undecided, .met]
        var counts = order.map { _ in 0 }
        for id in Set(judged.map(\.id)) {
            let found = judged.filter { $0.id == id }.map(\.verdict)
            if let worst = order.firstIndex(where: found.contains) { counts[worst] += 1 }
        }
        let all = counts.reduce(0, +)
        if all == 0 { return "none has a target" }
        let rest = zip(["missed", "undecided"], counts).filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        return (["\(counts[2]) of \(all) met"] + rest).joined(separator: ", ")
    }

    private static func tightest(_ result: StudyResult) -> String {
        guard let limit = result.limits.tightest, let share = limit.onTime.estimate else { return "-" }
        return MarkdownTable.share(limit, share)
    }

    private static func busiest(_ result: StudyResult) -> String {
        func load(_ role: RoleResult) -> Double { max(role.offered ?? 0, role.utilisation.estimate ?? 0) }
        guard let role = result.roles.max(by: { load($0) < load($1) }) else { return "-" }
        return "\(role.id) \(TextReport.load(role))"
    }

    private static func backlog(_ result: StudyResult) -> String {
        if result.isOverloaded {
            return "grows by \(result.backlog.growthPerWeek.estimate.map(Format.amount) ?? "-") a week"
        }
        return TextReport.amount(result.backlog.mean)
    }

    private static func blanks(_ result: StudyResult) -> String {
        let blanks = result.limits.filter { $0.isBlank && $0.className == nil }.map { limit in
            "\(limit.id) \(limit.p95.estimate.map(Format.duration) ?? "-")"
        }
        return blanks.isEmpty ? "none" : blanks.joined(separator: ", ")
    }
}
