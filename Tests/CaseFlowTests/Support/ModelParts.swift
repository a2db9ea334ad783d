import CaseFlow
import SimKernel

/// A test of words and numbers by name.
struct Only {
    struct Amount {
        var number: String
        var least = Int64.min
        var most = Int64.max
        var negated = false
    }
    var yes: [String] = []
    var no: [String] = []
    var amounts: [Amount] = []
    var any = false
    var open = false
    var closed = false

    static let whileOpen = Only(open: true)
    static let whileClosed = Only(closed: true)
    static func has(_ words: String...) -> Only { Only(yes: words) }
    static func lacks(_ words: String...) -> Only { Only(no: words) }
}

/// Where an outcome leads.
enum Way {
    case on
    case to(String)
    case end
    /// The case ends and comes back after that time, to that item or to the first of its stream.
    case returns(Quantity, to: String? = nil)
}

/// One outcome of an item; without a share it takes the rest.
struct Fork {
    var name: String
    var share: ByClass<Double>?
    var only: Only?
    var way = Way.on
    var atMost = 0
    var then = Way.on
    /// Words that `become` takes away, and the one that it sets.
    var loses: [String] = []
    var becomes: String?
    var starts: String?

    init(
        _ name: String, share: Double?, only: Only? = nil, _ way: Way = .on, atMost: Int = 0,
        then: Way = .on, loses: [String] = [], becomes: String? = nil, starts: String? = nil
    ) {
        self.name = name
        self.share = share.map { .all($0) }
        self.only = only
        self.way = way
        self.atMost = atMost
        self.then = then
        self.loses = loses
        self.becomes = becomes
        self.starts = starts
    }
}

/// Who does a step.
struct By {
    var people: [(role: String, number: Int)]
    var gathers = false

    static func one(_ role: String) -> By { By(people: [(role, 1)]) }
    static func together(_ people: [(role: String, number: Int)], gathers: Bool = false) -> By {
        By(people: people, gathers: gathers)
    }
}

/// A place in the flow by name.
enum Spot {
    case arrival
    case end
    case item(String)
    case starts(String)
    case done(String)
}

/// A rule of a line by name.
enum OrderRule {
    case first(String)
    case earliestDue
    case leastSlack
    case oldestCase
    case largest(String)
    case smallest(String)
    case lastCome
    case random
}

/// One item of the flow before names are resolved.
struct Item {
    var name: String
    var kind: Op.Kind
    var by: By?
    var time: ByClass<Quantity>?
    var only: Only?
    var share: Double?
    var within: ByClass<LimitLength>?
    var startsWithin: ByClass<LimitLength>?
    var outcomes: [Fork] = []
    var worksOnCalendar = false
    var stopsClock = false
    var until: Until?
    var branches: [[Item]] = []
    var starts: String?
}

/// What a wait lasts until.
enum Until {
    case next([Ticks])
    case number(String)
    case before(Length, String)
}

/// A limit between two places before names are resolved.
struct Span {
    var name: String
    var from: Spot
    var until: Spot
    var length: ByClass<LimitLength>
    var only: Only?
    var startsOver: Bool
    /// The side flow whose arrival and end are meant.
    var flow: String?
}

/// Shares as the engine compares them: out of 2^53.
func threshold(_ share: Double) -> UInt64 { UInt64((share * 0x1p53).rounded()) }
