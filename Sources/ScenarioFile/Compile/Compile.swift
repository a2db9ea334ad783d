public import CaseFlow
import SimKernel

extension Scenario {
    /// The model of this scenario: integers, tables and explicit jumps, ready to be simulated.
    ///
    /// Throws every error at once, with the warnings beside them. Cost: some milliseconds, and a
    /// chain of the traffic equations (see `OfferedLoad`).
    public func compiled() throws(ScenarioError) -> Model {
        let (model, diagnostics) = compile(self)
        guard let model else {
            throw ScenarioError(diagnostics: diagnostics, inputFailed: false, uncounted: 0)
        }
        return model
    }
}

/// Compiles a scenario. The diagnostics are all its warnings, those of reading included, and all
/// errors, by place; without errors there is a model.
package func compile(_ scenario: Scenario) -> (model: Model?, diagnostics: [Diagnostic]) {
    let compilation = Compilation(scenario)
    var model = compilation.model()
    if let made = model {
        let load = OfferedLoad(made)
        compilation.check(made, load)
        if !compilation.hasErrors { model?.rosters = compilation.rostersWithLeast(of: made, load) }
    }
    compilation.checkRuleBook()
    let found = compilation.findings.sorted { $0.place < $1.place }
    let diagnostics = scenario.warnings + found.map(\.diagnostic)
    return (compilation.hasErrors ? nil : model, diagnostics)
}

/// One scenario on its way to a model: what the parts of the compiler have made so far.
///
/// Every part reports its errors and goes on as well as it can; there is a model only without any.
final class Compilation {
    let scenario: Scenario
    private(set) var findings: [(place: SourcePlace, diagnostic: Diagnostic)] = []

    var words = WordTable()
    var tooManyWords = false
    private(set) lazy var layout = FlowLayout(scenario)
    private(set) lazy var usedNumbers = findUsedNumbers()
    private(set) lazy var usedPersons = findUsedPersons()
    private(set) lazy var usedUnits = findUsedUnits()
    private(set) lazy var peopleAreNamed = findWhetherPeopleAreNamed()
    var tables = TableStore()
    var choices: [Choice] = []
    private var choiceIndex: [[Int64]: Int] = [:]
    var tests: [Test] = []
    private var testIndex: [String: Int] = [:]
    var numbers: [CaseNumber] = []
    var numberIndex: [String: Int] = [:]
    var calendars: [WorkCalendar] = []
    var calendarIndex: [HoursSpec: Int] = [:]
    var disciplines: [Discipline] = []
    /// Roles by name, in the order of the file.
    let roleIndex: [String: Int]
    var roles: [Role] = []
    /// Steps whose people are remembered, by name.
    var memoryIndex: [String: Int] = [:]
    var teams: [Team] = []
    /// Where each team was first asked for.
    var teamPlaces: [SourcePlace] = []
    var limits: [Limit] = []
    var limitOrigins: [LimitOrigin] = []
    var counters = 0
    var factors: [Factor] = []
    var budgets: [Budget] = []
    /// Instants of DATES, each series sorted.
    var dateSeries: [[Ticks]] = []
    var seriesIndex: [SeriesKey: Int] = [:]
    /// Keys of what late clocks do.
    var lateKeys: Set<UInt32> = []

    /// Where a limit's length was typed, and what its strata were made of.
    struct LimitOrigin {
        var place: SourcePlace
        /// Parallel to `Limit.strata`.
        var strata: [(place: SourcePlace, mask: UInt64, phrase: WithinPhrase)]
    }

    init(_ scenario: Scenario) {
        self.scenario = scenario
        let roles = scenario.staff.enumerated().map { ($0.element.name.value, $0.offset) }
        roleIndex = Dictionary(roles, uniquingKeysWith: { first, _ in first })
    }

    var hasErrors: Bool { findings.contains { $0.diagnostic.severity == .error } }

    func report(_ finding: some Finding, at place: SourcePlace) {
        findings.append((place, scenario.diagnostic(finding, at: place)))
    }

    /// Whether a check finds an error, which is then not told.
    func wouldReport(_ check: () -> Void) -> Bool {
        let before = findings.count
        check()
        defer { findings.removeSubrange(before...) }
        return findings[before...].contains { $0.diagnostic.severity == .error }
    }

    /// Position of an item's op; `end` is the end of the main flow.
    func op(named name: String) -> Int { layout.position[name] ?? layout.end }

    func label(_ name: String, own: [DisplayName] = []) -> Label {
        Label(name, names: scenario.displayNames(of: name, own: own))
    }

    /// The same choice twice is one choice.
    func choice(_ rows: [Choice.Row]) -> Selector {
        let key = rows.flatMap { [Int64(bitPattern: $0.mask), Int64($0.value)] }
        if let known = choiceIndex[key] { return .choice(known) }
        choiceIndex[key] = choices.count
        choices.append(Choice(rows: rows))
        return .choice(choices.count - 1)
    }

    /// The same test twice is one test.
    func test(_ phrase: Located<TestPhrase>?) -> Int {
        guard let phrase else { return -1 }
        if let known = testIndex[phrase.value.text] { return known }
        testIndex[phrase.value.text] = tests.count
        tests.append(test(of: phrase.value))
        return tests.count - 1
    }

    // MARK: - The order of the parts

    /// Nil where something forbids it. Sizes are looked at before anything is laid out in memory.
    func model() -> Model? {
        let currency = currency()
        guard let time = timeFrame() else { return nil }
        refuseSizes(time)
        guard !hasErrors else { return nil }
        findWords()
        let spec = calendarSpec(time)
        let due = spec.dueCalendar(from: time.tablesFrom, to: time.tablesTo)
        makeNumbers()
        let rosters = makeRoles(spec, time)
        makeMemories()
        let draws = makeDraws()
        let streams = makeStreams(spec, time, draws)
        let dates = RunDates(spec: spec, time: time)
        let flow = makeFlow(dates, dailyHours: due.dailyHours)
        makeSpanLimits(dates)
        let duties = makeDuties(dates)
        let counts = test(scenario.statistics?.counts)
        guard !hasErrors else { return nil }
        var model = Model(
            title: scenario.title.value, digest: scenario.digest,
            seed: scenario.run.seed?.value ?? 1, horizon: time.horizon, dueCalendar: due,
            calendars: calendars, words: words.all(label: { self.label($0) }), classes: classes(),
            streams: streams, draws: draws.draws, numbers: numbers, roles: roles, teams: teams,
            disciplines: disciplines, ops: flow.ops, outcomes: flow.outcomes, choices: choices,
            tests: tests, tables: tables.tables, limits: limits, target: share(scenario.target?.value),
            counters: counters, memories: memoryIndex.map { _ in 1 }, flows: makeSideFlows(),
            dateSeries: dateSeries)
        model.rosters = rosters
        model.seat()
        model.factors = factors
        model.budgets = budgets
        model.currency = currency
        model.duties = duties
        model.counts = counts
        addStatistics(to: &model, time)
        model.opening = makeOpening(model, draws)
        return hasErrors ? nil : model
    }

    private func classes() -> [CaseClass] {
        scenario.names.words(of: .mix).map { CaseClass(label: label($0), mask: words.mask($0)) }
    }

    func share(_ target: TargetPhrase?) -> Double? {
        if case .share(let share)? = target { share.fraction } else { nil }
    }
}
