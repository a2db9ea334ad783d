import Testing

@Suite("Wrong calendars, arrivals and staff: the whole text of each message")
struct WrongCalendarAndStaffTests {
    @Test("says what is wrong, where, and what to do", arguments: cases)
    func message(_ wrong: Wrong) {
        #expect(wrong.rendered == wrong.expected)
    }

    static let cases: [Wrong] = [
        Wrong(
            "hours without days",
            [(#"  hours: Mon..Fri 09:00..12:00 13:00..17:00"#, #"  hours: 9:00..17:00"#)],
            says: #"""
                library.yaml:5:10: error: the days are missing before '9:00..17:00'
                    5 |   hours: 9:00..17:00
                      |          ^ write 'Mon..Fri 9:00..17:00' or 'daily 9:00..17:00'
                """#),
        Wrong(
            "hours with a hyphen",
            [(#"Mon..Fri 09:00..12:00 13:00..17:00"#, #"Mon..Fri 09:00-17:00"#)],
            says: #"""
                library.yaml:5:19: error: '..' is the only range sign
                    5 |   hours: Mon..Fri 09:00-17:00
                      |                   ^ write '09:00..17:00'
                """#),
        Wrong(
            "overlapping hours",
            [(#"13:00..17:00"#, #"11:30..17:00"#)],
            says: #"""
                library.yaml:5:32: error: the hours '11:30..17:00' overlap others of the same day
                    5 |   hours: Mon..Fri 09:00..12:00 11:30..17:00
                      |                                ^ join them
                """#),
        Wrong(
            "no such time",
            [(#"13:00..17:00"#, #"13:00..27:00"#)],
            says: #"""
                library.yaml:5:39: error: there is no time 27:00
                    5 |   hours: Mon..Fri 09:00..12:00 13:00..27:00
                      |                                       ^ 00:00 to 24:00
                """#),
        Wrong(
            "no such date",
            [(#"2027-01-06"#, #"2027-02-29"#)],
            says: #"""
                library.yaml:6:12: error: there is no date 2027-02-29
                    6 |   closed: [2027-02-29, 2027-08-02..2027-08-13]
                      |            ^
                """#),
        Wrong(
            "a misspelt weekday",
            [(#"Mon..Fri 09"#, #"Mon..Fry 09"#)],
            says: #"""
                library.yaml:5:15: error: 'Fry' is no weekday
                    5 |   hours: Mon..Fry 09:00..12:00 13:00..17:00
                      |               ^ did you mean 'Fri'?
                """#),
        Wrong(
            "open and closed",
            [
                (
                    #"  working days run: from the next day"#,
                    #"  open: [2027-08-07]\#n  working days run: from the next day"#
                )
            ],
            says: #"""
                library.yaml:7:10: error: 2027-08-07 is open and closed
                    7 |   open: [2027-08-07]
                      |          ^ take it out of one list
                """#),
        Wrong(
            "an unknown counting rule",
            [(#"from the next day"#, #"from next day"#)],
            says: #"""
                library.yaml:7:21: error: 'from next day' is no way of counting working days
                    7 |   working days run: from next day
                      |                     ^ write 'from the next day', 'from the same day', 'by the hour' or 'to the same time'
                """#),
        Wrong(
            "working days without a rule",
            [(#"  working days run: from the next day\#n"#, #""#)],
            says: #"""
                library.yaml:35:47: error: this counts working days, but the calendar does not say how
                   35 |     within: { major: 8 working hours, others: 3 working days }
                      |                                               ^ write 'working days run: from the next day' in 'calendar', or 'from the same day', 'by the hour', 'to the same time'
                """#),
        Wrong(
            "a mix below the whole",
            [(#"major: 20%"#, #"major: 15%"#)],
            says: #"""
                library.yaml:12:8: error: the shares of 'mix' sum to 95 %, not 100 %
                   12 |   mix: { general: 80%, major: 15% }
                      |        ^
                """#),
        Wrong(
            "a weekday without a weight",
            [(#", others: 0.3"#, #""#)],
            says: #"""
                library.yaml:11:12: error: Sat has no weight
                   11 |   weekday: { Mon: 1.4, Tue..Fri: 1 }
                      |            ^ add it, or 'others: …'
                """#),
        Wrong(
            "weights of zero",
            [(#"{ Mon: 1.4, Tue..Fri: 1, others: 0.3 }"#, #"{ others: 0 }"#)],
            says: #"""
                library.yaml:11:12: error: all weights are 0
                   11 |   weekday: { others: 0 }
                      |            ^
                """#),
        Wrong(
            "a team larger than its role",
            [(#"{ investigator: 2 }"#, #"{ investigator: 5 }"#)],
            says: #"""
                library.yaml:34:25: error: 5 of 'investigator' are wanted together, but there are 4
                   34 |     by: { investigator: 5 }
                      |                         ^ ask for fewer, or raise 'staff.investigator'
                """#),
        Wrong(
            "more people than the pool has",
            [(#"  investigator: 4"#, #"  investigator: 4 of clerk"#)],
            says: #"""
                library.yaml:21:17: error: 4 of 'clerk' cannot be: there are 2
                   21 |   investigator: 4 of clerk
                      |                 ^ ask for fewer, or raise 'staff.clerk'
                """#),
        Wrong(
            "a role without people",
            [(#"  clerk: 2"#, #"  clerk: 0"#)],
            says: #"""
                library.yaml:20:3: error: the role 'clerk' has no people, but work to do
                   20 |   clerk: 0
                      |   ^
                """#),
        Wrong(
            "a billion people",
            [(#"  clerk: 2"#, #"  clerk: 1000000000"#)],
            says: #"""
                library.yaml:20:10: error: '1000000000' is out of range
                   20 |   clerk: 1000000000
                      |          ^ 0 to 100000 can stand here
                """#),
        Wrong(
            "a role that nobody asks for",
            [(#"  clerk: 2"#, #"  clerk: 2\#n  porter: 1"#)],
            says: #"""
                library.yaml:21:3: warning: nobody asks for the role 'porter'
                   21 |   porter: 1
                      |   ^ name it in a 'by', or delete it
                """#),
        Wrong(
            "away all the time",
            [(#"away: 50% in spells"#, #"away: 100% in spells"#)],
            says: #"""
                library.yaml:22:31: error: nobody can be away all the time
                   22 |   manager: { people: 1, away: 100% in spells of 2 hours }
                      |                               ^ the shares must stay below 100%
                """#),
        Wrong(
            "a deputy of himself",
            [(#"people: 1, away"#, #"people: 1, deputy: manager, away"#)],
            says: #"""
                library.yaml:22:33: error: 'manager' cannot be its own deputy
                   22 |   manager: { people: 1, deputy: manager, away: 50% in spells of 2 hours }
                      |                                 ^ name another role, or leave 'deputy' out
                """#),
    ]
}
