package import SimKernel

/// What happens to a case, as an observer sees it.
package enum CaseMoment: UInt8, Sendable {
    /// Arrives; `value` is its class words.
    case arrives
    /// Comes to an item that it does (joins the line, begins to wait).
    case comes
    /// Lets an item pass by.
    case passes
    /// Work begins (or goes on after a hand-over); `value` is the hands-on time still to do.
    case starts
    /// Work stops at closing time and is handed over.
    case handsOver
    /// The item is done; `value` is the outcome's index in `Model.outcomes`, -1 without one.
    case done
    /// A limit's clock ends on time or late; `value` is the limit's index.
    case onTime
    case late
    /// The case ends.
    case ends
    /// People set out for the place of the work; `value` is the time of the way.
    case setsOut
    /// Work in hand stops for a better case; `value` is the hands-on time left.
    case isInterrupted
    /// Due before work has begun: the case moves to the line of the team `value`.
    case movesOver
    /// A clock fell due and its `if late` is for the case; `value` is the limit's index.
    case fallsDue
    /// `if late` takes the case out of the line or the wait in which it stands.
    case givesUp
}

/// Looks at a replication while it runs. A generic parameter of the engine, so that an observer
/// that records nothing costs nothing.
package protocol Observer {
    mutating func observe(_ moment: CaseMoment, case identity: UInt64, op: Int, at time: Ticks, value: Int64)

    /// Whether `begins` is to be told since when a part of the people was free.
    static var looksAtPartners: Bool { get }

    /// Whether `works` is to be told.
    static var looksAtWork: Bool { get }

    /// A case has arrived, right after `arrives`.
    /// - Parameters:
    ///   - arrival: Before now where it was open when the run began.
    ///   - numbers: Its numbers, parallel to `Model.numbers`; valid during the call only.
    ///   - isCounted: The figures count it.
    mutating func appears(
        case identity: UInt64, arrival: Ticks, numbers: UnsafePointer<Int64>, isCounted: Bool)

    /// A case costs money, in millionths: a fine or compensation.
    mutating func pays(case identity: UInt64, amount: Int64)

    /// A case comes to stand in the line of that team, right after `comes`.
    mutating func joins(case identity: UInt64, op: Int, team: Int)

    /// Work of a visit begins (again), right after `starts` or `setsOut`.
    /// - Parameters:
    ///   - team: Whose line the case stood in.
    ///   - since: When it came to stand there: joined, or was handed over or interrupted.
    ///   - partly: Since when some of the people who now begin were free without a break.
    ///   - last: The role that was waited for last; -1: not known.
    mutating func begins(
        case identity: UInt64, op: Int, team: Int, since: Ticks, partly: Ticks, last: Int, at time: Ticks)

    /// A clock has ended, right after `onTime` or `late`.
    /// - Parameters:
    ///   - stratum: Index into the limit's strata.
    ///   - lasting: From its start, less the time in which it stood.
    mutating func judges(
        case identity: UInt64, op: Int, limit: Int, stratum: Int, lasting: Ticks, isLate: Bool,
        isCounted: Bool, at time: Ticks)

    /// People of a role are booked for an unbroken stretch of work or of a way.
    /// - Parameter people: How many; below zero where what was booked is taken back.
    mutating func works(role: Int, people: Int, in time: Range<Ticks>)

    /// A case that the figures count is about to end.
    mutating func closes(case identity: UInt64, arrival: Ticks, at time: Ticks)
}

extension Observer {
    package static var looksAtPartners: Bool { false }
    package static var looksAtWork: Bool { false }

    @inline(__always)
    package mutating func works(role: Int, people: Int, in time: Range<Ticks>) {}

    @inline(__always)
    package mutating func appears(
        case identity: UInt64, arrival: Ticks, numbers: UnsafePointer<Int64>, isCounted: Bool
    ) {}

    @inline(__always)
    package mutating func pays(case identity: UInt64, amount: Int64) {}

    @inline(__always)
    package mutating func joins(case identity: UInt64, op: Int, team: Int) {}

    @inline(__always)
    package mutating func begins(
        case identity: UInt64, op: Int, team: Int, since: Ticks, partly: Ticks, last: Int, at time: Ticks
    ) {}

    @inline(__always)
    package mutating func judges(
        case identity: UInt64, op: Int, limit: Int, stratum: Int, lasting: Ticks, isLate: Bool,
        isCounted: Bool, at time: Ticks
    ) {}

    @inline(__always)
    package mutating func closes(case identity: UInt64, arrival: Ticks, at time: Ticks) {}
}

/// Records nothing.
package struct Silent: Observer {
    package init() {}

    @inline(__always)
    package mutating func observe(
        _ moment: CaseMoment, case identity: UInt64, op: Int, at time: Ticks, value: Int64
    ) {}
}

/// Keeps every moment of every case, in order.
package struct Trace: Observer, Sendable {
    package struct Row: Sendable, Equatable {
        package var moment: CaseMoment
        /// Stream key in the top 16 bits, ordinal within the stream below.
        package var identity: UInt64
        package var op: Int
        package var time: Ticks
        package var value: Int64
    }
    /// What a case brings with it.
    package struct Arrival: Sendable, Equatable {
        package var identity: UInt64
        /// Before the run's start where it was open then.
        package var time: Ticks
        /// Parallel to `Model.numbers`.
        package var numbers: [Int64]
        package var isCounted: Bool
    }
    package private(set) var rows: [Row] = []
    package private(set) var arrivals: [Arrival] = []
    /// What cases have cost, in millionths.
    package private(set) var costs: [UInt64: Int128] = [:]
    private let numbers: Int

    /// - Parameter numbers: How many each case has.
    package init(numbers: Int) { self.numbers = numbers }

    package mutating func appears(
        case identity: UInt64, arrival: Ticks, numbers: UnsafePointer<Int64>, isCounted: Bool
    ) {
        let values = (0..<self.numbers).map { numbers[$0] }
        arrivals.append(
            Arrival(identity: identity, time: arrival, numbers: values, isCounted: isCounted))
    }

    package mutating func pays(case identity: UInt64, amount: Int64) {
        costs[identity, default: 0] += Int128(amount)
    }

    package mutating func observe(
        _ moment: CaseMoment, case identity: UInt64, op: Int, at time: Ticks, value: Int64
    ) {
        rows.append(Row(moment: moment, identity: identity, op: op, time: time, value: value))
    }
}
