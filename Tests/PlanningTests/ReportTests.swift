import Foundation
import Planning
import Testing

@Suite("Text report")
struct TextReportTests {
    @Test("is what a manager reads")
    func golden() {
        let result = Office.study(.fixed(64)).result()
        let expected = """
            Complaints of a small office
            13,417 cases in 64 replications of 52 weeks after 4 weeks of warm-up; seed 1

            Limit       rule  within           on time  95 % interval  target  verdict
            classify    T1    1 working hour    98.1 %   97.8..98.3 %    95 %  met
            answer            by class          91.8 %   91.1..92.5 %    90 %  met
              general         3 working days    95.3 %   94.7..95.8 %    90 %  met
              major           8 working hours   77.8 %   75.3..79.9 %    90 %  MISSED
            whole-case        (blank)                -              -       -  95 % within 7.6 d

            Role          people  load  mean wait  95 % of waits  in line  hours a week
            clerk              2  62 %     12 min         35 min     0.00          0.81
            investigator       8  91 %      9.1 h           27 h     0.22          48.4
            manager            3  10 %    6.0 min         18 min     0.00          1.61
            Waits and turnaround run by the calendar clock, nights and weekends included.

            Backlog     now 30.1 open cases, on average 29.4, peak 41.8; no trend
            Turnaround  half of the cases within 43 h, 90 % within 5.8 d, 95 % within 7.4 d
            Cost        13 people; no costs are given

            What to try next
            - answer for major is missed: 77.8 % on time, 90 % wanted; 99 % of its waiting is for investigator
              (8, load 91 %). Try 9.
            - investigator works 91 % of its hours, which leaves nothing for a busy week: one more (9) would
              bring it to about 81 %.
            - Left blank in the rules; could promise at 95 %, by the calendar clock: whole-case 8 days.
            - Could spare one person each, as far as load goes: manager (10 % of 3).

            """
        #expect(TextReport.text(result) == expected)
    }

    /// As many limits and roles as a whole rule book has.
    static var crowded: StudyResult {
        var result = Office.study(.fixed(8), fate: .tiny).result()
        let limit = result.limits[0]
        result.limits = (0..<9).flatMap { index in
            [nil, "general", "major"].map { name in
                var copy = limit
                copy.id = "a-limit-with-a-very-long-name-\(index)"
                copy.className = name
                return copy
            }
        }
        return result
    }

    @Test("fits one screen of 100 columns and 45 lines, however many the limits")
    func screen() {
        for result in [Self.crowded, Office.study(.fixed(8), fate: .tiny).result()] {
            let lines = TextReport.text(result).split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 45)
            for line in lines { #expect(TerminalText.width(String(line)) <= 100, "\(line)") }
        }
    }

    @Test("shows enough digits for the verdict to be understood")
    func digits() {
        var result = Office.study(.fixed(8), fate: .tiny).result()
        result.limits = [result.limits[0]]
        result.limits[0].onTime = Quantity(estimate: 0.9496, low: 0.93, high: 0.949996, n: 64)
        result.limits[0].verdict = .missed
        #expect(TextReport.text(result).contains("94.9600 %  93.0000..94.9996 %"))
        result.limits[0].onTime = Quantity(estimate: 0.99996, low: 0.9984, high: 1, n: 64)
        #expect(TextReport.text(result).contains("99.996 %  99.840..100.000 %"))
        result.limits[0].onTime = Quantity(estimate: 0.9652, low: 0.95, high: 0.97, n: 64)
        #expect(TextReport.text(result).contains("96.5 %   95.0..97.0 %"))
    }

    @Test("lets no name move the cursor")
    func escapes() {
        var result = Office.study(.fixed(8), fate: .tiny).result()
        result.limits[0].id = "evil\u{1B}[2J\u{202E}name"
        let text = TextReport.text(result)
        #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{202E}"))
        #expect(text.contains("\\u{1b}"))
    }

    @Test("counts columns of Chinese names")
    func wide() {
        #expect(TerminalText.width("初步分類") == 8)
        #expect(TerminalText.width("café") == 4 && TerminalText.width("cafe\u{301}") == 4)
        #expect(TerminalText.cut("初步分類的名稱", to: 9) == "初步分類…")
        #expect(TerminalText.padded("初步", to: 6) == "初步  ")
        #expect(TerminalText.padded("初步", to: 6, right: true) == "  初步")
    }
}

@Suite("Numbers in words")
struct FormatTests {
    @Test("times in the unit a person would use")
    func durations() {
        let table: [(Double, String)] = [
            (0, "0 s"), (0.4, "0.4 s"), (59, "59 s"), (100, "1.7 min"), (720, "12 min"), (5970, "1.7 h"),
            (97_200, "27 h"), (172_799, "48 h"), (200_000, "2.3 d"), (8_640_000, "100 d"),
        ]
        for (seconds, text) in table { #expect(Format.duration(seconds) == text) }
    }

    @Test("thousands apart, no minus zero, no locale")
    func numbers() {
        #expect(Format.grouped(1_234_567) == "1,234,567")
        #expect(Format.grouped(-999) == "-999" && Format.grouped(1000) == "1,000")
        #expect(Format.fixed(-0.001, 2) == "0.00")
        #expect(Format.number(1_234_567.891) == "1234567.89" && Format.number(-0.0) == "0")
        #expect(Format.percent(0.995) == "99.5 %" && Format.percent(0.95) == "95 %")
    }

    @Test("lengths that a rule book would state are never shorter than asked")
    func promises() {
        let table: [(Double, String)] = [
            (10, "5 minutes"), (301, "10 minutes"), (3600, "60 minutes"), (3601, "2 hours"),
            (86_401, "28 hours"), (260_000, "4 days"), (86_400 * 31, "5 weeks"), (86_400 * 400, "400 days"),
        ]
        for (seconds, text) in table { #expect(Promised.length(seconds) == text) }
    }
}

@Suite("JSON report")
struct JSONReportTests {
    static let stamp = Stamp(program: "0.1.0", tzdata: "2026a")

    @Test("has the promised keys in their order")
    func keys() throws {
        let document = JSONReport.document(Office.study(.fixed(8), fate: .tiny).result(), Self.stamp)
        #expect(
            keys(document) == [
                "version", "program", "tzdata", "scenario", "digest", "seed", "replications", "events",
                "stopped", "cases", "limits", "roles", "steps", "turnaround_seconds", "backlog", "why_late",
                "periods_meeting_target", "cost", "time_by_cause", "months", "numbers", "archive", "advice",
                "warnings",
            ])
        let expected = [
            "limits": [
                "id", "rule", "within", "class", "target", "on_time", "cases_with_none_late", "verdict",
                "achievable", "proof", "blame", "would_settle", "p95_seconds", "near_end",
            ],
            "roles": [
                "id", "staff", "utilisation", "waiting_seconds", "queue_mean",
                "required_hours_per_week", "overtime_hours",
            ],
            "steps": ["id", "visits", "given_up", "waiting_seconds", "work_seconds", "classes"],
        ]
        for (key, names) in expected {
            guard case .array(let elements)? = member(key, of: document) else {
                Issue.record("\(key) is no array")
                continue
            }
            #expect(elements.allSatisfy { keys($0) == names })
        }
        #expect(keys(member("cases", of: document)) == ["arrived", "closed", "open_at_end"])
        #expect(keys(member("turnaround_seconds", of: document)) == ["mean", "p50", "p90", "p95", "p99"])
        #expect(
            keys(member("backlog", of: document))
                == ["mean", "max", "now", "growth_per_week", "cleared", "weekly"])
        #expect(keys(member("periods_meeting_target", of: document)) == ["period", "share"])
        #expect(
            keys(member("cost", of: document)) == ["total", "by_role", "outcomes", "lateness", "currency"])
        let root = try JSONSerialization.jsonObject(with: Data(document.text.utf8))
        #expect((root as? [String: Any])?["replications"] as? Int == 8)
    }

    private func member(_ key: String, of value: JSONValue) -> JSONValue? {
        guard case .object(let members) = value else { return nil }
        return members.first { $0.key == key }?.value
    }

    private func keys(_ value: JSONValue?) -> [String] {
        guard case .object(let members)? = value else { return [] }
        return members.map(\.key)
    }

    @Test("writes quantities with nine digits, nulls, and growth in place of an estimate")
    func quantities() {
        let full = Quantity(
            estimate: 0.123456789123, standardError: 1e-12, low: 0, high: 123_456_789_012, n: 64)
        #expect(
            JSONReport.quantity(full).text == """
                {
                  "estimate": 0.123456789,
                  "standard_error": 1e-12,
                  "low": 0,
                  "high": 1.23456789e+11,
                  "confidence": 0.95,
                  "n": 64
                }

                """)
        let one = JSONValue.array([.array([JSONReport.quantity(Quantity(estimate: 2, n: 1))])]).text
        let nulls = #""standard_error": null, "low": null, "high": null"#
        #expect(one.contains(#"{"estimate": 2, \#(nulls), "confidence": 0.95, "n": 1}"#))
        #expect(JSONReport.quantity(.growing(1.5, n: 3)).text.hasSuffix("\"growth_per_week\": 1.5\n}\n"))
        #expect(JSONValue.number(.nan).text == "null\n" && JSONValue.number(.infinity).text == "null\n")
    }

    @Test("escapes text so that any reader gets it back")
    func escapes() throws {
        let nasty = "a\"b\\c\n\t\u{0}\u{1B}\u{2028}初\u{1F600}"
        let text = JSONValue.members(["x": .string(nasty)]).text
        let back = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String]
        #expect(back?["x"] == nasty)
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }
}

@Suite("Backlog as CSV")
struct BacklogCSVTests {
    @Test("has one row a week")
    func rows() {
        var result = Office.study(.fixed(8), fate: .tiny).result()
        result.title = "=HYPERLINK(\"x\"), a"
        let lines = BacklogCSV.text(result).components(separatedBy: "\r\n")
        #expect(lines.count == 54 && lines[0] == "scenario,week,p10,p50,p90" && lines[53].isEmpty)
        #expect(lines[1].hasPrefix("\"'=HYPERLINK(\"\"x\"\"), a\",1,"))
    }

    @Test("neutralises what a spreadsheet would take for a formula")
    func formulas() {
        let table = [
            "=1+1": "'=1+1", "+a": "'+a", "-a": "'-a", "@a": "'@a", "\ta": "'\ta", "-1.5": "-1.5",
            "a=b": "a=b", "": "", "a\nb": "\"a\nb\"",
        ]
        for (cell, safe) in table { #expect(BacklogCSV.cell(cell) == safe) }
    }
}
