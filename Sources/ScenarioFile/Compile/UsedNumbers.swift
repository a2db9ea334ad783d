import CaseFlow

extension Compilation {
    /// Whether something asks for the number: what nothing asks for is not drawn.
    func isUsed(number name: String) -> Bool { usedNumbers.contains(name) }

    func findUsedNumbers() -> Set<String> {
        var uses = NumberUses()
        for item in scenario.allItems { uses.add(item) }
        for limit in scenario.limits {
            uses.add(limit.only)
            uses.add(limit.lengths)
            uses.add(limit.ifLate)
        }
        for duty in scenario.duties {
            uses.add(duty.limit)
            uses.add(duty.work)
        }
        uses.add(scenario.statistics?.counts)
        for rule in queues.flatMap(\.rules) {
            switch rule.value {
            case .largest(let name), .smallest(let name): uses.names.insert(name.value)
            default: break
            }
        }
        return uses.names
    }

    /// Units of `case` that divide the people of a role, or that cases of a cluster have in common.
    func findUsedUnits() -> Set<String> {
        var units = Set(
            scenario.staff.compactMap { role in
                if case .per(_, let unit) = role.people { unit.value } else { nil }
            })
        for term in scenario.allTests.flatMap(\.value.terms) {
            if case .cluster(_, let same, _) = term.kind, scenario.names.kind(of: same.value) == .unit {
                units.insert(same.value)
            }
        }
        return units
    }
}

extension Scenario {
    /// What outcomes and late clocks do, with those of limits and duties.
    var allActions: [Action] {
        allItems.flatMap(\.actions) + limits.compactMap(\.ifLate) + duties.compactMap { $0.limit?.ifLate }
    }

    /// Every test of the file.
    var allTests: [Located<TestPhrase>] {
        let tests = allItems.map(\.only) + allActions.map(\.only) + limits.map(\.only)
        return (tests + [statistics?.counts]).compactMap { $0 }
    }
}

/// Numbers of a case that the parts of a file ask for.
private struct NumberUses {
    var names: Set<String> = []

    mutating func add(_ item: Item) {
        add(item.only)
        add(item.limit)
        add(item.startLimit)
        for outcome in item.outcomes { add(outcome.action) }
        switch item.kind {
        case .step(let step):
            add(step.work)
            if let budget = step.budget { names.insert(budget.value.number.value) }
        case .wait(let wait): add(wait.duration)
        case .together: break
        }
    }

    private mutating func add(_ duration: WaitPart.Duration) {
        switch duration {
        case .for(let quantities): add(quantities)
        case .until(let end):
            for leaf in end.leaves {
                switch leaf.value {
                case .number(let name), .before(_, let name): names.insert(name.value)
                case .next: break
                }
            }
        }
    }

    mutating func add(_ test: Located<TestPhrase>?) {
        for term in test?.value.terms ?? [] {
            if case .number(let name, _, _) = term.kind { names.insert(name) }
        }
    }

    mutating func add(_ terms: LimitTerms?) {
        add(terms?.within)
        add(terms?.ifLate)
    }

    mutating func add(_ within: Split<WithinPhrase>?) {
        for leaf in within?.leaves ?? [] { add(leaf.value.kind) }
    }

    private mutating func add(_ kind: WithinPhrase.Kind) {
        switch kind {
        case .number(let name), .before(_, let name): names.insert(name.value)
        case .earliest(let kinds): kinds.forEach { add($0) }
        case .length, .range, .solve, .none, .untilNext: break
        }
    }

    mutating func add(_ quantities: Split<Quantity>?) {
        for leaf in quantities?.leaves ?? [] {
            if case .number(let name)? = leaf.value.per { names.insert(name.value) }
        }
    }

    mutating func add(_ action: Action?) {
        add(action?.only)
        for leaf in action?.costs?.leaves ?? [] {
            switch leaf.value {
            case .number(let name): names.insert(name)
            case .quantity(let quantity): add(.one(Located(quantity, at: leaf.place)))
            }
        }
    }
}
