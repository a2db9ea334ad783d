import CaseFlow
import SimKernel

/// Checks of who does what, for models that tell people apart.
extension Compilation {
    func checkPeople(_ model: Model, _ load: OfferedLoad) {
        guard !model.people.isEmpty else { return }
        checkNumbers(model, load)
        for (op, item, step) in visitedSteps(model, load) {
            checkMeetings(op, item, step, model, load)
            checkSameAs(op, item, step, model)
        }
        checkShiftGaps(model)
    }

    /// Whether every step can ever have its people, as numbers go.
    func checkNumbers(_ model: Model, _ load: OfferedLoad) {
        for index in model.teams.indices { checkTogether(index, model) }
        checkPoolsInUse(model, load)
        for (op, item, step) in visitedSteps(model, load) {
            checkHolding(op, item, step, model)
            checkNotBy(op, item, step, model)
        }
    }

    private func visitedSteps(
        _ model: Model, _ load: OfferedLoad
    ) -> [(op: Int, item: Item, step: StepPart)] {
        model.ops.indices.compactMap { op in
            guard load.visits[op] > 0, let item = item(named: model.ops[op].label.id),
                let step = item.stepPart
            else { return nil }
            return (op, item, step)
        }
    }

    func item(named name: String) -> Item? { scenario.allItems.first { $0.name.value == name } }

    func label(_ role: Int) -> String { roles[role].label.id }

    // MARK: - Enough people at one moment

    /// People wanted together who are never on duty together, be it that their shifts do not meet or
    /// that two roles have the same people.
    private func checkTogether(_ index: Int, _ model: Model) {
        let team = model.teams[index]
        guard team.kind == .together, team.members.reduce(0, { $0 + $1.people }) > 1 else { return }
        let duty = OnDuty(model, team)
        for set in duty.sets {
            let wanted = set.reduce(0) { $0 + team.members[$1].people }
            let most = duty.most(of: set)
            guard most < wanted else { continue }
            let names = set.map { label(team.members[$0].role) }
            report(
                PeopleFinding.neverTogether(wanted: wanted, roles: names, most: most), at: teamPlaces[index])
            return
        }
    }

    private func checkPoolsInUse(_ model: Model, _ load: OfferedLoad) {
        for (role, pool, wanted) in load.poolsInUse {
            guard case .split(let rows) = scenario.staff[role].people else { continue }
            let leaves = rows.flatMap(\.value.leaves)
            let has = model.rosters?.everybody(.ofPool(pool), of: role) ?? 0
            guard has < wanted else { continue }
            let words = self.rows(Split.byWord(rows, at: scenario.staff[role].place))
                .first { $0.value.place == leaves[pool].place }?.text
            report(
                PeopleFinding.poolTooSmall(
                    role: label(role), words: words ?? "others", wanted: wanted, has: has),
                at: leaves[pool].place)
        }
    }

    // MARK: - Meetings

    private func checkMeetings(
        _ op: Int, _ item: Item, _ step: StepPart, _ model: Model, _ load: OfferedLoad
    ) {
        guard let meets = step.meets else { return }
        let (start, end) = (model.horizon.windowStart, model.horizon.windowEnd)
        let weeks = Double(end - start) / Double(Tick.week)
        for index in selected(model.ops[op].team, model) {
            let team = model.teams[index]
            guard team.meets >= 0, team.kind == .together else { continue }
            let span = model.calendars[team.meets].intersection(model.calendars[team.calendar])
            let open = Double(span.between(start, end)) / weeks
            guard open > 0 else {
                report(
                    PeopleFinding.meetsOutsideHours(
                        item: item.name.value, text: meets.value.text,
                        roles: team.members.map { label($0.role) }),
                    at: meets.place)
                continue
            }
            // In a span no more begin than fit into it, and one that passes its end.
            let spans = Double(span.intervals.count { start <= $0.lowerBound && $0.lowerBound < end }) / weeks
            let visits = load.visitsByTeam[op][index] * load.casesPerWeek
            let mean = load.meanTime[op]
            let sideBySide = team.members.map { poolSize($0.role, model) / max(1, $0.people) }.min() ?? 1
            guard visits * mean > (open + spans * mean) * Double(sideBySide) else { continue }
            report(
                PeopleFinding.meetsTooLittle(
                    item: item.name.value, perWeek: visits, work: text(ofTicks: Ticks(mean)),
                    span: text(ofTicks: Ticks(open))),
                at: meets.place)
        }
    }

    /// The people who can serve one case, over all units where there are units.
    private func poolSize(_ role: Int, _ model: Model) -> Int { model.roles[role].people.count }

    // MARK: - Wishes

    /// `same as` a step that some case has not done.
    private func checkSameAs(_ op: Int, _ item: Item, _ step: StepPart, _ model: Model) {
        for leaf in step.by?.leaves ?? [] {
            guard case .sameAs(let earlier) = leaf.value,
                let before = model.ops.firstIndex(where: { $0.label.id == earlier.value }),
                model.mayDo(op, without: before) == true
            else { continue }
            let teams = selected(model.ops[before].team, model).map { model.teams[$0] }
            let isClear = teams.count == 1 && teams[0].kind != .either
            report(
                PeopleFinding.sameAsNotDone(
                    step: earlier.value, item: item.name.value, isClear: isClear), at: leaf.place)
        }
    }

    /// `not by` that leaves too few.
    private func checkNotBy(_ op: Int, _ item: Item, _ step: StepPart, _ model: Model) {
        guard let place = step.notBy.first?.place else { return }
        let excluded = Exclusions(op, model)
        for index in selected(model.ops[op].team, model) {
            let team = model.teams[index]
            if case .same = team.kind { continue }
            let short = team.members.filter { member in
                member.person < 0 && model.roles[member.role].deputy < 0
                    && excluded.left(of: member.role) < member.people
            }
            let isShort = team.kind == .either ? short.count == team.members.count : !short.isEmpty
            guard isShort, let member = short.first else { continue }
            report(
                PeopleFinding.notByLeavesNobody(
                    item: item.name.value, wanted: member.people, role: label(member.role),
                    left: excluded.left(of: member.role)),
                at: place)
            return
        }
    }

    // MARK: - Shifts

    /// A time without anybody between two shifts of a role, shorter than any of them: a shift that
    /// begins late and not a house that is closed.
    private func checkShiftGaps(_ model: Model) {
        for role in scenario.staff {
            guard case .shifts(let all) = role.people else { continue }
            let shifts = all.filter { $0.count.value > 0 }
            guard shifts.count > 1, shifts.count == scenario.calendar.shifts.count,
                let gap = ShiftGap(shifts.map(\.shift.value), self, model.horizon)
            else { continue }
            let zone = model.dueCalendar.zone
            func clock(_ t: Ticks) -> String {
                let minutes = Int(zone.local(at: t).timeOfDay / Tick.minute)
                return ClockTime(minutes: minutes).text
            }
            report(
                PeopleFinding.shiftGap(
                    role: role.name.value, from: clock(gap.from), to: clock(gap.to), first: gap.first,
                    next: gap.next),
                at: shifts[0].shift.place)
        }
    }
}
