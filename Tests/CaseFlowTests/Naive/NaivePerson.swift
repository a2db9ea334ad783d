import CaseFlow
import SimKernel

/// Somebody with hours, a history and one pair of hands.
final class NaivePerson {
    /// Index into `Model.people`: of equals the first comes first.
    let index: Int
    let who: Person
    /// On duty: the hours of the role or the shift, less every spell of absence.
    let hours: NaiveHours
    /// What keeps the person: work and the way there and back, or a case that holds who has worked on it.
    var ties = 0
    /// When the last of it ended.
    var idleSince = Ticks.min

    init(index: Int, who: Person, hours: NaiveHours) {
        self.index = index
        self.who = who
        self.hours = hours
    }

    var isFree: Bool { ties == 0 }

    func serves(_ role: Int) -> Bool { who.roles >> UInt64(role) & 1 == 1 }

    func isLetGo(at now: Ticks) {
        ties -= 1
        if ties == 0 { idleSince = now }
    }
}

/// Somebody at work, and the role in which: none where it is about the person and not the role.
struct NaivePost {
    var person: NaivePerson
    var role: Int?
}

/// Work in hand: from setting out, or from the beginning where there is no way to go, until the people
/// are back.
final class NaiveWork {
    let c: NaiveCase
    let team: Int
    let posts: [NaivePost]
    /// When all the people are on duty, in the roles in which they do it.
    let hours: NaiveHours
    /// Where the case stood in its line.
    let order: [Int64]
    /// What was to be done, and the way.
    let toDo: Ticks
    let travel: Ticks
    /// Index of what is known of the effort.
    let effort: Int
    /// When hands were laid on it: on arrival, where there is a way.
    var begun: Ticks?
    var hasEnded = false

    init(
        _ c: NaiveCase, posts: [NaivePost], hours: NaiveHours, order: [Int64], travel: Ticks, effort: Int
    ) {
        self.c = c
        team = c.team
        self.posts = posts
        self.hours = hours
        self.order = order
        toDo = c.workLeft
        self.travel = travel
        self.effort = effort
    }

    var people: [NaivePerson] { posts.map(\.person) }
}

extension Model {
    /// The same model with everybody as a person: one for each head of a role, with the role's hours.
    /// A model that tells people apart already is left as it is.
    var namingPeople: Model {
        if !people.isEmpty { return self }
        var model = self
        for (r, role) in roles.enumerated() {
            model.roles[r].people = Array(model.people.count..<model.people.count + role.staff)
            for number in 0..<role.staff {
                model.people.append(
                    Person(home: r, number: number, roles: 1 << UInt64(r), calendar: role.calendar))
            }
        }
        return model
    }
}
