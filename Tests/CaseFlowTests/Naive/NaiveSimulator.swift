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
    let people: [NaivePerson]
    /// Everybody who waits, by team.
    var lines: [[NaiveCase]]
    var works: [NaiveWork] = []
    var cases: [NaiveCase] = []
    var cursors: [ArrivalCursor]
    var arrived: [Int]

    var now: Ticks
    /// All instants at which hours begin or end.
    private let boundaries: [Ticks]
    var happenings: [NaiveHappening] = []
    var insertions = 0
    var tickets = 0
    var alarms = 0
    /// False while the cases are made that were open before.
    var hasBegun = false
    /// Cases whose branches begin at this moment.
    var isBeginning: Set<ObjectIdentifier> = []

    // What was seen.
    var moments: [NaiveMoment] = []
    var stays: [NaiveStay] = []
    /// Stays that ended otherwise than by work.
    var givenUp: [NaiveStay] = []
    /// Of those, the visits that `if late` ended.
    var inVain: [(item: Int, isCohort: Bool)] = []
    var efforts: [NaiveEffort] = []
    var passages: [(item: Int, isCohort: Bool)] = []
    /// Cases that came (+1) and went (-1), in order.
    var changes: [(time: Ticks, change: Int)] = []
    /// Cases of the main flow that have ended, in order, and by duty: how many had when it was due last.
    var closedCases: [NaiveCase] = []
    var closedBefore: [Int: Int] = [:]
    /// What was drawn down of budgets.
    var spendings: [(budget: Int, period: Int, amount: Int128)] = []
    var costs = ReplicationResult.Costs()

    init(_ given: Model, office: NaiveOffice, seed: UInt64, replication: UInt32) {
        let model = given.namingPeople
        self.model = model
        self.office = office
        let hours = model.calendars.map(NaiveHours.init)
        self.hours = hours
        let key = StreamKey(seed: seed, replication: replication)
        self.key = key
        people = model.people.enumerated().map { index, who in
            let absences = NaiveAbsences(person: who, model: model, key: key)
            return NaivePerson(index: index, who: who, hours: absences.hours(of: hours[who.calendar]))
        }
        boundaries = Set(
            (hours + people.map(\.hours)).flatMap(\.intervals).flatMap { [$0.lowerBound, $0.upperBound] }
        )
        .sorted()
        groups = NaiveGroup.all(of: model)
        lines = model.teams.map { _ in [] }
        cursors = model.streams.map { ArrivalCursor($0.process, key: key, stream: $0.key) }
        arrived = model.streams.map { NaiveTrace($0)?.passedOver ?? 0 }
        now = model.horizon.start
    }

    func run() {
        for stream in model.streams.indices { expectArrival(of: stream) }
        expectDuties()
        for (row, opening) in model.opening.enumerated() { isThere(opening, row: row) }
        hasBegun = true
        if nextHappening(atMostRank: 1) == nil { dealStarts() }
        while let time = nextInstant(), time < model.horizon.bound, !isOver(at: time) {
            now = time
            // Hours that begin or end may let work begin where nothing else happens.
            if nextHappening(atMostRank: 1) == nil { dealStarts() }
            while let happening = nextHappening(atMostRank: 4) {
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
        let next = min(
            happenings.map(\.time).min() ?? Tick.never, boundaries.first { $0 > now } ?? Tick.never)
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
        case .peopleReturn(let work): peopleReturn(work)
        case .workEnds(let work): workEnds(work)
        case .workIsHandedOver(let work): workIsHandedOver(work)
        case .placeIsReached(let work): placeIsReached(work)
        case .waitEnds(let c): waitEnds(c)
        case .incident(let stream): incidentHappens(stream)
        case .caseArrives(let stream, let identity, let row): caseArrives(stream, identity, row: row)
        case .caseReturns(let c): caseReturns(c)
        case .dutyBegins(let duty, let date): dutyBegins(duty, date: date)
        case .clockFallsDue(let c, let limit, let alarm): clockFallsDue(c, limit, alarm: alarm)
        case .fallsDue(let c, let ticket): fallsDue(c, ticket)
        }
    }

    func note(_ moment: CaseMoment, _ c: NaiveCase, value: Int64 = 0) {
        moments.append(
            NaiveMoment(moment: moment, identity: c.identity, op: c.item, time: now, value: value))
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
        for term in test.clusters { terms.append(isInCluster(c, term) != term.negated) }
        if test.open { terms.append(office.hours.isOpen(at: now)) }
        if test.closed { terms.append(!office.hours.isOpen(at: now)) }
        return test.any ? terms.contains(true) : !terms.contains(false)
    }

    func bits(_ c: NaiveCase, _ purpose: Purpose, _ block: UInt8 = 0) -> RandomBits {
        key.bits(
            case: c.identity, name: model.ops[c.item].key,
            visit: UInt16(c.matter.visits[c.item, default: 1] - 1), purpose: purpose, block: block)
    }
}
