/// Why no distribution has the figures that were asked for. Values are in the unit they were given.
package enum DistributionProblem: Error, Equatable, Sendable {
    /// A figure is infinite or not a number.
    case notFinite
    /// Lengths, amounts and counts are never below zero.
    case negative(Double)
    case meanNotPositive(Double)
    /// Of two figures that must ascend the first is the larger (least and likely, likely and
    /// greatest, from and to).
    case outOfOrder(Double, Double)
    case p95NotAboveMean(mean: Double, p95: Double)
    /// No distribution of the kind has a 95th percentile so far above its mean.
    case p95TooFarAboveMean(mean: Double, p95: Double, greatestRatio: Double)
    case cvNegative(Double)
    case cvTooLarge(Double, greatest: Double)
    /// A hyperexponential scatters more than an exponential: its cv lies above 1.
    case cvNotAboveOne(Double)
    /// The number of phases of an Erlang distribution is at least 1 and at most `greatest`.
    case phasesOutOfRange(Int, greatest: Int)
    case noValues
}
