import CaseFlow
import Foundation
import ScenarioFile
import SimKernel
import Testing

@Suite("Holidays from calendar files")
struct HolidayTests {
    /// A scenario of office hours with these lines in its calendar.
    static func text(
        _ lines: String..., run: String = "run: { start: 2026-01-05, warm-up: 1 day, length: 50 weeks }"
    ) -> String {
        let calendar =
            ["calendar:", "timezone: Asia/Shanghai", "hours: Mon..Fri 09:00..12:00 13:00..18:00"]
            + ["working days run: from the next day"] + lines
        return SmallScenario(
            flow(step("answer", "30 min")), run: run, calendar: calendar.joined(separator: "\n  ")
        ).text
    }

    static func calendar(_ events: String...) -> String {
        (["BEGIN:VCALENDAR", "VERSION:2.0"] + events + ["END:VCALENDAR", ""]).joined(separator: "\r\n")
    }

    static func event(_ lines: String...) -> String {
        (["BEGIN:VEVENT"] + lines + ["END:VEVENT"]).joined(separator: "\r\n")
    }

    private func due(_ from: String, _ within: String, _ calendar: String...) throws -> String {
        let scenario = try read(
            Self.text(calendar.joined(separator: "\n  ")), files: ["own.ics": Self.summer])
        let questioned = QuestionedCalendar(scenario)
        let length = try questioned.length(within, rule: nil).length
        let due = questioned.spec.due(
            from: try #require(questioned.instant(from)), within: length, pauses: [])
        return String(questioned.text(of: due).prefix(16))
    }

    private static let summer = calendar(
        event("DTSTART;VALUE=DATE:20260706", "DTEND;VALUE=DATE:20260711", "SUMMARY:Summer leave"),
        event("DTSTART;VALUE=DATE:20260718", "SUMMARY:补班"))

    // MARK: - Due dates

    @Test(
        "due dates over the holidays of 2026, with their make-up days, worked out by hand",
        arguments: [
            // Saturday the 14th is worked, the 15th to the 23rd is the festival.
            ("2026-02-13T10:00", "2 working days", "2026-02-24T18:00"),
            ("2026-02-13T10:00", "1 working day", "2026-02-14T18:00"),
            // Tuesday to Friday, and Saturday the 28th.
            ("2026-02-14T10:00", "5 working days", "2026-02-28T18:00"),
            ("2026-02-14T10:00", "6 working days", "2026-03-02T18:00"),
            ("2026-02-14T17:00", "2 working hours", "2026-02-24T10:00"),
            ("2026-02-18T12:00", "8 working hours", "2026-02-24T18:00"),
            // New Year: Thursday to Saturday, made up for on Sunday.
            ("2025-12-31T10:00", "1 working day", "2026-01-04T18:00"),
            // The National Day of 2025 took the Mid-Autumn Festival in: 1 to 8 October.
            ("2025-09-30T10:00", "3 working days", "2025-10-11T18:00"),
            ("2026-09-30T10:00", "3 working days", "2026-10-10T18:00"),
            // Nights and festivals do not stop hours that run always.
            ("2026-02-13T10:00", "72 hours", "2026-02-16T10:00"),
        ])
    func festivals(from: String, within: String, expected: String) throws {
        #expect(try due(from, within, "holidays: [china-2025.ics, china-2026.ics]") == expected)
    }

    @Test("without the file, these are plain days")
    func plain() throws {
        #expect(try due("2026-02-13T10:00", "2 working days", "closed: 2026-12-31") == "2026-02-17T18:00")
    }

    @Test("'open' wins over a holiday, 'closed' over a make-up day")
    func ownDates() throws {
        let files = "holidays: china-2026.ics"
        #expect(
            try due("2026-02-13T10:00", "2 working days", files, "open: [2026-02-16 10:00..11:30]")
                == "2026-02-16T11:30")
        #expect(
            try due("2026-02-13T10:00", "2 working days", files, "closed: [2026-02-14]") == "2026-02-25T18:00"
        )
        // A make-up day has the hours of the first day, unless the scenario gives it others.
        #expect(
            try due("2026-02-13T10:00", "1 working day", files, "open: [2026-02-14 09:00..12:00]")
                == "2026-02-14T12:00")
    }

    @Test("a file beside the scenario adds to those that come with the program")
    func several() throws {
        let files = "holidays: [china-2026.ics, own.ics]"
        #expect(try due("2026-07-03T10:00", "1 working day", files) == "2026-07-13T18:00")
        #expect(try due("2026-07-17T10:00", "1 working day", files) == "2026-07-18T18:00")
        #expect(try due("2026-02-13T10:00", "2 working days", files) == "2026-02-24T18:00")
    }

    @Test("a file of the same name beside the scenario is the one that counts")
    func nearest() throws {
        let own = Self.calendar(Self.event("DTSTART;VALUE=DATE:20260707"))
        let text = Self.text("holidays: china-2026.ics")
        let scenario = try read(text, files: ["china-2026.ics": own])
        #expect(scenario.calendar.holidays.map(\.events.count) == [1])
        #expect(try read(text).calendar.holidays.map(\.events.count) == [13])
        // Only a plain name is looked for among those that come with the program.
        #expect(messages(Self.text("holidays: sub/china-2026.ics")).contains("no such file"))
    }

    @Test("the digest follows what the file says")
    func digest() throws {
        let text = Self.text("holidays: own.ics")
        let one = try read(text, files: ["own.ics": Self.summer])
        #expect(try read(text, files: ["own.ics": Self.summer]).digest == one.digest)
        #expect(
            try read(text, files: ["own.ics": Self.summer.replacing("0711", with: "0712")]).digest
                != one.digest)
        #expect(try read(Self.text("holidays: china-2026.ics")).digest != one.digest)
    }

    // MARK: - What comes with the program

    @Test("make-up days are Saturdays and Sundays, and so many dates are given")
    func shipped() throws {
        let scenario = try read(Self.text("holidays: [china-2025.ics, china-2026.ics]"))
        let counts = scenario.calendar.holidays.map { file in
            let makeUps = file.events.filter(\.isMakeUp)
            for event in makeUps {
                #expect(event.days == 1 && [.sat, .sun].contains(event.date.weekday), "\(event.date.text)")
            }
            return [makeUps.count, file.events.filter { !$0.isMakeUp }.reduce(0) { $0 + $1.days }]
        }
        // By the notices: 28 days off in 2025, 33 in 2026.
        #expect(counts == [[5, 28], [6, 33]])
        let inFolder = try read(Self.text("holidays: holidays/china-2026.ics"))
        #expect(inFolder.calendar.holidays.map(\.events) == [scenario.calendar.holidays[1].events])
    }

    @Test("the files are iCalendar: lines of at most 75 bytes that end with CR LF, and their source is named")
    func form() throws {
        let folder = Repository.file("Sources/ScenarioFile/Holidays")
        for (year, source) in [(2025, "国办发明电〔2024〕12号"), (2026, "国办发明电〔2025〕7号")] {
            let bytes = Array(try Data(contentsOf: folder.appending(path: "china-\(year).ics")))
            let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
            #expect(lines.dropLast().allSatisfy { $0.last == 13 && $0.count <= 76 } && lines.last == [])
            let text = String(decoding: bytes, as: UTF8.self).replacing("\r\n ", with: "")
            #expect(text.matches(of: /DESCRIPTION:/).count == text.matches(of: /BEGIN:VEVENT/).count)
            #expect(text.contains("X-WR-CALDESC:") && text.contains(source))
        }
    }

    // MARK: - Warnings

    @Test(
        "years that the files say nothing of",
        arguments: [
            (
                "china-2026.ics", "start: 2026-01-05, warm-up: 1 day, length: 52 weeks",
                "the holidays end with 2026, but the counted window ends on 2027-01-04 | add a file with "
                    + "the holidays of the years that are simulated, or list them under 'closed'"
            ),
            (
                "china-2026.ics", "start: 2025-12-01, warm-up: 2 weeks, length: 26 weeks",
                "the holidays begin in 2026, but the counted window begins on 2025-12-15 | add a file with "
                    + "the holidays of the years that are simulated, or list them under 'closed'"
            ),
            ("china-2026.ics", "start: 2025-12-01, warm-up: 5 weeks, length: 26 weeks", ""),
            ("china-2026.ics", "start: 2025-12-31, warm-up: 1 day, length: 365 days", ""),
            (
                "[china-2026.ics, later.ics]", "start: 2026-01-05, length: 3 years",
                "there are no holidays of 2027 and 2028, which the counted window covers | add a file with "
                    + "the holidays of the year, or list them under 'closed'"
            ),
            ("every.ics", "start: 2026-01-05, length: 10 years", ""),
        ])
    func years(files: String, run: String, expected: String) throws {
        let text = Self.text("holidays: \(files)", run: "run: { \(run) }")
        let other = [
            "later.ics": Self.calendar(Self.event("DTSTART;VALUE=DATE:20290101")),
            "every.ics": Self.calendar(Self.event("DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=YEARLY")),
        ]
        let said = compile(try read(text, files: other)).diagnostics
        #expect(said.map { $0.message + " | " + ($0.remedy ?? "") }.joined(separator: "\n") == expected)
        #expect(said.allSatisfy { $0.severity == .warning && $0.sourceLine.contains("holidays:") })
    }
}
