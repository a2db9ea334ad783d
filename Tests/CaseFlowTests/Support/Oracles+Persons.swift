import CaseFlow
import ExactAnswers
import SimKernel

/// Queues whose people are told apart, with exact figures. Unit: hours.
enum PersonQueues {
    static let all: [Oracle] = [preemptive, preemptiveSeveralPeople, sharedPool, breakdowns]

    /// Turnaround by class as a limit that is never judged.
    private static func turnaround(_ name: String, _ exact: Double, stratum: Int) -> Oracle.Number {
        .mean(name, exact) { $0.limits[0].strata[stratum].duration }
    }

    /// One person, urgent cases interrupting: the mean time in the system of a class is
    /// E[S] / (1 - σ') + Σ λ E[S²] / 2 / ((1 - σ') (1 - σ)), sums over classes up to it, σ' without it
    /// (L. Kleinrock, Queueing Systems II, 1976, section 3.6).
    static let preemptive: Oracle = {
        let urgent = Quantity.exponential(hours: 0.5)
        let usual = Quantity.erlang(2, hours: 1.5)
        var builder = ModelBuilder()
        builder.run(warmUp: 1_000, window: 4_000)
        builder.role("clerk", 1)
        builder.poisson(perHour: 0.6)
        builder.mix([("urgent", 1.0 / 3), ("usual", 2.0 / 3)])
        builder.step("serve", by: .one("clerk"), work: .split([("urgent", urgent)], others: usual))
        builder.limit("turnaround", .split([("urgent", .solve)], others: .solve))
        var model = builder.build().namingPeople
        model.interrupts("urgent")
        let (first, second) = (0.2 * urgent.meanHours, 0.4 * usual.meanHours)
        let rest = 0.2 * urgent.meanSquareHours / 2
        let restOfAll = rest + 0.4 * usual.meanSquareHours / 2
        let built = model
        return Oracle(
            name: "M/G/1, urgent cases interrupt", model: { built },
            numbers: [
                turnaround("urgent cases", urgent.meanHours + rest / (1 - first), stratum: 0),
                turnaround(
                    "usual cases",
                    usual.meanHours / (1 - first) + restOfAll / ((1 - first) * (1 - first - second)),
                    stratum: 1),
                .timeAverage("busy", first + second, of: model) { $0.roles[0].busy },
            ])
    }()

    /// Three people: for urgent cases the others are not there.
    static let preemptiveSeveralPeople: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 600, window: 2_000)
        builder.role("clerk", 3)
        builder.poisson(perHour: 2.4)
        builder.mix([("urgent", 0.7), ("usual", 0.3)])
        builder.step("serve", by: "clerk", work: .exponential(hours: 1))
        builder.limit("turnaround", .split([("urgent", .solve)], others: .solve))
        var model = builder.build().namingPeople
        model.interrupts("urgent")
        let built = model
        return Oracle(
            name: "M/M/3, urgent cases interrupt", model: { built },
            numbers: [
                turnaround(
                    "urgent cases", 1 + Exact.meanWait(arrivals: 1.68, service: 1, people: 3), stratum: 0),
                .timeAverage("busy", 2.4, of: model) { $0.roles[0].busy },
            ])
    }()

    /// Two roles served by the same three people: one queue.
    static let sharedPool: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 600, window: 2_000)
        builder.role("clerk", 3)
        builder.role("judge", 1)
        builder.poisson("papers", perHour: 1.5)
        builder.poisson("hearings", perHour: 0.9)
        builder.mix([("paper", 0.6), ("hearing", 0.4)])
        builder.step("read", by: .one("clerk"), work: .all(.exponential(hours: 1)), only: .has("paper"))
        builder.step("hear", by: .one("judge"), work: .all(.exponential(hours: 1)), only: .has("hearing"))
        var model = builder.build().namingPeople
        model.share(3, of: "clerk", with: "judge")
        let exact = Exact.meanWait(arrivals: 2.4, service: 1, people: 3)
        let built = model
        return Oracle(
            name: "two roles with the same people", model: { built },
            numbers: [
                .mean("wait for clerks", exact) { $0.steps[0].waiting },
                .mean("wait for judges", exact) { $0.steps[1].waiting },
                .timeAverage("busy", 2.4, of: model) { $0.roles[1].busy },
            ])
    }()

    /// Up and down at exponential times, at work or not: M/M/1 in a random environment (H. White and
    /// L. S. Christie, doi:10.1287/opre.6.1.79).
    static let breakdowns: Oracle = {
        let (arrivals, service, down, up) = (0.5, 1.0, 0.05, 0.2)
        var builder = ModelBuilder()
        builder.run(warmUp: 2_000, window: 5_000)
        builder.role("clerk", 1)
        builder.poisson(perHour: arrivals)
        builder.step("serve", by: "clerk", work: .exponential(hours: 1 / service))
        var model = builder.build().namingPeople
        model.away(
            0, of: "clerk", share: down / (down + up), presence: .exponential(hours: 1 / down),
            spell: .exponential(hours: 1 / up))
        let both = down + up
        let present =
            arrivals * (both * both + service * down) / (both * (service * up - arrivals * both))
        let built = model
        return Oracle(
            name: "M/M/1 with absences", model: { built },
            numbers: [
                .timeAverage("open cases", present, of: model) { $0.backlog.integral },
                .mean("turnaround", present / arrivals) { $0.turnaround },
                .timeAverage("on duty", up / both, of: model) { $0.roles[0].onDuty },
                .timeAverage("busy", arrivals / service, of: model) { $0.roles[0].busy },
            ])
    }()
}
