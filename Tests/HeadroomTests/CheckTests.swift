import Foundation
import Testing

/// `headroom check` as a CI job sees it.
@Suite("check", .enabled(if: heavyTestsRun))
struct CheckTests {
    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        try place.write(SmallScenarios.hard, to: "hard.yaml")
        try place.write(SmallScenarios.wrong, to: "wrong.yaml")
        return place
    }

    @Test("met is 0, missed is 1, of several files the worst counts")
    func statuses() throws {
        let place = try place()
        #expect(try place.run("check", "easy.yaml").status == 0)
        #expect(try place.run("check", "hard.yaml").status == 1)
        #expect(try place.run("check", "easy.yaml", "hard.yaml").status == 1)
        #expect(try place.run("check", "easy.yaml", "wrong.yaml", "hard.yaml").status == 65)
        #expect(try place.run("check", "missing.yaml", "hard.yaml").status == 74)
        #expect(try place.run("check", "missing.yaml", "wrong.yaml").status == 65)
    }

    @Test("undecided is 2, or what --undecided says")
    func undecided() throws {
        let place = try place()
        // One replication has no interval, so nothing can be decided.
        #expect(try place.run("check", "easy.yaml", "--replications", "1").status == 2)
        #expect(try place.run("check", "easy.yaml", "--replications", "1", "--undecided", "pass").status == 0)
        #expect(try place.run("check", "easy.yaml", "--replications", "1", "--undecided", "fail").status == 1)
    }

    @Test("--strict decides by betting, says so, and goes on until it knows")
    func strict() throws {
        let place = try place()
        let easy = try place.run("check", "easy.yaml", "--strict", "--json")
        #expect(easy.status == 0)
        let document = easy.json as? [String: Any]
        #expect(document?["method"] as? String == "strict")
        let plain = try place.run("check", "easy.yaml", "--json").json as? [String: Any]
        #expect(plain?["method"] as? String == "asymptotic")
        let hard = try place.run("check", "hard.yaml", "--strict")
        #expect(hard.status == 1 && hard.output.contains("by the mean of their shares (strict)"))
        #expect(try place.run("check", "easy.yaml", "--strict", "--replications", "64").status == 64)
        #expect(try place.run("check", "easy.yaml", "--strict", "--precision", "1%").status == 64)
    }

    @Test("says each target with its share and verdict")
    func text() throws {
        let run = try place().run("check", "easy.yaml", "hard.yaml")
        #expect(run.output.contains("easy.yaml: 1 met, 0 missed, 0 undecided after 64 replications"))
        #expect(run.output.contains("hard.yaml: 0 met, 1 missed, 0 undecided"))
        #expect(run.output.contains("99 % wanted: missed"))
    }

    @Test("JSON is an object for one file and an array for several, and absent where a file is wrong")
    func json() throws {
        let place = try place()
        let one = try place.run("check", "hard.yaml", "--json")
        #expect((one.json as? [String: Any])?["scenario"] as? String == "Hard")
        let two = try place.run("check", "easy.yaml", "hard.yaml", "--json")
        #expect((two.json as? [[String: Any]])?.compactMap { $0["scenario"] as? String } == ["Easy", "Hard"])
        #expect(try place.run("check", "easy.yaml", "wrong.yaml", "--json").output.isEmpty)
    }

    @Test("JUnit counts missed as failures and undecided as errors")
    func junit() throws {
        let place = try place()
        #expect(try place.run("check", "hard.yaml", "--junit", "out.xml").status == 1)
        let report = try place.read("out.xml")
        #expect(report.hasPrefix("<?xml"))
        #expect(report.contains("failures=\"1\" errors=\"0\"") && report.contains("<failure message="))
        #expect(try place.run("check", "easy.yaml", "--replications", "1", "--junit", "out.xml").status == 2)
        #expect(try place.read("out.xml").contains("<error message="))
        #expect(try place.run("check", "easy.yaml", "--junit", "no/such/folder/out.xml").status == 74)
        #expect(try place.run("check", "easy.yaml", "--junit", "/dev/full").status == 74)
    }

    @Test("annotations name the file and the line, of the file that has it")
    func github() throws {
        let place = try place()
        try place.write("extends: hard.yaml\nscenario: Child\n", to: "child.yaml")
        let run = try place.run("check", "hard.yaml", "wrong.yaml", "child.yaml", "--format", "github")
        #expect(run.output.components(separatedBy: "::error file=hard.yaml,line=19,title=").count == 3)
        #expect(run.output.contains("::error file=wrong.yaml,line=17,col=9::"))
        let changed = try place.run(
            "check", "hard.yaml", "--format", "github", "--set", "answer.within=1 working hour")
        #expect(changed.output.hasPrefix("::error file=hard.yaml,title="))
    }

    @Test("worse than an earlier result is 1, the same is 0")
    func against() throws {
        let place = try place()
        let before = try place.run("check", "easy.yaml", "--json")
        try place.write(before.output, to: "before.json")
        let same = try place.run("check", "easy.yaml", "--against", "before.json", "--json")
        #expect(same.status == 0)
        #expect(same.output.contains("\"verdict\": \"no difference shown\""))
        let worse = try place.run(
            "check", "easy.yaml", "--against", "before.json", "--set", "staff.clerk=1", "--set",
            "target=1% on time")
        #expect(worse.status == 1)
        #expect(worse.output.contains("answer is worse by"))
        try place.write("{}", to: "other.json")
        #expect(try place.run("check", "easy.yaml", "--against", "other.json").status == 64)
        #expect(try place.run("check", "easy.yaml", "--against", "missing.json").status == 74)
    }
}
