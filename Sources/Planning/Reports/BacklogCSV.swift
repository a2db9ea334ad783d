/// Open cases at the end of each week, one row a week, for a spreadsheet.
package enum BacklogCSV {
    package static func text(_ result: StudyResult) -> String {
        var text = row(["scenario", "week", "p10", "p50", "p90"])
        for week in result.backlog.weekly {
            text += row([
                result.title, String(week.week), Format.number(week.p10), Format.number(week.p50),
                Format.number(week.p90),
            ])
        }
        return text
    }

    package static func row(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// A cell that no spreadsheet takes for a formula: text that begins with one of `= + - @` (or
    /// with a tab or a return before it) is led by an apostrophe. Plain numbers and a lone dash stay as they
    /// are.
    package static func cell(_ text: String) -> String {
        var safe = text
        if let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first),
            Double(text) == nil && text != "-"
        {
            safe = "'" + text
        }
        let needsQuotes = safe.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        if !needsQuotes { return safe }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }
}
