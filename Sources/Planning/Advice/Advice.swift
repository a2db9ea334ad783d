/// What to try next, in sentences a manager reads without a key: cause first, then the remedy.
package enum Advice {
    /// The most sentences a report should carry.
    static let most = 5
    /// Above this load one person's illness or a busy week makes lines explode.
    static let busy = 0.85
    static let idle = 0.30

    package static func sentences(for result: StudyResult) -> [String] {
        if result.replications == 0 { return [] }
        let sentences =
            overloads(result) + limits(result) + loads(result) + blanks(result) + idleRoles(result)
        return Array(sentences.prefix(most))
    }

    /// Roles that are asked for more work than they have hours.
    private static func overloads(_ result: StudyResult) -> [String] {
        result.roles.compactMap { role in
            guard let offered = role.offered, offered >= 1 else { return nil }
            let never = "\(role.id) is asked for \(load(offered)) of its hours and can never keep up"
            guard let least = role.leastPeople else { return never + "." }
            return never + ": \(least) are the least that can (now \(role.staff))."
        }
    }

    /// The worst missed limits, else the undecided, else the one nearest to its target.
    private static func limits(_ result: StudyResult) -> [String] {
        let judged = result.limits.filter { $0.target != nil && $0.onTime.estimate != nil }
        let byMargin = judged.sorted { margin($0) < margin($1) }
        let missed = byMargin.filter { $0.verdict == .missed }
        let undecided = byMargin.filter { $0.verdict == .undecided }
        if !missed.isEmpty { return oneByLimit(missed).prefix(3).map { missedSentence($0, result) } }
        if let first = undecided.first { return [undecidedSentence(first, result)] }
        guard let nearest = byMargin.first else { return [] }
        return [nearestSentence(nearest, result)]
    }

    private static func margin(_ limit: LimitResult) -> Double {
        (limit.onTime.estimate ?? 1) - (limit.target ?? 0)
    }

    /// The worst entry of each limit: its classes would only say the same again.
    private static func oneByLimit(_ limits: [LimitResult]) -> [LimitResult] {
        var seen: [String] = []
        return limits.filter { limit in
            if seen.contains(limit.id) { return false }
            seen.append(limit.id)
            return true
        }
    }

    private static func missedSentence(_ limit: LimitResult, _ result: StudyResult) -> String {
        let missed = "\(name(limit)) is missed: \(shares(limit))"
        if let blame = limit.blame {
            let best = blame.onTime.estimate.map { " (\(Format.percent($0, decimals: 1)))" } ?? ""
            let bound =
                blame.isProof
                ? "no headcount can mend it: unlimited people on these hours miss it, too"
                : "not even unlimited people on these shifts would keep it"
            return missed + "; \(bound)\(best). "
                + "Give it longer, shorten the work before it, or open longer hours."
        }
        guard let role = culprit(limit, result) else {
            return missed + "; its time goes into work and closed hours, hardly into lines."
        }
        return missed + "; \(part(limit)) of its waiting is for \(described(role)). "
            + (role.isOneNumber ? "Try \(role.staff + 1)." : "Give it more people or hours.")
    }

    private static func undecidedSentence(_ limit: LimitResult, _ result: StudyResult) -> String {
        let settle =
            limit.wouldSettle.map { "about \(Format.grouped(Double($0))) replications would settle it" }
            ?? (limit.onTime.standardError == nil ? "more replications would show" : "it lies on the target")
        let role =
            culprit(limit, result).map { role in
                role.isOneNumber ? "; one more \(role.id) would move it" : "; it waits for \(role.id)"
            } ?? ""
        return "\(name(limit)) is undecided: \(shares(limit)); \(settle)\(role)."
    }

    private static func nearestSentence(_ limit: LimitResult, _ result: StudyResult) -> String {
        let role = culprit(limit, result).map { ", and mostly waits for \(described($0))" } ?? ""
        return "All targets are met. \(name(limit)) is the tightest: \(shares(limit))\(role)."
    }

    private static func loads(_ result: StudyResult) -> [String] {
        let named = result.roles.filter { role in
            (role.offered ?? 0) < 1 && (role.utilisation.estimate ?? 0) > busy
        }
        return named.sorted { ($0.utilisation.estimate ?? 0) > ($1.utilisation.estimate ?? 0) }.map { role in
            let now = role.utilisation.estimate ?? 0
            let tight = "\(role.id) works \(load(now)) of its hours, which leaves nothing for a busy week"
            guard role.isOneNumber else { return tight + "." }
            let then = now * Double(role.staff) / Double(role.staff + 1)
            return tight + ": one more (\(role.staff + 1)) would bring it to about \(load(then))."
        }
    }

    /// A role may lose one person only if no step needs all of them and the rest stay at ease.
    private static func idleRoles(_ result: StudyResult) -> [String] {
        let spare = result.roles.filter { role in
            guard let now = role.utilisation.estimate, role.isOneNumber, role.staff > role.largestTeam
            else { return false }
            return now < idle && now * Double(role.staff) / Double(role.staff - 1) < 0.6
        }
        if spare.isEmpty { return [] }
        let names = spare.map { "\($0.id) (\(load($0.utilisation.estimate ?? 0)) of \($0.staff))" }
        return ["Could spare one person each, as far as load goes: \(names.joined(separator: ", "))."]
    }

    /// What a blank could promise: its 95 % point, rounded up to a length one would write.
    private static func blanks(_ result: StudyResult) -> [String] {
        let found: [String] = result.limits.compactMap { limit in
            guard limit.isBlank, let p95 = limit.p95.high ?? limit.p95.estimate else { return nil }
            return "\(name(limit)) \(Promised.length(p95))"
        }
        if found.isEmpty { return [] }
        return [
            "Left blank in the rules; could promise at 95 %, by the calendar clock: "
                + found.joined(separator: ", ") + "."
        ]
    }

    private static func culprit(_ limit: LimitResult, _ result: StudyResult) -> RoleResult? {
        limit.waitsFor.flatMap { id in result.roles.first { $0.id == id } }
    }

    private static func name(_ limit: LimitResult) -> String {
        limit.className.map { "\(limit.id) for \($0)" } ?? limit.id
    }

    private static func shares(_ limit: LimitResult) -> String {
        guard let estimate = limit.onTime.estimate, let target = limit.target else { return "" }
        let decimals = Format.decimals(showing: [estimate], besides: target)
        return "\(Format.percent(estimate, decimals: decimals)) on time, "
            + "\(Format.percent(target)) wanted"
    }

    private static func part(_ limit: LimitResult) -> String {
        limit.waitsForShare > 0.995 ? "all" : Format.percent(limit.waitsForShare, decimals: 0)
    }

    private static func described(_ role: RoleResult) -> String {
        guard let utilisation = role.utilisation.estimate else { return role.id }
        return "\(role.id) (\(role.staff), load \(load(utilisation)))"
    }

    private static func load(_ share: Double) -> String { Format.percent(share, decimals: 0) }
}

/// Lengths as a rule book would state them.
package enum Promised {
    private static let steps: [(unit: String, seconds: Double, most: Double, by: Double)] = [
        ("minutes", 60, 60, 5), ("hours", 3600, 24, 1), ("hours", 3600, 72, 4),
        ("days", 86_400, 30, 1), ("weeks", 604_800, 52, 1),
    ]

    /// The least round length that is not below `seconds`.
    package static func length(_ seconds: Double) -> String {
        for step in steps {
            let units = (seconds / step.seconds / step.by).rounded(.up) * step.by
            if units <= step.most {
                let count = max(units, step.by)
                let unit = count == 1 ? String(step.unit.dropLast()) : step.unit
                return "\(Format.fixed(count, 0)) \(unit)"
            }
        }
        return "\(Format.grouped((seconds / 86_400).rounded(.up))) days"
    }
}
