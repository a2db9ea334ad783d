package import CaseFlow
internal import SimKernel

/// What is kept of one replication: totals and a few quantiles, no counts by bin.
///
/// Times are in seconds. Its size is that of the model's description, whatever the run's length.
package struct ReplicationSummary: Sendable {
    package var replication: UInt32
    package var events: Int
    package var fingerprint: UInt64
    package var arrived: Int
    package var closed: Int
    package var openAtEnd: Int
    package var turnaround: Times
    package var backlog: Backlog
    /// Parallel to `LimitEntry.all(of:)`.
    package var limits: [LimitTotals]
    /// Parallel to `Model.roles`.
    package var roles: [RoleTotals]
    /// Parallel to `Model.ops`.
    package var steps: [StepTotals]
    /// Where the time of cases went; nil where it was not split.
    package var time: TimeTotals?
    package var costs: CostTotals
    package var months: [ReplicationResult.Month]
    package var numbered: [Int]
    package var opening: ReplicationResult.Opening?

    /// Count, sum and quantiles of a set of times.
    package struct Times: Sendable {
        package var count: Double
        package var sum: Double
        /// For the probabilities that were asked for.
        package var quantiles: [Double?]

        init(_ observations: Observations, at probabilities: [Double]) {
            count = Double(observations.count)
            sum = seconds(observations.sum)
            quantiles = probabilities.map { p in observations.quantile(p).map { $0 / second } }
        }

        /// For the pooled quantile of the probability at `index`.
        func section(_ index: Int) -> IntervalMethod.Section {
            IntervalMethod.Section(count: count, quantile: quantiles[index])
        }
    }

    package struct Backlog: Sendable {
        /// Case-seconds.
        package var integral: Double
        package var peak: Int
        package var atStart: Int
        package var atEnd: Int
        package var weekly: [Int32]
    }

    /// In units of the currency.
    package struct CostTotals: Sendable {
        package var outcomes: Double
        package var lateness: Double
    }

    package struct LimitTotals: Sendable {
        package var ended: Double
        package var late: Double
        /// Of the clocks with a range, those that ended, and those within its near end.
        package var ranged: Double
        package var withinNear: Double
        package var cases: Double
        package var casesNoneLate: Double
        /// Quantiles at `Probabilities.limit`.
        package var duration: Times
    }

    package struct RoleTotals: Sendable {
        /// Person-seconds.
        package var busy: Double
        package var onDuty: Double
        /// Absences included.
        package var rostered: Double
        package var overtime: Double
        package var waiting: Times
        /// Case-seconds.
        package var queueIntegral: Double
    }

    package struct StepTotals: Sendable {
        package var visits: Double
        package var givenUp: Double
        package var waiting: Times
        package var work: Double
        package var classes: [(count: Double, sum: Double)]
    }
}

/// The quantiles that a summary keeps.
enum Probabilities {
    static let turnaround = [0.5, 0.9, 0.95, 0.99]
    static let limit = [0.9, 0.95, 0.99]
    static let role = [0.5, 0.95]
    static let step = [0.95]
}

private let second = Double(Tick.second)

private func seconds(_ ticks: Int128) -> Double { Double(ticks) / second }

extension ReplicationSummary {
    /// - Parameter durations: of each limit entry, as `durations(of:entries:)` gives them.
    init(_ result: ReplicationResult, entries: [LimitEntry], durations: [Observations]) {
        replication = result.replication
        events = result.events
        fingerprint = result.fingerprint
        arrived = result.arrived
        closed = result.closed
        openAtEnd = result.openAtEnd
        turnaround = Times(result.turnaround, at: Probabilities.turnaround)
        backlog = Backlog(
            integral: seconds(result.backlog.integral), peak: result.backlog.peak,
            atStart: result.backlog.atWindowStart, atEnd: result.backlog.atWindowEnd,
            weekly: result.backlog.weekly)
        limits = zip(entries, durations).map { entry, duration in
            LimitTotals(result.limits[entry.limit], entry: entry, duration: duration)
        }
        roles = result.roles.map { role in
            RoleTotals(
                busy: seconds(role.busy), onDuty: seconds(role.onDuty),
                rostered: seconds(role.rostered), overtime: seconds(role.overtime),
                waiting: Times(role.waiting, at: Probabilities.role),
                queueIntegral: seconds(role.queueIntegral))
        }
        steps = result.steps.map { step in
            StepTotals(
                visits: Double(step.visits), givenUp: Double(step.givenUp),
                waiting: Times(step.waiting, at: Probabilities.step), work: seconds(step.workSum),
                classes: step.classWaiting.map { (Double($0.count), seconds($0.sum)) })
        }
        costs = CostTotals(
            outcomes: Double(result.costs.outcomes) / 1e6, lateness: Double(result.costs.lateness) / 1e6)
        months = result.months
        numbered = result.numbered
        opening = result.opening
    }

    /// The durations of each entry's clocks: those of its stratum, or of all strata together.
    static func durations(of result: ReplicationResult, entries: [LimitEntry]) -> [Observations] {
        entries.map { entry in
            let strata = result.limits[entry.limit].strata
            var merged = strata[entry.timed[0]].duration
            for stratum in entry.timed.dropFirst() { merged.merge(strata[stratum].duration) }
            return merged
        }
    }
}

extension ReplicationSummary.LimitTotals {
    init(_ count: ReplicationResult.LimitCount, entry: LimitEntry, duration: Observations) {
        let judged = entry.judged.map { count.strata[$0] }
        ended = Double(judged.reduce(0) { $0 + $1.ended })
        late = Double(judged.reduce(0) { $0 + $1.late })
        let ranged = entry.ranged.map { count.strata[$0] }
        self.ranged = Double(ranged.reduce(0) { $0 + $1.ended })
        withinNear = Double(ranged.reduce(0) { $0 + $1.withinNear })
        if entry.isWhole {
            cases = Double(count.cases)
            casesNoneLate = Double(count.casesNoneLate)
        } else {
            cases = Double(judged.reduce(0) { $0 + $1.cases })
            casesNoneLate = Double(judged.reduce(0) { $0 + $1.casesNoneLate })
        }
        self.duration = ReplicationSummary.Times(duration, at: Probabilities.limit)
    }
}
