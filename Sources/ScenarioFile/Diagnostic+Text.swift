extension Diagnostic: CustomStringConvertible {
    /// The diagnostic as a compiler prints it: place and message, the source line, a caret and the remedy.
    /// Control characters are shown, never sent to a terminal.
    public var description: String {
        let head =
            "\(Printable.text(file)):\(line):\(column): \(severity.rawValue): \(Printable.text(message))"
        guard line > 0, !sourceLine.isEmpty else {
            return head + (remedy.map { "\n      |  " + Printable.text($0) } ?? "")
        }
        let number = String(line)
        let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number
        let window = Printable.window(of: sourceLine, around: column)
        let caretGutter = String(repeating: " ", count: gutter.count)
        let caret =
            String(repeating: " ", count: window.cells) + "^"
            + (remedy.map { " " + Printable.text($0) } ?? "")
        return "\(head)\n\(gutter) | \(window.text)\n\(caretGutter) | \(caret)"
    }
}

extension Sequence<Diagnostic> {
    /// All of them, one below the other; beyond `most` only their number, with those `uncounted` that
    /// were never kept. Ends with a line break.
    public func rendered(most: Int = 50, uncounted: Int = 0) -> String {
        let all = Array(self)
        var text = ""
        for diagnostic in all.prefix(most) { text += diagnostic.description + "\n" }
        let left = Swift.max(0, all.count - most) + uncounted
        if left > 0 { text += "and \(left) more\n" }
        return text
    }
}

extension ScenarioError: CustomStringConvertible {
    public var description: String { diagnostics.rendered(uncounted: uncounted) }
}

/// Texts of users, made fit for a terminal.
enum Printable {
    /// The text with control and direction characters escaped.
    static func text(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars { append(scalar, to: &result) }
        return result
    }

    @discardableResult
    private static func append(_ scalar: Unicode.Scalar, to text: inout String) -> Int {
        if scalar == "\t" {
            text += " "
            return 1
        }
        if isHarmless(scalar) {
            text.unicodeScalars.append(scalar)
            return width(scalar)
        }
        let escape = "\\u{" + String(scalar.value, radix: 16) + "}"
        text += escape
        return escape.count
    }

    private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
            false
        default: true
        }
    }

    /// Cells of a terminal: two for the wide letters of East Asia, none for marks on the letter before.
    static func width(_ scalar: Unicode.Scalar) -> Int {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F300...0x1F64F,
            0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default: return 1
        }
    }

    /// A line with the cells before its column; a long one is cut to the part around it.
    static func window(of line: String, around column: Int) -> (text: String, cells: Int) {
        let scalars = Array(line.unicodeScalars)
        let at = min(max(column - 1, 0), scalars.count)
        let isLong = scalars.count > 160
        let from = isLong ? max(0, at - 60) : 0
        let to = isLong ? min(scalars.count, at + 60) : scalars.count
        var text = from > 0 ? "…" : ""
        var cells = from > 0 ? 1 : 0
        for i in from..<to {
            let width = append(scalars[i], to: &text)
            if i < at { cells += width }
        }
        if to < scalars.count { text += "…" }
        return (text, cells)
    }
}
