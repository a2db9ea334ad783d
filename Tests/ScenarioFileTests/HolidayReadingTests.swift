import CaseFlow
import ScenarioFile
import Testing

@Suite("Holidays: reading iCalendar")
struct HolidayReadingTests {
    private typealias Files = HolidayTests

    /// `2026-01-01+3` for three days off, `*` before a make-up day, `/n..last` for what recurs.
    private func events(_ file: String) throws -> [String] {
        let scenario = try read(Files.text("holidays: d.ics"), files: ["d.ics": file])
        return try #require(scenario.calendar.holidays.first).events.map { event in
            (event.isMakeUp ? "*" : "") + event.date.text + (event.days > 1 ? "+\(event.days)" : "")
                + (event.everyYears.map { "/\($0)" } ?? "") + (event.last.map { "..\($0.text)" } ?? "")
        }
    }

    @Test(
        "dates, ends and lengths",
        arguments: [
            (["DTSTART;VALUE=DATE:20260101"], "2026-01-01"),
            (["dtstart;value=date:20260101", "DTEND;VALUE=DATE:20260104"], "2026-01-01+3"),
            (["DTSTART:20260101", "DURATION:P3D"], "2026-01-01+3"),
            (["DTSTART:20260101", "DURATION:P2W"], "2026-01-01+14"),
            (["DTSTART:20260101", "DURATION:PT48H"], "2026-01-01+2"),
            (["DTSTART:20260101T090000", "DTEND:20260101T170000"], "2026-01-01"),
            (["DTSTART:20260101T090000Z"], "2026-01-01"),
            (["DTSTART:20260101T000000", "DTEND:20260102T000000"], "2026-01-01"),
            (["DTSTART:20260101T220000", "DTEND:20260102T060000"], "2026-01-01+2"),
            (["DTSTART:20260101T090000", "DTEND:20260101T090000"], "2026-01-01"),
            (["DTSTART:20260101T220000", "DURATION:PT2H"], "2026-01-01"),
            (["DTSTART:20260101T220000", "DURATION:PT2H1S"], "2026-01-01+2"),
            (["DTSTART;TZID=\"Asia/Shanghai: here\":20260101T090000"], "2026-01-01"),
            (["DTSTART;VALUE=DATE:20240229"], "2024-02-29"),
            (["DTSTART;VALUE=DA", " TE:2026", "\t0101", "SUMMARY:New", "  Year"], "2026-01-01"),
        ])
    func dates(lines: [String], expected: String) throws {
        let text = lines.joined(separator: "\r\n")
        #expect(try events(Files.calendar(Files.event(text))) == [expected])
        let unix = Files.calendar(Files.event(text)).replacing("\r\n", with: "\n")
        #expect(try events("\u{FEFF}" + unix) == [expected])
    }

    @Test(
        "what makes a day a make-up day",
        arguments: [
            ("CATEGORIES:WORKDAY", true), ("CATEGORIES:Office, workday", true), ("CATEGORIES:HOLIDAY", false),
            ("X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY", true), ("X-APPLE-SPECIAL-DAY:WORK-HOLIDAY", false),
            ("SUMMARY:春节（班）", true), ("SUMMARY:春节 补班 第1天/共2天", true), ("SUMMARY:國慶節補班", true),
            ("SUMMARY:国庆节调休上班", true), ("SUMMARY:国庆节班", true), ("SUMMARY:国庆节（休）", false),
            ("SUMMARY:班组建设日 \\, 放假", false), ("DESCRIPTION:补班", false),
        ])
    func makeUps(line: String, isMakeUp: Bool) throws {
        let file = Files.calendar(Files.event("DTSTART:20260214", line))
        #expect(try events(file) == [(isMakeUp ? "*" : "") + "2026-02-14"])
    }

    @Test(
        "what recurs every year",
        arguments: [
            ("RRULE:FREQ=YEARLY", "2024-02-29/1"), ("RRULE:INTERVAL=2;FREQ=YEARLY;WKST=MO", "2024-02-29/2"),
            ("RRULE:FREQ=YEARLY;UNTIL=20300101T000000Z", "2024-02-29/1..2030-01-01"),
            // 2024, 2028, 2032: other years have no such date.
            ("RRULE:FREQ=YEARLY;COUNT=3", "2024-02-29/1..2032-02-29"),
            ("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29/1"),
        ])
    func yearly(rule: String, expected: String) throws {
        #expect(try events(Files.calendar(Files.event("DTSTART:20240229", rule))) == [expected])
    }

    @Test("a yearly holiday closes its date in every year of the run, until its last")
    func recurs() throws {
        let file = Files.calendar(
            Files.event("DTSTART:20200601", "RRULE:FREQ=YEARLY;UNTIL=20260601"),
            Files.event("DTSTART:20200602", "RRULE:FREQ=YEARLY;INTERVAL=2"))
        let scenario = try read(Files.text("holidays: d.ics"), files: ["d.ics": file])
        let closed = QuestionedCalendar(scenario).spec.closed.map(\.lowerBound.text)
        #expect(closed.prefix(4) == ["2020-06-01", "2020-06-02", "2021-06-01", "2022-06-01"])
        #expect(closed.contains("2026-06-01") && !closed.contains("2027-06-01"))
        #expect(closed.contains("2100-06-02") && !closed.contains("2101-06-02"))
    }

    @Test("zones, alarms, journals and what was called off say nothing of dates")
    func passedOver() throws {
        let file = Files.calendar(
            "BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nEND:STANDARD\r\nEND:VTIMEZONE",
            "BEGIN:VJOURNAL\r\nDTSTART:20260105\r\nEND:VJOURNAL",
            Files.event("DTSTART:20260106", "BEGIN:VALARM", "DURATION:PT15M", "TRIGGER:-PT1H", "END:VALARM"),
            Files.event("DTSTART:20260107", "STATUS:CANCELLED"))
        #expect(try events(file) == ["2026-01-06"])
    }

    @Test("where a calendar marks days off and make-up days, its other events are notes")
    func marked() throws {
        let file = Files.calendar(
            Files.event("DTSTART:20260217", "X-APPLE-SPECIAL-DAY:WORK-HOLIDAY", "SUMMARY:春节（休）"),
            Files.event("DTSTART:20260303", "SUMMARY:元宵节"),
            Files.event("DTSTART:20260228", "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY", "SUMMARY:春节（班）"))
        #expect(try events(file) == ["2026-02-17", "*2026-02-28"])
    }

    // MARK: - What is wrong

    /// Lines of a file, what is said, and what to do.
    static let wrong: [([String], String, String)] = [
        ([], "d.ics:1: the file is empty", "an iCalendar file begins with 'BEGIN:VCALENDAR'"),
        (
            ["date,name", "2026-01-01,New Year"], "d.ics:1: 'date,name' begins no calendar",
            "an iCalendar file begins with 'BEGIN:VCALENDAR'"
        ),
        (
            ["", "BEGIN:VCARD", "END:VCARD"], "d.ics:2: 'BEGIN:VCARD' begins no calendar",
            "an iCalendar file begins with 'BEGIN:VCALENDAR'"
        ),
        (
            ["BEGIN:VCALENDAR", "END:VCALENDAR"], "d.ics:1: the calendar has no events",
            "write a 'BEGIN:VEVENT' for each holiday"
        ),
        (
            ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20260101"],
            "d.ics:2: 'BEGIN:VEVENT' in line 2 has no end",
            "write 'END:VEVENT', or save the file anew: it is cut off"
        ),
        (
            ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20260101", "END:VCALENDAR"],
            "d.ics:4: 'BEGIN:VEVENT' in line 2 has no end",
            "write 'END:VEVENT', or save the file anew: it is cut off"
        ),
        (
            ["BEGIN:VCALENDAR", "END:VEVENT", "END:VCALENDAR"],
            "d.ics:2: 'END:VEVENT' ends nothing that was begun",
            "delete it, or write what is missing before it"
        ),
        (
            inEvent("DTSTART 20260101"), "d.ics:3: 'DTSTART 20260101' is no line of a calendar",
            "write 'NAME:value'; a line goes on after a space"
        ),
        (
            inEvent("SUMMARY:New Year"), "d.ics:2: this event has no date",
            "write 'DTSTART;VALUE=DATE:20260101' into it, or take it out"
        ),
        (
            inEvent("DTSTART:20260230"), "d.ics:3: '20260230' is no date",
            "write 'DTSTART;VALUE=DATE:20260101'"
        ),
        (
            inEvent("DTSTART:2026-01-01"), "d.ics:3: '2026-01-01' is no date",
            "write 'DTSTART;VALUE=DATE:20260101'"
        ),
        (
            inEvent("DTSTART:20260101T250000"), "d.ics:3: '20260101T250000' is no date",
            "write 'DTSTART;VALUE=DATE:20260101'"
        ),
        (
            inEvent("DTSTART:20260101", "DTEND:tomorrow"), "d.ics:4: 'tomorrow' is no date",
            "write 'DTEND;VALUE=DATE:20260101'"
        ),
        (
            inEvent("DTSTART:20260101", "DTEND:20260101"), "d.ics:4: the event ends before it begins",
            "'DTEND' is the day after the last one"
        ),
        (
            inEvent("DTSTART:20260101", "DURATION:three days"), "d.ics:4: 'three days' is no duration",
            "write 'DURATION:P3D' for three days"
        ),
        (
            inEvent("DTSTART:20260101", "DURATION:PT8H"), "d.ics:4: 'PT8H' is no number of whole days",
            "write 'DURATION:P3D' for three days"
        ),
        (
            inEvent("DTSTART:20260101", "DTEND:20260102", "DURATION:P1D"),
            "d.ics:5: 'DTEND' and 'DURATION' exclude each other", "keep one of them"
        ),
        (
            inEvent("DTSTART:20260101", "DTSTART:20260102"), "d.ics:4: 'DTSTART' stands twice in this event",
            "keep one of them"
        ),
        (
            inEvent("DTSTART:20260101", "RRULE:FREQ=MONTHLY"),
            "d.ics:4: the repetition 'FREQ=MONTHLY' is not understood",
            "write 'FREQ=YEARLY', with INTERVAL, COUNT or UNTIL, or an event for each date"
        ),
        (
            inEvent("DTSTART:20260101", "RRULE:FREQ=YEARLY;BYDAY=1MO"),
            "d.ics:4: the repetition 'FREQ=YEARLY;BYDAY=1MO' is not understood",
            "write 'FREQ=YEARLY', with INTERVAL, COUNT or UNTIL, or an event for each date"
        ),
        (
            inEvent("DTSTART:20260101", "RDATE:20260301"),
            "d.ics:4: the repetition 'RDATE:20260301' is not understood",
            "write 'FREQ=YEARLY', with INTERVAL, COUNT or UNTIL, or an event for each date"
        ),
        (
            inEvent("DTSTART:20260101", "DURATION:P100001D"), "d.ics:2: the events have too many dates",
            "100000 are the most"
        ),
        (
            ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20260210", "DURATION:P10D", "END:VEVENT"]
                + ["BEGIN:VEVENT", "DTSTART:20260214", "CATEGORIES:WORKDAY", "END:VEVENT", "END:VCALENDAR"],
            "d.ics:6: 2026-02-14 is a make-up day here and a holiday in line 2",
            "keep one of them; 'closed' and 'open' of the calendar settle single dates"
        ),
    ]

    private static func inEvent(_ lines: String...) -> [String] {
        ["BEGIN:VCALENDAR", "BEGIN:VEVENT"] + lines + ["END:VEVENT", "END:VCALENDAR"]
    }

    @Test("everything wrong is said with the file's line and a remedy", arguments: wrong.indices)
    func isWrong(index: Int) throws {
        let (lines, message, remedy) = Self.wrong[index]
        let file = lines.joined(separator: "\r\n")
        let error = #expect(throws: ScenarioError.self) {
            try read(Files.text("holidays: d.ics"), files: ["d.ics": file])
        }
        let said = try #require(error).diagnostics
        #expect(said.map(\.message) == [message])
        #expect(said.first?.remedy == remedy)
        #expect(said.first?.sourceLine == "  holidays: d.ics")
    }

    @Test("files that are missing, outside, listed twice, contrary or no text")
    func files() {
        func said(_ value: String, _ files: [String: String] = [:]) -> String {
            let text = messages(Files.text("holidays: \(value)"), files: files)
            return text.split(separator: "\n").first.map { String($0.split(separator: ": error: ")[1]) } ?? ""
        }
        #expect(said("cn.ics") == "the file 'cn.ics' cannot be read: no such file")
        #expect(
            messages(Files.text("holidays: cn.ics")).contains(
                "^ the path is relative to the file that names it; china-2025.ics and china-2026.ics come "
                    + "with the program"))
        #expect(said("../cn.ics") == "'../cn.ics' is not under the scenario's folder")
        #expect(said("/etc/cn.ics") == "'/etc/cn.ics' is not under the scenario's folder")
        #expect(said("[china-2026.ics, china-2026.ics]") == "the file 'china-2026.ics' is listed twice")
        #expect(said("[]") == "the value is missing")
        #expect(said("{ a: b }") == "here stands keys with values, not a text")
        let own = Files.calendar(Files.event("DTSTART:20260228"))
        #expect(
            said("[china-2026.ics, own.ics]", ["own.ics": own])
                == "own.ics:3: 2026-02-28 is a holiday here and a make-up day in china-2026.ics:49")
        #expect(
            said("big.ics", ["big.ics": String(repeating: "X-A:1\n", count: 200_000)])
                == "the file 'big.ics' is too large")
        let many = Files.calendar(
            Array(repeating: Files.event("DTSTART:20260228"), count: 10_001).joined(separator: "\r\n"))
        #expect(said("many.ics", ["many.ics": many]) == "many.ics:30003: here are too many events")
        let noText = FileReader { (_, _) throws(FileReader.Failure) in
            Array("BEGIN:VCALENDAR\nSUMMARY:".utf8) + [0xFF, 0x0A]
        }
        let error = #expect(throws: ScenarioError.self) {
            try Scenario(yaml: Array(Files.text("holidays: d.ics").utf8), file: "s.yaml", files: noText)
        }
        #expect(error?.diagnostics.map(\.message) == ["d.ics:2: this is no UTF-8 text"])
    }
}
