/// A study on one screen of a terminal: at most 100 columns.
package enum TextReport {
    static let columns = 100
    /// More lines than this and the lesser ones are left to the result folder.
    static let mostLimits = 14
    static let mostRoles = 10
    /// Durations beside limits in working time could be taken for working time themselves.
    static let clock = "Waits and turnaround run by the calendar clock, nights and weekends included."

    package static func text(_ result: StudyResult) -> String {
        var lines = header(result)
        if result.replications > 0 {
            if !result.limits.isEmpty { lines += [""] + limits(result) }
            if !result.roles.isEmpty { lines += [""] + roles(result) }
            lines += [""] + backlog(result) + turnaround(result) + counting(result)
            let reasons = whyLate(result)
            if !reasons.isEmpty { lines += ["", "Why late"] + bullets(reasons) }
        }
        if !result.advice.isEmpty { lines += ["", "What to try next"] + bullets(result.advice) }
        if !result.warnings.isEmpty { lines += ["", "Warnings"] + bullets(result.warnings) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func header(_ result: StudyResult) -> [String] {
        let window = result.window
        let warmUp =
            window.warmUpWeeks > 0 ? " after \(weeks(window.warmUpWeeks)) of warm-up" : ""
        let runs = Format.count(result.replications, "replication", "replications")
        return [
            TerminalText.cut(TerminalText.safe(result.title), to: columns),
            "\(Format.grouped(Double(result.cases.total))) cases in \(runs) of "
                + "\(weeks(window.weeks))\(warmUp); seed \(result.seed)",
        ]
    }

    static func weeks(_ weeks: Double) -> String {
        let isWhole = abs(weeks - weeks.rounded()) < 0.005
        if isWhole { return Format.count(Int(weeks.rounded()), "week", "weeks") }
        return weeks < 1 ? Format.duration(weeks * 604_800) : Format.fixed(weeks, 1) + " weeks"
    }

    private static func limits(_ result: StudyResult) -> [String] {
        let level = Format.percent(result.limits[0].onTime.confidence, decimals: 0)
        var table = TextTable(columns: [
            .init(title: "Limit", most: 26), .init(title: "rule", most: 10),
            .init(title: "within", most: 18), .init(title: "on time", isRight: true),
            .init(title: "\(level) interval", isRight: true), .init(title: "target", isRight: true),
            .init(title: "verdict"),
        ])
        let shown = shownLimits(result.limits)
        table.rows = shown.map { row($0, isByClass: isJudgedByClass($0, result)) }
        let hidden = result.limits.count - shown.count
        let rest = hidden == 0 ? [] : ["… and \(hidden) more in the result folder"]
        return table.lines + nearEnds(shown) + rest
    }

    /// All; of too many the missed ones first, then the undecided, then whole limits before classes.
    private static func shownLimits(_ limits: [LimitResult]) -> [LimitResult] {
        func rank(_ limit: LimitResult) -> Int {
            switch limit.verdict {
            case .missed: 0
            case .undecided: 1
            case .met, .none: limit.className == nil ? 2 : 3
            }
        }
        let order = limits.indices.sorted { (rank(limits[$0]), $0) < (rank(limits[$1]), $1) }
        return order.prefix(mostLimits).sorted().map { limits[$0] }
    }

    /// Only its classes have targets.
    private static func isJudgedByClass(_ limit: LimitResult, _ result: StudyResult) -> Bool {
        limit.className == nil && limit.target == nil
            && result.limits.contains { $0.id == limit.id && $0.target != nil }
    }

    private static func row(_ limit: LimitResult, isByClass: Bool) -> [String] {
        let share = limit.onTime
        let ends = [share.estimate, share.low, share.high].compactMap { $0 }
        let decimals = Format.decimals(showing: ends, besides: limit.target)
        let interval = share.low.flatMap { low in
            share.high.map {
                "\(Format.fixed(low * 100, decimals))..\(Format.percent($0, decimals: decimals))"
            }
        }
        return [
            limit.className.map { "  " + TerminalText.safe($0) } ?? TerminalText.safe(limit.id),
            TerminalText.safe(limit.rule ?? ""), TerminalText.safe(within(limit)),
            share.estimate.map { Format.percent($0, decimals: decimals) } ?? "-", interval ?? "-",
            limit.target.map { Format.percent($0) } ?? "-", isByClass ? "by class" : verdict(limit),
        ]
    }

    private static func within(_ limit: LimitResult) -> String {
        limit.isBlank ? "(blank)" : limit.within
    }

    private static func verdict(_ limit: LimitResult) -> String {
        if limit.isBlank {
            return limit.p95.estimate.map { "95 % within \(Format.duration($0))" } ?? "-"
        }
        if limit.verdict == .missed, let blame = limit.blame {
            return blame.isProof ? "MISSED, with any staff" : "MISSED, unlimited too"
        }
        return switch limit.verdict {
        case .met: "met"
        case .missed: "MISSED"
        case .undecided: "undecided"
        case .none: limit.target == nil ? "no target" : "never tested"
        }
    }

    private static func roles(_ result: StudyResult) -> [String] {
        var table = TextTable(columns: [
            .init(title: "Role", most: 28), .init(title: "people", isRight: true),
            .init(title: "load", isRight: true), .init(title: "mean wait", isRight: true),
            .init(title: "95 % of waits", isRight: true), .init(title: "in line", isRight: true),
            .init(title: "hours a week", isRight: true),
        ])
        let shown = shownRoles(result.roles)
        table.rows = shown.map { role in
            [
                TerminalText.safe(role.id), Format.grouped(Double(role.staff)), load(role),
                time(role.waitingMean), time(role.waitingP95), amount(role.queueMean),
                amount(role.requiredHoursPerWeek),
            ]
        }
        let hidden = result.roles.count - shown.count
        let rest = hidden == 0 ? [] : ["… and \(Format.count(hidden, "role", "roles")) with less load"]
        return table.lines + rest + [clock]
    }

    /// All, in the order of the file; of too many, the most loaded.
    private static func shownRoles(_ roles: [RoleResult]) -> [RoleResult] {
        if roles.count <= mostRoles { return roles }
        let byLoad = roles.indices.sorted { a, b in
            let (x, y) = (roles[a].utilisation.estimate ?? 0, roles[b].utilisation.estimate ?? 0)
            return x == y ? a < b : x > y
        }
        return byLoad.prefix(mostRoles).sorted().map { roles[$0] }
    }

    /// What is asked, where that is more than can be worked.
    static func load(_ role: RoleResult) -> String {
        if let offered = role.offered, offered >= 1 { return Format.percent(offered, decimals: 0) }
        return role.utilisation.estimate.map { Format.percent($0, decimals: 0) } ?? "-"
    }

    private static func time(_ q: Quantity) -> String {
        if q.growthPerWeek != nil { return "grows" }
        return q.estimate.map(Format.duration) ?? "-"
    }

    static func amount(_ q: Quantity) -> String {
        if q.growthPerWeek != nil { return "grows" }
        return q.estimate.map(Format.amount) ?? "-"
    }

    private static func backlog(_ result: StudyResult) -> [String] {
        let backlog = result.backlog
        if result.isOverloaded {
            let growth = backlog.growthPerWeek
            return ["Backlog     grows by \(estimate(growth)) cases a week, without end"]
        }
        return [
            "Backlog     now \(amount(backlog.now)) open cases, on average \(amount(backlog.mean)), "
                + "peak \(amount(backlog.max)); \(trend(backlog.growthPerWeek))"
        ]
    }

    /// A trend is named only where the interval leaves no doubt of its sign.
    private static func trend(_ growth: Quantity) -> String {
        guard let estimate = growth.estimate, let low = growth.low, let high = growth.high else {
            return "trend not known from one replication"
        }
        if low > 0 { return "grows by \(Format.amount(estimate)) a week" }
        if high < 0 { return "falls by \(Format.amount(-estimate)) a week" }
        return "no trend"
    }

    private static func estimate(_ q: Quantity) -> String {
        guard let estimate = q.estimate else { return "-" }
        guard let low = q.low, let high = q.high else { return Format.amount(estimate) }
        return "\(Format.amount(estimate)) (\(Format.amount(low))..\(Format.amount(high)))"
    }

    private static func turnaround(_ result: StudyResult) -> [String] {
        let times = result.turnaround
        if result.isOverloaded { return ["Turnaround  grows with the backlog"] }
        return [
            "Turnaround  half of the cases within \(time(times.p50)), 90 % within \(time(times.p90)), "
                + "95 % within \(time(times.p95))"
        ]
    }

    static func bullets(_ sentences: [String]) -> [String] {
        sentences.flatMap { sentence in
            TerminalText.wrapped("- " + TerminalText.safe(sentence), to: columns, indent: 2)
        }
    }
}
