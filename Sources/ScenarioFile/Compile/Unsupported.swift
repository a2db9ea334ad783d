/// A construct of the language that this version reads but cannot simulate.
struct Unsupported: Finding, Hashable {
    var construct: String
    var remedy: String?

    var severity: Diagnostic.Severity { .error }
    var message: String { "this version does not simulate \(construct) yet" }
}

/// One function for each construct; when the engine learns one, its function goes.
extension Compilation {
    func refuseUnsupported() {
        refuseStatisticsAndOpening()
        for stream in scenario.streams { refuseStream(stream) }
        for entry in scenario.caseEntries { refuseCaseEntry(entry) }
        for role in scenario.staff { refuseRole(role) }
        for duty in scenario.duties {
            refuse("'duties'", "take the duty out, or give the role fewer hours", duty.name.place)
        }
        for item in scenario.allItems { refuseItem(item) }
        for limit in scenario.limits { refuseLimit(limit) }
    }

    private func refuse(_ construct: String, _ remedy: String?, _ place: SourcePlace?) {
        guard let place else { return }
        report(Unsupported(construct: construct, remedy: remedy), at: place)
    }

    // MARK: - Calendar, run, statistics

    private func refuseStatisticsAndOpening() {
        refuse("'statistics'", "leave the section out", scenario.statistics?.place)
        refuse("'opening'", "use a warm-up instead", scenario.run.opening?.place)
    }

    // MARK: - Arrivals and cases

    private func refuseStream(_ stream: StreamSection) {
        if case .every(let quantity) = stream.process { refuseQuantity(quantity) }
    }

    private func refuseCaseEntry(_ entry: CaseEntry) {
        switch entry.kind {
        case .number(let quantities): quantities.leaves.forEach(refuseQuantity)
        case .list, .dependentList, .yesNo, .oneOf, .someone: break
        }
    }

    private func refuseQuantity(_ quantity: Located<Quantity>) {
        if quantity.value.per != nil {
            refuse("a quantity 'per' something", "write its mean as a plain quantity", quantity.place)
        }
    }

    // MARK: - Staff

    private func refuseRole(_ role: StaffRole) {
        refuse("'costs'", "leave it out: every person counts the same", role.costs?.place)
        refuse("'joins'", "simulate before and after as two scenarios", role.joins?.place)
    }

    // MARK: - Flow

    private func refuseItem(_ item: Item) {
        refuseTest(item.only)
        for terms in [item.limit, item.startLimit].compactMap({ $0 }) {
            refuseWithin(terms.within)
            refuseTarget(terms.target)
            refuseIfLate(terms.ifLate, ofStep: true)
        }
        switch item.kind {
        case .step(let step): refuseStep(step)
        case .wait(let wait): refuseWait(wait)
        case .together: break
        }
        item.outcomes.forEach { refuseOutcome($0.action) }
    }

    private func refuseStep(_ step: StepPart) {
        step.work?.leaves.forEach(refuseQuantity)
        refuse("'budget'", "write 'only' with a number of the case", step.budget?.place)
    }

    private func refuseWait(_ wait: WaitPart) {
        switch wait.duration {
        case .for(let quantities): quantities.leaves.forEach(refuseQuantity)
        case .until: break
        }
    }

    private func refuseOutcome(_ action: Action) {
        refuseTest(action.only)
        action.returnsAfter?.leaves.forEach(refuseQuantity)
        refuse("'costs'", "leave it out", action.costs?.place)
    }

    private func refuseTest(_ test: Located<TestPhrase>?) {
        for term in test?.value.terms ?? [] {
            switch term.kind {
            case .word, .number, .whileOpen, .whileClosed: break
            case .cluster:
                refuse("a count 'with the same'", "use a yes/no word of 'case' with its share", term.place)
            }
        }
    }

    // MARK: - Limits

    private func refuseLimit(_ limit: LimitSection) {
        switch limit.measure {
        case .within(let within): refuseWithin(within)
        case .atLeast(let lengths, _):
            refuse("'at least' with 'before'", "write 'within' from the arrival", lengths.place)
        }
        refuseTest(limit.only)
        refuseTarget(limit.target)
        refuseIfLate(limit.ifLate)
    }

    private func refuseWithin(_ within: Split<WithinPhrase>) {
        for leaf in within.leaves {
            switch leaf.value.kind {
            case .length, .range, .solve, .none, .number: break
            case .earliest: refuse("'earliest of'", "write one limit for each", leaf.place)
            case .untilNext: refuse("'until next'", "write a length", leaf.place)
            }
        }
    }

    private func refuseTarget(_ target: Split<TargetPhrase>?) {
        guard case .byWord(_, let place)? = target else { return }
        refuse("a target by class", "write one target, or one limit for each class with 'only'", place)
    }

    /// A step's case may move to another line; nothing else happens on lateness.
    private func refuseIfLate(_ action: Action?, ofStep: Bool = false) {
        guard let action else { return }
        let movesOnly =
            action.by != nil && !action.jumps && action.only == nil && action.share == nil
            && action.become == nil && action.starts == nil && action.costs == nil && action.againEvery == nil
        if ofStep && movesOnly { return }
        let remedy =
            ofStep
            ? "write 'by' alone, or leave it out: the limit is still judged"
            : "leave it out: the limit is still judged"
        refuse("'if late'", remedy, action.place)
    }
}
