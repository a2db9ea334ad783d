import CaseFlow
import SimKernel
import Testing

/// Whom a free person takes next. One clerk is busy until ten; the others come meanwhile.
@Suite("Order of a line")
struct EngineOrderTests {
    private func desk(_ queue: [OrderRule], amounts: [(word: String, value: Quantity)] = []) -> Desk {
        var desk = Desk()
        if !amounts.isEmpty { desk.builder.number("amount", .split(amounts, others: .constant(0))) }
        desk.builder.role("clerk", 1, queue: queue)
        desk.add("Z", at(0, 9), Tick.hour)
        return desk
    }

    private func addFour(_ desk: inout Desk, urgent: Set<String> = []) {
        for (i, name) in ["A", "B", "C", "D"].enumerated() {
            desk.add(
                name, at(0, 9, 10 + i), 10 * Tick.minute, words: urgent.contains(name) ? ["urgent"] : [])
        }
    }

    private func order(_ queue: [OrderRule], urgent: Set<String> = []) -> String {
        var desk = desk(queue)
        addFour(&desk, urgent: urgent)
        desk.step("check", by: "clerk")
        return desk.history.order(at: "check")
    }

    @Test func firstCome() { #expect(order([]) == "Z A B C D") }
    @Test func lastCome() { #expect(order([.lastCome]) == "Z D C B A") }
    @Test func oneClassFirst() { #expect(order([.first("urgent")], urgent: ["B", "D"]) == "Z B D A C") }
    @Test func oneClassFirstThenLastCome() {
        #expect(order([.first("urgent"), .lastCome], urgent: ["B", "D"]) == "Z D B C A")
    }

    @Test func classWithinClass() {
        var desk = desk([.first("urgent"), .first("old")])
        desk.add("A", at(0, 9, 10), Tick.minute)
        desk.add("B", at(0, 9, 11), Tick.minute, words: ["old"])
        desk.add("C", at(0, 9, 12), Tick.minute, words: ["urgent"])
        desk.add("D", at(0, 9, 13), Tick.minute, words: ["urgent", "old"])
        desk.step("check", by: "clerk")
        #expect(desk.history.order(at: "check") == "Z D C B A")
    }

    private static let limits: ByClass<LimitLength> = .split(
        [
            ("A", .elapsed(6 * Tick.hour)), ("B", .elapsed(5 * Tick.hour)), ("C", .none),
            ("D", .elapsed(5 * Tick.hour - 2 * Tick.minute)),
        ], others: .solve)

    @Test func earliestDueAndWithoutDueInstantLast() {
        // Due 15:10, 14:11, never and 14:11: the tie goes to who came first.
        var desk = desk([.earliestDue])
        addFour(&desk)
        desk.step("check", by: "clerk")
        desk.builder.limit("whole", Self.limits)
        #expect(desk.history.order(at: "check") == "Z B D A C")
    }

    @Test func earliestOfSeveralClocksCounts() {
        var desk = desk([.earliestDue])
        addFour(&desk)
        desk.step(
            "check", by: .one("clerk"), startsWithin: .split([("A", .elapsed(3 * Tick.hour))], others: .none))
        desk.builder.limit("whole", Self.limits)
        #expect(desk.history.order(at: "check") == "Z A B D C")
    }

    @Test func earliestDueInWorkingTime() {
        // Two working hours from 09:10 are due sooner than three plain ones from 09:11, and
        // a working day sooner than a day and a half.
        var desk = desk([.earliestDue])
        desk.builder.dueCalendar = Hours.office.dueTable
        addFour(&desk)
        desk.step("check", by: "clerk")
        desk.builder.limit(
            "whole",
            .split(
                [
                    ("A", .elapsed(36 * Tick.hour)), ("B", .length(.workingDays(1, .fromTheNextDay))),
                    ("C", .elapsed(3 * Tick.hour)), ("D", .working(2 * Tick.hour)),
                ], others: .none))
        #expect(desk.history.order(at: "check") == "Z D C B A")
    }

    @Test func leastSlackLeavesRoomForTheWork() {
        // A is due at 14:10 with an hour of work (13:10), B at 13:31 with ten minutes (13:21).
        func order(_ rule: OrderRule) -> String {
            var desk = desk([rule])
            desk.add("A", at(0, 9, 10), Tick.hour)
            desk.add("B", at(0, 9, 11), 10 * Tick.minute)
            desk.step("check", by: "clerk")
            desk.builder.limit(
                "whole",
                .split(
                    [("A", .elapsed(5 * Tick.hour)), ("B", .elapsed(260 * Tick.minute))], others: .none))
            return desk.history.order(at: "check")
        }
        #expect(order(.earliestDue) == "Z B A")
        #expect(order(.leastSlack) == "Z A B")
    }

    @Test func oldestCaseIsTheOneThatArrivedFirst() {
        var desk = desk([.oldestCase])
        desk.add("Old", at(0, 8), 10 * Tick.minute)
        desk.add("New", at(0, 9, 10), 10 * Tick.minute)
        desk.builder.wait("answer", for: .constant(90 * Tick.minute), only: .has("Old"))
        desk.step("check", by: "clerk")
        #expect(desk.history.order(at: "check") == "Z Old New")
    }

    private static let amounts: [(word: String, value: Quantity)] = [
        ("A", .constant(5)), ("B", .constant(9)), ("C", .constant(9)), ("D", .constant(2)),
    ]

    @Test func largestAmountTiesByFirstCome() {
        var desk = desk([.largest("amount")], amounts: Self.amounts)
        addFour(&desk)
        desk.step("check", by: "clerk")
        #expect(desk.history.order(at: "check") == "Z B C A D")
    }

    @Test func smallestAmountThenLastCome() {
        var desk = desk([.smallest("amount"), .lastCome], amounts: Self.amounts)
        addFour(&desk)
        desk.step("check", by: "clerk")
        #expect(desk.history.order(at: "check") == "Z D A C B")
    }

    /// Forty cases wait for the opening; the order is drawn for the cases, whoever serves them.
    @Test func randomOrderDependsNeitherOnStaffNorOnWhoElseWaits() {
        func order(people: Int, leavingOut: Int? = nil) -> [String] {
            var desk = Desk()
            desk.builder.role("clerk", people, hours: Hours.office.table, queue: [.random])
            for i in 0..<40 {
                desk.builder.oneCase("C\(i)", at: i == leavingOut ? at(20, 0) : at(0, 1, i))
            }
            desk.builder.step("check", by: "clerk", work: .constant(10 * Tick.minute))
            return desk.history.order(at: "check").split(separator: " ").map(String.init)
        }
        let one = order(people: 1)
        #expect(Set(one).count == 40 && one != (0..<40).map { "C\($0)" })
        #expect(order(people: 3) == one)
        #expect(order(people: 3, leavingOut: 7).filter { $0 != "C7" } == one.filter { $0 != "C7" })
    }
}
