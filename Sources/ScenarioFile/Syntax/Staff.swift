/// `name`: display names by language. The language is empty where one text serves all.
package struct DisplayName: Sendable, Hashable {
    package var language: String
    package var text: String
}

/// `people`.
package enum PeoplePhrase: Sendable {
    case count(Located<Int>)
    /// The first n people of that role also serve this line.
    case of(Located<Int>, role: Located<String>)
    /// Separate pools, one for each unit of a `one of n` entry of `case`.
    case per(Located<Int>, unit: Located<String>)
    case shifts([ShiftPeople])
    /// Separate pools by class word.
    case split([SplitRow<Int>])

    package struct ShiftPeople: Sendable {
        package var shift: Located<String>
        package var count: Located<Int>
    }

    /// Of the first number.
    package var place: SourcePlace? {
        switch self {
        case .count(let count), .of(let count, _), .per(let count, _): count.place
        case .shifts(let shifts): shifts.first?.count.place
        case .split(let rows): rows.first?.place
        }
    }
}

/// `away`: absences and other duties.
package enum Away: Sendable, Hashable {
    /// A share of each person's hours, in independent spells.
    case spells(Share, Quantity)
    /// n people on these dates.
    case planned(Int, DateRange)
    /// n people on these days of every week, month, quarter or year.
    case recurring(Int, DatesPhrase)
}

/// `costs` of a role: `80 yuan per hour and 120 yuan per overtime hour`.
package struct CostPhrase: Sendable, Hashable {
    package enum Period: String, Sendable, CaseIterable { case hour, month }
    package var text: String
    package var amount: Amount
    package var period: Period
    package var overtime: Amount?

    /// `yuan`.
    package var currency: String {
        if case .other(let name)? = amount.unit { name } else { "" }
    }
}

/// `joins`: `2 on 2027-03-01 at 50% for 8 weeks`.
package struct JoinsPhrase: Sendable, Hashable {
    package var count: Int
    package var date: DayDate
    package var speed: Share?
    package var during: LengthPhrase?
}

package struct StaffRole: Sendable {
    package var name: Located<String>
    package var place: SourcePlace
    package var people: PeoplePhrase
    package var hours: Located<HoursPhrase>?
    package var away: [Located<Away>]
    package var deputy: Located<String>?
    package var costs: Located<CostPhrase>?
    /// By class word, or one figure for all cases.
    package var standard: Split<RatePhrase>?
    package var joins: Located<JoinsPhrase>?
    package var queue: QueuePhrase?
    package var atClosing: Located<ClosingRule>?
    package var displayNames: [DisplayName]
}

/// `by`: who.
package enum ByPhrase: Sendable, Hashable {
    case role(String)
    /// In the lines of all of them, the left first.
    case either([Located<String>])
    /// All together; a name is a role or a person of `case`.
    case together([Member])
    /// Who last did that step.
    case sameAs(Located<String>)
    /// A person of `case`.
    case person(String)
    /// Each person of the role for himself (duties only).
    case every(Located<String>)

    package struct Member: Sendable, Hashable {
        package enum Count: Sendable, Hashable {
            case people(Int)
            case all
        }
        package var name: Located<String>
        package var count: Count
        package var place: SourcePlace
    }
}
