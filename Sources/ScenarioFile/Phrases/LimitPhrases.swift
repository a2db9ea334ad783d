extension Words {
    private static let withinExample = "2 working days"

    /// The value of `within`.
    mutating func within() throws(Misfit) -> WithinPhrase {
        let kind = try withinKind()
        try end()
        return WithinPhrase(text: text, kind: kind)
    }

    private mutating func withinKind() throws(Misfit) -> WithinPhrase.Kind {
        if take("solve") { return .solve }
        if take("none") { return .none }
        if take("until", "next") { return .untilNext(try dates()) }
        if take("earliest", "of") {
            var kinds = [try earliestPart()]
            while take("and") { kinds.append(try earliestPart()) }
            guard kinds.count > 1 else { throw missing("'and'", example: "earliest of wish and check-out") }
            return .earliest(kinds)
        }
        if first?.text == "until" { throw missing("'until next'", example: "until next 25th of month") }
        return startsWithNumber
            ? try lengthOrRange() : .number(try name("a length", example: Self.withinExample))
    }

    private mutating func earliestPart() throws(Misfit) -> WithinPhrase.Kind {
        if startsWithNumber { return .length(try length(example: "earliest of wish and 3 days")) }
        return .number(try name("a length of the case", example: "earliest of wish and check-out"))
    }

    private mutating func lengthOrRange() throws(Misfit) -> WithinPhrase.Kind {
        guard let word = first, word.text.contains("..") || second?.text.hasPrefix("..") == true else {
            return .length(try length(example: Self.withinExample))
        }
        let example = "7..10 working days"
        let ends = word.ends
        guard second?.text.hasPrefix("..") != true, ends.last?.text.isEmpty != true else {
            throw Misfit(.spaceInRange(example: example), at: word.place)
        }
        guard ends.count == 2 else {
            throw Misfit(.rangeEnds(word.text, wanted: 2, example: example), at: word.place)
        }
        _ = pop()
        let low = try Self.number(in: ends[0], what: "a length", example: example)
        let high = try Self.number(in: ends[1], what: "a length", example: example)
        guard low.value < high.value else {
            throw Misfit(.notAscending(low.text, high.text), at: ends[1].place)
        }
        let unit = try timeUnit(after: word.text, example: example)
        func phrase(_ number: Number) -> LengthPhrase {
            LengthPhrase(text: number.text + " " + unit.text, number: number, unit: unit)
        }
        return .range(phrase(low), phrase(high))
    }

    /// `until` of a wait.
    mutating func waitEnd() throws(Misfit) -> WaitEnd {
        if take("next") { return .next(try dates()) }
        let example = "2 working days before last-day"
        if let word = first?.text, Self.beginsDates(word) {
            throw missing("'next'", example: "next 1st of month")
        }
        if startsWithNumber {
            let length = try length(example: example)
            try require("before", example: example)
            return .before(length, try name("a length of the case", example: example))
        }
        return .number(try name("'next' and days, or a length of the case", example: "next 1st of month"))
    }

    /// `Mon`, `1st`, `last`: days without the word before them.
    private static func beginsDates(_ word: String) -> Bool {
        let isNumbered = word.first.map { $0.isASCII && $0.isNumber } ?? false
        if isNumbered { return ["st", "nd", "rd", "th"].contains { word.hasSuffix($0) } }
        return word == "first" || word == "last" || DayOfWeek.names.contains { word.hasPrefix($0) }
    }

    /// `95% on time`, `95%` or `none`.
    mutating func target() throws(Misfit) -> TargetPhrase {
        if take("none") { return .none }
        let share = try share(example: "95% on time")
        if first?.text == "on" { try require("on", "time", example: "95% on time") }
        return .share(share)
    }

    /// `2000 yuan of amount per day`.
    mutating func budget() throws(Misfit) -> BudgetPhrase {
        let example = "2000 yuan of amount per day"
        let start = position
        let number = try number("an amount", example: example)
        let unit = try anyUnit()
        let amount = Amount(number: number, unit: unit, place: place(from: start))
        try require("of", example: example)
        let name = try name("a number of the case", example: example)
        try require("per", example: example)
        let period = try choice(BudgetPhrase.Period.self, "period", example: example)
        return BudgetPhrase(text: text, amount: amount, number: name, period: period)
    }

    /// One word out of a few.
    mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type, _ what: String, example: String
    ) throws(Misfit) -> Choice where Choice.RawValue == String {
        let word = try word("a \(what)", example: example)
        guard let choice = Choice(rawValue: word.text) else {
            let choices = Choice.allCases.map(\.rawValue)
            throw Misfit(.unknownWord(word.text, what: what, choices: choices), at: word.place)
        }
        return choice
    }
}
