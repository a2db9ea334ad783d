import CaseFlow
import SimKernel

extension Compilation {
    /// `standard`: the number of cases that the rules expect of a person in a day, against the work that such
    /// cases bring and the hours of the day.
    func checkStandards(_ model: Model, _ load: OfferedLoad) {
        for role in scenario.staff {
            guard let standard = role.standard, let index = roleIndex[role.name.value],
                let day = WorkDay(role, scenario.calendar),
                let demands = RoleDemands(model, role: index, load),
                let rows = standardRows(standard, demands, day, model)
            else { continue }
            for row in rows { checkStandard(row, role, day) }
            if rows.count > 1 { checkMix(rows, role, day, at: standard.place) }
        }
    }

    private struct StandardRow {
        var word: String?
        var rate: RatePhrase
        var place: SourcePlace
        var perDay: Double
        var demand: RoleDemands.Demand

        /// In a day by the standard.
        var ticks: Double { perDay * demand.meanTime }
    }

    /// Rows of which cases come; nil where the words are no classes or streams, which every case has from its
    /// arrival on.
    private func standardRows(
        _ standard: Split<RatePhrase>, _ demands: RoleDemands, _ day: WorkDay, _ model: Model
    ) -> [StandardRow]? {
        var earlier: [(UInt64, Int) -> Bool] = []
        var result: [StandardRow] = []
        for row in rows(standard) {
            guard let fits = filter(row.words, model) else { return nil }
            let before = earlier
            earlier.append(fits)
            let demand = demands.demand { mask, stream in
                fits(mask, stream) && !before.contains { $0(mask, stream) }
            }
            guard let demand else { continue }
            result.append(
                StandardRow(
                    word: row.text, rate: row.value.value, place: row.value.place,
                    perDay: day.perDay(row.value.value), demand: demand))
        }
        return result
    }

    private func filter(_ words: [String], _ model: Model) -> ((UInt64, Int) -> Bool)? {
        var mask: UInt64 = 0
        var streams: Set<Int>?
        for word in words {
            if scenario.names.words(of: .mix).contains(word) {
                mask |= self.words.mask(word)
            } else if let stream = scenario.streams.firstIndex(where: { $0.name?.value == word }) {
                streams = (streams ?? [stream]).intersection([stream])
            } else {
                return nil
            }
        }
        return { own, stream in own & mask == mask && (streams?.contains(stream) ?? true) }
    }

    private func checkStandard(_ row: StandardRow, _ role: StaffRole, _ day: WorkDay) {
        guard day.isExceeded(by: row.ticks) else { return }
        report(
            StandardDoubt.aboveDay(
                role: role.name.value, word: row.word, rate: row.rate.text,
                minutes: text(ofTicks: Ticks(row.demand.meanTime)), needed: hours(row.ticks),
                hours: hours(Double(day.length)), fits: fitting(day, row.demand.meanTime)),
            at: row.place)
    }

    /// A day in which cases come as they do: by the standard each takes its part of the day, and these parts
    /// make up one day.
    private func checkMix(_ rows: [StandardRow], _ role: StaffRole, _ day: WorkDay, at place: SourcePlace) {
        let all = rows.reduce(0) { $0 + $1.demand.casesPerWeek }
        let parts = rows.reduce(0) { $0 + $1.demand.casesPerWeek / all / $1.perDay }
        let mean = rows.reduce(0) { $0 + $1.demand.casesPerWeek / all * $1.demand.meanTime }
        guard parts > 0, parts.isFinite, day.isExceeded(by: mean / parts) else { return }
        let mix = rows.map {
            "\(decimals(100 * $0.demand.casesPerWeek / all, 0)) % \($0.word ?? "others")"
        }
        report(
            StandardDoubt.mixAboveDay(
                role: role.name.value, mix: mix.joined(separator: ", "), cases: decimals(1 / parts, 1),
                needed: hours(mean / parts), hours: hours(Double(day.length)), fits: fitting(day, mean)),
            at: place)
    }

    private func hours(_ ticks: Double) -> String { decimals(ticks / Double(Tick.hour), 1) + " h" }

    private func fitting(_ day: WorkDay, _ time: Double) -> String {
        decimals((Double(day.length) / time * (1 + 1e-9)).rounded(.down), 0)
    }
}

/// The ordinary day of one person of a role.
private struct WorkDay {
    let length: Ticks
    private let daysPerWeek: Double

    /// Nil where the role has no hours. Of several shifts the longest one counts.
    init?(_ role: StaffRole, _ calendar: CalendarSection) {
        var phrases = [role.hours?.value ?? calendar.hours.value]
        if case .shifts(let shifts) = role.people {
            let names = shifts.filter { $0.count.value > 0 }.map(\.shift.value)
            phrases = calendar.shifts.filter { names.contains($0.name.value) }.map(\.hours.value)
        }
        let longest = phrases.max { HoursSpec($0).dailySeconds < HoursSpec($1).dailySeconds }
        guard let longest, HoursSpec(longest).dailySeconds > 0 else { return nil }
        length = Ticks(HoursSpec(longest).dailySeconds) * Tick.second
        var days: Set<DayOfWeek> = []
        for block in longest.blocks {
            if case .weekdays(let some) = block.days {
                days.formUnion(some)
            } else {
                days = Set(DayOfWeek.allCases)
            }
        }
        daysPerWeek = Double(days.count)
    }

    /// A standard may fill the day to the last second: sums of shares are not exact to the last digit.
    func isExceeded(by ticks: Double) -> Bool { ticks > Double(length) * (1 + 1e-9) }

    func perDay(_ rate: RatePhrase) -> Double {
        let number = rate.number.value
        return switch rate.period {
        case .hour: number * Double(length) / Double(Tick.hour)
        case .day: number
        case .week: number / daysPerWeek
        case .month: number * 12 / (365.2425 / 7 * daysPerWeek)
        case .year: number / (365.2425 / 7 * daysPerWeek)
        }
    }
}
