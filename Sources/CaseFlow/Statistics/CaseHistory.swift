internal import SimKernel

/// An item that a case, or one of its branches, is at.
struct OpenVisit {
    enum Phase { case inLine, beginning, onTheWay, working, outside, forked }
    var op: Int
    var phase: Phase
    /// Since when it has been in this phase.
    var since: Ticks
    var team: Int
    /// Hands-on time still to do, or the length of the way.
    var left: Ticks = 0
    /// Which of several roles does it; -1: all of them, or not known.
    var role = -1
}

/// The time of one case so far, without gaps: its main way, and the branches of an open `together`.
struct CaseHistory: Sendable {
    private var began: Ticks = 0
    private var way: [Stretch] = []
    private var visits: [OpenVisit] = []
    /// The item whose branches are under way; -1: none.
    private var fork = -1
    private var branches: [[Stretch]] = []
    /// When something of each branch was done last.
    private var branchEnds: [Ticks] = []
    /// The branch of which something was done last.
    private var lastBranch = 0
    /// Clocks that ended late at a visit which is just being brought to its end.
    private var clocks: [LateClock] = []

    mutating func begin(at time: Ticks) {
        began = time
        way.removeAll(keepingCapacity: true)
        visits.removeAll(keepingCapacity: true)
        clocks.removeAll(keepingCapacity: true)
        fork = -1
    }

    // MARK: - At an item

    mutating func comes(_ op: Int, at time: Ticks, _ tables: TimeTables) {
        if tables.branchCount[op] > 0 {
            visits.append(OpenVisit(op: op, phase: .forked, since: time, team: 0))
            fork = op
            branches = Array(repeating: [], count: tables.branchCount[op])
            branchEnds = Array(repeating: time, count: tables.branchCount[op])
            lastBranch = 0
        } else {
            let phase = tables.isWork[op] ? OpenVisit.Phase.inLine : .outside
            visits.append(OpenVisit(op: op, phase: phase, since: time, team: tables.usualTeam[op]))
        }
    }

    mutating func joins(_ op: Int, team: Int) {
        if let i = visit(op) { visits[i].team = team }
    }

    /// The wait in line before it is told by `begins`.
    mutating func starts(
        _ op: Int, at time: Ticks, _ value: Ticks, isOnTheWay: Bool, _ tables: TimeTables,
        _ late: inout LateTotals
    ) {
        guard let i = visit(op) else { return }
        if visits[i].phase == .onTheWay {
            add(visits[i], until: time, .inHand, visits[i].left, tables)
            visits[i].since = time
            visits[i].phase = .working
            visits[i].left = value
            attribute(at: op, tables, &late)
        } else {
            visits[i].phase = isOnTheWay ? .onTheWay : .beginning
            visits[i].left = value
        }
    }

    mutating func begins(
        _ op: Int, team: Int, partly: Ticks, last: Int, at time: Ticks, _ tables: TimeTables,
        _ late: inout LateTotals
    ) {
        guard let i = visit(op) else { return }
        visits[i].team = team
        visits[i].role = last
        add(visits[i], until: time, .inLine, partly, tables)
        visits[i].since = time
        if tables.isJoint(team) { visits[i].role = -1 }
        if visits[i].phase == .beginning { visits[i].phase = .working }
        attribute(at: op, tables, &late)
    }

    /// Work is handed over or interrupted: the case stands in line again.
    mutating func stops(_ op: Int, at time: Ticks, left: Ticks, _ tables: TimeTables) {
        guard let i = visit(op) else { return }
        add(visits[i], until: time, .inHand, visits[i].left - left, tables)
        visits[i].phase = .inLine
        visits[i].since = time
        visits[i].left = left
    }

    mutating func movesOver(
        _ op: Int, to team: Int, at time: Ticks, _ tables: TimeTables, _ late: inout LateTotals
    ) {
        guard let i = visit(op) else { return }
        add(visits[i], until: time, .inLine, time, tables)
        visits[i].since = time
        visits[i].team = team
        visits[i].role = -1
        attribute(at: op, tables, &late)
    }

    /// The item is done, given up or passed by.
    mutating func leaves(_ op: Int, at time: Ticks, _ tables: TimeTables, _ late: inout LateTotals) {
        if fork >= 0 && op == fork {
            closeFork(at: time, tables, &late)
        } else if let i = visit(op) {
            add(stretch(visits[i], until: time, isDone: true, tables), at: op, tables)
            visits.remove(at: i)
        }
        if isInBranch(op, tables) {
            branchEnds[tables.branch[op]] = time
            lastBranch = tables.branch[op]
        }
        attribute(at: op, tables, &late)
    }

    private func visit(_ op: Int) -> Int? { visits.firstIndex { $0.op == op } }

    private func isInBranch(_ op: Int, _ tables: TimeTables) -> Bool {
        fork >= 0 && tables.fork[op] == fork
    }

    /// The time of a visit in its present phase.
    private func stretch(_ visit: OpenVisit, until: Ticks, isDone: Bool, _ tables: TimeTables) -> Stretch {
        switch visit.phase {
        case .inLine, .beginning: return stretch(visit, until: until, .inLine, until, tables)
        case .onTheWay, .working:
            let done =
                isDone
                ? visit.left
                : tables.unfinishedWork(visit.team, from: visit.since, to: until, left: visit.left)
            return stretch(visit, until: until, .inHand, done, tables)
        case .outside, .forked: return stretch(visit, until: until, .outside, 0, tables)
        }
    }

    private func stretch(
        _ visit: OpenVisit, until: Ticks, _ kind: Stretch.Kind, _ detail: Ticks, _ tables: TimeTables
    ) -> Stretch {
        Stretch(
            kind: kind, stops: tables.stopsClock[visit.op],
            place: tables.place(visit.op, team: visit.team, role: visit.role), team: Int32(visit.team),
            from: visit.since, until: until, detail: detail)
    }

    private mutating func add(
        _ visit: OpenVisit, until: Ticks, _ kind: Stretch.Kind, _ detail: Ticks, _ tables: TimeTables
    ) {
        add(stretch(visit, until: until, kind, detail, tables), at: visit.op, tables)
    }

    private mutating func add(_ stretch: Stretch, at op: Int, _ tables: TimeTables) {
        if stretch.until == stretch.from { return }
        if isInBranch(op, tables) {
            branches[tables.branch[op]].append(stretch)
        } else {
            way.append(stretch)
        }
    }

    // MARK: - Branches

    /// A case that goes on behind its branches, or to the end from within one, leaves the fork.
    mutating func leaveFork(for op: Int, at time: Ticks, _ tables: TimeTables, _ late: inout LateTotals) {
        if fork < 0 || op == fork || isInBranch(op, tables) { return }
        closeFork(at: time, tables, &late)
    }

    /// The branch that ended last tells the time of all; the first in order among equals.
    private mutating func closeFork(at time: Ticks, _ tables: TimeTables, _ late: inout LateTotals) {
        var last = branchEnds.firstIndex(of: branchEnds.max() ?? time) ?? 0
        if branches.indices.contains(lastBranch), branchEnds[lastBranch] == time, !isEnded(last, tables) {
            last = lastBranch
        }
        let ofBranches = clocks.filter { isInBranch($0.op, tables) }
        for clock in ofBranches { attribute(clock, tables, &late) }
        if !ofBranches.isEmpty { clocks = clocks.filter { !isInBranch($0.op, tables) } }
        let began = visits.first { $0.op == fork }?.since ?? time
        way += branches[last]
        let reached = branches[last].last?.until ?? began
        if reached < time {
            // Nothing of a branch lasts as long as all of them: only where its rest was given up untold.
            let rest = OpenVisit(op: fork, phase: .outside, since: reached, team: 0)
            way.append(stretch(rest, until: time, .outside, 0, tables))
        }
        let closed = fork
        visits.removeAll { $0.op == closed || tables.fork[$0.op] == closed }
        branches.removeAll(keepingCapacity: true)
        fork = -1
    }

    /// Nothing of the branch is under way.
    private func isEnded(_ branch: Int, _ tables: TimeTables) -> Bool {
        !visits.contains { tables.fork[$0.op] == fork && tables.branch[$0.op] == branch }
    }

    // MARK: - Late clocks

    /// A clock that ends at a visit whose time is not told yet is split when it is.
    mutating func judges(_ clock: LateClock, _ tables: TimeTables, _ late: inout LateTotals) {
        if visit(clock.op) != nil { clocks.append(clock) } else { attribute(clock, tables, &late) }
    }

    private mutating func attribute(at op: Int, _ tables: TimeTables, _ late: inout LateTotals) {
        if clocks.isEmpty { return }
        for clock in clocks where clock.op == op { attribute(clock, tables, &late) }
        clocks.removeAll { $0.op == op }
    }

    mutating func attributeAll(_ tables: TimeTables, _ late: inout LateTotals) {
        for clock in clocks { attribute(clock, tables, &late) }
        clocks.removeAll(keepingCapacity: true)
    }

    /// Back from the clock's end, until its time is found.
    private func attribute(_ clock: LateClock, _ tables: TimeTables, _ late: inout LateTotals) {
        let counting = tables.counting(of: clock)
        var rest = clock.lasting
        var first: Stretch?
        func take(_ stretch: Stretch) {
            let until = min(stretch.until, clock.end)
            if rest == 0 || until <= stretch.from { return }
            first = stretch
            if stretch.stops && !tables.isOwn[clock.limit] { return }
            let taken = min(rest, until - stretch.from)
            rest -= taken
            late.add(
                tables.split(stretch, last: taken, until: until, counting), limit: clock.limit,
                place: Int(stretch.place))
        }
        var op = clock.op
        if op == fork, let open = visits.first(where: { isInBranch($0.op, tables) }) { op = open.op }
        if let i = visit(op), visits[i].phase != .forked {
            take(stretch(visits[i], until: clock.end, isDone: false, tables))
        }
        if fork >= 0 {
            for stretch in branches[isInBranch(op, tables) ? tables.branch[op] : lastBranch].reversed() {
                take(stretch)
            }
        }
        for stretch in way.reversed() where rest > 0 { take(stretch) }
        if rest > 0 {
            let place = first?.place ?? tables.place(clock.op, team: tables.usualTeam[clock.op])
            let time = tables.length(began - rest, began, counting)
            late.add(TimeSplit(.before, time), limit: clock.limit, place: Int(place))
        }
    }

    // MARK: - The end

    mutating func closes(
        arrival: Ticks, at time: Ticks, _ tables: TimeTables, _ late: inout LateTotals,
        into totals: inout [Int128]
    ) {
        if fork >= 0 { closeFork(at: time, tables, &late) }
        var sum: Ticks = 0
        for stretch in way {
            let base = Int(stretch.place) * TimeCause.count
            let split = tables.split(stretch, .always)
            for i in 0..<TimeCause.count { totals[base + i] += Int128(split[i]) }
            sum += split.sum
        }
        assert(sum == time - began, "a turnaround splits exactly")
        if began > arrival {
            let place = way.first.map { Int($0.place) } ?? 0
            totals[place * TimeCause.count + TimeCause.before.index] += Int128(began - arrival)
        }
    }
}
