/// One path of a scenario and the values it is to take: `--vary PATH=VALUES`.
package struct SweepAxis: Sendable, Equatable {
    package let path: String
    private let text: String

    /// - Parameter argument: `PATH=VALUES`; the values are read when the design is known.
    package init(_ argument: String) throws(SweepProblem) {
        guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else {
            throw .notAVariation(argument)
        }
        path = String(argument[..<sign])
        text = Self.trimmed(argument[argument.index(after: sign)...])
        if text.isEmpty { throw .noValues(path: path) }
    }

    /// The values of a grid, as they would be typed in the file: a list, or a range with its step.
    func values() throws(SweepProblem) -> [String] {
        let elements = try self.elements()
        if elements.count == 1, let range = SweepRange(elements[0]) { return try values(of: range) }
        var seen: Set<String> = []
        for element in elements where !seen.insert(element).inserted {
            throw .repeatedValue(path: path, value: element)
        }
        return elements
    }

    private func values(of range: SweepRange) throws(SweepProblem) -> [String] {
        try check(range)
        guard let count = range.count else { throw .noStep(path: path, range: text, unit: range.unit) }
        if count > SweepPlan.mostPoints { throw .tooManyPoints(count) }
        return (0..<count).map(range.value)
    }

    /// The range that quasi-random points fill.
    func range() throws(SweepProblem) -> SweepRange {
        guard let range = SweepRange(text) else { throw .notARange(path: path, values: text) }
        try check(range)
        return range
    }

    private func check(_ range: SweepRange) throws(SweepProblem) {
        if range.low >= range.high { throw .reversed(path: path, range: text) }
        if range.step == 0 { throw .zeroStep(path: path, range: text) }
    }

    /// The parts between commas; those within quotes or brackets do not part.
    private func elements() throws(SweepProblem) -> [String] {
        let closing: [Character: Character] = ["{": "}", "[": "]", "(": ")", "\"": "\"", "'": "'"]
        var elements = [""]
        var open: [(sign: Character, closing: Character)] = []
        for character in text {
            if let last = open.last, character == last.closing {
                open.removeLast()
            } else if let end = closing[character], open.last.map({ $0.sign != $0.closing }) ?? true {
                open.append((character, end))
            } else if character == ",", open.isEmpty {
                elements.append("")
                continue
            }
            elements[elements.count - 1].append(character)
        }
        if let left = open.first { throw .unclosed(path: path, sign: left.sign) }
        let values = elements.map { Self.trimmed($0[...]) }
        if values.contains("") { throw .emptyValue(path: path) }
        return values
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
