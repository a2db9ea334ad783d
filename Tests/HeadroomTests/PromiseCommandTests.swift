import Foundation
import Testing

/// `headroom promise` as a whole program.
@Suite("promise", .enabled(if: heavyTestsRun))
struct PromiseCommandTests {
    private static let blank = SmallScenarios.easy.replacing("within: 2 working hours", with: "within: solve")

    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        try place.write(Self.blank, to: "blank.yaml")
        return place
    }

    @Test("finds the length of a blank, with the lengths around it")
    func blank() throws {
        let place = try place()
        let run = try place.run("promise", "blank.yaml", "--json")
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
        let document = try #require(run.json as? [String: Any])
        let promise = try #require((document["promises"] as? [[String: Any]])?.first)
        #expect(promise["limit"] as? String == "answer" && promise["target"] as? Double == 0.9)
        let shortest = try #require(promise["shortest"] as? [String: Any])
        #expect(shortest["text"] as? String == "1 working hour")
        #expect(shortest["working_seconds"] as? Int == 3600 && shortest["seconds"] is NSNull)
        let curve = try #require(promise["curve"] as? [[String: Any]])
        #expect(curve.first?["within"] as? String == "1 working hour" && curve.count > 1)
        #expect(try place.run("promise", "blank.yaml", "--json", "--jobs", "1").output == run.output)
        let text = try place.run("promise", "blank.yaml")
        #expect(text.output.contains("1 working hour") && text.output.contains("next shorter"))
    }

    @Test("of a given length, the share that the file with it has")
    func given() throws {
        let place = try place()
        let run = try place.run(
            "promise", "blank.yaml", "--limit", "answer", "--within", "30 working min", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let promises = (run.json as? [String: Any])?["promises"] as? [[String: Any]]
        let point = try #require((promises?.first?["curve"] as? [[String: Any]])?.first)
        #expect(point["within"] as? String == "30 working min")
        let share = try #require(point["on_time"] as? [String: Any])
        let set = try place.run("check", "blank.yaml", "--set", "answer.within=30 working min", "--json")
        let limits = (set.json as? [String: Any])?["limits"] as? [[String: Any]]
        let same = try #require(limits?.first?["on_time"] as? [String: Any])
        #expect(share["estimate"] as? Double == same["estimate"] as? Double)
        #expect(share["low"] as? Double == same["low"] as? Double)
    }

    @Test("a file without blanks has nothing to promise, and says so")
    func noBlanks() throws {
        let run = try place().run("promise", "easy.yaml")
        #expect(run.status == 0 && run.output.contains("No limit is left blank"))
        let json = try place().run("promise", "easy.yaml", "--json").json as? [String: Any]
        #expect((json?["promises"] as? [Any])?.isEmpty == true)
    }

    @Test("no length is exit code 1, undecided is 2")
    func statuses() throws {
        let place = try place()
        let overload = try place.run("promise", "blank.yaml", "--set", "arrivals.mean=2000 per week")
        #expect(overload.status == 1 && overload.output.contains("without end"))
        let few = try place.run("promise", "blank.yaml", "--replications", "1")
        #expect(few.status == 2 && few.output.contains("--budget"))
        #expect(try place.run("promise", "blank.yaml", "--max-events", "10").status == 2)
    }

    @Test(
        "wrong usage is 64, with a remedy",
        arguments: [
            (["--limit", "anwser"], "did you mean 'answer'?"),
            (["--within", "2 days"], "--within needs --limit"),
            (["--limit", "anwser", "--within", "2 days"], "did you mean 'answer'?"),
            (["--limit", "answer", "--within", "soon"], "--within 'soon'"),
            (["--target", "100%"], "between 0 and 100%"),
            (["--precision", "1%"], "--budget"),
            (["--limit", "answer", "--within", "2 days", "--target", "90%"], "one of the two"),
        ])
    func usage(arguments: [String], remedy: String) throws {
        let place = try place()
        let run = try ProgramRun(["promise", "blank.yaml"] + arguments, in: place.folder)
        #expect(run.status == 64 && run.errors.contains(remedy), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test("without any target the remedy is --target")
    func noTarget() throws {
        let place = try place()
        try place.write(Self.blank.replacing("target: 90% on time\n", with: ""), to: "open.yaml")
        let run = try place.run("promise", "open.yaml")
        #expect(run.status == 64 && run.errors.contains("--target 95%"))
        #expect(try place.run("promise", "open.yaml", "--target", "95%").status == 0)
    }
}
