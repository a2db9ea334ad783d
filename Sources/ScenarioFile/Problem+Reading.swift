/// Words joined for a sentence: `a, b and c`.
func enumeration(_ words: [String], _ joiner: String = "or") -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " " + joiner + " " + last
}

extension Problem {
    static func didYouMean(_ near: String?) -> String? { near.map { "did you mean '\($0)'?" } }

    /// Reading, shape and changes.
    var readingSentences: (String, String?)? {
        switch self {
        case .fileUnreadable(let why): ("the file cannot be read: \(why)", nil)
        case .fileTooLarge(let limit):
            (
                "the file is larger than a scenario may be",
                "\(limit / 1000) kB are the most; lists of data belong in files of their own"
            )
        case .notUTF8: ("this is no UTF-8 text", "save the file as UTF-8")
        case .controlCharacter(let value):
            ("the character U+\(Self.hexadecimal(value)) cannot stand in a scenario", "delete it")
        case .emptyFile: ("the file is empty", "begin with 'scenario: ' and a title")
        case .anchor:
            ("anchors ('&') are not part of the language", "write the value out; put quotes around a text")
        case .alias:
            ("aliases ('*') are not part of the language", "write the value out; put quotes around a text")
        case .tag: ("tags ('!') are not part of the language", "delete it; put quotes around a text")
        case .mergeKey:
            ("merge keys ('<<') are not part of the language", "write the keys out, or use 'extends'")
        case .directive: ("directives ('%') are not part of the language", "delete the line")
        case .severalDocuments: ("a file holds one scenario", "put the second one into a file of its own")
        case .keyIsNoWord: ("a key is a plain word", "write 'key: value'")
        case .tabInIndent: ("a tab cannot indent a line", "use spaces")
        case .textOverLines:
            (
                "this continues the text of the line above",
                "indent it like the keys around it, or write the text on one line"
            )
        case .openQuote: ("the quote does not end on its line", "close it, or leave the quotes out")
        case .openBrace(let sign):
            ("this '\(sign)' is never closed", "write '\(sign == "{" ? "}" : "]")' where it ends")
        case .commaMissing(let sign, let line):
            ("a ',' is missing before this, or the '\(sign)' of line \(line) is not closed", nil)
        case .tooDeep(let limit):
            ("this is nested deeper than \(limit) levels", "a scenario needs no more than ten")
        case .repeatedKey(let key, let line):
            ("the key '\(key)' stands here a second time; it was in line \(line)", "keep one of them")
        case .yaml(let text): Self.yamlSentences(text)
        case .fileOutside(let file):
            (
                "'\(file)' is not under the scenario's folder",
                "put the file beside the scenario and write its plain name"
            )
        case .extendsMissing(let file):
            ("the file '\(file)' cannot be read", "'extends' takes a path relative to this file")
        case .extendsCircle(let file):
            ("'\(file)' extends this file: a circle", "extend a third file from both")
        case .shape(let found, let wanted): ("here stands \(found), not \(wanted)", nil)
        case .emptyValue: ("the value is missing", "write it, or delete the key")
        case .unknownKey(let key, let home, let near, let known):
            (
                "unknown key '\(key)' \(home)",
                Self.didYouMean(near) ?? "known here: \(known.joined(separator: ", "))"
            )
        case .misplacedKey(let key, let home, let belongs):
            ("'\(key)' does not belong \(home)", "it belongs \(enumeration(belongs))")
        case .missingKey(let key, let home):
            ("'\(key)' is missing \(home.rawValue)", Self.example(of: key, home))
        case .onlyOneOf(let keys):
            ("\(enumeration(keys.map { "'\($0)'" }, "and")) exclude each other", "keep one of them")
        case .newerLanguage(let text):
            (
                "this program knows version 1 of the language, not '\(text)'",
                "use a newer program, or write 'language: 1'"
            )
        case .changeWithoutExtends: ("'change' needs 'extends'", "write the values into the scenario itself")
        case .unknownPath(let path, let near):
            (
                "no value has the path '\(path)'",
                near.isEmpty
                    ? nil
                    : near.count == 1
                        ? "did you mean '\(near[0])'?" : "near it: \(near.joined(separator: ", "))"
            )
        case .cannotTakeAway(let path):
            ("'\(path)' cannot be taken away", "'none' takes whole items, roles and limits away")
        default: nil
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func example(of key: String, _ home: Key.Home) -> String? {
        Key.all.first { $0.name == key && $0.homes.contains(home) }.map { "write '\($0.example)'" }
    }

    /// The parser's own words, with what usually lies behind them.
    private static func yamlSentences(_ text: String) -> (String, String?) {
        switch text {
        case "mapping values are not allowed in this context":
            ("a ':' stands where no key can be", "check the indentation, or put quotes around the text")
        case "found character that cannot start any token":
            ("no value can begin with this character", "put quotes around the text")
        case "did not find expected key":
            ("a key is missing here", "check the indentation of this line and the braces before it")
        case "could not find expected ':'", "did not find expected ':'":
            ("a ':' is missing here", "write 'key: value'")
        case "did not find expected ',' or '}'": ("a ',' or '}' is missing before this", "close the brace")
        case "did not find expected ',' or ']'": ("a ',' or ']' is missing before this", "close the bracket")
        case "did not find expected '-' indicator":
            ("this line belongs to no item of the list above", "check its indentation")
        case "did not find expected <document start>":
            ("this does not belong to the text above", "check the indentation")
        default: ("this is no valid YAML: \(text)", "check the indentation, quotes and braces")
        }
    }
}
