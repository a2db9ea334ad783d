/// Where something stands in what the user typed.
///
/// Lines and columns count from 1; a column counts Unicode scalars, as every editor's status line
/// does for Latin and Chinese text. `file` is an index into `Scenario.sources`: a scenario that
/// extends another has values from several files, and each `--set` is a source of its own.
package struct SourcePlace: Sendable, Hashable, Comparable {
    package var file: Int
    package var line: Int
    package var column: Int
    /// How many scalars it covers, at least 1.
    package var length: Int

    package init(file: Int, line: Int, column: Int, length: Int = 1) {
        self.file = file
        self.line = line
        self.column = column
        self.length = max(1, length)
    }

    package static func < (a: SourcePlace, b: SourcePlace) -> Bool {
        (a.file, a.line, a.column) < (b.file, b.line, b.column)
    }
}

/// A value with the place where it was typed.
package struct Located<Value> {
    package var value: Value
    package var place: SourcePlace

    package init(_ value: Value, at place: SourcePlace) {
        self.value = value
        self.place = place
    }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// A value that is either the same for all cases or chosen by class words: `{ WORD: v, others: v }`.
package indirect enum Split<Value> {
    case one(Located<Value>)
    /// At least one row, in the order of the file. The first row that fits a case decides.
    case byWord([SplitRow<Value>], at: SourcePlace)

    package var place: SourcePlace {
        switch self {
        case .one(let value): value.place
        case .byWord(_, let place): place
        }
    }

    /// All values, in the order of the file.
    package var leaves: [Located<Value>] {
        switch self {
        case .one(let value): [value]
        case .byWord(let rows, _): rows.flatMap(\.value.leaves)
        }
    }

    /// The same split of other values.
    func map<Other>(_ transform: (Value) -> Other) -> Split<Other> {
        switch self {
        case .one(let value): .one(Located(transform(value.value), at: value.place))
        case .byWord(let rows, let place):
            .byWord(
                rows.map { SplitRow(words: $0.words, value: $0.value.map(transform), place: $0.place) },
                at: place)
        }
    }
}

/// `WORD or WORD: value`; no words at all stand for `others`.
package struct SplitRow<Value> {
    package var words: [Located<String>]
    package var value: Split<Value>
    /// The place of the row's key.
    package var place: SourcePlace

    package var isOthers: Bool { words.isEmpty }
    /// `major`, `error or attitude`, `others`.
    package var text: String { isOthers ? "others" : words.map(\.value).joined(separator: " or ") }
}

extension Split: Sendable where Value: Sendable {}
extension Split: Equatable where Value: Equatable {}
extension SplitRow: Sendable where Value: Sendable {}
extension SplitRow: Equatable where Value: Equatable {}
