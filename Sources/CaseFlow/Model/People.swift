package import SimKernel

/// What happens to work in hand when the people's hours end.
package enum AtClosing: Sendable, Equatable {
    case pause, finish, handOver
}

package struct Role: Sendable {
    package var label: Label
    /// How many people serve its lines.
    package var staff: Int
    /// The hours in which its work may be done: those of all its shifts together.
    package var calendar: Int
    package var discipline: Int
    package var atClosing: AtClosing
    /// Who serves its lines, as indexes into `Model.people`; empty where people are only counted.
    package var people: [Int]
    /// Where people are divided into pools without help between them; nil: one pool.
    package var pools: Pools?
    /// The role whose people take its lines while nobody of it is on duty in its hours; -1: none.
    package var deputy: Int
    package var cost: RoleCost?

    package init(
        label: Label, staff: Int, calendar: Int, discipline: Int, atClosing: AtClosing,
        people: [Int] = [], pools: Pools? = nil, deputy: Int = -1
    ) {
        self.label = label
        self.staff = staff
        self.calendar = calendar
        self.discipline = discipline
        self.atClosing = atClosing
        self.people = people
        self.pools = pools
        self.deputy = deputy
    }
}

/// What decides which pool of a role serves a case.
package enum Pools: Sendable, Equatable {
    /// A unit of the case: an index into `Model.numbers`, of kind `unit` with as many values.
    case unit(number: Int, count: Int)
    /// The class words.
    case words(Selector, count: Int)

    package var count: Int {
        switch self {
        case .unit(_, let count), .words(_, let count): count
        }
    }
}

/// One person of a model that tells its people apart.
package struct Person: Sendable {
    /// The role that has the person, and its number there from 0.
    package var home: Int
    package var number: Int
    /// Roles whose lines the person serves, one bit each.
    package var roles: UInt64
    /// Hours on duty: those of the role or the shift, less planned absences.
    package var calendar: Int
    /// The same without planned absences.
    package var hours: Int
    /// Pool of the home role.
    package var pool: Int
    /// What takes the person away at random, each independently of the others.
    package var absences: [Absence]
    /// Somebody who joins and is slower at first; nil: as fast as the others.
    package var learning: Learning?

    package init(
        home: Int, number: Int, roles: UInt64, calendar: Int, hours: Int? = nil, pool: Int = 0,
        absences: [Absence] = []
    ) {
        self.home = home
        self.number = number
        self.roles = roles
        self.calendar = calendar
        self.hours = hours ?? calendar
        self.pool = pool
        self.absences = absences
    }
}

/// Until that instant a person begins work at a part of the ordinary speed: what is begun then takes so
/// much longer. Of people who work together, the slowest decides.
package struct Learning: Sendable, Equatable {
    package var until: Ticks
    /// Billionths of the ordinary speed, above zero.
    package var speed: Int64

    static let ordinary: Int64 = 1_000_000_000

    package init(until: Ticks, speed: Int64) {
        self.until = until
        self.speed = speed
    }
}

/// Absence in spells: times of presence and of absence take turns, from the run's start on.
package struct Absence: Sendable, Equatable {
    /// Share of the time that is absence, as a 53-bit threshold: decides how the run begins.
    package var share: UInt64
    /// Lengths of presence (exponential) and of absence, as indexes into `Model.tables`.
    package var presence: Int
    package var spell: Int
    /// Both are counted in the person's own hours; otherwise they run always.
    package var inOwnHours: Bool
    /// Enters the draws, with the person's number.
    package var key: UInt32

    package init(share: UInt64, presence: Int, spell: Int, inOwnHours: Bool, key: UInt32) {
        self.share = share
        self.presence = presence
        self.spell = spell
        self.inOwnHours = inOwnHours
        self.key = key
    }
}

/// Somebody in particular, seen from a case.
package enum PersonReference: Sendable, Equatable {
    /// Whoever last did the step of that memory (index into `Model.memories`).
    case last(memory: Int)
    /// A number of the case, of kind `person`.
    case number(Int)
}

/// Who does a step together. Every distinct `by` is a team and has one line.
package struct Team: Sendable {
    package struct Member: Sendable, Equatable {
        /// Whom `all` of a role means: those who can serve a case together.
        package enum Everybody: Sendable, Equatable {
            /// Of a role that counts per unit, those of one unit.
            case ofRole
            case ofPool(Int)
        }
        package var role: Int
        package var people: Int
        /// Exactly this person of the role: a number of the case, of kind `person`; -1: anyone.
        package var person: Int
        /// `people` follows the number of people that the role has; nil: it is as typed.
        package var everybody: Everybody?
        /// Where `people` follows the role's: not below this.
        package var atLeast = 0

        package init(role: Int, people: Int, person: Int = -1, everybody: Everybody? = nil) {
            self.role = role
            self.people = people
            self.person = person
            self.everybody = everybody
        }
    }
    package enum Kind: Sendable, Equatable {
        /// All members at once.
        case together
        /// The first of the members that can.
        case either
        /// Whoever did the step of that memory, whatever role they did it in. The members are those of
        /// that step: they are asked where the case has not done it, and tell whose line this is.
        case same(memory: Int)
    }
    /// For `together`: each role once, in ascending order, those of a particular person apart. For
    /// `either`: in the order of preference.
    package var members: [Member]
    package var kind: Kind
    package var gathers: Bool
    /// The hours in which all members are on duty.
    package var calendar: Int
    package var atClosing: AtClosing
    package var discipline: Int
    /// Work begins only while this calendar is open (index into `Model.calendars`); -1: at any time.
    package var meets: Int

    package init(
        members: [Member], kind: Kind = .together, gathers: Bool, calendar: Int, atClosing: AtClosing,
        discipline: Int, meets: Int = -1
    ) {
        self.members = members
        self.kind = kind
        self.gathers = gathers
        self.calendar = calendar
        self.atClosing = atClosing
        self.discipline = discipline
        self.meets = meets
    }
}

/// The order of a line: each rule breaks the ties of the one before; first come ends every list.
package struct Discipline: Sendable {
    package enum Rule: Sendable {
        /// Chain of classes: the value of the selector is the rank, lowest first.
        case classes(Selector, ranks: Int)
        case earliestDue
        case leastSlack
        case oldestCase
        case largest(number: Int)
        case smallest(number: Int)
        case lastCome
        case random
    }
    /// `A interrupts B`: work in hand on B stops for A.
    package struct Interruption: Sendable, Equatable {
        /// Words of A, and of B; no words: all cases that are not A.
        package var by: UInt64
        package var of: UInt64

        package init(by: UInt64, of: UInt64) {
            self.by = by
            self.of = of
        }

        package func allows(_ words: UInt64, toStop others: UInt64) -> Bool {
            words & by != 0 && (of == 0 ? others & by == 0 : others & of != 0)
        }
    }
    package var rules: [Rule]
    package var interruptions: [Interruption]
    package var text: String

    package init(rules: [Rule], interruptions: [Interruption] = [], text: String) {
        self.rules = rules
        self.interruptions = interruptions
        self.text = text
    }

    /// Whether the order depends on when limits fall due.
    package var looksAtDue: Bool {
        rules.contains { rule in
            switch rule {
            case .earliestDue, .leastSlack: true
            default: false
            }
        }
    }
}
