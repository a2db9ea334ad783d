import CaseFlow
import SimKernel
import Testing

@Suite struct OfferedLoadTests {
    @Test func reworkBringsAGeometricNumberOfVisits() throws {
        var flow = FlowMaker()
        try flow.step("check", hours: 2)
        try flow.step("approve", hours: 3, outcomes: [outcome("rework", 0.1, jump: 0)])
        let load = OfferedLoad(flow.model(perWeek: 21))
        #expect(load.isExact)
        #expect(isClose(load.casesPerWeek, 21))
        #expect(isClose(load.visits[0], 1 / 0.9) && isClose(load.visits[1], 1 / 0.9))
        #expect(isClose(load.visits[2], 1), "every case ends once")
        let hours = 21 * 5 / 0.9
        #expect(isClose(load.roles[0].requiredHoursPerWeek, hours))
        #expect(isClose(load.roles[0].personsBusy, hours / 168))
        #expect(isClose(load.roles[0].utilisation, hours / 336))
        #expect(load.roles[0].leastPeople == Int(hours / 168) + 1)
    }

    @Test func classesWalkTheirOwnPaths() throws {
        var flow = FlowMaker()
        let (general, major) = (FlowMaker.bit[0], FlowMaker.bit[1])
        flow.classes = [
            CaseClass(label: Label("general"), mask: general), CaseClass(label: Label("major"), mask: major),
        ]
        flow.draws = [
            WordDraw(
                label: Label("mix"), key: 1, row: .always(0),
                rows: [WordDraw.Row(thresholds: [bits53(0.8), 1 << 53], masks: [general, major])])
        ]
        let onlyMajor = flow.test(yes: major)
        try flow.step("classify")
        try flow.step("review", hours: 4, only: onlyMajor)
        let load = OfferedLoad(flow.model())
        #expect(isClose(load.visits[1], 0.2))
        #expect(load.arrivals[1] == 1)
        #expect(load.visitsByClass[1][0] == 0 && isClose(load.visitsByClass[1][1], 0.2))
        #expect(isClose(load.roles[0].requiredHoursPerWeek, 7 * (1 + 0.8)))
    }

    @Test func aBoundedLoopStopsAfterItsJumps() throws {
        var flow = FlowMaker()
        let p = 0.12
        try flow.step("investigate")
        try flow.step("call", outcomes: [outcome("dissatisfied", p, jump: 0, atMost: 3)])
        flow.counters = 1
        let load = OfferedLoad(flow.model())
        #expect(isClose(load.visits[0], 1 + p + p * p + p * p * p))
    }

    @Test func aBoundedLoopOfAllCasesGoesRoundExactlyThatOften() throws {
        var flow = FlowMaker()
        try flow.step("train", outcomes: [outcome("again", 1, jump: 0, atMost: 4, then: 2)])
        try flow.step("leapt-over")
        try flow.step("close")
        let load = OfferedLoad(flow.model())
        #expect(load.visits[0] == 5 && load.visits[2] == 1)
        #expect(load.findings == [.unreachable(op: 1)])
    }

    @Test func laterRoundsMayHaveAnotherShare() throws {
        var flow = FlowMaker()
        let dissatisfied = FlowMaker.bit[0]
        flow.choices = [
            Choice(rows: [Choice.Row(mask: dissatisfied, value: 0), Choice.Row(mask: 0, value: 1)])
        ]
        try flow.step("investigate")
        try flow.step(
            "call",
            outcomes: [
                Outcome(
                    label: Label("dissatisfied"), share: .choice(0),
                    shares: [bits53(0.06), bits53(0.12)],
                    setMask: dissatisfied, jump: 0)
            ])
        let load = OfferedLoad(flow.model())
        #expect(isClose(load.visits[0], 1 + 0.12 / 0.94))
    }

    @Test func aTestOfANumberHoldsAsOftenAsTheTableDrawsIt() throws {
        var flow = FlowMaker()
        flow.tables = [QuantileTable(try .uniform(from: 0, to: 4000), ticksPerUnit: 1e6)]
        flow.numbers = [CaseNumber(label: Label("amount"), key: 1, table: .always(0))]
        flow.tests = [
            Test(
                any: false, yes: 0, no: 0,
                numbers: [Test.NumberTerm(number: 0, least: 1_000_000_000, most: .max, negated: false)],
                text: "amount at least 1000 yuan"),
            Test(
                any: false, yes: 0, no: 0,
                numbers: [Test.NumberTerm(number: 0, least: .min, most: 3_000_000_000, negated: true)],
                text: "not amount at most 3000 yuan"),
        ]
        try flow.step("small", only: 0)
        try flow.step("large", only: 1)
        let load = OfferedLoad(flow.model())
        #expect(isClose(load.visits[0], 0.75, relative: 1e-9))
        #expect(isClose(load.visits[1], 0.25, relative: 1e-9))
    }

    @Test func jointWorkLoadsEveryMember() throws {
        var flow = FlowMaker()
        flow.roles.append(
            Role(label: Label("lawyer"), staff: 1, calendar: 1, discipline: 0, atClosing: .pause))
        // Open 8 hours a day from 1970-01-01 on.
        flow.calendars.append(
            WorkCalendar(
                intervals: (0..<60).map { day in
                    let start = Ticks(day) * Tick.day
                    return start..<start + 8 * Tick.hour
                }))
        flow.teams.append(
            Team(
                members: [Team.Member(role: 0, people: 2), Team.Member(role: 1, people: 1)], gathers: false,
                calendar: 1, atClosing: .pause, discipline: 0))
        try flow.step("review", hours: 3, team: 1)
        let load = OfferedLoad(flow.model(perWeek: 14))
        #expect(
            isClose(load.roles[0].requiredHoursPerWeek, 84) && isClose(load.roles[1].requiredHoursPerWeek, 42)
        )
        #expect(isClose(load.roles[1].openHoursPerWeek, 56))
        #expect(isClose(load.roles[1].utilisation, 0.75))
    }

    @Test func hardlyEverLeavingALoopIsStillExact() throws {
        for exponent in [10, 20, 40] {
            var flow = FlowMaker()
            let stays = (1 << 53) - (1 << UInt64(53 - exponent)) as UInt64
            try flow.step("a")
            try flow.step("b")
            flow.outcomes = [
                Outcome(label: Label("back"), share: .always(0), shares: [stays], jump: 0)
            ]
            flow.ops[1].outcomes = 0..<1
            let load = OfferedLoad(flow.model())
            let visits = Double(UInt64(1) << UInt64(exponent))
            #expect(isClose(load.visits[0], visits), "2^\(exponent)")
            #expect(load.findings == [.manyVisits(op: 0, expected: load.visits[0])])
        }
    }

    @Test func twoLoopsThatShareItemsAreSolvedTogether() throws {
        // a -> b -> c; b back to a with 0.2, c back to b with 0.3 and to a with 0.1.
        var flow = FlowMaker()
        try flow.step("a")
        try flow.step("b", outcomes: [outcome("x", 0.2, jump: 0)])
        try flow.step("c", outcomes: [outcome("y", 0.3, jump: 1), outcome("z", 0.1, jump: 0)])
        let load = OfferedLoad(flow.model())
        // c = 0.8 b; a = 1 + 0.2 b + 0.1 c; b = a + 0.3 c.
        let b = 1 / (1 - 0.2 - 0.08 - 0.24)
        #expect(isClose(load.visits[1], b))
        #expect(isClose(load.visits[2], 0.8 * b))
        #expect(isClose(load.visits[0], 1 + 0.28 * b))
    }

    @Test func tooManyStatesAreSampledInstead() throws {
        var flow = FlowMaker()
        try flow.step("check", hours: 2)
        try flow.step("approve", outcomes: [outcome("rework", 0.25, jump: 0)])
        let load = OfferedLoad(flow.model(), mostStates: 1)
        #expect(!load.isExact && load.states == 0)
        #expect(isClose(load.visits[0], 4.0 / 3, relative: 0.02))
        #expect(isClose(load.visits[2], 1, relative: 1e-9))
    }

    @Test func wordsNobodyAsksForAnyMoreDoNotMultiplyStates() throws {
        var flow = FlowMaker()
        for index in 0..<40 {
            let word = FlowMaker.bit[0] << UInt64(index)
            let test = flow.test(yes: word)
            try flow.step("s\(index)", outcomes: [outcome("w\(index)", 0.5, sets: word)])
            try flow.step("t\(index)", only: test)
        }
        let load = OfferedLoad(flow.model())
        #expect(load.isExact && load.states < 200)
        #expect(isClose(load.visits[79], 0.5))
    }

    /// Two to the fortieth ways over the branches: the likeliest are kept, and that is said.
    @Test func manyWordsOfManyBranchesDoNotMultiplyWithoutEnd() throws {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.poisson(perHour: 0.01)
        var fork = Item(name: "all", kind: .fork)
        for k in 0..<40 {
            fork.branches.append([
                Item(name: "d\(k)", kind: .decision, outcomes: [Fork("w\(k)", share: 0.5)])
            ])
        }
        builder.items.append(fork)
        let words = (0..<40).map { "w\($0)" }
        builder.step("all-of-them", by: "clerk", work: .constant(Tick.hour), only: Only(no: words))
        let load = OfferedLoad(builder.build(), mostStates: 20_000)
        #expect(load.approximations == [.manyWays])
        #expect(isClose(load.visits[1], 1))
    }
}
