/// How the cases of a stream arrive.
package enum ArrivalProcess: Sendable {
    /// Independent of each other, at a rate that may change with time.
    case poisson(RateProfile)
    /// The same with busy and quiet periods: the rate of each period of the profile times a factor
    /// of mean 1 that is drawn for it.
    case busy(RateProfile, factor: QuantileTable)
    /// Intervals drawn from the table, the first one from the given instant.
    case renewal(QuantileTable, from: Ticks)
    /// Always these instants, which ascend; those before the given one are left out.
    case replay([Ticks], from: Ticks)
    /// Nothing arrives.
    case none
}

/// Walks through the arrivals of one stream in one replication.
///
/// Poisson: unit exponentials, sent through the inverse of the cumulative rate. They are keyed by
/// (stream, ordinal / 2) alone, so a higher rate brings the same cases, sooner and in the same
/// order. About 20 ns an arrival. The factor of a busy or quiet period is keyed by (stream, number of
/// the period) alone; it stretches the cumulative rate, so the order is kept there too.
package struct ArrivalCursor {
    private let process: ArrivalProcess
    private let key: StreamKey
    private let stream: UInt16
    /// How many arrivals were given out: the ordinal of the next one.
    package private(set) var ordinal: UInt64 = 0
    private var held: UInt64 = 0

    private enum Form { case poisson, renewal(QuantileTable.View), replay, over }
    private var form: Form
    private var last: Ticks
    private var piece: RateProfile.Piece
    private var pieceIndex = 0
    /// Arrivals expected from the start of the piece to the last arrival.
    private var done: Double = 0
    /// Of the present piece's period.
    private var factor: Double = 1

    package init(_ process: ArrivalProcess, key: StreamKey, stream: UInt16) {
        self.process = process
        self.key = key
        self.stream = stream
        form = .over
        last = 0
        piece = RateProfile.Piece(start: 0, end: 0, ticksPerArrival: 0, expected: 0)
        switch process {
        case .poisson(let profile), .busy(let profile, _):
            last = profile.from
            guard !profile.pieces.isEmpty else { return }
            form = .poisson
            enter(0, of: profile)
        case .renewal(let table, let from):
            precondition(table.mean > 0, "intervals of no length never get past an instant")
            form = .renewal(table.view)
            last = from
        case .replay(let instants, let from):
            form = .replay
            ordinal = UInt64(instants.firstIndex { $0 >= from } ?? instants.count)
        case .none:
            return
        }
    }

    /// The next arrival, never before the last one; `Tick.never` when there is none.
    @inline(__always)
    package mutating func next() -> Ticks {
        switch form {
        case .poisson: return nextPoisson()
        case .renewal(let view): return nextInterval(view)
        case .replay: return nextInstant()
        case .over: return Tick.never
        }
    }

    private mutating func nextPoisson() -> Ticks {
        done += unitExponential()
        if done >= piece.expected && !advance() { return Tick.never }
        // Rounding may reach the end of the piece, which belongs to the next one.
        let offset = Swift.min(Ticks(done * piece.ticksPerArrival), piece.end - piece.start - 1)
        return piece.start + offset
    }

    /// Two from each block, by ordinal.
    @inline(__always)
    private mutating func unitExponential() -> Double {
        let u: UInt64
        if ordinal & 1 == 0 {
            let identity = StreamKey.identity(stream: stream, ordinal: ordinal >> 1)
            let bits = key.bits(case: identity, name: 0, visit: 0, purpose: .arrival)
            u = bits.first
            held = bits.second
        } else {
            u = held
        }
        ordinal += 1
        // 1 - u, exactly, so that the logarithm meets neither zero nor rounding.
        return -FixedMath.log(Double((1 << 53) - u) * 0x1p-53)
    }

    @inline(never)
    private mutating func advance() -> Bool {
        let profile: RateProfile
        switch process {
        case .poisson(let rates), .busy(let rates, _): profile = rates
        default: return false
        }
        while done >= piece.expected {
            done -= piece.expected
            if pieceIndex + 1 == profile.pieces.count {
                form = .over
                return false
            }
            enter(pieceIndex + 1, of: profile)
        }
        return true
    }

    /// A factor of 0 leaves a piece in which nothing is expected: it is passed over.
    private mutating func enter(_ index: Int, of profile: RateProfile) {
        let next = profile.pieces[index]
        if case .busy(_, let table) = process {
            if index == 0 || next.period != piece.period { factor = drawnFactor(table, of: next.period) }
            piece = next
            piece.expected *= factor
            piece.ticksPerArrival /= factor
        } else {
            piece = next
        }
        pieceIndex = index
    }

    private func drawnFactor(_ table: QuantileTable, of period: Int) -> Double {
        let identity = StreamKey.identity(stream: stream, ordinal: UInt64(bitPattern: Int64(period)))
        let bits = key.bits(case: identity, name: 0, visit: 0, purpose: .busyness)
        return Double(table.view.draw(bits.first)) / table.ticksPerUnit
    }

    @inline(never)
    private mutating func nextInstant() -> Ticks {
        guard case .replay(let instants, _) = process, ordinal < instants.count else {
            form = .over
            return Tick.never
        }
        ordinal += 1
        return instants[Int(ordinal) - 1]
    }

    private mutating func nextInterval(_ view: QuantileTable.View) -> Ticks {
        let identity = StreamKey.identity(stream: stream, ordinal: ordinal)
        ordinal += 1
        last += view.draw(key.bits(case: identity, name: 0, visit: 0, purpose: .arrival).first)
        if last >= Tick.never {
            form = .over
            return Tick.never
        }
        return last
    }
}
