import CaseFlow
import SimKernel
import Testing

/// Who does what where people are told apart.
@Suite("Persons")
struct EnginePersonTests {
    private func history(
        _ roles: [(name: String, staff: Int)],
        _ cases: [(name: String, at: Ticks, work: Ticks, words: [String])],
        _ steps: (inout Desk) -> Void, _ change: (inout Model) -> Void
    ) -> History {
        var desk = Desk()
        for role in roles { desk.builder.role(role.name, role.staff) }
        for one in cases { desk.add(one.name, one.at, one.work, words: one.words) }
        steps(&desk)
        return desk.named(change)
    }

    /// The first of two clerks is also the judge: J waits for him while the other clerk is free.
    @Test func whoServesTwoRolesHasOnePairOfHands() {
        let seen = history(
            [("clerk", 2), ("judge", 1)],
            [
                ("A", at(0, 9), Tick.hour, []), ("J", at(0, 9, 1), Tick.hour, ["judged"]),
                ("B", at(0, 9, 10), Tick.hour, []),
            ],
            {
                $0.step("judge-it", by: "judge", only: .has("judged"))
                $0.step("serve", by: "clerk", only: .lacks("judged"))
            }, { $0.share(1, of: "clerk", with: "judge") })
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A starts serve", "Mon 09:10 B starts serve", "Mon 10:00 J starts judge-it",
            ])
        // The clerk's work counts for both roles.
        #expect(seen.result.roles[0].busy == Int128(3 * Tick.hour))
        #expect(seen.result.roles[1].busy == Int128(2 * Tick.hour))
    }

    /// Three roles with the same person, who takes what has waited longest.
    @Test func onePersonInThreeRolesTakesTheCasesInOrder() {
        let seen = history(
            [("a", 1), ("b", 1), ("c", 1)],
            [
                ("X", at(0, 9), Tick.hour, ["forC"]), ("Y", at(0, 9, 10), Tick.hour, ["forA"]),
                ("Z", at(0, 9, 5), Tick.hour, ["forB"]),
            ],
            {
                $0.step("sa", by: "a", only: .has("forA"))
                $0.step("sb", by: "b", only: .has("forB"))
                $0.step("sc", by: "c", only: .has("forC"))
            },
            {
                $0.share(1, of: "a", with: "b")
                $0.share(1, of: "a", with: "c")
            })
        #expect(
            seen.told(.starts) == ["Mon 09:00 X starts sc", "Mon 10:00 Z starts sb", "Mon 11:00 Y starts sa"])
    }

    /// Of those who are free, the one idle longest; a team takes people in the order of its roles.
    @Test func aTeamLeavesWhoIsNeededForTheRest() {
        // Person 0 of the clerks is the only judge. Together they need one clerk and the judge: the other
        // clerk must be the clerk, though the first has the same right.
        let seen = history(
            [("clerk", 2), ("judge", 1)], [("J", at(0, 9), Tick.hour, [])],
            { $0.step("sit", by: .together([("clerk", 1), ("judge", 1)])) },
            { $0.share(1, of: "clerk", with: "judge") })
        #expect(seen.told(.starts) == ["Mon 09:00 J starts sit"])
    }

    @Test func poolsDoNotHelpEachOther() {
        let seen = history(
            [("clerk", 2)],
            [
                ("A", at(0, 9), Tick.hour, ["west"]), ("B", at(0, 9, 10), Tick.hour, ["west"]),
                ("C", at(0, 9, 20), Tick.hour, []),
            ], { $0.step("serve", by: "clerk") }, { $0.divide("clerk", by: "west") })
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A starts serve", "Mon 09:20 C starts serve", "Mon 10:00 B starts serve",
            ])
    }

    @Test func eitherIsTheLeftWhileItCan() {
        let seen = history(
            [("left", 1), ("right", 1)],
            [
                ("A", at(0, 9), Tick.hour, []), ("B", at(0, 9, 10), Tick.hour, []),
                ("C", at(0, 9, 20), Tick.hour, []),
            ], { $0.step("serve", by: "left") }, { $0.either("serve", ["left", "right"]) })
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A starts serve", "Mon 09:10 B starts serve", "Mon 10:00 C starts serve",
            ])
        // A and C fell to the left.
        #expect(seen.result.roles[0].busy == Int128(2 * Tick.hour))
    }

    /// Two clerks; A's is busy with B when A comes to the second step, and the other is free.
    @Test func sameAsWaitsForWhoDidIt() {
        let seen = history(
            [("clerk", 2), ("other", 1)],
            [("A", at(0, 9), Tick.hour, []), ("B", at(0, 9, 55), Tick.hour, ["single"])],
            {
                $0.step("first", by: "clerk")
                $0.step("second", by: "other", only: .lacks("single"))
                $0.step("third", by: "clerk", only: .lacks("single"))
            }, { $0.same("third", as: "first") })
        // B is with the second clerk until 10:55; A's own clerk is free when A comes back at eleven.
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A starts first", "Mon 09:55 B starts first", "Mon 10:00 A starts second",
                "Mon 11:00 A starts third",
            ])
    }

    @Test func sameAsLetsOthersPassMeanwhile() {
        // A's clerk 0 takes C at 10:30 for two hours; A stands from 11:00 on and waits for him, while D,
        // who came later, is served by clerk 1.
        let seen = history(
            [("clerk", 2), ("other", 1)],
            [
                ("A", at(0, 9), Tick.hour, []), ("B", at(0, 9, 1), 90 * Tick.minute, ["single"]),
                ("C", at(0, 10, 20), 2 * Tick.hour, ["single"]), ("D", at(0, 11, 10), Tick.hour, ["single"]),
            ],
            {
                $0.step("first", by: "clerk")
                $0.step("second", by: "other", only: .lacks("single"))
                $0.step("third", by: "clerk", only: .lacks("single"))
            }, { $0.same("third", as: "first") })
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A starts first", "Mon 09:01 B starts first", "Mon 10:00 A starts second",
                "Mon 10:20 C starts first", "Mon 11:10 D starts first", "Mon 12:20 A starts third",
            ])
    }

    /// Four eyes: the only other clerk is busy, and the first one does not sign his own work.
    @Test func notByWaitsForSomebodyElse() {
        let seen = history(
            [("clerk", 2)],
            [("A", at(0, 9), Tick.hour, []), ("B", at(0, 9, 1), 3 * Tick.hour, ["single"])],
            {
                $0.step("write", by: "clerk")
                $0.step("sign", by: "clerk", only: .lacks("single"))
            }, { $0.not("sign", by: "write") })
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A starts write", "Mon 09:01 B starts write", "Mon 12:01 A starts sign",
            ])
    }

    /// `same as` whom `not by` keeps out: the others of the step do it, and nobody waits for ever.
    @Test func whoMayNotIsNotWaitedFor() {
        let seen = history(
            [("clerk", 2)], [("A", at(0, 9), Tick.hour, [])],
            {
                $0.step("write", by: "clerk")
                $0.step("sign", by: "clerk")
            },
            {
                $0.same("sign", as: "write")
                $0.not("sign", by: "write")
            })
        #expect(seen.told(.starts) == ["Mon 09:00 A starts write", "Mon 10:00 A starts sign"])
    }

    @Test func onReturnTheSamePeople() {
        // A is sent back once. Its clerk took B at 10:00 for two hours: A waits, and clerk 1 stays idle.
        let seen = history(
            [("clerk", 2), ("chief", 1)],
            [("A", at(0, 9), Tick.hour, []), ("B", at(0, 10), 2 * Tick.hour, ["single"])],
            {
                $0.step("write", by: "clerk")
                $0.step(
                    "look", by: "chief", only: .lacks("single"),
                    outcomes: [Fork("back", share: 1, .to("write"), atMost: 1)])
            },
            {
                $0.samePeopleOnReturn("write")
                $0.hours(1, of: "clerk", WorkCalendar(intervals: [at(0, 10, 30)..<at(3, 0)]))
            })
        #expect(
            seen.told(.starts) == [
                "Mon 09:00 A starts write", "Mon 10:00 A starts look", "Mon 10:00 B starts write",
                "Mon 12:00 A starts write", "Mon 13:00 A starts look",
            ])
    }

    /// The early shift works from 6 to 14, the late one from 14 to 22; work pauses with its own person.
    @Test func shiftsHaveTheirOwnHours() {
        let seen = history(
            [("clerk", 2)],
            [("A", at(0, 13), 2 * Tick.hour, []), ("B", at(0, 13, 30), Tick.hour, [])],
            { $0.step("serve", by: "clerk") },
            {
                $0.hours(0, of: "clerk", Hours.spec([(6, 14)], days: .daily).table)
                $0.hours(1, of: "clerk", Hours.spec([(14, 22)], days: .daily).table)
            })
        #expect(
            seen.told(.starts, .done) == [
                "Mon 13:00 A starts serve", "Mon 14:00 B starts serve", "Mon 15:00 B done serve",
                "Tue 07:00 A done serve",
            ])
    }

    /// Everybody named and nobody told apart: the same story as with people counted.
    @Test(arguments: 0..<25)
    func namesAloneChangeNothing(block: Int) {
        for seed in UInt64(block) * 4..<UInt64(block) * 4 + 4 {
            let counted = RandomModel(seed: seed).model
            let (left, right) = (
                trace(counted, seed: seed, replication: 0),
                trace(counted.namingPeople, seed: seed, replication: 0)
            )
            let ofCounted = left.trace.rows.filter { $0.time < counted.horizon.windowEnd }
            let ofNamed = right.trace.rows.filter { $0.time < counted.horizon.windowEnd }
            #expect(ofCounted == ofNamed, "seed \(seed)")
            #expect(left.result.figures.map(\.value) == right.result.figures.map(\.value), "seed \(seed)")
            #expect(left.result.fingerprint == right.result.fingerprint, "seed \(seed)")
        }
    }
}
