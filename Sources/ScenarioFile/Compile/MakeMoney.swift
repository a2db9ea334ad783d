import CaseFlow
import SimKernel

extension Compilation {
    /// What an outcome or a late clock costs; nil: nothing.
    func cost(_ costs: Split<CostTerm>?) -> Cost? {
        guard let costs else { return nil }
        if case .one(let term) = costs, case .number(let name) = term.value {
            return numberIndex[name].map { Cost(number: $0) }
        }
        // By class a number is one yuan for each of them.
        let quantities = costs.map { term in
            switch term {
            case .quantity(let quantity): quantity
            case .number(let name): Quantity.one(per: name, at: costs.place)
            }
        }
        let table = selector(quantities) { self.table($0, dailyHours: Tick.day) }
        return Cost(table: table, factor: factor(quantities))
    }

    // MARK: - What draws are multiplied by

    /// By class; `.none` where nothing is multiplied.
    func factor(_ quantities: Split<Quantity>) -> Selector {
        guard quantities.leaves.contains(where: { $0.value.per != nil }) else { return .none }
        return selector(quantities) { factor($0.value.per) }
    }

    /// Nil where the number is not known.
    private func factor(_ per: Quantity.Per?) -> Int? {
        let factor: Factor
        switch per {
        case .openCase: factor = .openCases
        case .closedCase: factor = .closedCases
        case .number(let name):
            guard let number = numberIndex[name.value] else { return nil }
            factor = .number(number)
        case nil: factor = .number(numberOne())
        }
        if let known = factors.firstIndex(of: factor) { return known }
        factors.append(factor)
        return factors.count - 1
    }

    /// A number that is one in every case, for the classes whose draws nothing multiplies. No entry of
    /// `case` can have its name.
    private func numberOne() -> Int {
        let name = "case.one"
        if let known = numberIndex[name] { return known }
        let one = Quantity.one(per: nil, at: scenario.title.place)
        let table = table(Located(one, at: scenario.title.place), dailyHours: Tick.day)
        numberIndex[name] = numbers.count
        var number = CaseNumber(
            label: Label(name), key: NameKey.key32(name), table: table.map { .always($0) } ?? .none)
        number.isNamed = false
        numbers.append(number)
        return numbers.count - 1
    }

    // MARK: - Roles and the currency

    func roleCost(_ role: StaffRole) -> RoleCost? {
        guard let costs = role.costs else { return nil }
        if case .of = role.people {
            report(
                MoneyFinding.costsOfOthers(role: role.name.value, home: home(of: role).name.value),
                at: costs.place)
        }
        let amounts = [costs.value.amount, costs.value.overtime].compactMap { $0 }
        if amounts.contains(where: { $0.value > SizeLimit.money }) {
            report(MoneyFinding.costTooGreat(costs.value.text), at: costs.place)
            return nil
        }
        var cost = RoleCost(perOvertimeHour: costs.value.overtime.map { millionths($0) } ?? 0)
        switch costs.value.period {
        case .hour: cost.perHour = millionths(costs.value.amount)
        case .month: cost.perMonth = millionths(costs.value.amount)
        }
        return cost
    }

    /// What all costs count in; nil where nothing costs money. Two currencies are told.
    func currency() -> String? {
        var currency: String?
        for (unit, place) in scenario.staff.compactMap(\.costs).map({ ($0.value.currency, $0.place) })
            + scenario.allActions.flatMap(currencies)
        {
            if let currency, unit != currency {
                report(MoneyFinding.currenciesMixed(currency, unit), at: place)
                return currency
            }
            currency = unit
        }
        return currency
    }

    private func currencies(of action: Action) -> [(String, SourcePlace)] {
        (action.costs?.leaves ?? []).compactMap { leaf in
            switch leaf.value {
            case .quantity(let quantity):
                if case .other(let unit)? = quantity.unit { return (unit, leaf.place) }
            case .number(let name):
                if case .other(let unit)? = unit(ofNumber: name) { return (unit, leaf.place) }
            }
            return nil
        }
    }

    /// In which a number of the case is counted.
    func unit(ofNumber name: String) -> Unit? {
        let entry = scenario.caseEntries.first { $0.name.value == name }
        guard case .number(let quantities)? = entry?.kind else { return nil }
        return quantities.leaves.first?.value.unit
    }
}

extension Quantity {
    /// Exactly one.
    fileprivate static func one(per number: String?, at place: SourcePlace) -> Quantity {
        let one = Number(text: "1", value: 1, millionths: 1_000_000)
        return Quantity(
            text: number ?? "1", family: .constant(Amount(number: one, unit: nil, place: place)),
            per: number.map { .number(Located($0, at: place)) })
    }
}
