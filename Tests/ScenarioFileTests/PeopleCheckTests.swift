import CaseFlow
import ScenarioFile
import Testing

/// What is said of people who can't do what is asked of them.
@Suite struct PeopleCheckTests {
    private func by(_ name: String, _ by: String, _ more: String...) -> String {
        (["  - step: \(name)", "    by: \(by)", "    work: 1 h"] + more.map { "    " + $0 })
            .joined(separator: "\n")
    }

    private let shifts = """
        calendar:
          timezone: Asia/Shanghai
          hours: Mon..Fri 09:00..12:00 13:00..18:00
          shifts: { early: daily 06:00..14:00, late: daily 14:30..22:30, night: daily 22:00..06:00 }
          working days run: from the next day
        """
    private let mix = "arrivals: { mean: 2 per week, mix: { general: 80%, major: 20% } }"

    @Test func aQuietScenarioHasNothingToSay() throws {
        let small = SmallScenario(
            flow(
                step("a"), by("b", "{ clerk: 2, head: 1 }", "not by: a"), by("c", "same as b"),
                by("d", "head or clerk", "meets: every Thu 14:00..17:00"),
                step("e", "1 h", "holds until: f starts"), by("f", "head")),
            staff: "staff: { clerk: 6, head: { people: 2, away: 20% in spells of 2 hours, deputy: clerk } }")
        #expect(try small.messages().isEmpty)
    }

    @Test func shiftsThatDoNotMeetAreNoTeam() throws {
        let small = SmallScenario(
            flow(by("a", "{ clerk: 3 }")),
            staff: "staff: { clerk: { people: { early: 2, late: 1, night: 1 } } }", calendar: shifts)
        #expect(
            try small.messages().filter { $0.hasPrefix("error") } == [
                "error: 3 of 'clerk' are wanted together, but never more than 2 of them are on duty"
                    + " | ask for fewer, or let their hours overlap"
            ])
        let overlap = SmallScenario(
            flow(by("a", "{ clerk: 2 }")),
            staff: "staff: { clerk: { people: { late: 1, night: 1 } } }", calendar: shifts)
        #expect(try overlap.messages().isEmpty, "late and night meet for half an hour")
    }

    @Test func twoRolesOfTheSamePeopleAreNoTeam() throws {
        let small = SmallScenario(
            flow(step("x"), by("a", "{ clerk: 2, aide: 1 }")), arrivals: mix,
            staff: "staff: { clerk: 2, aide: 1 of clerk }")
        #expect(
            try small.messages() == [
                "error: 3 of 'clerk' and 'aide' are wanted together, but never more than 2 of them are on duty"
                    + " | ask for fewer, or let their hours overlap"
            ])
        #expect(try small.firstPlace() == "{ clerk: 2, aide: 1 }")
    }

    @Test func aGapBetweenShiftsIsDoubtful() throws {
        let small = SmallScenario(
            flow(step("a")), staff: "staff: { clerk: { people: { early: 2, late: 1, night: 1 } } }",
            calendar: shifts)
        #expect(
            try small.messages() == [
                "warning: nobody of 'clerk' is on duty from 14:00 to 14:30, between 'early' and 'late'"
                    + " | let one shift begin where the other ends"
            ])
        #expect(try small.firstPlace() == "early: 2, late: 1, night: 1 } } }")
        let part = SmallScenario(
            flow(step("a")), staff: "staff: { clerk: { people: { early: 2, late: 1 } } }", calendar: shifts)
        #expect(try part.messages().isEmpty, "the role does not count on all of them")
    }

    @Test func aPoolWithoutPeopleIsAnError() throws {
        let small = SmallScenario(
            flow(step("a")), arrivals: mix, staff: "staff: { clerk: { people: { general: 2, major: 0 } } }")
        #expect(
            try small.messages() == [
                "error: cases of 'major' need 'clerk', which has no people for them"
                    + " | raise 'staff.clerk' for these cases, or name another role"
            ])
        #expect(try small.firstPlace() == "0 } } }")
        let team = SmallScenario(
            flow(by("a", "{ clerk: 2 }")), arrivals: mix,
            staff: "staff: { clerk: { people: { general: 2, major: 1 } } }")
        #expect(
            try team.messages() == [
                "error: cases of 'major' need 2 of 'clerk' together, but there is 1 for them"
                    + " | raise 'staff.clerk' for these cases, or name another role"
            ])
        let unused = SmallScenario(
            flow(step("a", "1 h", "only: general")), arrivals: mix,
            staff: "staff: { clerk: { people: { general: 2, major: 0 } } }")
        #expect(try unused.messages().isEmpty)
    }

    @Test func notByThatLeavesNobodyIsAnError() throws {
        let one = SmallScenario(
            flow(step("a"), by("b", "head", "not by: a")), staff: "staff: { clerk: 2, head: 1 }")
        #expect(try one.messages().isEmpty)
        let nobody = SmallScenario(
            flow(step("a"), step("b", "1 h", "not by: a"), step("c", "1 h", "not by: [a, b]")),
            staff: "staff: { clerk: 2 }")
        #expect(
            try nobody.messages().filter { $0.hasPrefix("error") } == [
                "error: 'not by' leaves nobody of 'clerk' for 'c' | raise 'staff.clerk', or leave a name out"
            ])
        let team = SmallScenario(
            flow(step("a"), by("b", "{ clerk: 2 }", "not by: a")), staff: "staff: { clerk: 2 }")
        #expect(
            try team.messages().filter { $0.hasPrefix("error") } == [
                "error: 'b' needs 2 of 'clerk', 'not by' leaves 1 | raise 'staff.clerk', or leave a name out"
            ])
        let person = SmallScenario(
            flow(step("a", "1 h", "not by: involved")), carries: "case: { involved: someone of clerk }",
            staff: "staff: { clerk: 1 }")
        #expect(
            try person.messages().filter { $0.hasPrefix("error") } == [
                "error: 'not by' leaves nobody of 'clerk' for 'a' | raise 'staff.clerk', or leave a name out"
            ])
        let shared = SmallScenario(
            flow(by("a", "clerk"), by("b", "aide", "not by: a")),
            staff: "staff: { clerk: 3, aide: 1 of clerk }")
        #expect(try shared.messages().isEmpty, "another clerk may have done it")
    }

    @Test func meetingsOutsideTheHoursAreAnError() throws {
        let small = SmallScenario(flow(step("a", "1 h", "meets: every Thu 19:00..21:00")))
        #expect(
            try small.messages() == [
                "error: 'a' meets Thu 19:00..21:00, when nobody of 'clerk' is on duty"
                    + " | meet in their hours, or give them others"
            ])
        #expect(try small.firstPlace() == "every Thu 19:00..21:00")
    }

    @Test func meetingsThatAreTooShortAreDoubtful() throws {
        let small = SmallScenario(
            flow(step("a", "1 h", "meets: every Thu 14:00..16:00")), staff: "staff: { clerk: 2 }")
        #expect(
            try small.messages() == [
                "warning: 'a' has 20 cases per week of 1 h each, more than meetings of 2 h a week can begin"
                    + " | meet longer or more often: the line grows without end"
            ])
        let enough = SmallScenario(
            flow(step("a", "1 h", "meets: every Thu 14:00..17:00")), staff: "staff: { clerk: 6 }")
        #expect(try enough.messages().isEmpty)
    }

    @Test func holdingWhoIsNeededIsAnError() throws {
        let same = SmallScenario(
            flow(by("a", "{ clerk: 2 }", "holds until: c"), by("b", "same as a"), by("c", "head")),
            staff: "staff: { clerk: 5, head: 2 }")
        #expect(
            try same.messages() == [
                "error: 'a' holds the very people, whom 'b' needs before they are let go: neither ever goes on"
                    + " | let go earlier, or name others"
            ])
        #expect(try same.firstPlace() == "c")
        let alone = SmallScenario(
            flow(step("a", "1 h", "holds until: c starts"), step("b"), by("c", "head")),
            staff: "staff: { clerk: 1, head: 2 }", run: nil)
        #expect(
            try alone.messages().contains(
                "error: 'a' holds the people of 'clerk', whom 'b' needs before they are let go: neither ever goes on"
                    + " | let go earlier, or name others"))
        let more = SmallScenario(
            flow(step("a", "1 h", "holds until: c starts"), step("b"), by("c", "head")),
            staff: "staff: { clerk: 5, head: 2 }")
        #expect(
            try more.messages() == [
                "warning: 'a' holds people of 'clerk' while the case waits for 'b', which needs them too:"
                    + " when all are held, nothing goes on | name another role, or let go earlier"
            ])
        let apart = SmallScenario(
            flow(
                step("a", "1 h", "only: major", "holds until: c"), step("b", "1 h", "only: general"),
                by("c", "head")),
            arrivals: mix, staff: "staff: { clerk: 1, head: 2 }")
        #expect(try apart.messages().isEmpty, "no case does both")
    }

    @Test func theSameAsNobodyIsDoubtful() throws {
        let part = SmallScenario(
            flow(step("a", "1 h", "only: major"), by("b", "same as a")), arrivals: mix)
        #expect(
            try part.messages() == [
                "warning: a case may come to 'b' without 'a': then anyone who could do 'a' does it"
                    + " | add an 'only' if these cases should pass by"
            ])
        #expect(try part.firstPlace() == "same as a")
        let both = SmallScenario(
            flow(step("a", "1 h", "only: major"), by("b", "same as a", "only: major")), arrivals: mix)
        #expect(try both.messages().isEmpty)
        let leapt = SmallScenario(
            flow(
                by("a", "{ major: head, others: clerk }", "outcomes: { x: { share: 10%, skip to: c } }"),
                step("b", "1 h"), by("c", "same as b")),
            arrivals: mix, staff: "staff: { clerk: 2, head: 2 }")
        #expect(try leapt.messages().count == 1)
        let unclear = SmallScenario(
            flow(by("a", "clerk or head", "share: 50%"), by("b", "same as a")),
            arrivals: mix, staff: "staff: { clerk: 2, head: 2 }")
        #expect(
            try unclear.messages() == [
                "error: a case may come to 'b' without 'a', and nothing says who does it then"
                    + " | add an 'only', or name the role"
            ])
    }
}
