import ScenarioFile

/// Diagnostics as annotations of a GitHub workflow.
enum WorkflowAnnotation {
    static func text(_ diagnostic: Diagnostic) -> String {
        let place = "file=\(property(diagnostic.file)),line=\(diagnostic.line),col=\(diagnostic.column)"
        let remedy = diagnostic.remedy.map { "\n" + $0 } ?? ""
        return "::\(diagnostic.severity.rawValue) \(place)::\(data(diagnostic.message + remedy))\n"
    }

    /// The escapes that workflow commands ask for.
    private static func data(_ text: String) -> String {
        text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    private static func property(_ text: String) -> String {
        data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
    }
}
