import Foundation
import Testing

/// `headroom compare` as its user sees it.
@Suite("compare", .enabled(if: heavyTestsRun))
struct CompareTests {
    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        try place.write(
            SmallScenarios.easy.replacingOccurrences(of: "clerk: 3", with: "clerk: 2"), to: "two.yaml")
        try place.write(
            SmallScenarios.easy.replacingOccurrences(of: "clerk: 3", with: "clerk: 1"), to: "one.yaml")
        try place.write(SmallScenarios.wrong, to: "wrong.yaml")
        return place
    }

    private func designs(_ run: ProgramRun) -> [[String: Any]] {
        (run.json as? [String: Any])?["designs"] as? [[String: Any]] ?? []
    }

    @Test("two people fewer are worse: 0, with --fail-if worse 1")
    func worse() throws {
        let place = try place()
        let run = try place.run("compare", "easy.yaml", "one.yaml")
        #expect(run.status == 0 && run.errors.isEmpty)
        #expect(run.output.contains("one: 0 better, 1 worse, 0 with no difference shown"))
        #expect(run.output.contains("WORSE") && run.output.contains("3 → 1"))
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(try place.run("compare", "easy.yaml", "one.yaml", "--fail-if", "worse").status == 1)
        #expect(try place.run("compare", "one.yaml", "easy.yaml", "--fail-if", "worse").status == 0)
    }

    @Test("JSON has the keys of the contract and no path")
    func json() throws {
        let place = try place()
        let run = try place.run("compare", "easy.yaml", "one.yaml", "easy.yaml", "--json")
        let root = try #require(run.json as? [String: Any])
        #expect(root["version"] as? Int == 1 && root["baseline"] as? String == "Easy")
        let found = designs(run)
        #expect(found.count == 2)
        for key in ["scenario", "limits", "roles", "turnaround_seconds", "cost", "variance_reduction"] {
            #expect(found.allSatisfy { $0.keys.contains(key) }, "\(key)")
        }
        let limit = try #require((found[0]["limits"] as? [[String: Any]])?.first)
        #expect(limit["id"] as? String == "answer" && limit["verdict"] as? String == "worse")
        let difference = try #require(limit["difference"] as? [String: Any])
        let high = try #require(difference["high"] as? Double),
            low = try #require(difference["low"] as? Double)
        #expect(low < high && high < 0)
        #expect(abs((limit["smallest_visible"] as? Double ?? 0) - (high - low) / 2) < 1e-8)
        #expect(found[1]["same_history"] as? Bool == true && found[1]["variance_reduction"] is NSNull)
        #expect(!run.output.contains("yaml"))
        let again = try place.run("compare", "easy.yaml", "one.yaml", "easy.yaml", "--json", "--jobs", "1")
        #expect(again.output == run.output)
    }

    @Test("--set changes all files")
    func set() throws {
        let place = try place()
        let run = try place.run("compare", "easy.yaml", "two.yaml", "--set", "staff.clerk=4", "--json")
        #expect(designs(run).first?["same_history"] as? Bool == true)
    }

    @Test("what cannot be compared is refused, with a remedy")
    func refused() throws {
        let place = try place()
        try place.write(
            SmallScenarios.easy.replacingOccurrences(of: "length: 4 weeks", with: "length: 5 weeks"),
            to: "long.yaml")
        let windows = try place.run("compare", "easy.yaml", "long.yaml")
        #expect(windows.status == 64 && windows.output.isEmpty)
        #expect(
            windows.errors.contains("the counted windows differ")
                && windows.errors.contains("--set run.length"))
        #expect(
            try place.run("compare", "easy.yaml", "long.yaml", "--set", "run.length=4 weeks").status == 0)
        let alone = try place.run("compare", "easy.yaml")
        #expect(alone.status == 64 && alone.errors.contains("--grow") && alone.errors.contains("--each-role"))
        #expect(try place.run("compare", "easy.yaml", "wrong.yaml").status == 65)
        #expect(try place.run("compare", "missing.yaml", "easy.yaml").status == 74)
        let both = try place.run("compare", "missing.yaml", "wrong.yaml")
        #expect(both.status == 65 && both.errors.contains("missing.yaml") && both.errors.contains("clark"))
        #expect(try place.run("compare", "easy.yaml", "two.yaml", "--each-role").status == 64)
        #expect(
            try place.run("compare", "easy.yaml", "--each-role", "--fail-if", "worse").status == 64)
    }

    @Test("one file alone beside itself with more cases")
    func grow() throws {
        let place = try place()
        let run = try place.run("compare", "one.yaml", "--grow", "15%", "--json")
        #expect(run.status == 0)
        let design = try #require(designs(run).first)
        #expect(design["change"] as? String == "grown by 15 %")
        let limits = try #require(design["limits"] as? [[String: Any]])
        #expect(limits.first?["verdict"] as? String == "worse")
        let both = try place.run("compare", "easy.yaml", "easy.yaml", "--grow", "50%", "--json")
        #expect(designs(both).first?["same_history"] as? Bool == true)
    }

    @Test("--each-role says what each person is worth")
    func eachRole() throws {
        let place = try place()
        let run = try place.run("compare", "two.yaml", "--each-role")
        #expect(run.status == 0 && run.output.contains("2 → 3") && run.output.contains("2 → 1"))
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        let json = try place.run("compare", "two.yaml", "--each-role", "--json")
        let rows = (json.json as? [String: Any])?["headcounts"] as? [[String: Any]]
        #expect(rows?.first?["path"] as? String == "clerk" && rows?.first?["one_fewer"] is [String: Any])
    }

    @Test("brakes leave the replications that both have, and 2")
    func brakes() throws {
        let place = try place()
        let run = try place.run("compare", "easy.yaml", "two.yaml", "--max-events", "60000", "--json")
        #expect(run.status == 2)
        let root = try #require(run.json as? [String: Any])
        #expect(root["stopped"] as? String == "events" && root["replications"] as? Int ?? 64 < 64)
    }
}
