import Testing

@Suite("Wrong branches, side flows, returns and waits: the whole text of each message")
struct WrongBranchTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "a jump back out of a branch",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h, outcomes: { bad: { share: 5%, back to: classify } } } ]\#n  - step: answer"#
                )
            ],
            says: #"""
                library.yaml:44:92: error: a jump stays in its branch; 'classify' is outside
                   44 |       legal: [ { step: weigh, by: clerk, work: 1 h, outcomes: { bad: { share: 5%, back to: classify } } } ]
                      |                                                                                            ^ 'skip to: end' ends the whole case; whatever follows stands behind the branches
                """#),
        Wrong(
            "a jump on out of a branch",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h, outcomes: { bad: { share: 5%, skip to: answer } } } ]\#n  - step: answer"#
                )
            ],
            says: #"""
                library.yaml:44:92: error: a jump stays in its branch; 'answer' is outside
                   44 |       legal: [ { step: weigh, by: clerk, work: 1 h, outcomes: { bad: { share: 5%, skip to: answer } } } ]
                      |                                                                                            ^ 'skip to: end' ends the whole case; whatever follows stands behind the branches
                """#),
        Wrong(
            "a jump into a branch",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h } ]\#n  - step: answer"#
                ),
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, back to: weigh, at most: 3 }"#
                ),
            ],
            says: #"""
                library.yaml:49:44: error: no jump leads into a branch; 'weigh' is inside 'opinions'
                   49 |       dissatisfied: { share: 12%, back to: weigh, at most: 3 }
                      |                                            ^ jump to 'opinions' itself
                """#),
        Wrong(
            "a jump from branch to branch",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h, outcomes: { bad: { share: 5%, back to: examine } } } ]\#n  - step: answer"#
                )
            ],
            says: #"""
                library.yaml:44:92: error: a jump stays in its branch; 'examine' is outside
                   44 |       legal: [ { step: weigh, by: clerk, work: 1 h, outcomes: { bad: { share: 5%, back to: examine } } } ]
                      |                                                                                            ^ 'skip to: end' ends the whole case; whatever follows stands behind the branches
                """#),
        Wrong(
            "branches inside a branch",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { together: inner, branches: { a: [ { wait: x, for: 1 day } ], b: [ { wait: y, for: 1 day } ] } } ]\#n  - step: answer"#
                )
            ],
            says: #"""
                library.yaml:44:28: error: a branch holds steps and waits; 'inner' has branches of its own
                   44 |       legal: [ { together: inner, branches: { a: [ { wait: x, for: 1 day } ], b: [ { wait: y, for: 1 day } ] } } ]
                      |                            ^ write all branches side by side, or make this one a flow and 'start' it
                """#),
        Wrong(
            "one branch",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n  - step: answer"#
                )
            ],
            says: #"""
                library.yaml:43:7: warning: one branch alone is just a list
                   43 |       medical: [ { step: examine, by: clerk, work: 1 h } ]
                      |       ^ put its items into the flow itself
                """#),
        Wrong(
            "a branch without items",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: []\#n  - step: answer"#
                )
            ],
            says: #"""
                library.yaml:44:14: error: the value is missing
                   44 |       legal: []
                      |              ^ write it, or delete the key
                """#),
        Wrong(
            "a together without branches",
            [(#"  - step: answer"#, #"  - together: opinions\#n  - step: answer"#)],
            says: #"""
                library.yaml:41:5: error: 'branches' is missing in a 'together'
                   41 |   - together: opinions
                      |     ^ write 'branches: { papers: [ { step: sign, by: clerk, work: 10 min } ] }'
                """#),
        Wrong(
            "outcomes of a together",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    outcomes: { x: { share: 5% } }\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h } ]\#n  - step: answer"#
                )
            ],
            says: #"""
                library.yaml:42:5: error: 'outcomes' does not belong in a 'together'
                   42 |     outcomes: { x: { share: 5% } }
                      |     ^ it belongs in a step or in a wait
                """#),
        Wrong(
            "cases that enter inside a branch",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h } ]\#n  - step: answer"#
                ),
                (#"arrivals:\#n  mean: 20 per week"#, #"arrivals:\#n  enters: weigh\#n  mean: 20 per week"#),
            ],
            says: #"""
                library.yaml:10:11: error: cases cannot enter at 'weigh', inside a branch or a side flow
                   10 |   enters: weigh
                      |           ^ enter at an item of 'flow'
                """#),
        Wrong(
            "a return into a branch",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h } ]\#n  - step: answer"#
                ),
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, returns after: 20 days, back to: weigh }"#
                ),
            ],
            says: #"""
                library.yaml:49:68: error: a case that comes back cannot enter inside a branch, at 'weigh'
                   49 |       dissatisfied: { share: 12%, returns after: 20 days, back to: weigh }
                      |                                                                    ^ name the 'together' itself
                """#),
        Wrong(
            "a return that skips",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, returns after: 20 days, skip to: end }"#
                )
            ],
            says: #"""
                library.yaml:45:59: error: 'returns after' and 'skip to' exclude each other
                   45 |       dissatisfied: { share: 12%, returns after: 20 days, skip to: end }
                      |                                                           ^ keep one of them
                """#),
        Wrong(
            "a return of a side case",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, starts: appeal }"#
                ),
                (
                    #"limits:\#n"#,
                    #"flows:\#n  appeal: [ { step: hear, by: clerk, work: 1 h, outcomes: { anew: { share: 5%, returns after: 9 days } } } ]\#nlimits:\#n"#
                ),
            ],
            says: #"""
                library.yaml:48:80: error: a side case is no arrival: it cannot come back
                   48 |   appeal: [ { step: hear, by: clerk, work: 1 h, outcomes: { anew: { share: 5%, returns after: 9 days } } } ]
                      |                                                                                ^ use 'back to' after a wait
                """#),
        Wrong(
            "a return in a length of people",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, returns after: 20 persons }"#
                )
            ],
            says: #"""
                library.yaml:45:53: error: 'persons' is no unit
                   45 |       dissatisfied: { share: 12%, returns after: 20 persons }
                      |                                                     ^ units of time are s, min, h, hours, days, weeks, months, working min, working hours, working days
                """#),
        Wrong(
            "a flow that nothing starts",
            [(#"limits:\#n"#, #"flows: { appeal: [ { step: hear, by: clerk, work: 1 h } ] }\#nlimits:\#n"#)],
            says: #"""
                library.yaml:47:10: warning: nothing starts the flow 'appeal'
                   47 | flows: { appeal: [ { step: hear, by: clerk, work: 1 h } ] }
                      |          ^ name it in a 'starts', or delete it
                """#),
        Wrong(
            "a flow that starts itself",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, starts: appeal }"#
                ),
                (
                    #"limits:\#n"#,
                    #"flows: { appeal: [ { step: hear, by: clerk, work: 1 h, starts: appeal } ] }\#nlimits:\#n"#
                ),
            ],
            says: #"""
                library.yaml:47:10: error: 'appeal' starts itself, over a circle
                   47 | flows: { appeal: [ { step: hear, by: clerk, work: 1 h, starts: appeal } ] }
                      |          ^ break the circle
                """#),
        Wrong(
            "a flow that starts itself over another",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, starts: appeal }"#
                ),
                (
                    #"limits:\#n"#,
                    #"flows: { appeal: [ { step: hear, by: clerk, work: 1 h, starts: notice } ], notice: [ { step: send, by: clerk, work: 1 h, starts: appeal } ] }\#nlimits:\#n"#
                ),
            ],
            says: #"""
                library.yaml:47:10: error: 'appeal' starts itself, over a circle
                   47 | flows: { appeal: [ { step: hear, by: clerk, work: 1 h, starts: notice } ], notice: [ { step: send, by: clerk, work: 1 h, starts: appeal } ] }
                      |          ^ break the circle
                library.yaml:47:76: error: 'notice' starts itself, over a circle
                   47 | flows: { appeal: [ { step: hear, by: clerk, work: 1 h, starts: notice } ], notice: [ { step: send, by: clerk, work: 1 h, starts: appeal } ] }
                      |                                                                            ^ break the circle
                """#),
        Wrong(
            "a jump out of a flow",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, starts: appeal }"#
                ),
                (
                    #"limits:\#n"#,
                    #"flows: { appeal: [ { step: hear, by: clerk, work: 1 h, outcomes: { bad: { share: 5%, back to: answer } } } ] }\#nlimits:\#n"#
                ),
            ],
            says: #"""
                library.yaml:47:95: error: a jump stays in its flow; 'answer' is outside
                   47 | flows: { appeal: [ { step: hear, by: clerk, work: 1 h, outcomes: { bad: { share: 5%, back to: answer } } } ] }
                      |                                                                                               ^
                """#),
        Wrong(
            "starts that names an item",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, starts: classify }"#
                )
            ],
            says: #"""
                library.yaml:45:43: error: 'classify' is an item of the flow, not a flow
                   45 |       dissatisfied: { share: 12%, starts: classify }
                      |                                           ^
                """#),
        Wrong(
            "a wait for and until",
            [
                (
                    #"    for: exponential 2 days"#,
                    #"    for: exponential 2 days\#n    until: next 1st of month"#
                )
            ],
            says: #"""
                library.yaml:33:5: error: 'for' and 'until' exclude each other
                   33 |     until: next 1st of month
                      |     ^ keep one of them
                """#),
        Wrong(
            "a wait until a sum of money",
            [(#"    for: exponential 2 days"#, #"    until: amount"#)],
            says: #"""
                library.yaml:32:12: error: 'amount' is measured in euro, not in time
                   32 |     until: amount
                      |            ^
                """#),
        Wrong(
            "a wait until a length before a sum",
            [(#"    for: exponential 2 days"#, #"    until: 2 working days before amount"#)],
            says: #"""
                library.yaml:32:34: error: 'amount' is measured in euro, not in time
                   32 |     until: 2 working days before amount
                      |                                  ^
                """#),
        Wrong(
            "a wait until a date without next",
            [(#"    for: exponential 2 days"#, #"    until: 1st of month"#)],
            says: #"""
                library.yaml:32:12: error: '1st' stands where 'next' should
                   32 |     until: 1st of month
                      |            ^ write it as in 'next 1st of month'
                """#),
        Wrong(
            "a wait until the end",
            [(#"    for: exponential 2 days"#, #"    until: end"#)],
            says: #"""
                library.yaml:32:12: error: a wait ends at a date or after a time, not at 'end'
                   32 |     until: end
                      |            ^ write 'for:', 'until: next …' or a length of the case
                """#),
        Wrong(
            "clocks that stop where none runs",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, starts: appeal }"#
                ),
                (
                    #"limits:\#n"#,
                    #"flows: { appeal: [ { wait: think, for: 1 day, clock: stops } ] }\#nlimits:\#n"#
                ),
            ],
            says: #"""
                library.yaml:47:54: warning: no limit runs during 'think'
                   47 | flows: { appeal: [ { wait: think, for: 1 day, clock: stops } ] }
                      |                                                      ^ 'clock: stops' does nothing here
                """#),
        Wrong(
            "a limit over two flows",
            [
                (
                    #"dissatisfied: { share: 12%, back to: investigate, at most: 3 }"#,
                    #"dissatisfied: { share: 12%, starts: appeal }"#
                ),
                (
                    #"limits:\#n"#,
                    #"flows: { appeal: [ { step: hear, by: clerk, work: 1 h } ] }\#nlimits:\#n  heard: { from: answer, until: hear, within: 9 days }\#n"#
                ),
            ],
            says: #"""
                library.yaml:49:33: error: 'answer' and 'hear' are in different flows
                   49 |   heard: { from: answer, until: hear, within: 9 days }
                      |                                 ^
                """#),
        Wrong(
            "a limit into what is done already",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h } ]\#n  - step: answer"#
                ),
                (
                    #"limits:\#n"#,
                    #"limits:\#n  late: { from: opinions done, until: weigh, within: 9 days }\#n"#
                ),
            ],
            says: #"""
                library.yaml:52:39: error: the limit ends at 'weigh' before it begins at 'opinions done'
                   52 |   late: { from: opinions done, until: weigh, within: 9 days }
                      |                                       ^ exchange 'from' and 'until'
                """#),
        Wrong(
            "work that starts where there are branches",
            [
                (
                    #"  - step: answer"#,
                    #"  - together: opinions\#n    branches:\#n      medical: [ { step: examine, by: clerk, work: 1 h } ]\#n      legal: [ { step: weigh, by: clerk, work: 1 h } ]\#n  - step: answer"#
                ), (#"limits:\#n"#, #"limits:\#n  late: { until: opinions starts, within: 9 days }\#n"#),
            ],
            says: #"""
                library.yaml:52:18: error: no work starts at 'opinions': it has branches
                   52 |   late: { until: opinions starts, within: 9 days }
                      |                  ^ write 'opinions' or 'opinions done'
                """#),
        Wrong(
            "work that starts at a decision",
            [
                (
                    #"  - step: answer"#,
                    #"  - step: decide\#n    outcomes: { fine: { share: 5% } }\#n  - step: answer"#
                ), (#"limits:\#n"#, #"limits:\#n  late: { until: decide starts, within: 9 days }\#n"#),
            ],
            says: #"""
                library.yaml:50:18: error: no work starts at 'decide': it needs no people
                   50 |   late: { until: decide starts, within: 9 days }
                      |                  ^ write 'decide' or 'decide done'
                """#),
        Wrong(
            "open and closed at once",
            [(#"    only: written"#, #"    only: while open and while closed"#)],
            says: #"""
                library.yaml:15:3: warning: nothing uses 'written'
                   15 |   written: 25%
                      |   ^ delete it, or use it in a test or a split
                library.yaml:31:11: warning: no case can be 'while open and while closed'
                   31 |     only: while open and while closed
                      |           ^
                """#),
        Wrong(
            "a word that no case has",
            [(#"  written: 25%"#, #"  written: 0%"#)],
            says: #"""
                library.yaml:31:11: warning: no case can be 'written'
                   31 |     only: written
                      |           ^
                """#),
        Wrong(
            "a share of nobody",
            [(#"    only: written"#, #"    only: written\#n    share: 0%"#)],
            says: #"""
                library.yaml:32:12: error: a share of 0% for every case: nobody ever comes here
                   32 |     share: 0%
                      |            ^
                """#),
    ]
}
