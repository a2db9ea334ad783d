import CaseFlow
import SimKernel
import Testing

/// The way out before the work, and back after it.
@Suite("Travel")
struct EngineTravelTests {
    private func visits(
        hours: WorkCalendar? = nil, atClosing: AtClosing = .pause, way: Ticks = 30 * Tick.minute,
        _ cases: [(name: String, at: Ticks)], startsWithin: LimitLength? = nil
    ) -> History {
        var desk = Desk()
        desk.builder.role("inspector", 1, hours: hours, atClosing: atClosing)
        for one in cases { desk.add(one.name, one.at, Tick.hour) }
        desk.step("visit", by: .one("inspector"), startsWithin: startsWithin.map { .all($0) })
        return desk.named { $0.travel("visit", way) }
    }

    /// The case goes on when the work is done, the inspector half an hour later.
    @Test func outWorkAndBack() {
        let seen = visits([("A", at(0, 9)), ("B", at(0, 9, 10))])
        #expect(
            seen.told(.setsOut, .starts, .done) == [
                "Mon 09:00 A sets out for visit", "Mon 09:30 A starts visit", "Mon 10:30 A done visit",
                "Mon 11:00 B sets out for visit", "Mon 11:30 B starts visit", "Mon 12:30 B done visit",
            ])
        #expect(seen.result.roles[0].busy == Int128(4 * Tick.hour))
        // Waiting ends when they set out: an hour and fifty minutes for B, none for A.
        #expect(seen.result.steps[0].waiting.sum == Int128(110 * Tick.minute))
        #expect(seen.result.steps[0].workSum == Int128(2 * Tick.hour))
    }

    @Test func theWayPausesAtClosing() {
        let seen = visits(hours: Hours.office.table, [("A", at(0, 11, 45)), ("B", at(0, 12))])
        #expect(
            seen.told(.setsOut, .starts, .done) == [
                "Mon 11:45 A sets out for visit", "Mon 13:15 A starts visit", "Mon 14:15 A done visit",
                "Mon 14:45 B sets out for visit", "Mon 15:15 B starts visit", "Mon 16:15 B done visit",
            ])
    }

    @Test func aVisitIsNeverHandedOver() {
        let seen = visits(hours: Hours.office.table, atClosing: .handOver, [("A", at(0, 16))])
        #expect(
            seen.told(.starts, .handsOver, .done) == ["Mon 16:30 A starts visit", "Tue 09:30 A done visit"])
    }

    @Test func whoFinishesComesHomeLate() {
        let seen = visits(
            hours: Hours.office.table, atClosing: .finish, [("A", at(0, 16, 30)), ("B", at(1, 9))])
        #expect(
            seen.told(.setsOut, .starts, .done) == [
                "Mon 16:30 A sets out for visit", "Mon 17:00 A starts visit", "Mon 18:00 A done visit",
                "Tue 09:00 B sets out for visit", "Tue 09:30 B starts visit", "Tue 10:30 B done visit",
            ])
        #expect(seen.result.roles[0].overtime == Int128(90 * Tick.minute))
    }

    @Test func startsWithinEndsOnArrival() {
        let seen = visits([("A", at(0, 9))], startsWithin: .elapsed(20 * Tick.minute))
        #expect(seen.told(.late) == ["Mon 09:30 A late visit"])
    }

    /// The clock of a limit until the work starts ends on arrival, too, and whoever is kept is let go then.
    @Test func placesAreReachedOnArrival() {
        var desk = Desk()
        desk.builder.role("guard", 1)
        desk.builder.role("inspector", 1)
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9), Tick.hour, words: ["single"])
        desk.step("guard-it", by: "guard")
        desk.step("visit", by: "inspector", only: .lacks("single"))
        desk.builder.limit("until there", until: .starts("visit"), .elapsed(90 * Tick.minute))
        let seen = desk.named {
            $0.travel("visit", 30 * Tick.minute)
            $0.holds("guard-it", until: .starts($0.item("visit")))
        }
        #expect(seen.told(.onTime, of: "A") == ["Mon 10:30 A on time until there"])
        #expect(seen.told(.starts, of: "B") == ["Mon 10:30 B starts guard-it"])
    }
}
