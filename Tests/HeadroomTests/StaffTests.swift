import Foundation
import Testing

/// `headroom staff` as a whole program.
@Suite("staff", .enabled(if: heavyTestsRun))
struct StaffTests {
    private func place() throws -> Workplace {
        let place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
        try place.write(SmallScenarios.hard, to: "hard.yaml")
        try place.write(SmallScenarios.wrong, to: "wrong.yaml")
        try place.write(SmallScenarios.long, to: "long.yaml")
        try place.write(
            SmallScenarios.easy.replacing("within: 2 working hours", with: "within: 6 working min"),
            to: "never.yaml")
        try place.write(
            SmallScenarios.easy.replacing("target: 90% on time\n", with: ""), to: "free.yaml")
        return place
    }

    private func document(_ run: ProgramRun) throws -> [String: Any] {
        try #require(run.json as? [String: Any])
    }

    @Test("certifies the fewest people, in words and as JSON")
    func certified() throws {
        let place = try place()
        let run = try place.run("staff", "hard.yaml", "--json")
        #expect(run.status == 0 && run.errors.isEmpty)
        let json = try document(run)
        #expect(json["verdict"] as? String == "met" && json["certified"] as? Bool == true)
        #expect(json["target"] as? Double == 0.99 && json["method"] as? String == "asymptotic")
        let people = try #require((json["staff"] as? [String: Any])?["clerk"] as? Int)
        #expect((2...3).contains(people) && json["cost"] as? Int == people)
        let neighbours = try #require(json["neighbours"] as? [[String: Any]])
        #expect(neighbours.map { $0["change"] as? Int } == [-1, 1])
        #expect(neighbours[0]["verdict"] as? String == "fails")
        #expect(neighbours[0]["failing"] as? String == "answer")
        let limits = try #require(json["limits"] as? [[String: Any]])
        #expect(limits[0]["verdict"] as? String == "met")
        let text = try place.run("staff", "hard.yaml")
        #expect(text.status == 0)
        #expect(text.output.contains("keep every target, at 95 % confidence"))
        #expect(text.output.hasPrefix("Hard\n\(people) people (as given: 1 person, which do not) "))
        #expect(text.output.contains("fails answer"))
    }

    @Test("the same bytes with one thread and with three")
    func threads() throws {
        let place = try place()
        let one = try place.run("staff", "hard.yaml", "--json", "--jobs", "1")
        #expect(one.output == (try place.run("staff", "hard.yaml", "--json", "--jobs", "3").output))
    }

    @Test("infeasible is 1 and names what is to blame")
    func infeasible() throws {
        let place = try place()
        let never = try place.run("staff", "never.yaml")
        #expect(never.status == 1)
        #expect(never.output.contains("Not even unlimited people on these hours keep answer"))
        #expect(never.output.contains("being worked on at answer"))
        let bound = try place.run("staff", "hard.yaml", "--max", "clerk=1", "--json")
        #expect(bound.status == 1)
        let blame = try #require(try document(bound)["blame"] as? [[String: Any]])
        #expect(blame.map { $0["people"] as? String } == ["maximum"])
        #expect(blame.first?["limit"] as? String == "answer")
    }

    @Test("no target, and names that do not exist, are wrong usage with a remedy")
    func refused() throws {
        let place = try place()
        let free = try place.run("staff", "free.yaml")
        #expect(free.status == 64 && free.errors.contains("give --target 95%"))
        #expect(try place.run("staff", "free.yaml", "--target", "90%").status == 0)
        let unknown = try place.run("staff", "easy.yaml", "--max", "clark=3")
        #expect(unknown.status == 64 && unknown.errors.contains("did you mean 'clerk'?"))
        let crossed = try place.run("staff", "easy.yaml", "--max", "clerk=2", "--fix", "clerk=3")
        #expect(crossed.status == 64 && crossed.output.isEmpty)
        #expect(try place.run("staff", "wrong.yaml").status == 65)
    }

    @Test("a fixed number is kept, and costs count")
    func fixed() throws {
        let json = try document(
            try place().run("staff", "easy.yaml", "--fix", "clerk=3", "--cost", "clerk=7", "--json"))
        #expect(json["cost"] as? Int == 21 && json["verdict"] as? String == "met")
        #expect((json["neighbours"] as? [Any])?.isEmpty == true)
    }

    @Test("Ctrl-C prints the best so far, not certified, and is 130; a timeout is 2")
    func stopped() throws {
        let place = try place()
        let run = try place.run("staff", "long.yaml", interruptAfter: 1)
        #expect(run.status == 130 && run.seconds < 3)
        #expect(run.output.contains("NOT certified"))
        let late = try place.run("staff", "long.yaml", "--timeout", "0.5", "--json")
        #expect(late.status == 2)
        #expect(try document(late)["stopped"] as? String == "time")
    }
}
