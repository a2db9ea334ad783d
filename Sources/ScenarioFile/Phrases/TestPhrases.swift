extension Words {
    private static let testExample = "major and not withdrawn"

    /// TEST. Names are not looked up here.
    mutating func test() throws(Misfit) -> TestPhrase {
        var terms = [try term()]
        var joiner: TestPhrase.Joiner?
        while let word = first {
            guard let next = TestPhrase.Joiner(rawValue: word.text) else {
                throw Misfit(
                    .expects("'and' or 'or'", found: word.text, example: Self.testExample), at: word.place)
            }
            if let joiner, joiner != next { throw Misfit(.mixedJoiners, at: word.place) }
            joiner = next
            _ = pop()
            terms.append(try term())
        }
        return TestPhrase(text: text, joiner: joiner ?? .and, terms: terms)
    }

    private mutating func term() throws(Misfit) -> TestTerm {
        let negated = take("not")
        if first?.text == "while" { return try whileTerm(negated) }
        if startsWithNumber { return try cluster(negated) }
        let word = try word("a class word", example: Self.testExample)
        guard !["and", "or", "not"].contains(word.text) else {
            throw Misfit(
                .expects("a class word", found: word.text, example: Self.testExample), at: word.place)
        }
        if let comparison = try comparison() {
            let start = position
            let number = try number("an amount", example: "amount at least 2000 yuan")
            let amount = Amount(number: number, unit: try anyUnit(), place: place(from: start))
            return TestTerm(negated: negated, kind: .number(word.text, comparison, amount), place: word.place)
        }
        return TestTerm(negated: negated, kind: .word(word.text), place: word.place)
    }

    private mutating func comparison() throws(Misfit) -> TestTerm.Comparison? {
        if take("at", "least") { return .atLeast }
        if take("at", "most") { return .atMost }
        if take("above") { return .above }
        if take("below") { return .below }
        if first?.text == "at" {
            throw missing("'at least' or 'at most'", example: "amount at least 2000 yuan")
        }
        return nil
    }

    private mutating func whileTerm(_ negated: Bool) throws(Misfit) -> TestTerm {
        let start = position
        _ = pop()
        if take("open") { return TestTerm(negated: negated, kind: .whileOpen, place: place(from: start)) }
        if take("closed") { return TestTerm(negated: negated, kind: .whileClosed, place: place(from: start)) }
        throw missing("'open' or 'closed'", example: "while closed")
    }

    private mutating func cluster(_ negated: Bool) throws(Misfit) -> TestTerm {
        let example = "3 with the same subject within 1 month"
        let start = position
        let count = try whole("how many cases", in: 2...1000, example: example)
        try require("with", "the", "same", example: example)
        let name = try name("a list of 'case'", example: example)
        try require("within", example: example)
        let length = try length(example: example)
        let kind = TestTerm.Kind.cluster(count: count.value, same: name, within: length)
        return TestTerm(negated: negated, kind: kind, place: place(from: start))
    }

    /// PLACE.
    mutating func placePhrase() throws(Misfit) -> PlacePhrase {
        let word = try word("a place", example: "classify done")
        switch word.text {
        case "arrival": return .arrival
        case "end": return .end
        default:
            if take("starts") { return .starts(word.text) }
            if take("done") { return .done(word.text) }
            return .item(word.text)
        }
    }

    /// One rule of `queue`.
    mutating func queueRule() throws(Misfit) -> QueueRule {
        let fixed: [([String], QueueRule)] = [
            (["earliest", "due"], .earliestDue), (["least", "slack"], .leastSlack),
            (["oldest", "case"], .oldestCase),
            (["first", "come"], .firstCome), (["last", "come"], .lastCome), (["random"], .random),
        ]
        for (words, rule) in fixed where rest.map(\.text) == words {
            for _ in words { _ = pop() }
            return rule
        }
        if second == nil || !["before", "interrupts"].contains(second?.text) {
            if take("largest") {
                return .largest(try name("a number of the case", example: "largest amount"))
            }
            if take("smallest") {
                return .smallest(try name("a number of the case", example: "smallest amount"))
            }
        }
        guard let second, second.text == "before" || second.text == "interrupts" else {
            throw Misfit(.unknownQueueRule(text), at: place)
        }
        let example = "major before others"
        let left = try name("a class word", example: example)
        if take("interrupts") {
            return .interrupts(left, try name("a class word", example: "urgent interrupts others"))
        }
        var chain = [left]
        while take("before") { chain.append(try name("a class word", example: example)) }
        return .before(chain)
    }
}
