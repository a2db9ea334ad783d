import CaseFlow
import SimKernel

/// Lines that share people, in which starts of one instant are dealt out together.
struct NaiveGroup {
    var teams: [Int]
    var gathers: Bool

    /// First all roles that share people with other roles and do not gather; then the others in their
    /// order, those that share people with joint work that gathers all at once.
    static func all(of model: Model) -> [NaiveGroup] {
        let teams = model.teams.indices
        let circles = sharing(model)
        func roles(_ team: Int) -> Set<Int> { Set(model.teams[team].members.map(\.role)) }
        /// Roles that share people with these, directly or through others.
        func reached(_ first: Set<Int>) -> Set<Int> {
            let wider = circles.filter { !$0.isDisjoint(with: first) }.reduce(first) { $0.union($1) }
            return wider == first ? first : reached(wider)
        }
        let gathering = reached(
            teams.filter { model.teams[$0].keepsPeople }.reduce(Set<Int>()) { $0.union(roles($1)) })
        let shared = circles.filter { $0.count > 1 }.reduce(Set<Int>()) { $0.union($1) }.subtracting(
            gathering)
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

    /// Roles that meet: in one line, in one person, or as deputy and principal.
    private static func sharing(_ model: Model) -> [Set<Int>] {
        let lines = model.teams.map { Set($0.members.map(\.role)) }
        let persons = model.people.map { person in
            Set(model.roles.indices.filter { person.roles >> UInt64($0) & 1 == 1 })
        }
        let deputies = model.roles.indices.filter { model.roles[$0].deputy >= 0 }.map {
            Set([$0, model.roles[$0].deputy])
        }
        return lines + persons + deputies
    }
}

extension Team {
    /// Joint work that keeps people for its first case.
    var keepsPeople: Bool { gathers && members.reduce(0) { $0 + $1.people } > 1 }
}
