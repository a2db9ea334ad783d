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
    /// What `people` is seated from, where the numbers of people may be changed.
    package var rosters: Rosters?
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

extension Horizon {
    /// Of the window; a month is a twelfth of 365.25 days.
    package var months: Double {
        let weeks = Double(windowEnd - windowStart) / Double(Tick.week)
        return weeks * 7 / (365.25 / 12)
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
