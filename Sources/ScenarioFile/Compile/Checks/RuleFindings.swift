import SimKernel

/// Limits of which one lies inside the other.
enum NestedDoubt: Finding, Hashable {
    case longer(inner: String, innerText: String, outer: String, outerText: String, kind: String)
    case nothingLeft(inner: String, outer: String, text: String, kind: String, rest: String)
    case sum(outer: String, text: String, kind: String, stages: [String], sum: String)

    var severity: Diagnostic.Severity { .warning }

    var message: String {
        switch self {
        case .longer(let inner, let innerText, let outer, let outerText, let kind):
            "'\(outer)' allows \(outerText)\(of(kind)), but '\(inner)', which is a part of it, allows \(innerText)"
        case .nothingLeft(let inner, let outer, let text, let kind, let rest):
            "'\(inner)' may take the whole of '\(outer)'\(of(kind)), \(text): nothing is left for '\(rest)'"
        case .sum(let outer, let text, let kind, let stages, let sum):
            "'\(outer)' allows \(text)\(of(kind)), but its stages \(list(stages)) allow \(sum) together"
        }
    }

    private func of(_ kind: String) -> String { kind.isEmpty ? "" : " for \(kind)" }

    var remedy: String? {
        switch self {
        case .longer(let inner, _, let outer, _, _):
            "whoever needs all of '\(inner)' is late in '\(outer)': lengthen one or shorten the other"
        case .nothingLeft(let inner, let outer, _, _, _):
            "let '\(outer)' be longer than '\(inner)', or end '\(inner)' later"
        case .sum: "whoever keeps every stage may still be late in all"
        }
    }
}

/// A class that the rules put above another, and to which they give no limit.
struct UnlimitedClass: Finding, Hashable {
    enum Reason: Hashable { case queue, steps }
    var limit: String
    var above: String
    var below: String
    var text: String
    var reason: Reason

    var severity: Diagnostic.Severity { .warning }

    var message: String {
        let why =
            switch reason {
            case .queue: "comes before '\(below)' in the line"
            case .steps: "goes through all the steps of '\(below)' and more"
            }
        return "'\(above)' \(why), but in '\(limit)' only '\(below)' has a limit, \(text)"
    }

    var remedy: String? {
        "give '\(above)' a length, or 'solve' to learn what could be promised; 'none' on all classes if none is meant"
    }
}

/// A lead that stages before it do not leave.
struct ShortLead: Finding, Hashable {
    struct Stage: Hashable {
        var name: String
        /// Nil: the item's own least time.
        var text: String?
        var time: Ticks
    }
    var limit: String
    var text: String
    var number: String
    /// Nil: no case has more.
    var greatest: String
    var mean: String?
    var kind: String
    var stages: [Stage]
    var sum: String

    var severity: Diagnostic.Severity { .warning }

    var message: String {
        let whose = kind.isEmpty ? "" : " for \(kind)"
        let far =
            mean.map { "\($0) after the arrival on average, \(greatest) at most" }
            ?? "\(greatest) after the arrival at most"
        let names = stages.map { "'\($0.name)'" + ($0.text.map { " (\($0))" } ?? "") }
        return "'\(limit)' asks for \(text) before '\(number)', which\(whose) is \(far), but "
            + "\(enumeration(names, "and")) before it may take \(sum)"
    }

    var remedy: String? { "whoever keeps every stage may still be late: shorten them, or the lead" }
}

/// What the rules expect of a person in a day, and what the work takes.
enum StandardDoubt: Finding, Hashable {
    case aboveDay(
        role: String, word: String?, rate: String, minutes: String, needed: String, hours: String,
        fits: String)
    case mixAboveDay(
        role: String, mix: String, cases: String, needed: String, hours: String, fits: String)

    var severity: Diagnostic.Severity { .warning }

    var message: String {
        switch self {
        case .aboveDay(let role, let word, let rate, let minutes, let needed, let hours, _):
            "\(rate)\(word.map { " of '\($0)'" } ?? "") take a '\(role)' \(needed), the day has \(hours): "
                + "one takes \(minutes) on average"
        case .mixAboveDay(let role, let mix, let cases, let needed, let hours, _):
            "by this standard a '\(role)' does \(cases) a day as cases come (\(mix)): that takes \(needed), "
                + "the day has \(hours)"
        }
    }

    var remedy: String? {
        switch self {
        case .aboveDay(_, _, _, _, _, _, let fits), .mixAboveDay(_, _, _, _, _, let fits):
            "\(fits) a day fit; lower the standard or the work"
        }
    }
}
