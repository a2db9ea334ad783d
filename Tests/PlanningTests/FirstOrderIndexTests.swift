import Foundation
import Planning
import SimKernel
import Testing

/// Functions whose indices are known exactly, on the unit cube.
private struct KnownFunction: Sendable, CustomStringConvertible {
    let description: String
    let indices: [Double]
    /// The part of each index that the first six cosines can explain: all of a wave of two periods; of a straight line
    /// Σ k^-4, of a sine wave Σ (4 - k²)^-2, both over odd k below 6 by those over all odd k.
    let held: [Double]
    let value: @Sendable ([Double]) -> Double

    /// 4x + 2y + z: variances as 16 to 4 to 1.
    static let sum = KnownFunction(
        description: "a weighted sum", indices: [16.0 / 21, 4.0 / 21, 1.0 / 21],
        held: [line, line, line]
    ) {
        4 * $0[0] + 2 * $0[1] + $0[2]
    }

    /// T. Ishigami and T. Homma 1990 (doi:10.1109/ISUMA.1990.151285), a = 7, b = 0.1; x in -pi ... pi.
    static let ishigami: KnownFunction = {
        let (a, b, pi) = (7.0, 0.1, Double.pi)
        let first = pow(1 + b * pow(pi, 4) / 5, 2) / 2
        let second = a * a / 8
        let both = b * b * pow(pi, 8) * (1.0 / 18 - 1.0 / 50)
        let all = first + second + both
        return KnownFunction(
            description: "Ishigami's function", indices: [first / all, second / all, 0], held: [sine, 1, 1]
        ) { u in
            let x = u.map { pi * (2 * $0 - 1) }
            return sin(x[0]) + a * pow(sin(x[1]), 2) + b * pow(x[2], 4) * sin(x[0])
        }
    }()

    /// (1 + x)(2 + y)(3 + z): each factor's variance over its squared mean, c = 1/12 / (k + 1/2)².
    static let product: KnownFunction = {
        let c = (1...3).map { 1.0 / 12 / pow(Double($0) + 0.5, 2) }
        let all = c.reduce(1) { $0 * (1 + $1) } - 1
        return KnownFunction(description: "a product", indices: c.map { $0 / all }, held: [line, line, line])
        {
            (1 + $0[0]) * (2 + $0[1]) * (3 + $0[2])
        }
    }()

    static let all = [sum, ishigami, product]

    private static let line = part { pow($0, -4) }
    private static let sine = part { pow(4 - $0 * $0, -2) }

    private static func part(_ square: (Double) -> Double) -> Double {
        [1, 3, 5].map(square).reduce(0, +) / stride(from: 1.0, to: 10_000, by: 2).map(square).reduce(0, +)
    }
}

@Suite("First-order sensitivity", .enabled(if: heavyTestsRun))
struct FirstOrderIndexTests {
    private func indices(
        _ function: KnownFunction, _ points: [[Double]],
        _ basis: ([Double]) -> FirstOrderIndex.Basis = { _ in .usual }
    ) throws -> [FirstOrderIndex] {
        let y = points.map(function.value)
        return try function.indices.indices.map { input in
            let x = points.map { $0[input] }
            return try #require(FirstOrderIndex(of: y, along: x, basis(x)))
        }
    }

    /// What the cosines 1...6 leave out of the conditional means of Ishigami's first input, a sine wave, is the
    /// largest of all: 1 - 0.9946.
    @Test("on Sobol points the indices are the exact ones, the more the finer", arguments: KnownFunction.all)
    fileprivate func exact(function: KnownFunction) throws {
        for (points, most) in [(255, 0.03), (1023, 0.012), (4095, 0.006)] {
            let found = try indices(function, GSL.sobolPoints(points, dimensions: 3))
            for (index, exact) in zip(found, function.indices) {
                #expect(abs(index.estimate - exact) < most, "\(function) with \(points) points")
                #expect(index.low <= exact && exact <= index.high, "\(function) with \(points) points")
            }
        }
    }

    @Test("classes are exact where the input has no other values")
    func classes() throws {
        // y = level of x in 0...3 plus an independent 0...1: variances 5/4 and 1/12.
        let points = GSL.sobolPoints(1023, dimensions: 2)
        let levels = points.map { Int($0[0] * 4) }
        let y = zip(levels, points).map { Double($0) + $1[1] }
        let index = try #require(FirstOrderIndex(of: y, along: points.map { $0[0] }, .classes(levels)))
        #expect(abs(index.estimate - 1.25 / (1.25 + 1.0 / 12)) < 0.002)
        #expect(index.low < index.estimate && index.estimate < index.high)
    }

    @Test("random points: intervals cover as often as they claim", .enabled(if: heavyTestsRun))
    func coverage() throws {
        let experiments = 400
        for function in KnownFunction.all {
            var covered = [0, 0, 0]
            for experiment in 0..<experiments {
                var dice = Dice(seed: 11, experiment: experiment)
                let points = (0..<256).map { _ in (0..<3).map { _ in dice.uniform() } }
                for (input, index) in try indices(function, points).enumerated() {
                    let exact = function.indices[input]
                    covered[input] += index.low <= exact && exact <= index.high ? 1 : 0
                }
            }
            for (input, count) in covered.enumerated() {
                // 0.95 less four binomial errors.
                #expect(Double(count) > 0.906 * Double(experiments), "\(function), input \(input): \(count)")
            }
        }
    }

    /// A Latin hypercube: each input has its values evenly, in random order, so that ranks say no less than values.
    private func hypercube(_ n: Int, _ dice: inout Dice) -> [[Double]] {
        var columns: [[Double]] = []
        for _ in 0..<3 {
            var order: [(key: Double, value: Double)] = []
            for place in 0..<n { order.append((dice.uniform(), (Double(place) + 0.5) / Double(n))) }
            columns.append(order.sorted { $0.key < $1.key }.map(\.value))
        }
        return (0..<n).map { row in columns.map { $0[row] } }
    }

    @Test(
        "on evenly spread random points the mean index is what six cosines hold", .enabled(if: heavyTestsRun))
    func unbiased() throws {
        let experiments = 400.0
        for function in KnownFunction.all {
            var estimates: [[Double]] = [[], [], []]
            for experiment in 0..<Int(experiments) {
                var dice = Dice(seed: 12, experiment: experiment)
                for (input, index) in try indices(function, hypercube(256, &dice)).enumerated() {
                    estimates[input].append(index.estimate)
                }
            }
            for (input, found) in estimates.enumerated() {
                let mean = found.reduce(0, +) / experiments
                let squares = found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
                let error = (squares / (experiments - 1) / experiments).squareRoot()
                let z = (mean - function.indices[input] * function.held[input]) / error
                #expect(abs(z) < 4, "\(function), input \(input): mean \(mean), z \(z)")
            }
        }
    }

    @Test("an input that says nothing has an index of about 0, also where the outputs are few")
    func nothing() throws {
        var dice = Dice(seed: 5)
        var sum = 0.0
        var squares = 0.0
        let experiments = 300
        for _ in 0..<experiments {
            let x = (0..<40).map { _ in dice.uniform() }
            let y = (0..<40).map { _ in dice.normal() }
            let index = try #require(FirstOrderIndex(of: y, along: x))
            sum += index.estimate
            squares += index.estimate * index.estimate
        }
        let mean = sum / Double(experiments)
        let error = ((squares / Double(experiments) - mean * mean) / Double(experiments)).squareRoot()
        #expect(abs(mean / error) < 4)
    }

    @Test("nothing is said of outputs that do not differ, or of too few")
    func silent() {
        let x = GSL.sobolPoints(64, dimensions: 1).map { $0[0] }
        #expect(FirstOrderIndex(of: x.map { _ in 0.1 }, along: x) == nil)
        #expect(FirstOrderIndex(of: Array(x.prefix(27)), along: Array(x.prefix(27))) == nil)
        #expect(FirstOrderIndex(of: Array(x.prefix(28)), along: Array(x.prefix(28))) != nil)
        #expect(FirstOrderIndex(of: x, along: x, .classes(x.map { _ in 0 })) == nil)
    }
}
