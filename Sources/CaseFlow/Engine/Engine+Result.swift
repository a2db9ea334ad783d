internal import SimKernel

/// The window's marks, the end of a replication and its result.
extension Engine {
    /// Passes every mark at or before `time`: window start, weeks, window end, bound.
    @inline(never)
    mutating func passMarks(until time: Ticks) {
        if nextMark == .min { nextMark = horizon.windowStart }
        while nextMark <= time && !isOver {
            let mark = nextMark
            if mark == horizon.windowStart {
                collector.backlog.atWindowStart = open
                collector.backlog.peak = open
            }
            if mark == nextWeek && mark <= horizon.windowEnd {
                collector.backlog.weekly.append(Int32(truncatingIfNeeded: open))
                if M.areAll { beside.openingWeekly.append(Int32(truncatingIfNeeded: beside.openingLeft)) }
                nextWeek += Tick.week
            }
            while periods.next <= mark { periods.pass(snapshot(at: mark)) }
            if mark == horizon.windowEnd { closeWindow() }
            if mark == horizon.bound { isOver = true }
            nextMark = markAfter(mark)
        }
        if cohortOpen == 0 && windowIsOver { isOver = true }
    }

    private mutating func markAfter(_ mark: Ticks) -> Ticks {
        var next = horizon.bound
        if horizon.windowEnd > mark { next = min(next, horizon.windowEnd) }
        if periods.next > mark { next = min(next, periods.next) }
        if nextWeek > mark && nextWeek <= horizon.windowEnd { next = min(next, nextWeek) }
        return next > mark ? next : .max
    }

    private mutating func closeWindow() {
        let end = horizon.windowEnd
        if end > openSince {
            collector.backlog.integral += Int128(open) * Int128(end - openSince)
            openSince = end
        }
        collector.backlog.atWindowEnd = open
        windowIsOver = true
    }

    /// After the last event: marks not yet passed, and the cases that are still open.
    mutating func finish() {
        if !wasStopped { passMarks(until: isOver ? now : horizon.windowEnd) }
        // Where no event is left nothing changes any more, but time goes on to the bound.
        let end = wasStopped ? now : horizon.bound
        for team in 0..<staff.teamCount { countQueueToEnd(team, end) }
        if cohortOpen == 0 { return }
        if hasKin { return judgeOverdueKin(at: end) }
        for slot in pool.slotsUsed {
            let record = pool.record(slot)
            if record.pointee.op >= 0 && record.pointee.isCohort { judgeOverdueClocks(slot, at: end) }
        }
    }

    private mutating func countQueueToEnd(_ team: Int, _ end: Ticks) {
        var sum: Int128 = 0
        lines[team].forEach { slot in
            if pool.record(slot).pointee.op >= beside.firstDuty { return }
            sum += Int128(clippedToWindow(inLineSince(slot), end))
        }
        for line in 0..<persons.table.lineCount where Int(persons.table.lines[line].team) == team {
            for i in 0..<namedLines[line].count {
                let slot = namedLines[line][i]
                if pool.record(slot).pointee.op >= beside.firstDuty { continue }
                sum += Int128(clippedToWindow(pool.named(slot).pointee.stands, end))
            }
        }
        collector.teams[team].queue += sum
    }

    mutating func result(replication: UInt32) -> ReplicationResult {
        let places = VisitPlaces(model)
        var result = ReplicationResult(
            replication: replication, events: eventCount, fingerprint: fingerprint, stopped: wasStopped,
            arrived: collector.arrived, closed: collector.closed, openAtEnd: cohortOpen - cohortSideCases,
            turnaround: Observations(collector.turnaround, bins: collector.turnaroundBins),
            backlog: collector.backlog, limits: limitCounts(), roles: roleUse(places),
            steps: stepUse(places))
        result.costs = collector.costs
        addCounts(to: &result)
        return result
    }

    private mutating func limitCounts() -> [ReplicationResult.LimitCount] {
        model.limits.indices.map { index in
            let first = Int(program.limits[index].firstStratum)
            var count = ReplicationResult.LimitCount(strata: model.limits[index].strata.count)
            count.cases = collector.limitCases[index].cases
            count.casesNoneLate = collector.limitCases[index].noneLate
            for k in count.strata.indices {
                let stratum = collector.strata[first + k]
                count.strata[k].ended = stratum.ended
                count.strata[k].late = stratum.late
                count.strata[k].cases = stratum.cases
                count.strata[k].casesNoneLate = stratum.casesNoneLate
                count.strata[k].withinNear = stratum.withinNear
                count.strata[k].duration = Observations(
                    collector.stratumMoments[first + k],
                    bins: collector.stratumBins + (first + k) * LogBins.count)
            }
            return count
        }
    }

    private mutating func waits(at place: Int) -> Observations {
        Observations(collector.places[place].waits, bins: collector.waitBins + place * LogBins.count)
    }

    private mutating func roleUse(_ places: VisitPlaces) -> [ReplicationResult.RoleUse] {
        let window = horizon.windowStart..<horizon.windowEnd
        var uses = model.roles.map { role in
            var use = ReplicationResult.RoleUse()
            if isNamed { return namedUse(role) }
            let hours = model.calendars[role.calendar].between(window.lowerBound, window.upperBound)
            use.onDuty = Int128(hours) * Int128(role.staff)
            use.rostered = use.onDuty
            return use
        }
        for (t, team) in model.teams.enumerated() {
            for member in team.members where !isNamed {
                uses[member.role].busy += Int128(member.people) * collector.teams[t].busy
                uses[member.role].overtime += Int128(member.people) * collector.teams[t].overtime
            }
            for role in Set(team.members.map(\.role)) {
                uses[role].queueIntegral += collector.teams[t].queue
            }
        }
        for (place, owner) in places.owners.enumerated()
        where owner.team >= 0 && owner.op < Int(beside.firstDuty) && collector.places[place].waits.count > 0 {
            let observations = waits(at: place)
            for role in Set(model.teams[owner.team].members.map(\.role)) {
                uses[role].waiting.merge(observations)
            }
        }
        return uses
    }

    /// What the role's people do, in whatever line, and their own hours.
    private mutating func namedUse(_ role: Role) -> ReplicationResult.RoleUse {
        var use = ReplicationResult.RoleUse()
        for person in role.people {
            use.busy += persons.states[person].busy
            use.overtime += persons.states[person].overtime
            use.onDuty += Int128(dutyInWindow(of: person))
            use.rostered += Int128(
                calendars[model.people[person].hours].between(horizon.windowStart, horizon.windowEnd))
        }
        return use
    }

    private mutating func stepUse(_ places: VisitPlaces) -> [ReplicationResult.StepUse] {
        var uses = model.ops.map { _ in
            var use = ReplicationResult.StepUse()
            use.classWaiting = Array(repeating: (0, 0), count: model.classes.count)
            return use
        }
        for (place, owner) in places.owners.enumerated() {
            uses[owner.op].visits += collector.places[place].visits
            uses[owner.op].workSum += collector.places[place].work
            uses[owner.op].givenUp += collector.places[place].givenUp
            if collector.places[place].waits.count == 0 { continue }
            uses[owner.op].waiting.merge(waits(at: place))
            for c in model.classes.indices {
                let sum = collector.classWaits[place * collector.classes + c]
                uses[owner.op].classWaiting[c].count += sum.count
                uses[owner.op].classWaiting[c].sum += sum.sum
            }
        }
        return uses
    }
}
