internal import CaseFlow
internal import SimKernel

extension StudyResult {
    /// Turns finished replications into quantities with intervals, verdicts and advice.
    ///
    /// - Parameter unlimited: the runs with unlimited people, where they were made.
    package init(_ data: StudyData, of study: Study, unlimited: StudyData?) {
        let options = study.options
        self.init(
            data, seed: study.seed, confidence: options.confidence, offered: options.offered,
            unlimited: unlimited)
    }

    package init(
        _ data: StudyData, seed: UInt64, confidence: Double = 0.95, offered: [Double?] = [],
        unlimited: StudyData? = nil
    ) {
        let maker = ResultMaker(data, confidence: confidence, offered: offered)
        let model = data.model
        title = model.title
        digest = model.digest
        self.seed = seed
        method = data.looks.method
        replications = data.summaries.count
        events = data.events
        stopped = data.stopped
        window = Window(
            warmUpWeeks: Double(model.horizon.windowStart - model.horizon.start) / Double(Tick.week),
            weeks: maker.weeks)
        cases = maker.cases()
        let blames = unlimited.map { Blame.of($0, confidence: confidence) } ?? []
        limits = data.entries.indices.map { maker.limit($0, unlimited: unlimited, blames: blames) }
        roles = model.roles.indices.map(maker.role)
        steps = maker.stepIndexes.map(maker.step)
        turnaround = maker.turnaround()
        backlog = maker.backlog()
        whyLate = maker.whyLate()
        timeByCause = maker.timeByCause()
        periodsMeetingTarget = Periods(period: "run", share: maker.runsMeetingTarget())
        cost = maker.cost()
        months = maker.months()
        numbers = maker.numbers()
        archive = maker.archive()
        isOverloaded = maker.overload != nil
        advice = []
        warnings = maker.warnings()
        advice = Advice.sentences(for: self)
    }
}

/// Makes the parts of a result from the finished replications.
struct ResultMaker {
    let data: StudyData
    let model: Model
    let method: IntervalMethod
    let overload: Overload?
    let offered: [Double?]
    /// What the flow asks of people who are told apart; nil where they are only counted.
    let peopleLoad: OfferedLoad?
    let weeks: Double
    /// Length of the counted window, in seconds.
    let window: Double

    init(_ data: StudyData, confidence: Double, offered: [Double?]) {
        self.data = data
        self.offered = offered
        model = data.model
        peopleLoad = model.people.isEmpty ? nil : OfferedLoad(model)
        method = data.method(confidence: confidence)
        overload = Overload(data, offered: offered)
        let length = model.horizon.windowEnd - model.horizon.windowStart
        window = Double(length) / Double(Tick.second)
        weeks = Double(length) / Double(Tick.week)
    }

    func mean(_ value: (ReplicationSummary) -> Double) -> Quantity {
        method.mean(data.summaries.map(value), atLeast: 0)
    }

    func ratio(
        _ numerator: (ReplicationSummary) -> Double, over denominator: (ReplicationSummary) -> Double
    ) -> Quantity {
        method.ratio(
            data.summaries.map(numerator), over: data.summaries.map(denominator),
            within: 0...Double.infinity)
    }

    /// A quantile of pooled times; `index` counts the probabilities that summaries keep.
    func quantile(
        _ p: Double, _ index: Int, of pooled: Observations?,
        _ times: (ReplicationSummary) -> ReplicationSummary.Times
    ) -> Quantity {
        method.quantile(
            pooled: Self.seconds(p, of: pooled), sections: data.summaries.map { times($0).section(index) })
    }

    static func seconds(_ p: Double, of pooled: Observations?) -> Double? {
        pooled?.quantile(p).map { $0 / Double(Tick.second) }
    }

    /// The value, or under overload the growth that takes its place.
    func lasting(_ value: Quantity, ifFor isConcerned: Bool = true) -> Quantity {
        guard let overload, isConcerned else { return value }
        return .growing(overload.growth, confidence: value.confidence, n: value.n)
    }

    func cases() -> StudyResult.Cases {
        StudyResult.Cases(
            arrived: mean { Double($0.arrived) }, closed: mean { Double($0.closed) },
            openAtEnd: mean { Double($0.openAtEnd) },
            total: data.summaries.reduce(0) { $0 + $1.arrived })
    }

    func turnaround() -> StudyResult.Turnaround {
        func at(_ index: Int) -> Quantity {
            let p = Probabilities.turnaround[index]
            return lasting(quantile(p, index, of: data.pooled?.turnaround) { $0.turnaround })
        }
        let mean = ratio({ $0.turnaround.sum }, over: { $0.turnaround.count })
        return StudyResult.Turnaround(
            mean: lasting(mean), p50: at(0), p90: at(1), p95: at(2), p99: at(3))
    }

    func backlog() -> StudyResult.Backlog {
        let growth = method.mean(
            data.summaries.map { Double($0.backlog.atEnd - $0.backlog.atStart) / weeks })
        return StudyResult.Backlog(
            mean: lasting(mean { $0.backlog.integral / window }),
            max: lasting(mean { Double($0.backlog.peak) }),
            now: lasting(mean { Double($0.backlog.atEnd) }), growthPerWeek: growth,
            weekly: weekly(), cleared: cleared())
    }

    /// Over the replications: their own middle and the tenth beyond which they lie either way.
    private func weekly() -> [StudyResult.Week] {
        let weeks = data.summaries.map(\.backlog.weekly.count).min() ?? 0
        return (0..<weeks).map { week in
            let open = data.summaries.map { Double($0.backlog.weekly[week]) }.sorted()
            return StudyResult.Week(
                week: week + 1, p10: Self.quantile(0.1, ofSorted: open),
                p50: Self.quantile(0.5, ofSorted: open), p90: Self.quantile(0.9, ofSorted: open))
        }
    }

    static func quantile(_ p: Double, ofSorted values: [Double]) -> Double {
        let place = p * Double(values.count - 1)
        let below = Int(place)
        let above = min(below + 1, values.count - 1)
        return values[below] + (place - Double(below)) * (values[above] - values[below])
    }

    /// In how many replications each target was kept by its share on time in that run.
    func runsMeetingTarget() -> Quantity {
        let asked = data.entries.indices.filter { data.entries[$0].target != nil }
        if asked.isEmpty { return .nothing(confidence: method.confidence, n: method.n) }
        let kept = data.summaries.reduce(0) { count, summary in
            let isKept = asked.allSatisfy { index in
                let totals = summary.limits[index]
                let target = data.entries[index].target ?? 0
                return totals.ended - totals.late >= target * totals.ended
            }
            return count + (isKept ? 1 : 0)
        }
        return method.proportion(kept)
    }
}
