import Foundation
import Testing
import Yams

/// What an editor makes of a file's plain words: the versions of YAML differ.
enum EditorReading: String, CaseIterable {
    case yaml11, yaml12

    /// Dates are texts to both: JSON has none.
    func value(of text: String) throws -> EditorValue {
        value(try #require(try Yams.compose(yaml: text)))
    }

    private func value(_ node: Node) -> EditorValue {
        switch node {
        case .scalar(let scalar):
            return scalar.style == .plain || scalar.style == .any
                ? plain(scalar.string) : .string(scalar.string)
        case .sequence(let sequence): return .list(sequence.map { value($0) })
        case .mapping(let mapping):
            return .map(mapping.map { (key: $0.key.scalar?.string ?? "", value: value($0.value)) })
        case .alias: return .null
        }
    }

    private func plain(_ text: String) -> EditorValue {
        if ["", "~", "null", "Null", "NULL"].contains(text) { return .null }
        let lower = text.lowercased()
        if lower == "true" || lower == "false" { return .bool(lower == "true") }
        if self == .yaml11 {
            if ["yes", "on"].contains(lower) { return .bool(true) }
            if ["no", "off"].contains(lower) { return .bool(false) }
            if text.wholeMatch(of: /[1-9][0-9]*(:[0-5]?[0-9])+/) != nil {
                return .number(text.split(separator: ":").reduce(0) { 60 * $0 + (Double($1) ?? 0) })
            }
        }
        if text.wholeMatch(of: /[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?/) != nil {
            return .number(Double(text.hasSuffix(".") ? text + "0" : text) ?? 0)
        }
        return .string(text)
    }
}
