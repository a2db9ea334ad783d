import CaseFlow
import SimKernel
import Testing

/// People who stay with a case when their work is done.
@Suite("Holding")
struct EngineHoldTests {
    /// A guard stays until somebody takes over; other cases need guards, too.
    private func guards(
        _ guards: Int = 1, hours: WorkCalendar? = nil, arrival: Ticks = at(0, 9), clerkBusyFor: Ticks,
        clerkBusyFrom: Ticks = at(0, 9)
    ) -> Desk {
        var desk = Desk()
        desk.builder.role("guard", guards, hours: hours)
        desk.builder.role("clerk", 1, hours: hours)
        desk.add("K", clerkBusyFrom, clerkBusyFor, words: ["clerks"])
        desk.add("A", arrival, Tick.hour)
        desk.add("B", arrival + 10 * Tick.minute, Tick.hour, words: ["single"])
        desk.step("bring", by: "guard", only: .lacks("clerks"))
        desk.step("take", by: "clerk", only: .lacks("single"))
        return desk
    }

    @Test func nobodyHeldIsFreeOrWorking() {
        let seen = guards(clerkBusyFor: 3 * Tick.hour).named {
            $0.holds("bring", until: .starts($0.item("take")))
        }
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 K starts take", "Mon 09:00 A starts bring", "Mon 12:00 A starts take",
                "Mon 12:00 B starts bring",
            ])
        // Two hours of work, and the two hours of standing by count for nothing.
        #expect(seen.result.roles[0].busy == Int128(2 * Tick.hour))
    }

    @Test func heldUntilTheNextStepIsDone() {
        let seen = guards(clerkBusyFor: 2 * Tick.hour).named {
            $0.holds("bring", until: .done($0.item("take")))
        }
        #expect(seen.told(.starts, of: "B") == ["Mon 12:00 B starts bring"])
    }

    /// From Friday evening to Monday morning.
    @Test func heldOverTheWeekend() {
        let seen = guards(
            hours: Hours.office.table, arrival: at(4, 15, 30), clerkBusyFor: 7 * Tick.hour,
            clerkBusyFrom: at(4, 10)
        ).named { $0.holds("bring", until: .starts($0.item("take"))) }
        // The clerk has an hour left to do on Monday morning.
        #expect(
            seen.told(.starts) == [
                "Fri 10:00 K starts take", "Fri 15:30 A starts bring", "Mon+1 10:00 A starts take",
                "Mon+1 10:00 B starts bring",
            ])
    }

    /// The place is the beginning of a step by the same role: those who wait there don't do it.
    @Test func whoIsHeldDoesNotDoTheNextStep() {
        var desk = Desk()
        desk.builder.role("guard", 2)
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9, 1), 3 * Tick.hour, words: ["single"])
        desk.step("bring", by: "guard")
        desk.step("take", by: "guard", only: .lacks("single"))
        let seen = desk.named { $0.holds("bring", until: .starts($0.item("take"))) }
        #expect(seen.told(.starts, of: "A") == ["Mon 09:00 A starts bring", "Mon 12:01 A starts take"])
    }

    @Test func letGoWhereThePlaceIsPassedBy() {
        var desk = guards(clerkBusyFor: 3 * Tick.hour)
        desk.step("last", by: "clerk", only: .has("nobody"))
        // Nobody does "last": A passes it by when "take" is done, at 13:00.
        let seen = desk.named { $0.holds("bring", until: .item($0.item("last"))) }
        #expect(seen.told(.starts, of: "B") == ["Mon 13:00 B starts bring"])
    }

    @Test func letGoWhenTheCaseEnds() {
        var desk = guards(clerkBusyFor: 2 * Tick.hour)
        desk.step("last", by: "clerk", only: .has("nobody"))
        // Work on "last" never starts, so the guard stays to the end.
        let seen = desk.named { $0.holds("bring", until: .starts($0.item("last"))) }
        #expect(seen.told(.ends, of: "A") == ["Mon 12:00 A ends"])
        #expect(seen.told(.starts, of: "B") == ["Mon 12:00 B starts bring"])
    }

    /// Out, work, standing by, and only then back.
    @Test func whoTravelledGoesBackAfterwards() {
        let seen = guards(clerkBusyFor: 3 * Tick.hour).named {
            $0.holds("bring", until: .starts($0.item("take")))
            $0.travel("bring", 30 * Tick.minute)
        }
        #expect(
            seen.told(.setsOut, .starts) == [
                "Mon 09:00 K starts take", "Mon 09:00 A sets out for bring", "Mon 09:30 A starts bring",
                "Mon 12:00 A starts take", "Mon 12:30 B sets out for bring", "Mon 13:00 B starts bring",
            ])
        #expect(seen.result.roles[0].busy == Int128(4 * Tick.hour))
    }
}
