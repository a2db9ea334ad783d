/// A distribution at one place: shares below and above, the density, and d ln(density) / dx.
struct Curve {
    var below: Double
    var above: Double
    var density: Double
    var logSlope: Double

    /// How far to go from here to the point wanted, by Halley's method on the logarithm of the
    /// share (which is concave for the laws searched, where the share itself is S-shaped), and how
    /// far that is against the length over which the curve bends.
    func step(to point: Distribution.Point) -> (length: Double, bend: Double) {
        let here = point.fromAbove ? above : below
        if !(here > 0 && density > 0) { return (.nan, .nan) }
        let slope = (point.fromAbove ? -density : density) / here
        let newton = -FixedMath.log1p((here - point.share) / point.share) / slope
        let bending = logSlope - slope
        let divisor = 1 + newton * bending / 2
        let length = divisor > 0.5 && divisor < 2 ? newton / divisor : newton
        return (length, length * (logSlope.magnitude + slope.magnitude))
    }
}

/// Finds quantiles where there is no formula: each search begins where the last one ended, since a
/// table asks for neighbours. Steps are kept inside a bracket, which is halved where they do not
/// settle, so a search cannot go astray; one or two steps are the rule.
struct QuantileSearch {
    private var last: (x: Double, curve: Curve)?
    private static let patience = 40

    mutating func find(
        _ point: Distribution.Point, start: @autoclosure () -> Double, curve: (Double) -> Curve
    ) -> Double {
        if point.share == 0 || point.share == 1 {
            return point.fromAbove == (point.share == 0) ? .infinity : 0
        }
        var low = 0.0
        var high = Double.infinity
        var x = first(point) ?? start()
        var steps = 0
        // Below any tick of any unit.
        while x > 1e-290 {
            let here = curve(x)
            last = (x, here)
            if point.fromAbove ? here.above > point.share : here.below < point.share {
                low = x
            } else {
                high = x
            }
            let (length, bend) = here.step(to: point)
            var next = x + length
            if (next - x).magnitude <= x * 0x1p-51 { return next }
            steps += 1
            if next > low && next < high && steps < Self.patience {
                // The step is right to its third power.
                if bend.magnitude < 1e-4 && length.magnitude < 1e-4 * x { return next }
            } else if high == .infinity {
                next = 2 * low
            } else {
                next = low > 0 ? (low * high).squareRoot() : high * 0x1p-20
                if next == low || next == high { return next }
            }
            x = next
        }
        return 0
    }

    private func first(_ point: Distribution.Point) -> Double? {
        guard let last else { return nil }
        let (length, bend) = last.curve.step(to: point)
        // Also false where the step is no number.
        guard bend.magnitude < 0.5, length.magnitude < last.x / 2 else { return nil }
        return last.x + length
    }
}

/// A mixture of two exponentials.
struct HyperexponentialQuantiles {
    private let p1: Double
    private let p2: Double
    private let mean1: Double
    private let mean2: Double

    init(_ probability: Double, _ mean1: Double, _ mean2: Double) {
        p1 = probability
        p2 = 1 - probability
        self.mean1 = mean1
        self.mean2 = mean2
    }

    func curve(_ x: Double) -> Curve {
        let (a, b) = (x / mean1, x / mean2)
        let above1 = p1 * FixedMath.exp(-a)
        let above2 = p2 * FixedMath.exp(-b)
        let density = above1 / mean1 + above2 / mean2
        let fall = above1 / (mean1 * mean1) + above2 / (mean2 * mean2)
        return Curve(
            below: -(p1 * FixedMath.expm1(-a) + p2 * FixedMath.expm1(-b)), above: above1 + above2,
            density: density, logSlope: -fall / density)
    }

    func quantiles(of points: some Collection<Distribution.Point>) -> [Double] {
        var search = QuantileSearch()
        return points.map { point in
            search.find(point, start: guess(point)) { curve($0) }
        }
    }

    /// The tail belongs to the longer exponential, the beginning to both.
    private func guess(_ point: Distribution.Point) -> Double {
        if point.fromAbove {
            let tail = -mean2 * FixedMath.log(point.share / p2)
            if tail > mean1 { return tail }
        }
        let below = point.fromAbove ? 1 - point.share : point.share
        return Swift.max(-FixedMath.log1p(-below), 0x1p-60) / (p1 / mean1 + p2 / mean2)
    }
}
