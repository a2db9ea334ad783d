import CaseFlow
import Foundation
import Planning
import SimKernel
import Synchronization
import Testing

private let stamp = Stamp(program: "0.1.0", tzdata: "2026a")

private func bytes(_ result: StudyResult) -> String { JSONReport.document(result, stamp).text }

@Suite("Studies")
struct StudyTests {
    @Test("give the same bytes for any number of threads")
    func threads() {
        let one = bytes(Office.study(fate: .tiny, jobs: 1).result())
        for jobs in [2, 4, 8] { #expect(bytes(Office.study(fate: .tiny, jobs: jobs).result()) == one) }
    }

    @Test("keep replications in order, each once, whatever the order of completion")
    func order() {
        var study = Office.study(.fixed(40), fate: .tiny, jobs: 4)
        let inner = study.simulate
        study.simulate = { model, seed, replication, brake in
            Thread.sleep(forTimeInterval: replication % 3 == 0 ? 0.004 : 0)
            return inner(model, seed, replication, brake)
        }
        #expect(study.collect().summaries.map(\.replication) == Array(0..<40))
    }

    @Test("do not let results pile up behind a slow replication")
    func bounded() {
        let ahead = Mutex(UInt32(0))
        var study = Office.study(.fixed(60), fate: .tiny, jobs: 3)
        let inner = study.simulate
        study.simulate = { model, seed, replication, brake in
            if replication == 0 {
                Thread.sleep(forTimeInterval: 0.1)
            } else {
                ahead.withLock { $0 = max($0, replication) }
            }
            if replication == 0 { #expect(ahead.withLock { $0 } <= 8) }
            return inner(model, seed, replication, brake)
        }
        #expect(study.collect().summaries.count == 60)
    }

    @Test("with an event brake keep the same prefix on any number of threads")
    func events() {
        let runs = [1, 2, 5].map { jobs in
            Office.study(.fixed(30), fate: .tiny, jobs: jobs) { $0.maxEvents = 10_500 }.collect()
        }
        for run in runs {
            #expect(run.stopped == .events)
            #expect(run.events <= 10_500 && run.events > 9000)
            #expect(run.summaries.count == runs[0].summaries.count)
        }
        let all = Office.study(.fixed(30), fate: .tiny).collect()
        #expect(Office.study(.fixed(30), fate: .tiny) { $0.maxEvents = all.events }.collect().stopped == nil)
        let short = Office.study(.fixed(30), fate: .tiny) { $0.maxEvents = all.events - 1 }
        #expect(short.collect().stopped == .events)
    }

    @Test("end at once when halted and keep a complete prefix", arguments: [StopReason.time, .interrupted])
    func halt(reason: StopReason) {
        let halt = Halt()
        let study = Office.study(.fixed(100_000), fate: .tiny) { options in
            options.halt = halt
            options.progress = { if $0.finished == 5 { halt.stop(reason) } }
        }
        let result = study.result()
        #expect(result.stopped == reason)
        #expect(result.replications >= 5 && result.replications < 50)
        #expect(result.warnings.count == 1)
    }

    @Test("halted before the first replication say so and nothing else")
    func nothing() {
        let halt = Halt()
        halt.stop(.time)
        halt.stop(.interrupted)
        let result = Office.study { $0.halt = halt }.result()
        #expect(result.stopped == .time && result.replications == 0)
        #expect(result.limit("classify").onTime == Quantity(estimate: nil, n: 0))
        #expect(result.limit("classify").verdict == .none)
        #expect(result.advice.isEmpty && result.warnings.count == 1)
        #expect(TextReport.text(result).contains("nothing can be said"))
        #expect(TargetCheck(result).outcome == .undecided)
    }

    @Test("report progress after each replication, in order")
    func progress() {
        let seen = Mutex<[Int]>([])
        let study = Office.study(.fixed(12), fate: .tiny) { options in
            options.progress = { at in seen.withLock { $0.append(at.finished) } }
        }
        _ = study.collect()
        #expect(seen.withLock { $0 } == Array(1...12))
    }

    @Test("stop at the first look that is precise enough, or at the budget", .enabled(if: heavyTestsRun))
    func precision() {
        #expect(Office.study(.precision(0.05)).collect().summaries.count == 64)
        let fine = Office.study(.precision(0.0001, budget: 300), fate: .tiny).collect()
        #expect(fine.summaries.count == 300 && fine.looksTaken == 4)
        for entry in Office.study(.precision(0.02)).result().limits where entry.target != nil {
            #expect((entry.onTime.halfWidth ?? 1) <= 0.02)
        }
    }

    @Test("decide each target as early as the looks allow", .enabled(if: heavyTestsRun))
    func decisions() {
        let clear = Office.study(.decisions()).result()
        #expect(clear.replications == 64)
        #expect(clear.limit("classify").verdict == .met)
        #expect(clear.limit("answer", class: "major").verdict == .missed)
        let fate = Office.Fate(late: [0.05, 0.05, 0.25])
        let onTheLine = Office.study(.decisions(budget: 128), fate: fate).result()
        #expect(onTheLine.replications == 128)
        #expect(onTheLine.limit("classify").verdict == .undecided)
        #expect((onTheLine.limit("classify").wouldSettle ?? 0) > 128)
    }

    @Test("one replication has no interval")
    func single() {
        let result = Office.study(.fixed(1)).result()
        let share = result.limit("classify").onTime
        #expect(share.estimate != nil && share.low == nil && share.high == nil)
        #expect(share.standardError == nil && share.n == 1)
        #expect(result.limit("classify").verdict == .undecided)
        #expect(result.turnaround.p95.low == nil)
    }

    @Test("run in a task, and end when it is cancelled")
    func task() async throws {
        let found = try await Study(Office.model, sample: .fixed(8), simulate: Office.simulation(.tiny)).run()
        #expect(found.replications == 8)
        let long = Office.study(.fixed(10_000_000), fate: .tiny)
        let task = Task { try await long.run() }
        try await Task.sleep(for: .milliseconds(30))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("spend the error over looks so that the parts sum to it")
    func spending() {
        let looks = Looks(.decisions(budget: 64 << 20))
        let spent = looks.ends.indices.reduce(0) { $0 + looks.alpha(at: $1, of: 0.05) }
        #expect(spent < 0.05 && spent > 0.045)
        #expect(Looks(.decisions()).ends == [64, 128, 256, 512, 1024])
        #expect(Looks(.precision(0.01, budget: 100)).ends == [64, 100])
        #expect(Looks(.decisions(budget: 10)).ends == [10])
        #expect(Looks(.fixed(7)).alpha(at: 0, of: 0.05) == 0.05)
    }
}
