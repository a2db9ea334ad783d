import CaseFlow
import ScenarioFile
import Testing

@Suite struct CompileUnsupportedTests {
    /// Parts of a scenario with one construct each, and how the construct is called.
    static let constructs: [(SmallScenario, String)] = [
        (
            SmallScenario(flow(step("a")), staff: "staff: { clerk: { people: 3, standard: 50 per day } }"),
            "'standard'"
        ),
        (
            SmallScenario(
                flow(step("a")),
                calendar:
                    "calendar: { timezone: Asia/Shanghai, hours: Mon..Fri 09:00..18:00, holidays: cn.ics }"),
            "a holidays file"
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
