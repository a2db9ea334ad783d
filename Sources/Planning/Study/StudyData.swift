package import CaseFlow
package import SimKernel

/// The finished replications of a study, in order: a summary of each, and what is pooled over them.
package struct StudyData: Sendable {
    package let model: Model
    package let entries: [LimitEntry]
    package private(set) var summaries: [ReplicationSummary] = []
    package private(set) var pooled: Pooled?
    /// Events of all replications in `summaries`.
    package private(set) var events = 0
    package var stopped: StopReason?
    package let looks: Looks
    /// Looks that were taken; a study that was stopped between two looks takes one more.
    package var looksTaken = 0
    /// In a sequential study: what all looks together leave of each entry's share on time. Empty before
    /// the first look.
    var sequences: [ShareSequence] = []

    /// Observations over all replications.
    package struct Pooled: Sendable {
        package var turnaround: Observations
        package var limits: [Observations]
        package var roles: [Observations]
        package var steps: [Observations]
    }

    init(model: Model, looks: Looks) {
        self.model = model
        self.looks = looks
        entries = LimitEntry.all(of: model)
    }

    /// Length of the counted window.
    package var windowSeconds: Double {
        Double(model.horizon.windowEnd - model.horizon.windowStart) / Double(Tick.second)
    }

    /// Takes the next replication in order; its bins are added up and dropped.
    mutating func merge(_ replication: FinishedReplication) {
        let result = replication.result
        summaries.append(replication.summary)
        events += result.events
        guard var pooled else {
            pooled = Pooled(
                turnaround: result.turnaround, limits: replication.durations,
                roles: result.roles.map(\.waiting), steps: result.steps.map(\.waiting))
            return
        }
        self.pooled = nil
        pooled.turnaround.merge(result.turnaround)
        for (index, duration) in replication.durations.enumerated() {
            pooled.limits[index].merge(duration)
        }
        for (index, role) in result.roles.enumerated() { pooled.roles[index].merge(role.waiting) }
        for (index, step) in result.steps.enumerated() { pooled.steps[index].merge(step.waiting) }
        self.pooled = pooled
    }
}

/// A replication and what a worker thread made of it before it is merged.
struct FinishedReplication: Sendable {
    var result: ReplicationResult
    var summary: ReplicationSummary
    var durations: [Observations]

    init(_ result: ReplicationResult, entries: [LimitEntry]) {
        self.result = result
        durations = ReplicationSummary.durations(of: result, entries: entries)
        summary = ReplicationSummary(result, entries: entries, durations: durations)
    }
}
