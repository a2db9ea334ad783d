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
}
