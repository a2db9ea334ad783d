/// TEST: terms joined by only `and` or only `or`.
package struct TestPhrase: Sendable, Hashable {
    package enum Joiner: String, Sendable { case and, or }
    package var text: String
    package var joiner: Joiner
    /// At least one.
    package var terms: [TestTerm]

    /// The class words it asks for, in order.
    package var words: [Located<String>] {
        terms.compactMap { if case .word(let word) = $0.kind { Located(word, at: $0.place) } else { nil } }
    }
}

package struct TestTerm: Sendable, Hashable {
    package enum Comparison: String, Sendable, CaseIterable {
        case atLeast = "at least", atMost = "at most", above, below
    }
    package enum Kind: Sendable, Hashable {
        case word(String)
        case number(String, Comparison, Amount)
        /// `3 with the same subject within 1 month`: the case included.
        case cluster(count: Int, same: Located<String>, within: LengthPhrase)
        case whileOpen
        case whileClosed
    }
    package var negated: Bool
    package var kind: Kind
    /// The place of the word or number name, without `not`.
    package var place: SourcePlace
}

/// PLACE: where a limit starts or ends.
package enum PlacePhrase: Sendable, Hashable {
    case arrival
    case end
    case item(String)
    case starts(String)
    case done(String)

    package var itemName: String? {
        switch self {
        case .arrival, .end: nil
        case .item(let name), .starts(let name), .done(let name): name
        }
    }
}

/// One rule of a waiting line's order.
package enum QueueRule: Sendable, Hashable {
    /// `A before B before others`; `others`, where typed, is the last of them.
    case before([Located<String>])
    case interrupts(Located<String>, Located<String>)
    case earliestDue, leastSlack, oldestCase, firstCome, lastCome, random
    case largest(Located<String>)
    case smallest(Located<String>)
}

/// `queue`: one rule or a list, each breaking the ties of the one before.
package struct QueuePhrase: Sendable, Hashable {
    /// The rules as typed, joined by commas.
    package var text: String
    package var rules: [Located<QueueRule>]
}

/// A target for a share on time: `95% on time`, or `95%` at one limit.
package enum TargetPhrase: Sendable, Hashable {
    case share(Share)
    /// Reported, never judged.
    case none
}
