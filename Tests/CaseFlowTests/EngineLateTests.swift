import CaseFlow
import SimKernel
import Testing

/// What happens at the due instant of a clock that still runs.
@Suite("If late")
struct EngineLateTests {
    private let hour = Tick.hour
    private let minute = Tick.minute

    private func desk(_ people: Int = 1, queue: [OrderRule] = []) -> Desk {
        var desk = Desk()
        desk.builder.role("clerk", people, queue: queue)
        return desk
    }

    private func late(_ history: History) -> [String] { history.told(.fallsDue, .onTime, .late, .movesOver) }

    // MARK: When

    @Test func fineAtTheDueInstantOnce() {
        var desk = desk(9)
        desk.add("A", at(0, 9), 3 * hour)
        desk.add("B", at(0, 9), hour)
        desk.add("C", at(0, 9), hour + 1)
        desk.step("check", by: "clerk")
        desk.builder.limit("answer", .elapsed(hour))
        let history = desk.changed { $0.ifLate("answer", IfLate(costs: 500)) }
        // B ends at the due instant itself: on time, and no fine.
        #expect(
            late(history) == [
                "Mon 10:00 B on time answer", "Mon 10:00 A falls due at check",
                "Mon 10:00 C falls due at check", "Mon 10:00+1us C late answer", "Mon 12:00 A late answer",
            ])
        #expect(history.result.costs.lateness == 1_000_000_000 && history.result.costs.outcomes == 0)
        #expect(history.lines.first { $0.moment == .fallsDue }?.value == 0)
    }

    @Test func solveAndNoneNeverFallDue() {
        var desk = desk()
        desk.add("A", at(0, 9), 3 * hour)
        desk.step("check", by: "clerk")
        desk.builder.limit("answer", .split([("A", .solve)], others: .none))
        #expect(
            late(desk.changed { $0.ifLate("answer", IfLate(costs: 1)) }) == ["Mon 12:00 A on time answer"])
    }

    @Test func newStartSetsItAnew() {
        var desk = desk()
        desk.add("A", at(0, 9), 40 * minute)
        desk.step("check", by: "clerk", outcomes: [Fork("again", share: 1, .to("check"), atMost: 1)])
        desk.builder.limit("fresh", from: .item("check"), .elapsed(hour), startsOver: true)
        desk.builder.limit("old", from: .item("check"), .elapsed(hour))
        let history = desk.changed {
            $0.ifLate("fresh", IfLate(costs: 1))
            $0.ifLate("old", IfLate(costs: 10))
        }
        #expect(
            late(history) == [
                "Mon 10:00 A falls due at check", "Mon 10:20 A on time fresh", "Mon 10:20 A late old",
            ])
        #expect(history.result.costs.lateness == 10_000_000)
    }

    @Test func stoppedClockFallsDueSoMuchLater() {
        var desk = desk()
        desk.add("A", at(0, 9), 30 * minute)
        desk.step("check", by: "clerk")
        desk.builder.wait("customer", for: .constant(5 * hour), stopsClock: true)
        desk.builder.wait("post", for: .constant(2 * hour))
        desk.builder.limit("answer", .elapsed(hour))
        #expect(
            late(desk.changed { $0.ifLate("answer", IfLate(costs: 1)) }) == [
                "Mon 15:00 A falls due at post", "Mon 16:30 A late answer",
            ])
    }

    // MARK: For whom

    @Test func onlyAndShareDecideForWhom() {
        var desk = desk(9)
        desk.add("A", at(0, 9), 3 * hour, words: ["x"])
        desk.add("B", at(0, 9), 3 * hour)
        desk.step("check", by: "clerk")
        for name in ["all", "some", "nobody"] { desk.builder.limit(name, .elapsed(hour)) }
        let history = desk.changed {
            $0.ifLate("all", IfLate(share: 1, costs: 1))
            $0.ifLate("some", IfLate(only: .has("x"), costs: 10))
            $0.ifLate("nobody", IfLate(share: 0, costs: 100))
        }
        #expect(history.result.costs.lateness == 12_000_000)
        #expect(history.told(.fallsDue).count == 3)
        #expect(history.result.limits.map { $0.strata[0].late } == [2, 2, 2])
    }

    @Test func shareDrawsAnewEachTime() {
        var desk = desk(99)
        for i in 0..<50 { desk.add("A\(i)", at(0, 9), 41 * hour) }
        desk.step("check", by: "clerk")
        desk.builder.limit("answer", .elapsed(hour))
        let history = desk.changed { $0.ifLate("answer", IfLate(share: 0.25, costs: 1, again: hour)) }
        // 50 cases fall due 40 times each: 2000 draws, three standard deviations are 58.
        let fines = Int(history.result.costs.lateness / 1_000_000)
        #expect(abs(fines - 500) < 58 && fines == history.told(.fallsDue).count)
        let cases = Set(history.lines.filter { $0.moment == .fallsDue }.map(\.who))
        #expect(cases.count == 50, "nobody is always lucky")
    }

    // MARK: Money

    @Test func costsAreDrawsTimesNumbers() {
        var desk = desk(9)
        desk.add("A", at(0, 9), 3 * hour)
        desk.step("check", by: "clerk", outcomes: [Fork("upheld", share: 1)])
        desk.builder.number("amount", .all(.constant(1_500_000)))
        for name in ["L", "M"] { desk.builder.limit(name, .elapsed(hour)) }
        let history = desk.changed {
            $0.ifLate("L", IfLate(costs: 0.000003, times: "amount"))
            $0.ifLate("M", IfLate(times: "amount"))
            $0.costs("upheld", 200, times: "amount")
        }
        // Three millionths times 1.5 are 4.5, rounded up to 5; the number alone is 1.5.
        #expect(history.result.costs.lateness == 1_500_005)
        #expect(history.result.costs.outcomes == 300_000_000)
    }

    @Test func moneyIsThatOfTheCohort() {
        var desk = desk(9)
        desk.builder.run(warmUp: 12, window: 24)
        desk.add("A", at(0, 9), 6 * hour)
        desk.add("B", at(0, 13), 6 * hour)
        desk.step("check", by: "clerk", outcomes: [Fork("upheld", share: 1)])
        desk.builder.limit("L", .elapsed(hour))
        let history = desk.changed {
            $0.ifLate("L", IfLate(costs: 1))
            $0.costs("upheld", 10)
        }
        #expect(history.told(.fallsDue).count == 2)
        #expect(history.result.costs.lateness == 1_000_000 && history.result.costs.outcomes == 10_000_000)
    }

    // MARK: Become

    @Test func whatBecomesUrgentMovesUpInItsLine() {
        var desk = desk(queue: [.first("urgent")])
        desk.add("A", at(0, 9), 3 * hour)
        for (i, name) in ["B", "C", "D", "E"].enumerated() { desk.add(name, at(0, 9, 10 + i), 10 * minute) }
        desk.step("check", by: "clerk")
        desk.builder.limit("age", .elapsed(hour), only: .lacks("urgent"))
        let history = desk.changed {
            $0.ifLate("age", IfLate(only: Only(yes: ["C", "D"], any: true), becomes: "urgent"))
        }
        // Both keep their tickets among the urgent ones; the clock of what is urgent is dropped.
        #expect(history.order(at: "check") == "A C D B E")
        #expect(
            history.told(.onTime, .late) == [
                "Mon 12:00 A late age", "Mon 12:30 B late age", "Mon 12:40 E late age",
            ])
    }

    @Test func linesInAnOrderOfTheirOwnAreOrderedAnewToo() {
        var desk = Desk()
        desk.builder.number("amount", .split([("B", .constant(9))], others: .constant(5)))
        desk.builder.role("clerk", 1, queue: [.first("urgent"), .largest("amount")])
        desk.add("A", at(0, 9), 3 * hour)
        for (i, name) in ["B", "C", "D"].enumerated() { desk.add(name, at(0, 9, 10 + i), 10 * minute) }
        desk.step("check", by: "clerk")
        desk.builder.limit("age", .elapsed(hour))
        let history = desk.changed { $0.ifLate("age", IfLate(only: .has("D"), becomes: "urgent")) }
        #expect(history.order(at: "check") == "A D B C")
    }

    @Test func twoTiersOfEscalation() {
        var desk = desk()
        desk.builder.role("chief", 1)
        desk.add("A", at(0, 9), 30 * minute, words: ["low"])
        desk.builder.wait("files", for: .constant(5 * hour))
        desk.step("check", by: "clerk", only: .lacks("high"))
        desk.step("decide", by: "chief", only: .has("high"))
        desk.builder.limit("first", .elapsed(2 * hour))
        desk.builder.limit("second", .elapsed(4 * hour), only: .has("middle"))
        desk.builder.limit("third", .elapsed(4 * hour))
        let history = desk.changed {
            $0.ifLate("first", IfLate(only: .has("low"), loses: ["low"], becomes: "middle"))
            $0.ifLate("second", IfLate(costs: 1))
            $0.ifLate("third", IfLate(only: .has("middle"), loses: ["middle"], becomes: "high"))
        }
        #expect(
            history.told(.fallsDue, .passes, .starts) == [
                "Mon 11:00 A falls due at files", "Mon 13:00 A falls due at files",
                "Mon 14:00 A passes check",
                "Mon 14:00 A starts decide",
            ])
        // What did not hold at arrival has no clock.
        #expect(history.result.costs.lateness == 0)
    }

    @Test func allBranchesBecomeItAndNoneHasChangedIt() {
        var builder = ModelBuilder()
        builder.role("clerk", 1, queue: [.first("urgent")])
        builder.role("lawyer", 1)
        builder.oneCase("A", at: at(0, 9), words: ["calm"])
        builder.oneCase("B", at: at(0, 8))
        builder.oneCase("C", at: at(0, 8, 30))
        builder.step("open", by: "clerk", work: .constant(3 * hour), only: .lacks("A"))
        builder.together(
            "both", only: .has("A"),
            { $0.step("write", by: "clerk", work: .constant(hour)) },
            {
                $0.step(
                    "see", by: .one("lawyer"), work: .all(.constant(hour)),
                    outcomes: [Fork("calmer", share: 1, loses: ["urgent"], becomes: "calm")])
            })
        builder.decision("last", only: .has("urgent"), outcomes: [Fork("seen", share: 1)])
        builder.limit("age", .elapsed(30 * minute))
        let history = builder.changed {
            $0.ifLate("age", IfLate(only: .has("A"), loses: ["calm"], becomes: "urgent"))
        }
        // B's work takes until eleven; then A is before C. The lawyer's finding is later than the ageing.
        #expect(
            history.told(.starts).prefix(4) == [
                "Mon 08:00 B starts open", "Mon 09:00 A starts see", "Mon 11:00 A starts write",
                "Mon 12:00 C starts open",
            ])
        #expect(history.told(.passes, of: "A").contains("Mon 12:00 A passes last"))
    }

    // MARK: Another line

    @Test func whatIsNotBegunMovesToAnotherLine() {
        var desk = desk()
        desk.builder.role("chief", 1)
        for (i, name) in ["A", "B", "C"].enumerated() { desk.add(name, at(0, 9, i), 3 * hour) }
        desk.step("check", by: .one("clerk"), startsWithin: .all(.elapsed(30 * minute)))
        let history = desk.changed { $0.ifLate("check", IfLate(only: .lacks("B"), costs: 1, by: "chief")) }
        // Everybody whose action came true is late, though the chief begins at the due instant itself.
        #expect(
            late(history) == [
                "Mon 09:00 A on time check", "Mon 09:32 C falls due at check",
                "Mon 09:32 C moves over at check",
                "Mon 09:32 C late check", "Mon 12:00 B late check",
            ])
        #expect(history.result.roles[0].queueIntegral == Int128((30 + 179) * minute))
        #expect(history.result.roles[1].queueIntegral == 0 && history.result.costs.lateness == 1_000_000)
    }

    @Test func lineWithoutAnyActionMovesOverAsItIs() {
        var desk = desk()
        desk.builder.role("chief", 1)
        for (i, name) in ["A", "B", "C"].enumerated() { desk.add(name, at(0, 9, i), 3 * hour) }
        desk.step("check", by: .one("clerk"), startsWithin: .all(.elapsed(30 * minute)))
        let history = desk.changed {
            $0.ifLate("check", IfLate(by: "chief"))
            $0.limits[0].ifLate = nil
        }
        #expect(
            late(history) == [
                "Mon 09:00 A on time check", "Mon 09:31 B moves over at check", "Mon 09:31 B on time check",
                "Mon 09:32 C moves over at check", "Mon 12:31 C late check",
            ])
        // B and C wait for the clerk for half an hour each, C for the chief from then on.
        #expect(history.result.roles.map(\.queueIntegral) == [Int128(60 * minute), Int128(179 * minute)])
    }
}
