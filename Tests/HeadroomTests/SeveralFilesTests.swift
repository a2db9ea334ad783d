import Foundation
import Testing

/// Commands that answer for each of several files: one report after the other, or one table.
@Suite("Several files", .enabled(if: heavyTestsRun))
struct SeveralFilesTests {
    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        try place.write(SmallScenarios.hard, to: "hard.yaml")
        try place.write(SmallScenarios.wrong, to: "wrong.yaml")
        try place.write(
            SmallScenarios.easy.replacing("target: 90% on time\n", with: ""), to: "free.yaml")
        try place.write(
            SmallScenarios.easy.replacing("within: 2 working hours", with: "within: solve"), to: "blank.yaml")
        return place
    }

    private func rows(_ run: ProgramRun) -> [[String]] {
        run.output.split(separator: "\n").map { line in
            line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
    }

    @Test("run writes a folder for each, and one row for each")
    func run() throws {
        let place = try place()
        let run = try place.run(
            "run", "easy.yaml", "hard.yaml", "--out", "all", "--format", "markdown")
        #expect(run.status == 0)
        let rows = rows(run)
        #expect(rows.map { $0.first } == ["scenario", "---", "easy", "hard"])
        #expect(rows.allSatisfy { $0.count == rows[0].count })
        #expect(rows[2][2] == "1 of 1 met" && rows[3][2] == "0 of 1 met, 1 missed", "\(run.output)")
        #expect(rows[3][3].hasPrefix("answer (S-T1): ") && rows[3][3].hasSuffix(" of 99 %"))
        #expect(run.errors.contains("all/easy") && run.errors.contains("all/hard"))
        let json = try place.run("run", "easy.yaml", "hard.yaml", "--json", "--quiet")
        let documents = try #require(json.json as? [[String: Any]])
        #expect(documents.map { $0["scenario"] as? String } == ["Easy", "Hard"])
        let alone = try place.run("run", "hard.yaml", "--json", "--quiet")
        #expect(try place.read("all/hard/result.json") == alone.output)
    }

    @Test("one that is wrong keeps none of the others from its answer")
    func wrong() throws {
        let place = try place()
        let run = try place.run("run", "wrong.yaml", "easy.yaml", "--replications", "4")
        #expect(run.status == 65 && run.errors.contains("clark"))
        #expect(run.output.hasPrefix("Easy\n") && place.exists("runs/easy/result.json"))
        let json = try place.run("run", "wrong.yaml", "easy.yaml", "--replications", "4", "--json")
        #expect(json.status == 65 && json.output.isEmpty)
    }

    @Test("staff says of one without targets that any number will do; alone it is wrong usage")
    func staff() throws {
        let place = try place()
        let run = try place.run("staff", "free.yaml", "easy.yaml", "--format", "markdown")
        #expect(run.status == 0, "\(run.errors)")
        let rows = rows(run)
        #expect(rows.map { $0.first } == ["scenario", "---", "free", "easy"])
        #expect(rows[2].prefix(3) == ["free", "clerk 3", "any number: no limit has a target"])
        #expect(rows[3][1] == "clerk 3" && rows[3][2].hasPrefix("clerk "))
        let json = try place.run("staff", "free.yaml", "easy.yaml", "--json")
        let documents = try #require(json.json as? [[String: Any]])
        #expect(documents.map { $0["verdict"] as? String } == ["none", "met"])
        let text = try place.run("staff", "free.yaml", "easy.yaml")
        #expect(text.output.hasPrefix("Easy\nNo answer: no limit has a target") && text.status == 0)
    }

    @Test("promise has a row for each blank")
    func promise() throws {
        let place = try place()
        let run = try place.run("promise", "blank.yaml", "easy.yaml", "--format", "markdown")
        #expect(run.status == 0, "\(run.errors)")
        let rows = rows(run)
        #expect(rows.count == 3 && rows[2].prefix(4) == ["blank", "answer", "S-T1", "1 working hour"])
    }
}
