import Foundation
import SimKernel

/// Random numbers of the kernel's own, one after the other, for synthetic experiments.
struct Dice {
    private let key: StreamKey
    private var count: UInt64 = 0

    init(seed: UInt64, experiment: Int = 0) {
        key = StreamKey(seed: seed, replication: UInt32(experiment))
    }

    /// Between 0 and 1, neither of them.
    mutating func uniform() -> Double {
        count += 1
        let bits = key.bits(case: count, name: 0, visit: 0, purpose: .number)
        return (Double(bits.first) + 0.5) / 9_007_199_254_740_992
    }

    mutating func exponential() -> Double { -log(uniform()) }

    mutating func normal() -> Double {
        (-2 * log(uniform())).squareRoot() * cos(2 * Double.pi * uniform())
    }

    mutating func lognormal(sigma: Double) -> Double { exp(sigma * normal()) }

    /// Knuth's product of uniforms; for small means.
    mutating func poisson(_ mean: Double) -> Int {
        var product = uniform()
        var n = 0
        let least = exp(-mean)
        while product > least {
            product *= uniform()
            n += 1
        }
        return n
    }
}
