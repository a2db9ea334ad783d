extension Words {
    static let spanExample = "Mon..Fri 09:00..12:00 13:00..18:00"

    /// The weekdays of `Mon`, `Mon..Fri`; nil where the word is no day.
    static func weekdays(in word: Word) throws(Misfit) -> [DayOfWeek]? {
        let ends = word.ends
        guard let first = ends.first, looksLikeDay(first.text) else { return nil }
        var days: [DayOfWeek] = []
        for end in ends {
            guard let day = day(end.text) else {
                let near = nearestDay(end.text)
                throw Misfit(
                    .unknownWord(end.text, what: "weekday", choices: near.map { [$0] } ?? DayOfWeek.names),
                    at: end.place)
            }
            days.append(day)
        }
        guard days.count <= 2 else {
            throw Misfit(.rangeEnds(word.text, wanted: 2, example: "Mon..Fri"), at: word.place)
        }
        guard days.count == 2 else { return days }
        var result = [days[0]]
        while result.last != days[1] {
            result.append(DayOfWeek(rawValue: result.last!.rawValue % 7 + 1)!)
        }
        return result
    }

    static func day(_ text: String) -> DayOfWeek? {
        DayOfWeek.names.firstIndex(of: text).flatMap { DayOfWeek(rawValue: $0 + 1) }
    }

    private static let longDays = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    static func nearestDay(_ text: String) -> String? {
        let lower = text.lowercased()
        if let i = longDays.firstIndex(where: { $0.hasPrefix(lower) && lower.count >= 2 }) {
            return DayOfWeek.names[i]
        }
        return Nearest.to(text, among: DayOfWeek.names)
    }
    private static func looksLikeDay(_ text: String) -> Bool {
        day(text) != nil
            || (text.unicodeScalars.first?.properties.isAlphabetic == true && nearestDay(text) != nil
                && text != "daily")
    }

    /// Weekdays from one or several words (`Mon..Wed Fri`), in the order of the week.
    mutating func weekdayList() throws(Misfit) -> [DayOfWeek]? {
        var days: Set<DayOfWeek> = []
        var found = false
        while let word = first, let more = try Self.weekdays(in: word) {
            _ = pop()
            found = true
            days.formUnion(more)
        }
        return found ? days.sorted() : nil
    }

    /// `09:00`, at most `24:00`.
    static func clockTime(in word: Word, example: String) throws(Misfit) -> ClockTime {
        let parts = word.text.split(separator: ":", omittingEmptySubsequences: false)
        let digits = parts.allSatisfy {
            !$0.isEmpty && $0.count <= 2 && $0.unicodeScalars.allSatisfy(isDigit)
        }
        guard parts.count == 2, digits, parts[1].count == 2, let hour = Int(parts[0]),
            let minute = Int(parts[1])
        else {
            throw Misfit(.expects("a time of day", found: word.text, example: example), at: word.place)
        }
        guard minute < 60, hour * 60 + minute <= 1440 else {
            throw Misfit(.noSuchTime(word.text), at: word.place)
        }
        return ClockTime(minutes: hour * 60 + minute)
    }

    /// `09:00..12:00`.
    static func span(in word: Word) throws(Misfit) -> ClockSpan {
        let ends = word.ends
        if ends.count == 1, let dash = word.text.firstIndex(where: { "-–—~".contains($0) }),
            word.text.contains(":")
        {
            let better = word.text[..<dash] + ".." + word.text[word.text.index(after: dash)...]
            throw Misfit(.rangeSign(word.text, better: String(better)), at: word.place)
        }
        guard ends.count == 2 else {
            throw Misfit(
                .expects("a span of hours", found: word.text, example: "09:00..17:00"), at: word.place)
        }
        let from = try clockTime(in: ends[0], example: "09:00..17:00")
        let to = try clockTime(in: ends[1], example: "09:00..17:00")
        guard from != to, from.minutes < 1440 else { throw Misfit(.emptySpan(word.text), at: word.place) }
        return ClockSpan(from: from, to: to, place: word.place)
    }

    mutating func spans() throws(Misfit) -> [ClockSpan] {
        var result: [ClockSpan] = []
        while let word = pop() { result.append(try Self.span(in: word)) }
        guard !result.isEmpty else { throw missing("a span of hours", example: Self.spanExample) }
        return result
    }

    /// One block of HOURS.
    mutating func hoursBlock() throws(Misfit) -> HoursBlock {
        if take("always") {
            try end()
            return HoursBlock(days: .always, spans: [])
        }
        if take("daily") { return HoursBlock(days: .daily, spans: try spans()) }
        if let days = try weekdayList() { return HoursBlock(days: .weekdays(days), spans: try spans()) }
        guard let word = first else { throw missing("days", example: Self.spanExample) }
        if word.text.contains(":") { throw Misfit(.daysMissing(word.text), at: word.place) }
        throw missing("days of the week, 'daily' or 'always'", example: Self.spanExample)
    }

    /// `2027-02-20`.
    static func date(in word: Word) throws(Misfit) -> DayDate {
        let parts = word.text.split(separator: "-", omittingEmptySubsequences: false)
        let digits = parts.allSatisfy { $0.unicodeScalars.allSatisfy(isDigit) }
        guard parts.map(\.count) == [4, 2, 2], digits,
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else {
            throw Misfit(.expects("a date", found: word.text, example: "2027-02-20"), at: word.place)
        }
        guard let date = DayDate(checked: year, month, day) else {
            throw Misfit(.noSuchDate(word.text), at: word.place)
        }
        return date
    }

    /// `2027-02-06..2027-02-12` or one date.
    mutating func dateRange() throws(Misfit) -> DateRange {
        let word = try word("a date", example: "2027-02-20")
        let ends = word.ends
        guard ends.count <= 2 else {
            throw Misfit(.rangeEnds(word.text, wanted: 2, example: "2027-02-06..2027-02-12"), at: word.place)
        }
        let first = try Self.date(in: ends[0])
        let last = try ends.count == 2 ? Self.date(in: ends[1]) : first
        guard first <= last else {
            throw Misfit(.notAscending(ends[0].text, ends[1].text), at: ends[1].place)
        }
        return DateRange(first: first, last: last)
    }

    /// An entry of `open`.
    mutating func openDay() throws(Misfit) -> OpenDay {
        let dates = try dateRange()
        if isAtEnd { return OpenDay(dates: dates, hours: .likeFirstDay) }
        if take("as") {
            let word = try word("a weekday", example: "2027-02-20 as Fri")
            guard let day = try Self.weekdays(in: word)?.first, word.ends.count == 1 else {
                throw Misfit(
                    .unknownWord(word.text, what: "weekday", choices: DayOfWeek.names), at: word.place)
            }
            try end()
            return OpenDay(dates: dates, hours: .like(day))
        }
        return OpenDay(dates: dates, hours: .spans(try spans()))
    }

    /// `2027-01-04` or `2027-01-04 08:00`.
    mutating func dateAndTime() throws(Misfit) -> DateAndTime {
        let date = try Self.date(in: word("a date", example: "2027-01-04"))
        guard let word = pop() else { return DateAndTime(date: date, time: nil) }
        return DateAndTime(date: date, time: try Self.clockTime(in: word, example: "2027-01-04 08:00"))
    }
}
