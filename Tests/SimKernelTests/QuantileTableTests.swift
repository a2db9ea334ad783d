import SimKernel
import Testing

#if DEBUG
private let heavyTestsRun = false
#else
private let heavyTestsRun = true
#endif

@Suite("Quantile tables")
struct QuantileTableTests {
    @Test("Mean and variance of every table are those of the distribution", arguments: NamedLaw.all)
    func moments(_ law: NamedLaw) {
        let table = QuantileTable(law.distribution, ticksPerUnit: NamedLaw.ticksPerHour)
        #expect(table.meanError <= 1e-8)
        #expect(table.varianceError <= 1e-7)
    }

    @Test("Draws rise with the share, across all pieces and all seams", arguments: NamedLaw.all)
    func monotone(_ law: NamedLaw) {
        let table = QuantileTable(law.distribution, ticksPerUnit: NamedLaw.ticksPerHour)
        let view = table.view
        let end: UInt64 = 1 << 53
        var places: [UInt64] = []
        for piece in UInt64(0)..<4096 {
            for offset in [0, 1, 1 << 20, 1 << 40, (1 << 41) - 1] as [UInt64] {
                places.append(piece << 41 + offset)
            }
        }
        for piece in 0..<QuantileTable.Layout.tailPieces {
            let v = QuantileTable.Layout.start(ofTailPiece: piece)
            places += [v, v + 1, end - 1 - v, end - 2 - v]
        }
        places.sort()
        let draws = places.filter { $0 < end }.map { view.draw($0) }
        #expect(zip(draws, draws.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(draws.first == table.least && draws.last == table.greatest)
        withExtendedLifetime(table) {}
    }

    @Test("Draws lie where the exact quantile lies", arguments: NamedLaw.all)
    func exactness(_ law: NamedLaw) {
        let table = QuantileTable(law.distribution, ticksPerUnit: NamedLaw.ticksPerHour)
        let deviation = law.distribution.standardDeviation
        let key = StreamKey(seed: 11, replication: 0)
        for i in UInt64(0)..<2000 {
            // Half of the places in the tails, evenly by octave.
            let bits = key.bits(case: i, name: 0, visit: 0, purpose: .number)
            let v = bits.first >> (i % 2 == 0 ? 0 : bits.second % 50)
            let below = i % 4 < 2
            let u = below ? v : (1 << 53) - 1 - v
            let exact = law.distribution.quantile((Double(v) + 0.5) * 0x1p-53, fromAbove: !below)
            let drawn = Double(table.view.draw(u)) / NamedLaw.ticksPerHour
            let share = min(Double(v) * 0x1p-53, 1 - Double(v) * 0x1p-53)
            let allowed = share > 1 / 128.0 ? 1e-3 * deviation : 1e-3 * (exact + deviation)
            #expect((drawn - exact).magnitude <= allowed + 1e-9, "share \(v), below \(below)")
        }
        withExtendedLifetime(table) {}
    }

    @Test("Random draws have the moments of the distribution", .enabled(if: heavyTestsRun))
    func randomMoments() {
        let n = 1_000_000
        var sumOfSquares = 0.0
        var degrees = 0.0
        for (index, law) in NamedLaw.all.enumerated() where law.distribution.variance > 0 {
            let table = QuantileTable(law.distribution, ticksPerUnit: NamedLaw.ticksPerHour)
            let key = StreamKey(seed: 2027, replication: UInt32(index))
            let centre = law.distribution.mean * NamedLaw.ticksPerHour
            var (first, second, fourth) = (0.0, 0.0, 0.0)
            for i in 0..<n / 2 {
                let bits = key.bits(case: UInt64(i), name: 0, visit: 0, purpose: .step)
                for u in [bits.first, bits.second] {
                    let x = Double(table.view.draw(u)) - centre
                    first += x
                    second += x * x
                    fourth += x * x * x * x
                }
            }
            let count = Double(n)
            let variance = law.distribution.variance * NamedLaw.ticksPerHour * NamedLaw.ticksPerHour
            let zMean = first / count / (variance / count).squareRoot()
            let spread = (fourth / count - variance * variance) / count
            let zVariance = (second / count - variance) / spread.squareRoot()
            #expect(zMean.magnitude < 4, "\(law.name)")
            // A sample's own fourth moment says little about the variance of heavy tails.
            if law.distribution.variance < law.distribution.mean * law.distribution.mean * 2.5 {
                #expect(zVariance.magnitude < 4, "\(law.name)")
            }
            sumOfSquares += zMean * zMean
            degrees += 1
            withExtendedLifetime(table) {}
        }
        let tail = GSL.chiSquaredTail(sumOfSquares, degrees: degrees)
        #expect(tail > 0.001 && tail < 0.999)
    }

    @Test("Constants and observed values are drawn as they are")
    func wholeValues() throws {
        let constant = QuantileTable(try .constant(2), ticksPerUnit: NamedLaw.ticksPerHour)
        #expect(constant.view.draw(0) == 2 * Tick.hour)
        #expect(constant.view.draw((1 << 53) - 1) == 2 * Tick.hour)
        #expect(constant.least == constant.greatest && constant.variance == 0)

        let table = QuantileTable(try .observed([1, 2, 4]), ticksPerUnit: 1_000_000)
        let third: UInt64 = (1 << 53) / 3
        #expect(table.view.draw(0) == 1_000_000 && table.view.draw(third) == 1_000_000)
        #expect(table.view.draw(third + 1) == 2_000_000)
        #expect(table.view.draw((1 << 53) - 1) == 4_000_000)
        #expect(table.least == 1_000_000 && table.greatest == 4_000_000)
        withExtendedLifetime((constant, table)) {}
    }

    @Test("What outlasts every run is drawn as never")
    func endless() throws {
        let table = QuantileTable(try .constant(1e12), ticksPerUnit: NamedLaw.ticksPerHour)
        #expect(table.view.draw(5) == Tick.never)
        let heavy = QuantileTable(try .lognormal(mean: 100, cv: 100), ticksPerUnit: NamedLaw.ticksPerHour)
        #expect(heavy.greatest == Tick.never)
        withExtendedLifetime((table, heavy)) {}
    }

    @Test("Kinks and heavy tails keep their mean", arguments: [20, 50, 100])
    func hardLaws(_ cv: Double) throws {
        for d in try [
            Distribution.hyperexponential(mean: 1, cv: cv), .lognormal(mean: 1, cv: cv),
            .weibull(mean: 1, cv: cv), .gamma(mean: 1, cv: cv),
        ] {
            let table = QuantileTable(d, ticksPerUnit: Double(Tick.minute))
            #expect(table.meanError < 1e-7, "\(d)")
        }
    }

    @Test("Every share of a tail falls into the piece that holds it")
    func tailPieces() {
        typealias Layout = QuantileTable.Layout
        for index in 0..<Layout.tailPieces {
            let start = Layout.start(ofTailPiece: index)
            let end = Layout.start(ofTailPiece: index + 1)
            #expect(start < end)
            #expect(Layout.place(inTail: start).index == index)
            #expect(Layout.place(inTail: end - 1).index == index)
            if end - start > 1 {
                #expect(Layout.place(inTail: start).fraction < Layout.place(inTail: end - 1).fraction)
            }
        }
        #expect(Layout.start(ofTailPiece: Layout.tailPieces) == 1 << 46)
    }
}
