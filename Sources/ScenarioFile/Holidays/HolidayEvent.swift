package import CaseFlow

/// What one event of a calendar file says of its dates: nobody works, or a make-up day.
package struct HolidayEvent: Sendable, Hashable {
    /// The first date of the first time.
    package var date: CivilDate
    /// Whole days, at least 1.
    package var days: Int
    package var isMakeUp: Bool
    /// It recurs on the same date after so many years, 29 February in leap years only; nil: once.
    package var everyYears: Int?
    /// It does not begin after this date.
    package var last: CivilDate?
    /// Where the event begins in its file, from 1.
    package var line: Int

    /// Days since 1970 of all its dates in the reach.
    func spans(in reach: ClosedRange<Int>) -> [ClosedRange<Int>] {
        func span(_ start: Int) -> ClosedRange<Int>? {
            let span = start...start + days - 1
            return span.overlaps(reach) ? span.clamped(to: reach) : nil
        }
        guard let everyYears else { return span(date.daysSince1970).map { [$0] } ?? [] }
        let lastYear = CivilDate(daysSince1970: reach.upperBound).year
        return stride(from: date.year, through: max(date.year, lastYear), by: everyYears)
            .compactMap { year in
                guard let start = CivilDate(year: year, month: date.month, day: date.day),
                    start <= last ?? start
                else { return nil }
                return span(start.daysSince1970)
            }
    }
}

/// A file of holidays, as read.
package struct HolidaysFile: Sendable {
    package var file: Located<String>
    /// As the user would name it.
    package var shown: String
    package var events: [HolidayEvent]
}

/// The files that come with the program.
enum ShippedHolidays {
    static let all: [(name: String, bytes: [UInt8])] = [
        ("china-2025.ics", PackageResources.china_2025_ics),
        ("china-2026.ics", PackageResources.china_2026_ics),
    ]

    /// They may be named as if they lay in a folder of their own: `holidays/china-2026.ics`.
    static func bytes(of name: String) -> [UInt8]? {
        all.first { $0.name == name || "holidays/" + $0.name == name }?.bytes
    }
}
