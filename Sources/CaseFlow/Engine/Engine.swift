internal import SimKernel

/// Order of events at one instant. Starts (rank 2) are no events: they are dealt out when no event
/// of rank 0 or 1 is left at that instant.
enum Rank {
    /// Work ends, people are released.
    static let release: Int64 = 0
    /// Closings, openings, waits end.
    static let boundary: Int64 = 1
    static let arrival: Int64 = 3
    static let due: Int64 = 4
}

/// Which mechanics an engine has. The compiler makes one engine of each kind, so that what a model does
/// not use is not even asked for.
protocol Mechanics {
    static var areAll: Bool { get }
}

/// Steps by people who are counted, waits and decisions in one list.
enum PlainMechanics: Mechanics {
    static var areAll: Bool { false }
}

enum AllMechanics: Mechanics {
    static var areAll: Bool { true }
}

/// One replication: walks a model event by event.
///
/// The state is a noncopyable struct of plain buffers, so the loop counts no references. Rare
/// matters live in extensions of their own and are reached only behind a flag.
struct Engine<O: Observer, M: Mechanics>: ~Copyable {
    let program: Program
    let staff: Staff
    let key: StreamKey
    /// Slots of opening and closing events: the role with this bit set.
    static var roleSlot: UInt32 { 0x8000_0000 }
    /// Slots of people on their way back: the crew with this bit set.
    static var crewSlot: UInt32 { 0x4000_0000 }

    var events: EventList
    var pool: CasePool
    let lines: UnsafeMutablePointer<WaitingLine>
    /// The model tells people apart: it has persons, crews and lines of its own kind.
    private let tellsPeopleApart: Bool
    let persons: Persons
    var crews: CrewPool
    /// Nothing else can be begun, so that deputies are asked too.
    var deputiesMayBegin = false
    let namedLines: UnsafeMutablePointer<OrderedLine>
    let calendars: UnsafeMutablePointer<WorkCalendar.View>
    let dueCalendar: DueCalendar
    let model: Model
    let horizon: Horizon
    var alarmPool = AlarmPool()
    var clusters: ClusterLogs
    let counterCount: Int
    let hasNumbers: Bool
    let streams: UnsafeMutablePointer<StreamState>
    /// Since when somebody of each role has been free; kept only for observers that look at partners.
    let freeSince: UnsafeMutablePointer<Ticks>
    var expected = ExpectedCases()
    var beside: CountsBeside
    var periods: PeriodCounts
    var collector: Collector
    var observer: O

    var now: Ticks = .min
    /// Roles whose lines must be looked at before time goes on.
    var dirty: UInt64 = 0
    var insertion: UInt32 = 0
    var ticket: UInt64 = 0
    var fingerprint: UInt64 = 0x9E37_79B9_7F4A_7C15
    var eventCount = 0
    var open = 0
    var openSince: Ticks = 0
    /// Of the cases that are followed to their end, side cases included.
    var cohortOpen = 0
    var cohortSideCases = 0
    var windowIsOver = false
    var isOver = false
    var wasStopped = false
    var nextMark: Ticks = .min
    var nextWeek: Ticks
    /// Events at the present instant: a cycle that takes no time ends the run.
    var eventsAtInstant = 0
    static var mostAtOneInstant: Int { 1_000_000 }

    init(_ model: Model, seed: UInt64, replication: UInt32, observer: O) {
        precondition(model.limits.count <= 64, "a model has at most 64 limits")
        self.model = model
        horizon = model.horizon
        counterCount = model.counters
        hasNumbers = !model.numbers.isEmpty
        program = Program(model)
        staff = Staff(model)
        key = StreamKey(seed: seed, replication: replication)
        tellsPeopleApart = !model.people.isEmpty
        precondition(M.areAll || !model.needsAllMechanics, "an engine of fewer mechanics than the model's")
        persons = Persons(model, staff)
        crews = CrewPool(width: persons.width)
        namedLines = buffer((0..<persons.table.lineCount).map { _ in OrderedLine() })
        events = EventList(capacity: 64 + model.roles.reduce(0) { $0 + min($1.staff, 1024) })
        pool = CasePool(
            layout: CaseLayout(
                clocks: program.clockSlots, numbers: model.numbers.count, counters: model.counters,
                limits: model.limits.count, memories: tellsPeopleApart ? model.memories.reduce(0, +) : nil,
                hasKin: program.hasKin, hasRare: program.hasRare))
        clusters = ClusterLogs(model)
        lines = buffer(model.teams.map { WaitingLine(ranks: model.disciplines[$0.discipline].ringRanks) })
        calendars = buffer(model.calendars.map(\.view))
        dueCalendar = model.dueCalendar
        let streamKey = key
        streams = buffer(
            model.streams.enumerated().map { StreamState($0.element, at: $0.offset, key: streamKey) })
        collector = Collector(
            places: program.visitPlaces, classes: model.classes.count, teams: model.teams.count,
            strata: program.strataCount, limits: model.limits.count)
        freeSince = buffer(model.roles.map { $0.staff > 0 ? model.horizon.start : Ticks.max })
        beside = CountsBeside(model)
        periods = PeriodCounts(model)
        // Below stand the numbers of the duties.
        insertion = UInt32(model.duties.count)
        self.observer = observer
        nextWeek = model.horizon.windowStart + Tick.week
        now = model.horizon.start
        openSince = model.horizon.windowStart
    }

    deinit {
        for i in 0..<staff.teamCount { lines[i].deallocate() }
        lines.deallocate()
        for i in 0..<persons.table.lineCount { namedLines[i].deallocate() }
        namedLines.deallocate()
        calendars.deallocate()
        for i in model.streams.indices { streams[i].draws.deallocate() }
        streams.deinitialize(count: model.streams.count)
        streams.deallocate()
        freeSince.deallocate()
        expected.deallocate()
    }

    @inline(__always)
    var isNamed: Bool { M.areAll && tellsPeopleApart }

    /// Some records belong together: branches, side cases, returns.
    @inline(__always)
    var hasKin: Bool { M.areAll && program.hasKin }

    /// Some limit does something when it falls due.
    @inline(__always)
    var limitsAct: Bool { M.areAll && program.limitsAct }

    /// Case records have a `RareRecord`.
    @inline(__always)
    var hasRare: Bool { M.areAll && program.hasRare }

    mutating func run(_ brake: Brake) {
        for stream in model.streams.indices { scheduleArrival(of: stream) }
        if M.areAll { beginBeside() }
        while let event = events.next() {
            let time = event.time
            if time >= nextMark {
                passMarks(until: time)
                if isOver { break }
            }
            precondition(time >= now, "time runs back")
            eventsAtInstant = time == now ? eventsAtInstant &+ 1 : 0
            now = time
            eventCount &+= 1
            fingerprint = (fingerprint ^ UInt64(bitPattern: event.key) ^ event.tag) &* 0xD6E8_FEB8_6659_FD93
            fingerprint ^= fingerprint >> 32
            switch event.rank {
            case Rank.release: if isNamed { namedRelease(event) } else { workEnds(event.slot) }
            case Rank.arrival: arrival(event.slot)
            case Rank.due: if M.areAll { fallsDue(event) }
            default: boundary(event)
            }
            if dirty != 0 && events.nextKey > now << 3 | Rank.boundary { dealStarts() }
            if cohortOpen == 0 && windowIsOver { break }
            if eventCount & 0xFFF == 0 && mustStop(brake) { break }
        }
        finish()
    }

    private mutating func mustStop(_ brake: Brake) -> Bool {
        if eventsAtInstant >= Self.mostAtOneInstant || eventCount >= brake.maxEvents
            || insertion > UInt32.max - 0x10_0000
        {
            wasStopped = true
        }
        if let flag = brake.flag, flag.isRaised { wasStopped = true }
        return wasStopped
    }

    @inline(__always)
    mutating func schedule(at time: Ticks, rank: Int64, slot: UInt32) {
        events.schedule(Event(at: time, rank: rank, insertion: insertion, slot: slot))
        insertion &+= 1
    }

    @inline(__always)
    private mutating func boundary(_ event: Event) {
        let slot = event.slot
        if slot >= Self.roleSlot {
            roleOpensOrCloses(Int(slot ^ Self.roleSlot))
        } else if isNamed && pool.named(slot).pointee.live != event.insertion {
            return
        } else if !isNamed && limitsAct && pool.rare(slot).pointee.live != event.insertion {
            return
        } else if program.ops[Int(pool.record(slot).pointee.op)].kind == .work {
            if isNamed { namedBoundary(event) } else { workIsHandedOver(slot) }
        } else {
            waitEnds(slot)
        }
    }

    @inline(__always)
    private mutating func arrival(_ slot: UInt32) {
        if !M.areAll || slot < ArrivalSlot.duty {
            caseArrives(stream: Int(slot))
        } else if slot < ArrivalSlot.incident {
            dutyFallsDue(slot)
        } else if slot < ArrivalSlot.returning {
            incidentArrives(slot)
        } else {
            caseReturns(slot ^ ArrivalSlot.returning)
        }
    }

    // MARK: - Choices by class

    @inline(__always)
    mutating func value(of selector: Selector, _ words: UInt64) -> Int {
        selector.code >= 0 ? Int(selector.code) : chosen(~selector.code, words)
    }

    mutating func chosen(_ choice: Int32, _ words: UInt64) -> Int {
        var row = Int(program.choiceStarts[Int(choice)])
        while true {
            let candidate = program.choiceRows[row]
            if words & candidate.mask == candidate.mask {
                precondition(candidate.value != .max, "a split leaves out a case's words")
                return Int(candidate.value)
            }
            row += 1
        }
    }

    @inline(__always)
    mutating func holds(_ test: Int32, _ slot: UInt32) -> Bool {
        let record = program.tests[Int(test)]
        let words = pool.record(slot).pointee.words
        if record.isRich { return holdsWithMore(record, test, slot) }
        if record.any { return words & record.yes != 0 || ~words & record.no != 0 }
        return words & record.yes == record.yes && words & record.no == 0
    }

    @inline(never)
    private mutating func holdsWithMore(_ record: TestRecord, _ test: Int32, _ slot: UInt32) -> Bool {
        let words = pool.record(slot).pointee.words
        var some = words & record.yes != 0 || ~words & record.no != 0
        var every = words & record.yes == record.yes && words & record.no == 0
        for i in record.firstNumber..<record.endNumber {
            let term = program.numberTerms[Int(i)]
            let number = pool.numbers(slot)[term.number]
            let isIn = (number >= term.least && number <= term.most) != term.negated
            some = some || isIn
            every = every && isIn
        }
        if record.open || record.closed {
            let isOpen = dueCalendar.hours.isOpen(at: now)
            some = some || (isOpen ? record.open : record.closed)
            every = every && (isOpen ? !record.closed : !record.open)
        }
        if M.areAll && record.hasClusters {
            for term in model.tests[Int(test)].clusters {
                let isIn = isCluster(term, slot) != term.negated
                some = some || isIn
                every = every && isIn
            }
        }
        return record.any ? some : every
    }
}

/// Runs one replication of a model.
///
/// A pure function of its arguments: same model, seed and replication give the same result on any
/// thread. Cost: some 60 to 150 ns an event in a release build; memory: the largest number of open
/// cases times a few hundred bytes.
/// - Parameters:
///   - replication: Number of the replication, part of every random draw.
///   - brake: May end the run early; the result is then marked `stopped`.
package func simulate(
    _ model: Model, seed: UInt64, replication: UInt32, brake: Brake = Brake()
) -> ReplicationResult {
    if model.needsAllMechanics {
        var engine = Engine<Silent, AllMechanics>(
            model, seed: seed, replication: replication, observer: Silent())
        engine.run(brake)
        return engine.result(replication: replication)
    }
    var engine = Engine<Silent, PlainMechanics>(
        model, seed: seed, replication: replication, observer: Silent())
    engine.run(brake)
    return engine.result(replication: replication)
}

/// Runs one replication and keeps every moment of every case, with the same history as `simulate`.
package func trace(
    _ model: Model, seed: UInt64, replication: UInt32, brake: Brake = Brake()
) -> (result: ReplicationResult, trace: Trace) {
    var engine = Engine<Trace, AllMechanics>(
        model, seed: seed, replication: replication, observer: Trace(numbers: model.numbers.count))
    engine.run(brake)
    return (engine.result(replication: replication), engine.observer)
}

/// Runs one replication and sums its work by hour of the week, with the same history as `simulate`.
package func measureWork(
    _ model: Model, seed: UInt64, replication: UInt32, brake: Brake = Brake()
) -> (result: ReplicationResult, work: WorkByHour) {
    var engine = Engine<WorkByHour, AllMechanics>(
        model, seed: seed, replication: replication, observer: WorkByHour(model))
    engine.run(brake)
    return (engine.result(replication: replication), engine.observer)
}

/// Runs one replication and splits the time of its cases, with the same history as `simulate`.
package func explainLateness(
    _ model: Model, seed: UInt64, replication: UInt32, brake: Brake = Brake()
) -> (ReplicationResult, WhyLate) {
    if model.needsAllMechanics {
        var engine = Engine<WhyLate, AllMechanics>(
            model, seed: seed, replication: replication, observer: WhyLate(model))
        engine.run(brake)
        engine.observer.finish()
        return (engine.result(replication: replication), engine.observer)
    }
    var engine = Engine<WhyLate, PlainMechanics>(
        model, seed: seed, replication: replication, observer: WhyLate(model))
    engine.run(brake)
    engine.observer.finish()
    return (engine.result(replication: replication), engine.observer)
}

extension Model {
    /// More than counted people, plain arrivals and one list of items.
    var needsAllMechanics: Bool {
        !people.isEmpty || hasKin || streams.contains { $0.incident != nil || $0.given != nil }
            || hasLateMechanics
            || counts >= 0 || !opening.isEmpty || ops.contains { $0.factor != .none || $0.budget >= 0 }
    }
}
