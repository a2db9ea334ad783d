import CaseFlow
import SimKernel
import Testing

/// `if late: { skip to: … }`: what stands or waits is given up, work in hand is done first.
@Suite("Jumps of late limits")
struct EngineLateJumpTests {
    private let hour = Tick.hour
    private let minute = Tick.minute
    private func hours(_ n: Int64) -> Quantity { .constant(n * Tick.hour) }

    private func desk(_ people: Int = 1) -> Desk {
        var desk = Desk()
        desk.builder.role("clerk", people)
        return desk
    }

    private func way(_ history: History, of who: String? = nil) -> [String] {
        history.told(.fallsDue, .givesUp, .onTime, .late, .starts, .done, .passes, .ends, of: who)
    }

    // MARK: In line

    @Test func impatienceLeavesTheLineAtTheDueInstant() {
        var desk = desk()
        for (i, name) in ["A", "B", "C"].enumerated() { desk.add(name, at(0, 9, 5 * i), hour) }
        desk.step("check", by: .one("clerk"), startsWithin: .all(.elapsed(55 * minute)))
        let history = desk.changed { $0.ifLate("check", IfLate(skipTo: "end")) }
        // B is begun at its due instant itself.
        #expect(
            way(history) == [
                "Mon 09:00 A on time check", "Mon 09:00 A starts check", "Mon 10:00 A done check",
                "Mon 10:00 A ends", "Mon 10:00 B on time check", "Mon 10:00 B starts check",
                "Mon 10:05 C falls due at check", "Mon 10:05 C gives up check", "Mon 10:05 C late check",
                "Mon 10:05 C ends", "Mon 11:00 B done check", "Mon 11:00 B ends",
            ])
        let step = history.result.steps[0]
        #expect(step.visits == 2 && step.givenUp == 1 && step.waiting.count == 2)
        #expect(step.waiting.sum == Int128(55 * minute) && step.workSum == Int128(2 * hour))
        #expect(history.result.roles[0].queueIntegral == Int128(110 * minute))
        #expect(history.result.closed == 3 && history.result.limits[0].casesNoneLate == 2)
    }

    @Test func whoeverStoodBehindIsNext() {
        var desk = desk(2)
        desk.builder.role("chief", 1)
        desk.add("A", at(0, 9), 3 * hour)
        desk.add("B", at(0, 9, 1), hour)
        desk.add("C", at(0, 9, 2), hour)
        desk.step(
            "joint", by: .together([("clerk", 2), ("chief", 1)], gathers: true), only: .has("B"),
            startsWithin: .all(.elapsed(30 * minute)))
        desk.step("check", by: "clerk", only: .lacks("B"))
        let history = desk.changed { $0.ifLate("joint", IfLate(skipTo: "end")) }
        // The clerk who is free was kept for B until B gave up.
        #expect(
            history.told(.starts, .givesUp) == [
                "Mon 09:00 A starts check", "Mon 09:31 B gives up joint", "Mon 09:31 C starts check",
            ])
    }

    @Test func leapEndsTheClocksOnTheWay() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        desk.add("B", at(0, 9, 1), hour)
        desk.step("one", by: "clerk")
        desk.step("two", by: "clerk")
        desk.step("three", by: "clerk")
        desk.builder.limit("here", until: .item("one"), .elapsed(hour))
        desk.builder.limit("between", until: .item("two"), .elapsed(hour))
        desk.builder.limit("beyond", until: .item("three"), .elapsed(hour))
        desk.builder.limit("work", until: .done("two"), .elapsed(hour))
        desk.builder.limit("patience", .elapsed(30 * minute))
        let history = desk.changed { $0.ifLate("patience", IfLate(only: .has("B"), skipTo: "three")) }
        #expect(
            history.told(.givesUp, .onTime, of: "B") == [
                "Mon 09:31 B gives up one", "Mon 09:31 B on time here", "Mon 09:31 B on time between",
            ])
    }

    @Test func handedOverWorkIsGivenUpInLine() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table, atClosing: .handOver)
        desk.add("A", at(0, 16), 2 * hour)
        desk.step("check", by: "clerk")
        desk.builder.limit("answer", .elapsed(3 * hour))
        let history = desk.changed { $0.ifLate("answer", IfLate(skipTo: "end")) }
        #expect(
            way(history) == [
                "Mon 16:00 A starts check", "Mon 19:00 A falls due at check", "Mon 19:00 A gives up check",
                "Mon 19:00 A late answer", "Mon 19:00 A ends",
            ])
        #expect(history.result.roles[0].busy == Int128(hour))
    }

    // MARK: Waits

    @Test func waitIsGivenUpAndItsEndIsOfThePast() {
        var desk = desk()
        desk.add("A", at(0, 9), 3 * hour)
        desk.builder.wait("customer", for: hours(2))
        desk.step("check", by: "clerk")
        desk.builder.wait("post", for: hours(3))
        desk.builder.limit("patience", .elapsed(hour), only: .lacks("done"))
        let history = desk.changed { $0.ifLate("patience", IfLate(skipTo: "check")) }
        #expect(
            way(history) == [
                "Mon 10:00 A falls due at customer", "Mon 10:00 A gives up customer",
                "Mon 10:00 A starts check", "Mon 13:00 A done check", "Mon 16:00 A done post",
                "Mon 16:00 A late patience", "Mon 16:00 A ends",
            ])
        #expect(history.result.steps[0].visits == 0 && history.result.steps[0].givenUp == 0)
    }

    /// The place of a case that is over is taken by the next one while the old wait's end is on its way.
    @Test func endOfAWaitMeansNobodyElse() {
        var desk = desk()
        desk.add("A", at(0, 9), hour, words: ["waits"])
        desk.add("B", at(0, 10, 30), 2 * hour)
        desk.builder.wait("customer", for: hours(2), only: .has("waits"))
        desk.step("check", by: "clerk")
        desk.builder.wait("post", for: hours(1))
        desk.builder.limit("patience", .elapsed(hour), only: .has("waits"))
        let history = desk.changed { $0.ifLate("patience", IfLate(skipTo: "end")) }
        #expect(
            history.told(.givesUp, .done, .ends) == [
                "Mon 10:00 A gives up customer", "Mon 10:00 A ends", "Mon 12:30 B done check",
                "Mon 13:30 B done post", "Mon 13:30 B ends",
            ])
    }

    @Test func stoppingWaitResumesTheClocksFirst() {
        var desk = desk()
        desk.add("A", at(0, 9), hour)
        desk.builder.wait("customer", for: hours(9), stopsClock: true, within: .elapsed(2 * hour))
        desk.builder.wait("post", for: .constant(30 * minute))
        desk.step("check", by: "clerk")
        desk.builder.limit("until post", until: .item("post"), .elapsed(hour))
        desk.builder.limit("whole", .elapsed(hour))
        let history = desk.changed { $0.ifLate("customer", IfLate(skipTo: "check")) }
        #expect(
            way(history) == [
                "Mon 11:00 A falls due at customer", "Mon 11:00 A gives up customer",
                "Mon 11:00 A late customer", "Mon 11:00 A on time until post", "Mon 11:00 A starts check",
                "Mon 12:00 A done check", "Mon 12:00 A on time whole", "Mon 12:00 A ends",
            ])
        #expect(history.result.limits.map { $0.strata[0].duration.sum / Int128(minute) } == [120, 0, 60])
    }

    // MARK: Work in hand

    @Test func withdrawalWaitsForWorkInHandAndBeatsItsOutcome() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        desk.step(
            "check", by: "clerk",
            outcomes: [Fork("again", share: 1, .to("check"), atMost: 3, becomes: "seen")])
        desk.step("write", by: "clerk", only: .lacks("seen"))
        desk.step("close", by: "clerk", only: .has("again"))
        desk.builder.limit("withdrawn", .elapsed(hour))
        desk.builder.limit("written", until: .item("write"), .elapsed(3 * hour))
        let history = desk.changed {
            $0.ifLate("withdrawn", IfLate(skipTo: "close"))
            $0.costs("again", 7)
        }
        #expect(
            way(history) == [
                "Mon 09:00 A starts check", "Mon 10:00 A falls due at check", "Mon 11:00 A done check again",
                "Mon 11:00 A on time written", "Mon 11:00 A starts close", "Mon 13:00 A done close",
                "Mon 13:00 A late withdrawn", "Mon 13:00 A ends",
            ])
        #expect(history.result.costs.outcomes == 7_000_000, "the outcome is remembered and paid")
    }

    @Test func itemWithoutOutcomesIsLeftTheSameWay() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        desk.step("check", by: "clerk")
        desk.step("write", by: "clerk")
        desk.builder.limit("withdrawn", .elapsed(hour))
        let history = desk.changed { $0.ifLate("withdrawn", IfLate(skipTo: "end")) }
        #expect(history.told(.done, .ends) == ["Mon 11:00 A done check", "Mon 11:00 A ends"])
        #expect(history.result.steps[0].visits == 1 && history.result.steps[0].givenUp == 0)
    }

    @Test func workPausedAtClosingIsInHand() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table)
        desk.add("A", at(0, 16), 2 * hour)
        desk.step("check", by: "clerk")
        desk.step("write", by: "clerk")
        desk.builder.limit("answer", .elapsed(3 * hour))
        let history = desk.changed { $0.ifLate("answer", IfLate(skipTo: "end")) }
        #expect(
            way(history) == [
                "Mon 16:00 A starts check", "Mon 19:00 A falls due at check", "Tue 10:00 A done check",
                "Tue 10:00 A late answer", "Tue 10:00 A ends",
            ])
    }

    /// The work was begun when it fell due: whoever takes it over does it to the end.
    @Test func jumpWaitsOverAHandOver() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table, atClosing: .handOver)
        desk.add("A", at(0, 16), 2 * hour)
        desk.step("check", by: "clerk")
        desk.step("write", by: "clerk")
        desk.builder.limit("answer", .elapsed(30 * minute))
        let history = desk.changed { $0.ifLate("answer", IfLate(skipTo: "end")) }
        #expect(
            history.told(.fallsDue, .givesUp, .handsOver, .starts, .done, .ends) == [
                "Mon 16:00 A starts check", "Mon 16:30 A falls due at check", "Mon 17:00 A hands over check",
                "Tue 09:00 A starts check", "Tue 10:00 A done check", "Tue 10:00 A ends",
            ])
    }

    @Test func theFarthestOfSeveralJumpsWins() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        for name in ["one", "two", "three", "four"] { desk.step(name, by: "clerk") }
        for (i, name) in ["L", "M", "N"].enumerated() {
            desk.builder.limit(name, .elapsed(Ticks(i + 1) * 30 * minute))
        }
        let history = desk.changed {
            $0.ifLate("L", IfLate(skipTo: "three"))
            $0.ifLate("M", IfLate(skipTo: "four"))
            $0.ifLate("N", IfLate(skipTo: "two"))
        }
        #expect(history.told(.done) == ["Mon 11:00 A done one", "Mon 13:00 A done four"])
    }

    @Test func noJumpLeadsBack() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        for name in ["one", "two", "three"] { desk.step(name, by: "clerk") }
        desk.builder.limit("here", .elapsed(3 * hour))
        desk.builder.limit("back", .elapsed(5 * hour))
        let history = desk.changed {
            $0.ifLate("here", IfLate(skipTo: "two"))
            $0.ifLate("back", IfLate(skipTo: "two"))
        }
        #expect(history.told(.fallsDue).count == 2 && history.told(.givesUp).isEmpty)
        #expect(
            history.told(.done) == ["Mon 11:00 A done one", "Mon 13:00 A done two", "Mon 15:00 A done three"])
    }

    /// Work on "two" never begins for B, and nothing else would end its clock.
    @Test func clockThatActedIsLateWhereNothingWillEndIt() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        desk.add("B", at(0, 9), 2 * hour)
        for name in ["one", "two"] { desk.step(name, by: "clerk") }
        desk.builder.limit("begun", until: .starts("two"), .elapsed(3 * hour))
        desk.builder.limit("watched", until: .starts("two"), .elapsed(3 * hour))
        let history = desk.changed { $0.ifLate("begun", IfLate(only: .has("B"), skipTo: "end")) }
        #expect(
            history.told(.fallsDue, .onTime, .late, .ends, of: "B") == [
                "Mon 12:00 B falls due at one", "Mon 13:00 B late begun", "Mon 13:00 B ends",
            ])
        // A stood behind B and is late too; nobody asks when B would have been due by the other one.
        #expect(history.result.limits.map(\.cases) == [2, 1])
        #expect(history.result.limits.map(\.casesNoneLate) == [0, 0])
    }

    @Test func caseThatWouldReturnDoesNot() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        desk.step(
            "check", by: "clerk", outcomes: [Fork("back", share: 1, .returns(hours(1)), atMost: 1)])
        desk.step("write", by: "clerk")
        desk.builder.limit("withdrawn", .elapsed(hour), only: .lacks("back"))
        let history = desk.changed { $0.ifLate("withdrawn", IfLate(skipTo: "write")) }
        #expect(
            history.told(.done, .ends, .arrives) == [
                "Mon 09:00 A arrives", "Mon 11:00 A done check back", "Mon 13:00 A done write",
                "Mon 13:00 A ends",
            ])
    }

    // MARK: Branches

    /// One branch stands in line, one waits, one is at work and would go on.
    private func branches() -> ModelBuilder {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.role("lawyer", 1)
        builder.oneCase("B", at: at(0, 8))
        builder.oneCase("A", at: at(0, 9))
        builder.step("long", by: "clerk", work: hours(6), only: .has("B"))
        builder.together(
            "opinions", only: .has("A"),
            { $0.step("write", by: "clerk", work: hours(1), within: .elapsed(9 * Tick.hour)) },
            {
                $0.wait("files", for: hours(5))
                $0.step("read", by: "clerk", work: hours(1))
            },
            {
                $0.step(
                    "see", by: "lawyer", work: hours(3), outcomes: [Fork("guilty", share: 1)])
                $0.wait("think", for: hours(5))
            })
        builder.wait("post", for: hours(1))
        builder.step("close", by: "lawyer", work: hours(1), only: .has("guilty"))
        return builder
    }

    @Test func caseLeavesItsBranches() {
        var builder = branches()
        builder.limit("posted", until: .item("post"), .elapsed(2 * hour), only: .has("A"))
        builder.limit("thought", until: .item("think"), .elapsed(9 * hour), only: .has("A"))
        let history = builder.changed { $0.ifLate("posted", IfLate(skipTo: "close")) }
        #expect(
            way(history, of: "A") == [
                "Mon 09:00 A passes long", "Mon 09:00 A starts see", "Mon 11:00 A falls due at opinions",
                "Mon 11:00 A gives up write", "Mon 11:00 A on time write", "Mon 11:00 A gives up files",
                "Mon 12:00 A done see guilty", "Mon 12:00 A on time thought", "Mon 12:00 A late posted",
                "Mon 12:00 A starts close", "Mon 13:00 A done close", "Mon 13:00 A ends",
            ])
        let steps = history.result.steps.map(\.givenUp)
        #expect(steps.reduce(0, +) == 1 && history.result.closed == 2)
    }

    @Test func branchesThatOnlyStandAreLeftAtOnce() {
        var builder = branches()
        builder.limit("answer", .elapsed(4 * hour), only: .has("A"))
        let history = builder.changed { $0.ifLate("answer", IfLate(skipTo: "close")) }
        #expect(
            way(history, of: "A").suffix(9)
                == [
                    "Mon 12:00 A done see guilty", "Mon 13:00 A falls due at opinions",
                    "Mon 13:00 A gives up write", "Mon 13:00 A on time write",
                    "Mon 13:00 A gives up files",
                    "Mon 13:00 A gives up think", "Mon 13:00 A starts close", "Mon 14:00 A done close",
                    "Mon 14:00 A late answer", "Mon 14:00 A ends",
                ].suffix(9))
    }

    @Test func ownLimitStaysInItsBranchOrEndsTheCase() {
        func history(_ target: String) -> History {
            var builder = ModelBuilder()
            builder.role("clerk", 1)
            builder.oneCase("A", at: at(0, 9))
            builder.together(
                "both",
                {
                    $0.wait("customer", for: hours(5), within: .elapsed(2 * hour))
                    $0.wait("think", for: hours(1))
                    $0.step("write", by: "clerk", work: hours(1))
                },
                { $0.wait("files", for: hours(4)) })
            builder.step("close", by: "clerk", work: hours(1))
            return builder.changed { $0.ifLate("customer", IfLate(skipTo: target)) }
        }
        #expect(
            way(history("write")) == [
                "Mon 11:00 A falls due at customer", "Mon 11:00 A gives up customer",
                "Mon 11:00 A late customer", "Mon 11:00 A starts write", "Mon 12:00 A done write",
                "Mon 13:00 A done files", "Mon 13:00 A done both", "Mon 13:00 A starts close",
                "Mon 14:00 A done close", "Mon 14:00 A ends",
            ])
        #expect(
            way(history("end")) == [
                "Mon 11:00 A falls due at customer", "Mon 11:00 A gives up customer",
                "Mon 11:00 A late customer", "Mon 11:00 A ends",
            ])
    }

    // MARK: Persons

    @Test func peopleOnTheirWayAreWorkInHand() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        desk.step("visit", by: "clerk")
        desk.step("write", by: "clerk")
        desk.builder.limit("answer", .elapsed(10 * minute))
        let history = desk.named {
            $0.travel("visit", 30 * minute)
            $0.ifLate("answer", IfLate(skipTo: "end"))
        }
        #expect(
            history.told(.setsOut, .fallsDue, .givesUp, .starts, .done, .ends) == [
                "Mon 09:00 A sets out for visit", "Mon 09:10 A falls due at visit",
                "Mon 09:30 A starts visit",
                "Mon 11:30 A done visit", "Mon 11:30 A ends",
            ])
    }

    @Test func interruptedWorkIsGivenUpAndItsPeopleAreFree() {
        var desk = desk()
        desk.add("A", at(0, 9), 2 * hour)
        desk.add("B", at(0, 10), 2 * hour, words: ["urgent"])
        desk.add("C", at(0, 10, 30), hour)
        desk.step("check", by: "clerk")
        desk.builder.limit("answer", .elapsed(90 * minute), only: .has("A"))
        let history = desk.named {
            $0.interrupts("urgent")
            $0.ifLate("answer", IfLate(skipTo: "end"))
        }
        #expect(
            history.told(.isInterrupted, .givesUp, .starts, .ends) == [
                "Mon 09:00 A starts check", "Mon 10:00 A interrupted at check", "Mon 10:00 B starts check",
                "Mon 10:30 A gives up check", "Mon 10:30 A ends", "Mon 12:00 B ends",
                "Mon 12:00 C starts check", "Mon 13:00 C ends",
            ])
        #expect(history.result.roles[0].busy == Int128(4 * hour))
    }

    @Test func peopleHeldAreLetGo() {
        var desk = desk()
        desk.add("A", at(0, 9), hour)
        desk.add("B", at(0, 9, 30), hour)
        desk.step("open", by: "clerk")
        desk.builder.wait("customer", for: hours(9))
        desk.step("close", by: "clerk", only: .has("never"))
        desk.builder.wait("post", for: hours(1))
        desk.builder.limit("answer", .elapsed(3 * hour))
        let history = desk.named {
            $0.holds("open", until: .item($0.item("customer")))
            $0.ifLate("answer", IfLate(skipTo: "post"))
        }
        #expect(
            history.told(.starts, .givesUp) == [
                "Mon 09:00 A starts open", "Mon 12:00 A gives up customer", "Mon 12:00 B starts open",
            ])
    }

    @Test func whatBecomesUrgentInterrupts() {
        var desk = desk()
        desk.add("A", at(0, 9), 3 * hour)
        desk.add("B", at(0, 9, 10), hour)
        desk.step("check", by: "clerk")
        desk.builder.limit("age", .elapsed(hour), only: .has("B"))
        let history = desk.named {
            _ = $0.mask("urgent")
            $0.interrupts("urgent")
            $0.ifLate("age", IfLate(becomes: "urgent"))
        }
        #expect(
            history.told(.isInterrupted, .starts) == [
                "Mon 09:00 A starts check", "Mon 10:10 A interrupted at check", "Mon 10:10 B starts check",
                "Mon 11:10 A starts check",
            ])
    }
}
