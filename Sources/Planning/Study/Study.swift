public import CaseFlow
internal import Foundation

/// Independent replications of a model, and what they say together.
///
/// ```swift
/// let study = try await Study(model, replications: 64, seed: 1).run()
/// print(study.limit("investigate").onTime)
/// ```
public struct Study: Sendable {
    package typealias Simulation =
        @Sendable (Model, _ seed: UInt64, _ replication: UInt32, Brake) -> ReplicationResult
    /// The same replication, with the time of its cases split.
    package typealias Explanation =
        @Sendable (Model, _ seed: UInt64, _ replication: UInt32, Brake) -> (ReplicationResult, WhyLate)

    package var model: Model
    package var sample: Sample
    package var seed: UInt64
    package var options: Options
    package var simulate: Simulation
    /// Takes the place of `simulate` in the first replications; nil: nothing is split.
    package var explain: Explanation?

    package struct Options: Sendable {
        /// Threads; at least 1.
        package var jobs = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
        /// Most events of all replications together, counted in replication order.
        package var maxEvents = Int.max
        package var halt = Halt()
        package var confidence = 0.95
        /// Offered load of each role, as the traffic equations give it; empty: not known.
        package var offered: [Double?] = []
        /// Replications with unlimited people that say whether a target can be reached at all.
        package var unlimitedReplications = 8
        /// Replications whose time is split, from the first on: more would say little more.
        package var explainedReplications = 16
        /// Shared with other studies that run at the same time; nil: this one has `jobs` to itself.
        package var permits: Permits?
        /// Called on the study's thread after each replication in order.
        package var progress: (@Sendable (Progress) -> Void)?

        package init() {}
    }

    package struct Progress: Sendable {
        package var finished: Int
        /// Replications at the end of the present look; a sequential study may go on after it.
        package var goal: Int
        package var events: Int
    }

    /// - Parameter seed: nil takes the scenario's own.
    public init(_ model: Model, replications: Int = 64, seed: UInt64? = nil) {
        self.init(model, sample: .fixed(replications), seed: seed, options: Options())
    }

    package init(
        _ model: Model, sample: Sample, seed: UInt64? = nil, options: Options = Options(),
        simulate: Simulation? = nil
    ) {
        self.model = model
        self.sample = sample
        self.seed = seed ?? model.seed
        self.options = options
        if let simulate {
            self.simulate = simulate
        } else {
            self.simulate = { CaseFlow.simulate($0, seed: $1, replication: $2, brake: $3) }
            explain = { CaseFlow.explainLateness($0, seed: $1, replication: $2, brake: $3) }
        }
    }

    /// Runs all replications on threads of their own. A cancelled task ends them at once.
    public func run() async throws -> StudyResult {
        let study = self
        return try await onOwnThread(haltedBy: options.halt) { study.result() }
    }

    /// As `run`, on the calling thread, which waits.
    package func result() -> StudyResult {
        let data = collect()
        return StudyResult(data, of: self, unlimited: unlimited(after: data))
    }

    /// Runs the replications and keeps what was finished: always a complete prefix, in order.
    package func collect() -> StudyData {
        var data = StudyData(model: model, looks: Looks(sample))
        let pool = ReplicationPool(self, after: data)
        defer { pool.close() }
        for (look, end) in data.looks.ends.enumerated() {
            pool.run(to: end)
            take(to: end, from: pool, into: &data)
            data.look(look, confidence: options.confidence)
            if data.stopped != nil || data.isSettled(sample, confidence: options.confidence) { break }
        }
        return data
    }

    /// Goes on to `end` replications of the same model and seed: what `collect` would have found with
    /// as many, bit for bit. Does nothing where there are as many already, or where it was stopped.
    package func extend(_ data: inout StudyData, to end: Int) {
        if data.stopped != nil || data.summaries.count >= end { return }
        let pool = ReplicationPool(self, after: data)
        defer { pool.close() }
        pool.run(to: end)
        take(to: end, from: pool, into: &data)
    }

    /// No replication yet: for `extend`.
    package var nothingYet: StudyData { StudyData(model: model, looks: Looks(sample)) }

    private func take(to end: Int, from pool: ReplicationPool, into data: inout StudyData) {
        while data.summaries.count < end {
            guard let replication = pool.next() else {
                data.stopped = options.halt.reason ?? .interrupted
                return
            }
            if replication.result.events > options.maxEvents - data.events {
                data.stopped = .events
                return
            }
            if replication.result.stopped {
                data.stopped = options.halt.reason ?? .events
                return
            }
            data.merge(replication)
            options.progress?(
                Progress(finished: data.summaries.count, goal: end, events: data.events))
        }
    }

    /// A few replications, with the same seeds, in which nobody ever waits for people: what they
    /// miss, no headcount can mend on these hours.
    package func unlimited(after data: StudyData) -> StudyData? {
        let asked = data.entries.contains { $0.target != nil }
        if !asked || data.stopped != nil || options.unlimitedReplications < 1 { return nil }
        var study = self
        study.model = model.withUnlimitedPeople
        study.sample = .fixed(min(options.unlimitedReplications, data.summaries.count))
        study.explain = nil
        study.options.progress = nil
        study.options.maxEvents = options.maxEvents == .max ? .max : options.maxEvents - data.events
        var found = study.collect()
        if found.stopped == nil && !Blame.of(found, confidence: options.confidence).isEmpty {
            // The same runs once more, to say what takes the time.
            study.explain = explain
            found = study.collect()
        }
        return found.stopped == nil ? found : nil
    }
}
