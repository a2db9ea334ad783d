/// A place in a case's life where a limit starts or ends.
package enum Place: Sendable, Equatable {
    case arrival
    case end
    /// `from`: the case comes to the item; `until`: it is done, passed by or leapt over.
    case item(Int)
    /// Work on it really begins.
    case starts(Int)
    /// Work on it really ends.
    case done(Int)

    package var item: Int? {
        switch self {
        case .arrival, .end: nil
        case .item(let item), .starts(let item), .done(let item): item
        }
    }
}

/// A time limit. Those of `within` and `starts within` belong to one item and run anew on each
/// visit; those of `limits` run from a place to a place, one clock per case at a time.
package struct Limit: Sendable {
    package enum Kind: Sendable, Equatable {
        case step(Int)
        case stepStarts(Int)
        case span
    }
    /// One way to measure it, chosen by class when the clock starts.
    package struct Stratum: Sendable {
        /// The word of the split (nil where the limit is not split; "others" for the rest).
        package var name: String?
        package var length: LimitLength
        /// As written in the file: "3 working days", "solve", "none".
        package var text: String
        package var rule: String?
        /// Of a range, the nearer end: reported, never judged.
        package var near: Length?
        /// The target of these cases, where the limit's is split by class.
        package var target: Double?
        /// How working days and calendar days of this limit would be counted, whatever its length; working
        /// days: nil where the file does not say.
        package var counting: CountingRule?
        package var dayRule = DayRule.hours24

        package init(name: String?, length: LimitLength, text: String, rule: String?) {
            self.name = name
            self.length = length
            self.text = text
            self.rule = rule
        }
    }
    package var label: Label
    package var kind: Kind
    package var from: Place
    package var until: Place
    /// Must hold while the clock runs; -1: all cases.
    package var only: Int
    /// Index into `strata`, possibly by class.
    package var stratum: Selector
    package var strata: [Stratum]
    package var startsOver: Bool
    package var rule: String?
    /// Share on time that is wanted; nil: reported, never judged.
    package var target: Double?
    /// Whose arrival and end are meant: an index into `Model.flows`; -1: the main flow.
    package var flow: Int
    /// Targets stand at the strata, and there is none for all cases together.
    package var targetIsSplit = false
    /// `target: none`: reported, whatever target is asked of the others.
    package var isNeverJudged = false
    package var ifLate: LateAction?

    package init(
        label: Label, kind: Kind, from: Place, until: Place, only: Int, stratum: Selector,
        strata: [Stratum], startsOver: Bool, rule: String?, target: Double?, flow: Int = -1
    ) {
        self.label = label
        self.kind = kind
        self.from = from
        self.until = until
        self.only = only
        self.stratum = stratum
        self.strata = strata
        self.startsOver = startsOver
        self.rule = rule
        self.target = target
        self.flow = flow
    }
}

/// How long a limit is, and on which clock.
package indirect enum LimitLength: Sendable, Equatable {
    /// No limit for these cases: nothing is counted.
    case none
    /// A blank: durations are recorded, nothing is judged.
    case solve
    case length(Length)
    /// A length that the case carries (index into `Model.numbers`), on the always-running clock.
    case number(Int)
    /// Whichever of these lengths and numbers falls due first.
    case earliest([LimitLength])
    /// The next instant of the series (index into `Model.dateSeries`) at or after the clock's start.
    case untilNext(Int)
    /// So long before the instant that a number of the case is after its arrival, counted backward.
    case before(Length, number: Int)

    /// Due at a date, which no stopped clock moves.
    package var isDated: Bool {
        switch self {
        case .untilNext, .before: true
        case .none, .solve, .length, .number, .earliest: false
        }
    }
}
