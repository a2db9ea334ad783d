import Foundation
import Testing

/// `headroom run` as scripts see it.
@Suite("run", .enabled(if: heavyTestsRun))
struct RunTests {
    @Test("prints the report, writes the result folder, and is 0 even where a target is missed")
    func report() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.hard, to: "hard.yaml")
        let run = try place.run("run", "hard.yaml", "--replications", "4")
        #expect(run.status == 0)
        #expect(run.output.contains("answer") && run.output.contains("clerk"))
        #expect(run.errors.hasSuffix("Result folder: runs/hard\n"))
        #expect(try place.read("runs/hard/report.txt") == run.output)
        #expect(try place.read("runs/hard/result.json").hasPrefix("{\n  \"version\": 1,"))
        #expect(try place.read("runs/hard/backlog.csv").hasPrefix("scenario,week,"))
    }

    @Test("--json prints one document and nothing else, the same as in the folder that --out names")
    func json() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        let run = try place.run(
            "run", "easy.yaml", "--replications", "4", "--json", "--quiet", "--out", "there/it/is")
        #expect(run.status == 0)
        #expect(run.errors.isEmpty)
        #expect(try place.read("there/it/is/result.json") == run.output)
        #expect(!place.exists("runs"))
        let document = try #require(run.json as? [String: Any])
        #expect(document["replications"] as? Int == 4)
        #expect(document["stopped"] is NSNull)
        #expect((document["events"] as? Int ?? 0) > 0)
        let keys = [
            "version", "program", "tzdata", "scenario", "digest", "seed", "cases", "limits", "roles", "steps",
            "turnaround_seconds", "backlog", "why_late", "periods_meeting_target", "cost", "advice",
            "warnings",
        ]
        for key in keys { #expect(document[key] != nil, "\(key)") }
    }

    @Test("the same bytes for any number of threads, TZ and LANG")
    func bytes() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        let first = try place.run("run", "easy.yaml", "--replications", "6", "--json", "--jobs", "1")
        #expect(first.status == 0)
        for jobs in ["2", "4", "8"] {
            let other = try place.run("run", "easy.yaml", "--replications", "6", "--json", "--jobs", jobs)
            #expect(other.output == first.output)
        }
        for (zone, language) in [("America/New_York", "de_DE.UTF-8"), ("Asia/Kathmandu", "C")] {
            let environment = ["TZ": zone, "LANG": language, "LC_ALL": language]
            let other = try place.run(
                "run", "easy.yaml", "--replications", "6", "--json", environment: environment)
            #expect(other.output == first.output)
        }
    }

    @Test("a seed and a change show in the result")
    func seedAndChange() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        let run = try place.run(
            "run", "easy.yaml", "--replications", "2", "--json", "--seed", "18446744073709551615", "--set",
            "staff.clerk=2")
        let document = try #require(run.json as? [String: Any])
        #expect(run.output.contains("\"seed\": 18446744073709551615"))
        let roles = try #require(document["roles"] as? [[String: Any]])
        #expect(roles.first?["staff"] as? Int == 2)
    }

    @Test("a wrong scenario is 65 with diagnostics on standard error and nothing on standard output")
    func wrong() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.wrong, to: "wrong.yaml")
        let run = try place.run("run", "wrong.yaml", "--json")
        #expect(run.status == 65)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("wrong.yaml:17:9: error: "))
        #expect(!place.exists("runs"))
    }

    @Test("a path that does not exist is refused")
    func wrongPath() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        let run = try place.run("run", "easy.yaml", "--set", "staff.clark=2")
        #expect(run.status == 65)
        #expect(run.errors.contains("clark"))
    }

    @Test("brakes mark the result and are exit code 2")
    func brakes() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.long, to: "long.yaml")
        let events = try place.run("run", "long.yaml", "--json", "--max-events", "500000")
        #expect(events.status == 2)
        #expect((events.json as? [String: Any])?["stopped"] as? String == "events")
        let time = try place.run(
            "run", "long.yaml", "--json", "--timeout", "0.4", "--replications", "1000000")
        #expect(time.status == 2)
        #expect((time.json as? [String: Any])?["stopped"] as? String == "time")
    }

    @Test("a full device is exit code 74, for the report, for JSON and for help")
    func fullDevice() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        for arguments in [
            ["run", "easy.yaml"], ["run", "easy.yaml", "--json"], ["lint", "easy.yaml"], ["--help"],
        ] {
            let run = try ProgramRun(arguments, in: place.folder, output: "/dev/full")
            #expect(run.status == 74, "\(arguments)")
            #expect(run.errors.contains("standard output"), "\(arguments)")
        }
    }

    @Test("a result folder replaces only what a run wrote, and follows no link")
    func folders() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        for expected in [Int32(0), 0] {
            #expect(
                try place.run("run", "easy.yaml", "--replications", "2", "--out", "out").status == expected)
        }
        try place.write("mine", to: "out/notes.txt")
        let refused = try place.run("run", "easy.yaml", "--replications", "2", "--out", "out")
        #expect(refused.status == 74)
        #expect(refused.errors.contains("notes.txt"))
        #expect(try place.read("out/notes.txt") == "mine")
        let link = place.folder.appendingPathComponent("link")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: place.folder)
        #expect(try place.run("run", "easy.yaml", "--replications", "2", "--out", "link").status == 74)
    }

    @Test("Ctrl-C ends within a second, keeps what was finished, and is exit code 130")
    func interrupt() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.long, to: "long.yaml")
        let run = try place.run("run", "long.yaml", "--replications", "100000", "--json", interruptAfter: 1.5)
        #expect(run.status == 130)
        #expect(run.seconds < 1)
        #expect(run.output.isEmpty)
        #expect(try place.read("runs/long/result.json").contains("\"stopped\": \"interrupted\""))
    }
}
