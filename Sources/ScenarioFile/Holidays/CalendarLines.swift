/// The lines of an iCalendar file (RFC 5545), those that were folded joined again.
struct CalendarLine {
    /// In capitals, without parameters.
    var name: String
    /// As written, escapes included.
    var value: String
    /// In the file, from 1.
    var number: Int

    /// What is wrong, and in which line.
    struct Flaw: Error {
        var problem: Problem
        var line: Int

        init(_ problem: HolidayProblem, line: Int) { self.init(.holidays(problem), line: line) }

        init(_ problem: Problem, line: Int) {
            self.problem = problem
            self.line = line
        }
    }

    static func all(of bytes: [UInt8]) throws(Flaw) -> [CalendarLine] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
        var joined: [(bytes: [UInt8], number: Int)] = []
        var number = 0
        for line in body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            guard let first = text.first else { continue }
            if first == UInt8(ascii: " ") || first == UInt8(ascii: "\t"), !joined.isEmpty {
                // A fold may stand inside a letter of several bytes.
                joined[joined.count - 1].bytes += text.dropFirst()
            } else {
                joined.append((Array(text), number))
            }
        }
        var lines: [CalendarLine] = []
        for line in joined {
            let isFirst = lines.isEmpty
            lines.append(try CalendarLine(line.bytes, number: line.number, isFirst: isFirst))
        }
        guard !lines.isEmpty else { throw Flaw(.notACalendar(""), line: 1) }
        return lines
    }

    private init(_ bytes: [UInt8], number: Int, isFirst: Bool) throws(Flaw) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Flaw(.notUTF8, line: number)
        }
        let name = text.unicodeScalars.prefix {
            $0.isASCII && ($0.properties.isAlphabetic || "-0123456789".unicodeScalars.contains($0))
        }
        guard !name.isEmpty, let colon = Self.colon(in: text, after: name.endIndex) else {
            throw Flaw(
                isFirst ? .notACalendar(Self.short(text)) : .brokenLine(Self.short(text)), line: number)
        }
        self.name = String(name).uppercased()
        value = String(text[text.index(after: colon)...])
        self.number = number
        if isFirst, self.name != "BEGIN" || value.uppercased() != "VCALENDAR" {
            throw Flaw(.notACalendar(Self.short(text)), line: number)
        }
    }

    /// Parameters stand between the name and the colon; one in quotes may contain others.
    private static func colon(in text: String, after start: String.Index) -> String.Index? {
        var isQuoted = false
        var at = start
        let scalars = text.unicodeScalars
        guard at < scalars.endIndex, scalars[at] == ":" || scalars[at] == ";" else { return nil }
        while at < scalars.endIndex {
            if scalars[at] == "\"" { isQuoted.toggle() }
            if scalars[at] == ":", !isQuoted { return at }
            at = scalars.index(after: at)
        }
        return nil
    }

    static func short(_ text: String) -> String { text.count <= 40 ? text : text.prefix(39) + "…" }
}
