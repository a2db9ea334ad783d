import Testing

@Suite("Wrong names and splits: the whole text of each message")
struct WrongNameTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "an unknown role",
            [(#"{ investigator: 2 }"#, #"{ investigater: 2 }"#)],
            says: #"""
                library.yaml:34:11: error: no role 'investigater' in staff
                   34 |     by: { investigater: 2 }
                      |           ^ did you mean 'investigator'?
                """#),
        Wrong(
            "an unknown word",
            [(#"    only: written"#, #"    only: writen"#)],
            says: #"""
                library.yaml:31:11: error: no class word 'writen' in mix, case or outcomes
                   31 |     only: writen
                      |           ^ did you mean 'written'?
                """#),
        Wrong(
            "an unknown step",
            [(#"back to: investigate"#, #"back to: investigat"#)],
            says: #"""
                library.yaml:45:44: error: no item 'investigat' in flow
                   45 |       dissatisfied: { share: 12%, back to: investigat, at most: 3 }
                      |                                            ^ did you mean 'investigate'?
                """#),
        Wrong(
            "an unknown flow",
            [(#"at most: 3 }"#, #"at most: 3, starts: apeal }"#)],
            says: #"""
                library.yaml:45:77: error: no flow 'apeal' in flows
                   45 |       dissatisfied: { share: 12%, back to: investigate, at most: 3, starts: apeal }
                      |                                                                             ^
                """#),
        Wrong(
            "a name of another kind",
            [(#"    by: manager"#, #"    by: written"#)],
            says: #"""
                library.yaml:39:9: error: 'written' is a class word, not a role
                   39 |     by: written
                      |         ^
                """#),
        Wrong(
            "a name used twice",
            [(#"  leaves: {"#, #"  clerk: {"#)],
            says: #"""
                library.yaml:49:3: error: 'clerk' is already a role (line 20)
                   49 |   clerk: { within: patience, target: none, if late: { skip to: end } }
                      |   ^ one name, one thing: choose another one
                """#),
        Wrong(
            "a reserved name",
            [(#"  clerk: 2"#, #"  all: 2"#)],
            says: #"""
                library.yaml:20:3: error: 'all' is a word of the language and cannot be a name
                   20 |   all: 2
                      |   ^ choose another one
                library.yaml:26:9: error: no role 'clerk' in staff
                   26 |     by: clerk
                      |         ^
                library.yaml:42:9: error: no role 'clerk' in staff
                   42 |     by: clerk
                      |         ^
                """#),
        Wrong(
            "a key as name",
            [(#"  leaves: {"#, #"  target: {"#)],
            says: #"""
                library.yaml:49:3: error: 'target' is a key of the file and cannot be a name
                   49 |   target: { within: patience, target: none, if late: { skip to: end } }
                      |   ^ choose another one
                """#),
        Wrong(
            "a name that is none",
            [(#"  - step: approve\#n"#, #"  - step: Approve Plan\#n"#)],
            says: #"""
                library.yaml:37:11: error: 'Approve Plan' cannot be a name
                   37 |   - step: Approve Plan
                      |           ^ write 'Approve-Plan': letters and digits, joined by single hyphens
                """#),
        Wrong(
            "a split over two lists",
            [(#"others: 3 working days"#, #"written: 3 working days"#)],
            says: #"""
                library.yaml:36:39: error: 'major' and 'written' are not of one list
                   36 |     within: { major: 8 working hours, written: 3 working days }
                      |                                       ^ all words of a split come from one list; a split may hold another one
                """#),
        Wrong(
            "an incomplete split",
            [(#"{ major: 8 working hours, others: 3 working days }"#, #"{ major: 8 working hours }"#)],
            says: #"""
                library.yaml:36:13: error: the split leaves out 'general'
                   36 |     within: { major: 8 working hours }
                      |             ^ add 'others: …'
                """#),
        Wrong(
            "a word twice in a split",
            [
                (
                    #"{ major: 8 working hours, others: 3 working days }"#,
                    #"{ major or general: 8 working hours, general: 3 working days }"#
                )
            ],
            says: #"""
                library.yaml:36:50: error: 'general' stands twice in this split
                   36 |     within: { major or general: 8 working hours, general: 3 working days }
                      |                                                  ^ keep one of them
                """#),
        Wrong(
            "others before the end",
            [
                (
                    #"{ major: 8 working hours, others: 3 working days }"#,
                    #"{ others: 3 working days, major: 8 working hours }"#
                )
            ],
            says: #"""
                library.yaml:36:15: error: 'others' must come last
                   36 |     within: { others: 3 working days, major: 8 working hours }
                      |               ^
                """#),
        Wrong(
            "a list of foreign words",
            [(#"  written: 25%"#, #"  written: 25%\#n  grave: { major: 60%, general: 40% }"#)],
            says: #"""
                library.yaml:16:12: error: all words of 'grave' belong to another list
                   16 |   grave: { major: 60%, general: 40% }
                      |            ^ a yes/no word needs 'others: …'; a list needs words of its own
                """#),
        Wrong(
            "a number as a yes/no word",
            [(#"    only: written"#, #"    only: amount"#)],
            says: #"""
                library.yaml:31:11: error: 'amount' is a number, not a yes/no word
                   31 |     only: amount
                      |           ^ write 'amount at least …' or 'below …'
                """#),
        Wrong(
            "a number that is no length",
            [(#"within: patience"#, #"within: amount"#)],
            says: #"""
                library.yaml:49:21: error: 'amount' is measured in euro, not in time
                   49 |   leaves: { within: amount, target: none, if late: { skip to: end } }
                      |                     ^
                """#),
        Wrong(
            "a display name for nothing",
            [(#"target: 95% on time"#, #"names: { de: { clerc: Sachbearbeiter } }"#)],
            says: #"""
                library.yaml:51:16: error: no thing named 'clerc' in this file
                   51 | names: { de: { clerc: Sachbearbeiter } }
                      |                ^ did you mean 'clerk'?
                """#),
    ]
}
