import CaseFlow
import SimKernel
import Testing

/// `if late` of a limit, by name.
struct IfLate {
    var only: Only?
    var share: Double?
    var loses: [String] = []
    var becomes: String?
    /// An item, or `end`.
    var skipTo: String?
    var starts: String?
    /// In whole units of money, or times a number of the case.
    var costs: Double?
    var times: String?
    var by: String?
    var again: Ticks?
}

extension Model {
    mutating func ifLate(_ name: String, _ late: IfLate) {
        let index = limits.firstIndex { $0.label.id == name }!
        var action = LateAction(key: NameKey.key32(name), counter: counters)
        counters += 1
        if let only = late.only { action.only = add(only) }
        if let share = late.share {
            action.share = .always(0)
            action.shares = [threshold(share)]
        }
        for word in late.loses { action.becomeClears |= mask(word) }
        if let word = late.becomes { action.becomeSets = mask(word) }
        if let target = late.skipTo { action.jump = item(target) }
        if let flow = late.starts { action.starts = flows.firstIndex { $0.label.id == flow }! }
        if late.costs != nil || late.times != nil { action.costs = cost(late.costs, times: late.times) }
        if let again = late.again { action.again = .elapsed(again) }
        if let role = late.by { moveOver(index, to: self.role(role)) }
        limits[index].ifLate = action
    }

    /// What an outcome costs.
    mutating func costs(_ outcome: String, _ amount: Double?, times number: String? = nil) {
        outcomes[outcomes.firstIndex { $0.label.id == outcome }!].costs = cost(amount, times: number)
    }

    private mutating func cost(_ amount: Double?, times number: String?) -> Cost {
        let index = number.map { name in numbers.firstIndex { $0.label.id == name }! }
        guard let amount else { return Cost(number: index ?? -1) }
        tables.append(Quantity.constant(Ticks(amount * 1e6)).table)
        var cost = Cost(table: .always(tables.count - 1))
        if let index {
            factors.append(.number(index))
            cost.factor = .always(factors.count - 1)
        }
        return cost
    }

    private mutating func moveOver(_ limit: Int, to role: Int) {
        guard let op = ops.indices.first(where: { ops[$0].within == limit || ops[$0].startsWithin == limit })
        else { preconditionFailure("only an item's own limit moves its cases") }
        let members = [Team.Member(role: role, people: 1)]
        if !teams.contains(where: { $0.members == members }) {
            teams.append(
                Team(
                    members: members, gathers: false, calendar: roles[role].calendar,
                    atClosing: roles[role].atClosing, discipline: roles[role].discipline))
        }
        ops[op].overflow = teams.firstIndex { $0.members == members }!
    }

    mutating func mask(_ name: String) -> UInt64 {
        if let known = words.first(where: { $0.label.id == name }) { return known.mask }
        words.append(Word(label: Label(name), bit: words.count))
        return words[words.count - 1].mask
    }

    private mutating func add(_ only: Only) -> Int {
        let (yes, no) = (only.yes.map { mask($0) }, only.no.map { mask($0) })
        tests.append(
            CaseTest(
                any: only.any, yes: yes.reduce(0, |), no: no.reduce(0, |), numbers: [], text: "\(only)"))
        return tests.count - 1
    }
}

extension Desk {
    /// What happens in the changed model: with people who are counted, and the same with persons.
    func changed(_ change: (inout Model) -> Void) -> History {
        builder.changed(change)
    }
}

extension ModelBuilder {
    func changed(_ change: (inout Model) -> Void) -> History {
        var model = build()
        change(&model)
        let (counted, named) = (History(model), History(model.namingPeople))
        #expect(counted.told() == named.told())
        #expect(counted.result.costs == named.result.costs)
        for (left, right) in zip(counted.result.roles, named.result.roles) {
            #expect(left.queueIntegral == right.queueIntegral && left.busy == right.busy)
            #expect(left.waiting.sum == right.waiting.sum && left.waiting.count == right.waiting.count)
        }
        #expect(counted.result.steps.map(\.givenUp) == named.result.steps.map(\.givenUp))
        return counted
    }
}
