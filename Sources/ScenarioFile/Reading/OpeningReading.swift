/// Reads the cases that are open when the run begins: a header line with `place` and `age` or `arrived`,
/// then a line for each case.
///
/// As strict as other files of values: what cannot be read is an error with its line and column.
struct OpeningReading {
    private(set) var rows: [OpeningFile.Row] = []
    private(set) var columns: [OpeningFile.Column] = []
    private(set) var headerLine = 1
    private let decoder: Decoder
    private let mix: [String]
    private let most: Int
    private var headers: [String] = []
    /// Index into `columns` of each column of the file; nil for those that every case has.
    private var further: [Int?] = []

    /// - Parameter mix: the words of all streams' mixes.
    init(decoder: Decoder, mix: [String], most: Int) {
        self.decoder = decoder
        self.mix = mix
        self.most = most
    }

    static let fixed: Set<String> = ["place", "age", "arrived", "since", "stream"]

    mutating func read(_ bytes: [UInt8]) throws(ObservedFile.Flaw) {
        try ObservedFile.readLines(of: bytes) { (line, number) throws(Problem) in
            let cells = DataRow.cells(line)
            if cells.count == 1, cells[0].isEmpty { return }
            guard !headers.isEmpty else {
                headerLine = number
                return try readHeader(cells, in: line)
            }
            guard cells.count == headers.count else {
                throw .dataColumns(cells.count, expected: headers.count)
            }
            guard rows.count < most else { throw .dataTooMany(most: most) }
            try add(cells, in: line, number)
        }
        guard !rows.isEmpty else { throw ObservedFile.Flaw(problem: .dataEmpty, line: 1) }
    }

    // MARK: - The header line

    private mutating func readHeader(
        _ cells: [ArraySlice<UInt8>], in line: ArraySlice<UInt8>
    ) throws(Problem) {
        for cell in cells {
            let name = String(decoding: cell, as: UTF8.self)
            try located(cell, in: line) { () throws(Problem) in
                if headers.contains(name) { throw .traceColumnTwice(name) }
                guard !Self.fixed.contains(name) else { return further.append(nil) }
                further.append(columns.count)
                columns.append(try column(name))
            }
            headers.append(name)
        }
        guard headers.contains("place") else { throw .openingColumnMissing("place") }
        switch (headers.contains("age"), headers.contains("arrived")) {
        case (false, false): throw .openingColumnMissing("age")
        case (true, true): throw .openingAgeTwice
        default: break
        }
    }

    private func column(_ name: String) throws(Problem) -> OpeningFile.Column {
        if name == "mix", !mix.isEmpty { return .words(list: name, words: mix, rows: []) }
        switch decoder.names.kind(of: name) {
        case .list: return .words(list: name, words: decoder.names.words(of: .entry(name)), rows: [])
        case .word(list: .yesNo(name)): return .yesNo(name, rows: [])
        case .number: return .number(name, rows: [])
        case .unit: return .unit(name, rows: [])
        case .limit: return .clock(limit: name, rows: [])
        case let kind?: throw .otherKind(name, is: kind.noun, wanted: "column of open cases")
        case nil:
            throw .unknownName(
                name, noun: "column", home: "of open cases", near: decoder.nearest(name, among: known))
        }
    }

    private var known: [String] {
        let named = decoder.names.entries.filter { entry in
            switch entry.entry.kind {
            case .list, .number, .unit, .limit, .word(list: .yesNo): true
            default: false
            }
        }
        return Self.fixed.sorted() + named.map(\.name) + (mix.isEmpty ? [] : ["mix"])
    }

    // MARK: - Rows

    private mutating func add(
        _ cells: [ArraySlice<UInt8>], in line: ArraySlice<UInt8>, _ number: Int
    ) throws(Problem) {
        var row = OpeningFile.Row(line: number, place: "", arrival: .ago(.none))
        for (index, cell) in cells.enumerated() {
            try located(cell, in: line) { () throws(Problem) in
                if let column = further[index] { return try add(cell, toColumn: column) }
                let header = headers[index]
                if cell.isEmpty { throw .traceCellEmpty(header) }
                switch header {
                case "place": row.place = try place(cell)
                case "age": row.arrival = .ago(try length(cell))
                case "arrived":
                    row.arrival = .at(try TraceReading.instant(cell, line: number, mayBeDate: true))
                case "since": row.since = try moment(cell, number)
                default: row.stream = try stream(cell)
                }
            }
        }
        rows.append(row)
    }

    private func place(_ cell: ArraySlice<UInt8>) throws(Problem) -> String {
        let name = String(decoding: cell, as: UTF8.self)
        guard let item = decoder.outline.items[name] else {
            if let kind = decoder.names.kind(of: name) {
                throw .otherKind(name, is: kind.noun, wanted: "item of the flow")
            }
            let items = decoder.outline.itemsInOrder.map(\.name)
            throw .unknownName(
                ObservedFile.quoted(cell), noun: "item", home: "in flow",
                near: decoder.nearest(name, among: items))
        }
        if let flow = item.flow { throw .openingInFlow(name, flow: flow) }
        if let together = item.together { throw .openingInBranch(name, of: together) }
        return name
    }

    private func stream(_ cell: ArraySlice<UInt8>) throws(Problem) -> String {
        let name = String(decoding: cell, as: UTF8.self)
        let streams = decoder.names.words(of: .streams)
        guard streams.contains(name) else {
            let near = decoder.nearest(name, among: streams)
            throw .unknownName(ObservedFile.quoted(cell), noun: "stream", home: "in arrivals", near: near)
        }
        return name
    }

    private mutating func add(_ cell: ArraySlice<UInt8>, toColumn index: Int) throws(Problem) {
        let column = columns[index]
        columns[index] = .number("", rows: [])  // The only owner of the rows appends in place.
        switch column {
        case .words(let list, let words, var rows):
            rows.append(try place(of: cell, in: words, of: list))
            columns[index] = .words(list: list, words: words, rows: rows)
        case .yesNo(let word, var rows):
            let answers = ["no", "yes"]
            rows.append(try place(of: cell, in: answers, of: word) == 1)
            columns[index] = .yesNo(word, rows: rows)
        case .number(let name, var rows):
            rows.append(try TraceReading.number(cell, name))
            columns[index] = .number(name, rows: rows)
        case .unit(let name, var rows):
            rows.append(try unit(cell, name) - 1)
            columns[index] = .unit(name, rows: rows)
        case .clock(let limit, var rows):
            rows.append(cell.isEmpty ? nil : try moment(cell, 0))
            columns[index] = .clock(limit: limit, rows: rows)
        }
    }

    private func place(
        of cell: ArraySlice<UInt8>, in words: [String], of list: String
    ) throws(Problem) -> Int {
        let text = String(decoding: cell, as: UTF8.self)
        if text.isEmpty { throw .traceCellEmpty(list) }
        guard let place = words.firstIndex(of: text) else {
            let near = decoder.nearest(text, among: words).map { [$0] }
            throw .unknownWord(
                ObservedFile.quoted(cell), what: "word of '\(list)'", choices: near ?? words)
        }
        return place
    }

    private func unit(_ cell: ArraySlice<UInt8>, _ name: String) throws(Problem) -> Int {
        let text = ObservedFile.quoted(cell)
        if text.isEmpty { throw .traceCellEmpty(name) }
        guard cell.allSatisfy({ (0x30...0x39).contains($0) }), let unit = Int(text) else {
            throw .notWhole(text)
        }
        let count = decoder.unitCounts[name] ?? 1
        guard (1...count).contains(unit) else { throw .outOfRange(text, least: 1, most: count) }
        return unit
    }

    /// An instant, or how long ago: a length.
    private func moment(_ cell: ArraySlice<UInt8>, _ line: Int) throws(Problem) -> OpeningFile.Moment {
        let isDate =
            cell.count > 4 && cell.prefix(4).allSatisfy { (0x30...0x39).contains($0) }
            && cell[cell.startIndex + 4] == UInt8(ascii: "-")
        if isDate { return .at(try TraceReading.instant(cell, line: line, mayBeDate: true)) }
        return .ago(try length(cell))
    }

    private func length(_ cell: ArraySlice<UInt8>) throws(Problem) -> LengthPhrase {
        do throws(Misfit) {
            let text = String(decoding: cell, as: UTF8.self)
            let place = SourcePlace(file: 0, line: 1, column: 1)
            var words = try Words(Tree(content: .scalar(Tree.Scalar(text: text, offset: nil)), place: place))
            let length = try words.length(example: "3 working days")
            try words.end()
            return length
        } catch {
            throw error.problem
        }
    }

    /// What is wrong in a cell is told with its column, counted in characters.
    private func located(
        _ cell: ArraySlice<UInt8>, in line: ArraySlice<UInt8>, _ read: () throws(Problem) -> Void
    ) throws(Problem) {
        do throws(Problem) {
            try read()
        } catch {
            let before = String(decoding: line[line.startIndex..<cell.startIndex], as: UTF8.self)
            throw .inColumn(before.unicodeScalars.count + 1, error)
        }
    }
}

extension LengthPhrase {
    /// Stands where every row sets another.
    fileprivate static let none = LengthPhrase(
        text: "0 s", number: Number(text: "0", value: 0, millionths: 0), unit: .second)
}

extension Decoder {
    /// The open cases of a file; nil where something is wrong (told).
    func opening(_ file: Located<String>) -> OpeningFile? {
        var reading = OpeningReading(
            decoder: self, mix: names.words(of: .mix), most: roomForValues)
        guard let shown = dataFile(file, { (bytes) throws(ObservedFile.Flaw) in try reading.read(bytes) })
        else { return nil }
        observedFiles.traceRows += reading.rows.count
        return OpeningFile(
            file: file, shown: shown, rows: reading.rows, columns: reading.columns,
            headerLine: reading.headerLine)
    }
}
