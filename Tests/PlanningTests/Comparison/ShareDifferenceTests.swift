import Planning
import Testing

@Suite("Differences of shares on time")
struct ShareDifferenceTests {
    private static let n = 64
    private let method = IntervalMethod(n: n)

    private func clocks(_ late: [Double], of ended: Double = 1000, effect: Double? = 4) -> LimitClocks {
        LimitClocks(late: late, ended: late.map { _ in ended }, designEffect: effect)
    }

    /// Each replication with a lateness of its own.
    private func varied(_ seed: UInt64, mean: Double) -> LimitClocks {
        var dice = Dice(seed: seed)
        return clocks((0..<Self.n).map { _ in (1000 * mean * dice.exponential()).rounded() })
    }

    @Test("one against the other is the other against the one, with its sign turned")
    func antisymmetric() {
        let nothing = clocks([Double](repeating: 0, count: Self.n))
        let all = clocks([Double](repeating: 1000, count: Self.n))
        var few = nothing
        few.late[3] = 7
        let cases = [varied(1, mean: 0.05), varied(2, mean: 0.2), nothing, all, few]
        for a in cases {
            for b in cases {
                let (there, back) = (method.shareDifference(b, from: a), method.shareDifference(a, from: b))
                #expect(there.estimate == back.estimate.map { -$0 })
                #expect(there.low == back.high.map { -$0 } && there.high == back.low.map { -$0 })
            }
        }
    }

    @Test("what is late in pairs falls out of the spread")
    func paired() throws {
        let baseline = varied(3, mean: 0.1)
        let design = clocks(baseline.late.map { max(0, $0 - 20) })
        let pairing = try #require(method.pairing(of: design, with: baseline))
        #expect(pairing.unpairedVariance > 10 * pairing.pairedVariance)
        let found = method.shareDifference(design, from: baseline)
        #expect((found.low ?? 0) > 0)
        // From independent runs nothing could be said.
        let alone = method.quantity(pairing.design), other = method.quantity(pairing.baseline)
        #expect((alone.low ?? 1) < (other.high ?? 0))
    }

    @Test("nothing ever late on either side is no certainty")
    func neverLate() throws {
        let nothing = clocks([Double](repeating: 0, count: Self.n), effect: nil)
        let found = method.shareDifference(nothing, from: nothing)
        // Each end has the exact bound of 64 independent clocks, at half the error.
        let bound = IntervalMethod.boundOfUnseen(64, alpha: 0.025)
        let high = try #require(found.high), low = try #require(found.low)
        #expect(found.estimate == 0 && abs(high - bound) < 1e-12 && abs(low + bound) < 1e-12)
        let certain = method.shareDifference(nothing, from: nothing, isSame: true)
        #expect(certain.low == 0 && certain.high == 0)
    }

    @Test("the same numbers late in different histories are no certainty either")
    func sameNumbers() throws {
        let some = varied(4, mean: 0.1)
        let found = method.shareDifference(some, from: some)
        let bound = IntervalMethod.boundOfUnseen(64_000 / 4, alpha: 0.025)
        let high = try #require(found.high), low = try #require(found.low)
        #expect(abs(high - bound) < 1e-15 && abs(low + bound) < 1e-15)
    }

    @Test("lateness that was never seen with the design may still be there")
    func rareInDesign() throws {
        let some = varied(5, mean: 0.002), never = clocks([Double](repeating: 0, count: Self.n))
        let found = method.shareDifference(never, from: some)
        let bound = IntervalMethod.boundOfUnseen(64_000 / 4, alpha: 0.025)
        let late = some.late.reduce(0, +) / 64_000
        #expect(try #require(found.low) <= late - bound + 1e-15)
    }

    @Test("one replication has no interval, no clock no estimate")
    func tooLittle() {
        let one = IntervalMethod(n: 1)
        let found = one.shareDifference(clocks([50]), from: clocks([100]))
        #expect(abs((found.estimate ?? 0) - 0.05) < 1e-12 && found.low == nil)
        #expect(ChangeVerdict(found) == .noDifferenceShown)
        let none = one.shareDifference(clocks([0], of: 0), from: clocks([100]))
        #expect(none == Quantity(estimate: nil, n: 1))
    }

    @Test("stays within -1 and 1")
    func bounds() {
        let all = clocks([Double](repeating: 1000, count: Self.n))
        let nothing = clocks([Double](repeating: 0, count: Self.n))
        let found = method.shareDifference(nothing, from: all)
        #expect(found.estimate == 1 && found.high == 1 && (found.low ?? 1) < 1)
    }
}
