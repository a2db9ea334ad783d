internal import SimKernel

/// Who of those who begin a case was free before the others.
struct FreePeople {
    /// Since when some of them were free without a break.
    var since: Ticks
    /// The role that came free last; -1: not known.
    var last = -1
}

/// Only for observers that look at partners; for all others nothing of this is compiled.
extension Engine {
    /// Counted people are alike: somebody of the role was free, whoever that was.
    mutating func freePeople(of team: Int) -> FreePeople {
        let members = Int(staff.teams[team].firstMember)..<Int(staff.teams[team].endMember)
        var found = FreePeople(since: .max)
        var latest = Ticks.min
        for k in members {
            let since = freeSince[staff.members[k].role]
            found.since = min(found.since, since)
            if since > latest || found.last < 0 {
                latest = since
                found.last = staff.members[k].role
            }
        }
        return found
    }

    /// After the team's people have begun work or ended it.
    mutating func noteFreePeople(of team: Int) {
        for k in Int(staff.teams[team].firstMember)..<Int(staff.teams[team].endMember) {
            let role = staff.members[k].role
            if staff.roles[role].free <= 0 {
                freeSince[role] = .max
            } else if freeSince[role] == .max {
                freeSince[role] = now
            }
        }
    }

    /// Where people are told apart: those of the crew themselves.
    mutating func freePeople(of crew: Int32) -> FreePeople {
        let people = crews.people(crew)
        let roles = crews.record(crew).pointee.roles
        var found = FreePeople(since: .max)
        var last: Int32 = -1
        for k in 0..<Int(crews.record(crew).pointee.count) {
            let since = persons.states[Int(people[k])].idleSince
            found.since = min(found.since, since)
            if last < 0 || since > persons.states[Int(last)].idleSince { last = people[k] }
        }
        if last >= 0 { found.last = role(of: last, among: roles) }
        return found
    }

    /// In which of these roles the person works: the only one there is, else the own one, else the first
    /// that the person serves.
    private mutating func role(of person: Int32, among roles: UInt64) -> Int {
        let home = model.people[Int(person)].home
        if roles == 0 || roles >> UInt64(home) & 1 == 1 { return home }
        let served = roles & persons.states[Int(person)].roles
        return (served != 0 ? served : roles).trailingZeroBitCount
    }
}
