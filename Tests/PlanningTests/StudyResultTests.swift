import CaseFlow
import Planning
import SimKernel
import Testing

@Suite("Results of a study")
struct StudyResultTests {
    static let result = Office.study(.fixed(64)).result()

    @Test("have one entry per class of a split limit and one for all")
    func entries() {
        let names = Self.result.limits.map { "\($0.id) \($0.className ?? "all")" }
        #expect(names == ["classify all", "answer all", "answer general", "answer major", "whole-case all"])
        #expect(Self.result.limit("answer").within == "by class")
        #expect(Self.result.limit("answer", class: "major").within == "8 working hours")
        #expect(Self.result.limit("classify").rule == "T1")
    }

    @Test("judge by the interval, and leave blanks unjudged")
    func verdicts() {
        #expect(Self.result.limit("classify").verdict == .met)
        #expect(Self.result.limit("answer", class: "general").verdict == .met)
        #expect(Self.result.limit("answer", class: "major").verdict == .missed)
        let blank = Self.result.limit("whole-case")
        #expect(blank.verdict == .none && blank.target == nil && blank.onTime.estimate == nil)
        #expect(blank.casesWithNoneLate.estimate == nil && blank.p95.estimate != nil)
        func verdict(_ low: Double, _ high: Double) -> Verdict {
            Verdict(Quantity(estimate: (low + high) / 2, low: low, high: high, n: 64), target: 0.95)
        }
        #expect(verdict(0.95, 0.97) == .met)
        #expect(verdict(0.94, 0.97) == .undecided)
        #expect(verdict(0.90, 0.95) == .undecided)
        #expect(verdict(0.90, 0.94999) == .missed)
    }

    @Test("say what unlimited people would reach, where a target asks")
    func achievable() {
        #expect(Self.result.limit("classify").achievable == true)
        #expect(Self.result.limit("answer", class: "major").achievable == true)
        #expect(Self.result.limit("whole-case").achievable == nil)
        // Ten clocks a replication cannot tell whether a share is just below its target.
        let few = Office.study(fate: .init(late: [0.8, 0.05, 0.25], cases: 5)).result()
        #expect(few.limit("classify").achievable == nil)
        let hopeless = Office.study(fate: .init(late: [0.02, 0.05, 1.9])).result()
        #expect(hopeless.limit("answer", class: "major").achievable == false)
        #expect(hopeless.advice.contains { $0.contains("not even unlimited people") })
    }

    @Test("contain the exact values they estimate")
    func values() {
        let result = Self.result
        func expect(_ q: Quantity, _ truth: Double) {
            let error = q.standardError ?? 0
            #expect(abs((q.estimate ?? .nan) - truth) <= 4 * error, "\(q) for \(truth)")
            #expect((q.low ?? .nan) <= q.estimate ?? .nan && (q.estimate ?? .nan) <= q.high ?? .nan)
        }
        expect(result.limit("classify").onTime, 0.98)
        expect(result.cases.arrived, 209.5)
        expect(result.roles[1].utilisation, 0.91)
        expect(result.roles[1].waitingMean, 9 * 3600)
        expect(result.turnaround.mean, 60 * 3600)
        expect(result.turnaround.p50, 60 * 3600 * 0.693147)
        expect(result.turnaround.p95, 60 * 3600 * 2.995732)
        expect(result.steps[2].workMean, 6 * 3600)
        // Two investigators a case, 6 hours each.
        expect(result.roles[1].requiredHoursPerWeek, 209.5 / 52 * 12)
        #expect(result.cases.total == 64 * 209 || abs(result.cases.total - 64 * 209) < 400)
        #expect(result.steps.map(\.id) == ["classify", "reply", "investigate", "approve"])
        #expect(result.steps[2].classes.map(\.className) == ["general", "major"])
        #expect(result.steps[1].classes.isEmpty)
        #expect(result.backlog.weekly.count == 52)
        #expect(result.backlog.weekly.allSatisfy { $0.p10 <= $0.p50 && $0.p50 <= $0.p90 })
    }

    @Test("count whole runs that keep every target")
    func runs() {
        #expect((Self.result.periodsMeetingTarget.share.high ?? 1) < 0.25)
        let good = Office.study(.fixed(64), fate: .init(late: [0, 0, 0], cases: 20)).result()
        #expect(good.periodsMeetingTarget.share.estimate == 1)
        #expect((good.periodsMeetingTarget.share.low ?? 0) > 0.93)
        #expect(good.periodsMeetingTarget.share.high == 1)
    }

    @Test("name the role that a limit's cases wait for")
    func culprit() {
        #expect(Self.result.limit("answer").waitsFor == "investigator")
        #expect(Self.result.limit("answer").waitsForShare > 0.95)
        #expect(Self.result.limit("classify").waitsFor == "clerk")
    }

    /// Who the cases of a limit between two places wait for; the steps are classify (clerk), a wait,
    /// investigate (investigator, by far the longest line) and approve (manager).
    private func waitsFor(
        _ from: Place, _ until: Place, startsOver: Bool = false, back jump: Int? = nil
    ) -> String? {
        var model = Office.model
        model.limits[1].from = from
        model.limits[1].until = until
        model.limits[1].startsOver = startsOver
        if let jump {
            model.outcomes = [Outcome(label: Label("again"), share: .none, shares: [], jump: jump)]
            model.ops[2].outcomes = 0..<1
        }
        return Office.study(.fixed(4), of: model, fate: .tiny).result().limit("answer").waitsFor
    }

    @Test("a clock that starts with a step's work, or after it, has that step's line behind it")
    func linesBehind() {
        #expect(waitsFor(.item(2), .item(3)) == "investigator")
        #expect(waitsFor(.starts(2), .item(3)) == "manager")
        #expect(waitsFor(.done(2), .item(3)) == "manager")
        #expect(waitsFor(.starts(2), .done(2)) == nil)
    }

    @Test("a clock that ends with the beginning of a step's work runs over its line, and no further")
    func linesAhead() {
        #expect(waitsFor(.item(0), .starts(2)) == "investigator")
        #expect(waitsFor(.done(0), .starts(2)) == "investigator")
        #expect(waitsFor(.item(0), .starts(0)) == "clerk")
        #expect(waitsFor(.arrival, .item(1)) == "clerk")
    }

    @Test("a clock that goes on when a case is sent back runs over the lines it meets again")
    func linesAgain() {
        #expect(waitsFor(.done(2), .item(3), back: 2) == "investigator")
        #expect(waitsFor(.done(2), .item(3), back: 0) == "investigator")
        #expect(waitsFor(.done(2), .item(3), startsOver: true, back: 0) == "manager")
        #expect(waitsFor(.item(0), .item(1), back: 0) == "clerk")
    }

    @Test("never claim certainty where no clock was late")
    func noneLate() {
        let fate = Office.Fate(late: [0, 0.05, 0.2])
        let share = Office.study(.fixed(64), fate: fate).result().limit("classify").onTime
        #expect(share.estimate == 1 && share.high == 1)
        // 13,400 clocks that are alike in all replications: about 3 / 13,400.
        #expect((share.low ?? 1) < 1 - 1 / 13_400.0 && (share.low ?? 0) > 1 - 12 / 13_400.0)
        let few = Office.study(.fixed(4), fate: fate).result().limit("classify").onTime
        #expect(abs((few.low ?? 1) - 0.4729) < 0.001)
    }
}

@Suite("Overload")
struct OverloadTests {
    @Test("is seen in the traffic equations, and means give way to growth")
    func offered() {
        let result = Office.study(.fixed(32), fate: .init(growth: 2, cases: 40)) { options in
            options.offered = [0.6, 1.08, 0.1]
        }.result()
        #expect(result.isOverloaded)
        #expect(result.turnaround.mean.estimate == nil && (result.turnaround.mean.growthPerWeek ?? 0) > 1.5)
        #expect(result.backlog.mean.estimate == nil && result.backlog.growthPerWeek.estimate != nil)
        #expect(result.roles[1].waitingMean.growthPerWeek != nil && result.roles[1].queueMean.estimate == nil)
        #expect(result.roles[0].waitingMean.estimate != nil)
        #expect(result.limit("answer").p95.estimate == nil && result.limit("classify").p95.estimate != nil)
        #expect(result.warnings.first?.hasPrefix("Overload (investigator)") == true)
        #expect(result.advice.first?.contains("9 are the least") == true)
        let text = TextReport.text(result)
        #expect(text.contains("108 %") && text.contains("grows"))
    }

    @Test("is seen in the runs where the equations do not show it")
    func growth() {
        #expect(Office.study(.fixed(32), fate: .init(growth: 3, cases: 5)).result().isOverloaded)
    }

    @Test("is not seen in a steady office, nor in a slow drift")
    func steady() {
        #expect(!Office.study(.fixed(64), fate: .tiny).result().isOverloaded)
        #expect(!Office.study(.fixed(64), fate: .init(growth: 0.1, cases: 5)).result().isOverloaded)
        let busy = Office.study(.fixed(32), fate: .tiny) { $0.offered = [0.6, 0.99, 0.1] }
        #expect(!busy.result().isOverloaded)
    }
}
