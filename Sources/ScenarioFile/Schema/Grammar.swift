/// The phrases of the language as regular expressions of ECMA 262, for editors: they accept all that the
/// reader of phrases accepts. A blank stands for any white space.
enum Grammar {
    /// The whole value, with blanks around it.
    static func whole(_ pattern: String) -> String {
        "^\\s*(?:" + pattern.replacing(" ", with: "\\s+") + ")\\s*$"
    }

    // MARK: Words

    /// A letter of any script: editors differ in how they name letters beyond ASCII.
    private static let letter = "[^\\x00-\\x40\\x5b-\\x60\\x7b-\\x7f]"
    private static let letterOrDigit = "[^\\x00-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7f]"
    static let name = "\(letter)\(letterOrDigit)*(?:-\(letterOrDigit)+)*"
    private static let token = "[^\\s,()]+"
    /// Words that something of the file may be called by.
    static let newName =
        "(?!(?:\((Outline.reserved.union(Key.topNames)).sorted().joined(separator: "|")))$)" + name
    static let words = "\(name)(?: or \(name))*"
    static let splitKey = "others|\(words)"

    // MARK: Numbers and units

    static let number = "(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?"
    static let wholeNumber = "(?:0|[1-9][0-9]*)(?:\\.0+)?"
    static let share = "(?:100(?:\\.0+)?|[1-9]?[0-9](?:\\.[0-9]+)?)%"

    private static let workUnit = "(?:s|min|h|hours?)"
    private static let clockUnit = "(?:s|min|h|hours?|days?|weeks?)"
    private static let workingUnit = "working (?:min|h|hours?|days?)"
    private static let timeUnit = "(?:s|min|h|hours?|days?|weeks?|months?|years?|\(workingUnit))"
    /// A currency or anything else that is counted.
    private static let ownUnit =
        "(?!(?:\(Words.connectives.sorted().joined(separator: "|")))(?:\\s|$))"
        + "[^\\s,()0-9.+%-][^\\s,()]*"
    private static let anyUnit = "(?:\(workingUnit)|\(ownUnit))"

    static let length = "\(number) \(timeUnit)"

    static func rate(_ periods: [RatePhrase.Period]) -> String {
        "\(number) per (?:\(periods.map(\.rawValue).joined(separator: "|")))"
    }

    private static func unit(_ units: QuantityRule.Units) -> String {
        switch units {
        case .work: " " + workUnit
        case .time, .clock: " " + (units == .clock ? clockUnit : timeUnit)
        case .any: " " + anyUnit
        case .money: " " + ownUnit
        case .count, .factor: ""
        }
    }

    // MARK: Quantities

    static func quantity(_ rule: QuantityRule) -> String {
        if rule.units == .factor { return "(?:lognormal|gamma|weibull) cv \(number)" }
        let unit = unit(rule.units)
        let amount = number + unit
        let families = [
            "(?:constant )?\(amount)", "exponential \(amount)", "uniform \(number)\\.\\.\(amount)",
            "triangular \(number)\\.\\.\(number)\\.\\.\(amount)",
            "(?:lognormal|gamma|weibull) mean \(amount) (?:p95 \(amount)|cv \(number))",
            "hyperexponential mean \(amount) cv \(number)", "erlang \(wholeNumber) mean \(amount)",
            "observed \(token)" + (unit.isEmpty ? "" : "(?:\(unit))?"),
        ]
        let per = rule.allowsPer ? "(?: per (?:open case|closed case|\(name)))?" : ""
        return "(?:\(families.joined(separator: "|")))\(per)"
    }

    static let busyness = quantity(.busyness) + " per (?:day|week)"
    static let money = "\(number) \(ownUnit)"
    static let costs = "\(quantity(.costs))|\(name)"

    // MARK: Dates and hours

    private static let weekday = "(?:\(DayOfWeek.names.joined(separator: "|")))"
    private static let weekdays = "\(weekday)(?:\\.\\.\(weekday))?(?: \(weekday)(?:\\.\\.\(weekday))?)*"
    private static let time = "(?:(?:[01]?[0-9]|2[0-3]):[0-5][0-9]|24:00)"
    private static let span = "\(time)\\.\\.\(time)"
    private static let date =
        "(?:19[7-9]|20[0-9]|21[0-9]|220)[0-9]-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    static let dateRange = "\(date)(?:\\.\\.\(date))?"
    static let openDay = "\(dateRange)(?: as \(weekday)|(?: \(span))*)"
    static let instant = "\(date)(?: \(time))?"
    static let hours = "always|(?:daily|\(weekdays))(?: \(span))+"
    private static let ordinal =
        "(?:first|second|third|fourth|fifth|last|[1-9][0-9]{0,2}(?:st|nd|rd|th))"
    static let dates =
        "(?:\(weekdays)|\(ordinal)(?: \(weekday)| day)? of (?:month|quarter|year))(?: \(time)(?:\\.\\.\(time))?)?"
    static let month = "[0-9]{1,2}\\.\\.[0-9]{1,2}"

    // MARK: Tests, places, limits

    private static let term =
        "(?:not )?(?:while (?:open|closed)|\(wholeNumber) with the same \(name) within \(length)"
        + "|(?!(?:and|or|not|while)(?:\\s|$))\(name)"
        + "(?: (?:at least|at most|above|below) \(number)(?: \(anyUnit))?)?)"
    static let test = "\(term)(?:(?: and \(term))*|(?: or \(term))*)"
    static let place = "\(name)(?: (?:starts|done))?"
    static let target = "none|\(share)(?: on time)?"
    static let waitEnd = "next \(dates)|\(length) before \(name)|\(name)"
    private static let earliestPart = "(?:\(length)|\(name))"
    static let within =
        "until next \(dates)|earliest of \(earliestPart)(?: and \(earliestPart))+"
        + "|\(length)|\(number)\\.\\.\(number) \(timeUnit)|\(name)"
    static let archive = "forever|\(length)"

    // MARK: People

    static let people = "\(wholeNumber)(?: (?:of|per) \(name))?"
    static let away =
        "\(share) in spells of \(quantity(.spells))|\(wholeNumber) on (?:\(dateRange)|\(dates))"
    static let costsOfRole =
        "\(money) per (?:\(CostPhrase.Period.allCases.map(\.rawValue).joined(separator: "|")))"
        + "(?: and \(money) per overtime hour)?"
    static let joins = "\(wholeNumber) on \(date)(?: at \(share) for \(length))?"
    static let budget = "\(number)(?: \(anyUnit))? of \(name) per (?:day|week|month)"
    static let by = "same as \(name)|every \(name)|\(name)(?: or \(name))*"
    static let queueRule =
        "earliest due|least slack|oldest case|first come|last come|random|(?:largest|smallest) \(name)"
        + "|\(name)(?: before \(name))+|\(name) interrupts \(name)"
}

extension WeightScale {
    /// What may be given a weight.
    var keys: String {
        let one: String
        switch self {
        case .month: one = "(?:\(Self.months.joined(separator: "|")))"
        case .weekday: one = "(?:\(DayOfWeek.names.joined(separator: "|")))"
        case .day, .hour: one = "[0-9]{1,2}"
        }
        return "others|\(self == .weekday ? "closed|" : "")\(one)(?:\\.\\.\(one))?"
    }
}
