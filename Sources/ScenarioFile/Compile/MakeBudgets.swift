import CaseFlow
import SimKernel

extension Compilation {
    /// Index of the amount that a step may spend in each period; -1: it has none.
    func budget(of step: StepPart, _ dates: RunDates) -> Int {
        guard let budget = step.budget?.value, let number = numberIndex[budget.number.value] else {
            return -1
        }
        let series = series(.periods(budget.period)) {
            dates.time.zone.beginnings(
                of: budget.period, from: dates.time.tablesFrom, to: dates.time.tablesTo)
        }
        budgets.append(Budget(number: number, amount: millionths(budget.amount), series: series))
        return budgets.count - 1
    }

    /// An amount that not even the smallest case fits into.
    func checkBudgets(_ model: Model) {
        for (op, item) in layout.items {
            guard let phrase = item.stepPart?.budget, model.ops[op].budget >= 0 else { continue }
            let budget = model.budgets[model.ops[op].budget]
            let least = selected(model.numbers[budget.number].table, model).map { model.tables[$0].least }
                .min()
            guard let least, least > budget.amount else { continue }
            let unit = phrase.value.amount.unit.map { " " + $0.text } ?? ""
            report(
                MoneyFinding.budgetTooSmall(
                    item: item.name.value, text: phrase.value.text,
                    least: decimals(Double(least) / 1e6, 2) + unit),
                at: phrase.place)
        }
    }
}

extension ZoneOffsets {
    /// Local midnights of `[from, to)` at which a day, a week (on Monday) or a month begins, sorted.
    func beginnings(of period: BudgetPhrase.Period, from: Ticks, to: Ticks) -> [Ticks] {
        midnights(from: from, to: to) { date in
            switch period {
            case .day: true
            case .week: date.weekday == .mon
            case .month: date.day == 1
            }
        }
    }

    /// Local midnights of `[from, to)` at which such dates begin, sorted.
    func midnights(from: Ticks, to: Ticks, _ isWanted: (CivilDate) -> Bool) -> [Ticks] {
        guard from < to else { return [] }
        let days = local(at: from).date.daysSince1970...local(at: to).date.daysSince1970
        return days.filter { isWanted(CivilDate(daysSince1970: $0)) }
            .map { firstInstant(showingDay: $0, timeOfDay: 0) }
            .filter { from <= $0 && $0 < to }
    }
}
