/// A key of the language: the one description that decoder, schema and reference page share.
package struct Key: Sendable, Hashable {
    /// Where keys stand, as said in a sentence.
    package enum Home: String, Sendable, Hashable, CaseIterable {
        case top = "at the top of the file"
        case calendar = "in 'calendar'"
        case stream = "in a stream of 'arrivals'"
        case role = "in a role of 'staff'"
        case step = "in a step"
        case wait = "in a wait"
        case together = "in a 'together'"
        case outcome = "in an outcome"
        case ifLate = "in 'if late'"
        case limit = "in an entry of 'limits'"
        case duty = "in a duty"
        case statistics = "in 'statistics'"
        case run = "in 'run'"
    }
    package var name: String
    package var homes: [Home]
    /// What the value looks like.
    var form: Form
    /// What holds without it; nil: nothing, or it is required.
    package var standard: String?
    /// Where it must stand.
    package var required: [Home]
    package var meaning: String
    package var example: String

    init(
        _ name: String, _ homes: [Home], _ form: Form, standard: String? = nil, required: [Home] = [],
        _ meaning: String, _ example: String
    ) {
        self.name = name
        self.homes = homes
        self.form = form
        self.standard = standard
        self.required = required
        self.meaning = meaning
        self.example = example
    }
}

extension Key {
    /// Every key, in the order of the reference; a key with several meanings is there once for each.
    package static let all: [Key] =
        top + calendar + arrivals + staff + anyItem + step + wait + actions + limits + duties + figures

    /// The names of the keys that may stand there.
    package static func names(in home: Home) -> [String] { byHome[home] ?? [] }

    /// The names of the things a file is made of: no other thing may bear them.
    package static let topNames = Set(top.map(\.name))

    /// The keys that may stand there.
    static func all(in home: Home) -> [Key] { all.filter { $0.homes.contains(home) } }

    /// The names of the keys that must stand there.
    static func required(in home: Home) -> [String] {
        all.filter { $0.required.contains(home) }.map(\.name)
    }

    private static let byHome: [Home: [String]] = {
        var result: [Home: [String]] = [:]
        for key in all {
            for home in key.homes where result[home]?.contains(key.name) != true {
                result[home, default: []].append(key.name)
            }
        }
        return result
    }()

    private static let items: [Home] = [.step, .wait, .together]

    private static let top: [Key] = [
        Key(
            "scenario", [.top], .text, required: [.top], "title of the scenario",
            "scenario: Ten investigators"),
        Key(
            "language", [.top], .version, standard: "1", "version of the language the file was written for",
            "language: 1"),
        Key("source", [.top], .text, "where the rules come from", "source: complaint-rules-2026.pdf"),
        Key("extends", [.top], .file, "start from that scenario", "extends: base.yaml"),
        Key(
            "change", [.top], .changes,
            "with 'extends': replaces the values there; 'none' takes an item, role or limit away",
            "change: { staff.clerk: 3, review: none }"),
        Key(
            "target", [.top], .target, "what every limit without its own target must reach",
            "target: 95% on time"),
        Key(
            "queue", [.top, .role], .queue, standard: "first come", "order of the waiting lines",
            "queue: [major before others, earliest due]"),
        Key(
            "names", [.top], .translations, "display names for anything named",
            "names: { zh: { major: 重大投诉 } }"),
        Key(
            "calendar", [.top], .keys(.calendar), required: [.top], "time zone, working hours and holidays",
            "calendar: { timezone: Asia/Shanghai, hours: always }"),
        Key(
            "arrivals", [.top], .streams, required: [.top], "when cases arrive",
            "arrivals: { mean: 20 per week }"),
        Key("case", [.top], .caseEntries, "what each case carries", "case: { evidence-missing: 25% }"),
        Key("staff", [.top], .roles, required: [.top], "who works", "staff: { clerk: 2 }"),
        Key(
            "flow", [.top], .items, required: [.top], "what happens to a case",
            "flow: [ { step: answer, by: clerk, work: 20 min } ]"),
        Key(
            "flows", [.top], .lists, "side cases, begun by 'starts'",
            "flows: { appeal: [ { step: hear, by: manager, work: 2 h } ] }"),
        Key(
            "duties", [.top], .entries(.duty), "work of the calendar, beside the cases",
            "duties: { report: { on: every 1st of month, by: clerk, work: 2 h } }"),
        Key(
            "limits", [.top], .entries(.limit), "time limits between two places",
            "limits: { whole-case: { within: 15 working days } }"),
        Key(
            "statistics", [.top], .keys(.statistics), "which cases the figures count",
            "statistics: { month: 25..24 }"),
        Key(
            "run", [.top], .keys(.run), required: [.top], "when the simulation starts and how long it is",
            "run: { start: 2027-01-04, length: 52 weeks }"),
    ]

    private static let calendar: [Key] = [
        Key(
            "timezone", [.calendar], .zone, required: [.calendar], "time zone, daylight saving included",
            "timezone: Asia/Shanghai"),
        Key(
            "hours", [.calendar], .hours, required: [.calendar],
            "working hours of limits and of every role without its own", "hours: Mon..Fri 09:00..18:00"),
        Key(
            "shifts", [.calendar], .shifts, "named hours that 'people' is split by",
            "shifts: { early: daily 07:00..15:00, late: daily 15:00..23:00 }"),
        Key("closed", [.calendar], .closedDates, "holidays", "closed: [2027-01-01, 2027-02-06..2027-02-12]"),
        Key(
            "open", [.calendar], .openDays, "make-up days and days with hours of their own",
            "open: [2027-02-20 as Fri, 2027-04-30 09:00..12:00]"),
        Key(
            "holidays", [.calendar], .files,
            "holidays and make-up days from iCalendar files; 'closed' and 'open' come on top",
            "holidays: [china-2025.ics, china-2026.ics]"),
        Key(
            "working days run", [.calendar], .choice(WorkingDaysRun.self),
            "how N working days are counted; required where a limit counts them",
            "working days run: from the next day"),
        Key(
            "days run", [.calendar], .choice(DaysRun.self), standard: "24 hours each",
            "how N calendar days are counted", "days run: to midnight"),
        Key(
            "at closing", [.calendar, .role], .choice(ClosingRule.self), standard: "pause",
            "what happens to work in hand at the end of the hours", "at closing: hand over"),
    ]

    private static let arrivals: [Key] = [
        Key("stream", [.stream], .name, "names the stream; a class word", "stream: hotline"),
        Key(
            "mean", [.stream], .rate(RatePhrase.Period.allCases), "random arrivals, so many on average",
            "mean: 20 per week"),
        Key(
            "every", [.stream], .quantity(.every), "time from one arrival to the next",
            "every: constant 10 min"),
        Key("observed", [.stream], .file, "a list of instants, replayed", "observed: cases-2026.csv"),
        Key(
            "month", [.stream], .weights(.month), standard: "even", "the season",
            "month: { Jan: 0.7, others: 1 }"),
        Key(
            "weekday", [.stream], .weights(.weekday), standard: "even",
            "the week; 'closed' weighs closed dates", "weekday: { Mon: 1.4, others: 1, closed: 0.3 }"),
        Key(
            "day", [.stream], .weights(.day), standard: "even", "the day of the month",
            "day: { 1..5: 2, others: 1 }"),
        Key(
            "hour", [.stream], .weights(.hour), standard: "even", "the hour of the day",
            "hour: { 08..18: 1, others: 0 }"),
        Key(
            "busyness", [.stream], .busyness, "one random factor for a whole day: days differ",
            "busyness: gamma cv 0.3 per day"),
        Key(
            "hours", [.stream], .streamHours, standard: "always", "arrivals come only then", "hours: as staff"
        ),
        Key(
            "mix", [.stream], .shares, "the class of a case; sums to 100 %",
            "mix: { general: 80%, major: 20% }"),
        Key(
            "brings", [.stream], .quantity(.brings), standard: "1", "one incident brings that many cases",
            "brings: uniform 5..40"),
        Key(
            "over", [.stream], .quantity(.over), standard: "0", "each of them comes after such a delay",
            "over: exponential 6 h"),
        Key(
            "enters", [.stream], .reference(.item), standard: "the first item", "where its cases begin",
            "enters: call-back"),
    ]

    private static let staff: [Key] = [
        Key("people", [.role], .people, required: [.role], "how many", "people: 6 of business-staff"),
        Key("hours", [.role], .hours, standard: "the calendar's", "the role's own hours", "hours: always"),
        Key(
            "away", [.role], .away, "absences and other duties",
            "away: [8% in spells of 3 working days, 1 on 2027-08-02..2027-08-13]"),
        Key(
            "deputy", [.role], .reference(.role), "takes the line while nobody of the role is on duty",
            "deputy: hr-clerk"),
        Key(
            "costs", [.role], .costsOfRole, standard: "1 per person", "what a person costs",
            "costs: 80 yuan per hour"),
        Key(
            "standard", [.role], .split(.rate(RatePhrase.Period.allCases)),
            "the workload the rules allow: checked, not simulated",
            "standard: { inquiry: 50 per day, complaint: 6 per day }"),
        Key(
            "joins", [.role], .joins, "new people from that day", "joins: 2 on 2027-03-01 at 50% for 8 weeks"),
        Key(
            "name", items + [.role, .limit, .duty], .displayName, standard: "the NAME", "display name",
            "name: { en: Classify, zh: 初步分類 }"),
    ]

    private static let anyItem: [Key] = [
        Key("step", [.step], .name, "work, or a bare decision", "step: classify"),
        Key("wait", [.wait], .name, "time without people", "wait: customer-reply"),
        Key("together", [.together], .name, "branches that begin at once", "together: hand-over"),
        Key(
            "only", items + [.outcome, .ifLate, .limit], .test, standard: "all",
            "which cases; the others pass by at once", "only: major and not withdrawn"),
        Key(
            "share", items + [.outcome, .ifLate], .split(.share), standard: "100%", "of those, this share",
            "share: { displeased: 100%, others: 15% }"),
        Key(
            "starts", items + [.outcome, .ifLate], .reference(.flow),
            "a side case begins; nobody waits for it", "starts: liability"),
        Key(
            "outcomes", [.step, .wait], .entries(.outcome), "what comes of it",
            "outcomes: { dissatisfied: { share: 12%, back to: investigate } }"),
        Key(
            "branches", [.together], .lists, required: [.together], "lists of items that run side by side",
            "branches: { papers: [ { step: sign, by: clerk, work: 10 min } ] }"),
    ]

    private static let step: [Key] = [
        Key("by", [.step, .duty], .by, required: [.duty], "who", "by: { investigator: 2, lawyer: 1 }"),
        Key(
            "partners", [.step], .choice(StepPart.Partners.self), standard: "free at once",
            "how people come together for joint work", "partners: gather"),
        Key(
            "not by", [.step], .references(.stepOrPerson), "never the person who did that", "not by: classify"
        ),
        Key(
            "work", [.step, .duty], .split(.quantity(.work)), required: [.duty], "hands-on time",
            "work: triangular 5..10..30 min"),
        Key(
            "travel", [.step], .split(.quantity(.travel)), standard: "none",
            "way out before the work, and back after it", "travel: uniform 10..40 min"),
        Key(
            "budget", [.step], .budget, standard: "none", "a case that no longer fits passes by",
            "budget: 2000 yuan of amount per day"),
        Key(
            "meets", [.step], .everyDates, standard: "any time", "begins only then",
            "meets: every Thu 14:00..17:00"),
        Key(
            "holds until", [.step], .place, standard: "the end of the work", "the people stay with the case",
            "holds until: take-over starts"),
        Key(
            "on return", [.step], .choice(StepPart.OnReturn.self), standard: "anyone",
            "who does it at a later visit", "on return: same people"),
    ]

    private static let wait: [Key] = [
        Key(
            "for", [.wait], .split(.quantity(.wait)), "that long", "for: lognormal mean 3 working days cv 0.7"
        ),
        Key("until", [.wait], .split(.waitEnd), "to that instant", "until: next 1st of month"),
        Key(
            "clock", [.wait], .choice(WaitPart.Clock.self), standard: "runs",
            "whether limits that run over it are suspended", "clock: stops"),
    ]

    private static let actions: [Key] = [
        Key(
            "become", [.outcome, .ifLate], .reference(.word), "changes that word's list", "become: complaint"),
        Key(
            "back to", [.outcome], .reference(.item), "a new visit to an earlier item, or to this one",
            "back to: investigate"),
        Key(
            "skip to", [.outcome, .ifLate], .reference(.itemOrEnd), "leaps over what is between",
            "skip to: escalate"),
        Key("at most", [.outcome], .count, standard: "no bound", "so many jumps of one case", "at most: 3"),
        Key(
            "then", [.outcome], .reference(.itemOrEnd), standard: "the next item",
            "where a case goes past 'at most'", "then: superior"),
        Key(
            "returns after", [.outcome], .split(.quantity(.returns)),
            "the case ends here and comes back later", "returns after: exponential 20 days"),
        Key("costs", [.outcome, .ifLate], .split(.costsOfAction), "fine, compensation", "costs: amount"),
        Key(
            "by", [.ifLate], .reference(.role), "if work has not begun, moves the case to that line",
            "by: headquarters"),
        Key(
            "again every", [.ifLate], .length, "repeats 'starts' and 'costs' while the clock still runs",
            "again every: 2 working days"),
    ]

    private static let limits: [Key] = [
        Key(
            "within", items + [.limit, .duty], .split(.within), "must end by then",
            "within: { repair: none, others: 7..10 working days }"),
        Key("starts within", [.step], .split(.within), "work must begin by then", "starts within: 5 min"),
        Key(
            "at least", [.limit], .split(.length), "with 'before': so long before that instant",
            "at least: 1 working day"),
        Key(
            "before", [.limit], .reference(.lengthOfCase), "with 'at least': before which instant",
            "before: last-day"),
        Key("from", [.limit], .place, standard: "arrival", "where the clock starts", "from: carry-out done"),
        Key("until", [.limit], .place, standard: "end", "where the clock stops", "until: call-customer"),
        Key(
            "on return", [.limit], .choice(LimitSection.OnReturn.self), standard: "goes on",
            "when the case comes to 'from' again while the clock runs", "on return: starts over"),
        Key("rule", items + [.limit, .duty], .rules, "row of the rule book's table", "rule: PC-T1"),
        Key(
            "target", items + [.limit, .duty], .split(.target), standard: "the file's",
            "its own share on time", "target: none"),
        Key(
            "counted", items + [.limit, .duty], .choice(WorkingDaysRun.self), standard: "the calendar's",
            "another way of counting working days", "counted: from the same day"),
        Key(
            "if late", items + [.limit, .duty], .keys(.ifLate), "what happens at the due instant",
            "if late: { become: major, skip to: escalate }"),
    ]

    private static let duties: [Key] = [
        Key(
            "on", [.duty], .everyDates, required: [.duty], "when it falls due to begin",
            "on: every 25th of month 08:30")
    ]

    private static let figures: [Key] = [
        Key(
            "month", [.statistics], .monthOfFigures, standard: "calendar month", "period of monthly figures",
            "month: 25..24"),
        Key(
            "counts", [.statistics], .test, standard: "all", "cases that the figures count",
            "counts: not same-matter"),
        Key(
            "numbers", [.statistics], .rate([.day, .week, .month, .year]), "ceiling of case numbers",
            "numbers: 99 per month"),
        Key("archive", [.statistics], .archive, "how long files are kept", "archive: 5 years"),
        Key("start", [.run], .instant, required: [.run], "first instant of the warm-up", "start: 2027-01-04"),
        Key("warm-up", [.run], .length, standard: "4 weeks", "not counted", "warm-up: 4 weeks"),
        Key("length", [.run], .length, standard: "52 weeks", "the counted window", "length: 52 weeks"),
        Key("seed", [.run], .seed, standard: "1", "which random numbers", "seed: 1"),
        Key(
            "opening", [.run], .file, "open cases at the start, instead of a warm-up", "opening: backlog.csv"),
    ]
}
