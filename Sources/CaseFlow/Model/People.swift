/// What happens to work in hand when the people's hours end.
package enum AtClosing: Sendable, Equatable {
    case pause, finish, handOver
}

package struct Role: Sendable {
    package var label: Label
    package var staff: Int
    package var calendar: Int
    package var discipline: Int
    package var atClosing: AtClosing

    package init(label: Label, staff: Int, calendar: Int, discipline: Int, atClosing: AtClosing) {
        self.label = label
        self.staff = staff
        self.calendar = calendar
        self.discipline = discipline
        self.atClosing = atClosing
    }
}

/// Who does a step together. Every distinct `by` is a team and has one line.
package struct Team: Sendable {
    package struct Member: Sendable, Equatable {
        package var role: Int
        package var people: Int

        package init(role: Int, people: Int) {
            self.role = role
            self.people = people
        }
    }
    /// Each role once, in ascending order.
    package var members: [Member]
    package var gathers: Bool
    /// The hours in which all members are on duty.
    package var calendar: Int
    package var atClosing: AtClosing
    package var discipline: Int

    package init(
        members: [Member], gathers: Bool, calendar: Int, atClosing: AtClosing, discipline: Int
    ) {
        self.members = members
        self.gathers = gathers
        self.calendar = calendar
        self.atClosing = atClosing
        self.discipline = discipline
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
    package var rules: [Rule]
    package var text: String

    package init(rules: [Rule], text: String) {
        self.rules = rules
        self.text = text
    }
}
