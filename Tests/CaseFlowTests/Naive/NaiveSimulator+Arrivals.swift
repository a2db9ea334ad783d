import CaseFlow
import SimKernel

/// Arrivals: incidents bring cases, and what is not known of a case is drawn.
extension NaiveSimulator {
    func expectArrival(of stream: Int) {
        let time = NaiveTrace(model.streams[stream])?.instant(arrived[stream]) ?? cursors[stream].next()
        if time < model.horizon.bound { expect(.incident(stream: stream), at: time, rank: 3) }
    }

    func incidentHappens(_ index: Int) {
        let stream = model.streams[index]
        let number = arrived[index]
        arrived[index] += 1
        expectArrival(of: index)
        let first = StreamKey.identity(stream: stream.key, ordinal: UInt64(number))
        guard let incident = stream.incident else { return caseArrives(index, first, row: number) }
        let luck = key.bits(case: first, name: 0, visit: 0, purpose: .incident).first
        let wanted = (Double(incident.size.view.draw(luck)) / 1e6).rounded(.toNearestOrAwayFromZero)
        for place in 0..<Int(min(max(wanted, 1), 262_144)) {
            // The place stands above thirty bits of the incident's number.
            let identity = first + UInt64(place) * 1_073_741_824
            let ownLuck = key.bits(case: identity, name: 0, visit: 0, purpose: .incident).second
            let time = now + (incident.delay?.view.draw(ownLuck) ?? 0)
            guard time < model.horizon.bound else { continue }
            expect(.caseArrives(stream: index, identity: identity, row: number), at: time, rank: 3)
        }
    }

    func caseArrives(_ index: Int, _ identity: UInt64, row: Int) {
        let stream = model.streams[index]
        let trace = NaiveTrace(stream)
        let c = NaiveCase(identity: identity, arrival: now, isCohort: false, words: stream.mask)
        drawWords(c, stream, known: { trace?.word($0, row: row) })
        drawNumbers(c, known: { trace?.number($0, row: row) })
        c.item = stream.entry
        c.entry = stream.entry
        isHere(c)
        walk(c, to: stream.entry)
    }

    func drawWords(_ c: NaiveCase, _ stream: CaseFlow.Stream, known: (Int) -> UInt64?) {
        for index in stream.draws {
            let draw = model.draws[index]
            let choices = draw.rows[pick(draw.row, c)]
            let luck = key.bits(case: c.identity, name: draw.key, visit: 0, purpose: .word).first
            let drawn = choices.masks[choices.thresholds.firstIndex { luck < $0 } ?? choices.masks.count - 1]
            c.words |= known(index) ?? drawn
        }
    }

    func drawNumbers(_ c: NaiveCase, known: (Int) -> Int64?) {
        for (index, number) in model.numbers.enumerated() {
            let drawn = drawn(number, c)
            c.numbers.append(known(index) ?? drawn)
        }
    }

    private func drawn(_ number: CaseNumber, _ c: NaiveCase) -> Int64 {
        let luck = key.bits(case: c.identity, name: number.key, visit: 0, purpose: .number).first
        func one(of count: Int) -> Int { Int(UInt128(luck) * UInt128(count) / (1 << 53)) }
        switch number.kind {
        case .drawn: return model.tables[pick(number.table, c)].view.draw(luck)
        case .unit(let count): return Int64(one(of: count))
        case .person(let role):
            let possible = model.roles[role].people.filter { isOfItsPool(people[$0], role, c) }
            return possible.isEmpty ? -1 : Int64(possible[one(of: possible.count)])
        }
    }

    /// Its words and numbers are known: it is counted or not, and the clocks from its arrival start.
    func isHere(_ c: NaiveCase) {
        c.wordsAtArrival = c.words
        c.isCounted = holds(model.counts, c)
        let window = model.horizon.windowStart..<model.horizon.windowEnd
        c.isCohort = c.isCounted && (window.contains(now) || c.isOpening)
        cases.append(c)
        // Whoever was there before is open when the window begins.
        if c.isCounted { changes.append((c.isOpening ? now - 1 : now, 1)) }
        note(.arrives, c, value: Int64(bitPattern: c.words))
        if !c.isOpening { startClocksFromArrival(c, ofFlow: -1) }
    }
}

/// What a replayed stream's rows say.
struct NaiveTrace {
    private let instants: [Ticks]
    private let from: Ticks
    private let given: GivenValues?

    /// Nil for a stream that replays nothing.
    init?(_ stream: CaseFlow.Stream) {
        guard case .replay(let instants, let from) = stream.process else { return nil }
        self.instants = instants
        self.from = from
        given = stream.given
    }

    /// Rows before the run.
    var passedOver: Int { instants.filter { $0 < from }.count }

    func instant(_ row: Int) -> Ticks { row < instants.count ? instants[row] : Tick.never }

    func word(_ draw: Int, row: Int) -> UInt64? { given?.words.first { $0.draw == draw }?.masks[row] }

    func number(_ index: Int, row: Int) -> Int64? {
        given?.numbers.first { $0.number == index }?.values[row]
    }
}
