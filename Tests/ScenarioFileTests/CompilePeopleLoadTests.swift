import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// What people who are told apart have to do, worked by hand. The house is open 40 hours a week.
@Suite struct CompilePeopleLoadTests {
    private func load(_ small: SmallScenario) throws -> OfferedLoad { OfferedLoad(try small.model()) }

    private func isClose(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-6 * max(1, abs(b)) }

    private func by(_ name: String, _ by: String, _ work: String, _ more: String...) -> String {
        (["  - step: \(name)", "    by: \(by)", "    work: \(work)"] + more.map { "    " + $0 })
            .joined(separator: "\n")
    }

    private let ten = "arrivals: { mean: 10 per week, mix: { general: 80%, major: 20% } }"
    /// The mean of ten cases over the run's weeks, for what is worked out by hand.
    private func cases(_ load: OfferedLoad) -> Double { load.casesPerWeek }

    @Test func aWayIsTravelledOutAndBack() throws {
        let load = try load(
            SmallScenario(
                flow(by("a", "clerk", "2 h", "travel: uniform 20..40 min")), arrivals: ten,
                staff: "staff: { clerk: 2 }"))
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 3 * cases(load)))
        #expect(isClose(load.meanTime[0] / Double(Tick.hour), 2), "the case goes on when the work is done")
        #expect(load.roles[0].leastPeople == 1)
    }

    @Test func absencesTakeHoursAway() throws {
        let load = try load(
            SmallScenario(
                flow(by("a", "clerk", "3 h")), arrivals: ten,
                staff:
                    "staff: { clerk: { people: 2, away: [20% in spells of 2 h, 50% in spells of 3 days] } }"
            ))
        #expect(isClose(load.roles[0].openHoursPerWeek, 16))
        #expect(isClose(load.roles[0].utilisation, 3 * cases(load) / 32))
        #expect(load.roles[0].leastPeople == 2)
    }

    @Test func plannedAbsencesAndShiftsAreHoursOfSomeOnly() throws {
        let load = try load(
            SmallScenario(
                flow(by("a", "clerk", "1 h")), arrivals: ten,
                staff: "staff: { clerk: { people: 2, away: 1 on Mon } }"))
        #expect(isClose(load.roles[0].openHoursPerWeek, 36))
        #expect(load.roles[0].leastPeople == nil, "not all are alike")
    }

    /// Two investigators of four clerks: 30 h of investigations, 70 h of letters; 160 h in all.
    @Test func sharedPeopleBearTheSumOfTheirLines() throws {
        let load = try load(
            SmallScenario(
                flow(by("a", "clerk", "7 h"), by("b", "investigator", "3 h")), arrivals: ten,
                staff: "staff: { clerk: 4, investigator: 2 of clerk }"))
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 7 * cases(load)))
        #expect(isClose(load.roles[1].requiredHoursPerWeek, 3 * cases(load)))
        #expect(isClose(load.roles[0].utilisation, 10 * cases(load) / 160))
        #expect(
            isClose(load.roles[1].utilisation, 10 * cases(load) / 160), "busier than with its own line alone")
        #expect(load.roles.allSatisfy { $0.leastPeople == nil } && load.overloads.isEmpty)
        let busy = try self.load(
            SmallScenario(
                flow(by("a", "clerk", "1 h"), by("b", "investigator", "7 h")), arrivals: ten,
                staff: "staff: { clerk: 4, investigator: 2 of clerk }"))
        #expect(isClose(busy.roles[1].utilisation, 7 * cases(busy) / 80), "the narrow line is the busier one")
        #expect(isClose(busy.roles[0].utilisation, 8 * cases(busy) / 160))
    }

    @Test func workOfEitherRoleIsSharedOutAndBurdensBoth() throws {
        let load = try load(
            SmallScenario(
                flow(by("a", "clerk or head", "6 h"), by("b", "head", "2 h")), arrivals: ten,
                staff: "staff: { clerk: 3, head: 1 }"))
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 4.5 * cases(load)), "in proportion to the people")
        #expect(isClose(load.roles[1].requiredHoursPerWeek, 3.5 * cases(load)))
        // Nobody else may do b, and all four share the rest.
        #expect(isClose(load.roles[1].utilisation, 2 * cases(load) / 40))
        #expect(isClose(load.roles[0].utilisation, 8 * cases(load) / 160))
    }

    @Test func theSamePeopleDoTheWorkOfTheirOwnRoles() throws {
        let load = try load(
            SmallScenario(
                flow(
                    by("a", "{ major: { clerk: 2 }, others: head }", "1 h"), by("b", "same as a", "2 h")),
                arrivals: ten, staff: "staff: { clerk: 3, head: 2 }"))
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 0.2 * cases(load) * 2 * 3))
        #expect(isClose(load.roles[1].requiredHoursPerWeek, 0.8 * cases(load) * 3))
    }

    @Test func theBusiestPoolDecides() throws {
        let load = try load(
            SmallScenario(
                flow(by("a", "clerk", "{ major: 10 h, others: 1 h }")), arrivals: ten,
                staff: "staff: { clerk: { people: { general: 3, major: 1 } } }"))
        #expect(isClose(load.roles[0].utilisation, 0.2 * cases(load) * 10 / 40))
        let units = try self.load(
            SmallScenario(
                flow(by("a", "clerk", "3 h")), arrivals: ten, carries: "case: { office: one of 5 }",
                staff: "staff: { clerk: { people: 1 per office, away: 1 on Mon } }"))
        #expect(
            isClose(units.roles[0].utilisation, 3 * cases(units) / 5 / 32), "one office is shut on Mondays")
    }

    @Test func deputiesCountAsIfTheyAlwaysHelped() throws {
        let load = try load(
            SmallScenario(
                flow(by("a", "clerk", "1 h"), by("b", "head", "5 h")), arrivals: ten,
                staff: "staff: { clerk: 2, head: { people: 1, deputy: clerk } }"))
        #expect(isClose(load.roles[1].utilisation, 6 * cases(load) / 120))
        #expect(load.overloads.isEmpty, "alone the head would have too much")
    }

    // MARK: - What is said

    @Test func sharedPeopleWhoCannotKeepUpAreTold() throws {
        let small = SmallScenario(
            flow(by("a", "clerk", "8 h"), by("b", "aide", "2 h")),
            staff: "staff: { clerk: 4, aide: 1 of clerk }")
        #expect(
            try small.messages() == [
                "warning: 'clerk' and 'aide' share 4 people, who are loaded to 125 % (20 cases per week);"
                    + " the lines grow without end"
            ])
        let narrow = SmallScenario(
            flow(by("a", "clerk", "1 h"), by("b", "aide", "3 h")),
            staff: "staff: { clerk: 4, aide: 1 of clerk }")
        #expect(
            try narrow.messages() == [
                "warning: 1 aide is loaded to 150 % (20 cases per week); the line grows without end"
            ])
    }
}
