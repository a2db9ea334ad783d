import CaseFlow
import SimKernel

/// Who works on what: the order of the lines, and whose turn it is.
extension NaiveSimulator {
    // MARK: Order of a line

    /// The rules' values, smaller first, and the ticket in the end.
    func order(_ c: NaiveCase) -> [Int64] {
        c.interrupted?.order ?? orderInLine(c)
    }

    /// As for a case that nobody has begun yet.
    func orderInLine(_ c: NaiveCase) -> [Int64] {
        let rules = model.disciplines[model.teams[c.team].discipline].rules
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

    /// All who wait for these teams, in order.
    func waiting(for teams: [Int]) -> [NaiveCase] {
        teams.flatMap { lines[$0] }.map { (c: $0, order: order($0)) }
            .sorted { $0.order.lexicographicallyPrecedes($1.order) }.map(\.c)
    }

    /// Those who stand in one line: of one team, for the same pools.
    private struct Line: Equatable {
        var team: Int
        var pools: [Int]
    }

    private func line(of c: NaiveCase) -> Line {
        let roles = model.teams[c.team].members.flatMap { [$0.role] + deputies(of: $0.role) }
        return Line(team: c.team, pools: roles.map { pool(of: $0, c) })
    }

    private func deputies(of role: Int) -> [Int] {
        let deputy = model.roles[role].deputy
        return deputy < 0 ? [] : [deputy] + deputies(of: deputy)
    }

    // MARK: Starts

    func dealStarts() {
        repeat {
            dealOut()
        } while interruptsSomething()
    }

    /// Work that begins may let people go who were held until then: they are dealt out too.
    private func dealOut() {
        var hasBegun = true
        while hasBegun {
            hasBegun = false
            for group in groups {
                while let (c, crew) = next(of: group) {
                    start(c, crew)
                    hasBegun = true
                }
            }
        }
    }

    /// The first case in order that can be begun; those that a deputy would have to begin come last.
    private func next(of group: NaiveGroup) -> (c: NaiveCase, crew: NaiveCrew)? {
        let waiting = waiting(for: group.teams)
        for deputies in [false, true] {
            if group.gathers {
                if let next = nextWhereSomeGather(waiting, deputies: deputies) { return next }
                continue
            }
            for c in waiting {
                if let crew = crew(for: c, deputies: deputies) { return (c, crew) }
            }
        }
        return nil
    }

    /// Joint cases that gather come before all others, and the first of each line keeps the people who are
    /// free for it until it has them all.
    private func nextWhereSomeGather(
        _ waiting: [NaiveCase], deputies: Bool
    ) -> (c: NaiveCase, crew: NaiveCrew)? {
        func keeps(_ c: NaiveCase) -> Bool { model.teams[c.team].keepsPeople }
        var kept: Set<Int> = []
        var seen: [Line] = []
        for c in waiting.filter(keeps) + waiting.filter({ !keeps($0) }) {
            let free = { (person: NaivePerson) in person.isFree && !kept.contains(person.index) }
            if let crew = crew(for: c, deputies: deputies, from: free) { return (c, crew) }
            if seen.contains(line(of: c)) { continue }
            seen.append(line(of: c))
            if keeps(c) { kept.formUnion(whoIsKept(for: c, deputies: deputies, besides: kept)) }
        }
        return nil
    }

    /// Of those on duty, the ones who are free; nobody where not all places could be filled by anybody.
    private func whoIsKept(for c: NaiveCase, deputies: Bool, besides kept: Set<Int>) -> Set<Int> {
        if !isMeeting(c) { return [] }
        if let crew = particular(c) {
            let areOnDuty = crew.people.allSatisfy(isOnDuty) && crew.roles.allSatisfy(isOpen)
            return areOnDuty ? Set(crew.people.filter(\.isFree).map(\.index)) : []
        }
        var mine: Set<Int> = []
        for member in model.teams[c.team].members {
            let onDuty = candidates(for: member, c, deputies: deputies)
            if onDuty.count < member.people { return [] }
            let free = onDuty.filter { $0.isFree && !kept.contains($0.index) && !mine.contains($0.index) }
            mine.formUnion(free.prefix(member.people).map(\.index))
        }
        return mine
    }
}
