import Testing

@Suite("Wrong late clocks, costs and duties: the whole text of each message")
struct WrongLateTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    private static let whole = "  whole-case: { within: 15 working days }"

    /// One more limit, or something else for the limit of all.
    private static func limit(_ text: String) -> [(String, String)] { [(whole, text)] }

    private static func duty(_ text: String) -> [(String, String)] {
        [("limits:\n", "duties: { report: { on: every Mon 09:00, \(text) } }\nlimits:\n")]
    }

    static let cases: [Wrong] = [
        Wrong(
            "late, but nothing happens",
            limit("  whole-case: { within: 15 working days, if late: { only: major } }"),
            says: #"""
                library.yaml:48:53: error: 'if late' does not say what happens
                   48 |   whole-case: { within: 15 working days, if late: { only: major } }
                      |                                                     ^ write it, as in 'skip to: end' or 'starts: reminder'
                """#),
        Wrong(
            "again, but nothing to do again",
            limit(
                "  whole-case: { within: 15 working days, if late: { become: major, again every: 1 day } }"),
            says: #"""
                library.yaml:48:68: error: 'again every' repeats 'starts' and 'costs', and there is neither
                   48 |   whole-case: { within: 15 working days, if late: { become: major, again every: 1 day } }
                      |                                                                    ^ add one of them
                """#),
        Wrong(
            "again at once",
            limit(
                "  whole-case: { within: 15 working days, if late: { costs: 1 euro, again every: 0 days } }"),
            says: #"""
                library.yaml:48:81: error: after no time the next one would follow at once, for ever
                   48 |   whole-case: { within: 15 working days, if late: { costs: 1 euro, again every: 0 days } }
                      |                                                                                 ^ write a length above 0
                """#),
        Wrong(
            "again with a jump",
            limit(
                "  whole-case: { within: 15 working days, if late: { skip to: end, costs: 1 euro, again every: 1 day } }"
            ),
            says: #"""
                library.yaml:48:82: error: 'again every' cannot go with a jump
                   48 |   whole-case: { within: 15 working days, if late: { skip to: end, costs: 1 euro, again every: 1 day } }
                      |                                                                                  ^
                """#),
        Wrong(
            "late at arrival",
            limit(
                "  whole-case: { until: arrival, at least: 2 days, before: patience, if late: { skip to: end } }"
            ),
            says: #"""
                library.yaml:48:80: error: a clock that ends at arrival is never late while it runs
                   48 |   whole-case: { until: arrival, at least: 2 days, before: patience, if late: { skip to: end } }
                      |                                                                                ^ delete 'if late', or let it end later
                """#),
        Wrong(
            "a late jump into what the limit still covers",
            limit("  whole-case: { until: approve, within: 15 working days, if late: { skip to: approve } }"),
            says: #"""
                library.yaml:48:78: error: the jump must lie beyond 'approve'; 'approve' does not
                   48 |   whole-case: { until: approve, within: 15 working days, if late: { skip to: approve } }
                      |                                                                              ^ 'skip to: end' ends the case
                """#),
        Wrong(
            "a step's late jump back",
            [
                (
                    "    within: 1 working hour\n",
                    "    within: 1 working hour\n    if late: { skip to: classify }\n"
                )
            ],
            says: #"""
                library.yaml:29:25: error: the jump must lie beyond 'classify'; 'classify' does not
                   29 |     if late: { skip to: classify }
                      |                         ^ 'skip to: end' ends the case
                """#),
        Wrong(
            "another line for a wait",
            [
                (
                    "    for: exponential 2 days\n",
                    "    for: 2 days\n    within: 3 days\n    if late: { by: manager }\n"
                )
            ],
            says: #"""
                library.yaml:34:16: error: 'by' acts where people have not begun their work
                   34 |     if late: { by: manager }
                      |                ^ use it with the limit of a step
                """#),
        Wrong(
            "another line for a whole case",
            limit("  whole-case: { within: 3 days, if late: { by: manager } }"),
            says: #"""
                library.yaml:48:44: error: 'by' acts where people have not begun their work
                   48 |   whole-case: { within: 3 days, if late: { by: manager } }
                      |                                            ^ use it with the limit of a step
                """#),
        Wrong(
            "late, but the limit is a blank",
            limit("  whole-case: { within: solve, if late: { skip to: end } }"),
            says: #"""
                library.yaml:48:43: error: no clock can be late here: there is no length
                   48 |   whole-case: { within: solve, if late: { skip to: end } }
                      |                                           ^ delete 'if late', or give 'within' a length
                """#),
        Wrong(
            "a case cannot become an outcome",
            limit("  whole-case: { within: 3 days, if late: { become: dissatisfied } }"),
            says: #"""
                library.yaml:48:52: error: a case cannot become 'dissatisfied': it is an outcome
                   48 |   whole-case: { within: 3 days, if late: { become: dissatisfied } }
                      |                                                    ^
                """#),
        Wrong(
            "an unknown flow",
            limit("  whole-case: { within: 3 days, if late: { starts: notice } }"),
            says: #"""
                library.yaml:48:52: error: no flow 'notice' in flows
                   48 |   whole-case: { within: 3 days, if late: { starts: notice } }
                      |                                                    ^
                """#),
        Wrong(
            "costs in time",
            limit("  whole-case: { within: 3 days, if late: { costs: patience } }"),
            says: #"""
                library.yaml:48:51: error: 'patience' is measured in days, not in money
                   48 |   whole-case: { within: 3 days, if late: { costs: patience } }
                      |                                                   ^
                """#),
        Wrong(
            "costs without a currency",
            limit("  whole-case: { within: 3 days, if late: { costs: 500 } }"),
            says: #"""
                library.yaml:48:51: error: '500' has no unit
                   48 |   whole-case: { within: 3 days, if late: { costs: 500 } }
                      |                                                   ^ write it as in 'uniform 500..10000 yuan'
                """#),
        Wrong(
            "costs per open case",
            limit("  whole-case: { within: 3 days, if late: { costs: 5 euro per open case } }"),
            says: #"""
                library.yaml:48:51: error: 'per open case' and 'per closed case' belong to duties
                   48 |   whole-case: { within: 3 days, if late: { costs: 5 euro per open case } }
                      |                                                   ^ multiply by a number of the case, or make it a duty
                """#),
        Wrong(
            "'at least' without 'before'", limit("  whole-case: { until: answer, at least: 2 days }"),
            says: #"""
                library.yaml:48:32: error: 'at least' needs 'before': a length of the case
                   48 |   whole-case: { until: answer, at least: 2 days }
                      |                                ^
                """#),
        Wrong(
            "'before' a number that is no length",
            limit("  whole-case: { until: answer, at least: 2 days, before: amount }"),
            says: #"""
                library.yaml:48:58: error: 'amount' is measured in euro, not in time
                   48 |   whole-case: { until: answer, at least: 2 days, before: amount }
                      |                                                          ^
                """#),
        Wrong(
            "the earliest of one", limit("  whole-case: { within: earliest of patience }"),
            says: #"""
                library.yaml:48:37: error: 'and' is missing at the end
                   48 |   whole-case: { within: earliest of patience }
                      |                                     ^ write it as in 'earliest of wish and check-out'
                """#),
        Wrong(
            "until without next", limit("  whole-case: { within: until 25th of month }"),
            says: #"""
                library.yaml:48:25: error: 'until' stands where 'until next' should
                   48 |   whole-case: { within: until 25th of month }
                      |                         ^ write it as in 'until next 25th of month'
                """#),
        Wrong(
            "a target by class that leaves one out",
            limit("  whole-case: { within: 3 days, target: { major: 99% } }"),
            says: #"""
                library.yaml:48:41: error: the split leaves out 'general'
                   48 |   whole-case: { within: 3 days, target: { major: 99% } }
                      |                                         ^ add 'others: …'
                """#),
        Wrong(
            "work per length of the case",
            [("work: exponential 15 min", "work: 15 min per patience")],
            says: #"""
                library.yaml:43:22: error: 'patience' is measured in days: nothing says how often that is
                   43 |     work: 15 min per patience
                      |                      ^ multiply by a number of another unit, such as 3 persons
                """#),
        Wrong(
            "travel per number",
            [("    work: exponential 15 min\n", "    work: 15 min\n    travel: 2 min per amount\n")],
            says: #"""
                library.yaml:44:19: error: 'per' does not multiply 'travel'
                   44 |     travel: 2 min per amount
                      |                   ^ 'work', 'for' and 'costs' can be per something: write the whole quantity here
                """#),
        Wrong(
            "a wait per open case", [("for: exponential 2 days", "for: 2 h per open case")],
            says: #"""
                library.yaml:32:10: error: 'per open case' and 'per closed case' belong to duties
                   32 |     for: 2 h per open case
                      |          ^ multiply by a number of the case, or make it a duty
                """#),
        Wrong(
            "a budget of time",
            [
                (
                    "    work: exponential 15 min\n",
                    "    work: 15 min\n    budget: 3 hours of patience per day\n"
                )
            ],
            says: #"""
                library.yaml:44:24: error: 'patience' is measured in days: a budget is an amount of something else
                   44 |     budget: 3 hours of patience per day
                      |                        ^ time of people is limited by how many there are
                """#),
        Wrong(
            "a budget in another unit",
            [
                (
                    "    work: exponential 15 min\n",
                    "    work: 15 min\n    budget: 3000 yuan of amount per day\n"
                )
            ],
            says: #"""
                library.yaml:44:13: error: 'amount' is measured in euro, not in yuan
                   44 |     budget: 3000 yuan of amount per day
                      |             ^ write the amount in euro
                """#),
        Wrong(
            "a budget of no number",
            [
                (
                    "    work: exponential 15 min\n",
                    "    work: 15 min\n    budget: 3000 euro of written per day\n"
                )
            ],
            says: #"""
                library.yaml:44:26: error: 'written' is a class word, not a number of the case
                   44 |     budget: 3000 euro of written per day
                      |                          ^
                """#),
        Wrong(
            "a duty by class", duty("by: clerk, work: { major: 1 h, others: 2 h }"),
            says: #"""
                library.yaml:47:59: error: a duty is no case: 'work' cannot be split by class
                   47 | duties: { report: { on: every Mon 09:00, by: clerk, work: { major: 1 h, others: 2 h } } }
                      |                                                           ^ write one value, or a duty for each of them
                """#),
        Wrong(
            "a duty of classes of people", duty("by: { major: clerk, others: manager }, work: 1 h"),
            says: #"""
                library.yaml:47:46: error: a duty is no case: 'by' cannot be split by class
                   47 | duties: { report: { on: every Mon 09:00, by: { major: clerk, others: manager }, work: 1 h } }
                      |                                              ^ write one value, or a duty for each of them
                """#),
        Wrong(
            "a duty per number", duty("by: clerk, work: 5 min per amount"),
            says: #"""
                library.yaml:47:59: error: a duty is no case: it has no 'amount'
                   47 | duties: { report: { on: every Mon 09:00, by: clerk, work: 5 min per amount } }
                      |                                                           ^
                """#),
        Wrong(
            "a duty that jumps", duty("by: clerk, work: 1 h, within: 1 day, if late: { skip to: end }"),
            says: #"""
                library.yaml:47:99: error: a duty is no case: it cannot jump
                   47 | duties: { report: { on: every Mon 09:00, by: clerk, work: 1 h, within: 1 day, if late: { skip to: end } } }
                      |                                                                                                   ^
                """#),
        Wrong(
            "a duty that becomes", duty("by: clerk, work: 1 h, within: 1 day, if late: { become: major }"),
            says: #"""
                library.yaml:47:98: error: a duty is no case: it has no class words to change
                   47 | duties: { report: { on: every Mon 09:00, by: clerk, work: 1 h, within: 1 day, if late: { become: major } } }
                      |                                                                                                  ^
                """#),
        Wrong(
            "a duty that costs what it has not",
            duty("by: clerk, work: 1 h, within: 1 day, if late: { costs: amount }"),
            says: #"""
                library.yaml:47:97: error: a duty is no case: it has no 'amount'
                   47 | duties: { report: { on: every Mon 09:00, by: clerk, work: 1 h, within: 1 day, if late: { costs: amount } } }
                      |                                                                                                 ^
                """#),
        Wrong(
            "a duty without work", duty("by: clerk"),
            says: #"""
                library.yaml:47:11: error: 'work' is missing in a duty
                   47 | duties: { report: { on: every Mon 09:00, by: clerk } }
                      |           ^ write 'work: triangular 5..10..30 min'
                """#),
        Wrong(
            "a duty like a step", duty("by: same as classify, work: 1 h"),
            says: #"""
                library.yaml:47:54: error: a duty has no steps before it
                   47 | duties: { report: { on: every Mon 09:00, by: same as classify, work: 1 h } }
                      |                                                      ^ write 'by: ROLE'
                """#),
        Wrong(
            "a duty of days", duty("by: clerk, work: 2 days"),
            says: #"""
                library.yaml:47:59: error: 'work' cannot be measured in days
                   47 | duties: { report: { on: every Mon 09:00, by: clerk, work: 2 days } }
                      |                                                           ^ use s, min or h
                """#),
        Wrong(
            "a flow that starts itself when late",
            [
                (
                    "limits:\n",
                    "flows: { note: [ { step: tell, by: clerk, work: 1 h } ] }\nlimits:\n  told: { from: tell, until: tell, within: 1 day, if late: { starts: note } }\n"
                )
            ],
            says: #"""
                library.yaml:47:10: error: 'note' starts itself, over a circle
                   47 | flows: { note: [ { step: tell, by: clerk, work: 1 h } ] }
                      |          ^ break the circle
                """#),
        Wrong(
            "a cluster of no list",
            [("only: written", "only: 3 with the same amount within 1 month")],
            says: #"""
                library.yaml:31:27: error: 'amount' is a number of the case, not a list
                   31 |     only: 3 with the same amount within 1 month
                      |                           ^
                """#),
        Wrong(
            "joining without a date", [("  clerk: 2", "  clerk: { people: 2, joins: 2 }")],
            says: #"""
                library.yaml:20:30: error: 'on' is missing at the end
                   20 |   clerk: { people: 2, joins: 2 }
                      |                              ^ write it as in '2 on 2027-03-01 at 50% for 8 weeks'
                """#),
        Wrong(
            "costs of a role in time", [("  clerk: 2", "  clerk: { people: 2, costs: 3 h per hour }")],
            says: #"""
                library.yaml:20:30: error: 'costs' cannot be measured in hours
                   20 |   clerk: { people: 2, costs: 3 h per hour }
                      |                              ^ use a currency, such as yuan
                """#),
        Wrong(
            "overtime in another currency",
            [
                (
                    "  clerk: 2",
                    "  clerk: { people: 2, costs: 80 yuan per hour and 9 euro per overtime hour }"
                )
            ],
            says: #"""
                library.yaml:20:51: error: 'yuan' and 'euro' cannot be compared
                   20 |   clerk: { people: 2, costs: 80 yuan per hour and 9 euro per overtime hour }
                      |                                                   ^ use one unit
                """#),
        Wrong(
            "a month that does not close",
            [("limits:\n", "statistics: { month: 25..25 }\nlimits:\n")],
            says: #"""
                library.yaml:47:22: error: '25..25' is no month
                   47 | statistics: { month: 25..25 }
                      |                      ^ it ends the day before it begins: 25..24
                """#),
        Wrong(
            "numbers per hour", [("limits:\n", "statistics: { numbers: 9 per hour }\nlimits:\n")],
            says: #"""
                library.yaml:47:30: error: 'hour' is no period
                   47 | statistics: { numbers: 9 per hour }
                      |                              ^ write 'day', 'week', 'month' or 'year'
                """#),
    ]
}
