import CaseFlow
import SimKernel
import Testing

/// The way of a case: outcomes, jumps, words.
@Suite("Flow")
struct EngineFlowTests {
    private func builder(words: [String] = []) -> ModelBuilder {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.oneCase("A", at: at(0, 9), words: words)
        return builder
    }

    private func visits(_ builder: ModelBuilder) -> [String] {
        History(builder.build()).lines.filter { $0.moment == .starts || $0.moment == .passes }.map {
            $0.moment == .starts ? $0.what : "(\($0.what))"
        }
    }

    private let minute = Quantity.constant(Tick.minute)

    @Test func backAtMostTwiceThenOn() {
        var builder = builder()
        builder.step("one", by: "clerk", work: minute)
        builder.step(
            "two", by: "clerk", work: minute, outcomes: [Fork("bad", share: 1, .to("one"), atMost: 2)])
        builder.step("three", by: "clerk", work: minute)
        #expect(visits(builder) == ["one", "two", "one", "two", "one", "two", "three"])
    }

    @Test func backAtMostOnceThenElsewhere() {
        var builder = builder()
        builder.step(
            "one", by: "clerk", work: minute,
            outcomes: [Fork("bad", share: 1, .to("one"), atMost: 1, then: .to("four"))])
        builder.step("two", by: "clerk", work: minute)
        builder.step("four", by: "clerk", work: minute)
        #expect(visits(builder) == ["one", "one", "four"])
    }

    @Test func eachBoundedOutcomeCountsForItself() {
        var builder = builder()
        builder.step(
            "one", by: "clerk", work: minute,
            outcomes: [Fork("again", share: 1, .to("one"), atMost: 1)])
        builder.step(
            "two", by: "clerk", work: minute,
            outcomes: [Fork("back", share: 1, .to("one"), atMost: 1, then: .end)])
        builder.step("three", by: "clerk", work: minute)
        #expect(visits(builder) == ["one", "one", "two", "one", "two"])
    }

    @Test func skipToTheEnd() {
        var builder = builder()
        builder.step("one", by: "clerk", work: minute, outcomes: [Fork("invalid", share: 1, .end)])
        builder.step("two", by: "clerk", work: minute)
        #expect(visits(builder) == ["one"])
    }

    @Test func othersTakeTheRest() {
        var builder = builder()
        builder.decision(
            "where", outcomes: [Fork("left", share: 0, .to("two")), Fork("others", share: nil, .to("three"))])
        builder.step("one", by: "clerk", work: minute)
        builder.step("two", by: "clerk", work: minute)
        builder.step("three", by: "clerk", work: minute)
        #expect(visits(builder) == ["three"])
    }

    @Test func outcomeIsRememberedAndForgottenOnTheNextVisit() {
        // The first visit gives `odd` (its cases have the word), the second `even`.
        var builder = builder(words: ["first"])
        builder.step(
            "check", by: "clerk", work: minute,
            outcomes: [
                Fork("odd", share: 1, only: .has("first"), loses: ["first"], becomes: "second"),
                Fork("even", share: nil),
            ])
        builder.step("one", by: "clerk", work: minute, only: .has("odd"))
        builder.step("two", by: "clerk", work: minute, only: .has("even"))
        builder.decision("round", only: .has("odd"), outcomes: [Fork("anew", share: 1, .to("check"))])
        #expect(visits(builder) == ["check", "one", "(two)", "check", "(one)", "two", "(round)"])
    }

    @Test func testsSeeTheWordsAsTheyWereBefore() {
        // Both outcomes test a word that the first one changes.
        var builder = builder(words: ["small"])
        builder.step(
            "check", by: "clerk", work: minute,
            outcomes: [
                Fork("grows", share: 1, only: .has("small"), .to("two"), loses: ["small"], becomes: "large"),
                Fork("shrinks", share: 1, only: .has("large"), loses: ["large"], becomes: "small"),
            ])
        builder.step("one", by: "clerk", work: minute)
        builder.step("two", by: "clerk", work: minute, only: .has("large"))
        #expect(visits(builder) == ["check", "two"])
    }

    @Test func becomeChangesTheClassInLinesAndStatistics() {
        var builder = ModelBuilder()
        builder.role("clerk", 1, queue: [.first("major")])
        builder.arrive("A", .none)
        builder.poisson(perHour: 0.5, until: at(10, 0))
        builder.mix([("general", 1), ("major", 0)])
        builder.step(
            "check", by: "clerk", work: .constant(Tick.minute),
            outcomes: [Fork("grown", share: 0.5, loses: ["general"], becomes: "major")])
        builder.step("work", by: "clerk", work: .exponential(hours: 1))
        let result = simulate(builder.build(), seed: 3, replication: 0)
        #expect(result.steps[0].classWaiting.map(\.count) == [result.arrived, 0])
        let later = result.steps[1].classWaiting
        #expect(later[0].count > result.arrived / 4 && later[1].count > result.arrived / 4)
        #expect(later[0].count + later[1].count == result.arrived)
        let waits = later.map { Double($0.sum) / Double($0.count) }
        #expect(waits[1] < waits[0])
    }

    @Test func shareOfAnItemIsDrawnAtEachVisit() {
        var builder = ModelBuilder()
        builder.role("clerk", 100)
        builder.poisson(perHour: 5)
        builder.step("one", by: .one("clerk"), work: .all(minute), share: 0.3)
        builder.step(
            "two", by: "clerk", work: minute, outcomes: [Fork("anew", share: 1, .to("one"), atMost: 1)])
        let history = History(builder.build())
        var visits: [String: Int] = [:]
        for line in history.lines where line.moment == .starts && line.what == "one" {
            visits[line.who, default: 0] += 1
        }
        let arrived = Double(history.lines.count { $0.moment == .arrives })
        let both = Double(visits.values.count { $0 == 2 })
        let once = Double(visits.values.count { $0 == 1 })
        // Two independent draws with probability 0.3.
        #expect(abs(both / arrived - 0.09) < 4 * (0.09 * 0.91 / arrived).squareRoot())
        #expect(abs(once / arrived - 0.42) < 4 * (0.42 * 0.58 / arrived).squareRoot())
    }

    @Test func testsOfNumbersAndOfEitherWord() {
        func passes(_ only: Only, amount: Ticks) -> Bool {
            var builder = builder(words: ["letter"])
            builder.number("amount", .all(.constant(amount)))
            builder.step("one", by: "clerk", work: minute, only: only)
            return visits(builder) == ["(one)"]
        }
        let atLeast = Only(amounts: [Only.Amount(number: "amount", least: 2_000)])
        #expect(!passes(atLeast, amount: 2_000) && passes(atLeast, amount: 1_999))
        let outside = Only(amounts: [Only.Amount(number: "amount", least: 5, most: 9, negated: true)])
        #expect(passes(outside, amount: 5) && passes(outside, amount: 9) && !passes(outside, amount: 10))
        let both = Only(yes: ["letter"], amounts: [Only.Amount(number: "amount", least: 2_000)])
        #expect(!passes(both, amount: 2_000) && passes(both, amount: 1))
        let either = Only(
            yes: ["letter", "call"], amounts: [Only.Amount(number: "amount", least: 9)], any: true)
        #expect(!passes(either, amount: 1))
        #expect(passes(Only(yes: ["call"], any: true), amount: 1))
        #expect(!passes(Only(yes: ["call"], no: ["visit"], any: true), amount: 1))
        #expect(passes(Only(yes: ["letter"], no: ["letter"]), amount: 1))
    }

    @Test func streamsMayEnterFurtherOn() {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.oneCase("A", at: at(0, 9))
        builder.oneCase("B", at: at(0, 10), enters: "two")
        builder.step("one", by: "clerk", work: minute)
        builder.step("two", by: "clerk", work: minute)
        #expect(
            History(builder.build()).told(.starts) == [
                "Mon 09:00 A starts one", "Mon 09:01 A starts two", "Mon 10:00 B starts two",
            ])
    }

    @Test func teamMayDependOnTheClass() {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.role("expert", 1)
        builder.oneCase("A", at: at(0, 9))
        builder.oneCase("B", at: at(0, 9), words: ["hard"])
        builder.step("easy", by: .one("clerk"), work: .all(.constant(Tick.hour)), only: .lacks("hard"))
        builder.step("hard one", by: .one("expert"), work: .all(.constant(Tick.hour)), only: .has("hard"))
        var model = builder.build()
        // One item whose team is split takes the place of two.
        model.choices.append(
            Choice(rows: [
                Choice.Row(mask: model.words.first { $0.label.id == "hard" }!.mask, value: 1),
                Choice.Row(mask: 0, value: 0),
            ]))
        model.ops[0].team = .choice(model.choices.count - 1)
        model.ops[0].only = -1
        model.ops.remove(at: 1)
        let result = simulate(model, seed: 1, replication: 0)
        #expect(result.roles.map(\.busy) == [Int128(Tick.hour), Int128(Tick.hour)])
        #expect(result.roles.map(\.waiting.count) == [1, 1] && result.steps[0].visits == 2)
        #expect(result.roles.map(\.waiting.sum) == [0, 0])
    }
}
