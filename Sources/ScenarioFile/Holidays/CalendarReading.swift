import CaseFlow

/// Reads the events of an iCalendar file: dates on which nobody works, and make-up days.
///
/// As strict as files of values: what is not understood is an error with its line, never left out.
/// Parts that say nothing of dates (time zones, alarms, tasks, cancelled events) are passed over.
struct CalendarReading {
    private typealias Flaw = CalendarLine.Flaw
    private(set) var events: [HolidayEvent] = []
    private var marked: Set<Int> = []
    private var dates = 0

    init(_ bytes: [UInt8]) throws(CalendarLine.Flaw) {
        var open: [(name: String, line: Int)] = []
        var draft: EventDraft?
        for line in try CalendarLine.all(of: bytes) {
            switch line.name {
            case "BEGIN":
                let name = line.value.uppercased()
                if name == "VEVENT", open.count == 1 { draft = EventDraft(line: line.number) }
                open.append((name, line.number))
            case "END":
                let name = line.value.uppercased()
                guard open.last?.name == name else {
                    guard let last = open.last, open.contains(where: { $0.name == name }) else {
                        throw Flaw(.strayEnd(CalendarLine.short(line.value)), line: line.number)
                    }
                    throw Flaw(.noEnd(CalendarLine.short(last.name), line: last.line), line: line.number)
                }
                open.removeLast()
                if open.count == 1, let done = draft {
                    try add(done)
                    draft = nil
                }
            default:
                guard !open.isEmpty else {
                    throw Flaw(.brokenLine(CalendarLine.short(line.name)), line: line.number)
                }
                if open.count == 2 { try draft?.take(line) }
            }
        }
        if let last = open.last {
            throw Flaw(.noEnd(CalendarLine.short(last.name), line: last.line), line: last.line)
        }
        guard !events.isEmpty else { throw Flaw(.noEvents, line: 1) }
        // Where a calendar marks the days off and the make-up days, other events are mere notes.
        if !marked.isEmpty { events = events.filter { marked.contains($0.line) } }
    }

    private mutating func add(_ draft: EventDraft) throws(CalendarLine.Flaw) {
        guard let event = try draft.event() else { return }
        guard events.count < HolidayProblem.mostEvents else { throw Flaw(.tooManyEvents, line: event.line) }
        dates += event.days
        guard dates <= HolidayProblem.mostDates else { throw Flaw(.tooManyDates, line: event.line) }
        events.append(event)
        if draft.isMarked { marked.insert(event.line) }
    }
}

/// An event whose lines are being read.
private struct EventDraft {
    private typealias Flaw = CalendarLine.Flaw
    let line: Int
    private var lines: [String: CalendarLine] = [:]
    private var isMakeUp = false
    private(set) var isMarked = false

    init(line: Int) { self.line = line }

    mutating func take(_ line: CalendarLine) throws(CalendarLine.Flaw) {
        switch line.name {
        case "DTSTART", "DTEND", "DURATION", "RRULE", "STATUS":
            guard lines.updateValue(line, forKey: line.name) == nil else {
                throw Flaw(.propertyTwice(line.name), line: line.number)
            }
        case "RDATE", "EXDATE", "RECURRENCE-ID":
            throw Flaw(.repetition(CalendarLine.short(line.name + ":" + line.value)), line: line.number)
        case "CATEGORIES":
            let words = line.value.split(separator: ",").map { $0.filter { $0 != " " }.uppercased() }
            if words.contains("WORKDAY") { isMakeUp = true }
        case "X-APPLE-SPECIAL-DAY":
            isMarked = true
            if line.value.uppercased() == "ALTERNATE-WORKDAY" { isMakeUp = true }
        case "SUMMARY": if Self.namesMakeUpDay(line.value) { isMakeUp = true }
        default: break
        }
    }

    /// `元旦（补班）`, `春节 调休上班 第1天`, `国庆节班`.
    private static func namesMakeUpDay(_ summary: String) -> Bool {
        let text = summary.filter { !"()（）[]【】「」 \u{3000}".contains($0) }
        return text.hasSuffix("班") || ["补班", "補班", "调休上班", "調休上班"].contains { text.contains($0) }
    }

    /// Nil for an event that was called off.
    func event() throws(CalendarLine.Flaw) -> HolidayEvent? {
        if lines["STATUS"]?.value.uppercased() == "CANCELLED" { return nil }
        guard let begins = lines["DTSTART"] else { throw Flaw(.eventWithoutDate, line: line) }
        let start = try Self.moment(begins)
        var event = HolidayEvent(
            date: CivilDate(daysSince1970: start.day), days: try days(from: start), isMakeUp: isMakeUp,
            everyYears: nil, last: nil, line: line)
        if let rule = lines["RRULE"] {
            guard let repetition = YearlyRule(rule.value, from: event.date) else {
                throw Flaw(.repetition(CalendarLine.short(rule.value)), line: rule.number)
            }
            (event.everyYears, event.last) = (repetition.interval, repetition.last)
        }
        return event
    }

    /// A date, or an instant on the clock that it is written in.
    private typealias Moment = (day: Int, seconds: Int?)

    private static func moment(_ line: CalendarLine) throws(CalendarLine.Flaw) -> Moment {
        guard let moment = CalendarDate.moment(line.value) else {
            throw Flaw(.noDate(CalendarLine.short(line.value), key: line.name), line: line.number)
        }
        return moment
    }

    /// An instant counts as its date; an end at midnight touches the new day no more than a date does.
    private func days(from start: Moment) throws(CalendarLine.Flaw) -> Int {
        let last: Int
        switch (lines["DTEND"], lines["DURATION"]) {
        case (nil, nil): return 1
        case (let end?, nil):
            let moment = try Self.moment(end)
            let isLater = (moment.day, moment.seconds ?? 0) > (start.day, start.seconds ?? 0)
            guard isLater || start.seconds != nil && moment == start else {
                throw Flaw(.endsTooEarly, line: end.number)
            }
            last = isLater && moment.seconds ?? 0 == 0 ? moment.day - 1 : moment.day
        case (nil, let duration?):
            let text = CalendarLine.short(duration.value)
            guard let seconds = CalendarDate.duration(duration.value) else {
                throw Flaw(.noDuration(text), line: duration.number)
            }
            guard start.seconds != nil || seconds > 0 && seconds % 86_400 == 0 else {
                throw Flaw(.partOfADay(text), line: duration.number)
            }
            last = start.day + max(0, (start.seconds ?? 0) + seconds - 1) / 86_400
        case (_?, let duration?): throw Flaw(.endAndDuration, line: duration.number)
        }
        return last - start.day + 1
    }
}

/// The values of iCalendar properties.
enum CalendarDate {
    /// `20260101`, `20260101T090000`, `20260101T090000Z`.
    static func moment(_ text: String) -> (day: Int, seconds: Int?)? {
        let signs = Array(text.utf8)
        guard signs.count >= 8, let year = digits(signs[0..<4]), let month = digits(signs[4..<6]),
            let day = digits(signs[6..<8]), let date = DayDate(checked: year, month, day)
        else { return nil }
        let number = CivilDate(date).daysSince1970
        if signs.count == 8 { return (number, nil) }
        guard signs.count == 15 || signs.count == 16 && signs[15] == UInt8(ascii: "Z"),
            signs[8] == UInt8(ascii: "T"), let hour = digits(signs[9..<11]),
            let minute = digits(signs[11..<13]), let second = digits(signs[13..<15]), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        return (number, 3600 * hour + 60 * minute + second)
    }

    /// `P3D`, `P2W`, `P1DT12H30M` in seconds.
    static func duration(_ text: String) -> Int? {
        let form =
            /\+?P(?:([0-9]{1,6})W|(?:([0-9]{1,6})D)?(T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})S)?)?)/
        guard let match = text.wholeMatch(of: form) else { return nil }
        let parts = [
            (match.1, 604_800), (match.2, 86_400), (match.4, 3600), (match.5, 60), (match.6, 1),
        ]
        guard parts.contains(where: { $0.0 != nil }), match.3 != "T" else { return nil }
        return parts.reduce(0) { $0 + ($1.0.flatMap { Int($0) } ?? 0) * $1.1 }
    }

    static func digits(_ signs: ArraySlice<UInt8>) -> Int? {
        guard !signs.isEmpty, signs.count < 10, signs.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return signs.reduce(0) { 10 * $0 + Int($1 - 0x30) }
    }
}

/// `FREQ=YEARLY` on the date of the event itself.
private struct YearlyRule {
    var interval = 1
    var last: CivilDate?

    /// Nil where the rule says anything else.
    init?(_ text: String, from date: CivilDate) {
        var parts: [String: String] = [:]
        for part in text.uppercased().split(separator: ";") {
            let sides = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2, parts.updateValue(sides[1], forKey: sides[0]) == nil else { return nil }
        }
        guard parts.removeValue(forKey: "FREQ") == "YEARLY" else { return nil }
        parts["WKST"] = nil
        if let month = parts.removeValue(forKey: "BYMONTH"), Int(month) != date.month { return nil }
        if let day = parts.removeValue(forKey: "BYMONTHDAY"), Int(day) != date.day { return nil }
        if let text = parts.removeValue(forKey: "INTERVAL") {
            guard let number = CalendarDate.digits(Array(text.utf8)[...]), number > 0 else { return nil }
            interval = number
        }
        let (count, until) = (parts.removeValue(forKey: "COUNT"), parts.removeValue(forKey: "UNTIL"))
        guard parts.isEmpty, count == nil || until == nil else { return nil }
        if let until {
            guard let moment = CalendarDate.moment(until) else { return nil }
            last = CivilDate(daysSince1970: moment.day)
        }
        if let count {
            guard let number = CalendarDate.digits(Array(count.utf8)[...]), number > 0 else { return nil }
            last = nth(number, from: date)
        }
    }

    /// 29 February has a date in leap years only, and only those count; nil beyond every calendar.
    private func nth(_ count: Int, from date: CivilDate) -> CivilDate? {
        var left = count
        for year in stride(from: date.year, through: 3000, by: interval) {
            guard let next = CivilDate(year: year, month: date.month, day: date.day) else { continue }
            left -= 1
            if left == 0 { return next }
        }
        return nil
    }
}
