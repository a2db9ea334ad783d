import Foundation
import ScenarioFile

/// Why a command cannot go on: a value first; `message` turns it into sentences.
enum Failure: Error {
    /// The command line asks for something that makes no sense; the remedy says what would.
    case usage(String, remedy: String)
    /// The scenario is wrong.
    case scenario([Diagnostic])
    /// Reading or writing failed, with the system's reason.
    case io(path: String, action: String, errno: Int32)

    var status: ExitStatus {
        switch self {
        case .usage: .usage
        case .scenario: .scenario
        case .io: .io
        }
    }

    /// What goes to standard error, with its end of line.
    var message: String {
        switch self {
        case .usage(let problem, let remedy): "Error: \(problem)\n  \(remedy)\n"
        case .scenario(let diagnostics): DiagnosticText.text(diagnostics)
        case .io(let path, let action, let errno):
            "Error: cannot \(action) \(printable(path)): \(String(cString: strerror(errno)))\n"
        }
    }
}

/// The text with control characters made visible, so that a file's name cannot steer a terminal.
func printable(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
        let category = scalar.properties.generalCategory
        let isHidden = category == .control || category == .format
        result += isHidden ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
    return result
}
