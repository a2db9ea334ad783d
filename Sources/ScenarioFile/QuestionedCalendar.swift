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
        guard let year = Int(text.prefix(4)), (Self.firstYear...Self.lastYear).contains(year) else {
            return nil
        }
        return spec.zone.instant(text: text)
    }

    package func text(of instant: Ticks) -> String { spec.zone.text(of: instant) }
}

extension QuestionedCalendar {
    /// Why a question has no answer, in the words of the language's diagnostics.
    package struct Refusal: Error, Sendable {
        package var message: String
        package var remedy: String?
    }

    /// A LENGTH as the language writes it, its days counted by the calendar's rule or by `rule`.
    package func length(_ text: String, rule: String?) throws(Refusal) -> Asked {
        let refused: Diagnostic?
        do throws(Misfit) {
            let place = SourcePlace(file: 0, line: 1, column: 1)
            var words = try Words(Tree(content: .scalar(Tree.Scalar(text: text, offset: 0)), place: place))
            let phrase = try words.length()
            try words.end()
            let (scenario, ruleText) = try counting(phrase, by: rule, at: place)
            let compilation = Compilation(scenario)
            if let length = compilation.length(phrase, nil, at: place) {
                return Asked(length: length, text: phrase.text, rule: ruleText)
            }
            refused = compilation.findings.map(\.diagnostic).first
        } catch {
            throw Refusal(message: error.problem.message, remedy: error.problem.remedy)
        }
        throw Refusal(message: refused?.message ?? "no such length", remedy: refused?.remedy)
    }

    /// The scenario with the rule in place of its own, and the rule that enters, if one does.
    private func counting(
        _ phrase: LengthPhrase, by rule: String?, at place: SourcePlace
    ) throws(Misfit) -> (Scenario, String?) {
        var changed = scenario
        switch phrase.unit {
        case .workingDay:
            if let rule {
                changed.calendar.workingDaysRun = Located(try Self.choice(rule, at: place), at: place)
            }
            return (changed, changed.calendar.workingDaysRun?.value.rawValue)
        case .day, .week:
            if let rule { changed.calendar.daysRun = Located(try Self.choice(rule, at: place), at: place) }
            return (changed, (changed.calendar.daysRun?.value ?? .hours24).rawValue)
        default:
            guard let rule else { return (changed, nil) }
            throw Misfit(
                .unknownWord(rule, what: "rule for \(phrase.text), which counts no days", choices: []),
                at: place)
        }
    }

    private static func choice<Rule: RawRepresentable<String> & CaseIterable>(
        _ text: String, at place: SourcePlace
    ) throws(Misfit) -> Rule {
        if let rule = Rule(rawValue: text) { return rule }
        throw Misfit(.unknownWord(text, what: "rule", choices: Rule.allCases.map(\.rawValue)), at: place)
    }
}
