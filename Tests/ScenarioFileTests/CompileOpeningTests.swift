import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// Cases that are open when the run begins: what the model then says of them, and what is told.
@Suite struct CompileOpeningTests {
    /// Monday the 4th of January 2027, eight o'clock in Shanghai.
    private static let start = Ticks(CivilDate(year: 2027, month: 1, day: 4)?.daysSince1970 ?? 0) * Tick.day
    private var start: Ticks { Self.start }

    private static func small(
        limits: String =
            "limits: { whole: { within: 15 days }, part: { from: a done, until: b, within: 5 days } }",
        arrivals: String = "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }",
        run: String = "run: { start: 2027-01-04 08:00, length: 52 weeks, opening: backlog.csv }"
    ) -> SmallScenario {
        SmallScenario(
            flow(
                step("a", "1 h", "within: 2 days"), "  - { wait: w, for: 3 days }",
                step("b", "1 h", "starts within: 9 h", "outcomes: { again: { share: 5%, back to: a } }"),
                """
                  - together: t
                    branches:
                      left: [ { step: x, by: clerk, work: 1 h, only: major and urgent and amount above 10 yuan } ]
                      right: [ { step: y, by: clerk, work: 1 h } ]
                """, step("c", "1 h")), arrivals: arrivals,
            carries: "case: { urgent: 10%, amount: 500 yuan, office: one of 3, someone: someone of clerk }",
            staff: "staff: { clerk: 2 per office }", limits: limits,
            rest: "flows: { extra: [ { step: p, by: clerk, work: 1 h } ] }", run: run)
    }

    private static func scenario(_ csv: String, _ small: SmallScenario) throws -> Scenario {
        let reader = FileReader { (path, _) throws(FileReader.Failure) in
            guard path == "backlog.csv" else { throw .missing }
            return Array(csv.utf8)
        }
        return try Scenario(yaml: Array(small.text.utf8), file: "small.yaml", files: reader)
    }

    private func model(_ csv: String, _ small: SmallScenario = small()) throws -> Model {
        try Self.scenario(csv, small).compiled()
    }

    private func clocks(_ model: Model, _ open: OpeningCase) -> [String: Ticks] {
        Dictionary(
            open.clocks.map { (model.limits[$0.limit].label.id, $0.start - start) },
            uniquingKeysWith: { first, _ in first })
    }

    // MARK: - Rows

    @Test func aRowIsACaseAtItsPlace() throws {
        let model = try model(
            """
            place,age,since,mix,urgent,amount,office,part
            b,5 days,2 h,major,yes,1500.5,2,2027-01-01 10:00
            a,30 working hours,2027-01-03,general,no,20,1,
            """)
        #expect(model.horizon.start == start && model.horizon.windowStart == start)
        #expect(model.opening.count == 2)
        let (first, second) = (model.opening[0], model.opening[1])
        #expect(first.op == model.op("b") && second.op == model.op("a"))
        #expect(first.arrival == start - 5 * Tick.day && first.since == start - 2 * Tick.hour)
        #expect(first.words == model.word("major") | model.word("urgent"))
        #expect(second.words == model.word("general"))
        #expect(first.knownDraws == [0, 1] && model.draws.map(\.label.id) == ["arrivals.mix", "urgent"])
        let names = Dictionary(uniqueKeysWithValues: model.numbers.enumerated().map { ($1.label.id, $0) })
        #expect(first.numbers.count == 2)
        for (number, value) in first.numbers {
            #expect(value == (number == names["amount"] ? 1_500_500_000 : 1))
        }
        // Four working days of eight hours less two, back from Monday morning: Tuesday at eleven.
        #expect(second.arrival == start - 6 * Tick.day + 3 * Tick.hour)
        #expect(second.since == start - 32 * Tick.hour)
    }

    @Test func clocksRunAsFarAsTheirStartsAreKnown() throws {
        let small = Self.small(
            limits: """
                limits:
                  whole: { within: 15 days }
                  part: { from: a done, until: b, within: 5 days }
                  from-b: { from: b, until: c, within: 9 days }
                  begun: { from: b starts, until: c, within: 9 days }
                  passed: { until: w, within: 9 days }
                  sent: { until: arrival, at least: 1 day, before: last }
                """)
        var text = small
        text.carries = text.carries.replacing("case: {", with: "case: { last: 9 days,")
        let model = try model(
            "place,age,since,part\nb,5 days,2 h,26 h\na,1 day,1 h,\nc,8 days,1 min,\n", text)
        #expect(
            clocks(model, model.opening[0]) == [
                "whole": -5 * Tick.day, "b": -2 * Tick.hour, "part": -26 * Tick.hour,
                "from-b": -2 * Tick.hour,
            ])
        #expect(
            clocks(model, model.opening[1]) == [
                "whole": -Tick.day, "a": -Tick.hour, "passed": -Tick.day,
            ])
        // Behind the start of two limits without a column.
        #expect(
            clocks(model, model.opening[2]) == [
                "whole": -8 * Tick.day, "from-b": -Tick.minute, "begun": -Tick.minute,
            ])
    }

    @Test func aClockWithoutAColumnRunsSinceTheCaseCame() throws {
        let scenario = try Self.scenario("place,age\nw,5 days\nb,4 days\n", Self.small())
        let (model, diagnostics) = compile(scenario)
        let opening = try #require(model).opening
        #expect(try clocks(#require(model), opening[0])["part"] == 0)
        #expect(opening[1].since == start)
        let told = diagnostics.filter { $0.message.contains("open cases") }
        #expect(
            told.map(\.message) == [
                "2 open cases are behind the start of 'part', and nothing says when its clock started: "
                    + "it is taken to run since they came to their places"
            ])
        #expect(told.first?.remedy?.hasPrefix("add a column 'part'") == true)
    }

    @Test func streamsAreToldOrTheFirstThatComesThere() throws {
        let small = Self.small(
            arrivals: """
                arrivals:
                  - { stream: late-comers, mean: 1 per week, enters: c, mix: { general: 100%, major: 0% } }
                  - { stream: desk, mean: 1 per week, mix: { general: 50%, major: 50% } }
                  - { stream: mail, mean: 1 per week, mix: { general: 10%, major: 90% } }
                """)
        let guessed = try model("place,age,mix\nb,5 days,major\nc,5 days,general\n", small)
        #expect(guessed.opening.map(\.stream) == [1, 0])
        #expect(guessed.opening.map(\.knownDraws) == [[1], [0]])
        let told = try model("place,age,stream\nb,5 days,mail\nc,5 days,desk\n", small)
        #expect(told.opening.map(\.stream) == [2, 1] && told.opening.map(\.knownDraws) == [[], []])
    }

    @Test func calendarsReachBackToTheOldest() throws {
        for age in ["300 days", "2 years", "18 months", "200 working days", "900 working hours"] {
            let model = try model("place,age\na,\(age)\n")
            let oldest = try #require(model.opening.first).arrival
            #expect(oldest < start - 60 * Tick.day, "\(age)")
            let first = model.calendars[model.roles[0].calendar].intervals[0].lowerBound
            #expect(first < oldest, "\(age)")
        }
        let arrived = try model("arrived,place\n2024-02-29,a\n2026-12-31T23:59:30,w\n2027-01-04T00:00Z,a\n")
        #expect(arrived.opening.last?.arrival == start)
        #expect(arrived.opening[1].arrival == start - 80 * Tick.hour - 30 * Tick.second)
    }

    @Test func theFileIsPartOfTheDigest() throws {
        let one = try Self.scenario("place,age\na,1 day\n", Self.small())
        let other = try Self.scenario("place,age\na,2 days\n", Self.small())
        #expect(one.digest != other.digest && one.canonicalText.contains("backlog.csv"))
    }

    @Test func explainCountsThem() throws {
        let scenario = try Self.scenario("place,age\nb,1 day\na,1 day\nb,2 days\n", Self.small())
        let text = Explanation(scenario, try scenario.compiled()).text
        #expect(text.contains("\nopening\n  3 cases of backlog.csv: 1 at a, 2 at b\n"))
    }

    // MARK: - What is wrong

    static let wrong: [(csv: String, says: String)] = [
        ("", "backlog.csv:1: the file has no values | write one in each line"),
        ("place,age\n", "backlog.csv:1: the file has no values | write one in each line"),
        (
            "age,stream\n1 day,x\n",
            "backlog.csv:1: no column says where the cases are | begin the file with a line such as 'place,age' or 'place,arrived,stream'"
        ),
        (
            "place\na\n",
            "backlog.csv:1: no column says how old the cases are | begin the file with a line such as 'place,age' or 'place,arrived,stream'"
        ),
        (
            "place,age,arrived\na,1 day,2027-01-01\n",
            "backlog.csv:1: 'age' and 'arrived' say the same | keep one of them"
        ),
        ("place,age,place\n", "backlog.csv:1:11: two columns are headed 'place' | keep one of them"),
        (
            "place,age,urgnt\na,1 day,yes\n",
            "backlog.csv:1:11: no column 'urgnt' of open cases | did you mean 'urgent'?"
        ),
        (
            "place,age,clerk\na,1 day,yes\n",
            "backlog.csv:1:11: 'clerk' is a role, not a column of open cases"
        ),
        (
            "place,age,a\na,1 day,yes\n",
            "backlog.csv:1:11: 'a' is an item of the flow, not a column of open cases"
        ),
        (
            "place,age,whole\na,1 day,2 h\n",
            "backlog.csv:1: 'whole' starts at arrival | take the column out"
        ),
        (
            "place,age\na,1 day,2 h\n",
            "backlog.csv:2: this line has 3 columns where 2 should be | write decimals with a point, and quotes around texts with commas"
        ),
        ("place,age\nz,1 day\n", "backlog.csv:2:1: no item 'z' in flow"),
        ("place,age\nclerk,1 day\n", "backlog.csv:2:1: 'clerk' is a role, not an item of the flow"),
        (
            "place,age\np,1 day\n",
            "backlog.csv:2:1: 'p' is an item of the flow 'extra' | open cases are at items of the main flow"
        ),
        (
            "place,age\nx,1 day\n",
            "backlog.csv:2:1: 'x' is inside a branch of 't' | write 't': all its branches then begin anew"
        ),
        (
            "place,age\na,\n",
            "backlog.csv:2:3: nothing stands under 'age' | give it a value, or take the line or the column out"
        ),
        ("place,age\na,5\n", "backlog.csv:2:3: '5' has no unit | write it as in '3 working days'"),
        (
            "place,age\na, soon\n",
            "backlog.csv:2:4: 'soon' stands where a length should | write it as in '3 working days'"
        ),
        ("place,age\na,5 wd\n", "backlog.csv:2:3: 'wd' is no unit | did you mean 'working days'?"),
        ("place,arrived\na,2027-13-01\n", "backlog.csv:2:3: there is no date 2027-13-01"),
        (
            "place,arrived\na,2027-01-04 09:00\n",
            "backlog.csv:2: 2027-01-04T09:00 lies after the run's start, 2027-01-04 08:00 | such a case arrives in the run by itself"
        ),
        (
            "place,age,since\na,1 day,2 days\n",
            "backlog.csv:2: the case came to its place 2 days before the run, which is not between its arrival and the run's start"
        ),
        (
            "place,age,since\na,1 day,2027-02-01\n",
            "backlog.csv:2: the case came to its place 2027-02-01T00:00, which is not between its arrival and the run's start"
        ),
        (
            "place,age,part\nb,1 day,2 days\n",
            "backlog.csv:2: the clock of 'part' started 2 days before the run, which is not between the arrival and the run's start"
        ),
        (
            "place,age,part\nc,3 days,2 days\n",
            "backlog.csv:2: the clock of 'part' cannot run at 'c' | leave the cell empty"
        ),
        (
            "place,age,mix\na,1 day,grave\n",
            "backlog.csv:2:9: 'grave' is no word of 'mix' | write 'general' or 'major'"
        ),
        (
            "place,age,urgent\na,1 day,ja\n",
            "backlog.csv:2:9: 'ja' is no word of 'urgent' | write 'no' or 'yes'"
        ),
        (
            "place,age,amount\na,1 day,-5\n",
            "backlog.csv:2:9: '-5' has a sign | numbers are 0 or above, without a sign"
        ),
        ("place,age,office\na,1 day,4\n", "backlog.csv:2:9: '4' is out of range | 1 to 3 can stand here"),
        ("place,age,office\na,1 day,one\n", "backlog.csv:2:9: 'one' is not a whole number"),
        ("place,age,stream\na,1 day,mail\n", "backlog.csv:2:9: no stream 'mail' in arrivals"),
        ("place,age\na,21 years\n", "a case is open for more than 20 years"),
    ]

    @Test(arguments: wrong.indices)
    func whatIsWrongWithOpenCasesIsTold(index: Int) {
        let (csv, says) = Self.wrong[index]
        do {
            let diagnostics = compile(try Self.scenario(csv, Self.small())).diagnostics
            let errors = diagnostics.filter { $0.severity == .error }
            #expect(errors.map(\.text) == [says])
        } catch let error as ScenarioError {
            #expect(error.diagnostics.filter { $0.severity == .error }.map(\.text) == [says])
        } catch {
            Issue.record("\(error)")
        }
    }

    @Test func withOpenCasesThereIsNoWarmUp() {
        let small = Self.small(
            run: "run: { start: 2027-01-04, warm-up: 4 weeks, length: 52 weeks, opening: backlog.csv }")
        #expect(throws: ScenarioError.self) { try Self.scenario("place,age\na,1 day\n", small) }
    }
}

extension Diagnostic {
    fileprivate var text: String { message + (remedy.map { " | " + $0 } ?? "") }
}
