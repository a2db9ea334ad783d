import CaseFlow
import SimKernel
import Testing

/// A model whose figures are known exactly, and the figures.
struct Oracle: Sendable, CustomTestStringConvertible {
    struct Number: Sendable {
        enum Estimate: Sendable {
            /// Total over total: the mean of the one divided by the mean of the other.
            case ratio(@Sendable (ReplicationResult) -> (Double, Double))
            /// Quantile of all observations of all replications.
            case quantile(Double, @Sendable (ReplicationResult) -> Observations)
        }
        var name: String
        var exact: Double
        var estimate: Estimate
    }
    var name: String
    var replications = 192
    var model: @Sendable () -> Model
    var numbers: [Number]

    var testDescription: String { name }

    /// Runs the replications and compares.
    func scores() -> [Score] {
        let model = model()
        // Every oracle has a seed of its own, so that their errors are independent.
        let seed = UInt64(NameKey.key32(name))
        let results = (0..<UInt32(replications)).map { simulate(model, seed: seed, replication: $0) }
        precondition(
            results.allSatisfy { $0.openAtEnd == 0 && !$0.stopped }, "\(name): the tail is too short")
        return numbers.map { number in
            let (estimate, error) = number.estimated(results)
            return Score(
                oracle: name, number: number.name, exact: number.exact, estimate: estimate,
                standardError: error)
        }
    }
}

/// An estimate beside the exact value.
struct Score: Sendable, CustomStringConvertible {
    var oracle: String
    var number: String
    var exact: Double
    var estimate: Double
    var standardError: Double

    /// Distance in standard errors.
    var z: Double { (estimate - exact) / standardError }

    var description: String {
        "\(oracle), \(number): exact \(exact), found \(estimate) ± \(standardError), z = \(z)"
    }
}

extension Oracle.Number {
    static func ratio(
        _ name: String, _ exact: Double, _ parts: @escaping @Sendable (ReplicationResult) -> (Double, Double)
    ) -> Self {
        Self(name: name, exact: exact, estimate: .ratio(parts))
    }

    /// Mean of observed times, in hours.
    static func mean(
        _ name: String, _ exact: Double, _ observed: @escaping @Sendable (ReplicationResult) -> Observations
    ) -> Self {
        .ratio(name, exact) { result in
            let times = observed(result)
            return (Double(times.sum) / Double(Tick.hour), Double(times.count))
        }
    }

    /// Quantile of observed times, in hours.
    static func quantile(
        _ name: String, _ p: Double, _ exact: Double,
        _ observed: @escaping @Sendable (ReplicationResult) -> Observations
    ) -> Self {
        Self(name: name, exact: exact, estimate: .quantile(p, observed))
    }

    /// Average over the window's time of an integral in ticks.
    static func timeAverage(
        _ name: String, _ exact: Double, of model: Model,
        _ integral: @escaping @Sendable (ReplicationResult) -> Int128
    ) -> Self {
        let window = Double(model.horizon.windowEnd - model.horizon.windowStart)
        return .ratio(name, exact) { (Double(integral($0)), window) }
    }

    /// Share of late clocks of a limit (all strata together).
    static func late(_ name: String, _ exact: Double, limit: Int) -> Self {
        .ratio(name, exact) { result in
            let strata = result.limits[limit].strata
            return (
                Double(strata.reduce(0) { $0 + $1.late }), Double(strata.reduce(0) { $0 + $1.ended })
            )
        }
    }

    fileprivate func estimated(_ results: [ReplicationResult]) -> (Double, Double) {
        switch estimate {
        case .ratio(let parts): return ratioOfTotals(results.map(parts))
        case .quantile(let p, let observed): return pooledQuantile(p, results.map(observed))
        }
    }
}

/// Ratio of totals with the standard error of its linear part.
private func ratioOfTotals(_ parts: [(Double, Double)]) -> (Double, Double) {
    let n = Double(parts.count)
    let above = parts.reduce(0) { $0 + $1.0 }
    let below = parts.reduce(0) { $0 + $1.1 }
    let ratio = above / below
    let squares = parts.reduce(0) { sum, part in
        let rest = part.0 - ratio * part.1
        return sum + rest * rest
    }
    return (ratio, (squares / (n * (n - 1))).squareRoot() / (below / n))
}

/// Quantile over all replications, in hours; its standard error from 32 sections of them.
private func pooledQuantile(_ p: Double, _ observed: [Observations]) -> (Double, Double) {
    func quantile(_ part: [Observations]) -> Double {
        var all = Observations()
        for one in part { all.merge(one) }
        return (all.quantile(p) ?? 0) / Double(Tick.hour)
    }
    let sections = 32
    let size = observed.count / sections
    let values = (0..<sections).map { quantile(Array(observed[$0 * size..<($0 + 1) * size])) }
    let mean = values.reduce(0, +) / Double(sections)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (quantile(observed), (squares / Double(sections * (sections - 1))).squareRoot())
}

/// Runs each oracle once, however many tests ask for its scores.
actor OracleRuns {
    static let shared = OracleRuns()
    private var running: [String: Task<[Score], Never>] = [:]

    func scores(of oracle: Oracle) async -> [Score] {
        if let known = running[oracle.name] { return await known.value }
        let task = Task.detached { oracle.scores() }
        running[oracle.name] = task
        return await task.value
    }
}
