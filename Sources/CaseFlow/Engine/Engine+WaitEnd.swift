internal import SimKernel

/// Waits until a date, or an instant that a case carries.
extension Engine {
    /// What is past is at once.
    @inline(never)
    mutating func waitEnd(_ slot: UInt32) -> Ticks {
        let record = pool.record(slot)
        guard let end = model.ops[Int(record.pointee.op)].waitEnd else { return now }
        let instant: Ticks =
            switch end {
            case .next(let series): nextInstant(ofSeries: series)
            case .number(let number): record.pointee.arrival + pool.numbers(slot)[number]
            case .before(let length, let number):
                dueCalendar.instant(length, before: record.pointee.arrival + pool.numbers(slot)[number])
            }
        return min(max(instant, now), Tick.never)
    }

    /// The first one from now on, by halving; never beyond the table.
    private mutating func nextInstant(ofSeries series: Int) -> Ticks {
        let end = Int(program.seriesStarts[series + 1])
        var (low, high) = (Int(program.seriesStarts[series]), end)
        while low < high {
            let middle = (low + high) / 2
            if program.instants[middle] < now { low = middle + 1 } else { high = middle }
        }
        return low < end ? program.instants[low] : Tick.never
    }
}
