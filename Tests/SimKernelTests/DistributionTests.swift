import CGSL
import SimKernel
import Testing

private let shares = [
    1e-12, 1e-6, 1e-3, 0.01, 0.05, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.95, 0.99, 0.999,
]
private let sharesAbove = [1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 0.05, 0.3, 0.7]

@Suite("Distributions")
struct DistributionTests {
    init() {
        // GSL's own gamma quantiles do not always converge.
        _ = gsl_set_error_handler_off()
    }

    private func agree(_ x: Double, _ reference: Double, _ tolerance: Double = 1e-9) -> Bool {
        (x - reference).magnitude <= tolerance * reference.magnitude
    }

    @Test("Normal quantiles, seen through the lognormal, agree with GSL")
    func lognormalQuantiles() throws {
        for cv in [0.1, 0.5, 1, 3] {
            let d = try Distribution.lognormal(mean: 6, cv: cv)
            guard case .lognormal(let mu, let sigma) = d.law else { throw WrongLaw() }
            for u in shares { #expect(agree(d.quantile(u), gsl_cdf_lognormal_Pinv(u, mu, sigma))) }
            for q in sharesAbove {
                let x = d.quantile(q, fromAbove: true)
                #expect(agree(x, gsl_cdf_lognormal_Qinv(q, mu, sigma)))
            }
        }
    }

    /// GSL's shares are good to about 1e-8 only where the shape is large, and its quantiles do not
    /// converge everywhere.
    @Test("Gamma quantiles agree with GSL, from almost constant to almost nothing")
    func gammaQuantiles() throws {
        for cv in [0.002, 0.02, 0.09, 0.1, 0.125, 0.3, 0.7, 1, 1.4, 3, 10] {
            let d = try Distribution.gamma(mean: 6, cv: cv)
            guard case .gamma(let shape, let scale) = d.law else { throw WrongLaw() }
            let tolerance = cv < 0.05 ? 1e-7 : 1e-9
            for u in shares {
                let x = d.quantile(u)
                if x < 1e-280 { continue }
                #expect(agree(gsl_cdf_gamma_P(x, shape, scale), u, tolerance), "cv \(cv), share \(u)")
                let theirs = gsl_cdf_gamma_Pinv(u, shape, scale)
                if u >= 1e-6 && cv < 3 && theirs.isFinite {
                    #expect(agree(x, theirs), "cv \(cv), share \(u)")
                }
            }
            for q in sharesAbove {
                let x = d.quantile(q, fromAbove: true)
                if x < 1e-280 { continue }
                let share = gsl_cdf_gamma_Q(x, shape, scale)
                #expect(agree(share, q, tolerance), "cv \(cv), share above \(q)")
            }
        }
    }

    /// Computed with 40 digits by series and continued fraction.
    @Test("Gamma quantiles agree with references of 15 digits")
    func gammaReferences() throws {
        let references: [(shape: Double, share: Double, fromAbove: Bool, quantile: Double)] = [
            (0.25, 0.05, false, 4.218575420262992e-6),
            (0.25, 1e-09, true, 17.258573235250031),
            (4, 0.5, false, 3.6720607488508961),
            (4, 1e-15, true, 44.180504179109286),
            (64, 1e-12, false, 22.689372615524303),
            (100, 0.95, false, 116.99713444616246),
            (2500, 1e-06, true, 2744.9099294126849),
            (2500, 0.3, false, 2473.5402724288707),
        ]
        for r in references {
            let d = try Distribution.gamma(mean: r.shape, cv: 1 / r.shape.squareRoot())
            let x = d.quantile(r.share, fromAbove: r.fromAbove)
            #expect(agree(x, r.quantile, 2e-14), "shape \(r.shape), share \(r.share)")
        }
    }

    @Test("Weibull and exponential quantiles agree with GSL")
    func weibullQuantiles() throws {
        for cv in [0.05, 0.3, 1, 3, 20] {
            let d = try Distribution.weibull(mean: 6, cv: cv)
            guard case .weibull(let shape, let scale) = d.law else { throw WrongLaw() }
            for u in shares { #expect(agree(d.quantile(u), gsl_cdf_weibull_Pinv(u, scale, shape))) }
            for q in sharesAbove {
                #expect(agree(d.quantile(q, fromAbove: true), gsl_cdf_weibull_Qinv(q, scale, shape)))
            }
        }
        let d = try Distribution.exponential(mean: 6)
        for u in shares { #expect(agree(d.quantile(u), gsl_cdf_exponential_Pinv(u, 6))) }
        for q in sharesAbove {
            #expect(agree(d.quantile(q, fromAbove: true), gsl_cdf_exponential_Qinv(q, 6)))
        }
    }

    @Test("Hyperexponential quantiles solve their equation")
    func hyperexponentialQuantiles() throws {
        for cv in [1.001, 1.5, 4, 30] {
            let d = try Distribution.hyperexponential(mean: 6, cv: cv)
            guard case .hyperexponential(let p, let m1, let m2) = d.law else { throw WrongLaw() }
            #expect(agree(p * m1, 3, 1e-12) && agree((1 - p) * m2, 3, 1e-9))
            for u in shares {
                let x = d.quantile(u)
                let below = p * gsl_cdf_exponential_P(x, m1) + (1 - p) * gsl_cdf_exponential_P(x, m2)
                #expect(agree(below, u))
            }
            for q in sharesAbove {
                let x = d.quantile(q, fromAbove: true)
                let above = p * gsl_cdf_exponential_Q(x, m1) + (1 - p) * gsl_cdf_exponential_Q(x, m2)
                #expect(agree(above, q))
            }
        }
    }

    @Test("Triangular and uniform quantiles, by hand")
    func boundedQuantiles() throws {
        let triangle = try Distribution.triangular(least: 5, likely: 10, greatest: 30)
        #expect(triangle.quantile(0.2) == 10)
        #expect(agree(triangle.quantile(0.05), 7.5))
        #expect(agree(triangle.quantile(0.8), 20))
        #expect(agree(triangle.quantile(0.2, fromAbove: true), 20))
        #expect(triangle.least == 5 && triangle.greatest == 30)
        let even = try Distribution.uniform(from: 1, to: 3)
        #expect(even.quantile(0.25) == 1.5 && even.quantile(0.25, fromAbove: true) == 2.5)
        #expect(even.least == 1 && even.greatest == 3)
    }

    @Test("Observed quantiles are the least value that a share does not exceed")
    func observedQuantiles() throws {
        let d = try Distribution.observed([30, 10, 20, 40, 50, 60, 70, 80, 90, 100])
        #expect(d.quantile(0) == 10 && d.quantile(0.1) == 10 && d.quantile(0.7) == 70)
        #expect(d.quantile(0.71) == 80 && d.quantile(1) == 100)
        #expect(d.quantile(0.1, fromAbove: true) == 90 && d.quantile(0.95) == 100)
        #expect(d.mean == 55 && d.variance == 825)
    }

    @Test("Mean and cv come back", arguments: [0.01, 0.2, 1, 2.5, 20])
    func meanAndCV(_ cv: Double) throws {
        for d in try [
            Distribution.lognormal(mean: 6, cv: cv), .gamma(mean: 6, cv: cv), .weibull(mean: 6, cv: cv),
        ] {
            #expect(agree(d.mean, 6, 1e-12))
            #expect(agree(d.standardDeviation / d.mean, cv, 1e-9))
        }
        if cv > 1 {
            let d = try Distribution.hyperexponential(mean: 6, cv: cv)
            #expect(agree(d.mean, 6, 1e-12) && agree(d.standardDeviation / d.mean, cv, 1e-9))
        }
    }

    @Test("Mean and 95th percentile come back, with the less scattered solution")
    func meanAndPercentile() throws {
        for ratio in [1.0001, 1.1, 1.5, 7.0 / 3, 3.8, 4.6, 5.8] {
            var all = [try Distribution.gamma(mean: 6, p95: 6 * ratio)]
            if ratio < 4.67 { all.append(try .weibull(mean: 6, p95: 6 * ratio)) }
            if ratio < 3.86 { all.append(try .lognormal(mean: 6, p95: 6 * ratio)) }
            for d in all {
                #expect(agree(d.mean, 6, 1e-12), "\(d)")
                #expect(agree(d.quantile(0.95), 6 * ratio, 1e-11), "\(d)")
            }
        }
        // sigma = z - sqrt(z^2 - 2 ln(7/3)), not z + sqrt(…)
        guard case .lognormal(_, let sigma) = try Distribution.lognormal(mean: 6, p95: 14).law
        else { throw WrongLaw() }
        #expect(sigma > 0.63 && sigma < 0.64)
        #expect(try Distribution.gamma(mean: 6, p95: 18).standardDeviation < 6.1)
        #expect(try Distribution.weibull(mean: 6, p95: 18).standardDeviation < 6.1)
    }

    @Test("Nothing varies where nothing may")
    func degenerate() throws {
        #expect(try Distribution.lognormal(mean: 2, cv: 0).law == .constant(2))
        #expect(try Distribution.gamma(mean: 2, cv: 0).law == .constant(2))
        #expect(try Distribution.weibull(mean: 2, cv: 0).law == .constant(2))
        #expect(try Distribution.uniform(from: 2, to: 2).law == .constant(2))
        #expect(try Distribution.triangular(least: 2, likely: 2, greatest: 2).law == .constant(2))
        #expect(try Distribution.observed([2, 2]).law == .constant(2))
        #expect(try Distribution.erlang(phases: 1, mean: 2).law == .exponential(mean: 2))
        #expect(try Distribution.constant(0).mean == 0)
    }

    private struct WrongLaw: Error {}
}
