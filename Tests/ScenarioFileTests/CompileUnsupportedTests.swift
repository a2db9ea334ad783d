import CaseFlow
import ScenarioFile
import Testing

@Suite struct CompileUnsupportedTests {
    /// Parts of a scenario with one construct each, and how the construct is called.
    static let constructs: [(SmallScenario, String)] = [
        (
            SmallScenario(
                flow(step("a")), rest: "duties: { report: { on: every Mon 09:00, by: clerk, work: 1 h } }"),
            "'duties'"
        ),
        (
            SmallScenario(
                flow(step("a", "1 h", "budget: 2000 yuan of amount per day")),
                carries: "case: { amount: 100 yuan }"),
            "'budget'"
        ),
        (
            SmallScenario(
                flow(step("a")), limits: "limits: { x: { within: 1 day, if late: { skip to: end } } }"),
            "'if late'"
        ),
        (
            SmallScenario(
                flow(step("a")), carries: "case: { last-day: 30 days }",
                limits: "limits: { x: { until: a, at least: 1 working day, before: last-day } }"),
            "'at least' with 'before'"
        ),
        (
            SmallScenario(
                flow(step("a")), carries: "case: { patience: 3 days }",
                limits: "limits: { x: { within: earliest of patience and 5 days } }"), "'earliest of'"
        ),
        (
            SmallScenario(flow(step("a")), limits: "limits: { x: { within: until next 25th of month } }"),
            "'until next'"
        ),
        (
            SmallScenario(flow(step("a")), staff: "staff: { clerk: { people: 3, costs: 80 yuan per hour } }"),
            "'costs'"
        ),
        (
            SmallScenario(flow(step("a")), staff: "staff: { clerk: { people: 3, joins: 2 on 2027-03-01 } }"),
            "'joins'"
        ),
        (SmallScenario(flow(step("a")), rest: "statistics: { month: 25..24 }"), "'statistics'"),
        (
            SmallScenario(flow(step("a")), run: "run: { start: 2027-01-04, opening: backlog.csv }"),
            "'opening'"
        ),
        (
            SmallScenario(
                flow(step("a", "2 min per persons-met")), carries: "case: { persons-met: 3 persons }"),
            "a quantity 'per' something"
        ),
    ]

    @Test(arguments: constructs.indices)
    func whatCannotBeSimulatedIsToldOnceWithARemedy(index: Int) throws {
        let (small, construct) = Self.constructs[index]
        let diagnostics = compile(try small.scenario()).diagnostics.filter { $0.severity == .error }
        let own = diagnostics.filter { $0.message == "this version does not simulate \(construct) yet" }
        #expect(own.count == 1, "\(diagnostics.map(\.message))")
        #expect(own.first?.remedy != nil)
    }
}
