import CaseFlow
import Planning
import ScenarioFile
import Testing

/// Results where people are told apart: whose hours, whose work, and what may be advised.
@Suite("Results of people who are told apart")
struct NamedPeopleTests {
    private static func study(_ staff: String, _ flow: String, perWeek: Int = 20) throws -> Study {
        let text = """
            scenario: Shared
            calendar: { timezone: Asia/Shanghai, hours: Mon..Fri 09:00..17:00 }
            arrivals: { mean: \(perWeek) per week }
            staff: { \(staff) }
            flow:
            \(flow)
            limits: { whole: { within: 30 days, target: 90% } }
            run: { start: 2027-01-04, warm-up: 4 weeks, length: 26 weeks }
            """
        let model = try Scenario(yaml: Array(text.utf8), file: "shared.yaml").compiled()
        var options = Study.Options()
        options.offered = OfferedLoad(model).roles.map(\.utilisation)
        return Study(model, sample: .fixed(16), options: options)
    }

    private static let letters = """
          - { step: answer, by: clerk, work: exponential 2 h }
          - { step: look, by: aide, work: exponential 1 h, travel: 30 min }
        """

    private func expect(_ quantity: Planning.Quantity, _ truth: Double) throws {
        let estimate = try #require(quantity.estimate)
        let z = try (estimate - truth) / #require(quantity.standardError)
        #expect(abs(z) < 4, "\(estimate) for \(truth), z = \(z)")
    }

    /// Four clerks, two of whom are also aides: 40 h of letters and 40 h of looks and ways a week in 160 h.
    @Test("a role's work is that of its lines, its load that of its people")
    func shared() throws {
        let result = try Self.study("clerk: 4, aide: 2 of clerk", Self.letters).result()
        let (clerk, aide) = (result.roles[0], result.roles[1])
        #expect([clerk.staff, aide.staff] == [4, 2])
        try expect(clerk.requiredHoursPerWeek, 40)
        try expect(aide.requiredHoursPerWeek, 40)
        try expect(clerk.utilisation, 0.5)
        #expect((aide.utilisation.estimate ?? 0) >= (clerk.utilisation.estimate ?? 1), "aides have two lines")
        #expect([clerk.isOneNumber, aide.isOneNumber] == [false, false])
        #expect([clerk.leastPeople, aide.leastPeople] == [nil, nil])
        let advice = Advice.sentences(for: result).joined(separator: " ")
        #expect(!advice.contains("one more (") && !advice.contains("spare one"), "\(advice)")
    }

    @Test("what several roles may do counts in proportion to their people")
    func either() throws {
        let flow = "  - { step: answer, by: clerk or head, work: exponential 2 h }"
        let result = try Self.study("clerk: 3, head: 1", flow).result()
        try expect(result.roles[0].requiredHoursPerWeek, 30)
        try expect(result.roles[1].requiredHoursPerWeek, 10)
    }

    @Test("shared people who can't keep up are given no number that would do")
    func overload() throws {
        let result = try Self.study("clerk: 2, aide: 1 of clerk", Self.letters, perWeek: 30).result()
        let advice = Advice.sentences(for: result)
        let never = advice.filter { $0.contains("can never keep up") }
        #expect(never.count == 2, "\(advice)")
        #expect(never.allSatisfy { !$0.contains("are the least") && $0.hasSuffix("keep up.") }, "\(never)")
        let alone = try Self.study(
            "clerk: { people: 1, away: 50% in spells of 1 h }, aide: 2", Self.letters, perWeek: 15
        ).result()
        let told = Advice.sentences(for: alone).filter { $0.contains("can never keep up") }
        #expect(told.count == 1 && told[0].contains("2 are the least that can (now 1)"), "\(told)")
    }
}
