import CaseFlow
import SimKernel
import Testing

/// People who are not there: leave, spells of absence, deputies.
@Suite("Absences")
struct EngineAbsenceTests {
    private func clerks(
        _ staff: Int, hours: WorkCalendar? = nil, atClosing: AtClosing = .pause,
        _ cases: [(name: String, at: Ticks, work: Ticks)], _ change: (inout Model) -> Void
    ) -> History {
        var desk = Desk()
        desk.builder.role("clerk", staff, hours: hours, atClosing: atClosing)
        for one in cases { desk.add(one.name, one.at, one.work) }
        desk.step("serve", by: "clerk")
        return desk.named(change)
    }

    // MARK: Leave

    @Test func workPausesWhileItsPersonIsOnLeave() {
        let seen = clerks(
            2, hours: Hours.office.table,
            [("A", at(0, 16), 2 * Tick.hour), ("B", at(1, 9), Tick.hour)]
        ) { $0.leave(0, of: "clerk", from: at(1, 0), to: at(3, 0)) }
        #expect(
            seen.told(.starts, .done) == [
                "Mon 16:00 A starts serve", "Tue 09:00 B starts serve", "Tue 10:00 B done serve",
                "Thu 10:00 A done serve",
            ])
    }

    @Test func aColleagueGoesOnWhereWorkIsHandedOver() {
        let seen = clerks(
            2, hours: Hours.office.table, atClosing: .handOver, [("A", at(0, 16), 2 * Tick.hour)]
        ) { $0.leave(0, of: "clerk", from: at(0, 16, 30), to: at(3, 0)) }
        #expect(
            seen.told(.starts, .handsOver, .done) == [
                "Mon 16:00 A starts serve", "Mon 16:30 A hands over serve", "Mon 16:30 A starts serve",
                "Mon 17:00 A hands over serve", "Tue 09:00 A starts serve", "Tue 10:00 A done serve",
            ])
    }

    @Test func whoFinishesWorksIntoTheLeave() {
        let seen = clerks(1, atClosing: .finish, [("A", at(0, 16), 2 * Tick.hour)]) {
            $0.leave(0, of: "clerk", from: at(0, 17), to: at(3, 0))
        }
        #expect(seen.told(.done) == ["Mon 18:00 A done serve"])
        #expect(seen.result.roles[0].overtime == Int128(Tick.hour))
        #expect(seen.result.roles[0].onDuty == Int128(28 * Tick.day - 55 * Tick.hour))
    }

    // MARK: Spells

    /// Present for three hours, away for one, from Monday midnight on, nights included.
    @Test func spellsOfLengthsThatAlwaysRun() {
        let seen = clerks(1, [("A", at(0, 2), 3 * Tick.hour), ("B", at(0, 7, 30), Tick.hour)]) {
            $0.away(
                0, of: "clerk", share: 0, presence: .constant(3 * Tick.hour), spell: .constant(Tick.hour))
        }
        // Away from 3 to 4 and from 7 to 8.
        #expect(
            seen.told(.starts, .done) == [
                "Mon 02:00 A starts serve", "Mon 06:00 A done serve", "Mon 08:00 B starts serve",
                "Mon 09:00 B done serve",
            ])
    }

    @Test func aRunMayBeginWithSomebodyAway() {
        let seen = clerks(1, [("A", at(0, 0, 10), Tick.hour)]) {
            $0.away(
                0, of: "clerk", share: 1, presence: .constant(3 * Tick.hour), spell: .constant(Tick.hour))
        }
        #expect(seen.told(.starts) == ["Mon 01:00 A starts serve"])
    }

    /// Three hours of presence end on Monday at noon; the hour of absence is that from one to two.
    @Test func spellsInOwnHours() {
        let seen = clerks(1, hours: Hours.office.table, [("A", at(0, 11), 2 * Tick.hour)]) {
            $0.away(
                0, of: "clerk", share: 0, presence: .constant(3 * Tick.hour), spell: .constant(Tick.hour),
                inOwnHours: true)
        }
        #expect(seen.told(.starts, .done) == ["Mon 11:00 A starts serve", "Mon 15:00 A done serve"])
    }

    /// Two people of one role are away at times of their own.
    @Test func everybodyIsAwayForThemselves() {
        func busy(_ number: Int) -> [String] {
            clerks(1 + number, (0..<40).map { ("C\($0)", at(0, 0) + Ticks($0) * 2 * Tick.hour, Tick.hour) }) {
                for other in 0..<number {
                    $0.hours(other, of: "clerk", WorkCalendar(intervals: [at(20, 0)..<at(20, 1)]))
                }
                $0.away(
                    number, of: "clerk", share: 0.5, presence: .exponential(hours: 5),
                    spell: .exponential(hours: 5))
            }.told(.starts)
        }
        #expect(busy(0) != busy(1))
    }

    // MARK: Deputies

    /// A chief with a deputy who has work of his own.
    private func deputy(
        _ cases: [(name: String, at: Ticks, words: [String])], _ change: (inout Model) -> Void
    )
        -> [String]
    {
        var desk = Desk()
        desk.builder.role("chief", 1, hours: Hours.office.table)
        desk.builder.role("deputy", 1, hours: Hours.office.table)
        for one in cases { desk.add(one.name, one.at, Tick.hour, words: one.words) }
        desk.step("sign", by: "chief", only: .lacks("own"))
        desk.step("write", by: "deputy", only: .has("own"))
        return desk.named {
            $0.appoint("deputy", for: "chief")
            change(&$0)
        }.told(.starts)
    }

    @Test func aDeputyBeginsOnlyWhileTheChiefIsAway() {
        let starts = deputy([("A", at(0, 9), []), ("B", at(0, 9, 10), []), ("C", at(1, 9), [])]) {
            $0.leave(0, of: "chief", from: at(1, 0), to: at(2, 0))
        }
        // On Monday B waits for the chief although the deputy is free.
        #expect(starts == ["Mon 09:00 A starts sign", "Mon 10:00 B starts sign", "Tue 09:00 C starts sign"])
    }

    @Test func aDeputysOwnWorkComesFirst() {
        let starts = deputy([("A", at(1, 8), []), ("B", at(1, 8, 30), ["own"]), ("C", at(1, 8, 40), ["own"])])
        {
            $0.leave(0, of: "chief", from: at(1, 0), to: at(2, 0))
        }
        #expect(
            starts == ["Tue 09:00 B starts write", "Tue 10:00 C starts write", "Tue 11:00 A starts sign"])
    }

    @Test func aDeputyFinishesWhatHeBegan() {
        // Begun on Tuesday by the deputy at 16:30; the chief is back on Wednesday, and free.
        var desk = Desk()
        desk.builder.role("chief", 1, hours: Hours.office.table)
        desk.builder.role("deputy", 1, hours: Hours.office.table)
        desk.add("A", at(1, 16, 30), Tick.hour)
        desk.add("B", at(2, 9), Tick.hour)
        desk.step("sign", by: "chief")
        let seen = desk.named {
            $0.appoint("deputy", for: "chief")
            $0.leave(0, of: "chief", from: at(1, 0), to: at(2, 0))
        }
        #expect(
            seen.told(.starts, .done) == [
                "Tue 16:30 A starts sign", "Wed 09:00 B starts sign", "Wed 09:30 A done sign",
                "Wed 10:00 B done sign",
            ])
        #expect(seen.result.roles[1].busy == Int128(Tick.hour))
    }

    /// The deputy's deputy, while neither of the others is there; nobody steps in out of the role's hours.
    @Test func deputiesOfDeputies() {
        var desk = Desk()
        desk.builder.role("chief", 1, hours: Hours.office.table)
        desk.builder.role("deputy", 1, hours: Hours.office.table)
        desk.builder.role("third", 1)
        desk.add("A", at(0, 8), Tick.hour)
        desk.step("sign", by: "chief")
        let seen = desk.named {
            $0.appoint("deputy", for: "chief")
            $0.appoint("third", for: "deputy")
            $0.leave(0, of: "chief", from: at(0, 0), to: at(1, 0))
            $0.leave(0, of: "deputy", from: at(0, 0), to: at(1, 0))
        }
        #expect(seen.told(.starts) == ["Mon 09:00 A starts sign"])
        #expect(seen.result.roles[2].busy == Int128(Tick.hour))
    }

    /// `A or B`: A's deputy is asked only when B's own people can't.
    @Test func theOtherRoleComesBeforeADeputy() {
        var desk = Desk()
        desk.builder.role("chief", 1)
        desk.builder.role("expert", 1)
        desk.builder.role("deputy", 1)
        for (name, minute) in [("A", 0), ("B", 10)] { desk.add(name, at(0, 9, minute), Tick.hour) }
        desk.step("sign", by: "chief")
        let seen = desk.named {
            $0.appoint("deputy", for: "chief")
            $0.leave(0, of: "chief", from: at(0, 0), to: at(1, 0))
            $0.either("sign", ["chief", "expert"])
        }
        #expect(seen.told(.starts) == ["Mon 09:00 A starts sign", "Mon 09:10 B starts sign"])
        // A is with the expert, B with the deputy.
        #expect(seen.result.roles[1].busy == Int128(Tick.hour))
        #expect(seen.result.roles[2].busy == Int128(Tick.hour))
    }
}
