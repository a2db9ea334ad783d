internal import CaseFlow
internal import SimKernel

/// When the cases that were open at the run's start are all closed.
package struct ClearedResult: Sendable, Equatable {
    /// Cases of the opening backlog.
    package var cases: Quantity
    /// The chance that all are closed at the end of each week, from the first.
    package var weekly: [Quantity]
    package var dates: [ClearedDate]

    /// The first date by which a share of all runs has closed them.
    package struct ClearedDate: Sendable, Equatable {
        package var share: Double
        /// nil: it is later than the run's end.
        package var date: String?
        package var low: String?
        package var high: String?
    }
}

extension ResultMaker {
    func cleared() -> ClearedResult? {
        let openings = data.summaries.compactMap(\.opening)
        guard !openings.isEmpty, openings.count == data.summaries.count else { return nil }
        let weeks = openings.map(\.weekly.count).min() ?? 0
        let times = openings.map { $0.cleared ?? Ticks.max }.sorted()
        return ClearedResult(
            cases: method.mean(openings.map { Double($0.cases) }, atLeast: 0),
            weekly: (0..<weeks).map { week in method.proportion(openings.count { $0.weekly[week] == 0 }) },
            dates: [0.5, 0.8, 0.95].map { clearedDate($0, times) })
    }

    private func clearedDate(_ share: Double, _ times: [Ticks]) -> ClearedResult.ClearedDate {
        let ranks = method.ranks(ofQuantile: share)
        func date(_ rank: Int?) -> String? {
            guard let rank, times.indices.contains(rank - 1), times[rank - 1] < Ticks.max else { return nil }
            return self.date(times[rank - 1])
        }
        return ClearedResult.ClearedDate(
            share: share, date: date(ranks.estimate), low: date(ranks.low), high: date(ranks.high))
    }
}

extension IntervalMethod {
    /// Which of the sorted values of the replications is a quantile, and which two hold it between them: exact
    /// for any law, from the binomial law of how many lie below. nil: no value is far enough out.
    package func ranks(ofQuantile p: Double) -> (estimate: Int, low: Int?, high: Int?) {
        let estimate = min(n, max(1, Int((p * Double(n) * (1 - 4 * Double.ulpOfOne)).rounded(.up))))
        let low = (1...n).last { Self.binomial(atMost: $0 - 1, of: n, p) <= alpha / 2 }
        let high = (1...n).first { 1 - Self.binomial(atMost: $0 - 1, of: n, p) <= alpha / 2 }
        return (estimate, low, high)
    }

    private static func binomial(atMost k: Int, of n: Int, _ p: Double) -> Double {
        k >= n ? 1 : SpecialFunctions.incompleteBeta(1 - p, Double(n - k), Double(k + 1))
    }
}
