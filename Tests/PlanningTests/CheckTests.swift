import Foundation
import Planning
import Testing

@Suite("Checked targets")
struct CheckTests {
    static let result = Office.study(.fixed(32)).result()

    private func result(_ verdicts: [Verdict], stopped: StopReason? = nil) -> StudyResult {
        var result = Self.result
        let limit = result.limits[0]
        result.stopped = stopped
        result.limits = verdicts.enumerated().map { index, verdict in
            var copy = limit
            copy.id = "limit-\(index)"
            copy.verdict = verdict
            copy.wouldSettle = verdict == .undecided ? 900 : nil
            return copy
        }
        return result
    }

    @Test("missed before undecided before met; a stopped run meets nothing")
    func outcome() {
        #expect(TargetCheck(result([.met, .met])).outcome == .met)
        #expect(TargetCheck(result([.met, .undecided])).outcome == .undecided)
        #expect(TargetCheck(result([.undecided, .missed])).outcome == .missed)
        #expect(TargetCheck(result([.met], stopped: .time)).outcome == .undecided)
        #expect(TargetCheck(result([.missed], stopped: .time)).outcome == .missed)
        #expect(TargetCheck(result([.none])).outcome == .met)
        #expect(TargetCheck(Self.result).items.map(\.id) == ["classify", "answer", "answer", "answer"])
    }

    @Test("as JUnit: missed is a failure, undecided an error")
    func junit() throws {
        var mixed = result([.met, .missed, .undecided])
        mixed.title = "A & B <\"\u{1B}"
        let text = JUnitReport.text([TargetCheck(mixed)])
        #expect(text.contains("<testsuites tests=\"3\" failures=\"1\" errors=\"1\">"))
        #expect(text.contains("A &amp; B &lt;&quot;\u{FFFD}"))
        #expect(text.components(separatedBy: "<failure ").count == 2)
        #expect(text.components(separatedBy: "<error ").count == 2)
        #expect(text.contains("about 900 replications would settle it"))
        #expect(text.hasSuffix("</testsuites>\n"))
    }

    @Test("as annotations of a workflow, at the limit's line")
    func github() {
        let check = TargetCheck(result([.met, .missed, .undecided]))
        let text = GitHubReport.text(check, file: "a,b:c.yaml") { limit in
            limit.id == "limit-1" ? ("base,1.yaml", 34) : nil
        }
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2)
        #expect(lines[0].hasPrefix("::error file=base%2C1.yaml,line=34,title=limit-1 missed::"))
        #expect(lines[0].contains("95 %25 wanted: missed"))
        #expect(lines[1].hasPrefix("::warning file=a%2Cb%3Ac.yaml,title=limit-2 undecided::"))
    }
}

@Suite("Comparison with a stored result")
struct BaselineTests {
    private func stored(_ result: StudyResult) -> [UInt8] {
        Array(JSONReport.document(result, Stamp(program: "0.1.0", tzdata: "2026a")).text.utf8)
    }

    private func compare(_ now: StudyResult, _ then: StudyResult) throws -> BaselineComparison {
        let baseline = try Baseline(json: stored(then), scenario: now.title)
        return BaselineComparison(now, against: baseline)
    }

    @Test("the same result shows no difference")
    func same() throws {
        let found = try compare(CheckTests.result, CheckTests.result)
        #expect(found.items.count == 4 && found.unmatched.isEmpty && !found.isWorse)
        for item in found.items {
            #expect(item.verdict == .noDifferenceShown && abs(item.difference.estimate ?? 1) < 1e-8)
        }
    }

    @Test("worse and better are told apart, with an interval")
    func different() throws {
        let bad = Office.study(.fixed(32), fate: .init(late: [0.3, 0.05, 0.25])).result()
        let found = try compare(bad, CheckTests.result)
        let item = try #require(found.items.first { $0.id == "classify" })
        #expect(item.verdict == .worse && found.isWorse)
        #expect((item.difference.low ?? 0) < -0.28 + 0.05 && (item.difference.high ?? 0) < 0)
        #expect(found.sentences.first?.hasPrefix("classify is worse by") == true)
        #expect(try compare(CheckTests.result, bad).items.first?.verdict == .better)
    }

    @Test("limits that came or went are named")
    func unmatched() throws {
        var renamed = CheckTests.result
        renamed.limits[0].id = "sort"
        #expect(try compare(renamed, CheckTests.result).unmatched == ["classify", "sort"])
    }

    @Test("of several stored scenarios the one with the title counts")
    func several() throws {
        let other = "[{\"version\": 1, \"scenario\": \"other\", \"limits\": []}, "
        let json = Array(other.utf8) + stored(CheckTests.result) + Array("]".utf8)
        #expect(try Baseline(json: json, scenario: CheckTests.result.title).shares.count == 5)
        #expect(throws: Baseline.Problem.noScenario("third")) {
            try Baseline(json: json, scenario: "third")
        }
    }

    @Test(
        "what is no result is refused",
        arguments: [
            "", "nonsense", "3", "{}", "{\"version\": 1}",
            "{\"version\": 2, \"scenario\": \"a\", \"limits\": []}",
            "{\"version\": 1, \"scenario\": \"a\", \"limits\": [{\"id\": 3}]}",
            "{\"version\": 1, \"scenario\": \"a\", \"limits\": [{\"id\": \"x\", \"on_time\": {}}]}",
        ])
    func refused(text: String) {
        #expect(throws: Baseline.Problem.self) { try Baseline(json: Array(text.utf8), scenario: "a") }
    }
}
