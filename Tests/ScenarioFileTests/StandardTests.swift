import CaseFlow
import ScenarioFile
import Testing

/// `standard`: what the rules expect of a person in a day against the work that cases bring.
@Suite("Standard workloads")
struct StandardTests {
    private func warnings(
        _ standard: String, inquiry: String = "8 min", complaint: String = "1 h",
        mix: String = "mix: { inquiry: 90%, complaint: 10% }", hours: String? = nil, before: String? = nil
    ) throws -> [String] {
        let answer =
            "  - step: answer\n    by: clerk\n    work: { inquiry: \(inquiry), complaint: \(complaint) }"
        let own = hours.map { ", hours: \($0)" } ?? ""
        let text = SmallScenario(
            flow([before, answer].compactMap { $0 }.joined(separator: "\n")),
            arrivals: "arrivals: { mean: 20 per week, \(mix) }",
            staff: "staff: { clerk: { people: 5, standard: \(standard)\(own) }, desk: 5 }"
        ).text
        return compile(try read(text)).diagnostics.filter { $0.message.contains("clerk") }
            .map { "\($0.severity.rawValue): \($0.message) | \($0.remedy ?? "")" }
    }

    private static let usual = "{ inquiry: 50 per day, complaint: 6 per day }"

    @Test("50 calls of 8 minutes and 6 talks of an hour fit into a day of 8 hours")
    func fits() throws {
        #expect(try warnings(Self.usual).isEmpty)
    }

    @Test("with two hours an inquiry, they do not")
    func doesNotFit() throws {
        // The mix: 0.9 / 50 + 0.1 / 6 of a day a case, so 28.846 cases of 0.9 * 2 + 0.1 * 1 h.
        #expect(
            try warnings(Self.usual, inquiry: "2 h")
                == [
                    "warning: by this standard a 'clerk' does 28.8 a day as cases come (90 % inquiry, "
                        + "10 % complaint): that takes 54.8 h, the day has 8 h | 4 a day fit; lower the standard "
                        + "or the work",
                    "warning: 50 per day of 'inquiry' take a 'clerk' 100 h, the day has 8 h: one takes 2 h on "
                        + "average | 4 a day fit; lower the standard or the work",
                ])
    }

    @Test("one class too long for its standard need not break the mix")
    func mixFits() throws {
        // 6 * 1.5 h = 9 h; but 28.846 cases of 0.9 * 8 min + 0.1 * 90 min are 7.79 h.
        #expect(
            try warnings(Self.usual, complaint: "90 min")
                == [
                    "warning: 6 per day of 'complaint' take a 'clerk' 9 h, the day has 8 h: one takes 1.5 h on "
                        + "average | 5 a day fit; lower the standard or the work"
                ])
    }

    @Test("one figure for all, other periods, and a role's own hours")
    func forms() throws {
        // 0.9 * 8 + 0.1 * 60 = 13.2 min a case: 36.4 in 8 hours.
        #expect(try warnings("36 per day").isEmpty)
        #expect(try warnings("37 per day").first?.contains("37 per day take a 'clerk' 8.1 h") == true)
        #expect(try warnings("4 per hour").isEmpty)
        #expect(try warnings("5 per hour").count == 1)
        #expect(try warnings("180 per week").isEmpty)
        #expect(try warnings("190 per week").count == 1)
        #expect(
            try warnings("36 per day", hours: "Mon..Fri 09:00..13:00").first?.contains("the day has 4 h")
                == true)
        #expect(try warnings("36 per day", hours: "Mon..Fri 09:00..17:00").isEmpty)
    }

    @Test("only cases that come to the role count, with all their visits")
    func reach() throws {
        // Three quarters are settled at the desk; the rest comes to the clerk.
        let desk =
            "  - step: first-contact\n    by: desk\n    work: 5 min\n    outcomes:\n"
            + "      settled: { share: 75%, skip to: end }"
        #expect(try warnings("{ inquiry: 60 per day, complaint: 8 per day }", before: desk).isEmpty)
        #expect(
            try warnings("{ inquiry: 61 per day, complaint: 8 per day }", before: desk).contains {
                $0.contains("61 per day of 'inquiry' take a 'clerk' 8.1 h") && $0.contains("one takes 8 min")
            })
    }

    @Test("what a case asks of a role, exactly: loops, passing by, branches, two people")
    func demands() throws {
        let text = SmallScenario(
            flow(
                "  - step: a\n    by: { clerk: 2 }\n    work: 10 min\n    share: 50%\n    outcomes:\n"
                    + "      again: { share: 20%, back to: a }",
                "  - together: both\n    branches:\n"
                    + "      x: [ { step: x-work, by: clerk, work: 30 min, share: 40% } ]\n"
                    + "      y: [ { step: y-work, by: desk, work: 30 min } ]"),
            staff: "staff: { clerk: 5, desk: 5 }"
        ).text
        let model = try read(text).compiled()
        let load = OfferedLoad(model)
        let clerk = try #require(RoleDemands(model, role: 0, load)?.demand { _, _ in true })
        // Visits of a: v = 0.5 (1 + 0.2 v), since each visit that is made leads back with 20 %: v = 5/9.
        let minutes = 5.0 / 9 * 20 + 0.4 * 30
        // Not reached: passed by at first (0.5), and not in the branch (0.6).
        let reach = 1 - 0.5 * 0.6
        let minute = 60.0 * 1_000_000
        #expect(abs(clerk.meanTime / minute - minutes / reach) < 1e-9)
        #expect(abs(clerk.casesPerWeek / load.casesPerWeek - reach) < 1e-9)
        let desk = try #require(RoleDemands(model, role: 1, load)?.demand { _, _ in true })
        #expect(abs(desk.meanTime / minute - 30) < 1e-9)
        // The same work as the load says.
        let hours = clerk.casesPerWeek * clerk.meanTime / minute / 60
        #expect(abs(hours - load.roles[0].requiredHoursPerWeek) < 1e-9)
        #expect(RoleDemands(model, role: 0, load)?.demand { _, _ in false } == nil)
    }
}
