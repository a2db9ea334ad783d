/// A test of a case's words and numbers; terms are joined by only `and` or only `or`.
package struct Test: Sendable {
    package struct NumberTerm: Sendable {
        package var number: Int
        package var least: Int64
        package var most: Int64
        /// True where the term holds outside `least...most`.
        package var negated: Bool

        package init(number: Int, least: Int64, most: Int64, negated: Bool) {
            self.number = number
            self.least = least
            self.most = most
            self.negated = negated
        }
    }
    /// `3 with the same subject within 1 month`: so many cases, this one included, that arrived within
    /// that time before now and have its value.
    package struct ClusterTerm: Sendable {
        package enum Value: Sendable, Equatable {
            /// The words of a list.
            case words(UInt64)
            /// Index into `Model.numbers`.
            case number(Int)
        }
        package var count: Int
        package var value: Value
        package var within: Length
        package var negated: Bool

        package init(count: Int, value: Value, within: Length, negated: Bool) {
            self.count = count
            self.value = value
            self.within = within
            self.negated = negated
        }
    }
    /// Terms joined by `or` instead of `and`.
    package var any: Bool
    package var yes: UInt64
    package var no: UInt64
    package var numbers: [NumberTerm]
    package var text: String
    /// `while open`, `while closed`: the calendar's hours at the instant the test is asked.
    package var open: Bool
    package var closed: Bool
    package var clusters: [ClusterTerm] = []

    package init(
        any: Bool, yes: UInt64, no: UInt64, numbers: [NumberTerm], text: String, open: Bool = false,
        closed: Bool = false
    ) {
        self.any = any
        self.yes = yes
        self.no = no
        self.numbers = numbers
        self.text = text
        self.open = open
        self.closed = closed
    }

    package var asksHours: Bool { open || closed }
}
