internal import Glibc
internal import SimKernel

/// The part of an open case that every case has. Clocks, numbers, strata and counters follow it in
/// the same block, at offsets that `CaseLayout` fixes for the model.
struct CaseRecord {
    var arrival: Ticks
    /// When it came to where it is: joined the line, began to wait.
    var since: Ticks
    /// Hands-on time drawn for this visit; after a hand-over what is left of it.
    var work: Ticks
    /// Class words, one bit each.
    var words: UInt64
    /// Stream key in the top 16 bits, ordinal within the stream below: enters every random draw.
    var identity: UInt64
    /// 53 random bits for the outcome of this visit.
    var luck: UInt64
    /// Order of joining a line; kept over a hand-over.
    var ticket: UInt64
    /// One bit per running clock (by clock slot).
    var running: UInt64
    /// One bit per limit: a clock ended; a clock ended late.
    var judged: UInt64
    var late: UInt64
    var op: Int32
    /// Team of this visit; the free list's link while the block is unused.
    var team: Int32
    /// Index into `Model.classes`; the number of classes where the case has none.
    var caseClass: Int32
    var isCohort: Bool
    /// Work of this visit has begun before (it was handed over).
    var isResumed: Bool
    /// The figures count it.
    var isCounted = true
    /// It was open when the run began.
    var isOpening = false
}

/// One clock of a case. `due` is -1 until somebody asks; while the clock is stopped it holds what
/// was left, as `-2 - left`, or the past due instant itself.
struct Clock {
    var start: Ticks
    var due: Ticks

    static let unknown: Ticks = -1
    /// Starts when the clocks of its case, which are stopped, go on.
    static let postponed = Ticks.min
}

/// Offsets inside a case's block, in bytes.
struct CaseLayout {
    let clocks: Int
    let numbers: Int
    let counters: Int
    let strata: Int
    let judgedStrata: Int
    let named: Int
    let memories: Int
    let memoryCount: Int
    /// What ties a record to others; only where the model has branches, side cases or returns.
    let kin: Int
    /// What limits do when they are late, and what a case brought along; only where the model asks.
    let rare: Int
    let alarms: Int
    let deciders: Int
    let stride: Int

    /// - Parameter memories: room for people that a case remembers; nil where people are only counted.
    init(
        clocks clockCount: Int, numbers numberCount: Int, counters counterCount: Int, limits: Int,
        memories memoryCount: Int?, hasKin: Bool, hasRare: Bool = false
    ) {
        clocks = MemoryLayout<CaseRecord>.stride
        numbers = clocks + clockCount * MemoryLayout<Clock>.stride
        counters = numbers + numberCount * 8
        strata = counters + counterCount * 2
        judgedStrata = strata + limits
        named = (judgedStrata + limits + 7) & ~7
        self.memoryCount = memoryCount ?? 0
        memories = named + (memoryCount == nil ? 0 : MemoryLayout<NamedRecord>.stride)
        kin = (memories + 4 * (memoryCount ?? 0) + 7) & ~7
        rare = kin + (hasKin ? MemoryLayout<Kin>.stride : 0)
        alarms = rare + MemoryLayout<RareRecord>.stride
        deciders = alarms + clockCount * 4
        stride = hasRare ? (deciders + limits + 7) & ~7 : rare
    }
}

/// Open cases in one growing block of memory, with a free list; memory is the largest number of
/// open cases times the stride.
struct CasePool: ~Copyable {
    let layout: CaseLayout
    private(set) var base: UnsafeMutableRawPointer
    private var capacity = 256
    private var used = 0
    private var firstFree: Int32 = -1

    init(layout: CaseLayout) {
        self.layout = layout
        base = malloc(256 * layout.stride)!
    }

    deinit { free(base) }

    @inline(__always)
    func record(_ slot: UInt32) -> UnsafeMutablePointer<CaseRecord> {
        (base + Int(slot) &* layout.stride).assumingMemoryBound(to: CaseRecord.self)
    }

    @inline(__always)
    func clocks(_ slot: UInt32) -> UnsafeMutablePointer<Clock> {
        (base + (Int(slot) &* layout.stride &+ layout.clocks)).assumingMemoryBound(to: Clock.self)
    }

    @inline(__always)
    func numbers(_ slot: UInt32) -> UnsafeMutablePointer<Int64> {
        (base + (Int(slot) &* layout.stride &+ layout.numbers)).assumingMemoryBound(to: Int64.self)
    }

    @inline(__always)
    func counters(_ slot: UInt32) -> UnsafeMutablePointer<UInt16> {
        (base + (Int(slot) &* layout.stride &+ layout.counters)).assumingMemoryBound(to: UInt16.self)
    }

    /// Stratum of each limit's clock that was started last.
    @inline(__always)
    func strata(_ slot: UInt32) -> UnsafeMutablePointer<UInt8> {
        (base + (Int(slot) &* layout.stride &+ layout.strata)).assumingMemoryBound(to: UInt8.self)
    }

    /// Stratum of each limit's clock that ended last.
    @inline(__always)
    func judgedStrata(_ slot: UInt32) -> UnsafeMutablePointer<UInt8> {
        (base + (Int(slot) &* layout.stride &+ layout.judgedStrata)).assumingMemoryBound(to: UInt8.self)
    }

    /// Of a model that tells people apart.
    @inline(__always)
    func named(_ slot: UInt32) -> UnsafeMutablePointer<NamedRecord> {
        (base + (Int(slot) &* layout.stride &+ layout.named)).assumingMemoryBound(to: NamedRecord.self)
    }

    /// People whom the case remembers, as indexes into the model's people; -1 behind the last.
    @inline(__always)
    func memory(_ slot: UInt32) -> UnsafeMutablePointer<Int32> {
        (base + (Int(slot) &* layout.stride &+ layout.memories)).assumingMemoryBound(to: Int32.self)
    }

    func kin(_ slot: UInt32) -> UnsafeMutablePointer<Kin> {
        (base + (Int(slot) &* layout.stride &+ layout.kin)).assumingMemoryBound(to: Kin.self)
    }

    /// Of a model in which limits act when they are late, or cases are compared with those before them.
    func rare(_ slot: UInt32) -> UnsafeMutablePointer<RareRecord> {
        (base + (Int(slot) &* layout.stride &+ layout.rare)).assumingMemoryBound(to: RareRecord.self)
    }

    /// By clock slot: the alarm that is meant; -1: none.
    func alarms(_ slot: UInt32) -> UnsafeMutablePointer<Int32> {
        (base + (Int(slot) &* layout.stride &+ layout.alarms)).assumingMemoryBound(to: Int32.self)
    }

    /// By limit: which of several lengths fell due first when its clock started.
    func deciders(_ slot: UInt32) -> UnsafeMutablePointer<UInt8> {
        (base + (Int(slot) &* layout.stride &+ layout.deciders)).assumingMemoryBound(to: UInt8.self)
    }

    /// Slots that have been in use at some time; those given back have `op` -1.
    var slotsUsed: Range<UInt32> { 0..<UInt32(used) }

    @inline(__always)
    mutating func take() -> UInt32 {
        if firstFree >= 0 {
            let slot = UInt32(bitPattern: firstFree)
            firstFree = record(slot).pointee.team
            return slot
        }
        if used == capacity { grow() }
        let slot = UInt32(truncatingIfNeeded: used)
        used &+= 1
        return slot
    }

    @inline(__always)
    mutating func give(back slot: UInt32) {
        record(slot).pointee.team = firstFree
        firstFree = Int32(bitPattern: slot)
    }

    @inline(never)
    private mutating func grow() {
        precondition(capacity <= Int(Int32.max) / 2, "too many open cases")
        capacity *= 2
        base = realloc(base, capacity * layout.stride)!
    }
}
