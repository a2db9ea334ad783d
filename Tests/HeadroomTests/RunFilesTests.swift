import Foundation
import Testing

/// The files that `headroom run` writes beside its result folder.
@Suite("run, files of rows")
struct RunFilesTests {
    private func rows(_ text: String) -> [[String]] {
        text.components(separatedBy: "\r\n").dropLast().map { $0.components(separatedBy: ",") }
    }

    @Test("log, cases and replications tell of the run that the report is about")
    func together() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.hard, to: "hard.yaml")
        let run = try place.run(
            "run", "hard.yaml", "--replications", "1", "--json", "--quiet", "--log", "log.csv", "--cases",
            "cases.csv", "--replication-rows", "rows.csv")
        #expect(run.status == 0 && run.errors.isEmpty)
        let document = try #require(run.json as? [String: Any])
        let limits = try #require(document["limits"] as? [[String: Any]])
        let onTime = try #require((limits[0]["on_time"] as? [String: Any])?["estimate"] as? Double)
        let cases = rows(try place.read("cases.csv"))
        let limit = try #require(cases[0].firstIndex(of: "answer"))
        let counted = cases.filter { $0[2] == "yes" }
        #expect(abs(Double(counted.count { $0[limit] == "on time" }) / Double(counted.count) - onTime) < 1e-8)
        let log = rows(try place.read("log.csv"))
        #expect(log.count { $0[4] == "arrives" } == cases.count - 1)
        #expect(log[1][0].hasPrefix("2027-01-04T09:") && log[1][0].hasSuffix("+08:00"))
        let measures = rows(try place.read("rows.csv"))
        let found = try #require(measures.first { $0[1] == "on_time" && $0[2] == "answer" })
        #expect(abs((Double(found[4]) ?? 0) - onTime) < 1e-8)
        #expect(try place.read("runs/hard/why-late.csv").contains(",answer,answer,clerk,people,"))
    }

    @Test("a log whose name ends in .jsonl has one document a line")
    func documents() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        let run = try place.run("run", "easy.yaml", "--replications", "1", "--log", "log.jsonl")
        #expect(run.status == 0)
        let lines = try place.read("log.jsonl").split(separator: "\n")
        #expect(lines.count > 1000)
        for line in lines.prefix(50) {
            let document = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            #expect(document?["time"] is String && document?["moment"] is String)
        }
    }

    @Test("another ending is wrong usage, before anything is simulated")
    func endings() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        for name in ["log.txt", "log", "log.json"] {
            let run = try place.run("run", "easy.yaml", "--log", name)
            #expect(run.status == 64 && run.output.isEmpty)
            #expect(run.errors.contains("--log takes a file that ends in .csv or .jsonl"))
            #expect(!place.exists(name) && !place.exists("runs"))
        }
    }

    @Test("a full device is exit code 74, and a place that is not there leaves nothing half")
    func devices() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        let full = place.folder.appendingPathComponent("full.csv")
        try FileManager.default.createSymbolicLink(
            at: full, withDestinationURL: URL(fileURLWithPath: "/dev/full"))
        for option in ["--log", "--cases", "--replication-rows"] {
            let run = try place.run("run", "easy.yaml", "--replications", "1", option, "full.csv")
            #expect(run.status == 74, "\(option)")
            #expect(run.errors.contains("full.csv"), "\(option)")
        }
        let run = try place.run("run", "easy.yaml", "--replications", "1", "--cases", "none/cases.csv")
        #expect(run.status == 74 && !place.exists("none"))
    }
}
