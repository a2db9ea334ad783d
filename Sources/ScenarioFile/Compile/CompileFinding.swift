/// What only compiling shows to be wrong or doubtful.
enum CompileFinding: Finding, Hashable {
    // Sizes
    case runTooLong(String, years: Int)
    case tooManyCases(expected: Double, most: Double)
    case tooManyPeople(most: Int)
    case tooManyWords(most: Int)
    case tooManyRoles(most: Int)
    case tooManyLimits(most: Int)
    case tooManyLineRules(most: Int)
    // Values
    case unknownZone(String)
    case impossibleQuantity(String)
    case numberInWorkingTime(String)
    case neverArrives
    case shapeWithoutMean(String, given: String)
    case incidentTooLarge(String, most: Int)
    case splitWithGaps(word: String)
    case waitOnTwoClocks(String)
    case returnOnTwoClocks
    case hoursInLimit(String)
    case clusterInLimit(String)
    case partOfADay(String)
    case limitTooLong(String)
    // People
    case noCommonHours([String])
    case closingDiffers([String], together: Bool)
    case tooManyPersons(most: Int)
    case tooManyLines(most: Int)
    case peopleOfPools(role: String, of: String)
    case awayOfOthers(role: String, home: String)
    case moreAwayThanThere(Int, role: String, has: Int)
    case emptySpell(String)
    case joinsOutsideRun(String)
    case joinsOthers(role: String, home: String)
    case joinsParts(role: String)
    case joinsWithoutSpeed

    var severity: Diagnostic.Severity { .error }

    var message: String {
        switch self {
        case .runTooLong(let text, let years): "'\(text)' is longer than \(years) years, the most of a run"
        case .tooManyCases(let expected, let most):
            "about \(rounded(expected)) cases would have to be simulated, more than \(rounded(most))"
        case .tooManyPeople(let most): "more than \(most) people"
        case .tooManyRoles(let most): "more than \(most) roles"
        case .tooManyLimits(let most): "more than \(most) limits"
        case .tooManyLineRules(let most): "a line is ordered by at most \(most) rules, before first come"
        case .tooManyWords(let most):
            "more than \(most) class words are asked for by tests, splits and lines"
        case .unknownZone(let name): "no time zone '\(name)'"
        case .impossibleQuantity(let text): "no distribution has these figures: '\(text)'"
        case .numberInWorkingTime(let name):
            "a length of a case runs always, '\(name)' has a working unit or months"
        case .neverArrives: "nothing can arrive: the weights are zero in all hours of the stream"
        case .shapeWithoutMean(let key, let given): "'\(key)' shapes a rate, and '\(given)' has none"
        case .incidentTooLarge(let text, let most):
            "'\(text)': one incident brings \(most) cases at most"
        case .splitWithGaps(let word): "not every case has one of these words ('\(word)' …)"
        case .waitOnTwoClocks(let name):
            "the wait '\(name)' runs in working time for some classes and always for others"
        case .returnOnTwoClocks: "the case returns in working time for some classes and always for others"
        case .hoursInLimit(let text): "'\(text)' cannot hold as long as a clock runs: the hours change"
        case .clusterInLimit(let text):
            "'\(text)' cannot hold as long as a clock runs: it is asked at one moment"
        case .partOfADay(let text): "'\(text)' is counted by dates, which have no parts"
        case .limitTooLong(let text): "a limit of '\(text)' reaches beyond every calendar"
        case .noCommonHours(let roles): "\(list(roles)) are never on duty at the same time"
        case .closingDiffers(let roles, let together):
            "\(list(roles)) differ in 'at closing' and \(together ? "work together" : "share the work") here"
        case .tooManyPersons(let most): "more than \(most) people who are told apart"
        case .tooManyLines(let most): "more than \(most) combinations of units and classes serve this step"
        case .peopleOfPools(let role, let home):
            "the people of '\(home)' are divided by unit or class, '\(role)' cannot be the first of them"
        case .awayOfOthers(let role, let home):
            "the people of '\(role)' are those of '\(home)': they are away from both"
        case .moreAwayThanThere(let count, let role, let most):
            "\(count) of '\(role)' cannot be away: there \(most == 1 ? "is" : "are") \(most)"
        case .emptySpell(let text): "a spell of '\(text)' takes no time"
        case .joinsOutsideRun(let date): "\(date) lies outside the run"
        case .joinsOthers(let role, let home):
            "the people of '\(role)' are those of '\(home)': nobody joins '\(role)' alone"
        case .joinsParts(let role):
            "the people of '\(role)' are divided by shift, unit or class: nothing says whom the new ones join"
        case .joinsWithoutSpeed: "nobody works at 0 %"
        }
    }

    var remedy: String? {
        switch self {
        case .tooManyPeople, .neverArrives, .impossibleQuantity, .moreAwayThanThere: nil
        case .runTooLong: "shorten 'length' or 'warm-up'"
        case .tooManyRoles: "put roles together whose people can stand in for each other"
        case .tooManyLimits: "make it two scenarios, each with the limits of one question"
        case .tooManyLineRules: "leave out the last ones: ties that far down are rare"
        case .tooManyCases: "shorten the run or lower 'mean'"
        case .tooManyWords: "tests and splits can share words, or a yes/no word can stand for several"
        case .unknownZone: "write a name of the time zone database, such as Asia/Shanghai"
        case .shapeWithoutMean(_, let given): "delete it, or write 'mean' instead of '\(given)'"
        case .incidentTooLarge: "write fewer, and more incidents"
        case .numberInWorkingTime: "write it in hours or days"
        case .splitWithGaps: "add 'others: …' for the rest"
        case .waitOnTwoClocks: "make it two waits, each with 'only'"
        case .returnOnTwoClocks: "give all classes a unit of the same clock"
        case .hoursInLimit:
            "let a decision remember it, as in 'outcomes: { at-night: { only: while closed } }', and test that word"
        case .clusterInLimit:
            "let a decision remember it, as in 'outcomes: { cluster: { only: 3 with the same … } }', and test that word"
        case .partOfADay: "write a whole number of days, or hours"
        case .limitTooLong: "write 'none' where there is no limit"
        case .noCommonHours: "give the roles hours that overlap, or make it two steps"
        case .closingDiffers: "give the roles the same 'at closing'"
        case .tooManyPersons: "put roles together, or leave out what tells their people apart"
        case .tooManyLines:
            "let roles that work together, or stand in for each other, be divided by the same unit"
        case .peopleOfPools(let role, let home): "give '\(role)' people of its own, or '\(home)' one number"
        case .awayOfOthers(_, let home): "write 'away' at '\(home)'"
        case .emptySpell: "write a length, such as 2 hours"
        case .joinsOutsideRun: "give a date of the run, or raise 'people'"
        case .joinsOthers(_, let home): "write 'joins' at '\(home)'"
        case .joinsParts: "give the new people a role of their own"
        case .joinsWithoutSpeed: "let them join later"
        }
    }
}

/// What a flow of this model shows to be wrong: by these an engine could run for ever.
enum FlowFinding: Finding, Hashable {
    case zeroTimeCycle([String])
    case neverEnds([String])
    case limitBelowWork(limit: String, text: String, least: String, of: String?)

    var severity: Diagnostic.Severity { .error }

    var message: String {
        switch self {
        case .zeroTimeCycle(let items): "a case can go round \(list(items)) without any time passing"
        case .neverEnds(let items): "a case that comes here goes round \(list(items)) for ever"
        case .limitBelowWork(let limit, let text, let least, let word):
            "'\(limit)' allows \(text)\(word.map { " for \($0)" } ?? ""), the work alone takes at least \(least)"
        }
    }

    var remedy: String? {
        switch self {
        case .zeroTimeCycle: "put a wait or some work on the way round, or bound it with 'at most'"
        case .neverEnds: "let a share of the cases go on, or bound the loop with 'at most'"
        case .limitBelowWork: "no number of people can keep it: lengthen the limit or shorten the work"
        }
    }
}

/// What may be meant as it is, but hardly is.
enum Doubt: Finding, Hashable {
    case overload(people: Int, role: String, percent: Double, casesPerWeek: Double, least: Int?)
    case workOutsideHours(role: String)
    case loopsLong(item: String, visits: Double)
    case neverReached(item: String)
    case neverDone(item: String)
    case stagesAboveWhole(limit: String, text: String, stages: [String], sum: String)
    case hourAtNight(text: String, item: String, role: String)
    case starves(item: String, role: String, percent: Double)
    case longerThanShift(item: String, mean: String, longest: String)
    case nothingClosedInRun
    case nothingToReplay(String)
    case neverClosed(String)
    case noWholePeriod(String)
    case roleWithoutCosts(String)

    var severity: Diagnostic.Severity { .warning }

    var message: String {
        switch self {
        case .overload(let people, let role, let percent, let cases, _):
            "\(people) \(plural(role, people)) \(people == 1 ? "is" : "are") loaded to \(decimals(percent, 0)) % "
                + "(\(decimals(cases, 1)) cases per week); the line grows without end"
        case .workOutsideHours(let role): "'\(role)' has work, but no hours in the counted window"
        case .loopsLong(let item, let visits):
            "a case that comes to '\(item)' does it \(rounded(visits)) times on average"
        case .neverReached(let item): "no case ever comes to '\(item)'"
        case .neverDone(let item): "every case passes '\(item)' by"
        case .stagesAboveWhole(let limit, let text, let stages, let sum):
            stages.count == 1
                ? "'\(limit)' allows \(text), but its stage \(list(stages)) alone allows \(sum)"
                : "'\(limit)' allows \(text), but its stages \(list(stages)) allow \(sum) together"
        case .hourAtNight(let text, let item, let role):
            "'\(text)' runs at night too, when nobody of '\(role)' is on duty for '\(item)'"
        case .starves(let item, let role, let percent):
            "'\(item)' will starve: '\(role)' is busy with other work \(decimals(percent, 0)) % of the time "
                + "and the step waits until all are free at once"
        case .longerThanShift(let item, let mean, let longest):
            "'\(item)' takes \(mean) on average and pauses at closing, the longest day has \(longest)"
        case .nothingToReplay(let file): "none of the arrivals in '\(file)' lies inside the counted window"
        case .nothingClosedInRun: "none of the closed dates lies inside the run"
        case .neverClosed(let text): "no case can be '\(text)': the calendar's hours are 'always'"
        case .noWholePeriod(let period): "no whole \(period) lies inside the counted window"
        case .roleWithoutCosts(let role): "'\(role)' costs nothing, other roles do"
        }
    }

    var remedy: String? {
        switch self {
        case .overload(_, _, _, _, let least):
            least.map { "\($0) \($0 == 1 ? "is" : "are") the least that can keep up" }
        case .workOutsideHours: "give the role hours inside the run"
        case .loopsLong: "lower the share that goes back, or bound it with 'at most'"
        case .neverReached: "a jump leaps over it in every case: take it out, or change the jump"
        case .neverDone: "check its 'only' and 'share'"
        case .stagesAboveWhole: "whoever keeps every stage may still be late in all"
        case .hourAtNight(let text, _, _): "did you mean '\(workingText(text))'?"
        case .starves: "write 'partners: gather' to keep people who come free for it"
        case .longerThanShift: "write 'at closing: finish' or 'hand over' if nobody goes on next day"
        case .nothingToReplay: "let 'start', 'warm-up' and 'length' cover the time of the file"
        case .neverClosed: "give the calendar hours; a role may have 'hours: always' of its own"
        case .noWholePeriod: "lengthen the run, or count per day"
        case .roleWithoutCosts: "give it 'costs', or write 'costs: 0 …' if that is meant"
        case .nothingClosedInRun: "give the closed dates of the years that are simulated"
        }
    }
}

// MARK: - Wording

func list(_ names: [String]) -> String {
    let quoted = names.map { "'\($0)'" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " and " + last
}

/// `8 investigators`, but `8 客服`: only a Latin word of the language takes the ending.
private func plural(_ role: String, _ count: Int) -> String {
    guard count != 1, let last = role.unicodeScalars.last, last.isASCII, last.properties.isAlphabetic else {
        return role
    }
    if role.hasSuffix("y"), !["a", "e", "o", "u"].contains(where: { role.hasSuffix($0 + "y") }) {
        return role.dropLast() + "ies"
    }
    return role.hasSuffix("s") || role.hasSuffix("staff") ? role : role + "s"
}

private func workingText(_ text: String) -> String {
    guard let space = text.firstIndex(of: " ") else { return "working " + text }
    let unit = text[text.index(after: space)...]
    let word = unit == "h" ? (text.hasPrefix("1 ") ? "hour" : "hours") : String(unit)
    return text[..<space] + " working " + word
}

/// At most that many decimals, without trailing zeros.
func decimals(_ value: Double, _ count: Int) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return value.isNaN ? "no" : "over 10^15" }
    var scale: Int64 = 1
    for _ in 0..<count { scale *= 10 }
    let digits = Int64((value * Double(scale)).rounded())
    let (whole, part) = digits.quotientAndRemainder(dividingBy: scale)
    guard part != 0 else { return "\(whole)" }
    var fraction = String(part.magnitude)
    fraction = String(repeating: "0", count: count - fraction.count) + fraction
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return (value < 0 && whole == 0 ? "-" : "") + "\(whole).\(fraction)"
}

/// Large numbers in words that can be read: `1.3 million`.
private func rounded(_ value: Double) -> String {
    switch value {
    case ..<1e6: decimals(value, 0)
    case ..<1e9: decimals(value / 1e6, 1) + " million"
    case ..<1e12: decimals(value / 1e9, 1) + " billion"
    case ..<1e15: decimals(value / 1e12, 1) + " trillion"
    default: "over 10^15"
    }
}
