import SimKernel

/// One number of people in a model: what a planner may change, and what `staff.PATH=N` changes in a file.
package struct Headcount: Sendable, Equatable {
    /// Behind `staff.`: `clerk`, of a role with shifts `clerk.early`.
    package var path: String
    /// Index into `Model.roles`.
    package var role: Int
    /// What the model has.
    package var people: Int
    /// How many people one more of it stands for: the units of a role that counts per unit.
    package var copies: Int
    /// Fewer could not do some step at all.
    package var least: Int

    package init(path: String, role: Int, people: Int, copies: Int = 1, least: Int = 1) {
        self.path = path
        self.role = role
        self.people = people
        self.copies = copies
        self.least = least
    }
}

extension Model {
    /// All numbers of people that may be changed, role by role in the order of the file. Roles whose
    /// people belong to another role have none of their own.
    package var headcounts: [Headcount] {
        guard let rosters else { return countedHeadcounts }
        return groups.map { role, index in
            let group = rosters.ofRoles[role].groups[index]
            return Headcount(
                path: group.path, role: role, people: group.people, copies: group.pools.count,
                least: group.least)
        }
    }

    /// The same model with other numbers of people, parallel to `headcounts`: what the file with these
    /// numbers compiles to, but for its digest. A role with `n of` another one keeps as many of its n
    /// people as there are, and all of them where it had all.
    package func staffed(_ people: [Int]) -> Model {
        var model = self
        guard rosters != nil else {
            for (headcount, people) in zip(countedHeadcounts, people) {
                model.roles[headcount.role].staff = people
            }
            return model
        }
        for ((role, index), people) in zip(groups, people) {
            model.rosters?.ofRoles[role].groups[index].people = people
        }
        model.seat()
        return peopleAreUnlimited ? model.withUnlimitedPeople : model
    }

    /// What one more of each headcount costs over the counted window, parallel to `headcounts`, in the
    /// currency of the file: a month's pay and the hours of the roster, absences included. Where no role
    /// costs anything, what is counted is people: each costs one.
    package var headCosts: [Double] {
        let isFree = roles.allSatisfy { $0.cost == nil }
        return headcounts.enumerated().map { index, headcount in
            if isFree { return Double(headcount.copies) }
            guard let cost = roles[headcount.role].cost else { return 0 }
            let hours = rosters.map { $0.ofRoles[groups[index].role].groups[groups[index].group].calendar }
            let rostered = calendars[hours ?? roles[headcount.role].calendar].between(
                horizon.windowStart, horizon.windowEnd)
            return Double(headcount.copies)
                * cost.money(
                    rostered: Double(rostered) / Double(Tick.second), overtime: 0, months: horizon.months)
        }
    }

    /// Of the rosters, in the order of `headcounts`.
    private var groups: [(role: Int, group: Int)] {
        guard let rosters else { return [] }
        return rosters.ofRoles.enumerated().flatMap { role, roster in
            roster.groups.indices.map { (role, $0) }
        }
    }

    /// Of a model without rosters that only counts people: one number each.
    private var countedHeadcounts: [Headcount] {
        guard people.isEmpty else { return [] }
        return roles.indices.map { role in
            let asked = teams.filter { $0.kind == .together }.flatMap(\.members).filter { $0.role == role }
            return Headcount(
                path: roles[role].label.id, role: role, people: roles[role].staff,
                least: max(1, asked.map(\.people).max() ?? 1))
        }
    }
}
