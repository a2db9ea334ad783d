/// A day of the week, numbered from Monday as ISO 8601 does.
package enum Weekday: Int, Sendable, CaseIterable, Comparable {
    case mon, tue, wed, thu, fri, sat, sun

    /// The weekday of a day counted from 1970-01-01, which was a Thursday.
    package init(ofDay day: Int) {
        let number = (day + 3) % 7
        self = Weekday.allCases[number < 0 ? number + 7 : number]
    }

    /// The name in the scenario language: `Mon` … `Sun`.
    package var text: String { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][rawValue] }

    package init?(text: some StringProtocol) {
        guard let day = Weekday.allCases.first(where: { $0.text == text }) else { return nil }
        self = day
    }

    package static func < (left: Weekday, right: Weekday) -> Bool { left.rawValue < right.rawValue }
}

/// A date of the Gregorian calendar.
package struct CivilDate: Sendable, Hashable, Comparable {
    package let year: Int
    /// 1 to 12.
    package let month: Int
    /// 1 to the length of the month.
    package let day: Int

    /// Nil where there is no such date.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1,
            day <= CivilDate.length(ofMonth: month, year: year)
        else { return nil }
        self.init(validYear: year, month: month, day: day)
    }

    private init(validYear year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }

    /// The date that many days after 1970-01-01.
    ///
    /// Years are counted from March, so that the leap day ends one, in cycles of 400 years
    /// (146,097 days) from 0000-03-01; see H. Hinnant, "chrono-Compatible Low-Level Date
    /// Algorithms", 2013.
    package init(daysSince1970 days: Int) {
        let (cycle, dayOfCycle) = floorDivision(days + 719_468, 146_097)
        let leapDays = dayOfCycle / 1_460 - dayOfCycle / 36_524 + dayOfCycle / 146_096
        let yearOfCycle = (dayOfCycle - leapDays) / 365
        let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        self.init(
            validYear: 400 * cycle + yearOfCycle + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }

    /// Whole days since 1970-01-01, negative before.
    package var daysSince1970: Int {
        let yearFromMarch = month <= 2 ? year - 1 : year
        let (cycle, yearOfCycle) = floorDivision(yearFromMarch, 400)
        let monthFromMarch = (month + 9) % 12
        let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
        let dayOfCycle = 365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear
        return 146_097 * cycle + dayOfCycle - 719_468
    }

    package var weekday: Weekday { Weekday(ofDay: daysSince1970) }

    package func adding(days: Int) -> CivilDate { CivilDate(daysSince1970: daysSince1970 + days) }

    /// The same day of the month that many months later, or the last day of a shorter month.
    package func adding(months: Int) -> CivilDate {
        let (year, month) = floorDivision(12 * self.year + self.month - 1 + months, 12)
        let length = CivilDate.length(ofMonth: month + 1, year: year)
        return CivilDate(validYear: year, month: month + 1, day: min(day, length))
    }

    /// In days.
    package static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    package static func < (left: CivilDate, right: CivilDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

/// Quotient rounded down and remainder in `0..<divisor`.
func floorDivision<Number: BinaryInteger>(
    _ value: Number, _ divisor: Number
) -> (quotient: Number, remainder: Number) {
    let (quotient, remainder) = value.quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
}
