import CaseFlow
import SimKernel

/// One replication of a model, done slowly and plainly: lists that are searched from end to end,
/// persons as persons, calendars as lists of hours.
///
/// Written from what the language says, not from the engine; only the random numbers and what the
/// language leaves open (who comes first of equals) are the engine's. Cost: some milliseconds for
/// a hundred cases.
final class NaiveSimulator {
    let model: Model
    let office: NaiveOffice
    let hours: [NaiveHours]
    let key: StreamKey
    let groups: [NaiveGroup]
    var people: [NaivePerson] = []
    var lines: [[NaiveCase]]
    var cases: [NaiveCase] = []
    var cursors: [ArrivalCursor]
    var arrived: [Int]

    var now: Ticks
    var happenings: [NaiveHappening] = []
    var insertions = 0
    var tickets = 0
    /// Cases whose branches begin at this moment.
    var isBeginning: Set<ObjectIdentifier> = []

    // What was seen.
    var moments: [NaiveMoment] = []
    var stays: [NaiveStay] = []
    /// Stays that ended because the case did.
    var givenUp: [NaiveStay] = []
    var efforts: [NaiveEffort] = []
    var passages: [(item: Int, isCohort: Bool)] = []
    /// Cases that came (+1) and went (-1), in order.
    var changes: [(time: Ticks, change: Int)] = []

    init(_ model: Model, office: NaiveOffice, seed: UInt64, replication: UInt32) {
        self.model = model
        self.office = office
        hours = model.calendars.map(NaiveHours.init)
        let key = StreamKey(seed: seed, replication: replication)
        self.key = key
        groups = NaiveGroup.all(of: model)
        lines = model.teams.map { _ in [] }
        cursors = model.streams.map { ArrivalCursor($0.process, key: key, stream: $0.key) }
        arrived = model.streams.map { _ in 0 }
        now = model.horizon.start
        for (r, role) in model.roles.enumerated() {
            for _ in 0..<role.staff { people.append(NaivePerson(role: r)) }
        }
    }

    func run() {
        for stream in model.streams.indices { expectArrival(of: stream) }
        while let time = nextInstant(), time < model.horizon.bound, !isOver(at: time) {
            now = time
            // Hours that begin or end may let work begin where nothing else happens.
            if nextHappening(atMostRank: 1) == nil { dealStarts() }
            while let happening = nextHappening(atMostRank: 3) {
                happen(happening)
                if nextHappening(atMostRank: 1) == nil { dealStarts() }
                if isOver(at: now) { return }
            }
        }
        now = model.horizon.bound
        judgeAtTheBound()
    }

    /// Every case of the window is followed to its end, and time past the window runs no longer.
    private func isOver(at time: Ticks) -> Bool {
        time >= model.horizon.windowEnd && !cases.contains { $0.isCohort && $0.end == nil }
    }

    // MARK: Happenings

    func expect(_ what: NaiveHappening.What, at time: Ticks, rank: Int) {
        happenings.append(NaiveHappening(time: time, rank: rank, insertion: insertions, what: what))
        insertions += 1
    }

    /// The next instant at which anything could change: a happening, or somebody's hours begin or end.
    private func nextInstant() -> Ticks? {
        var next = happenings.map(\.time).min() ?? Tick.never
        for role in model.roles {
            for interval in hours[role.calendar].intervals where interval.upperBound > now {
                next = min(next, interval.lowerBound > now ? interval.lowerBound : interval.upperBound)
                break
            }
        }
        return next < Tick.never ? next : nil
    }

    /// The first of the happenings of this instant.
    private func nextHappening(atMostRank most: Int) -> NaiveHappening? {
        happenings.filter { $0.time == now && $0.rank <= most }.min {
            ($0.rank, $0.insertion) < ($1.rank, $1.insertion)
        }
    }

    private func happen(_ happening: NaiveHappening) {
        happenings.removeAll { $0.insertion == happening.insertion }
        switch happening.what {
        case .workEnds(let c): workEnds(c)
        case .workIsHandedOver(let c): workIsHandedOver(c)
        case .waitEnds(let c): waitEnds(c)
        case .caseArrives(let stream): caseArrives(stream)
        case .caseReturns(let c): caseReturns(c)
        }
    }

    func note(_ moment: CaseMoment, _ c: NaiveCase, value: Int64 = 0) {
        moments.append(
            NaiveMoment(moment: moment, identity: c.identity, op: c.item, time: now, value: value))
    }

    // MARK: Arrivals

    private func expectArrival(of stream: Int) {
        let time = cursors[stream].next()
        if time < model.horizon.bound { expect(.caseArrives(stream: stream), at: time, rank: 3) }
    }

    private func caseArrives(_ index: Int) {
        expectArrival(of: index)
        let stream = model.streams[index]
        let c = NaiveCase(
            identity: StreamKey.identity(stream: stream.key, ordinal: UInt64(arrived[index])), arrival: now,
            isCohort: (model.horizon.windowStart..<model.horizon.windowEnd).contains(now), words: stream.mask)
        arrived[index] += 1
        for draw in stream.draws.map({ model.draws[$0] }) {
            let row = draw.rows[pick(draw.row, c)]
            let luck = key.bits(case: c.identity, name: draw.key, visit: 0, purpose: .word).first
            c.words |= row.masks[row.thresholds.firstIndex { luck < $0 } ?? row.masks.count - 1]
        }
        for number in model.numbers {
            let luck = key.bits(case: c.identity, name: number.key, visit: 0, purpose: .number).first
            c.numbers.append(model.tables[pick(number.table, c)].view.draw(luck))
        }
        cases.append(c)
        changes.append((now, 1))
        c.item = stream.entry
        c.entry = stream.entry
        note(.arrives, c, value: Int64(bitPattern: c.words))
        startClocks(c, from: .arrival)
        walk(c, to: stream.entry)
    }

    // MARK: Choices

    /// A value by class: the first row of a split whose words the case has.
    func pick(_ selector: Selector, _ c: NaiveCase) -> Int {
        if selector.code >= 0 { return Int(selector.code) }
        let rows = model.choices[Int(~selector.code)].rows
        return Int(rows.first { c.words & $0.mask == $0.mask }!.value)
    }

    func holds(_ index: Int, _ c: NaiveCase) -> Bool {
        if index < 0 { return true }
        let test = model.tests[index]
        var terms: [Bool] = []
        for bit in (0..<64).map({ UInt64(1) << $0 }) {
            if test.yes & bit != 0 { terms.append(c.words & bit != 0) }
            if test.no & bit != 0 { terms.append(c.words & bit == 0) }
        }
        for term in test.numbers {
            terms.append((term.least...term.most).contains(c.numbers[term.number]) != term.negated)
        }
        if test.open { terms.append(office.hours.isOpen(at: now)) }
        if test.closed { terms.append(!office.hours.isOpen(at: now)) }
        return test.any ? terms.contains(true) : !terms.contains(false)
    }

    func bits(_ c: NaiveCase, _ purpose: Purpose) -> RandomBits {
        key.bits(
            case: c.identity, name: model.ops[c.item].key,
            visit: UInt16(c.matter.visits[c.item, default: 1] - 1),
            purpose: purpose)
    }
}
