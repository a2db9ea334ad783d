package import SimKernel

/// Work of the calendar, beside the cases: it stands in line like a case, and no count of cases has it.
package struct Duty: Sendable {
    package enum Kind: Sendable, Equatable {
        /// Once at each date.
        case once
        /// Once in each unit: the number of the case (an index into `Model.numbers`) says which.
        case perUnit(number: Int, count: Int)
        /// Each person of the role for himself: the number of the case is that person.
        case perPerson(role: Int, number: Int)
    }
    package var label: Label
    /// Enters the identity of its cases.
    package var key: UInt32
    /// Index into `Model.dateSeries`: when it falls due to begin.
    package var series: Int
    /// Its only item, of kind `work`; behind it stands its end, of kind `sideEnd`.
    package var op: Int
    /// Bits of its name, where an order of lines asks for it.
    package var mask: UInt64
    package var kind: Kind

    package init(label: Label, key: UInt32, series: Int, op: Int, mask: UInt64 = 0, kind: Kind = .once) {
        self.label = label
        self.key = key
        self.series = series
        self.op = op
        self.mask = mask
        self.kind = kind
    }
}

/// A case that is open when the run begins.
package struct OpeningCase: Sendable {
    package struct RunningClock: Sendable, Equatable {
        /// Index into `Model.limits`.
        package var limit: Int
        package var start: Ticks

        package init(limit: Int, start: Ticks) {
            self.limit = limit
            self.start = start
        }
    }
    /// The stream whose draws give what is not known.
    package var stream: Int
    package var arrival: Ticks
    /// Where it is, and since when.
    package var op: Int
    package var since: Ticks
    package var words: UInt64
    /// Draws of `Model.draws` that `words` answers.
    package var knownDraws: [Int]
    package var numbers: [(number: Int, value: Int64)]
    /// All clocks that run; that of its place is the last, as it is of any case that comes there.
    package var clocks: [RunningClock]

    package init(
        stream: Int, arrival: Ticks, op: Int, since: Ticks, words: UInt64 = 0, knownDraws: [Int] = [],
        numbers: [(number: Int, value: Int64)] = [], clocks: [RunningClock] = []
    ) {
        self.stream = stream
        self.arrival = arrival
        self.op = op
        self.since = since
        self.words = words
        self.knownDraws = knownDraws
        self.numbers = numbers
        self.clocks = clocks
    }
}

/// A ceiling of case numbers in each period.
package struct Numbering: Sendable, Equatable {
    package var ceiling: Int
    /// As in the file: "99 per month".
    package var text: String
    /// Whole periods within the window: each from one instant to the next.
    package var bounds: [Ticks]

    package init(ceiling: Int, text: String, bounds: [Ticks]) {
        self.ceiling = ceiling
        self.text = text
        self.bounds = bounds
    }
}

/// How long the files of closed cases are kept.
package enum Archive: Sendable, Equatable {
    case forever
    /// As in the file, and its length in ticks.
    case kept(text: String, Ticks)
}
