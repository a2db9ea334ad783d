import CaseFlow
import SimKernel
import Testing

/// From hours, closed dates and open days to intervals.
@Suite struct CalendarHoursTests {
    /// The intervals that begin on a date, on the local clock, as `09:00..12:00 13:00..18:00`.
    private func hours(on day: String, _ calendar: CalendarSpec, of role: HoursSpec? = nil) -> String {
        let first = date(day).daysSince1970
        let start = calendar.zone.firstInstant(showingDay: first, timeOfDay: 0)
        let end = calendar.zone.firstInstant(showingDay: first + 1, timeOfDay: 0)
        let table = calendar.workCalendar(for: role ?? calendar.hours, from: start, to: end)
        return table.intervals.filter { (start..<end).contains($0.lowerBound) }.map {
            let ends = [$0.lowerBound, $0.upperBound].map { t in
                ClockTime.text(seconds: Int(calendar.zone.local(at: t).timeOfDay / Tick.second))
            }
            return ends.joined(separator: "..")
        }.joined(separator: " ")
    }

    private let office = CalendarSpec(
        zone: Zones.shanghai,
        hours: .rules([
            weekly(.mon, .thu, "09:00..12:00 13:00..18:00"), weekly(.fri, .fri, "09:00..12:00"),
        ]),
        closed: [date("2027-02-06")...date("2027-02-12"), date("2027-02-10")...date("2027-02-10")],
        open: [
            OpenDay(date: date("2027-02-20")), OpenDay(date: date("2027-02-27"), hours: .like(.fri)),
            OpenDay(date: date("2027-04-30"), hours: .spans(spans("10:00..11:00"))),
            OpenDay(date: date("2027-02-09"), hours: .spans(spans("22:00..02:00"))),
        ])

    @Test func `closed dates, make-up days and days of their own`() {
        #expect(hours(on: "2027-02-04", office) == "09:00..12:00 13:00..18:00")
        #expect(hours(on: "2027-02-05", office) == "09:00..12:00")
        #expect(hours(on: "2027-02-08", office) == "")
        #expect(hours(on: "2027-02-12", office) == "")
        #expect(hours(on: "2027-02-15", office) == "09:00..12:00 13:00..18:00")
        #expect(hours(on: "2027-02-20", office) == "09:00..12:00 13:00..18:00")
        #expect(hours(on: "2027-02-27", office) == "09:00..12:00")
        #expect(hours(on: "2027-04-30", office) == "10:00..11:00")
        #expect(hours(on: "2027-02-09", office) == "22:00..02:00")
    }

    @Test func `closed and open dates bind a role's weekdays, never its daily hours`() {
        let late = HoursSpec.rules([weekly(.mon, .fri, "14:00..22:00")])
        #expect(hours(on: "2027-02-08", office, of: late) == "")
        #expect(hours(on: "2027-02-20", office, of: late) == "14:00..22:00")
        #expect(hours(on: "2027-04-30", office, of: late) == "10:00..11:00")
        let desk = HoursSpec.rules([daily("07:00..15:00")])
        for day in ["2027-02-08", "2027-02-20", "2027-02-27", "2027-04-30", "2027-02-09"] {
            #expect(hours(on: day, office, of: desk) == "07:00..15:00")
        }
        let both = HoursSpec.rules([daily("07:00..09:30"), weekly(.mon, .fri, "09:00..17:00")])
        #expect(hours(on: "2027-02-08", office, of: both) == "07:00..09:30")
        #expect(hours(on: "2027-02-20", office, of: both) == "07:00..17:00")
        #expect(hours(on: "2027-04-30", office, of: both) == "07:00..09:30 10:00..11:00")
        #expect(office.workCalendar(for: .always, from: 0, to: Tick.day).isAlways)
    }

    @Test func `spans of a date's own replace the calendar's own daily hours`() {
        var desk = office
        desk.hours = .rules([daily("08:00..22:00")])
        #expect(hours(on: "2027-02-08", desk) == "08:00..22:00")
        #expect(hours(on: "2027-04-30", desk) == "10:00..11:00")
        #expect(hours(on: "2027-02-20", desk) == "08:00..22:00")
    }

    @Test func `the ordinary day is the first one written`() {
        #expect(office.hours.dailySeconds == 8 * 3_600)
        #expect(HoursSpec.always.dailySeconds == 24 * 3_600)
        #expect(HoursSpec.rules([]).dailySeconds == 0)
        #expect(HoursSpec.rules([daily("23:00..07:00")]).dailySeconds == 8 * 3_600)
        let sundayFirst = HoursSpec.rules([
            HoursRule(days: .on([.sun, .mon]), spans: spans("08:00..12:00")),
            HoursRule(days: .on([.mon]), spans: spans("12:00..18:00")), daily("11:00..13:00"),
        ])
        #expect(sundayFirst.firstDay == .sun)
        #expect(sundayFirst.dailySeconds == 5 * 3_600)
    }

    @Test func `days that differ by a change of the clock`() {
        let allDay = CalendarSpec(zone: Zones.berlin, hours: .rules([daily("00:00..24:00")]))
        func length(_ day: String) -> Ticks {
            let first = date(day).daysSince1970
            return allDay.between(
                allDay.zone.firstInstant(showingDay: first, timeOfDay: 0),
                allDay.zone.firstInstant(showingDay: first + 1, timeOfDay: 0)
            ).working
        }
        #expect(length("2026-03-28") == 24 * Tick.hour)
        #expect(length("2026-03-29") == 23 * Tick.hour)
        #expect(length("2026-10-25") == 25 * Tick.hour)
    }

    @Test func `hours inside the leap vanish, hours that touch it end or begin with it`() {
        func night(_ text: String) -> String {
            let desk = CalendarSpec(zone: Zones.berlin, hours: .rules([daily(text)]))
            return hours(on: "2026-03-29", desk)
        }
        #expect(night("02:15..02:45") == "")
        #expect(night("01:00..02:30") == "01:00..03:00")
        #expect(night("02:30..05:00") == "03:00..05:00")
        #expect(night("01:30..02:30 02:45..05:00") == "01:30..05:00")
    }

    /// Openness from the local clock, by the definition: some day's span contains the clock time.
    @Test func `random hours are open when the local clock says so`() {
        var choices = SeededChoices(seed: 21)
        let zones = [Zones.shanghai, Zones.berlin, Zones.newYork, Zones.lordHowe]
        let from = Zones.berlin.instant(text: "2026-03-20T00:00")!
        for round in 0..<24 {
            let calendar = CalendarSpec(
                zone: zones[round % 4], hours: .rules(rules(&choices)),
                closed: [date("2026-03-23")...date("2026-03-25"), date("2026-04-06")...date("2026-04-06")],
                open: [
                    OpenDay(date: date("2026-03-28")),
                    OpenDay(date: date("2026-04-04"), hours: .spans(spans("09:00..11:00 23:00..06:00"))),
                ])
            let table = calendar.workCalendar(for: calendar.hours, from: from, to: from + 20 * Tick.day)
            for _ in 0..<600 {
                let t = Ticks.random(in: from..<from + 20 * Tick.day, using: &choices)
                #expect(table.isOpen(at: t) == isOpen(calendar, at: t), "round \(round), \(t)")
            }
        }
    }

    /// Edges stay clear of the hours in which clocks change.
    private func rules(_ choices: inout SeededChoices) -> [HoursRule] {
        let edges = Array(0...0) + Array(5...24)
        return (0..<Int.random(in: 1...3, using: &choices)).map { _ in
            let days = Weekday.allCases.filter { _ in Bool.random(using: &choices) }
            let from = edges.dropLast().randomElement(using: &choices)!
            let span = DaySpan(from: 3_600 * from, to: 3_600 * edges.randomElement(using: &choices)!)
            return HoursRule(
                days: Int.random(in: 0..<4, using: &choices) == 0 ? .daily : .on(days), spans: [span])
        }
    }

    private func isOpen(_ calendar: CalendarSpec, at t: Ticks) -> Bool {
        guard case .rules(let rules) = calendar.hours else { return true }
        let local = calendar.zone.local(at: t)
        let seconds = Int(local.timeOfDay / Tick.second)
        return [0, 1].contains { back in
            let day = local.date.adding(days: -back)
            let closed = calendar.closed.contains { $0.contains(day) }
            let open = calendar.open.first { $0.date == day }?.hours
            let spans: [DaySpan] =
                if case .spans(let own) = open {
                    own
                } else {
                    rules.filter { rule in
                        if rule.days == .daily { return true }
                        if open != nil { return calendar.hours.firstDay.map(rule.names) ?? false }
                        return !closed && rule.names(day.weekday)
                    }.flatMap(\.spans)
                }
            let clock = seconds + 86_400 * back
            return spans.contains { $0.from <= clock && clock < $0.to }
        }
    }

    /// Working days counted by walking over the dates.
    @Test func `due instants agree with a walk over the days and never run backward`() {
        var choices = SeededChoices(seed: 22)
        let from = Zones.berlin.instant(text: "2026-03-16T00:00")!
        let office = CalendarSpec(
            zone: Zones.berlin, hours: .rules([weekly(.mon, .fri, "09:00..12:00 13:00..17:00")]),
            closed: [date("2026-04-03")...date("2026-04-06")], open: [OpenDay(date: date("2026-03-28"))])
        let calendar = office.dueCalendar(from: from, to: from + 60 * Tick.day)
        func isWorking(_ day: CivilDate) -> Bool {
            if day == date("2026-03-28") { return true }
            return day.weekday <= .fri && !(date("2026-04-03")...date("2026-04-06")).contains(day)
        }
        func closing(_ day: CivilDate) -> Ticks {
            office.zone.instant(of: LocalTime(date: day, timeOfDay: 17 * Tick.hour))
        }
        let instants = (0..<500).map { _ in
            Ticks.random(in: from..<from + 30 * Tick.day, using: &choices)
        }.sorted()
        for (t, next) in zip(instants, instants.dropFirst()) {
            let today = office.zone.local(at: t).date
            #expect(calendar.isWorkingDay(today) == isWorking(today))
            #expect(calendar.isWorkingDay(at: t) == isWorking(today))
            for count in 1...6 {
                var day = today
                var left = count - (isWorking(today) && t < closing(today) ? 1 : 0)
                while left > 0 {
                    day = day.adding(days: 1)
                    if isWorking(day) { left -= 1 }
                }
                #expect(calendar.due(from: t, .workingDays(Double(count), .fromTheSameDay)) == closing(day))
                for rule in CountingRule.allCases {
                    let length = Length.workingDays(Double(count), rule)
                    #expect(calendar.due(from: t, length) <= calendar.due(from: next, length))
                    #expect(
                        calendar.due(from: t, length)
                            < calendar.due(from: t, .workingDays(Double(count + 1), rule)))
                }
            }
        }
    }

    @Test func `what is left, laid on again at once, is due when it was`() {
        var choices = SeededChoices(seed: 23)
        let from = Zones.berlin.instant(text: "2026-03-16T00:00")!
        let office = CalendarSpec(
            zone: Zones.berlin, hours: .rules([weekly(.mon, .fri, "09:00..12:00 13:00..17:00")]))
        let calendar = office.dueCalendar(from: from, to: from + 90 * Tick.day)
        let lengths: [Length] =
            CountingRule.allCases.map { .workingDays(3, $0) } + [
                .working(10 * Tick.hour), .elapsed(50 * Tick.hour), .days(4, .toMidnight), .months(1),
            ]
        for _ in 0..<500 {
            let t = Ticks.random(in: from..<from + 20 * Tick.day, using: &choices)
            for length in lengths {
                let due = calendar.due(from: t, length)
                let stop = Ticks.random(in: t..<due, using: &choices)
                let again = calendar.due(
                    after: calendar.left(until: due, at: stop, length), from: stop, length)
                #expect(again == due, "\(length)")
            }
        }
    }
}
