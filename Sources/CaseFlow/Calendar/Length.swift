package import SimKernel

/// How N working days become one due instant.
///
/// *The day of an instant* is the working day whose hours it lies within, breaks included, so that
/// the small hours of a night shift belong to the day on which the shift began; outside all hours
/// it is the date on the local clock.
package enum CountingRule: Sendable, Equatable, CaseIterable {
    /// The day of the event does not count: due at the closing time of the Nth working day after it.
    case fromTheNextDay
    /// The day of the event is day one if it is a working day that has not closed yet; otherwise
    /// day one is the next working day. Due at the closing time of day N.
    case fromTheSameDay
    /// N times the daily hours (`DueCalendar.dailyHours`) of working time.
    case byTheHour
    /// The event is moved forward into working time; due at the same clock time N working days
    /// later. Where that day is not open then, at its next opening, or at its closing time if it
    /// opens no more.
    case toTheSameTime
}

/// How N calendar days become one due instant.
package enum DayRule: Sendable, Equatable, CaseIterable {
    /// N times 24 hours, whatever the clock on the wall does.
    case hours24
    /// The end of the Nth date after the event's date.
    case toMidnight
    /// The same, but where that date is no working day, the end of the next working day.
    case toMidnightRollingForward
}

/// The length of a limit together with the clock it runs on.
package enum Length: Sendable, Equatable {
    /// Time that always runs.
    case elapsed(Ticks)
    /// Time that runs in the calendar's hours.
    case working(Ticks)
    /// A number of working days, fractions only `byTheHour`.
    case workingDays(Double, CountingRule)
    /// A number of calendar days (a week is seven), fractions only with `hours24`.
    case days(Double, DayRule)
    /// Same clock time on the same date N months later, or on the last day of that month.
    case months(Int)

    /// Whether what is left of it is kept in working time when its clock stops.
    package var runsInWorkingTime: Bool {
        switch self {
        case .working, .workingDays: true
        case .elapsed, .days, .months: false
        }
    }

    /// The same number of working days under another counting rule; other lengths unchanged.
    package func counted(_ rule: CountingRule) -> Length {
        if case .workingDays(let count, _) = self { .workingDays(count, rule) } else { self }
    }
}
