import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct CompileSizeTests {
    @Test(arguments: [
        (
            SmallScenario(flow(step("a")), run: "run: { start: 2027-01-04, length: 900 years }"),
            "error: '900 years' is longer than 200 years, the most of a run | shorten 'length' or 'warm-up'",
            "900 years"
        ),
        (
            SmallScenario(flow(step("a")), run: "run: { start: 2027-01-04, warm-up: 3000 months }"),
            "error: '3000 months' is longer than 200 years, the most of a run | shorten 'length' or 'warm-up'",
            "3000 months"
        ),
        (
            SmallScenario(flow(step("a")), arrivals: "arrivals: { mean: 1000000000000 per year }"),
            "error: about 2.1 trillion cases would have to be simulated, more than 1 billion"
                + " | shorten the run or lower 'mean'",
            "1000000000000 per year"
        ),
        (
            SmallScenario(
                flow(step("a")), arrivals: "arrivals: { every: 1 s }",
                run: "run: { start: 2027-01-04, length: 30 years }"),
            "error: about 1.9 billion cases would have to be simulated, more than 1 billion"
                + " | shorten the run or lower 'mean'",
            "1 s"
        ),
        (
            SmallScenario(
                flow(step("a")),
                calendar: "calendar: { timezone: Asia/Shanghaj, hours: Mon..Fri 09:00..18:00 }"),
            "error: no time zone 'Asia/Shanghaj'"
                + " | write a name of the time zone database, such as Asia/Shanghai",
            "Asia/Shanghaj"
        ),
    ])
    func whatIsTooLargeIsToldBeforeAnythingIsLaidOut(
        small: SmallScenario, message: String, place: String
    ) throws {
        let scenario = try small.scenario()
        // The quickest of some: the machine may be busy with other tests.
        let clock = ContinuousClock()
        let time = (0..<5).map { _ in clock.measure { _ = compile(scenario) } }.min()
        #expect(try small.messages().first == message)
        #expect(try small.firstPlace()?.hasPrefix(place) == true)
        #expect(try #require(time) < .milliseconds(100))
    }

    @Test func tooManyPeopleInAllAreTold() throws {
        let names = (0..<101).map { "r\($0)" }
        let items = names.map { "  - step: do-\($0)\n    by: \($0)\n    work: 1 min" }
        let small = SmallScenario(
            (["flow:"] + items).joined(separator: "\n"),
            staff: "staff:\n" + names.map { "  \($0): 100000" }.joined(separator: "\n"))
        #expect(try small.messages() == ["error: more than 10000000 people"])
        #expect(try small.firstPlace() == "100000")
    }

    @Test func moreThan64WordsAreTold() throws {
        let list = (0..<65).map { "w\($0): 1%" }.joined(separator: ", ") + ", rest: 35%"
        let items = (0..<65).map { step("s\($0)", "1 min", "only: w\($0)") }
        let small = SmallScenario(
            (["flow:"] + items).joined(separator: "\n"), carries: "case: { what: { \(list) } }")
        #expect(
            try small.messages().first
                == "error: more than 64 class words are asked for by tests, splits and lines"
                + " | tests and splits can share words, or a yes/no word can stand for several")
        #expect(try small.firstPlace()?.hasPrefix("w64") == true)
    }

    @Test(.enabled(if: heavyTestsRun)) func theLongestRunIsBuiltQuickly() throws {
        let small = SmallScenario(flow(step("a")), run: "run: { start: 2027-01-04, length: 200 years }")
        let scenario = try small.scenario()
        let clock = ContinuousClock()
        var model = try small.model()
        let time = try clock.measure { model = try scenario.compiled() }
        #expect(time < .seconds(2))
        #expect(model.horizon.windowEnd > model.horizon.windowStart + 73_000 * Tick.day)
    }
}
