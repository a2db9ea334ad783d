/// A JSON document whose keys keep their order: the same result gives the same bytes.
package indirect enum JSONValue: Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int)
    case unsigned(UInt64)
    /// Written with nine significant digits; null where not finite.
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    package struct Member: Sendable, Equatable {
        package var key: String
        package var value: JSONValue

        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    package static func members(_ pairs: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(pairs.map { Member(key: $0.key, value: $0.value) })
    }

    package static func optional(_ number: Double?) -> JSONValue { number.map { .number($0) } ?? .null }
    package static func optional(_ count: Int?) -> JSONValue { count.map { .integer($0) } ?? .null }
    package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    package static func optional(_ flag: Bool?) -> JSONValue { flag.map { .bool($0) } ?? .null }

    /// The document as text, with a newline at its end.
    package var text: String {
        var out = ""
        write(to: &out, depth: 0)
        out.append("\n")
        return out
    }

    /// The same in one line, as files with one document a line want it.
    package var line: String {
        var out = ""
        write(to: &out, depth: 3)
        out.append("\n")
        return out
    }

    /// The document itself always, what lies up to two levels deeper if it holds more than plain
    /// values.
    private func isTall(at depth: Int) -> Bool {
        switch self {
        case .array(let elements):
            depth < 3 && !elements.isEmpty && (depth == 0 || elements.contains(where: \.isDeep))
        case .object(let members):
            depth < 3 && !members.isEmpty && (depth == 0 || members.contains(where: \.value.isDeep))
        default: false
        }
    }

    private var isDeep: Bool {
        switch self {
        case .array, .object: true
        default: false
        }
    }

    private func write(to out: inout String, depth: Int) {
        let isTall = isTall(at: depth)
        switch self {
        case .null: out.append("null")
        case .bool(let flag): out.append(flag ? "true" : "false")
        case .integer(let count): out.append(String(count))
        case .unsigned(let count): out.append(String(count))
        case .number(let x): out.append(x.isFinite ? Format.number(x) : "null")
        case .string(let text): Self.write(text, to: &out)
        case .array(let elements):
            Self.write(elements.count, from: "[", to: "]", into: &out, isTall ? depth : nil) { out, index in
                elements[index].write(to: &out, depth: depth + 1)
            }
        case .object(let members):
            Self.write(members.count, from: "{", to: "}", into: &out, isTall ? depth : nil) { out, index in
                Self.write(members[index].key, to: &out)
                out.append(": ")
                members[index].value.write(to: &out, depth: depth + 1)
            }
        }
    }

    private static func write(
        _ count: Int, from open: Character, to close: Character, into out: inout String,
        _ tallAt: Int?, _ write: (inout String, Int) -> Void
    ) {
        out.append(open)
        for index in 0..<count {
            if index > 0 { out.append(tallAt == nil ? ", " : ",") }
            if let tallAt { out.append("\n" + String(repeating: "  ", count: tallAt + 1)) }
            write(&out, index)
        }
        if let tallAt { out.append("\n" + String(repeating: "  ", count: tallAt)) }
        out.append(close)
    }

    private static func write(_ text: String, to out: inout String) {
        out.append("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out.append("\\\"")
            case "\\": out.append("\\\\")
            case "\n": out.append("\\n")
            case "\r": out.append("\\r")
            case "\t": out.append("\\t")
            case _
            where scalar.properties.generalCategory == .control || scalar.value == 0x2028
                || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                out.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
            default: out.unicodeScalars.append(scalar)
            }
        }
        out.append("\"")
    }
}
