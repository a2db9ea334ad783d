import CaseFlow
import SimKernel
import Testing

/// A busy office in which everything falls due: what holds of any model holds of it too.
@Suite("Late in general")
struct EngineLatePropertyTests {
    private static func office(_ atClosing: AtClosing, queue: [OrderRule]) -> Model {
        var builder = ModelBuilder()
        builder.run(warmUp: 7 * 24, window: 70 * 24)
        builder.dueCalendar = Hours.office.dueTable
        builder.number("amount", .all(.uniform(hours: 1, 9)))
        builder.role("clerk", 3, hours: Hours.office.table, queue: queue, atClosing: atClosing)
        builder.role("chief", 1, hours: Hours.daily.table, queue: [.largest("amount")], atClosing: atClosing)
        builder.poisson(perHour: 0.11)
        builder.mix([("urgent", 0.2), ("usual", 0.8)])
        builder.step(
            "check", by: .one("clerk"), work: .all(.exponential(hours: 2)),
            startsWithin: .all(.elapsed(40 * Tick.hour)), outcomes: [Fork("unclear", share: 0.3)])
        builder.wait(
            "customer", for: .exponential(hours: 40), stopsClock: true, only: .has("unclear"),
            within: .elapsed(48 * Tick.hour))
        builder.together(
            "opinions",
            {
                $0.step(
                    "see", by: .one("chief"), work: .all(.exponential(hours: 1)), share: 0.6,
                    within: .all(.working(9 * Tick.hour)))
                $0.wait("files", for: .exponential(hours: 10))
            },
            { $0.step("read", by: "clerk", work: .exponential(hours: 1)) },
            { $0.wait("post", for: .exponential(hours: 30), stopsClock: true) })
        builder.step(
            "write", by: .together([("clerk", 1), ("chief", 1)]), work: .all(.exponential(hours: 0.5)),
            outcomes: [
                Fork("again", share: 0.2, .to("check"), atMost: 2, then: .end),
                Fork("back", share: 0.1, .returns(.exponential(hours: 50)), atMost: 1),
            ])
        builder.limit("age", .working(15 * Tick.hour), only: .has("usual"))
        builder.limit("chase", from: .item("customer"), .elapsed(30 * Tick.hour), startsOver: true)
        builder.limit("leave", .earliest([.elapsed(150 * Tick.hour), .working(60 * Tick.hour)]))
        builder.limit("written", until: .item("write"), .elapsed(90 * Tick.hour))
        builder.flow("report") { $0.step("tell", by: "chief", work: .constant(6 * Tick.minute)) }
        var model = builder.build()
        model.ifLate("check", IfLate(only: .has("urgent"), share: 0.5, by: "chief"))
        model.ifLate("customer", IfLate(share: 0.8, skipTo: "opinions"))
        model.ifLate("see", IfLate(share: 0.5, skipTo: "files", costs: 3))
        model.ifLate("age", IfLate(loses: ["usual"], becomes: "urgent", costs: 2, times: "amount"))
        model.ifLate("chase", IfLate(share: 0.6, starts: "report", costs: 1, again: 20 * Tick.hour))
        model.ifLate("leave", IfLate(share: 0.4, skipTo: "end"))
        model.ifLate("written", IfLate(skipTo: "write", starts: "report"))
        model.costs("again", 10)
        return model
    }

    static let all: [(name: String, model: Model)] = [
        ("pause", office(.pause, queue: [.first("urgent")])),
        ("finish", office(.finish, queue: [.first("urgent"), .earliestDue])),
        ("hand over", office(.handOver, queue: [.earliestDue])),
        ("hand over by class", office(.handOver, queue: [.first("urgent")])),
    ]

    @Test(arguments: all.indices)
    func personsHaveTheSameHistory(index: Int) {
        let (name, model) = Self.all[index]
        let (counted, named) = (
            trace(model, seed: 3, replication: 1), trace(model.namingPeople, seed: 3, replication: 1)
        )
        #expect(!counted.result.stopped && counted.trace.rows.count > 2000)
        let (left, right) = (
            Dictionary(grouping: counted.trace.rows, by: \.identity),
            Dictionary(grouping: named.trace.rows, by: \.identity)
        )
        let different = left.keys.sorted().first { left[$0] != right[$0] }
        #expect(different == nil && left.count == right.count, "\(name): \(different ?? 0)")
        #expect(counted.result.costs == named.result.costs && counted.result.costs.lateness > 0)
        #expect(counted.result.steps.map(\.givenUp) == named.result.steps.map(\.givenUp))
        #expect(counted.result.roles.map(\.queueIntegral) == named.result.roles.map(\.queueIntegral))
    }

    /// Every mechanic has happened, and nothing is lost on the way.
    @Test(arguments: all.indices)
    func everyCaseAndEveryVisitIsAccountedFor(index: Int) {
        let (name, model) = Self.all[index]
        let (result, trace) = trace(model, seed: 5, replication: 0)
        for moment in [CaseMoment.fallsDue, .givesUp, .movesOver, .late, .onTime] {
            #expect(trace.rows.contains { $0.moment == moment }, "\(name): \(moment)")
        }
        #expect(result.arrived == result.closed + result.openAtEnd && result.openAtEnd == 0)
        for (identity, rows) in Dictionary(grouping: trace.rows, by: \.identity) {
            let story = rows.map(\.moment)
            let (first, end) = (story.filter { $0 == .arrives }.count, story.filter { $0 == .ends }.count)
            #expect(first == 1 && end <= 1, "\(name): \(identity)")
            let jumps = rows.filter { $0.moment == .fallsDue }
            #expect(rows.filter { $0.moment == .givesUp }.isEmpty || !jumps.isEmpty)
            // What falls due is late when it ends, unless its clock starts over.
            for (k, row) in rows.enumerated()
            where row.moment == .fallsDue && model.limits[Int(row.value)].label.id != "chase" {
                let ending = rows[(k + 1)...].first {
                    ($0.moment == .onTime || $0.moment == .late) && $0.value == row.value
                }
                #expect(ending?.moment != .onTime, "\(name): \(identity), limit \(row.value)")
            }
        }
    }

    @Test(arguments: all.indices)
    func twiceIsTheSame(index: Int) {
        let model = Self.all[index].model
        let (one, two) = (simulate(model, seed: 7, replication: 2), simulate(model, seed: 7, replication: 2))
        #expect(one.fingerprint == two.fingerprint && one.costs == two.costs)
    }
}
