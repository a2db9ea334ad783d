extension Decoder {
    func calendar() -> CalendarSection? {
        guard let tree = root["calendar"], let fields = Fields(tree, home: .calendar, self) else {
            return nil
        }
        let timezone = text(fields["timezone"])
        if fields["timezone"] == nil { report(.missingKey("timezone", home: .calendar), at: fields.place) }
        if fields["hours"] == nil { report(.missingKey("hours", home: .calendar), at: fields.place) }
        let hours = hours(fields["hours"])
        let closed = list(fields["closed"]).compactMap {
            phrase($0) { (w) throws(Misfit) in try w.dateRange() }
        }
        let open = list(fields["open"]).compactMap { phrase($0) { (w) throws(Misfit) in try w.openDay() } }
        checkDates(closed: closed, open: open)
        let shifts = entries(fields["shifts"], "{ NAME: hours }").compactMap { pair in
            self.hours(pair.value).map { CalendarSection.Shift(name: pair.key, hours: $0) }
        }
        let holidays = holidays(fields["holidays"])
        let workingDays = choice(
            fields["working days run"], WorkingDaysRun.self, "way of counting working days")
        let days = choice(fields["days run"], DaysRun.self, "way of counting days")
        let atClosing = choice(fields["at closing"], ClosingRule.self, "rule at closing")
        guard let timezone, let hours else { return nil }
        return CalendarSection(
            place: fields.place, timezone: timezone, hours: hours, shifts: shifts, closed: closed, open: open,
            holidays: holidays, workingDaysRun: workingDays, daysRun: days, atClosing: atClosing)
    }

    /// HOURS: one phrase or a list of them.
    func hours(_ tree: Tree?) -> Located<HoursPhrase>? {
        guard let tree else { return nil }
        var blocks: [HoursBlock] = []
        var texts: [String] = []
        var isWhole = true
        for part in list(tree) {
            let read = phrase(part) { (words) throws(Misfit) in
                texts.append(words.text)
                return try words.hoursBlock()
            }
            if let read { blocks.append(read.value) } else { isWhole = false }
        }
        guard isWhole, !blocks.isEmpty else { return nil }
        if blocks.count > 1, blocks.contains(where: { $0.days == .always }) {
            report(.alwaysAndMore, at: tree.place)
            return nil
        }
        if let overlap = Self.overlap(in: blocks) {
            report(.hoursOverlap(overlap.0), at: overlap.1)
            return nil
        }
        return Located(HoursPhrase(text: texts.joined(separator: ", "), blocks: blocks), at: tree.place)
    }

    /// The first span that begins before an earlier one of the same week has ended.
    private static func overlap(in blocks: [HoursBlock]) -> (String, SourcePlace)? {
        let week = 7 * 1440
        var taken: [(start: Int, end: Int, span: ClockSpan, order: Int)] = []
        var order = 0
        for block in blocks {
            let days: [DayOfWeek]
            switch block.days {
            case .weekdays(let some): days = some
            case .daily: days = DayOfWeek.allCases
            case .always: days = []
            }
            for span in block.spans {
                order += 1
                for day in days {
                    let start = (day.rawValue - 1) * 1440 + span.from.minutes
                    let end = (day.rawValue - 1) * 1440 + span.to.minutes + (span.passesMidnight ? 1440 : 0)
                    taken.append((start, min(end, week), span, order))
                    if end > week { taken.append((0, end - week, span, order)) }
                }
            }
        }
        taken.sort { ($0.start, $0.order) < ($1.start, $1.order) }
        var last: (end: Int, span: ClockSpan, order: Int)?
        for next in taken {
            if let last, next.start < last.end {
                let later = next.order >= last.order ? next.span : last.span
                return (later.from.text + ".." + later.to.text, later.place)
            }
            if next.end > last?.end ?? 0 { last = (next.end, next.span, next.order) }
        }
        return nil
    }

    private func checkDates(closed: [Located<DateRange>], open: [Located<OpenDay>]) {
        for day in open {
            let dates = day.value.dates
            let clash = closed.contains { $0.value.first <= dates.last && dates.first <= $0.value.last }
            if clash { report(.openAndClosed(dates.first.text), at: day.place) }
        }
    }

    func run() -> RunSection? {
        guard let tree = root["run"], let fields = Fields(tree, home: .run, self) else { return nil }
        if fields["start"] == nil { report(.missingKey("start", home: .run), at: fields.place) }
        let start = phrase(fields["start"]) { (w) throws(Misfit) in try w.dateAndTime() }
        let warmUp = length(fields["warm-up"], example: "4 weeks")
        let length = length(fields["length"], example: "52 weeks")
        if let length, length.value.number.value == 0 { report(.emptyRun, at: length.place) }
        for window in [warmUp, length].compactMap({ $0 }) where window.value.unit.isWorking {
            report(
                .unitNotHere(window.value.unit.text, key: "run", allowed: "days, weeks, months or years"),
                at: window.place)
        }
        let seed = phrase(fields["seed"]) { (words) throws(Misfit) in
            let word = try words.word("a whole number", example: "seed: 1")
            guard let seed = UInt64(word.text), word.text.unicodeScalars.allSatisfy(Words.isDigit) else {
                throw Misfit(.notWhole(word.text), at: word.place)
            }
            return seed
        }
        let opening = file(fields["opening"]).flatMap { self.opening($0) }
        if fields["opening"] != nil, let place = fields.place(of: "warm-up") {
            report(.openingAndWarmUp, at: place)
        }
        guard let start else { return nil }
        return RunSection(
            place: fields.place, start: start, warmUp: warmUp, length: length, seed: seed, opening: opening)
    }

    func length(_ tree: Tree?, example: String) -> Located<LengthPhrase>? {
        phrase(tree) { (words) throws(Misfit) in try words.length(example: example) }
    }

    func statistics() -> StatisticsSection? {
        guard let tree = root["statistics"], let fields = Fields(tree, home: .statistics, self) else {
            return nil
        }
        let month = phrase(fields["month"]) { (words) throws(Misfit) in
            let example = "25..24"
            let word = try words.word("two days", example: example)
            let ends = word.ends
            guard ends.count == 2 else {
                throw Misfit(.expects("two days", found: word.text, example: example), at: word.place)
            }
            var days: [Int] = []
            for end in ends {
                var one = Words([end], place: end.place)
                days.append(try one.whole("a day", in: 1...31, example: example).value)
            }
            let follows = days[1] == days[0] - 1 || (days[0] == 1 && days[1] == 31)
            guard follows else { throw Misfit(.monthDoesNotClose(word.text), at: word.place) }
            return StatisticsSection.Month(first: days[0], last: days[1])
        }
        let counts = test(fields["counts"])
        let numbers = phrase(fields["numbers"]) { (words) throws(Misfit) in
            try words.rate(periods: [.day, .week, .month, .year], example: "99 per month")
        }
        let archive = phrase(fields["archive"]) { (words) throws(Misfit) -> StatisticsSection.Archive in
            words.take("forever") ? .forever : .length(try words.length(example: "5 years"))
        }
        return StatisticsSection(
            place: fields.place, month: month, counts: counts, numbers: numbers, archive: archive)
    }
}
