internal import SimKernel

/// Amounts that may be spent in each period.
extension Engine {
    /// Draws the case's amount down; false where it no longer fits, and the case passes by.
    @inline(never)
    mutating func isInBudget(_ slot: UInt32, op i: Int) -> Bool {
        let index = model.ops[i].budget
        let budget = model.budgets[index]
        return beside.spend(
            pool.numbers(slot)[budget.number], of: index, budget,
            period: place(inSeries: budget.series, atOrAfter: now + 1)
        )
    }
}
