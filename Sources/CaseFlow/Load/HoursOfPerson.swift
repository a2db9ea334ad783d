import SimKernel

extension Model {
    /// Hours a week that a person of the role has in the counted window: the roster less absences, on
    /// average over those who are there from the start. Nil for a role without people of its own.
    package func hoursPerPerson(_ role: Int) -> Double? {
        let window = horizon.windowStart..<horizon.windowEnd
        let weeks = Double(window.upperBound - window.lowerBound) / Double(Tick.week)
        func hours(_ calendar: Int) -> Double {
            let open = calendars[calendar].between(window.lowerBound, window.upperBound)
            return Double(open) / Double(Tick.hour) / weeks
        }
        if people.isEmpty { return roles[role].staff > 0 ? hours(roles[role].calendar) : nil }
        let there = rosters.map { $0.ofRoles[role].people } ?? Int.max
        let own = people.filter { $0.home == role && $0.number < there }
        if own.isEmpty { return nil }
        return own.reduce(0) { $0 + $1.presence * hours($1.calendar) } / Double(own.count)
    }
}
