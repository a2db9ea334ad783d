import CaseFlow
import SimKernel

/// Who works on what: the order of the lines, and whose turn it is.
extension NaiveSimulator {
    // MARK: Order of a line

    /// The rules' values, smaller first, and the ticket in the end.
    func order(_ c: NaiveCase) -> [Int64] {
        if let work = c.interrupted { return work.order }
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

    /// Those who stand in one line: of one team, for the same pools. Whoever waits for the people who were
    /// at it when it was interrupted stands alone.
    struct Line: Hashable {
        var team: Int
        var pools: [Int]
        var interrupted: UInt64?
    }

    func line(of c: NaiveCase) -> Line {
        Line(
            team: c.team, pools: model.teams[c.team].members.map { pool(of: $0.role, c) },
            interrupted: c.interrupted == nil ? nil : c.identity)
    }

    // MARK: Starts

    func dealStarts() {
        repeat {
            for group in groups {
                while let (c, posts) = next(of: group) { start(c, posts) }
            }
        } while interruptsSomething()
    }

    /// The first case in order that can be begun; those that a deputy would have to begin come last.
    private func next(of group: NaiveGroup) -> (c: NaiveCase, posts: [NaivePost])? {
        if group.gathers { return nextWhereSomeGather(group) }
        let waiting = waiting(for: group.teams)
        for deputies in [false, true] {
            for c in waiting {
                if let posts = posts(for: c, deputies: deputies) { return (c, posts) }
            }
        }
        return nil
    }

    /// Joint cases that gather come first, and each first case of a line keeps the people who are free for
    /// it until it has them all; while a partner is off duty nobody is kept.
    private func nextWhereSomeGather(_ group: NaiveGroup) -> (c: NaiveCase, posts: [NaivePost])? {
        let waiting = waiting(for: group.teams)
        let inOrder =
            waiting.filter { model.teams[$0.team].keepsPeople }
            + waiting.filter { !model.teams[$0.team].keepsPeople }
        for deputies in [false, true] {
            var kept: Set<Int> = []
            var seen: Set<Line> = []
            for c in inOrder {
                if let posts = posts(
                    for: c, deputies: deputies, from: { $0.isFree && !kept.contains($0.index) })
                {
                    return (c, posts)
                }
                if !seen.insert(line(of: c)).inserted || !model.teams[c.team].keepsPeople { continue }
                if posts(for: c, deputies: deputies, from: { _ in true }) == nil { continue }
                for member in model.teams[c.team].members {
                    let free = candidates(for: member, c, deputies: deputies).filter {
                        $0.isFree && !kept.contains($0.index)
                    }
                    kept.formUnion(free.prefix(member.people).map(\.index))
                }
            }
        }
        return nil
    }
}
