import CaseFlow
import Foundation
import ScenarioFile
import SimKernel
import Testing

@Suite("Traces: arrivals of a file, replayed")
struct TraceTests {
    private static func text(_ stream: String = "observed: t.csv") -> String {
        SmallScenario(
            flow(
                step("answer", "30 min", "only: major or urgent"),
                step("pay", "10 min", "only: amount below 900 yuan"),
                step("visit", "1 h", "only: matter-b")),
            arrivals: "arrivals: { mix: { general: 80%, major: 20% }, \(stream) }",
            carries: """
                case:
                  amount: lognormal mean 1500 yuan cv 2
                  urgent: 10%
                  matter: { matter-a: 50%, matter-b: 50% }
                  unused: uniform 1..5 yuan
                """,
            run: "run: { start: 2027-03-01, warm-up: 1 day, length: 1 week }"
        ).text
    }

    private func model(_ file: String) throws -> Model {
        try read(Self.text(), files: ["t.csv": file]).compiled()
    }

    /// What reading and compiling say, without places.
    private func said(_ file: String, _ text: String = text()) -> [String] {
        let found: [Diagnostic]
        do {
            found = compile(try read(text, files: ["t.csv": file])).diagnostics
        } catch {
            found = error.diagnostics
        }
        return found.filter { !$0.message.contains("'unused'") }.map {
            "\($0.severity.rawValue): \($0.message)" + ($0.remedy.map { " | \($0)" } ?? "")
        }
    }

    private func instants(_ file: String, zone: ZoneOffsets) throws -> [String] {
        guard case .replay(let instants, let from) = try model(file).streams[0].process else { return [] }
        #expect(from == zone.instant(text: "2027-03-01T00:00"))
        return instants.map { zone.text(of: $0) }
    }

    // MARK: - Instants

    @Test("instants are local, or have an offset; seconds may be left out")
    func instantsAreRead() throws {
        let zone = try #require(
            ZoneOffsets(identifier: "Asia/Shanghai", from: 0, to: 4_000_000_000 * Tick.second))
        let file = """
            arrival
            2027-02-20T09:00
            2027-03-01 09:30

            2027-03-01T09:30:05
            2027-03-01T09:30:05
            2027-03-02T02:00Z
            2027-03-02T12:30:00+09:00
            "2027-03-02T11:30:01"
            2027-03-01T23:00:00-05:30
            """
        #expect(
            try instants(file, zone: zone) == [
                "2027-02-20T09:00:00+08:00", "2027-03-01T09:30:00+08:00", "2027-03-01T09:30:05+08:00",
                "2027-03-01T09:30:05+08:00", "2027-03-02T10:00:00+08:00", "2027-03-02T11:30:00+08:00",
                "2027-03-02T11:30:01+08:00", "2027-03-02T12:30:00+08:00",
            ])
    }

    @Test("the hour that comes twice needs offsets, the hour that is leapt over moves on")
    func clockChanges() throws {
        func instants(_ file: String, _ start: String) throws -> [String] {
            let small = SmallScenario(
                flow(step("a")), arrivals: "arrivals: { observed: t.csv }",
                run: "run: { start: \(start), warm-up: 0 days, length: 1 week }",
                calendar: "calendar: { timezone: Europe/Berlin, hours: always }")
            let model = try read(small.text, files: ["t.csv": file]).compiled()
            let zone = try #require(
                ZoneOffsets(identifier: "Europe/Berlin", from: 0, to: 4_000_000_000 * Tick.second))
            guard case .replay(let instants, _) = model.streams[0].process else { return [] }
            return instants.map { zone.text(of: $0) }
        }
        #expect(
            try instants("arrival\n2027-03-28T01:30\n2027-03-28T02:30\n2027-03-28T03:45\n", "2027-03-25") == [
                "2027-03-28T01:30:00+01:00", "2027-03-28T03:30:00+02:00", "2027-03-28T03:45:00+02:00",
            ])
        let twice = "2027-10-31T02:50\n2027-10-31T02:10"
        #expect(
            try instants("arrival\n\(twice)+01:00\n", "2027-10-25") == [
                "2027-10-31T02:50:00+02:00", "2027-10-31T02:10:00+01:00",
            ])
        #expect(throws: ScenarioError.self) { try instants("arrival\n\(twice)\n", "2027-10-25") }
    }

    // MARK: - What is given

    @Test("columns by name give words and numbers in place of draws")
    func columns() throws {
        let model = try model(
            """
            arrival,mix,amount,urgent,matter,unused
            2027-03-01T09:00,major,1200,no,matter-b,1
            2027-03-02T09:00,general,"800.5",yes,matter-a,2
            2027-03-03T09:00, general , 2e3 ,no,matter-a,3
            """)
        let stream = model.streams[0]
        let given = try #require(stream.given)
        func masks(_ label: String) -> [UInt64]? {
            given.words.first { model.draws[$0.draw].label.id == label }?.masks
        }
        let (general, major) = (model.word("general"), model.word("major"))
        #expect(masks("arrivals.mix") == [major, general, general])
        #expect(masks("urgent") == [0, model.word("urgent"), 0])
        #expect(masks("matter") == [model.word("matter-b"), 0, 0], "nothing asks for matter-a")
        #expect(given.numbers.count == 1 && model.numbers[given.numbers[0].number].label.id == "amount")
        #expect(given.numbers[0].values == [1_200_000_000, 800_500_000, 2_000_000_000])
        #expect(Set(given.words.map(\.draw)).isSubset(of: stream.draws) && model.word("general") != 0)
    }

    @Test("the whole way: file, scenario, model and engine, in every replication the same")
    func wholeWay() throws {
        let model = try model(
            """
            arrival,mix,urgent,amount,matter
            2027-03-01T10:00,major,no,100,matter-b
            2027-03-02T17:45,major,no,1000,matter-a
            2027-03-03T09:00,general,no,899.99,matter-a
            2027-03-03T12:30,general,yes,900,matter-b
            """)
        let zone = try #require(
            ZoneOffsets(identifier: "Asia/Shanghai", from: 0, to: 4_000_000_000 * Tick.second))
        for replication in UInt32(0)..<2 {
            let rows = trace(model, seed: 7, replication: replication).trace.rows
            let story = rows.filter { $0.moment == .arrives || $0.moment == .done }.map { row in
                let what = row.moment == .arrives ? "arrives" : model.ops[row.op].label.id
                return "\(row.identity & 0xFF) \(zone.text(of: row.time).dropFirst(5).prefix(11)) \(what)"
            }
            #expect(
                story == [
                    "0 03-01T10:00 arrives", "0 03-01T10:30 answer", "0 03-01T10:40 pay",
                    "0 03-01T11:40 visit",
                    "1 03-02T17:45 arrives", "2 03-03T09:00 arrives", "2 03-03T09:10 pay",
                    "1 03-03T09:15 answer",
                    "3 03-03T12:30 arrives", "3 03-03T13:30 answer", "3 03-03T14:30 visit",
                ])
        }
        let load = OfferedLoad(model)
        #expect(abs(load.casesPerWeek - 3) < 1e-12, "three in the counted week")
        #expect(abs(load.visits[model.op("answer")] - 2.0 / 3) < 1e-12)
        #expect(abs(load.visits[model.op("pay")] - 1.0 / 3) < 1e-12)
    }

    @Test("a list that depends on another follows the given word")
    func dependent() throws {
        let small = SmallScenario(
            flow(step("a", "1 h", "only: severe")), arrivals: "arrivals: { observed: t.csv }",
            carries: """
                case:
                  kind: { complaint: 50%, need: 50% }
                  severity: { complaint: { severe: 100%, mild: 0% }, need: { severe: 0%, mild: 100% } }
                """, run: "run: { start: 2027-03-01, warm-up: 0 days, length: 1 week }")
        let file = "arrival,kind\n2027-03-01T09:00,need\n2027-03-01T09:01,complaint\n2027-03-01T09:02,need\n"
        let model = try read(small.text, files: ["t.csv": file]).compiled()
        let result = simulate(model, seed: 1, replication: 0)
        #expect(result.steps[0].visits == 1)
        #expect(abs(OfferedLoad(model).visits[0] - 1.0 / 3) < 1e-12)
    }

    // MARK: - What is wrong

    @Test(
        "a wrong trace is named with its line and what to do",
        arguments: [
            ("", "t.csv:1: the file has no values | write one in each line"),
            ("arrival\n", "t.csv:1: the file has no values | write one in each line"),
            (
                "2027-03-01T09:00\n",
                "t.csv:1: the first column is headed '2027-03-01T09:00', not 'arrival'"
                    + " | begin the file with a line such as 'arrival,mix,amount'"
            ),
            (
                "arrival,amont\n2027-03-01T09:00,1\n",
                "t.csv:1: no list, yes/no word or number 'amont' in case | did you mean 'amount'?"
            ),
            (
                "arrival,answer\n2027-03-01T09:00,1\n",
                "t.csv:1: 'answer' is an item of the flow, not a list, yes/no word or number"
            ),
            (
                "arrival,major\n2027-03-01T09:00,1\n",
                "t.csv:1: 'major' is a class word, not a list, yes/no word or number"
            ),
            (
                "arrival,mix,mix\n2027-03-01T09:00,major,major\n",
                "t.csv:1: two columns are headed 'mix' | keep one of them"
            ),
            (
                "arrival,mix\n2027-03-01T09:00,majro\n",
                "t.csv:2: 'majro' is no word of 'mix' | did you mean 'major'?"
            ),
            (
                "arrival,matter\n2027-03-01T09:00,nothing-like-it\n",
                "t.csv:2: 'nothing-like-it' is no word of 'matter' | write 'matter-a' or 'matter-b'"
            ),
            (
                "arrival,urgent\n2027-03-01T09:00,true\n",
                "t.csv:2: 'true' is no answer to 'urgent' | write 'yes' or 'no'"
            ),
            (
                "arrival,amount\n2027-03-01T09:00,\n",
                "t.csv:2: nothing stands under 'amount'"
                    + " | give it a value, or take the line or the column out"
            ),
            (
                "arrival,amount\n2027-03-01T09:00,12 yuan\n",
                "t.csv:2: '12 yuan' stands where a number should | write it as in '12.5'"
            ),
            (
                "arrival,amount\n2027-03-01T09:00,-5\n",
                "t.csv:2: '-5' has a sign | numbers are 0 or above, without a sign"
            ),
            (
                "arrival,amount\n2027-03-01T09:00,1e16\n",
                "t.csv:2: '1e16' is beyond all measure | a million thousand million is the most"
            ),
            (
                "arrival,amount\n2027-03-01T09:00,12,5\n",
                "t.csv:2: this line has 3 columns where 2 should be"
                    + " | write decimals with a point, and quotes around texts with commas"
            ),
            (
                "arrival\n2027-03-01T09:00\n01.03.2027 09:00\n",
                "t.csv:3: '01.03.2027 09:00' stands where an instant should"
                    + " | write it as in '2027-03-01T09:30'"
            ),
            (
                "arrival\n2027-03-01\n",
                "t.csv:2: '2027-03-01' stands where an instant should | write it as in '2027-03-01T09:30'"
            ),
            ("arrival\n2027-02-29T09:00\n", "t.csv:2: there is no date 2027-02-29"),
            ("arrival\n2027-03-01T24:30\n", "t.csv:2: there is no time 24:30 | 00:00 to 24:00"),
            (
                "arrival\n2027-03-02T09:00\n2027-03-01T09:00\n",
                "t.csv:3: 2027-03-01T09:00 comes after 2027-03-02T09:00, but is earlier"
                    + " | sort the lines by 'arrival'; where the clock is put back write offsets, as in"
                    + " '2027-10-31T02:30+01:00'"
            ),
        ])
    func wrong(file: String, expected: String) {
        #expect(said(file) == ["error: " + expected])
    }

    @Test("a file that is not there, outside the folder, or no text")
    func unreadable() {
        #expect(
            said("", Self.text("observed: x.csv"))
                == [
                    "error: the file 'x.csv' cannot be read: no such file"
                        + " | the path is relative to the file that names it"
                ])
        #expect(
            said("", Self.text("observed: ../t.csv"))
                == [
                    "error: '../t.csv' is not under the scenario's folder"
                        + " | put the file beside the scenario and write its plain name"
                ])
        let reader = FileReader { (_, _) throws(FileReader.Failure) in
            Array("arrival\n2027-03-01T09:00\n".utf8) + [0xFF]
        }
        do {
            _ = try Scenario(yaml: Array(Self.text().utf8), file: "s.yaml", files: reader)
            Issue.record("bytes that are no text were read")
        } catch {
            #expect(error.diagnostics[0].message == "t.csv:3: this is no UTF-8 text")
        }
    }

    @Test("nothing of the file in the counted window is doubtful")
    func nothingInside() {
        #expect(
            said("arrival\n2027-02-01T09:00\n2027-03-01T09:00\n2027-04-01T09:00\n").first
                == "warning: none of the arrivals in 't.csv' lies inside the counted window"
                + " | let 'start', 'warm-up' and 'length' cover the time of the file")
    }

    @Test("a rate has a shape, a trace has none")
    func shapes() {
        #expect(
            said("arrival\n2027-03-03T09:00\n", Self.text("observed: t.csv, hour: { 08..18: 1, others: 0 }"))
                == [
                    "error: 'hour' shapes a rate, and 'observed' has none"
                        + " | delete it, or write 'mean' instead of 'observed'"
                ])
    }

    @Test("the digest follows what the file contains, and more rows than a million are refused")
    func limits() throws {
        let file = "arrival\n2027-03-03T09:00\n"
        let one = try read(Self.text(), files: ["t.csv": file]).digest
        #expect(try read(Self.text(), files: ["t.csv": file]).digest == one)
        #expect(try read(Self.text(), files: ["t.csv": file + "2027-03-04T09:00\n"]).digest != one)
    }

    @Test("damaged traces are refused or run, and never end the program")
    func damage() {
        let file = Array(
            """
            arrival,mix,amount,urgent,matter
            2027-03-01T10:00,major,12.5,no,matter-b
            2027-03-02T17:45:30+08:00,"general",1e3,yes,matter-a

            2027-03-03 09:00,general,899.99,no,matter-a

            """.utf8)
        var choices = Bits(state: 5)
        var runs = 0
        let count = heavyTestsRun ? 3_000 : 200
        for _ in 0..<count {
            var damaged = file
            for _ in 0..<Int.random(in: 1...3, using: &choices) {
                let i = Int.random(in: 0..<damaged.count, using: &choices)
                switch Int.random(in: 0..<4, using: &choices) {
                case 0: damaged[i] = UInt8.random(in: 0...255, using: &choices)
                case 1: damaged.remove(at: i)
                case 2: damaged[i] = Array("0123456789,:-T+\"\n".utf8).randomElement(using: &choices) ?? 0
                default: damaged.insert(damaged[i], at: i)
                }
            }
            let bytes = damaged
            let reader = FileReader { (_, _) throws(FileReader.Failure) in bytes }
            guard
                let scenario = try? Scenario(
                    yaml: Array(Self.text().utf8), file: "s.yaml", files: reader),
                let model = compile(scenario).model
            else { continue }
            let result = simulate(model, seed: 1, replication: 0, brake: Brake(maxEvents: 10_000))
            runs += result.stopped ? 0 : 1
        }
        #expect(runs > count / 100)
    }

    @Test("a million rows are read, one more is refused", .enabled(if: heavyTestsRun))
    func sizes() throws {
        let million = "arrival\n" + String(repeating: "2027-03-03T09:00\n", count: 1_000_000)
        let scenario = try read(Self.text(), files: ["t.csv": million])
        guard case .observed(let trace) = scenario.streams[0].process else { return #expect(Bool(false)) }
        #expect(trace.instants.count == 1_000_000)
        let more = said(million + "2027-03-03T09:00\n")
        #expect(
            more == [
                "error: t.csv:1000002: here are too many values"
                    + " | 1000000 are the most, for all such files together"
            ])
    }
}
