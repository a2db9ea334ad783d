/// `until` of a wait. An instant that has passed is at once.
package enum WaitEnd: Sendable, Equatable {
    /// The next instant of the series, an index into `Model.dateSeries`, at or after coming.
    case next(Int)
    /// That long after the arrival of the case: an index into `Model.numbers`.
    case number(Int)
    /// So long before that instant, counted backward.
    case before(Length, number: Int)
    /// One of these, by class.
    indirect case byClass(Selector, [WaitEnd])
}

/// The items that `starts` begins for a side case: nobody waits for it, and no count of cases has it.
package struct SideFlow: Sendable {
    package var label: Label
    /// Enters the identity of its cases.
    package var key: UInt32
    /// Its items; the op behind them is its end.
    package var items: Range<Int>

    package init(label: Label, key: UInt32, items: Range<Int>) {
        self.label = label
        self.key = key
        self.items = items
    }
}

/// The case ends and comes back as a new arrival.
package struct Return: Sendable {
    /// How long it is away: index into `Model.tables`, possibly by class.
    package var after: Selector
    /// That time counts working time of `Model.dueCalendar`.
    package var worksOnCalendar: Bool
    /// Op where it enters; -1: where the cases of its stream do.
    package var entry: Int

    package init(after: Selector, worksOnCalendar: Bool, entry: Int) {
        self.after = after
        self.worksOnCalendar = worksOnCalendar
        self.entry = entry
    }
}
