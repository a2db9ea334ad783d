internal import SimKernel

/// What is noted of cases that come and go, where the model counts more than the plain figures.
extension Engine {
    /// Its words and numbers are known: does it count?
    @inline(never)
    mutating func noteArrival(_ slot: UInt32) {
        let record = pool.record(slot)
        beside.caseArrives(pool.numbers(slot))
        if model.counts < 0 { return }
        record.pointee.isCounted = holds(Int32(truncatingIfNeeded: model.counts), slot)
        if !record.pointee.isCounted { record.pointee.isCohort = false }
    }

    @inline(never)
    mutating func noteEnd(_ slot: UInt32) {
        let record = pool.record(slot)
        beside.caseEnds(pool.numbers(slot))
        if record.pointee.isOpening && record.pointee.isCounted {
            beside.openingLeft -= 1
            beside.openingEnd = now
        }
    }

    // MARK: - Numbers of cases that draws are multiplied by

    /// Cases that are open now; of its unit for a duty that has one.
    mutating func openCases(for slot: UInt32) -> Int { beside.open[place(ofCasesFor: slot)] }

    /// Cases that have ended since the duty's date before this one; of its unit where it has one.
    mutating func closedCases(for slot: UInt32) -> Int {
        let duty = model.ops[Int(pool.record(slot).pointee.op)].duty
        let place = place(ofCasesFor: slot)
        return duty < 0 ? beside.closed[place] : beside.closed(at: place, sinceLastDateOf: duty)
    }

    private mutating func place(ofCasesFor slot: UInt32) -> Int {
        let duty = model.ops[Int(pool.record(slot).pointee.op)].duty
        guard duty >= 0, case .perUnit(let number, _) = model.duties[duty].kind else { return 0 }
        return beside.place(ofNumber: number, value: pool.numbers(slot)[number])
    }
}
