internal import SimKernel

/// Waits until a date, or an instant that a case carries.
extension Engine {
    /// What is past is at once.
    @inline(never)
    mutating func waitEnd(_ slot: UInt32) -> Ticks {
        guard let end = model.ops[Int(pool.record(slot).pointee.op)].waitEnd else { return now }
        return min(max(instant(of: end, slot), now), Tick.never)
    }

    private mutating func instant(of end: WaitEnd, _ slot: UInt32) -> Ticks {
        let record = pool.record(slot)
        switch end {
        case .next(let series): return nextInstant(ofSeries: series, from: now)
        case .number(let number): return record.pointee.arrival + pool.numbers(slot)[number]
        case .before(let length, let number):
            return dueCalendar.instant(length, before: record.pointee.arrival + pool.numbers(slot)[number])
        case .byClass(let selector, let ends):
            return instant(of: ends[value(of: selector, record.pointee.words)], slot)
        }
    }

    /// The first one from `t` on; never beyond the table.
    mutating func nextInstant(ofSeries series: Int, from t: Ticks) -> Ticks {
        let place = place(inSeries: series, atOrAfter: t)
        return place < Int(program.seriesStarts[series + 1]) ? program.instants[place] : Tick.never
    }

    /// Where among all instants the first one of the series from `t` on stands, by halving.
    mutating func place(inSeries series: Int, atOrAfter t: Ticks) -> Int {
        var (low, high) = (Int(program.seriesStarts[series]), Int(program.seriesStarts[series + 1]))
        while low < high {
            let middle = (low + high) / 2
            if program.instants[middle] < t { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
