import CaseFlow
import SimKernel

/// The instants of a run, and how far its tables must reach.
struct TimeFrame {
    var zone: ZoneOffsets
    var horizon: Horizon
    /// Nothing that happened before the run is older, as far as the calendar must know it.
    var oldest: Ticks
    /// Tables begin earlier than the run: a limit may look back at the shift that began before it.
    var tablesFrom: Ticks { oldest - 40 * Tick.day }
    /// Limits of the last cases fall due after the run.
    var tablesTo: Ticks { horizon.bound + 731 * Tick.day }
}

/// The most that one run may be.
enum SizeLimit {
    static let years = 200
    /// Of cases that are open when the run begins.
    static let yearsOfAge = 20
    static let cases = Model.mostCases
    static let people = 10_000_000
    /// Of people who are told apart.
    static let persons = 100_000
    /// Money per hour, month or amount.
    static let money = 1e9
    /// Bits of a word: the engine marks roles and limits by one each.
    static let roles = 64
    static let limits = 64
    /// Keys that a place in a line is ordered by.
    static let lineRules = 4
    /// Lines of one team: one for each combination of its roles' pools.
    static let lines = 10_000
    static let shortestTail = 26 * Tick.week
}

extension Compilation {
    /// Nil where the run is too long or in no known zone (told).
    func timeFrame() -> TimeFrame? {
        let run = scenario.run
        let warmUp = run.warmUp?.value ?? LengthPhrase(weeks: run.opening == nil ? 4 : 0)
        let length = run.length?.value ?? LengthPhrase(weeks: 52)
        let lengths = [(warmUp, run.warmUp?.place), (length, run.length?.place)]
        for (length, place) in lengths where length.nominalDays > Double(SizeLimit.years) * 366 {
            report(
                CompileFinding.runTooLong(length.text, years: SizeLimit.years), at: place ?? run.place)
            return nil
        }
        let date = run.start.value.date
        guard let start = CivilDate(year: date.year, month: date.month, day: date.day) else {
            preconditionFailure("dates are checked when they are read")
        }
        guard let age = daysOfOldestCase(start) else { return nil }
        let reach = Ticks((2 * length.nominalDays + warmUp.nominalDays) * 1.01) + 40 + 183 + 731 + 40
        let midnight = Ticks(start.daysSince1970) * Tick.day
        guard
            let zone = ZoneOffsets(
                identifier: scenario.calendar.timezone.value, from: midnight - (age + 42) * Tick.day,
                to: midnight + reach * Tick.day)
        else {
            report(
                CompileFinding.unknownZone(scenario.calendar.timezone.value),
                at: scenario.calendar.timezone.place)
            return nil
        }
        let minutes = run.start.value.time?.minutes ?? 0
        let first = zone.instant(of: LocalTime(date: start, timeOfDay: Ticks(minutes) * Tick.minute))
        let windowStart = zone.advance(first, by: warmUp)
        let windowEnd = zone.advance(windowStart, by: length)
        let tail = max(windowEnd - windowStart, SizeLimit.shortestTail)
        return TimeFrame(
            zone: zone,
            horizon: Horizon(
                start: first, windowStart: windowStart, windowEnd: windowEnd, bound: windowEnd + tail),
            oldest: first - age * Tick.day)
    }
}

extension LengthPhrase {
    init(weeks: Int) {
        self.init(
            text: "\(weeks) weeks",
            number: Number(
                text: "\(weeks)", value: Double(weeks), millionths: Int64(weeks) * 1_000_000),
            unit: .week)
    }

    /// How long it is about; the reader lets no working units into a run.
    var nominalDays: Double {
        switch unit {
        case .month: number.value * 365.2425 / 12
        case .year: number.value * 365.2425
        default: number.value * Double(unit.seconds ?? 0) / 86_400
        }
    }
}

extension ZoneOffsets {
    /// Whole days, weeks, months and years by the local clock; everything else by the time that passes.
    func advance(_ t: Ticks, by length: LengthPhrase) -> Ticks {
        var local = local(at: t)
        let count = Int(length.number.value)
        switch length.unit {
        case .day where length.number.isWhole: local.date = local.date.adding(days: count)
        case .week where length.number.isWhole: local.date = local.date.adding(days: 7 * count)
        case .month where length.number.isWhole: local.date = local.date.adding(months: count)
        case .year where length.number.isWhole: local.date = local.date.adding(months: 12 * count)
        case .month: return t + Ticks((length.number.value * 365.2425 / 12 * Double(Tick.day)).rounded())
        case .year: return t + Ticks((length.number.value * 365.2425 * Double(Tick.day)).rounded())
        default:
            let seconds = length.number.value * Double(length.unit.seconds ?? 0)
            return t + Ticks((seconds * Double(Tick.second)).rounded())
        }
        return instant(of: local)
    }
}
