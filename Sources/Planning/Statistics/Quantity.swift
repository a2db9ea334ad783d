/// An estimate and how far it can be trusted. The unit of inference is the replication.
public struct Quantity: Sendable, Equatable, Codable {
    /// nil where there is nothing to estimate: no observation at all, or growth without end.
    public var estimate: Double?
    /// nil for fewer than two replications.
    public var standardError: Double?
    /// The interval's ends; nil for fewer than two replications.
    public var low: Double?
    public var high: Double?
    /// How often intervals made this way hold the true value.
    public var confidence: Double
    /// Replications.
    public var n: Int
    /// Under overload: how many open cases are added each week, in place of an estimate.
    public var growthPerWeek: Double?

    package init(
        estimate: Double?, standardError: Double? = nil, low: Double? = nil, high: Double? = nil,
        confidence: Double = 0.95, n: Int, growthPerWeek: Double? = nil
    ) {
        self.estimate = estimate
        self.standardError = standardError
        self.low = low
        self.high = high
        self.confidence = confidence
        self.n = n
        self.growthPerWeek = growthPerWeek
    }

    /// Nothing was observed.
    package static func nothing(confidence: Double = 0.95, n: Int) -> Quantity {
        Quantity(estimate: nil, confidence: confidence, n: n)
    }

    /// A long-run value that does not exist, since the backlog grows by `growth` cases a week.
    package static func growing(_ growth: Double, confidence: Double = 0.95, n: Int) -> Quantity {
        Quantity(estimate: nil, confidence: confidence, n: n, growthPerWeek: growth)
    }

    package var halfWidth: Double? {
        guard let low, let high else { return nil }
        return (high - low) / 2
    }
}

extension Quantity: CustomStringConvertible {
    public var description: String {
        if let growthPerWeek { return "grows by \(Format.number(growthPerWeek)) a week" }
        guard let estimate else { return "nothing observed" }
        guard let low, let high else { return "\(Format.number(estimate)) (one replication)" }
        let level = Format.percent(confidence, decimals: 0)
        return "\(Format.number(estimate)) (\(Format.number(low)) to \(Format.number(high)), "
            + "\(level), \(n) replications)"
    }
}

extension Quantity {
    /// So many replications would bring the interval's end to the target, if the estimate stays: the
    /// distance to the target shrinks with the square root. Two digits; nil where the estimate is
    /// the target itself or a million would not do.
    package func replicationsToSettle(target: Double?, atLeast fewest: Int = 0) -> Int? {
        guard let target, let estimate, let low, let high else { return nil }
        let distance = abs(estimate - target)
        let reach = estimate >= target ? estimate - low : high - estimate
        if distance == 0 || reach <= 0 { return nil }
        let byReach = (Double(n) * (reach / distance) * (reach / distance)).rounded(.up)
        let exact = Swift.max(byReach, Double(fewest))
        if exact > 1_000_000 { return nil }
        var unit = 1
        while Int(exact) / unit >= 100 { unit *= 10 }
        return Swift.max(n + 1, (Int(exact) + unit - 1) / unit * unit)
    }
}
