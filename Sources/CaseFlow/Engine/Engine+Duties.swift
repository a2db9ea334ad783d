internal import SimKernel

/// Work of the calendar: at each of its dates a duty stands in line like a case, and no count of cases
/// has it.
extension Engine {
    /// Which draw makes the identity of a duty.
    private static var identityBlock: UInt8 { 4 }

    /// The next date of a duty. What falls due at one instant comes in the order of the duties, and
    /// before the cases that arrive then: its insertion number is its own.
    mutating func scheduleDuty(_ index: Int) {
        let series = model.duties[index].series
        let dates = Int(program.seriesStarts[series + 1] - program.seriesStarts[series])
        if beside.nextDates[index] >= dates { return }
        let time = program.instants[Int(program.seriesStarts[series]) + beside.nextDates[index]]
        if time >= horizon.bound { return }
        let number = UInt32(truncatingIfNeeded: index)
        events.schedule(
            Event(at: time, rank: Rank.arrival, insertion: number, slot: ArrivalSlot.duty | number))
    }

    @inline(never)
    mutating func dutyFallsDue(_ slot: UInt32) {
        let index = Int(slot ^ ArrivalSlot.duty)
        let duty = model.duties[index]
        let date = beside.nextDates[index]
        beside.nextDates[index] += 1
        scheduleDuty(index)
        switch duty.kind {
        case .once: beginDuty(duty, date: date, place: 0)
        case .perUnit(let number, let count):
            for unit in 0..<count {
                beginDuty(duty, date: date, place: unit, number: number, value: Int64(unit))
            }
        case .perPerson(let role, let number):
            for (place, person) in model.roles[role].people.enumerated() where hasJoined(person) {
                beginDuty(duty, date: date, place: place, number: number, value: Int64(person))
            }
        }
        beside.dateHasPassed(of: index)
    }

    /// Somebody's hours begin when he joins.
    private mutating func hasJoined(_ person: Int) -> Bool {
        calendars[model.people[person].hours].interval(atOrAfter: -Tick.never).lowerBound <= now
    }

    private mutating func beginDuty(
        _ duty: Duty, date: Int, place: Int, number: Int = -1, value: Int64 = 0
    ) {
        let bits = key.bits(
            case: UInt64(date) << 24 | UInt64(place), name: duty.key, visit: 0, purpose: .offspring,
            block: Self.identityBlock)
        let slot = newRecord(bits.first << 11 ^ bits.second, words: duty.mask)
        let record = pool.record(slot)
        classify(record)
        for i in model.numbers.indices { pool.numbers(slot)[i] = i == number ? value : 0 }
        beginRecord(slot, entry: duty.op)
        if record.pointee.isCohort {
            cohortOpen &+= 1
            cohortSideCases &+= 1
        }
        tellArrival(slot, at: duty.op, since: now)
        walkOn(slot, to: duty.op)
    }

    /// Books time in a team's line. The waits of duties are known at their items alone.
    @inline(__always)
    mutating func countInLine(of team: Int, op: Int32, since: Ticks) {
        if M.areAll && op >= beside.firstDuty { return }
        collector.teams[team].queue &+= Int128(clippedToWindow(since, now))
    }
}
