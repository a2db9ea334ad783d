internal import ScenarioFile

/// What a search for people was asked that makes no sense.
public enum StaffingProblem: Error, Sendable, Equatable {
    /// No limit has a target: any staffing would do.
    case noTarget
    case unknown(name: String, near: String?, known: [String])
    /// The role has several numbers of people, and only one of them can be meant.
    case several(role: String, paths: [String])
    /// Fewer than `least` people cannot do some step at all.
    case tooFew(path: String, people: Int, least: Int)
    case fixedAboveMaximum(path: String, fixed: Int, maximum: Int)

    package var message: String {
        switch self {
        case .noTarget:
            "no limit has a target, so that any number of people would do"
        case .unknown(let name, _, _):
            "no role and no number of people is called '\(name)'"
        case .several(let role, _):
            "the role '\(role)' has several numbers of people, and only one can be fixed at a time"
        case .tooFew(let path, let people, let least):
            "\(path) cannot be \(people): some step takes \(least) at once"
        case .fixedAboveMaximum(let path, let fixed, let maximum):
            "\(path) is fixed at \(fixed), above its largest number \(maximum)"
        }
    }

    package var remedy: String {
        switch self {
        case .noTarget:
            "give --target 95%, or 'target: 95% on time' in the file"
        case .unknown(_, let near, let known):
            near.map { "did you mean '\($0)'?" } ?? "known: \(known.joined(separator: ", "))"
        case .several(_, let paths):
            "name one of \(paths.joined(separator: ", "))"
        case .tooFew(let path, _, let least):
            "give \(path) at least \(least)"
        case .fixedAboveMaximum(let path, let fixed, _):
            "give --max \(path)=\(fixed) or more, or fix fewer"
        }
    }
}

extension StaffingProblem {
    static func unknown(_ name: String, among known: [String]) -> StaffingProblem {
        .unknown(name: name, near: Nearest.to(name, among: known), known: known)
    }
}
