internal import SimKernel

/// One arrival stream on its way through the replication.
struct StreamState {
    var cursor: ArrivalCursor
    var ordinal: UInt64
    let identity: UInt64
    /// What its arrivals are known by in the event list.
    let slot: UInt32
    let mask: UInt64
    let entry: Int
    let draws: UnsafeMutablePointer<Int32>
    let drawCount: Int

    init(_ stream: Stream, at index: Int, key: StreamKey) {
        cursor = ArrivalCursor(stream.process, key: key, stream: stream.key)
        ordinal = cursor.ordinal
        let isPlain = stream.incident == nil && stream.given == nil
        slot = UInt32(index) | (isPlain ? 0 : ArrivalSlot.incident)
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
        if time < horizon.bound { schedule(at: time, rank: Rank.arrival, slot: streams[stream].slot) }
    }

    @inline(__always)
    mutating func caseArrives(stream: Int) {
        scheduleArrival(of: stream)
        let identity = streams[stream].identity | streams[stream].ordinal
        streams[stream].ordinal &+= 1
        let slot = newCase(identity, of: stream)
        if streams[stream].drawCount > 0 { drawWords(slot, of: stream) }
        if hasNumbers { drawNumbers(slot) }
        beginCase(slot, of: stream)
    }

    @inline(__always)
    mutating func newCase(_ identity: UInt64, of stream: Int) -> UInt32 {
        newRecord(identity, words: streams[stream].mask)
    }

    @inline(__always)
    mutating func newRecord(_ identity: UInt64, words: UInt64) -> UInt32 {
        let slot = pool.take()
        let isCohort = now >= horizon.windowStart && now < horizon.windowEnd
        pool.record(slot).initialize(
            to: CaseRecord(
                arrival: now, since: now, work: 0, words: words, identity: identity,
                luck: 0, ticket: 0, running: 0, judged: 0, late: 0, op: 0, team: -1,
                caseClass: Int32(truncatingIfNeeded: collector.classes &- 1), isCohort: isCohort,
                isResumed: false))
        return slot
    }

    /// Its words and numbers are known now.
    @inline(__always)
    mutating func beginCase(_ slot: UInt32, of stream: Int) {
        let record = pool.record(slot)
        beginRecord(slot, entry: streams[stream].entry)
        if hasRare { logArrival(slot) }
        countArrival(slot, record)
        tellArrival(slot, at: streams[stream].entry, since: now)
        if M.areAll { record.pointee.op = Int32(truncatingIfNeeded: streams[stream].entry) }
        startClocks(program.arrivalStarts, slot)
        if M.areAll { endClocks(program.arrivalEnds, slot) }
        walk(slot, to: streams[stream].entry)
    }

    /// What a new record has besides its words and numbers.
    @inline(__always)
    mutating func beginRecord(_ slot: UInt32, entry: Int) {
        if isNamed { beginNamed(slot) }
        if hasKin {
            pool.kin(slot).initialize(to: Kin(home: slot, entry: Int32(truncatingIfNeeded: entry)))
        }
        if hasRare { beginRare(slot) }
        for i in 0..<counterCount { pool.counters(slot)[i] = 0 }
    }

    /// Observers hear of a case, a side case or a duty that comes.
    @inline(__always)
    mutating func tellArrival(_ slot: UInt32, at op: Int, since arrival: Ticks) {
        let record = pool.record(slot)
        observer.observe(
            .arrives, case: record.pointee.identity, op: op, at: now,
            value: Int64(bitPattern: record.pointee.words))
        observer.appears(
            case: record.pointee.identity, arrival: arrival, numbers: pool.numbers(slot),
            isCounted: record.pointee.isCohort)
    }

    @inline(__always)
    mutating func countArrival(_ slot: UInt32, _ record: UnsafeMutablePointer<CaseRecord>) {
        if M.areAll && beside.isUsed {
            noteArrival(slot)
            if !record.pointee.isCounted { return }
        }
        countOpen(1)
        if record.pointee.isCohort {
            collector.arrived &+= 1
            cohortOpen &+= 1
        }
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
            words |= drawnWord(Int(streams[stream].draws[k]), record.pointee.identity, words)
        }
        record.pointee.words = words
        classify(record)
    }

    /// Bits of the word that a case with these words draws from a list.
    @inline(__always)
    mutating func drawnWord(_ index: Int, _ identity: UInt64, _ words: UInt64) -> UInt64 {
        let draw = program.draws + index
        let row = Int(draw.pointee.firstRow) &+ value(of: draw.pointee.row, words)
        let luck = key.bits(case: identity, name: draw.pointee.key, visit: 0, purpose: .word)
        var piece = program.drawPieces + Int(program.drawRows[row])
        while luck.first >= piece.pointee.threshold { piece += 1 }
        return piece.pointee.mask
    }

    /// Finds the class for statistics anew after the words have changed.
    @inline(__always)
    mutating func classify(_ record: UnsafeMutablePointer<CaseRecord>) {
        var c: Int32 = 0
        while c < program.classCount && record.pointee.words & program.classMasks[Int(c)] == 0 { c &+= 1 }
        record.pointee.caseClass = c
    }

    mutating func drawnNumber(_ index: Int, _ slot: UInt32) -> Int64 {
        let number = model.numbers[index]
        let bits = key.bits(
            case: pool.record(slot).pointee.identity, name: number.key, visit: 0, purpose: .number)
        return self.number(number, bits.first, slot)
    }

    private mutating func number(_ number: CaseNumber, _ luck: UInt64, _ slot: UInt32) -> Int64 {
        switch number.kind {
        case .drawn:
            let table = value(of: number.table, pool.record(slot).pointee.words)
            return program.tables[table].draw(luck)
        case .unit(let count): return Int64(evenly(luck, among: count))
        case .person(let role):
            let people = model.roles[role].people
            guard let pools = model.roles[role].pools else {
                return people.isEmpty ? -1 : Int64(people[evenly(luck, among: people.count)])
            }
            let own = poolNumber(pools, slot)
            // Who comes from another role serves all pools.
            let colleagues = people.filter { model.people[$0].home != role || model.people[$0].pool == own }
            return colleagues.isEmpty ? -1 : Int64(colleagues[evenly(luck, among: colleagues.count)])
        }
    }

    /// One of so many, all alike, from 53 random bits.
    private func evenly(_ luck: UInt64, among count: Int) -> Int {
        Int(truncatingIfNeeded: (UInt128(luck) * UInt128(count)) >> 53)
    }

    @inline(never)
    mutating func drawNumbers(_ slot: UInt32) {
        let record = pool.record(slot)
        for (i, number) in model.numbers.enumerated() {
            let bits = key.bits(
                case: record.pointee.identity, name: number.key, visit: 0, purpose: .number)
            pool.numbers(slot)[i] = self.number(number, bits.first, slot)
        }
    }
}
