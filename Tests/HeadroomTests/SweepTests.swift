import Foundation
import Testing

@Suite("sweep", .enabled(if: heavyTestsRun))
struct SweepTests {
    private static let reports = ["sweep.json", "sweep.csv", "report.txt"]

    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        return place
    }

    private func points(_ run: ProgramRun) throws -> [[String: Any]] {
        let document = try #require(run.json as? [String: Any])
        return try #require(document["points"] as? [[String: Any]])
    }

    @Test("a grid: table, bars, folder, CSV, and each point is what 'run' finds")
    func grid() throws {
        let place = try place()
        let run = try place.run(
            "sweep", "easy.yaml", "--vary", "staff.clerk=1..3", "--replications", "4", "--csv", "rows.csv")
        #expect(run.status == 0)
        #expect(run.errors == "Result folder: runs/easy-sweep\n")
        #expect(run.output.contains("Sweep: 3 points of a grid; 4 replications each; seed 1"))
        #expect(run.output.contains("answer: share on time from 0 to 100 %, target 90 % at the |"))
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(try place.read("runs/easy-sweep/report.txt") == run.output)
        let rows = try place.read("rows.csv")
        #expect(try place.read("runs/easy-sweep/sweep.csv") == rows)
        #expect(rows.components(separatedBy: "\r\n").count == 5)
        #expect(
            rows.hasPrefix("scenario,point,staff.clerk,seed,replications,on time answer,on time answer low,"))
        let again = try place.run(
            "sweep", "easy.yaml", "--vary", "staff.clerk=1..3", "--replications", "4", "--json")
        #expect(again.errors.hasPrefix("Found before: 3 of 3 points, in runs/easy-sweep\n"))
        #expect(try place.read("runs/easy-sweep/sweep.json") == again.output)
        let found = try points(again)
        #expect(found.map { ($0["values"] as? [String: Int])?["staff.clerk"] } == [1, 2, 3])
        for (people, point) in zip(1...3, found) {
            let alone = try place.run(
                "run", "easy.yaml", "--set", "staff.clerk=\(people)", "--replications", "4", "--json",
                "--quiet")
            let document = try #require(alone.json as? [String: Any])
            for key in ["limits", "roles", "turnaround_seconds", "digest", "seed", "events"] {
                let (a, b) = (try bytes(point[key]), try bytes(document[key]))
                #expect(a == b, "\(key) of \(people)")
            }
        }
    }

    @Test("--grow and --set are for every point, as 'run' takes them")
    func grown() throws {
        let place = try place()
        let words = [
            "--set", "answer.work=exponential 7 min", "--grow", "20%", "--replications", "2", "--json",
        ]
        let run = try ProgramRun(
            ["sweep", "easy.yaml", "--vary", "staff.clerk=2,3"] + words, in: place.folder)
        let alone = try ProgramRun(["run", "easy.yaml", "--set", "staff.clerk=3"] + words, in: place.folder)
        let document = try #require(alone.json as? [String: Any])
        let point = try #require(points(run).last)
        for key in ["limits", "digest", "events"] { #expect(try bytes(point[key]) == bytes(document[key])) }
    }

    private func bytes(_ value: Any?) throws -> Data {
        try JSONSerialization.data(
            withJSONObject: try #require(value), options: [.sortedKeys, .fragmentsAllowed])
    }

    @Test("killed in the middle, it goes on from there and ends with the same bytes")
    func killed() throws {
        let place = try place()
        let words = [
            "sweep", "easy.yaml", "--vary", "staff.clerk=2..9", "--vary",
            "arrivals.mean=200 per week,260 per week",
            "--replications", "12", "--jobs", "2",
        ]
        let whole = try ProgramRun(words + ["--out", "whole"], in: place.folder)
        #expect(whole.status == 0)
        let process = Process()
        process.executableURL = ProgramRun.program
        process.arguments = words + ["--out", "part"]
        process.currentDirectoryURL = place.folder
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        func count() -> Int {
            let names = try? FileManager.default.contentsOfDirectory(
                atPath: place.folder.appendingPathComponent("part/points").path)
            return (names ?? []).count { $0.hasPrefix("point-") }
        }
        while count() < 3, process.isRunning { Thread.sleep(forTimeInterval: 0.002) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let left = count()
        #expect(left >= 3 && left < 16 && !place.exists("part/sweep.json"))
        let rest = try ProgramRun(words + ["--out", "part"], in: place.folder)
        #expect(rest.status == 0 && rest.output == whole.output)
        #expect(rest.errors.hasPrefix("Found before: \(left) of 16 points, in part\n"))
        for name in Self.reports {
            #expect(try place.read("part/" + name) == place.read("whole/" + name))
        }
    }

    @Test("Ctrl-C keeps finished points and is exit code 130; a timeout is 2 and says so")
    func stopped() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.long, to: "long.yaml")
        let run = try place.run(
            "sweep", "long.yaml", "--vary", "staff.clerk=2..9", "--replications", "64", "--json",
            interruptAfter: 1)
        #expect(run.status == 130 && run.output.isEmpty && run.seconds < 2)
        #expect(run.errors.contains("Finished points are kept in runs/long-sweep"))
        let late = try place.run(
            "sweep", "long.yaml", "--vary", "staff.clerk=2..9", "--replications", "64", "--json", "--timeout",
            "0.5")
        #expect(late.status == 2)
        let document = try #require(late.json as? [String: Any])
        #expect(document["stopped"] as? String == "time")
        #expect(!place.exists("runs/long-sweep/sweep.json"))
    }

    @Test("shards on several machines: copied into one folder they are the sweep")
    func shards() throws {
        let place = try place()
        let words = ["sweep", "easy.yaml", "--vary", "staff.clerk=1..5", "--replications", "2"]
        let whole = try ProgramRun(words + ["--out", "whole"], in: place.folder)
        for part in 1...2 {
            let run = try ProgramRun(
                words + ["--shard", "\(part)/2", "--out", "part\(part)"], in: place.folder)
            #expect(run.status == 0 && run.output.contains("of 5 points of a grid, part \(part)/2"))
            #expect(!place.exists("part\(part)/sweep.json"))
        }
        let points = place.folder.appendingPathComponent("part2/points")
        for name in try FileManager.default.contentsOfDirectory(atPath: points.path) {
            try FileManager.default.copyItem(
                at: points.appendingPathComponent(name),
                to: place.folder.appendingPathComponent("part1/points/" + name))
        }
        let merged = try ProgramRun(words + ["--out", "part1"], in: place.folder)
        #expect(merged.output == whole.output && merged.errors.hasPrefix("Found before: 5 of 5 points"))
        #expect(try place.read("part1/sweep.json") == place.read("whole/sweep.json"))
    }

    @Test("a quasi-random design tells what each path explains")
    func sobol() throws {
        let place = try place()
        let run = try place.run(
            "sweep", "easy.yaml", "--vary", "staff.clerk=2..5", "--vary", "answer.work.mean=4..8 min",
            "--replications", "2", "--json", "--design", "sobol", "32")
        #expect(run.status == 0)
        let document = try #require(run.json as? [String: Any])
        let outputs = try #require(document["sensitivity"] as? [[String: Any]])
        #expect(
            outputs.compactMap { $0["output"] as? String } == [
                "on_time", "turnaround_mean", "cost", "busiest_utilisation",
            ])
        // Without costs in the file the people are counted, and nothing else matters.
        let cost = try #require(outputs[2]["indices"] as? [[String: Any]])
        #expect(
            cost[0]["path"] as? String == "staff.clerk" && (cost[0]["first_order"] as? Double ?? 0) > 0.999)
        #expect(abs(cost[1]["first_order"] as? Double ?? 9) < 0.2)
    }

    @Test(
        "wrong words are 64 with a remedy, wrong points 65 with their values, before any simulation",
        arguments: [
            (["--vary", "staff.clerk"], 64, "as in --vary staff.clerk=4..10"),
            ([], 64, "nothing is varied"),
            (["--vary", "staff.clerk=9..4"], 64, "the smaller end comes first"),
            (["--vary", "staff.clerk=1..99999"], 64, "at most 10,000"),
            (["--vary", "staff.clerk=1,2", "--vary", "staff.clerk=3"], 64, "is given twice"),
            (["--vary", "staff.clerk=a,b", "--design", "sobol", "8"], 64, "no range of numbers"),
            (["--vary", "staff.clerk=1..3", "--shard", "4/3"], 64, "K from 1 to N"),
            (["--vary", "staff.clark=1..3"], 65, "did you mean 'staff.clerk'?"),
            (["--vary", "staff.clerk=1,0.5"], 65, "at the point staff.clerk=0.5"),
        ] as [([String], Int32, String)])
    func wrong(words: [String], status: Int32, says: String) throws {
        let place = try place()
        let run = try ProgramRun(["sweep", "easy.yaml"] + words, in: place.folder)
        #expect(run.status == status && run.output.isEmpty)
        #expect(run.errors.contains(says), "\(run.errors)")
        #expect(!place.exists("runs"))
    }
}
