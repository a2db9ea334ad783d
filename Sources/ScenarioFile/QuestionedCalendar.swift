package import CaseFlow
package import SimKernel

/// A scenario's calendar for single questions, such as when something is due.
package struct QuestionedCalendar: Sendable {
    package static let firstYear = 1900
    package static let lastYear = 2400

    /// A limit as asked for: its clock, its text, and the rule by which its days are counted (nil
    /// where no rule enters).
    package struct Asked: Sendable {
        package var length: Length
        package var text: String
        package var rule: String?
    }

    package let spec: CalendarSpec
    private let scenario: Scenario

    /// - Parameter scenario: compiles without errors, so that its zone is known.
    package init(_ scenario: Scenario) {
        self.scenario = scenario
        let (from, to) = (Self.midnight(Self.firstYear), Self.midnight(Self.lastYear + 1))
        guard let zone = ZoneOffsets(identifier: scenario.calendar.timezone.value, from: from, to: to) else {
            preconditionFailure("the zone of a compiled scenario is known")
        }
        spec = Compilation(scenario).calendarSpec(zone: zone, from: from, to: to)
    }

    private static func midnight(_ year: Int) -> Ticks {
        guard let date = CivilDate(year: year, month: 1, day: 1) else { preconditionFailure("a year begins") }
        return Ticks(date.daysSince1970) * Tick.day
    }

    /// Nil for what is no instant, or lies outside the years above.
    package func instant(_ text: String) -> Ticks? {
        guard let year = Int(text.prefix(4)), (Self.firstYear...Self.lastYear).contains(year) else { return nil }
        return spec.zone.instant(text: text)
    }

    package func text(of instant: Ticks) -> String { spec.zone.text(of: instant) }
}
