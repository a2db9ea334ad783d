import SimKernel
import Testing

@Suite("Statistical functions")
struct GSLTests {
    @Test("Quantiles as printed in tables")
    func tables() {
        #expect((GSL.tQuantile(0.975, degrees: 10) - 2.228_139).magnitude < 1e-6)
        #expect((GSL.tShare(2.228_139, degrees: 10) - 0.975).magnitude < 1e-6)
        #expect((GSL.normalQuantile(0.975) - 1.959_964).magnitude < 1e-6)
        #expect((GSL.normalShare(1.959_964) - 0.975).magnitude < 1e-6)
        #expect((GSL.chiSquaredQuantile(0.95, degrees: 3) - 7.814_728).magnitude < 1e-6)
        #expect((GSL.chiSquaredTail(7.814_728, degrees: 3) - 0.05).magnitude < 1e-6)
        #expect((GSL.gammaQuantile(0.5, shape: 1, scale: 2) - 1.386_294).magnitude < 1e-6)
        #expect((GSL.fQuantile(0.95, 2, 10) - 4.102_821).magnitude < 1e-6)
    }

    @Test("Clopper and Pearson's bound for 10 of 10 is the tenth root of alpha")
    func clopperPearson() {
        let low = GSL.betaQuantile(0.025, 10, 1)
        #expect((low - 0.691_503).magnitude < 1e-6)
        #expect((GSL.binomialShare(9, of: 10, probability: low) - 0.975).magnitude < 1e-6)
    }

    @Test("A domain error is an answer that is no number, not the end of the program")
    func domainErrors() {
        #expect(GSL.betaQuantile(2, 1, 1).isNaN)
        #expect(GSL.tQuantile(2, degrees: 3).isNaN || GSL.tQuantile(2, degrees: 3).isInfinite)
    }
}
