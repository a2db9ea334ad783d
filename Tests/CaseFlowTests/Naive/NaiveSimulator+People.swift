import CaseFlow
import SimKernel

/// Lines that share people, in which starts of one instant are dealt out together.
struct NaiveGroup {
    var teams: [Int]
    var gathers: Bool

    /// First all roles that work with other roles and do not gather; then the others in their order,
    /// those that share people with joint work that gathers all at once.
    static func all(of model: Model) -> [NaiveGroup] {
        let teams = model.teams.indices
        func roles(_ team: Int) -> Set<Int> { Set(model.teams[team].members.map(\.role)) }
        func gathers(_ team: Int) -> Bool {
            model.teams[team].gathers && model.teams[team].members.reduce(0) { $0 + $1.people } > 1
        }
        /// Roles that share people with these, directly or through others.
        func reached(_ first: Set<Int>) -> Set<Int> {
            let wider = teams.filter { !roles($0).isDisjoint(with: first) }.reduce(first) {
                $0.union(roles($1))
            }
            return wider == first ? first : reached(wider)
        }
        let gathering = reached(teams.filter(gathers).reduce(Set<Int>()) { $0.union(roles($1)) })
        let joint = teams.filter { roles($0).count > 1 }.reduce(Set<Int>()) { $0.union(roles($1)) }
        let shared = joint.subtracting(gathering)
        var groups = [NaiveGroup(teams: teams.filter { !roles($0).isDisjoint(with: shared) }, gathers: false)]
        for role in model.roles.indices where !shared.contains(role) {
            let own = gathering.contains(role) ? reached([role]) : [role]
            if own.min() != role { continue }
            groups.append(
                NaiveGroup(
                    teams: teams.filter { !roles($0).isDisjoint(with: own) },
                    gathers: gathering.contains(role)))
        }
        return groups
    }
}

/// Who works on what.
extension NaiveSimulator {
    // MARK: Order of a line

    /// The rules' values, smaller first, and the ticket in the end.
    private func order(_ c: NaiveCase, _ team: Int) -> [Int64] {
        let rules = model.disciplines[model.teams[team].discipline].rules
        var keys = rules.map { value(of: $0, c) }
        var product = 1
        for case .classes(_, let ranks) in rules { product *= ranks }
        let isByClassAlone = rules.allSatisfy { if case .classes = $0 { true } else { false } }
        if isByClassAlone && product <= 64 {
            // Ranks within ranks are one rank, which matters beside lines with other rules.
            keys = [
                zip(keys, rules).reduce(0) { rank, next in
                    guard case .classes(_, let ranks) = next.1 else { return rank }
                    return rank * Int64(ranks) + next.0
                }
            ]
        }
        return keys + Array(repeating: 0, count: 4 - keys.count) + [Int64(c.ticket)]
    }

    private func value(of rule: Discipline.Rule, _ c: NaiveCase) -> Int64 {
        switch rule {
        case .classes(let selector, _): return Int64(pick(selector, c))
        case .earliestDue: return earliestDue(c)
        case .leastSlack:
            let mean = model.tables[pick(model.ops[c.item].table, c)].mean
            return earliestDue(c) - Ticks(mean.rounded())
        case .oldestCase: return c.arrival
        case .largest(let number): return -c.numbers[number]
        case .smallest(let number): return c.numbers[number]
        case .lastCome: return Int64(-c.ticket)
        case .random: return Int64(bits(c, .line).first)
        }
    }

    /// The first case of each line, the lines in the order of these cases.
    private func heads(_ teams: [Int]) -> [(c: NaiveCase, team: Int)] {
        teams.compactMap { team -> (c: NaiveCase, team: Int, order: [Int64])? in
            lines[team].map { (c: $0, team: team, order: order($0, team)) }.min {
                $0.order.lexicographicallyPrecedes($1.order)
            }
        }.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map { ($0.c, $0.team) }
    }

    // MARK: Starts

    private func free(_ role: Int) -> [NaivePerson] { people.filter { $0.role == role && $0.isFree } }

    private func isOnDuty(_ role: Int) -> Bool { hours[model.roles[role].calendar].isOpen(at: now) }

    private func areOnDuty(_ team: Int) -> Bool { model.teams[team].members.allSatisfy { isOnDuty($0.role) } }

    private func next(of group: NaiveGroup) -> (c: NaiveCase, team: Int)? {
        if group.gathers { return nextWhereSomeGather(group) }
        return heads(group.teams).first { head in
            areOnDuty(head.team)
                && model.teams[head.team].members.allSatisfy { free($0.role).count >= $0.people }
        }
    }

    /// Joint cases that gather come first, and each keeps the people who are free for it until it
    /// has them all; while a partner is off duty nobody is kept.
    private func nextWhereSomeGather(_ group: NaiveGroup) -> (c: NaiveCase, team: Int)? {
        let heads = heads(group.teams)
        func gathers(_ head: (c: NaiveCase, team: Int)) -> Bool {
            let team = model.teams[head.team]
            return team.gathers && team.members.reduce(0) { $0 + $1.people } > 1
        }
        var free = model.roles.indices.map { self.free($0).count }
        for head in heads.filter(gathers) + heads.filter({ !gathers($0) }) where areOnDuty(head.team) {
            let members = model.teams[head.team].members
            if members.allSatisfy({ free[$0.role] >= $0.people }) { return head }
            if !gathers(head) { continue }
            for member in members { free[member.role] -= min(member.people, free[member.role]) }
        }
        return nil
    }

    func dealStarts() {
        for group in groups {
            while let (c, team) = next(of: group) { start(c, team) }
        }
    }

    private func start(_ c: NaiveCase, _ team: Int) {
        lines[team].removeAll { $0 === c }
        for member in model.teams[team].members {
            let longestIdle = free(member.role).sorted { $0.idleSince < $1.idleSince }.prefix(member.people)
            c.people += longestIdle
        }
        for person in c.people { person.isFree = false }
        stays.append(NaiveStay(c, team: team, until: now, model))
        if !c.hasBegun {
            if model.ops[c.item].startsWithin >= 0 { endClock(c, model.ops[c.item].startsWithin) }
            endClocks(c, until: .starts(c.item))
            startClocks(c, from: .starts(c.item))
        }
        c.hasBegun = true
        c.since = now
        note(.starts, c, value: c.workLeft)
        work(c, team)
    }

    private func work(_ c: NaiveCase, _ team: Int) {
        let hours = hours[model.teams[team].calendar]
        switch model.teams[team].atClosing {
        case .pause:
            let end = hours.add(c.workLeft, from: now)
            efforts.append(NaiveEffort(team: team, span: now..<end, inHours: true))
            expect(.workEnds(c), at: end, rank: 0)
        case .finish:
            let end = now + c.workLeft
            efforts.append(NaiveEffort(team: team, span: now..<end, inHours: false))
            expect(.workEnds(c), at: end, rank: 0)
        case .handOver:
            let end = now + c.workLeft
            let closing = hours.closing(after: now) ?? Tick.never
            efforts.append(NaiveEffort(team: team, span: now..<min(end, closing), inHours: true))
            if end <= closing {
                expect(.workEnds(c), at: end, rank: 0)
            } else {
                expect(.workIsHandedOver(c), at: closing, rank: 1)
            }
        }
    }

    private func release(_ c: NaiveCase) {
        for person in c.people {
            person.isFree = true
            person.idleSince = now
        }
        c.people = []
    }

    func workEnds(_ c: NaiveCase) {
        release(c)
        if !c.isGivenUp { walk(c, to: finish(c)) }
    }

    /// Anyone of the role goes on with what is left, in its old place in the line.
    func workIsHandedOver(_ c: NaiveCase) {
        release(c)
        if c.isGivenUp { return }
        c.workLeft -= now - c.since
        c.since = now
        note(.handsOver, c, value: c.workLeft)
        lines[c.team].append(c)
    }
}
