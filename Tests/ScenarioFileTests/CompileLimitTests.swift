import CaseFlow
import ScenarioFile
import SimKernel
import Testing

@Suite struct CompileLimitTests {
    private let mix = "arrivals: { mean: 5 per week, mix: { general: 80%, major: 20% } }"

    @Test func anItemsOwnLimitBelongsToIt() throws {
        let model = try SmallScenario(
            flow(
                step("a", "10 min", "within: 1 working hour", "rule: T1"),
                step("b", "10 min", "starts within: 26 hours", "target: none")),
            rest: "target: 95% on time"
        ).model()
        #expect(model.ops[0].within == 0 && model.ops[1].startsWithin == 1)
        let (own, start) = (model.limits[0], model.limits[1])
        #expect(own.label.id == "a" && own.kind == .step(0) && own.from == .item(0) && own.until == .item(0))
        #expect(own.strata.map(\.length) == [.length(.working(Tick.hour))])
        #expect(own.rule == "T1" && own.target == 0.95)
        #expect(start.kind == .stepStarts(1) && start.until == .starts(1) && start.target == nil)
        #expect(start.strata.map(\.length) == [.length(.elapsed(26 * Tick.hour))])
        #expect(model.target == 0.95)
    }

    @Test func limitsRunBetweenPlaces() throws {
        let model = try SmallScenario(
            flow(step("a"), step("b"), step("c", "1 h", "outcomes: { again: { share: 5%, back to: a } }")),
            limits: """
                limits:
                  whole: { within: 15 working days }
                  part: { from: a done, until: c starts, within: 3 days, on return: starts over }
                  range: { from: b, within: 7..10 working days, counted: to the same time }
                  half: { within: 2.5 working days, counted: by the hour }
                  year: { within: 1 month }
                """
        ).model()
        #expect(model.limit("whole")?.from == .arrival && model.limit("whole")?.until == .end)
        #expect(model.limit("whole")?.strata.map(\.length) == [.length(.workingDays(15, .fromTheNextDay))])
        #expect(model.limit("part")?.from == .done(0) && model.limit("part")?.until == .starts(2))
        #expect(model.limit("part")?.startsOver == true && model.limit("range")?.startsOver == false)
        #expect(model.limit("part")?.strata.map(\.length) == [.length(.days(3, .hours24))])
        #expect(model.limit("range")?.strata.map(\.length) == [.length(.workingDays(10, .toTheSameTime))])
        #expect(model.limit("range")?.strata.map(\.text) == ["7..10 working days"])
        #expect(model.limit("half")?.strata.map(\.length) == [.length(.workingDays(2.5, .byTheHour))])
        #expect(model.limit("year")?.strata.map(\.length) == [.length(.months(1))])
    }

    @Test func lengthsAndRulesMayBeSplitByClass() throws {
        let model = try SmallScenario(
            flow(step("a", "10 min")), arrivals: mix,
            carries: "case: { urgent: 10% }",
            limits: """
                limits:
                  split: { within: { general: 3 working days, major: 8 working hours } }
                  blanks: { within: { general: solve, major: none }, rule: { general: T1, major: T2 } }
                  rules: { within: 2 days, rule: { general: T3, major: [T4, T5] } }
                  both: { within: { urgent: 1 day, others: 2 days }, rule: { general: T6, major: T7 } }
                """
        ).model()
        let split = try #require(model.limit("split"))
        #expect(split.strata.map(\.name) == ["general", "major"])
        #expect(
            model.rows(split.stratum).map(\.mask) == [1, 2]
                && model.rows(split.stratum).map(\.value) == [0, 1])
        let blanks = try #require(model.limit("blanks"))
        #expect(blanks.strata.map(\.length) == [.solve, .none] && blanks.strata.map(\.rule) == ["T1", "T2"])
        let rules = try #require(model.limit("rules"))
        #expect(
            rules.strata.map(\.rule) == ["T3", "T4, T5"] && rules.strata.map(\.text) == ["2 days", "2 days"])
        let both = try #require(model.limit("both"))
        #expect(
            both.strata.map(\.name) == [
                "urgent and general", "urgent and major", "others and general", "others and major",
            ])
        #expect(model.rows(both.stratum).map(\.mask) == [4 | 1, 4 | 2, 1, 2])
    }

    @Test func aLimitMayBeALengthOfTheCase() throws {
        let model = try SmallScenario(
            flow(step("a")), carries: "case: { patience: exponential 8 days }",
            limits: "limits: { leaves: { within: patience, target: none, only: patience above 1 day } }"
        ).model()
        #expect(model.limits[0].strata.map(\.length) == [.number(0)])
        #expect(model.limits[0].only == 0 && model.tests[0].numbers[0].least == Tick.day + 1)
    }

    @Test func datesHaveNoParts() throws {
        let parts = SmallScenario(flow(step("a")), limits: "limits: { x: { within: 1.5 months } }")
        let messages = (try? parts.messages()) ?? []
        #expect(
            messages == [
                "error: '1.5 months' is counted by dates, which have no parts | write a whole number of days, or hours"
            ])
    }
}
