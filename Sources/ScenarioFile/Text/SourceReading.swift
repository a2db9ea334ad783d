/// Bytes to text: what must hold before a YAML parser may see them.
enum SourceReading {
    /// A scenario is written by hand; a larger file is a mistake or an attack.
    static let largestFile = 1_000_000

    /// The text of a file without its byte order mark, or what is wrong with it. The problem's place
    /// has the file index given.
    static func text(of bytes: [UInt8], file: Int) -> Result<String, Misfit> {
        func fail(_ problem: Problem, line: Int = 1, column: Int = 1) -> Result<String, Misfit> {
            .failure(Misfit(problem, at: SourcePlace(file: file, line: line, column: column)))
        }
        guard bytes.count <= largestFile else { return fail(.fileTooLarge(limit: largestFile)) }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
        guard let text = String(validating: body, as: UTF8.self) else {
            let (line, column) = placeOfBadByte(in: body)
            return fail(.notUTF8, line: line, column: column)
        }
        if let (scalar, line, column) = firstControl(in: text) {
            return fail(.controlCharacter(scalar.value), line: line, column: column)
        }
        return .success(text)
    }

    static func placeOfBadByte(in bytes: ArraySlice<UInt8>) -> (Int, Int) {
        // The longest valid beginning ends where the first bad byte stands.
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var line = 1
        var column = 1
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            if scalar == "\n" {
                line += 1
                column = 1
            } else {
                column += 1
            }
        }
        return (line, column)
    }

    /// Characters that YAML forbids, and the line separators that only YAML knows.
    private static func firstControl(in text: String) -> (Unicode.Scalar, Int, Int)? {
        var line = 1
        var column = 1
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { previous = scalar }
            switch scalar.value {
            case 0x0A:
                if previous != "\r" { line += 1 }
                column = 1
                continue
            case 0x0D:
                line += 1
                column = 1
                continue
            case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xFEFE, 0xFF00...0xFFFD, 0x10000...:
                column += 1
            default:
                return (scalar, line, column)
            }
        }
        return nil
    }
}
