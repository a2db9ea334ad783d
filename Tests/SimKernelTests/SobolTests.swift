import CGSL
import Foundation
import SimKernel
import Testing

@Suite("Sobol points and cosines")
struct SobolTests {
    @Test("the sequence is Sobol's, without the point that is all zeros")
    func first() {
        let points = GSL.sobolPoints(7, dimensions: 2)
        #expect(
            points == [
                [0.5, 0.5], [0.75, 0.25], [0.25, 0.75], [0.375, 0.375], [0.875, 0.875], [0.625, 0.125],
                [0.125, 0.625],
            ])
        #expect(GSL.sobolPoints(0, dimensions: 1).isEmpty)
    }

    @Test("in each dimension 2^k - 1 points are all multiples of 2^-k but zero", arguments: [1, 2, 17, 40])
    func even(dimensions: Int) {
        let points = GSL.sobolPoints(255, dimensions: dimensions)
        for dimension in 0..<dimensions {
            let sorted = points.map { $0[dimension] }.sorted()
            #expect(sorted == (1...255).map { Double($0) / 256 })
        }
    }

    @Test("cosines of half turns: those of the C library in the first quarter turn, and the same mirrored")
    func cosines() {
        #expect(FixedMath.cosine(halfTurns: 0) == 1 && FixedMath.cosine(halfTurns: 0.5) == 0)
        for step in 0...1024 {
            let t = Double(step) / 2048
            let value = FixedMath.cosine(halfTurns: t)
            // The argument of the library's is rounded too.
            #expect(abs(value - cos(Double.pi * t)) <= 4e-16, "cos of \(t) half turns")
            for turned in [-t, 2 - t, 2 + t, 100 + t] {
                #expect(FixedMath.cosine(halfTurns: turned) == value)
            }
            for turned in [1 - t, 1 + t, 101 - t] { #expect(FixedMath.cosine(halfTurns: turned) == -value) }
        }
    }
}
