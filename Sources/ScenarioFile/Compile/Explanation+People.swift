import CaseFlow

/// A value as typed, by class where it is split.
func text<Value>(of split: Split<Value>, _ say: (Value) -> String) -> String {
    switch split {
    case .one(let value): say(value.value)
    case .byWord(let rows, _):
        rows.map { row in
            let inner = text(of: row.value, say)
            if case .byWord = row.value { return "\(row.text): { \(inner) }" }
            return "\(row.text): \(inner)"
        }.joined(separator: ", ")
    }
}

extension ByPhrase {
    var text: String {
        switch self {
        case .role(let name), .person(let name): name
        case .either(let names): names.map(\.value).joined(separator: " or ")
        case .together(let members):
            members.map { member in
                switch member.count {
                case .people(1): member.name.value
                case .people(let count): "\(count) \(member.name.value)"
                case .all: "all \(member.name.value)"
                }
            }.joined(separator: " + ")
        case .sameAs(let item): "same as \(item.value)"
        case .every(let role): "every \(role.value)"
        }
    }
}

extension StepPart {
    /// What is asked of the people beside who they are.
    var conditionTexts: [String] {
        var texts: [String] = []
        if !notBy.isEmpty { texts.append("not by " + notBy.map(\.value).joined(separator: ", ")) }
        if let travel { texts.append("travel " + text(of: travel) { $0.text }) }
        if let budget { texts.append("budget " + budget.value.text) }
        if let meets { texts.append("meets every " + meets.value.text) }
        if let holdsUntil { texts.append("holds until " + holdsUntil.value.text) }
        if onReturn?.value == .samePeople { texts.append("on return the same people") }
        return texts
    }
}

extension Scenario {
    /// Where the people of a role come from, when they are there, who helps, and whom they help.
    func peopleText(of role: StaffRole) -> [String] {
        var texts: [String] = []
        switch role.people {
        case .count: break
        case .of(let count, let pool): texts.append("the first \(count.value) of \(pool.value)")
        case .per(let count, let unit): texts.append("\(count.value) per \(unit.value)")
        case .shifts(let shifts):
            texts.append(shifts.map { "\($0.shift.value) \($0.count.value)" }.joined(separator: ", "))
        case .split(let rows):
            texts.append(text(of: .byWord(rows, at: role.place)) { "\($0)" })
        }
        texts += role.away.map { "away " + $0.value.text }
        if let joins = role.joins { texts.append("joins \(joins.value.text)") }
        if let costs = role.costs { texts.append("costs \(costs.value.text)") }
        if let deputy = role.deputy { texts.append("deputy \(deputy.value)") }
        for other in staff {
            if case .of(let count, let pool) = other.people, pool.value == role.name.value {
                texts.append("\(count.value) of them also \(other.name.value)")
            }
            if other.deputy?.value == role.name.value { texts.append("deputy of \(other.name.value)") }
        }
        return texts
    }
}

extension JoinsPhrase {
    var text: String {
        var text = "\(count) on \(date.text)"
        if let speed, let during { text += " at \(speed.text) for \(during.text)" }
        return text
    }
}

extension Away {
    var text: String {
        switch self {
        case .spells(let share, let quantity): "\(share.text) in spells of \(quantity.text)"
        case .planned(let count, let dates):
            "\(count) on \(dates.first.text)"
                + (dates.first == dates.last ? "" : "..\(dates.last.text)")
        case .recurring(let count, let dates): "\(count) on \(dates.text)"
        }
    }
}
