internal import SimKernel

/// Lengths that are no length of time alone: the earliest of several, and dates.
extension Engine {
    /// Due instant of a clock at its start. Instants before 1970 are as early as that.
    @inline(never)
    mutating func rareDue(_ index: Int, _ slot: UInt32) -> Ticks {
        let start = pool.clocks(slot)[Int(program.limits[index].slot)].start
        guard case .earliest(let members) = length(ofClock: index, slot) else {
            return max(0, due(of: length(ofClock: index, slot), from: start, slot))
        }
        var earliest = Tick.never
        for (i, member) in members.enumerated() {
            let due = due(of: member, from: start, slot)
            if due < earliest || i == 0 {
                earliest = due
                pool.deciders(slot)[index] = UInt8(truncatingIfNeeded: i)
            }
        }
        return max(0, earliest)
    }

    private mutating func due(of length: LimitLength, from start: Ticks, _ slot: UInt32) -> Ticks {
        switch length {
        case .none, .solve: return Tick.never
        case .length(let length): return dueCalendar.due(from: start, length)
        case .number(let number): return start + pool.numbers(slot)[number]
        case .untilNext(let series): return nextInstant(ofSeries: series, from: start)
        case .before(let length, let number):
            let date = pool.record(slot).pointee.arrival + pool.numbers(slot)[number]
            return dueCalendar.instant(length, before: date)
        case .earliest(let members):
            return members.reduce(Tick.never) { min($0, due(of: $1, from: start, slot)) }
        }
    }

    private mutating func length(ofClock index: Int, _ slot: UInt32) -> LimitLength {
        let stratum = stratum(of: index, slot) - Int(program.limits[index].firstStratum)
        return model.limits[index].strata[stratum].length
    }

    /// The length that decided, known since the clock's due instant was asked for.
    private mutating func decider(_ index: Int, _ slot: UInt32) -> LimitLength {
        let length = length(ofClock: index, slot)
        guard case .earliest(let members) = length else { return length }
        return members[Int(pool.deciders(slot)[index])]
    }

    /// In whose time a stopped clock keeps what is left.
    mutating func rareLength(_ index: Int, _ slot: UInt32) -> Length {
        guard case .length(let length) = decider(index, slot) else { return .elapsed(0) }
        return length
    }

    /// No stop moves the due instant: it is a date, or the clock fell due before.
    @inline(__always)
    mutating func isFixed(_ index: Int, _ slot: UInt32) -> Bool {
        M.areAll && (program.limitsAct || program.strata[stratum(of: index, slot)].kind == .rare)
            && isReallyFixed(index, slot)
    }

    @inline(never)
    private mutating func isReallyFixed(_ index: Int, _ slot: UInt32) -> Bool {
        let clock = UInt64(program.limits[index].slot)
        if program.limitsAct && pool.rare(slot).pointee.late >> clock & 1 == 1 { return true }
        if program.strata[stratum(of: index, slot)].kind != .rare { return false }
        return decider(index, slot).isDated
    }
}
