/// A walk over the tokens of a YAML text before it is parsed.
///
/// It finds what a scenario may not contain, where it stands, in one pass and with bounded depth:
/// anchors and aliases (a few hundred bytes of them can stand for 10^9 values), tags, merge keys,
/// several documents, text that runs over several lines, nesting deeper than `deepest`, and keys that
/// occur twice, each at its exact place. A text without any of them is a small subset of YAML, which is
/// what lets this walk agree with the parser about where a token begins.
struct StructureScan {
    static let deepest = 64

    private(set) var problems: [Misfit] = []
    /// Second and later occurrences of a key, as ranges of scalar offsets.
    private(set) var repeatedKeys: [Range<Int>] = []
    /// True where something was found that the parser must not see.
    private(set) var mustStop = false

    private let file: Int
    private let scalars: [Unicode.Scalar]
    private var at = 0
    private var line = 1
    private var lineStart = 0

    private struct Block {
        var indent: Int
        var isSequence: Bool
        var keys: [String: Int] = [:]
    }
    private struct Flow {
        var isMapping: Bool
        var place: SourcePlace
        var keys: [String: Int] = [:]
        var afterScalar = false
    }
    private var blocks: [Block] = []
    private var flows: [Flow] = []
    /// Only blanks and list dashes stand before this point of the line.
    private var atBlockStart = true
    private var onlyBlanksBefore = true
    /// Indent of the parent of a scalar that just ended: a deeper line would continue it.
    private var openScalar: Int?
    private var hasContent = false
    private var documentEnded = false

    init(_ text: String, file: Int) {
        self.file = file
        scalars = Array(text.unicodeScalars)
        while at < scalars.count, problems.count < 100 {
            guard step() else { return }
        }
        if let open = flows.first { refuse(.openBrace(open.isMapping ? "{" : "["), at: open.place) }
    }

    /// The text with every repeated key replaced by characters that occur nowhere else, so that the
    /// parser accepts it and all places stay. The keys were reported; whoever reads the tree drops them.
    func textWithoutRepeatedKeys() -> String {
        var result = String.UnicodeScalarView()
        var next = 0
        for (count, range) in repeatedKeys.enumerated() {
            result.append(contentsOf: scalars[next..<range.lowerBound])
            let mask = Unicode.Scalar(UInt32(0xF0000 + count % 0xFFFD)) ?? "?"
            result.append(contentsOf: repeatElement(mask, count: range.count))
            next = range.upperBound
        }
        result.append(contentsOf: scalars[next...])
        return String(result)
    }

    // MARK: one step

    private var column: Int { at - lineStart + 1 }
    private func place(_ from: Int? = nil, length: Int = 1) -> SourcePlace {
        SourcePlace(file: file, line: line, column: (from ?? at) - lineStart + 1, length: length)
    }
    private func scalar(_ offset: Int) -> Unicode.Scalar? {
        at + offset < scalars.count ? scalars[at + offset] : nil
    }
    private func isBlankOrEnd(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return true }
        return scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }

    private mutating func refuse(_ problem: Problem, at place: SourcePlace) {
        problems.append(Misfit(problem, at: place))
        mustStop = true
    }

    /// False where the walk cannot go on.
    private mutating func step() -> Bool {
        switch scalars[at] {
        case "\n", "\r":
            newLine()
        case " ":
            at += 1
        case "\t":
            if onlyBlanksBefore, flows.isEmpty, !restOfLineIsEmpty() {
                refuse(.tabInIndent, at: place())
                skipLine()
            } else {
                at += 1
            }
        case "#" where onlyBlanksBefore || isBlankOrEnd(at > 0 ? scalars[at - 1] : nil):
            skipLine()
        default:
            return token()
        }
        return true
    }

    private mutating func newLine() {
        let pair = scalars[at] == "\r" && scalar(1) == "\n"
        at += pair ? 2 : 1
        line += 1
        lineStart = at
        atBlockStart = true
        onlyBlanksBefore = true
    }

    private mutating func skipLine() {
        while at < scalars.count, scalars[at] != "\n", scalars[at] != "\r" { at += 1 }
    }

    private func restOfLineIsEmpty() -> Bool {
        var i = at
        while i < scalars.count, scalars[i] == " " || scalars[i] == "\t" { i += 1 }
        return i == scalars.count || scalars[i] == "#" || scalars[i] == "\n" || scalars[i] == "\r"
    }

    private mutating func token() -> Bool {
        if onlyBlanksBefore, flows.isEmpty {
            if column == 1, documentMarker() { return true }
            if let parent = openScalar, column - 1 > parent {
                refuse(.textOverLines, at: place())
                skipLine()
                return true
            }
        }
        openScalar = nil
        onlyBlanksBefore = false
        hasContent = true
        if documentEnded {
            refuse(.severalDocuments, at: place())
            return false
        }
        return flows.isEmpty ? blockToken() : flowToken()
    }

    private mutating func documentMarker() -> Bool {
        guard let c = scalar(0), c == "-" || c == "." || c == "%" else { return false }
        if c == "%" {
            refuse(.directive, at: place())
            skipLine()
            return true
        }
        guard scalar(1) == c, scalar(2) == c, isBlankOrEnd(scalar(3)) else { return false }
        if c == "-" {
            if hasContent { refuse(.severalDocuments, at: place()) }
            hasContent = true
        } else {
            documentEnded = true
        }
        openScalar = nil
        blocks = []
        at += 3
        return true
    }

    /// False where the level that begins at `start` is one too many.
    private mutating func isTooDeep(from start: Int) -> Bool {
        guard blocks.count + flows.count > Self.deepest else { return false }
        refuse(.tooDeep(limit: Self.deepest), at: place(start))
        return true
    }

    // MARK: outside braces

    private mutating func blockToken() -> Bool {
        let indent = column - 1
        switch scalars[at] {
        case "-" where atBlockStart && isBlankOrEnd(scalar(1)):
            while let last = blocks.last, last.indent > indent { blocks.removeLast() }
            if let last = blocks.last, last.indent == indent, last.isSequence {
                at += 1
                return true
            }
            blocks.append(Block(indent: indent, isSequence: true))
            if isTooDeep(from: at) { return false }
            at += 1
            return true
        case "?" where isBlankOrEnd(scalar(1)):
            refuse(.keyIsNoWord, at: place())
            at += 1
            return true
        case "|" where !atBlockStart || !blocks.isEmpty, ">" where !atBlockStart || !blocks.isEmpty:
            blockText()
            return true
        case "[", "{":
            return openFlow()
        case "&", "*", "!":
            return refuseProperty()
        default:
            return blockScalar(indent: indent)
        }
    }

    private mutating func refuseProperty() -> Bool {
        let start = at
        while at < scalars.count, !isBlankOrEnd(scalars[at]), !isFlowSign(scalars[at]) { at += 1 }
        let place = place(start, length: at - start)
        switch scalars[start] {
        case "&": refuse(.anchor, at: place)
        case "*": refuse(.alias, at: place)
        default: refuse(.tag, at: place)
        }
        return true
    }

    private mutating func blockScalar(indent: Int) -> Bool {
        let start = at
        guard let text = scalarText() else { return true }
        let end = at
        let range = start..<end
        skipBlanks()
        if scalar(0) == ":", isBlankOrEnd(scalar(1)), atBlockStart {
            while let last = blocks.last, last.indent > indent || (last.indent == indent && last.isSequence) {
                blocks.removeLast()
            }
            if blocks.last?.indent != indent {
                blocks.append(Block(indent: indent, isSequence: false))
                if isTooDeep(from: start) { return false }
            }
            let first = blocks[blocks.count - 1].keys.updateValue(line, forKey: text)
            note(key: text, range: range, first: first)
            if let first { blocks[blocks.count - 1].keys[text] = first }
            at += 1
            atBlockStart = false
        } else {
            atBlockStart = false
            openScalar = blocks.last?.indent ?? -1
        }
        return true
    }

    private mutating func note(key text: String, range: Range<Int>, first: Int?) {
        let place = place(range.lowerBound, length: range.count)
        if text == "<<" { refuse(.mergeKey, at: place) }
        guard let first else { return }
        problems.append(Misfit(.repeatedKey(text, firstLine: first), at: place))
        repeatedKeys.append(range)
    }

    /// Skips the lines of a `|` or `>` text.
    private mutating func blockText() {
        let parent = blocks.last?.indent ?? -1
        at += 1
        var least = parent + 1
        var known = false
        while let c = scalar(0), !isBlankOrEnd(c) {
            if c.value >= 0x31, c.value <= 0x39 {
                least = max(parent, 0) + Int(c.value - 0x30)
                known = true
            }
            at += 1
        }
        skipLine()
        while at < scalars.count {
            var i = at + (scalars[at] == "\r" && scalar(1) == "\n" ? 2 : 1)
            let begin = i
            while i < scalars.count, scalars[i] == " " { i += 1 }
            let isEmpty = i == scalars.count || scalars[i] == "\n" || scalars[i] == "\r"
            if !isEmpty, i - begin < least { return }
            if !isEmpty, !known {
                least = i - begin
                known = true
            }
            newLine()
            skipLine()
        }
    }

    // MARK: inside braces and brackets

    private func isFlowSign(_ c: Unicode.Scalar) -> Bool {
        c == "," || c == "[" || c == "]" || c == "{" || c == "}"
    }

    private mutating func openFlow() -> Bool {
        flows.append(Flow(isMapping: scalars[at] == "{", place: place()))
        if isTooDeep(from: at) { return false }
        at += 1
        return true
    }

    private mutating func flowToken() -> Bool {
        switch scalars[at] {
        case "[", "{":
            return openFlow()
        case "]", "}":
            flows.removeLast()
            at += 1
            if !flows.isEmpty { flows[flows.count - 1].afterScalar = false }
            if flows.isEmpty { return closeFlow() }
            return true
        case ",":
            flows[flows.count - 1].afterScalar = false
            at += 1
            return true
        case ":" where isBlankOrEnd(scalar(1)) || scalar(1).map(isFlowSign) == true:
            flows[flows.count - 1].afterScalar = false
            at += 1
            return true
        case "&", "*", "!":
            return refuseProperty()
        case "?" where isBlankOrEnd(scalar(1)):
            refuse(.keyIsNoWord, at: place())
            at += 1
            return true
        default:
            return flowScalar()
        }
    }

    /// Braces are a value, never a key.
    private mutating func closeFlow() -> Bool {
        atBlockStart = false
        skipBlanks()
        guard scalar(0) == ":", isBlankOrEnd(scalar(1)) else { return true }
        refuse(.keyIsNoWord, at: place())
        return false
    }

    private mutating func flowScalar() -> Bool {
        let top = flows.count - 1
        let start = at
        if flows[top].afterScalar {
            let sign = flows[top].isMapping ? "{" : "["
            refuse(.commaMissing(sign, line: flows[top].place.line), at: place())
            return false
        }
        let quoted = scalars[at] == "\"" || scalars[at] == "'"
        guard let text = scalarText() else { return true }
        let range = start..<at
        skipBlanks()
        if scalar(0) == ":", quoted || isBlankOrEnd(scalar(1)) || scalar(1).map(isFlowSign) == true {
            if flows[top].isMapping {
                let first = flows[top].keys.updateValue(line, forKey: text)
                note(key: text, range: range, first: first)
                if let first { flows[top].keys[text] = first }
            } else if text == "<<" {
                refuse(.mergeKey, at: place(start, length: range.count))
            }
            at += 1
        } else {
            flows[top].afterScalar = true
        }
        return true
    }

    // MARK: scalars

    private mutating func skipBlanks() {
        while at < scalars.count, scalars[at] == " " || scalars[at] == "\t" { at += 1 }
    }

    /// Reads a plain or quoted scalar; nil after a text that does not end on its line.
    private mutating func scalarText() -> String? {
        let c = scalars[at]
        return c == "\"" || c == "'" ? quotedText(c) : plainText()
    }

    private mutating func plainText() -> String {
        let start = at
        var end = at
        while at < scalars.count {
            let c = scalars[at]
            if c == "\n" || c == "\r" { break }
            if c == ":" {
                let next = scalar(1)
                if isBlankOrEnd(next) || (!flows.isEmpty && next.map(isFlowSign) == true) { break }
            }
            if c == "#", at > start, isBlankOrEnd(scalars[at - 1]) { break }
            if !flows.isEmpty, isFlowSign(c) { break }
            at += 1
            if c != " ", c != "\t" { end = at }
        }
        at = max(end, start)
        if at == start { at += 1 }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[start..<at])
        return String(view)
    }

    private mutating func quotedText(_ quote: Unicode.Scalar) -> String? {
        let start = at
        at += 1
        var view = String.UnicodeScalarView()
        while at < scalars.count, scalars[at] != "\n", scalars[at] != "\r" {
            let c = scalars[at]
            if c == quote {
                guard quote == "'", scalar(1) == "'" else {
                    at += 1
                    return String(view)
                }
                at += 1
            } else if c == "\\", quote == "\"", let next = scalar(1), next != "\n", next != "\r" {
                view.append(c)
                at += 1
            }
            view.append(scalars[at])
            at += 1
        }
        refuse(.openQuote, at: place(start))
        return nil
    }
}
