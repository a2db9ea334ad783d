/// The knots of a `QuantileTable`, and what a table of them draws on average.
struct QuantileKnots {
    private(set) var values: [Ticks] = []

    private typealias Layout = QuantileTable.Layout
    private static let whole = 0x1p53

    /// The relative error of the mean above which all knots are stretched by it.
    private static let tolerance = 1e-8

    init(_ distribution: Distribution, ticksPerUnit: Double) {
        let exact = distribution.quantiles(of: Self.points).map { $0 * ticksPerUnit }
        // Single values, where no piece is straightened, come first and last.
        var moved = exact
        for i in 65..<(exact.count - 65) {
            moved[i] -= Self.shift(exact, i)
        }
        place(moved)
        let mean = distribution.mean * ticksPerUnit
        let stretch = mean / moments(around: mean).mean
        // Values that no stretch of one part in 100 repairs are cut off at the end of time, or are
        // so few ticks that rounding them is the error.
        if (stretch - 1).magnitude > Self.tolerance && (stretch - 1).magnitude < 0.01 && mean > 1e6 {
            place(moved.map { $0 * stretch })
        }
    }

    private mutating func place(_ ascending: [Double]) {
        let ticks = ascending.map(Self.ticks)
        values = Array(ticks[...Layout.tailPieces])
        values += ticks[Layout.tailPieces...Self.lastOfBody]
        values += ticks[Self.lastOfBody...].reversed()
    }

    /// Rounded; at most `Tick.never`.
    static func ticks(_ x: Double) -> Ticks {
        x < Double(Tick.never) ? Ticks(x.rounded()) : Tick.never
    }

    /// In one ascending order the tails and the body share the knots where they meet.
    private static let lastOfBody = Layout.tailPieces + 4032

    /// Shares of all knots, ascending; those beyond the body counted from above.
    private static let points: [Distribution.Point] = {
        let tail = (0...Layout.tailPieces).map { index in
            // A single value stands in the middle of its share.
            let v = Double(Layout.start(ofTailPiece: index)) + (index < 64 ? 0.5 : 0)
            return v / whole
        }
        let body = (33..<4064).map { Double($0) / 4096 }
        return tail.map { .init(share: $0, fromAbove: false) }
            + body.map { .init(share: $0 <= 0.5 ? $0 : 1 - $0, fromAbove: $0 > 0.5) }
            + tail.reversed().map { .init(share: $0, fromAbove: true) }
    }()

    /// How far a knot lies above the place that makes the means of its two pieces exact.
    ///
    /// A chord over a width h lies h^2 x'' / 12 above the curve on average. With pieces of different
    /// width on both sides the shift is their mean, weighted by width. At most half a piece, so that
    /// the order of the knots is kept.
    private static func shift(_ x: [Double], _ i: Int) -> Double {
        let (below, above) = (x[i] - x[i - 1], x[i + 1] - x[i])
        if !above.isFinite { return 0 }
        let (h1, h2) = (widths[i - 1], widths[i])
        let bend = (above / h2 - below / h1) * (h1 * h1 - h1 * h2 + h2 * h2) / (h1 + h2)
        let most = Swift.min(below, above) / 2
        return Swift.min(Swift.max(bend / 6, -most), most)
    }

    /// Share of the piece between each knot and the next, times 2^53: whole numbers. Below the 64th
    /// and above the last but 64 they are single values.
    private static let widths: [Double] = {
        let tail = (0..<Layout.tailPieces).map { index in
            Double(Layout.start(ofTailPiece: index + 1) - Layout.start(ofTailPiece: index))
        }
        return tail + Array(repeating: 0x1p41, count: 4032) + tail.reversed()
    }()

    /// Mean and variance of what the table draws; `centre` near the mean keeps their precision.
    func moments(around centre: Double) -> (mean: Double, variance: Double) {
        var first = 0.0
        var second = 0.0
        func count(_ a: Ticks, _ b: Ticks, _ width: Double) {
            let (x, y) = (Double(a) - centre, Double(b) - centre)
            first += width * (x + y) / 2
            second += width * (x * x + x * y + y * y) / 3
        }
        for i in 0..<Layout.tailPieces {
            let width = Self.widths[i]
            let (low, high) = (Layout.lower + i, Layout.upper + i)
            let next = i < 64 ? 0 : 1
            count(values[low], values[low + next], width)
            count(values[high], values[high + next], width)
        }
        for i in 0..<4032 {
            count(values[Layout.body + i], values[Layout.body + i + 1], 0x1p41)
        }
        let mean = first / Self.whole
        return (centre + mean, Swift.max(0, second / Self.whole - mean * mean))
    }

    static func moments(ofEqual values: [Ticks]) -> (mean: Double, variance: Double) {
        let mean = Double(values.reduce(Int128(0)) { $0 + Int128($1) }) / Double(values.count)
        let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
        return (mean, squares / Double(values.count))
    }
}
