internal import CaseFlow
internal import Foundation

/// Threads that run replications, claimed by number and handed over in order.
///
/// They are threads of the study's own: replications keep a processor for seconds, which Swift's
/// shared pool is not made for. Whatever the number of threads, `next()` gives the same results in
/// the same order.
final class ReplicationPool: @unchecked Sendable {
    // All state below is read and written under `lock` only.
    private let lock = NSCondition()
    private var goal = 0
    private var claimed = 0
    private var handedOver = 0
    private var finished: [Int: FinishedReplication] = [:]
    private var eventsHandedOver = 0
    private var isClosed = false
    private var threads = 0
    private var watch = 0

    private let study: Study
    private let entries: [LimitEntry]
    private let flag = StopFlag()
    private let jobs: Int

    /// Goes on behind the replications that `data` has.
    init(_ study: Study, after data: StudyData) {
        self.study = study
        entries = data.entries
        jobs = max(1, study.options.jobs)
        goal = data.summaries.count
        claimed = goal
        handedOver = goal
        eventsHandedOver = data.events
        threads = jobs
        for _ in 0..<jobs {
            let thread = Thread { [self] in work() }
            thread.stackSize = 4 << 20
            thread.start()
        }
        watch = study.options.halt.watch { [self] in stop() }
    }

    private func stop() {
        flag.raise()
        lock.withLock { lock.broadcast() }
    }

    /// Lets replications below `goal` be run.
    func run(to goal: Int) {
        lock.withLock {
            self.goal = goal
            lock.broadcast()
        }
    }

    /// The next replication in order; nil if the study was halted before it began.
    func next() -> FinishedReplication? {
        lock.withLock {
            let number = handedOver
            precondition(number < goal, "no replication is under way")
            while finished[number] == nil {
                if flag.isRaised && number >= claimed { return nil }
                lock.wait()
            }
            let replication = finished.removeValue(forKey: number)
            handedOver += 1
            eventsHandedOver += replication?.result.events ?? 0
            lock.broadcast()
            return replication
        }
    }

    /// Ends all threads and waits for them.
    func close() {
        flag.raise()
        lock.withLock {
            isClosed = true
            lock.broadcast()
            while threads > 0 { lock.wait() }
        }
        study.options.halt.forget(watch)
    }

    private func work() {
        while let (number, brake) = claim() {
            let permits = study.options.permits
            let replication = permits?.hold { simulate(number, brake) } ?? simulate(number, brake)
            lock.withLock {
                finished[number] = replication
                lock.broadcast()
            }
        }
        lock.withLock {
            threads -= 1
            lock.broadcast()
        }
    }

    private func simulate(_ number: Int, _ brake: Brake) -> FinishedReplication {
        if number < study.options.explainedReplications, let explain = study.explain {
            let (result, why) = explain(study.model, study.seed, UInt32(number), brake)
            var replication = FinishedReplication(result, entries: entries)
            replication.summary.time = TimeTotals(why, limits: study.model.limits.count)
            return replication
        }
        let result = study.simulate(study.model, study.seed, UInt32(number), brake)
        return FinishedReplication(result, entries: entries)
    }

    /// The next number, at most a few ahead of what was handed over, so that results do not pile up.
    private func claim() -> (Int, Brake)? {
        lock.withLock {
            while !isClosed && !flag.isRaised {
                if claimed < goal && claimed < handedOver + 2 * jobs + 2 {
                    let number = claimed
                    claimed += 1
                    return (number, Brake(maxEvents: eventBound, flag: flag))
                }
                lock.wait()
            }
            return nil
        }
    }

    /// No replication may use more than is left now. The bound is one too high on purpose: a
    /// replication that ends exactly at the limit is whole. The study decides in order.
    private var eventBound: Int {
        let most = study.options.maxEvents
        return most == .max ? .max : most - min(most, eventsHandedOver) + 1
    }
}
