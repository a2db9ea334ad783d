import CaseFlow
import SimKernel
import Testing

/// People who join while the run goes on, and are slower at first.
@Suite("Joining")
struct EngineJoinTests {
    /// Somebody with these hours who works at half the speed until then.
    private func learns(_ model: inout Model, _ number: Int, until: Ticks, speed: Double = 0.5) {
        model.people[model.person(number, of: "clerk")].learning = Learning(
            until: until, speed: Int64(speed * 1e9))
    }

    private func clerks(
        _ staff: Int, hours: WorkCalendar? = nil, atClosing: AtClosing = .pause,
        _ cases: [(name: String, at: Ticks, work: Ticks)], together: Int = 1,
        _ change: (inout Model) -> Void
    ) -> History {
        var desk = Desk()
        desk.builder.role("clerk", staff, hours: hours, atClosing: atClosing)
        for one in cases {
            desk.add(one.name, one.at, one.work, words: one.name.hasPrefix("U") ? ["urgent"] : [])
        }
        desk.step("serve", by: .together([("clerk", together)]))
        return desk.named(change)
    }

    @Test func theyWorkFromTheirDateOn() {
        let cases = (1...3).map { (name: "A\($0)", at: at(0, 9), work: 24 * Tick.hour) }
        let seen = clerks(2, cases) {
            $0.hours(1, of: "clerk", WorkCalendar(intervals: [at(0, 12)..<Hours.to]))
            $0.people[1].hours = $0.people[1].calendar
        }
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A1 starts serve", "Mon 12:00 A2 starts serve", "Tue 09:00 A3 starts serve",
            ])
        let window = 4 * Tick.week
        #expect(seen.result.roles[0].rostered == Int128(2 * window - 12 * Tick.hour))
        #expect(seen.result.roles[0].onDuty == seen.result.roles[0].rostered)
    }

    @Test func whatIsBegunBeforeThenTakesSoMuchLonger() {
        let seen = clerks(
            1,
            [
                ("A", at(0, 9), Tick.hour), ("B", at(0, 10), 2 * Tick.hour), ("C", at(0, 14), Tick.hour),
            ]
        ) { learns(&$0, 0, until: at(0, 12)) }
        #expect(
            seen.told(.starts, .done) == [
                "Mon 09:00 A starts serve", "Mon 11:00 A done serve", "Mon 11:00 B starts serve",
                "Mon 15:00 B done serve", "Mon 15:00 C starts serve", "Mon 16:00 C done serve",
            ])
        #expect(seen.lines.filter { $0.moment == .starts }.map(\.value) == [1, 2, 1].map { $0 * Tick.hour })
        #expect(seen.result.steps[0].workSum == Int128(4 * Tick.hour), "hands-on time")
        #expect(seen.result.roles[0].busy == Int128(7 * Tick.hour), "time of people")
    }

    @Test func partsOfATickAreRoundedUp() {
        let seen = clerks(1, [("A", at(0, 9), 7)]) { learns(&$0, 0, until: at(1, 0), speed: 0.3) }
        #expect(seen.lines.first { $0.moment == .done }?.time == at(0, 9) + 24)
    }

    @Test func ofPeopleWhoWorkTogetherTheSlowestDecides() {
        let seen = clerks(2, [("A", at(0, 9), Tick.hour)], together: 2) {
            learns(&$0, 0, until: at(1, 0), speed: 0.5)
            learns(&$0, 1, until: at(1, 0), speed: 0.25)
        }
        #expect(seen.told(.done) == ["Mon 13:00 A done serve"])
    }

    /// From nine to five at half the speed: four hours are done of six, and two are left.
    @Test func whatIsHandedOverIsHandsOnTime() {
        let seen = clerks(
            2, hours: Hours.daily.table, atClosing: .handOver,
            [("A", at(0, 9), 6 * Tick.hour), ("B", at(0, 9), 6 * Tick.hour)]
        ) {
            learns(&$0, 0, until: at(2, 0))
            $0.leave(0, of: "clerk", from: at(1, 0), to: at(2, 0))
        }
        #expect(
            seen.told(.starts, .handsOver, .done, of: "A") == [
                "Mon 09:00 A starts serve", "Mon 17:00 A hands over serve", "Tue 09:00 A starts serve",
                "Tue 11:00 A done serve",
            ], "clerk 1 goes on at the ordinary speed")
        #expect(seen.lines.filter { $0.moment == .handsOver }.map(\.value) == [2 * Tick.hour])
        #expect(seen.told(.done, of: "B") == ["Mon 15:00 B done serve"])
        #expect(seen.result.roles[0].busy == Int128(16 * Tick.hour))
    }

    @Test(arguments: [AtClosing.pause, .finish, .handOver])
    func whatIsInterruptedIsHandsOnTime(atClosing: AtClosing) {
        let seen = clerks(
            1, hours: Hours.daily.table, atClosing: atClosing,
            [("A", at(0, 9), 2 * Tick.hour), ("U", at(0, 10), Tick.hour)]
        ) {
            learns(&$0, 0, until: at(0, 11))
            $0.interrupts("urgent")
        }
        #expect(
            seen.told(.starts, .isInterrupted, .done) == [
                "Mon 09:00 A starts serve", "Mon 10:00 A interrupted at serve", "Mon 10:00 U starts serve",
                "Mon 12:00 U done serve", "Mon 12:00 A starts serve", "Mon 13:30 A done serve",
            ], "half an hour was done; the rest is begun at the ordinary speed")
        #expect(seen.lines.filter { $0.moment == .isInterrupted }.map(\.value) == [90 * Tick.minute])
        #expect(seen.result.roles[0].busy == Int128(4 * Tick.hour + 30 * Tick.minute))
        #expect(seen.result.roles[0].overtime == 0)
    }

    @Test func theWayTakesAsLongAsForAnybody() {
        let seen = clerks(1, [("A", at(0, 9), Tick.hour)]) {
            learns(&$0, 0, until: at(1, 0))
            $0.travel("serve", Tick.hour)
        }
        #expect(
            seen.told(.setsOut, .starts, .done) == [
                "Mon 09:00 A sets out for serve", "Mon 10:00 A starts serve", "Mon 12:00 A done serve",
            ])
        #expect(seen.result.roles[0].busy == Int128(4 * Tick.hour))
    }

    @Test func amongUnlimitedPeopleNobodyIsSlow() {
        let seen = clerks(1, [("A", at(0, 9), Tick.hour)]) {
            learns(&$0, 0, until: at(1, 0))
            $0 = $0.withUnlimitedPeople
        }
        #expect(seen.told(.done) == ["Mon 10:00 A done serve"])
    }
}
