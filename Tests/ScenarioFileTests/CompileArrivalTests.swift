import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct CompileArrivalTests {
    private struct NoProfile: Error {}

    private func profile(_ arrivals: String, calendar: String? = nil, run: String? = nil) throws -> (
        RateProfile, Model
    ) {
        let model = try SmallScenario(flow(step("a")), arrivals: arrivals, run: run, calendar: calendar)
            .model()
        guard case .poisson(let profile) = model.streams[0].process else {
            throw NoProfile()
        }
        return (profile, model)
    }

    /// From Monday 2027-03-01 on, weeks without closed dates.
    private let monday: Ticks = 1_803_830_400 * Tick.second
    private func week(_ profile: RateProfile) -> Double { profile.expected(in: monday..<monday + Tick.week) }
    private func near(_ a: Double, _ b: Double, _ relative: Double = 1e-9) -> Bool {
        abs(a - b) < relative * max(1, abs(b))
    }

    @Test func weightsKeepTheMeanOfAnOrdinaryWeek() throws {
        let (profile, model) = try profile(
            """
            arrivals:
              mean: 20 per week
              weekday: { Mon: 1.4, Tue..Thu: 1, Fri: 1.2, Sat: 0.5, Sun: 0.3 }
              hour: { 00..08: 0.1, 08..12: 1.5, 12..14: 0.8, 14..18: 1.3, 18..24: 0.4 }
            """)
        #expect(near(week(profile), 20))
        #expect(profile.from == model.horizon.start && profile.to == model.horizon.bound)
        let tuesday = monday + Tick.day
        let ratio =
            profile.expected(in: monday..<tuesday) / profile.expected(in: tuesday..<tuesday + Tick.day)
        #expect(near(ratio, 1.4))
        // Local clock, not UTC.
        let night = profile.expected(in: monday..<monday + 8 * Tick.hour)
        let morning = profile.expected(in: monday + 8 * Tick.hour..<monday + 12 * Tick.hour)
        #expect(near(morning / night, 6 / 0.8))
    }

    @Test func closedDatesMayHaveAWeightOfTheirOwn() throws {
        let calendar = """
            calendar:
              timezone: Asia/Shanghai
              hours: Mon..Fri 09:00..18:00
              closed: [2027-03-02]
            """
        let plain = try profile("arrivals: { mean: 7 per week }", calendar: calendar).0
        #expect(near(week(plain), 7), "mail comes on closed dates too")
        let own = try profile(
            "arrivals: { mean: 7 per week, weekday: { Mon..Sun: 1, closed: 0.3 } }", calendar: calendar
        ).0
        #expect(near(week(own), 6.3))
    }

    @Test func aStreamWithHoursComesOnlyThen() throws {
        let profile = try profile("arrivals: { mean: 40 per week, hours: as staff }").0
        #expect(near(week(profile), 40))
        #expect(near(profile.expected(in: monday + 9 * Tick.hour..<monday + 10 * Tick.hour), 1))
        #expect(profile.expected(in: monday + 12 * Tick.hour..<monday + 13 * Tick.hour) == 0)
    }

    @Test func monthsAreTwelfthsOfAYearAndSeasonsKeepTheYear() throws {
        let plain = try profile("arrivals: { mean: 30 per month }").0
        #expect(near(week(plain), 30 * 12 / 365.2425 * 7))
        let (season, model) = try profile(
            "arrivals: { mean: 365.2425 per year, month: { Jan: 3, others: 1 } }",
            run: "run: { start: 2027-01-01, warm-up: 0 days, length: 48 months }")
        let years = season.expected(in: model.horizon.windowStart..<model.horizon.windowEnd) / 4
        #expect(abs(years - 365.25) < 0.05, "four years with one leap day: \(years)")
    }

    /// Five days of a month bring twice as much; over the year that is 60 days' worth more.
    @Test func daysOfTheMonthKeepTheYear() throws {
        let profile = try profile(
            "arrivals: { mean: 10 per day, day: { 1..5: 2, others: 1 } }",
            run: "run: { start: 2027-03-01, warm-up: 0 days, length: 4 weeks }"
        ).0
        let daily = 10 * 365.2425 / 425.2425
        for (day, weight) in [(0, 2.0), (4, 2), (5, 1), (30, 1), (31, 2), (36, 1)] {
            let midnight = monday + Ticks(day) * Tick.day
            #expect(near(profile.expected(in: midnight..<midnight + Tick.day), daily * weight), "day \(day)")
        }
    }

    /// Weights multiply: a Monday in January at nine against a Sunday in March at three.
    @Test func weightsOfMonthWeekdayDayAndHourMultiply() throws {
        let profile = try profile(
            """
            arrivals:
              mean: 168 per week
              month: { Jan: 2, others: 1 }
              weekday: { Mon: 3, others: 1 }
              day: { 11: 5, others: 1 }
              hour: { 09..10: 7, others: 1 }
            """
        ).0
        // Averages: 31 days more of 365.2425, two of seven, four of them on an 11th, six hours of 24.
        let days = (0..<365).reduce(0.2425) { sum, number in
            let date = CivilDate(daysSince1970: 20_819 + number)
            return sum + (date.month == 1 ? 2 : 1) * (date.day == 11 ? 5 : 1)
        }
        let unit = 1 / (days / 365.2425 * (9.0 / 7) * (30.0 / 24))
        let mondayNine: Ticks = (20_829 * 24 - 8 + 9) * Tick.hour
        #expect(near(profile.expected(in: mondayNine..<mondayNine + Tick.hour), unit * 2 * 3 * 5 * 7))
        let sundayThree = monday + 6 * Tick.day + 3 * Tick.hour
        #expect(near(profile.expected(in: sundayThree..<sundayThree + Tick.hour), unit))
    }

    @Test func hoursAsStaffFollowClosedAndOpenDates() throws {
        let calendar = """
            calendar:
              timezone: Asia/Shanghai
              hours: Mon..Fri 09:00..12:00 13:00..18:00
              closed: [2027-03-02]
              open: [2027-03-06, 2027-03-05 09:00..10:00]
            """
        let staff = try profile("arrivals: { mean: 40 per week, hours: as staff }", calendar: calendar).0
        let daily = (0..<7).map { day in
            staff.expected(in: monday + Ticks(day) * Tick.day..<monday + Ticks(day + 1) * Tick.day)
        }
        for (found, hours) in zip(daily, [8.0, 0, 8, 8, 1, 8, 0]) { #expect(near(found, hours)) }
        let own = try profile(
            "arrivals: { mean: 70 per week, hours: daily 20:00..06:00 }", calendar: calendar
        ).0
        #expect(near(week(own), 70), "a closed date shortens no hours that are daily")
        #expect(near(own.expected(in: monday + 20 * Tick.hour..<monday + 30 * Tick.hour), 10))
        #expect(own.expected(in: monday + 6 * Tick.hour..<monday + 20 * Tick.hour) == 0)
    }

    @Test func renewalStreamsTakeATable() throws {
        let model = try SmallScenario(flow(step("a")), arrivals: "arrivals: { every: constant 10 min }")
            .model()
        guard case .renewal(let gaps, let from) = model.streams[0].process else {
            Issue.record("no renewal")
            return
        }
        #expect(gaps.mean == Double(10 * Tick.minute) && from == model.horizon.start)
    }

    @Test func streamsHaveEntriesDrawsAndKeysOfTheirOwn() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "only: hotline"), step("b", "1 h", "only: urgent")),
            arrivals: """
                arrivals:
                  - stream: hotline
                    mean: 5 per week
                    mix: { general: 100% }
                  - stream: letters
                    mean: 2 per week
                    enters: b
                """,
            carries: "case: { urgent: { hotline: 50%, others: 10% } }"
        ).model()
        #expect(model.streams.map(\.label.id) == ["hotline", "letters"])
        #expect(model.streams.map(\.entry) == [0, 1])
        #expect(model.streams[0].mask == model.word("hotline") && model.word("hotline") != 0)
        #expect(model.streams.map(\.draws) == [[0, 1], [1]])
        #expect(Set(model.streams.map(\.key)).count == 2)
    }

    @Test func incidentsBringRoundedNumbersOfCasesAfterDelays() throws {
        let model = try SmallScenario(
            flow(step("a")),
            arrivals: "arrivals: { mean: 2 per week, brings: uniform 5..40, over: exponential 6 h }"
        ).model()
        let incident = try #require(model.streams[0].incident)
        #expect(near(incident.size.mean / 1e6, 22.5, 1e-6) && abs(incident.meanCases - 22.5) < 1e-5)
        #expect(near(incident.delay?.mean ?? 0, Double(6 * Tick.hour), 1e-6))
        #expect(abs(OfferedLoad(model).casesPerWeek - 45) < 1e-4)
        let three = try SmallScenario(
            flow(step("a")), arrivals: "arrivals: { every: constant 1 day, brings: 2.6 }"
        ).model()
        #expect(three.streams[0].incident?.meanCases == 3 && three.streams[0].incident?.delay == nil)
        #expect(abs(OfferedLoad(three).casesPerWeek - 21) < 1e-9)
        let weeks = try SmallScenario(
            flow(step("a")), arrivals: "arrivals: { mean: 1 per week, brings: 2, over: uniform 0..2 weeks }"
        ).model()
        #expect(weeks.streams[0].incident?.delay?.greatest == 2 * Tick.week)
    }

    @Test func busyDaysAndWeeksAreThoseOfTheLocalCalendar() throws {
        func periods(_ period: String) throws -> (RateProfile, QuantileTable) {
            let model = try SmallScenario(
                flow(step("a")),
                arrivals: "arrivals: { mean: 14 per week, busyness: gamma cv 0.3 per \(period) }",
                run: "run: { start: 2027-01-06, warm-up: 0 days, length: 2 weeks }"
            ).model()
            guard case .busy(let profile, let factor) = model.streams[0].process else { throw NoProfile() }
            return (profile, factor)
        }
        let wednesday: Ticks = (20_824 * 24 - 8) * Tick.hour
        let (days, factor) = try periods("day")
        #expect(near(factor.mean, 0x1p32, 1e-8) && near(factor.variance, 0.09 * 0x1p64, 1e-6))
        #expect(days.pieces.prefix(3).map(\.start) == [0, 1, 2].map { wednesday + $0 * Tick.day })
        #expect(days.pieces.prefix(3).map(\.period) == [20_824, 20_825, 20_826])
        let (weeks, _) = try periods("week")
        #expect(
            weeks.pieces.prefix(3).map(\.start) == [
                wednesday, wednesday + 5 * Tick.day, wednesday + 12 * Tick.day,
            ])
        let first = weeks.pieces[0].period
        #expect(weeks.pieces.prefix(3).map(\.period) == [first, first + 1, first + 2])
    }

    /// Days on which the clock changes have 23 and 25 hours, and one factor each.
    @Test func aBusyDayLastsFromMidnightToMidnight() throws {
        let model = try SmallScenario(
            flow(step("a")), arrivals: "arrivals: { mean: 14 per week, busyness: lognormal cv 0.3 per day }",
            run: "run: { start: 2027-03-27, warm-up: 0 days, length: 3 days }",
            calendar: "calendar: { timezone: Europe/Berlin, hours: always }"
        ).model()
        guard case .busy(let profile, _) = model.streams[0].process else { throw NoProfile() }
        #expect(profile.pieces.prefix(3).map { ($0.end - $0.start) / Tick.hour } == [24, 23, 24])
    }

    @Test(arguments: [
        ("month: { Jan: 2, others: 1 }", "month"), ("weekday: { Mon: 2, others: 1 }", "weekday"),
        ("day: { 1: 2, others: 1 }", "day"), ("hour: { 08..18: 1, others: 0 }", "hour"),
        ("busyness: gamma cv 0.3 per day", "busyness"), ("hours: as staff", "hours"),
    ])
    func intervalsHaveNoRateToShape(shape: String, key: String) throws {
        let small = SmallScenario(flow(step("a")), arrivals: "arrivals: { every: 10 min, \(shape) }")
        #expect(
            try small.messages() == [
                "error: '\(key)' shapes a rate, and 'every' has none"
                    + " | delete it, or write 'mean' instead of 'every'"
            ])
    }

    @Test func manyCasesOfFewIncidentsAreCounted() throws {
        let small = SmallScenario(
            flow(step("a")), arrivals: "arrivals: { mean: 100 per hour, brings: uniform 0..10000 }")
        #expect(
            try small.messages().first?.hasPrefix("error: about 9.1 billion cases would have to be") == true)
        let large = SmallScenario(
            flow(step("a")), arrivals: "arrivals: { mean: 1 per year, brings: 1000000 }")
        #expect(
            try large.messages() == [
                "error: '1000000': one incident brings 262144 cases at most | write fewer, and more incidents"
            ])
    }

    @Test func theRunIsMeasuredOnTheLocalCalendar() throws {
        let model = try SmallScenario(
            flow(step("a")), run: "run: { start: 2027-01-31 06:00, warm-up: 1 month, length: 3 days }",
            calendar: "calendar: { timezone: Europe/Berlin, hours: always }"
        ).model()
        let zone = try #require(
            ZoneOffsets(identifier: "Europe/Berlin", from: model.horizon.start, to: model.horizon.bound))
        #expect(zone.local(at: model.horizon.start).date.text == "2027-01-31")
        #expect(zone.local(at: model.horizon.windowStart).date.text == "2027-02-28")
        #expect(zone.local(at: model.horizon.windowStart).timeOfDay == 6 * Tick.hour)
        #expect(model.horizon.windowEnd - model.horizon.windowStart == 3 * Tick.day)
        #expect(model.horizon.bound - model.horizon.windowEnd == 26 * Tick.week)
    }
}
