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
            says: ""),
        WrongArrivals("no process", "{ weekday: { Mon..Sun: 1 } }", says: ""),
        WrongArrivals("two processes", "{ mean: 5 per week, every: 10 min }", says: ""),
        WrongArrivals("a mean and a trace", "{ mean: 5 per week, observed: t.csv }", says: ""),
        WrongArrivals("'over' alone", "{ mean: 5 per week, over: 6 h }", says: ""),
        WrongArrivals("a delay without unit", "{ mean: 5 per week, brings: 3, over: 6 }", says: ""),
        WrongArrivals(
            "a delay in working time", "{ mean: 5 per week, brings: 3, over: 6 working hours }", says: ""),
        WrongArrivals("a number of cases with a unit", "{ mean: 5 per week, brings: 3 cases }", says: ""),
        WrongArrivals(
            "a busyness with a mean", "{ mean: 5 per week, busyness: gamma mean 2 cv 0.3 per day }", says: ""),
        WrongArrivals(
            "a busyness of another family", "{ mean: 5 per week, busyness: uniform 0..2 per day }", says: ""),
        WrongArrivals("a busyness without period", "{ mean: 5 per week, busyness: gamma cv 0.3 }", says: ""),
        WrongArrivals(
            "a busyness per month", "{ mean: 5 per week, busyness: gamma cv 0.3 per month }", says: ""),
        WrongArrivals(
            "a busyness of intervals", "{ every: 10 min, busyness: gamma cv 0.3 per day }", says: ""),
        WrongArrivals("weights of intervals", "{ every: 10 min, weekday: { Mon: 2, others: 1 } }", says: ""),
        WrongArrivals(
            "incomplete weights", "{ mean: 5 per week, weekday: { Mon: 2, Tue..Sat: 1 } }", says: ""),
        WrongArrivals("weights of nothing", "{ mean: 5 per week, month: { others: 0 } }", says: ""),
        WrongArrivals(
            "a weight twice", "{ mean: 5 per week, hour: { 08..12: 1, 11..14: 2, others: 0 } }", says: ""),
        WrongArrivals(
            "a mix that is not whole", "{ mean: 5 per week, mix: { general: 80%, major: 10% } }", says: ""),
        WrongArrivals("an entry inside a branch", "{ mean: 5 per week, enters: sign }", says: ""),
        WrongArrivals("an entry that is a role", "{ mean: 5 per week, enters: clerk }", says: ""),
        WrongArrivals("an entry that is not there", "{ mean: 5 per week, enters: pappers }", says: ""),
        WrongArrivals("no rate", "{ mean: 5 per fortnight }", says: ""),
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
