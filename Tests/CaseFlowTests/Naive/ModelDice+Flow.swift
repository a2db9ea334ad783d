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

    // MARK: Limits

    mutating func drawLimits() {
        for i in items where chance(40) {
            let startsOnly = ops[i].kind == .work && chance(40)
            if startsOnly { ops[i].startsWithin = limits.count } else { ops[i].within = limits.count }
            addLimit(
                "l\(i)", startsOnly ? .stepStarts(i) : .step(i), .item(i), startsOnly ? .starts(i) : .item(i))
        }
        for i in 0..<number(0...5) {
            let flow = flows.isEmpty || chance(70) ? -1 : number(0...flows.count - 1)
            addLimit("L\(i)", .span, place(.arrival, ofFlow: flow), place(.end, ofFlow: flow))
            limits[limits.count - 1].flow = flow
            limits[limits.count - 1].only = test(40, mayAskHours: false)
            limits[limits.count - 1].startsOver = chance(40)
        }
    }

    private mutating func place(_ outer: Place, ofFlow flow: Int) -> Place {
        let end = flows.first.map { $0.items.lowerBound } ?? ops.count
        let own = items.filter { flow < 0 ? $0 < end : flows[flow].items.contains($0) }
        let item = one(of: own)
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
        switch number(0...9) {
        case 0: return .none
        case 1: return .solve
        case 2 where !numbers.isEmpty: return .number(number(0...numbers.count - 1))
        default: return .length(length())
        }
    }

    mutating func length() -> Length {
        let hours = Ticks(number(1...24)) * 30 * Tick.minute
        switch number(3...9) {
        case 3, 4: return .elapsed(chance(10) ? 0 : hours)
        case 5: return .working(chance(10) ? 0 : hours)
        case 6, 7:
            let rule = one(of: CountingRule.allCases)
            return .workingDays(
                rule == .byTheHour ? Double(hours) / Double(Tick.day) : Double(number(1...3)), rule)
        case 8: return .days(Double(number(1...3)), one(of: DayRule.allCases))
        default: return .months(1)
        }
    }
}
