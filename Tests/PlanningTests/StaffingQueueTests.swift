import CaseFlow
import Foundation
import Planning
import SimKernel
import Testing

/// Against queues whose least numbers of people are known exactly.
@Suite("Search for people of queues", .enabled(if: heavyTestsRun))
struct StaffingQueueTests {
    private static let tandem = Tandem(
        arrivals: 4.1,
        queues: [
            .init(work: 0.5, limit: 0.25, target: 0.9), .init(work: 1, limit: 0.5, target: 0.85),
        ])

    @Test(
        "two queues in a row: Erlang's numbers, whatever the seed and the file's people",
        arguments: [1, 2, 3])
    func tandem(seed: UInt64) throws {
        #expect(Self.tandem.fewest == [4, 6])
        let model = try Self.tandem.model(weeks: 2, people: seed == 2 ? 20 : 1)
        var options = StaffingOptions(model)
        options.seed = seed
        let plan = try StaffingSearch(model, options: options).plan()
        #expect(plan.verdict == .met && plan.staff.roles.map(\.people) == [4, 6])
        let fewer = plan.neighbours.filter { $0.change < 0 }
        #expect(fewer.map(\.verdict) == [.fails, .fails] && fewer.map(\.failing) == [0, 1])
        #expect(plan.cheaper == .allExamined)
        #expect(plan.givenKeeps == (seed == 2 ? .keeps : .fails))
        // Three and five are the fewest that keep up with the work.
        #expect(plan.fewestInPace == [3, 5])
    }

    @Test("bounds of the limits hold the exact shares")
    func shares() throws {
        let model = try Self.tandem.model(weeks: 2)
        let plan = try StaffingSearch(model).plan()
        for (index, queue) in Self.tandem.queues.enumerated() {
            let exact = Self.tandem.shareOnTime(queue, plan.headcounts[index].people)
            let share = plan.limits[index].onTime
            #expect((share.low ?? 1) <= exact && exact <= (share.high ?? 0), "\(share) for \(exact)")
        }
    }

    @Test("one fewer that cannot keep up with the work fails, whatever its limit")
    func pace() throws {
        // Within three hours the fewest that keep up are enough.
        let long = Tandem(arrivals: 4.1, queues: [.init(work: 0.5, limit: 3, target: 0.9)])
        #expect(long.fewest == [3])
        let plan = try StaffingSearch(try long.model(weeks: 2)).plan()
        #expect(plan.staff.roles.map(\.people) == [3])
        let fewer = try #require(plan.neighbours.first)
        #expect(fewer.change == -1 && fewer.verdict == .fails && fewer.failing == nil)
        #expect(StaffReport.text(plan).contains("cannot keep up"))
    }

    @Test("what unlimited people miss is put down to the work itself")
    func work() throws {
        var model = try Tandem(arrivals: 4, queues: [.init(work: 1, limit: 1, target: 0.9)]).model(weeks: 2)
        model.limits[0].kind = .step(0)
        model.limits[0].until = .item(0)
        model.ops[0].startsWithin = -1
        model.ops[0].within = 0
        let plan = try StaffingSearch(model).plan()
        #expect(plan.verdict == .infeasible && plan.blame.map(\.bound) == [.unlimited])
        // Exponential work of an hour on average is done within one in 1 - 1/e of the cases.
        let share = plan.limits[0].onTime
        let z = (plan.blame[0].reached - (1 - exp(-1))) / (share.standardError ?? 0)
        #expect(abs(z) < 4)
        let first = try #require(plan.blame[0].parts.first)
        #expect(first.cause.cause == .work && first.cause.step == "step-0")
        #expect(abs((first.cause.share.estimate ?? 0) - 1) < 1e-9 && abs(first.visits - 1) < 1e-9)
    }

    @Test("a cheaper role takes over where one limit is for both lines")
    func together() throws {
        var model = try Self.tandem.model(weeks: 2)
        // One limit from arrival to the end, on both queues together.
        model.limits = [model.limits[0]]
        model.limits[0].kind = .span
        model.limits[0].from = .arrival
        model.limits[0].until = .end
        model.limits[0].strata[0].length = .length(.elapsed(4 * Tick.hour))
        model.limits[0].target = 0.92
        for op in model.ops.indices { model.ops[op].startsWithin = -1 }
        func plan(_ costs: [Double]) throws -> StaffPlan {
            var options = StaffingOptions(model)
            options.costs = costs
            return try StaffingSearch(model, options: options).plan()
        }
        let (cheapFirst, cheapSecond) = (try plan([1, 3]), try plan([3, 1]))
        #expect(cheapFirst.verdict == .met && cheapSecond.verdict == .met)
        let (a, b) = (cheapFirst.staff.roles.map(\.people), cheapSecond.staff.roles.map(\.people))
        // Each is the better one at its own prices.
        #expect(a[0] + 3 * a[1] <= b[0] + 3 * b[1] && 3 * b[0] + b[1] <= 3 * a[0] + a[1])
    }
}
