import CaseFlow
import SimKernel

/// Small models that between them use every mechanic, for properties that hold of any model.
enum Varied {
    static let all: [(name: String, model: Model)] = [
        ("three roles with rework", Flows.threeRoleModel(warmUp: 20, window: 300)),
        ("office hours", office(.pause)), ("overtime", office(.finish)), ("handed over", office(.handOver)),
        ("joint steps", joint(gathers: false)), ("joint steps, gathered", joint(gathers: true)),
    ]

    /// Two roles in office hours, a wait that stops the clocks, a loop, limits of every kind.
    static func office(_ atClosing: AtClosing, people: Int = 3) -> Model {
        var builder = ModelBuilder()
        builder.run(warmUp: 7 * 24, window: 28 * 24)
        builder.dueCalendar = Hours.office.dueTable
        let table = Hours.office.table
        builder.number("amount", .split([("urgent", .uniform(hours: 1, 9))], others: .uniform(hours: 0, 5)))
        builder.role(
            "clerk", people, hours: table, queue: [.first("urgent"), .earliestDue], atClosing: atClosing)
        builder.role("chief", 1, hours: Hours.daily.table, queue: [.largest("amount")], atClosing: atClosing)
        builder.poisson(perHour: 0.35)
        builder.mix([("urgent", 0.2), ("usual", 0.8)])
        builder.step(
            "check", by: .one("clerk"),
            work: .split([("urgent", .exponential(hours: 2))], others: .erlang(2, hours: 1)),
            within: .split(
                [("urgent", .length(.working(4 * Tick.hour)))],
                others: .length(.workingDays(1, .fromTheNextDay))),
            outcomes: [Fork("unclear", share: 0.3)])
        builder.wait(
            "customer", for: .exponential(hours: 20), stopsClock: true, only: .has("unclear"),
            within: .length(.elapsed(48 * Tick.hour)))
        builder.step(
            "decide", by: .one("chief"), work: .all(.lognormal(hours: 0.5, cv: 1)), share: 0.8,
            startsWithin: .all(.length(.working(3 * Tick.hour))),
            outcomes: [
                Fork("again", share: 0.2, .to("check"), atMost: 2, then: .end),
                Fork("grown", share: 0.1, only: .has("usual"), loses: ["usual"], becomes: "urgent"),
            ])
        builder.step(
            "write", by: .together([("clerk", 1), ("chief", 1)]), work: .all(.uniform(hours: 0.1, 0.5)),
            only: .has("urgent"))
        builder.limit("whole", .length(.workingDays(3, .fromTheSameDay)))
        builder.limit("answer", from: .done("check"), until: .item("write"), .solve, only: .lacks("grown"))
        return builder.build()
    }

    /// Single steps beside steps for two and three people of one role.
    static func joint(gathers: Bool, people: Int = 3) -> Model {
        var builder = ModelBuilder()
        builder.run(warmUp: 100, window: 600)
        builder.role("member", people)
        builder.role("writer", 1)
        builder.poisson(perHour: 1)
        builder.mix([("heavy", 0.15), ("light", 0.85)])
        builder.step(
            "hear", by: .one("member"), work: .all(.exponential(hours: 1)), only: .has("light"))
        builder.step(
            "sit", by: .together([("member", 3)], gathers: gathers), work: .all(.exponential(hours: 1)),
            only: .has("heavy"))
        builder.step(
            "sign", by: .together([("member", 1), ("writer", 1)], gathers: gathers),
            work: .all(.uniform(hours: 0.1, 0.3)), outcomes: [Fork("anew", share: 0.1, .to("hear"))])
        return builder.build()
    }
}
