import CaseFlow
import SimKernel
import Testing

/// Steps that several people do together.
@Suite("Joint steps")
struct EngineTeamTests {
    /// Two members; a case J for both comes while one of them is busy, then cases for one.
    private func two(gathers: Bool) -> [String] {
        var desk = Desk()
        desk.builder.role("member", 2)
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("J", at(0, 9, 10), Tick.hour, words: ["joint"])
        desk.add("B", at(0, 9, 20), Tick.hour)
        desk.add("C", at(0, 10, 10), 30 * Tick.minute)
        desk.step("sit", by: .together([("member", 2)], gathers: gathers), only: .has("joint"))
        desk.step("hear", by: .one("member"), only: .lacks("joint"))
        return desk.history.told(.starts)
    }

    @Test func nobodyIsHeldForPartners() {
        #expect(
            two(gathers: false) == [
                "Mon 09:00 A starts hear", "Mon 09:20 B starts hear", "Mon 10:10 C starts hear",
                "Mon 10:40 J starts sit",
            ])
    }

    @Test func gatheringKeepsWhoIsFree() {
        #expect(
            two(gathers: true) == [
                "Mon 09:00 A starts hear", "Mon 10:00 J starts sit", "Mon 11:00 B starts hear",
                "Mon 11:00 C starts hear",
            ])
    }

    @Test func gatheringKeepsPeopleFromSingleCasesThatCameBefore() {
        var desk = Desk()
        desk.builder.role("member", 2)
        desk.add("A", at(0, 9), Tick.hour)
        desk.add("B", at(0, 9), 2 * Tick.hour)
        desk.add("C", at(0, 9, 10), 30 * Tick.minute)
        desk.add("J", at(0, 9, 20), Tick.hour, words: ["joint"])
        desk.add("K", at(0, 9, 30), Tick.hour, words: ["joint"])
        desk.step("sit", by: .together([("member", 2)], gathers: true), only: .has("joint"))
        desk.step("hear", by: .one("member"), only: .lacks("joint"))
        #expect(
            desk.history.told(.starts) == [
                "Mon 09:00 A starts hear", "Mon 09:00 B starts hear", "Mon 11:00 J starts sit",
                "Mon 12:00 K starts sit", "Mon 13:00 C starts hear",
            ])
    }

    @Test func nobodyIsKeptForAPartnerOffDuty() {
        var desk = Desk()
        desk.builder.role("member", 1)
        desk.builder.role("chief", 1, hours: Hours.spec([(11, 16)], days: .daily).table)
        desk.add("J", at(0, 9), Tick.hour, words: ["joint"])
        desk.add("A", at(0, 9, 30), 2 * Tick.hour)
        desk.add("B", at(0, 9, 40), Tick.hour)
        desk.step("sit", by: .together([("member", 1), ("chief", 1)], gathers: true), only: .has("joint"))
        desk.step("hear", by: .one("member"), only: .lacks("joint"))
        #expect(
            desk.history.told(.starts) == [
                "Mon 09:30 A starts hear", "Mon 11:30 J starts sit", "Mon 12:30 B starts hear",
            ])
    }

    @Test func gatheringForOneRoleDoesNotKeepOthersThanItNeeds() {
        // J needs two of three members and the chief, who is busy until eleven.
        var desk = Desk()
        desk.builder.role("member", 3)
        desk.builder.role("chief", 1)
        desk.add("K", at(0, 9), 2 * Tick.hour, words: ["chiefs"])
        desk.add("J", at(0, 9, 10), Tick.hour, words: ["joint"])
        desk.add("A", at(0, 9, 20), Tick.hour)
        desk.add("B", at(0, 9, 30), Tick.hour)
        desk.step("alone", by: .one("chief"), only: .has("chiefs"))
        desk.step(
            "sit", by: .together([("member", 2), ("chief", 1)], gathers: true), only: .has("joint"))
        desk.step("hear", by: .one("member"), only: .lacks("joint", "chiefs"))
        #expect(
            desk.history.told(.starts) == [
                "Mon 09:00 K starts alone", "Mon 09:20 A starts hear", "Mon 10:20 B starts hear",
                "Mon 11:00 J starts sit",
            ])
    }

    /// Two joint cases that need each other's people: the order of tickets excludes a circle.
    @Test func gatheringCasesNeverWaitForEachOther() {
        var desk = Desk()
        desk.builder.role("a", 2)
        desk.builder.role("b", 2)
        desk.add("X", at(0, 9), Tick.hour, words: ["onlyA"])
        desk.add("Y", at(0, 9), Tick.hour, words: ["onlyB"])
        desk.add("J", at(0, 9, 10), Tick.hour, words: ["one"])
        desk.add("K", at(0, 9, 20), Tick.hour, words: ["two"])
        desk.step("xa", by: .one("a"), only: .has("onlyA"))
        desk.step("yb", by: .one("b"), only: .has("onlyB"))
        desk.step("sit", by: .together([("a", 2), ("b", 1)], gathers: true), only: .has("one"))
        desk.step("meet", by: .together([("a", 1), ("b", 2)], gathers: true), only: .has("two"))
        #expect(
            desk.history.told(.starts) == [
                "Mon 09:00 X starts xa", "Mon 09:00 Y starts yb", "Mon 10:00 J starts sit",
                "Mon 11:00 K starts meet",
            ])
    }

    /// Both roles come on duty at nine: the case that has waited longest is taken first, whichever
    /// role is looked at first.
    @Test(arguments: [false, true])
    func atOneInstantTheFirstCaseInOrderIsTakenOverAllRoles(chiefFirst: Bool) {
        var desk = Desk()
        let roles = chiefFirst ? ["chief", "clerk"] : ["clerk", "chief"]
        for role in roles { desk.builder.role(role, 1, hours: Hours.office.table) }
        desk.add("S", at(0, 8), Tick.hour)
        desk.add("J", at(0, 8, 30), Tick.hour, words: ["joint"])
        desk.step("sit", by: .together([("clerk", 1), ("chief", 1)]), only: .has("joint"))
        desk.step("check", by: .one("chief"), only: .lacks("joint"))
        #expect(desk.history.told(.starts) == ["Mon 09:00 S starts check", "Mon 10:00 J starts sit"])
    }

    /// A chief is kept for J until the expert goes home at noon; then K may have him.
    @Test func peopleAreKeptOnlyWhileAllPartnersAreOnDuty() {
        var desk = Desk()
        desk.builder.role("chief", 1)
        desk.builder.role("expert", 1, hours: Hours.spec([(9, 12)], days: .daily).table)
        desk.add("S", at(0, 9), 5 * Tick.hour, words: ["experts"])
        desk.add("J", at(0, 9, 30), Tick.hour, words: ["joint"])
        desk.add("K", at(0, 10), Tick.hour)
        desk.step("alone", by: .one("expert"), only: .has("experts"))
        desk.step("sit", by: .together([("chief", 1), ("expert", 1)], gathers: true), only: .has("joint"))
        desk.step("sign", by: .one("chief"), only: .lacks("joint", "experts"))
        #expect(
            desk.history.told(.starts) == [
                "Mon 09:00 S starts alone", "Mon 12:00 K starts sign", "Tue 11:00 J starts sit",
            ])
    }

    /// Who starts first of those who start at nine does not depend on what else opens then.
    @Test(arguments: [false, true])
    func orderOfStartsOfOneInstantDependsOnTheLinesAlone(chiefOpensToo: Bool) {
        var desk = Desk()
        desk.builder.role("chief", 1, hours: chiefOpensToo ? Hours.office.table : nil)
        desk.builder.role("writer", 1, hours: Hours.office.table)
        desk.builder.role("expert", 1, hours: Hours.office.table)
        desk.builder.role("clerk", 1)
        desk.add("W", at(0, 8), Tick.hour, words: ["writers"])
        desk.add("E", at(0, 8), Tick.hour, words: ["experts"])
        desk.add("C", at(0, 8), Tick.hour, words: ["chiefs"])
        desk.step("write", by: .one("writer"), only: .has("writers"))
        desk.step("look", by: .one("expert"), only: .has("experts"))
        desk.step("lead", by: .one("chief"), only: .has("chiefs"))
        desk.step(
            "sit", by: .together([("chief", 1), ("expert", 1)], gathers: true), only: .has("nobody"))
        desk.step("sign", by: .one("clerk"), only: .lacks("chiefs"))
        #expect(desk.history.order(at: "sign") == "E W")
    }
}
