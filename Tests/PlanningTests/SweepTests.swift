import CaseFlow
import Foundation
import Planning
import ScenarioFile
import Testing

@Suite("Sweep, points and their folder", .enabled(if: heavyTestsRun))
struct SweepTests {
    static let text = """
        scenario: A small office
        calendar:
          timezone: Asia/Shanghai
          hours: Mon..Fri 09:00..12:00 13:00..18:00
          working days run: from the next day
        arrivals: { mean: 60 per week, hours: as staff }
        staff: { clerk: 2, manager: 1 }
        flow:
          - step: answer
            by: clerk
            work: exponential 40 min
            within: 4 working hours
            outcomes: { happy: { share: 80%, skip to: end } }
          - step: appeal
            by: manager
            work: exponential 1 h
        target: 90% on time
        run: { start: 2027-01-04, warm-up: 1 week, length: 4 weeks, seed: 1 }

        """
    static let stamp = Stamp(program: "0.1.0", tzdata: "2026a")

    private func sweep(
        _ words: [String], _ design: [String] = [], jobs: Int = 2, replications: Int = 4
    ) throws -> Sweep {
        let scenario = try Scenario(yaml: Array(Self.text.utf8), file: "office.yaml")
        let plan = try SweepPlan(words.map { try SweepAxis($0) }, try SweepDesign(design))
        var sweep = Sweep(scenario, plan, stamp: Self.stamp)
        sweep.sample = .fixed(replications)
        sweep.options.jobs = jobs
        return sweep
    }

    private let small = ["staff.clerk=1..3", "answer.happy.share=90%,70%"]

    private func files(_ result: SweepResult) -> [String] {
        SweepStore.files(result).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test("a point has the figures of a study of the changed scenario")
    func alone() throws {
        let scratch = try Scratch()
        let found = try sweep(small).run(in: scratch.path + "/sweep")
        #expect(found.points.map(\.number) == [1, 2, 3, 4, 5, 6] && found.isComplete && found.takenOver == 0)
        let scenario = try Scenario(yaml: Array(Self.text.utf8), file: "office.yaml")
            .changing("staff.clerk", to: 2).changing("answer.happy.share", to: "70%")
        let model = try scenario.compiled()
        var options = Study.Options()
        options.offered = OfferedLoad(model).roles.map(\.utilisation)
        let result = Study(model, sample: .fixed(4), options: options).result()
        #expect(found.points[3].figures == SweepFigures(result))
        #expect(found.values(found.points[3]) == ["2", "70%"])
    }

    @Test("any number of threads and any interruption give the same bytes")
    func resumed() throws {
        let scratch = try Scratch()
        let whole = try sweep(small).run(in: scratch.path + "/whole")
        let serial = try sweep(small, jobs: 1).run(in: scratch.path + "/serial")
        #expect(files(serial) == files(whole))
        // Stopped in the third point.
        var stopped = try sweep(small)
        let halt = stopped.options.halt
        stopped.progress = { point, _, _ in if point == 2 { halt.stop(.time) } }
        let part = try stopped.run(in: scratch.path + "/part")
        #expect(part.stopped == .time && part.points.count == 2 && !part.isComplete)
        let rest = try sweep(small).run(in: scratch.path + "/part")
        #expect(rest.takenOver == 2 && rest.stopped == nil)
        #expect(files(rest) == files(whole))
        let again = try sweep(small).run(in: scratch.path + "/part")
        #expect(again.takenOver == 6 && files(again) == files(whole))
    }

    @Test("a budget of events stops at the same point, found before or now")
    func events() throws {
        let scratch = try Scratch()
        let whole = try sweep(small).run(in: scratch.path + "/whole")
        let most = whole.points.prefix(4).reduce(0) { $0 + $1.figures.events } + 1
        for folder in ["fresh", "fresh", "whole"] {
            var bounded = try sweep(small)
            bounded.options.maxEvents = most
            let part = try bounded.run(in: scratch.path + "/" + folder)
            #expect(part.stopped == .events && part.points == Array(whole.points.prefix(4)))
        }
    }

    @Test("what is damaged, foreign or of other seeds, numbers and versions is found anew")
    func distrust() throws {
        let scratch = try Scratch()
        let folder = scratch.path + "/sweep"
        let words = ["staff.clerk=1..3"]
        let whole = try sweep(words).run(in: folder)
        let names = scratch.names("sweep/points")
        #expect(names.count == 3)
        func changed(_ name: String, _ change: (String) -> String) throws {
            try scratch.put(change(scratch.text("sweep/points/" + name)), "sweep/points/" + name)
        }
        let damages: [(String) -> String] = [
            { _ in "" }, { String($0.dropLast(20)) }, { $0.replacing("\"late\"", with: "\"on time\"") + "x" },
            { $0.replacing("\"estimate\":0.", with: "\"estimate\":0.9", maxReplacements: 1) },
            { _ in "{}\n{}\n" }, { _ in scratch.text("sweep/points/" + names[1]) },
        ]
        for damage in damages {
            let before = scratch.text("sweep/points/" + names[0])
            try changed(names[0], damage)
            let again = try sweep(words).run(in: folder)
            #expect(again.takenOver == 2 && again.points == whole.points)
            #expect(scratch.text("sweep/points/" + names[0]) == before)
        }
        var other = try sweep(words)
        other.seed = 2
        #expect(try other.run(in: folder).takenOver == 0)
        #expect(try sweep(words, replications: 5).run(in: folder).takenOver == 0)
        var newer = try sweep(words)
        newer.stamp.program = "0.2.0"
        #expect(try newer.run(in: folder).takenOver == 0)
        #expect(try sweep(words).run(in: folder).takenOver == 3)
    }

    @Test("a link or a pipe in a point's place is replaced, never followed")
    func links() throws {
        let scratch = try Scratch()
        let words = ["staff.clerk=1..2"]
        let whole = try sweep(words).run(in: scratch.path + "/sweep")
        let names = scratch.names("sweep/points")
        try scratch.put("mine", "precious")
        try FileManager.default.removeItem(atPath: scratch.path + "/sweep/points/" + names[0])
        try scratch.link("sweep/points/" + names[0], to: "../../precious")
        try FileManager.default.removeItem(atPath: scratch.path + "/sweep/points/" + names[1])
        #expect(mkfifo(scratch.path + "/sweep/points/" + names[1], 0o600) == 0)
        let again = try sweep(words).run(in: scratch.path + "/sweep")
        #expect(again.takenOver == 0 && again.points == whole.points)
        #expect(scratch.text("precious") == "mine")
        #expect(try sweep(words).run(in: scratch.path + "/sweep").takenOver == 2)
    }

    @Test("shards fill one folder, and together they are the sweep")
    func shards() throws {
        let scratch = try Scratch()
        let whole = try sweep(small).run(in: scratch.path + "/whole")
        var numbers: [Int] = []
        for part in ["1/4", "2/4", "3/4", "4/4"] {
            var one = try sweep(small)
            one.shard = try SweepShard(part)
            let found = try one.run(in: scratch.path + "/parts")
            numbers += found.points.map(\.number)
            #expect(!found.isComplete && found.stopped == nil)
        }
        #expect(numbers == [1, 5, 2, 6, 3, 4])
        let merged = try sweep(small).run(in: scratch.path + "/parts")
        #expect(merged.takenOver == 6 && files(merged) == files(whole))
    }

    @Test("equal Sobol points are simulated once")
    func equalPoints() throws {
        let scratch = try Scratch()
        let found = try sweep(["staff.clerk=1..3"], ["sobol", "15"]).run(in: scratch.path + "/sweep")
        #expect(found.points.count == 15 && found.takenOver == 0)
        #expect(scratch.names("sweep/points").count == 3)
        #expect(Set(found.points.map(\.figures.digest)).count == 3)
    }

    @Test("wrong points are told together, each error once, before anything is written")
    func wrongPoints() throws {
        let scratch = try Scratch()
        func errors(_ words: [String]) throws -> [Diagnostic] {
            let error = #expect(throws: SweepErrors.self) {
                try sweep(words).run(in: scratch.path + "/sweep")
            }
            return try #require(error).diagnostics
        }
        let one = try errors(["staff.clerk=1,two,3", "answer.happy.share=10%,130%"])
        #expect(one.count == 2)
        #expect(one.contains { $0.message.contains("at the point staff.clerk=1, answer.happy.share=130%") })
        #expect(one.contains { $0.message.contains("staff.clerk=two, answer.happy.share=10% and 1 more") })
        let path = try errors(["staff.clark=1..40"])
        #expect(path.count == 1 && path[0].remedy == "did you mean 'staff.clerk'?")
        #expect(path[0].message.contains("at all 40 points"))
        #expect(scratch.names().isEmpty)
    }

    @Test("a folder that holds other things is left alone")
    func foreignFolder() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("sweep")
        try scratch.put("mine", "sweep/notes.txt")
        let error = #expect(throws: StoreProblem.self) {
            try sweep(["staff.clerk=1..2"]).run(in: scratch.path + "/sweep")
        }
        #expect(error?.cause == .notOurs(found: "notes.txt") && scratch.names("sweep") == ["notes.txt"])
    }
}
