import CaseFlow
import SimKernel

/// Work of the calendar.
extension NaiveSimulator {
    /// At one instant they come in their own order, and before the cases that arrive then.
    func expectDuties() {
        var insertion = -1_000_000
        for (index, duty) in model.duties.enumerated() {
            for (date, time) in model.dateSeries[duty.series].enumerated()
            where time >= model.horizon.start && time < model.horizon.bound {
                happenings.append(
                    NaiveHappening(
                        time: time, rank: 3, insertion: insertion, what: .dutyBegins(index, date: date)))
                insertion += 1
            }
        }
    }

    func dutyBegins(_ index: Int, date: Int) {
        let duty = model.duties[index]
        switch duty.kind {
        case .once: begin(duty, index, date: date, place: 0)
        case .perUnit(let number, let count):
            for unit in 0..<count { begin(duty, index, date: date, place: unit, (number, Int64(unit))) }
        case .perPerson(let role, let number):
            for (place, person) in model.roles[role].people.enumerated() where hasJoined(person) {
                begin(duty, index, date: date, place: place, (number, Int64(person)))
            }
        }
        closedBefore[index] = closedCases.count
    }

    /// Hours begin on the day of joining.
    private func hasJoined(_ person: Int) -> Bool {
        let hours = hours[model.people[person].hours]
        return hours.isAlways || hours.intervals.first.map { $0.lowerBound <= now } ?? false
    }

    private func begin(
        _ duty: Duty, _ index: Int, date: Int, place: Int, _ known: (number: Int, value: Int64)? = nil
    ) {
        let bits = key.bits(
            case: UInt64(date) << 24 | UInt64(place), name: duty.key, visit: 0, purpose: .offspring, block: 4)
        let window = model.horizon.windowStart..<model.horizon.windowEnd
        let c = NaiveCase(
            identity: bits.first << 11 ^ bits.second, arrival: now, isCohort: window.contains(now),
            words: duty.mask)
        c.numbers = model.numbers.map { _ in 0 }
        if let known { c.numbers[known.number] = known.value }
        c.isSide = true
        c.isDuty = true
        c.isCounted = false
        c.item = duty.op
        cases.append(c)
        note(.arrives, c, value: Int64(bitPattern: c.words))
        walk(c, to: duty.op)
    }

    // MARK: Factors

    /// A drawn time or amount, multiplied by what the selector says.
    func multiplied(_ value: Ticks, _ selector: Selector, _ c: NaiveCase) -> Ticks {
        if selector == .none { return value }
        switch model.factors[pick(selector, c)] {
        case .number(let number):
            let product = Int128(value) * Int128(c.numbers[number])
            return product <= 0 ? 0 : Ticks((product + 500_000) / 1_000_000)
        case .openCases:
            return value * Ticks(cases.filter { !$0.isSide && $0.end == nil && isOfUnit($0, c) }.count)
        case .closedCases:
            let before = closedBefore[model.ops[c.item].duty, default: 0]
            return value * Ticks(closedCases[before...].filter { isOfUnit($0, c) }.count)
        }
    }

    private func isOfUnit(_ other: NaiveCase, _ duty: NaiveCase) -> Bool {
        guard case .perUnit(let number, _) = model.duties[model.ops[duty.item].duty].kind else { return true }
        return other.numbers[number] == duty.numbers[number]
    }

    // MARK: Budgets

    /// Whether the case fits in what is left of the period; if it does, that is less from now on.
    func fits(_ c: NaiveCase, _ index: Int) -> Bool {
        let budget = model.budgets[index]
        let period = model.dateSeries[budget.series].filter { $0 <= now }.count
        let wanted = Int128(max(0, c.numbers[budget.number]))
        let spent = spendings.filter { $0.budget == index && $0.period == period }
            .reduce(0) { $0 + $1.amount }
        if spent + wanted > Int128(budget.amount) { return false }
        spendings.append((index, period, wanted))
        return true
    }

    // MARK: Clusters

    /// So many with the same value that arrived lately, this case among them.
    func isInCluster(_ c: NaiveCase, _ term: Test.ClusterTerm) -> Bool {
        let earliest = office.instant(term.within, before: now)
        let others = cases.filter { other in
            if other === c.matter || other.isSide || other.arrival <= earliest { return false }
            switch term.value {
            case .words(let mask): return other.wordsAtArrival & mask == c.words & mask
            case .number(let number): return other.numbers[number] == c.numbers[number]
            }
        }
        if case .words(let mask) = term.value, c.words & mask == 0 { return false }
        return !c.matter.isSide && others.count + 1 >= term.count
    }
}
