/// One item of the flow, compiled.
package struct Op: Sendable {
    package enum Kind: UInt8, Sendable {
        /// People and hands-on time.
        case work
        /// Time without people.
        case wait
        /// Neither: outcomes only.
        case decision
        /// All branches begin at once; the case goes on when the last is done.
        case fork
        /// A branch ends here.
        case join
        /// The case ends here. There is one, right after the items of the main flow.
        case end
        /// A side case ends here: one after the items of each side flow.
        case sideEnd
    }
    package var label: Label
    package var kind: Kind
    /// Random draws are keyed by the item's name, so that variants of a rule book stay paired.
    package var key: UInt32
    /// Index into `Model.tests`; -1: all cases.
    package var only: Int
    /// `share` of those, as a 53-bit threshold by class; `.none`: all. The selector's value is an
    /// index into `shares`.
    package var share: Selector
    package var shares: [UInt64]
    /// Index into `Model.teams`, possibly by class (work only).
    package var team: Selector
    /// Work or waiting time: index into `Model.tables`, possibly by class.
    package var table: Selector
    /// A wait whose table counts working time of `Model.dueCalendar`.
    package var worksOnCalendar: Bool
    /// A wait that suspends every limit that runs.
    package var stopsClock: Bool
    /// Index of the visit counter; -1 where no way leads back here.
    package var counter: Int
    /// Outcomes, as a range of `Model.outcomes`.
    package var outcomes: Range<Int>
    /// Word bits of all this item's outcomes, cleared before the new one is set.
    package var outcomeMask: UInt64
    /// Index of the limit of `within` on this item; -1: none.
    package var within: Int
    /// Index of the limit of `starts within`; -1: none.
    package var startsWithin: Int
    /// The way out before the work, and back after it: index into `Model.tables`, possibly by class.
    package var travel: Selector
    /// People who never do it.
    package var notBy: [PersonReference]
    /// Where a case keeps who did it (index into `Model.memories`); -1: nobody asks.
    package var memory: Int
    /// A later visit is done by those who did the one before.
    package var samePeople: Bool
    /// The people stay with the case, doing nothing, until it comes to this place.
    package var holdsUntil: Place?
    /// The team whose line takes the case when the item's own limit falls due before work has begun:
    /// an index into `Model.teams`; -1: it stays.
    package var overflow: Int
    /// What a wait lasts until; nil: as long as `table` says.
    package var waitEnd: WaitEnd?
    /// Items of each branch (fork only); right behind them stands the branch's join, and behind the
    /// join of the last branch the item after the fork.
    package var branches: [Range<Int>]
    /// Index into `Model.flows`: the side case that begins when the item is done; -1: none.
    package var starts: Int
    /// What the drawn time is multiplied by: an index into `Model.factors`, possibly by class.
    package var factor = Selector.none
    /// Index into `Model.budgets`: a case that no longer fits passes by; -1: none.
    package var budget = -1
    /// Index into `Model.duties` of an item that is a duty; -1: an item of a flow.
    package var duty = -1

    package init(
        label: Label, kind: Kind, key: UInt32, only: Int = -1, share: Selector = .none,
        shares: [UInt64] = [], team: Selector = .none, table: Selector = .none,
        worksOnCalendar: Bool = false, stopsClock: Bool = false, counter: Int = -1,
        outcomes: Range<Int> = 0..<0, outcomeMask: UInt64 = 0, within: Int = -1,
        startsWithin: Int = -1, travel: Selector = .none, notBy: [PersonReference] = [], memory: Int = -1,
        samePeople: Bool = false, holdsUntil: Place? = nil, overflow: Int = -1, waitEnd: WaitEnd? = nil,
        branches: [Range<Int>] = [], starts: Int = -1
    ) {
        self.label = label
        self.kind = kind
        self.key = key
        self.only = only
        self.share = share
        self.shares = shares
        self.team = team
        self.table = table
        self.worksOnCalendar = worksOnCalendar
        self.stopsClock = stopsClock
        self.counter = counter
        self.outcomes = outcomes
        self.outcomeMask = outcomeMask
        self.within = within
        self.startsWithin = startsWithin
        self.travel = travel
        self.notBy = notBy
        self.memory = memory
        self.samePeople = samePeople
        self.holdsUntil = holdsUntil
        self.overflow = overflow
        self.waitEnd = waitEnd
        self.branches = branches
        self.starts = starts
    }

    /// Where a case goes on that does this item, which is op `i`, or lets it pass by.
    package func next(_ i: Int) -> Int { branches.last.map { $0.upperBound + 1 } ?? i + 1 }
}

/// One outcome of an item. Tests and shares see the words as they were before the item.
package struct Outcome: Sendable {
    package var label: Label
    package var only: Int
    /// Share by class as a 53-bit threshold width: the selector's value indexes `shares`.
    /// `others` is given the rest by the engine (`takesRest`).
    package var share: Selector
    package var shares: [UInt64]
    package var takesRest: Bool
    package var setMask: UInt64
    /// `become`: bits cleared (its list) and set. Zero where there is none.
    package var becomeClears: UInt64
    package var becomeSets: UInt64
    /// Op to jump to; -1: go on.
    package var jump: Int
    /// `at most`: 0 is no bound. `counter` counts the jumps a case has made by this outcome.
    package var atMost: Int
    package var counter: Int
    /// Where the case goes past the bound; -1: the next item.
    package var then: Int
    /// Index into `Model.flows`; -1: none.
    package var starts: Int
    /// The case ends (`jump` leads to the end) and comes back; nil: it does not.
    package var returns: Return?
    package var costs: Cost?

    package init(
        label: Label, only: Int = -1, share: Selector, shares: [UInt64], takesRest: Bool = false,
        setMask: UInt64 = 0, becomeClears: UInt64 = 0, becomeSets: UInt64 = 0, jump: Int = -1,
        atMost: Int = 0, counter: Int = -1, then: Int = -1, starts: Int = -1, returns: Return? = nil
    ) {
        self.label = label
        self.only = only
        self.share = share
        self.shares = shares
        self.takesRest = takesRest
        self.setMask = setMask
        self.becomeClears = becomeClears
        self.becomeSets = becomeSets
        self.jump = jump
        self.atMost = atMost
        self.counter = counter
        self.then = then
        self.starts = starts
        self.returns = returns
    }
}

extension Model {
    /// All teams that may do an item, whatever the class, the one that takes what is late last.
    package func teams(of op: Op) -> [Int] {
        if op.team == .none { return [] }
        let chosen =
            op.team.code >= 0 ? [Int(op.team.code)] : choices[Int(~op.team.code)].rows.map { Int($0.value) }
        return chosen.filter(teams.indices.contains) + (op.overflow >= 0 ? [op.overflow] : [])
    }
}
