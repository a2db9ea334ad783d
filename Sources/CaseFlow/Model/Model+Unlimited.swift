extension Model {
    /// The same model in which nobody ever waits for people: what it misses, no headcount can mend on
    /// these hours.
    ///
    /// People who are only counted become very many. People who are told apart stay who they are, never
    /// absent or slow, and work on any number of cases at once: so wishes for particular people keep their meaning.
    package var withUnlimitedPeople: Model {
        var model = self
        for role in roles.indices { model.roles[role].staff = 1_000_000 }
        for person in people.indices {
            model.people[person].calendar = people[person].hours
            model.people[person].absences = []
            model.people[person].learning = nil
        }
        model.peopleAreUnlimited = true
        return model
    }

    /// Whether every case ends its clock of this limit no later with unlimited people than with any number
    /// of people on these hours, so that what unlimited people miss nobody can keep.
    ///
    /// Then a case comes everywhere as early as it can: each step begins no later if the case comes no
    /// later, and its way does not depend on when it comes. That is not so where people are told apart
    /// (who is off, or has other hours, depends on who is asked), where late cases go another way or leave, where
    /// tests look at the clock or at other cases, where a budget is used up, where one branch ends the
    /// others. Nor does it say enough of a clock that starts within the flow (people who are slower may start
    /// it at a better hour) or that is stopped (so may they stop it).
    package func isBoundByUnlimitedPeople(_ limit: Limit) -> Bool {
        guard limit.kind == .span, limit.from == .arrival, limit.flow < 0, !limit.startsOver else {
            return false
        }
        return people.isEmpty && !limits.contains { $0.ifLate?.changesFlow ?? false }
            && !tests.contains { $0.open || $0.closed || !$0.clusters.isEmpty }
            && !ops.contains { $0.stopsClock || $0.overflow >= 0 || $0.budget >= 0 }
            && !ops.contains(where: mayEndBranches)
    }

    private func mayEndBranches(_ fork: Op) -> Bool {
        fork.branches.contains { branch in
            branch.contains { item in outcomes[ops[item].outcomes].contains { $0.jump >= 0 } }
        }
    }
}
