import ArgumentParser
import CaseFlow
import Planning
import ScenarioFile
import SimKernel

/// `headroom due FILE`.
struct DueCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "due",
        abstract:
            "Say when something is due by a scenario's calendar, or how much working time lies between.",
        usage: """
            headroom due <file> --from <instant> --within <length> [--paused <a..b> ...] [--rule <rule>]
            headroom due <file> --between <a> <b>
            """,
        discussion: """
            Instants are on the clock of the scenario's time zone, as in 2026-03-06T16:30, or carry an \
            offset of their own, as in 2026-03-06T08:30Z.
            """)

    @Argument(help: "The scenario.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var change: ChangeOptions

    @Option(help: ArgumentHelp("When the clock starts.", valueName: "instant"))
    var from: String?

    @Option(help: ArgumentHelp("The limit, as in \"2 working days\".", valueName: "length"))
    var within: String?

    @Option(help: ArgumentHelp("While the clock stands still (repeatable).", valueName: "a..b"))
    var paused: [String] = []

    @Option(
        help: ArgumentHelp(
            "How days are counted, in place of the calendar's rule, as in \"from the same day\".",
            valueName: "rule"))
    var rule: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("The working time between two instants.", valueName: "instant"))
    var between: [String] = []

    @Flag(help: "Print one JSON document and nothing else.")
    var json = false

    func validate() throws {
        if between.isEmpty {
            guard from != nil, within != nil else {
                throw ValidationError("give --from with --within, or --between with two instants")
            }
        } else if from != nil || within != nil || rule != nil || !paused.isEmpty {
            throw ValidationError("--between stands alone: leave out --from, --within, --paused and --rule")
        } else if between.count != 2 {
            throw ValidationError("--between takes two instants, and the file comes before it")
        }
    }

    func status() throws -> ExitStatus {
        let read = try ReadScenario.reading(file, changes: change.changes)
        let calendar = QuestionedCalendar(read.scenario)
        if between.isEmpty {
            try answerDue(calendar)
        } else {
            try answerBetween(calendar)
        }
        return .done
    }

    private func answerDue(_ calendar: QuestionedCalendar) throws {
        let start = try instant(from ?? "", calendar)
        let asked = try length(calendar)
        let pauses = try paused.map { try pause($0, calendar) }.sorted { $0.lowerBound < $1.lowerBound }
        if let overlap = zip(pauses, pauses.dropFirst()).first(where: { $0.upperBound > $1.lowerBound }) {
            throw Failure.usage(
                "two pauses overlap at \(calendar.text(of: overlap.1.lowerBound))",
                remedy: "join them to one --paused A..B")
        }
        let due = calendar.spec.due(from: start, within: asked.length, pauses: pauses)
        let dueText = due < Tick.never ? calendar.text(of: due) : nil
        if json {
            try Output.write(document(calendar, start, asked, pauses, dueText).text)
        } else {
            let rule = asked.rule.map { ", \($0)" } ?? ""
            var lines = ["from    \(calendar.text(of: start))", "within  \(asked.text)\(rule)"]
            lines += pauses.map {
                "paused  \(calendar.text(of: $0.lowerBound))..\(calendar.text(of: $0.upperBound))"
            }
            lines.append("due     \(dueText ?? "never")")
            try Output.write(lines.joined(separator: "\n") + "\n")
        }
    }

    private func document(
        _ calendar: QuestionedCalendar, _ start: Ticks, _ asked: QuestionedCalendar.Asked,
        _ pauses: [Range<Ticks>],
        _ due: String?
    ) -> JSONValue {
        .members([
            "version": .integer(1), "from": .string(calendar.text(of: start)), "within": .string(asked.text),
            "rule": .optional(asked.rule),
            "paused": .array(
                pauses.map { pause in
                    .members([
                        "from": .string(calendar.text(of: pause.lowerBound)),
                        "until": .string(calendar.text(of: pause.upperBound)),
                    ])
                }),
            "due": .optional(due),
        ])
    }

    private func answerBetween(_ calendar: QuestionedCalendar) throws {
        let (a, b) = (try instant(between[0], calendar), try instant(between[1], calendar))
        guard a <= b else {
            throw Failure.usage("--between ends before it begins", remedy: "give the earlier instant first")
        }
        let (working, elapsed) = calendar.spec.between(a, b)
        if json {
            let document = JSONValue.members([
                "version": .integer(1), "from": .string(calendar.text(of: a)),
                "until": .string(calendar.text(of: b)),
                "working_seconds": .number(Double(working) / Double(Tick.second)),
                "seconds": .number(Double(elapsed) / Double(Tick.second)),
            ])
            try Output.write(document.text)
        } else {
            try Output.write("working time  \(Self.clock(working))\nelapsed       \(Self.clock(elapsed))\n")
        }
    }

    private func instant(_ text: String, _ calendar: QuestionedCalendar) throws(Failure) -> Ticks {
        if let instant = calendar.instant(text) { return instant }
        throw Failure.usage(
            "'\(TerminalText.safe(text))' is no instant between \(QuestionedCalendar.firstYear) and \(QuestionedCalendar.lastYear)",
            remedy: "write it as 2026-03-06T16:30, or with an offset as 2026-03-06T16:30+08:00")
    }

    private func length(_ calendar: QuestionedCalendar) throws(Failure) -> QuestionedCalendar.Asked {
        do {
            return try calendar.length(within ?? "", rule: rule)
        } catch {
            throw Failure.usage(
                TerminalText.safe(error.message),
                remedy: error.remedy ?? "write a length as in '2 working days'")
        }
    }

    private func pause(_ text: String, _ calendar: QuestionedCalendar) throws(Failure) -> Range<Ticks> {
        guard let sign = text.firstRange(of: "..") else {
            throw Failure.usage(
                "'\(TerminalText.safe(text))' is no span",
                remedy: "write --paused 2026-03-07T10:00..2026-03-09T09:00")
        }
        let begin = try instant(String(text[..<sign.lowerBound]), calendar)
        let end = try instant(String(text[sign.upperBound...]), calendar)
        guard begin <= end else {
            throw Failure.usage(
                "the pause \(TerminalText.safe(text)) ends before it begins",
                remedy: "give the earlier instant first")
        }
        return begin..<end
    }

    /// `57 h 30 min`, with seconds where there are any.
    private static func clock(_ ticks: Ticks) -> String {
        let (minutes, rest) = ticks.quotientAndRemainder(dividingBy: Tick.minute)
        var text = "\(minutes / 60) h \(minutes % 60) min"
        if rest > 0 {
            let (seconds, fraction) = rest.quotientAndRemainder(dividingBy: Tick.second)
            text += " \(seconds)"
            if fraction > 0 {
                let digits = String(1_000_000 + fraction).dropFirst()
                text += "." + String(digits.reversed().drop { $0 == "0" }.reversed())
            }
            text += " s"
        }
        return text
    }
}
