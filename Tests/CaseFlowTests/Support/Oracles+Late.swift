import CaseFlow
import ExactAnswers
import Foundation
import SimKernel

/// What limits do when late, and a backlog at the start, whose figures are known. Unit: hours.
enum Lateness {
    static let all: [Oracle] =
        [erlangA, constantPatience, uniformPatience, erlangPatience, twoTiers, openingBacklog]

    /// People at load above one, whose cases leave after the time they care to wait.
    private static func impatient(
        _ name: String, _ patience: Quantity, people: Int, arrivals: Double, exact: ExactPatience
    ) -> Oracle {
        var builder = ModelBuilder()
        builder.run(warmUp: 200, window: 1_500)
        builder.role("clerk", people)
        builder.poisson(perHour: arrivals)
        builder.number("patience", .all(patience))
        builder.step("serve", by: "clerk", work: .exponential(hours: 1), startsWithin: .number(0))
        var model = builder.build()
        model.actWhenLate(limit: 0) { $0.jump = 1 }
        let built = model
        return Oracle(
            name: name, model: { built },
            numbers: [
                .late("share that leaves", exact.leaves, limit: 0),
                .ratio("share given up", exact.leaves) {
                    (Double($0.steps[0].givenUp), Double($0.arrived))
                },
                .mean("wait of those served", exact.waitOfServed) { $0.roles[0].waiting },
                .timeAverage("line", arrivals * exact.wait, of: built) { $0.roles[0].queueIntegral },
                .timeAverage("busy", arrivals * (1 - exact.leaves), of: built) { $0.roles[0].busy },
            ])
    }

    /// Erlang A (C. Palm, 1957).
    static let erlangA = impatient(
        "M/M/3 with exponential patience", .exponential(hours: 2), people: 3, arrivals: 3.3,
        exact: ExactPatience(
            arrivals: 3.3, service: 1, people: 3, corners: [], survival: { exp(-$0 / 2) },
            hazard: { 2 * (1 - exp(-$0 / 2)) }))

    static let constantPatience = impatient(
        "M/M/2 with constant patience", .constant(3 * Tick.hour / 2), people: 2, arrivals: 2.2,
        exact: ExactPatience(
            arrivals: 2.2, service: 1, people: 2, corners: [1.5], survival: { $0 < 1.5 ? 1 : 0 },
            hazard: { min($0, 1.5) }))

    static let uniformPatience = impatient(
        "M/M/2 with uniform patience", .uniform(hours: 0.5, 3), people: 2, arrivals: 2.4,
        exact: ExactPatience(
            arrivals: 2.4, service: 1, people: 2, corners: [0.5, 3],
            survival: { max(0, min(1, (3 - $0) / 2.5)) },
            hazard: { x in
                if x <= 0.5 { return x }
                let beyond = min(x, 3) - 0.5
                return 0.5 + beyond - beyond * beyond / 5
            }))

    static let erlangPatience = impatient(
        "M/M/1 with Erlang patience", .erlang(3, hours: 3), people: 1, arrivals: 0.95,
        exact: ExactPatience(
            arrivals: 0.95, service: 1, people: 1, corners: [],
            survival: { exp(-$0) * (1 + $0 + $0 * $0 / 2) },
            hazard: { 3 - exp(-$0) * (3 + 2 * $0 + $0 * $0 / 2) }))

    /// Who has waited too long at the first tier is served by the second.
    static let twoTiers: Oracle = {
        var builder = ModelBuilder()
        builder.run(warmUp: 300, window: 2_000)
        builder.role("branch", 2)
        builder.role("headquarters", 1)
        builder.poisson(perHour: 2.1)
        builder.number("patience", .all(.exponential(hours: 1.5)))
        builder.step(
            "locally", by: "branch", work: .exponential(hours: 1), startsWithin: .number(0),
            outcomes: [Fork("settled", share: nil, .end)])
        builder.step("above", by: "headquarters", work: .exponential(hours: 1))
        var model = builder.build()
        model.actWhenLate(limit: 0) { $0.jump = 1 }
        let built = model
        let exact = ExactEscalation(arrivals: 2.1, service: 1, patience: 1.5, people: (2, 1))
        return Oracle(
            name: "two tiers with escalation", model: { built },
            numbers: [
                .late("share escalated", exact.escalates, limit: 0),
                .timeAverage("line of the first tier", exact.firstLine, of: built) {
                    $0.roles[0].queueIntegral
                },
                .timeAverage("line of the second tier", exact.secondLine, of: built) {
                    $0.roles[1].queueIntegral
                },
                .timeAverage("second tier busy", exact.secondBusy, of: built) { $0.roles[1].busy },
                .ratio("wait at the second tier", exact.secondLine / exact.secondBusy) {
                    let waiting = $0.steps[1].waiting
                    return (Double(waiting.sum) / Double(Tick.hour), Double(waiting.count))
                },
            ])
    }()

    /// Twenty cases in line at the start: the line over four weeks, and when the twenty are done.
    static let openingBacklog: Oracle = {
        let (count, arrivals, service, week) = (20, 0.05, 0.06, 168.0)
        var builder = ModelBuilder()
        builder.run(warmUp: 0, window: 4 * week)
        builder.horizon.bound = builder.horizon.windowEnd + 200 * Tick.week
        builder.role("clerk", 1)
        builder.poisson(perHour: arrivals)
        builder.step("serve", by: "clerk", work: .exponential(hours: 1 / service))
        var model = builder.build()
        let start = model.horizon.start
        model.opening = (0..<count).map { row in
            OpeningCase(stream: 0, arrival: start - Ticks(row + 1) * Tick.day, op: 0, since: start)
        }
        let built = model
        let exact = ExactTransient(arrivals: arrivals, service: service, from: count, until: 4 * week)
        let integral = (0..<64).reduce(0.0) { sum, k in
            // Simpson over 32 panels.
            let weight = k == 0 ? 1.0 : k % 2 == 0 ? 2 : 4
            return sum + weight * exact.open(at: Double(k) / 64 * 4 * week)
        }
        let mean = (integral + exact.open(at: 4 * week)) / 3 / 64
        return Oracle(
            name: "M/M/1 from an opening backlog", replications: 4_000, model: { built },
            numbers: (1...4).map { k in
                .ratio("open after week \(k)", exact.open(at: Double(k) * week)) {
                    (Double($0.backlog.weekly[k - 1]), 1)
                }
            }
                + (1...4).map { k in
                    .ratio(
                        "backlog cleared by week \(k)",
                        erlangShare(phases: count, rate: service, within: Double(k) * week)
                    ) { result in
                        let cleared = result.opening?.cleared ?? .max
                        return (cleared <= start + Ticks(k) * Tick.week ? 1 : 0, 1)
                    }
                } + [
                    .timeAverage("open cases", mean, of: built) { $0.backlog.integral },
                    .ratio("time to clear", Double(count) / service) {
                        (Double(($0.opening?.cleared ?? start) - start) / Double(Tick.hour), 1)
                    },
                ])
    }()
}

extension Model {
    /// Lets a limit do something when it is late.
    mutating func actWhenLate(limit: Int, _ change: (inout LateAction) -> Void) {
        var action = LateAction(key: NameKey.key32(limits[limit].label.id), counter: counters)
        counters += 1
        change(&action)
        limits[limit].ifLate = action
    }
}
