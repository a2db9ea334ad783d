import CaseFlow
import SimKernel
import Testing

/// A replication is a function of model, seed and number, and watching it changes nothing.
@Suite("Determinism")
struct EngineDeterminismTests {
    @Test(arguments: Varied.all.indices)
    func tracedRunHasTheSameHistory(index: Int) {
        let (name, model) = Varied.all[index]
        let plain = simulate(model, seed: 1, replication: 2)
        let traced = trace(model, seed: 1, replication: 2).result
        #expect(plain.fingerprint == traced.fingerprint && plain.events == traced.events, "\(name)")
        #expect(plain.turnaround == traced.turnaround, "\(name)")
    }

    @Test(arguments: Varied.all.indices)
    func runTwiceIsTheSame(index: Int) {
        let (name, model) = Varied.all[index]
        let first = trace(model, seed: 9, replication: 7)
        let second = trace(model, seed: 9, replication: 7)
        #expect(first.trace.rows == second.trace.rows, "\(name)")
        #expect(first.result.fingerprint == second.result.fingerprint, "\(name)")
    }

    @Test(arguments: Varied.all.indices)
    func threadsDoNotMatter(index: Int) async {
        let model = Varied.all[index].model
        let alone = (0..<4).map { simulate(model, seed: 1, replication: $0).fingerprint }
        let together = await withTaskGroup(of: (UInt32, UInt64).self) { group in
            for k in UInt32(0)..<4 {
                group.addTask { (k, simulate(model, seed: 1, replication: k).fingerprint) }
            }
            return await group.reduce(into: [UInt64](repeating: 0, count: 4)) { $0[Int($1.0)] = $1.1 }
        }
        #expect(alone == together)
    }

    @Test func seedsAndReplicationsDiffer() {
        let model = Varied.all[0].model
        var seen: Set<UInt64> = []
        for seed in UInt64(0)..<8 {
            for replication in UInt32(0)..<8 {
                seen.insert(simulate(model, seed: seed, replication: replication).fingerprint)
            }
        }
        #expect(seen.count == 64)
    }
}
