internal import SimKernel

/// Cases that are open when the run begins.
extension Engine {
    /// Which draw makes the identity of an opening case.
    private static var identityBlock: UInt8 { 6 }

    /// What stands beside the streams: the opening backlog, and the first date of every duty.
    @inline(never)
    mutating func beginBeside() {
        for duty in model.duties.indices { scheduleDuty(duty) }
        for row in model.opening.indices { placeOpeningCase(row) }
        // What stands in line is looked at before anything comes, unless something ends at once.
        if dirty != 0 && events.nextKey > now << 3 | Rank.boundary { dealStarts() }
    }

    private mutating func placeOpeningCase(_ row: Int) {
        let opening = model.opening[row]
        let slot = makeOpeningCase(row, opening)
        let record = pool.record(slot)
        noteArrival(slot)
        countOpeningCase(record)
        record.pointee.op = Int32(truncatingIfNeeded: opening.op)
        tellArrival(slot, at: opening.op, since: opening.arrival)
        for clock in opening.clocks { startClock(clock.limit, slot, since: clock.start) }
        // Those who only pass through a place are asked nothing there either.
        let isAsked = !program.ops[opening.op].flags.isDisjoint(with: .onComing)
        if isAsked || model.ops[opening.op].kind == .wait { beside.placing = row }
        walkOn(slot, to: opening.op)
        beside.placing = -1
    }

    /// Words and numbers that are not known are drawn as for any case of the stream.
    private mutating func makeOpeningCase(_ row: Int, _ opening: OpeningCase) -> UInt32 {
        let bits = key.bits(
            case: UInt64(row), name: 0, visit: 0, purpose: .offspring, block: Self.identityBlock)
        let slot = newCase(bits.first << 11 ^ bits.second, of: opening.stream)
        let record = pool.record(slot)
        record.pointee.arrival = opening.arrival
        record.pointee.isCohort = true
        record.pointee.isOpening = true
        record.pointee.words |= opening.words
        for draw in model.streams[opening.stream].draws where !opening.knownDraws.contains(draw) {
            record.pointee.words |= drawnWord(draw, record.pointee.identity, record.pointee.words)
        }
        classify(record)
        for index in model.numbers.indices {
            let known = opening.numbers.first { $0.number == index }?.value
            pool.numbers(slot)[index] = known ?? drawnNumber(index, slot)
        }
        beginRecord(slot, entry: streams[opening.stream].entry)
        if hasRare { logArrival(slot) }
        return slot
    }

    private mutating func countOpeningCase(_ record: UnsafeMutablePointer<CaseRecord>) {
        if !record.pointee.isCounted { return }
        countOpen(1)
        collector.arrived += 1
        cohortOpen += 1
        beside.openingCases += 1
        beside.openingLeft += 1
    }

    /// What is left of a wait that has lasted since before the run, in its own time: its length is
    /// drawn among those above what has passed.
    mutating func restOfWait(
        _ slot: UInt32, _ op: UnsafeMutablePointer<OpRecord>, _ luck: UInt64
    ) -> Ticks {
        let since = model.opening[beside.placing].since
        let isWorking = op.pointee.flags.contains(.onCalendar)
        let passed = isWorking ? dueCalendar.hours.between(min(since, now), now) : max(0, now - since)
        let whole: UInt64 = 1 << 53
        var (low, high): (UInt64, UInt64) = (0, whole)
        while low < high {
            let middle = low + (high - low) / 2
            if drawnTime(slot, op, middle) > passed { high = middle } else { low = middle + 1 }
        }
        if low == whole { return 0 }
        let place = low + UInt64(UInt128(luck) * UInt128(whole - low) / UInt128(whole))
        return drawnTime(slot, op, place) - passed
    }
}
