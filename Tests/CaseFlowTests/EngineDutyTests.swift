import CaseFlow
import SimKernel
import Testing

/// Work of the calendar beside the cases.
@Suite("Duties")
struct EngineDutyTests {
    private func desk(_ staff: Int = 1, queue: [OrderRule] = []) -> Desk {
        var desk = Desk()
        desk.builder.role("clerk", staff, queue: queue)
        return desk
    }

    private func history(_ desk: Desk, isNamed: Bool = false, _ change: (inout Model) -> Void) -> History {
        var model = desk.builder.build()
        change(&model)
        return History(isNamed ? model.namingPeople : model)
    }

    // MARK: In line

    @Test(arguments: [false, true]) func aDutyStandsInLineLikeACase(isNamed: Bool) {
        var desk = desk()
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9, 40), Tick.hour)
        desk.step("check", by: "clerk")
        let history = history(desk, isNamed: isNamed) {
            $0.duty(
                "report", at: [at(0, 9, 30), at(1, 9, 30)], by: "clerk", work: .constant(2 * Tick.hour))
        }
        #expect(
            history.told(.arrives, .starts, .done, .ends) == [
                "Mon 09:00 A arrives", "Mon 09:00 A starts check", "Mon 09:30 ~report arrives",
                "Mon 09:40 B arrives", "Mon 10:00 A done check", "Mon 10:00 A ends",
                "Mon 10:00 ~report starts report", "Mon 12:00 ~report done report", "Mon 12:00 ~report ends",
                "Mon 12:00 B starts check", "Mon 13:00 B done check", "Mon 13:00 B ends",
                "Tue 09:30 ~report2 arrives", "Tue 09:30 ~report2 starts report",
                "Tue 11:30 ~report2 done report", "Tue 11:30 ~report2 ends",
            ])
        let result = history.result
        #expect(result.arrived == 2 && result.closed == 2 && result.openAtEnd == 0)
        #expect(result.turnaround.count == 2)
        let open = Tick.hour + 3 * Tick.hour + 20 * Tick.minute
        #expect(result.backlog.integral == Int128(open) && result.backlog.peak == 2)
        let use = result.roles[0]
        #expect(use.busy == Int128(6 * Tick.hour), "its work needs people")
        #expect(use.waiting.count == 2 && use.waiting.sum == Int128(2 * Tick.hour + 20 * Tick.minute))
        #expect(use.queueIntegral == use.waiting.sum, "the half hour of the report is left out")
        #expect(result.steps[2].visits == 2 && result.steps[2].waiting.sum == Int128(30 * Tick.minute))
        #expect(result.steps[2].workSum == Int128(4 * Tick.hour))
    }

    /// What stands in line when the run is over is not among the waits for the role either.
    @Test(arguments: [false, true]) func aDutyThatNobodyEverDoesIsNoWait(isNamed: Bool) {
        var desk = desk()
        desk.add("A", at(0, 9), 2_000 * Tick.hour)
        desk.step("check", by: "clerk")
        let history = history(desk, isNamed: isNamed) {
            $0.duty("report", at: [at(0, 9, 30)], by: "clerk", work: .constant(Tick.hour))
        }
        #expect(history.result.roles[0].queueIntegral == 0 && history.result.steps[2].waiting.count == 0)
        #expect(history.result.openAtEnd == 1, "only the case")
    }

    @Test func itsNameIsAWordForTheOrderOfTheLine() {
        var desk = desk(queue: [.first("report")])
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9, 10), Tick.hour)
        desk.step("check", by: "clerk")
        let history = history(desk) {
            $0.duty("report", at: [at(0, 9, 30)], by: "clerk", work: .constant(Tick.hour))
        }
        #expect(
            history.told(.starts) == [
                "Mon 09:00 A starts check", "Mon 10:00 ~report starts report", "Mon 11:00 B starts check",
            ])
    }

    /// The daily one has the later name; their first dates lie a day apart.
    @Test func whatFallsDueAtOneInstantComesInTheOrderOfTheFileBeforeCases() {
        var desk = desk()
        desk.add("A", at(2, 9), Tick.hour)
        desk.step("check", by: "clerk")
        let history = history(desk) {
            $0.duty("daily", at: [at(1, 9), at(2, 9)], by: "clerk", work: .constant(Tick.hour))
            $0.duty("weekly", at: [at(0, 9), at(2, 9)], by: "clerk", work: .constant(Tick.hour))
        }
        #expect(
            history.told(.starts).suffix(3) == [
                "Wed 09:00 ~daily2 starts daily", "Wed 10:00 ~weekly2 starts weekly",
                "Wed 11:00 A starts check",
            ])
    }

    @Test func onlyDatesOfTheRunCountAndTheWindowsAreFollowed() {
        var desk = desk()
        desk.builder.horizon = Horizon(
            start: at(0, 8), windowStart: at(1, 0), windowEnd: at(2, 0), bound: at(5, 0))
        desk.step("check", by: "clerk")
        let history = history(desk) {
            $0.duty(
                "report", at: [at(0, 7), at(0, 8), at(1, 9), at(2, 0), at(5, 0)], by: "clerk",
                work: .constant(30 * Tick.hour), within: .elapsed(25 * Tick.hour))
        }
        #expect(
            history.told(.starts, .late) == [
                "Mon 08:00 ~report starts report", "Tue 14:00 ~report late report",
                "Tue 14:00 ~report2 starts report", "Wed 20:00 ~report2 late report",
                "Wed 20:00 ~report3 starts report",
            ], "the run goes on until that of Tuesday is done")
        let count = history.result.limits[0]
        #expect(count.strata[0].ended == 1 && count.strata[0].late == 1 && count.cases == 1)
        #expect(history.result.steps[2].visits == 1)
    }

    // MARK: Units and persons

    /// One case of unit 0 and two of unit 1; the second of these ends at noon.
    private func units(_ factor: Factor, at instants: [Ticks]) -> History {
        var desk = desk(3)
        let given = GivenValues(words: [], numbers: [.init(number: 0, values: [0, 1, 1])])
        desk.builder.arrive(
            "c", .replay([at(0, 9), at(0, 9), at(0, 9, 30)], from: at(0, 0)), given: given)
        desk.builder.number("place", .all(.constant(0)))
        desk.builder.wait("first", for: .constant(150 * Tick.minute))
        return history(desk) {
            $0.numbers[0].kind = .unit(count: 3)
            $0.duty(
                "round", at: instants, by: "clerk", work: .constant(10 * Tick.minute),
                kind: .perUnit(number: 0, count: 3), factor: factor)
        }
    }

    @Test func onceInEachUnitForItsOpenCases() {
        let history = units(.openCases, at: [at(0, 10), at(0, 11, 45), at(0, 13)])
        #expect(
            history.lines.filter { $0.moment == .starts }.map(\.value)
                == [10, 20, 0, 0, 10, 0, 0, 0, 0].map { $0 * Tick.minute })
        #expect(Set(history.lines.filter { $0.moment == .starts }.map(\.who)).count == 9)
    }

    @Test func theCasesOfAUnitThatHaveEndedSinceTheLastDate() {
        let history = units(.closedCases, at: [at(0, 10), at(0, 11, 45), at(0, 13), at(0, 14)])
        #expect(
            history.lines.filter { $0.moment == .starts }.map(\.value)
                == [0, 0, 0, 10, 10, 0, 0, 10, 0, 0, 0, 0].map { $0 * Tick.minute })
    }

    /// Clerk 1 is away until eleven, and clerk 2 joins on Tuesday.
    @Test func eachPersonForHimself() {
        var desk = desk(3)
        desk.add("A", at(0, 9), Tick.hour)
        desk.step("check", by: "clerk")
        var model = desk.builder.build().namingPeople
        let number = model.number("who", .person(role: 0))
        model.leave(1, of: "clerk", from: at(0, 8), to: at(0, 11))
        model.hours(2, of: "clerk", WorkCalendar(intervals: [at(1, 0)..<Hours.to]))
        model.people[2].hours = model.people[2].calendar
        model.duty(
            "talk", at: [at(0, 9, 30), at(1, 9, 30)], by: "clerk", work: .constant(Tick.hour),
            kind: .perPerson(role: 0, number: number))
        let history = History(model)
        #expect(
            history.told(.arrives, .starts) == [
                "Mon 09:00 A arrives", "Mon 09:00 A starts check", "Mon 09:30 ~talk arrives",
                "Mon 09:30 ~talk2 arrives", "Mon 10:00 ~talk starts talk", "Mon 11:00 ~talk2 starts talk",
                "Tue 09:30 ~talk3 arrives", "Tue 09:30 ~talk4 arrives", "Tue 09:30 ~talk5 arrives",
                "Tue 09:30 ~talk3 starts talk", "Tue 09:30 ~talk4 starts talk",
                "Tue 09:30 ~talk5 starts talk",
            ], "all of one duty's date come before anything starts")
    }

    // MARK: Factors of items

    @Test func workAndWaitsOfItemsTakeAFactorToo() {
        var desk = desk()
        desk.builder.number("amount", .all(.constant(2_500_000)))
        desk.builder.oneCase("A", at: at(0, 9))
        desk.builder.step("check", by: "clerk", work: .constant(Tick.hour))
        desk.builder.wait("post", for: .constant(2 * Tick.hour))
        let history = history(desk) {
            $0.multiply("check", by: .number(0))
            $0.multiply("post", by: .number(0))
        }
        #expect(
            history.told(.done) == ["Mon 11:30 A done check", "Mon 16:30 A done post"],
            "times two and a half")
    }

    // MARK: Properties

    private func busy(seed: UInt64) -> Model {
        var model = EngineConservationTests.fromEmptyToEmpty()
        let end = model.horizon.start + 400 * Tick.hour
        let days = stride(from: model.horizon.start, to: end, by: Int64.Stride(Tick.day)).map { $0 }
        let role = model.roles[0].label.id
        model.duty("a", at: days, by: role, work: .exponential(hours: 2), within: .elapsed(3 * Tick.hour))
        model.duty("b", at: days, by: role, work: .constant(3 * Tick.minute), factor: .openCases)
        return model
    }

    @Test(arguments: UInt32(0)..<6) func littlesLawHoldsBesideDuties(replication: UInt32) {
        let result = simulate(busy(seed: 5), seed: 5, replication: replication)
        #expect(result.openAtEnd == 0 && result.arrived > 300)
        #expect(result.backlog.integral == result.turnaround.sum)
        #expect(result.roles[0].queueIntegral == result.roles[0].waiting.sum)
        let work = result.steps[0].workSum + result.steps[4].workSum + result.steps[6].workSum
        #expect(result.roles[0].busy == work && result.steps[4].visits == 17)
        #expect(result.steps[6].workSum > 0)
    }

    @Test func theSameSeedGivesTheSameRun() {
        let model = busy(seed: 5)
        let (a, b) = (simulate(model, seed: 9, replication: 3), simulate(model, seed: 9, replication: 3))
        #expect(a.fingerprint == b.fingerprint && a.roles[0].busy == b.roles[0].busy)
        #expect(a.fingerprint != simulate(model, seed: 9, replication: 4).fingerprint)
    }
}
