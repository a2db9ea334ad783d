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
        roles.indices.map { role in
            Headcount(
                path: roles[role].label.id, role: role, people: roles[role].staff, least: leastPeople(role))
        }
    }

    /// The same model with other numbers of people, parallel to `headcounts`: what the file with these
    /// numbers compiles to, but for its digest.
    package func staffed(_ people: [Int]) -> Model {
        var model = self
        for (headcount, people) in zip(headcounts, people) { model.roles[headcount.role].staff = people }
        return model
    }

    /// The largest number of people of the role that a team takes at once.
    private func leastPeople(_ role: Int) -> Int {
        let asked = teams.filter { $0.kind == .together }.flatMap(\.members).filter { $0.role == role }
        return max(1, asked.map(\.people).max() ?? 1)
    }
}
