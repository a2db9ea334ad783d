import CaseFlow
import SimKernel
import Testing

/// Late actions and clusters of what stands beside the streams: duties and opening cases.
@Suite("Late duties and opening cases")
struct EngineBesideLateTests {
    private func builder() -> ModelBuilder {
        var builder = ModelBuilder()
        builder.horizon = Horizon(
            start: at(0, 8), windowStart: at(0, 8), windowEnd: at(14, 8), bound: at(28, 8))
        builder.role("clerk", 1)
        builder.arrive("old", .none)
        return builder
    }

    /// Due at half past ten, and spoken of each hour until it is done at four.
    @Test(arguments: [false, true]) func aLateDutyCostsMoneyUntilItIsDone(isNamed: Bool) {
        var builder = builder()
        builder.oneCase("A", at: at(0, 9))
        builder.step("check", by: "clerk", work: .constant(6 * Tick.hour))
        var model = builder.build()
        model.duty(
            "report", at: [at(0, 9, 30)], by: "clerk", work: .constant(Tick.hour), within: .elapsed(Tick.hour)
        )
        model.ifLate("report", IfLate(costs: 5, again: Tick.hour))
        let history = History(isNamed ? model.namingPeople : model)
        #expect(history.told(.fallsDue).first == "Mon 10:30 ~report falls due at report")
        #expect(history.told(.late) == ["Mon 16:00 ~report late report"])
        #expect(history.result.costs.lateness == 30_000_000)
    }

    @Test(arguments: [false, true]) func whatWasDueBeforeTheRunFallsDueAtOnce(isNamed: Bool) {
        var builder = builder()
        builder.step("check", by: "clerk", work: .constant(2 * Tick.hour))
        builder.limit("whole", .elapsed(4 * Tick.hour))
        var model = builder.build()
        model.ifLate("whole", IfLate(skipTo: "end"))
        for _ in 0..<2 { model.open(at: "check", arrived: at(0, 3), clocks: [("whole", at(0, 3))]) }
        let history = History(isNamed ? model.namingPeople : model)
        #expect(
            history.told(.starts, .givesUp, .ends) == [
                "Mon 08:00 ~check starts check", "Mon 08:00 ~check2 gives up check", "Mon 08:00 ~check2 ends",
                "Mon 10:00 ~check ends",
            ])
        #expect(history.told(.fallsDue).count == 2 && history.told(.late).count == 2)
        #expect(history.result.opening?.cleared == at(0, 10))
        #expect(history.result.steps[0].givenUp == 1)
    }

    @Test func aWaitThatWasLongAlreadyIsGivenUp() {
        var builder = builder()
        builder.wait("post", for: .constant(10 * Tick.hour))
        builder.step("close", by: "clerk", work: .constant(Tick.hour))
        builder.limit("whole", .elapsed(5 * Tick.hour))
        var model = builder.build()
        model.ifLate("whole", IfLate(skipTo: "close"))
        model.open(at: "post", arrived: at(0, 4), clocks: [("whole", at(0, 4))])
        #expect(
            History(model).told(.givesUp, .starts, .late) == [
                "Mon 09:00 ~post gives up post", "Mon 09:00 ~post starts close", "Mon 10:00 ~post late whole",
            ])
    }

    /// One of the backlog came an hour before A and another one two and a half hours.
    @Test func clustersCountTheBacklogWithItsOwnArrivals() {
        func isMajor(_ count: Int, within hours: Int64) -> Bool {
            var builder = builder()
            builder.oneCase("A", at: at(0, 8, 30), words: ["fruit"])
            builder.wait("hour", for: .constant(Tick.hour))
            builder.decision("cluster", only: .has("never"), outcomes: [Fork("major", share: 1)])
            var model = builder.build()
            let mask = model.mask("fruit")
            model.tests[model.ops[model.item("cluster")].only] = .all(clusters: [
                Cluster(
                    count: count, value: .words(mask), within: .elapsed(hours * Tick.hour), negated: false)
            ])
            model.open(at: "hour", arrived: at(0, 7, 30), words: ["fruit"])
            model.open(at: "hour", arrived: at(0, 6), words: ["fruit"])
            return History(model).told(.done, of: "A").contains("Mon 09:30 A done cluster major")
        }
        #expect(isMajor(2, within: 3) && !isMajor(2, within: 2), "the end of the span is outside")
        #expect(isMajor(3, within: 4) && !isMajor(3, within: 3) && !isMajor(4, within: 9))
    }
}
