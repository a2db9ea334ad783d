/// A value that is either the same for all cases or chosen by class words.
///
/// Non-negative: the value itself (an index). Negative: `~value` is an index into `Model.choices`.
package struct Selector: Sendable, Equatable {
    package var code: Int32

    package init(code: Int32) { self.code = code }
    package static func always(_ value: Int) -> Selector { Selector(code: Int32(value)) }
    package static func choice(_ index: Int) -> Selector { Selector(code: ~Int32(index)) }
    /// No value at all.
    package static let none = Selector(code: .max)
}

/// A split: the first row whose bits the case has decides. A row with no bits matches every case.
package struct Choice: Sendable {
    package struct Row: Sendable {
        package var mask: UInt64
        package var value: Int32

        package init(mask: UInt64, value: Int32) {
            self.mask = mask
            self.value = value
        }
    }
    package var rows: [Row]

    package init(rows: [Row]) { self.rows = rows }
}
