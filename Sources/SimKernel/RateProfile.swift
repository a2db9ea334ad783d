/// A piecewise constant arrival rate over absolute time, and the exact inverse of its integral.
///
/// It repeats nothing and covers `[from, to)`; after that nothing arrives. Sums and quotients only,
/// so that the same instants come out on every processor.
package struct RateProfile: Sendable, Equatable {
    /// A stretch of constant rate above zero.
    package struct Piece: Sendable, Equatable {
        package var start: Ticks
        package var end: Ticks
        /// Mean time between arrivals.
        package var ticksPerArrival: Double
        /// Arrivals expected in the piece.
        package var expected: Double
        /// Number of the day or week that the piece belongs to, where those have factors of their own.
        package var period = 0
    }

    package let from: Ticks
    package let to: Ticks
    /// In order of time; stretches where nothing arrives are left out.
    package let pieces: [Piece]
    /// Arrivals expected before each piece, and in all: one longer than `pieces`.
    private let cumulative: [Double]

    /// - Parameters:
    ///   - boundaries: ascending; one more than rates.
    ///   - rates: arrivals per tick between one boundary and the next, zero or more.
    ///   - periods: of each rate; empty where no period has a factor of its own.
    package init(boundaries: [Ticks], rates: [Double], periods: [Int] = []) {
        precondition(
            boundaries.count == rates.count + 1 && !rates.isEmpty, "a rate lies between two boundaries")
        precondition(periods.isEmpty || periods.count == rates.count, "each rate has a period, or none has")
        var pieces: [Piece] = []
        for (i, rate) in rates.enumerated() {
            let start = boundaries[i]
            let end = boundaries[i + 1]
            precondition(start < end, "boundaries ascend")
            precondition(rate >= 0 && rate.isFinite, "a rate is neither negative nor infinite")
            if rate == 0 { continue }
            let expected = rate * Double(end - start)
            pieces.append(
                Piece(
                    start: start, end: end, ticksPerArrival: 1 / rate, expected: expected,
                    period: periods.isEmpty ? 0 : periods[i]))
        }
        self.init(from: boundaries[0], to: boundaries[boundaries.count - 1], pieces: pieces)
    }

    private init(from: Ticks, to: Ticks, pieces: [Piece]) {
        self.from = from
        self.to = to
        self.pieces = pieces
        cumulative = pieces.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.expected) }
    }

    /// The same rate all the time.
    package init(rate: Double, from: Ticks, to: Ticks) {
        self.init(boundaries: [from, to], rates: [rate])
    }

    /// The same hours with so many times the rate.
    package func scaled(by factor: Double) -> RateProfile {
        RateProfile(
            from: from, to: to,
            pieces: pieces.map { piece in
                var piece = piece
                piece.ticksPerArrival /= factor
                piece.expected *= factor
                return piece
            })
    }

    /// Arrivals expected in all.
    package var expected: Double { cumulative[cumulative.count - 1] }

    /// Arrivals expected in `[from, t)`. Cost: a binary search.
    package func expected(until t: Ticks) -> Double {
        var low = 0
        var high = pieces.count
        while low < high {
            let middle = (low + high) / 2
            if pieces[middle].start < t { low = middle + 1 } else { high = middle }
        }
        if low == 0 { return 0 }
        let piece = pieces[low - 1]
        if t >= piece.end { return cumulative[low] }
        return cumulative[low - 1] + Double(t - piece.start) / piece.ticksPerArrival
    }

    package func expected(in span: Range<Ticks>) -> Double {
        expected(until: span.upperBound) - expected(until: span.lowerBound)
    }
}
