import CaseFlow
import SimKernel

/// Builds compiled models by code, with names in place of indexes.
///
/// Time is counted in hours from Monday, 4 January 2027, 00:00 UTC, unless a horizon says otherwise.
struct ModelBuilder {
    /// Monday, 4 January 2027, 00:00 UTC.
    static let monday: Ticks = 20_822 * Tick.day

    var horizon = Horizon(
        start: monday, windowStart: monday, windowEnd: monday + 4 * Tick.week, bound: monday + 8 * Tick.week)
    var dueCalendar = DueCalendar.always
    var items: [Item] = []
    var spans: [Span] = []
    var flows: [(name: String, items: [Item])] = []
    private(set) var words: [String] = []
    private var calendars: [WorkCalendar] = [.always]
    private var roles: [Role] = []
    private var disciplines = [Discipline(rules: [], text: "first come")]
    private var streams: [(stream: Stream, words: [String], entry: String?)] = []
    private var draws: [WordDraw] = []
    private var classes: [String] = []
    private var numbers: [CaseNumber] = []
    private var choices: [Choice] = []
    private var tables: [QuantileTable] = []

    /// Horizon in hours after the start: warm-up, counted window, and as much again for the tail.
    mutating func run(warmUp: Double, window: Double) {
        let start = Self.monday
        let windowStart = start + Ticks(warmUp * Double(Tick.hour))
        let length = Ticks(window * Double(Tick.hour))
        horizon = Horizon(
            start: start, windowStart: windowStart, windowEnd: windowStart + length,
            bound: windowStart + 2 * length)
    }

    // MARK: People

    mutating func role(
        _ name: String, _ staff: Int, hours: WorkCalendar? = nil, queue: [OrderRule] = [],
        atClosing: AtClosing = .pause
    ) {
        var calendar = 0
        if let hours {
            calendars.append(hours)
            calendar = calendars.count - 1
        }
        var discipline = 0
        if !queue.isEmpty {
            let rules = queue.map { rule($0) }
            disciplines.append(Discipline(rules: rules, text: "\(queue)"))
            discipline = disciplines.count - 1
        }
        roles.append(
            Role(
                label: Label(name), staff: staff, calendar: calendar, discipline: discipline,
                atClosing: atClosing))
    }

    private mutating func rule(_ rule: OrderRule) -> Discipline.Rule {
        switch rule {
        case .first(let word):
            let selector = choice([(word, 0)], others: 1)
            return .classes(selector, ranks: 2)
        case .earliestDue: return .earliestDue
        case .leastSlack: return .leastSlack
        case .oldestCase: return .oldestCase
        case .largest(let name): return .largest(number: number(named: name))
        case .smallest(let name): return .smallest(number: number(named: name))
        case .lastCome: return .lastCome
        case .random: return .random
        }
    }

    // MARK: Cases

    /// Cases at a constant rate, from the start to the bound (or to `until`).
    mutating func poisson(_ name: String = "cases", perHour rate: Double, until: Ticks? = nil) {
        let profile = RateProfile(
            rate: rate / Double(Tick.hour), from: horizon.start, to: until ?? horizon.bound)
        arrive(name, .poisson(profile))
    }

    /// One case at exactly this instant; its stream bears its name, and so does a word it has.
    mutating func oneCase(_ name: String, at instant: Ticks, words: [String] = [], enters: String? = nil) {
        let afterwards = 10_000 * Tick.day
        arrive(
            name, .renewal(Quantity.constant(afterwards).table, from: instant - afterwards),
            words: words + [name], enters: enters)
    }

    mutating func arrive(
        _ name: String, _ process: ArrivalProcess, words: [String] = [], enters: String? = nil,
        incident: Incident? = nil, given: GivenValues? = nil
    ) {
        let stream = Stream(
            label: Label(name), key: UInt16(streams.count + 1), process: process, mask: 0, entry: 0,
            draws: [], incident: incident, given: given)
        streams.append((stream, words, enters))
        for word in words { _ = mask(word) }
    }

    /// Equally likely numbers of cases, to be rounded.
    static func incident(of sizes: [Double], after delay: Quantity? = nil) -> Incident {
        Incident(size: Quantity.counts(sizes).table, delay: delay?.table)
    }

    /// Words of the mix with their shares.
    mutating func mix(_ shares: [(word: String, share: Double)]) {
        var total = 0.0
        let thresholds = shares.map { row in
            total += row.share
            return threshold(total)
        }
        draws.append(
            WordDraw(
                label: Label("mix"), key: NameKey.key32("mix"), row: .always(0),
                rows: [WordDraw.Row(thresholds: thresholds, masks: shares.map { mask($0.word) })]))
        classes = shares.map(\.word)
    }

    mutating func number(_ name: String, _ value: ByClass<Quantity>) {
        numbers.append(CaseNumber(label: Label(name), key: NameKey.key32(name), table: table(value)))
    }

    /// The same model with another amount for all cases.
    func with(number name: String, _ value: Quantity) -> ModelBuilder {
        var builder = self
        builder.numbers[number(named: name)].table = builder.table(.all(value))
        return builder
    }

    func number(named name: String) -> Int {
        guard let index = numbers.firstIndex(where: { $0.label.id == name }) else {
            preconditionFailure("no number \(name)")
        }
        return index
    }

    // MARK: Flow

    mutating func step(
        _ name: String, by: By, work: ByClass<Quantity>, only: Only? = nil, share: Double? = nil,
        within: ByClass<LimitLength>? = nil, startsWithin: ByClass<LimitLength>? = nil, outcomes: [Fork] = []
    ) {
        items.append(
            Item(
                name: name, kind: .work, by: by, time: work, only: only, share: share, within: within,
                startsWithin: startsWithin, outcomes: outcomes))
    }

    mutating func step(
        _ name: String, by role: String, work: Quantity, only: Only? = nil,
        within: LimitLength? = nil, startsWithin: LimitLength? = nil, outcomes: [Fork] = []
    ) {
        step(
            name, by: .one(role), work: .all(work), only: only, within: within.map { .all($0) },
            startsWithin: startsWithin.map { .all($0) }, outcomes: outcomes)
    }

    mutating func wait(
        _ name: String, for time: Quantity, working: Bool = false, stopsClock: Bool = false,
        only: Only? = nil, within: LimitLength? = nil, outcomes: [Fork] = []
    ) {
        items.append(
            Item(
                name: name, kind: .wait, time: .all(time), only: only, within: within.map { .all($0) },
                outcomes: outcomes, worksOnCalendar: working, stopsClock: stopsClock))
    }

    mutating func decision(_ name: String, only: Only? = nil, outcomes: [Fork]) {
        items.append(Item(name: name, kind: .decision, only: only, outcomes: outcomes))
    }

    mutating func limit(
        _ name: String, from: Spot = .arrival, until: Spot = .end, _ length: ByClass<LimitLength>,
        only: Only? = nil, startsOver: Bool = false
    ) {
        spans.append(
            Span(name: name, from: from, until: until, length: length, only: only, startsOver: startsOver))
    }

    mutating func limit(
        _ name: String, from: Spot = .arrival, until: Spot = .end, _ length: LimitLength,
        only: Only? = nil, startsOver: Bool = false
    ) {
        limit(name, from: from, until: until, .all(length), only: only, startsOver: startsOver)
    }

    // MARK: Names to numbers

    private mutating func mask(_ word: String) -> UInt64 {
        if let bit = words.firstIndex(of: word) { return 1 << UInt64(bit) }
        words.append(word)
        precondition(words.count <= 64, "a case has 64 words at most")
        return 1 << UInt64(words.count - 1)
    }

    private mutating func choice(_ rows: [(word: String, value: Int)], others: Int) -> Selector {
        choices.append(
            Choice(
                rows: rows.map { Choice.Row(mask: mask($0.word), value: Int32($0.value)) }
                    + [Choice.Row(mask: 0, value: Int32(others))]))
        return .choice(choices.count - 1)
    }

    /// A selector whose value is the index of the row that applies, counted from `first`.
    private mutating func selector<Value>(_ value: ByClass<Value>, first: Int) -> Selector {
        switch value {
        case .all: return .always(first)
        case .split(let rows, _):
            let words = rows.enumerated().map { (word: $0.element.word, value: first + $0.offset) }
            return choice(words, others: first + rows.count)
        }
    }

    private mutating func table(_ value: ByClass<Quantity>) -> Selector {
        let first = tables.count
        tables += value.values.map(\.table)
        return selector(value, first: first)
    }

    func build() -> Model {
        var builder = self
        return builder.assembled()
    }

    private mutating func assembled() -> Model {
        var assembly = Assembly(items: items, flows: flows)
        for (i, item) in assembly.items.enumerated() { add(item, at: i, to: &assembly) }
        for span in spans { add(span, to: &assembly) }
        let statistics = classes.map { CaseClass(label: Label($0), mask: mask($0)) }
        let compiled = streams.map { entry in
            var stream = entry.stream
            stream.mask = entry.words.reduce(0) { $0 | mask($1) }
            stream.entry = entry.entry.map { assembly.index(of: $0) } ?? 0
            stream.draws = Array(draws.indices)
            return stream
        }
        return Model(
            title: "by code", digest: "", seed: 1, horizon: horizon, dueCalendar: dueCalendar,
            calendars: calendars,
            words: words.enumerated().map { Word(label: Label($0.element), bit: $0.offset) },
            classes: statistics, streams: compiled, draws: draws, numbers: numbers, roles: roles,
            teams: assembly.teams, disciplines: disciplines, ops: assembly.ops,
            outcomes: assembly.outcomes, choices: choices, tests: assembly.tests, tables: tables,
            limits: assembly.limits, target: nil, counters: assembly.counters, flows: assembly.flows,
            dateSeries: assembly.dateSeries)
    }

    private mutating func add(_ item: Item, at i: Int, to assembly: inout Assembly) {
        var op = Op(label: Label(item.name), kind: item.kind, key: NameKey.key32(item.name))
        op.only = test(item.only, &assembly)
        if let share = item.share {
            op.share = .always(0)
            op.shares = [threshold(share)]
        }
        if let by = item.by { op.team = .always(team(by, &assembly)) }
        if let time = item.time { op.table = table(time) }
        op.worksOnCalendar = item.worksOnCalendar
        op.stopsClock = item.stopsClock
        if let until = item.until { op.waitEnd = waitEnd(until, &assembly) }
        op.branches = assembly.branches[i] ?? []
        op.starts = assembly.flow(named: item.starts)
        op.counter = assembly.loopCounter(of: i)
        op.within = ownLimit(item.within, of: i, .step(i), &assembly)
        op.startsWithin = ownLimit(item.startsWithin, of: i, .stepStarts(i), &assembly)
        let first = assembly.outcomes.count
        for fork in item.outcomes {
            op.outcomeMask |= mask(fork.name)
            assembly.outcomes.append(outcome(fork, of: i, &assembly))
        }
        op.outcomes = first..<assembly.outcomes.count
        assembly.ops.append(op)
    }

    private func waitEnd(_ until: Until, _ assembly: inout Assembly) -> WaitEnd {
        switch until {
        case .next(let instants):
            assembly.dateSeries.append(instants)
            return .next(assembly.dateSeries.count - 1)
        case .number(let name): return .number(number(named: name))
        case .before(let length, let name): return .before(length, number: number(named: name))
        }
    }

    private mutating func outcome(_ fork: Fork, of i: Int, _ assembly: inout Assembly) -> Outcome {
        let shares = fork.share ?? .all(0)
        var outcome = Outcome(
            label: Label(fork.name), only: test(fork.only, &assembly), share: selector(shares, first: 0),
            shares: shares.values.map(threshold), takesRest: fork.share == nil, setMask: mask(fork.name))
        outcome.becomeClears = fork.loses.reduce(0) { $0 | mask($1) }
        if let word = fork.becomes { outcome.becomeSets = mask(word) }
        outcome.jump = assembly.target(of: fork.way, from: i)
        outcome.then = assembly.target(of: fork.then, from: i)
        outcome.starts = assembly.flow(named: fork.starts)
        if case .returns(let after, let target) = fork.way {
            outcome.returns = Return(
                after: table(.all(after)), worksOnCalendar: false,
                entry: target.map { assembly.index(of: $0) } ?? -1)
        }
        outcome.atMost = fork.atMost
        if fork.atMost > 0 { outcome.counter = assembly.newCounter() }
        return outcome
    }

    private mutating func test(_ only: Only?, _ assembly: inout Assembly) -> Int {
        guard let only else { return -1 }
        assembly.tests.append(
            Test(
                any: only.any, yes: only.yes.reduce(0) { $0 | mask($1) },
                no: only.no.reduce(0) { $0 | mask($1) },
                numbers: only.amounts.map {
                    Test.NumberTerm(
                        number: number(named: $0.number), least: $0.least, most: $0.most, negated: $0.negated)
                }, text: "\(only)", open: only.open, closed: only.closed))
        return assembly.tests.count - 1
    }

    private mutating func team(_ by: By, _ assembly: inout Assembly) -> Int {
        let members = by.people.map { person in
            Team.Member(role: role(named: person.role), people: person.number)
        }.sorted { $0.role < $1.role }
        if let known = assembly.teams.firstIndex(where: { $0.members == members && $0.gathers == by.gathers })
        {
            return known
        }
        let first = roles[members[0].role]
        var calendar = first.calendar
        for member in members.dropFirst() where roles[member.role].calendar != calendar {
            calendars.append(calendars[calendar].intersection(calendars[roles[member.role].calendar]))
            calendar = calendars.count - 1
        }
        assembly.teams.append(
            Team(
                members: members, gathers: by.gathers, calendar: calendar, atClosing: first.atClosing,
                discipline: first.discipline))
        return assembly.teams.count - 1
    }

    private func role(named name: String) -> Int {
        guard let index = roles.firstIndex(where: { $0.label.id == name }) else {
            preconditionFailure("no role \(name)")
        }
        return index
    }

    private mutating func ownLimit(
        _ length: ByClass<LimitLength>?, of i: Int, _ kind: Limit.Kind, _ assembly: inout Assembly
    ) -> Int {
        guard let length else { return -1 }
        var until = Place.item(i)
        if case .stepStarts = kind { until = .starts(i) }
        append(assembly.items[i].name, kind, .item(i), until, length, only: -1, startsOver: true, &assembly)
        return assembly.limits.count - 1
    }

    private mutating func add(_ span: Span, to assembly: inout Assembly) {
        let only = test(span.only, &assembly)
        append(
            span.name, .span, assembly.place(span.from), assembly.place(span.until), span.length, only: only,
            startsOver: span.startsOver, &assembly)
        assembly.limits[assembly.limits.count - 1].flow = assembly.flow(named: span.flow)
    }

    private mutating func append(
        _ name: String, _ kind: Limit.Kind, _ from: Place, _ until: Place, _ length: ByClass<LimitLength>,
        only: Int, startsOver: Bool, _ assembly: inout Assembly
    ) {
        var strata = length.values.map {
            Limit.Stratum(name: nil, length: $0, text: "\($0)", rule: nil)
        }
        if case .split(let rows, _) = length {
            for (i, row) in rows.enumerated() { strata[i].name = row.word }
            strata[rows.count].name = "others"
        }
        assembly.limits.append(
            Limit(
                label: Label(name), kind: kind, from: from, until: until, only: only,
                stratum: selector(length, first: 0), strata: strata, startsOver: startsOver, rule: nil,
                target: nil))
    }
}
