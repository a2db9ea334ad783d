/// What can be wrong with a file of holidays.
enum HolidayProblem: Error, Hashable {
    case missing(String)
    case tooLarge(String)
    case notACalendar(String)
    case brokenLine(String)
    case noEnd(String, line: Int)
    case strayEnd(String)
    case noEvents
    case tooManyEvents
    case tooManyDates
    case eventWithoutDate
    case propertyTwice(String)
    case noDate(String, key: String)
    case endsTooEarly
    case noDuration(String)
    case partOfADay(String)
    case endAndDuration
    case repetition(String)
    case bothKinds(date: String, isMakeUp: Bool, other: String)
    case listedTwice(String)

    static let mostBytes = 1_000_000
    static let mostEvents = 10_000
    /// Of all events of a file, each counted once.
    static let mostDates = 100_000

    var sentences: (String, String?) {
        switch self {
        case .missing(let file):
            (
                "the file '\(file)' cannot be read: no such file",
                "the path is relative to the file that names it; "
                    + enumeration(ShippedHolidays.all.map(\.name), "and") + " come with the program"
            )
        case .tooLarge(let file):
            ("the file '\(file)' is too large", "\(Self.mostBytes / 1_000_000) MB is the most for holidays")
        case .notACalendar(let text):
            (
                text.isEmpty ? "the file is empty" : "'\(text)' begins no calendar",
                "an iCalendar file begins with 'BEGIN:VCALENDAR'"
            )
        case .brokenLine(let text):
            ("'\(text)' is no line of a calendar", "write 'NAME:value'; a line goes on after a space")
        case .noEnd(let name, let line):
            (
                "'BEGIN:\(name)' in line \(line) has no end",
                "write 'END:\(name)', or save the file anew: it is cut off"
            )
        case .strayEnd(let name):
            ("'END:\(name)' ends nothing that was begun", "delete it, or write what is missing before it")
        case .noEvents: ("the calendar has no events", "write a 'BEGIN:VEVENT' for each holiday")
        case .tooManyEvents: ("here are too many events", "\(Self.mostEvents) are the most")
        case .tooManyDates: ("the events have too many dates", "\(Self.mostDates) are the most")
        case .eventWithoutDate:
            ("this event has no date", "write 'DTSTART;VALUE=DATE:20260101' into it, or take it out")
        case .propertyTwice(let name): ("'\(name)' stands twice in this event", "keep one of them")
        case .noDate(let text, let key): ("'\(text)' is no date", "write '\(key);VALUE=DATE:20260101'")
        case .endsTooEarly:
            ("the event ends before it begins", "'DTEND' is the day after the last one")
        case .noDuration(let text): ("'\(text)' is no duration", "write 'DURATION:P3D' for three days")
        case .partOfADay(let text):
            ("'\(text)' is no number of whole days", "write 'DURATION:P3D' for three days")
        case .endAndDuration: ("'DTEND' and 'DURATION' exclude each other", "keep one of them")
        case .repetition(let text):
            (
                "the repetition '\(text)' is not understood",
                "write 'FREQ=YEARLY', with INTERVAL, COUNT or UNTIL, or an event for each date"
            )
        case .bothKinds(let date, let isMakeUp, let other):
            (
                isMakeUp
                    ? "\(date) is a make-up day here and a holiday in \(other)"
                    : "\(date) is a holiday here and a make-up day in \(other)",
                "keep one of them; 'closed' and 'open' of the calendar settle single dates"
            )
        case .listedTwice(let file): ("the file '\(file)' is listed twice", "keep one of them")
        }
    }
}
