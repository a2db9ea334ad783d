import Testing

@Suite("Wrong people: the whole text of each message")
struct WrongPeopleTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "a deputy of his own deputy",
            [
                (
                    #"manager: { people: 1, away: 50% in spells of 2 hours }"#,
                    #"manager: { people: 1, deputy: investigator }"#
                ), (#"  investigator: 4"#, #"  investigator: { people: 4, deputy: manager }"#),
            ],
            says: #"""
                library.yaml:21:3: error: 'investigator' is deputy of its own deputy, over a circle
                   21 |   investigator: { people: 4, deputy: manager }
                      |   ^ break the circle
                """#),
        Wrong(
            "people of a role that has theirs",
            [
                (#"  investigator: 4"#, #"  investigator: 1 of manager"#),
                (#"manager: { people: 1, away: 50% in spells of 2 hours }"#, #"manager: 1 of investigator"#),
                (#"by: { investigator: 2 }"#, #"by: investigator"#),
            ],
            says: #"""
                library.yaml:21:3: error: 'investigator' takes its people from itself, over a circle
                   21 |   investigator: 1 of manager
                      |   ^ break the circle
                """#),
        Wrong(
            "people of an unknown role",
            [(#"  investigator: 4"#, #"  investigator: 4 of clerks"#)],
            says: #"""
                library.yaml:21:22: error: no role 'clerks' in staff
                   21 |   investigator: 4 of clerks
                      |                      ^ did you mean 'clerk'?
                """#),
        Wrong(
            "people per an unknown unit",
            [(#"  investigator: 4"#, #"  investigator: 4 per office"#)],
            says: #"""
                library.yaml:21:23: error: no unit 'office' in case
                   21 |   investigator: 4 per office
                      |                       ^
                """#),
        Wrong(
            "people per a number of the case",
            [(#"  investigator: 4"#, #"  investigator: 4 per amount"#)],
            says: #"""
                library.yaml:21:23: error: 'amount' is a number of the case, not a unit
                   21 |   investigator: 4 per amount
                      |                       ^
                """#),
        Wrong(
            "hours beside shifts",
            [
                (
                    #"  working days run: from the next day"#,
                    #"  shifts: { early: daily 07:00..15:00, late: daily 15:00..23:00 }\#n  working days run: from the next day"#
                ),
                (#"  investigator: 4"#, #"  investigator: { people: { early: 2, late: 2 }, hours: always }"#),
            ],
            says: #"""
                library.yaml:22:50: error: people by shift work in the hours of their shifts
                   22 |   investigator: { people: { early: 2, late: 2 }, hours: always }
                      |                                                  ^ delete 'hours'
                """#),
        Wrong(
            "an unknown shift",
            [
                (
                    #"  working days run: from the next day"#,
                    #"  shifts: { early: daily 07:00..15:00, late: daily 15:00..23:00 }\#n  working days run: from the next day"#
                ), (#"  investigator: 4"#, #"  investigator: { people: { early: 2, lat: 2 } }"#),
            ],
            says: #"""
                library.yaml:22:39: error: no shift 'lat' in shifts of the calendar
                   22 |   investigator: { people: { early: 2, lat: 2 } }
                      |                                       ^ did you mean 'late'?
                """#),
        Wrong(
            "people for some classes only",
            [(#"  investigator: 4"#, #"  investigator: { people: { major: 2 } }"#)],
            says: #"""
                library.yaml:21:27: error: the split leaves out 'general'
                   21 |   investigator: { people: { major: 2 } }
                      |                           ^ add 'others: …'
                """#),
        Wrong(
            "away in shares that sum to the whole",
            [
                (
                    #"away: 50% in spells of 2 hours"#,
                    #"away: [60% in spells of 2 hours, 40% in spells of 3 days]"#
                )
            ],
            says: #"""
                library.yaml:22:58: error: nobody can be away all the time
                   22 |   manager: { people: 1, away: [60% in spells of 2 hours, 40% in spells of 3 days] }
                      |                                                          ^ the shares must stay below 100%
                """#),
        Wrong(
            "away without spells",
            [(#"away: 50% in spells of 2 hours"#, #"away: 50%"#)],
            says: #"""
                library.yaml:22:31: error: 'in' is missing at the end
                   22 |   manager: { people: 1, away: 50% }
                      |                               ^ write it as in '8% in spells of 3 working days'
                """#),
        Wrong(
            "away on no date",
            [(#"away: 50% in spells of 2 hours"#, #"away: 1 on 2027-02-30"#)],
            says: #"""
                library.yaml:22:36: error: there is no date 2027-02-30
                   22 |   manager: { people: 1, away: 1 on 2027-02-30 }
                      |                                    ^
                """#),
        Wrong(
            "a deputy whom nobody knows",
            [(#"people: 1, away"#, #"people: 1, deputy: clark, away"#)],
            says: #"""
                library.yaml:22:33: error: no role 'clark' in staff
                   22 |   manager: { people: 1, deputy: clark, away: 50% in spells of 2 hours }
                      |                                 ^ did you mean 'clerk'?
                """#),
        Wrong(
            "same as a step without people",
            [
                (#"  - step: investigate\#n"#, #"  - step: weigh\#n  - step: investigate\#n"#),
                (#"    by: manager\#n    work: 20 min"#, #"    by: same as weigh\#n    work: 20 min"#),
            ],
            says: #"""
                library.yaml:40:17: error: 'weigh' has no people
                   40 |     by: same as weigh
                      |                 ^ name a step with 'by'
                """#),
        Wrong(
            "same as a wait",
            [(#"    by: manager\#n    work: 20 min"#, #"    by: same as reply\#n    work: 20 min"#)],
            says: #"""
                library.yaml:39:17: error: 'reply' has no people
                   39 |     by: same as reply
                      |                 ^ name a step with 'by'
                """#),
        Wrong(
            "same as a step unknown",
            [(#"    by: manager\#n    work: 20 min"#, #"    by: same as investigat\#n    work: 20 min"#)],
            says: #"""
                library.yaml:39:17: error: no step 'investigat' in flow
                   39 |     by: same as investigat
                      |                 ^ did you mean 'investigate'?
                """#),
        Wrong(
            "not by a role",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    not by: clerk"#
                )
            ],
            says: #"""
                library.yaml:41:13: error: 'clerk' is a role, not a step
                   41 |     not by: clerk
                      |             ^
                """#),
        Wrong(
            "not by a wait",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    not by: reply"#
                )
            ],
            says: #"""
                library.yaml:41:13: error: 'reply' has no people
                   41 |     not by: reply
                      |             ^ name a step with 'by'
                """#),
        Wrong(
            "two of one person",
            [
                (#"  written: 25%"#, #"  written: 25%\#n  involved: someone of clerk"#),
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: { involved: 2, manager: 1 }\#n    work: 20 min"#
                ),
            ],
            says: #"""
                library.yaml:40:21: error: 'involved' is one person
                   40 |     by: { involved: 2, manager: 1 }
                      |                     ^ write 'involved: 1'
                """#),
        Wrong(
            "people joined by and",
            [(#"    by: manager\#n    work: 20 min"#, #"    by: manager and clerk\#n    work: 20 min"#)],
            says: #"""
                library.yaml:39:17: error: 'and' cannot join people here
                   39 |     by: manager and clerk
                      |                 ^ write '{ manager: 1, …: 1 }' for people together
                """#),
        Wrong(
            "every outside a duty",
            [(#"    by: manager\#n    work: 20 min"#, #"    by: every clerk\#n    work: 20 min"#)],
            says: #"""
                library.yaml:39:9: error: 'every clerk' belongs to a duty
                   39 |     by: every clerk
                      |         ^ write '{ clerk: all }' for everyone together
                """#),
        Wrong(
            "travel in days",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    travel: 1 day"#
                )
            ],
            says: #"""
                library.yaml:41:13: error: 'travel' cannot be measured in days
                   41 |     travel: 1 day
                      |             ^ use s, min or h
                """#),
        Wrong(
            "travel without people",
            [(#"    by: manager\#n    work: 20 min"#, #"    travel: 20 min"#)],
            says: #"""
                library.yaml:39:5: error: 'travel' needs people: this step has neither 'by' nor 'work'
                   39 |     travel: 20 min
                      |     ^ add both
                """#),
        Wrong(
            "a meeting without days",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    meets: Thu 14:00..17:00"#
                )
            ],
            says: #"""
                library.yaml:41:12: error: 'Thu' stands where 'every' should
                   41 |     meets: Thu 14:00..17:00
                      |            ^ write it as in 'every Thu 14:00..17:00'
                """#),
        Wrong(
            "a meeting over midnight",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    meets: every Thu 22:00..02:00"#
                )
            ],
            says: #"""
                library.yaml:41:22: error: '02:00' comes before '22:00'
                   41 |     meets: every Thu 22:00..02:00
                      |                      ^ a range begins with its lower end
                """#),
        Wrong(
            "held until an earlier place",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    holds until: classify"#
                )
            ],
            says: #"""
                library.yaml:41:18: error: the people are held until a later place; 'classify' does not come later
                   41 |     holds until: classify
                      |                  ^ name a later item, or 'end'
                """#),
        Wrong(
            "held until the arrival",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    holds until: arrival"#
                )
            ],
            says: #"""
                library.yaml:41:18: error: the people are held until a later place; 'arrival' does not come later
                   41 |     holds until: arrival
                      |                  ^ name a later item, or 'end'
                """#),
        Wrong(
            "held until nowhere",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    holds until: closing"#
                )
            ],
            says: #"""
                library.yaml:41:18: error: no item 'closing' in flow
                   41 |     holds until: closing
                      |                  ^
                """#),
        Wrong(
            "on return of nobody",
            [
                (
                    #"    by: clerk\#n    work: triangular 5..10..30 min"#,
                    #"    by: clerk\#n    work: triangular 5..10..30 min\#n    on return: same people"#
                )
            ],
            says: #"""
                library.yaml:28:16: warning: no way leads back to 'classify'
                   28 |     on return: same people
                      |                ^ 'on return' does nothing here
                """#),
        Wrong(
            "an unknown rule for later visits",
            [
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    on return: same person"#
                )
            ],
            says: #"""
                library.yaml:41:16: error: 'same person' is no rule for later visits
                   41 |     on return: same person
                      |                ^ write 'same people' or 'anyone'
                """#),
        Wrong(
            "someone of a unit",
            [
                (#"  written: 25%"#, #"  written: 25%\#n  office: one of 3\#n  involved: someone of office"#),
                (
                    #"    by: manager\#n    work: 20 min"#,
                    #"    by: manager\#n    work: 20 min\#n    not by: involved"#
                ),
            ],
            says: #"""
                library.yaml:17:24: error: 'office' is a unit of the case, not a role
                   17 |   involved: someone of office
                      |                        ^
                """#),
        Wrong(
            "one of none",
            [
                (#"  written: 25%"#, #"  written: 25%\#n  office: one of 0"#),
                (#"  investigator: 4"#, #"  investigator: 4 per office"#),
            ],
            says: #"""
                library.yaml:16:18: error: '0' is out of range
                   16 |   office: one of 0
                      |                  ^ 1 to 100000 can stand here
                """#),
        Wrong(
            "a unit that nothing uses",
            [(#"  written: 25%"#, #"  written: 25%\#n  office: one of 3"#)],
            says: #"""
                library.yaml:16:3: warning: nothing uses 'office'
                   16 |   office: one of 3
                      |   ^ delete it, or use it in a test or a split
                """#),
        Wrong(
            "interrupting oneself over others",
            [
                (
                    #"queue: [major before general, earliest due]"#,
                    #"queue: [major before general, general interrupts major]"#
                )
            ],
            says: #"""
                library.yaml:52:31: error: 'general' comes before itself, over a circle
                   52 | queue: [major before general, general interrupts major]
                      |                               ^ break the circle
                """#),
        Wrong(
            "interrupting whom nobody knows",
            [(#"queue: [major before general, earliest due]"#, #"queue: major interrupts genral"#)],
            says: #"""
                library.yaml:52:25: error: no class word 'genral' in mix, case or outcomes
                   52 | queue: major interrupts genral
                      |                         ^ did you mean 'general'?
                """#),
    ]
}
