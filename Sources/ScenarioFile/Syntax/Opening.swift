/// Cases that are open when the run begins: one for each row of a file, in its order.
package struct OpeningFile: Sendable {
    /// An instant, or how long before the run's start.
    package enum Moment: Sendable, Hashable {
        case at(ArrivalTrace.Instant)
        case ago(LengthPhrase)
    }
    package struct Row: Sendable {
        /// Of the file, from 1.
        package var line: Int
        /// The item at which the case is.
        package var place: String
        package var arrival: Moment
        /// When it came to its place; nil: at the run's start.
        package var since: Moment?
        /// Nil: not given.
        package var stream: String?
    }
    /// What else stands in a column, row by row.
    package enum Column: Sendable {
        /// A list of words, `mix` among them; rows give places in it.
        case words(list: String, words: [String], rows: [Int])
        case yesNo(String, rows: [Bool])
        /// In the unit that the number has in `case`.
        case number(String, rows: [Double])
        /// From 0.
        case unit(String, rows: [Int])
        /// When the clock of a limit started; nil: it does not run.
        case clock(limit: String, rows: [Moment?])
    }
    /// As the scenario names it, and as messages do.
    package var file: Located<String>
    package var shown: String
    package var rows: [Row]
    package var columns: [Column]
    package var headerLine: Int
}
