/// Missed and undecided targets as annotations of a GitHub workflow, at the limit's line.
package enum GitHubReport {
    /// - Parameter place: where a limit was typed, in `file` or in one that it extends; nil where that
    ///   is no file.
    package static func text(
        _ check: TargetCheck, file: String, place: (LimitResult) -> (file: String, line: Int)?
    ) -> String {
        check.items.filter { $0.verdict != .met }.map { limit in
            let typed = place(limit)
            var place = "file=\(property(typed?.file ?? file))"
            if let typed { place += ",line=\(typed.line)" }
            let title = property("\(TargetCheck.name(limit)) \(limit.verdict.rawValue)")
            let level = limit.verdict == .missed ? "error" : "warning"
            return "::\(level) \(place),title=\(title)::\(message(TargetCheck.sentence(limit)))\n"
        }.joined()
    }

    private static func message(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        message(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
