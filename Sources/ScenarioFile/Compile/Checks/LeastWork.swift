import CaseFlow
import SimKernel

/// A place of the flow as positions in the list.
struct FlowPlace {
    /// The first item that lies after the place, if the place begins something.
    let firstItem: Int
    /// The last item that lies before the place, if the place ends something.
    let lastItem: Int

    /// - Parameter flow: whose arrival and end are meant, as `Limit.flow` says it.
    init(_ place: Place, _ model: Model, flow: Int) {
        let items = flow < 0 ? 0..<model.end : model.flows[flow].items
        let end = items.upperBound
        switch place {
        case .arrival:
            firstItem = flow < 0 ? model.streams.map(\.entry).min() ?? 0 : items.lowerBound
            lastItem = items.lowerBound - 1
        case .end: (firstItem, lastItem) = (end, end - 1)
        case .item(let op): (firstItem, lastItem) = (op, op)
        case .starts(let op): (firstItem, lastItem) = (op, op - 1)
        case .done(let op): (firstItem, lastItem) = (model.ops[op].next(op), op)
        }
    }
}

/// What is known of a case's words for as long as it is open.
struct Facts {
    var has: UInt64 = 0
    var hasNot: UInt64 = 0
    /// The class that they stand for.
    var word: String?

    /// Nil where the facts do not decide.
    func decide(_ test: Int, _ model: Model) -> Bool? {
        guard test >= 0 else { return true }
        let test = model.tests[test]
        let isOpen = !test.numbers.isEmpty || !test.clusters.isEmpty || test.asksHours
        let contradicted = test.yes & hasNot | test.no & has
        let confirmed = test.yes & has | test.no & hasNot
        if test.any {
            if confirmed != 0 { return true }
            return !isOpen && contradicted == test.yes | test.no ? false : nil
        }
        if contradicted != 0 { return false }
        return !isOpen && confirmed == test.yes | test.no ? true : nil
    }

    /// The values a selector may have for such cases.
    func values(_ selector: Selector, _ model: Model) -> [Int] {
        if selector == .none { return [] }
        if selector.code >= 0 { return [Int(selector.code)] }
        var values: [Int] = []
        for row in model.choices[Int(~selector.code)].rows where row.mask & hasNot == 0 {
            if !values.contains(Int(row.value)) { values.append(Int(row.value)) }
            if row.mask & has == row.mask { break }
        }
        return values
    }

    /// Whether every such case that comes to the item does it.
    func alwaysDo(_ op: Op, _ model: Model) -> Bool {
        guard decide(op.only, model) == true, op.budget < 0 else { return false }
        return op.share == .none
            || values(op.share, model).allSatisfy { op.shares[$0] >= wholeThreshold }
    }

    /// One for each class of the mix; nothing is known where a class may change.
    static func byClass(_ model: Model) -> [Facts] {
        let all = model.classes.reduce(0) { $0 | $1.mask }
        let changes =
            model.outcomes.contains { $0.becomeClears & all != 0 }
            || model.limits.contains { $0.ifLate.map { $0.becomeClears & all != 0 } ?? false }
        guard !model.classes.isEmpty, !changes else { return [Facts()] }
        return model.classes.map { Facts(has: $0.mask, hasNot: all & ~$0.mask, word: $0.label.id) }
    }
}

/// The least time that passes on the way between two places.
struct LeastTime {
    let model: Model
    let facts: Facts
    /// Counted in the calendar's working time instead of time that always runs.
    let working: Bool

    /// Over the shortest way down the list; nil where the second place comes first, or where one of
    /// them lies in a branch and the other does not.
    func between(_ limit: Limit) -> Ticks? {
        let first = FlowPlace(limit.from, model, flow: limit.flow).firstItem
        let last = FlowPlace(limit.until, model, flow: limit.flow).lastItem
        guard first <= last, branch(of: first) == branch(of: last) else { return nil }
        return least(first...last)
    }

    private func branch(of op: Int) -> Range<Int>? {
        model.ops.lazy.flatMap(\.branches).first { $0.contains(op) }
    }

    private func least(_ items: ClosedRange<Int>) -> Ticks? {
        // By how far a case has come: the least time before the item.
        var before = [items.lowerBound: Ticks(0)]
        var least: Ticks?
        for op in items {
            guard let reached = before[op] else { continue }
            let after = reached + time(op)
            for next in nextItems(op) {
                if next > items.upperBound {
                    least = min(least ?? after, after)
                } else {
                    before[next] = min(before[next] ?? after, after)
                }
            }
            // Who is late may leap from the middle of an item.
            for next in lateJumps(from: op) where next > op {
                if next > items.upperBound {
                    least = min(least ?? reached, reached)
                } else {
                    before[next] = min(before[next] ?? reached, reached)
                }
            }
        }
        return least
    }

    private func nextItems(_ op: Int) -> [Int] {
        var next = [model.ops[op].next(op)]
        for outcome in model.outcomes[model.ops[op].outcomes] {
            next += [outcome.jump, outcome.then].filter { $0 > op }
        }
        if endsInBranches(op) { next.append(model.end) }
        return next
    }

    /// Where the clocks that may run at an item lead when they fall due.
    private func lateJumps(from op: Int) -> [Int] {
        model.limits.compactMap { limit in
            guard let jump = limit.ifLate?.jump, jump >= 0 else { return nil }
            switch limit.kind {
            case .step(let own), .stepStarts(let own): return own == op ? jump : nil
            case .span:
                let first = FlowPlace(limit.from, model, flow: limit.flow).firstItem
                let last = FlowPlace(limit.until, model, flow: limit.flow).lastItem
                return first <= op && op <= last ? jump : nil
            }
        }
    }

    private func endsInBranches(_ op: Int) -> Bool {
        model.ops[op].branches.contains { branch in
            branch.contains { inner in
                if lateJumps(from: inner).contains(where: { $0 > branch.upperBound }) { return true }
                return model.outcomes[model.ops[inner].outcomes].contains {
                    max($0.jump, $0.then) > branch.upperBound
                }
            }
        }
    }

    /// The longest branch; a branch that stops the clock or ends the case makes it uncertain.
    private func timeOfBranches(_ op: Int) -> Ticks {
        let stops = model.ops[op].branches.joined().contains { model.ops[$0].stopsClock }
        if stops || endsInBranches(op) { return 0 }
        return model.ops[op].branches.compactMap { branch in
            branch.isEmpty ? 0 : least(branch.lowerBound...branch.upperBound - 1)
        }.max() ?? 0
    }

    private func time(_ index: Int) -> Ticks {
        let op = model.ops[index]
        guard facts.alwaysDo(op, model) else { return 0 }
        let least = leastDraw(op)
        switch op.kind {
        case .work:
            let way = facts.values(op.travel, model).map { model.tables[$0].least }.min() ?? 0
            return !working || workCountsAsWorkingTime(op) ? way + least : 0
        case .wait: return op.stopsClock || working && !op.worksOnCalendar ? 0 : least
        case .fork: return timeOfBranches(index)
        case .decision, .join, .end, .sideEnd: return 0
        }
    }

    /// The least work or waiting time, multiplied where a number of the case multiplies it.
    private func leastDraw(_ op: Op) -> Ticks {
        let least = facts.values(op.table, model).map { model.tables[$0].least }.min() ?? 0
        if op.factor == .none { return least }
        let factors = facts.values(op.factor, model).map { factor -> Ticks in
            guard case .number(let number) = model.factors[factor] else { return 0 }
            let tables = facts.values(model.numbers[number].table, model)
            return tables.map { model.tables[$0].least }.min() ?? 0
        }
        return Ticks((Double(least) * Double(factors.min() ?? 0) / 1e6).rounded(.down))
    }

    /// Only work in hours that the calendar has too surely takes as much of the calendar's time.
    private func workCountsAsWorkingTime(_ op: Op) -> Bool {
        facts.values(op.team, model).allSatisfy { team in
            let isTogether = model.teams[team].kind == .together
            let members = isTogether ? [] : model.teams[team].members
            let tables = members.map { model.roles[$0.role].calendar } + [model.teams[team].calendar]
            return tables.allSatisfy { table in
                let own = model.calendars[table]
                return own == model.dueCalendar.hours || own.intersection(model.dueCalendar.hours) == own
            }
        }
    }
}

extension Compilation {
    /// A limit that not even unlimited people can keep.
    func checkLeastWork(_ model: Model) {
        let classes = Facts.byClass(model)
        let longest = longestDay(model.dueCalendar.hours, model.horizon)
        for (index, limit) in model.limits.enumerated() {
            for (number, stratum) in limit.strata.enumerated() {
                guard case .length(let length) = stratum.length,
                    let allowed = most(length, model, longest)
                else { continue }
                let concerned = classes.filter { $0.values(limit.stratum, model).contains(number) }
                let short = concerned.compactMap { facts -> (word: String?, least: Ticks)? in
                    guard facts.decide(limit.only, model) != false else { return nil }
                    let time = LeastTime(model: model, facts: facts, working: allowed.working)
                    guard let least = time.between(limit), least > allowed.time
                    else { return nil }
                    return (facts.word, least)
                }
                guard let worst = short.first else { continue }
                report(
                    FlowFinding.limitBelowWork(
                        limit: limit.label.id, text: stratum.text, least: text(ofTicks: worst.least),
                        of: short.count == classes.count ? nil : worst.word),
                    at: limitOrigins[index].strata[number].place)
            }
        }
    }

    /// The most time of its clock that a limit can leave; nil where that is not easily said.
    private func most(
        _ length: Length, _ model: Model, _ longestDay: Ticks
    ) -> (time: Ticks, working: Bool)? {
        switch length {
        case .elapsed(let time): return (time, false)
        case .working(let time): return (time, true)
        case .workingDays(let days, .byTheHour):
            return (Ticks((days * Double(model.dueCalendar.dailyHours)).rounded()), true)
        case .workingDays(let days, .fromTheSameDay): return (Ticks(days * Double(longestDay)), true)
        case .workingDays(let days, _): return (Ticks((days + 1) * Double(longestDay)), true)
        case .days(let days, .hours24): return (Ticks(days * Double(Tick.day)), false)
        case .days(let days, .toMidnight): return (Ticks((days + 1) * Double(Tick.day)), false)
        case .days(_, .toMidnightRollingForward): return nil
        case .months(let months): return (Ticks(31 * months + 1) * Tick.day, false)
        }
    }
}
