/// The clocks of one limit, replication by replication.
package struct LimitClocks: Sendable {
    package var late: [Double]
    package var ended: [Double]
    /// See `IntervalMethod.designEffect`.
    package var designEffect: Double?

    package init(late: [Double], ended: [Double], designEffect: Double?) {
        precondition(late.count == ended.count, "one pair a replication")
        self.late = late
        self.ended = ended
        self.designEffect = designEffect
    }

    var onTime: [Double] { zip(ended, late).map { $0 - $1 } }
}

/// One measure of two designs, from the same replications.
package struct Pairing: Sendable, Equatable {
    package var baseline: Linearised
    package var design: Linearised

    package init(baseline: Linearised, design: Linearised) {
        self.baseline = baseline
        self.design = design
    }

    /// The design less the baseline.
    package var difference: Linearised { design - baseline }
    /// What the difference of two independent runs would have.
    package var unpairedVariance: Double { baseline.variance + design.variance }
    package var pairedVariance: Double { difference.variance }
}

extension IntervalMethod {
    /// The shares on time of two designs, linearised; nil where one has no clock that ended.
    package func pairing(of design: LimitClocks, with baseline: LimitClocks) -> Pairing? {
        guard let b = linearisedRatio(baseline.onTime, over: baseline.ended),
            let d = linearisedRatio(design.onTime, over: design.ended)
        else { return nil }
        return Pairing(baseline: b, design: d)
    }

    /// The share on time of a design less that of the baseline, from the same replications: a difference
    /// of two ratios of totals, within -1...1.
    ///
    /// Where few replications differ at all, or lateness (or punctuality) is rare on one side, the spread
    /// says little or nothing. The interval then reaches as far as the exact bound of a sample of
    /// independent clocks in which none differed, or the rare thing never happened, as `shareOnTime` has
    /// it; each end spends half the error, since neither is certain.
    ///
    /// - Parameter isSame: Both limits are the same and so are both histories, event by event: then the
    ///   difference is taken for what it is, none.
    package func shareDifference(
        _ design: LimitClocks, from baseline: LimitClocks, isSame: Bool = false
    ) -> Quantity {
        let pairing = pairing(of: design, with: baseline)
        var found = quantity(pairing?.difference, within: -1...1)
        guard let pairing, let low = found.low, let high = found.high, !isSame else { return found }
        let (x, y) = (pairing.design.estimate, pairing.baseline.estimate)
        let rareInDesign = boundOfUnseen(design)
        let rareInBaseline = boundOfUnseen(baseline)
        var lows = [low]
        var highs = [high]
        if hardlyDiffer(design, baseline) {
            let bound = Swift.max(rareInDesign, rareInBaseline)
            lows.append(x - y - bound)
            highs.append(x - y + bound)
        }
        if Self.isRare(design.late) { lows.append(1 - rareInDesign - y) }
        if Self.isRare(baseline.late) { highs.append(x - (1 - rareInBaseline)) }
        if Self.isRare(baseline.onTime) { lows.append(x - rareInBaseline) }
        if Self.isRare(design.onTime) { highs.append(rareInDesign - y) }
        found.low = Swift.max(-1, lows.min() ?? low)
        found.high = Swift.min(1, highs.max() ?? high)
        return found
    }

    private func boundOfUnseen(_ clocks: LimitClocks) -> Double {
        let total = clocks.ended.reduce(0, +)
        return Self.boundOfUnseen(
            independentClocks(of: total, designEffect: clocks.designEffect), alpha: alpha / 2)
    }

    private func hardlyDiffer(_ a: LimitClocks, _ b: LimitClocks) -> Bool {
        Self.isRare((0..<n).map { a.late[$0] != b.late[$0] || a.ended[$0] != b.ended[$0] ? 1 : 0 })
    }
}
