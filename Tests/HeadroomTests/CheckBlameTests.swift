import Foundation
import Testing

/// What `check` says of targets that no headcount reaches, and of several files at once.
@Suite("check beyond people", .enabled(if: heavyTestsRun))
struct CheckBlameTests {
    /// One to three hours of work, every fourth case once more, within three hours: with anybody.
    private static func slow(_ limits: String, own: String = "") -> String {
        """
        scenario: Slow
        calendar: { timezone: Asia/Shanghai, hours: Mon..Fri 09:00..18:00 }
        arrivals: { mean: 40 per week, hours: as staff }
        staff: { clerk: 3 }
        flow:
          - step: answer
            by: clerk
            work: uniform 1..3 h
            \(own)
            outcomes:
              wrong: { share: 25%, back to: answer }
        limits: { \(limits) }
        target: 90% on time
        run: { start: 2027-01-04, warm-up: 1 week, length: 8 weeks, seed: 1 }

        """
    }

    @Test("a limit from arrival that unlimited people miss: no headcount can mend it, with the blame")
    func proof() throws {
        let place = try Workplace()
        try place.write(Self.slow("whole: { within: 3 working hours }"), to: "slow.yaml")
        let run = try place.run("check", "slow.yaml", "--junit", "out.xml")
        #expect(run.status == 1)
        #expect(run.output.contains("no headcount can mend it"), "\(run.output)")
        #expect(run.output.contains("being worked on at answer (clerk)"))
        #expect(run.output.contains("comes to answer 1.3 times"))
        #expect(try place.read("out.xml").contains("no headcount can mend it"))
        let github = try place.run("check", "slow.yaml", "--format", "github")
        #expect(github.output.contains("no headcount can mend it") && github.output.contains("::error"))
        let limits = (try place.run("check", "slow.yaml", "--json").json as? [String: Any])?["limits"]
        let limit = try #require((limits as? [[String: Any]])?.first)
        #expect(limit["achievable"] as? Bool == false && limit["proof"] as? Bool == true)
        let blame = try #require((limit["blame"] as? [[String: Any]])?.first)
        #expect(blame["step"] as? String == "answer" && blame["role"] as? String == "clerk")
        #expect(blame["cause"] as? String == "work" && blame["share"] is [String: Any])
    }

    @Test("a limit within the flow: not even with unlimited people on these shifts")
    func shifts() throws {
        let place = try Workplace()
        let own = "within: 90 working min"
        try place.write(Self.slow("whole: { within: 30 days }", own: own), to: "slow.yaml")
        let run = try place.run("check", "slow.yaml")
        #expect(run.status == 1)
        #expect(run.output.contains("not even with unlimited people on these shifts"), "\(run.output)")
        #expect(!run.output.contains("no headcount"))
    }

    @Test("what people could mend has no blame")
    func mendable() throws {
        let place = try Workplace()
        try place.write(SmallScenarios.hard, to: "hard.yaml")
        let run = try place.run("check", "hard.yaml", "--json")
        let limits = (run.json as? [String: Any])?["limits"] as? [[String: Any]]
        let limit = try #require(limits?.first)
        #expect((limit["blame"] as? [Any])?.isEmpty == true && limit["proof"] is NSNull)
    }

    @Test("several files are told in their order, the same on any number of threads")
    func several() throws {
        let place = try Workplace()
        // The first takes longest: were they told as they end, it would come last.
        try place.write(
            SmallScenarios.scenario(title: "A", staff: 3, target: "90%", length: "50 weeks"), to: "a.yaml")
        try place.write(SmallScenarios.wrong, to: "b.yaml")
        try place.write(SmallScenarios.doubtful, to: "c.yaml")
        try place.write(SmallScenarios.hard, to: "d.yaml")
        let files = ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]
        let one = try ProgramRun(["check"] + files + ["--jobs", "1"], in: place.folder)
        #expect(one.status == 65 && one.output.components(separatedBy: ".yaml:").count == 5)
        let starts = one.output.split(separator: "\n").filter { $0.contains(".yaml:") }.map { $0.prefix(1) }
        #expect(starts == ["a", "b", "c", "d"])
        for jobs in ["2", "7"] {
            let other = try ProgramRun(["check"] + files + ["--jobs", jobs], in: place.folder)
            #expect(other.output == one.output && other.errors == one.errors && other.status == one.status)
        }
    }

    @Test("an interruption ends several files at once")
    func interrupted() throws {
        let place = try Workplace()
        for name in ["a", "b", "c"] { try place.write(SmallScenarios.long, to: "\(name).yaml") }
        let run = try place.run("check", "a.yaml", "b.yaml", "c.yaml", interruptAfter: 1.5)
        #expect(run.status == 130 && run.seconds < 2, "\(run.seconds)")
    }
}
