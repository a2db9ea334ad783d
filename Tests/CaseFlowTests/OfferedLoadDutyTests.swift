import CaseFlow
import SimKernel
import Testing

/// What duties, budgets and people who join mean for the load, by hand.
@Suite("Offered load beside cases")
struct OfferedLoadDutyTests {
    /// Seven cases a week with an hour of a clerk's work each; a fortnight is counted, a week comes before.
    private func builder(perWeek: Double = 7) -> ModelBuilder {
        var builder = ModelBuilder()
        builder.run(warmUp: 7 * 24, window: 14 * 24)
        builder.role("clerk", 2)
        if perWeek > 0 { builder.poisson(perHour: perWeek / 168) }
        builder.step("check", by: "clerk", work: .constant(Tick.hour))
        return builder
    }

    /// Mondays, Wednesdays and Fridays at nine, all the year.
    private let dates = (0..<50).flatMap { week in [0, 2, 4].map { at(7 * week + $0, 9) } }

    @Test(arguments: [false, true]) func aDutyTakesItsTimeAtEachDate(isNamed: Bool) {
        var model = builder().build()
        model.duty("report", at: dates, by: "clerk", work: .constant(2 * Tick.hour))
        let load = OfferedLoad(isNamed ? model.namingPeople : model)
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 7 + 6))
        #expect(isClose(load.roles[0].visitsPerWeek, 7 + 3))
        #expect(isClose(load.roles[0].utilisation, 13.0 / 336))
        #expect(isClose(load.casesPerWeek, 7) && load.visits[2] == 0, "no case does it")
        #expect(load.meanTime[2] == Double(2 * Tick.hour))
        #expect(load.findings.isEmpty && load.approximations.isEmpty)
        if isNamed { #expect(load.peoplePerVisit[2][0] == 1) }
    }

    @Test func dutiesAreALoadWhereNoCaseComes() {
        var model = builder(perWeek: 0).build()
        model.duty("report", at: dates, by: "clerk", work: .constant(120 * Tick.hour))
        let load = OfferedLoad(model)
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 360) && load.casesPerWeek == 0)
        #expect(load.overloads.map(\.roles) == [[0]])
        #expect(load.roles[0].leastPeople == 3)
    }

    @Test func onceInEachUnitAndForEachPerson() {
        var model = builder().build()
        let unit = model.number("place", .unit(count: 5))
        model.duty(
            "round", at: dates, by: "clerk", work: .constant(Tick.hour),
            kind: .perUnit(number: unit, count: 5))
        #expect(isClose(OfferedLoad(model).roles[0].requiredHoursPerWeek, 7 + 15))
        model = model.namingPeople
        let who = model.number("who", .person(role: 0))
        model.duty(
            "talk", at: dates, by: "clerk", work: .constant(Tick.hour), kind: .perPerson(role: 0, number: who)
        )
        let load = OfferedLoad(model)
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 7 + 15 + 6))
        #expect(isClose(load.roles[0].visitsPerWeek, 7 + 15 + 6))
    }

    /// Every case is looked at once after its end; how many are open only a run can tell.
    @Test func perCase() {
        var model = builder().build()
        let unit = model.number("place", .unit(count: 5))
        model.duty(
            "files", at: dates, by: "clerk", work: .constant(Tick.hour),
            kind: .perUnit(number: unit, count: 5), factor: .closedCases)
        #expect(isClose(OfferedLoad(model).roles[0].requiredHoursPerWeek, 7 + 7))
        model.duty("tracking", at: dates, by: "clerk", work: .constant(Tick.hour), factor: .openCases)
        let load = OfferedLoad(model)
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 7 + 7))
        #expect(load.approximations == [.openCases])
    }

    @Test func aNumberMakesWorkLongerAndABudgetIsAnUpperBound() {
        var builder = builder()
        builder.mix([("dear", 0.25), ("cheap", 0.75)])
        builder.number("amount", .split([("dear", .constant(8_000_000))], others: .constant(2_000_000)))
        builder.step("write", by: "clerk", work: .constant(Tick.hour))
        var model = builder.build()
        model.multiply("write", by: .number(0))
        let load = OfferedLoad(model)
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 7 + 7 * (2 + 1.5)))
        #expect(load.approximations.isEmpty)
        model.budget("write", 10, of: "amount", from: dates)
        let bounded = OfferedLoad(model)
        #expect(bounded.roles[0].requiredHoursPerWeek == load.roles[0].requiredHoursPerWeek)
        #expect(bounded.approximations == [.budgets])
    }

    /// Eight hours a day for two, and for a third one from the tenth day of the window on.
    @Test func whoJoinsCountsAsAtTheEndOfTheWindow() {
        var builder = ModelBuilder()
        builder.run(warmUp: 7 * 24, window: 28 * 24)
        builder.role("clerk", 3, hours: Hours.daily.table)
        builder.poisson(perHour: 1.0 / 24)
        builder.step("check", by: "clerk", work: .constant(4 * Tick.hour))
        var model = builder.build().namingPeople
        model.hours(
            2, of: "clerk", Hours.daily.table.intersection(WorkCalendar(intervals: [at(17, 0)..<Hours.to])))
        model.people[2].hours = model.people[2].calendar
        let load = OfferedLoad(model)
        #expect(isClose(load.roles[0].openHoursPerWeek, 56))
        #expect(isClose(load.roles[0].utilisation, 28.0 / 168))
        #expect(load.roles[0].leastPeople == nil, "no number of people alike says it")
    }
}
