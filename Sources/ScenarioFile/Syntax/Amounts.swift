/// A number as typed: exact in decimal, so that messages can quote it and sums can be checked exactly.
package struct Number: Sendable, Hashable {
    package var text: String
    package var value: Double
    /// The number times a million, where that is whole and fits: the exact value for comparisons.
    package var millionths: Int64?

    package var isWhole: Bool { millionths.map { $0 % 1_000_000 == 0 } ?? false }
}

/// What follows a number: a clock's unit, or any other word that the file uses (yuan, persons).
package enum Unit: Sendable, Hashable {
    case second, minute, hour, day, week, month, year
    case workingMinute, workingHour, workingDay
    case other(String)

    /// True for units that run in the calendar's working time.
    package var isWorking: Bool {
        switch self {
        case .workingMinute, .workingHour, .workingDay: true
        default: false
        }
    }

    package var isTime: Bool {
        if case .other = self { return false }
        return true
    }

    /// Seconds of one unit where that is fixed: a working day, a month and a year have no fixed length.
    package var seconds: Int? {
        switch self {
        case .second: 1
        case .minute, .workingMinute: 60
        case .hour, .workingHour: 3600
        case .day: 86400
        case .week: 7 * 86400
        case .workingDay, .month, .year, .other: nil
        }
    }
}

/// A number with its unit, if it has one: `45 min`, `2000 yuan`, `0.7`.
package struct Amount: Sendable, Hashable {
    package var number: Number
    package var unit: Unit?
    package var place: SourcePlace

    package var value: Double { number.value }
}

/// LENGTH: `2 working days`, `24 hours`. Always with a unit of time.
package struct LengthPhrase: Sendable, Hashable {
    package var text: String
    package var number: Number
    package var unit: Unit
}

/// SHARE: `12%`.
package struct Share: Sendable, Hashable {
    package var text: String
    /// Exact: 0...1_000_000_000, billionths of the whole.
    package var billionths: Int64

    package var fraction: Double { Double(billionths) / 1e9 }
    package static let whole: Int64 = 1_000_000_000
}

/// QUANTITY: `triangular 5..10..30 min`, `2 min per open case`.
package struct Quantity: Sendable, Hashable {
    package enum Spread: Sendable, Hashable {
        case meanAndP95(mean: Amount, p95: Amount)
        case meanAndCv(mean: Amount, cv: Amount)
        /// Of mean 1 (`busyness` only).
        case cv(Amount)
    }
    package enum Family: Sendable, Hashable {
        case constant(Amount)
        case exponential(mean: Amount)
        case uniform(least: Amount, greatest: Amount)
        case triangular(least: Amount, likely: Amount, greatest: Amount)
        case lognormal(Spread)
        case gamma(Spread)
        case weibull(Spread)
        /// Balanced means; the coefficient of variation is above 1.
        case hyperexponential(mean: Amount, cv: Amount)
        case erlang(stages: Int, mean: Amount)
        case observed(Observed)
    }
    /// Values of a file, drawn again and again.
    package struct Observed: Sendable, Hashable {
        package var file: Located<String>
        /// As typed behind the file, else that of the file's first value; a count has none.
        package var unit: Located<Unit>?
        /// In that unit and in the order of the file; none before the file was read.
        package var values: [Double] = []
    }
    package enum Per: Sendable, Hashable {
        case openCase
        case closedCase
        /// A number of the case: one draw times that number.
        case number(Located<String>)
    }
    package var text: String
    package var family: Family
    package var per: Per?

    /// The family's parameters in the order typed; empty for `observed`.
    package var amounts: [Amount] {
        switch family {
        case .constant(let a), .exponential(let a), .erlang(_, let a): [a]
        case .uniform(let a, let b), .hyperexponential(let a, let b): [a, b]
        case .triangular(let a, let b, let c): [a, b, c]
        case .lognormal(let s), .gamma(let s), .weibull(let s):
            switch s {
            case .meanAndP95(let a, let b), .meanAndCv(let a, let b): [a, b]
            case .cv(let a): [a]
            }
        case .observed: []
        }
    }

    /// The units of all figures, where they have one.
    package var units: [Located<Unit>] {
        if case .observed(let observed) = family { return observed.unit.map { [$0] } ?? [] }
        return amounts.compactMap { amount in amount.unit.map { Located($0, at: amount.place) } }
    }

    /// The unit of the first figure: of all of them, but for `45 min` beside `2 h`.
    package var unit: Unit? {
        if case .observed(let observed) = family { observed.unit?.value } else { amounts.first?.unit }
    }
}

/// `20 per week`.
package struct RatePhrase: Sendable, Hashable {
    package enum Period: String, Sendable, CaseIterable { case hour, day, week, month, year }
    package var text: String
    package var number: Number
    package var period: Period
}
