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
    /// The value's form, in the words of the reference.
    package var takes: String
    /// Nil: required, or nothing happens without it.
    package var standard: String?
    package var meaning: String
    package var example: String

    init(
        _ name: String, _ homes: [Home], _ takes: String, standard: String? = nil, _ meaning: String,
        _ example: String
    ) {
        self.name = name
        self.homes = homes
        self.takes = takes
        self.standard = standard
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
        Key("scenario", [.top], "text", "title of the scenario; required", "scenario: Ten investigators"),
        Key(
            "language", [.top], "1", standard: "1",
            "version of the language the file was written for", "language: 1"),
        Key("source", [.top], "text", "where the rules come from", "source: complaint-rules-2026.pdf"),
        Key("extends", [.top], "file", "start from that scenario", "extends: base.yaml"),
        Key(
            "change", [.top], "{ PATH: value }",
            "with 'extends': replaces the values there; 'none' takes an item, role or limit away",
            "change: { staff.clerk: 3, review: none }"),
        Key(
            "target", [.top], "SHARE on time", "what every limit without its own target must reach",
            "target: 95% on time"),
        Key(
            "queue", [.top, .role], "order or list", standard: "first come", "order of the waiting lines",
            "queue: [major before others, earliest due]"),
        Key(
            "names", [.top], "{ language: { NAME: text } }", "display names for anything named",
            "names: { zh: { major: 重大投诉 } }"),
        Key(
            "calendar", [.top], "keys", "time zone, working hours and holidays; required",
            "calendar: { timezone: Asia/Shanghai, hours: always }"),
        Key(
            "arrivals", [.top], "keys, or a list of streams", "when cases arrive; required",
            "arrivals: { mean: 20 per week }"),
        Key("case", [.top], "{ NAME: value }", "what each case carries", "case: { evidence-missing: 25% }"),
        Key("staff", [.top], "{ ROLE: people }", "who works; required", "staff: { clerk: 2 }"),
        Key(
            "flow", [.top], "list of items", "what happens to a case; required",
            "flow: [ { step: answer, by: clerk, work: 20 min } ]"),
        Key(
            "flows", [.top], "{ NAME: items }", "side cases, begun by 'starts'",
            "flows: { appeal: [ { step: hear, by: manager, work: 2 h } ] }"),
        Key(
            "duties", [.top], "{ NAME: keys }", "work of the calendar, beside the cases",
            "duties: { report: { on: every 1st of month, by: clerk, work: 2 h } }"),
        Key(
            "limits", [.top], "{ NAME: keys }", "time limits between two places",
            "limits: { whole-case: { within: 15 working days } }"),
        Key(
            "statistics", [.top], "keys", "which cases the figures count",
            "statistics: { month: 25..24 }"),
        Key(
            "run", [.top], "keys", "when the simulation starts and how long it is; required",
            "run: { start: 2027-01-04, length: 52 weeks }"),
    ]

    private static let calendar: [Key] = [
        Key(
            "timezone", [.calendar], "zone name", "time zone, daylight saving included; required",
            "timezone: Asia/Shanghai"),
        Key(
            "hours", [.calendar], "HOURS",
            "working hours of limits and of every role without its own; required",
            "hours: Mon..Fri 09:00..18:00"),
        Key(
            "shifts", [.calendar], "{ NAME: HOURS }", "named hours that 'people' is split by",
            "shifts: { early: daily 07:00..15:00, late: daily 15:00..23:00 }"),
        Key(
            "closed", [.calendar], "dates and ranges", "holidays",
            "closed: [2027-01-01, 2027-02-06..2027-02-12]"),
        Key(
            "open", [.calendar], "dates, with hours", "make-up days and days with hours of their own",
            "open: [2027-02-20 as Fri, 2027-04-30 09:00..12:00]"),
        Key(
            "holidays", [.calendar], "file, or a list of files",
            "holidays and make-up days from iCalendar files; 'closed' and 'open' come on top",
            "holidays: [china-2025.ics, china-2026.ics]"),
        Key(
            "working days run", [.calendar],
            "from the next day | from the same day | by the hour | to the same time",
            "how N working days are counted; required where a limit counts them",
            "working days run: from the next day"),
        Key(
            "days run", [.calendar], "24 hours each | to midnight | to midnight rolling forward",
            standard: "24 hours each", "how N calendar days are counted", "days run: to midnight"),
        Key(
            "at closing", [.calendar, .role], "pause | finish | hand over", standard: "pause",
            "what happens to work in hand at the end of the hours", "at closing: hand over"),
    ]

    private static let arrivals: [Key] = [
        Key("stream", [.stream], "NAME", "names the stream; a class word", "stream: hotline"),
        Key("mean", [.stream], "RATE", "random arrivals, so many on average", "mean: 20 per week"),
        Key("every", [.stream], "QUANTITY", "time from one arrival to the next", "every: constant 10 min"),
        Key("observed", [.stream], "file", "a list of instants, replayed", "observed: cases-2026.csv"),
        Key("month", [.stream], "WEIGHTS", standard: "even", "the season", "month: { Jan: 0.7, others: 1 }"),
        Key(
            "weekday", [.stream], "WEIGHTS", standard: "even", "the week; 'closed' weighs closed dates",
            "weekday: { Mon: 1.4, others: 1, closed: 0.3 }"),
        Key(
            "day", [.stream], "WEIGHTS", standard: "even", "the day of the month",
            "day: { 1..5: 2, others: 1 }"),
        Key(
            "hour", [.stream], "WEIGHTS", standard: "even", "the hour of the day",
            "hour: { 08..18: 1, others: 0 }"),
        Key(
            "busyness", [.stream], "QUANTITY of mean 1, per day or per week",
            "one random factor for a whole day: days differ", "busyness: gamma cv 0.3 per day"),
        Key(
            "hours", [.stream], "HOURS | as staff", standard: "always", "arrivals come only then",
            "hours: as staff"),
        Key(
            "mix", [.stream], "{ WORD: SHARE }", "the class of a case; sums to 100 %",
            "mix: { general: 80%, major: 20% }"),
        Key(
            "brings", [.stream], "QUANTITY", standard: "1", "one incident brings that many cases",
            "brings: uniform 5..40"),
        Key(
            "over", [.stream], "QUANTITY", standard: "0", "each of them comes after such a delay",
            "over: exponential 6 h"),
        Key(
            "enters", [.stream], "ITEM", standard: "the first item", "where its cases begin",
            "enters: call-back"),
    ]

    private static let staff: [Key] = [
        Key(
            "people", [.role], "n | n of ROLE | n per UNIT | { shift: n } | SPLIT", "how many; required",
            "people: 6 of business-staff"),
        Key("hours", [.role], "HOURS", standard: "the calendar's", "the role's own hours", "hours: always"),
        Key(
            "away", [.role], "SHARE in spells of QUANTITY | n on DATES | a list of them",
            "absences and other duties", "away: [8% in spells of 3 working days, 1 on 2027-08-02..2027-08-13]"
        ),
        Key(
            "deputy", [.role], "ROLE", "takes the line while nobody of the role is on duty",
            "deputy: hr-clerk"),
        Key(
            "costs", [.role], "money per hour or month", standard: "1 per person", "what a person costs",
            "costs: 80 yuan per hour"),
        Key(
            "standard", [.role], "RATE | { WORD: RATE }",
            "the workload the rules allow: checked, not simulated",
            "standard: { inquiry: 50 per day, complaint: 6 per day }"),
        Key(
            "joins", [.role], "n on DATE [at SHARE for LENGTH]", "new people from that day",
            "joins: 2 on 2027-03-01 at 50% for 8 weeks"),
        Key(
            "name", items + [.role, .limit, .duty], "text | { language: text }", standard: "the NAME",
            "display name", "name: { en: Classify, zh: 初步分類 }"),
    ]

    private static let anyItem: [Key] = [
        Key("step", [.step], "NAME", "work, or a bare decision", "step: classify"),
        Key("wait", [.wait], "NAME", "time without people", "wait: customer-reply"),
        Key("together", [.together], "NAME", "branches that begin at once", "together: hand-over"),
        Key(
            "only", items + [.outcome, .ifLate, .limit], "TEST", standard: "all",
            "which cases; the others pass by at once", "only: major and not withdrawn"),
        Key(
            "share", items + [.outcome, .ifLate], "SHARE", standard: "100%", "of those, this share",
            "share: { displeased: 100%, others: 15% }"),
        Key(
            "starts", items + [.outcome, .ifLate], "FLOW", "a side case begins; nobody waits for it",
            "starts: liability"),
        Key(
            "outcomes", [.step, .wait], "{ NAME: action }", "what comes of it",
            "outcomes: { dissatisfied: { share: 12%, back to: investigate } }"),
        Key(
            "branches", [.together], "{ NAME: items }", "lists of items that run side by side; required",
            "branches: { papers: [ { step: sign, by: clerk, work: 10 min } ] }"),
    ]

    private static let step: [Key] = [
        Key(
            "by", [.step, .duty], "ROLE | A or B | { ROLE: n } | same as STEP | a person of 'case' | SPLIT",
            "who",
            "by: { investigator: 2, lawyer: 1 }"),
        Key(
            "partners", [.step], "free at once | gather", standard: "free at once",
            "how people come together for joint work", "partners: gather"),
        Key(
            "not by", [.step], "STEP | a person of 'case'", "never the person who did that",
            "not by: classify"),
        Key(
            "work", [.step, .duty], "QUANTITY in s, min or h", "hands-on time",
            "work: triangular 5..10..30 min"),
        Key(
            "travel", [.step], "QUANTITY", standard: "none", "way out before the work, and back after it",
            "travel: uniform 10..40 min"),
        Key(
            "budget", [.step], "amount of NUMBER per day, week or month", standard: "none",
            "a case that no longer fits passes by", "budget: 2000 yuan of amount per day"),
        Key(
            "meets", [.step], "every DATES", standard: "any time", "begins only then",
            "meets: every Thu 14:00..17:00"),
        Key(
            "holds until", [.step], "PLACE", standard: "the end of the work", "the people stay with the case",
            "holds until: take-over starts"),
        Key(
            "on return", [.step], "same people | anyone", standard: "anyone", "who does it at a later visit",
            "on return: same people"),
    ]

    private static let wait: [Key] = [
        Key("for", [.wait], "QUANTITY", "that long", "for: lognormal mean 3 working days cv 0.7"),
        Key(
            "until", [.wait], "next DATES | length of the case | LENGTH before it", "to that instant",
            "until: next 1st of month"),
        Key(
            "clock", [.wait], "stops | runs", standard: "runs",
            "whether limits that run over it are suspended",
            "clock: stops"),
    ]

    private static let actions: [Key] = [
        Key("become", [.outcome, .ifLate], "WORD", "changes that word's list", "become: complaint"),
        Key(
            "back to", [.outcome], "ITEM", "a new visit to an earlier item, or to this one",
            "back to: investigate"),
        Key("skip to", [.outcome, .ifLate], "ITEM | end", "leaps over what is between", "skip to: escalate"),
        Key("at most", [.outcome], "n", standard: "no bound", "so many jumps of one case", "at most: 3"),
        Key(
            "then", [.outcome], "ITEM | end", standard: "the next item", "where a case goes past 'at most'",
            "then: superior"),
        Key(
            "returns after", [.outcome], "QUANTITY", "the case ends here and comes back later",
            "returns after: exponential 20 days"),
        Key("costs", [.outcome, .ifLate], "money QUANTITY | NUMBER", "fine, compensation", "costs: amount"),
        Key(
            "by", [.ifLate], "ROLE", "if work has not begun, moves the case to that line", "by: headquarters"),
        Key(
            "again every", [.ifLate], "LENGTH", "repeats 'starts' and 'costs' while the clock still runs",
            "again every: 2 working days"),
    ]

    private static let limits: [Key] = [
        Key(
            "within", items + [.limit, .duty],
            "LENGTH | a..b LENGTH | solve | none | length of the case | earliest of a and b | until next DATES"
                + " | SPLIT",
            "must end by then", "within: { repair: none, others: 7..10 working days }"),
        Key("starts within", [.step], "as 'within'", "work must begin by then", "starts within: 5 min"),
        Key(
            "at least", [.limit], "LENGTH", "with 'before': so long before that instant",
            "at least: 1 working day"),
        Key(
            "before", [.limit], "length of the case", "with 'at least': before which instant",
            "before: last-day"),
        Key("from", [.limit], "PLACE", standard: "arrival", "where the clock starts", "from: carry-out done"),
        Key("until", [.limit], "PLACE", standard: "end", "where the clock stops", "until: call-customer"),
        Key(
            "on return", [.limit], "goes on | starts over", standard: "goes on",
            "when the case comes to 'from' again while the clock runs", "on return: starts over"),
        Key(
            "rule", items + [.limit, .duty], "id, list or SPLIT", "row of the rule book's table",
            "rule: PC-T1"),
        Key(
            "target", items + [.limit, .duty], "SHARE | none", standard: "the file's",
            "its own share on time",
            "target: none"),
        Key(
            "counted", items + [.limit, .duty], "as 'working days run'", standard: "the calendar's",
            "another way of counting working days", "counted: from the same day"),
        Key(
            "if late", items + [.limit, .duty], "actions", "what happens at the due instant",
            "if late: { become: major, skip to: escalate }"),
    ]

    private static let duties: [Key] = [
        Key(
            "on", [.duty], "every DATES", "when it falls due to begin; required",
            "on: every 25th of month 08:30")
    ]

    private static let figures: [Key] = [
        Key(
            "month", [.statistics], "day..day", standard: "calendar month", "period of monthly figures",
            "month: 25..24"),
        Key(
            "counts", [.statistics], "TEST", standard: "all", "cases that the figures count",
            "counts: not same-matter"),
        Key("numbers", [.statistics], "RATE", "ceiling of case numbers", "numbers: 99 per month"),
        Key("archive", [.statistics], "LENGTH | forever", "how long files are kept", "archive: 5 years"),
        Key("start", [.run], "date [time]", "first instant of the warm-up; required", "start: 2027-01-04"),
        Key("warm-up", [.run], "LENGTH", standard: "4 weeks", "not counted", "warm-up: 4 weeks"),
        Key("length", [.run], "LENGTH", standard: "52 weeks", "the counted window", "length: 52 weeks"),
        Key("seed", [.run], "n", standard: "1", "which random numbers", "seed: 1"),
        Key(
            "opening", [.run], "file", "open cases at the start, instead of a warm-up", "opening: backlog.csv"
        ),
    ]
}
