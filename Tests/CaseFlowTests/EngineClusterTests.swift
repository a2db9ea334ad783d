import CaseFlow
import SimKernel
import Testing

/// `3 with the same subject within 1 month`.
@Suite("Clusters")
struct EngineClusterTests {
    private let hour = Tick.hour

    /// Cases at these hours; whether each is seen as one of a cluster an hour after it came.
    private func seen(
        _ cases: [(name: String, at: Ticks, words: [String])], _ term: (inout Model) -> Cluster,
        _ change: (inout ModelBuilder) -> Void = { _ in }
    ) -> [String] {
        var desk = Desk()
        for one in cases { desk.add(one.name, one.at, 0, words: one.words) }
        change(&desk.builder)
        desk.builder.wait("hour", for: .constant(Tick.hour))
        desk.builder.decision("cluster", only: .has("never"), outcomes: [Fork("major", share: 1)])
        let history = desk.changed { model in
            let op = model.item("cluster")
            let term = term(&model)
            model.tests[model.ops[op].only] = .all(clusters: [term])
        }
        return history.lines.filter { $0.moment == .done && $0.what == "cluster major" }.map(\.who)
    }

    private func words(_ count: Int, _ within: Length, negated: Bool = false) -> (inout Model) ->
        Cluster
    {
        { model in
            let mask = model.mask("fruit") | model.mask("fish")
            return Cluster(count: count, value: .words(mask), within: within, negated: negated)
        }
    }

    @Test func asManyAsAreWantedThisOneIncluded() {
        let cases: [(String, Ticks, [String])] = [
            ("A", at(0, 9), ["fruit"]), ("B", at(0, 10), ["fish"]), ("C", at(0, 11), ["fruit"]),
            ("D", at(0, 12), []), ("E", at(0, 13), ["fruit"]), ("F", at(0, 14), ["fish"]),
        ]
        #expect(seen(cases, words(2, .elapsed(9 * hour))) == ["C", "E", "F"])
        #expect(seen(cases, words(3, .elapsed(9 * hour))) == ["E"])
        #expect(seen(cases, words(1, .elapsed(9 * hour))) == ["A", "B", "C", "E", "F"])
        // Who has no word of the list is in no cluster.
        #expect(seen(cases, words(3, .elapsed(9 * hour), negated: true)) == ["A", "B", "C", "D", "F"])
    }

    @Test func endsOfTheSpan() {
        // B is asked a tick after C came. C is asked at eleven, before D comes: A came exactly two hours before,
        // which is too long ago.
        let cases: [(String, Ticks, [String])] = [
            ("A", at(0, 9), ["fruit"]), ("B", at(0, 9) + 1, ["fruit"]), ("C", at(0, 10), ["fruit"]),
            ("D", at(0, 11), ["fruit"]),
        ]
        #expect(seen(cases, words(3, .elapsed(2 * hour))) == ["B"])
    }

    /// It is asked when its own arrival is out of sight already.
    @Test func caseCountsItselfWheneverItCame() {
        let cases: [(String, Ticks, [String])] = [
            ("A", at(0, 9), ["fruit"]), ("B", at(0, 9, 40), ["fruit"]),
        ]
        #expect(seen(cases, words(2, .elapsed(30 * Tick.minute))) == ["A"])
    }

    @Test func valueMayBeANumber() {
        let cases: [(String, Ticks, [String])] = [
            ("A", at(0, 9), ["x"]), ("B", at(0, 10), []), ("C", at(0, 11), ["x"]), ("D", at(0, 12), []),
            ("E", at(0, 13), []),
        ]
        func batches(_ model: inout Model) -> Cluster {
            Cluster(count: 3, value: .number(0), within: .elapsed(9 * hour), negated: false)
        }
        let seen = seen(cases, batches) {
            $0.number("batch", .split([("x", .constant(1))], others: .constant(2)))
        }
        #expect(seen == ["E"])
    }

    /// Others count with what they were when they came, the case itself with what it is now.
    @Test func changedWordsCountForTheCaseItself() {
        var desk = Desk()
        desk.add("A", at(0, 9), words: ["fish"])
        desk.add("B", at(0, 10), words: ["fruit"])
        desk.add("C", at(0, 11), words: ["fruit"])
        desk.builder.decision(
            "sort", only: .has("fruit", "B"),
            outcomes: [Fork("wrong", share: 1, loses: ["fruit"], becomes: "fish")])
        desk.builder.decision("cluster", only: .has("never"), outcomes: [Fork("major", share: 1)])
        let mask = words(2, .elapsed(9 * hour))
        let history = desk.changed { model in
            let term = mask(&model)
            let op = model.item("cluster")
            model.tests[model.ops[op].only] = .all(clusters: [term])
        }
        #expect(
            history.told(.done).filter { $0.contains("major") } == [
                "Mon 10:00 B done cluster major", "Mon 11:00 C done cluster major",
            ])
    }

    @Test func returnsCountAnewAndSideCasesDoNot() {
        var desk = Desk()
        desk.add("A", at(0, 9), words: ["fruit"])
        desk.builder.decision("cluster", only: .has("never"), outcomes: [Fork("major", share: 1)])
        desk.builder.decision(
            "leave", outcomes: [Fork("back", share: 1, .returns(.constant(hour)), atMost: 2, starts: "side")])
        desk.builder.flow("side") { $0.wait("rest", for: .constant(Tick.minute)) }
        let mask = words(3, .elapsed(9 * hour))
        let history = desk.changed { model in
            let term = mask(&model)
            let op = model.item("cluster")
            model.tests[model.ops[op].only] = .all(clusters: [term])
        }
        #expect(history.told(.done).filter { $0.contains("major") }.map { $0.prefix(9) } == ["Mon 11:00"])
    }

    @Test func logsForgetWhatNoTestCanSee() {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.oneCase("A", at: at(0, 9), words: ["fruit"])
        builder.decision("cluster", only: .has("never"), outcomes: [Fork("major", share: 1)])
        var model = builder.build()
        model.tests[0] = .all(clusters: [
            Cluster(count: 2, value: .number(0), within: .elapsed(Tick.minute), negated: false),
            Cluster(count: 2, value: .number(0), within: .elapsed(100 * Tick.minute), negated: false),
        ])
        var logs = ClusterLogs(model)
        for i in 0..<100_000 {
            let time = at(0, 0) + Ticks(i) * Tick.minute
            logs.add(UInt64(i / 3), to: 0, arrival: time, now: time, .always)
        }
        let last = at(0, 0) + 99_999 * Tick.minute
        #expect(logs.count(99_999 / 3, of: 0, after: last - 100 * Tick.minute) == 1)
        #expect(logs.count(99_998 / 3 - 20, of: 0, after: last - 100 * Tick.minute) == 3)
        #expect(logs.count(10, of: 0, after: 0) == 0)
        #expect(logs.held >= 100 && logs.held < 500)
    }

    @Test func longRunCountsAsOneByOne() {
        var builder = ModelBuilder()
        builder.role("clerk", 1)
        builder.run(warmUp: 0, window: 24 * 28)
        builder.poisson(perHour: 20)
        builder.mix([("fruit", 0.5), ("fish", 0.5)])
        builder.decision("cluster", only: .has("never"), outcomes: [Fork("major", share: 1)])
        var model = builder.build()
        let term = words(8, .elapsed(hour / 2))(&model)
        model.tests[0] = .all(clusters: [term])
        let history = History(model)
        // Looked at one by one: eight of a kind within half an hour.
        var arrivals: [String: [Ticks]] = [:]
        var expected = 0
        for line in history.lines where line.moment == .arrives {
            let kind = line.value & Int64(model.word("fruit")) != 0 ? "fruit" : "fish"
            arrivals[kind, default: []].append(line.time)
            let recent = arrivals[kind]?.suffix(8) ?? []
            if recent.count == 8 && recent.first! > line.time - hour / 2 { expected += 1 }
        }
        let found = history.lines.filter { $0.what == "cluster major" }.count
        #expect(found == expected && expected > 100)
    }
}
