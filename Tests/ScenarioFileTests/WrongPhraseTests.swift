import Testing

@Suite("Wrong phrases: the whole text of each message")
struct WrongPhraseTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "a bare number",
            [(#"work: 20 min"#, #"work: 20"#)],
            says: #"""
                library.yaml:40:11: error: '20' has no unit
                   40 |     work: 20
                      |           ^ write it as in '20 min'
                """#),
        Wrong(
            "a bare number in a limit",
            [(#"within: 1 working hour"#, #"within: 1"#)],
            says: #"""
                library.yaml:28:13: error: '1' has no unit
                   28 |     within: 1
                      |             ^ write it as in '2 working days'
                """#),
        Wrong(
            "a comma in a phrase",
            [(#"triangular 5..10..30 min"#, #"triangular 5, 10, 30 min"#)],
            says: #"""
                library.yaml:27:23: error: ',' cannot stand in a phrase
                   27 |     work: triangular 5, 10, 30 min
                      |                       ^ write words and numbers only, such as 'triangular 5..10..30 min'
                """#),
        Wrong(
            "parentheses in braces",
            [
                (
                    #"  - step: approve\#n    only: major and amount at least 2000 euro\#n    by: manager\#n    work: 20 min"#,
                    #"  - { step: approve, by: manager, work: triangular(5, 10, 30 min) }"#
                )
            ],
            says: #"""
                library.yaml:37:51: error: '(' cannot stand in a phrase
                   37 |   - { step: approve, by: manager, work: triangular(5, 10, 30 min) }
                      |                                                   ^ write words and numbers only, such as 'triangular 5..10..30 min'
                """#),
        Wrong(
            "an ambiguous abbreviation",
            [(#"within: 1 working hour"#, #"within: 1 d"#)],
            says: #"""
                library.yaml:28:15: error: 'd' could mean two things
                   28 |     within: 1 d
                      |               ^ write days, or working days
                """#),
        Wrong(
            "minutes or months",
            [(#"work: 20 min"#, #"work: 20 m"#)],
            says: #"""
                library.yaml:40:14: error: 'm' could mean two things
                   40 |     work: 20 m
                      |              ^ write min, or months
                """#),
        Wrong(
            "an unknown unit",
            [(#"within: 1 working hour"#, #"within: 1 working huor"#)],
            says: #"""
                library.yaml:28:15: error: 'working huor' is no unit
                   28 |     within: 1 working huor
                      |               ^ did you mean 'working hour'?
                """#),
        Wrong(
            "another spelling of a unit",
            [(#"work: 20 min"#, #"work: 20 minutes"#)],
            says: #"""
                library.yaml:40:14: error: 'minutes' is no unit
                   40 |     work: 20 minutes
                      |              ^ did you mean 'min'?
                """#),
        Wrong(
            "business days",
            [(#"within: 15 working days"#, #"within: 15 business days"#)],
            says: #"""
                library.yaml:48:28: error: 'business days' is no unit
                   48 |   whole-case: { within: 15 business days }
                      |                            ^ did you mean 'working days'?
                """#),
        Wrong(
            "a unit without a space",
            [(#"work: 20 min"#, #"work: 20min"#)],
            says: #"""
                library.yaml:40:11: error: '20min' needs a space before the unit
                   40 |     work: 20min
                      |           ^ write '20 min'
                """#),
        Wrong(
            "a hyphen as range sign",
            [(#"triangular 5..10..30 min"#, #"uniform 5-30 min"#)],
            says: #"""
                library.yaml:27:19: error: '..' is the only range sign
                   27 |     work: uniform 5-30 min
                      |                   ^ write '5..30'
                """#),
        Wrong(
            "spaces in a range",
            [(#"triangular 5..10..30 min"#, #"triangular 5 .. 10 .. 30 min"#)],
            says: #"""
                library.yaml:27:22: error: no spaces can stand around '..'
                   27 |     work: triangular 5 .. 10 .. 30 min
                      |                      ^ write it as in 'triangular 5..10..30 min'
                """#),
        Wrong(
            "a range with too few ends",
            [(#"triangular 5..10..30 min"#, #"triangular 5..30 min"#)],
            says: #"""
                library.yaml:27:22: error: '5..30' should have 3 ends
                   27 |     work: triangular 5..30 min
                      |                      ^ write it as in 'triangular 5..10..30 min'
                """#),
        Wrong(
            "ends out of order",
            [(#"triangular 5..10..30 min"#, #"triangular 10..5..30 min"#)],
            says: #"""
                library.yaml:27:26: error: '5' comes before '10'
                   27 |     work: triangular 10..5..30 min
                      |                          ^ a range begins with its lower end
                """#),
        Wrong(
            "work in days",
            [(#"work: 20 min"#, #"work: 2 days"#)],
            says: #"""
                library.yaml:40:11: error: 'work' cannot be measured in days
                   40 |     work: 2 days
                      |           ^ use s, min or h
                """#),
        Wrong(
            "an unknown family",
            [(#"lognormal mean 6 h p95 14 h"#, #"lognorma mean 6 h p95 14 h"#)],
            says: #"""
                library.yaml:35:11: error: 'lognorma' is no quantity
                   35 |     work: lognorma mean 6 h p95 14 h
                      |           ^ did you mean 'lognormal'?
                """#),
        Wrong(
            "a lognormal below its mean",
            [(#"lognormal mean 6 h p95 14 h"#, #"lognormal mean 6 h p95 5 h"#)],
            says: #"""
                library.yaml:35:34: error: the p95 of 5 hours is not above the mean of 6 hours
                   35 |     work: lognormal mean 6 h p95 5 h
                      |                                  ^ 19 of 20 values lie below the p95
                """#),
    ]
}
