/// One item of the flow.
package struct Item: Sendable {
    package enum Kind: Sendable {
        case step(StepPart)
        case wait(WaitPart)
        case together([Branch])
    }
    package var name: Located<String>
    /// Of the item's first key.
    package var place: SourcePlace
    package var kind: Kind
    package var only: Located<TestPhrase>?
    package var share: Split<Share>?
    package var displayNames: [DisplayName]
    package var starts: Located<String>?
    package var outcomes: [OutcomeSection]
    /// `within`, with its `rule`, `target`, `counted` and `if late`.
    package var limit: LimitTerms?
    /// `starts within`, with the same (an item has one of the two).
    package var startLimit: LimitTerms?
}

extension Item {
    /// What its outcomes and its late clock do.
    var actions: [Action] {
        outcomes.map(\.action) + [limit?.ifLate, startLimit?.ifLate].compactMap { $0 }
    }
}

/// `step`; with neither `by` nor `work` it is a decision: no people, no time.
package struct StepPart: Sendable {
    package enum Partners: String, Sendable, CaseIterable {
        case freeAtOnce = "free at once"
        case gather
    }
    package enum OnReturn: String, Sendable, CaseIterable {
        case samePeople = "same people"
        case anyone
    }
    package var by: Split<ByPhrase>?
    package var partners: Located<Partners>?
    package var notBy: [Located<String>]
    package var work: Split<Quantity>?
    package var travel: Split<Quantity>?
    package var budget: Located<BudgetPhrase>?
    package var meets: Located<DatesPhrase>?
    package var holdsUntil: Located<PlacePhrase>?
    package var onReturn: Located<OnReturn>?

    package var isDecision: Bool { by == nil && work == nil }
}

/// `2000 yuan of amount per day`.
package struct BudgetPhrase: Sendable, Hashable {
    package enum Period: String, Sendable, CaseIterable { case day, week, month }
    package var text: String
    package var amount: Amount
    package var number: Located<String>
    package var period: Period
}

/// `wait`: time without people.
package struct WaitPart: Sendable {
    package enum Duration: Sendable {
        case `for`(Split<Quantity>)
        case until(Split<WaitEnd>)
    }
    package enum Clock: String, Sendable, CaseIterable { case stops, runs }
    package var duration: Duration
    package var clock: Located<Clock>?
}

/// `until` of a wait.
package enum WaitEnd: Sendable, Hashable {
    case next(DatesPhrase)
    /// A length of the case, from its arrival.
    case number(Located<String>)
    case before(LengthPhrase, Located<String>)
}

package struct Branch: Sendable {
    package var name: Located<String>
    package var items: [Item]
}

package struct OutcomeSection: Sendable {
    /// `others` takes the rest.
    package var name: Located<String>
    package var action: Action

    package var takesRest: Bool { name.value == "others" }
}

/// What an outcome or a late clock does.
package struct Action: Sendable {
    package var place: SourcePlace
    package var only: Located<TestPhrase>?
    package var share: Split<Share>?
    package var become: Located<String>?
    package var backTo: Located<String>?
    /// An item or `end`.
    package var skipTo: Located<String>?
    package var atMost: Located<Int>?
    /// An item or `end`.
    package var then: Located<String>?
    package var returnsAfter: Split<Quantity>?
    package var starts: Located<String>?
    package var costs: Split<CostTerm>?
    package var by: Located<String>?
    package var againEvery: Located<LengthPhrase>?

    package var jumps: Bool { backTo != nil || skipTo != nil || returnsAfter != nil }

    /// Only moves the case to another line, whichever case it is.
    var onlyMoves: Bool {
        by != nil && only == nil && share == nil && !doesMoreThanMove
    }

    /// Something beside moving the case to another line.
    var doesMoreThanMove: Bool {
        jumps || become != nil || starts != nil || costs != nil
    }
}

/// `costs` of an action: a money quantity or a number of the case.
package enum CostTerm: Sendable, Hashable {
    case quantity(Quantity)
    case number(String)
}

/// How long a limit is, with the text as typed.
package struct WithinPhrase: Sendable, Hashable {
    package indirect enum Kind: Sendable, Hashable {
        case length(LengthPhrase)
        /// Judged at the far end, both ends are reported.
        case range(LengthPhrase, LengthPhrase)
        case solve
        case none
        /// A length of the case, from the start of the clock.
        case number(Located<String>)
        /// The earliest of lengths and numbers.
        case earliest([Kind])
        case untilNext(DatesPhrase)
        /// `at least` with `before`: so long before a length of the case has passed.
        case before(LengthPhrase, Located<String>)
    }
    package var text: String
    package var kind: Kind
}

/// What a limit says, wherever it stands.
package struct LimitTerms: Sendable {
    package var within: Split<WithinPhrase>
    package var rule: Split<[String]>?
    package var target: Split<TargetPhrase>?
    package var counted: Located<WorkingDaysRun>?
    package var ifLate: Action?
}

/// An entry of `limits`.
package struct LimitSection: Sendable {
    package enum OnReturn: String, Sendable, CaseIterable {
        case goesOn = "goes on"
        case startsOver = "starts over"
    }
    /// `within`, or `at least` + `before`.
    package enum Measure: Sendable {
        case within(Split<WithinPhrase>)
        case atLeast(Split<LengthPhrase>, before: Located<String>)
    }
    package var name: Located<String>
    package var place: SourcePlace
    package var displayNames: [DisplayName]
    package var measure: Measure
    /// Nil: arrival.
    package var from: Located<PlacePhrase>?
    /// Nil: end.
    package var until: Located<PlacePhrase>?
    package var only: Located<TestPhrase>?
    package var onReturn: Located<OnReturn>?
    package var rule: Split<[String]>?
    package var target: Split<TargetPhrase>?
    package var counted: Located<WorkingDaysRun>?
    package var ifLate: Action?

    /// What is measured, `at least … before …` as one length.
    var lengths: Split<WithinPhrase> {
        switch measure {
        case .within(let within): within
        case .atLeast(let lengths, let name):
            lengths.map { length in
                WithinPhrase(
                    text: "at least \(length.text) before \(name.value)", kind: .before(length, name))
            }
        }
    }
}

/// An entry of `duties`: work of the calendar, beside the cases.
package struct Duty: Sendable {
    package var name: Located<String>
    package var place: SourcePlace
    /// `every` DATES.
    package var on: Located<DatesPhrase>
    package var by: Split<ByPhrase>
    package var work: Split<Quantity>
    package var limit: LimitTerms?
    package var displayNames: [DisplayName]
}

/// An entry of `flows`: items of a side case, begun by `starts`.
package struct SideFlow: Sendable {
    package var name: Located<String>
    package var items: [Item]
}
