import CaseFlow
import SimKernel

extension Compilation {
    /// The cases that are open when the run begins, with the clocks that run for them.
    func makeOpening(_ model: Model, _ draws: Draws) -> [OpeningCase] {
        guard let file = scenario.run.opening else { return [] }
        var maker = OpeningMaker(compilation: self, model: model, draws: draws, file: file)
        do throws(ObservedFile.Flaw) {
            try maker.refuseColumns()
            var cases: [OpeningCase] = []
            for index in file.rows.indices { cases.append(try maker.makeCase(index)) }
            for (limit, count) in maker.guessed.sorted(by: { $0.key < $1.key }) {
                report(
                    OpeningFinding.clockFromPlace(limit: model.limits[limit].label.id, cases: count),
                    at: file.file.place)
            }
            return cases
        } catch {
            report(
                Problem.inDataFile(file.shown, line: error.line, error.problem), at: file.file.place)
            return []
        }
    }

    /// A whole number of days that reaches back to all that happened before the run; nil: too far (told).
    func daysOfOldestCase(_ start: CivilDate) -> Ticks? {
        guard let file = scenario.run.opening else { return 0 }
        var days = 0.0
        for row in file.rows {
            days = max(days, daysBefore(start, row.arrival))
            if let since = row.since { days = max(days, daysBefore(start, since)) }
        }
        for case .clock(_, let rows) in file.columns {
            for moment in rows.compactMap({ $0 }) { days = max(days, daysBefore(start, moment)) }
        }
        guard days <= 366 * Double(SizeLimit.yearsOfAge) else {
            report(OpeningFinding.tooOld(years: SizeLimit.yearsOfAge), at: file.file.place)
            return nil
        }
        return Ticks(days.rounded(.up))
    }

    /// At least as many as lie between.
    private func daysBefore(_ start: CivilDate, _ moment: OpeningFile.Moment) -> Double {
        switch moment {
        case .at(let instant):
            return Double(start.daysSince1970 - CivilDate(instant.date).daysSince1970 + 2)
        case .ago(let length):
            let number = length.number.value
            switch length.unit {
            // A working hour a week is the least that anybody works; closed dates come on top.
            case .workingDay, .workingHour: return 7 * number + closedDays + 2
            case .workingMinute: return 7 * number / 60 + closedDays + 2
            default: return length.nominalDays + 3
            }
        }
    }

    private var closedDays: Double {
        scenario.calendar.closed.reduce(0) { sum, range in
            let days = CivilDate(range.value.last).daysSince1970 - CivilDate(range.value.first).daysSince1970
            return sum + Double(days + 1)
        }
    }
}

/// What is doubtful or impossible about open cases.
enum OpeningFinding: Finding, Hashable {
    case clockFromPlace(limit: String, cases: Int)
    case tooOld(years: Int)

    var severity: Diagnostic.Severity { if case .tooOld = self { .error } else { .warning } }

    var message: String {
        switch self {
        case .clockFromPlace(let limit, let cases):
            "\(cases) open \(cases == 1 ? "case is" : "cases are") behind the start of '\(limit)', "
                + "and nothing says when its clock started: it is taken to run since they came to their places"
        case .tooOld(let years): "a case is open for more than \(years) years"
        }
    }

    var remedy: String? {
        switch self {
        case .clockFromPlace(let limit, _):
            "add a column '\(limit)' with the instant, or how long ago; an empty cell where it does not run"
        case .tooOld: nil
        }
    }
}

/// Open cases, row by row.
private struct OpeningMaker {
    let compilation: Compilation
    let model: Model
    let draws: Draws
    let file: OpeningFile
    /// Limits whose clocks were taken to run since the case came to its place, with how often.
    var guessed: [Int: Int] = [:]
    private var start: Ticks { model.horizon.start }

    init(compilation: Compilation, model: Model, draws: Draws, file: OpeningFile) {
        self.compilation = compilation
        self.model = model
        self.draws = draws
        self.file = file
    }

    /// A clock that starts at arrival, or with the case's place, has no start of its own.
    func refuseColumns() throws(ObservedFile.Flaw) {
        for case .clock(let limit, _) in file.columns {
            guard let found = model.limits.first(where: { $0.label.id == limit }), found.from == .arrival
            else { continue }
            throw ObservedFile.Flaw(
                problem: .openingClockFromArrival(limit: limit), line: file.headerLine)
        }
    }

    mutating func makeCase(_ index: Int) throws(ObservedFile.Flaw) -> OpeningCase {
        let row = file.rows[index]
        do throws(Problem) {
            let op = compilation.op(named: row.place)
            let arrival = try instant(row.arrival)
            guard arrival <= start else {
                throw .openingAfterStart(text(row.arrival), start: compilation.scenario.startText)
            }
            let since = try row.since.map { moment throws(Problem) in try instant(moment) } ?? start
            guard arrival <= since, since <= start else {
                throw .openingSince(row.since.map { text($0) } ?? "")
            }
            var open = OpeningCase(stream: stream(row, op), arrival: arrival, op: op, since: since)
            open.words = model.streams[open.stream].mask
            fill(&open, index)
            open.clocks = try clocks(of: open, index, place: row.place)
            return open
        } catch {
            throw ObservedFile.Flaw(problem: error, line: row.line)
        }
    }

    /// As told, or the first whose cases come to the place.
    private func stream(_ row: OpeningFile.Row, _ op: Int) -> Int {
        if let name = row.stream {
            return compilation.scenario.streams.firstIndex { $0.name?.value == name } ?? 0
        }
        return model.streams.firstIndex { $0.entry <= op } ?? 0
    }

    // MARK: - What is known

    private func fill(_ open: inout OpeningCase, _ index: Int) {
        for column in file.columns {
            switch column {
            case .words(let list, let words, let rows):
                open.words |= compilation.words.mask(words[rows[index]])
                if let draw = draws.index(of: list, stream: open.stream) { open.knownDraws.append(draw) }
            case .yesNo(let word, let rows):
                if rows[index] { open.words |= compilation.words.mask(word) }
                if let draw = draws.ofEntry[word] { open.knownDraws.append(draw) }
            case .number(let name, let rows):
                guard let number = compilation.numberIndex[name] else { continue }
                let ticks = rows[index] * compilation.ticksPerUnit(ofNumber: name)
                open.numbers.append((number, Int64(min(ticks, Double(Tick.never)).rounded())))
            case .unit(let name, let rows):
                guard let number = compilation.numberIndex[name] else { continue }
                open.numbers.append((number, Int64(rows[index])))
            case .clock: break
            }
        }
    }

    private func text(_ moment: OpeningFile.Moment) -> String {
        switch moment {
        case .at(let instant): instant.text
        case .ago(let length): length.text + " before the run"
        }
    }

    /// Working time counts backward in the calendar's hours: an age is time that has passed, and no due
    /// date that some rule counts by days.
    private func instant(_ moment: OpeningFile.Moment) throws(Problem) -> Ticks {
        switch moment {
        case .at(let instant): return model.dueCalendar.zone.instant(of: instant)
        case .ago(let length):
            let number = length.number.value
            let time = Ticks((number * Double(length.unit.seconds ?? 0) * Double(Tick.second)).rounded())
            let before: Length
            switch length.unit {
            case .workingMinute, .workingHour: before = .working(time)
            case .workingDay: before = .workingDays(number, .byTheHour)
            case .month where length.number.isWhole: before = .months(Int(number))
            case .year where length.number.isWhole: before = .months(12 * Int(number))
            case .month, .year, .other:
                before = .elapsed(Ticks((length.nominalDays * Double(Tick.day)).rounded()))
            case .second, .minute, .hour, .day, .week: before = .elapsed(time)
            }
            let instant = model.dueCalendar.instant(before, before: start)
            guard instant > -Tick.never else { throw .tooLong(length.text) }
            return instant
        }
    }

    // MARK: - Clocks

    private mutating func clocks(
        of open: OpeningCase, _ index: Int, place: String
    ) throws(Problem) -> [OpeningCase.RunningClock] {
        var clocks: [OpeningCase.RunningClock] = []
        for (number, limit) in model.limits.enumerated() {
            let told = toldStart(limit, index)
            if let told {
                guard limit.flow < 0, limit.kind == .span, limit.until.isAhead(of: open.op) else {
                    throw .openingClockNotHere(limit: limit.label.id, place: place)
                }
                let start = try instant(told)
                guard open.arrival <= start, start <= self.start else {
                    throw .openingClock(text(told), limit: limit.label.id)
                }
                clocks.append(.init(limit: number, start: start))
            } else if let start = start(of: number, limit, for: open) {
                clocks.append(.init(limit: number, start: start))
            }
        }
        let spans = clocks.filter { model.limits[$0.limit].kind == .span }
        return spans + clocks.filter { model.limits[$0.limit].kind != .span }
    }

    /// As a column says it.
    private func toldStart(_ limit: Limit, _ index: Int) -> OpeningFile.Moment? {
        for case .clock(limit.label.id, let rows) in file.columns { return rows[index] }
        return nil
    }

    private func hasColumn(_ limit: Limit) -> Bool {
        file.columns.contains { if case .clock(limit.label.id, _) = $0 { true } else { false } }
    }

    /// When the clock of a limit started of which no column tells; nil: it does not run.
    private mutating func start(of number: Int, _ limit: Limit, for open: OpeningCase) -> Ticks? {
        switch limit.kind {
        case .step(open.op), .stepStarts(open.op): return open.since
        case .step, .stepStarts: return nil
        case .span: break
        }
        guard limit.flow < 0, limit.until.isAhead(of: open.op) else { return nil }
        switch limit.from {
        case .arrival: return open.arrival
        case .end: return nil
        case .item(open.op): return hasColumn(limit) ? nil : open.since
        case .item(let from), .starts(let from), .done(let from):
            guard from < open.op, !hasColumn(limit) else { return nil }
            guessed[number, default: 0] += 1
            return open.since
        }
    }
}

extension Place {
    /// A case at that item of the main flow has not reached the place yet, where a clock ends.
    fileprivate func isAhead(of op: Int) -> Bool {
        switch self {
        case .arrival: false
        case .end: true
        case .item(let item), .starts(let item), .done(let item): item >= op
        }
    }
}

extension Scenario {
    /// When the run begins, as typed.
    fileprivate var startText: String {
        let start = run.start.value
        return start.date.text + (start.time.map { " " + $0.text } ?? "")
    }
}
