import CaseFlow
import SimKernel

/// The fewest people of each number with which every step can still be done.
extension Compilation {
    /// The model's rosters, each number with the least to which it alone may be lowered: with fewer, the
    /// file would be refused. A shift that has people keeps one.
    func rostersWithLeast(of model: Model, _ load: OfferedLoad) -> Rosters? {
        var rosters = model.rosters
        let headcounts = model.headcounts
        let people = headcounts.map(\.people)
        for (index, headcount) in headcounts.enumerated() {
            func isRefused(_ count: Int) -> Bool {
                var changed = people
                changed[index] = count
                return self.isRefused(model.staffed(changed), load)
            }
            let least = Self.least(headcount.people, isRefused)
            let group = headcounts[..<index].count { $0.role == headcount.role }
            let isShift = model.rosters?.ofRoles[headcount.role].lines == .ofGroups
            rosters?.ofRoles[headcount.role].groups[group].least =
                isShift ? max(least, min(1, headcount.people)) : least
        }
        return rosters
    }

    /// Mostly nothing but zero is refused, so the search begins there and doubles.
    private static func least(_ people: Int, _ isRefused: (Int) -> Bool) -> Int {
        if people == 0 || !isRefused(0) { return 0 }
        var (low, high) = (0, 1)
        while high < people, isRefused(high) { (low, high) = (high, min(2 * high, people)) }
        while high - low > 1 {
            let middle = (low + high) / 2
            if isRefused(middle) { low = middle } else { high = middle }
        }
        return high
    }

    /// Whether some step could never have its people. What the file's numbers are refused for is known.
    private func isRefused(_ model: Model, _ load: OfferedLoad) -> Bool {
        guard let rosters = model.rosters else { return false }
        for (role, roster) in rosters.ofRoles.enumerated() {
            if rosters.people(of: role) == 0 && scenario.staff[role].count > 0 { return true }
            if roster.excess != nil { return true }
        }
        let members = model.teams.filter { $0.kind == .together }.flatMap(\.members)
        if members.contains(where: { $0.people > rosters.mostTogether(of: $0.role) }) { return true }
        if model.people.isEmpty { return false }
        let asksPools = members.contains { if case .ofPool? = $0.everybody { true } else { false } }
        return wouldReport { checkNumbers(model, asksPools ? OfferedLoad(model) : load) }
    }
}
