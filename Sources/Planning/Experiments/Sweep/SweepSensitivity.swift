/// How much of an output's variance over the points goes with each path alone.
package struct SweepSensitivity: Sendable, Equatable {
    package enum Output: Sendable, Equatable {
        /// The share on time of a limit, or of one class of it.
        case onTime(id: String, className: String?)
        case turnaround
        case cost
        /// The load of whichever role has the highest.
        case busiestLoad

        package var name: String {
            switch self {
            case .onTime: "on_time"
            case .turnaround: "turnaround_mean"
            case .cost: "cost"
            case .busiestLoad: "busiest_utilisation"
            }
        }

        func value(_ figures: SweepFigures) -> Quantity? {
            switch self {
            case .onTime(let id, let className): figures.limit(id, className)?.onTime
            case .turnaround: figures.turnaround.mean
            case .cost: figures.cost.total
            case .busiestLoad: figures.busiest?.utilisation
            }
        }
    }

    package var output: Output
    /// Points at which the output has no estimate, such as a turnaround that grows without end. With any there are no
    /// indices.
    package var missing: Int
    /// The mean squared standard error over the variance of the outputs: so much of it, at the most, is the chance of
    /// the replications. The points share their random numbers, which leaves less.
    package var noise: Double?
    /// One a path; nil where they cannot be told, or the output is the same at every point.
    package var indices: [FirstOrderIndex?]

    init(_ output: Output, of result: SweepResult) {
        let found = result.points.map { output.value($0.figures) }
        let values = found.compactMap { $0?.estimate }
        self.output = output
        missing = found.count - values.count
        if missing > 0 {
            indices = result.plan.paths.map { _ in nil }
            return
        }
        indices = result.plan.paths.indices.map { path in
            let x = result.points.map { result.plan.points[$0.number - 1].position[path] }
            return FirstOrderIndex(of: values, along: x, Self.basis(x, levels: result.plan.levels[path]))
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1))
        let errors = found.compactMap { $0?.standardError }
        if indices.contains(where: { $0 != nil }), variance > 0, errors.count == values.count {
            noise = errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count) / variance
        }
    }

    /// Few counted values are classes; many are as good as continuous.
    private static func basis(_ x: [Double], levels: Int?) -> FirstOrderIndex.Basis {
        guard let levels, levels <= mostClasses, x.count >= 4 * levels else { return .usual }
        return .classes(x.map { min(levels - 1, Int($0 * Double(levels))) })
    }

    private static let mostClasses = 10
}

extension SweepResult {
    /// Of a complete quasi-random design; empty for a grid, whose values are anyone's choice.
    package var sensitivity: [SweepSensitivity] {
        guard case .sobol = plan.design, isComplete, shard == nil else { return [] }
        let limits = targeted.map { SweepSensitivity.Output.onTime(id: $0.id, className: $0.className) }
        return (limits + [.turnaround, .cost, .busiestLoad]).map { SweepSensitivity($0, of: self) }
    }
}
