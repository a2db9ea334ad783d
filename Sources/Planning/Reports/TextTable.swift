/// Text for a terminal: no control characters, and widths as a terminal counts them.
package enum TerminalText {
    /// Control and format characters as visible escapes: a name can neither move the cursor nor
    /// turn the direction of writing.
    package static func safe(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse:
                out += "\\u{" + String(scalar.value, radix: 16) + "}"
            default:
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Columns: 2 for Chinese, Japanese, Korean and other wide characters, 0 for marks.
    package static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + width($1) }
    }

    private static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        let wide: [ClosedRange<UInt32>] = [
            0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
        ]
        return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }

    /// At most `columns` wide; what does not fit ends in "…".
    package static func cut(_ text: String, to columns: Int) -> String {
        if width(text) <= columns { return text }
        var out = ""
        var used = 1
        for character in text {
            let next = width(String(character))
            if used + next > columns { break }
            used += next
            out.append(character)
        }
        return out + "…"
    }

    package static func padded(_ text: String, to columns: Int, right: Bool = false) -> String {
        let spaces = String(repeating: " ", count: max(0, columns - width(text)))
        return right ? spaces + text : text + spaces
    }

    /// Breaks at spaces; later lines are indented. A word too long for a line stays whole.
    package static func wrapped(_ text: String, to columns: Int, indent: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty && width(line) + 1 + width(String(word)) > columns {
                lines.append(line)
                line = String(repeating: " ", count: indent) + word
            } else {
                line += (line.isEmpty ? "" : " ") + word
            }
        }
        lines.append(line)
        return lines
    }
}

/// Columns of text, each as wide as its widest cell.
struct TextTable {
    struct Column {
        var title: String
        var isRight = false
        /// Widest that cells may be.
        var most = Int.max
    }
    var columns: [Column]
    var rows: [[String]] = []

    var lines: [String] {
        let cells = ([columns.map(\.title)] + rows).map { row in
            zip(row, columns).map { TerminalText.cut($0, to: $1.most) }
        }
        let widths = columns.indices.map { column in
            cells.reduce(0) { max($0, TerminalText.width($1[column])) }
        }
        let shown = columns.indices.filter { widths[$0] > TerminalText.width("") }
        return cells.map { row in
            let line = shown.map { column in
                TerminalText.padded(row[column], to: widths[column], right: columns[column].isRight)
            }
            return String(line.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
        }
    }
}
