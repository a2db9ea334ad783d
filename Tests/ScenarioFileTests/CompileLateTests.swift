import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// What the model then says of limits that end at dates, of targets by class, and of `if late`.
@Suite struct CompileLateTests {
    private let mix = "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }"
    /// Local midnight of a day in Shanghai.
    private func day(_ year: Int, _ month: Int, _ day: Int) -> Ticks {
        let date = CivilDate(year: year, month: month, day: day)
        return Ticks(date?.daysSince1970 ?? 0) * Tick.day - 8 * Tick.hour
    }

    // MARK: - Lengths

    @Test func aRangeKeepsItsNearEnd() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "within: 2..4 working days")),
            limits: "limits: { x: { within: 7..10 working days, counted: from the same day } }"
        ).model()
        #expect(model.limits[0].strata[0].near == .workingDays(2, .fromTheNextDay))
        #expect(model.limits[0].strata[0].length == .length(.workingDays(4, .fromTheNextDay)))
        #expect(model.limit("x")?.strata[0].near == .workingDays(7, .fromTheSameDay))
    }

    @Test func theEarliestOfSeveral() throws {
        let model = try SmallScenario(
            flow(step("a")), carries: "case: { wish: 3 hours, check-out: exponential 20 hours }",
            limits: "limits: { x: { within: earliest of wish and check-out and 2 working days } }"
        ).model()
        #expect(
            model.limits[0].strata.map(\.length) == [
                .earliest([.number(0), .number(1), .length(.workingDays(2, .fromTheNextDay))])
            ])
        #expect(model.numbers.map(\.label.id) == ["wish", "check-out"])
    }

    @Test func theNextDateWithoutATimeIsItsClosing() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "within: until next 25th of month")),
            limits: """
                limits:
                  timed: { within: until next Fri 12:00 }
                  alike: { within: until next 25th of month }
                """
        ).model()
        #expect(model.limits.map { $0.strata[0].length } == [.untilNext(0), .untilNext(1), .untilNext(0)])
        #expect(model.dateSeries.count == 2)
        // The 25th of April 2027 is a Sunday.
        let spring = model.dateSeries[0].filter { day(2027, 3, 1) <= $0 && $0 < day(2027, 5, 1) }
        #expect(spring == [day(2027, 3, 25) + 18 * Tick.hour, day(2027, 4, 26) + 18 * Tick.hour])
        let january = model.dateSeries[1].first { $0 >= day(2027, 1, 4) }
        #expect(january == day(2027, 1, 8) + 12 * Tick.hour)
    }

    /// The same dates as the end of a wait begin at opening: another series.
    @Test func aWaitForTheSameDatesEndsAtOpening() throws {
        let model = try SmallScenario(
            flow(
                step("a", "1 h", "within: until next 25th of month"),
                "  - { wait: w, until: next 25th of month }")
        ).model()
        #expect(model.dateSeries.count == 2)
        #expect(model.dateSeries[1].first { $0 >= day(2027, 3, 1) } == day(2027, 3, 25) + 9 * Tick.hour)
    }

    @Test func leadsCountBackward() throws {
        let model = try SmallScenario(
            flow(step("a"), step("b")),
            arrivals: "arrivals: { mean: 5 per week, mix: { regular: 80%, probation: 20% } }",
            carries: "case: { last-day: { regular: 30 days, probation: 5 days } }",
            limits: """
                limits:
                  notice: { until: arrival, at least: { regular: 30 days, probation: 3 days }, before: last-day }
                  handed: { until: a, at least: 1 working day, before: last-day, counted: by the hour, rule: T5 }
                """
        ).model()
        let notice = try #require(model.limit("notice"))
        #expect(notice.from == .arrival && notice.until == .arrival)
        #expect(
            notice.strata.map(\.length) == [
                .before(.days(30, .hours24), number: 0), .before(.days(3, .hours24), number: 0),
            ])
        #expect(notice.strata.map(\.name) == ["regular", "probation"])
        #expect(notice.strata[0].text == "at least 30 days before last-day")
        let handed = try #require(model.limit("handed"))
        #expect(handed.strata[0].length == .before(.workingDays(1, .byTheHour), number: 0))
        #expect(handed.until == .item(0) && handed.rule == "T5")
    }

    // MARK: - Targets

    @Test func targetsByClassAreStrata() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "within: 3 days", "target: { general: 90%, major: none }")), arrivals: mix,
            carries: "case: { urgent: 10% }",
            limits: """
                limits:
                  alike: { within: { general: 3 days, major: 2 days }, target: { general: 80%, major: 99% } }
                  both: { within: { urgent: 1 day, others: 2 days }, target: { general: 70%, major: 60% } }
                  plain: { within: 3 days, target: none }
                """, rest: "target: 95% on time"
        ).model()
        let own = model.limits[0]
        #expect(own.targetIsSplit && own.target == nil)
        #expect(own.strata.map(\.name) == ["general", "major"] && own.strata.map(\.target) == [0.9, nil])
        #expect(model.rows(own.stratum).map(\.mask) == [1, 2])
        #expect(model.limit("alike")?.strata.map(\.target) == [0.8, 0.99])
        #expect(model.limit("alike")?.strata.map(\.name) == ["general", "major"])
        #expect(
            model.limit("both")?.strata.map(\.name) == [
                "urgent and general", "urgent and major", "others and general", "others and major",
            ])
        #expect(model.limit("both")?.strata.map(\.target) == [0.7, 0.6, 0.7, 0.6])
        #expect(model.limit("plain")?.targetIsSplit == false && model.limit("plain")?.target == nil)
    }

    // MARK: - Late

    @Test func whatHappensWhenALimitFallsDue() throws {
        let model = try SmallScenario(
            flow(
                step(
                    "a", "1 h", "within: 4 hours", "if late: { starts: notice, again every: 2 working days }"),
                step("b"), step("c")), arrivals: mix,
            limits: """
                limits:
                  x:
                    until: b
                    within: 2 days
                    if late: { only: general, share: { general: 50%, major: 25% }, become: major, skip to: c, costs: 300 yuan }
                  out: { within: 30 days, if late: { skip to: end } }
                """,
            rest: "flows: { notice: [ { step: note, by: clerk, work: 5 min } ] }"
        ).model()
        let own = try #require(model.limits[0].ifLate)
        #expect(own.starts == 0 && own.jump == -1 && own.only == -1 && own.share == .none)
        #expect(own.again == .workingDays(2, .fromTheNextDay) && own.costs == nil)
        let late = try #require(model.limit("x")?.ifLate)
        #expect(late.jump == model.op("c") && late.again == nil && late.starts == -1)
        #expect(model.tests[late.only].text == "general")
        #expect(model.rows(late.share).map(\.value) == [0, 1])
        #expect(late.shares == [1 << 52, 1 << 51])
        #expect(late.becomeSets == model.word("major"))
        #expect(late.becomeClears == model.word("major") | model.word("general"))
        let costs = try #require(late.costs)
        #expect(
            costs.number == -1 && costs.factor == .none && model.tables[Int(costs.table.code)].mean == 3e8)
        #expect(model.limit("out")?.ifLate?.jump == model.end)
        let actions = model.limits.compactMap(\.ifLate)
        #expect(Set(actions.map(\.key)).count == 3 && Set(actions.map(\.counter)).count == 3)
        #expect(model.counters == 3 && model.currency == "yuan")
    }

    /// Its own limit bears an item's name: their draws must differ.
    @Test func anItemAndItsLimitDrawApart() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "within: 1 day", "if late: { share: 50%, skip to: end }"))
        ).model()
        #expect(model.limits[0].ifLate?.key != model.ops[0].key)
    }

    @Test func jumpsEndTheirOwnFlow() throws {
        let model = try SmallScenario(
            flow(step("a", "1 h", "starts: extra")),
            limits: "limits: { x: { from: p, within: 3 days, if late: { skip to: end } } }",
            rest: """
                flows:
                  extra:
                    - { step: p, by: clerk, work: 1 h, within: 1 day, if late: { skip to: end } }
                    - { step: q, by: clerk, work: 1 h }
                """
        ).model()
        let end = model.flows[0].items.upperBound
        #expect(model.ops[end].kind == .sideEnd)
        #expect(model.limits.map { $0.ifLate?.jump } == [end, end])
    }

    @Test func aLimitInABranchStaysThereOrEndsTheCase() throws {
        let model = try SmallScenario(
            """
            flow:
              - together: t
                branches:
                  left:
                    - { step: a, by: clerk, work: 1 h, within: 1 day, if late: { skip to: c } }
                    - { step: b, by: clerk, work: 1 h, within: 1 day, if late: { skip to: end } }
                    - { step: c, by: clerk, work: 1 h }
                  right: [ { step: d, by: clerk, work: 1 h } ]
              - { step: e, by: clerk, work: 1 h }
            """,
            limits: "limits: { x: { until: b, within: 3 days, if late: { skip to: e } } }"
        ).model()
        #expect(model.limits.map { $0.ifLate?.jump } == [model.op("c"), model.end, model.op("e")])
    }

    @Test func anotherLineOnConditions() throws {
        func model(_ late: String) throws -> Model {
            try SmallScenario(
                flow(step("a", "1 h", "starts within: 20 min", "if late: { \(late) }")),
                arrivals: mix, staff: "staff: { clerk: 1, aide: 1 }"
            ).model()
        }
        let plain = try model("by: aide")
        #expect(plain.ops[0].overflow >= 0 && plain.limits[0].ifLate == nil)
        let within = try SmallScenario(
            flow(step("a", "1 h", "within: 3 h", "if late: { by: aide }")),
            staff: "staff: { clerk: 1, aide: 1 }"
        ).model()
        #expect(within.ops[0].overflow >= 0 && within.limits[0].kind == .step(0))
        let some = try model("by: aide, only: major")
        #expect(some.ops[0].overflow == plain.ops[0].overflow)
        #expect(some.limits[0].ifLate.map { some.tests[$0.only].text } == "major")
        let share = try model("by: aide, share: 25%")
        #expect(share.limits[0].ifLate?.shares == [1 << 51] && share.ops[0].overflow >= 0)
    }

    // MARK: - What else must know it

    /// Nobody can leap over work that a limit counts on, unless he is late.
    @Test func aLateJumpMayLeaveWorkOut() throws {
        let items = flow(step("a", "1 h"), step("b", "30 h"), step("c", "1 h"))
        let whole = "whole: { within: 24 hours }"
        let messages = try SmallScenario(items, limits: "limits: { \(whole) }").messages()
        #expect(
            messages.contains { $0.contains("'whole' allows 24 hours, the work alone takes at least 32 h") })
        let leaping = try SmallScenario(
            items,
            limits: "limits: { \(whole), out: { until: b, within: 10 hours, if late: { skip to: end } } }"
        ).messages()
        #expect(!leaping.contains { $0.contains("'whole' allows") })
    }

    @Test func aClassThatALateClockChangesIsNotFixed() throws {
        let small = SmallScenario(
            flow("  - step: a\n    only: major\n    by: clerk\n    work: 10 h"), arrivals: mix,
            limits: """
                limits:
                  x: { from: a, only: major, within: 1 hour, if late: { become: general } }
                """)
        #expect(try !small.messages().contains { $0.contains("takes at least") })
    }

    @Test func workingDaysNeedARuleWhereverTheyStand() throws {
        let calendar = "calendar: { timezone: Asia/Shanghai, hours: Mon..Fri 09:00..18:00 }"
        let late = SmallScenario(
            flow(step("a", "1 h", "within: 1 day", "if late: { starts: n, again every: 2 working days }")),
            rest: "flows: { n: [ { step: b, by: clerk, work: 1 min } ] }", calendar: calendar)
        #expect(throws: ScenarioError.self) { try late.scenario() }
        let wait = SmallScenario(
            flow("  - { wait: w, until: 2 working days before last }", step("a")),
            carries: "case: { last: 9 days }", calendar: calendar)
        #expect(throws: ScenarioError.self) { try wait.scenario() }
        let cluster = SmallScenario(
            flow(step("a", "1 h", "only: 2 with the same matter within 3 working days")),
            carries: "case: { matter: { x: 50%, y: 50% } }", calendar: calendar)
        #expect(throws: ScenarioError.self) { try cluster.scenario() }
    }

    /// Who has none of the words of the rows before has none of their rules either.
    @Test func othersOfTwoSplitsAreOneStratum() throws {
        let model = try SmallScenario(
            flow(step("a", "10 min")), carries: "case: { urgent: 10%, vip: 5% }",
            limits: """
                limits:
                  x: { within: { urgent: 1 day, others: 2 days }, rule: { urgent: T1, others: T2 }, target: { urgent: 99%, others: 90% } }
                  y: { within: { urgent: 1 day, others: 2 days }, rule: { vip: T3, others: T4 } }
                """
        ).model()
        #expect(model.limit("x")?.strata.map(\.name) == ["urgent", "others"])
        #expect(model.limit("x")?.strata.map(\.rule) == ["T1", "T2"])
        #expect(model.limit("x")?.strata.map(\.target) == [0.99, 0.9])
        #expect(
            model.limit("y")?.strata.map(\.name) == [
                "urgent and vip", "urgent and others", "others and vip", "others and others",
            ])
    }

    /// What is asked of some is not held against the leads of others.
    @Test func leadsOfTheirOwnClassAreEnough() throws {
        let small = SmallScenario(
            flow(step("a"), step("b"), step("c")),
            carries:
                "case: { contract: { regular: 80%, probation: 20% }, last: { regular: 60 days, probation: 3 days } }",
            limits:
                "limits: { x: { until: b, at least: { regular: 30 days, probation: 1 day }, before: last } }")
        #expect(try small.messages() == [])
    }
}
