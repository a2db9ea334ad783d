extension Words {
    private static let datesExample = "25th of month 08:30"
    private static let ordinals = ["first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1]

    /// DATES, without `every` or `next` before it.
    mutating func dates() throws(Misfit) -> DatesPhrase {
        let start = position
        let days = try recurringDays()
        var from: ClockTime?
        var to: ClockTime?
        if let word = first, word.text.contains(":") {
            _ = pop()
            if word.text.contains("..") || word.text.contains("-") {
                let span = try Self.span(in: word)
                guard !span.passesMidnight else {
                    throw Misfit(.notAscending(span.from.text, span.to.text), at: word.place)
                }
                from = span.from
                to = span.to
            } else {
                from = try Self.clockTime(in: word, example: Self.datesExample)
            }
        }
        return DatesPhrase(text: text(from: start), days: days, from: from, to: to)
    }

    private mutating func recurringDays() throws(Misfit) -> DatesPhrase.Days {
        if let days = try weekdayList() { return .weekdays(days) }
        let word = try word("days", example: Self.datesExample)
        guard let nth = try ordinal(word) else {
            throw Misfit(.expects("days", found: word.text, example: Self.datesExample), at: word.place)
        }
        var weekday: DayOfWeek?
        if let next = first, next.text != "of", next.text != "day" {
            guard let day = try Self.weekdays(in: next)?.first, next.ends.count == 1 else {
                throw missing("'of'", example: Self.datesExample)
            }
            _ = pop()
            weekday = day
        } else {
            _ = take("day")
        }
        try require("of", example: Self.datesExample)
        let period = try period()
        let most = weekday != nil ? 5 : ["month": 31, "quarter": 92, "year": 366][period.rawValue]!
        guard nth <= most else { throw Misfit(.outOfRange(word.text, least: 1, most: most), at: word.place) }
        return weekday.map { .weekday($0, nth: nth, of: period) } ?? .day(nth, of: period)
    }

    private mutating func period() throws(Misfit) -> DatesPhrase.Period {
        let word = try word("month, quarter or year", example: Self.datesExample)
        guard let period = DatesPhrase.Period(rawValue: word.text) else {
            let choices = DatesPhrase.Period.allCases.map(\.rawValue)
            throw Misfit(.unknownWord(word.text, what: "period", choices: choices), at: word.place)
        }
        return period
    }

    /// `25th`, `first`, `last`.
    private func ordinal(_ word: Word) throws(Misfit) -> Int? {
        if let known = Self.ordinals[word.text] { return known }
        let digits = word.text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits), digits.count <= 3 else { return nil }
        let ending = String(word.text.dropFirst(digits.count))
        let right =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        guard number >= 1, ending == right else {
            let better = "\(max(1, number))" + right
            throw Misfit(
                .expects("a day such as '\(better)'", found: word.text, example: Self.datesExample),
                at: word.place)
        }
        return number
    }
}
