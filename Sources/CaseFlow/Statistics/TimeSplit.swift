internal import SimKernel

/// What the time of a case goes into.
package enum TimeCause: String, Sendable, CaseIterable, Codable {
    /// Work in hand, the way there included.
    case work
    /// In line while the house is open, and work in hand whose people are away.
    case people
    /// Nobody of the team is on duty by its hours.
    case closed
    /// Waits without people.
    case outside
    /// In line while people are on duty but no meeting is held.
    case meeting
    /// In line for joint work while some of its people are free, but not all.
    case partners
    /// Before the run began: of cases that were open then.
    case before

    package static let count = allCases.count

    package var index: Int {
        switch self {
        case .work: 0
        case .people: 1
        case .closed: 2
        case .outside: 3
        case .meeting: 4
        case .partners: 5
        case .before: 6
        }
    }
}

/// An amount of time by cause, in ticks. Exact: parts add up to the whole.
struct TimeSplit {
    private var ticks = InlineArray<7, Ticks>(repeating: 0)

    init() {}

    init(_ cause: TimeCause, _ amount: Ticks) { ticks[cause.index] = amount }

    subscript(_ cause: TimeCause) -> Ticks {
        get { ticks[cause.index] }
        set { ticks[cause.index] = newValue }
    }

    subscript(index: Int) -> Ticks { ticks[index] }

    var sum: Ticks { ticks.indices.reduce(0) { $0 + ticks[$1] } }

    /// The same mixture for a shorter time: each cause in proportion, rounded so that the parts add up.
    func cut(to taken: Ticks, of whole: Ticks) -> TimeSplit {
        if taken == whole { return self }
        var part = TimeSplit()
        var (before, given): (Ticks, Ticks) = (0, 0)
        for i in 0..<TimeCause.count {
            before += ticks[i]
            let upTo = Ticks(Int128(before) * Int128(taken) / Int128(whole))
            part.ticks[i] = upTo - given
            given = upTo
        }
        return part
    }
}

/// Where time goes: every item, and of items with people every role that may do it.
package struct TimePlaces: Sendable {
    package struct Place: Sendable, Equatable {
        /// Index into `Model.ops`.
        package var op: Int
        /// Index into `Model.roles`; -1: nobody's.
        package var role: Int
    }
    package let places: [Place]
    private let first: [Int]

    package init(_ model: Model) {
        var places: [Place] = []
        var first: [Int] = []
        for (i, op) in model.ops.enumerated() {
            first.append(places.count)
            let roles = Set(model.teams(of: op).flatMap { model.teams[$0].members.map(\.role) })
            places += roles.isEmpty ? [Place(op: i, role: -1)] : roles.sorted().map { Place(op: i, role: $0) }
        }
        self.places = places
        self.first = first + [places.count]
    }

    /// Of a role that is none of the item's: the item's first.
    func index(op: Int, role: Int) -> Int {
        for place in first[op]..<first[op + 1] where places[place].role == role { return place }
        return first[op]
    }
}
