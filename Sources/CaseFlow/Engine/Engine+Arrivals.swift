internal import SimKernel

/// One arrival stream on its way through the replication.
struct StreamState {
    var cursor: ArrivalCursor
    var ordinal: UInt64 = 0
    let identity: UInt64
    let mask: UInt64
    let entry: Int
    let draws: UnsafeMutablePointer<Int32>
    let drawCount: Int

    init(_ stream: Stream, key: StreamKey) {
        cursor = ArrivalCursor(stream.process, key: key, stream: stream.key)
        identity = UInt64(stream.key) << 48
        mask = stream.mask
        entry = stream.entry
        draws = buffer(stream.draws.map(Int32.init))
        drawCount = stream.draws.count
    }
}

extension Engine {
    @inline(__always)
    mutating func scheduleArrival(of stream: Int) {
        let time = streams[stream].cursor.next()
        if time < horizon.bound {
            schedule(at: time, rank: Rank.arrival, slot: UInt32(truncatingIfNeeded: stream))
        }
    }

    @inline(__always)
    mutating func caseArrives(stream: Int) {
        scheduleArrival(of: stream)
        let slot = pool.take()
        let identity = streams[stream].identity | streams[stream].ordinal
        streams[stream].ordinal &+= 1
        let isCohort = now >= horizon.windowStart && now < horizon.windowEnd
        pool.record(slot).initialize(
            to: CaseRecord(
                arrival: now, since: now, work: 0, words: streams[stream].mask, identity: identity,
                luck: 0, ticket: 0, running: 0, judged: 0, late: 0, op: 0, team: -1,
                caseClass: Int32(truncatingIfNeeded: collector.classes &- 1), isCohort: isCohort,
                isResumed: false))
        if program.hasKin {
            pool.kin(slot).initialize(
                to: Kin(home: slot, entry: Int32(truncatingIfNeeded: streams[stream].entry)))
        }
        if streams[stream].drawCount > 0 { drawWords(slot, of: stream) }
        if hasNumbers { drawNumbers(slot) }
        for i in 0..<counterCount { pool.counters(slot)[i] = 0 }
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
        if now > openSince && now <= horizon.windowEnd {
            collector.backlog.integral &+= Int128(open &* Int(now &- openSince))
            openSince = now
        }
        open &+= change
        if now >= horizon.windowStart && now < horizon.windowEnd {
            collector.backlog.peak = max(collector.backlog.peak, open)
        }
    }

    @inline(__always)
    private mutating func drawWords(_ slot: UInt32, of stream: Int) {
        let record = pool.record(slot)
        var words = record.pointee.words
        for k in 0..<streams[stream].drawCount {
            let draw = program.draws + Int(streams[stream].draws[k])
            let row = Int(draw.pointee.firstRow) &+ value(of: draw.pointee.row, words)
            let luck = key.bits(
                case: record.pointee.identity, name: draw.pointee.key, visit: 0, purpose: .word)
            var piece = program.drawPieces + Int(program.drawRows[row])
            while luck.first >= piece.pointee.threshold { piece += 1 }
            words |= piece.pointee.mask
        }
        record.pointee.words = words
        classify(record)
    }

    /// Finds the class for statistics anew after the words have changed.
    @inline(__always)
    mutating func classify(_ record: UnsafeMutablePointer<CaseRecord>) {
        var c: Int32 = 0
        while c < program.classCount && record.pointee.words & program.classMasks[Int(c)] == 0 { c &+= 1 }
        record.pointee.caseClass = c
    }

    @inline(never)
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
