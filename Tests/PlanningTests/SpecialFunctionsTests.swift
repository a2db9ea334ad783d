import CGSL
import Testing

import Planning

@Suite("Student's t, the beta law, the normal law")
struct SpecialFunctionsTests {
    @Test("Student's t agrees with the GSL to ten digits", arguments: [1, 2, 3, 7, 15, 63, 255, 1023])
    func student(degrees: Int) {
        for p in [0.6, 0.9, 0.95, 0.975, 0.99, 0.999, 0.99995] {
            let ours = SpecialFunctions.studentQuantile(p, degrees: Double(degrees))
            let theirs = gsl_cdf_tdist_Pinv(p, Double(degrees))
            #expect(abs(ours / theirs - 1) < 1e-9, "t(\(p), \(degrees)): \(ours) for \(theirs)")
        }
    }

    @Test("The beta law's quantile is where the GSL's distribution function has that value")
    func beta() {
        for (a, b) in [(1.0, 64.0), (64, 1), (3, 62), (0.5, 0.5), (500, 525), (2, 100_000), (1, 3e6)] {
            for p in [0.0005, 0.025, 0.5, 0.975, 0.9995] {
                let x = SpecialFunctions.betaQuantile(p, a, b)
                #expect(abs(gsl_cdf_beta_P(x, a, b) / p - 1) < 1e-8, "beta(\(p), \(a), \(b)): \(x)")
            }
        }
    }

    @Test("The normal law's tail agrees with the GSL, near the middle and far out")
    func normal() {
        for x in [-9, -3.1, -1, 0, 0.3, 1, 2.5, 2.999, 3, 3.001, 5, 8, 12, 37.0] {
            let theirs = gsl_cdf_ugaussian_Q(x)
            #expect(abs(SpecialFunctions.normalTail(x) / theirs - 1) < 1e-11, "tail at \(x)")
        }
        #expect(SpecialFunctions.normalTail(60) == 0)
    }

    @Test("Cube roots are right to the last digits, with their sign")
    func cubeRoot() {
        for x in [1e-300, 1e-9, 0.1, 1, 2, 27, 1e10, 3e200] {
            let root = SpecialFunctions.cubeRoot(x)
            #expect(abs(root * root * root / x - 1) < 1e-14)
            #expect(SpecialFunctions.cubeRoot(-x) == -root)
        }
        #expect(SpecialFunctions.cubeRoot(0) == 0)
    }
}
