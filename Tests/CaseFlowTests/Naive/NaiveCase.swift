import CaseFlow
import SimKernel

/// One case with everything that is known of it, by name rather than by place in memory.
final class NaiveCase {
    let identity: UInt64
    let arrival: Ticks
    var isCohort: Bool
    var words: UInt64
    /// As they were when it arrived.
    var wordsAtArrival: UInt64 = 0
    var numbers: [Int64] = []
    /// A side case: nobody counts it.
    var isSide = false
    /// A duty, which nobody counts either.
    var isDuty = false
    /// The figures count it.
    var isCounted = true
    /// It was open when the run began.
    var isOpening = false
    /// Where its way begins.
    var entry = 0
    /// The case that this is a branch of, and that one's words when the branches began.
    var whole: NaiveCase?
    var wordsBefore: UInt64 = 0
    /// Branches that have begun and are not done.
    var branches: [NaiveCase] = []
    /// The case ended without this branch.
    var isGivenUp = false
    /// Waits that have stopped the clocks.
    var stops = 0
    /// The item where it is.
    var item = 0
    /// By item: how often it has been there before, this time included.
    var visits: [Int: Int] = [:]
    /// By outcome: jumps made.
    var jumps: [Int: Int] = [:]
    /// By limit: how often its clocks have fallen due, reminders included.
    var firings: [Int: Int] = [:]
    /// By limit: the clock that runs.
    var clocks: [Int: NaiveClock] = [:]
    /// Clocks that have ended, in order.
    var ended: [NaiveEnd] = []
    var end: Ticks?

    /// By memory: who last did the step.
    var remembered: [Int: [NaivePerson]] = [:]
    /// People who stay with it when their work is done, and until when.
    var held: [(until: Place, work: NaiveWork)] = []

    /// Where `if late` sends it when the work in hand is done.
    var pending: Int?

    // The visit in hand.
    var team = 0
    /// By role: the pool in whose line it stands, whatever becomes of its words meanwhile.
    var pools: [Int: Int] = [:]
    /// The way out, and back; nil: there is none.
    var travel: Ticks?
    /// Work that stopped for another case: it is resumed by the same people, from its old place in line.
    var interrupted: NaiveWork?
    /// When it joined the line, began to be worked on or began to wait.
    var since: Ticks = 0
    /// When it joined the line in which it stands.
    var stands: Ticks = 0
    var workLeft: Ticks = 0
    var luck: UInt64 = 0
    var ticket = 0
    var hasBegun = false

    init(identity: UInt64, arrival: Ticks, isCohort: Bool, words: UInt64) {
        self.identity = identity
        self.arrival = arrival
        self.isCohort = isCohort
        self.words = words
    }

    /// Visits, jumps and clocks are those of the whole case.
    var matter: NaiveCase { whole ?? self }
}

/// A running clock of a limit.
struct NaiveClock {
    var start: Ticks
    var stratum: Int
    /// Nil: it falls due never.
    var due: Ticks?
    /// On which time it runs.
    var length = Length.elapsed(0)
    /// Due at a date, which does not move while it is stopped.
    var isDated = false
    /// Number of the alarm that is set for it; zero: none.
    var alarm = 0
    var hasFallenDue = false
    /// It fell due, and what its limit does then was for the case.
    var isLate = false
    /// Since when it is stopped, and what was left then (nil: nothing, it was late already).
    var stopped: (since: Ticks, left: Ticks?)?
    /// It came while all clocks stood, and begins when they go on.
    var isPostponed = false
    /// How long it has been stopped in all.
    var pauses: Ticks = 0
}

/// A clock that has ended.
struct NaiveEnd {
    var limit: Int
    var stratum: Int
    var duration: Ticks
    var late: Bool
    /// Within the nearer end of a range.
    var isNear: Bool
    /// When it was judged.
    var time: Ticks
}

/// Something that is going to happen.
struct NaiveHappening {
    enum What {
        case peopleReturn(NaiveWork)
        case workEnds(NaiveWork)
        case workIsHandedOver(NaiveWork)
        case placeIsReached(NaiveWork)
        case waitEnds(NaiveCase)
        case incident(stream: Int)
        /// One case of an incident: its key, and the row of a trace that tells of it.
        case caseArrives(stream: Int, identity: UInt64, row: Int)
        case caseReturns(NaiveCase)
        /// A date of a duty, by its index in the series.
        case dutyBegins(Int, date: Int)
        /// A clock, by the number of the alarm that was set for it.
        case clockFallsDue(NaiveCase, limit: Int, alarm: Int)
        /// The limit of the step for which the case joined a line with that ticket.
        case fallsDue(NaiveCase, ticket: Int)
    }
    let time: Ticks
    /// Work ends before closings and ends of waits, and these before arrivals.
    let rank: Int
    let insertion: Int
    let what: What
}

/// A moment of a case, as a trace has it.
struct NaiveMoment: Equatable {
    var moment: CaseMoment
    var identity: UInt64
    var op: Int
    var time: Ticks
    var value: Int64
}
