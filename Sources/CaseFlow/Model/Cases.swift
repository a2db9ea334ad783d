package import SimKernel

/// A class word that a test, a split or a statistic refers to: one bit of a case's word set.
package struct Word: Sendable {
    package var label: Label
    package var bit: Int

    package init(label: Label, bit: Int) {
        self.label = label
        self.bit = bit
    }

    package var mask: UInt64 { 1 << UInt64(bit) }
}

/// A word of the `mix`; a case has at most one at a time.
package struct CaseClass: Sendable {
    package var label: Label
    package var mask: UInt64

    package init(label: Label, mask: UInt64) {
        self.label = label
        self.mask = mask
    }
}

/// One arrival stream.
package struct Stream: Sendable {
    package var label: Label
    /// Enters every random draw of its cases; unique within the model, derived from the name.
    package var key: UInt16
    package var process: ArrivalProcess
    /// The word bits a case of the stream has from the start (the stream's own word, if used).
    package var mask: UInt64
    /// Op where its cases begin.
    package var entry: Int
    /// Draws of `Model.draws` that apply to this stream, as indexes in order.
    package var draws: [Int]
    /// What one arrival of the process brings; nil: one case.
    package var incident: Incident?
    /// What is known of the cases of a replayed trace, in place of draws.
    package var given: GivenValues?

    package init(
        label: Label, key: UInt16, process: ArrivalProcess, mask: UInt64, entry: Int, draws: [Int],
        incident: Incident? = nil, given: GivenValues? = nil
    ) {
        self.label = label
        self.key = key
        self.process = process
        self.mask = mask
        self.entry = entry
        self.draws = draws
        self.incident = incident
        self.given = given
    }
}

/// One list of class words (or a yes/no word), drawn at arrival.
package struct WordDraw: Sendable {
    package var label: Label
    package var key: UInt32
    /// Which of `rows` applies, as a choice (its index into `Model.choices`) or a plain row.
    package var row: Selector
    package var rows: [Row]

    /// Cumulative shares as 53-bit thresholds, and the bits that the drawn word sets (0: none).
    package struct Row: Sendable {
        package var thresholds: [UInt64]
        package var masks: [UInt64]

        package init(thresholds: [UInt64], masks: [UInt64]) {
            self.thresholds = thresholds
            self.masks = masks
        }
    }

    package init(label: Label, key: UInt32, row: Selector, rows: [Row]) {
        self.label = label
        self.key = key
        self.row = row
        self.rows = rows
    }
}

/// A number of a case: money, persons (millionths of the unit), a length (ticks), its unit, or a
/// particular person.
package struct CaseNumber: Sendable {
    package enum Kind: Sendable, Equatable {
        case drawn
        /// One of so many units, from 0, all alike.
        case unit(count: Int)
        /// A person of the role (of the case's pool, where it has pools), drawn evenly: an index into
        /// `Model.people`. Stands after the unit it depends on.
        case person(role: Int)
    }
    package var label: Label
    package var key: UInt32
    /// Index into `Model.tables`, possibly by class (`drawn` only).
    package var table: Selector
    package var kind: Kind
    /// The scenario names it; otherwise the compiler needed it, and nobody is shown it.
    package var isNamed = true

    package init(label: Label, key: UInt32, table: Selector, kind: Kind = .drawn) {
        self.label = label
        self.key = key
        self.table = table
        self.kind = kind
    }
}
