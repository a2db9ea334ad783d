import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// Costs, quantities per number, budgets: what the model then says, and what is told.
@Suite struct CompileMoneyTests {
    private let mix = "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }"

    private func outcome(_ action: String) -> String { step("a", "1 h", "outcomes: { o: { \(action) } }") }

    // MARK: - Costs

    @Test func outcomesCostMoney() throws {
        let model = try SmallScenario(
            flow(
                outcome("share: 5%, costs: uniform 500..1500 yuan"),
                step("b", "1 h", "outcomes: { p: { share: 5%, costs: amount } }"),
                step("c", "1 h", "outcomes: { q: { share: 5%, costs: 20 yuan per persons } }")),
            carries: "case: { amount: 700 yuan, persons: 3 persons, unused: 2 yuan }"
        ).model()
        let costs = model.outcomes.compactMap(\.costs)
        #expect(costs.count == 3 && model.currency == "yuan")
        #expect(abs(model.tables[Int(costs[0].table.code)].mean / 1e9 - 1) < 1e-6 && costs[0].factor == .none)
        #expect(costs[1] == Cost(number: 0))
        #expect(model.tables[Int(costs[2].table.code)].mean == 2e7)
        #expect(costs[2].factor == .always(0) && model.factors == [.number(1)])
        #expect(model.numbers.map(\.label.id) == ["amount", "persons"])
    }

    /// Where only some classes are multiplied, the others are by one.
    @Test func costsByClass() throws {
        let model = try SmallScenario(
            flow(outcome("share: 5%, costs: { general: 100 yuan, major: amount }")), arrivals: mix,
            carries: "case: { amount: 700 yuan }"
        ).model()
        let costs = try #require(model.outcomes[0].costs)
        let tables = model.rows(costs.table).map { model.tables[Int($0.value)].mean }
        #expect(tables == [1e8, 1e6])
        let factors = model.rows(costs.factor).map { model.factors[Int($0.value)] }
        #expect(factors == [.number(1), .number(0)])
        #expect(model.tables[Int(model.numbers[1].table.code)].mean == 1e6)
    }

    @Test func rolesCostMoney() throws {
        let model = try SmallScenario(
            flow(step("a"), "  - { step: b, by: head, work: 1 h }"),
            staff: """
                staff:
                  clerk: { people: 3, costs: 80 yuan per hour and 120.5 yuan per overtime hour }
                  head: { people: 1, costs: 20000 yuan per month }
                """
        ).model()
        #expect(model.roles[0].cost == RoleCost(perHour: 80_000_000, perOvertimeHour: 120_500_000))
        #expect(model.roles[1].cost == RoleCost(perMonth: 20_000_000_000))
        #expect(model.currency == "yuan")
        #expect(try SmallScenario(flow(step("a"))).model().currency == nil)
    }

    static let wrongMoney: [(SmallScenario, [String])] = [
        (
            SmallScenario(
                flow(step("a", "1 h", "outcomes: { o: { share: 5%, costs: 10 euro } }")),
                staff: "staff: { clerk: { people: 2, costs: 80 yuan per hour } }"),
            [
                "error: costs are counted in 'yuan' and in 'euro' | write all costs in one currency"
            ]
        ),
        (
            SmallScenario(
                flow(
                    step(
                        "a", "1 h",
                        "outcomes: { o: { share: 5%, costs: amount }, p: { share: 1%, costs: 1 yuan } }")),
                carries: "case: { amount: 5 euro }"),
            [
                "error: costs are counted in 'euro' and in 'yuan' | write all costs in one currency"
            ]
        ),
        (
            SmallScenario(
                flow(step("a"), "  - { step: b, by: head, work: 1 h }"),
                staff: "staff: { clerk: { people: 2, costs: 80 yuan per hour }, head: 1 }"),
            [
                "warning: 'head' costs nothing, other roles do | give it 'costs', or write 'costs: 0 …' if that is meant"
            ]
        ),
        (
            SmallScenario(
                flow(step("a"), "  - { step: b, by: head, work: 1 h }"),
                staff: "staff: { clerk: { people: 2 }, head: { people: 1 of clerk, costs: 9 yuan per hour } }"
            ),
            [
                "error: the people of 'head' are those of 'clerk': they cost the same in both | write 'costs' at 'clerk'",
                "warning: 'clerk' costs nothing, other roles do | give it 'costs', or write 'costs: 0 …' if that is meant",
            ]
        ),
        (
            SmallScenario(
                flow(step("a")), staff: "staff: { clerk: { people: 2, costs: 2000000000 yuan per hour } }"),
            ["error: '2000000000 yuan per hour' is beyond all measure | a thousand million is the most"]
        ),
    ]

    @Test(arguments: wrongMoney.indices)
    func whatIsWrongWithMoneyIsTold(index: Int) throws {
        let (small, told) = Self.wrongMoney[index]
        #expect(Set(try small.messages()) == Set(told))
    }

    // MARK: - Per number

    @Test func workAndWaitsMayBePerNumber() throws {
        let model = try SmallScenario(
            flow(
                step("a", "2 min per persons"),
                "  - { wait: w, for: { general: 1 day, major: exponential 2 days per persons } }"),
            arrivals: mix, carries: "case: { persons: uniform 2..6 persons }"
        ).model()
        #expect(model.ops[0].factor == .always(0) && model.factors[0] == .number(0))
        let factors = model.rows(model.ops[1].factor).map { model.factors[Int($0.value)] }
        #expect(factors == [.number(1), .number(0)])
        #expect(model.numbers.count == 2)
    }

    /// Two people at least, two minutes each.
    @Test func theLeastWorkIsMultipliedToo() throws {
        let small = SmallScenario(
            flow(step("a", "20 min per persons", "within: 30 min")),
            carries: "case: { persons: uniform 2..6 persons }")
        let messages = try small.messages()
        #expect(messages.contains { $0.contains("'a' allows 30 min, the work alone takes at least 40 min") })
    }

    // MARK: - Budgets

    @Test func budgetsBeginWithTheirPeriods() throws {
        let model = try SmallScenario(
            flow(
                step("a", "1 h", "budget: 2000 yuan of amount per day"),
                step("b", "1 h", "budget: 500.5 yuan of amount per week"),
                step("c", "1 h", "budget: 9000 yuan of amount per month"),
                step("d", "1 h", "budget: 1 yuan of amount per day")),
            carries: "case: { amount: uniform 0..1000 yuan }"
        ).model()
        #expect(model.ops.prefix(4).map(\.budget) == [0, 1, 2, 3] && model.ops[4].budget == -1)
        #expect(model.budgets.map(\.amount) == [2_000_000_000, 500_500_000, 9_000_000_000, 1_000_000])
        #expect(model.budgets.map(\.number) == [0, 0, 0, 0] && model.budgets.map(\.series) == [0, 1, 2, 0])
        // Monday the 4th of January 2027 in Shanghai.
        let start = model.horizon.start
        let midnights = model.dateSeries[0].filter { $0 >= start }.prefix(2)
        #expect(Array(midnights) == [start, start + Tick.day])
        #expect(model.dateSeries[1].filter { $0 >= start }.prefix(2) == [start, start + Tick.week])
        #expect(model.dateSeries[2].first { $0 >= start } == start + 28 * Tick.day)
        #expect(model.dateSeries.allSatisfy { ($0.first ?? start) < start })
    }

    /// Clocks are put forward in March: the day begins an hour earlier by the sun.
    @Test func aDayBeginsAtLocalMidnight() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "budget: 2000 euro of amount per day")),
            carries: "case: { amount: uniform 0..1000 euro }",
            calendar: "calendar: { timezone: Europe/Vienna, hours: Mon..Fri 09:00..18:00 }"
        ).model()
        let lengths = zip(model.dateSeries[0], model.dateSeries[0].dropFirst()).map { $1 - $0 }
        #expect(Set(lengths) == [23 * Tick.hour, 24 * Tick.hour, 25 * Tick.hour])
    }

    @Test func aBudgetThatNoCaseFitsIsDoubtful() throws {
        let small = SmallScenario(
            flow(step("a", "1 h", "budget: 100 yuan of amount per day"), step("b")),
            carries: "case: { amount: uniform 200..1000 yuan }")
        #expect(
            try small.messages().contains(
                "warning: no case ever fits '100 yuan of amount per day' of 'a': the smallest has 200 yuan"
                    + " | raise the amount, or let 'only' pass such cases by"))
        #expect(try small.firstPlace() == "100 yuan of amount per day")
    }
}
