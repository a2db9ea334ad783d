/// How the cases of a stream arrive.
package enum ArrivalProcess: Sendable {
    /// Independent of each other, at a rate that may change with time.
    case poisson(RateProfile)
    /// Intervals drawn from the table, the first one from the given instant.
    case renewal(QuantileTable, from: Ticks)
    /// Nothing arrives.
    case none
}

/// Walks through the arrivals of one stream in one replication.
///
/// Poisson: unit exponentials, sent through the inverse of the cumulative rate. They are keyed by
/// (stream, ordinal / 2) alone, so a higher rate brings the same cases, sooner and in the same
/// order. About 20 ns an arrival.
package struct ArrivalCursor {
    private let process: ArrivalProcess
    private let key: StreamKey
    private let stream: UInt16
    /// How many arrivals were given out: the ordinal of the next one.
    package private(set) var ordinal: UInt64 = 0
    private var held: UInt64 = 0

    private enum Form { case poisson, renewal(QuantileTable.View), over }
    private var form: Form
    private var last: Ticks
    private var piece: RateProfile.Piece
    private var pieceIndex = 0
    /// Arrivals expected from the start of the piece to the last arrival.
    private var done: Double = 0

    package init(_ process: ArrivalProcess, key: StreamKey, stream: UInt16) {
        self.process = process
        self.key = key
        self.stream = stream
        form = .over
        last = 0
        piece = RateProfile.Piece(start: 0, end: 0, ticksPerArrival: 0, expected: 0)
        switch process {
        case .poisson(let profile):
            last = profile.from
            guard let first = profile.pieces.first else { return }
            form = .poisson
            piece = first
        case .renewal(let table, let from):
            precondition(table.mean > 0, "intervals of no length never get past an instant")
            form = .renewal(table.view)
            last = from
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
        guard case .poisson(let profile) = process else { return false }
        while done >= piece.expected {
            done -= piece.expected
            pieceIndex += 1
            if pieceIndex == profile.pieces.count {
                form = .over
                return false
            }
            piece = profile.pieces[pieceIndex]
        }
        return true
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
