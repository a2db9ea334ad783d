package import CaseFlow

/// The answer of `headroom staff` on one screen: at most 100 columns, sentences that can be read aloud.
package enum StaffReport {
    /// Of one scenario among several, in which no limit has a target.
    package static func noTarget(_ model: Model) -> String {
        let problem = StaffingProblem.noTarget
        return
            "\(TerminalText.safe(model.title))\nNo answer: \(problem.message). For one, \(problem.remedy).\n"
    }

    package static func text(_ plan: StaffPlan) -> String {
        var lines = [TerminalText.cut(TerminalText.safe(plan.title), to: TextReport.columns)]
        lines += wrapped(headline(plan))
        if !isHopeless(plan) { lines += [""] + people(plan) }
        let limits = plan.limits.filter { $0.target != nil }
        if !limits.isEmpty { lines += [""] + table(limits) }
        let sentences = words(plan)
        if !sentences.isEmpty { lines += [""] + TextReport.bullets(sentences) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func wrapped(_ sentence: String) -> [String] {
        TerminalText.wrapped(TerminalText.safe(sentence), to: TextReport.columns, indent: 0)
    }

    // MARK: - What was asked

    private static func headline(_ plan: StaffPlan) -> String {
        let asGiven = "(as given: \(cost(plan.givenCost, plan)))"
        if let stopped = plan.stopped, !plan.seemsToKeep {
            return "Stopped (\(stopped.rawValue)) before anything was found that keeps every target. NOT "
                + "certified, and hardly enough, is the staffing of the file:"
        }
        if let stopped = plan.stopped {
            let sure = plan.isCertified ? "certified, though a cheaper one may do," : "NOT certified,"
            return "Stopped (\(stopped.rawValue)) before the search had ended. The best so far, \(sure) "
                + "costs \(cost(plan.cost, plan)) \(asGiven)."
        }
        switch plan.verdict {
        case .met:
            return "\(cost(plan.cost, plan))\(given(plan)) \(keep(plan)) every target, at "
                + "\(Format.percent(plan.rule.confidence)) confidence."
        case .infeasible:
            return isHopeless(plan)
                ? "No number of people on these hours keeps every target."
                : "No number of people within the bounds was found that keeps every target."
        case .undecided:
            return "Undecided: no staffing could be certified within "
                + "\(Format.count(plan.rule.budget, "replication", "replications")) of each. The last "
                + "candidate, NOT certified, costs \(cost(plan.cost, plan)) \(asGiven)."
        }
    }

    /// No number of people would do.
    private static func isHopeless(_ plan: StaffPlan) -> Bool {
        plan.blame.contains { $0.bound == .unlimited }
    }

    private static func keep(_ plan: StaffPlan) -> String {
        isInPeople(plan) && plan.cost != 1 ? "keep" : "keeps"
    }

    /// How the staffing of the file compares.
    private static func given(_ plan: StaffPlan) -> String {
        if plan.headcounts.allSatisfy({ $0.people == $0.given }) { return ", as given," }
        let keeps =
            switch plan.givenKeeps {
            case .keeps: ", which seem to keep them too"
            case .fails: ", which do not"
            case .close: ", which come close"
            case nil: ""
            }
        return " (as given: \(cost(plan.givenCost, plan))\(keeps))"
    }

    /// Without prices and weights, what is counted is people.
    private static func isInPeople(_ plan: StaffPlan) -> Bool {
        plan.currency == nil && plan.headcounts.allSatisfy { $0.cost == Double($0.copies) }
    }

    static func cost(_ cost: Double, _ plan: StaffPlan) -> String {
        if let currency = plan.currency { return "\(Format.grouped(cost)) \(currency)" }
        if isInPeople(plan) { return Format.count(Int(cost), "person", "people") }
        return "\(Format.number(cost)) in cost"
    }

    // MARK: - Tables

    private static func people(_ plan: StaffPlan) -> [String] {
        var table = TextTable(columns: [
            .init(title: "Role", most: 28), .init(title: "given", isRight: true),
            .init(title: plan.isCertified ? "needed" : "here", isRight: true),
            .init(title: "load", isRight: true), .init(title: "one fewer", most: 34),
            .init(title: "one more", most: 34),
        ])
        table.rows = plan.headcounts.indices.map { index in
            let row = plan.headcounts[index]
            let role = plan.roles.first { $0.id == row.role }
            let each = row.copies == 1 ? "" : " in each of \(row.copies)"
            return [
                TerminalText.safe(row.path) + each, "\(row.given)",
                "\(row.people)" + (row.isFixed ? " (fixed)" : ""),
                role?.utilisation.estimate.map { Format.percent($0, decimals: 0) } ?? "",
                neighbour(index, -1, plan), neighbour(index, 1, plan),
            ]
        }
        return table.lines
    }

    private static func neighbour(_ headcount: Int, _ change: Int, _ plan: StaffPlan) -> String {
        guard let found = plan.neighbours.first(where: { $0.headcount == headcount && $0.change == change })
        else { return "-" }
        switch found.verdict {
        case .meets: return "keeps all targets"
        case .undecided: return change < 0 ? "undecided" : "no harm shown"
        case .fails:
            guard let failing = found.failing.map({ plan.limits[$0] }) else { return "cannot keep up" }
            let share = found.share.map { " (" + Format.percent($0, decimals: 0) + ")" } ?? ""
            return "fails " + TerminalText.safe(name(failing)) + share
        }
    }

    private static func table(_ limits: [LimitResult]) -> [String] {
        var table = TextTable(columns: [
            .init(title: "Limit", most: 30), .init(title: "rule", most: 10),
            .init(title: "within", most: 18), .init(title: "on time", isRight: true),
            .init(title: "at least", isRight: true), .init(title: "target", isRight: true),
            .init(title: "verdict"),
        ])
        table.rows = limits.map { limit in
            let share = limit.onTime
            let decimals = Format.decimals(
                showing: [share.estimate, share.low].compactMap { $0 }, besides: limit.target)
            return [
                TerminalText.safe(name(limit)), TerminalText.safe(limit.rule ?? ""),
                TerminalText.safe(limit.within),
                share.estimate.map { Format.percent($0, decimals: decimals) } ?? "-",
                share.low.map { Format.percent($0, decimals: decimals) } ?? "-",
                limit.target.map { Format.percent($0) } ?? "-", verdict(limit),
            ]
        }
        return table.lines
    }

    private static func verdict(_ limit: LimitResult) -> String {
        switch limit.verdict {
        case .met: "met"
        case .missed: "MISSED"
        case .undecided: "undecided"
        case .none: "never tested"
        }
    }

    static func name(_ limit: LimitResult) -> String {
        limit.className.map { "\(limit.id) for \($0)" } ?? limit.id
    }

    // MARK: - In words

    private static func words(_ plan: StaffPlan) -> [String] {
        if plan.stopped != nil { return [effort(plan)] }
        if plan.verdict == .infeasible { return plan.blame.map { blame($0, plan) } + [effort(plan)] }
        return [tightest(plan)].compactMap { $0 } + overloads(plan) + unsettled(plan) + surprises(plan)
            + [cheaper(plan), certainty(plan), effort(plan)].compactMap { $0 }
    }

    private static func tightest(_ plan: StaffPlan) -> String? {
        guard let limit = plan.limits.tightest, let share = limit.onTime.estimate else { return nil }
        let decimals = Format.decimals(showing: [share], besides: limit.target)
        let role = limit.waitsFor.map { "; of its waiting, most is for \($0)" } ?? ""
        return "\(name(limit)) decides: \(Format.percent(share, decimals: decimals)) on time, "
            + "\(Format.percent(limit.target ?? 0)) wanted\(role)."
    }

    /// Roles whose numbers the options hold below their work.
    private static func overloads(_ plan: StaffPlan) -> [String] {
        plan.roles.filter { ($0.offered ?? 0) >= 1 }.map { role in
            "\(role.id) is asked for \(Format.percent(role.offered ?? 0, decimals: 0)) of its hours: its line "
                + "grows as long as the procedure runs, whatever the limits say."
        }
    }

    /// What is open, and what would settle it.
    private static func unsettled(_ plan: StaffPlan) -> [String] {
        let limits = plan.limits.filter { $0.verdict == .undecided && $0.target != nil }.map { limit in
            "\(name(limit)) is undecided" + settled(limit.wouldSettle)
        }
        let neighbours = plan.neighbours.filter { $0.verdict == .undecided && $0.change < 0 }.map { found in
            "With one \(plan.headcounts[found.headcount].path) fewer it is undecided whether the targets are "
                + "kept" + settled(found.wouldSettle)
        }
        return limits + neighbours
    }

    private static func settled(_ replications: Int?) -> String {
        guard let replications else { return ": it lies too close to its target to be settled." }
        return ": about \(Format.grouped(Double(replications))) replications would settle it "
            + "(--budget \(replications))."
    }

    private static func surprises(_ plan: StaffPlan) -> [String] {
        plan.neighbours.filter { $0.change > 0 && $0.verdict == .fails }.map { found in
            let limit = found.failing.map { " \(name(plan.limits[$0]))" } ?? " a target"
            return "One more \(plan.headcounts[found.headcount].path) hurts: it fails\(limit)."
        }
            + plan.neighbours.filter { $0.change < 0 && $0.verdict == .meets }.map { found in
                "One \(plan.headcounts[found.headcount].path) fewer keeps the targets too, by the "
                    + "certificate's replications; the search ended before that was certified."
            }
    }

    private static func cheaper(_ plan: StaffPlan) -> String? {
        guard plan.verdict == .met else { return nil }
        switch plan.cheaper {
        case .allExamined:
            return "No cheaper staffing exists within what was asked: each that can keep up with its work "
                + "was simulated, and none kept the targets."
        case .someExamined:
            return "No cheaper staffing is known: of \(Format.grouped(Double(plan.examined))) that were "
                + "looked at, none that costs less kept the targets."
        }
    }

    private static func certainty(_ plan: StaffPlan) -> String? {
        guard plan.verdict == .met else { return nil }
        let error = Format.percent(1 - plan.rule.confidence)
        let sample =
            plan.rule.method == .strict
            ? "for any number of replications, for the mean of the runs' shares"
            : "for large numbers of replications"
        return "Were a target missed in truth, this staffing would be called sufficient in at most \(error) "
            + "of such answers (\(plan.rule.method.rawValue): \(sample))."
    }

    private static func effort(_ plan: StaffPlan) -> String {
        let seed = plan.certificateSeed.map { "; certified on seed \($0)" } ?? ""
        return "\(Format.count(plan.examined, "staffing", "staffings")) looked at, "
            + "\(Format.count(plan.replications, "replication", "replications")) in all\(seed)."
    }

    private static func blame(_ blame: StaffPlan.OutOfReach, _ plan: StaffPlan) -> String {
        let limit = plan.limits[blame.limit]
        let decimals = Format.decimals(showing: [blame.reached], besides: limit.target)
        let who =
            blame.bound == .unlimited
            ? "Not even unlimited people on these hours keep \(name(limit))"
            : "The most people that were tried do not keep \(name(limit))"
        let share =
            "\(Format.percent(blame.reached, decimals: decimals)) on time, "
            + "\(Format.percent(limit.target ?? 0)) wanted"
        let why = Blame.sentence(blame.parts).map { "; \($0)" } ?? ""
        let remedy =
            blame.bound == .unlimited
            ? " Give it longer, shorten the work before it, or open longer hours."
            : " Allow more people, or give it longer."
        return "\(who): \(share)\(why).\(remedy)"
    }
}
