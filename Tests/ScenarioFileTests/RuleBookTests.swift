import CaseFlow
import Foundation
import ScenarioFile
import Testing

/// The scenarios that come with the program, each against the table of its regulation.
@Suite struct RuleBookTests {
    struct Book: Sendable, CustomTestStringConvertible {
        var file: String
        /// The rows of the regulation's table of time limits.
        var rules: Set<String>
        /// Who does most of the work.
        var mainRoles: [String]
        /// What the regulation contradicts itself in is said as a warning: how each begins.
        var doubts: [String] = []

        var testDescription: String { file }
    }

    static let books = [
        Book(
            file: "pawn-company", rules: ["PC-T1", "PC-T2", "PC-T3", "PC-T4", "PC-T5", "PC-T6"],
            mainRoles: ["clerk", "business-staff", "investigator", "department-head"]),
        Book(
            file: "complaints-24h-48h-72h", rules: ["T1", "T2", "T3"],
            mainRoles: ["customer-service", "department"]),
        Book(
            file: "complaints-24h-15wd", rules: ["T1", "T2"],
            mainRoles: ["agent", "mailbox-clerk", "investigator", "assessor"]),
        Book(
            file: "complaints-four-department-24h-ack", rules: ["T1", "T2", "T3", "T4"],
            mainRoles: ["receiver", "operations", "quality", "customer-service"]),
        Book(
            file: "client-complaint-1h-3wd-8wh-2wd", rules: ["T1", "T2", "T3", "T4", "T5"],
            mainRoles: ["quality-engineer", "responsible-department", "general-manager"]),
        Book(
            file: "separation-approval-chain", rules: ["T1", "T2", "T3", "T4", "T5", "T6", "T7", "T8"],
            mainRoles: ["hr-director", "hr-vice-president", "general-manager", "hr-clerk"]),
        Book(
            file: "horqin-credit-union", rules: Set((1...9).map { "HQ-T\($0)" }),
            mainRoles: ["unit-clerk", "office-clerk", "product-manager"]),
        Book(
            file: "hotel", rules: Set((1...10).map { "HO-T\($0)" }),
            mainRoles: ["floor-manager", "lobby-manager", "department", "deputy-gm"]),
        Book(
            file: "property-group-complaints", rules: Set((1...9).map { "T\($0)" }),
            mainRoles: ["handler", "project-centre", "service-clerk"]),
        Book(
            file: "separation-yunnan-company", rules: Set((1...6).map { "T\($0)" }),
            mainRoles: ["department-head", "hr-clerk", "successor"],
            doubts: ["'handed-over' asks for 1 working day", "'approved-in-time' asks for 2 working days"]),
        Book(
            file: "taiping-life-inquiries-complaints", rules: Set((1...11).map { "T\($0)" }),
            mainRoles: ["agent", "counter-clerk", "specialist", "liaison", "expert", "assistant"],
            doubts: [
                "by this standard a 'specialist' does", "50 per day of 'inquiry' take a 'specialist'",
                "6 per day of 'grievance' take a 'specialist'",
                "6 per day of 'complaint' take a 'specialist'",
            ]),
    ]

    @Test(arguments: books)
    func `a rule book compiles without a word of doubt but where it contradicts itself`(book: Book) throws {
        let (model, diagnostics) = compile(try scenario(book))
        #expect(model != nil)
        #expect(diagnostics.count == book.doubts.count, "\(diagnostics.rendered())")
        for doubt in book.doubts {
            #expect(diagnostics.contains { $0.message.hasPrefix(doubt) }, "\(doubt)")
        }
    }

    @Test(arguments: books)
    func `every row of the table of time limits is a limit`(book: Book) throws {
        let limits = try scenario(book).compiled().limits
        let rules = limits.flatMap { [$0.rule] + $0.strata.map(\.rule) }.compactMap { $0 }
        #expect(Set(rules) == book.rules)
    }

    @Test(arguments: books)
    func `main roles are loaded to 60 to 85 per cent, nobody to more`(book: Book) throws {
        let model = try scenario(book).compiled()
        for (role, load) in zip(model.roles, OfferedLoad(model).roles) {
            #expect(load.utilisation < 0.85, "\(role.label.id)")
            if book.mainRoles.contains(role.label.id) { #expect(load.utilisation > 0.6, "\(role.label.id)") }
        }
    }

    @Test(arguments: books)
    func `figures that the text does not give are marked`(book: Book) throws {
        for line in try text(book).split(separator: "\n") {
            let words = line.trimmingPrefix(while: \.isWhitespace)
            let invented = [
                "work: ", "for: ", "mean: ", "hour: ", "weekday: ", "month: ", "mix: ", "closed: [",
            ]
            if invented.contains(where: words.hasPrefix) { #expect(line.contains("# assumption"), "\(line)") }
        }
    }

    private func scenario(_ book: Book) throws -> Scenario {
        try Scenario(yaml: Array(text(book).utf8), file: book.file + ".yaml")
    }

    private func text(_ book: Book) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: "scenarios/\(book.file).yaml"), encoding: .utf8)
    }
}
