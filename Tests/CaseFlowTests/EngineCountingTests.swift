import CaseFlow
import SimKernel
import Testing

/// Which cases the figures count, and in which month.
@Suite("Counting")
struct EngineCountingTests {
    private let months = [at(0, 0), at(7, 0), at(14, 0), at(28, 0)]

    private func builder() -> ModelBuilder {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        return builder
    }

    private func model(_ builder: ModelBuilder) -> Model {
        var model = builder.build()
        model.months = months
        return model
    }

    // MARK: Cases that do not count

    @Test func theyAreSimulatedAndNoFigureOfCasesHasThem() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.oneCase("B", at: at(0, 9, 30), words: ["same"])
        builder.step(
            "check", by: "clerk", work: .constant(Tick.hour), within: .elapsed(Tick.hour),
            outcomes: [Fork("on", share: 1, starts: "side")])
        builder.flow("side") { $0.wait("w", for: .constant(Tick.hour), within: .elapsed(Tick.minute)) }
        var model = model(builder)
        model.count(without: "same")
        let history = History(model)
        #expect(history.told(.ends, of: "B") == ["Mon 11:00 B ends"])
        let result = history.result
        #expect(result.arrived == 1 && result.closed == 1 && result.openAtEnd == 0)
        #expect(result.backlog.integral == Int128(Tick.hour) && result.backlog.peak == 1)
        #expect(result.limits[0].strata[0].ended == 1 && result.limits[0].strata[0].late == 0)
        #expect(result.limits[1].strata[0].ended == 1, "nor has what they start")
        #expect(result.steps[0].visits == 1 && result.roles[0].waiting.count == 1)
        #expect(result.roles[0].busy == Int128(2 * Tick.hour), "their work is work")
        #expect(result.roles[0].queueIntegral == Int128(30 * Tick.minute), "and they stand in line")
        #expect(result.months.map(\.arrived) == [1, 0, 0] && result.months.map(\.closed) == [1, 0, 0])
    }

    /// The test asks for a number that is drawn at arrival; a return is asked again.
    @Test func returnsAreAskedAgain() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.step(
            "check", by: "clerk", work: .constant(Tick.hour),
            outcomes: [Fork("again", share: 1, .returns(.constant(Tick.day)), atMost: 1)])
        var model = model(builder)
        model.count(without: "again")
        let history = History(model)
        #expect(history.told(.ends).count == 2)
        #expect(history.result.arrived == 1 && history.result.closed == 1)
        model.count(with: "again")
        let other = History(model).result
        #expect(other.arrived == 1 && other.turnaround.sum == Int128(Tick.hour))
        #expect(other.backlog.integral == Int128(Tick.hour))
    }

    @Test func openingCasesAreAskedToo() {
        var builder = builder()
        builder.arrive("old", .none)
        builder.oneCase("A", at: at(0, 9), words: ["w"])
        builder.step("check", by: "clerk", work: .constant(Tick.hour))
        var model = model(builder)
        model.open(at: "check", arrived: at(0, 0) - Tick.hour, words: ["w"])
        model.open(at: "check", arrived: at(0, 0) - Tick.hour)
        model.count(without: "w")
        let result = History(model).result
        #expect(result.arrived == 1 && result.opening?.cases == 1 && result.opening?.cleared == at(0, 2))
        #expect(result.backlog.atWindowStart == 1)
        #expect(result.months.map(\.arrived) == [0, 0, 0], "it arrived before")
        #expect(result.months.map(\.closed) == [1, 0, 0])
    }

    /// Everything looks at all cases but the figures.
    @Test func dutiesLookAtThemAsAtAll() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.wait("post", for: .constant(10 * Tick.hour))
        var model = model(builder)
        model.count(without: "A")
        model.duty(
            "round", at: [at(0, 10)], by: "clerk", work: .constant(Tick.minute), factor: .openCases)
        let history = History(model)
        #expect(history.lines.first { $0.moment == .starts }?.value == Tick.minute)
        #expect(history.result.arrived == 0)
    }

    // MARK: Months

    /// A case a day at nine, done two days later, late on every seventh.
    private func daily() -> ModelBuilder {
        var builder = builder()
        builder.arrive("c", .renewal(Quantity.constant(Tick.day).table, from: at(-1, 9)))
        builder.wait("post", for: .constant(2 * Tick.day))
        builder.limit("whole", .elapsed(Tick.day))
        builder.limit("half", until: .item("post"), .elapsed(3 * Tick.day))
        return builder
    }

    @Test func whatHappensInEachMonth() {
        let model = model(daily())
        let result = simulate(model, seed: 1, replication: 0)
        #expect(result.months.map(\.arrived) == [7, 7, 14])
        #expect(result.months.map(\.closed) == [5, 7, 14])
        #expect(result.months.map(\.ended) == [10, 14, 28] && result.months.map(\.late) == [5, 7, 14])
        #expect(result.arrived == 28 && result.closed == 28, "two close after the last month")
    }

    /// The bound of two months belongs to the later one.
    @Test func anArrivalOnTheBoundIsOfTheNewMonth() {
        var builder = builder()
        builder.oneCase("A", at: at(7, 0))
        builder.oneCase("B", at: at(7, 0) - 1)
        builder.wait("post", for: .constant(7 * Tick.day))
        let result = simulate(model(builder), seed: 1, replication: 0)
        #expect(result.months.map(\.arrived) == [1, 1, 0] && result.months.map(\.closed) == [0, 1, 1])
    }

    @Test func clocksOfSideCasesAndDutiesAreNone() {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.decision("go", outcomes: [Fork("on", share: 1, starts: "side")])
        builder.flow("side") { $0.wait("w", for: .constant(Tick.hour), within: .elapsed(Tick.minute)) }
        builder.limit("side", .elapsed(Tick.minute))
        builder.spans[0].flow = "side"
        builder.limit("whole", .elapsed(Tick.minute))
        var model = model(builder)
        model.duty(
            "round", at: [at(0, 10)], by: "clerk", work: .constant(Tick.hour), within: .elapsed(Tick.minute))
        let result = simulate(model, seed: 1, replication: 0)
        #expect(result.months.map(\.ended) == [1, 0, 0] && result.months.map(\.late) == [0, 0, 0])
        #expect(result.limits.map { $0.strata[0].ended } == [1, 1, 1, 1])
    }

    @Test func monthsAddUpToTheWindow() {
        for (name, given) in Varied.all {
            var model = given
            let window = model.horizon.windowEnd - model.horizon.windowStart
            model.months = [0, 1, 3, 8].map { model.horizon.windowStart + window * $0 / 8 }
            model.numbering = Numbering(ceiling: 5, text: "", bounds: model.months)
            let history = History(model)
            let result = history.result
            #expect(result.months.reduce(0) { $0 + $1.arrived } == result.arrived, "\(name)")
            #expect(result.numbered == result.months.map(\.arrived), "\(name)")
            for (k, month) in result.months.enumerated() {
                let span = model.months[k]..<model.months[k + 1]
                let came = history.lines.filter { $0.moment == .arrives && span.contains($0.time) }
                #expect(came.count == month.arrived, "\(name)")
            }
        }
    }

    // MARK: Numbers of cases

    @Test func arrivalsInEachPeriodOfTheirNumbers() {
        var model = model(daily())
        model.numbering = Numbering(
            ceiling: 3, text: "3 per week", bounds: [at(1, 0), at(3, 0), at(3, 9), at(10, 0)])
        #expect(simulate(model, seed: 1, replication: 0).numbered == [2, 0, 7])
        model.numbering = Numbering(ceiling: 3, text: "3 per year", bounds: [at(1, 0)])
        #expect(simulate(model, seed: 1, replication: 0).numbered.isEmpty)
    }

    // MARK: The roster

    @Test func theRosterCountsAbsencesToo() {
        var desk = Desk()
        desk.builder.role("clerk", 2, hours: Hours.daily.table)
        desk.add("A", at(0, 9), Tick.hour)
        desk.step("check", by: "clerk")
        let plain = simulate(desk.builder.build(), seed: 1, replication: 0).roles[0]
        #expect(plain.rostered == plain.onDuty && plain.rostered == Int128(2 * 28 * 8 * Tick.hour))
        let named = desk.named { $0.leave(0, of: "clerk", from: at(2, 0), to: at(4, 0)) }.result.roles[0]
        #expect(named.onDuty == plain.onDuty - Int128(2 * 8 * Tick.hour))
        #expect(named.rostered == plain.rostered)
    }
}
