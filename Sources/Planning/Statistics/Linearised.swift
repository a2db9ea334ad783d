/// An estimate, and what each replication contributes to its error, to first order (delta method).
///
/// Sums and differences of estimates from the same replications are sums and differences of their
/// contributions, replication by replication: whatever the two have in common falls out.
package struct Linearised: Sendable, Equatable {
    package var estimate: Double
    /// One a replication; their mean is 0, or (quantiles) near it.
    package var deviations: [Double]

    package init(estimate: Double, deviations: [Double]) {
        self.estimate = estimate
        self.deviations = deviations
    }

    /// Of one replication; 0 for fewer than two.
    package var variance: Double {
        if deviations.count < 2 { return 0 }
        return deviations.reduce(0) { $0 + $1 * $1 } / Double(deviations.count - 1)
    }

    package static func - (a: Linearised, b: Linearised) -> Linearised {
        precondition(a.deviations.count == b.deviations.count, "only the same replications can be paired")
        return Linearised(
            estimate: a.estimate - b.estimate, deviations: zip(a.deviations, b.deviations).map { $0 - $1 })
    }
}

extension IntervalMethod {
    /// The mean of one value a replication; nil for no replication.
    package func linearisedMean(_ values: [Double]) -> Linearised? {
        precondition(values.count == n, "one value a replication")
        if n == 0 { return nil }
        let centre = values.reduce(0, +) / Double(n)
        return Linearised(estimate: centre, deviations: values.map { $0 - centre })
    }

    /// A ratio of totals: a replication contributes (x - R·y) / mean y to the error of R. nil where
    /// there is nothing to divide by.
    package func linearisedRatio(_ numerators: [Double], over denominators: [Double]) -> Linearised? {
        precondition(numerators.count == n && denominators.count == n, "one pair a replication")
        let total = denominators.reduce(0, +)
        if total == 0 { return nil }
        let ratio = numerators.reduce(0, +) / total
        let scale = total / Double(n)
        return Linearised(
            estimate: ratio, deviations: zip(numerators, denominators).map { ($0 - ratio * $1) / scale })
    }

    /// A quantile of pooled observations, by sectioning: each replication is a section, and the
    /// spread of the sections' quantiles is taken about the pooled one, so that their bias widens
    /// the interval instead of moving it (Asmussen and Glynn 2007, doi:10.1007/978-0-387-69033-9,
    /// III.5). Sections count by their number of observations. nil where nothing was observed.
    package func linearisedQuantile(pooled: Double?, sections: [Section]) -> Linearised? {
        precondition(sections.count == n, "one section a replication")
        guard let pooled else { return nil }
        let scale = sections.reduce(0) { $0 + $1.count } / Double(n)
        return Linearised(
            estimate: pooled,
            deviations: sections.map { section in
                section.quantile.map { section.count / scale * ($0 - pooled) } ?? 0
            })
    }
}
