internal import CaseFlow
internal import Foundation

/// Why cases were late, what it cost and what else was counted, in sentences for a manager.
extension TextReport {
    /// More limits than these are left to the result folder.
    static let mostReasons = 4
    /// Parts of a limit's time that a sentence names, and the least share of one.
    private static let mostParts = 3
    private static let leastPart = 0.05

    // MARK: - Why late

    /// A sentence for each limit that was late, the worst first, and one for all cases.
    static func whyLate(_ result: StudyResult) -> [String] {
        var ids: [String] = []
        for cause in result.whyLate where !ids.contains(cause.limit) { ids.append(cause.limit) }
        if ids.isEmpty { return [] }
        func margin(_ id: String) -> Double {
            let entries = result.limits.filter { $0.id == id }
            let margins = entries.compactMap { entry in
                entry.onTime.estimate.map { $0 - (entry.target ?? 0) }
            }
            return margins.min() ?? 1
        }
        let order = ids.indices.sorted { (margin(ids[$0]), $0) < (margin(ids[$1]), $1) }
        let shown = order.prefix(mostReasons).map { place in
            sentence(ids[place], result.whyLate.filter { $0.limit == ids[place] })
        }
        return shown + [whole(result)].compactMap { $0 }
    }

    /// - Parameter parts: where the late cases' time went, the largest first.
    static func sentence(_ limit: String, _ parts: [StudyResult.Cause]) -> String {
        "Late cases of \(limit) spent \(self.parts(parts))."
    }

    /// "40 % of the time that counts being worked on at …, 20 % in closed hours at …".
    static func parts(_ parts: [StudyResult.Cause]) -> String {
        let named = parts.enumerated().filter { place, part in
            place == 0 || (place < mostParts && (part.share.estimate ?? 0) >= leastPart)
        }.map(\.element)
        let texts = named.enumerated().map { place, part in
            Format.percent(part.share.estimate ?? 0, decimals: 0)
                + (place == 0 ? " of the time that counts " : " ") + phrase(part)
        }
        return texts.joined(separator: ", ")
    }

    private static func phrase(_ part: StudyResult.Cause) -> String {
        let whose = part.role.map { " (\($0))" } ?? ""
        return switch part.cause {
        case .work: "being worked on at \(part.step)\(whose)"
        case .people: "waiting for people at \(part.step)\(whose)"
        case .closed: "in closed hours at \(part.step)\(whose)"
        case .outside: "in the wait \(part.step)"
        case .meeting: "waiting for a meeting at \(part.step)\(whose)"
        case .partners: "with some people ready, waiting for the others at \(part.step)\(whose)"
        case .before: "before the run began"
        }
    }

    /// What all turnaround consists of.
    private static func whole(_ result: StudyResult) -> String? {
        let parts = result.timeByCause.filter { ($0.share.estimate ?? 0) >= 0.005 }
            .sorted { ($0.share.estimate ?? 0) > ($1.share.estimate ?? 0) }
        if parts.isEmpty { return nil }
        let texts = parts.map { part in
            "\(Format.percent(part.share.estimate ?? 0, decimals: 0)) \(noun(part.cause))"
        }
        return "Of the turnaround of all cases, on time or not: \(texts.joined(separator: ", "))."
    }

    private static func noun(_ cause: TimeCause) -> String {
        switch cause {
        case .work: "work"
        case .people: "waiting for people"
        case .closed: "closed hours"
        case .outside: "waits without people"
        case .meeting: "waiting for meetings"
        case .partners: "waiting for partners"
        case .before: "before the run"
        }
    }

    // MARK: - Counting

    static func counting(_ result: StudyResult) -> [String] {
        let found: [(title: String, text: String?)] = [
            ("Opening", cleared(result)), ("Cost", cost(result.cost)), ("Numbers", numbers(result)),
            ("Archive", archive(result)), ("Given up", givenUp(result)),
        ]
        return found.flatMap { title, text -> [String] in
            guard let text else { return [] }
            let lines = TerminalText.wrapped(TerminalText.safe(text), to: columns - 12, indent: 0)
            return lines.enumerated().map { TerminalText.padded($0 == 0 ? title : "", to: 12) + $1 }
        }
    }

    private static func cleared(_ result: StudyResult) -> String? {
        guard let cleared = result.backlog.cleared, let count = cleared.cases.estimate, count > 0
        else { return nil }
        let cases =
            count == 1
            ? "The one case of the opening backlog is"
            : "The \(Format.grouped(count)) cases of the opening backlog are"
        let dates = cleared.dates.compactMap { one in
            one.date.map { "by \(spoken($0)) with \(Format.percent(one.share, decimals: 0)) probability" }
        }
        let first = cleared.dates.first.map { Format.percent(1 - $0.share, decimals: 0) } ?? ""
        let when =
            dates.isEmpty
            ? "not worked off within the run in more than \(first) of the runs"
            : "worked off " + dates.joined(separator: ", ")
        return "\(cases) \(when)"
    }

    /// 2027-03-12 as "12 March 2027".
    static func spoken(_ date: String) -> String {
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ]
        let parts = date.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3, months.indices.contains(parts[1] - 1) else { return date }
        return "\(parts[2]) \(months[parts[1] - 1]) \(parts[0])"
    }

    private static func cost(_ cost: StudyResult.Cost) -> String? {
        guard let total = cost.total.estimate else { return nil }
        guard let currency = cost.currency else {
            return "\(Format.grouped(total)) \(total == 1 ? "person" : "people"); no costs are given"
        }
        let people = cost.byRole.reduce(0) { $0 + ($1.cost.estimate ?? 0) }
        var parts = ["people \(Format.grouped(people))"]
        if let outcomes = cost.outcomes.estimate, outcomes > 0 {
            parts.append("outcomes \(Format.grouped(outcomes))")
        }
        if let lateness = cost.lateness.estimate, lateness > 0 {
            parts.append("lateness \(Format.grouped(lateness))")
        }
        return "\(Format.grouped(total)) \(currency) in the window: \(parts.joined(separator: ", "))"
    }

    private static func numbers(_ result: StudyResult) -> String? {
        guard let numbers = result.numbers, let period = numbers.perPeriod.estimate,
            let run = numbers.perRun.estimate
        else { return nil }
        return "\(numbers.text) are passed in \(chance(period, numbers.perPeriod)) of the periods, in "
            + "\(chance(run, numbers.perRun)) of the runs at some time; the busiest period has "
            + "\(amount(numbers.most)) on average"
    }

    /// With the interval's end where nothing was seen: none in 64 runs is not never.
    private static func chance(_ share: Double, _ q: Quantity) -> String {
        let text = Format.percent(share, decimals: Format.decimals(showing: [share], besides: nil))
        guard share == 0, let high = q.high else { return text }
        return "\(text) (at most \(Format.percent(high, decimals: 1)))"
    }

    private static func archive(_ result: StudyResult) -> String? {
        guard let archive = result.archive else { return nil }
        if let stock = archive.stock {
            return "\(amount(stock)) files, each kept \(archive.kept): "
                + "\(amount(archive.closedPerYear)) come and go each year"
        }
        return "grows by \(amount(archive.closedPerYear)) files a year, kept for ever"
    }

    private static func givenUp(_ result: StudyResult) -> String? {
        let steps = result.steps.filter { ($0.givenUp.estimate ?? 0) > 0 }
        if steps.isEmpty { return nil }
        let texts = steps.map { "\($0.id) \(amount($0.givenUp))" }
        return "visits that stood in line in vain: \(texts.joined(separator: ", ")) in the window"
    }

    /// Of limits that are ranges.
    static func nearEnds(_ limits: [LimitResult]) -> [String] {
        let found = limits.compactMap { limit -> String? in
            guard let share = limit.nearEnd?.estimate else { return nil }
            let who = limit.className.map { "\(limit.id) for \($0)" } ?? limit.id
            return "\(who) \(Format.percent(share, decimals: 1))"
        }
        if found.isEmpty { return [] }
        return TerminalText.wrapped(
            TerminalText.safe("Within the near end of the range: \(found.joined(separator: ", "))"),
            to: columns,
            indent: 2)
    }
}
