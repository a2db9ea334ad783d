import CaseFlow
import SimKernel
import Testing

/// Amounts that may be spent in each period.
@Suite("Budgets")
struct EngineBudgetTests {
    /// Cases of these amounts at hours from Monday, 09:00; the step is only for what fits.
    private func history(
        _ cases: [(hour: Int, amount: Double)], budget: Double = 100,
        days: [Ticks] = [at(0, 0), at(1, 0), at(2, 0)], _ change: (inout Model) -> Void = { _ in }
    ) -> History {
        var builder = ModelBuilder()
        builder.role("clerk", 10)
        let given = GivenValues(
            words: [], numbers: [.init(number: 0, values: cases.map { Int64($0.amount * 1e6) })])
        builder.arrive(
            "c", .replay(cases.map { at(0, 9 + $0.hour) }, from: at(0, 0)), given: given)
        builder.number("amount", .all(.constant(0)))
        builder.step("settle", by: "clerk", work: .constant(Tick.hour), within: .elapsed(30 * Tick.minute))
        builder.step("refuse", by: "clerk", work: .constant(Tick.hour))
        var model = builder.build()
        model.budget("settle", budget, of: "amount", from: days)
        change(&model)
        return History(model)
    }

    @Test func whatNoLongerFitsPassesByAndWhatFitsExactlyDoesNot() {
        let seen = history([(0, 60), (1, 60), (2, 40), (3, 1), (4, 0)])
        #expect(
            seen.told(.comes, .passes).filter { $0.hasSuffix("settle") } == [
                "Mon 09:00 c comes to settle", "Mon 10:00 c1 passes settle", "Mon 11:00 c2 comes to settle",
                "Mon 12:00 c3 passes settle", "Mon 13:00 c4 comes to settle",
            ])
        #expect(seen.result.limits[0].strata[0].ended == 3, "who passes by has no clock of the item")
        #expect(seen.result.steps[0].visits == 3 && seen.result.steps[1].visits == 5)
    }

    @Test func eachPeriodBeginsWithTheFullAmount() {
        let seen = history([(0, 90), (14, 20), (15, 90), (16, 20), (38, 5), (39, 100)])
        #expect(
            seen.told(.passes) == [
                "Mon 23:00 c1 passes settle", "Tue 01:00 c3 passes settle",
            ], "midnight belongs to the new day, and what is left does not add up")
    }

    @Test func beforeTheFirstInstantThereIsAPeriodToo() {
        let seen = history([(0, 100), (1, 1), (24, 100)], days: [at(1, 0)])
        #expect(seen.told(.passes) == ["Mon 10:00 c1 passes settle"])
    }

    @Test func numbersBelowZeroDrawNothing() {
        let seen = history([(0, -50), (1, 100), (2, 1)])
        #expect(seen.told(.passes) == ["Mon 11:00 c2 passes settle"])
    }

    /// Nobody of these has the luck, so nothing is spent.
    @Test func theShareIsAskedBeforeTheBudget() {
        let seen = history([(0, 60), (1, 60)]) {
            $0.ops[0].share = .always(0)
            $0.ops[0].shares = [0]
        }
        #expect(seen.told(.passes).count == 2)
        let all = history([(0, 60), (1, 40), (2, 1)]) {
            $0.ops[0].share = .always(0)
            $0.ops[0].shares = [1 << 53]
        }
        #expect(all.told(.passes) == ["Mon 11:00 c2 passes settle"])
    }

    @Test func everyVisitDrawsItsAmount() {
        var builder = ModelBuilder()
        builder.role("clerk", 10)
        builder.number("amount", .all(.constant(40_000_000)))
        builder.oneCase("A", at: at(0, 9))
        builder.step(
            "settle", by: "clerk", work: .constant(Tick.hour),
            outcomes: [Fork("again", share: 1, .to("settle"))])
        builder.step("close", by: "clerk", work: .constant(Tick.hour))
        var model = builder.build()
        model.budget("settle", 100, of: "amount", from: [at(0, 0)])
        #expect(
            History(model).told(.starts, .passes) == [
                "Mon 09:00 A starts settle", "Mon 10:00 A starts settle", "Mon 11:00 A passes settle",
                "Mon 11:00 A starts close",
            ])
    }
}
