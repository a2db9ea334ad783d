import CaseFlow
import SimKernel

/// Years that are simulated and of which the files of holidays say nothing.
enum HolidayDoubt: Finding, Hashable {
    case beginLater(first: Int, from: String)
    case endEarlier(last: Int, until: String)
    case leaveOut(years: [Int])

    var severity: Diagnostic.Severity { .warning }

    var message: String {
        switch self {
        case .beginLater(let first, let from):
            "the holidays begin in \(first), but the counted window begins on \(from)"
        case .endEarlier(let last, let until):
            "the holidays end with \(last), but the counted window ends on \(until)"
        case .leaveOut(let years):
            "there are no holidays of \(enumeration(years.map(String.init), "and")), "
                + "which the counted window covers"
        }
    }

    var remedy: String? {
        switch self {
        case .beginLater, .endEarlier:
            "add a file with the holidays of the years that are simulated, or list them under 'closed'"
        case .leaveOut: "add a file with the holidays of the year, or list them under 'closed'"
        }
    }
}

extension Compilation {
    /// A year without any event is a year whose holidays are not known, not one without holidays.
    func checkHolidayYears(_ model: Model) {
        guard let file = scenario.calendar.holidays.first else { return }
        let zone = model.dueCalendar.zone
        let first = zone.local(at: model.horizon.windowStart).date
        let last = zone.local(at: model.horizon.windowEnd - 1).date
        let known = yearsWithHolidays(until: last.year)
        guard let begin = known.min(), let end = known.max() else { return }
        var doubts: [HolidayDoubt] = []
        if first.year < begin { doubts.append(.beginLater(first: begin, from: first.text)) }
        let gaps = (first.year...last.year).filter { $0 > begin && $0 < end && !known.contains($0) }
        if !gaps.isEmpty { doubts.append(.leaveOut(years: gaps)) }
        if last.year > end { doubts.append(.endEarlier(last: end, until: last.text)) }
        for doubt in doubts { report(doubt, at: file.file.place) }
    }

    private func yearsWithHolidays(until last: Int) -> Set<Int> {
        var years: Set<Int> = []
        for event in scenario.calendar.holidays.flatMap(\.events) {
            let days =
                event.date
                .daysSince1970...max(
                    event.date.daysSince1970 + event.days, CivilDate.firstDay(of: last + 1) - 1)
            for span in event.spans(in: days) {
                years.formUnion(
                    CivilDate(daysSince1970: span.lowerBound)
                        .year...CivilDate(
                            daysSince1970: span.upperBound
                        ).year)
            }
        }
        return years
    }
}

extension CivilDate {
    fileprivate static func firstDay(of year: Int) -> Int {
        CivilDate(DayDate(year: year, month: 1, day: 1)).daysSince1970
    }
}
