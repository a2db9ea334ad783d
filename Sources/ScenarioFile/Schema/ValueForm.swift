/// A form of values that many keys share, for the reference page.
package struct ValueForm: Sendable {
    package var name: String
    package var grammar: String
    package var examples: [String]
    /// What the examples must match; nil for a mapping.
    package var pattern: String?

    package static let all: [ValueForm] = [
        ValueForm(
            name: "NAME",
            grammar:
                "letters and digits of any script, joined by hyphens, with a letter first; one name, one thing. "
                + "Not " + enumeration(Outline.reserved.sorted().map { "`\($0)`" })
                + ", and none of the keys at the top of the file",
            examples: ["form-team", "receive2", "投诉受理"], pattern: Grammar.newName),
        ValueForm(
            name: "LENGTH",
            grammar:
                "a number and a unit: `s`, `min`, `h` or `hours`, `days`, `weeks`, `months`, `years` run always; "
                + "`working min`, `working hours`, `working days` run in the calendar's hours",
            examples: ["2 working days", "24 hours", "30 working min"], pattern: Grammar.length),
        ValueForm(
            name: "QUANTITY",
            grammar: "[`constant`] q, `exponential` q, `uniform a..b` u, `triangular a..b..c` u, "
                + "`lognormal` or `gamma` or `weibull` with `mean` q `p95` q or `mean` q `cv` n, "
                + "`hyperexponential mean` q `cv` n, `erlang` n `mean` q, `observed` file [u]; q is a number "
                + "with its unit u. Work may end in `per open case`, `per closed case` or `per` NUMBER: one draw "
                + "times that number",
            examples: [
                "20 min", "lognormal mean 6 h p95 14 h", "uniform 5..15 min", "observed durations.csv min",
            ],
            pattern: Grammar.quantity(.work)),
        ValueForm(
            name: "SHARE", grammar: "0% to 100%", examples: ["12%", "0.5%"], pattern: Grammar.share),
        ValueForm(
            name: "RATE", grammar: "a number `per hour`, `day`, `week`, `month` or `year`",
            examples: ["20 per week"], pattern: Grammar.rate(RatePhrase.Period.allCases)),
        ValueForm(
            name: "WORD",
            grammar:
                "a class word: of `mix` or of a list in `case`, the name of a stream, a yes/no word, an outcome",
            examples: ["major", "dissatisfied"], pattern: Grammar.name),
        ValueForm(
            name: "TEST",
            grammar:
                "terms joined by only `and` or only `or`; a term is [`not`] WORD, NUMBER `at least`, `at most`, "
                + "`above` or `below` an amount, `3 with the same` LIST `within` LENGTH, `while open`, `while closed`",
            examples: ["complaint and amount at least 2000 yuan", "not while open"], pattern: Grammar.test),
        ValueForm(
            name: "SPLIT",
            grammar:
                "`{ WORD: value, WORD or WORD: value, others: value }` in place of a single value: the words of one "
                + "list, complete or with `others` at the end; a value may be split once more",
            examples: ["{ repair: none, others: 5 working days }"], pattern: nil),
        ValueForm(
            name: "PLACE", grammar: "`arrival`, `end`, ITEM, ITEM `starts`, ITEM `done`",
            examples: ["attend starts", "end"], pattern: Grammar.place),
        ValueForm(
            name: "DATES",
            grammar: "weekdays or a numbered day `of month`, `quarter` or `year`, with a time or a span",
            examples: ["Mon..Fri 09:00", "25th of month 08:30", "last day of quarter", "first Mon of month"],
            pattern: Grammar.dates),
        ValueForm(
            name: "HOURS",
            grammar:
                "weekdays or `daily` with spans, or `always`; a list of them; a span may pass midnight, and "
                + "`daily` holds on closed dates too",
            examples: ["Mon..Fri 09:00..12:00 13:00..18:00", "daily 22:00..06:00", "always"],
            pattern: Grammar.hours),
        ValueForm(
            name: "ORDER",
            grammar:
                "WORD `before` WORD [`before` …] [`before others`], WORD `interrupts` WORD, `earliest due`, "
                + "`least slack`, `oldest case`, `largest` NUMBER, `smallest` NUMBER, `first come`, `last come`, "
                + "`random`; a list breaks ties in turn",
            examples: ["major before others", "earliest due"], pattern: Grammar.queueRule),
        ValueForm(
            name: "WEIGHTS",
            grammar: "`{ range: number }`, complete or with `others`; relative: the mean stays what it is",
            examples: ["{ Mon: 1.4, Tue..Fri: 1, others: 0.3 }"], pattern: nil),
    ]
}
