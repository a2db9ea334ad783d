/// Hours from one clock time to another, in seconds since the midnight of the day they begin on.
package struct DaySpan: Sendable, Hashable {
    /// 0 ..< 86,400.
    package let from: Int
    /// After `from`, at most a day later; beyond 86,400 the span passes midnight.
    package let to: Int

    /// Clock times as written, in seconds of the day; an end that is not after the beginning lies
    /// on the next day (`23:00..07:00`, `08:00..08:00`).
    package init(from: Int, to: Int) {
        precondition((0..<86_400).contains(from) && (0...86_400).contains(to), "not clock times")
        self.from = from
        self.to = to > from ? to : to + 86_400
    }

    package var passesMidnight: Bool { to > 86_400 }
    /// On an ordinary day, in seconds.
    package var length: Int { to - from }
}

/// Spans that hold on some days.
package struct HoursRule: Sendable, Hashable {
    package enum Days: Sendable, Hashable {
        /// Every date, closed ones too.
        case daily
        /// Weekdays in the order they were written.
        case on([Weekday])
    }
    package var days: Days
    package var spans: [DaySpan]

    package init(days: Days, spans: [DaySpan]) {
        self.days = days
        self.spans = spans
    }

    /// Whether the rule names that weekday; a `daily` rule names none.
    package func names(_ weekday: Weekday) -> Bool {
        if case .on(let weekdays) = days { weekdays.contains(weekday) } else { false }
    }
}

/// The HOURS of the scenario language.
package enum HoursSpec: Sendable, Hashable {
    /// Round the clock, on every date.
    case always
    /// What any of the rules opens is open.
    case rules([HoursRule])

    /// The first weekday that the rules name, in the order they were written: the ordinary day,
    /// which a make-up day is like. Nil where no rule names one.
    package var firstDay: Weekday? {
        guard case .rules(let rules) = self else { return nil }
        for rule in rules {
            if case .on(let weekdays) = rule.days, let first = weekdays.first { return first }
        }
        return nil
    }

    /// Working time of the ordinary day in seconds: of `firstDay`, or of any day if the hours are
    /// the same every day. Where weekdays differ the first one written decides.
    package var dailySeconds: Int {
        guard case .rules(let rules) = self else { return 86_400 }
        let spans = rules.filter { rule in
            rule.days == .daily || (firstDay.map(rule.names) ?? false)
        }.flatMap(\.spans)
        var (covered, reached) = (0, 0)
        for span in spans.sorted(by: { $0.from < $1.from }) {
            covered += max(0, span.to - max(span.from, reached))
            reached = max(reached, span.to)
        }
        return covered
    }
}
