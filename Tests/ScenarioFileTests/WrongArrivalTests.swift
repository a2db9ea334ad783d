import Testing

@Suite("Wrong arrivals: the whole text of each message")
struct WrongArrivalTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: WrongArrivals) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [WrongArrivals] = [
        WrongArrivals(
            "a list without names", "[ { mean: 5 per week }, { stream: letters, mean: 2 per week } ]",
            says: """
                library.yaml:6:15: error: each stream of a list begins with 'stream: NAME'
                    6 | arrivals: [ { mean: 5 per week }, { stream: letters, mean: 2 per week } ]
                      |               ^
                """),
        WrongArrivals(
            "no process", "{ weekday: { Mon..Sun: 1 } }",
            says: """
                library.yaml:6:13: error: nothing says when cases arrive
                    6 | arrivals: { weekday: { Mon..Sun: 1 } }
                      |             ^ write 'mean: 20 per week'
                """),
        WrongArrivals(
            "two processes", "{ mean: 5 per week, every: 10 min }",
            says: """
                library.yaml:6:31: error: 'mean' and 'every' exclude each other
                    6 | arrivals: { mean: 5 per week, every: 10 min }
                      |                               ^ keep one of them
                """),
        WrongArrivals(
            "a mean and a trace", "{ mean: 5 per week, observed: t.csv }",
            says: """
                library.yaml:6:31: error: 'mean' and 'observed' exclude each other
                    6 | arrivals: { mean: 5 per week, observed: t.csv }
                      |                               ^ keep one of them
                """),
        WrongArrivals(
            "'over' alone", "{ mean: 5 per week, over: 6 h }",
            says: """
                library.yaml:6:31: error: 'over' needs 'brings'
                    6 | arrivals: { mean: 5 per week, over: 6 h }
                      |                               ^ write how many cases one incident brings, as in 'brings: uniform 5..40'
                """),
        WrongArrivals(
            "a delay without unit", "{ mean: 5 per week, brings: 3, over: 6 }",
            says: """
                library.yaml:6:48: error: '6' has no unit
                    6 | arrivals: { mean: 5 per week, brings: 3, over: 6 }
                      |                                                ^ write it as in 'exponential 6 h'
                """),
        WrongArrivals(
            "a delay in working time", "{ mean: 5 per week, brings: 3, over: 6 working hours }",
            says: """
                library.yaml:6:48: error: 'over' cannot be measured in working hours
                    6 | arrivals: { mean: 5 per week, brings: 3, over: 6 working hours }
                      |                                                ^ use s, min, h, days or weeks
                """),
        WrongArrivals(
            "a number of cases with a unit", "{ mean: 5 per week, brings: 3 cases }",
            says: """
                library.yaml:6:41: error: 'cases' has no meaning here
                    6 | arrivals: { mean: 5 per week, brings: 3 cases }
                      |                                         ^ delete it
                """),
        WrongArrivals(
            "a busyness with a mean", "{ mean: 5 per week, busyness: gamma mean 2 cv 0.3 per day }",
            says: """
                library.yaml:6:47: error: 'busyness' is a factor of mean 1
                    6 | arrivals: { mean: 5 per week, busyness: gamma mean 2 cv 0.3 per day }
                      |                                               ^ write it as in 'gamma cv 0.3 per day'
                """),
        WrongArrivals(
            "a busyness of another family", "{ mean: 5 per week, busyness: uniform 0..2 per day }",
            says: """
                library.yaml:6:41: error: 'busyness' is a factor of mean 1
                    6 | arrivals: { mean: 5 per week, busyness: uniform 0..2 per day }
                      |                                         ^ write it as in 'gamma cv 0.3 per day'
                """),
        WrongArrivals(
            "a busyness without period", "{ mean: 5 per week, busyness: gamma cv 0.3 }",
            says: """
                library.yaml:6:50: error: 'per' is missing at the end
                    6 | arrivals: { mean: 5 per week, busyness: gamma cv 0.3 }
                      |                                                  ^ write it as in 'gamma cv 0.3 per day'
                """),
        WrongArrivals(
            "a busyness per month", "{ mean: 5 per week, busyness: gamma cv 0.3 per month }",
            says: """
                library.yaml:6:58: error: 'month' is no period
                    6 | arrivals: { mean: 5 per week, busyness: gamma cv 0.3 per month }
                      |                                                          ^ write 'day' or 'week'
                """),
        WrongArrivals(
            "incomplete weights", "{ mean: 5 per week, weekday: { Mon: 2, Tue..Sat: 1 } }",
            says: """
                library.yaml:6:40: error: Sun has no weight
                    6 | arrivals: { mean: 5 per week, weekday: { Mon: 2, Tue..Sat: 1 } }
                      |                                        ^ add it, or 'others: …'
                """),
        WrongArrivals(
            "weights of nothing", "{ mean: 5 per week, month: { others: 0 } }",
            says: """
                library.yaml:6:38: error: all weights are 0
                    6 | arrivals: { mean: 5 per week, month: { others: 0 } }
                      |                                      ^
                """),
        WrongArrivals(
            "a weight twice", "{ mean: 5 per week, hour: { 08..12: 1, 11..14: 2, others: 0 } }",
            says: """
                library.yaml:6:50: error: 11 has a weight already
                    6 | arrivals: { mean: 5 per week, hour: { 08..12: 1, 11..14: 2, others: 0 } }
                      |                                                  ^
                """),
        WrongArrivals(
            "a mix that is not whole", "{ mean: 5 per week, mix: { general: 80%, major: 10% } }",
            says: """
                library.yaml:6:36: error: the shares of 'mix' sum to 90 %, not 100 %
                    6 | arrivals: { mean: 5 per week, mix: { general: 80%, major: 10% } }
                      |                                    ^
                """),
        WrongArrivals(
            "an entry inside a branch", "{ mean: 5 per week, enters: sign }",
            says: """
                library.yaml:6:39: error: cases cannot enter at 'sign', inside a branch or a side flow
                    6 | arrivals: { mean: 5 per week, enters: sign }
                      |                                       ^ enter at an item of 'flow'
                """),
        WrongArrivals(
            "an entry that is a role", "{ mean: 5 per week, enters: clerk }",
            says: """
                library.yaml:6:39: error: 'clerk' is a role, not an item
                    6 | arrivals: { mean: 5 per week, enters: clerk }
                      |                                       ^
                """),
        WrongArrivals(
            "an entry that is not there", "{ mean: 5 per week, enters: pappers }",
            says: """
                library.yaml:6:39: error: no item 'pappers' in flow
                    6 | arrivals: { mean: 5 per week, enters: pappers }
                      |                                       ^ did you mean 'papers'?
                """),
        WrongArrivals(
            "no rate", "{ mean: 5 per fortnight }",
            says: """
                library.yaml:6:25: error: 'fortnight' is no period
                    6 | arrivals: { mean: 5 per fortnight }
                      |                         ^ write 'hour', 'day', 'week', 'month' or 'year'
                """),
    ]
}

/// Arrivals on one line of a small scenario with branches, and what must be said about them.
struct WrongArrivals: Sendable, CustomTestStringConvertible {
    var testDescription: String
    private var arrivals: String
    var expected: String

    init(_ title: String, _ arrivals: String, says expected: String) {
        testDescription = title
        self.arrivals = arrivals
        self.expected = expected
    }

    var rendered: String {
        let small = SmallScenario(
            flow(
                step("papers"),
                "  - together: hand-over\n    branches:\n"
                    + "      one: [ { step: sign, by: clerk, work: 10 min } ]\n"
                    + "      two: [ { step: file, by: clerk, work: 10 min } ]"),
            arrivals: "arrivals: " + arrivals)
        let text = messages(small.text, files: ["t.csv": "arrival\n2027-03-01T09:00\n"])
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
