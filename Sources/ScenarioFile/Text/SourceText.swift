/// One text that values come from: a file, or the value of a `--set`.
package struct SourceText: Sendable {
    /// As the user named it.
    package let file: String
    /// True for the value of a `--set`, which stands in no file.
    package let isChange: Bool
    /// The lines without their ends.
    package let lines: [Substring]

    init(file: String, text: String, isChange: Bool = false) {
        self.file = file
        self.isChange = isChange
        self.lines = Self.split(text)
    }

    /// The line of that number (from 1); empty beyond the end.
    package func line(_ number: Int) -> String {
        lines.indices.contains(number - 1) ? String(lines[number - 1]) : ""
    }

    /// Lines end at LF, CR LF or CR, as in YAML.
    private static func split(_ text: String) -> [Substring] {
        let scalars = text.unicodeScalars
        var lines: [Substring] = []
        var start = scalars.startIndex
        var at = start
        while at != scalars.endIndex {
            let scalar = scalars[at]
            let next = scalars.index(after: at)
            if scalar == "\n" || scalar == "\r" {
                lines.append(text[start..<at])
                let pair = scalar == "\r" && next != scalars.endIndex && scalars[next] == "\n"
                start = pair ? scalars.index(after: next) : next
                at = start
            } else {
                at = next
            }
        }
        if start != scalars.endIndex { lines.append(text[start...]) }
        return lines
    }
}
