import ScenarioFile
import Testing

/// Scenarios that the tests read, change and break.
enum Samples {
    /// A short rule book that uses what most use.
    static let library = #"""
        scenario: Complaints of a library

        calendar:
          timezone: Europe/Vienna
          hours: Mon..Fri 09:00..12:00 13:00..17:00
          closed: [2027-01-06, 2027-08-02..2027-08-13]
          working days run: from the next day

        arrivals:
          mean: 20 per week
          weekday: { Mon: 1.4, Tue..Fri: 1, others: 0.3 }
          mix: { general: 80%, major: 20% }

        case:
          written: 25%
          amount: lognormal mean 1500 euro cv 2
          patience: exponential 8 days

        staff:
          clerk: 2
          investigator: 4
          manager: { people: 1, away: 50% in spells of 2 hours }

        flow:
          - step: classify
            by: clerk
            work: triangular 5..10..30 min
            within: 1 working hour
            rule: L-1
          - wait: reply
            only: written
            for: exponential 2 days
          - step: investigate
            by: { investigator: 2 }
            work: lognormal mean 6 h p95 14 h
            within: { major: 8 working hours, others: 3 working days }
          - step: approve
            only: major and amount at least 2000 euro
            by: manager
            work: 20 min
          - step: answer
            by: clerk
            work: exponential 15 min
            outcomes:
              dissatisfied: { share: 12%, back to: investigate, at most: 3 }

        limits:
          whole-case: { within: 15 working days }
          leaves: { within: patience, target: none, if late: { skip to: end } }

        target: 95% on time
        queue: [major before general, earliest due]
        run: { start: 2027-01-04, warm-up: 4 weeks, length: 52 weeks, seed: 1 }

        """#

    /// One that uses nearly every key.
    static let clinic = #"""
        scenario: Complaints of a clinic
        language: 1
        source: rules-2026.pdf
        calendar:
          timezone: Europe/Vienna
          hours: [Mon..Thu 08:00..12:00 12:30..16:30, Fri 08:00..13:00]
          shifts: { early: daily 06:00..14:00, late: daily 14:00..22:00, night: daily 22:00..06:00 }
          closed: [2027-01-06, 2027-12-24..2027-12-31]
          open: [2027-02-20, 2027-02-27 as Fri, 2027-03-06 09:00..12:00]
          working days run: to the same time
          days run: to midnight rolling forward
          at closing: hand over
        arrivals:
          - stream: desk
            mean: 40 per week
            hours: as staff
            mix: { light: 70%, grave: 30% }
          - stream: mail
            mean: 19 per week
            month: { Jan: 1.5, Feb..Nov: 1, Dec: 0.5 }
            day: { 1..5: 2, others: 1 }
            hour: { 00..08: 0, 08..18: 1, 18..24: 0.2 }
            busyness: gamma cv 0.3 per day
            mix: { light: 50%, grave: 50% }
          - stream: outage
            every: erlang 2 mean 30 days
            brings: uniform 5..40
            over: exponential 20 min
            mix: { light: 100%, grave: 0% }
            enters: register
        case:
          ward: one of 6
          involved: someone of nurse
          matter: { treatment: 60%, behaviour: 25%, bill: 15% }
          severity: { desk: { minor: 90%, serious: 10% }, others: { minor: 70%, serious: 30% } }
          lawyer-writes: { grave: 10%, others: 1% }
          damage: { bill: lognormal mean 300 euro cv 2, others: 0 euro }
          patience: weibull mean 20 days p95 60 days
          hearing: uniform 20..40 days
        staff:
          desk-clerk: { people: { early: 2, late: 2, night: 1 }, name: { de: Anmeldung } }
          nurse: 3 per ward
          doctor: { people: 6, away: [20% in spells of 3 working days, 1 on 2027-08-02..2027-08-13, 1 on Thu 14:00..17:00] }
          quality: { people: 2 of doctor, queue: [oldest case], costs: 80 euro per hour and 120 euro per overtime hour }
          lawyer: { people: 1, hours: Mon..Wed 09:00..17:00, deputy: head, standard: 6 per day }
          head: { people: 1, joins: 1 on 2027-03-01 at 50% for 8 weeks, at closing: finish }
        flow:
          - step: register
            by: desk-clerk
            work: triangular 3..5..15 min
            starts within: 20 min
            rule: C-1
            if late: { starts: reminder, again every: 2 working days }
            outcomes:
              void: { share: { light: 5%, grave: 1% }, skip to: end }
          - step: look-around
            outcomes:
              cluster: { only: 3 with the same matter within 1 month, become: grave }
          - wait: records
            only: treatment or behaviour
            until: next Mon 09:00
            clock: stops
          - step: examine
            by: { serious: { doctor: 2, nurse: 1 }, others: nurse or doctor }
            not by: involved
            work: { bill: 10 min, others: gamma mean 2 h cv 1 }
            travel: uniform 2..10 min
            within: { lawyer-writes: 24 hours, others: 2..4 working days }
            counted: by the hour
            on return: same people
            outcomes:
              unclear: { share: 10%, back to: register, at most: 2, then: answer }
          - together: opinions
            only: serious
            branches:
              medical: [ { step: medical-opinion, by: doctor, work: hyperexponential mean 40 min cv 2, partners: gather } ]
              legal: [ { wait: files, for: lognormal mean 3 working days cv 0.7 }, { step: legal-opinion, by: lawyer, work: 1 h } ]
          - step: meeting
            only: serious and damage at least 100 euro
            by: { doctor: 1, lawyer: 1, head: 1 }
            meets: every Thu 14:00..17:00
            work: 30 min
            budget: 5000 euro of damage per month
            holds until: answer starts
          - wait: hearing-day
            until: 2 working days before hearing
          - step: answer
            by: same as examine
            work: 20 min
            within: until next 25th of month
            outcomes:
              appeal: { share: 3%, starts: review, costs: uniform 10..50 euro }
              again: { share: 2%, returns after: exponential 20 days, back to: examine }
              others: { skip to: close-case }
          - step: close-case
            by: desk-clerk
            work: 2 min
        flows:
          reminder: [ { step: remind, by: head, work: 5 min } ]
          review: [ { step: review-answer, by: { head: all, quality: 1 }, work: 1 h, within: solve } ]
        limits:
          in-all: { within: earliest of patience and 30 days, rule: [C-2, C-3], target: { serious: none, others: 90% } }
          answered: { only: serious and not bill, from: examine done, until: answer starts, within: 5 working days, on return: starts over }
          in-time: { until: answer, at least: 1 working day, before: hearing, target: none }
          leaves: { within: patience, target: none, if late: { skip to: end, costs: damage } }
        duties:
          report: { on: every 25th of month 08:30, by: head, work: 3 h, within: until next 28th of month, rule: C-4 }
          rounds: { on: every Mon..Fri 09:00, by: every nurse, work: 2 min per open case }
        statistics: { month: 25..24, counts: not void, numbers: 9999 per year, archive: 10 years }
        target: 95% on time
        queue: [grave interrupts light, serious before minor, earliest due]
        names: { de: { light: leicht, grave: schwer, examine: Prüfung } }
        run: { start: 2027-01-04 06:00, length: 26 weeks, seed: 7 }

        """#

    /// One whose names are Chinese.
    static let chinese = #"""
        scenario: 投诉处理办法
        calendar: { timezone: Asia/Shanghai, hours: Mon..Fri 09:00..12:00 13:00..18:00, working days run: from the same day }
        arrivals: { mean: 20 per week, mix: { 一般投诉: 80%, 重大投诉: 20% } }
        case: { 金额: lognormal mean 900 元 cv 2, 证据不足: 25% }
        staff: { 客服: 2, 调查员: 4, 经理: 1 }
        flow:
          - { step: 受理, by: 客服, work: triangular 5..15..40 min, within: 1 working hour }
          - { wait: 补充证据, only: 证据不足, for: exponential 1 day }
          - { step: 调查, by: { 调查员: 2 }, work: lognormal mean 4 h p95 10 h, within: { 重大投诉: 8 working hours, others: 3 working days } }
          - { step: 审批, only: 重大投诉 and 金额 at least 2000 元, by: 经理, work: 20 min }
          - step: 回访
            by: 客服
            work: 15 min
            outcomes:
              不满意: { share: 12%, back to: 调查, at most: 3 }
        limits: { 全程: { within: 15 working days } }
        queue: [重大投诉 before others, earliest due]
        run: { start: 2027-01-04 }

        """#
}

/// Reads a text as a scenario.
func read(
    _ text: String, changes: [(String, String)] = [], files: [String: String] = [:]
) throws(ScenarioError) -> Scenario {
    let reader = FileReader { (path, _) throws(FileReader.Failure) in
        guard let text = files[path] else { throw .missing }
        return Array(text.utf8)
    }
    return try Scenario(
        yaml: Array(text.utf8), file: "library.yaml",
        changes: changes.map { Change(path: $0.0, value: $0.1) }, files: reader)
}

/// Everything that is said of a text: errors and warnings, as printed.
func messages(
    _ text: String, changes: [(String, String)] = [], files: [String: String] = [:]
) -> String {
    do {
        return try read(text, changes: changes, files: files).warnings.rendered()
    } catch {
        return error.description
    }
}

/// The library's rules with something wrong in them, and what must be said about it.
struct Wrong: Sendable, CustomTestStringConvertible {
    var title: String
    var edits: [(String, String)]
    var expected: String

    init(_ title: String, _ edits: [(String, String)], says expected: String) {
        self.title = title
        self.edits = edits
        self.expected = expected
    }

    var testDescription: String { title }

    var text: String {
        var text = Samples.library
        for (old, new) in edits {
            precondition(text.contains(old), "nothing to edit: \(old)")
            text = text.replacing(old, with: new, maxReplacements: 1)
        }
        return text
    }

    var rendered: String {
        let text = messages(text)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
