import Foundation
import Testing

/// A value as an editor's validator has it.
indirect enum EditorValue {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case list([EditorValue])
    case map([(key: String, value: EditorValue)])

    var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .list: "array"
        case .map: "object"
        }
    }
}

/// JSON Schema, draft 7, as far as the language's schema uses it.
final class SchemaValidator {
    typealias Schema = [String: Any]
    let root: Schema
    /// Keywords that it does not know: a schema that uses one is not checked.
    private(set) var unknown: Set<String> = []
    private var patterns: [String: NSRegularExpression] = [:]

    private static let known: Set<String> = [
        "type", "enum", "pattern", "minLength", "minimum", "minItems", "items", "minProperties", "properties",
        "additionalProperties", "propertyNames", "required", "dependencies", "anyOf", "allOf", "oneOf", "not",
        "if", "else", "$ref",
    ]
    private static let notes: Set<String> = [
        "$schema", "title", "description", "default", "definitions", "patternErrorMessage",
    ]

    init(_ text: String) throws {
        root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? Schema)
    }

    func accepts(_ value: EditorValue) throws -> Bool { try accepts(value, root) }

    func accepts(_ value: EditorValue, _ schema: Any?) throws -> Bool {
        guard let schema = schema as? Schema else { return false }
        unknown.formUnion(Set(schema.keys).subtracting(Self.known).subtracting(Self.notes))
        if let path = schema["$ref"] as? String { return try accepts(value, try definition(path)) }
        guard fitsType(value, schema) else { return false }
        guard try fitsAlternatives(value, schema) else { return false }
        switch value {
        case .string(let text): return try fits(text, schema)
        case .number(let number):
            return (schema["minimum"] as? NSNumber).map { number >= $0.doubleValue } ?? true
        case .list(let elements):
            guard elements.count >= schema["minItems"] as? Int ?? 0 else { return false }
            guard let items = schema["items"] else { return true }
            return try elements.allSatisfy { try accepts($0, items) }
        case .map(let pairs): return try fits(pairs, schema)
        case .null, .bool: return true
        }
    }

    func definition(_ path: String) throws -> Any {
        var place: Any = root
        for part in path.split(separator: "/").dropFirst() {
            place = try #require((place as? Schema)?[String(part)], "no \(path)")
        }
        return place
    }

    private func fitsType(_ value: EditorValue, _ schema: Schema) -> Bool {
        let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] }
        if let types {
            var own = [value.type]
            if case .number(let number) = value, number.rounded() == number { own.append("integer") }
            guard own.contains(where: types.contains) else { return false }
        }
        guard let choices = schema["enum"] as? [Any] else { return true }
        return choices.contains { choice in
            switch value {
            case .string(let text): choice as? String == text
            case .number(let number): (choice as? NSNumber)?.doubleValue == number
            default: false
            }
        }
    }

    private func fitsAlternatives(_ value: EditorValue, _ schema: Schema) throws -> Bool {
        func count(_ key: String) throws -> (fit: Int, all: Int)? {
            guard let all = schema[key] as? [Any] else { return nil }
            return (try all.count { try accepts(value, $0) }, all.count)
        }
        if let found = try count("anyOf"), found.fit == 0 { return false }
        if let found = try count("allOf"), found.fit < found.all { return false }
        if let found = try count("oneOf"), found.fit != 1 { return false }
        if let not = schema["not"], try accepts(value, not) { return false }
        guard let condition = schema["if"], try !accepts(value, condition) else { return true }
        return try accepts(value, schema["else"])
    }

    private func fits(_ text: String, _ schema: Schema) throws -> Bool {
        if let least = schema["minLength"] as? Int, text.unicodeScalars.count < least { return false }
        guard let pattern = schema["pattern"] as? String else { return true }
        let expression: NSRegularExpression
        if let known = patterns[pattern] {
            expression = known
        } else {
            expression = try NSRegularExpression(pattern: pattern)
            patterns[pattern] = expression
        }
        let range = NSRange(text.startIndex..., in: text)
        return expression.firstMatch(in: text, range: range) != nil
    }

    private func fits(_ pairs: [(key: String, value: EditorValue)], _ schema: Schema) throws -> Bool {
        guard pairs.count >= schema["minProperties"] as? Int ?? 0 else { return false }
        let keys = Set(pairs.map(\.key))
        if let required = schema["required"] as? [String], !keys.isSuperset(of: required) { return false }
        for (key, needed) in schema["dependencies"] as? Schema ?? [:] where keys.contains(key) {
            if let names = needed as? [String] {
                guard keys.isSuperset(of: names) else { return false }
            } else if try !accepts(.map(pairs), needed) {
                return false
            }
        }
        let properties = schema["properties"] as? Schema ?? [:]
        for pair in pairs {
            if let names = schema["propertyNames"], try !accepts(.string(pair.key), names) { return false }
            guard let own = properties[pair.key] ?? schema["additionalProperties"] else { continue }
            guard try accepts(pair.value, own) else { return false }
        }
        return true
    }
}
