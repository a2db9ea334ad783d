/// How N working days are counted (`working days run`, `counted`).
package enum WorkingDaysRun: String, Sendable, CaseIterable {
    case fromTheNextDay = "from the next day"
    case fromTheSameDay = "from the same day"
    case byTheHour = "by the hour"
    case toTheSameTime = "to the same time"
}

/// How calendar days are counted (`days run`).
package enum DaysRun: String, Sendable, CaseIterable {
    case hours24 = "24 hours each"
    case toMidnight = "to midnight"
    case toMidnightRollingForward = "to midnight rolling forward"
}

/// What happens to work in hand when the hours end (`at closing`).
package enum ClosingRule: String, Sendable, CaseIterable {
    case pause
    case finish
    case handOver = "hand over"
}

package struct CalendarSection: Sendable {
    package var place: SourcePlace
    package var timezone: Located<String>
    package var hours: Located<HoursPhrase>
    package var shifts: [Shift]
    package var closed: [Located<DateRange>]
    package var open: [Located<OpenDay>]
    package var holidays: [HolidaysFile]
    /// Present wherever a limit or a wait counts working days.
    package var workingDaysRun: Located<WorkingDaysRun>?
    package var daysRun: Located<DaysRun>?
    package var atClosing: Located<ClosingRule>?

    package struct Shift: Sendable {
        package var name: Located<String>
        package var hours: Located<HoursPhrase>
    }
}

/// `start`, `warm-up`, `length`, `seed`, `opening`. Nil: not typed; the defaults are 4 weeks,
/// 52 weeks and seed 1.
package struct RunSection: Sendable {
    package var place: SourcePlace
    package var start: Located<DateAndTime>
    package var warmUp: Located<LengthPhrase>?
    package var length: Located<LengthPhrase>?
    package var seed: Located<UInt64>?
    package var opening: OpeningFile?
}

package struct StatisticsSection: Sendable {
    package enum Archive: Sendable, Hashable {
        case length(LengthPhrase)
        case forever
    }
    /// First and last day of the month of the figures: `25..24`.
    package struct Month: Sendable, Hashable {
        package var first: Int
        package var last: Int
    }
    package var place: SourcePlace
    package var month: Located<Month>?
    package var counts: Located<TestPhrase>?
    package var numbers: Located<RatePhrase>?
    package var archive: Located<Archive>?
}
