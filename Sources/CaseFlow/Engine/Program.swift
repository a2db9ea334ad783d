internal import SimKernel

/// What an item needs beyond the plain walk. No flag, no cost.
struct OpFlags: OptionSet {
    let rawValue: UInt32
    static let only = OpFlags(rawValue: 1 << 0)
    static let share = OpFlags(rawValue: 1 << 1)
    static let loops = OpFlags(rawValue: 1 << 2)
    /// Something follows from finishing it: outcomes, or a side case.
    static let outcomes = OpFlags(rawValue: 1 << 3)
    static let within = OpFlags(rawValue: 1 << 4)
    static let startsWithin = OpFlags(rawValue: 1 << 5)
    static let clocksOnComing = OpFlags(rawValue: 1 << 6)
    static let clocksOnStart = OpFlags(rawValue: 1 << 7)
    static let clocksOnDone = OpFlags(rawValue: 1 << 8)
    static let clocksOnPassing = OpFlags(rawValue: 1 << 9)
    static let onCalendar = OpFlags(rawValue: 1 << 10)
    static let stopsClock = OpFlags(rawValue: 1 << 11)
    /// A wait until an instant.
    static let until = OpFlags(rawValue: 1 << 12)
    /// All branches begin here.
    static let forks = OpFlags(rawValue: 1 << 13)
    /// Something begins a side case, costs money or sends the case away to return.
    static let bears = OpFlags(rawValue: 1 << 14)
    /// What is drawn is multiplied.
    static let factor = OpFlags(rawValue: 1 << 18)
    /// Who does not fit in what is left of an amount passes by.
    static let budget = OpFlags(rawValue: 1 << 19)
    // Of models that tell people apart.
    static let notBy = OpFlags(rawValue: 1 << 20)
    static let samePeople = OpFlags(rawValue: 1 << 21)
    static let travels = OpFlags(rawValue: 1 << 22)
    static let holds = OpFlags(rawValue: 1 << 23)
    static let remembers = OpFlags(rawValue: 1 << 24)
    /// People are held until a case comes here.
    static let endsHolding = OpFlags(rawValue: 1 << 25)

    /// What has to be looked at when a case comes to the item, besides the count of its visits.
    static let onComing: OpFlags = [.only, .share, .budget, .within, .startsWithin, .clocksOnComing]
}

/// One item as the engine walks it.
struct OpRecord {
    var kind: Op.Kind
    var flags: OpFlags
    var key: UInt32
    var only: Int32
    var share: Selector
    var shareBase: Int32
    var team: Selector
    var table: Selector
    var counter: Int32
    var firstOutcome: Int32
    var endOutcome: Int32
    /// The limit of `within` or `starts within`; -1: none.
    var ownLimit: Int32
    /// Where statistics of this item begin: one place per team that may do it.
    var visitPlace: Int32
    var hasManyTeams: Bool
    var outcomeMask: UInt64
}

struct OutcomeRecord {
    var only: Int32
    var share: Selector
    var shareBase: Int32
    var takesRest: Bool
    var sets: UInt64
    var becomeClears: UInt64
    var becomeSets: UInt64
    var jump: Int32
    var then: Int32
    var atMost: Int32
    var counter: Int32
    /// The case comes back.
    var returns: Bool
}

struct TestRecord {
    var any: Bool
    var yes: UInt64
    var no: UInt64
    /// Range of number terms in `Program.numberTerms`.
    var firstNumber: Int32
    var endNumber: Int32
    /// Asks for more than words.
    var isRich: Bool
    var hasClusters: Bool
    /// `while open`, `while closed`.
    var open: Bool
    var closed: Bool
}

struct ChoiceRow {
    var mask: UInt64
    var value: Int32
}

/// What the engine must know of a limit while clocks run.
struct LimitRecord {
    /// Clock slot in the case's block. Own limits of items share slot 0.
    var slot: Int32
    var only: Int32
    var stratum: Selector
    /// Index of the limit's first stratum in all strata.
    var firstStratum: Int32
    var isSplit: Bool
    var startsOver: Bool
    var isOwn: Bool
    /// Something happens when it falls due.
    var acts: Bool
    /// Item whose passing or leaping over ends it; -1: none.
    var untilItem: Int32
}

struct StratumRecord {
    enum Kind: UInt8 { case none, solve, length, number, rare }
    var kind: Kind
    var number: Int32
    /// A clock that ends within this time of its start is on time whatever the calendar.
    var surelyOnTime: Ticks
    /// Index into the lengths.
    var length: Int32
    /// The nearer end of a range, as an index into the lengths; -1: none.
    var near: Int32 = -1
}

/// One list of class words to draw at arrival.
struct DrawRecord {
    var key: UInt32
    var row: Selector
    /// Rows are ranges of `Program.drawPieces`, one after the other; this is the first one's number.
    var firstRow: Int32
}

/// A word's share of a row: drawn below the threshold, it sets the bits.
struct DrawPiece {
    var threshold: UInt64
    var mask: UInt64
}

/// Clocks to start or end at one moment of one item: a range of `Program.clockLimits`.
struct ClockList {
    var first: Int32 = 0
    var end: Int32 = 0
}

/// Clock lists of one item.
struct ItemClocks {
    var comingStarts = ClockList()
    var startEnds = ClockList()
    var startStarts = ClockList()
    var doneEnds = ClockList()
    var doneStarts = ClockList()
    var passEnds = ClockList()
}

/// The model flattened into plain buffers, so that the hot loop touches neither arrays with
/// reference counts nor optionals. Built once per replication; owns its memory.
struct Program: ~Copyable {
    let ops: UnsafeMutablePointer<OpRecord>
    let itemClocks: UnsafeMutablePointer<ItemClocks>
    /// Of a fork the item behind its branches; inside a branch its join; of other items the next one.
    let ends: UnsafeMutablePointer<Int32>
    let clockLimits: UnsafeMutablePointer<Int32>
    let outcomes: UnsafeMutablePointer<OutcomeRecord>
    let tests: UnsafeMutablePointer<TestRecord>
    let numberTerms: UnsafeMutablePointer<Test.NumberTerm>
    let draws: UnsafeMutablePointer<DrawRecord>
    /// First piece of each row of a draw.
    let drawRows: UnsafeMutablePointer<Int32>
    let drawPieces: UnsafeMutablePointer<DrawPiece>
    /// Bits of each class of the statistics.
    let classMasks: UnsafeMutablePointer<UInt64>
    let classCount: Int32
    let choiceStarts: UnsafeMutablePointer<Int32>
    let choiceRows: UnsafeMutablePointer<ChoiceRow>
    let shares: UnsafeMutablePointer<UInt64>
    let tables: UnsafeMutablePointer<QuantileTable.View>
    /// Mean of each table in ticks: the work that slack leaves room for.
    let tableMeans: UnsafeMutablePointer<Ticks>
    let limits: UnsafeMutablePointer<LimitRecord>
    let strata: UnsafeMutablePointer<StratumRecord>
    let strataCount: Int
    let slotLimits: UnsafeMutablePointer<Int32>
    let arrivalStarts: ClockList
    let endEnds: ClockList
    /// Clocks that end at arrival, of cases and of side cases by flow.
    let arrivalEnds: ClockList
    let flowEnds: [ClockList]
    let lengths: [Length]
    let clockSlots: Int
    let visitPlaces: Int
    /// Some limit has an `only` that may cease to hold.
    let limitsHaveTests: Bool
    /// Some limit does something when it falls due.
    let limitsAct: Bool
    /// Case records have a `RareRecord`.
    let hasRare: Bool
    /// The op at which cases of the main flow end.
    let mainEnd: Int
    /// Some records belong together: there are branches, side cases or returns.
    let hasKin: Bool
    /// Sorted instants of DATES, one series after the other, and where each begins.
    let instants: UnsafeMutablePointer<Ticks>
    let seriesStarts: UnsafeMutablePointer<Int32>
    /// Clocks that start with a side case, by flow.
    let flowStarts: [ClockList]

    deinit {
        ops.deallocate()
        itemClocks.deallocate()
        ends.deallocate()
        clockLimits.deallocate()
        outcomes.deallocate()
        tests.deallocate()
        numberTerms.deallocate()
        draws.deallocate()
        drawRows.deallocate()
        drawPieces.deallocate()
        classMasks.deallocate()
        choiceStarts.deallocate()
        choiceRows.deallocate()
        shares.deallocate()
        tables.deallocate()
        tableMeans.deallocate()
        limits.deallocate()
        strata.deallocate()
        slotLimits.deallocate()
        instants.deallocate()
        seriesStarts.deallocate()
    }
}

/// Copies an array into memory of its own; the receiver frees it.
func buffer<T>(_ elements: [T]) -> UnsafeMutablePointer<T> {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(elements.count, 1))
    memory.initialize(from: elements, count: elements.count)
    return memory
}
