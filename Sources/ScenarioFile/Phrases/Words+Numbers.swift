extension Words {
    /// Reads a number that stands alone.
    mutating func number(_ what: String = "a number", example: String) throws(Misfit) -> Number {
        let word = try word(what, example: example)
        return try Self.number(in: word, what: what, example: example)
    }

    /// Reads a whole number from `range`.
    mutating func whole(
        _ what: String, in range: ClosedRange<Int>, example: String
    ) throws(Misfit) -> Located<Int> {
        let word = try word(what, example: example)
        let number = try Self.number(in: word, what: what, example: example)
        guard number.isWhole, let millionths = number.millionths else {
            throw Misfit(.notWhole(word.text), at: word.place)
        }
        let value = Int(millionths / 1_000_000)
        guard range.contains(value) else {
            throw Misfit(
                .outOfRange(word.text, least: range.lowerBound, most: range.upperBound), at: word.place)
        }
        return Located(value, at: word.place)
    }

    /// The number that a word is, or what is wrong with it.
    static func number(in word: Word, what: String, example: String) throws(Misfit) -> Number {
        let text = word.text
        let scalars = Array(text.unicodeScalars)
        guard let first = scalars.first, isDigit(first) || "+-−.".unicodeScalars.contains(first),
            scalars.contains(where: isDigit)
        else {
            throw Misfit(.expects(what, found: text, example: example), at: word.place)
        }
        if first == "-" || first == "−" || first == "+" { throw Misfit(.signedNumber(text), at: word.place) }
        if text.contains("..") { throw Misfit(.rangeNotHere(text, what: what), at: word.place) }
        let digits = scalars.prefix { isDigit($0) || $0 == "." }
        guard digits.count == scalars.count else { throw wrongTail(word, digits: digits.count) }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else {
            throw Misfit(.expects(what, found: text, example: example), at: word.place)
        }
        if parts[0].count > 1, parts[0].hasPrefix("0") { throw Misfit(.leadingZero(text), at: word.place) }
        guard parts[0].count <= 15, scalars.count <= 18, let value = Double(text) else {
            throw Misfit(.tooManyDigits(text), at: word.place)
        }
        return Number(text: text, value: value, millionths: millionths(parts))
    }

    private static func millionths(_ parts: [Substring]) -> Int64? {
        let fraction = parts.count == 2 ? String(parts[1]) : ""
        let trimmed = String(fraction.prefix(6))
        guard fraction.dropFirst(6).allSatisfy({ $0 == "0" }), let whole = Int64(parts[0]) else { return nil }
        let padded = trimmed + String(repeating: "0", count: 6 - trimmed.count)
        let (product, overflow) = whole.multipliedReportingOverflow(by: 1_000_000)
        guard !overflow, let small = Int64(padded) else { return nil }
        return product + small
    }

    /// `5-10`, `45min`, `12%`, `9:00`, `1e6`: each has its own remedy.
    private static func wrongTail(_ word: Word, digits: Int) -> Misfit {
        let scalars = Array(word.text.unicodeScalars)
        let head = String(String.UnicodeScalarView(scalars[..<digits]))
        let tail = String(String.UnicodeScalarView(scalars[digits...]))
        let sign = scalars[digits]
        if "-–—~～".unicodeScalars.contains(sign), scalars.count > digits + 1, isDigit(scalars[digits + 1]) {
            return Misfit(.rangeSign(word.text, better: head + ".." + tail.dropFirst()), at: word.place)
        }
        if tail == "%" { return Misfit(.shareNotHere(word.text), at: word.place) }
        if sign == ":" { return Misfit(.clockTimeNotHere(word.text), at: word.place) }
        if tail.first == "e" || tail.first == "E", tail.count > 1, tail.dropFirst().allSatisfy(\.isNumber) {
            return Misfit(.exponent(word.text), at: word.place)
        }
        if tail.unicodeScalars.allSatisfy(\.properties.isAlphabetic) {
            return Misfit(.gluedUnit(word.text, better: head + " " + tail), at: word.place)
        }
        return Misfit(.expects("a number", found: word.text, example: head), at: word.place)
    }

    static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

    var startsWithNumber: Bool {
        guard let scalar = first?.text.unicodeScalars.first else { return false }
        return Self.isDigit(scalar) || scalar == "-" || scalar == "+" || scalar == "." || scalar == "−"
    }

    /// SHARE: `12%`.
    mutating func share(example: String = "12%") throws(Misfit) -> Share {
        let word = try word("a share", example: example)
        guard word.text.hasSuffix("%") else {
            let number = try Self.number(in: word, what: "a share", example: example)
            let percent = first?.text == "%" || number.value > 1
            throw Misfit(
                .shareNeedsPercent(word.text, better: percent ? word.text + "%" : example), at: word.place)
        }
        var digits = word
        digits.text.removeLast()
        let number = try Self.number(in: digits, what: "a share", example: example)
        guard let millionths = number.millionths else {
            throw Misfit(.tooManyDigits(word.text), at: word.place)
        }
        guard millionths <= 100_000_000 else { throw Misfit(.shareAboveWhole(word.text), at: word.place) }
        return Share(text: word.text, billionths: millionths * 10)
    }
}
