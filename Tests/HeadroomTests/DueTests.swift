import Foundation
import Testing

/// `headroom due` on a calendar of Monday to Friday, 9 to 12 and 13 to 18, in Shanghai.
@Suite("due")
struct DueTests {
    private let place: Workplace

    init() throws {
        place = try Workplace()
        try place.write(SmallScenarios.easy, to: "easy.yaml")
    }

    private func due(_ arguments: String...) throws -> [String: Any] {
        let run = try ProgramRun(["due", "easy.yaml", "--json"] + arguments, in: place.folder)
        #expect(run.status == 0, "\(run.errors)")
        return try #require(run.json as? [String: Any])
    }

    @Test(
        "working days by each rule from Friday 16:30",
        arguments: [
            ("from the next day", "2026-03-10T18:00:00+08:00"),
            ("from the same day", "2026-03-09T18:00:00+08:00"),
            ("by the hour", "2026-03-10T16:30:00+08:00"), ("to the same time", "2026-03-10T16:30:00+08:00"),
        ])
    func rules(rule: String, expected: String) throws {
        let answer = try due("--from", "2026-03-06T16:30", "--within", "2 working days", "--rule", rule)
        #expect(answer["from"] as? String == "2026-03-06T16:30:00+08:00")
        #expect(answer["within"] as? String == "2 working days")
        #expect(answer["rule"] as? String == rule)
        #expect(answer["due"] as? String == expected)
    }

    @Test("the calendar's own rule holds where none is named")
    func ownRule() throws {
        let answer = try due("--from", "2026-03-06T16:30", "--within", "2 working days")
        #expect(answer["rule"] as? String == "from the next day")
        #expect(answer["due"] as? String == "2026-03-10T18:00:00+08:00")
    }

    @Test("an instant may carry an offset; hours run always, working hours in the calendar")
    func clocks() throws {
        #expect(
            try due("--from", "2026-03-06T08:30Z", "--within", "24 hours")["due"] as? String
                == "2026-03-07T16:30:00+08:00")
        #expect(
            try due("--from", "2026-03-06T17:30", "--within", "2 working hours")["due"] as? String
                == "2026-03-09T10:30:00+08:00")
    }

    @Test("holidays and make-up days of a file, and of one that comes with the program")
    func holidays() throws {
        let question = ["--from", "2026-02-13T10:00", "--within", "2 working days"]
        try place.write(
            SmallScenarios.easy.replacing("calendar:\n", with: "calendar:\n  holidays: china-2026.ics\n"),
            to: "china.yaml")
        let shipped = try ProgramRun(["due", "china.yaml"] + question, in: place.folder)
        #expect(shipped.output.contains("due     2026-02-24T18:00:00+08:00"), "\(shipped.errors)")
        // Saturday the 14th is no make-up day any more.
        try place.write(
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260216\nEND:VEVENT\nEND:VCALENDAR\n",
            to: "china-2026.ics")
        let own = try ProgramRun(["due", "china.yaml"] + question, in: place.folder)
        #expect(own.output.contains("due     2026-02-18T18:00:00+08:00"), "\(own.errors)")
    }

    @Test("a paused clock keeps what is left")
    func paused() throws {
        let answer = try due(
            "--from", "2026-03-09T09:00", "--within", "4 working hours", "--paused",
            "2026-03-09T10:00..2026-03-10T10:00")
        #expect(answer["due"] as? String == "2026-03-10T14:00:00+08:00")
    }

    @Test("working time between two instants")
    func between() throws {
        let answer = try due("--between", "2026-03-06T16:30", "2026-03-10T09:30")
        #expect(answer["working_seconds"] as? Int == 36_000)
        #expect(answer["seconds"] as? Int == 320_400)
    }

    @Test(
        "nonsense is wrong usage",
        arguments: [
            ["--from", "yesterday", "--within", "2 working days"],
            ["--from", "2026-02-30", "--within", "1 day"],
            ["--from", "2026-03-06", "--within", "two days"], ["--from", "2026-03-06", "--within", "2"],
            ["--from", "2026-03-06", "--within", "1 day", "--rule", "by the moon"],
            ["--from", "2026-03-06", "--within", "1 day", "--paused", "2026-03-07"],
            ["--from", "2026-03-06", "--within", "1 day", "--paused", "2026-03-08..2026-03-07"],
            ["--between", "2026-03-08", "2026-03-07"], ["--from", "99999-03-06", "--within", "1 day"],
        ])
    func nonsense(arguments: [String]) throws {
        let run = try ProgramRun(["due", "easy.yaml"] + arguments, in: place.folder)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(!run.errors.isEmpty)
    }

    @Test("the zone and language of the machine do not matter")
    func machine() throws {
        let question = ["due", "easy.yaml", "--from", "2026-03-06T16:30", "--within", "2 working days"]
        let plain = try ProgramRun(question, in: place.folder)
        let other = try ProgramRun(
            question, in: place.folder, environment: ["TZ": "America/New_York", "LANG": "de_DE.UTF-8"])
        #expect(plain.output == other.output)
    }
}
