package import CaseFlow
internal import SimKernel

/// The lengths that a limit may be given, from the shortest up, as a rule book would write them.
///
/// A blank is measured in whole working hours below a working day, then in whole working days; where the
/// calendar is always open in hours, then days; where the file does not say how working days run, in
/// working hours only. A limit that has a length keeps its unit, hours beginning with minutes. Ends with
/// the last length that is due before the run's tail ends even for a clock that starts with the window's
/// last case: of a longer one nobody would see whether it was kept.
///
/// Each length is due no earlier than the one before it, whenever its clock starts (but for days with
/// fewer hours than others). The one exception is `1 working day` counted from the same day, which is due
/// when the day closes: that is neither longer nor shorter than 7 working hours, so the search leaves it
/// out first (`startsDaysAtTwo`) and takes it in where hours do not do.
package struct LengthLadder: Sendable, Equatable {
    enum Unit: Sendable, Equatable {
        case minute
        case hour
        case workingMinute
        case workingHour
        case workingDay(CountingRule)
        case day(DayRule)
        case month
    }

    private struct Part: Equatable {
        var unit: Unit
        var counts: ClosedRange<Int>
    }

    private var parts: [Part]
    private let dailyHours: Ticks
    package private(set) var count = 0
    /// Whether `1 working day` is still left out.
    private(set) var startsDaysAtTwo = false

    /// - Precondition: the stratum has a length of its own, or is a blank.
    package init(_ stratum: Limit.Stratum, of model: Model) {
        let calendar = model.dueCalendar
        dailyHours = calendar.dailyHours
        parts = Self.parts(stratum, calendar)
        if parts.count == 2, case .workingDay(.fromTheSameDay) = parts[1].unit {
            startsDaysAtTwo = true
            parts[1].counts = 2...parts[1].counts.upperBound
        }
        count = max(1, fitting(model))
    }

    /// The ladder with `1 working day` in its place.
    package func withFirstDay() -> LengthLadder {
        guard startsDaysAtTwo else { return self }
        var ladder = self
        ladder.parts[1].counts = 1...parts[1].counts.upperBound
        ladder.startsDaysAtTwo = false
        if count > parts[0].counts.count { ladder.count += 1 }
        return ladder
    }

    /// Index of the first length in working days; nil where there is none.
    var firstDay: Int? {
        parts.count == 2 && count > parts[0].counts.count ? parts[0].counts.count : nil
    }

    package subscript(index: Int) -> LimitStep {
        precondition(index >= 0, "the shortest length has index 0")
        var rest = index
        for part in parts.dropLast() {
            if rest < part.counts.count { return step(part.counts.lowerBound + rest, part.unit) }
            rest -= part.counts.count
        }
        let last = parts[parts.count - 1]
        return step(last.counts.lowerBound + rest, last.unit)
    }

    private static let most = 100_000

    private static func parts(_ stratum: Limit.Stratum, _ calendar: DueCalendar) -> [Part] {
        guard case .length(let length) = stratum.length else { return partsOfBlank(stratum, calendar) }
        return switch length {
        case .elapsed: [Part(unit: .minute, counts: 1...59), Part(unit: .hour, counts: 1...most)]
        case .working:
            [Part(unit: .workingMinute, counts: 1...59), Part(unit: .workingHour, counts: 1...most)]
        case .workingDays(_, let rule): [Part(unit: .workingDay(rule), counts: 1...most)]
        case .days(_, let rule): [Part(unit: .day(rule), counts: 1...most)]
        case .months: [Part(unit: .month, counts: 1...most)]
        }
    }

    private static func partsOfBlank(_ stratum: Limit.Stratum, _ calendar: DueCalendar) -> [Part] {
        if calendar.hours.isAlways {
            return [Part(unit: .hour, counts: 1...23), Part(unit: .day(stratum.dayRule), counts: 1...most)]
        }
        guard let rule = stratum.counting else { return [Part(unit: .workingHour, counts: 1...most)] }
        let below = Int((calendar.dailyHours - 1) / Tick.hour)
        let days = Part(unit: .workingDay(rule), counts: 1...most)
        return below < 1 ? [days] : [Part(unit: .workingHour, counts: 1...below), days]
    }

    private func step(_ n: Int, _ unit: Unit) -> LimitStep {
        let ticks = Ticks(n)
        let (length, name, elapsed, working): (Length, String, Ticks?, Ticks?) =
            switch unit {
            case .minute: (.elapsed(ticks * Tick.minute), "minute", ticks * Tick.minute, nil)
            case .hour: (.elapsed(ticks * Tick.hour), "hour", ticks * Tick.hour, nil)
            case .workingMinute: (.working(ticks * Tick.minute), "working minute", nil, ticks * Tick.minute)
            case .workingHour: (.working(ticks * Tick.hour), "working hour", nil, ticks * Tick.hour)
            case .workingDay(let rule):
                (.workingDays(Double(n), rule), "working day", nil, ticks * dailyHours)
            case .day(let rule): (.days(Double(n), rule), "day", ticks * Tick.day, nil)
            case .month: (.months(n), "month", nil, nil)
            }
        func seconds(_ ticks: Ticks?) -> Double? { ticks.map { Double($0) / Double(Tick.second) } }
        return LimitStep(
            length: length, text: "\(n) \(name)\(n == 1 ? "" : "s")", seconds: seconds(elapsed),
            workingSeconds: seconds(working))
    }

    /// How many lengths, the shortest first, are due before the run's tail ends.
    private func fitting(_ model: Model) -> Int {
        firstIndex(below: parts.reduce(0) { $0 + $1.counts.count }) { index in
            model.dueCalendar.due(from: model.horizon.windowEnd, self[index].length) > model.horizon.bound
        }
    }

    /// The first length that lasts at least so long by the calendar clock, on average over the hours and
    /// days of four weeks; the last one where none does.
    func index(lasting duration: Ticks, in model: Model) -> Int {
        let starts = (0..<40).map { model.horizon.windowStart + Ticks($0) * 17 * Tick.hour }
        let found = firstIndex(below: count) { index in
            let length = self[index].length
            let lasts = starts.reduce(0.0) { sum, start in
                sum + Double(model.dueCalendar.due(from: start, length) - start)
            }
            return lasts >= Double(duration) * Double(starts.count)
        }
        return min(found, count - 1)
    }

    /// The first index for which something holds that holds for all later ones; `end` where it never does.
    private func firstIndex(below end: Int, _ holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, end)
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// A length of a ladder.
package struct LimitStep: Sendable, Equatable {
    package var length: Length
    /// As it would be written in a file: `2 working days`.
    package var text: String
    /// On the always-running clock; nil for lengths of working time and for months.
    package var seconds: Double?
    /// Of working time, a working day as many as one has ordinarily; nil for lengths that always run.
    package var workingSeconds: Double?
}
