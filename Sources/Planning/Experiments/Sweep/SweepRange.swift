/// Numbers from a low to a high end: `4..10`, `10%..30%..5%`, `1..3 h`. Counted in millionths, the
/// precision of a scenario's numbers, so that no step is ever rounded.
package struct SweepRange: Sendable, Equatable {
    let low: Int
    let high: Int
    /// nil: any number between the ends.
    let step: Int?
    /// "%", "h", "working days", or nothing.
    let unit: String

    private static let one = 1_000_000

    /// nil where the text is no range of numbers; the ends may be in the wrong order.
    init?(_ text: String) {
        let pieces = text.split(separator: "..", omittingEmptySubsequences: false)
        guard pieces.count == 2 || pieces.count == 3 else { return nil }
        let numbers = pieces.compactMap(Self.number)
        guard numbers.count == pieces.count else { return nil }
        let units = Set(numbers.map(\.unit)).subtracting([""])
        guard units.count <= 1 else { return nil }
        unit = units.first ?? ""
        low = numbers[0].millionths
        high = numbers[1].millionths
        let areWhole = low % Self.one == 0 && high % Self.one == 0
        step = numbers.count == 3 ? numbers[2].millionths : unit.isEmpty && areWhole ? Self.one : nil
    }

    /// A number and the unit behind it.
    private static func number(_ text: Substring) -> (millionths: Int, unit: String)? {
        let text = text.drop { $0 == " " }
        let digits = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
        let unit = text[digits.endIndex...].split(separator: " ").joined(separator: " ")
        let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }), parts[0].count <= 12,
            parts[0] == "0" || !parts[0].hasPrefix("0"), let whole = Int(parts[0]),
            unit == "%" || unit.allSatisfy({ $0.isLetter || $0 == " " })
        else { return nil }
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        let padded = fraction + String(repeating: "0", count: max(0, 6 - fraction.count))
        guard padded.count == 6, let small = Int(padded) else { return nil }
        return (whole * one + small, unit)
    }

    /// How many values it has; nil where they are not counted.
    var count: Int? {
        guard let step, step > 0, high >= low else { return nil }
        return (high - low) / step + 1
    }

    /// The value at `place` in `0 ..< count`, as one would type it.
    func value(_ place: Int) -> String { text(low + place * (step ?? 0)) }

    /// The value at the point `u` in `0 ..< 1`: each counted value takes an equal part, others are told apart to
    /// at least a ten-thousandth of the range.
    func value(at u: Double) -> String {
        if let count { return value(level(at: u, of: count)) }
        var grain = 1
        while (high - low) / (grain * 10) >= 10_000 { grain *= 10 }
        return text(low + Int((u * Double((high - low) / grain)).rounded()) * grain)
    }

    func level(at u: Double, of count: Int) -> Int { min(count - 1, Int(u * Double(count))) }

    private func text(_ millionths: Int) -> String {
        let digits = String(millionths % Self.one + Self.one).dropFirst()
        let fraction = digits.reversed().drop { $0 == "0" }.reversed()
        let number = String(millionths / Self.one) + (fraction.isEmpty ? "" : "." + String(fraction))
        return unit == "%" ? number + unit : unit.isEmpty ? number : number + " " + unit
    }
}
