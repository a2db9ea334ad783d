/// Tables of several scenarios, as Markdown.
enum MarkdownTable {
    static func head(_ titles: [String]) -> String {
        "| \(titles.joined(separator: " | ")) |\n|\(String(repeating: "---|", count: titles.count))\n"
    }

    static func row(_ cells: [String]) -> String {
        "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
    }

    private static func escaped(_ cell: String) -> String {
        TerminalText.safe(cell).replacing("|", with: "\\|")
    }

    /// "approve for below-director (T8): 95.6 % of 95 %".
    static func share(_ limit: LimitResult, _ share: Double) -> String {
        let decimals = Format.decimals(showing: [share], besides: limit.target)
        let rule = limit.rule.map { " (\($0))" } ?? ""
        return "\(StaffReport.name(limit))\(rule): \(Format.percent(share, decimals: decimals)) of "
            + Format.percent(limit.target ?? 0)
    }
}
