import CaseFlow
import Foundation
import ScenarioFile
import SimKernel
import Testing

@Suite("Quantities observed: the values of a file, drawn again and again")
struct ObservedTests {
    private static func text(
        work: String = "30 min", wait: String = "1 day", arrivals: String = "mean: 20 per week",
        amount: String = "100 yuan"
    ) -> String {
        SmallScenario(
            flow(
                step("answer", work, "within: 4 working hours"), "  - wait: reply\n    for: \(wait)",
                step("pay", "10 min", "only: amount at least 2 yuan")),
            arrivals: "arrivals: { \(arrivals) }", carries: "case: { amount: \(amount) }"
        ).text
    }

    private func quantity(_ phrase: String, _ file: String) throws -> Quantity {
        let scenario = try read(Self.text(work: phrase), files: ["d.csv": file])
        guard case .step(let part) = scenario.flow[0].kind else { return try #require(nil) }
        return try #require(part.work?.leaves.first?.value)
    }

    private func values(_ phrase: String, _ file: String) throws -> [Double] {
        guard case .observed(let observed) = try quantity(phrase, file).family else { return [] }
        return observed.values
    }

    /// The first line of what is said, without the place.
    private func said(_ phrase: String, _ file: String) -> String {
        let line =
            messages(Self.text(work: phrase), files: ["d.csv": file]).split(separator: "\n").first ?? ""
        return line.components(separatedBy: ": error: ").last ?? ""
    }

    // MARK: - Reading

    @Test(
        "one a line, or the first column under a header line",
        arguments: [
            "3\n1\n2\n", "3\n1\n2", "\u{FEFF}3\r\n1\r\n\r\n2\r\n", "minutes\n3\n1\n2\n",
            "\n\n時長\n3\n 1\t\n2.0\n\n",
            "minutes,class\n3,major\n1,\"general, by letter\"\n2,\n",
            "\"minutes\",\"n\"\n\"3\",1\n1,2\n2e0,3\n",
        ])
    func forms(file: String) throws {
        #expect(try values("observed d.csv min", file) == [3, 1, 2])
        #expect(try quantity("observed d.csv min", file).unit == .minute)
    }

    @Test("each with a unit of its own, in the unit of the first")
    func ownUnits() throws {
        let file = "30 min\n1 h\n90 s\n2.5 hours\n"
        #expect(try values("observed d.csv", file) == [30, 60, 1.5, 150])
        #expect(try quantity("observed d.csv", file).unit == .minute)
    }

    @Test(
        "a wrong value is named with its line",
        arguments: [
            ("observed d.csv min", "1\n2\nabc\n", "d.csv:3: 'abc' stands where a number should"),
            ("observed d.csv min", "1\n-2\n", "d.csv:2: '-2' has a sign"),
            ("observed d.csv min", "nan\n1\n", "d.csv:1: 'nan' stands where a number should"),
            ("observed d.csv min", "1\ninf\n", "d.csv:2: 'inf' stands where a number should"),
            ("observed d.csv min", "1\n1e400\n", "d.csv:2: '1e400' is beyond all measure"),
            ("observed d.csv min", "1\n2e15\n", "d.csv:2: '2e15' is beyond all measure"),
            ("observed d.csv min", "1\n0x10\n", "d.csv:2: '0x10' stands where a number should"),
            ("observed d.csv min", "1\n.5\n", "d.csv:2: '.5' stands where a number should"),
            ("observed d.csv min", "1\n12:30\n", "d.csv:2: '12:30' stands where a number should"),
            ("observed d.csv min", "1\n1.234.567\n", "d.csv:2: '1.234.567' stands where a number should"),
            ("observed d.csv min", "12,5\n", "d.csv:1: this line has 2 columns where 1 should be"),
            ("observed d.csv min", "n,m\n12,5,1\n", "d.csv:2: this line has 3 columns where 2 should be"),
            ("observed d.csv min", "n,m\n1,1\n,5\n", "d.csv:3: the first column is empty"),
            ("observed d.csv min", ",minutes\n0,5\n", "d.csv:1: this line has 2 columns where 1 should be"),
            ("observed d.csv min", "1\n2 min\n", "d.csv:2: '2 min' has a unit of its own"),
            ("observed d.csv", "1 min\n2\n", "d.csv:2: '2' has no unit"),
            ("observed d.csv", "1 min\n2min\n", "d.csv:2: '2min' needs a space before the unit"),
            ("observed d.csv", "1 min\n2 minutes\n", "d.csv:2: 'minutes' is no unit"),
            ("observed d.csv", "1 min\n2 per\n", "d.csv:2: 'per' is no unit"),
            ("observed d.csv", "1 min\n2 days\n", "d.csv:2: 'work' cannot be measured in days"),
            ("observed d.csv", "duration\n", "d.csv:1: the file has no values"),
            ("observed d.csv", "", "d.csv:1: the file has no values"),
            ("observed d.csv days", "1\n", "'work' cannot be measured in days"),
            ("observed d.csv yuan", "1\n", "'yuan' is no unit"),
            ("observed d.csv min more", "1\n", "'more' has no meaning here"),
            ("observed", "1\n", "a file is missing at the end"),
            ("observed e.csv min", "1\n", "the file 'e.csv' cannot be read: no such file"),
            ("observed sub//d.csv min", "1\n", "'sub//d.csv' is not under the scenario's folder"),
            ("observed /etc/passwd min", "1\n", "'/etc/passwd' is not under the scenario's folder"),
        ])
    func wrong(phrase: String, file: String, expected: String) {
        #expect(said(phrase, file) == expected)
    }

    @Test("units that cannot be compared, and a file that is no text")
    func mixed() {
        let amount = messages(
            Self.text(amount: "observed d.csv"), files: ["d.csv": "1 yuan\n2 persons\n"])
        #expect(amount.contains("d.csv:2: 'yuan' and 'persons' cannot be compared"))
        let reader = FileReader { (_, _) throws(FileReader.Failure) in [0x31, 0x0A, 0xFF, 0x0A] }
        #expect(throws: ScenarioError.self) {
            try Scenario(
                yaml: Array(Self.text(work: "observed d.csv min").utf8), file: "s.yaml", files: reader)
        }
    }

    @Test("a million values are read, one more and a larger file are refused", .enabled(if: heavyTestsRun))
    func sizes() throws {
        let million = String(repeating: "7\n", count: 1_000_000)
        #expect(try values("observed d.csv min", million).count == 1_000_000)
        #expect(said("observed d.csv min", million + "7\n") == "d.csv:1000001: here are too many values")
        let both = Self.text(work: "observed d.csv min", wait: "observed d.csv h")
        #expect(messages(both, files: ["d.csv": million]).contains("d.csv:1: here are too many values"))
        let place = FileManager.default.temporaryDirectory.appending(path: "observed-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        try Data(count: 16_000_001).write(to: place.appending(path: "d.csv"))
        #expect(throws: ScenarioError.self) {
            try Scenario(
                yaml: Array(Self.text(work: "observed d.csv min").utf8), file: "s.yaml",
                files: .disk(folder: place.path))
        }
    }

    @Test("no link leads out of the scenario's folder, and a file in a folder below is found")
    func escape() throws {
        let place = FileManager.default.temporaryDirectory.appending(path: "observed-\(UUID().uuidString)")
        let folder = place.appending(path: "rules")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "data"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: place) }
        try Data("5\n".utf8).write(to: place.appending(path: "secret.csv"))
        try Data("5\n".utf8).write(to: folder.appending(path: "data/d.csv"))
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "link.csv"), withDestinationURL: place.appending(path: "secret.csv"))
        func outcome(_ file: String) -> String {
            do {
                let text = Self.text(work: "observed \(file) min")
                _ = try Scenario(
                    yaml: Array(text.utf8), file: "s.yaml", files: .disk(folder: folder.path))
                return "read"
            } catch {
                return error.diagnostics[0].message
            }
        }
        #expect(outcome("data/d.csv") == "read")
        #expect(outcome("link.csv") == "'link.csv' is not under the scenario's folder")
        #expect(outcome("../secret.csv") == "'../secret.csv' is not under the scenario's folder")
    }

    @Test("a file named in a base file lies beside the base file")
    func base() throws {
        let base = Self.text(work: "observed d.csv min")
        let files = ["base/base.yaml": base, "base/d.csv": "4\n", "d.csv": "x\n"]
        let scenario = try read("extends: base/base.yaml\nscenario: Child\n", files: files)
        guard case .step(let part) = scenario.flow[0].kind,
            case .observed(let observed)? = part.work?.leaves.first?.value.family
        else { return #expect(Bool(false)) }
        #expect(observed.values == [4])
        let wrong = messages(
            "extends: base/base.yaml\nscenario: Child\n", changes: [("answer.work", "observed d.csv min")],
            files: files)
        #expect(
            wrong.contains("error: d.csv:2: ") == false && wrong.contains("d.csv:1: the file has no values"))
    }

    @Test("the digest follows what the file contains, and a change of another value keeps it read")
    func digest() throws {
        let text = Self.text(work: "observed d.csv min")
        let one = try read(text, files: ["d.csv": "1\n2\n"])
        #expect(try read(text, files: ["d.csv": "1\n2\n"]).digest == one.digest)
        #expect(try read(text, files: ["d.csv": "1\n3\n"]).digest != one.digest)
        let changed = try one.changing("staff.clerk", to: "4")
        #expect(changed.digest != one.digest)
        #expect(try changed.compiled().tables.contains { $0.mean == 90 * Double(Tick.second) })
    }

    // MARK: - Drawing

    static let file = "2\n2\n10\n3.5\n7\n"
    /// Of the five values: mean 4.9, variance (4 + 4 + 100 + 12.25 + 49) / 5 - 4.9².
    static let mean = 4.9
    static let variance = 9.84

    @Test("work, waits, arrivals and numbers of a case draw each value equally often")
    func moments() throws {
        let text = Self.text(
            work: "observed d.csv min", wait: "observed d.csv working hours",
            arrivals: "every: observed d.csv h", amount: "observed d.csv yuan")
        let model = try read(text, files: ["d.csv": Self.file]).compiled()
        func check(_ table: QuantileTable, _ unit: Double) {
            #expect(abs(table.mean / unit - Self.mean) < 1e-9)
            #expect(abs(table.variance / unit / unit - Self.variance) < 1e-9)
            let key = StreamKey(seed: 1, replication: 0)
            var counts: [Ticks: Int] = [:]
            for i in 0..<50_000 {
                counts[
                    table.view.draw(key.bits(case: UInt64(i), name: 1, visit: 0, purpose: .step).first),
                    default: 0] += 1
            }
            let expected = [(2.0, 20_000), (3.5, 10_000), (7, 10_000), (10, 10_000)]
            #expect(counts.count == 4)
            // Six standard deviations.
            for (value, count) in expected { #expect(abs((counts[Ticks(value * unit)] ?? 0) - count) < 660) }
        }
        check(model.tables[Int(model.ops[0].table.code)], 60 * Double(Tick.second))
        check(model.tables[Int(model.ops[1].table.code)], 3600 * Double(Tick.second))
        #expect(model.ops[1].worksOnCalendar)
        check(model.tables[Int(model.numbers[0].table.code)], 1e6)
        guard case .renewal(let between, _) = model.streams[0].process else { return #expect(Bool(false)) }
        check(between, 3600 * Double(Tick.second))
    }

    @Test("arrivals need some time between them")
    func neverTogether() {
        let text = Self.text(arrivals: "every: observed d.csv h")
        #expect(messages(text, files: ["d.csv": "0\n0\n"]).contains("'d.csv' must be above 0"))
    }
}
