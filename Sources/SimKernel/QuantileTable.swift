/// A distribution turned into whole ticks, to be drawn from by inversion: one uniform, monotone in
/// it (which is what pairs runs with common random numbers), the same on every processor.
///
/// The share u = (u53 + 1/2) / 2^53 selects a piece, and the draw is interpolated linearly inside
/// it in integers. The body, u from 1/128 to 127/128, is cut into pieces of 1/4096; each tail into 64
/// pieces per octave of its share, down to 2^-53, where every u53 has its own value. Straight pieces
/// would lie above a convex curve, so each knot is moved by a twelfth of the second difference:
/// the mean of a piece is then exact to the fourth order. The table's own mean is then compared
/// with the exact one; where more than 1e-8 is missing (a kink, a tail beyond 2^-54) all knots are
/// stretched by it. What is reached, relative: 1e-8 in the mean; in the variance 1e-8 for a cv up
/// to 3, 2e-5 up to 10, while a lognormal of cv 100 has a fifth of its variance beyond any table.
/// What is cut off at `Tick.never` is missing, as `meanError` tells.
/// Means below a million ticks (a second) are only as exact as whole ticks let them be.
///
/// About 75 kB and 0.2 to 5 ms to build; equal (distribution, ticksPerUnit) may share one.
public final class QuantileTable: Sendable {
    package let distribution: Distribution
    package let ticksPerUnit: Double
    /// Of what is drawn, in ticks.
    package let mean: Double
    /// Of what is drawn, in ticks squared.
    package let variance: Double
    package let least: Ticks
    package let greatest: Ticks

    private let values: Storage

    /// Owns what the views point to.
    private struct Storage: @unchecked Sendable {
        // Written before the table exists, only read after.
        let start: UnsafeMutablePointer<Ticks>
    }

    private let form: View.Form
    private let size: UInt64

    /// - Parameters:
    ///   - distribution: in the user's unit.
    ///   - ticksPerUnit: ticks of one unit; for a number of a case the integers of one unit, such as
    ///     a million. Values above `Tick.never` become `Tick.never`, later than all that runs.
    package init(_ distribution: Distribution, ticksPerUnit: Double) {
        precondition(ticksPerUnit > 0 && ticksPerUnit.isFinite, "a unit has some ticks")
        self.distribution = distribution
        self.ticksPerUnit = ticksPerUnit
        let content: [Ticks]
        let moments: (mean: Double, variance: Double)
        switch distribution.law {
        case .constant(let x):
            content = [QuantileKnots.ticks(x * ticksPerUnit)]
            moments = (Double(content[0]), 0)
            form = .constant
        case .observed(let values):
            content = values.map { QuantileKnots.ticks($0 * ticksPerUnit) }
            moments = QuantileKnots.moments(ofEqual: content)
            form = .observed
        default:
            let knots = QuantileKnots(distribution, ticksPerUnit: ticksPerUnit)
            content = knots.values
            moments = knots.moments(around: distribution.mean * ticksPerUnit)
            form = .pieces
        }
        let start = UnsafeMutablePointer<Ticks>.allocate(capacity: content.count)
        start.initialize(from: content, count: content.count)
        values = Storage(start: start)
        size = UInt64(content.count)
        (mean, variance) = moments
        let view = View(form: form, size: size, values: start)
        least = view.draw(0)
        greatest = view.draw((1 << 53) - 1)
    }

    deinit {
        values.start.deallocate()
    }

    /// Relative error of the mean of what is drawn against the distribution's.
    package var meanError: Double { Self.error(mean, distribution.mean * ticksPerUnit) }

    /// Relative error of the variance.
    package var varianceError: Double {
        Self.error(variance, distribution.variance * ticksPerUnit * ticksPerUnit)
    }

    private static func error(_ value: Double, _ exact: Double) -> Double {
        exact == 0 ? value.magnitude : (value / exact - 1).magnitude
    }

    /// For the hot loop. Valid only while the table lives.
    package var view: View { View(form: form, size: size, values: UnsafePointer(values.start)) }
}
