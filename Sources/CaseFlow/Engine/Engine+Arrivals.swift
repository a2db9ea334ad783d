internal import SimKernel

/// One arrival stream on its way through the replication.
struct StreamState {
    var cursor: ArrivalCursor
    var ordinal: UInt64 = 0
    let identity: UInt64
    let mask: UInt64
    let entry: Int
    let draws: [Int]

    init(_ stream: Stream, key: StreamKey) {
        cursor = ArrivalCursor(stream.process, key: key, stream: stream.key)
        identity = UInt64(stream.key) << 48
        mask = stream.mask
        entry = stream.entry
        draws = stream.draws
    }
}

extension Engine {
    @inline(__always)
    mutating func scheduleArrival(of stream: Int) {
        let time = streams[stream].cursor.next()
        if time < model.horizon.bound {
            schedule(at: time, rank: Rank.arrival, slot: UInt32(truncatingIfNeeded: stream))
        }
    }

    @inline(__always)
    mutating func caseArrives(stream: Int) {
        scheduleArrival(of: stream)
        let slot = pool.take()
        let identity = streams[stream].identity | streams[stream].ordinal
        streams[stream].ordinal &+= 1
        let isCohort = now >= model.horizon.windowStart && now < model.horizon.windowEnd
        pool.record(slot).initialize(
            to: CaseRecord(
                arrival: now, since: now, work: 0, words: streams[stream].mask, identity: identity,
                luck: 0, ticket: 0, running: 0, judged: 0, late: 0, op: 0, team: -1,
                caseClass: Int32(truncatingIfNeeded: collector.classes &- 1), isCohort: isCohort,
                isResumed: false))
        if !streams[stream].draws.isEmpty { drawWords(slot, of: stream) }
        if !model.numbers.isEmpty { drawNumbers(slot) }
        for i in 0..<model.counters { pool.counters(slot)[i] = 0 }
        countOpen(1)
        if isCohort {
            collector.arrived &+= 1
            cohortOpen &+= 1
        }
        observer.observe(
            .arrives, case: identity, op: streams[stream].entry, at: now,
            value: Int64(bitPattern: pool.record(slot).pointee.words))
        startClocks(program.arrivalStarts, slot)
        walk(slot, to: streams[stream].entry)
    }

    @inline(__always)
    mutating func countOpen(_ change: Int) {
        if now > openSince && now <= model.horizon.windowEnd {
            collector.backlog.integral &+= Int128(open &* Int(now &- openSince))
            openSince = now
        }
        open &+= change
        if now >= model.horizon.windowStart && now < model.horizon.windowEnd {
            collector.backlog.peak = max(collector.backlog.peak, open)
        }
    }

    private mutating func drawWords(_ slot: UInt32, of stream: Int) {
        let record = pool.record(slot)
        for d in streams[stream].draws {
            let draw = model.draws[d]
            let row = draw.rows[value(of: draw.row, record.pointee.words)]
            let luck = key.bits(case: record.pointee.identity, name: draw.key, visit: 0, purpose: .word).first
            var i = 0
            while i < row.thresholds.count - 1 && luck >= row.thresholds[i] { i += 1 }
            record.pointee.words |= row.masks[i]
        }
        classify(record)
    }

    /// Finds the class for statistics anew after the words have changed.
    func classify(_ record: UnsafeMutablePointer<CaseRecord>) {
        var c = 0
        while c < model.classes.count && record.pointee.words & model.classes[c].mask == 0 { c += 1 }
        record.pointee.caseClass = Int32(truncatingIfNeeded: c)
    }

    private mutating func drawNumbers(_ slot: UInt32) {
        let record = pool.record(slot)
        for (i, number) in model.numbers.enumerated() {
            let bits = key.bits(
                case: record.pointee.identity, name: number.key, visit: 0, purpose: .number)
            let table = value(of: number.table, record.pointee.words)
            pool.numbers(slot)[i] = program.tables[table].draw(bits.first)
        }
    }
}
