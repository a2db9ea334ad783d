extension Compilation {
    /// Whether the model must know who somebody is: it then has persons, otherwise only numbers of
    /// people, which is faster and means the same.
    func findWhetherPeopleAreNamed() -> Bool {
        scenario.staff.contains(where: \.namesPeople)
            || scenario.allItems.contains(where: \.namesPeople)
            || scenario.duties.flatMap(\.by.leaves).contains { $0.value.namesPeople }
            || !usedPersons.isEmpty
            || queues.flatMap(\.rules).contains { if case .interrupts = $0.value { true } else { false } }
    }

    /// The orders of all lines, each role's own and the one for all.
    var queues: [QueuePhrase] { ([scenario.queue] + scenario.staff.map(\.queue)).compactMap { $0 } }

    /// Persons of `case` that some step asks for.
    func findUsedPersons() -> Set<String> {
        var names: Set<String> = []
        for step in scenario.allItems.compactMap(\.stepPart) {
            names.formUnion(step.notBy.map(\.value))
            for leaf in step.by?.leaves ?? [] { names.formUnion(leaf.value.singleNames) }
        }
        return names.filter { scenario.names.kind(of: $0) == .person }
    }

}

extension Item {
    var stepPart: StepPart? { if case .step(let step) = kind { step } else { nil } }

    /// Who takes the case when its limit falls due before work has begun.
    var overflow: Located<String>? { (limit ?? startLimit)?.ifLate?.by }

    fileprivate var namesPeople: Bool {
        guard let step = stepPart else { return false }
        let asksAgain = step.onReturn?.value == .samePeople
        let asks = !step.notBy.isEmpty || step.travel != nil || step.meets != nil
        let by = step.by?.leaves ?? []
        if overflow != nil { return true }
        return asks || asksAgain || step.holdsUntil != nil || by.contains { $0.value.namesPeople }
    }
}

extension StaffRole {
    fileprivate var namesPeople: Bool {
        if case .count = people { return !away.isEmpty || deputy != nil || joins != nil }
        return true
    }
}

extension ByPhrase {
    fileprivate var namesPeople: Bool {
        switch self {
        case .either, .sameAs, .person, .every: true
        case .role, .together: false
        }
    }

    /// Names that stand for a role or a person of the case.
    fileprivate var singleNames: [String] {
        switch self {
        case .role(let name), .person(let name): [name]
        case .together(let members): members.map(\.name.value)
        case .either, .sameAs, .every: []
        }
    }
}
