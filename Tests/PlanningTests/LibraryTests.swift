import Foundation
import Planning
import ScenarioFile
import Testing

private let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The program as a library: the lines of the README, compiled and run.
@Suite("The library")
struct LibraryTests {
    #if !DEBUG
    @Test("plans in ten lines")
    func tenLines() async throws {
        var printed: [String] = []
        func print(_ value: some Any) { printed.append("\(value)") }
        let file = root.appendingPathComponent("docs/examples/front-office.yaml").path

        let scenario = try Scenario(contentsOf: file)
        let model = try scenario.compiled()
        let study = try await Study(model, replications: 64, seed: 1).run()
        print(study.limit("investigate").onTime)
        print(try await StaffingSearch(model, target: 0.95).cheapest().staff)
        let bigger = try scenario.changing("staff.investigator", to: 10).compiled()
        print(try await Comparison(model, bigger).difference(of: "investigate", \.onTime))
        print(try await Promise(model, limit: "whole-case", share: 0.95).shortest())

        #expect(printed.count == 4)
        #expect(printed[0].hasSuffix("95 %, 64 replications)"))
        #expect(printed[1].hasPrefix("clerk ") && printed[1].contains(", investigator "))
        #expect(printed[3].contains("working"))
    }
    #endif

    @Test("shows the same lines in the README")
    func readme() throws {
        let page = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        let test = try String(contentsOfFile: #filePath, encoding: .utf8)
        let block = try #require(
            page.split(separator: "```swift\n").dropFirst().first?.split(separator: "```").first)
        let lines = block.split(separator: "\n").filter { !$0.hasPrefix("import") }
        #expect(lines.count >= 8)
        for line in lines { #expect(test.contains("        \(line)\n"), "\(line)") }
    }
}
