import Planning
import ScenarioFile

/// Diagnostics as a person reads them: place and message, the line of the file, a caret with the
/// remedy.
enum DiagnosticText {
    /// Source lines longer than this are shown in part, around the caret.
    private static let columns = 100

    static func text(_ diagnostics: [Diagnostic]) -> String {
        diagnostics.map(text).joined()
    }

    static func text(_ diagnostic: Diagnostic) -> String {
        let place = "\(TerminalText.safe(diagnostic.file)):\(diagnostic.line):\(diagnostic.column)"
        let message = TerminalText.safe(diagnostic.message)
        let head = "\(place): \(diagnostic.severity.rawValue): \(message)\n"
        let remedy = diagnostic.remedy.map { " " + TerminalText.safe($0) } ?? ""
        if diagnostic.sourceLine.allSatisfy(\.isWhitespace) {
            return head + (remedy.isEmpty ? "" : "      |\(remedy)\n")
        }
        let number = String(diagnostic.line)
        let margin = String(repeating: " ", count: max(0, 5 - number.count)) + number
        let (line, offset) = excerpt(diagnostic)
        let caret = String(repeating: " ", count: offset) + "^"
        return head + "\(margin) | \(line)\n      | \(caret)\(remedy)\n"
    }

    /// The part of the source line to show, and how many columns before the caret.
    private static func excerpt(_ diagnostic: Diagnostic) -> (line: String, offset: Int) {
        let scalars = Array(diagnostic.sourceLine.unicodeScalars)
        let at = min(max(0, diagnostic.column - 1), scalars.count)
        var first = 0
        if scalars.count > columns && at > columns / 2 { first = at - columns / 2 }
        let last = min(scalars.count, first + columns)
        let before = shown(scalars[first..<at])
        let line = (first > 0 ? "…" : "") + before + shown(scalars[at..<max(at, last)])
        return (line + (last < scalars.count ? "…" : ""), TerminalText.width(before) + (first > 0 ? 1 : 0))
    }

    /// Tabs as one blank, so that the caret stands where it should.
    private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: scalars.map { $0 == "\t" ? " " : $0 })
        return TerminalText.safe(String(text))
    }

    /// As an annotation of a GitHub workflow.
    static func annotation(_ diagnostic: Diagnostic) -> String {
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
