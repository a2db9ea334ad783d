extension Model {
    /// Whether one number says how many people the role has, and they serve nobody else: all of one
    /// pool and of the same hours, with no part in another line.
    package func isOneNumber(_ role: Int) -> Bool {
        guard !people.isEmpty else { return true }
        let bit: UInt64 = 1 << UInt64(role)
        let own = roles[role].people.map { people[$0] }
        return roles[role].pools == nil && roles[role].deputy < 0
            && own.allSatisfy { $0.roles == bit && $0.hours == own[0].hours }
            && !roles.contains { $0.deputy == role }
    }
}
