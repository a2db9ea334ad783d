internal import SimKernel

/// Lines, starts and releases: who works on what, and until when.
extension Engine {
    // MARK: - Standing in line

    @inline(__always)
    mutating func stand(_ slot: UInt32, _ record: UnsafeMutablePointer<CaseRecord>, inLineOf team: Int) {
        if lines[team].ranks == 1 {
            lines[team].append(slot, rank: 0)
        } else if lines[team].ranks > 1 {
            lines[team].append(slot, rank: ringRank(record.pointee.words, team))
        } else {
            lines[team].insert(slot, key: lineKey(slot, team))
        }
    }

    /// Rank of a case whose line is ordered by classes alone: the rules' ranks in mixed radix.
    @inline(__always)
    mutating func ringRank(_ words: UInt64, _ team: Int) -> Int {
        let sole = staff.teams[team].soleRank
        return sole != .none ? value(of: sole, words) : mixedRank(words, team)
    }

    @inline(never)
    private mutating func mixedRank(_ words: UInt64, _ team: Int) -> Int {
        var rank = 0
        for rule in model.disciplines[Int(staff.teams[team].discipline)].rules {
            if case .classes(let selector, let ranks) = rule {
                rank = rank &* ranks &+ value(of: selector, words)
            }
        }
        return rank
    }

    mutating func lineKey(_ slot: UInt32, _ team: Int) -> LineKey {
        let rules = model.disciplines[Int(staff.teams[team].discipline)].rules
        precondition(rules.count <= LineKey.rules, "a line is ordered by at most four rules")
        var key = LineKey(ticket: pool.record(slot).pointee.ticket)
        if rules.count > 0 { key.a = orderKey(rules[0], slot) }
        if rules.count > 1 { key.b = orderKey(rules[1], slot) }
        if rules.count > 2 { key.c = orderKey(rules[2], slot) }
        if rules.count > 3 { key.d = orderKey(rules[3], slot) }
        return key
    }

    private mutating func orderKey(_ rule: Discipline.Rule, _ slot: UInt32) -> Int64 {
        let record = pool.record(slot)
        switch rule {
        case .classes(let selector, _): return Int64(value(of: selector, record.pointee.words))
        case .earliestDue: return earliestDue(slot)
        case .leastSlack:
            let table = value(of: program.ops[Int(record.pointee.op)].table, record.pointee.words)
            return earliestDue(slot) - program.tableMeans[table]
        case .oldestCase: return record.pointee.arrival
        case .largest(let number): return -pool.numbers(slot)[number]
        case .smallest(let number): return pool.numbers(slot)[number]
        case .lastCome: return -Int64(truncatingIfNeeded: record.pointee.ticket)
        case .random:
            let op = program.ops + Int(record.pointee.op)
            let bits = key.bits(
                case: record.pointee.identity, name: op.pointee.key, visit: visit(slot, op), purpose: .line)
            return Int64(bitPattern: bits.first)
        }
    }

    /// Whether a case that joins the line could change anything: while too few people are free, only
    /// a release can start it, and a release looks at the line itself.
    @inline(__always)
    mutating func mayStart(_ team: Int) -> Bool {
        let state = staff.teams + team
        return state.pointee.soleRole < 0
            || staff.roles[Int(state.pointee.soleRole)].free >= state.pointee.solePeople
    }

    // MARK: - Starts

    mutating func dealStarts() {
        if isNamed { return dealNamed() }
        let shared = dirty & staff.sharedRoles
        if shared != 0 && dirty & (dirty &- 1) != 0 { dealShared(shared) }
        while dirty != 0 {
            let role = dirty.trailingZeroBitCount
            dirty &= dirty &- 1
            if staff.roles[role].gathers { dealGathering(role) } else { deal(role) }
        }
    }

    /// Starts what the free people of a role can start, best case first. Nobody is held.
    private mutating func deal(_ role: Int) {
        let state = staff.roles + role
        while state.pointee.free > 0 {
            let first = Int(state.pointee.firstTeam)
            let count = Int(state.pointee.endTeam) &- first
            var best = -1
            if count == 1 {
                let team = Int(staff.roleTeams[first])
                if lines[team].count > 0 && canStart(team) { best = team }
            } else {
                best = bestStartable(first, count)
            }
            if best < 0 { return }
            start(best)
        }
    }

    /// Roles that work together come before those that work alone.
    @inline(never)
    private mutating func dealShared(_ roles: UInt64) {
        dirty &= ~roles
        if roles & (roles &- 1) == 0 { deal(roles.trailingZeroBitCount) } else { dealTogether(roles) }
    }

    /// Several roles with joint steps have something to start at one instant: the best case of all
    /// their lines goes first, whichever role is looked at first.
    @inline(never)
    private mutating func dealTogether(_ roles: UInt64) {
        while true {
            var best = -1
            var bestKey = LineKey(ticket: 0)
            for team in 0..<staff.teamCount
            where staff.teams[team].roles & roles != 0 && lines[team].count > 0 && canStart(team) {
                let headKey = lines[team].firstKey(pool)
                if best < 0 || LineKey.precedes(headKey, bestKey) {
                    best = team
                    bestKey = headKey
                }
            }
            if best < 0 { return }
            start(best)
        }
    }

    private mutating func bestStartable(_ first: Int, _ count: Int) -> Int {
        var best = -1
        var bestKey = LineKey(ticket: 0)
        for k in first..<first &+ count {
            let team = Int(staff.roleTeams[k])
            if lines[team].count == 0 || !canStart(team) { continue }
            let headKey = lines[team].firstKey(pool)
            if best < 0 || LineKey.precedes(headKey, bestKey) {
                best = team
                bestKey = headKey
            }
        }
        return best
    }

    /// Are all people of a team free and on duty? Where somebody's hours have not begun, their
    /// opening is awaited.
    @inline(__always)
    private mutating func canStart(_ team: Int) -> Bool {
        let state = staff.teams + team
        if state.pointee.soleRole >= 0 {
            let role = Int(state.pointee.soleRole)
            return staff.roles[role].free >= state.pointee.solePeople && isOnDuty(role)
        }
        var ready = true
        for k in Int(state.pointee.firstMember)..<Int(state.pointee.endMember) {
            let member = staff.members[k]
            if !isOnDuty(member.role) || Int(staff.roles[member.role].free) < member.people { ready = false }
        }
        return ready
    }

    @inline(__always)
    private mutating func isOnDuty(_ role: Int) -> Bool {
        let state = staff.roles + role
        if now < state.pointee.closes && now >= state.pointee.opens { return true }
        return lookUpDuty(role)
    }

    @inline(never)
    private mutating func lookUpDuty(_ role: Int) -> Bool {
        let state = staff.roles + role
        let span = calendars[Int(state.pointee.calendar)].interval(atOrAfter: now)
        state.pointee.opens = span.lowerBound
        state.pointee.closes = span.upperBound
        if now >= span.lowerBound { return true }
        if !state.pointee.awaitsBoundary && span.lowerBound < Tick.never {
            state.pointee.awaitsBoundary = true
            schedule(at: span.lowerBound, rank: Rank.boundary, slot: Self.roleSlot | UInt32(role))
        }
        return false
    }

    /// People are kept only while all partners are on duty; at the first closing others may have them.
    private mutating func awaitClosing(_ role: Int) {
        let state = staff.roles + role
        if state.pointee.awaitsBoundary || state.pointee.closes >= Tick.never { return }
        state.pointee.awaitsBoundary = true
        schedule(at: state.pointee.closes, rank: Rank.boundary, slot: Self.roleSlot | UInt32(role))
    }

    mutating func roleOpensOrCloses(_ role: Int) {
        if isNamed { return roleWakes(role) }
        staff.roles[role].awaitsBoundary = false
        dirty |= staff.roles[role].mark
    }

    /// Like `deal`, but the first joint case in order keeps people who come free for it, also from
    /// single cases that came before. One order over all roles excludes a circle of joint cases that
    /// wait for each other.
    @inline(never)
    private mutating func dealGathering(_ role: Int) {
        let circle = staff.roles[role].circle
        dirty &= ~circle
        while someoneIsFree(circle) {
            let team = firstStartableInOrder(circle)
            if team < 0 { return }
            start(team)
        }
    }

    mutating func someoneIsFree(_ roles: UInt64) -> Bool {
        var rest = roles
        while rest != 0 {
            if staff.roles[rest.trailingZeroBitCount].free > 0 { return true }
            rest &= rest &- 1
        }
        return false
    }

    /// The first team in order whose people are there and not kept for one before it; -1: none.
    private mutating func firstStartableInOrder(_ circle: UInt64) -> Int {
        let count = orderHeads(circle)
        for role in 0..<staff.roleCount { staff.kept[role] = 0 }
        for i in 0..<count {
            let team = Int(staff.heads[i].team)
            let members = Int(staff.teams[team].firstMember)..<Int(staff.teams[team].endMember)
            var allOnDuty = true
            var ready = true
            for k in members {
                let member = staff.members[k]
                if !isOnDuty(member.role) { allOnDuty = false }
                if Int(staff.roles[member.role].free) &- staff.kept[member.role] < member.people {
                    ready = false
                }
            }
            if allOnDuty && ready { return team }
            if !allOnDuty || !staff.teams[team].gathers { continue }
            for k in members {
                let member = staff.members[k]
                let unkept = Int(staff.roles[member.role].free) &- staff.kept[member.role]
                awaitClosing(member.role)
                staff.kept[member.role] &+= min(member.people, unkept)
            }
        }
        return -1
    }

    /// Puts the first cases of the lines into order, those that gather before all others.
    private mutating func orderHeads(_ circle: UInt64) -> Int {
        var count = 0
        for team in 0..<staff.teamCount where staff.teams[team].roles & circle != 0 && lines[team].count > 0 {
            let head = TeamHead(
                team: Int32(team), gathers: staff.teams[team].gathers, key: lines[team].firstKey(pool))
            var i = count
            while i > 0 && TeamHead.precedes(head, staff.heads[i - 1]) {
                staff.heads[i] = staff.heads[i - 1]
                i -= 1
            }
            staff.heads[i] = head
            count += 1
        }
        return count
    }

    @inline(__always)
    private mutating func start(_ team: Int) {
        let slot = lines[team].removeFirst()
        let record = pool.record(slot)
        let op = program.ops + Int(record.pointee.op)
        let since = record.pointee.since
        let partners = O.looksAtPartners ? freePeople(of: team) : FreePeople(since: now)
        take(team)
        countWait(record, op, team, inLineSince: inLineSince(slot))
        if !op.pointee.flags.isDisjoint(with: [.startsWithin, .clocksOnStart]) && !record.pointee.isResumed {
            startClocksOfWork(slot)
        }
        observer.observe(
            .starts, case: record.pointee.identity, op: Int(record.pointee.op), at: now,
            value: record.pointee.work)
        observer.begins(
            case: record.pointee.identity, op: Int(record.pointee.op), team: team, since: since,
            partly: partners.since, last: partners.last, at: now)
        let work = record.pointee.work
        record.pointee.since = now
        if O.looksAtWork { tellWork(of: team, work) }
        if staff.teams[team].isAlways {
            collector.teams[team].busy &+= Int128(clippedToWindow(now, now &+ work))
            schedule(at: now &+ work, rank: Rank.release, slot: slot)
        } else {
            startByCalendar(slot, team, work)
        }
    }

    @inline(__always)
    private mutating func take(_ team: Int) {
        let state = staff.teams + team
        if state.pointee.soleRole >= 0 {
            staff.roles[Int(state.pointee.soleRole)].free &-= state.pointee.solePeople
        } else {
            for k in Int(state.pointee.firstMember)..<Int(state.pointee.endMember) {
                staff.roles[staff.members[k].role].free &-= Int32(truncatingIfNeeded: staff.members[k].people)
            }
        }
        if O.looksAtPartners { noteFreePeople(of: team) }
    }

    @inline(__always)
    private mutating func release(_ team: Int) {
        let state = staff.teams + team
        if state.pointee.soleRole >= 0 {
            staff.roles[Int(state.pointee.soleRole)].free &+= state.pointee.solePeople
        } else {
            for k in Int(state.pointee.firstMember)..<Int(state.pointee.endMember) {
                staff.roles[staff.members[k].role].free &+= Int32(truncatingIfNeeded: staff.members[k].people)
            }
        }
        if O.looksAtPartners { noteFreePeople(of: team) }
    }

    @inline(never)
    mutating func startClocksOfWork(_ slot: UInt32) {
        let i = Int(pool.record(slot).pointee.op)
        if program.ops[i].flags.contains(.startsWithin) { endClock(Int(program.ops[i].ownLimit), slot) }
        endClocks(program.itemClocks[i].startEnds, slot)
        startClocks(program.itemClocks[i].startStarts, slot)
    }

    @inline(__always)
    mutating func countWait(
        _ record: UnsafeMutablePointer<CaseRecord>, _ op: UnsafeMutablePointer<OpRecord>, _ team: Int,
        inLineSince: Ticks
    ) {
        let since = record.pointee.since
        countInLine(of: team, op: record.pointee.op, since: inLineSince)
        if record.pointee.isCohort {
            let place = Int(op.pointee.visitPlace) &+ (op.pointee.hasManyTeams ? team : 0)
            // A visit that was handed over waits more than once; its waits are counted piece by piece.
            collector.waited(now &- since, place: place, caseClass: record.pointee.caseClass)
            if !record.pointee.isResumed { collector.places[place].work &+= Int128(record.pointee.work) }
        }
    }

    /// Length of the part of `[from, until)` that lies in the counted window.
    @inline(__always)
    mutating func clippedToWindow(_ from: Ticks, _ until: Ticks) -> Ticks {
        max(0, min(until, horizon.windowEnd) &- max(from, horizon.windowStart))
    }

    // MARK: - Work in hours

    private mutating func startByCalendar(_ slot: UInt32, _ team: Int, _ work: Ticks) {
        // Most work ends before the day does, and needs no calendar: starting has looked up the hours.
        let sole = Int(staff.teams[team].soleRole)
        if sole >= 0 && now &+ work <= staff.roles[sole].closes {
            collector.teams[team].busy &+= Int128(clippedToWindow(now, now &+ work))
            schedule(at: now &+ work, rank: Rank.release, slot: slot)
            return
        }
        let calendar = calendars + Int(staff.teams[team].calendar)
        switch staff.teams[team].atClosing {
        case .pause:
            let end = calendar.pointee.add(work, from: now)
            countBusy(team, until: end)
            schedule(at: min(end, Tick.never), rank: Rank.release, slot: slot)
        case .finish:
            let end = now + work
            collector.teams[team].busy += Int128(clippedToWindow(now, end))
            countOvertime(team, until: end)
            schedule(at: end, rank: Rank.release, slot: slot)
        case .handOver:
            let closing = calendar.pointee.interval(atOrAfter: now).upperBound
            let end = now + work
            countBusy(team, until: min(end, closing))
            if end <= closing {
                schedule(at: end, rank: Rank.release, slot: slot)
            } else {
                if limitsAct { pool.rare(slot).pointee.live = insertion }
                schedule(at: closing, rank: Rank.boundary, slot: slot)
            }
        }
    }

    private mutating func countBusy(_ team: Int, until end: Ticks) {
        let from = max(now, horizon.windowStart)
        let until = min(end, horizon.windowEnd)
        if until <= from { return }
        let calendar = calendars + Int(staff.teams[team].calendar)
        collector.teams[team].busy += Int128(calendar.pointee.between(from, until))
    }

    private mutating func countOvertime(_ team: Int, until end: Ticks) {
        let from = max(now, horizon.windowStart)
        let until = min(end, horizon.windowEnd)
        if until <= from { return }
        let calendar = calendars + Int(staff.teams[team].calendar)
        collector.teams[team].overtime += Int128(until - from - calendar.pointee.between(from, until))
    }

    mutating func workEnds(_ slot: UInt32) {
        let record = pool.record(slot)
        let team = Int(record.pointee.team)
        release(team)
        dirty |= staff.teams[team].marks
        if hasKin && isOver(slot) { return }
        let next = finishVisit(slot, op: Int(record.pointee.op))
        walk(slot, to: next)
    }

    /// Closing time with work left: the people go home, the case stands in line again with its old
    /// ticket, and anyone of the role goes on.
    mutating func workIsHandedOver(_ slot: UInt32) {
        let record = pool.record(slot)
        let team = Int(record.pointee.team)
        release(team)
        dirty |= staff.teams[team].marks
        if hasKin && isOver(slot) { return }
        record.pointee.work -= now - record.pointee.since
        record.pointee.since = now
        record.pointee.isResumed = true
        observer.observe(
            .handsOver, case: record.pointee.identity, op: Int(record.pointee.op), at: now,
            value: record.pointee.work)
        standAgain(slot, team)
    }

    /// Back in line where its ticket belongs.
    mutating func standAgain(_ slot: UInt32, _ team: Int) {
        let record = pool.record(slot)
        if lines[team].ranks > 0 {
            let rank = ringRank(record.pointee.words, team)
            lines[team].restore(slot, rank: rank, ticket: record.pointee.ticket, in: pool)
        } else {
            lines[team].insert(slot, key: lineKey(slot, team))
        }
    }
}

extension Discipline {
    /// Number of rings that give this order; 0 where it needs a heap.
    var ringRanks: Int {
        var ranks = 1
        for rule in rules {
            guard case .classes(_, let n) = rule else { return 0 }
            ranks *= n
        }
        return ranks <= 64 ? ranks : 0
    }
}
