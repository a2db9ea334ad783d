/// What is wrong or doubtful about costs, budgets, duties and counting.
enum MoneyFinding: Finding, Hashable {
    case currenciesMixed(String, String)
    case costTooGreat(String)
    case costsOfOthers(role: String, home: String)
    case budgetTooSmall(item: String, text: String, least: String)
    case ceilingNotWhole(String)

    var severity: Diagnostic.Severity { if case .budgetTooSmall = self { .warning } else { .error } }

    var message: String {
        switch self {
        case .currenciesMixed(let first, let other):
            "costs are counted in '\(first)' and in '\(other)'"
        case .costTooGreat(let text): "'\(text)' is beyond all measure"
        case .costsOfOthers(let role, let home):
            "the people of '\(role)' are those of '\(home)': they cost the same in both"
        case .budgetTooSmall(let item, let text, let least):
            "no case ever fits '\(text)' of '\(item)': the smallest has \(least)"
        case .ceilingNotWhole(let text): "'\(text)' is no number of cases"
        }
    }

    var remedy: String? {
        switch self {
        case .currenciesMixed: "write all costs in one currency"
        case .costTooGreat: "a thousand million is the most"
        case .costsOfOthers(_, let home): "write 'costs' at '\(home)'"
        case .budgetTooSmall: "raise the amount, or let 'only' pass such cases by"
        case .ceilingNotWhole: "write a whole number, as in '99 per month'"
        }
    }
}

/// What is wrong or doubtful about duties.
enum DutyFinding: Finding, Hashable {
    case ofClasses(duty: String, role: String)
    case ofDeputies(duty: String, role: String)
    case ofUnits(duty: String)
    case tooLong(duty: String, work: String, role: String, hours: String)

    var severity: Diagnostic.Severity { if case .tooLong = self { .warning } else { .error } }

    var message: String {
        switch self {
        case .ofClasses(let duty, let role):
            "the people of '\(role)' are divided by class, and the duty '\(duty)' has none"
        case .ofDeputies(let duty, let role):
            "the deputies of '\(role)' are divided by unit, and the duty '\(duty)' has none"
        case .ofUnits(let duty): "the people of the duty '\(duty)' are divided by different units"
        case .tooLong(let duty, let work, let role, let hours):
            "'\(duty)' takes \(work) of '\(role)', who have \(hours) from one date to the next"
        }
    }

    var remedy: String? {
        switch self {
        case .ofClasses: "name a role whose people are not divided by class"
        case .ofDeputies, .ofUnits: "name roles that are divided by the same unit, or make it two duties"
        case .tooLong: "make it rarer or shorter, or give it more people: the line grows without end"
        }
    }
}
