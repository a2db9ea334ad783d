import SimKernel
import Testing

#if DEBUG
private let weeks = 40
#else
private let weeks = 400
#endif

@Suite("Arrivals")
struct ArrivalTests {
    private let key = StreamKey(seed: 3, replication: 4)

    /// Hourly rates: nights at zero, a busy Monday, and a slow rise over the weeks.
    private func hourlyProfile(factor: Double = 1) -> RateProfile {
        let hours = weeks * 168
        let boundaries = (0...hours).map { Ticks($0) * Tick.hour }
        let rates = (0..<hours).map { hour -> Double in
            let (day, ofDay) = (hour / 24 % 7, hour % 24)
            if ofDay < 6 { return 0 }
            let trend = 1 + Double(hour / 168) / Double(weeks)
            return factor * trend * (day == 0 ? 1.4 : 1) * (1 + Double(ofDay) / 24) / Double(Tick.hour)
        }
        return RateProfile(boundaries: boundaries, rates: rates)
    }

    private func arrivals(_ process: ArrivalProcess, stream: UInt16 = 1) -> [Ticks] {
        var cursor = ArrivalCursor(process, key: key, stream: stream)
        var instants: [Ticks] = []
        while true {
            let t = cursor.next()
            if t == Tick.never { return instants }
            instants.append(t)
        }
    }

    @Test("Poisson counts of each hour of the week are as expected")
    func hourlyCounts() {
        let profile = hourlyProfile()
        let instants = arrivals(.poisson(profile))
        var counts = [Double](repeating: 0, count: 168)
        var expected = [Double](repeating: 0, count: 168)
        for t in instants { counts[Int(t / Tick.hour % 168)] += 1 }
        for hour in 0..<weeks * 168 {
            let start = Ticks(hour) * Tick.hour
            expected[hour % 168] += profile.expected(in: start..<start + Tick.hour)
        }
        var chiSquared = 0.0
        for hour in 0..<168 {
            if hour % 24 < 6 {
                #expect(counts[hour] == 0 && expected[hour] == 0)
            } else {
                let difference = counts[hour] - expected[hour]
                chiSquared += difference * difference / expected[hour]
            }
        }
        let tail = GSL.chiSquaredTail(chiSquared, degrees: 126)
        #expect(tail > 0.001 && tail < 0.999)
        let z = (Double(instants.count) - profile.expected) / profile.expected.squareRoot()
        #expect(z.magnitude < 4)
    }

    @Test("Numbers of arrivals scatter from week to week as Poisson's do")
    func dispersion() {
        let profile = RateProfile(rate: 5 / Double(Tick.week), from: 0, to: Ticks(weeks) * Tick.week)
        var counts = [Double](repeating: 0, count: weeks)
        for t in arrivals(.poisson(profile)) { counts[Int(t / Tick.week)] += 1 }
        let index = counts.reduce(0) { $0 + ($1 - 5) * ($1 - 5) / 5 }
        let tail = GSL.chiSquaredTail(index, degrees: Double(weeks))
        #expect(tail > 0.001 && tail < 0.999)
    }

    @Test("Instants never fall and lie where something may arrive")
    func order() {
        let instants = arrivals(.poisson(hourlyProfile(factor: 50)))
        #expect(zip(instants, instants.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(instants.allSatisfy { $0 / Tick.hour % 24 >= 6 })
    }

    @Test("Twice the rate brings the same cases in the same order, at half the expectation")
    func doubledRate() {
        let (one, two) = (hourlyProfile(), hourlyProfile(factor: 2))
        let (slow, fast) = (arrivals(.poisson(one)), arrivals(.poisson(two)))
        #expect(fast.count > slow.count)
        for (a, b) in zip(slow, fast) {
            #expect((one.expected(until: a) - two.expected(until: b)).magnitude < 1e-6)
            #expect(b <= a)
        }
    }

    @Test("Every stream, replication and seed has arrivals of its own")
    func streams() {
        let profile = RateProfile(rate: 1 / Double(Tick.day), from: 0, to: Tick.week * 20)
        let first = arrivals(.poisson(profile), stream: 1)
        #expect(first == arrivals(.poisson(profile), stream: 1))
        #expect(first != arrivals(.poisson(profile), stream: 2))
        var other = ArrivalCursor(
            .poisson(profile), key: StreamKey(seed: 3, replication: 5), stream: 1)
        #expect(other.next() != first[0])
    }

    @Test("One long piece and many short ones of the same rate bring the same arrivals")
    func piecesDoNotMatter() {
        let rate = 7 / Double(Tick.hour)
        let whole = arrivals(.poisson(RateProfile(rate: rate, from: Tick.day, to: 9 * Tick.day)))
        let boundaries = (0...384).map { Tick.day + Ticks($0) * 30 * Tick.minute }
        let cut = arrivals(
            .poisson(RateProfile(boundaries: boundaries, rates: Array(repeating: rate, count: 384))))
        #expect(whole.count == cut.count)
        for (a, b) in zip(whole, cut) { #expect((a - b).magnitude <= 2) }
    }

    // MARK: Busy and quiet days

    private func factor(_ cv: Double) throws -> QuantileTable {
        QuantileTable(try .gamma(mean: 1, cv: cv), ticksPerUnit: 0x1p32)
    }

    /// Two rates a day, nothing in the first hours.
    private func days(_ count: Int, perDay: Double) -> RateProfile {
        let boundaries = (0..<count).flatMap { day in
            [0, 8, 16].map { Ticks(day) * Tick.day + $0 * Tick.hour }
        }
        let hourly = perDay / 24 / Double(Tick.hour)
        return RateProfile(
            boundaries: boundaries + [Ticks(count) * Tick.day],
            rates: (0..<count).flatMap { _ in [0, 2 * hourly, hourly] },
            periods: (0..<count).flatMap { [$0, $0, $0] })
    }

    @Test("A factor of 1 changes nothing, a constant one is a rate")
    func constantFactors() throws {
        let profile = days(50, perDay: 3)
        let one = QuantileTable(try .constant(1), ticksPerUnit: 0x1p32)
        #expect(arrivals(.busy(profile, factor: one)) == arrivals(.poisson(profile)))
        let two = QuantileTable(try .constant(2), ticksPerUnit: 0x1p32)
        let (doubled, plain) = (
            arrivals(.busy(profile, factor: two)), arrivals(.poisson(days(50, perDay: 6)))
        )
        #expect(doubled.count == plain.count)
        for (a, b) in zip(doubled, plain) { #expect((a - b).magnitude <= 2) }
    }

    @Test("Busy days are the cumulative rate times each day's factor, inverted")
    func busyInversion() throws {
        let profile = days(200, perDay: 4)
        let table = try factor(0.8)
        let instants = arrivals(.busy(profile, factor: table), stream: 9)
        // Expected arrivals before each instant, day by day from the drawn factors.
        let factors = (0..<200).map { day in
            let identity = UInt64(9) << 48 | UInt64(day)
            let luck = key.bits(case: identity, name: 0, visit: 0, purpose: .busyness).first
            return Double(table.view.draw(luck)) / 0x1p32
        }
        var target = 0.0
        for (ordinal, instant) in instants.enumerated() {
            let bits = key.bits(
                case: UInt64(9) << 48 | UInt64(ordinal / 2), name: 0, visit: 0, purpose: .arrival)
            target -= FixedMath.log(
                Double((1 << 53) - (ordinal % 2 == 0 ? bits.first : bits.second)) * 0x1p-53)
            let day = Int(instant / Tick.day)
            let before = (0..<day).reduce(0.0) { sum, d in
                sum + factors[d] * profile.expected(in: Ticks(d) * Tick.day..<Ticks(d + 1) * Tick.day)
            }
            let today = factors[day] * profile.expected(in: Ticks(day) * Tick.day..<instant)
            #expect((before + today - target).magnitude < 1e-6)
        }
        let all = factors.indices.reduce(0.0) { $0 + factors[$1] * 4 }
        #expect(target < all && all - target < 20)
    }

    @Test("A higher mean brings the same cases in the same order, with the same busy days")
    func busyOrder() throws {
        let table = try factor(0.5)
        let slow = arrivals(.busy(days(100, perDay: 3), factor: table))
        let fast = arrivals(.busy(days(100, perDay: 4), factor: table))
        #expect(fast.count > slow.count)
        for (a, b) in zip(slow, fast) { #expect(b <= a) }
        let other = arrivals(.busy(days(100, perDay: 3), factor: table), stream: 2)
        #expect(other != slow)
    }

    @Test("Counts of busy days are negative binomial: mean and variance", arguments: [0.3, 1.2])
    func busyCounts(cv: Double) throws {
        let count = 250 * weeks
        var counts = [Double](repeating: 0, count: count)
        for t in arrivals(.busy(days(count, perDay: 6), factor: try factor(cv))) {
            counts[Int(t / Tick.day)] += 1
        }
        let n = Double(count)
        let (mean, variance) = (6.0, 6 + 36 * cv * cv)
        let deviations = counts.map { ($0 - mean) * ($0 - mean) }
        let meanZ = (counts.reduce(0, +) / n - mean) / (variance / n).squareRoot()
        #expect(meanZ.magnitude < 4, "\(meanZ)")
        // Fourth central moment of the negative binomial with p = mean / variance.
        let p = mean / variance
        let r = mean * p / (1 - p)
        let fourth = r * (1 - p) * (p * p - 6 * p + 6 + 3 * r * (1 - p)) / (p * p * p * p)
        let varianceZ =
            (deviations.reduce(0, +) / n - variance) / ((fourth - variance * variance) / n).squareRoot()
        #expect(varianceZ.magnitude < 4, "\(varianceZ)")
        // Neighbouring days have nothing to do with each other.
        let product = zip(counts, counts.dropFirst()).reduce(0.0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
        #expect((product / n.squareRoot() / variance).magnitude < 4)
    }

    @Test("A day with factor 0 has no arrivals, and nothing is lost of the days about it")
    func emptyDays() throws {
        let table = QuantileTable(try .observed([0, 2]), ticksPerUnit: 0x1p32)
        let instants = arrivals(.busy(days(300, perDay: 20), factor: table))
        let daysWithSome = Set(instants.map { $0 / Tick.day })
        #expect(daysWithSome.count > 100 && daysWithSome.count < 200)
        #expect(zip(instants, instants.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test("A trace is replayed from the first instant on, in order, equal ones included")
    func replay() {
        let instants: [Ticks] = [3, 7, 7, 20]
        #expect(arrivals(.replay(instants, from: 0)) == instants)
        #expect(arrivals(.replay(instants, from: 7)) == [7, 7, 20])
        #expect(arrivals(.replay(instants, from: 21)).isEmpty && arrivals(.replay([], from: 0)).isEmpty)
        var cursor = ArrivalCursor(.replay(instants, from: 5), key: key, stream: 1)
        #expect(cursor.ordinal == 1 && cursor.next() == 7 && cursor.ordinal == 2)
    }

    @Test("Renewals: constant intervals are exact, drawn ones have their mean")
    func renewals() throws {
        let tenMinutes = QuantileTable(try .constant(10), ticksPerUnit: Double(Tick.minute))
        var regular = ArrivalCursor(.renewal(tenMinutes, from: Tick.week), key: key, stream: 1)
        for i in 1...100 {
            #expect(regular.next() == Tick.week + Ticks(i) * 10 * Tick.minute)
        }
        let erlang = QuantileTable(try .erlang(phases: 4, mean: 10), ticksPerUnit: Double(Tick.minute))
        var cursor = ArrivalCursor(.renewal(erlang, from: 0), key: key, stream: 1)
        var last: Ticks = 0
        for _ in 0..<10_000 {
            let t = cursor.next()
            #expect(t >= last)
            last = t
        }
        #expect(cursor.ordinal == 10_000)
        // Four standard errors: cv 1/2.
        let ratio = Double(last) / Double(100_000 * Tick.minute)
        #expect((ratio - 1).magnitude < 0.02)
    }

    @Test("Nothing arrives where there is no process, no rate, or no time left")
    func nothing() {
        #expect(arrivals(.none).isEmpty)
        #expect(arrivals(.poisson(RateProfile(rate: 0, from: 0, to: Tick.week))).isEmpty)
        let profile = RateProfile(rate: 1 / Double(Tick.hour), from: 0, to: Tick.day)
        var cursor = ArrivalCursor(.poisson(profile), key: key, stream: 1)
        while cursor.next() != Tick.never {}
        #expect(cursor.next() == Tick.never)
    }

    @Test("Expected arrivals are the integral of the rate")
    func expectations() {
        let profile = RateProfile(boundaries: [0, 10, 20, 40, 50], rates: [1, 0, 0.5, 2])
        #expect(profile.expected == 40)
        let known: [(Ticks, Double)] = [
            (-5, 0), (0, 0), (4, 4), (10, 10), (15, 10), (20, 10), (30, 15), (40, 20), (45, 30), (99, 40),
        ]
        for (t, expected) in known { #expect(profile.expected(until: t) == expected) }
        #expect(profile.expected(in: 5..<30) == 10)
        #expect(profile.from == 0 && profile.to == 50)
    }
}
