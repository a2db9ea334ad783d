import SimKernel
import Testing

@Suite("Accumulators")
struct AccumulatorTests {
    @Test("Every bin holds exactly what lies between its bounds")
    func binBounds() {
        #expect(LogBins.lowerBound(0) == 0)
        for i in 0..<LogBins.count {
            let low = LogBins.lowerBound(i)
            let high = LogBins.lowerBound(i + 1)
            #expect(low < high)
            #expect(LogBins.index(low) == i)
            if i + 1 < LogBins.count { #expect(LogBins.index(high - 1) == i) }
            if i >= 128 && i + 1 < LogBins.count { #expect(high - low <= low / 128) }
        }
        #expect(LogBins.index(.max) == LogBins.count - 1)
    }

    private func durations(_ n: Int, replication: UInt32) throws -> [Ticks] {
        let table = QuantileTable(try .exponential(mean: 3), ticksPerUnit: Double(Tick.day))
        let key = StreamKey(seed: 5, replication: replication)
        return (0..<n).map {
            table.view.draw(key.bits(case: UInt64($0), name: 0, visit: 0, purpose: .step).first)
        }
    }

    @Test("Merged observations are those of one")
    func merging() throws {
        let all = try durations(5000, replication: 0)
        var single = Observations()
        for x in all { single.add(x) }
        var merged = Observations()
        for part in [all[..<1], all[1..<1700], all[1700..<1700], all[1700...]] {
            var observations = Observations()
            for x in part { observations.add(x) }
            merged.merge(observations)
        }
        #expect(merged.count == single.count && merged.sum == single.sum)
        #expect(merged.least == single.least && merged.greatest == single.greatest)
        #expect(merged.bins == single.bins)
        #expect((merged.sumSquares / single.sumSquares - 1).magnitude < 1e-12)
        #expect(merged.quantile(0.9) == single.quantile(0.9))
    }

    @Test("Quantiles are right to the bin")
    func quantiles() throws {
        let sorted = try durations(20_000, replication: 1).sorted()
        var observations = Observations()
        for x in sorted.reversed() { observations.add(x) }
        for p in [0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999] {
            let exact = Double(sorted[Int((p * 20_000).rounded(.up)) - 1])
            let found = try #require(observations.quantile(p))
            #expect((found / exact - 1).magnitude < 1 / 128.0, "p \(p)")
        }
        #expect(observations.quantile(0) == Double(sorted[0]))
        #expect(observations.quantile(1) == Double(sorted[19_999]))
    }

    @Test("Quantiles of an exponential sample come near the distribution's")
    func exponentialQuantiles() throws {
        var observations = Observations()
        for x in try durations(100_000, replication: 2) { observations.add(x) }
        let distribution = try Distribution.exponential(mean: 3)
        for p in [0.5, 0.9, 0.95, 0.99] {
            let exact = distribution.quantile(p) * Double(Tick.day)
            // Four standard errors of a sample quantile, and the bin.
            let error = (p * (1 - p) / 100_000).squareRoot() / (1 - p) * 3 * Double(Tick.day)
            let found = try #require(observations.quantile(p))
            #expect((found - exact).magnitude < 4 * error + exact / 256)
        }
        let mean = try #require(observations.mean)
        #expect((mean / (3 * Double(Tick.day)) - 1).magnitude < 4 / 316.0)
        let variance = try #require(observations.variance)
        #expect((variance.squareRoot() / mean - 1).magnitude < 0.02)
    }

    @Test("Few observations, equal observations, none")
    func smallSamples() {
        var observations = Observations()
        #expect(observations.mean == nil && observations.variance == nil)
        #expect(observations.quantile(0.5) == nil)
        observations.add(Tick.hour)
        #expect(observations.mean == Double(Tick.hour) && observations.variance == nil)
        #expect(observations.quantile(0) == Double(Tick.hour))
        for _ in 0..<99 { observations.add(Tick.hour) }
        #expect(observations.variance == 0)
        for p in [0, 0.07, 0.5, 1] { #expect(observations.quantile(p) == Double(Tick.hour)) }
        observations.add(2 * Tick.hour)
        #expect(observations.quantile(0.001) == Double(Tick.hour))
        #expect(observations.quantile(0.99).map { $0 >= 3.6e9 && $0 < 3.63e9 } == true)
        #expect(observations.quantile(0.995) == Double(2 * Tick.hour))
    }

    @Test("Without bins there are moments and no quantiles")
    func withoutBins() {
        var observations = Observations(keepsBins: false)
        observations.add(0)
        observations.add(4)
        var other = Observations(keepsBins: false)
        other.add(8)
        observations.merge(other)
        #expect(observations.count == 3 && observations.mean == 4 && observations.variance == 16)
        #expect(observations.quantile(0.5) == nil && observations.bins.isEmpty)
    }

    @Test("A level over time is integrated exactly")
    func timeWeighted() {
        var level = TimeWeighted(level: 2, from: 100)
        level.add(3, at: 110)
        level.add(-4, at: 110)
        level.set(7, at: 1_000_000_000_000_000_110)
        #expect(level.integral(until: 1_000_000_000_000_000_110) == 1_000_000_000_000_000_020)
        #expect(level.integral(until: 1_000_000_000_000_000_120) == 1_000_000_000_000_000_090)
        level.restart(at: 1_000_000_000_000_000_115)
        #expect(level.integral(until: 1_000_000_000_000_000_120) == 35 && level.level == 7)
    }
}
