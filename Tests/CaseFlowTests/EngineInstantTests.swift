import CaseFlow
import SimKernel
import Testing

/// Events of one instant: releases, closing and opening, starts, arrivals, due instants.
@Suite("Order of events at one instant")
struct EngineInstantTests {
    private func desk(hours: WorkCalendar? = nil, _ queue: [OrderRule] = []) -> Desk {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: hours, queue: queue)
        return desk
    }

    @Test func personIsFreeBeforeACaseOfTheSameInstantArrives() {
        var desk = desk()
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 10), Tick.hour)
        desk.step("check", by: "clerk")
        let history = desk.history
        #expect(history.told(.starts) == ["Mon 09:00 A starts check", "Mon 10:00 B starts check"])
        #expect(history.result.roles[0].waiting.sum == 0)
    }

    @Test func whoWaitsIsTakenBeforeACaseOfTheSameInstantArrives() {
        var desk = desk([.first("urgent")])
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9, 30), Tick.hour)
        desk.add("U", at(0, 10), Tick.hour, words: ["urgent"])
        desk.step("check", by: "clerk")
        #expect(desk.history.order(at: "check") == "A B U")
    }

    @Test func waitThatEndsAtTheInstantOfAReleaseComesBeforeTheStart() {
        var desk = desk([.first("urgent")])
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9, 30), Tick.hour)
        desk.add("U", at(0, 8), Tick.hour, words: ["urgent"])
        desk.builder.wait("answer", for: .constant(2 * Tick.hour), only: .has("urgent"))
        desk.step("check", by: "clerk")
        #expect(desk.history.order(at: "check") == "A U B")
    }

    @Test func whoWaitsForTheOpeningIsTakenBeforeACaseThatArrivesWithIt() {
        var desk = desk(hours: Hours.office.table, [.first("urgent")])
        desk.add("B", at(0, 8), Tick.hour)
        desk.add("U", at(0, 9), Tick.hour, words: ["urgent"])
        desk.step("check", by: "clerk")
        #expect(desk.history.told(.starts) == ["Mon 09:00 B starts check", "Mon 10:00 U starts check"])
    }

    @Test func caseThatArrivesAtClosingWaits() {
        var desk = desk(hours: Hours.office.table)
        desk.add("A", at(0, 12), Tick.hour)
        desk.add("B", at(4, 17), Tick.hour)
        desk.step("check", by: "clerk")
        #expect(desk.history.told(.starts) == ["Mon 13:00 A starts check", "Mon+1 09:00 B starts check"])
    }

    @Test func caseThatArrivesAtOpeningStarts() {
        var desk = desk(hours: Hours.office.table)
        desk.add("A", at(0, 9), Tick.hour)
        desk.step("check", by: "clerk")
        #expect(desk.history.told(.starts, .done) == ["Mon 09:00 A starts check", "Mon 10:00 A done check"])
    }

    @Test func workThatEndsAtClosingEndsThenAndTheNextCaseWaits() {
        var desk = desk(hours: Hours.office.table)
        desk.add("A", at(0, 16), Tick.hour)
        desk.add("B", at(0, 16, 30), Tick.hour)
        desk.step("check", by: "clerk")
        #expect(
            desk.history.told(.starts, .done) == [
                "Mon 16:00 A starts check", "Mon 17:00 A done check",
                "Tue 09:00 B starts check", "Tue 10:00 B done check",
            ])
    }

    @Test func endAtTheDueInstantIsOnTimeAndATickLaterIsLate() {
        var desk = desk(hours: Hours.office.table)
        desk.builder.dueCalendar = Hours.office.dueTable
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(1, 9), Tick.hour + 1)
        desk.add("C", at(2, 16), 2 * Tick.hour)
        desk.add("D", at(4, 16), 2 * Tick.hour + 1)
        let length: ByClass<LimitLength> = .split(
            [("A", .working(Tick.hour)), ("B", .elapsed(Tick.hour)), ("C", .working(2 * Tick.hour))],
            others: .working(2 * Tick.hour))
        desk.step("check", by: .one("clerk"), within: length)
        #expect(
            desk.history.told(.onTime, .late) == [
                "Mon 10:00 A on time check", "Tue 10:00+1us B late check", "Thu 10:00 C on time check",
                "Mon+1 10:00+1us D late check",
            ])
    }

    /// A case is due at closing time: work that ends with the hours is on time.
    @Test func closingTimeItselfIsOnTime() {
        var desk = desk(hours: Hours.office.table)
        desk.builder.dueCalendar = Hours.office.dueTable
        desk.add("A", at(0, 10), 13 * Tick.hour)
        desk.add("B", at(2, 9), 14 * Tick.hour + 1)
        let length = LimitLength.length(.workingDays(1, .fromTheNextDay))
        desk.step("check", by: .one("clerk"), within: .all(length))
        #expect(
            desk.history.told(.onTime, .late) == [
                "Tue 17:00 A on time check", "Fri 09:00+1us B late check",
            ])
    }

    @Test func caseWithoutWorkPassesThroughEveryStepAtOnce() {
        var desk = desk()
        desk.add("A", at(0, 9))
        desk.add("B", at(0, 9))
        desk.step("one", by: "clerk")
        desk.step("two", by: "clerk")
        let history = desk.history
        #expect(history.told(.ends) == ["Mon 09:00 A ends", "Mon 09:00 B ends"])
        #expect(history.result.turnaround.sum == 0)
    }
}
