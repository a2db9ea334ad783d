package import CaseFlow
internal import SimKernel

/// Every moment of every case of one replication, as rows of a table or as one document a line.
package enum EventLog {
    package enum Form: String, Sendable, CaseIterable {
        case csv, jsonl

        /// By the end of the file's name; nil for another.
        package init?(path: String) {
            guard let form = Self.allCases.first(where: { path.lowercased().hasSuffix("." + $0.rawValue) })
            else { return nil }
            self = form
        }
    }

    static let columns = [
        "time", "case", "stream", "words", "moment", "item", "limit", "outcome", "to", "seconds",
    ]

    package static func text(_ model: Model, _ trace: Trace, _ form: Form) -> String {
        let names = CaseNames(model, trace)
        var words: [UInt64: String] = [:]
        var text = form == .csv ? BacklogCSV.row(columns) : ""
        for row in trace.rows {
            if row.moment == .arrives { words[row.identity] = names.words(UInt64(bitPattern: row.value)) }
            let cells = cells(row, words[row.identity] ?? "", names)
            switch form {
            case .csv: text += BacklogCSV.row(cells)
            case .jsonl: text += document(cells).line
            }
            if row.moment == .ends { words[row.identity] = nil }
        }
        return text
    }

    /// What a row has nothing to say about is left out.
    private static func document(_ cells: [String]) -> JSONValue {
        .object(
            zip(columns, cells).filter { !$1.isEmpty }.map { key, cell in
                let number = key == "seconds" ? Double(cell) : nil
                return JSONValue.Member(key: key, value: number.map { .number($0) } ?? .string(cell))
            })
    }

    private static func cells(_ row: Trace.Row, _ words: String, _ names: CaseNames) -> [String] {
        let model = names.model
        var (limit, outcome, to, seconds) = ("", "", "", "")
        switch row.moment {
        case .onTime, .late, .fallsDue: limit = model.limits[Int(row.value)].label.id
        case .done: outcome = row.value < 0 ? "" : model.outcomes[Int(row.value)].label.id
        case .movesOver: to = people(of: model.teams[Int(row.value)], model)
        case .starts, .handsOver, .setsOut, .isInterrupted: seconds = CaseNames.millionths(Int128(row.value))
        case .arrives, .comes, .passes, .ends, .givesUp: break
        }
        let isPlace = row.moment != .arrives && row.moment != .ends && model.ops.indices.contains(row.op)
        return [
            names.instant(row.time), names.name(row.identity), names.stream(row.identity), words,
            word(row.moment), isPlace ? model.ops[row.op].label.id : "", limit, outcome, to, seconds,
        ]
    }

    private static func people(of team: Team, _ model: Model) -> String {
        team.members.map { model.roles[$0.role].label.id }.joined(separator: " ")
    }

    /// The moments' names are a contract with readers of logs.
    private static func word(_ moment: CaseMoment) -> String {
        switch moment {
        case .arrives: "arrives"
        case .comes: "comes"
        case .passes: "passes"
        case .starts: "starts"
        case .handsOver: "hands over"
        case .done: "done"
        case .onTime: "on time"
        case .late: "late"
        case .ends: "ends"
        case .setsOut: "sets out"
        case .isInterrupted: "is interrupted"
        case .movesOver: "moves over"
        case .fallsDue: "falls due"
        case .givesUp: "gives up"
        }
    }
}
