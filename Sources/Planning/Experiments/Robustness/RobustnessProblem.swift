/// What is wrong with the words that ask for robustness. The command line turns it into exit status 64.
package enum RobustnessProblem: Error, Sendable, Equatable {
    case notAnInput(String)
    case notASpread(path: String, text: String)
    case emptyRange(path: String, text: String)
    case belowZero(path: String, text: String)
    case repeatedPath(String)
    case tooManyInputs(most: Int)
    case unknownPath(String, near: [String])
    case notNumeric(path: String, text: String)
    case onlyLevels(path: String)
    case cannotGrow(message: String, remedy: String)

    package var message: String {
        switch self {
        case .notAnInput(let text): "--uncertain \(Self.safe(text)) has no path and spread"
        case .notASpread(let path, let text):
            "--uncertain \(Self.safe(path)): '\(Self.safe(text))' is no spread"
        case .emptyRange(let path, let text):
            "--uncertain \(Self.safe(path)): there is nothing uncertain in '\(Self.safe(text))'"
        case .belowZero(let path, let text):
            "--uncertain \(Self.safe(path)): '\(Self.safe(text))' reaches down to zero or below"
        case .repeatedPath(let path): "--uncertain \(Self.safe(path)) is given twice"
        case .tooManyInputs(let most): "more than \(most) inputs are uncertain"
        case .unknownPath(let path, let near):
            "--uncertain: the scenario has no value at '\(Self.safe(path))'"
                + (near.isEmpty ? "" : "; it has \(near.map(Self.safe).joined(separator: ", "))")
        case .notNumeric(let path, let text):
            "--uncertain \(Self.safe(path)): '\(Self.safe(text))' is no number that could be larger or smaller"
        case .onlyLevels(let path):
            "--uncertain \(Self.safe(path)): a number of cases tells how certain a level of arrivals is, nothing else"
        case .cannotGrow(let message, _): "--uncertain: \(Self.safe(message))"
        }
    }

    package var remedy: String {
        switch self {
        case .notAnInput, .notASpread:
            "write --uncertain investigate.work.mean=±15% or "
                + "--uncertain \"arrivals.mean=from 480 cases in 24 weeks\""
        case .emptyRange:
            "give more than nothing to either side, as in ±15%, or at least one case and some weeks"
        case .belowZero: "give less than 100 %"
        case .repeatedPath: "give each path once"
        case .tooManyInputs: "leave out those that matter least"
        case .unknownPath: "name a value as --set does"
        case .notNumeric: "name a length, an amount, a share or a rate"
        case .onlyLevels: "write arrivals.mean=from …, or ±15% for other values"
        case .cannotGrow(_, let remedy): remedy
        }
    }

    private static func safe(_ text: String) -> String { TerminalText.safe(text) }
}
