import Foundation
import ScenarioFile
import Testing

/// Contradictions in the rules themselves: shown by changing a number in a rule book, one way and back.
@Suite("Contradictions in rule books")
struct RuleBookCheckTests {
    /// The warnings of a scenario of the project after these edits.
    private func warnings(of file: String, _ edits: (String, String)...) throws -> [String] {
        var text = try Repository.text("scenarios/\(file).yaml")
        for (old, new) in edits {
            #expect(text.contains(old), "nothing to edit: \(old)")
            text = text.replacing(old, with: new, maxReplacements: 1)
        }
        return try warnings(text)
    }

    private func warnings(_ text: String) throws -> [String] {
        compile(try read(text)).diagnostics.filter { $0.severity == .warning }
            .map { $0.message + ($0.remedy.map { " | " + $0 } ?? "") }
    }

    // MARK: - Windows in windows

    @Test("a window inside a shorter one")
    func longerInside() throws {
        let file = "separation-approval-chain"
        #expect(try warnings(of: file).isEmpty)
        let opinion = "until: sign-opinion, within: 2 working days"
        #expect(
            try warnings(of: file, (opinion, "until: sign-opinion, within: 4 working days"))
                == [
                    "'chain-begun' allows 3 working days, but its stage 'opinion-signed' alone allows "
                        + "4 working days | whoever keeps every stage may still be late in all",
                    "'whole-chain' allows 11 working days, but its stages 'opinion-signed', 'review-by-hr', "
                        + "'re-check' and 'approve' allow 12 working days together"
                        + " | whoever keeps every stage may still be late in all",
                ])
        #expect(
            try warnings(of: file, (opinion, "until: sign-opinion, within: 3 working days"))
                == [
                    "'opinion-signed' may take the whole of 'chain-begun', 3 working days: nothing is left for "
                        + "'send-to-hr' | let 'chain-begun' be longer than 'opinion-signed', or end "
                        + "'opinion-signed' later"
                ])
    }

    private static func office(
        _ rest: String, case entries: String = "contract: { regular: 80%, probation: 20% }"
    )
        -> String
    {
        SmallScenario(
            flow(
                step("talk", "1 h", "within: 2 working days"),
                step("approve", "1 h", "within: { regular: 3 working days, probation: 5 working days }"),
                step("leave", "1 h")),
            carries: "case: { \(entries) }", limits: rest
        ).text
    }

    @Test("kinds of case that the mix does not tell apart")
    func kinds() throws {
        #expect(
            try warnings(
                Self.office(
                    "limits: { whole: { within: { regular: 6 working days, probation: 4 working days } } }"))
                == [
                    "'whole' allows 4 working days for probation, but 'approve', which is a part of it, allows "
                        + "5 working days | whoever needs all of 'approve' is late in 'whole': lengthen one or "
                        + "shorten the other"
                ])
        #expect(
            try warnings(Self.office("limits: { whole: { within: 6 working days } }"))
                == [
                    "'whole' allows 6 working days for probation, but its stages 'talk' and 'approve' allow "
                        + "7 working days together | whoever keeps every stage may still be late in all"
                ])
        #expect(try warnings(Self.office("limits: { whole: { within: 7 working days } }")).isEmpty)
        let alone = "limits: { whole: { only: regular, within: 6 working days } }"
        #expect(try warnings(Self.office(alone)).isEmpty, "the others are not meant")
    }

    @Test("a kind that cannot come contradicts nothing")
    func impossibleKind() throws {
        let never = "contract: { regular: 100%, probation: 0% }"
        #expect(
            try warnings(Self.office("limits: { whole: { within: 6 working days } }", case: never)).isEmpty)
    }

    @Test("branches run side by side: each must fit, their sum need not")
    func branches() throws {
        func text(_ whole: String) -> String {
            SmallScenario(
                flow(
                    "  - together: papers\n    within: \(whole)\n    branches:\n"
                        + "      a: [ { step: sign, by: clerk, work: 1 h, within: 2 working days } ]\n"
                        + "      b: [ { step: count, by: clerk, work: 1 h, within: 3 working days } ]")
            ).text
        }
        #expect(try warnings(text("4 working days")).isEmpty)
        #expect(
            try warnings(text("2 working days"))
                == [
                    "'papers' allows 2 working days, but 'count', which is a part of it, allows 3 working days | "
                        + "whoever needs all of 'count' is late in 'papers': lengthen one or shorten the other"
                ])
    }

    // MARK: - Classes without a limit

    @Test("the class that the line puts first must not be the one without a limit")
    func unlimitedByQueue() throws {
        let file = "client-complaint-1h-3wd-8wh-2wd"
        #expect(try warnings(of: file).isEmpty)
        let lasting = try #require(
            String(contentsOf: Repository.root.appending(path: "scenarios/\(file).yaml"), encoding: .utf8)
                .split(separator: "\n").first { $0.contains("lasting-measure:") })
        let expected =
            "'major' comes before 'general' in the line, but in 'general-reply' only 'general' has a limit, "
            + "3 working days | give 'major' a length, or 'solve' to learn what could be promised; 'none' on all "
            + "classes if none is meant"
        #expect(try warnings(of: file, (String(lasting) + "\n", "")) == [expected])
        let steps = try warnings(
            of: file, (String(lasting) + "\n", ""), ("queue: [major before general,", "queue: [oldest case,"))
        #expect(steps.count == 1)
        #expect(steps.first?.hasPrefix("'major' goes through all the steps of 'general' and more") == true)
    }

    @Test("a split that leaves the higher class out")
    func unlimitedInSplit() throws {
        func text(_ within: String, _ queue: String) -> String {
            SmallScenario(
                flow(step("answer", "1 h", "within: \(within)")),
                arrivals: "arrivals: { mean: 5 per week, mix: { inquiry: 90%, complaint: 10% } }",
                rest: "queue: \(queue)"
            ).text
        }
        let split = "{ inquiry: 24 working hours, complaint: none }"
        let expected =
            "'complaint' comes before 'inquiry' in the line, but in 'answer' only 'inquiry' has a limit, "
            + "24 working hours | give 'complaint' a length, or 'solve' to learn what could be promised; 'none' "
            + "on all classes if none is meant"
        for queue in ["complaint before inquiry", "complaint before others", "complaint interrupts inquiry"] {
            #expect(try warnings(text(split, queue)) == [expected])
        }
        #expect(try warnings(text(split, "inquiry before complaint")).isEmpty)
        #expect(
            try warnings(text("{ inquiry: 24 working hours, complaint: solve }", "complaint before inquiry"))
                .isEmpty)
        #expect(try warnings(text("none", "complaint before inquiry")).isEmpty)
    }

    @Test("where no line ranks them, the class with all the steps of the other and more is the higher one")
    func unlimitedBySteps() throws {
        func text(_ more: String) -> String {
            SmallScenario(
                flow(step("answer", "1 h", "within: { inquiry: 2 working days, complaint: none }"), more),
                arrivals: "arrivals: { mean: 5 per week, mix: { inquiry: 90%, complaint: 10% } }"
            ).text
        }
        #expect(
            try warnings(text(step("review", "1 h", "only: complaint")))
                == [
                    "'complaint' goes through all the steps of 'inquiry' and more, but in 'answer' only 'inquiry' "
                        + "has a limit, 2 working days | give 'complaint' a length, or 'solve' to learn what could "
                        + "be promised; 'none' on all classes if none is meant"
                ])
        #expect(try warnings(text(step("review", "1 h"))).isEmpty)
        #expect(try warnings(text(step("review", "1 h", "only: inquiry"))).isEmpty)
    }

    // MARK: - Leads

    /// People who leave: talk, approval, hand-over, and notice by contract.
    private func leaving(
        probation: String = "uniform 2..7 days", approval: String = "5 working days",
        lead: String = "1 working day"
    ) throws -> [String] {
        let text = SmallScenario(
            flow(
                step("talk", "1 h", "within: 2 days"), step("approve", "1 h", "within: \(approval)"),
                step("hand-over", "1 h"), "  - wait: leaving\n    until: last-day"),
            carries: "case:\n  contract: { regular: 80%, probation: 20% }\n"
                + "  last-day: { regular: uniform 28..45 days, probation: \(probation) }",
            limits: "limits: { handed-over: { until: hand-over, at least: \(lead), before: last-day } }"
        ).text
        return try warnings(text).filter { $0.contains("asks for") }
    }

    @Test("stages that the notice of some does not leave room for")
    func shortNotice() throws {
        let remedy = " | whoever keeps every stage may still be late: shorten them, or the lead"
        let stages = "'talk' (2 days) and 'approve' (5 working days) before it may take 6 days"
        #expect(
            try leaving()
                == [
                    "'handed-over' asks for 1 working day before 'last-day', which for probation is 4.5 days after "
                        + "the arrival on average, 7 days at most, but \(stages)\(remedy)"
                ])
        #expect(
            try leaving(probation: "3 days")
                == [
                    "'handed-over' asks for 1 working day before 'last-day', which for probation is 3 days after "
                        + "the arrival at most, but \(stages)\(remedy)"
                ])
        // Two days, then five working days with at least four nights, then eight hours: 6 1/3 days.
        #expect(try leaving(probation: "6.3 days").count == 1)
        #expect(try leaving(probation: "6.4 days").isEmpty)
        #expect(try leaving(approval: "1 working day").isEmpty)
        #expect(try leaving(approval: "{ regular: 5 working days, probation: 1 working day }").isEmpty)
        #expect(try leaving(lead: "{ regular: 1 working day, probation: 0 days }").count == 1)
    }

    @Test("waits and work count where no limit spans them")
    func waitsInLead() throws {
        let text = SmallScenario(
            flow(
                "  - wait: stamp\n    for: uniform 3..5 days", step("talk", "4 h"),
                step("hand-over", "1 h"), "  - wait: leaving\n    until: last-day"),
            carries: "case:\n  contract: { regular: 80%, probation: 20% }\n"
                + "  last-day: { regular: 30 days, probation: 3 days }",
            limits: "limits: { in-time: { until: hand-over, at least: 2 days, before: last-day } }"
        ).text
        let said = try warnings(text).filter { $0.contains("asks for 2 days") }
        #expect(said.count == 1)
        #expect(said.first?.contains("but 'stamp' before it may take 3.2 days") == true)
    }
}
