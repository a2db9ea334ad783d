import CaseFlow
import SimKernel
import Testing

/// Work that stops for better cases.
@Suite("Interruption")
struct EngineInterruptTests {
    private func clerks(
        _ staff: Int, hours: WorkCalendar? = nil, atClosing: AtClosing = .pause,
        _ cases: [(name: String, at: Ticks, work: Ticks)], _ change: (inout Model) -> Void = { _ in }
    ) -> History {
        var desk = Desk()
        desk.builder.role("clerk", staff, hours: hours, atClosing: atClosing)
        for one in cases {
            desk.add(one.name, one.at, one.work, words: one.name.hasPrefix("U") ? ["urgent"] : [])
        }
        desk.step("serve", by: "clerk", only: .lacks("pair"))
        desk.step("sit", by: .together([("clerk", min(2, staff))]), only: .has("pair"))
        return desk.named {
            $0.interrupts("urgent")
            change(&$0)
        }
    }

    @Test func theSamePersonGoesOnAfterwards() {
        let seen = clerks(1, [("A", at(0, 9), 2 * Tick.hour), ("U", at(0, 9, 30), Tick.hour)])
        #expect(
            seen.told(.starts, .isInterrupted, .done) == [
                "Mon 09:00 A starts serve", "Mon 09:30 A interrupted at serve", "Mon 09:30 U starts serve",
                "Mon 10:30 U done serve", "Mon 10:30 A starts serve", "Mon 12:00 A done serve",
            ])
        #expect(seen.lines.filter { $0.moment == .isInterrupted }.map(\.value) == [90 * Tick.minute])
        #expect(seen.result.roles[0].busy == Int128(3 * Tick.hour))
        #expect(seen.result.steps[0].workSum == Int128(3 * Tick.hour))
    }

    @Test func theLastInOrderStops() {
        let seen = clerks(
            2,
            [
                ("A", at(0, 9), 2 * Tick.hour), ("B", at(0, 9, 10), 2 * Tick.hour),
                ("U", at(0, 9, 30), Tick.hour),
            ])
        #expect(seen.told(.isInterrupted) == ["Mon 09:30 B interrupted at serve"])
        #expect(
            seen.told(.done) == [
                "Mon 10:30 U done serve", "Mon 11:00 A done serve", "Mon 12:10 B done serve",
            ])
    }

    /// Clerk 0 is free again at eleven, but B is clerk 1's.
    @Test func whatWasInterruptedWaitsForItsOwnPeople() {
        let seen = clerks(
            2,
            [
                ("A", at(0, 9), 2 * Tick.hour), ("B", at(0, 9, 10), 2 * Tick.hour),
                ("U", at(0, 9, 30), 4 * Tick.hour), ("C", at(0, 10), Tick.hour),
            ])
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A starts serve", "Mon 09:10 B starts serve", "Mon 09:30 U starts serve",
                "Mon 11:00 C starts serve", "Mon 13:30 B starts serve",
            ])
    }

    @Test func urgentCasesDoNotStopEachOther() {
        let seen = clerks(1, [("U1", at(0, 9), 2 * Tick.hour), ("U2", at(0, 9, 30), Tick.hour)])
        #expect(seen.told(.isInterrupted).isEmpty)
        #expect(seen.told(.starts) == ["Mon 09:00 U1 starts serve", "Mon 11:00 U2 starts serve"])
    }

    @Test func asManyStopAsAreNeeded() {
        // A sitting of two of three clerks: C is free, so one of A and B stops: B, the last.
        var desk = Desk()
        desk.builder.role("clerk", 3)
        desk.add("A", at(0, 9), 2 * Tick.hour)
        desk.add("B", at(0, 9, 10), 2 * Tick.hour)
        desk.add("U", at(0, 9, 30), Tick.hour, words: ["urgent"])
        desk.step("serve", by: "clerk", only: .lacks("urgent"))
        desk.step("sit", by: .together([("clerk", 2)]), only: .has("urgent"))
        let seen = desk.named { $0.interrupts("urgent") }
        #expect(seen.told(.isInterrupted) == ["Mon 09:30 B interrupted at serve"])
        #expect(seen.told(.starts, of: "U") == ["Mon 09:30 U starts sit"])
    }

    /// Two sittings would have to stop, and only one may: nothing does.
    @Test func nothingStopsWhereItWouldNotHelp() {
        var desk = Desk()
        desk.builder.role("clerk", 2)
        desk.add("A", at(0, 9), 2 * Tick.hour)
        desk.add("V", at(0, 9, 10), Tick.hour, words: ["urgent"])
        desk.add("U", at(0, 9, 30), Tick.hour, words: ["urgent", "two"])
        desk.step("serve", by: "clerk", only: .lacks("two"))
        desk.step("sit", by: .together([("clerk", 2)]), only: .has("two"))
        let seen = desk.named { $0.interrupts("urgent") }
        // At 10:10 V is done, and then stopping A helps.
        #expect(seen.told(.isInterrupted) == ["Mon 10:10 A interrupted at serve"])
    }

    /// Chief and clerk sit from 11:30, with noon in between. U comes at noon, when nobody is on duty: they
    /// stop at one. K takes the chief meanwhile, so that the sitting goes on only when he is back.
    @Test func jointWorkIsInterruptedAfterTheBreak() {
        var desk = Desk()
        desk.builder.role("clerk", 1, hours: Hours.office.table)
        desk.builder.role("chief", 1, hours: Hours.office.table)
        desk.add("J", at(0, 11, 30), 2 * Tick.hour, words: ["joint"])
        desk.add("U", at(0, 12, 30), Tick.hour, words: ["urgent"])
        desk.add("K", at(0, 13, 10), 90 * Tick.minute, words: ["chiefs"])
        desk.step("sit", by: .together([("clerk", 1), ("chief", 1)]), only: .has("joint"))
        desk.step("serve", by: "clerk", only: .has("urgent"))
        desk.step("lead", by: "chief", only: .has("chiefs"))
        let seen = desk.named { $0.interrupts("urgent") }
        #expect(
            seen.told(.starts, .isInterrupted, .done) == [
                "Mon 11:30 J starts sit", "Mon 13:00 J interrupted at sit", "Mon 13:00 U starts serve",
                "Mon 13:10 K starts lead", "Mon 14:00 U done serve", "Mon 14:40 K done lead",
                "Mon 14:40 J starts sit", "Mon 16:10 J done sit",
            ])
        #expect(seen.result.roles[0].busy == Int128(3 * Tick.hour))
        #expect(seen.result.roles[1].busy == Int128(3 * Tick.hour + 30 * Tick.minute))
    }

    @Test func workIntoTheEveningIsInterruptedInHoursOnly() {
        // Begun at 16:00 for 20 hours; U comes at 20:00 and waits until nine. Seventeen hours are done then.
        let seen = clerks(
            1, hours: Hours.office.table, atClosing: .finish,
            [("A", at(0, 16), 20 * Tick.hour), ("U", at(0, 20), Tick.hour)])
        #expect(
            seen.told(.starts, .isInterrupted, .done) == [
                "Mon 16:00 A starts serve", "Tue 09:00 A interrupted at serve", "Tue 09:00 U starts serve",
                "Tue 10:00 U done serve", "Tue 10:00 A starts serve", "Tue 13:00 A done serve",
            ])
        #expect(seen.result.roles[0].busy == Int128(21 * Tick.hour))
        #expect(seen.result.roles[0].overtime == Int128(17 * Tick.hour))
    }

    @Test func peopleOnTheWayAreNotInterrupted() {
        var desk = Desk()
        desk.builder.role("clerk", 1)
        desk.add("A", at(0, 9), 2 * Tick.hour)
        desk.add("U", at(0, 9, 10), Tick.hour, words: ["urgent"])
        desk.step("visit", by: "clerk", only: .lacks("urgent"))
        desk.step("serve", by: "clerk", only: .has("urgent"))
        let seen = desk.named {
            $0.interrupts("urgent")
            $0.travel("visit", 30 * Tick.minute)
        }
        // Whoever is on the scene stops at once, and goes on there; the way back comes at the end.
        #expect(
            seen.told(.setsOut, .starts, .isInterrupted, .done) == [
                "Mon 09:00 A sets out for visit", "Mon 09:30 A starts visit",
                "Mon 09:30 A interrupted at visit",
                "Mon 09:30 U starts serve", "Mon 10:30 U done serve", "Mon 10:30 A starts visit",
                "Mon 12:30 A done visit",
            ])
        #expect(seen.result.roles[0].busy == Int128(4 * Tick.hour))
    }

    /// One person in three roles; only cases of one of them interrupt, and they stop work of any.
    @Test func oneRoleInterruptsTheOthers() {
        var desk = Desk()
        for role in ["a", "b", "c"] { desk.builder.role(role, 1) }
        desk.add("X", at(0, 9), 2 * Tick.hour, words: ["forA"])
        desk.add("Y", at(0, 9, 10), Tick.hour, words: ["forB"])
        desk.add("U", at(0, 9, 30), Tick.hour, words: ["urgent"])
        desk.step("sa", by: "a", only: .has("forA"))
        desk.step("sb", by: "b", only: .has("forB"))
        desk.step("sc", by: "c", only: .has("urgent"))
        let seen = desk.named {
            $0.interrupts("urgent")
            $0.share(1, of: "a", with: "b")
            $0.share(1, of: "a", with: "c")
        }
        #expect(
            seen.told(.starts, .isInterrupted, .done) == [
                "Mon 09:00 X starts sa", "Mon 09:30 X interrupted at sa", "Mon 09:30 U starts sc",
                "Mon 10:30 U done sc", "Mon 10:30 X starts sa", "Mon 12:00 X done sa",
                "Mon 12:00 Y starts sb",
                "Mon 13:00 Y done sb",
            ])
    }

    /// What was interrupted and handed over after that may be done by anyone.
    @Test func handedOverAfterAnInterruption() {
        let seen = clerks(
            2, hours: Hours.office.table, atClosing: .handOver,
            [
                ("A", at(0, 15), 3 * Tick.hour), ("B", at(0, 15, 10), 3 * Tick.hour),
                ("U", at(0, 15, 30), Tick.hour),
            ])
        // B has done 20 minutes, and another half hour from 16:30; A has done two hours. On Tuesday both go on.
        #expect(
            seen.told(.isInterrupted, .handsOver, .done) == [
                "Mon 15:30 B interrupted at serve", "Mon 16:30 U done serve", "Mon 17:00 A hands over serve",
                "Mon 17:00 B hands over serve", "Tue 10:00 A done serve", "Tue 11:10 B done serve",
            ])
    }

    /// A deputy is nobody's to interrupt: his own work is what he would take up again at once.
    @Test func noDeputyIsInterrupted() {
        var desk = Desk()
        desk.builder.role("chief", 1)
        desk.builder.role("deputy", 1)
        desk.add("A", at(0, 9), 2 * Tick.hour, words: ["own"])
        desk.add("U", at(0, 9, 30), Tick.hour, words: ["urgent"])
        desk.step("sign", by: "chief", only: .has("urgent"))
        desk.step("write", by: "deputy", only: .has("own"))
        let seen = desk.named {
            $0.interrupts("urgent")
            $0.appoint("deputy", for: "chief")
            $0.leave(0, of: "chief", from: at(0, 0), to: at(1, 0))
        }
        #expect(seen.told(.isInterrupted).isEmpty)
        #expect(seen.told(.starts) == ["Mon 09:00 A starts write", "Mon 11:00 U starts sign"])
    }
}
