import CaseFlow
import SimKernel

/// People, items and limits.
extension ModelDice {
    mutating func drawPeople() {
        disciplines = (0...number(0...2)).map { _ in discipline() }
        let closings: [AtClosing] = [.pause, .finish, .handOver]
        let closing = one(of: closings)
        for i in 0..<number(1...4) {
            roles.append(
                Role(
                    label: Label("r\(i)"), staff: number(1...4), calendar: roleCalendar(),
                    discipline: chance(60) ? 0 : number(0...disciplines.count - 1),
                    atClosing: chance(60) ? closing : one(of: closings)))
        }
        for role in roles.indices { teams.append(team([Team.Member(role: role, people: 1)], gathers: false)) }
        for _ in 0..<number(0...3) {
            var members: [Team.Member] = []
            for role in roles.indices where chance(50) {
                members.append(Team.Member(role: role, people: number(1...min(3, roles[role].staff))))
            }
            if members.isEmpty { continue }
            let team = team(members, gathers: chance(45))
            if !teams.contains(where: { $0.members == team.members && $0.gathers == team.gathers }) {
                teams.append(team)
            }
        }
    }

    mutating func team(_ members: [Team.Member], gathers: Bool) -> Team {
        var hours = calendars[roles[members[0].role].calendar]
        for member in members.dropFirst() {
            hours = hours.intersection(calendars[roles[member.role].calendar])
        }
        let own = Set(members.map { roles[$0.role].discipline })
        return Team(
            members: members, gathers: gathers, calendar: index(ofCalendar: hours),
            atClosing: roles[members[0].role].atClosing,
            discipline: own.count == 1 ? roles[members[0].role].discipline : 0)
    }

    private mutating func discipline() -> Discipline {
        let rules = (0..<number(0...3)).map { _ in rule() }
        return Discipline(rules: rules, text: "")
    }

    private mutating func rule() -> Discipline.Rule {
        switch number(0...(numbers.isEmpty ? 6 : 8)) {
        case 0, 1: return .classes(selector(3), ranks: 3)
        case 2: return .earliestDue
        case 3: return .leastSlack
        case 4: return .oldestCase
        case 5: return .lastCome
        case 6: return .random
        case 7: return .largest(number: number(0...numbers.count - 1))
        default: return .smallest(number: number(0...numbers.count - 1))
        }
    }

    // MARK: Items

    mutating func drawItems() {
        let count = number(2...7)
        let unit = one(of: [15 * Tick.minute, Tick.hour, 3 * Tick.hour])
        for i in 0..<count {
            let name = "i\(i)"
            let kinds: [Op.Kind] = [.work, .work, .work, .work, .wait, .wait, .decision]
            var op = Op(label: Label(name), kind: one(of: kinds), key: NameKey.key32(name), only: test(35))
            if chance(25) {
                op.share = selector(2)
                op.shares = [share(atMost: 1), share(atMost: 1)]
            }
            if op.kind == .work { op.team = selector(teams.count) }
            if op.kind != .decision { op.table = table(byClass: op.kind == .work ? unit : 2 * unit) }
            if op.kind == .wait {
                op.worksOnCalendar = chance(40)
                op.stopsClock = chance(50)
            }
            if chance(50) { drawOutcomes(&op, at: i, of: count) }
            ops.append(op)
        }
        ops.append(Op(label: Label("end"), kind: .end, key: NameKey.key32("end")))
        for i in 0..<count where isInLoop(i) {
            ops[i].counter = counters
            counters += 1
        }
    }

    /// Something at or behind the item leads back to it or to something before it.
    private func isInLoop(_ item: Int) -> Bool {
        ops.indices.contains { i in
            i >= item && ops[i].outcomes.contains { (0...item).contains(outcomes[$0].jump) }
        }
    }

    private mutating func drawOutcomes(_ op: inout Op, at i: Int, of count: Int) {
        let first = outcomes.count
        let number = number(1...3)
        for k in 0..<number {
            var outcome = Outcome(
                label: Label("o\(i)\(k)"), only: test(25), share: selector(2),
                shares: [share(atMost: 1 / Double(number)), share(atMost: 1 / Double(number))],
                takesRest: k == 1 && chance(40), setMask: word("o\(i)\(k)"))
            if chance(25) {
                let list = chance(60) ? mix : matter
                outcome.becomeSets = one(of: list)
                outcome.becomeClears = list.reduce(0) { $0 | $1 } & ~outcome.becomeSets
            }
            drawJump(&outcome, at: i, of: count)
            op.outcomeMask |= outcome.setMask
            outcomes.append(outcome)
        }
        op.outcomes = first..<outcomes.count
    }

    private mutating func drawJump(_ outcome: inout Outcome, at i: Int, of count: Int) {
        switch number(0...5) {
        case 0, 1: outcome.jump = number(0...i)
        case 2, 3: outcome.jump = number((i + 1)...count)
        default: return
        }
        // A way back without bound must be left with some luck.
        let needsBound = outcome.jump <= i && (outcome.takesRest || chance(70))
        if needsBound || chance(30) {
            outcome.atMost = number(1...3)
            outcome.counter = counters
            counters += 1
            if chance(50) { outcome.then = number((i + 1)...count) }
        } else if outcome.jump <= i {
            outcome.shares = outcome.shares.map { $0 / 4 }
        }
    }

    // MARK: Limits

    mutating func drawLimits() {
        for i in ops.indices.dropLast() where chance(40) {
            let startsOnly = ops[i].kind == .work && chance(40)
            if startsOnly { ops[i].startsWithin = limits.count } else { ops[i].within = limits.count }
            addLimit(
                "l\(i)", startsOnly ? .stepStarts(i) : .step(i), .item(i), startsOnly ? .starts(i) : .item(i))
        }
        for i in 0..<number(0...5) {
            addLimit("L\(i)", .span, place(.arrival), place(.end))
            limits[limits.count - 1].only = test(40)
            limits[limits.count - 1].startsOver = chance(40)
        }
    }

    private mutating func place(_ outer: Place) -> Place {
        let item = number(0...ops.count - 2)
        switch number(0...6) {
        case 0, 1: return outer
        case 2 where ops[item].kind == .work: return .starts(item)
        case 3: return .done(item)
        default: return .item(item)
        }
    }

    private mutating func addLimit(_ name: String, _ kind: Limit.Kind, _ from: Place, _ until: Place) {
        let strata = (0..<number(1...3)).map { _ in
            Limit.Stratum(name: nil, length: limitLength(), text: "", rule: nil)
        }
        limits.append(
            Limit(
                label: Label(name), kind: kind, from: from, until: until, only: -1,
                stratum: selector(strata.count), strata: strata, startsOver: false, rule: nil, target: nil))
    }

    private mutating func limitLength() -> LimitLength {
        let hours = Ticks(number(1...24)) * 30 * Tick.minute
        switch number(0...9) {
        case 0: return .none
        case 1: return .solve
        case 2 where !numbers.isEmpty: return .number(number(0...numbers.count - 1))
        case 3, 4: return .length(.elapsed(chance(10) ? 0 : hours))
        case 5: return .length(.working(chance(10) ? 0 : hours))
        case 6, 7:
            let rule = one(of: CountingRule.allCases)
            return .length(
                .workingDays(
                    rule == .byTheHour ? Double(hours) / Double(Tick.day) : Double(number(1...3)), rule))
        case 8: return .length(.days(Double(number(1...3)), one(of: DayRule.allCases)))
        default: return .length(.months(1))
        }
    }
}
