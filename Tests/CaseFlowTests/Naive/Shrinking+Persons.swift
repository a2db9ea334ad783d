import CaseFlow
import SimKernel

/// What can be left out of a model with persons.
extension RandomModel {
    var simplificationsOfPersons: [(inout Model) -> Void] {
        var steps: [(inout Model) -> Void] = []
        for i in model.people.indices {
            let person = model.people[i]
            if !person.absences.isEmpty { steps.append { $0.people[i].absences.removeLast() } }
            let calendar = model.roles[person.home].calendar
            if person.calendar != calendar { steps.append { $0.people[i].calendar = calendar } }
            for r in model.roles.indices where r != person.home && model.roles[r].people.contains(i) {
                if model.roles[r].people.count == 1 { continue }
                steps.append { model in
                    model.people[i].roles &= ~(1 << UInt64(r))
                    model.roles[r].people.removeAll { $0 == i }
                    model.roles[r].staff = model.roles[r].people.count
                }
            }
            let roles = model.roles.indices.filter { model.roles[$0].people.contains(i) }
            if !roles.isEmpty && roles.allSatisfy({ model.roles[$0].people.count > 1 }) {
                steps.append { model in
                    for r in roles {
                        model.roles[r].people.removeAll { $0 == i }
                        model.roles[r].staff = model.roles[r].people.count
                    }
                    model.people[i].roles = 0
                }
            }
        }
        for r in model.roles.indices {
            if model.roles[r].deputy >= 0 { steps.append { $0.roles[r].deputy = -1 } }
            if model.roles[r].pools != nil { steps.append { $0.roles[r].pools = nil } }
        }
        for t in model.teams.indices { steps += simplifications(ofTeam: t) }
        for d in model.disciplines.indices where !model.disciplines[d].interruptions.isEmpty {
            steps.append { _ = $0.disciplines[d].interruptions.popLast() }
        }
        return steps
    }

    private func simplifications(ofTeam t: Int) -> [(inout Model) -> Void] {
        let team = model.teams[t]
        var steps: [(inout Model) -> Void] = []
        if team.kind != .together {
            steps.append {
                $0.teams[t].kind = .together
                $0.teams[t].members.sort { $0.role < $1.role }
            }
        }
        if team.meets >= 0 { steps.append { $0.teams[t].meets = -1 } }
        if team.gathers { steps.append { $0.teams[t].gathers = false } }
        if case .together = team.kind, team.members.count > 1 {
            steps.append { $0.teams[t].members.removeLast() }
        }
        for m in team.members.indices {
            if team.members[m].people > 1 {
                steps.append { if m < $0.teams[t].members.count { $0.teams[t].members[m].people = 1 } }
            }
            if team.members[m].person >= 0 {
                steps.append { if m < $0.teams[t].members.count { $0.teams[t].members[m].person = -1 } }
            }
        }
        return steps
    }

    func simplificationsOfPersons(atItem i: Int) -> [(inout Model) -> Void] {
        let op = model.ops[i]
        var steps: [(inout Model) -> Void] = []
        if op.travel != .none { steps.append { $0.ops[i].travel = .none } }
        if !op.notBy.isEmpty { steps.append { _ = $0.ops[i].notBy.popLast() } }
        if op.samePeople { steps.append { $0.ops[i].samePeople = false } }
        if op.overflow >= 0 { steps.append { $0.ops[i].overflow = -1 } }
        if op.holdsUntil != nil { steps.append { $0.ops[i].holdsUntil = nil } }
        return steps
    }
}
