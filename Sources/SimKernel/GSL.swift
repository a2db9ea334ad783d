internal import CGSL

/// The functions of the GNU Scientific Library that statistics need.
///
/// None of them may decide an instant: their last digits can differ between processors.
package enum GSL {
    /// GSL aborts the process on a domain error unless told otherwise, once for all threads.
    private static let quiet: Void = { _ = gsl_set_error_handler_off() }()

    /// Quantile of Student's t with `degrees` > 0 degrees of freedom, 0 < p < 1.
    package static func tQuantile(_ p: Double, degrees: Double) -> Double {
        quiet
        return gsl_cdf_tdist_Pinv(p, degrees)
    }

    /// Share of Student's t at or below `x`.
    package static func tShare(_ x: Double, degrees: Double) -> Double {
        quiet
        return gsl_cdf_tdist_P(x, degrees)
    }

    /// Quantile of the standard normal distribution, 0 < p < 1.
    package static func normalQuantile(_ p: Double) -> Double {
        quiet
        return gsl_cdf_ugaussian_Pinv(p)
    }

    /// Share of the standard normal distribution at or below `x`.
    package static func normalShare(_ x: Double) -> Double {
        quiet
        return gsl_cdf_ugaussian_P(x)
    }

    /// Quantile of the beta distribution, as Clopper and Pearson's interval needs it
    /// (doi:10.1093/biomet/26.4.404); a, b > 0.
    package static func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
        quiet
        return gsl_cdf_beta_Pinv(p, a, b)
    }

    package static func chiSquaredQuantile(_ p: Double, degrees: Double) -> Double {
        quiet
        return gsl_cdf_chisq_Pinv(p, degrees)
    }

    /// Share of a chi-squared distribution above `x`: the p-value of a test.
    package static func chiSquaredTail(_ x: Double, degrees: Double) -> Double {
        quiet
        return gsl_cdf_chisq_Q(x, degrees)
    }

    package static func gammaQuantile(_ p: Double, shape: Double, scale: Double) -> Double {
        quiet
        return gsl_cdf_gamma_Pinv(p, shape, scale)
    }

    /// Quantile of the F distribution.
    package static func fQuantile(_ p: Double, _ degrees1: Double, _ degrees2: Double) -> Double {
        quiet
        return gsl_cdf_fdist_Pinv(p, degrees1, degrees2)
    }

    /// Share of a binomial distribution at or below `k` successes of `n`.
    package static func binomialShare(_ k: UInt32, of n: UInt32, probability p: Double) -> Double {
        quiet
        return gsl_cdf_binomial_P(k, p, n)
    }

    /// The first points of Sobol's sequence in the unit cube, without the one that is all zeros
    /// (I. M. Sobol 1967, doi:10.1016/0041-5553(67)90144-9): they fill it more evenly than random ones.
    ///
    /// Whole-number arithmetic: the same bits on every processor.
    ///
    /// - Parameters: `count` at least 0, `dimensions` in `1...mostSobolDimensions`.
    package static func sobolPoints(_ count: Int, dimensions: Int) -> [[Double]] {
        precondition(1...mostSobolDimensions ~= dimensions, "Sobol's sequence has 1 to 40 dimensions")
        quiet
        guard let sequence = gsl_qrng_alloc(headroom_sobol(), UInt32(dimensions)) else {
            preconditionFailure("no memory for Sobol's sequence")
        }
        defer { gsl_qrng_free(sequence) }
        return (0..<count).map { _ in
            var point = [Double](repeating: 0, count: dimensions)
            gsl_qrng_get(sequence, &point)
            return point
        }
    }

    /// GSL knows direction numbers for no more.
    package static let mostSobolDimensions = 40
}
