import Testing

@Suite("Wrong phrases, continued: the whole text of each message")
struct FurtherWrongPhraseTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "an impossible lognormal",
            [(#"lognormal mean 6 h p95 14 h"#, #"lognormal mean 6 h p95 30 h"#)],
            says: #"""
                library.yaml:35:34: error: no lognormal of mean 6 hours has a p95 of 30 hours
                   35 |     work: lognormal mean 6 h p95 30 h
                      |                                  ^ its p95 is at most 3.87 times the mean
                """#),
        Wrong(
            "a negative cv",
            [(#"mean 1500 euro cv 2"#, #"mean 1500 euro cv -2"#)],
            says: #"""
                library.yaml:16:39: error: '-2' has a sign
                   16 |   amount: lognormal mean 1500 euro cv -2
                      |                                       ^ numbers are 0 or above, without a sign
                """#),
        Wrong(
            "a mean of zero",
            [(#"exponential 15 min"#, #"exponential 0 min"#)],
            says: #"""
                library.yaml:43:23: error: '0' must be above 0
                   43 |     work: exponential 0 min
                      |                       ^
                """#),
        Wrong(
            "a hyperexponential without scatter",
            [(#"exponential 15 min"#, #"hyperexponential mean 15 min cv 0.8"#)],
            says: #"""
                library.yaml:43:43: error: a hyperexponential needs a cv above 1, not 0.8
                   43 |     work: hyperexponential mean 15 min cv 0.8
                      |                                           ^ up to 1 use lognormal or gamma; 1 is exponential
                """#),
        Wrong(
            "a missing mean",
            [(#"lognormal mean 6 h p95 14 h"#, #"lognormal 6 h p95 14 h"#)],
            says: #"""
                library.yaml:35:21: error: '6' stands where 'mean' should
                   35 |     work: lognormal 6 h p95 14 h
                      |                     ^ write it as in 'lognormal mean 6 h p95 14 h'
                """#),
        Wrong(
            "a missing end",
            [(#"lognormal mean 6 h p95 14 h"#, #"lognormal mean 6 h"#)],
            says: #"""
                library.yaml:35:28: error: 'p95' or 'cv' is missing at the end
                   35 |     work: lognormal mean 6 h
                      |                            ^ write it as in 'lognormal mean 6 h p95 14 h'
                """#),
        Wrong(
            "something left over",
            [(#"work: 20 min"#, #"work: 20 min or so"#)],
            says: #"""
                library.yaml:40:18: error: 'or so' has no meaning here
                   40 |     work: 20 min or so
                      |                  ^ delete it
                """#),
        Wrong(
            "an exponent",
            [(#"within: 15 working days"#, #"within: 1e3 working days"#)],
            says: #"""
                library.yaml:48:25: error: '1e3' has an exponent
                   48 |   whole-case: { within: 1e3 working days }
                      |                         ^ write the number out
                """#),
        Wrong(
            "a leading zero",
            [(#"work: 20 min"#, #"work: 010 min"#)],
            says: #"""
                library.yaml:40:11: error: '010' begins with a needless 0
                   40 |     work: 010 min
                      |           ^ write it without
                """#),
        Wrong(
            "a time of day as amount",
            [(#"work: 20 min"#, #"work: 9:00"#)],
            says: #"""
                library.yaml:40:11: error: the time of day '9:00' stands where an amount should
                   40 |     work: 9:00
                      |           ^ write a number and a unit
                """#),
        Wrong(
            "a share without percent",
            [(#"share: 12%"#, #"share: 0.12"#)],
            says: #"""
                library.yaml:45:30: error: the share '0.12' has no %
                   45 |       dissatisfied: { share: 0.12, back to: investigate, at most: 3 }
                      |                              ^ write '12%'
                """#),
        Wrong(
            "a share above the whole",
            [(#"share: 12%"#, #"share: 120%"#)],
            says: #"""
                library.yaml:45:30: error: a share cannot be 120%
                   45 |       dissatisfied: { share: 120%, back to: investigate, at most: 3 }
                      |                              ^ 100% are the most
                """#),
        Wrong(
            "and mixed with or",
            [(#"only: major and amount at least 2000 euro"#, #"only: major and written or general"#)],
            says: #"""
                library.yaml:38:29: error: 'and' and 'or' cannot be mixed
                   38 |     only: major and written or general
                      |                             ^ give one part a name of its own under 'case'
                """#),
        Wrong(
            "an amount without its unit",
            [(#"at least 2000 euro"#, #"at least 2000"#)],
            says: #"""
                library.yaml:38:37: error: '2000' has no unit
                   38 |     only: major and amount at least 2000
                      |                                     ^ write it as in '2000 euro'
                """#),
        Wrong(
            "an amount in another unit",
            [(#"at least 2000 euro"#, #"at least 2000 yuan"#)],
            says: #"""
                library.yaml:38:37: error: 'amount' is measured in euro, not in yuan
                   38 |     only: major and amount at least 2000 yuan
                      |                                     ^ write the amount in euro
                """#),
        Wrong(
            "an unknown order of a line",
            [(#"earliest due]"#, #"earliest deu]"#)],
            says: #"""
                library.yaml:52:31: error: 'earliest deu' is no order of a line
                   52 | queue: [major before general, earliest deu]
                      |                               ^ write 'A before B', 'A interrupts B', 'earliest due', 'least slack', 'oldest case', 'largest NAME', 'smallest NAME', 'first come', 'last come' or 'random'
                """#),
        Wrong(
            "a limit of a million years",
            [(#"within: 15 working days"#, #"within: 365000000 days"#)],
            says: #"""
                library.yaml:48:25: error: '365000000 days' is longer than 1000 years
                   48 |   whole-case: { within: 365000000 days }
                      |                         ^
                """#),
    ]
}
