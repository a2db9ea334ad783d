import CaseFlow
import ExactAnswers
import Foundation
import SimKernel

/// Incidents that bring several cases, and days that differ. Unit: hours.
enum Bursts {
    static let all: [Oracle] = [batchesOnePerson, batchesSeveralPeople, spreadBatches, busyDays, busyWeeks]

    /// Poisson incidents with these equally likely sizes, one step with exponential work of an hour.
    private static func station(people: Int, incidents: Double, sizes: [Double], window: Double) -> Model {
        var builder = ModelBuilder()
        builder.run(warmUp: 600, window: window)
        builder.role("clerk", people)
        builder.arrive(
            "cases",
            .poisson(
                RateProfile(
                    rate: incidents / Double(Tick.hour), from: builder.horizon.start,
                    to: builder.horizon.bound)),
            incident: ModelBuilder.incident(of: sizes))
        builder.step("serve", by: "clerk", work: .exponential(hours: 1))
        return builder.build()
    }

    /// M^X/M/1 with sizes 1, 1 and 4: mean 2, mean square 6.
    static let batchesOnePerson: Oracle = {
        let model = station(people: 1, incidents: 0.3, sizes: [0.6, 1.4, 4.4], window: 3_000)
        let load = 0.3 * 2
        let open = load * (1 + 6.0 / 2) / (2 * (1 - load))
        return Oracle(
            name: "M^X/M/1", model: { model },
            numbers: [
                .mean("wait", open / 0.6 - 1) { $0.roles[0].waiting },
                .mean("turnaround", open / 0.6) { $0.turnaround },
                .timeAverage("open cases", open, of: model) { $0.backlog.integral },
                .timeAverage("busy", load, of: model) { $0.roles[0].busy },
            ])
    }()

    static let batchesSeveralPeople: Oracle = {
        let model = station(people: 3, incidents: 0.8, sizes: [1, 2, 3, 6], window: 1_500)
        let open = Exact.openCasesOfBatches(arrivals: 0.8, sizes: [1, 2, 3, 6], service: 1, people: 3)
        return Oracle(
            name: "M^X/M/3", model: { model },
            numbers: [
                .mean("wait", open / 2.4 - 1) { $0.roles[0].waiting },
                .timeAverage("open cases", open, of: model) { $0.backlog.integral },
            ])
    }()

    /// Cases of an incident come after exponential delays (rate a) and stay for exponential times (rate b):
    /// the number present has mean m E[X] / b, and m E[X (X - 1)] a / (2 b (a + b)) more variance than that.
    static let spreadBatches: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 168, window: 40 * 168)
        builder.role("nobody", 1)
        builder.arrive(
            "cases",
            .poisson(
                RateProfile(
                    rate: 0.2 / Double(Tick.hour), from: builder.horizon.start, to: builder.horizon.bound)),
            incident: ModelBuilder.incident(of: [1, 3, 5], after: .exponential(hours: 8)))
        builder.wait("reply", for: .exponential(hours: 4))
        let model = builder.build()
        let (a, b) = (1.0 / 8, 1.0 / 4)
        let mean = 0.2 * 3 / b
        let more = 0.2 * (Double(0 + 6 + 20) / 3) * a / (2 * b * (a + b))
        return Oracle(name: "spread batches", model: { model }, numbers: present(mean, mean + more, model))
    }()

    /// Numbers present at the ends of weeks, by mean and variance.
    private static func present(_ mean: Double, _ variance: Double, _ model: Model) -> [Oracle.Number] {
        [
            .ratio("present", mean) { result in
                let weekly = result.backlog.weekly
                return (Double(weekly.reduce(0) { $0 + Int($1) }), Double(weekly.count))
            },
            .ratio("variance of those present", variance) { result in
                let weekly = result.backlog.weekly
                let squares = weekly.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
                return (squares, Double(weekly.count))
            },
        ]
    }

    /// Periods with a gamma factor each, cases that stay for an exponential time: seen at midnight, those of
    /// each period before are Poisson with the period's factor, so means add up and variances with them.
    private static func busy(_ name: String, periodHours: Double, cv: Double, stay: Double) -> Oracle {
        var builder = ModelBuilder()
        builder.run(warmUp: 4 * 168, window: 40 * 168)
        builder.role("nobody", 1)
        let rate = 0.9
        let length = Ticks(periodHours) * Tick.hour
        let periods = Int((builder.horizon.bound - builder.horizon.start) / length)
        let boundaries = (0...periods).map { builder.horizon.start + Ticks($0) * length }
        let profile = RateProfile(
            boundaries: boundaries, rates: Array(repeating: rate / Double(Tick.hour), count: periods),
            periods: Array(0..<periods))
        builder.arrive("cases", .busy(profile, factor: Quantity.factor(cv: cv).table))
        builder.wait("reply", for: .exponential(hours: stay))
        let model = builder.build()
        let passing = exp(-periodHours / stay)
        let mean = rate * stay
        // Geometric: what period k before leaves is m (1 - q) q^k.
        let squares = mean * mean * (1 - passing) * (1 - passing) / (1 - passing * passing)
        return Oracle(
            name: name, model: { model }, numbers: present(mean, mean + cv * cv * squares, model))
    }

    static let busyDays = busy("busy days, M/G/infinity", periodHours: 24, cv: 0.6, stay: 30)
    static let busyWeeks = busy("busy weeks, M/G/infinity", periodHours: 168, cv: 0.4, stay: 60)
}
