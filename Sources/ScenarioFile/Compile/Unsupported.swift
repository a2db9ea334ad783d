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
        refuseHolidays()
        refuseStatisticsAndOpening()
        for stream in scenario.streams { refuseStream(stream) }
        for entry in scenario.caseEntries { refuseCaseEntry(entry) }
        for role in scenario.staff { refuseRole(role) }
        for duty in scenario.duties {
            refuse("'duties'", "take the duty out, or give the role fewer hours", duty.name.place)
        }
        refuseInterrupts()
        for item in scenario.allItems { refuseItem(item) }
        for limit in scenario.limits { refuseLimit(limit) }
    }

    private func refuse(_ construct: String, _ remedy: String?, _ place: SourcePlace?) {
        guard let place else { return }
        report(Unsupported(construct: construct, remedy: remedy), at: place)
    }

    // MARK: - Calendar, run, statistics

    private func refuseHolidays() {
        refuse("a holidays file", "list the dates under 'closed'", scenario.calendar.holidays?.place)
    }

    private func refuseStatisticsAndOpening() {
        refuse("'statistics'", "leave the section out", scenario.statistics?.place)
        refuse("'opening'", "use a warm-up instead", scenario.run.opening?.place)
    }

    // MARK: - Arrivals and cases

    private func refuseStream(_ stream: StreamSection) {
        if case .observed(let file) = stream.process {
            refuse("observed arrivals", "write 'mean: … per week' with weights", file.place)
        }
        if case .every(let quantity) = stream.process { refuseQuantity(quantity) }
        refuse("'busyness'", "leave it out: days then differ as Poisson says", stream.busyness?.place)
        refuse("'brings'", "write the mean number of cases as 'mean'", stream.brings?.place)
        refuse("'over'", "leave it out", stream.over?.place)
    }

    private func refuseCaseEntry(_ entry: CaseEntry) {
        switch entry.kind {
        case .oneOf: refuse("'one of n'", "give each unit a stream of its own", entry.place)
        case .someone: refuse("'someone of'", "leave it out", entry.place)
        case .number(let quantities): quantities.leaves.forEach(refuseQuantity)
        case .list, .dependentList, .yesNo: break
        }
    }

    private func refuseQuantity(_ quantity: Located<Quantity>) {
        if quantity.value.per != nil {
            refuse("a quantity 'per' something", "write its mean as a plain quantity", quantity.place)
        }
    }

    // MARK: - Staff

    private func refuseRole(_ role: StaffRole) {
        switch role.people {
        case .count: break
        case .of(let count, _):
            refuse("people 'of' another role", "give the role people of its own", count.place)
        case .per(let count, _): refuse("people 'per' unit", "write the number of all units", count.place)
        case .shifts(let shifts):
            refuse(
                "people by shift", "make one role for each shift, with its hours", shifts.first?.shift.place)
        case .split(let rows):
            refuse("people by class", "make one role for each pool", rows.first?.place)
        }
        refuse("'away'", "lower the number of people, or their hours", role.away.first?.place)
        refuse("'deputy'", "leave it out", role.deputy?.place)
        refuse("'costs'", "leave it out: every person counts the same", role.costs?.place)
        refuse("'standard'", "keep the figure in a comment", role.standard?.place)
        refuse("'joins'", "simulate before and after as two scenarios", role.joins?.place)
    }

    private func refuseInterrupts() {
        for queue in [scenario.queue] + scenario.staff.map(\.queue) {
            for rule in queue?.rules ?? [] {
                if case .interrupts = rule.value {
                    refuse("'interrupts'", "write 'before': work in hand is then finished first", rule.place)
                }
            }
        }
    }

    // MARK: - Flow

    private func refuseItem(_ item: Item) {
        refuseTest(item.only)
        for terms in [item.limit, item.startLimit].compactMap({ $0 }) {
            refuseWithin(terms.within)
            refuseTarget(terms.target)
            refuseIfLate(terms.ifLate)
        }
        switch item.kind {
        case .step(let step): refuseStep(step)
        case .wait(let wait): refuseWait(wait)
        case .together: break
        }
        item.outcomes.forEach { refuseOutcome($0.action) }
    }

    private func refuseStep(_ step: StepPart) {
        step.by?.leaves.forEach(refuseBy)
        step.work?.leaves.forEach(refuseQuantity)
        refuse("'not by'", "leave it out", step.notBy.first?.place)
        refuse("'travel'", "add the way to 'work'", step.travel?.place)
        refuse("'budget'", "write 'only' with a number of the case", step.budget?.place)
        refuse("'meets'", "put a wait before the step", step.meets?.place)
        refuse("'holds until'", "add the time to 'work'", step.holdsUntil?.place)
        if let onReturn = step.onReturn, onReturn.value == .samePeople {
            refuse("'on return: same people'", "leave it out: anyone of the role does it", onReturn.place)
        }
    }

    private func refuseBy(_ by: Located<ByPhrase>) {
        switch by.value {
        case .role: break
        case .together(let members):
            for member in members where scenario.names.kind(of: member.name.value) != .role {
                refuse("a person of the case in 'by'", "name the role", member.place)
            }
        case .either: refuse("'A or B' in 'by'", "name one role, or split by class", by.place)
        case .sameAs: refuse("'same as'", "name the role: anyone of it does the step", by.place)
        case .person: refuse("a person of the case in 'by'", "name the role", by.place)
        case .every: refuse("'every' in 'by'", "name the role with a number", by.place)
        }
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

    private func refuseIfLate(_ action: Action?) {
        refuse("'if late'", "leave it out: the limit is still judged", action?.place)
    }
}
