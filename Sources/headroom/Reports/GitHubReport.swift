import Planning
import ScenarioFile

/// The decisions of `check` as annotations of a GitHub workflow.
enum GitHubReport {
    static func text(_ checks: [FileCheck]) -> String {
        checks.flatMap(lines).map { $0 + "\n" }.joined()
    }

    private static func lines(_ check: FileCheck) -> [String] {
        switch check.outcome {
        case .failed(.scenario(let diagnostics)):
            return diagnostics.map(annotation)
        case .failed(let failure):
            return [annotation("error", file: check.file, title: "no result", failure.message)]
        case .decided:
            let limits = check.judged.map { limit in
                annotation(
                    level(limit.verdict), file: check.file, title: "\(limit.title): \(limit.verdict.rawValue)",
                    CheckReport.sentence(limit))
            }
            let worse = check.changes.filter { $0.verdict == .worse }.map { change in
                annotation("error", file: check.file, title: "\(change.title): worse than before", change.title)
            }
            return limits + worse
        }
    }

    private static func level(_ verdict: Verdict) -> String {
        switch verdict {
        case .missed: "error"
        case .undecided: "warning"
        case .met, .none: "notice"
        }
    }

    private static func annotation(_ diagnostic: Diagnostic) -> String {
        let place = "file=\(property(diagnostic.file)),line=\(diagnostic.line),col=\(diagnostic.column)"
        let remedy = diagnostic.remedy.map { "\n" + $0 } ?? ""
        return "::\(diagnostic.severity.rawValue) \(place)::\(data(diagnostic.message + remedy))"
    }

    private static func annotation(_ level: String, file: String, title: String, _ text: String) -> String {
        "::\(level) file=\(property(file)),title=\(property(title))::\(data(text))"
    }

    /// The escapes that workflow commands ask for.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
