extension Words {
    /// A unit of time that is allowed somewhere.
    static let clockUnits = "s, min, h, hours, days, weeks, months"
    static let workingUnits = "working min, working hours, working days"

    private static let units: [String: Unit] = [
        "s": .second, "min": .minute, "h": .hour, "hour": .hour, "hours": .hour, "day": .day, "days": .day,
        "week": .week, "weeks": .week, "month": .month, "months": .month, "year": .year, "years": .year,
    ]
    private static let working: [String: Unit] = [
        "min": .workingMinute, "h": .workingHour, "hour": .workingHour, "hours": .workingHour,
        "day": .workingDay, "days": .workingDay,
    ]
    /// Spellings that are not of the language, with what to write; some could mean two things.
    private static let spellings: [String: String] = [
        "d": "days, or working days", "m": "min, or months", "hr": "h", "hrs": "h", "H": "h",
        "sec": "s", "secs": "s", "second": "s", "seconds": "s", "minute": "min", "minutes": "min",
        "mins": "min",
        "w": "weeks", "wk": "weeks", "wks": "weeks", "mo": "months", "mth": "months", "y": "years",
        "yr": "years",
        "wd": "working days", "bd": "working days", "wh": "working hours", "workday": "working day",
        "workdays": "working days", "workingday": "working day", "workingdays": "working days",
        "workinghours": "working hours", "workinghour": "working hour",
    ]
    private static let ambiguous: Set<String> = ["d", "m"]

    /// Words that end an amount without being its unit.
    static let connectives: Set<String> = [
        "p95", "cv", "mean", "per", "and", "or", "of", "in", "at", "on", "before", "for", "within", "as",
    ]

    /// True where the next word is a unit of time (or was meant to be one).
    var isUnitNext: Bool {
        guard let text = first?.text else { return false }
        return !Self.connectives.contains(text)
    }

    /// LENGTH. `example` is quoted where something is missing.
    mutating func length(example: String = "2 working days") throws(Misfit) -> LengthPhrase {
        let start = position
        let number = try number("a length", example: example)
        let unit = try timeUnit(after: number.text, example: example)
        let length = LengthPhrase(text: text(from: start), number: number, unit: unit)
        guard length.roughDays <= 366_000 else {
            throw Misfit(.tooLong(length.text), at: place(from: start))
        }
        return length
    }

    /// Reads a unit of time, which must come next.
    mutating func timeUnit(after number: String, example: String) throws(Misfit) -> Unit {
        let start = position
        guard isUnitNext, let word = first else { throw unitMissing(after: number, example: example) }
        if word.text == "working" {
            _ = pop()
            guard let next = pop() else { throw missing("min, hours or days", example: "2 working days") }
            guard let unit = Self.working[next.text] else {
                throw Misfit(
                    .unknownUnit("working " + next.text, better: betterWorking(next.text)),
                    at: place(from: start))
            }
            return unit
        }
        if word.text == "business", second?.text.hasPrefix("day") == true {
            _ = pop()
            _ = pop()
            throw Misfit(.unknownUnit("business days", better: "working days"), at: place(from: start))
        }
        guard let unit = Self.units[word.text] else { throw Self.wrongUnit(word) }
        _ = pop()
        return unit
    }

    private func betterWorking(_ text: String) -> String? {
        if let known = Self.spellings[text], Self.working[known] != nil { return "working " + known }
        return Nearest.to(text, among: ["min", "hour", "hours", "day", "days"]).map { "working " + $0 }
    }

    /// A number without its unit: at the number, which is what the reader's eye is looking for.
    private func unitMissing(after number: String, example: String) -> Misfit {
        var copy = self
        copy.stepBack()
        return Misfit(.bareNumber(number, example: example), at: copy.first?.place ?? place)
    }

    static func wrongUnit(_ word: Word) -> Misfit {
        if let better = spellings[word.text] {
            return ambiguous.contains(word.text)
                ? Misfit(.vagueUnit(word.text, better: better), at: word.place)
                : Misfit(.unknownUnit(word.text, better: better), at: word.place)
        }
        let near = Nearest.to(word.text, among: units.keys.sorted())
        return Misfit(.unknownUnit(word.text, better: near), at: word.place)
    }

    /// Reads a unit of any kind; nil where none follows. Abbreviations of time that are not of the
    /// language are refused even where any word may stand.
    mutating func anyUnit() throws(Misfit) -> Unit? {
        guard isUnitNext, let word = first else { return nil }
        if word.text == "working" || Self.units[word.text] != nil || Self.spellings[word.text] != nil
            || (word.text == "business" && second?.text.hasPrefix("day") == true)
        {
            return try timeUnit(after: "", example: "")
        }
        guard let letter = word.text.unicodeScalars.first,
            letter.properties.isAlphabetic || letter == "€"
                || letter == "$" || letter == "¥" || letter == "£"
        else {
            throw Misfit(.unknownUnit(word.text, better: nil), at: word.place)
        }
        _ = pop()
        return .other(word.text)
    }

    /// An amount of money: a number and a word that is no unit of time.
    mutating func money(example: String) throws(Misfit) -> Amount {
        let start = position
        let number = try number("an amount of money", example: example)
        guard let unit = try anyUnit() else { throw unitMissing(after: number.text, example: example) }
        guard !unit.isTime else {
            throw Misfit(
                .unitNotHere(unit.text, key: "costs", allowed: "a currency, such as yuan"),
                at: place(from: start))
        }
        return Amount(number: number, unit: unit, place: place(from: start))
    }

    /// `50 per day`.
    mutating func rate(
        periods: [RatePhrase.Period] = RatePhrase.Period.allCases, example: String
    ) throws(Misfit) -> RatePhrase {
        let start = position
        let number = try number("how many", example: example)
        try require("per", example: example)
        let word = try word("a period", example: example)
        guard let period = RatePhrase.Period(rawValue: word.text), periods.contains(period) else {
            throw Misfit(
                .unknownWord(word.text, what: "period", choices: periods.map(\.rawValue)), at: word.place)
        }
        return RatePhrase(text: text(from: start), number: number, period: period)
    }
}

extension Unit {
    /// As it is written after a number above 1.
    package var text: String {
        switch self {
        case .second: "s"
        case .minute: "min"
        case .hour: "hours"
        case .day: "days"
        case .week: "weeks"
        case .month: "months"
        case .year: "years"
        case .workingMinute: "working min"
        case .workingHour: "working hours"
        case .workingDay: "working days"
        case .other(let name): name
        }
    }
}

extension LengthPhrase {
    /// For the sake of a bound only.
    var roughDays: Double {
        switch unit {
        case .workingDay: number.value
        case .month: number.value * 31
        case .year: number.value * 366
        default: number.value * Double(unit.seconds ?? 0) / 86400
        }
    }
}
