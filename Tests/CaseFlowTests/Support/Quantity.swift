import CaseFlow
import SimKernel

/// A length of time by its law, for models built by code.
struct Quantity: Sendable {
    let distribution: Distribution
    let ticksPerUnit: Double

    /// The same instant on every draw, exact to the tick.
    static func constant(_ time: Ticks) -> Quantity {
        Quantity(distribution: law { try .constant(Double(time)) }, ticksPerUnit: 1)
    }

    /// Each of these lengths is as likely as any other.
    static func observed(_ ticks: [Double]) -> Quantity {
        Quantity(distribution: law { try .observed(ticks) }, ticksPerUnit: 1)
    }

    /// Each of these numbers is as likely as any other.
    static func counts(_ values: [Double]) -> Quantity {
        Quantity(distribution: law { try .observed(values) }, ticksPerUnit: 1e6)
    }

    /// Gamma of mean 1, as for busy and quiet days.
    static func factor(cv: Double) -> Quantity {
        Quantity(distribution: law { try .gamma(mean: 1, cv: cv) }, ticksPerUnit: 0x1p32)
    }

    static func exponential(hours mean: Double) -> Quantity {
        Quantity(distribution: law { try .exponential(mean: mean) }, ticksPerUnit: Double(Tick.hour))
    }

    static func erlang(_ phases: Int, hours mean: Double) -> Quantity {
        Quantity(
            distribution: law { try .erlang(phases: phases, mean: mean) }, ticksPerUnit: Double(Tick.hour))
    }

    static func lognormal(hours mean: Double, cv: Double) -> Quantity {
        Quantity(distribution: law { try .lognormal(mean: mean, cv: cv) }, ticksPerUnit: Double(Tick.hour))
    }

    static func hyperexponential(hours mean: Double, cv: Double) -> Quantity {
        Quantity(
            distribution: law { try .hyperexponential(mean: mean, cv: cv) },
            ticksPerUnit: Double(Tick.hour))
    }

    static func uniform(hours least: Double, _ greatest: Double) -> Quantity {
        Quantity(
            distribution: law { try .uniform(from: least, to: greatest) }, ticksPerUnit: Double(Tick.hour))
    }

    var table: QuantileTable { QuantileTable(distribution, ticksPerUnit: ticksPerUnit) }

    /// Mean and mean square in hours, as written.
    var meanHours: Double { distribution.mean * ticksPerUnit / Double(Tick.hour) }
    var meanSquareHours: Double {
        let scale = ticksPerUnit / Double(Tick.hour)
        return (distribution.variance + distribution.mean * distribution.mean) * scale * scale
    }

    private static func law(_ make: () throws -> Distribution) -> Distribution {
        do { return try make() } catch { preconditionFailure("impossible figures in a test: \(error)") }
    }
}

/// A value for all cases, or by class words: the first row whose words a case has decides.
enum ByClass<Value> {
    case all(Value)
    case split([(word: String, value: Value)], others: Value)

    var values: [Value] {
        switch self {
        case .all(let value): [value]
        case .split(let rows, let others): rows.map(\.value) + [others]
        }
    }
}

extension ByClass: Sendable where Value: Sendable {}
