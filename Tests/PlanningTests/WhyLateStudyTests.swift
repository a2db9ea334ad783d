import CaseFlow
import Foundation
import Planning
import SimKernel
import Testing

/// Where time went, over replications: a real model with a known answer.
@Suite("Why late, in studies")
struct WhyLateStudyTests {
    static func study(_ replications: Int = 20, weeks: Int = 8) throws -> Study {
        Study(try EngineStudyTests.model(weeks: weeks), sample: .fixed(replications))
    }

    private static let stamp = Stamp(program: "0", tzdata: "0")

    /// M/M/1 at load 0.7: of the turnaround 70 % is waiting, 30 % work.
    @Test("the turnaround of all cases splits as theory says")
    func turnaround() throws {
        let result = try Self.study(16, weeks: 20).result()
        let parts = Dictionary(uniqueKeysWithValues: result.timeByCause.map { ($0.cause, $0) })
        #expect(result.timeByCause.map(\.cause) == [.work, .people, .closed, .outside, .meeting, .partners])
        let people = try #require(parts[.people]?.share)
        #expect(abs((people.estimate ?? 0) - 0.7) < 4 * (people.standardError ?? 0))
        #expect(people.n == 16)
        let work = try #require(parts[.work])
        #expect(abs((work.mean.estimate ?? 0) - 3600) < 4 * (work.mean.standardError ?? 0))
        for cause in [TimeCause.closed, .outside, .meeting, .partners] {
            #expect(parts[cause]?.share.estimate == 0)
        }
        let sum = result.timeByCause.reduce(0) { $0 + ($1.share.estimate ?? 0) }
        #expect(abs(sum - 1) < 1e-12)
        let mean = result.timeByCause.reduce(0) { $0 + ($1.mean.estimate ?? 0) }
        #expect(abs(mean - (result.turnaround.mean.estimate ?? 0)) < 1e-6 * mean)
    }

    /// A case in time takes less than three hours: late ones waited longer for the clerk.
    @Test("the late clocks of a limit name step, role and cause, the largest first")
    func causes() throws {
        let result = try Self.study().result()
        #expect(result.whyLate.map(\.cause) == [.people, .work])
        for cause in result.whyLate {
            #expect(cause.limit == "answer-limit" && cause.step == "answer" && cause.role == "clerk")
        }
        #expect((result.whyLate[0].share.estimate ?? 0) > 0.75)
        #expect((result.whyLate[0].share.low ?? 0) < (result.whyLate[0].share.estimate ?? 0))
        let sum = result.whyLate.reduce(0) { $0 + ($1.share.estimate ?? 0) }
        #expect(abs(sum - 1) < 1e-12)
    }

    @Test("only the first sixteen replications are split, and the rest of the result is the same")
    func same() throws {
        var plain = try Self.study()
        plain.explain = nil
        let split = try Self.study()
        #expect(split.collect().summaries.map { $0.time != nil } == (0..<20).map { $0 < 16 })
        var (with, without) = (split.result(), plain.result())
        #expect(!with.whyLate.isEmpty && without.whyLate.isEmpty && without.timeByCause.isEmpty)
        (with.whyLate, with.timeByCause) = ([], [])
        #expect(with == without)
        let texts = [with, without].map { JSONReport.document($0, Self.stamp).text }
        #expect(texts[0] == texts[1])
    }

    @Test("runs with unlimited people are not split")
    func unlimited() throws {
        let study = try Self.study(4)
        let data = study.collect()
        #expect(study.unlimited(after: data)?.summaries.allSatisfy { $0.time == nil } == true)
    }

    @Test("are told in sentences, as JSON and as CSV")
    func told() throws {
        let result = try Self.study().result()
        let text = TextReport.text(result)
        let share = Format.percent(result.whyLate[0].share.estimate ?? 0, decimals: 0)
        #expect(
            text.contains("\nWhy late\n- Late cases of answer-limit spent \(share) of the time that counts")
        )
        #expect(text.contains("- Of the turnaround of all cases, on time or not: "))
        for line in text.split(separator: "\n") { #expect(TerminalText.width(String(line)) <= 100) }
        let root = try JSONSerialization.jsonObject(
            with: Data(JSONReport.document(result, Self.stamp).text.utf8))
        let causes = try #require((root as? [String: Any])?["why_late"] as? [[String: Any]])
        #expect(causes.first?["cause"] as? String == "people")
        #expect(causes.first?["role"] as? String == "clerk")
        #expect((causes.first?["share"] as? [String: Any])?["n"] as? Int == 16)
        let files = ResultStore.files(result, Self.stamp)
        let csv = try #require(files.first { $0.name == "why-late.csv" })
        let lines = String(decoding: csv.bytes, as: UTF8.self).components(separatedBy: "\r\n")
        #expect(lines[0] == "scenario,limit,step,role,cause,share,low,high")
        #expect(lines.contains { $0.hasPrefix("M/M/1,,,,work,0.") })
        #expect(lines.contains { $0.hasPrefix("M/M/1,answer-limit,answer,clerk,people,0.") })
    }

    @Test("name every kind of waiting in a sentence of its own")
    func phrases() throws {
        var result = try Self.study(2).result()
        let table: [(TimeCause, String?, String)] = [
            (.work, "clerk", "being worked on at answer (clerk)"),
            (.people, "clerk", "waiting for people at answer (clerk)"),
            (.closed, "clerk", "in closed hours at answer (clerk)"),
            (.outside, nil, "in the wait answer"),
            (.meeting, "clerk", "waiting for a meeting at answer (clerk)"),
            (.partners, "clerk", "with some people ready, waiting for the others at answer (clerk)"),
            (.before, nil, "before the run began"),
        ]
        for (cause, role, phrase) in table {
            result.whyLate = [
                StudyResult.Cause(
                    limit: "answer-limit", step: "answer", role: role, cause: cause,
                    share: Quantity(estimate: 0.6, n: 2))
            ]
            let text = TextReport.text(result).replacing("\n  ", with: " ")
            #expect(
                text.contains("- Late cases of answer-limit spent 60 % of the time that counts \(phrase).\n"))
        }
    }
}
