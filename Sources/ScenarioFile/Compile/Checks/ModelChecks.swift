import CaseFlow
import SimKernel

/// Checks that need the compiled model and its offered load.
extension Compilation {
    func check(_ model: Model, _ load: OfferedLoad) {
        checkWays(model, load)
        checkLoads(model, load)
        checkStarving(model, load)
        checkShifts(model, load)
        checkNights(model)
        checkClosedDates(model)
        checkHolidayYears(model)
        checkStandards(model, load)
        checkHoursOfTests(model)
        checkLeastWork(model)
        checkStages(model)
        checkPeople(model, load)
        checkBudgets(model)
        checkDuties(model)
    }

    // MARK: - The flow itself

    private func checkWays(_ model: Model, _ load: OfferedLoad) {
        func names(_ ops: [Int]) -> [String] { ops.compactMap { layout.item($0)?.name.value } }
        let late = model.reachedByLateClocks
        // Duties stand behind all flows, where no case comes.
        func isItsOwn(_ op: Int) -> Bool { layout.item(op) == nil || late.contains(op) }
        for finding in load.findings {
            switch finding {
            case .unreachable(let op) where isItsOwn(op): continue
            case .neverDone(let op) where isItsOwn(op) || mayChangeLate(op, model): continue
            case .zeroTimeCycle(let ops):
                report(FlowFinding.zeroTimeCycle(names(ops)), at: jumpBack(ops))
            case .neverEnds(let ops):
                report(FlowFinding.neverEnds(names(ops)), at: jumpBack(ops))
            case .manyVisits(let op, let visits):
                report(Doubt.loopsLong(item: names([op])[0], visits: visits), at: place(op))
            case .unreachable(let op): reportOnce(Doubt.neverReached(item: names([op])[0]), at: place(op))
            case .neverDone(let op):
                reportOnce(
                    Doubt.neverDone(item: names([op])[0]), at: layout.item(op)?.only?.place ?? place(op))
            }
        }
    }

    /// A late clock may give cases the words that an item asks for.
    private func mayChangeLate(_ op: Int, _ model: Model) -> Bool {
        guard model.ops[op].only >= 0 else { return false }
        let test = model.tests[model.ops[op].only]
        return (test.yes | test.no) & model.wordsOfLateClocks != 0
    }

    /// Not where the reader has already found something that the names alone show.
    private func reportOnce(_ doubt: Doubt, at place: SourcePlace) {
        let own = scenario.diagnostic(doubt, at: place)
        let isKnown = scenario.warnings.contains {
            ($0.file, $0.line, $0.column) == (own.file, own.line, own.column)
        }
        if !isKnown { report(doubt, at: place) }
    }

    private func place(_ op: Int) -> SourcePlace {
        layout.item(op)?.name.place ?? scenario.flow.last?.name.place ?? scenario.title.place
    }

    /// The last jump by which a case goes round these items.
    private func jumpBack(_ ops: [Int]) -> SourcePlace {
        for op in ops.reversed() {
            for outcome in (layout.item(op)?.outcomes ?? []).reversed() {
                if let target = outcome.action.backTo, ops.contains(self.op(named: target.value)) {
                    return target.place
                }
                if let after = outcome.action.returnsAfter { return after.place }
            }
        }
        return place(ops[0])
    }

    // MARK: - Load

    private func checkLoads(_ model: Model, _ load: OfferedLoad) {
        func isClosed(_ role: Int) -> Bool {
            load.roles[role].requiredHoursPerWeek > 0 && load.roles[role].openHoursPerWeek == 0
        }
        for role in load.roles.indices where isClosed(role) {
            let section = scenario.staff[role]
            report(Doubt.workOutsideHours(role: section.name.value), at: section.place)
        }
        for group in load.overloads where !group.roles.contains(where: isClosed) {
            let names = group.roles.map { scenario.staff[$0].name.value }
            let percent = 100 * group.utilisation
            let place = scenario.staff[group.roles[0]].place
            if names.count > 1 {
                report(
                    PeopleFinding.sharedOverload(
                        roles: names, people: group.people, percent: percent,
                        casesPerWeek: load.casesPerWeek),
                    at: place)
            } else {
                report(
                    Doubt.overload(
                        people: model.roles[group.roles[0]].staff, role: names[0], percent: percent,
                        casesPerWeek: load.casesPerWeek, least: load.roles[group.roles[0]].leastPeople),
                    at: place)
            }
        }
    }

    /// Joint work that needs most of a busy role at one moment is passed over again and again.
    private func checkStarving(_ model: Model, _ load: OfferedLoad) {
        for (op, item) in layout.items {
            guard load.visits[op] > 0, model.ops[op].kind == .work else { continue }
            for index in selected(model.ops[op].team, model) {
                let team = model.teams[index]
                guard !team.gathers, team.kind == .together,
                    team.members.reduce(0, { $0 + $1.people }) > 1
                else { continue }
                for member in team.members where member.person < 0 {
                    let role = model.roles[member.role]
                    let own = ownHours(of: index, member, model, load)
                    let roleLoad = load.roles[member.role]
                    let other = (roleLoad.requiredHoursPerWeek - own) / roleLoad.openHoursPerWeek
                    let busy = other / Double(role.staff)
                    let pool = StaffChecks.people(of: scenario.staff[member.role]) ?? role.staff
                    guard 2 * member.people >= pool, busy >= Self.busyShare, busy < 1 else { continue }
                    report(
                        Doubt.starves(
                            item: item.name.value, role: role.label.id, percent: 100 * busy),
                        at: teamPlaces[index])
                    break
                }
            }
        }
    }

    /// From about this load on, few moments are left at which most of a role is free.
    private static let busyShare = 0.7

    /// Person-hours a week that a role spends in one team.
    private func ownHours(of team: Int, _ member: Team.Member, _ model: Model, _ load: OfferedLoad) -> Double
    {
        var ticks = 0.0
        for op in model.ops.indices where selected(model.ops[op].team, model).contains(team) {
            ticks += load.visits[op] * load.meanTime[op] * Double(member.people)
        }
        return ticks * load.casesPerWeek / Double(Tick.hour)
    }

    /// All values that a selector may have.
    func selected(_ selector: Selector, _ model: Model) -> [Int] {
        if selector == .none { return [] }
        if selector.code >= 0 { return [Int(selector.code)] }
        return Set(model.choices[Int(~selector.code)].rows.map { Int($0.value) }).sorted()
    }

    // MARK: - Hours

    private func checkShifts(_ model: Model, _ load: OfferedLoad) {
        for (op, item) in layout.items {
            guard case .step(let step) = item.kind, let work = step.work else { continue }
            for index in selected(model.ops[op].team, model) {
                let team = model.teams[index]
                guard team.atClosing == .pause, let longest = longestDay(team, model) else { continue }
                let means = meanTimes(model.ops[op], model)
                guard let mean = means.max(), mean > Double(longest) else { continue }
                report(
                    Doubt.longerThanShift(
                        item: item.name.value, mean: text(ofTicks: Ticks(mean)),
                        longest: text(ofTicks: longest)),
                    at: work.place)
                break
            }
        }
    }

    /// Mean work by class; where a number multiplies it, by the number's mean.
    func meanTimes(_ op: Op, _ model: Model) -> [Double] {
        let means = selected(op.table, model).map { model.tables[$0].mean }
        if op.factor == .none { return means }
        let factors = selected(op.factor, model).compactMap { factor -> Double? in
            guard case .number(let number) = model.factors[factor] else { return nil }
            let tables = selected(model.numbers[number].table, model)
            return tables.map { model.tables[$0].mean / 1e6 }.max()
        }
        guard let factor = factors.max() else { return [] }
        return means.map { $0 * factor }
    }

    /// The longest day of anybody who may do it; nil where work never pauses.
    private func longestDay(_ team: Team, _ model: Model) -> Ticks? {
        var tables: Set<Int> = [team.calendar]
        if !model.people.isEmpty {
            let people = team.members.flatMap { model.roles[$0.role].people }
            tables = Set(people.map { model.people[$0].calendar })
        }
        if tables.contains(where: { model.calendars[$0].isAlways }) { return nil }
        return tables.map { longestDay(model.calendars[$0], model.horizon) }.max()
    }

    /// The most open time that any 24 hours hold, judged by the first year.
    func longestDay(_ hours: WorkCalendar, _ horizon: Horizon) -> Ticks {
        if hours.isAlways { return Tick.day }
        var longest: Ticks = 0
        var at = horizon.windowStart
        while at < min(horizon.windowEnd, horizon.windowStart + 400 * Tick.day) {
            let interval = hours.interval(atOrAfter: at)
            guard interval.lowerBound < horizon.windowEnd else { break }
            longest = max(longest, hours.between(interval.lowerBound, interval.lowerBound + Tick.day))
            at = interval.upperBound
        }
        return longest
    }

    /// A short limit that always runs, on a step whose people sleep longer than it lasts.
    private func checkNights(_ model: Model) {
        if scenario.streams.allSatisfy({ $0.hours != nil }) { return }
        for (index, limit) in model.limits.enumerated() {
            guard let op = ownItem(of: limit), let team = selected(model.ops[op].team, model).first
            else { continue }
            let roles = model.teams[team].members.map { model.roles[$0.role] }
            let gaps = roles.map { longestGap(model.calendars[$0.calendar], model.horizon) }
            // One of several who can do it is awake.
            let isEither = model.teams[team].kind == .either
            for (stratum, origin) in zip(limit.strata, limitOrigins[index].strata) {
                guard case .length(.elapsed(let time)) = stratum.length, time < Tick.day,
                    !isEither || gaps.allSatisfy({ $0 > time }),
                    let sleeper = gaps.firstIndex(where: { $0 > time })
                else { continue }
                report(
                    Doubt.hourAtNight(
                        text: stratum.text, item: model.ops[op].label.id, role: roles[sleeper].label.id),
                    at: origin.place)
            }
        }
    }

    private func ownItem(of limit: Limit) -> Int? {
        switch limit.kind {
        case .step(let op), .stepStarts(let op): op
        case .span: nil
        }
    }

    /// The longest time without hours in the first two weeks.
    private func longestGap(_ hours: WorkCalendar, _ horizon: Horizon) -> Ticks {
        if hours.isAlways { return 0 }
        var longest: Ticks = 0
        var closed = hours.interval(atOrAfter: horizon.windowStart).upperBound
        while closed < horizon.windowStart + 2 * Tick.week {
            let next = hours.interval(atOrAfter: closed)
            guard next.lowerBound < Tick.never else { return Tick.never }
            longest = max(longest, next.lowerBound - closed)
            closed = next.upperBound
        }
        return longest
    }

    private func checkClosedDates(_ model: Model) {
        guard let first = scenario.calendar.closed.first else { return }
        // Half a day more than any zone is away from UTC: this is a warning about years, not hours.
        let run =
            (model.horizon.start - Tick.day) / Tick.day...(model.horizon.windowEnd + Tick.day) / Tick.day
        let inside = scenario.calendar.closed.contains { range in
            CivilDate(range.value.first).daysSince1970 <= run.upperBound
                && CivilDate(range.value.last).daysSince1970 >= run.lowerBound
        }
        if !inside { report(Doubt.nothingClosedInRun, at: first.place) }
    }
}

/// A length of time as a person says it.
func text(ofTicks time: Ticks) -> String {
    switch time {
    case Tick.hour...: decimals(Double(time) / Double(Tick.hour), 1) + " h"
    case Tick.minute...: decimals(Double(time) / Double(Tick.minute), 1) + " min"
    default: decimals(Double(time) / Double(Tick.second), 1) + " s"
    }
}
