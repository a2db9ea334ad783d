/// Reads a trace of arrivals: a header line that begins with `arrival`, then a line for each of them.
///
/// As strict as files of values: what cannot be read is an error with its line, never left out.
struct TraceReading {
    private(set) var instants: [ArrivalTrace.Instant] = []
    private(set) var columns: [ArrivalTrace.Column] = []
    private let decoder: Decoder
    private let mix: [String]
    private let most: Int
    /// How many the header line has; nil before it.
    private var width: Int?
    /// Place of each word in its list, by column.
    private var places: [[String: Int]] = []

    init(decoder: Decoder, mix: [String], most: Int) {
        self.decoder = decoder
        self.mix = mix
        self.most = most
    }

    mutating func read(_ bytes: [UInt8]) throws(ObservedFile.Flaw) {
        try ObservedFile.readLines(of: bytes) { (line, number) throws(Problem) in
            let cells = DataRow.cells(line)
            if cells.count == 1, cells[0].isEmpty { return }
            guard let width else { return try readHeader(cells) }
            guard cells.count == width else { throw .dataColumns(cells.count, expected: width) }
            guard instants.count < most else { throw .dataTooMany(most: most) }
            instants.append(try Self.instant(cells[0], line: number))
            for (index, cell) in cells.dropFirst().enumerated() { try add(cell, toColumn: index) }
        }
        guard !instants.isEmpty else { throw ObservedFile.Flaw(problem: .dataEmpty, line: 1) }
    }

    // MARK: - The header line

    private mutating func readHeader(_ cells: [ArraySlice<UInt8>]) throws(Problem) {
        let names = cells.map { String(decoding: $0, as: UTF8.self) }
        guard names[0] == "arrival" else { throw .traceHeader(ObservedFile.quoted(cells[0])) }
        width = cells.count
        for (index, name) in names.enumerated().dropFirst() {
            if names[..<index].contains(name) { throw .traceColumnTwice(name) }
            let column = try column(name)
            columns.append(column)
            if case .words(_, let words, _) = column {
                places.append(
                    Dictionary(words.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }))
            } else {
                places.append([:])
            }
        }
    }

    private func column(_ name: String) throws(Problem) -> ArrivalTrace.Column {
        if name == "mix", !mix.isEmpty { return .words(list: name, words: mix, rows: []) }
        let wanted = "list, yes/no word or number"
        switch decoder.names.kind(of: name) {
        case .list:
            return .words(list: name, words: decoder.names.words(of: .entry(name)), rows: [])
        case .word(list: .yesNo(name)): return .yesNo(name, rows: [])
        case .number: return .number(name, rows: [])
        case let kind?: throw .otherKind(name, is: kind.noun, wanted: wanted)
        case nil: throw .unknownName(name, noun: wanted, home: "in case", near: nearest(name))
        }
    }

    private func nearest(_ name: String) -> String? {
        let known = decoder.names.entries.filter { entry in
            switch entry.entry.kind {
            case .list, .number, .word(list: .yesNo): true
            default: false
            }
        }
        return decoder.nearest(name, among: known.map(\.name) + (mix.isEmpty ? [] : ["mix"]))
    }

    // MARK: - Cells

    private mutating func add(_ cell: ArraySlice<UInt8>, toColumn index: Int) throws(Problem) {
        switch columns[index] {
        case .words(let list, let words, var rows):
            columns[index] = .number("", rows: [])  // The only owner of the rows appends in place.
            let text = String(decoding: cell, as: UTF8.self)
            guard let place = places[index][text] else {
                if text.isEmpty { throw .traceCellEmpty(list) }
                let near = decoder.nearest(text, among: words).map { [$0] }
                throw .unknownWord(
                    ObservedFile.quoted(cell), what: "word of '\(list)'", choices: near ?? words)
            }
            rows.append(place)
            columns[index] = .words(list: list, words: words, rows: rows)
        case .yesNo(let word, var rows):
            columns[index] = .number("", rows: [])
            let text = ObservedFile.quoted(cell)
            guard text == "yes" || text == "no" else {
                if text.isEmpty { throw .traceCellEmpty(word) }
                throw .unknownWord(text, what: "answer to '\(word)'", choices: ["yes", "no"])
            }
            rows.append(text == "yes")
            columns[index] = .yesNo(word, rows: rows)
        case .number(let name, var rows):
            columns[index] = .number("", rows: [])
            rows.append(try Self.number(cell, name))
            columns[index] = .number(name, rows: rows)
        }
    }

    static func number(_ cell: ArraySlice<UInt8>, _ name: String) throws(Problem) -> Double {
        let text = ObservedFile.quoted(cell)
        if text.isEmpty { throw .traceCellEmpty(name) }
        if "+-−".contains(text.prefix(1)) { throw .signedNumber(text) }
        guard ObservedFile.lengthOfNumber(cell) == cell.count,
            let value = Double(String(decoding: cell, as: UTF8.self))
        else { throw .expects("a number", found: text, example: "12.5") }
        guard value <= ObservedFile.greatest else { throw .dataTooGreat(text) }
        return value
    }

    /// `2027-03-01T09:30`, with seconds or an offset (`Z`, `+08:00`) or both; a space may stand for the T.
    /// A date alone, where it may stand, is its midnight.
    static func instant(
        _ cell: ArraySlice<UInt8>, line: Int, mayBeDate: Bool = false
    ) throws(Problem) -> ArrivalTrace.Instant {
        let text = ObservedFile.quoted(cell)
        if text.isEmpty { throw .traceCellEmpty("arrival") }
        let misread = Problem.expects("an instant", found: text, example: "2027-03-01T09:30")
        var scanner = InstantScanner(cell)
        guard let year = scanner.digits(4), scanner.take("-"), let month = scanner.digits(2),
            scanner.take("-"), let day = scanner.digits(2)
        else { throw misread }
        guard !(mayBeDate && scanner.isAtEnd) else {
            guard let date = DayDate(checked: year, month, day) else { throw .noSuchDate(text) }
            return ArrivalTrace.Instant(date: date, seconds: 0, offset: nil, line: line)
        }
        guard scanner.take("T") || scanner.take(" "),
            let hour = scanner.digits(2), scanner.take(":"), let minute = scanner.digits(2)
        else { throw misread }
        var second = 0
        if scanner.take(":") {
            guard let digits = scanner.digits(2) else { throw misread }
            second = digits
        }
        guard let offset = scanner.offset(), scanner.isAtEnd else { throw misread }
        guard let date = DayDate(checked: year, month, day) else {
            throw .noSuchDate(String(text.prefix(10)))
        }
        guard minute < 60, second < 60, 3600 * hour + 60 * minute + second <= 86_400 else {
            throw .noSuchTime(String(text.dropFirst(11)))
        }
        return ArrivalTrace.Instant(
            date: date, seconds: 3600 * hour + 60 * minute + second, offset: offset.seconds, line: line)
    }
}

/// The signs of an instant, from left to right.
private struct InstantScanner {
    private var rest: ArraySlice<UInt8>

    init(_ cell: ArraySlice<UInt8>) { rest = cell }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: sign) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest.removeFirst(count)
        return digits.reduce(0) { 10 * $0 + Int($1 - 0x30) }
    }

    /// Nothing, `Z` or `+08:00`; nil where it is none of them.
    mutating func offset() -> (seconds: Int?, Void)? {
        if rest.isEmpty { return (nil, ()) }
        if take("Z") { return (0, ()) }
        let isBehind = rest.first == UInt8(ascii: "-")
        guard take("+") || take("-"), let hours = digits(2), take(":"), let minutes = digits(2),
            hours < 24, minutes < 60
        else { return nil }
        return ((isBehind ? -1 : 1) * (3600 * hours + 60 * minutes), ())
    }
}
