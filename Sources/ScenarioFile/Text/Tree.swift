/// A value of the file before it is understood: texts, lists and mappings, each with its place.
struct Tree: Sendable {
    enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Tree])
        case mapping([Pair])
    }
    struct Scalar: Sendable {
        var text: String
        /// Characters between the place and the text itself (the quote); nil where the text has
        /// escapes, or was put together from two sources, so that its parts have no places of their own.
        var offset: Int?
    }
    struct Pair: Sendable {
        var key: Located<String>
        var value: Tree
    }

    var content: Content
    var place: SourcePlace

    var text: String? {
        if case .scalar(let scalar) = content { scalar.text } else { nil }
    }
    var pairs: [Pair]? {
        if case .mapping(let pairs) = content { pairs } else { nil }
    }
    var items: [Tree]? {
        if case .sequence(let items) = content { items } else { nil }
    }
    var isEmpty: Bool {
        switch content {
        case .scalar(let scalar): scalar.text.isEmpty
        case .sequence(let items): items.isEmpty
        case .mapping(let pairs): pairs.isEmpty
        }
    }

    subscript(_ key: String) -> Tree? { pairs?.first { $0.key.value == key }?.value }

    /// The place of a part of a scalar's text.
    func place(of range: Range<Int>) -> SourcePlace {
        guard case .scalar(let scalar) = content, let offset = scalar.offset else { return place }
        return SourcePlace(
            file: place.file, line: place.line, column: place.column + offset + range.lowerBound,
            length: range.count)
    }

    /// `a text`, `a list`, `keys`.
    var shape: String {
        switch content {
        case .scalar: "a single value"
        case .sequence: "a list"
        case .mapping: "keys with values"
        }
    }
}

extension Tree {
    /// One fixed spelling of the value, in YAML's flow style with every text quoted.
    var canonical: String {
        var text = ""
        write(to: &text, indent: "")
        return text
    }

    private func write(to text: inout String, indent: String) {
        switch content {
        case .scalar(let scalar):
            text += Tree.quoted(scalar.text)
        case .sequence(let items):
            text += "[\n"
            for item in items {
                text += indent + " "
                item.write(to: &text, indent: indent + " ")
                text += ",\n"
            }
            text += indent + "]"
        case .mapping(let pairs):
            text += "{\n"
            for pair in pairs {
                text += indent + " " + Tree.quoted(pair.key.value) + ": "
                pair.value.write(to: &text, indent: indent + " ")
                text += ",\n"
            }
            text += indent + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let words = text.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
        var result = "\""
        for scalar in words.unicodeScalars {
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
