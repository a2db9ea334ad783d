/// Scenarios put together at random from every form of people.
enum RandomPeople {
    private static let people = [
        "3", "1", "2", "5", "2 per office", "{ early: 2, late: 1 }", "{ early: 1, late: 1, night: 1 }",
        "{ major: 2, others: 3 }", "{ general: 1, major: 1 }", "2 of a", "1 of b", "1 of c",
    ]
    private static let away = [
        "20% in spells of 2 h", "1 on 2027-02-01..2027-02-05", "1 on Thu 14:00..17:00",
        "1 on last Fri of month",
        "[10% in spells of constant 1 day, 30% in spells of 1 working day, 1 on Mon]",
    ]
    private static let by = [
        "a", "b", "c", "a or b", "c or b or a", "{ a: 2 }", "{ a: 1, b: 1 }", "{ b: all }",
        "{ c: all, a: 1 }",
        "same as s1", "same as s2", "same as s3", "involved", "{ involved: 1, b: 1 }",
        "{ major: { a: 1, c: 1 }, others: b or c }", "{ major: same as s1, general: a }",
    ]
    private static let wishes = [
        "not by: s1", "not by: [s2, involved]", "travel: uniform 5..20 min",
        "travel: { major: 30 min, others: 0 min }",
        "meets: every Thu 14:00..17:00", "meets: every Mon..Fri 10:00", "holds until: s4",
        "holds until: s4 starts",
        "holds until: end", "on return: same people", "partners: gather",
    ]

    static func scenario(seed: UInt64) -> String {
        var bits = Bits(state: seed)
        var lines = [
            "scenario: Random",
            "calendar:", "  timezone: Europe/Vienna", "  hours: Mon..Fri 09:00..12:00 13:00..17:00",
            "  shifts: { early: daily 06:00..14:00, late: daily 14:00..22:00, night: daily 22:00..06:00 }",
            "  closed: [2027-02-10]", "  at closing: \(bits.one(of: ["finish", "hand over", "pause"]))",
            "arrivals: { mean: 6 per week, mix: { general: 70%, major: 30% } }",
            "case: { office: one of 3, involved: someone of \(bits.one(of: ["a", "b", "c"])) }", "staff:",
        ]
        for role in ["a", "b", "c"] {
            lines += ["  \(role):", "    people: \(bits.one(of: people))"]
            if let text = bits.maybe(away) { lines.append("    away: \(text)") }
            let others = ["a", "b", "c"].filter { $0 != role }
            if let text = bits.maybe(others) { lines.append("    deputy: \(text)") }
            if let text = bits.maybe(["always", "Mon..Sat 07:00..21:00"]) {
                lines.append("    hours: \(text)")
            }
        }
        lines.append("flow:")
        for number in 1...5 {
            lines += ["  - step: s\(number)", "    by: \(bits.one(of: by))", "    work: exponential 40 min"]
            if let text = bits.maybe(["major", "general"]) { lines.append("    only: \(text)") }
            for _ in 0..<2 {
                if let text = bits.maybe(wishes),
                    !lines.suffix(6).contains(where: { $0.contains(text.prefix(5)) })
                {
                    lines.append("    \(text)")
                }
            }
        }
        lines += ["    outcomes: { again: { share: 20%, back to: s2 }, left: { share: 5%, skip to: end } }"]
        lines.append("limits: { whole: { within: 20 days, target: 90% } }")
        let queues = ["first come", "earliest due", "[major interrupts others, oldest case]"]
        lines.append("queue: " + bits.one(of: queues))
        lines.append("run: { start: 2027-01-04, warm-up: 1 week, length: 8 weeks }")
        return lines.joined(separator: "\n") + "\n"
    }
}
