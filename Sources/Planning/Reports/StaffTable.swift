package import CaseFlow

/// The answers of `headroom staff` for several scenarios, as one Markdown table.
package enum StaffTable {
    package static var head: String {
        MarkdownTable.head(["scenario", "given", "needed", "cost", "the limit that decides", "undecided"])
    }

    /// - Parameter id: what the scenario's results are filed under.
    package static func row(_ id: String, _ plan: StaffPlan) -> String {
        MarkdownTable.row([
            id, people(plan, \.given), needed(plan), cost(plan), decides(plan), undecided(plan),
        ])
    }

    /// Of a scenario in which no limit has a target.
    package static func noTarget(_ id: String, _ model: Model) -> String {
        let given = model.headcounts.map { count($0.path, $0.people, $0.copies) }.joined(separator: ", ")
        return MarkdownTable.row([id, given, "any number: no limit has a target", "-", "none", "nothing"])
    }

    private static func count(_ path: String, _ people: Int, _ copies: Int) -> String {
        "\(path) \(people)" + (copies == 1 ? "" : " in each of \(copies)")
    }

    private static func people(_ plan: StaffPlan, _ count: (StaffPlan.Row) -> Int) -> String {
        plan.headcounts.map { Self.count($0.path, count($0), $0.copies) }.joined(separator: ", ")
    }

    private static func needed(_ plan: StaffPlan) -> String {
        switch plan.verdict {
        case .met: people(plan, \.people)
        case .infeasible: "no number of people does"
        case .undecided: "not certified: " + people(plan, \.people)
        }
    }

    private static func cost(_ plan: StaffPlan) -> String {
        let given = StaffReport.cost(plan.givenCost, plan)
        return plan.verdict == .infeasible ? given : "\(given) → \(StaffReport.cost(plan.cost, plan))"
    }

    /// The limit that is out of reach, or that is nearest to its target.
    private static func decides(_ plan: StaffPlan) -> String {
        if let blame = plan.blame.first {
            return MarkdownTable.share(plan.limits[blame.limit], blame.reached)
        }
        guard let limit = plan.limits.tightest, let estimate = limit.onTime.estimate else { return "none" }
        return MarkdownTable.share(limit, estimate)
    }

    private static func undecided(_ plan: StaffPlan) -> String {
        let limits = plan.limits.filter { $0.target != nil && $0.verdict == .undecided }
            .map(StaffReport.name)
        let fewer = plan.neighbours.filter { $0.verdict == .undecided && $0.change < 0 }
            .map { "one \(plan.headcounts[$0.headcount].path) fewer" }
        let all = limits + fewer
        return all.isEmpty ? "nothing" : all.joined(separator: ", ")
    }
}
