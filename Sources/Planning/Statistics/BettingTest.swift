internal import SimKernel

/// Bounds of the mean of shares between 0 and 1, one a replication, that hold at every replication and
/// for every law, with no approximation.
///
/// Against the claim "the mean is at most m" somebody bets a part θ of his money on each replication at
/// odds that are fair if the mean is m: it is multiplied by 1 + θ (x/m - 1), which is never below 0. If
/// the claim is true the money is a nonnegative supermartingale, and exceeds 1/alpha at any time with
/// probability alpha at most (Ville 1939). Several parts θ are bet at once and the money is their mean:
/// no part need be chosen, and the order of the replications within a look does not matter. Each
/// product falls as m grows, so the claims that are refuted are those below a point, found by
/// bisection: the lower bound. The upper bound is that of 1 - x.
///
/// It certifies the mean of the replications' shares, not the share of all clocks: a ratio of totals has
/// no bounded law. The two differ where busy replications are later.
///
/// Source: I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting",
/// J. R. Stat. Soc. B 86 (2024) 1-27, doi:10.1093/jrsssb/qkad009 (the diversified Kelly bet, section
/// B.4).
package struct BettingTest: Sendable, Equatable {
    /// Parts of the money that are bet: large ones win fast where shares scatter little.
    private static let parts = [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05, 0.025, 0.0125]

    private let alphaBelow: Double
    private let alphaAbove: Double
    package private(set) var shares: [Double] = []
    /// What all replications so far leave.
    package private(set) var low = 0.0
    package private(set) var high = 1.0

    /// - Parameters: the error that the lower bounds of all replications together may have, and the
    ///   upper ones.
    package init(alphaBelow: Double, alphaAbove: Double) {
        precondition(alphaBelow > 0 && alphaBelow < 1 && alphaAbove > 0 && alphaAbove < 1)
        self.alphaBelow = alphaBelow
        self.alphaAbove = alphaAbove
    }

    package var n: Int { shares.count }

    package var mean: Double? { shares.isEmpty ? nil : shares.reduce(0, +) / Double(n) }

    /// Adds the shares of further replications, in order, and narrows the bounds.
    ///
    /// Cost: about half a microsecond per replication so far and step of the bisection.
    package mutating func add(_ more: [Double]) {
        precondition(more.allSatisfy { 0...1 ~= $0 }, "shares lie between 0 and 1")
        if more.isEmpty { return }
        shares += more
        low = Self.bound(shares, from: low, alpha: alphaBelow)
        high = 1 - Self.bound(shares.map { 1 - $0 }, from: 1 - high, alpha: alphaAbove)
    }

    /// The largest mean that is refuted from below, but for the last bits; at least `known`.
    private static func bound(_ shares: [Double], from known: Double, alpha: Double) -> Double {
        var low = known
        var high = 1.0
        let wanted = -FixedMath.log(alpha)
        for _ in 0..<40 {
            let middle = (low + high) / 2
            if isRefuted(mean: middle, by: shares, wanted: wanted) { low = middle } else { high = middle }
        }
        return low
    }

    /// Whether the logarithm of the money ever reached `wanted`, if the mean were at most `mean`.
    package static func isRefuted(mean: Double, by shares: [Double], wanted: Double) -> Bool {
        if mean <= 0 { return shares.contains { $0 > 0 } }
        var money = [Double](repeating: 0, count: parts.count)
        for share in shares {
            let gain = share / mean - 1
            var greatest = -Double.infinity
            for (k, part) in parts.enumerated() {
                money[k] += FixedMath.log1p(part * gain)
                greatest = max(greatest, money[k])
            }
            // The mean is at most the greatest and at least its part of it.
            if greatest < wanted { continue }
            let sum = money.reduce(0) { $0 + FixedMath.exp($1 - greatest) }
            if greatest + FixedMath.log(sum / Double(parts.count)) >= wanted { return true }
        }
        return false
    }
}
