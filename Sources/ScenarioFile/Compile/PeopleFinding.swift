/// What is wrong or doubtful about who does a step.
enum PeopleFinding: Finding, Hashable {
    // Never enough people
    case neverTogether(wanted: Int, roles: [String], most: Int)
    case poolTooSmall(role: String, words: String, wanted: Int, has: Int)
    case notByLeavesNobody(item: String, wanted: Int, role: String, left: Int)
    // Meetings
    case meetsOutsideHours(item: String, text: String, roles: [String])
    case meetsTooLittle(item: String, perWeek: Double, work: String, span: String)
    // Holding
    case holdsWhatIsNeeded(item: String, by: String, what: String)
    case holdMayStick(item: String, by: String, role: String)
    // Wishes
    case sameAsNotDone(step: String, item: String, isClear: Bool)
    // Shifts and shared people
    case shiftGap(role: String, from: String, to: String, first: String, next: String)
    case sharedOverload(roles: [String], people: Int, percent: Double, casesPerWeek: Double)

    var severity: Diagnostic.Severity {
        switch self {
        case .neverTogether, .poolTooSmall, .notByLeavesNobody, .meetsOutsideHours, .holdsWhatIsNeeded: .error
        case .sameAsNotDone(_, _, let isClear): isClear ? .warning : .error
        case .meetsTooLittle, .holdMayStick, .shiftGap, .sharedOverload: .warning
        }
    }

    var message: String {
        switch self {
        case .neverTogether(let wanted, let roles, let most):
            "\(wanted) of \(list(roles)) are wanted together, but never more than \(most) of them \(most == 1 ? "is" : "are") on duty"
        case .poolTooSmall(let role, let words, let wanted, let has):
            has == 0
                ? "cases of '\(words)' need '\(role)', which has no people for them"
                : "cases of '\(words)' need \(wanted) of '\(role)' together, but there \(has == 1 ? "is" : "are") \(has) for them"
        case .notByLeavesNobody(let item, let wanted, let role, let left):
            left == 0
                ? "'not by' leaves nobody of '\(role)' for '\(item)'"
                : "'\(item)' needs \(wanted) of '\(role)', 'not by' leaves \(left)"
        case .meetsOutsideHours(let item, let text, let roles):
            "'\(item)' meets \(text), when nobody of \(list(roles)) is on duty"
        case .meetsTooLittle(let item, let perWeek, let work, let span):
            "'\(item)' has \(decimals(perWeek, 1)) cases per week of \(work) each, more than meetings of \(span) a week can begin"
        case .holdsWhatIsNeeded(let item, let by, let what):
            "'\(item)' holds \(what), whom '\(by)' needs before they are let go: neither ever goes on"
        case .holdMayStick(let item, let by, let role):
            "'\(item)' holds people of '\(role)' while the case waits for '\(by)', which needs them too: "
                + "when all are held, nothing goes on"
        case .sameAsNotDone(let step, let item, let isClear):
            isClear
                ? "a case may come to '\(item)' without '\(step)': then anyone who could do '\(step)' does it"
                : "a case may come to '\(item)' without '\(step)', and nothing says who does it then"
        case .shiftGap(let role, let from, let to, let first, let next):
            "nobody of '\(role)' is on duty from \(from) to \(to), between '\(first)' and '\(next)'"
        case .sharedOverload(let roles, let people, let percent, let cases):
            "\(list(roles)) share \(people) people, who are loaded to \(decimals(percent, 0)) % "
                + "(\(decimals(cases, 1)) cases per week); the lines grow without end"
        }
    }

    var remedy: String? {
        switch self {
        case .neverTogether: "ask for fewer, or let their hours overlap"
        case .poolTooSmall(let role, _, _, _): "raise 'staff.\(role)' for these cases, or name another role"
        case .notByLeavesNobody(_, _, let role, _): "raise 'staff.\(role)', or leave a name out"
        case .meetsOutsideHours: "meet in their hours, or give them others"
        case .meetsTooLittle: "meet longer or more often: the line grows without end"
        case .holdsWhatIsNeeded: "let go earlier, or name others"
        case .holdMayStick: "name another role, or let go earlier"
        case .sameAsNotDone(_, _, let isClear):
            isClear ? "add an 'only' if these cases should pass by" : "add an 'only', or name the role"
        case .shiftGap: "let one shift begin where the other ends"
        case .sharedOverload: nil
        }
    }
}
