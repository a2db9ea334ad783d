import ScenarioFile
import Testing

@Suite("Where a limit was typed")
struct LimitPlaceTests {
    private func place(_ scenario: Scenario, _ limit: String, _ className: String? = nil) -> String? {
        scenario.typedPlace(ofLimit: limit, className: className).map { "\($0.file):\($0.line)" }
    }

    @Test("is the line of its length, for a class that of the class")
    func lines() throws {
        let text = Samples.library.replacing(
            "{ major: 8 working hours, others: 3 working days }",
            with: "\n      major: 8 working hours\n      others: 3 working days")
        let library = try read(text)
        #expect(place(library, "classify") == "library.yaml:28")
        #expect(place(library, "investigate", "major") == "library.yaml:37")
        #expect(place(library, "investigate", "others") == "library.yaml:38")
        #expect(place(library, "investigate", "major and written") == "library.yaml:37")
        #expect(place(library, "whole-case") == place(library, "whole-case", "nobody"))
        #expect(place(library, "whole-case") != nil && place(library, "answer") == nil)
        #expect(place(library, "no-such-limit") == nil)
    }

    @Test("is in the base file for what was not changed, and nowhere for a change from outside")
    func files() throws {
        let files = ["base.yaml": Samples.library]
        let child =
            "extends: base.yaml\nscenario: Child\nchange:\n  limits.whole-case.within: 9 working days\n"
        let scenario = try read(child, changes: [("investigate.within", "3 working days")], files: files)
        #expect(place(scenario, "classify") == "base.yaml:28")
        #expect(place(scenario, "whole-case") == "library.yaml:4")
        #expect(place(scenario, "investigate") == nil)
    }
}
