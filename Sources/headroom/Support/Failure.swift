import Foundation
import Planning
import ScenarioFile

/// Why a command cannot go on: a value first; `message` turns it into sentences.
enum Failure: Error {
    /// The command line asks for something that makes no sense; the remedy says what would.
    case usage(String, remedy: String)
    /// The scenario is wrong, with so many more diagnostics than those at hand.
    case scenario([Diagnostic], more: Int)
    /// Reading or writing failed.
    case io(String, remedy: String?)

    init(_ problem: StoreProblem) {
        self = .io(problem.message, remedy: problem.remedy)
    }

    init(_ error: ScenarioError, path: String) {
        if error.inputFailed, let reason = error.diagnostics.first {
            self = .io("\(TerminalText.safe(path)): \(reason.message)", remedy: reason.remedy)
        } else {
            self = .scenario(error.diagnostics, more: error.uncounted)
        }
    }

    /// - Parameter action: what was tried, as in "write to standard output".
    static func system(_ action: String, errno: Int32) -> Failure {
        .io("cannot \(action): \(String(cString: strerror(errno)))", remedy: nil)
    }

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
        case .scenario(let diagnostics, let more):
            diagnostics.rendered(uncounted: more)
        case .io(let problem, let remedy): "Error: \(problem)\n" + (remedy.map { "  \($0)\n" } ?? "")
        }
    }
}
