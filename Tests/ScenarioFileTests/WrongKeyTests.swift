import Testing

@Suite("Wrong keys and shapes: the whole text of each message")
struct WrongKeyTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "a misspelt key",
            [(#"    within: 1 working hour"#, #"    wihtin: 1 working hour"#)],
            says: #"""
                library.yaml:28:5: error: unknown key 'wihtin' in a step
                   28 |     wihtin: 1 working hour
                      |     ^ did you mean 'within'?
                """#),
        Wrong(
            "a key of another place",
            [(#"    for: exponential 2 days"#, #"    for: exponential 2 days\#n    at most: 3"#)],
            says: #"""
                library.yaml:33:5: error: 'at most' does not belong in a wait
                   33 |     at most: 3
                      |     ^ it belongs in an outcome
                """#),
        Wrong(
            "an unknown key at the top",
            [(#"target: 95% on time"#, #"targte: 95% on time"#)],
            says: #"""
                library.yaml:51:1: error: unknown key 'targte' at the top of the file
                   51 | targte: 95% on time
                      | ^ did you mean 'target'?
                """#),
        Wrong(
            "an empty value",
            [(#"    by: manager"#, #"    by:"#)],
            says: #"""
                library.yaml:39:8: error: the value is missing
                   39 |     by:
                      |        ^ write it, or delete the key
                """#),
        Wrong(
            "a list in place of a value",
            [(#"    by: manager"#, #"    by: [manager, clerk]"#)],
            says: #"""
                library.yaml:39:9: error: here stands a list, not a single value
                   39 |     by: [manager, clerk]
                      |         ^
                """#),
        Wrong(
            "an item without its kind",
            [(#"  - step: approve\#n"#, #"  - approve:\#n"#)],
            says: #"""
                library.yaml:37:5: error: an item begins with 'step', 'wait' or 'together'
                   37 |   - approve:
                      |     ^ write '- step: approve', with all keys on one level
                """#),
        Wrong(
            "an item of two kinds",
            [(#"  - wait: reply\#n"#, #"  - wait: reply\#n    step: reply-now\#n"#)],
            says: #"""
                library.yaml:31:5: error: an item cannot be a 'wait' and a 'step'
                   31 |     step: reply-now
                      |     ^ make it two items
                """#),
        Wrong(
            "the kind not first",
            [
                (
                    #"  - step: approve\#n    only: major and amount at least 2000 euro"#,
                    #"  - only: major and amount at least 2000 euro\#n    step: approve"#
                )
            ],
            says: #"""
                library.yaml:38:5: error: 'step' must be the first key of its item
                   38 |     step: approve
                      |     ^
                """#),
        Wrong(
            "a missing timezone",
            [(#"  timezone: Europe/Vienna\#n"#, #""#)],
            says: #"""
                library.yaml:4:3: error: 'timezone' is missing in 'calendar'
                    4 |   hours: Mon..Fri 09:00..12:00 13:00..17:00
                      |   ^ write 'timezone: Asia/Shanghai'
                """#),
        Wrong(
            "a missing part",
            [(#"run: { start: 2027-01-04, warm-up: 4 weeks, length: 52 weeks, seed: 1 }\#n"#, #""#)],
            says: #"""
                library.yaml:1:1: error: 'run' is missing at the top of the file
                    1 | scenario: Complaints of a library
                      | ^ write 'run: { start: 2027-01-04, length: 52 weeks }'
                """#),
        Wrong(
            "a missing start",
            [(#"start: 2027-01-04, "#, #""#)],
            says: #"""
                library.yaml:53:8: error: 'start' is missing in 'run'
                   53 | run: { warm-up: 4 weeks, length: 52 weeks, seed: 1 }
                      |        ^ write 'start: 2027-01-04'
                """#),
        Wrong(
            "two ways of arriving",
            [(#"  mean: 20 per week"#, #"  mean: 20 per week\#n  every: constant 10 min"#)],
            says: #"""
                library.yaml:11:3: error: 'mean' and 'every' exclude each other
                   11 |   every: constant 10 min
                      |   ^ keep one of them
                """#),
        Wrong(
            "no way of arriving",
            [(#"  mean: 20 per week\#n"#, #""#)],
            says: #"""
                library.yaml:10:3: error: nothing says when cases arrive
                   10 |   weekday: { Mon: 1.4, Tue..Fri: 1, others: 0.3 }
                      |   ^ write 'mean: 20 per week'
                """#),
        Wrong(
            "a newer language",
            [(#"scenario: Complaints of a library"#, #"scenario: Complaints of a library\#nlanguage: 2"#)],
            says: #"""
                library.yaml:2:11: error: this program knows version 1 of the language, not '2'
                    2 | language: 2
                      |           ^ use a newer program, or write 'language: 1'
                """#),
        Wrong(
            "changes without a base",
            [(#"target: 95% on time"#, #"change: { staff.clerk: 3 }"#)],
            says: #"""
                library.yaml:51:1: error: 'change' needs 'extends'
                   51 | change: { staff.clerk: 3 }
                      | ^ write the values into the scenario itself
                """#),
    ]
}
