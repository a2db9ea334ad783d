/// Durations observed one by one: exact count, sum, least and greatest; sum of squares; and counts
/// in `LogBins` for quantiles.
///
/// Two of them merge. Count, sum and bins come out the same in any order; the sum of squares is
/// floating point, so results are merged in the order of replications.
package struct Observations: Sendable, Equatable {
    package private(set) var count: Int = 0
    /// In ticks.
    package private(set) var sum: Int128 = 0
    /// In ticks squared.
    package private(set) var sumSquares: Double = 0
    /// `Ticks.max` while there is nothing.
    package private(set) var least: Ticks = .max
    /// `Ticks.min` while there is nothing.
    package private(set) var greatest: Ticks = .min
    /// Counts per bin, up to the octave of the greatest; empty where quantiles are not wanted.
    package private(set) var bins: [UInt64] = []
    /// False: moments only, 64 bytes instead of up to 50 kB.
    package let keepsBins: Bool

    package init(keepsBins: Bool = true) {
        self.keepsBins = keepsBins
    }

    /// Puts stored figures together again; they must be those of one `Observations`.
    package init(
        count: Int, sum: Int128, sumSquares: Double, least: Ticks, greatest: Ticks, bins: [UInt64],
        keepsBins: Bool
    ) {
        self.count = count
        self.sum = sum
        self.sumSquares = sumSquares
        self.least = least
        self.greatest = greatest
        self.bins = bins
        self.keepsBins = keepsBins
    }

    /// Counts one duration, which must not be negative.
    @inline(__always)
    package mutating func add(_ x: Ticks) {
        precondition(x >= 0, "a duration is negative")
        count += 1
        sum += Int128(x)
        sumSquares += Double(x) * Double(x)
        if x < least { least = x }
        if x > greatest { greatest = x }
        if keepsBins {
            let i = LogBins.index(x)
            if i >= bins.count { grow(toHold: i) }
            bins[i] += 1
        }
    }

    package mutating func merge(_ other: Observations) {
        if other.count == 0 { return }
        precondition(keepsBins == other.keepsBins, "only alike observations merge")
        count += other.count
        sum += other.sum
        sumSquares += other.sumSquares
        least = Swift.min(least, other.least)
        greatest = Swift.max(greatest, other.greatest)
        if bins.count < other.bins.count { grow(toHold: other.bins.count - 1) }
        for i in other.bins.indices {
            bins[i] += other.bins[i]
        }
    }

    /// Whole octaves at a time, so that the number of bins depends on the greatest value alone.
    @inline(never)
    private mutating func grow(toHold i: Int) {
        let size = (i / 128 + 1) * 128
        bins.append(contentsOf: repeatElement(0, count: size - bins.count))
    }

    /// In ticks; nil while there is nothing.
    package var mean: Double? {
        count > 0 ? Double(sum) / Double(count) : nil
    }

    /// Sample variance (divisor n - 1) in ticks squared; nil below two observations.
    package var variance: Double? {
        guard count > 1, let mean else { return nil }
        return Swift.max(0, (sumSquares - Double(sum) * mean) / Double(count - 1))
    }

    /// The least value that a share `p` of the observations does not exceed: inf{x: F(x) >= p}.
    ///
    /// Right to the bin (at most 1/128 of the value), interpolated inside it, never outside
    /// `least...greatest`. In ticks; nil while there is nothing or no bins are kept. `p` is from 0
    /// to 1. Cost: a walk over the bins.
    package func quantile(_ p: Double) -> Double? {
        precondition(p >= 0 && p <= 1, "a quantile's share lies between 0 and 1")
        guard count > 0, keepsBins else { return nil }
        // The factor undoes the rounding of p and of the product, as in 0.07 * 100 = 7.000000000000001.
        let rank = (p * Double(count) * (1 - 4 * Double.ulpOfOne)).rounded(.up)
        if rank <= 1 { return Double(least) }
        if rank >= Double(count) { return Double(greatest) }
        var before: UInt64 = 0
        for (i, n) in bins.enumerated() where n > 0 {
            if Double(before + n) >= rank {
                let low = Double(LogBins.lowerBound(i))
                let width = Double(LogBins.lowerBound(i + 1)) - low
                let x = low + width * (rank - Double(before) - 0.5) / Double(n)
                return Swift.min(Swift.max(x, Double(least)), Double(greatest))
            }
            before += n
        }
        return Double(greatest)
    }
}
