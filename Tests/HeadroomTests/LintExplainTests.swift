import Foundation
import Testing

/// `headroom lint` and `headroom explain`.
@Suite("lint and explain")
struct LintExplainTests {
    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        try place.write(SmallScenarios.wrong, to: "wrong.yaml")
        try place.write(SmallScenarios.doubtful, to: "doubtful.yaml")
        return place
    }

    @Test("errors are 65, warnings only with --strict")
    func statuses() throws {
        let place = try place()
        #expect(try place.run("lint", "easy.yaml").status == 0)
        #expect(try place.run("lint", "easy.yaml", "--strict").status == 0)
        #expect(try place.run("lint", "wrong.yaml").status == 65)
        #expect(try place.run("lint", "doubtful.yaml").status == 0)
        #expect(try place.run("lint", "doubtful.yaml", "--strict").status == 65)
        #expect(try place.run("lint", "easy.yaml", "wrong.yaml", "doubtful.yaml").status == 65)
    }

    @Test("a diagnostic has place, message, source line, caret and remedy, on standard error")
    func text() throws {
        let run = try place().run("lint", "wrong.yaml")
        #expect(run.output.isEmpty)
        let lines = run.errors.split(separator: "\n")
        try #require(lines.count >= 3)
        #expect(lines[0].hasPrefix("wrong.yaml:17:9: error: no role 'clark' in staff"))
        #expect(lines[1] == "   17 |     by: clark")
        #expect(lines[2] == "      |         ^ did you mean 'clerk'?")
    }

    @Test("JSON holds every diagnostic of every file")
    func json() throws {
        let run = try place().run("lint", "wrong.yaml", "easy.yaml", "doubtful.yaml", "--json")
        #expect(run.status == 65)
        #expect(run.errors.isEmpty)
        let files = try #require((run.json as? [String: Any])?["files"] as? [[String: Any]])
        #expect(files.compactMap { $0["file"] as? String } == ["wrong.yaml", "easy.yaml", "doubtful.yaml"])
        let diagnostics = files.map { $0["diagnostics"] as? [[String: Any]] ?? [] }
        #expect(diagnostics[0].first?["severity"] as? String == "error")
        #expect(diagnostics[0].first?["line"] as? Int == 17)
        #expect(diagnostics[1].isEmpty)
        #expect(diagnostics[2].first?["severity"] as? String == "warning")
    }

    @Test("explain shows the flow as text, Mermaid and JSON")
    func explain() throws {
        let place = try place()
        let text = try place.run("explain", "easy.yaml")
        #expect(text.status == 0 && text.output.contains("answer") && text.output.contains("clerk"))
        let mermaid = try place.run("explain", "easy.yaml", "--format", "mermaid")
        #expect(mermaid.status == 0 && mermaid.output.hasPrefix("flowchart"))
        let json = try place.run("explain", "easy.yaml", "--json")
        let document = try #require(json.json as? [String: Any])
        #expect((document["visits"] as? [String: Double])?["answer"] == 1)
        // 320 cases a week of 6 min are 32 hours of work, for three people of 40 hours.
        let load = try #require((document["offered_load"] as? [String: Double])?["clerk"])
        #expect(abs(load - 32.0 / 120) < 0.003)
        let role = try #require((document["roles"] as? [[String: Any]])?.first)
        #expect(role["id"] as? String == "clerk" && role["staff"] as? Int == 3)
        #expect((role["people"] as? [String])?.isEmpty == true && role["least_people"] as? Int == 1)
        #expect(try place.run("explain", "wrong.yaml").status == 65)
    }
}
