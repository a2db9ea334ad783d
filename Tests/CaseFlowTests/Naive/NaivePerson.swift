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

/// Who begins a case, and the roles whose hours must run for it: none where it is about persons alone.
struct NaiveCrew {
    var people: [NaivePerson]
    var roles: Set<Int>
}

/// Work in hand: from setting out, or from the beginning where there is no way to go, until the people
/// are back.
final class NaiveWork {
    let c: NaiveCase
    let team: Int
    let crew: NaiveCrew
    /// When all the people are on duty and the roles' hours run.
    let hours: NaiveHours
    /// Where the case stood in its line.
    var order: [Int64]
    /// The way out, and back; nil: there is none.
    let travel: Ticks?
    /// Index of the effort in hand.
    var effort = 0
    /// When hands were laid on it: on arrival, where there is a way.
    var begun: Ticks?
    var hasEnded = false
    /// Billionths of the ordinary speed.
    var speed = NaiveWork.ordinarySpeed
    static let ordinarySpeed: Int64 = 1_000_000_000

    init(_ c: NaiveCase, _ crew: NaiveCrew, hours: NaiveHours, order: [Int64]) {
        self.c = c
        team = c.team
        self.crew = crew
        self.hours = hours
        self.order = order
        travel = c.travel
    }

    /// How long these people need, a begun tick counting whole.
    func time(for handsOn: Ticks) -> Ticks {
        let billionths = Int128(handsOn) * Int128(Self.ordinarySpeed)
        return Ticks((billionths + Int128(speed) - 1) / Int128(speed))
    }

    /// Hands-on time that they do in so long.
    func done(in time: Ticks) -> Ticks { Ticks(Int128(time) * Int128(speed) / Int128(Self.ordinarySpeed)) }
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
