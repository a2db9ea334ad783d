import CaseFlow
import SimKernel
import Testing

#if DEBUG
private let heavyTestsRun = false
#else
private let heavyTestsRun = true
#endif

/// Simulated figures against exact ones, over independent replications.
@Suite("Exact answers", .enabled(if: heavyTestsRun))
struct TheoryTests {
    static let oracles =
        Queues.all + Flows.all + Bursts.all + Branching.all + PersonQueues.all
        + Lateness.all

    @Test("Each figure lies within four standard errors", arguments: oracles)
    func figureIsExact(oracle: Oracle) async {
        for score in await OracleRuns.shared.scores(of: oracle) {
            #expect(abs(score.z) < 4, "\(score)")
        }
    }

    /// Figures that all lie a little off would pass one by one; together they do not.
    @Test func squaredDistancesAverageToOne() async {
        var squares: [Double] = []
        for oracle in Self.oracles {
            for score in await OracleRuns.shared.scores(of: oracle) { squares.append(score.z * score.z) }
        }
        let mean = squares.reduce(0, +) / Double(squares.count)
        #expect(mean > 0.4 && mean < 2.2, "mean squared z \(mean) over \(squares.count) figures")
    }
}
