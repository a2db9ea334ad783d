import CaseFlow
import Testing

#if DEBUG
private let models: UInt64 = 100
#else
private let models: UInt64 = 600
#endif

/// A line that rests hides nothing: the history is that of an engine that looks at every line whenever
/// one of its roles may do something.
///
/// Debug builds also look at each resting line again, here and in every other test.
@Suite("Lines at rest")
struct EngineRestTests {
    @Test("random models have the same history as if no line ever rested")
    func sameHistory() {
        var events = 0
        for seed in 0..<models {
            let model = RandomModel(seed: 900_000 + seed, named: true).model
            let brake = Brake(maxEvents: 100_000)
            let resting = simulate(model, seed: seed, replication: 1, brake: brake)
            let looking = simulateLookingEverywhere(model, seed: seed, replication: 1, brake: brake)
            #expect(resting.fingerprint == looking.fingerprint, "model \(900_000 + seed)")
            #expect(resting.events == looking.events, "model \(900_000 + seed)")
            events += resting.events
        }
        #expect(events > 100 * Int(models))
    }
}
