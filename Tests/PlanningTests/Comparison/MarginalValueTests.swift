import CaseFlow
import Planning
import SimKernel
import Testing

@Suite("Marginal value of people", .enabled(if: heavyTestsRun))
struct MarginalValueTests {
    private func desk(staff: Int, weeks: Int = 8) throws -> Model {
        var model = try EngineStudyTests.model(weeks: weeks)
        model.roles[0].staff = staff
        return model
    }

    private func value(_ model: Model, _ replications: Int = 32) throws -> MarginalValue {
        let comparison = MarginalValue.comparison(of: model, sample: .fixed(replications))
        return try MarginalValue(comparison.result(), of: model)
    }

    @Test("one fewer only where that can work")
    func least() throws {
        let one = try value(desk(staff: 1, weeks: 1), 8)
        #expect(one.rows.count == 1 && one.rows[0].oneFewer == nil && one.comparison.designs.count == 1)
        let two = try value(desk(staff: 2, weeks: 1), 8)
        #expect(two.rows[0].oneMore.design == 0 && two.rows[0].oneFewer?.design == 1)
        #expect(two.comparison.designs.map(\.change) == ["one more of clerk", "one fewer of clerk"])
        #expect(two.comparison.designs[0].roles[0].design.staff == 3)
    }

    @Test("a person for each late case that the exact shares say are avoided")
    func exact() throws {
        let row = try value(desk(staff: 1)).rows[0]
        // 0.7 cases an hour for eight weeks; late are exp(-0.9) of them with one clerk.
        let cases = 0.7 * 24 * 7 * 8
        let avoided = cases * (0.4065696597405991 - ComparisonTests.lateWithTwoClerks)
        func expect(_ q: Quantity?, _ truth: Double) throws {
            let q = try #require(q)
            let z = ((q.estimate ?? .nan) - truth) / (q.standardError ?? 0)
            #expect(abs(z) < 4, "\(q) for \(truth), z = \(z)")
        }
        try expect(row.oneMore.avoided, avoided)
        try expect(row.oneMore.costPerLateCase, 1 / avoided)
        let back = try value(desk(staff: 2)).rows[0].oneFewer
        #expect(back?.cost == -1)
        try expect(back?.avoided, -avoided)
        try expect(back?.costPerLateCase, 1 / avoided)
    }

    @Test("where nobody is avoided, none is said to be")
    func none() throws {
        var model = try desk(staff: 12, weeks: 1)
        model.currency = "CNY"
        model.roles[0].cost = RoleCost(perMonth: 5_000_000_000)
        let value = try value(model, 8)
        #expect(value.rows[0].oneMore.costPerLateCase == nil)
        #expect(abs(value.rows[0].oneMore.cost - 5000 * 7 / (365.25 / 12)) < 1e-6)
        let text = MarginalText.text(value, name: "desk")
        #expect(text.contains("CNY for each late case") && text.contains("none avoided shown"))
    }

    @Test("the ratio's interval is that of the quantity, turned over")
    func ratio() throws {
        let q = Quantity(estimate: 20, standardError: 2, low: 16, high: 25, n: 64)
        let found = try #require(q.dividing(100))
        #expect(found.estimate == 5 && found.low == 4 && found.high == 6.25 && found.standardError == 0.5)
        #expect(Quantity(estimate: 1, standardError: 2, low: -1, high: 3, n: 64).dividing(100) == nil)
        #expect(Quantity(estimate: 1, n: 1).dividing(100) == nil)
    }
}
