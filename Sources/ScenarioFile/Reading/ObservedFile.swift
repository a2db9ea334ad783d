/// The values of a file: one a line, or the first column of a CSV file with a header line.
///
/// Read strictly, because a value left out or misread would not be noticed in any figure: a decimal
/// comma is a second column, and only a header line allows several.
struct ObservedFile {
    /// Bytes of all such files of a scenario together.
    static let mostBytes = 16_000_000
    /// Values of all such files of a scenario together.
    static let mostValues = 1_000_000
    static let greatest = 1e15

    /// What is wrong, and in which line of the file (from 1).
    struct Flaw: Error {
        var problem: Problem
        var line: Int
    }

    /// In the order of the file, in the unit of the phrase or else in that of the first value.
    private(set) var values: [Double] = []
    /// Of the first value, where the values have their own.
    private(set) var unit: Unit?
    private let rule: QuantityRule
    /// The unit that the phrase gives to all values.
    private let common: Unit?
    private var known: [String: Unit] = [:]
    /// Of the header line; a file without one has one column.
    private var columns: Int?

    /// - Parameters:
    ///   - common: the unit of all values; nil where each has its own, or is a mere count.
    ///   - most: the number of values that may be read.
    init(_ bytes: [UInt8], _ rule: QuantityRule, unit common: Unit?, most: Int) throws(Flaw) {
        self.rule = rule
        self.common = common
        try Self.readLines(of: bytes) { (line, _) throws(Problem) in
            try read(DataRow(line))
            guard values.count <= most else { throw .dataTooMany(most: most) }
        }
        guard !values.isEmpty else { throw Flaw(problem: .dataEmpty, line: 1) }
    }

    /// The lines of a text file, with their numbers from 1; a byte order mark belongs to none.
    static func readLines(
        of bytes: [UInt8], _ read: (ArraySlice<UInt8>, Int) throws(Problem) -> Void
    ) throws(Flaw) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
        guard String(validating: body, as: UTF8.self) != nil else {
            throw Flaw(problem: .notUTF8, line: SourceReading.placeOfBadByte(in: body).0)
        }
        var line = 1
        var start = body.startIndex
        while start < body.endIndex {
            let end = body[start...].firstIndex(of: UInt8(ascii: "\n")) ?? body.endIndex
            do throws(Problem) {
                try read(body[start..<end], line)
            } catch {
                throw Flaw(problem: error, line: line)
            }
            start = end == body.endIndex ? end : end + 1
            line += 1
        }
    }

    private mutating func read(_ row: DataRow) throws(Problem) {
        if row.isBlank { return }
        guard let columns else {
            columns = row.isHeader ? row.columns : 1
            if !row.isHeader { try read(row) }
            return
        }
        guard row.columns == columns else { throw .dataColumns(row.columns, expected: columns) }
        try add(row.first)
    }

    private mutating func add(_ cell: ArraySlice<UInt8>) throws(Problem) {
        let text = Self.quoted(cell)
        let length = Self.lengthOfNumber(cell)
        let number = String(decoding: cell.prefix(length), as: UTF8.self)
        let tail = cell.dropFirst(length)
        guard length > 0, let value = Double(number) else {
            if cell.isEmpty { throw .dataCellEmpty }
            if "+-−".contains(text.prefix(1)) { throw .signedNumber(text) }
            throw .expects("a number", found: text, example: example)
        }
        guard value <= Self.greatest else { throw .dataTooGreat(number) }
        values.append(
            value * (try factor(number, tail: DataRow.trimmed(tail), isGlued: !DataRow.isSpace(tail.first))))
    }

    private var hasOwnUnits: Bool { common == nil && rule.units != .count }
    private var example: String { hasOwnUnits ? "12.5 min" : "12.5" }

    /// What the value is multiplied with to be in the unit of them all.
    private mutating func factor(
        _ number: String, tail: ArraySlice<UInt8>, isGlued: Bool
    ) throws(Problem) -> Double {
        let text = Self.quoted(tail)
        if text.isEmpty {
            if hasOwnUnits { throw .dataUnitMissing(number) }
            return 1
        }
        let cell = number + (isGlued ? "" : " ") + text
        let isUnit =
            text.unicodeScalars.first.map { $0.properties.isAlphabetic || "€$¥£".unicodeScalars.contains($0) }
            ?? false
        guard isUnit, !text.contains(where: \.isNumber) else {
            throw .expects("a number", found: cell, example: example)
        }
        if let common { throw .dataUnitTwice(cell, unit: common.text) }
        guard hasOwnUnits else { throw .expects("a number", found: cell, example: example) }
        if isGlued { throw .gluedUnit(cell, better: number + " " + text) }
        let own = try unit(text)
        guard let first = unit else {
            unit = own
            return 1
        }
        guard own.base == first.base else { throw .mixedUnits(first.text, own.text) }
        guard own != first, let a = own.seconds, let b = first.seconds else { return 1 }
        return Double(a) / Double(b)
    }

    private mutating func unit(_ text: String) throws(Problem) -> Unit {
        if let unit = known[text] { return unit }
        let unit: Unit
        do throws(Misfit) {
            let place = SourcePlace(file: 0, line: 1, column: 1)
            var words = try Words(Tree(content: .scalar(Tree.Scalar(text: text, offset: nil)), place: place))
            guard words.isUnitNext, let read = try words.unit(rule, after: "") else {
                throw Misfit(.unknownUnit(text, better: nil), at: place)
            }
            try words.end()
            unit = read
        } catch {
            throw error.problem
        }
        if let allowed = rule.allowed(insteadOf: unit) {
            throw .unitNotHere(unit.text, key: rule.key, allowed: allowed)
        }
        known[text] = unit
        return unit
    }

    /// Digits, a point with digits behind it, an exponent: how many bytes of that begin the cell.
    static func lengthOfNumber(_ cell: ArraySlice<UInt8>) -> Int {
        func digits(from start: Int) -> Int {
            cell[start...].prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }.count
        }
        var end = cell.startIndex + digits(from: cell.startIndex)
        guard end > cell.startIndex else { return 0 }
        if end < cell.endIndex, cell[end] == UInt8(ascii: ".") {
            let count = digits(from: end + 1)
            if count > 0 { end += 1 + count }
        }
        if end < cell.endIndex, cell[end] | 0x20 == UInt8(ascii: "e") {
            let isSigned = end + 1 < cell.endIndex && (cell[end + 1] == 0x2B || cell[end + 1] == 0x2D)
            let start = end + (isSigned ? 2 : 1)
            let count = digits(from: start)
            if count > 0 { end = start + count }
        }
        return end - cell.startIndex
    }

    /// As messages quote it.
    static func quoted(_ cell: ArraySlice<UInt8>) -> String {
        let text = String(decoding: cell, as: UTF8.self)
        return text.count <= 40 ? text : text.prefix(39) + "…"
    }
}

/// One line of a file of values.
struct DataRow {
    /// The first column, without blanks around it and without quotes.
    var first: ArraySlice<UInt8>
    var columns = 1
    var isBlank: Bool

    /// Commas between quotes separate nothing.
    init(_ line: ArraySlice<UInt8>) {
        var end: Int?
        var isQuoted = false
        for i in line.indices {
            if line[i] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if line[i] == UInt8(ascii: ","), !isQuoted {
                end = end ?? i
                columns += 1
            }
        }
        first = DataRow.trimmed(line[..<(end ?? line.endIndex)])
        isBlank = first.isEmpty && columns == 1
        first = DataRow.unquoted(first)
    }

    /// All columns of a line, without blanks around them and without quotes.
    static func cells(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var cells: [ArraySlice<UInt8>] = []
        var start = line.startIndex
        var isQuoted = false
        for i in line.indices {
            if line[i] == UInt8(ascii: "\"") { isQuoted.toggle() }
            if line[i] == UInt8(ascii: ","), !isQuoted {
                cells.append(unquoted(trimmed(line[start..<i])))
                start = i + 1
            }
        }
        cells.append(unquoted(trimmed(line[start...])))
        return cells
    }

    private static func unquoted(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard cell.count > 1, cell.first == UInt8(ascii: "\""), cell.last == UInt8(ascii: "\"") else {
            return cell
        }
        return trimmed(cell.dropFirst().dropLast())
    }

    /// A word where a number should be; what programs write for a missing number is no header.
    var isHeader: Bool {
        let text = String(decoding: first, as: UTF8.self)
        guard text.unicodeScalars.first?.properties.isAlphabetic == true else { return false }
        return !["nan", "inf", "infinity", "na", "n/a", "null", "none", "nil"].contains(text.lowercased())
    }

    static func trimmed(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var cell = cell
        while let byte = cell.first, isSpace(byte) { cell.removeFirst() }
        while let byte = cell.last, isSpace(byte) { cell.removeLast() }
        return cell
    }

    static func isSpace(_ byte: UInt8?) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }
}
