import Testing

@Suite("What YAML allows and a scenario does not: the whole text of each message")
struct WrongYAMLTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "an alias",
            [(#"  clerk: 2"#, #"  clerk: *n"#)],
            says: #"""
                library.yaml:20:10: error: aliases ('*') are not part of the language
                   20 |   clerk: *n
                      |          ^ write the value out; put quotes around a text
                """#),
        Wrong(
            "an anchor",
            [(#"  clerk: 2"#, #"  clerk: &n 2"#)],
            says: #"""
                library.yaml:20:10: error: anchors ('&') are not part of the language
                   20 |   clerk: &n 2
                      |          ^ write the value out; put quotes around a text
                """#),
        Wrong(
            "a tag",
            [(#"  clerk: 2"#, #"  clerk: !!int 2"#)],
            says: #"""
                library.yaml:20:10: error: tags ('!') are not part of the language
                   20 |   clerk: !!int 2
                      |          ^ delete it; put quotes around a text
                """#),
        Wrong(
            "a merge key",
            [(#"  clerk: 2"#, #"  <<: { clerk: 2 }"#)],
            says: #"""
                library.yaml:20:3: error: merge keys ('<<') are not part of the language
                   20 |   <<: { clerk: 2 }
                      |   ^ write the keys out, or use 'extends'
                """#),
        Wrong(
            "a second document",
            [(#"target: 95% on time"#, #"---\#ntarget: 95% on time"#)],
            says: #"""
                library.yaml:51:1: error: a file holds one scenario
                   51 | ---
                      | ^ put the second one into a file of its own
                """#),
        Wrong(
            "a repeated key",
            [(#"    rule: L-1"#, #"    rule: L-1\#n    by: manager"#)],
            says: #"""
                library.yaml:30:5: error: the key 'by' stands here a second time; it was in line 26
                   30 |     by: manager
                      |     ^ keep one of them
                """#),
        Wrong(
            "a repeated key in braces",
            [(#"{ share: 12%, back to"#, #"{ share: 12%, share: 13%, back to"#)],
            says: #"""
                library.yaml:45:35: error: the key 'share' stands here a second time; it was in line 45
                   45 |       dissatisfied: { share: 12%, share: 13%, back to: investigate, at most: 3 }
                      |                                   ^ keep one of them
                """#),
        Wrong(
            "a tab before a key",
            [(#"    by: clerk\#n    work: triangular"#, #"\#tby: clerk\#n    work: triangular"#)],
            says: #"""
                library.yaml:26:1: error: a tab cannot indent a line
                   26 |  by: clerk
                      | ^ use spaces
                """#),
        Wrong(
            "keys indented too deep",
            [(#"    by: clerk\#n    work: triangular 5"#, #"      by: clerk\#n    work: triangular 5"#)],
            says: #"""
                library.yaml:26:7: error: this continues the text of the line above
                   26 |       by: clerk
                      |       ^ indent it like the keys around it, or write the text on one line
                """#),
        Wrong(
            "an open quote",
            [(#"scenario: Complaints of a library"#, #"scenario: "Complaints of a library"#)],
            says: #"""
                library.yaml:1:11: error: the quote does not end on its line
                    1 | scenario: "Complaints of a library
                      |           ^ close it, or leave the quotes out
                """#),
        Wrong(
            "an open brace",
            [(#"{ general: 80%, major: 20% }"#, #"{ general: 80%, major: 20%"#)],
            says: #"""
                library.yaml:14:1: error: a ',' is missing before this, or the '{' of line 12 is not closed
                   14 | case:
                      | ^
                """#),
        Wrong(
            "two colons on a line",
            [(#"work: 20 min"#, #"work: constant: 20 min"#)],
            says: #"""
                library.yaml:40:19: error: a ':' stands where no key can be
                   40 |     work: constant: 20 min
                      |                   ^ check the indentation, or put quotes around the text
                """#),
        Wrong(
            "a brace as key",
            [(#"  clerk: 2"#, #"  { clerk: 2 }: 3"#)],
            says: #"""
                library.yaml:20:15: error: a key is a plain word
                   20 |   { clerk: 2 }: 3
                      |               ^ write 'key: value'
                """#),
    ]
}
