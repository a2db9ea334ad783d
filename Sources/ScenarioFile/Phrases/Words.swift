/// Something that does not fit the language, with the exact place. Thrown within one phrase, collected
/// over a file.
struct Misfit: Error, Sendable, Hashable {
    var problem: Problem
    var place: SourcePlace

    init(_ problem: Problem, at place: SourcePlace) {
        self.problem = problem
        self.place = place
    }

    /// The same in a text whose first line begins further right.
    func shifted(by columns: Int) -> Misfit {
        guard place.line == 1 else { return self }
        var copy = self
        copy.place.column += columns
        return copy
    }
}

/// The words of a phrase, read from left to right.
struct Words {
    struct Word: Sendable, Hashable {
        var text: String
        var place: SourcePlace
        /// False where the text has escapes, so that parts of a word have no places of their own.
        var isExact: Bool

        /// The pieces between range signs, each with its place.
        var ends: [Word] {
            var result: [Word] = []
            var piece = String.UnicodeScalarView()
            var start = 0
            let scalars = Array(text.unicodeScalars)
            var i = 0
            func close(_ end: Int) {
                var place = place
                if isExact {
                    place.column += start
                    place.length = max(1, end - start)
                }
                result.append(Word(text: String(piece), place: place, isExact: isExact))
            }
            while i < scalars.count {
                if scalars[i] == ".", i + 1 < scalars.count, scalars[i + 1] == "." {
                    close(i)
                    piece = .init()
                    i += 2
                    start = i
                } else {
                    piece.append(scalars[i])
                    i += 1
                }
            }
            close(scalars.count)
            return result
        }
    }

    private let words: [Word]
    private var index = 0
    /// The whole value.
    let place: SourcePlace

    /// The words of a single value; refuses commas and parentheses, which have no place in a phrase.
    init(_ tree: Tree) throws(Misfit) {
        guard let text = tree.text else {
            throw Misfit(.shape(found: tree.shape, wanted: "a single value"), at: tree.place)
        }
        let scalars = Array(text.unicodeScalars)
        let isExact = if case .scalar(let scalar) = tree.content { scalar.offset != nil } else { false }
        var words: [Word] = []
        var start: Int?
        for i in 0...scalars.count {
            let isBlank = i == scalars.count || scalars[i] == " " || scalars[i] == "\t" || scalars[i] == "\n"
            if isBlank, let begin = start {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: scalars[begin..<i])
                words.append(Word(text: String(view), place: tree.place(of: begin..<i), isExact: isExact))
                start = nil
            } else if !isBlank, start == nil {
                start = i
            }
            if i < scalars.count, ",()，（）".unicodeScalars.contains(scalars[i]) {
                throw Misfit(.separatorInPhrase(String(scalars[i])), at: tree.place(of: i..<i + 1))
            }
        }
        self.words = words
        place = tree.place
        guard !words.isEmpty else { throw Misfit(.emptyValue, at: tree.place) }
    }

    init(_ words: [Word], place: SourcePlace) {
        self.words = words
        self.place = place
    }

    // MARK: reading

    var isAtEnd: Bool { index >= words.count }
    var first: Word? { index < words.count ? words[index] : nil }
    var second: Word? { index + 1 < words.count ? words[index + 1] : nil }
    var last: Word? { words.last }
    var isSingle: Bool { words.count == 1 }
    var rest: [Word] { Array(words[index...]) }
    /// The words joined by one blank.
    var text: String { words.map(\.text).joined(separator: " ") }

    func text(from start: Int) -> String { words[start..<index].map(\.text).joined(separator: " ") }
    var position: Int { index }

    /// The place of the words from that position up to the last one read.
    func place(from start: Int) -> SourcePlace {
        guard start < index else { return first?.place ?? place }
        var result = words[start].place
        let end = words[index - 1].place
        if end.line == result.line, end.column >= result.column {
            result.length = end.column + end.length - result.column
        }
        return result
    }

    mutating func pop() -> Word? {
        guard index < words.count else { return nil }
        index += 1
        return words[index - 1]
    }

    mutating func stepBack() { index = max(0, index - 1) }

    /// Reads these words if they come next.
    mutating func take(_ expected: String...) -> Bool {
        guard words.count - index >= expected.count else { return false }
        for (i, text) in expected.enumerated() where words[index + i].text != text { return false }
        index += expected.count
        return true
    }

    /// Reads these words, which must come next.
    mutating func require(_ expected: String..., example: String) throws(Misfit) {
        for text in expected {
            guard first?.text == text else { throw missing("'\(text)'", example: example) }
            index += 1
        }
    }

    /// Reads one word, which must be there.
    mutating func word(_ what: String, example: String) throws(Misfit) -> Word {
        guard let word = pop() else { throw missing(what, example: example) }
        return word
    }

    /// Reads a name, which must be there; what it stands for is not looked up here.
    mutating func name(_ what: String, example: String) throws(Misfit) -> Located<String> {
        let word = try word(what, example: example)
        return Located(word.text, at: word.place)
    }

    /// Nothing may follow.
    func end() throws(Misfit) {
        guard let left = first else { return }
        var place = left.place
        let after = words[index...].last!.place
        if after.line == place.line, after.column >= place.column {
            place.length = after.column + after.length - place.column
        }
        throw Misfit(.leftOver(words[index...].map(\.text).joined(separator: " ")), at: place)
    }

    /// What stands here is not what should.
    func missing(_ what: String, example: String) -> Misfit {
        if let found = first {
            return Misfit(.expects(what, found: found.text, example: example), at: found.place)
        }
        return Misfit(.expects(what, found: nil, example: example), at: words.last?.place ?? place)
    }
}
