import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// Clusters of cases, and what the figures count.
@Suite struct CompileCountingTests {
    private func hours(_ model: Model, _ instants: [Ticks]) -> [Int] {
        instants.map { Int(($0 - model.horizon.windowStart) / Tick.hour) }
    }

    // MARK: - Clusters

    @Test func casesWithTheSameWordOrUnit() throws {
        let model = try SmallScenario(
            flow(
                "  - step: look\n    outcomes: { cluster: { only: 3 with the same matter within 1 month } }",
                "  - step: again\n    outcomes:"
                    + "\n      local: { only: not 2 with the same office within 3 working days and not cluster }",
                step("a", "1 h", "only: cluster or local")),
            carries: "case: { matter: { x: 50%, y: 30%, z: 20% }, office: one of 12 }"
        ).model()
        let matters = ["x", "y", "z"].map { model.word($0) }
        #expect(matters.allSatisfy { $0 != 0 })
        let first = try #require(model.tests.first { $0.text.hasPrefix("3 with") }).clusters
        #expect(first.count == 1 && first[0].count == 3 && !first[0].negated)
        #expect(first[0].value == .words(matters.reduce(0, |)) && first[0].within == .months(1))
        let second = try #require(model.tests.first { $0.text.hasPrefix("not 2") })
        #expect(second.clusters[0].value == .number(0) && second.clusters[0].negated)
        #expect(second.clusters[0].within == .workingDays(3, .fromTheNextDay))
        #expect(second.no == model.word("cluster"))
        #expect(model.numbers[0].kind == .unit(count: 12) && model.draws.count == 1)
    }

    @Test func aClockDoesNotWatchOtherCases() throws {
        let small = SmallScenario(
            flow(step("a")), carries: "case: { matter: { x: 50%, y: 50% } }",
            limits: "limits: { l: { within: 3 days, only: 3 with the same matter within 1 month } }")
        #expect(
            try small.messages().filter { $0.hasPrefix("error") } == [
                "error: '3 with the same matter within 1 month' cannot hold as long as a clock runs: it is asked at one moment"
                    + " | let a decision remember it, as in 'outcomes: { cluster: { only: 3 with the same … } }', and test that word"
            ])
    }

    /// Nothing is known of a case that may be one of several.
    @Test func aClusterDecidesNothingBeforehand() throws {
        let small = SmallScenario(
            flow(step("a", "30 h", "only: 3 with the same matter within 1 month"), step("b")),
            carries: "case: { matter: { x: 50%, y: 50% } }", limits: "limits: { l: { within: 24 hours } }")
        #expect(try !small.messages().contains { $0.contains("takes at least") })
    }

    // MARK: - Statistics

    private func statistics(_ text: String, length: String = "10 weeks") throws -> Model {
        // The window begins on Monday the 11th of January 2027.
        try SmallScenario(
            flow(step("a")), carries: "case: { void: 10% }", rest: "statistics: { \(text) }",
            run: "run: { start: 2027-01-04, warm-up: 1 week, length: \(length) }"
        ).model()
    }

    @Test func monthsOfTheFigures() throws {
        let model = try statistics("month: 25..24")
        #expect(hours(model, model.months) == [0, 14 * 24, 45 * 24, 70 * 24])
        let calendar = try statistics("archive: forever")
        #expect(hours(calendar, calendar.months) == [0, 21 * 24, 49 * 24, 70 * 24])
        #expect(calendar.archive == .forever)
        #expect(try SmallScenario(flow(step("a"))).model().months.isEmpty)
        // February has no 31st: that month begins with its last day.
        let last = try statistics("month: 31..30")
        #expect(hours(last, last.months) == [0, 20 * 24, 48 * 24, 70 * 24])
    }

    @Test func casesThatCount() throws {
        let model = try statistics("counts: not void")
        #expect(model.counts >= 0 && model.tests[model.counts].no == model.word("void"))
        #expect(try statistics("month: 25..24").counts == -1)
    }

    @Test func ceilingsOfWholePeriods() throws {
        let month = try statistics("numbers: 99 per month, month: 25..24")
        #expect(month.numbering?.ceiling == 99 && month.numbering?.text == "99 per month")
        #expect(hours(month, month.numbering?.bounds ?? []) == [14 * 24, 45 * 24])
        let week = try statistics("numbers: 20 per week", length: "2 weeks")
        #expect(
            hours(week, week.numbering?.bounds ?? []) == [0, 7 * 24, 14 * 24], "the last ends with the window"
        )
        let day = try statistics("numbers: 9 per day", length: "60 hours")
        #expect(hours(day, day.numbering?.bounds ?? []) == [0, 24, 48])
        let year = try statistics("numbers: 9 per year", length: "3 years")
        #expect(year.numbering?.bounds.count == 3)
    }

    @Test func archives() throws {
        #expect(try statistics("archive: 30 days").archive == .kept(text: "30 days", 30 * Tick.day))
        let years = Ticks((5 * 365.2425 * Double(Tick.day)).rounded())
        #expect(try statistics("archive: 5 years").archive == .kept(text: "5 years", years))
    }

    static let wrong: [(String, String)] = [
        (
            "numbers: 9 per year",
            "warning: no whole year lies inside the counted window | lengthen the run, or count per day"
        ),
        (
            "numbers: 9.5 per month",
            "error: '9.5' is no number of cases | write a whole number, as in '99 per month'"
        ),
        (
            "archive: 5 working days",
            "error: 'archive' cannot be measured in working days | use days, weeks, months or years"
        ),
    ]

    @Test(arguments: wrong.indices)
    func whatIsWrongWithStatisticsIsTold(index: Int) throws {
        let (statistics, told) = Self.wrong[index]
        let small = SmallScenario(flow(step("a")), rest: "statistics: { \(statistics) }")
        let messages = try small.messages()
        #expect(messages.contains(told), "\(messages)")
    }
}
