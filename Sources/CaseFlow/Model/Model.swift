package import SimKernel

/// A compiled scenario: integers, tables and explicit jumps, nothing left to look up by name.
///
/// The engine walks this description and never changes it, so one model serves all replications
/// on all threads. Names stand beside the numbers for reports only.
public struct Model: Sendable {
    package var title: String
    /// SHA-256 of the resolved scenario, in hexadecimal.
    package var digest: String
    package var seed: UInt64
    package var horizon: Horizon
    /// The calendar that limits (and waits in working time) run on.
    package var dueCalendar: DueCalendar
    /// The hours of roles and teams.
    package var calendars: [WorkCalendar]
    package var words: [Word]
    /// The words of the `mix` (of all streams together), by which statistics are split. May be empty.
    package var classes: [CaseClass]
    package var streams: [Stream]
    /// What is drawn for a case when it arrives, in order: lists may depend on earlier ones.
    package var draws: [WordDraw]
    package var numbers: [CaseNumber]
    package var roles: [Role]
    /// Everybody, where the model tells people apart; empty where it only counts them.
    package var people: [Person]
    /// Everybody works on any number of cases at once (models that tell people apart).
    package var peopleAreUnlimited = false
    /// Steps whose people a case remembers: the most people that such a step takes.
    package var memories: [Int]
    package var teams: [Team]
    package var disciplines: [Discipline]
    package var ops: [Op]
    package var outcomes: [Outcome]
    package var choices: [Choice]
    package var tests: [Test]
    package var tables: [QuantileTable]
    package var limits: [Limit]
    /// The file's `target`, as a share on time; nil where it has none.
    package var target: Double?
    /// How many visit counters a case carries (one per item inside a loop, one per bounded outcome).
    package var counters: Int
    /// Side flows: what `starts` begins. Their items stand behind those of the main flow.
    package var flows: [SideFlow]
    /// Sorted instants of DATES that something waits for.
    package var dateSeries: [[Ticks]]
    /// What draws are multiplied by.
    package var factors: [Factor] = []
    package var budgets: [Budget] = []
    /// Their items stand behind those of all flows.
    package var duties: [Duty] = []
    /// Cases that are open when the run begins; the window then begins there too.
    package var opening: [OpeningCase] = []
    /// Which cases the figures count, asked when a case has arrived: an index into `tests`; -1: all.
    package var counts = -1
    /// Bounds of the monthly figures, from the window's start to its end.
    package var months: [Ticks] = []
    package var numbering: Numbering?
    package var archive: Archive?
    /// What `costs` counts in; nil where nothing costs money.
    package var currency: String?

    package init(
        title: String, digest: String, seed: UInt64, horizon: Horizon, dueCalendar: DueCalendar,
        calendars: [WorkCalendar], words: [Word], classes: [CaseClass], streams: [Stream],
        draws: [WordDraw], numbers: [CaseNumber], roles: [Role], teams: [Team],
        disciplines: [Discipline], ops: [Op], outcomes: [Outcome], choices: [Choice],
        tests: [Test], tables: [QuantileTable], limits: [Limit], target: Double?, counters: Int,
        people: [Person] = [], memories: [Int] = [], flows: [SideFlow] = [], dateSeries: [[Ticks]] = []
    ) {
        self.title = title
        self.digest = digest
        self.seed = seed
        self.horizon = horizon
        self.dueCalendar = dueCalendar
        self.calendars = calendars
        self.words = words
        self.classes = classes
        self.streams = streams
        self.draws = draws
        self.numbers = numbers
        self.roles = roles
        self.teams = teams
        self.disciplines = disciplines
        self.ops = ops
        self.outcomes = outcomes
        self.choices = choices
        self.tests = tests
        self.tables = tables
        self.limits = limits
        self.target = target
        self.counters = counters
        self.people = people
        self.memories = memories
        self.flows = flows
        self.dateSeries = dateSeries
    }

    /// The op at which a case of the main flow ends.
    package var end: Int { ops.firstIndex { $0.kind == .end } ?? ops.count }
}

/// The instants that divide a replication. Cases that arrive in `[windowStart, windowEnd)` are the
/// cohort; arrivals go on until every cohort case has ended, at most until `bound`.
package struct Horizon: Sendable, Equatable {
    package var start: Ticks
    package var windowStart: Ticks
    package var windowEnd: Ticks
    package var bound: Ticks

    package init(start: Ticks, windowStart: Ticks, windowEnd: Ticks, bound: Ticks) {
        self.start = start
        self.windowStart = windowStart
        self.windowEnd = windowEnd
        self.bound = bound
    }
}

/// A name as users see it: the NAME of the file and its display names by language.
package struct Label: Sendable, Equatable {
    package var id: String
    package var names: [String: String]

    package init(_ id: String, names: [String: String] = [:]) {
        self.id = id
        self.names = names
    }
}

/// A class word that a test, a split or a statistic refers to: one bit of a case's word set.
package struct Word: Sendable {
    package var label: Label
    package var bit: Int

    package init(label: Label, bit: Int) {
        self.label = label
        self.bit = bit
    }

    package var mask: UInt64 { 1 << UInt64(bit) }
}

/// A word of the `mix`; a case has at most one at a time.
package struct CaseClass: Sendable {
    package var label: Label
    package var mask: UInt64

    package init(label: Label, mask: UInt64) {
        self.label = label
        self.mask = mask
    }
}

/// One arrival stream.
package struct Stream: Sendable {
    package var label: Label
    /// Enters every random draw of its cases; unique within the model, derived from the name.
    package var key: UInt16
    package var process: ArrivalProcess
    /// The word bits a case of the stream has from the start (the stream's own word, if used).
    package var mask: UInt64
    /// Op where its cases begin.
    package var entry: Int
    /// Draws of `Model.draws` that apply to this stream, as indexes in order.
    package var draws: [Int]
    /// What one arrival of the process brings; nil: one case.
    package var incident: Incident?
    /// What is known of the cases of a replayed trace, in place of draws.
    package var given: GivenValues?

    package init(
        label: Label, key: UInt16, process: ArrivalProcess, mask: UInt64, entry: Int, draws: [Int],
        incident: Incident? = nil, given: GivenValues? = nil
    ) {
        self.label = label
        self.key = key
        self.process = process
        self.mask = mask
        self.entry = entry
        self.draws = draws
        self.incident = incident
        self.given = given
    }
}

/// One list of class words (or a yes/no word), drawn at arrival.
package struct WordDraw: Sendable {
    package var label: Label
    package var key: UInt32
    /// Which of `rows` applies, as a choice (its index into `Model.choices`) or a plain row.
    package var row: Selector
    package var rows: [Row]

    /// Cumulative shares as 53-bit thresholds, and the bits that the drawn word sets (0: none).
    package struct Row: Sendable {
        package var thresholds: [UInt64]
        package var masks: [UInt64]

        package init(thresholds: [UInt64], masks: [UInt64]) {
            self.thresholds = thresholds
            self.masks = masks
        }
    }

    package init(label: Label, key: UInt32, row: Selector, rows: [Row]) {
        self.label = label
        self.key = key
        self.row = row
        self.rows = rows
    }
}

/// A number of a case: money, persons (millionths of the unit), a length (ticks), its unit, or a
/// particular person.
package struct CaseNumber: Sendable {
    package enum Kind: Sendable, Equatable {
        case drawn
        /// One of so many units, from 0, all alike.
        case unit(count: Int)
        /// A person of the role (of the case's pool, where it has pools), drawn evenly: an index into
        /// `Model.people`. Stands after the unit it depends on.
        case person(role: Int)
    }
    package var label: Label
    package var key: UInt32
    /// Index into `Model.tables`, possibly by class (`drawn` only).
    package var table: Selector
    package var kind: Kind

    package init(label: Label, key: UInt32, table: Selector, kind: Kind = .drawn) {
        self.label = label
        self.key = key
        self.table = table
        self.kind = kind
    }
}

/// A value that is either the same for all cases or chosen by class words.
///
/// Non-negative: the value itself (an index). Negative: `~value` is an index into `Model.choices`.
package struct Selector: Sendable, Equatable {
    package var code: Int32

    package init(code: Int32) { self.code = code }
    package static func always(_ value: Int) -> Selector { Selector(code: Int32(value)) }
    package static func choice(_ index: Int) -> Selector { Selector(code: ~Int32(index)) }
    /// No value at all.
    package static let none = Selector(code: .max)
}

/// A split: the first row whose bits the case has decides. A row with no bits matches every case.
package struct Choice: Sendable {
    package struct Row: Sendable {
        package var mask: UInt64
        package var value: Int32

        package init(mask: UInt64, value: Int32) {
            self.mask = mask
            self.value = value
        }
    }
    package var rows: [Row]

    package init(rows: [Row]) { self.rows = rows }
}

/// One item of the flow, compiled.
package struct Op: Sendable {
    package enum Kind: UInt8, Sendable {
        /// People and hands-on time.
        case work
        /// Time without people.
        case wait
        /// Neither: outcomes only.
        case decision
        /// All branches begin at once; the case goes on when the last is done.
        case fork
        /// A branch ends here.
        case join
        /// The case ends here. There is one, right after the items of the main flow.
        case end
        /// A side case ends here: one after the items of each side flow.
        case sideEnd
    }
    package var label: Label
    package var kind: Kind
    /// Random draws are keyed by the item's name, so that variants of a rule book stay paired.
    package var key: UInt32
    /// Index into `Model.tests`; -1: all cases.
    package var only: Int
    /// `share` of those, as a 53-bit threshold by class; `.none`: all. The selector's value is an
    /// index into `shares`.
    package var share: Selector
    package var shares: [UInt64]
    /// Index into `Model.teams`, possibly by class (work only).
    package var team: Selector
    /// Work or waiting time: index into `Model.tables`, possibly by class.
    package var table: Selector
    /// A wait whose table counts working time of `Model.dueCalendar`.
    package var worksOnCalendar: Bool
    /// A wait that suspends every limit that runs.
    package var stopsClock: Bool
    /// Index of the visit counter; -1 where no way leads back here.
    package var counter: Int
    /// Outcomes, as a range of `Model.outcomes`.
    package var outcomes: Range<Int>
    /// Word bits of all this item's outcomes, cleared before the new one is set.
    package var outcomeMask: UInt64
    /// Index of the limit of `within` on this item; -1: none.
    package var within: Int
    /// Index of the limit of `starts within`; -1: none.
    package var startsWithin: Int
    /// The way out before the work, and back after it: index into `Model.tables`, possibly by class.
    package var travel: Selector
    /// People who never do it.
    package var notBy: [PersonReference]
    /// Where a case keeps who did it (index into `Model.memories`); -1: nobody asks.
    package var memory: Int
    /// A later visit is done by those who did the one before.
    package var samePeople: Bool
    /// The people stay with the case, doing nothing, until it comes to this place.
    package var holdsUntil: Place?
    /// The team whose line takes the case when the item's own limit falls due before work has begun:
    /// an index into `Model.teams`; -1: it stays.
    package var overflow: Int
    /// What a wait lasts until; nil: as long as `table` says.
    package var waitEnd: WaitEnd?
    /// Items of each branch (fork only); right behind them stands the branch's join, and behind the
    /// join of the last branch the item after the fork.
    package var branches: [Range<Int>]
    /// Index into `Model.flows`: the side case that begins when the item is done; -1: none.
    package var starts: Int
    /// What the drawn time is multiplied by: an index into `Model.factors`, possibly by class.
    package var factor = Selector.none
    /// Index into `Model.budgets`: a case that no longer fits passes by; -1: none.
    package var budget = -1
    /// Index into `Model.duties` of an item that is a duty; -1: an item of a flow.
    package var duty = -1

    package init(
        label: Label, kind: Kind, key: UInt32, only: Int = -1, share: Selector = .none,
        shares: [UInt64] = [], team: Selector = .none, table: Selector = .none,
        worksOnCalendar: Bool = false, stopsClock: Bool = false, counter: Int = -1,
        outcomes: Range<Int> = 0..<0, outcomeMask: UInt64 = 0, within: Int = -1,
        startsWithin: Int = -1, travel: Selector = .none, notBy: [PersonReference] = [], memory: Int = -1,
        samePeople: Bool = false, holdsUntil: Place? = nil, overflow: Int = -1, waitEnd: WaitEnd? = nil,
        branches: [Range<Int>] = [], starts: Int = -1
    ) {
        self.label = label
        self.kind = kind
        self.key = key
        self.only = only
        self.share = share
        self.shares = shares
        self.team = team
        self.table = table
        self.worksOnCalendar = worksOnCalendar
        self.stopsClock = stopsClock
        self.counter = counter
        self.outcomes = outcomes
        self.outcomeMask = outcomeMask
        self.within = within
        self.startsWithin = startsWithin
        self.travel = travel
        self.notBy = notBy
        self.memory = memory
        self.samePeople = samePeople
        self.holdsUntil = holdsUntil
        self.overflow = overflow
        self.waitEnd = waitEnd
        self.branches = branches
        self.starts = starts
    }

    /// Where a case goes on that does this item, which is op `i`, or lets it pass by.
    package func next(_ i: Int) -> Int { branches.last.map { $0.upperBound + 1 } ?? i + 1 }
}

/// One outcome of an item. Tests and shares see the words as they were before the item.
package struct Outcome: Sendable {
    package var label: Label
    package var only: Int
    /// Share by class as a 53-bit threshold width: the selector's value indexes `shares`.
    /// `others` is given the rest by the engine (`takesRest`).
    package var share: Selector
    package var shares: [UInt64]
    package var takesRest: Bool
    package var setMask: UInt64
    /// `become`: bits cleared (its list) and set. Zero where there is none.
    package var becomeClears: UInt64
    package var becomeSets: UInt64
    /// Op to jump to; -1: go on.
    package var jump: Int
    /// `at most`: 0 is no bound. `counter` counts the jumps a case has made by this outcome.
    package var atMost: Int
    package var counter: Int
    /// Where the case goes past the bound; -1: the next item.
    package var then: Int
    /// Index into `Model.flows`; -1: none.
    package var starts: Int
    /// The case ends (`jump` leads to the end) and comes back; nil: it does not.
    package var returns: Return?
    package var costs: Cost?

    package init(
        label: Label, only: Int = -1, share: Selector, shares: [UInt64], takesRest: Bool = false,
        setMask: UInt64 = 0, becomeClears: UInt64 = 0, becomeSets: UInt64 = 0, jump: Int = -1,
        atMost: Int = 0, counter: Int = -1, then: Int = -1, starts: Int = -1, returns: Return? = nil
    ) {
        self.label = label
        self.only = only
        self.share = share
        self.shares = shares
        self.takesRest = takesRest
        self.setMask = setMask
        self.becomeClears = becomeClears
        self.becomeSets = becomeSets
        self.jump = jump
        self.atMost = atMost
        self.counter = counter
        self.then = then
        self.starts = starts
        self.returns = returns
    }
}

/// A place in a case's life where a limit starts or ends.
package enum Place: Sendable, Equatable {
    case arrival
    case end
    /// `from`: the case comes to the item; `until`: it is done, passed by or leapt over.
    case item(Int)
    /// Work on it really begins.
    case starts(Int)
    /// Work on it really ends.
    case done(Int)

    package var item: Int? {
        switch self {
        case .arrival, .end: nil
        case .item(let item), .starts(let item), .done(let item): item
        }
    }
}

/// A time limit. Those of `within` and `starts within` belong to one item and run anew on each
/// visit; those of `limits` run from a place to a place, one clock per case at a time.
package struct Limit: Sendable {
    package enum Kind: Sendable, Equatable {
        case step(Int)
        case stepStarts(Int)
        case span
    }
    /// One way to measure it, chosen by class when the clock starts.
    package struct Stratum: Sendable {
        /// The word of the split (nil where the limit is not split; "others" for the rest).
        package var name: String?
        package var length: LimitLength
        /// As written in the file: "3 working days", "solve", "none".
        package var text: String
        package var rule: String?
        /// Of a range, the nearer end: reported, never judged.
        package var near: Length?
        /// The target of these cases, where the limit's is split by class.
        package var target: Double?

        package init(name: String?, length: LimitLength, text: String, rule: String?) {
            self.name = name
            self.length = length
            self.text = text
            self.rule = rule
        }
    }
    package var label: Label
    package var kind: Kind
    package var from: Place
    package var until: Place
    /// Must hold while the clock runs; -1: all cases.
    package var only: Int
    /// Index into `strata`, possibly by class.
    package var stratum: Selector
    package var strata: [Stratum]
    package var startsOver: Bool
    package var rule: String?
    /// Share on time that is wanted; nil: reported, never judged.
    package var target: Double?
    /// Whose arrival and end are meant: an index into `Model.flows`; -1: the main flow.
    package var flow: Int
    /// Targets stand at the strata, and there is none for all cases together.
    package var targetIsSplit = false
    package var ifLate: LateAction?

    package init(
        label: Label, kind: Kind, from: Place, until: Place, only: Int, stratum: Selector,
        strata: [Stratum], startsOver: Bool, rule: String?, target: Double?, flow: Int = -1
    ) {
        self.label = label
        self.kind = kind
        self.from = from
        self.until = until
        self.only = only
        self.stratum = stratum
        self.strata = strata
        self.startsOver = startsOver
        self.rule = rule
        self.target = target
        self.flow = flow
    }
}

/// How long a limit is, and on which clock.
package indirect enum LimitLength: Sendable, Equatable {
    /// No limit for these cases: nothing is counted.
    case none
    /// A blank: durations are recorded, nothing is judged.
    case solve
    case length(Length)
    /// A length that the case carries (index into `Model.numbers`), on the always-running clock.
    case number(Int)
    /// Whichever of these lengths and numbers falls due first.
    case earliest([LimitLength])
    /// The next instant of the series (index into `Model.dateSeries`) at or after the clock's start.
    case untilNext(Int)
    /// So long before the instant that a number of the case is after its arrival, counted backward.
    case before(Length, number: Int)

    /// Due at a date, which no stopped clock moves.
    package var isDated: Bool {
        switch self {
        case .untilNext, .before: true
        case .none, .solve, .length, .number, .earliest: false
        }
    }
}
