/// An estimate with its confidence interval. Plain data: what was estimated stands beside it.
package struct Interval: Sendable, Equatable {
    package var estimate: Double
    package var standardError: Double
    package var low: Double
    package var high: Double
    /// The share of intervals like this one that cover the true value, such as 0.95.
    package var confidence: Double
    /// Independent observations (replications, never cases).
    package var n: Int

    package init(
        estimate: Double, standardError: Double, low: Double, high: Double, confidence: Double, n: Int
    ) {
        self.estimate = estimate
        self.standardError = standardError
        self.low = low
        self.high = high
        self.confidence = confidence
        self.n = n
    }

    package var halfWidth: Double { (high - low) / 2 }
}
