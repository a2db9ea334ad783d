/// What `check` says about one scenario: each target, and the worst of them.
package struct TargetCheck: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case met
        case missed
        /// Not known within the budget, or stopped before it could be.
        case undecided
    }

    /// Limits with a target that at least one clock put to the test.
    package var items: [LimitResult]
    package var title: String
    package var stopped: StopReason?
    package var replications: Int

    package init(_ result: StudyResult) {
        items = result.limits.filter { $0.target != nil && $0.verdict != .none }
        title = result.title
        stopped = result.stopped
        replications = result.replications
    }

    /// A missed target is certain even if the run was stopped; a met one is not.
    package var outcome: Outcome {
        if items.contains(where: { $0.verdict == .missed }) { return .missed }
        if stopped != nil || items.contains(where: { $0.verdict == .undecided }) { return .undecided }
        return .met
    }

    /// One sentence about an item, for logs of CI jobs.
    package static func sentence(_ limit: LimitResult) -> String {
        let share = limit.onTime
        guard let estimate = share.estimate, let target = limit.target else { return "nothing to decide" }
        let ends = [estimate, share.low, share.high].compactMap { $0 }
        let decimals = Format.decimals(showing: ends, besides: target)
        func shown(_ x: Double) -> String { Format.percent(x, decimals: decimals) }
        var text = "\(shown(estimate)) on time"
        if let low = share.low, let high = share.high { text += " (\(shown(low)) to \(shown(high)))" }
        text += ", \(Format.percent(target)) wanted: \(limit.verdict.rawValue)"
        if let blame = limit.blame { text += "; \(sentence(blame, decimals: decimals))" }
        if let more = limit.wouldSettle {
            text += "; about \(Format.grouped(Double(more))) replications would settle it"
        }
        return text
    }

    /// What the unlimited runs say, and what takes the time in them.
    private static func sentence(_ blame: Blame, decimals: Int) -> String {
        let best = blame.onTime.estimate.map { " (\(Format.percent($0, decimals: decimals)))" } ?? ""
        let bound =
            blame.isProof
            ? "no headcount can mend it: unlimited people on these hours miss it, too\(best)"
            : "not even with unlimited people on these shifts\(best)"
        return bound + (Blame.sentence(blame.parts).map { "; \($0)" } ?? "")
    }

    package static func name(_ limit: LimitResult) -> String {
        limit.className.map { "\(limit.id) (\($0))" } ?? limit.id
    }
}
