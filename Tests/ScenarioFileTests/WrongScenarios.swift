import CaseFlow
import Foundation
import ScenarioFile
import Testing

/// Scenarios with one mistake each, and what their authors are told: `Wrong/NN-name.yaml` and
/// `Wrong/NN-name.expected`, which holds every word of it.
@Suite struct WrongScenarios {
    /// Doubtful rather than wrong: these can be simulated.
    static let onlyWarned: Set<String> = [
        "15-stages-longer-than-the-whole", "16-overload", "28-office-hour-by-the-wall-clock",
        "40-run-beyond-the-holidays", "42-stage-as-long-as-its-whole", "43-higher-class-without-a-limit",
        "44-standard-above-the-day",
    ]

    @Test(arguments: WrongFiles.names)
    func `the author is told what is wrong, where, and what to do`(name: String) throws {
        let (model, text) = WrongFiles.outcome(name, of: try WrongFiles.scenario(name))
        #expect(text == (try WrongFiles.expected(name)))
        #expect((model != nil) == Self.onlyWarned.contains(name))
        #expect(text.contains(model == nil ? ": error: " : ": warning: "))
    }

    @Test func `a hundred thousand open brackets are refused, not climbed`() throws {
        let open = String(repeating: "[", count: 100_000)
        let close = String(repeating: "]", count: 100_000)
        let name = "21-nested-brackets"
        let (model, text) = WrongFiles.outcome(
            name, of: Array("scenario: Brackets\nflow: \(open)\(close)\n".utf8))
        #expect(model == nil)
        #expect(text == (try WrongFiles.expected(name)))
    }

    @Test func `the collection is complete`() throws {
        #expect(WrongFiles.names.count >= 24)
        #expect(Self.onlyWarned.isSubset(of: WrongFiles.names))
        #expect(try Set(WrongFiles.files("expected")) == Set(WrongFiles.names + ["21-nested-brackets"]))
    }
}

private enum WrongFiles {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Wrong")
    static let names = (try? files("yaml")) ?? []

    static func files(_ ending: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix("." + ending) }
            .map { String($0.dropLast(ending.count + 1)) }
            .sorted()
    }

    static func scenario(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name + ".yaml")))
    }

    static func expected(_ name: String) throws -> String {
        try String(contentsOf: folder.appending(path: name + ".expected"), encoding: .utf8)
    }

    /// What a user of the command line sees, and the model where there is one.
    static func outcome(_ name: String, of bytes: [UInt8]) -> (model: Model?, text: String) {
        do {
            let scenario = try Scenario(yaml: bytes, file: name + ".yaml", files: .disk(folder: folder.path))
            let (model, diagnostics) = compile(scenario)
            return (model, diagnostics.rendered())
        } catch {
            return (nil, error.diagnostics.rendered())
        }
    }
}
