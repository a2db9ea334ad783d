internal import CaseFlow
internal import SimKernel

/// Makes the differences of one design from the baseline.
struct PairMaker {
    let baseline: Side
    let design: Side
    let matches: Matches
    /// Parallel to `matches.limits`.
    let isJudged: [Bool]
    /// For the judged shares on time, and for everything else.
    let shares: IntervalMethod
    let others: IntervalMethod

    /// One of the two, with its replications and what they say by themselves.
    struct Side {
        let data: StudyData
        let maker: ResultMaker
        let result: StudyResult

        init(_ data: StudyData, seed: UInt64, confidence: Double, offered: [Double?]) {
            self.data = data
            maker = ResultMaker(data, confidence: confidence, offered: offered)
            result = StudyResult(data, seed: seed, confidence: confidence, offered: offered)
        }
    }

    func difference(narrowed: [ClosedRange<Double>?]) -> DesignDifference {
        DesignDifference(
            result: design.result, change: nil,
            limits: matches.limits.indices.map { limit($0, narrowed: narrowed[$0]) },
            roles: matches.roles.map(role), steps: matches.steps.map(step), turnaround: turnaround(),
            backlog: backlog(),
            growthPerWeek: others.quantity(
                difference { side in
                    side.mean(others) { Double($0.backlog.atEnd - $0.backlog.atStart) / side.maker.weeks }
                }),
            lateCases: lateCases(),
            cost: baseline.result.cost.currency == design.result.cost.currency
                ? others.quantity(difference { $0.mean(others, $0.maker.totalCost) }) : nil,
            varianceReduction: varianceReduction(), hasSameHistory: hasSameHistory,
            onlyInBaseline: matches.onlyInBaseline, onlyInDesign: matches.onlyInDesign)
    }

    /// Design less baseline; nil where one has no estimate.
    func difference(_ estimate: (Side) -> Linearised?) -> Linearised? {
        guard let d = estimate(design), let b = estimate(baseline) else { return nil }
        return d - b
    }

    /// The same of something that has a place of its own in each of the two.
    func difference(_ match: Matches.Match, _ estimate: (Side, Int) -> Linearised?) -> Linearised? {
        guard let d = estimate(design, match.design), let b = estimate(baseline, match.baseline) else {
            return nil
        }
        return d - b
    }

    /// The interval of a long-run value's difference; where the backlog of one side grows without end,
    /// by how much faster the design's grows.
    func lasting(_ difference: Linearised?, of values: (baseline: Quantity, design: Quantity)) -> Quantity {
        if values.baseline.growthPerWeek == nil && values.design.growthPerWeek == nil {
            return others.quantity(difference)
        }
        let growth = (values.design.growthPerWeek ?? 0) - (values.baseline.growthPerWeek ?? 0)
        return .growing(growth, confidence: others.confidence, n: others.n)
    }

    func both(_ value: (StudyResult) -> Quantity) -> (baseline: Quantity, design: Quantity) {
        (value(baseline.result), value(design.result))
    }

    var hasSameHistory: Bool {
        zip(baseline.data.summaries, design.data.summaries).allSatisfy { $0.fingerprint == $1.fingerprint }
    }

    private func turnaround() -> StudyResult.Turnaround {
        func at(_ index: Int, _ value: (StudyResult.Turnaround) -> Quantity) -> Quantity {
            let quantiles = difference { side in
                side.quantile(others, Probabilities.turnaround, index, of: side.data.pooled?.turnaround) {
                    $0.turnaround
                }
            }
            return lasting(quantiles, of: both { value($0.turnaround) })
        }
        let mean = difference { $0.ratio(others) { ($0.turnaround.sum, $0.turnaround.count) } }
        return StudyResult.Turnaround(
            mean: lasting(mean, of: both(\.turnaround.mean)), p50: at(0, \.p50), p90: at(1, \.p90),
            p95: at(2, \.p95), p99: at(3, \.p99))
    }

    private func backlog() -> Quantity {
        let mean = difference { side in
            side.mean(others) { $0.backlog.integral / side.data.windowSeconds }
        }
        return lasting(mean, of: both(\.backlog.mean))
    }
}

extension PairMaker.Side {
    func mean(_ method: IntervalMethod, _ value: (ReplicationSummary) -> Double) -> Linearised? {
        method.linearisedMean(data.summaries.map(value))
    }

    func ratio(
        _ method: IntervalMethod, _ totals: (ReplicationSummary) -> (Double, Double)
    ) -> Linearised? {
        let totals = data.summaries.map(totals)
        return method.linearisedRatio(totals.map(\.0), over: totals.map(\.1))
    }

    /// A quantile of pooled times, in seconds: that of `probabilities[index]`, in the order in which
    /// summaries keep them.
    func quantile(
        _ method: IntervalMethod, _ probabilities: [Double], _ index: Int, of pooled: Observations?,
        _ times: (ReplicationSummary) -> ReplicationSummary.Times
    ) -> Linearised? {
        method.linearisedQuantile(
            pooled: ResultMaker.seconds(probabilities[index], of: pooled),
            sections: data.summaries.map { times($0).section(index) })
    }
}
