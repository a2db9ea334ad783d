import Planning
import Testing

@Suite("Shares on time")
struct ShareOnTimeTests {
    private func share(_ late: [Double], clocks: Double = 1000, effect: Double? = nil) -> Quantity {
        IntervalMethod(n: late.count).shareOnTime(
            late: late, ended: late.map { _ in clocks }, designEffect: effect)
    }

    @Test("with none late, each replication counts once unless the design effect is known")
    func exact() {
        let none = [Double](repeating: 0, count: 64)
        #expect(abs((share(none).low ?? 0) - 0.95427) < 1e-4)
        #expect(abs((share(none, effect: 10).low ?? 0) - (1 - 2.9957 / 6400)) < 1e-5)
        #expect(share(none, effect: 1e9).low == share(none).low)
        #expect(share(none).high == 1 && share(none).standardError == 0)
    }

    @Test("one late clock never makes the interval shorter than none")
    func monotone() {
        for effect in [nil, 1, 20] as [Double?] {
            let none = [Double](repeating: 0, count: 64)
            var one = none
            one[17] = 1
            #expect((share(one, effect: effect).low ?? 1) <= share(none, effect: effect).low ?? 0)
        }
    }

    @Test("all late is as uncertain as none late")
    func allLate() {
        let all = share([Double](repeating: 1000, count: 64))
        #expect(all.estimate == 0 && all.low == 0)
        #expect(abs((all.high ?? 0) - 0.04573) < 1e-4)
    }

    @Test("stay within 0 and 1")
    func bounds() {
        var late = [Double](repeating: 0, count: 20)
        for index in 0..<12 { late[index] = 3 }
        let found = share(late)
        #expect((found.high ?? 2) <= 1 && (found.low ?? -1) >= 0)
    }

    @Test("nothing seen is nothing known")
    func nothing() {
        #expect(share([0, 0, 0], clocks: 0) == Quantity(estimate: nil, n: 3))
    }

    @Test("a design effect is about 1 for independent clocks and the cluster's size for clusters")
    func designEffect() {
        var dice = Dice(seed: 5)
        let independent = effect { _ in (0..<400).map { _ in dice.uniform() } }
        #expect(independent > 0.6 && independent < 2.5)
        var other = Dice(seed: 6)
        let clustered = effect { _ in
            (0..<40).flatMap { _ in [Double](repeating: other.uniform(), count: 10) }
        }
        #expect(clustered > 6 && clustered < 22)
    }

    /// Of 64 replications of 400 numbers between 0 and 1 each.
    private func effect(_ make: (Int) -> [Double]) -> Double {
        let values = (0..<64).map { make($0).sorted() }
        let tails = [0.9, 0.95].map { p in
            IntervalMethod.Tail(
                p: p, quantile: p, density: 1,
                sections: values.map { .init(count: 400, quantile: $0[Int(p * 400)]) })
        }
        return IntervalMethod.designEffect(n: 64, tails: tails) ?? .nan
    }
}
