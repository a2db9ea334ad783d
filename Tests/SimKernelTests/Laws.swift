import SimKernel
import Testing

/// One distribution of every law and shape that tests run over, in hours.
struct NamedLaw: Sendable, CustomTestStringConvertible {
    let name: String
    let distribution: Distribution

    init(_ name: String, _ distribution: Distribution) {
        self.name = name
        self.distribution = distribution
    }

    var testDescription: String { name }

    static let ticksPerHour = Double(Tick.hour)

    static let all: [NamedLaw] = {
        do {
            return try [
                NamedLaw("constant", .constant(1.5)),
                NamedLaw("uniform", .uniform(from: 1, to: 2)),
                NamedLaw("triangular", .triangular(least: 5, likely: 10, greatest: 30)),
                NamedLaw("triangular, likely is least", .triangular(least: 0, likely: 0, greatest: 3)),
                NamedLaw("triangular, likely is greatest", .triangular(least: 1, likely: 2, greatest: 2)),
                NamedLaw("exponential", .exponential(mean: 6)),
                NamedLaw("erlang 3", .erlang(phases: 3, mean: 6)),
                NamedLaw("erlang 500", .erlang(phases: 500, mean: 6)),
                NamedLaw("gamma 0.05", .gamma(mean: 6, cv: 0.05)),
                NamedLaw("gamma 0.3", .gamma(mean: 6, cv: 0.3)),
                NamedLaw("gamma 1.4", .gamma(mean: 6, cv: 1.4)),
                NamedLaw("gamma 5", .gamma(mean: 6, cv: 5)),
                NamedLaw("gamma by percentile", .gamma(mean: 6, p95: 14)),
                NamedLaw("lognormal 0.1", .lognormal(mean: 6, cv: 0.1)),
                NamedLaw("lognormal 2", .lognormal(mean: 6, cv: 2)),
                NamedLaw("lognormal by percentile", .lognormal(mean: 6, p95: 14)),
                NamedLaw("weibull 0.3", .weibull(mean: 6, cv: 0.3)),
                NamedLaw("weibull 2", .weibull(mean: 6, cv: 2)),
                NamedLaw("weibull by percentile", .weibull(mean: 6, p95: 14)),
                NamedLaw("hyperexponential 1.5", .hyperexponential(mean: 6, cv: 1.5)),
                NamedLaw("hyperexponential 4", .hyperexponential(mean: 6, cv: 4)),
                NamedLaw("observed", .observed([3, 1, 4, 1, 5, 9, 2, 6])),
            ]
        } catch {
            preconditionFailure("\(error)")
        }
    }()

    static func named(_ name: String) -> Distribution {
        guard let law = all.first(where: { $0.name == name }) else {
            preconditionFailure("no law is called \(name)")
        }
        return law.distribution
    }
}
