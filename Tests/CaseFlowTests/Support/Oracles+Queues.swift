import CaseFlow
import ExactAnswers
import SimKernel

/// Queues with one step, whose figures have a closed form. Unit: hours.
enum Queues {
    static let all: [Oracle] =
        [
            singlePerson, severalPeople, busyPeople, unlimitedPeople, constantWorkSeveralPeople,
            regularArrivals,
        ]
        + serviceLaws + [classesSeveralPeople, classesOnePerson, lastCome, randomOrder, pairs]

    /// One role, one step, Poisson cases.
    static func station(
        people: Int, arrivals: Double, work: Quantity, warmUp: Double, window: Double,
        queue: [OrderRule] = [],
        startsWithin: LimitLength? = nil
    ) -> Model {
        var builder = ModelBuilder()
        builder.run(warmUp: warmUp, window: window)
        builder.role("clerk", people, queue: queue)
        builder.poisson(perHour: arrivals)
        builder.step("serve", by: "clerk", work: work, startsWithin: startsWithin)
        return builder.build()
    }

    static let singlePerson: Oracle = {
        let model = station(
            people: 1, arrivals: 0.8, work: .exponential(hours: 1), warmUp: 1_200, window: 3_000,
            startsWithin: .length(.elapsed(5 * Tick.hour)))
        let wait = Exact.meanWait(arrivals: 0.8, service: 1, people: 1)
        return Oracle(
            name: "M/M/1", model: { model },
            numbers: [
                .mean("wait", wait) { $0.roles[0].waiting },
                .mean("turnaround", wait + 1) { $0.turnaround },
                .timeAverage("open cases", 4, of: model) { $0.backlog.integral },
                .timeAverage("line", 3.2, of: model) { $0.roles[0].queueIntegral },
                .timeAverage("busy", 0.8, of: model) { $0.roles[0].busy },
                .quantile(
                    "p95 of waits", 0.95, Exact.waitQuantile(0.95, arrivals: 0.8, service: 1, people: 1)
                ) {
                    $0.roles[0].waiting
                },
                .late("wait over 5 h", Exact.waitTail(5, arrivals: 0.8, service: 1, people: 1), limit: 0),
            ])
    }()

    /// Four people at load 0.8, with limits on the wait.
    static let severalPeople: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 600, window: 1_500)
        builder.role("clerk", 4)
        builder.poisson(perHour: 3.2)
        builder.step(
            "serve", by: "clerk", work: .exponential(hours: 1), startsWithin: .length(.elapsed(0)))
        builder.limit("two hours", until: .starts("serve"), .length(.elapsed(2 * Tick.hour)))
        let model = builder.build()
        return Oracle(
            name: "M/M/4", model: { model },
            numbers: [
                .mean("wait", Exact.meanWait(arrivals: 3.2, service: 1, people: 4)) { $0.roles[0].waiting },
                .late(
                    "waits at all", Exact.probabilityOfWaiting(arrivals: 3.2, service: 1, people: 4), limit: 0
                ),
                .late("wait over 2 h", Exact.waitTail(2, arrivals: 3.2, service: 1, people: 4), limit: 1),
                .quantile("p50 of waits", 0.5, Exact.waitQuantile(0.5, arrivals: 3.2, service: 1, people: 4))
                {
                    $0.roles[0].waiting
                },
                .quantile(
                    "p95 of waits", 0.95, Exact.waitQuantile(0.95, arrivals: 3.2, service: 1, people: 4)
                ) {
                    $0.roles[0].waiting
                },
            ])
    }()

    /// Twelve people at load 0.9.
    static let busyPeople: Oracle = {
        let model = station(
            people: 12, arrivals: 10.8, work: .exponential(hours: 1), warmUp: 400, window: 800,
            startsWithin: .length(.elapsed(Tick.hour)))
        return Oracle(
            name: "M/M/12", model: { model },
            numbers: [
                .mean("wait", Exact.meanWait(arrivals: 10.8, service: 1, people: 12)) { $0.roles[0].waiting },
                .late("wait over 1 h", Exact.waitTail(1, arrivals: 10.8, service: 1, people: 12), limit: 0),
                .quantile(
                    "p95 of waits", 0.95, Exact.waitQuantile(0.95, arrivals: 10.8, service: 1, people: 12)
                ) {
                    $0.roles[0].waiting
                },
            ])
    }()

    /// Nobody ever waits: the number present is Poisson, and turnaround is the work.
    static let unlimitedPeople: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 60, window: 600)
        builder.role("clerk", 1_000_000)
        builder.poisson(perHour: 5)
        builder.step("serve", by: "clerk", work: .erlang(2, hours: 2))
        builder.limit("four hours", .length(.elapsed(4 * Tick.hour)))
        let model = builder.build()
        // Two phases of mean one hour: P(T > t) = (1 + t) exp(-t).
        return Oracle(
            name: "M/G/infinity", model: { model },
            numbers: [
                .timeAverage("open cases", 10, of: model) { $0.backlog.integral },
                .late("over 4 h", 5 * 0.018315638888734179, limit: 0),
                .mean("turnaround", 2) { $0.turnaround },
                .quantile("p90 of turnaround", 0.9, 3.8897201698674286) { $0.turnaround },
            ])
    }()

    static let serviceLaws: [Oracle] = [
        ("M/D/1", .constant(Tick.hour)), ("M/E3/1", .erlang(3, hours: 1)),
        ("M/lognormal/1", .lognormal(hours: 1, cv: 1.5)), ("M/H2/1", .hyperexponential(hours: 1, cv: 2)),
    ].map { (name: String, work: Quantity) in
        let exact = Exact.meanWait(arrivals: 0.7, mean: work.meanHours, meanSquare: work.meanSquareHours)
        let model = station(people: 1, arrivals: 0.7, work: work, warmUp: 2_000, window: 4_000)
        return Oracle(
            name: name, model: { model },
            numbers: [
                .mean("wait", exact) { $0.roles[0].waiting },
                .mean("turnaround", exact + 1) { $0.turnaround },
                .timeAverage("line", 0.7 * exact, of: model) { $0.roles[0].queueIntegral },
            ])
    }

    static let constantWorkSeveralPeople: Oracle = {
        let model = station(
            people: 3, arrivals: 2.55, work: .constant(Tick.hour), warmUp: 600, window: 1_500)
        let exact = Exact.meanWaitConstantWork(arrivals: 2.55, work: 1, people: 3)
        return Oracle(
            name: "M/D/3", model: { model },
            numbers: [
                .mean("wait", exact) { $0.roles[0].waiting },
                .timeAverage("line", 2.55 * exact, of: model) { $0.roles[0].queueIntegral },
            ])
    }()

    /// GI/M/1: Erlang intervals.
    static let regularArrivals: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 1_000, window: 3_000)
        builder.role("clerk", 1)
        builder.arrive(
            "cases", .renewal(Quantity.erlang(3, hours: 1.25).table, from: builder.horizon.start))
        builder.step(
            "serve", by: "clerk", work: .exponential(hours: 1), startsWithin: .length(.elapsed(0)))
        let model = builder.build()
        let waits = Exact.shareThatWaits(phases: 3, arrivals: 0.8, service: 1)
        return Oracle(
            name: "E3/M/1", model: { model },
            numbers: [
                .mean("wait", waits / (1 - waits)) { $0.roles[0].waiting },
                .late("waits at all", waits, limit: 0),
            ])
    }()

    // MARK: Order of the line

    /// Two classes, the urgent one first; waits by class.
    static func classes(
        _ name: String, people: Int, arrivals: Double, urgent: Double, work: ByClass<Quantity>, rest: Double,
        loads: [Double], warmUp: Double, window: Double
    ) -> Oracle {
        var builder = ModelBuilder()
        builder.run(warmUp: warmUp, window: window)
        builder.role("clerk", people, queue: [.first("urgent")])
        builder.poisson(perHour: arrivals)
        builder.mix([("urgent", urgent), ("usual", 1 - urgent)])
        builder.step("serve", by: .one("clerk"), work: work)
        let model = builder.build()
        let waits = Exact.priorityWaits(rest: rest, loads: loads)
        return Oracle(
            name: name, model: { model },
            numbers: ["urgent", "usual"].enumerated().map { k, word in
                .ratio("wait of \(word) cases", waits[k]) { result in
                    let waiting = result.steps[0].classWaiting[k]
                    return (Double(waiting.sum) / Double(Tick.hour), Double(waiting.count))
                }
            } + [
                .ratio("share of urgent cases", urgent) { result in
                    let waiting = result.steps[0].classWaiting
                    return (Double(waiting[0].count), Double(waiting[0].count + waiting[1].count))
                }
            ])
    }

    static let classesSeveralPeople = classes(
        "M/M/3 with classes", people: 3, arrivals: 2.55, urgent: 0.3, work: .all(.exponential(hours: 1)),
        rest: Exact.probabilityOfWaiting(arrivals: 2.55, service: 1, people: 3) / 3,
        loads: [0.3 * 0.85, 0.7 * 0.85], warmUp: 800, window: 2_000)

    /// Each class with work of its own.
    static let classesOnePerson: Oracle = {
        let urgent = Quantity.exponential(hours: 0.5)
        let usual = Quantity.erlang(2, hours: 1.5)
        let rest = (0.2 * urgent.meanSquareHours + 0.4 * usual.meanSquareHours) / 2
        return classes(
            "M/G/1 with classes", people: 1, arrivals: 0.6, urgent: 1.0 / 3,
            work: .split([("urgent", urgent)], others: usual), rest: rest, loads: [0.1, 0.6],
            warmUp: 1_000, window: 4_000)
    }()

    /// Whom a free person takes next changes who waits, not how long they wait on average.
    static func anyOrder(_ name: String, _ rule: OrderRule) -> Oracle {
        let model = station(
            people: 2, arrivals: 1.6, work: .exponential(hours: 1), warmUp: 600, window: 2_000,
            queue: [rule])
        let exact = Exact.meanWait(arrivals: 1.6, service: 1, people: 2)
        return Oracle(
            name: name, model: { model },
            numbers: [
                .mean("wait", exact) { $0.roles[0].waiting },
                .timeAverage("line", 1.6 * exact, of: model) { $0.roles[0].queueIntegral },
            ])
    }

    static let lastCome = anyOrder("M/M/2, last come first", .lastCome)
    static let randomOrder = anyOrder("M/M/2, random order", .random)

    /// Always two of five people together: as two pairs.
    static let pairs: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 600, window: 2_000)
        builder.role("clerk", 5)
        builder.poisson(perHour: 1.6)
        builder.step("serve", by: .together([("clerk", 2)]), work: .all(.exponential(hours: 1)))
        let model = builder.build()
        return Oracle(
            name: "pairs of five people", model: { model },
            numbers: [
                .mean("wait", Exact.meanWait(arrivals: 1.6, service: 1, people: 2)) { $0.roles[0].waiting },
                .timeAverage("busy", 3.2, of: model) { $0.roles[0].busy },
            ])
    }()
}
