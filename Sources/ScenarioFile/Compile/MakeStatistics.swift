import CaseFlow
import SimKernel

extension Compilation {
    /// Periods of the figures, the ceiling of case numbers, and how long files are kept.
    func addStatistics(to model: inout Model, _ time: TimeFrame) {
        guard let statistics = scenario.statistics else { return }
        let window = time.horizon.windowStart..<time.horizon.windowEnd
        let begins = beginnings(of: .month, statistics, time.zone, window)
        model.months = [window.lowerBound] + begins.filter { $0 > window.lowerBound } + [window.upperBound]
        model.numbering = statistics.numbers.flatMap { numbering($0, statistics, time.zone, window) }
        model.archive = statistics.archive.flatMap { archive($0) }
    }

    /// Local midnights inside the window at which such periods begin.
    private func beginnings(
        of period: RatePhrase.Period, _ statistics: StatisticsSection, _ zone: ZoneOffsets,
        _ window: Range<Ticks>
    ) -> [Ticks] {
        let first = statistics.month?.value.first ?? 1
        return zone.midnights(from: window.lowerBound, to: window.upperBound) { date in
            switch period {
            case .hour, .day: true
            case .week: date.weekday == .mon
            // A month that has no such day begins with its last one.
            case .month: date.day == min(first, CivilDate.length(ofMonth: date.month, year: date.year))
            case .year: date.month == 1 && date.day == 1
            }
        }
    }

    /// Nil where no whole period lies inside the window (told).
    private func numbering(
        _ phrase: Located<RatePhrase>, _ statistics: StatisticsSection, _ zone: ZoneOffsets,
        _ window: Range<Ticks>
    ) -> Numbering? {
        guard phrase.value.number.isWhole, phrase.value.number.value <= SizeLimit.cases else {
            report(MoneyFinding.ceilingNotWhole(phrase.value.number.text), at: phrase.place)
            return nil
        }
        // A period that ends with the window is whole.
        let bounds = beginnings(
            of: phrase.value.period, statistics, zone, window.lowerBound..<window.upperBound + 1)
        guard bounds.count > 1 else {
            report(Doubt.noWholePeriod(phrase.value.period.rawValue), at: phrase.place)
            return nil
        }
        return Numbering(
            ceiling: Int(phrase.value.number.value), text: phrase.value.text, bounds: bounds)
    }

    private func archive(_ archive: Located<StatisticsSection.Archive>) -> Archive? {
        switch archive.value {
        case .forever: return .forever
        case .length(let length):
            guard !length.unit.isWorking else {
                report(
                    Problem.unitNotHere(
                        length.unit.text, key: "archive", allowed: "days, weeks, months or years"),
                    at: archive.place)
                return nil
            }
            return .kept(text: length.text, Ticks((length.nominalDays * Double(Tick.day)).rounded()))
        }
    }
}
