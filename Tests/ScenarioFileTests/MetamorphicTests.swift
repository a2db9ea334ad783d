import CaseFlow
import ScenarioFile
import SimKernel
import Testing

/// Scenarios that say the same thing in other words tell the same story of every case.
@Suite struct MetamorphicTests {
    /// A rule book with shared people, absence, deputies, wishes, travel and interruption.
    static let book = """
        scenario: Complaints of a market hall
        calendar:
          timezone: Asia/Shanghai
          hours: Mon..Fri 09:00..12:00 13:00..18:00
          working days run: from the next day
        arrivals:
          mean: 24 per week
          mix: { general: 80%, major: 20% }
        case:
          written: 30%
        staff:
          clerk: 6
          porter: 8
          investigator: 5 of porter
          head: { people: 2, away: 30% in spells of 2 hours, deputy: clerk }
          lawyer: { people: 2, away: 20% in spells of 5 hours }
        flow:
          - { step: classify, by: clerk, work: triangular 5..10..30 min, within: 1 working hour }
          - { step: investigate, by: { investigator: 2 }, work: lognormal mean 4 h p95 9 h, within: 3 working days }
          - { step: carry, only: written, by: porter, travel: uniform 5..15 min, work: exponential 50 min }
          - { step: approve, by: head, not by: classify, work: 20 min, within: 1 working day }
          - { step: hear, only: major, by: { head: 1, lawyer: 1 }, work: uniform 30..60 min }
          - step: call
            by: same as classify
            work: 15 min
            outcomes: { dissatisfied: { share: 12%, back to: investigate, at most: 3 } }
        limits:
          whole-case: { within: 12 working days }
        queue: [major interrupts others, earliest due]
        run: { start: 2027-01-04, warm-up: 1 week, length: 12 weeks, seed: 5 }

        """

    /// Every moment of every case, items and words by their names.
    static func story(_ text: String, renaming names: [String: String] = [:]) throws -> [String] {
        let model = try Scenario(yaml: Array(text.utf8), file: "hall.yaml").compiled()
        let traced = trace(model, seed: 5, replication: 3)
        #expect(traced.result.closed > 150)
        return traced.trace.rows.filter { ![.arrives, .done].contains($0.moment) }.map { row in
            let item = model.ops[row.op].label.id
            return "\(row.time) \(row.moment) \(row.identity) \(names[item] ?? item)"
        }.sorted()
    }

    private static func same(_ text: String, _ other: String) throws {
        let (story, expected) = (try story(text), try story(other))
        let first = zip(story, expected).first { $0 != $1 }
        #expect(story.count == expected.count && first == nil, "\(String(describing: first))")
    }

    private func change(_ pairs: (String, String)...) -> String {
        pairs.reduce(Self.book) { text, pair in
            #expect(text.contains(pair.0))
            return text.replacingAll(pair.0, with: pair.1)
        }
    }

    @Test func renamingRolesChangesNothing() throws {
        // Whoever is away in spells has draws of his own by the name of the role: those names stay.
        let renamed = change(("clerk", "receptionist"), ("porter", "carrier"), ("investigator", "examiner"))
        try Self.same(renamed, Self.book)
    }

    @Test func theOrderOfRolesChangesNothing() throws {
        let reordered = change(
            ("  clerk: 6\n", ""),
            (
                "  lawyer: { people: 2, away: 20% in spells of 5 hours }\n",
                "  lawyer: { people: 2, away: 20% in spells of 5 hours }\n  clerk: 6\n"
            ))
        try Self.same(reordered, Self.book)
        let first = change(
            ("  head: { people: 2, away: 30% in spells of 2 hours, deputy: clerk }\n", ""),
            ("staff:\n", "staff:\n  head: { people: 2, away: 30% in spells of 2 hours, deputy: clerk }\n"))
        try Self.same(first, Self.book)
    }

    @Test func aClassWithoutCasesChangesNothing() throws {
        let more = change(("major: 20% }", "major: 20%, absurd: 0% }"))
        try Self.same(more, Self.book)
    }

    @Test func aRoleInTwoShiftsOfTheSameHoursIsOneRole() throws {
        let shifts = change(
            ("  clerk: 6\n", "  clerk: { people: { left: 3, right: 3 } }\n"),
            (
                "  working days run: from the next day\n",
                """
                  working days run: from the next day
                  shifts: { left: Mon..Fri 09:00..12:00 13:00..18:00, right: Mon..Fri 09:00..12:00 13:00..18:00 }

                """
            ))
        try Self.same(shifts, Self.book)
    }

    /// Nobody asks here who it was, since the longest idle of six and of three need not be the same.
    @Test func twoRolesInOneLineAreOneRole() throws {
        let one = change(
            (", deputy: clerk", ""), ("by: same as classify", "by: clerk"), (" not by: classify,", ""))
        let two = one.replacingAll("  clerk: 6\n", with: "  clerk: 3\n  usher: 3\n")
            .replacingAll("by: clerk,", with: "by: clerk or usher,")
            .replacingAll("by: clerk\n", with: "by: clerk or usher\n")
        try Self.same(two, one)
    }

    @Test func aThirdRoleOfTheSamePeopleThatNobodyNeedsChangesNothing() throws {
        let never = change(
            ("  lawyer:", "  warden: 2 of porter\n  lawyer:"),
            ("  written: 30%\n", "  written: 30%\n  silent: 0%\n"),
            ("limits:\n", "  - { step: guard, only: silent, by: warden, work: 1 h }\nlimits:\n"))
        let story = try Self.story(never).filter { !$0.hasSuffix(" guard") }
        #expect(try story == Self.story(Self.book))
    }

    /// Twice the time between arrivals and twice every other time: the same story at half the speed, but for
    /// what rounding to whole microseconds leaves.
    @Test func doublingEveryTimeDoublesEveryInstant() throws {
        func rows(_ factor: Int) throws -> [Trace.Row] {
            let text = """
                scenario: Round the clock
                calendar: { timezone: UTC, hours: always, working days run: from the next day }
                arrivals: { mean: \(160 / factor) per week, mix: { general: 80%, major: 20% } }
                staff:
                  clerk: 2
                  porter: 4
                  investigator: 3 of porter
                  head: { people: 2, away: 30% in spells of \(2 * factor) hours }
                flow:
                  - { step: classify, by: clerk, work: exponential \(40 * factor) min, starts within: \(factor) hours }
                  - { step: investigate, by: { investigator: 2 }, work: gamma mean \(60 * factor) min cv 0.5 }
                  - { wait: reply, for: exponential \(3 * factor) hours }
                  - step: approve
                    by: head
                    not by: classify
                    travel: uniform \(5 * factor)..\(10 * factor) min
                    work: exponential \(20 * factor) min
                    outcomes: { again: { share: 20%, back to: investigate } }
                limits: { whole-case: { within: \(12 * factor) hours } }
                queue: major interrupts others
                run: { start: 2027-01-04, warm-up: \(factor) weeks, length: \(4 * factor) weeks }

                """
            let model = try Scenario(yaml: Array(text.utf8), file: "clock.yaml").compiled()
            let start = model.horizon.start
            return trace(model, seed: 1, replication: 0).trace.rows.map { row in
                var row = row
                row.time -= start
                return row
            }
        }
        let (once, twice) = (try rows(1), try rows(2))
        #expect(once.count > 5_000 && once.count == twice.count)
        for (x, y) in zip(once, twice) {
            if (x.moment, x.identity, x.op) != (y.moment, y.identity, y.op)
                || abs(2 * x.time - y.time) > Tick.second
            {
                Issue.record("\(x) and \(y)")
                break
            }
        }
    }
}

extension String {
    fileprivate func replacingAll(_ old: String, with new: String) -> String {
        split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }
}
