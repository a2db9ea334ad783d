import CaseFlow
import Foundation
import ScenarioFile
import Testing

/// `docs/mechanics.md`: every example runs, and every test that a row names is there.
@Suite struct MechanicsTests {
    static let page = MechanicsPage()

    @Test func everyRowHasItsExampleAndEveryExampleItsRow() {
        let ids = Self.page.rows.map(\.id)
        #expect(ids == (1...60).map { $0 < 10 ? "M0\($0)" : "M\($0)" })
        #expect(ids == Self.page.sections.map(\.id))
        for row in Self.page.rows {
            let number = row.id.hasPrefix("M") && row.id.count == 3 ? Int(row.id.dropFirst()) : nil
            #expect(number.map { (1...60).contains($0) } == true, "\(row.id) is no mechanic")
            #expect(row.example == "[\(row.id)](#\(row.id.lowercased()))")
            #expect(!row.mechanic.isEmpty && !row.construct.isEmpty)
        }
    }

    @Test(arguments: page.sections)
    func anExampleRuns(section: MechanicsPage.Section) throws {
        let text = section.completed
        let reader = FileReader { (path, _) throws(FileReader.Failure) in
            guard let file = section.files[path] else { throw .missing }
            return Array(file.utf8)
        }
        #expect(section.yaml.split(separator: "\n").count <= 14, "an example is short")
        let scenario: Scenario
        do {
            scenario = try Scenario(yaml: Array(text.utf8), file: section.id, files: reader)
        } catch {
            Issue.record("\(error)")
            return
        }
        let (model, diagnostics) = compile(scenario)
        let errors = diagnostics.filter { $0.severity == .error }
        guard let model, errors.isEmpty else {
            Issue.record("\(errors.rendered())")
            return
        }
        let result = simulate(model, seed: 1, replication: 0, brake: Brake(maxEvents: 1_000_000))
        #expect(result.closed > 0 && !result.stopped)
    }

    @Test(arguments: page.rows)
    func theTestOfARowExists(row: MechanicsPage.Row) throws {
        #expect(!row.tests.isEmpty)
        for test in row.tests {
            let parts = test.split(separator: ".", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                Issue.record("'\(test)' is no SUITE.FUNCTION")
                continue
            }
            let homes = MechanicsPage.sources.filter { $0.contains("struct \(parts[0]) {") }
            let names = ["func \(parts[1])(", "func `\(parts[1])`("]
            #expect(
                homes.contains { home in names.contains { home.contains($0) } },
                "\(row.id): no function '\(parts[1])' in '\(parts[0])'")
        }
    }

    /// The checks above must be able to fail.
    @Test func whatIsWrongOnThePageIsSeen() {
        let page = MechanicsPage(
            text: """
                | id | mechanic | written as | example | shown by |
                |---|---|---|---|---|
                | M02 | x | `y` | [M02](#m02) | `NoSuite.nothing`, `MechanicsTests.anExampleRuns` |

                ## M02

                ```yaml
                staff: { clerk: 1 }
                ```
                """)
        #expect(page.rows.map(\.tests) == [["NoSuite.nothing", "MechanicsTests.anExampleRuns"]])
        #expect(page.sections[0].completed.contains("staff: { clerk: 1 }"))
        #expect(!page.sections[0].completed.contains("manager: 1 }"))
        #expect(MechanicsPage.sources.contains { $0.contains("func anExampleRuns(") })
        #expect(!MechanicsPage.sources.contains { $0.contains("struct " + "NoSuite {") })
    }
}

/// The page in parts.
struct MechanicsPage {
    struct Row: Sendable, CustomTestStringConvertible {
        var id: String
        var mechanic: String
        var construct: String
        var example: String
        var tests: [String]
        var testDescription: String { id }
    }
    /// A part of a scenario under the heading of its mechanic, with the files it names.
    struct Section: Sendable, CustomTestStringConvertible {
        var id: String
        var yaml = ""
        var files: [String: String] = [:]
        var testDescription: String { id }
    }
    private(set) var rows: [Row] = []
    private(set) var sections: [Section] = []

    /// All test files as text.
    static let sources: [String] = {
        let walk = FileManager.default.enumerator(
            at: Repository.root.appending(path: "Tests"), includingPropertiesForKeys: nil)
        let files = (walk?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
        return files.compactMap { try? String(contentsOf: $0, encoding: .utf8) }
    }()

    init() {
        let file = Repository.root.appending(path: "docs/mechanics.md")
        self.init(text: (try? String(contentsOf: file, encoding: .utf8)) ?? "")
    }

    init(text: String) {
        /// What the fenced block is that a line stands in: "" for YAML, otherwise a file's name.
        var block: String?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("```") {
                let words = line.dropFirst(3).split(separator: " ").map(String.init)
                block = block == nil ? (words.count > 1 ? words[1] : "") : nil
            } else if let block, let last = sections.indices.last {
                if block.isEmpty {
                    sections[last].yaml += line + "\n"
                } else {
                    sections[last].files[block, default: ""] += line + "\n"
                }
            } else if line.hasPrefix("## ") {
                sections.append(Section(id: String(line.dropFirst(3))))
            } else if line.hasPrefix("| M") {
                rows.append(Row(line))
            }
        }
    }
}

extension MechanicsPage.Row {
    /// A line of the table.
    fileprivate init(_ line: String) {
        var cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        while cells.count < 5 { cells.append("") }
        self.init(
            id: cells[0], mechanic: cells[1], construct: cells[2], example: cells[3],
            tests: cells[4].split(separator: "`", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset % 2 == 1 }.map { String($0.element) })
    }
}

extension MechanicsPage.Section {
    private static let frame: [(key: String, text: String)] = [
        ("scenario", "scenario: Example"),
        (
            "calendar",
            """
            calendar:
              timezone: Asia/Shanghai
              hours: Mon..Fri 09:00..12:00 13:00..18:00
              working days run: from the next day
            """
        ),
        ("arrivals", "arrivals: { mean: 20 per week, mix: { general: 80%, major: 20% } }"),
        ("staff", "staff: { clerk: 3, manager: 1 }"),
        ("flow", "flow: [ { step: answer, by: clerk, work: 30 min } ]"),
        ("run", "run: { start: 2027-01-04, warm-up: 1 week, length: 4 weeks }"),
    ]

    /// The example, with parts of the frame for what it does not give.
    var completed: String {
        let given = yaml.split(separator: "\n").compactMap { line -> String? in
            guard line.first?.isWhitespace == false, let colon = line.firstIndex(of: ":") else { return nil }
            return String(line[..<colon])
        }
        // A file that extends another one has everything but its title from there.
        let isWhole = !given.contains("extends")
        let missing = Self.frame.filter {
            !given.contains($0.key) && (isWhole || $0.key == "scenario")
        }.map(\.text)
        return (missing + [yaml]).joined(separator: "\n")
    }
}
