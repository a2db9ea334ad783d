/// `WORD: SHARE`, one line of a `mix` or of a list of class words.
package struct WordShare: Sendable, Hashable {
    package var word: Located<String>
    package var share: Located<Share>
}

/// WEIGHTS, spread out: one weight for each month, weekday, day or hour. At least one is above 0.
package struct WeightsPhrase: Sendable, Hashable {
    /// 12 months from January, 7 weekdays from Monday, 31 days, or 24 hours.
    package var values: [Double]
    /// `closed` in `weekday`: the weight of closed dates.
    package var closed: Double?
}

/// What a file says of arrivals that have happened: a row for each, in the order of the file.
package struct ArrivalTrace: Sendable {
    /// As the file's clock shows it.
    package struct Instant: Sendable, Hashable {
        package var date: DayDate
        /// Since midnight.
        package var seconds: Int
        /// Seconds ahead of UTC; nil: by the calendar's zone.
        package var offset: Int?
        /// Of the file, from 1.
        package var line: Int
    }
    /// What stands in a column, by its header.
    package enum Column: Sendable {
        /// A list of words, `mix` among them; rows give places in it.
        case words(list: String, words: [String], rows: [Int])
        case yesNo(String, rows: [Bool])
        /// In the unit that the number has in `case`.
        case number(String, rows: [Double])
    }
    /// As the scenario names it, and as messages do.
    package var file: Located<String>
    package var shown: String
    package var instants: [Instant] = []
    package var columns: [Column] = []
}

/// One stream of arrivals. A file without `stream` names has exactly one, which has no name.
package struct StreamSection: Sendable {
    package enum Process: Sendable {
        /// Poisson, on average over an ordinary year.
        case mean(Located<RatePhrase>)
        /// A renewal process.
        case every(Located<Quantity>)
        /// A trace of instants, to be replayed.
        case observed(ArrivalTrace)
    }
    package enum Hours: Sendable, Hashable {
        case asStaff
        case hours(HoursPhrase)
    }
    package struct Busyness: Sendable, Hashable {
        package enum Period: String, Sendable, CaseIterable { case day, week }
        package var text: String
        package var quantity: Quantity
        package var period: Period
    }
    package var name: Located<String>?
    package var place: SourcePlace
    package var process: Process
    package var month: Located<WeightsPhrase>?
    package var weekday: Located<WeightsPhrase>?
    package var day: Located<WeightsPhrase>?
    package var hour: Located<WeightsPhrase>?
    package var busyness: Located<Busyness>?
    package var hours: Located<Hours>?
    package var mix: [WordShare]
    package var brings: Located<Quantity>?
    package var over: Located<Quantity>?
    package var enters: Located<String>?
}

/// One line of `case`: what each case carries.
package struct CaseEntry: Sendable {
    package enum Kind: Sendable {
        /// A list of class words, drawn at arrival; the shares sum to 100 %.
        case list([WordShare])
        /// A list whose shares depend on words known before it.
        case dependentList(Split<[WordShare]>)
        /// A yes/no word, which bears the entry's name.
        case yesNo(Split<Share>)
        case number(Split<Quantity>)
        /// Which of n equal units has the case.
        case oneOf(Int)
        /// A person of that role.
        case someone(of: Located<String>)
    }
    package var name: Located<String>
    package var kind: Kind
    package var place: SourcePlace

    /// All words of the entry, in the order of the file, each once.
    package var words: [String] {
        switch kind {
        case .list(let shares): return shares.map(\.word.value)
        case .dependentList(let split):
            var seen: [String] = []
            for shares in split.leaves.map(\.value) {
                for share in shares where !seen.contains(share.word.value) { seen.append(share.word.value) }
            }
            return seen
        case .yesNo: return [name.value]
        default: return []
        }
    }
}
