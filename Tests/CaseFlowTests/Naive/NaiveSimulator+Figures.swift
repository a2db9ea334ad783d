import CaseFlow
import SimKernel

/// A stay in a line.
struct NaiveStay {
    var item: Int
    var team: Int
    var span: Range<Ticks>
    /// The part of it spent in this line.
    var inLine: Range<Ticks>
    var isCohort: Bool
    var isDuty: Bool
    /// Index of the class; nil where the case has none.
    var caseClass: Int?
    /// Hands-on time that began with its end; zero where work handed over went on.
    var work: Ticks

    init(_ c: NaiveCase, team: Int, until: Ticks, _ model: Model) {
        item = c.item
        self.team = team
        span = c.since..<until
        inLine = c.stands..<until
        isCohort = c.isCohort
        isDuty = c.isDuty
        caseClass = model.classes.firstIndex { c.words & $0.mask != 0 }
        work = c.hasBegun ? 0 : c.workLeft
    }
}

/// A stretch in which people are on a case, the way there and back included.
struct NaiveEffort {
    var people: [NaivePerson]
    var hours: NaiveHours
    var span: Range<Ticks>
    /// Only open hours of it are work; otherwise what lies beyond them is overtime.
    var inHours: Bool
}

/// The figures, counted from what was seen when all is over.
extension NaiveSimulator {
    private var window: Range<Ticks> { model.horizon.windowStart..<model.horizon.windowEnd }

    func result() -> ReplicationResult {
        let followed = cases.filter(\.isCohort)
        let cohort = followed.filter { !$0.isSide }
        var result = ReplicationResult(
            replication: 0, events: 0, fingerprint: 0, stopped: false, arrived: cohort.count,
            closed: cohort.filter { $0.end != nil }.count,
            openAtEnd: cohort.filter { $0.end == nil }.count,
            turnaround: observed(cohort.compactMap { c in c.end.map { $0 - c.arrival } }),
            backlog: backlog(), limits: model.limits.indices.map { limitCount($0, followed) },
            roles: model.roles.indices.map { roleUse($0) }, steps: model.ops.indices.map { stepUse($0) })
        result.costs = costs
        result.months = zip(model.months, model.months.dropFirst()).map { month($0..<$1) }
        let bounds = model.numbering?.bounds ?? []
        result.numbered = zip(bounds, bounds.dropFirst()).map { from, to in
            cases.filter { $0.isCounted && !$0.isOpening && (from..<to).contains($0.arrival) }.count
        }
        if !model.opening.isEmpty { result.opening = opening() }
        return result
    }

    private func month(_ span: Range<Ticks>) -> ReplicationResult.Month {
        var month = ReplicationResult.Month()
        let cohort = cases.filter { $0.isCohort && !$0.isSide }
        let ended = cohort.flatMap(\.ended).filter { span.contains($0.time) }
        month.arrived = cases.filter { $0.isCounted && !$0.isOpening && span.contains($0.arrival) }.count
        month.closed = cohort.filter { $0.end.map(span.contains) ?? false }.count
        month.ended = ended.count
        month.late = ended.filter(\.late).count
        return month
    }

    private func opening() -> ReplicationResult.Opening {
        var opening = ReplicationResult.Opening()
        let own = cases.filter { $0.isOpening && $0.isCounted }
        opening.cases = own.count
        if own.allSatisfy({ $0.end != nil }) { opening.cleared = own.compactMap(\.end).max() }
        opening.weekly = weeks.map { week in
            Int32(own.filter { $0.end.map { $0 >= week } ?? true }.count)
        }
        return opening
    }

    /// The ends of the whole weeks of the window.
    private var weeks: [Ticks] {
        Array(stride(from: window.lowerBound + Tick.week, through: window.upperBound, by: Int(Tick.week)))
    }

    private func observed(_ durations: [Ticks]) -> Observations {
        var observations = Observations()
        for duration in durations { observations.add(duration) }
        return observations
    }

    // MARK: Cases

    /// Open cases just before an instant.
    private func open(before t: Ticks) -> Int {
        changes.reduce(0) { $0 + ($1.time < t ? $1.change : 0) }
    }

    private func backlog() -> ReplicationResult.Backlog {
        var backlog = ReplicationResult.Backlog()
        for c in cases where c.isCounted {
            let span = c.arrival..<(c.end ?? model.horizon.bound)
            backlog.integral += Int128(span.clamped(to: window).length)
        }
        backlog.atWindowStart = open(before: window.lowerBound)
        backlog.atWindowEnd = open(before: window.upperBound)
        var open = backlog.atWindowStart
        backlog.peak = open
        for change in changes where window.contains(change.time) {
            open += change.change
            backlog.peak = max(backlog.peak, open)
        }
        backlog.weekly = weeks.map { Int32(self.open(before: $0)) }
        return backlog
    }

    private func limitCount(_ limit: Int, _ cohort: [NaiveCase]) -> ReplicationResult.LimitCount {
        var count = ReplicationResult.LimitCount(strata: model.limits[limit].strata.count)
        for ended in cohort.map({ $0.ended.filter { $0.limit == limit } }) {
            guard let last = ended.last else { continue }
            let noneLate = ended.contains { $0.late } ? 0 : 1
            count.cases += 1
            count.casesNoneLate += noneLate
            count.strata[last.stratum].cases += 1
            count.strata[last.stratum].casesNoneLate += noneLate
            for end in ended {
                count.strata[end.stratum].ended += 1
                count.strata[end.stratum].late += end.late ? 1 : 0
                count.strata[end.stratum].duration.add(end.duration)
                count.strata[end.stratum].withinNear += end.isNear ? 1 : 0
            }
        }
        return count
    }

    // MARK: People and lines

    private func isAsked(_ role: Int, by team: Int) -> Bool {
        model.teams[team].members.contains { $0.role == role }
    }

    private func roleUse(_ role: Int) -> ReplicationResult.RoleUse {
        var use = ReplicationResult.RoleUse()
        let own = model.roles[role].people.map { people[$0] }
        use.onDuty = own.reduce(0) { $0 + Int128($1.hours.between(window.lowerBound, window.upperBound)) }
        use.rostered = own.reduce(0) {
            $0 + Int128(hours[$1.who.hours].between(window.lowerBound, window.upperBound))
        }
        for effort in efforts {
            let span = effort.span.clamped(to: window)
            let inHours = effort.hours.between(span.lowerBound, span.upperBound)
            let count = Int128(effort.people.filter { person in own.contains { $0 === person } }.count)
            use.busy += count * Int128(effort.inHours ? inHours : span.length)
            if !effort.inHours { use.overtime += count * Int128(span.length - inHours) }
        }
        let still = lines.indices.flatMap { team in
            lines[team].map { NaiveStay($0, team: team, until: model.horizon.bound, model) }
        }
        for stay in stays + givenUp + still where isAsked(role, by: stay.team) && !stay.isDuty {
            use.queueIntegral += Int128(stay.inLine.clamped(to: window).length)
        }
        use.waiting = observed(
            stays.filter { $0.isCohort && !$0.isDuty && isAsked(role, by: $0.team) }.map(\.span.length))
        return use
    }

    private func stepUse(_ item: Int) -> ReplicationResult.StepUse {
        var use = ReplicationResult.StepUse()
        use.givenUp = inVain.filter { $0.item == item && $0.isCohort }.count
        use.visits = passages.filter { $0.item == item && $0.isCohort }.count
        let stays = stays.filter { $0.item == item && $0.isCohort }
        use.waiting = observed(stays.map(\.span.length))
        use.workSum = stays.reduce(0) { $0 + Int128($1.work) }
        use.classWaiting = model.classes.indices.map { index in
            let own = stays.filter { $0.caseClass == index }
            return (own.count, own.reduce(0) { $0 + Int128($1.span.length) })
        }
        return use
    }
}

extension Range where Bound == Ticks {
    fileprivate var length: Ticks { upperBound - lowerBound }
}
