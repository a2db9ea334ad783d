import CaseFlow
import SimKernel
import Testing

/// Work in people's hours: Monday to Friday, 09:00 to 12:00 and 13:00 to 17:00.
@Suite("Work in hours")
struct EngineHoursTests {
    private func desk(_ people: Int, _ atClosing: AtClosing, queue: [OrderRule] = []) -> Desk {
        var desk = Desk()
        desk.builder.role(
            "clerk", people, hours: Hours.office.table, queue: queue, atClosing: atClosing)
        return desk
    }

    @Test func workPausesOverLunchNightAndWeekend() {
        var desk = desk(1, .pause)
        desk.add("A", at(0, 11, 30), Tick.hour)
        desk.add("B", at(0, 16), 2 * Tick.hour)
        desk.add("C", at(4, 16, 30), 8 * Tick.hour)
        desk.add("D", at(5, 10), Tick.hour)
        desk.add("E", at(2, 8), Tick.hour)
        desk.step("check", by: "clerk")
        #expect(
            desk.history.told(.starts, .done) == [
                "Mon 11:30 A starts check", "Mon 13:30 A done check",
                "Mon 16:00 B starts check", "Tue 10:00 B done check",
                "Wed 09:00 E starts check", "Wed 10:00 E done check",
                "Fri 16:30 C starts check", "Tue+1 09:30 C done check",
                "Tue+1 09:30 D starts check", "Tue+1 10:30 D done check",
            ])
    }

    @Test func pausedWorkIsBusyOnlyInHours() {
        var desk = desk(2, .pause)
        desk.add("A", at(0, 16), 2 * Tick.hour)
        desk.add("B", at(4, 16), 3 * Tick.hour)
        desk.step("check", by: "clerk")
        let role = desk.history.result.roles[0]
        #expect(role.busy == Int128(5 * Tick.hour) && role.overtime == 0)
        #expect(role.onDuty == Int128(4 * 5 * 7 * 2 * Tick.hour))
    }

    @Test func workIsFinishedInOvertime() {
        var desk = desk(1, .finish)
        desk.add("A", at(0, 16), 3 * Tick.hour)
        desk.add("B", at(0, 18, 30), Tick.hour)
        desk.add("C", at(1, 11), 2 * Tick.hour)
        desk.add("D", at(1, 12, 30), Tick.hour)
        desk.step("check", by: "clerk")
        let history = desk.history
        #expect(
            history.told(.starts, .done) == [
                "Mon 16:00 A starts check", "Mon 19:00 A done check",
                "Tue 09:00 B starts check", "Tue 10:00 B done check",
                "Tue 11:00 C starts check", "Tue 13:00 C done check",
                "Tue 13:00 D starts check", "Tue 14:00 D done check",
            ])
        #expect(history.result.roles[0].overtime == Int128(3 * Tick.hour))
        #expect(history.result.roles[0].busy == Int128(7 * Tick.hour))
    }

    @Test func overtimeIsWorkOutsideHoursOnly() {
        var desk = desk(1, .finish)
        // Monday 16:00 to Tuesday 10:00 without a stop: two hours of it are ordinary ones.
        desk.add("A", at(0, 16), 18 * Tick.hour)
        desk.step("check", by: "clerk")
        #expect(desk.history.result.roles[0].overtime == Int128(16 * Tick.hour))
    }

    /// The old place in the line is kept, so those handed over go on before those who came later.
    @Test func workIsHandedOverInTheOldOrder() {
        var desk = desk(2, .handOver)
        desk.add("A", at(0, 16), 2 * Tick.hour)
        desk.add("B", at(0, 16, 15), 65 * Tick.minute)
        desk.add("C", at(0, 16, 30), 40 * Tick.minute)
        desk.add("D", at(0, 18), 10 * Tick.minute)
        desk.step("check", by: "clerk")
        #expect(
            desk.history.told(.starts, .handsOver, .done) == [
                "Mon 16:00 A starts check", "Mon 16:15 B starts check",
                "Mon 17:00 A hands over check", "Mon 17:00 B hands over check",
                "Tue 09:00 A starts check", "Tue 09:00 B starts check",
                "Tue 09:20 B done check", "Tue 09:20 C starts check",
                "Tue 10:00 A done check", "Tue 10:00 C done check",
                "Tue 10:00 D starts check", "Tue 10:10 D done check",
            ])
    }

    @Test func whoeverIsFreeGoesOnWithWorkHandedOver() {
        // A's work is handed over at noon and again at closing; an urgent case goes between.
        var desk = desk(1, .handOver, queue: [.first("urgent")])
        desk.add("A", at(0, 11), 6 * Tick.hour)
        desk.add("U", at(0, 12, 30), 30 * Tick.minute, words: ["urgent"])
        desk.step("check", by: "clerk")
        let history = desk.history
        #expect(
            history.told(.starts, .handsOver, .done) == [
                "Mon 11:00 A starts check", "Mon 12:00 A hands over check",
                "Mon 13:00 U starts check", "Mon 13:30 U done check",
                "Mon 13:30 A starts check", "Mon 17:00 A hands over check",
                "Tue 09:00 A starts check", "Tue 10:30 A done check",
            ])
        #expect(
            history.lines.filter { $0.moment == .starts && $0.who == "A" }.map(\.value) == [
                6 * Tick.hour, 5 * Tick.hour, 3 * Tick.hour / 2,
            ])
        #expect(history.result.steps[0].workSum == Int128(13 * Tick.hour / 2))
        #expect(history.result.roles[0].busy == Int128(13 * Tick.hour / 2))
    }

    @Test func workHandedOverKeepsItsPlaceInAHeapToo() {
        var desk = desk(1, .handOver, queue: [.oldestCase])
        desk.add("A", at(0, 16), 2 * Tick.hour)
        desk.add("B", at(0, 16, 30), Tick.hour)
        desk.step("check", by: "clerk")
        #expect(
            desk.history.told(.starts, .done) == [
                "Mon 16:00 A starts check", "Tue 09:00 A starts check", "Tue 10:00 A done check",
                "Tue 10:00 B starts check", "Tue 11:00 B done check",
            ])
    }

    @Test func workThatEndsAtClosingIsNotHandedOver() {
        var desk = desk(1, .handOver)
        desk.add("A", at(0, 16), Tick.hour)
        desk.step("check", by: "clerk")
        #expect(desk.history.told(.handsOver).isEmpty)
        #expect(desk.history.told(.done) == ["Mon 17:00 A done check"])
    }

    // MARK: Partners with other hours

    @Test func jointWorkRunsWhileAllAreOnDuty() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table)
        desk.builder.role("chief", 1, hours: Hours.spec([(14, 16)], days: .daily).table)
        desk.add("J", at(0, 10), 3 * Tick.hour, words: ["joint"])
        desk.add("S", at(0, 11), Tick.hour)
        desk.add("T", at(0, 16, 30), Tick.hour)
        desk.step("sit", by: .together([("clerk", 1), ("chief", 1)]), only: .has("joint"))
        desk.step("check", by: .one("clerk"), only: .lacks("joint"))
        let history = desk.history
        // Nobody is held for the chief; but work begun together stays theirs until it is done.
        #expect(
            history.told(.starts, .done) == [
                "Mon 11:00 S starts check", "Mon 12:00 S done check",
                "Mon 14:00 J starts sit", "Tue 15:00 J done sit",
                "Tue 15:00 T starts check", "Tue 16:00 T done check",
            ])
        #expect(history.result.roles[1].busy == Int128(3 * Tick.hour))
        #expect(history.result.roles[0].busy == Int128(5 * Tick.hour))
    }

    @Test func jointWorkWaitsForAPartnerWhoComesLater() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.spec([(9, 12)], days: .daily).table)
        desk.builder.role("chief", 1, hours: Hours.spec([(11, 16)], days: .daily).table)
        desk.add("J", at(0, 8), 90 * Tick.minute)
        desk.step("sit", by: .together([("clerk", 1), ("chief", 1)]))
        #expect(desk.history.told(.starts, .done) == ["Mon 11:00 J starts sit", "Tue 11:30 J done sit"])
    }

    // MARK: Waits

    @Test func waitsRunOnTheirClock() {
        var desk = Desk()
        desk.builder.dueCalendar = Hours.office.dueTable
        desk.add("A", at(4, 16))
        desk.builder.wait("five hours", for: .constant(5 * Tick.hour))
        desk.builder.wait("eight working hours", for: .constant(8 * Tick.hour), working: true)
        #expect(
            desk.history.told(.comes, .done, .ends) == [
                "Fri 16:00 A comes to five hours", "Fri 21:00 A done five hours",
                "Fri 21:00 A comes to eight working hours", "Tue+1 10:00 A done eight working hours",
                "Tue+1 10:00 A ends",
            ])
    }
}
