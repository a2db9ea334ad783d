internal import CaseFlow
internal import SimKernel

/// Whether the backlog grows without end, so that long-run means do not exist.
struct Overload {
    /// Open cases added each week, from the runs; never below zero.
    var growth: Double
    /// Roles whose offered load is 100 % or more; empty where only the runs show the growth.
    var roles: Set<Int>

    /// nil for a model that keeps up.
    ///
    /// Two witnesses, each enough: the traffic equations (`offered` at 1 or above), or backlogs that
    /// grow in both halves of the window, each beyond doubt (99.9 % one-sided), by more than a
    /// quarter of the mean backlog a half. A steady state that is still filling grows in the first
    /// half only.
    init?(_ data: StudyData, offered: [Double?]) {
        let weeks =
            Double(data.model.horizon.windowEnd - data.model.horizon.windowStart)
            / Double(Tick.week)
        let n = data.summaries.count
        let growths = data.summaries.map { Double($0.backlog.atEnd - $0.backlog.atStart) / weeks }
        let growth = n == 0 ? 0 : growths.reduce(0, +) / Double(n)
        roles = Set(offered.indices.filter { (offered[$0] ?? 0) >= 1 })
        self.growth = max(0, growth)
        if roles.isEmpty && !Self.growsThroughout(data) { return nil }
    }

    private static func growsThroughout(_ data: StudyData) -> Bool {
        let n = data.summaries.count
        let weeks = data.summaries.map(\.backlog.weekly.count).min() ?? 0
        guard n >= 2, weeks >= 8 else { return false }
        let length =
            Double(data.model.horizon.windowEnd - data.model.horizon.windowStart)
            / Double(Tick.second)
        let mean = data.summaries.reduce(0) { $0 + $1.backlog.integral } / length / Double(n)
        let middle = weeks / 2
        let method = IntervalMethod(n: n, confidence: 0.998)
        let halves = [0..<middle, middle..<weeks - 1].map { half in
            method.mean(
                data.summaries.map {
                    Double($0.backlog.weekly[half.upperBound] - $0.backlog.weekly[half.lowerBound])
                })
        }
        return halves.allSatisfy { ($0.low ?? 0) > 0 && ($0.estimate ?? 0) > 0.25 * mean }
    }
}
