import CaseFlow
import Foundation
import Planning
import SimKernel
import Testing

/// Files of rows: the moments of a replication, its cases, and the replications themselves.
@Suite("Rows for other programs")
struct RowsTests {
    /// M/M/1 of a week with an amount and a unit to each case, in a zone of its own.
    private static func model(stream: String = "cases") throws -> Model {
        var model = try EngineStudyTests.model(weeks: 1)
        model.numbers = [
            CaseNumber(label: Label("amount"), key: 7, table: .always(0)),
            CaseNumber(label: Label("branch"), key: 8, table: .none, kind: .unit(count: 3)),
        ]
        model.words = [Word(label: Label("general"), bit: 0), Word(label: Label("urgent"), bit: 1)]
        model.streams[0].mask = 3
        model.streams[0].label = Label(stream)
        return model
    }

    private func lines(_ text: String) -> [[String]] {
        text.components(separatedBy: "\r\n").dropLast().map { $0.components(separatedBy: ",") }
    }

    @Test("the log has every moment in order, as CSV and as one document a line")
    func log() throws {
        let model = try Self.model()
        let traced = trace(model, seed: 1, replication: 0).trace
        let rows = lines(EventLog.text(model, traced, .csv))
        #expect(
            rows[0] == [
                "time", "case", "stream", "words", "moment", "item", "limit", "outcome", "to", "seconds",
            ])
        #expect(rows.count == traced.rows.count + 1)
        let first = rows.filter { $0[1] == "cases-1" }
        #expect(
            first.map { $0[4...6].joined(separator: "|") } == [
                "arrives||", "comes|answer|", "starts|answer|", "on time|answer|answer-limit", "done|answer|",
                "ends||",
            ])
        #expect(first.allSatisfy { $0[2] == "cases" && $0[3] == "general urgent" })
        #expect(first[0][0].hasPrefix("2027-01-04T") && first[0][0].hasSuffix("+00:00"))
        let work = try #require(Double(first[2][9]))
        #expect(work > 0)
        let documents = EventLog.text(model, traced, .jsonl).split(separator: "\n")
        #expect(documents.count == traced.rows.count)
        let start = try #require(
            try JSONSerialization.jsonObject(with: Data(documents[2].utf8)) as? [String: Any])
        #expect(start["moment"] as? String == "starts" && start["case"] as? String == "cases-1")
        #expect(abs((start["seconds"] as? Double ?? 0) - work) < 1e-5 && start["limit"] == nil)
    }

    @Test("the end of its name decides the form of a log")
    func forms() {
        #expect(EventLog.Form(path: "a/b.csv") == .csv && EventLog.Form(path: "LOG.JSONL") == .jsonl)
        for path in ["log", "log.json", "csv", "log.csv.gz"] { #expect(EventLog.Form(path: path) == nil) }
    }

    @Test("cases have a row each, with their numbers and how they fared")
    func cases() throws {
        var model = try Self.model()
        let result = simulate(model, seed: 1, replication: 0)
        let traced = trace(model, seed: 1, replication: 0).trace
        let rows = lines(CaseRows.text(model, traced))
        #expect(
            rows[0] == [
                "case", "stream", "counted", "words", "amount", "branch", "arrived", "ended",
                "turnaround_seconds", "answer-limit",
            ])
        let counted = rows.filter { $0[2] == "yes" }
        #expect(counted.count == result.arrived && rows.count > counted.count + 1)
        let seconds = counted.compactMap { Double($0[8]) }.reduce(0, +)
        #expect(abs(seconds - Double(result.turnaround.sum) / 1e6) < 1e-3)
        #expect(counted.count { $0[9] == "late" } == result.limits[0].strata[0].late)
        #expect(counted.count { $0[9] == "on time" } == result.arrived - result.limits[0].strata[0].late)
        #expect(counted.allSatisfy { (1...3).contains(Int($0[5]) ?? 0) && (Double($0[4]) ?? 0) > 0 })
        #expect(Set(counted.map { $0[0] }).count == counted.count)
        model.currency = "yuan"
        #expect(lines(CaseRows.text(model, traced))[1].last == "0", "what it has cost")
    }

    @Test("a case that has not ended has neither end nor turnaround, and a dash for the limit")
    func openCases() throws {
        let model = try Self.model()
        let traced = trace(model, seed: 1, replication: 0, brake: Brake(maxEvents: 4096)).trace
        let open = lines(CaseRows.text(model, traced)).filter { $0[7].isEmpty }
        for row in open { #expect(row[8].isEmpty && row[9] == "-") }
        let ends = traced.rows.count { $0.moment == .ends }
        #expect(open.count == traced.arrivals.count - ends)
    }

    @Test("no name is taken for a formula")
    func formulas() throws {
        let model = try Self.model(stream: "=1+1")
        let traced = trace(model, seed: 1, replication: 0).trace
        let log = lines(EventLog.text(model, traced, .csv))
        #expect(log[1][1] == "'=1+1-1" && log[1][2] == "'=1+1")
        #expect(lines(CaseRows.text(model, traced))[1][1] == "'=1+1")
        #expect(EventLog.text(model, traced, .jsonl).contains("\"stream\": \"=1+1\""))
    }

    @Test("replications have a row for each measure")
    func replications() throws {
        let study = Study(try Self.model(), sample: .fixed(3))
        let data = study.collect()
        let result = StudyResult(data, of: study, unlimited: nil)
        let rows = lines(ReplicationRows.text(data))
        #expect(rows[0] == ["replication", "measure", "id", "class", "value"])
        func values(_ measure: String, _ id: String) -> [Double] {
            rows.filter { $0[1] == measure && $0[2] == id }.compactMap { Double($0[4]) }
        }
        #expect(values("arrived", "") == data.summaries.map { Double($0.arrived) })
        let late = zip(values("late", "answer-limit"), values("ended", "answer-limit"))
        let share = 1 - late.reduce(0) { $0 + $1.0 } / late.reduce(0) { $0 + $1.1 }
        #expect(abs(share - (result.limits[0].onTime.estimate ?? 0)) < 1e-9)
        let backlog = values("backlog_mean", "").reduce(0, +) / 3
        #expect(abs(backlog - (result.backlog.mean.estimate ?? 0)) < 1e-6)
        #expect(values("utilisation", "clerk").count == 3 && values("visits", "answer").count == 3)
        #expect(Set(rows.dropFirst().map { $0[0] }) == ["0", "1", "2"])
    }
}
