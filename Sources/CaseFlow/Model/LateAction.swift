/// `if late`: what happens at the due instant of a clock that still runs, once per clock.
///
/// Who does not fit `only` or has no luck with `share` is left alone. Where a step's own limit moves
/// the case to another line, that line is the step's (`Op.overflow`), on the same conditions.
package struct LateAction: Sendable {
    /// Enters the draws; from the limit's name.
    package var key: UInt32
    /// Visit counter of how often it has come to this in a case, repetitions included.
    package var counter: Int
    /// Index into `Model.tests`; -1: all cases.
    package var only: Int
    /// As of an item: by class, an index into `shares`; `.none`: all.
    package var share: Selector
    package var shares: [UInt64]
    /// `become`: bits cleared (its list) and set. Zero where there is none.
    package var becomeClears: UInt64
    package var becomeSets: UInt64
    /// Op to jump to, beyond the place at which the clock would end; -1: the case stays.
    package var jump: Int
    /// Index into `Model.flows`: a side case; -1: none.
    package var starts: Int
    package var costs: Cost?
    /// `again every`: side case and costs are repeated as long as the clock runs; nil: once.
    package var again: Length?

    package init(
        key: UInt32, counter: Int, only: Int = -1, share: Selector = .none, shares: [UInt64] = [],
        becomeClears: UInt64 = 0, becomeSets: UInt64 = 0, jump: Int = -1, starts: Int = -1,
        costs: Cost? = nil, again: Length? = nil
    ) {
        self.key = key
        self.counter = counter
        self.only = only
        self.share = share
        self.shares = shares
        self.becomeClears = becomeClears
        self.becomeSets = becomeSets
        self.jump = jump
        self.starts = starts
        self.costs = costs
        self.again = again
    }

    /// Whether it does more than cost money.
    package var changesFlow: Bool { becomeClears != 0 || becomeSets != 0 || jump >= 0 || starts >= 0 }
}
