package enum DayOfWeek: Int, Sendable, Hashable, CaseIterable, Comparable {
    case mon = 1, tue, wed, thu, fri, sat, sun

    package static func < (a: DayOfWeek, b: DayOfWeek) -> Bool { a.rawValue < b.rawValue }
    package var text: String { Self.names[rawValue - 1] }
    package static let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
}

/// A date of the Gregorian calendar, checked when it was read.
package struct DayDate: Sendable, Hashable, Comparable {
    package var year: Int
    package var month: Int
    package var day: Int

    package static func < (a: DayDate, b: DayDate) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// Nil where there is no such date, or none that a scenario may name.
    init?(checked year: Int, _ month: Int, _ day: Int) {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1970...2200).contains(year), (1...12).contains(month), (1...lengths[month - 1]).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `2027-02-20`.
    package var text: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(year)-\(two(month))-\(two(day))"
    }
}

/// A time of day in minutes since midnight, 0...1440.
package struct ClockTime: Sendable, Hashable, Comparable {
    package var minutes: Int

    package static func < (a: ClockTime, b: ClockTime) -> Bool { a.minutes < b.minutes }
    package var text: String {
        func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
        return "\(two(minutes / 60)):\(two(minutes % 60))"
    }
}

/// `09:00..12:00`; it passes midnight where `to` is not after `from`.
package struct ClockSpan: Sendable, Hashable {
    package var from: ClockTime
    package var to: ClockTime
    package var place: SourcePlace

    package var passesMidnight: Bool { to <= from }
}

/// `Mon..Fri 09:00..12:00 13:00..18:00`, `daily 07:00..15:00`, `always`.
package struct HoursBlock: Sendable, Hashable {
    package enum Days: Sendable, Hashable {
        /// In the order Mon to Sun. Closed dates bind them.
        case weekdays([DayOfWeek])
        /// Closed dates too.
        case daily
        /// Round the clock; the block has no spans.
        case always
    }
    package var days: Days
    package var spans: [ClockSpan]
}

/// HOURS: one block or a list of them.
package struct HoursPhrase: Sendable, Hashable {
    package var text: String
    package var blocks: [HoursBlock]

    package var isAlways: Bool { blocks.contains { $0.days == .always } }
}

/// DATES: `Mon..Fri 09:00`, `Thu 14:00..17:00`, `25th of month`, `last day of quarter 17:00`.
package struct DatesPhrase: Sendable, Hashable {
    package enum Period: String, Sendable, CaseIterable { case month, quarter, year }
    package enum Days: Sendable, Hashable {
        /// In the order Mon to Sun.
        case weekdays([DayOfWeek])
        /// The nth day of the period, from 1; -1 is the last.
        case day(Int, of: Period)
        /// The nth such weekday of the period, from 1; -1 is the last.
        case weekday(DayOfWeek, nth: Int, of: Period)
    }
    package var text: String
    package var days: Days
    /// None: opening (for a due date: closing).
    package var from: ClockTime?
    /// The end of a span.
    package var to: ClockTime?
}

/// A date, or the first and last date of a range.
package struct DateRange: Sendable, Hashable {
    package var first: DayDate
    package var last: DayDate
}

/// A line of `open`: a make-up day, or a date with hours of its own.
package struct OpenDay: Sendable, Hashable {
    package enum Hours: Sendable, Hashable {
        /// Like the first day of `hours`.
        case likeFirstDay
        case like(DayOfWeek)
        /// These, whatever they were.
        case spans([ClockSpan])
    }
    package var dates: DateRange
    package var hours: Hours
}

/// `2027-01-04 08:00`.
package struct DateAndTime: Sendable, Hashable {
    package var date: DayDate
    /// Local midnight where none was given.
    package var time: ClockTime?
}
