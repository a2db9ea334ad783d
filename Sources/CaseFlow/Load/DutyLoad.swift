import SimKernel

/// What the duties ask of the people in an average week of the counted window.
struct DutyLoad {
    struct Part {
        var op: Int
        var team: Int
        var visits: Double
        /// Ticks of the time of one person of each place of the team.
        var work: Double
    }
    private(set) var parts: [Part] = []
    /// Some duty takes its time per open case, which only a run can tell.
    private(set) var leavesOut = false

    init(_ router: Router, casesPerWeek: Double) {
        let model = router.model
        let window = model.horizon.windowStart..<model.horizon.windowEnd
        let weeks = Double(window.upperBound - window.lowerBound) / Double(Tick.week)
        for duty in model.duties {
            let op = model.ops[duty.op]
            guard let team = router.value(op.team, duty.mask),
                let mean = router.value(op.table, duty.mask).map({ model.tables[$0].mean })
            else { continue }
            let dates = Double(model.dateSeries[duty.series].count { window.contains($0) }) / weeks
            let visits = dates * Double(model.places(of: duty))
            var part = Part(op: duty.op, team: team, visits: visits, work: visits * mean)
            switch router.value(op.factor, duty.mask).map({ model.factors[$0] }) {
            case nil, .number: break
            case .openCases:
                leavesOut = true
                continue
            case .closedCases:
                // Each case is looked at once: in its unit, or by everybody.
                var times = 1
                if case .perPerson = duty.kind { times = model.places(of: duty) }
                part.work = casesPerWeek * mean * Double(times)
            }
            parts.append(part)
        }
    }
}

extension Model {
    /// How often a duty comes at each of its dates.
    fileprivate func places(of duty: Duty) -> Int {
        switch duty.kind {
        case .once: 1
        case .perUnit(_, let count): count
        case .perPerson(let role, _): roles[role].people.count
        }
    }

    /// Somebody's first hours; for one who is there from the start, no later than that.
    func joins(_ person: Person) -> Ticks {
        let first = calendars[person.hours].interval(atOrAfter: -Tick.never).lowerBound
        return first > horizon.start ? first : horizon.start
    }

    /// Why the traffic equations say less of this model than a run does.
    func approximations(_ router: Router, _ duties: DutyLoad) -> [OfferedLoad.Approximation] {
        var why: [OfferedLoad.Approximation] = []
        if router.open.isAsked { why.append(.hours) }
        if router.branchesMayEndCases { why.append(.endingBranches) }
        if router.branchesWerePruned { why.append(.manyWays) }
        if duties.leavesOut { why.append(.openCases) }
        if ops.contains(where: { $0.budget >= 0 }) { why.append(.budgets) }
        let acts = limits.compactMap(\.ifLate)
        if acts.contains(where: { $0.jump >= 0 || $0.starts >= 0 || $0.becomeClears | $0.becomeSets != 0 }) {
            why.append(.lateness)
        }
        return why
    }
}
