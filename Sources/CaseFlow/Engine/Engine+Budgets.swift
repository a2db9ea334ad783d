internal import SimKernel

/// Amounts that may be spent in each period.
extension Engine {
    /// Draws the case's amount down; false where it no longer fits, and the case passes by.
    @inline(never)
    mutating func isInBudget(_ slot: UInt32, op i: Int) -> Bool {
        let index = model.ops[i].budget
        let budget = model.budgets[index]
        return beside.spend(
            pool.numbers(slot)[budget.number], of: index, budget, period: datesPassed(ofSeries: budget.series)
        )
    }

    /// How many instants of the series have come, the present one included: by halving.
    private mutating func datesPassed(ofSeries series: Int) -> Int {
        let first = Int(program.seriesStarts[series])
        var (low, high) = (first, Int(program.seriesStarts[series + 1]))
        while low < high {
            let middle = (low + high) / 2
            if program.instants[middle] <= now { low = middle + 1 } else { high = middle }
        }
        return low - first
    }
}
