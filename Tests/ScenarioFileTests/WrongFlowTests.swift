import Testing

@Suite("Wrong flows, outcomes and limits: the whole text of each message")
struct WrongFlowTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "back to a later step",
            [
                (
                    #"    only: major and amount at least 2000 euro\#n    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    outcomes:\#n      again: { share: 5%, back to: answer }"#
                )
            ],
            says: #"""
                library.yaml:41:36: error: 'back to' must name an earlier step; 'answer' comes later
                   41 |       again: { share: 5%, back to: answer }
                      |                                    ^ use 'skip to: answer' to go forward
                """#),
        Wrong(
            "skip to an earlier step",
            [(#"back to: investigate, at most: 3"#, #"skip to: classify"#)],
            says: #"""
                library.yaml:45:44: error: 'skip to' must name a later step; 'classify' comes earlier
                   45 |       dissatisfied: { share: 12%, skip to: classify }
                      |                                            ^ use 'back to: classify' to go back
                """#),
        Wrong(
            "then alone",
            [(#"back to: investigate, at most: 3"#, #"then: end"#)],
            says: #"""
                library.yaml:45:35: error: 'then' needs 'at most'
                   45 |       dissatisfied: { share: 12%, then: end }
                      |                                   ^
                """#),
        Wrong(
            "at most without a jump",
            [(#"back to: investigate, at most: 3"#, #"at most: 3"#)],
            says: #"""
                library.yaml:45:35: error: 'at most' counts jumps, but this outcome makes none
                   45 |       dissatisfied: { share: 12%, at most: 3 }
                      |                                   ^ add 'back to: …'
                """#),
        Wrong(
            "both jumps",
            [(#"at most: 3"#, #"skip to: end"#)],
            says: #"""
                library.yaml:45:57: error: 'back to' and 'skip to' exclude each other
                   45 |       dissatisfied: { share: 12%, back to: investigate, skip to: end }
                      |                                                         ^ keep one of them
                """#),
        Wrong(
            "work without by",
            [(#"    by: manager\#n    work: 20 min"#, #"    work: 20 min"#)],
            says: #"""
                library.yaml:39:5: error: 'work' without 'by': nothing says who does it
                   39 |     work: 20 min
                      |     ^ write 'by: ROLE'; time without people is a 'wait'
                """#),
        Wrong(
            "by without work",
            [(#"    by: manager\#n    work: 20 min"#, #"    by: manager"#)],
            says: #"""
                library.yaml:39:5: error: 'by' without 'work': nothing says how long it takes
                   39 |     by: manager
                      |     ^ write 'work: 20 min'
                """#),
        Wrong(
            "shares above the whole",
            [(#"at most: 3 }"#, #"at most: 3 }\#n      furious: { share: 90% }"#)],
            says: #"""
                library.yaml:46:7: error: the shares of 'answer' sum to 102 %
                   46 |       furious: { share: 90% }
                      |       ^ 100 % are the most
                """#),
        Wrong(
            "shares above the whole for one class",
            [(#"at most: 3 }"#, #"at most: 3 }\#n      furious: { share: { major: 95%, general: 5% } }"#)],
            says: #"""
                library.yaml:46:7: error: the shares of 'answer' sum to 107 % (for major)
                   46 |       furious: { share: { major: 95%, general: 5% } }
                      |       ^ 100 % are the most
                """#),
        Wrong(
            "two outcomes for one case",
            [
                (
                    #"at most: 3 }"#,
                    #"at most: 3 }\#n      paper: { only: written, skip to: end }\#n      big: { only: major, skip to: end }"#
                )
            ],
            says: #"""
                library.yaml:47:7: error: 'paper' and 'big' both take every case (for major, written)
                   47 |       big: { only: major, skip to: end }
                      |       ^ add 'only: not …' or shares
                """#),
        Wrong(
            "an item that no case reaches",
            [
                (
                    #"    work: 20 min\#n"#,
                    #"    work: 20 min\#n  - step: decide\#n    outcomes:\#n      over: { skip to: end }\#n"#
                )
            ],
            says: #"""
                library.yaml:44:11: error: no case can reach 'answer'
                   44 |   - step: answer
                      |           ^ the item before it sends every case elsewhere
                """#),
        Wrong(
            "a test that never holds",
            [(#"only: major and amount at least 2000 euro"#, #"only: major and general"#)],
            says: #"""
                library.yaml:16:3: warning: nothing uses 'amount'
                   16 |   amount: lognormal mean 1500 euro cv 2
                      |   ^ delete it, or use it in a test or a split
                library.yaml:38:11: warning: no case can be 'major and general'
                   38 |     only: major and general
                      |           ^
                """#),
        Wrong(
            "a wait for a place",
            [(#"    for: exponential 2 days"#, #"    until: answer"#)],
            says: #"""
                library.yaml:32:12: error: a wait ends at a date or after a time, not at 'answer'
                   32 |     until: answer
                      |            ^ write 'for:', 'until: next …' or a length of the case
                """#),
        Wrong(
            "a wait without an end",
            [(#"    for: exponential 2 days\#n"#, #""#)],
            says: #"""
                library.yaml:30:5: error: nothing says how long to wait
                   30 |   - wait: reply
                      |     ^ write 'for: exponential 2 days' or 'until: next 1st of month'
                """#),
        Wrong(
            "within and starts within",
            [(#"    rule: L-1"#, #"    rule: L-1\#n    starts within: 5 min"#)],
            says: #"""
                library.yaml:30:5: error: a step bears one limit
                   30 |     starts within: 5 min
                      |     ^ put the second one under 'limits'
                """#),
        Wrong(
            "a limit that ends before it begins",
            [
                (
                    #"{ within: 15 working days }"#,
                    #"{ from: answer, until: classify, within: 15 working days }"#
                )
            ],
            says: #"""
                library.yaml:48:38: error: the limit ends at 'classify' before it begins at 'answer'
                   48 |   whole-case: { from: answer, until: classify, within: 15 working days }
                      |                                      ^ exchange 'from' and 'until'
                """#),
        Wrong(
            "a limit without a length",
            [(#"{ within: 15 working days }"#, #"{ from: classify }"#)],
            says: #"""
                library.yaml:48:3: error: nothing says how long the limit is
                   48 |   whole-case: { from: classify }
                      |   ^ write 'within: 2 working days', or 'solve' for a blank
                """#),
        Wrong(
            "a late jump that is not beyond",
            [
                (
                    #"{ within: 15 working days }"#,
                    #"{ until: investigate, within: 15 working days, if late: { skip to: reply } }"#
                )
            ],
            says: #"""
                library.yaml:48:82: error: the jump must lie beyond 'investigate'; 'reply' does not
                   48 |   whole-case: { until: investigate, within: 15 working days, if late: { skip to: reply } }
                      |                                                                                  ^ 'skip to: end' ends the case
                """#),
        Wrong(
            "one rule on two limits",
            [(#"{ within: 15 working days }"#, #"{ within: 15 working days, rule: L-1 }"#)],
            says: #"""
                library.yaml:48:48: warning: 'L-1' is the rule of 'classify' already
                   48 |   whole-case: { within: 15 working days, rule: L-1 }
                      |                                                ^
                """#),
        Wrong(
            "a target that cannot be shown",
            [(#"95% on time"#, #"100% on time"#)],
            says: #"""
                library.yaml:51:9: warning: 100 % can be refuted, but never be shown
                   51 | target: 100% on time
                      |         ^ 99% or 99.9% can
                """#),
        Wrong(
            "same as a later step",
            [(#"    by: manager"#, #"    by: same as answer"#)],
            says: #"""
                library.yaml:39:17: error: 'same as' must name an earlier step; 'answer' does not come earlier
                   39 |     by: same as answer
                      |                 ^
                """#),
        Wrong(
            "several problems at once",
            [
                (#"  clerk: 2"#, #"  clerk: two"#),
                (#"within: 1 working hour"#, #"within: 1 d"#),
                (#"back to: investigate"#, #"back to: invstigate"#),
                (#"start: 2027-01-04"#, #"start: 2027-13-04"#),
            ],
            says: #"""
                library.yaml:20:10: error: 'two' stands where a number of people should
                   20 |   clerk: two
                      |          ^ write it as in 'clerk: 2'
                library.yaml:28:15: error: 'd' could mean two things
                   28 |     within: 1 d
                      |               ^ write days, or working days
                library.yaml:45:44: error: no item 'invstigate' in flow
                   45 |       dissatisfied: { share: 12%, back to: invstigate, at most: 3 }
                      |                                            ^ did you mean 'investigate'?
                library.yaml:53:15: error: there is no date 2027-13-04
                   53 | run: { start: 2027-13-04, warm-up: 4 weeks, length: 52 weeks, seed: 1 }
                      |               ^
                """#),
    ]
}
