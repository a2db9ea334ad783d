import CaseFlow
import SimKernel
import Testing

/// Steps that are begun at meetings only.
@Suite("Meetings")
struct EngineMeetsTests {
    private func desk(_ staff: Int, _ cases: [(name: String, at: Ticks, work: Ticks)]) -> Desk {
        var desk = Desk()
        desk.builder.role("board", staff, hours: Hours.office.table)
        for one in cases { desk.add(one.name, one.at, one.work) }
        desk.step("decide", by: "board")
        return desk
    }

    @Test func casesWaitForTheMeeting() {
        let seen = desk(
            2,
            [
                ("A", at(0, 9), Tick.hour), ("B", at(0, 10), Tick.hour), ("C", at(1, 9), Tick.hour),
                ("D", at(3, 14, 30), 30 * Tick.minute),
            ]
        ).named { $0.meets("decide", [at(3, 14)..<at(3, 17), at(10, 14)..<at(10, 17)]) }
        #expect(
            seen.told(.starts) == [
                "Thu 14:00 A starts decide", "Thu 14:00 B starts decide", "Thu 15:00 C starts decide",
                "Thu 15:00 D starts decide",
            ])
    }

    /// None begins after the span; what has begun is finished.
    @Test func aMeetingEnds() {
        let seen = desk(
            1, [("A", at(0, 9), 2 * Tick.hour), ("B", at(0, 10), 2 * Tick.hour), ("C", at(0, 11), Tick.hour)]
        ).named { $0.meets("decide", [at(3, 10)..<at(3, 15), at(10, 14)..<at(10, 17)]) }
        // A from ten to twelve, B from one to three: when it is done, the meeting is over.
        #expect(
            seen.told(.starts, .done) == [
                "Thu 10:00 A starts decide", "Thu 12:00 A done decide", "Thu 13:00 B starts decide",
                "Thu 15:00 B done decide", "Thu+1 14:00 C starts decide", "Thu+1 15:00 C done decide",
            ])
    }

    @Test func whatHasBegunIsFinishedAfterTheMeeting() {
        let seen = desk(1, [("A", at(0, 9), 2 * Tick.hour)]).named {
            $0.meets("decide", [at(3, 14)..<at(3, 14, 30)])
        }
        #expect(seen.told(.starts, .done) == ["Thu 14:00 A starts decide", "Thu 16:00 A done decide"])
    }

    /// The chair is on leave on the day of the meeting; the deputy has work of his own until half past two.
    @Test func aDeputyStandsInAtTheMeeting() {
        var desk = Desk()
        desk.builder.role("chair", 1, hours: Hours.office.table)
        desk.builder.role("deputy", 1, hours: Hours.office.table)
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(3, 13, 30), Tick.hour, words: ["own"])
        desk.step("decide", by: "chair", only: .lacks("own"))
        desk.step("write", by: "deputy", only: .has("own"))
        let seen = desk.named {
            $0.appoint("deputy", for: "chair")
            $0.leave(0, of: "chair", from: at(3, 0), to: at(4, 0))
            $0.meets("decide", [at(3, 14)..<at(3, 17), at(10, 14)..<at(10, 17)])
        }
        #expect(seen.told(.starts) == ["Thu 13:30 B starts write", "Thu 14:30 A starts decide"])
    }

    @Test func aDeputyAwayAtTheMeetingTooCostsAWeek() {
        var desk = Desk()
        desk.builder.role("chair", 1, hours: Hours.office.table)
        desk.builder.role("deputy", 1, hours: Hours.office.table)
        desk.add("A", at(0, 9), Tick.hour)
        desk.step("decide", by: "chair")
        let seen = desk.named {
            $0.appoint("deputy", for: "chair")
            $0.leave(0, of: "chair", from: at(3, 0), to: at(4, 0))
            $0.leave(0, of: "deputy", from: at(3, 0), to: at(4, 0))
            $0.meets("decide", [at(3, 14)..<at(3, 17), at(10, 14)..<at(10, 17)])
        }
        #expect(seen.told(.starts) == ["Thu+1 14:00 A starts decide"])
    }
}
