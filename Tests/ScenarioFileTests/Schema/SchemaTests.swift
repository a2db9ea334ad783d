import Foundation
import ScenarioFile
import Testing

@Suite("Schema of the language")
struct SchemaTests {
    /// Every scenario that lies in the project to be simulated.
    static let shipped: [String] = ["scenarios", "docs/examples", "Benchmarks"].flatMap {
        folder -> [String] in
        let files = FileManager.default.enumerator(atPath: Repository.root.appending(path: folder).path)
        return (files?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".yaml") }
            .map { folder + "/" + $0 }
    }.sorted()

    private let validator: SchemaValidator

    init() throws { validator = try SchemaValidator(LanguageSchema.text) }

    private func accepts(_ text: String) throws -> Bool {
        try EditorReading.allCases.allSatisfy { try validator.accepts($0.value(of: text)) }
    }

    private func refuses(_ text: String) throws -> Bool {
        try EditorReading.allCases.allSatisfy { try !validator.accepts($0.value(of: text)) }
    }

    // MARK: - What fits

    @Test("the schema accepts every scenario of the project", arguments: shipped)
    func shippedFiles(file: String) throws {
        #expect(Self.shipped.count >= 11)
        #expect(try accepts(String(contentsOf: Repository.root.appending(path: file), encoding: .utf8)))
        #expect(validator.unknown.isEmpty)
    }

    @Test(
        "it accepts scenarios that use nearly every key, and names of another script",
        arguments: [Samples.library, Samples.clinic, Samples.chinese])
    func samples(text: String) throws { #expect(try accepts(text)) }

    @Test("it accepts the examples of the mechanics", arguments: MechanicsTests.page.sections)
    func mechanics(section: MechanicsPage.Section) throws {
        #expect(try accepts(section.completed))
    }

    @Test(
        "whatever editors make of a word, a text is a text and a name a name",
        arguments: [
            ("scenario: Complaints of a library", "scenario: 2027"),
            ("scenario: Complaints of a library", "scenario: true"), ("rule: L-1", "rule: 1"),
            ("rule: L-1", "rule: [1, 2.5, yes]"), ("clerk: 2\n", "clerk: '2'\n"),
            ("clerk: 2\n", "clerk: 2 of manager\n"), ("seed: 1", "seed: '18446744073709551615'"),
            ("at most: 3", "at most: \"3\""), ("Mon: 1.4", "Mon: '1.4'"), ("only: written", "only: on"),
            ("closed: [2027-01-06, 2027-08-02..2027-08-13]", "closed: 2027-01-06"),
            ("within: 1 working hour", "within: >\n      1 working\n      hour"),
            ("working days run: from the next day", "working days run: 'from  the next day'"),
            ("run: { start: 2027-01-04,", "run: { start: 2027-01-04 08:30,"),
        ])
    func words(old: String, new: String) throws {
        #expect(Samples.library.contains(old))
        #expect(try accepts(Samples.library.replacing(old, with: new, maxReplacements: 1)))
    }

    @Test("with 'extends', only what is given must fit")
    func extends() throws {
        #expect(
            try accepts("extends: base.yaml\nscenario: More clerks\nchange: { staff.clerk: 3, review: none }")
        )
        #expect(try accepts("extends: base.yaml"))
        #expect(try refuses("extends: base.yaml\ncalendar: { timezone: Europe/Vienna }"))
        #expect(try refuses("scenario: More clerks\nchange: { staff.clerk: 3 }"))
    }

    // MARK: - What does not fit

    /// Changes of the library's rules after which they are wrong in form.
    static let wrong: [(String, String, String)] = [
        ("a misspelt key", "timezone:", "time-zone:"),
        ("a key of another place", "  investigator: 4", "  investigator: { people: 4, work: 1 h }"),
        ("a misspelt key of an item", "only: written", "when: written"),
        ("a missing required key", "  hours: Mon..Fri 09:00..12:00 13:00..17:00\n", ""),
        ("a missing part", "run: { start: 2027-01-04, warm-up: 4 weeks, length: 52 weeks, seed: 1 }", ""),
        ("a list where a map belongs", "mix: { general: 80%, major: 20% }", "mix: [general, major]"),
        (
            "a map where a list belongs", "queue: [major before general, earliest due]",
            "queue: { major: first, general: last }"
        ),
        ("a map where a text belongs", "Complaints of a library", "{ en: Complaints }"),
        ("a number without its unit", "within: 1 working hour", "within: 1"),
        ("a unit glued to its number", "work: 20 min", "work: 20min"),
        ("a unit that is none", "exponential 15 min", "exponential 15 minutes"),
        ("work in days", "work: 20 min", "work: 2 days"),
        ("a share without its sign", "written: 25%", "written: 0.25"),
        ("a share above the whole", "written: 25%", "written: 125%"),
        ("a share that is a word", "share: 12%", "share: some"),
        ("a step and a wait in one item", "  - wait: reply", "  - wait: reply\n    step: answer-it"),
        ("an item without its kind", "  - wait: reply\n    only", "  - only"),
        ("people without work", "    work: 20 min\n", ""),
        ("work without people", "    by: manager\n", ""),
        ("a wait without an end", "    for: exponential 2 days\n", ""),
        ("a comma in a phrase", "triangular 5..10..30 min", "triangular 5, 10, 30 min"),
        ("parentheses in a phrase", "exponential 2 days", "exponential(2 days)"),
        ("a dash for a range", "Tue..Fri: 1", "Tue-Fri: 1"),
        ("hours without days", "Mon..Fri 09:00..12:00 13:00..17:00", "09:00..17:00"),
        ("a time that no clock shows", "13:00..17:00", "13:00..27:00"),
        ("a date that is none", "2027-01-06", "06.01.2027"),
        ("a way of counting that does not exist", "from the next day", "from tomorrow"),
        ("a reserved word as a name", "step: classify", "step: others"),
        ("a name with a space", "investigator: 4", "senior investigator: 4"),
        ("'and' mixed with 'or'", "major and amount at least 2000 euro", "major and written or general"),
        ("half a person", "clerk: 2\n", "clerk: 2.5\n"),
        ("two jumps in one outcome", "back to: investigate", "back to: investigate, skip to: end"),
        ("'then' without 'at most'", "at most: 3", "then: end"),
        ("two processes of one stream", "mean: 20 per week", "mean: 20 per week\n  every: 3 h"),
        ("a rate without a period", "20 per week", "20"),
        ("a limit without its length", "{ within: 15 working days }", "{ until: answer }"),
        ("a rule of a limit that is not there", "    work: 20 min\n", "    work: 20 min\n    rule: L-2\n"),
        ("an empty value", "clerk: 2\n", "clerk:\n"),
        ("an unknown order of the line", "[major before general, earliest due]", "by importance"),
        ("'on time' misspelt", "95% on time", "95% in time"),
    ]

    @Test("it refuses what is wrong in form", arguments: wrong.indices)
    func wrongForm(index: Int) throws {
        let (what, old, new) = Self.wrong[index]
        #expect(Samples.library.contains(old), "\(what)")
        let text = Samples.library.replacing(old, with: new, maxReplacements: 1)
        #expect(try refuses(text), "\(what)")
        // And so does the program itself.
        #expect(throws: ScenarioError.self, "\(what)") { try read(text) }
    }

    @Test("what the program reads the schema accepts: values of one place at another")
    func neverStricter() throws {
        let text = Samples.clinic
        let value = /: ([^\s{}\[\],'][^{}\[\],\n]*)/
        let places = text.matches(of: value).map { $0.output.1.startIndex..<$0.output.1.endIndex }
        var state: UInt64 = 20_27
        func draw(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(below))
        }
        var read = 0
        for _ in 0..<(heavyTestsRun ? 4000 : 400) {
            let (place, source) = (places[draw(places.count)], places[draw(places.count)])
            let changed = String(text[..<place.lowerBound] + text[source] + text[place.upperBound...])
            guard (try? ScenarioFileTests.read(changed)) != nil else { continue }
            read += 1
            #expect(try accepts(changed), "\(text[place]) -> \(text[source])")
        }
        #expect(read > (heavyTestsRun ? 300 : 30))
    }

    // MARK: - One table for all

    @Test("every key of the table is in the schema, with its example fitting, and on the page")
    func everyKey() throws {
        let page = LanguagePage.text
        for key in Key.all {
            #expect(page.contains("| `\(key.name)` | "), "\(key.name)")
            for home in key.homes {
                let id = home == .ifLate ? "if-late" : "\(home)"
                let place = home == .top ? validator.root : try validator.definition("#/definitions/\(id)")
                let properties = (place as? [String: Any])?["properties"] as? [String: Any]
                let property = try #require(properties?[key.name], "\(key.name) \(home.rawValue)")
                for reading in EditorReading.allCases {
                    guard case .map(let pairs) = try reading.value(of: key.example) else {
                        Issue.record("\(key.example)")
                        continue
                    }
                    let isFitting = try validator.accepts(pairs[0].value, property)
                    #expect(pairs[0].key == key.name && isFitting, "\(key.example)")
                }
            }
        }
    }

    @Test("examples of the forms of values have that form, and the page uses each form")
    func forms() throws {
        for form in ValueForm.all {
            #expect(LanguagePage.text.matches(of: try Regex("\\b\(form.name)\\b")).count > 1, "\(form.name)")
            guard let pattern = form.pattern else { continue }
            let whole = try NSRegularExpression(pattern: "^(?:\(pattern))$")
            for example in form.examples {
                let range = NSRange(example.startIndex..., in: example)
                #expect(whole.firstMatch(in: example, range: range) != nil, "\(example)")
            }
        }
    }

    @Test("the schema has no key twice, and knows no more keys than the table")
    func noMore() throws {
        let definitions = try #require(validator.root["definitions"] as? [String: Any])
        var properties = 0
        for schema in [validator.root] + definitions.values.compactMap({ $0 as? [String: Any] }) {
            properties += (schema["properties"] as? [String: Any])?.count ?? 0
        }
        #expect(properties == Key.Home.allCases.reduce(0) { $0 + Key.names(in: $1).count })
        let text = LanguageSchema.text
        #expect(text.matches(of: /"description":/).count == properties)
    }

    @Test("docs/language.md is what the program prints")
    func page() throws {
        let file = try String(
            contentsOf: Repository.root.appending(path: "docs/language.md"), encoding: .utf8)
        #expect(
            file == "<!-- page: headroom schema --page -->\n" + LanguagePage.text,
            "run 'make docs' and look at what changed")
    }
}
