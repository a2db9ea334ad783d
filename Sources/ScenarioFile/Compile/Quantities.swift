import CaseFlow
import SimKernel

/// Tables of whole ticks. Equal quantities share one.
struct TableStore {
    private struct Key: Hashable {
        var distribution: Distribution
        var ticksPerUnit: Double
    }
    private(set) var tables: [QuantileTable] = []
    private var index: [Key: Int] = [:]

    mutating func add(_ distribution: Distribution, ticksPerUnit: Double) -> Int {
        let key = Key(distribution: distribution, ticksPerUnit: ticksPerUnit)
        if let known = index[key] { return known }
        tables.append(QuantileTable(distribution, ticksPerUnit: ticksPerUnit))
        index[key] = tables.count - 1
        return tables.count - 1
    }
}

extension Compilation {
    /// The table of a quantity; nil where its figures are impossible (told).
    ///
    /// - Parameter dailyHours: ticks of a working day.
    func table(_ quantity: Located<Quantity>, dailyHours: Ticks) -> Int? {
        guard let distribution = distribution(quantity) else { return nil }
        let ticks = ticksPerUnit(quantity.value.unit, dailyHours: dailyHours)
        return tables.add(distribution, ticksPerUnit: ticks)
    }

    /// In the unit of its first figure.
    private func distribution(_ quantity: Located<Quantity>) -> Distribution? {
        do throws(DistributionProblem) {
            return try quantity.value.distribution()
        } catch {
            report(CompileFinding.impossibleQuantity(quantity.value.text), at: quantity.place)
            return nil
        }
    }

    func ticksPerUnit(_ unit: Unit?, dailyHours: Ticks) -> Double {
        switch unit {
        case .workingDay: Double(dailyHours)
        case .month: Double(Tick.day) * 365.2425 / 12
        case .year: Double(Tick.day) * 365.2425
        case let unit?: Double(unit.seconds ?? 1) * Double(Tick.second)
        case nil: 1e6
        }
    }
}

extension Quantity {
    /// In the unit of the first figure; figures in other units of the same clock are converted.
    func distribution() throws(DistributionProblem) -> Distribution {
        func value(_ amount: Amount) -> Double {
            guard let first = unit?.seconds, let own = amount.unit?.seconds, own != first else {
                return amount.value
            }
            return amount.value * Double(own) / Double(first)
        }
        switch family {
        case .constant(let x): return try .constant(value(x))
        case .exponential(let mean): return try .exponential(mean: value(mean))
        case .uniform(let a, let b): return try .uniform(from: value(a), to: value(b))
        case .triangular(let a, let b, let c):
            return try .triangular(least: value(a), likely: value(b), greatest: value(c))
        case .erlang(let stages, let mean): return try .erlang(phases: stages, mean: value(mean))
        case .hyperexponential(let mean, let cv):
            return try .hyperexponential(mean: value(mean), cv: cv.value)
        case .lognormal(.meanAndP95(let mean, let p95)):
            return try .lognormal(mean: value(mean), p95: value(p95))
        case .gamma(.meanAndP95(let mean, let p95)):
            return try .gamma(mean: value(mean), p95: value(p95))
        case .weibull(.meanAndP95(let mean, let p95)):
            return try .weibull(mean: value(mean), p95: value(p95))
        case .lognormal(.meanAndCv(let mean, let cv)):
            return try .lognormal(mean: value(mean), cv: cv.value)
        case .gamma(.meanAndCv(let mean, let cv)): return try .gamma(mean: value(mean), cv: cv.value)
        case .weibull(.meanAndCv(let mean, let cv)):
            return try .weibull(mean: value(mean), cv: cv.value)
        case .lognormal(.cv(let cv)): return try .lognormal(mean: 1, cv: cv.value)
        case .gamma(.cv(let cv)): return try .gamma(mean: 1, cv: cv.value)
        case .weibull(.cv(let cv)): return try .weibull(mean: 1, cv: cv.value)
        case .observed(let observed): return try .observed(observed.values)
        }
    }
}
