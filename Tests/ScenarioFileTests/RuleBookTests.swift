import CaseFlow
import Foundation
import ScenarioFile
import Testing

/// The rule books that come with the program, each against the table of its regulation.
@Suite struct RuleBookTests {
    struct Book: Sendable, CustomTestStringConvertible {
        var file: String
        /// Who does most of the work, where more than the busiest role is looked at.
        var mainRoles: [String] = []
        /// What the regulation contradicts itself in is said as a warning: how each begins.
        var doubts: [String] = []

        var testDescription: String { file }
    }

    /// A row of scenarios/rules.csv.
    private struct Rule {
        var book: String
        var id: String
        var kind: String
    }

    private static let known = [
        Book(
            file: "pawn-company",
            mainRoles: ["clerk", "business-staff", "investigator", "department-head"]),
        Book(file: "complaints-24h-48h-72h", mainRoles: ["customer-service", "department"]),
        Book(
            file: "complaints-24h-15wd", mainRoles: ["agent", "mailbox-clerk", "investigator", "assessor"]),
        Book(
            file: "complaints-four-department-24h-ack",
            mainRoles: ["receiver", "operations", "quality", "customer-service"]),
        Book(
            file: "client-complaint-1h-3wd-8wh-2wd",
            mainRoles: ["quality-engineer", "responsible-department", "general-manager"]),
        Book(
            file: "separation-approval-chain",
            mainRoles: ["hr-director", "hr-vice-president", "general-manager", "hr-clerk"]),
        Book(file: "horqin-credit-union", mainRoles: ["unit-clerk", "office-clerk", "product-manager"]),
        Book(file: "hotel", mainRoles: ["floor-manager", "lobby-manager", "department", "deputy-gm"]),
        Book(file: "property-group-complaints", mainRoles: ["handler", "project-centre", "service-clerk"]),
        Book(
            file: "separation-yunnan-company", mainRoles: ["department-head", "hr-clerk", "successor"],
            doubts: ["'handed-over' asks for 1 working day", "'approved-in-time' asks for 2 working days"]),
        Book(
            file: "taiping-life-inquiries-complaints",
            mainRoles: ["agent", "counter-clerk", "specialist", "liaison", "expert", "assistant"],
            doubts: [
                "by this standard a 'specialist' does", "50 per day of 'inquiry' take a 'specialist'",
                "6 per day of 'grievance' take a 'specialist'",
                "6 per day of 'complaint' take a 'specialist'",
            ]),
        Book(
            file: "tobacco-three-way-complaints",
            doubts: ["'complaint' comes before 'inquiry' in the line, but in 'answered' only"]),
    ]

    /// Every scenario but the one that only begins with a backlog.
    static let books = Repository.scenarios(in: "scenarios")
        .map { $0.deletingPathExtension().lastPathComponent }
        .filter { $0 != "opening-backlog" }
        .map { file in known.first { $0.file == file } ?? Book(file: file) }

    private static let rules: [Rule] = {
        let rows = (try? Repository.text("scenarios/rules.csv"))?.split(separator: "\n") ?? []
        return rows.dropFirst().map { row in
            let cells = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            return Rule(book: cells[0], id: cells[1], kind: cells[2])
        }
    }()

    /// Compiled once for all tests: a debug build takes a fifth of a second for each.
    private static let compiled = Dictionary(
        uniqueKeysWithValues: books.compactMap { book in
            (try? scenario(book)).map { (book.file, compile($0)) }
        })

    private func compiled(_ book: Book) throws -> (model: Model?, diagnostics: [Diagnostic]) {
        try #require(Self.compiled[book.file], "it cannot be read")
    }

    private func model(_ book: Book) throws -> Model { try #require(try compiled(book).model) }

    @Test func `there are 42 rule books with 144 rows of time limits`() {
        #expect(Self.books.count == 42)
        #expect(Self.rules.count == 144)
        #expect(Set(Self.rules.map { "\($0.book) \($0.id)" }).count == 144)
        #expect(Set(Self.rules.map(\.book)).isSubset(of: Self.books.map(\.file)))
        let kinds: Set = ["deadline", "at least", "periodic", "retention", "blank"]
        #expect(Set(Self.rules.map(\.kind)) == kinds)
    }

    @Test(arguments: books)
    func `a rule book compiles without a word of doubt but where it contradicts itself`(book: Book) throws {
        let (model, diagnostics) = try compiled(book)
        #expect(model != nil)
        #expect(diagnostics.count == book.doubts.count, "\(diagnostics.rendered())")
        for doubt in book.doubts {
            #expect(diagnostics.contains { $0.message.hasPrefix(doubt) }, "\(doubt)")
        }
    }

    @Test(arguments: books)
    func `every row of the table of time limits is a limit, and nothing else claims to be one`(
        book: Book
    ) throws {
        let model = try model(book)
        let own = Self.rules.filter { $0.book == book.file }
        let claimed = Set(model.limits.flatMap { [$0.rule] + $0.strata.map(\.rule) }.compactMap { $0 })
        #expect(claimed == Set(own.filter { $0.kind != "retention" }.map(\.id)))
        if own.contains(where: { $0.kind == "retention" }) { #expect(model.archive != nil) }
        for rule in own {
            let limits = model.limits.filter { limit in
                limit.rule == rule.id || limit.strata.contains { $0.rule == rule.id }
            }
            #expect(rule.kind != "blank" || limits.contains { isBlank($0, rule.id) }, "\(rule.id) is a blank")
            #expect(rule.kind != "deadline" || !limits.contains { isBlank($0, rule.id) }, "\(rule.id)")
        }
    }

    private func isBlank(_ limit: Limit, _ rule: String) -> Bool {
        limit.strata.contains { ($0.rule ?? limit.rule) == rule && $0.length == .solve }
    }

    @Test(.enabled(if: heavyTestsRun), arguments: books)
    func `a question of what if is a variant that compiles`(book: Book) throws {
        let variants = Repository.scenarios(in: "scenarios/what-if").filter { url in
            url.lastPathComponent.hasPrefix(book.file + "-")
        }
        #expect(!variants.isEmpty)
        let base = try model(book)
        for variant in variants {
            let model = try Scenario(contentsOf: variant.path).compiled()
            #expect(model.digest != base.digest && model.title != base.title, "\(variant.lastPathComponent)")
        }
    }

    @Test(arguments: books)
    func `main roles are loaded to 60 to 85 per cent, nobody to more`(book: Book) throws {
        let model = try model(book)
        let loads = zip(model.roles, OfferedLoad(model).roles).map { ($0.label.id, $1.utilisation) }
        for (role, load) in loads {
            #expect(load < 0.85, "\(role)")
            if book.mainRoles.contains(role) { #expect(load > 0.6, "\(role)") }
        }
        #expect(loads.contains { $0.1 > 0.6 })
    }

    @Test(arguments: books)
    func `figures that the text does not give are marked`(book: Book) throws {
        for line in try Self.text(book).split(separator: "\n") {
            let words = line.trimmingPrefix(while: \.isWhitespace)
            let invented = [
                "work: ", "for: ", "mean: ", "hour: ", "weekday: ", "month: ", "mix: ", "closed: [",
            ]
            if invented.contains(where: words.hasPrefix) { #expect(line.contains("# assumption"), "\(line)") }
        }
    }

    private static func scenario(_ book: Book) throws -> Scenario {
        try Scenario(yaml: Array(text(book).utf8), file: book.file + ".yaml")
    }

    private static func text(_ book: Book) throws -> String {
        try Repository.text("scenarios/\(book.file).yaml")
    }
}
