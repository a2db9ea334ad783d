internal import CaseFlow
internal import ScenarioFile

/// Why no promise can be sought for a limit: what was asked makes no sense for this model.
public enum PromiseProblem: Error, Sendable, Equatable {
    /// The nearest name that the model has, or all of them.
    case unknownLimit(String, nearest: String?, known: [String])
    case unknownClass(String, limit: String, known: [String])
    /// Each of its classes has a length of its own.
    case severalClasses(limit: String, known: [String])
    /// Its length is a date, or the case's own.
    case dated(limit: String, within: String)
    /// None of its classes has a length.
    case unlimited(limit: String)
    /// Neither the limit nor the file says which share is to be kept.
    case noTarget(limit: String)
    /// Not between 0 and 1.
    case impossibleShare(Double)

    package static func unknownLimit(_ name: String, among known: [String]) -> PromiseProblem {
        .unknownLimit(name, nearest: Nearest.to(name, among: known), known: known)
    }

    /// What is wrong, in one sentence without a full stop.
    public var message: String {
        switch self {
        case .unknownLimit(let name, _, _): "there is no limit '\(TerminalText.safe(name))'"
        case .unknownClass(let name, let limit, _):
            "limit \(TerminalText.safe(limit)) has no class '\(TerminalText.safe(name))'"
        case .severalClasses(let limit, _):
            "limit \(TerminalText.safe(limit)) has a length for each of several classes"
        case .dated(let limit, let within):
            "limit \(TerminalText.safe(limit)) runs '\(TerminalText.safe(within))', "
                + "which a date or the case itself decides, not a length"
        case .unlimited(let limit): "limit \(TerminalText.safe(limit)) limits nobody"
        case .noTarget(let limit):
            "no target says which share of the clocks of \(TerminalText.safe(limit)) is to be on time"
        case .impossibleShare(let share): "\(Format.percent(share)) is no share that can be promised"
        }
    }

    /// What to do about it.
    public var remedy: String {
        switch self {
        case .unknownLimit(_, let nearest?, _): "did you mean '\(TerminalText.safe(nearest))'?"
        case .unknownLimit(_, nil, let known):
            known.isEmpty
                ? "the scenario has no limits: give one 'within: solve'"
                : "its limits are: \(TerminalText.safe(known.joined(separator: ", ")))"
        case .unknownClass(_, _, let known), .severalClasses(_, let known):
            "name one of: \(TerminalText.safe(known.joined(separator: ", ")))"
        case .dated, .unlimited: "give it a length first, as in '2 working days', or ask for another limit"
        case .noTarget: "add 'target: 95% on time' to the file, or give --target 95%"
        case .impossibleShare: "give a share between 0 and 1, as in 95%"
        }
    }
}
