/// A JSON document whose keys keep their order.
indirect enum SchemaJSON: Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case string(String)
    case integer(Int)
    case bool(Bool)
    case array([SchemaJSON])
    case object([(String, SchemaJSON)])

    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .integer(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: SchemaJSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, SchemaJSON)...) { self = .object(elements) }

    static func strings(_ texts: [String]) -> SchemaJSON { .array(texts.map { .string($0) }) }

    /// The same with more keys.
    func adding(_ more: [(String, SchemaJSON)]) -> SchemaJSON {
        guard case .object(let members) = self else { preconditionFailure("only objects have keys") }
        return .object(members + more)
    }

    /// With a newline at its end.
    var text: String {
        var out = ""
        write(to: &out, indent: "")
        return out + "\n"
    }

    private var isPlain: Bool {
        switch self {
        case .string, .integer, .bool: true
        case .array, .object: false
        }
    }

    private func write(to out: inout String, indent: String) {
        switch self {
        case .string(let text): out += Self.quoted(text)
        case .integer(let number): out += "\(number)"
        case .bool(let flag): out += flag ? "true" : "false"
        case .array(let elements):
            let isShort = elements.allSatisfy(\.isPlain)
            Self.write(elements.map { (nil, $0) }, "[", "]", isShort: isShort, to: &out, indent: indent)
        case .object(let members):
            let isShort = members.count <= 1 && members.allSatisfy(\.1.isPlain)
            Self.write(members.map { ($0, $1) }, "{", "}", isShort: isShort, to: &out, indent: indent)
        }
    }

    private static func write(
        _ parts: [(String?, SchemaJSON)], _ open: String, _ close: String, isShort: Bool,
        to out: inout String, indent: String
    ) {
        let deeper = indent + "  "
        out += open
        for (index, part) in parts.enumerated() {
            if index > 0 { out += isShort ? ", " : "," }
            if !isShort { out += "\n" + deeper }
            if let key = part.0 { out += quoted(key) + ": " }
            part.1.write(to: &out, indent: deeper)
        }
        out += (isShort ? "" : "\n" + indent) + close
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
