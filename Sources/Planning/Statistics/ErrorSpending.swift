/// At which level each of several looks may decide, so that all looks together err with probability
/// alpha at most (one side).
///
/// Look j (from 1) spends alpha · 6/(π² j²), the last one what is left: the looks are known before the
/// first replication, so nothing need be kept for later ones. The level that spends so much is that
/// of the first crossing (Lan and DeMets 1983, doi:10.1093/biomet/70.3.659): the means at n and m
/// replications are jointly normal in the limit, with correlation √(n/m), so the probability of
/// crossing at a look without having crossed before is an integral, evaluated look by look (Armitage,
/// McPherson and Rowe 1969, doi:10.2307/2343787). Looks at 64 … 1024 with alpha 0.05 then end with a
/// bound at 2.3 standard errors, where adding up the levels takes 3.0 and a mixture boundary that is
/// valid at every replication as well (Waudby-Smith et al., arXiv:2103.06476) 3.0 too. In that sense it
/// is an asymptotic confidence sequence at these looks: its error tends to at most alpha over all looks.
package struct ErrorSpending: Sendable, Equatable {
    /// One-sided, of each look.
    package let levels: [Double]

    /// - Parameter alpha: in 0..<0.5.
    package init(_ looks: Looks, alpha: Double) {
        precondition(alpha > 0 && alpha < 0.5, "an error lies between 0 and 0.5")
        let parts = Self.parts(of: alpha, looks: looks.ends.count)
        var law: Law?
        var levels: [Double] = []
        for (look, part) in parts.enumerated() {
            let shrink =
                look == 0 ? 0 : (Double(looks.ends[look - 1]) / Double(looks.ends[look])).squareRoot()
            let next = law.map { Step(from: $0, correlation: shrink) }
            let point = Self.point(leaving: part) { next?.tail($0) ?? SpecialFunctions.normalTail($0) }
            // Adding up is valid in any case.
            levels.append(max(part, SpecialFunctions.normalTail(point)))
            law = Law(below: point) { next?.density($0) ?? SpecialFunctions.normalDensity($0) }
        }
        self.levels = levels
    }

    private static func parts(of alpha: Double, looks: Int) -> [Double] {
        var parts = (1..<max(looks, 1)).map { alpha * 6 / (Double.pi * Double.pi * Double($0 * $0)) }
        parts.append(alpha - parts.reduce(0, +))
        return parts
    }

    private static func point(leaving part: Double, _ tail: (Double) -> Double) -> Double {
        var low = -8.0
        var high = 40.0
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if tail(middle) > part { low = middle } else { high = middle }
        }
        return high
    }

    /// The law of the standardised mean where no look has crossed, on a grid with Simpson's weights.
    private struct Law {
        var points: [Double] = []
        var masses: [Double] = []

        init(below end: Double, density: (Double) -> Double) {
            let start = -7.0
            let intervals = 160
            let step = (end - start) / Double(intervals)
            for k in 0...intervals {
                let x = start + step * Double(k)
                let weight = k == 0 || k == intervals ? 1.0 : k % 2 == 1 ? 4 : 2
                points.append(x)
                masses.append(density(x) * weight * step / 3)
            }
        }
    }

    /// From one look to the next.
    private struct Step {
        let law: Law
        let correlation: Double
        let spread: Double

        init(from law: Law, correlation: Double) {
            self.law = law
            self.correlation = correlation
            spread = (1 - correlation * correlation).squareRoot()
        }

        func tail(_ x: Double) -> Double {
            var sum = 0.0
            for (u, mass) in zip(law.points, law.masses) {
                sum += mass * SpecialFunctions.normalTail((x - correlation * u) / spread)
            }
            return sum
        }

        func density(_ x: Double) -> Double {
            var sum = 0.0
            for (u, mass) in zip(law.points, law.masses) {
                sum += mass * SpecialFunctions.normalDensity((x - correlation * u) / spread)
            }
            return sum / spread
        }
    }
}
