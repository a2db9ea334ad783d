internal import CaseFlow

extension PairMaker {
    /// The difference of the share on time of an entry of `matches.limits`, by this look alone.
    func share(_ entry: Int) -> Quantity {
        let (b, d) = clocks(entry)
        return method(entry).shareDifference(d, from: b, isSame: hasSameHistory && isSameLimit(entry))
    }

    func limit(_ entry: Int, narrowed: ClosedRange<Double>?) -> LimitDifference {
        let match = matches.limits[entry]
        let (b, d) = clocks(entry)
        let result = baseline.result.limits[match.baseline]
        var onTime = share(entry)
        if let narrowed, onTime.low != nil {
            onTime.low = narrowed.lowerBound
            onTime.high = narrowed.upperBound
        }
        return LimitDifference(
            id: result.id, className: result.className, baseline: result,
            design: design.result.limits[match.design], onTime: onTime, verdict: ChangeVerdict(onTime),
            smallestVisible: onTime.halfWidth,
            varianceReduction: Self.reduction([method(entry).pairing(of: d, with: b)]),
            isJudged: isJudged[entry],
            isIdentical: onTime.estimate != nil && b.late == d.late && b.ended == d.ended,
            p95: p95(match))
    }

    /// Of the judged shares together: their variances from independent runs over those from pairs.
    func varianceReduction() -> Double? {
        Self.reduction(
            matches.limits.indices.filter { isJudged[$0] }.map { entry in
                let (b, d) = clocks(entry)
                return shares.pairing(of: d, with: b)
            })
    }

    /// Of the judged limits; of one that is judged as a whole and by class, the whole.
    func lateCases() -> Quantity {
        let judged = matches.limits.indices.filter { isJudged[$0] }.map { matches.limits[$0] }
        let wholes = Set(judged.map { baseline.data.entries[$0.baseline] }.filter(\.isWhole).map(\.limit))
        let counted = judged.filter { match in
            let entry = baseline.data.entries[match.baseline]
            return entry.isWhole || !wholes.contains(entry.limit)
        }
        func late(_ summary: ReplicationSummary, _ entries: [Int]) -> Double {
            entries.reduce(0) { $0 + summary.limits[$1].cases - summary.limits[$1].casesNoneLate }
        }
        guard let b = baseline.mean(others, { late($0, counted.map(\.baseline)) }),
            let d = design.mean(others, { late($0, counted.map(\.design)) })
        else { return others.quantity(nil) }
        return others.quantity(d - b)
    }

    private static func reduction(_ pairings: [Pairing?]) -> Double? {
        let paired = pairings.reduce(0) { $0 + ($1?.pairedVariance ?? 0) }
        let unpaired = pairings.reduce(0) { $0 + ($1?.unpairedVariance ?? 0) }
        return paired > 0 ? unpaired / paired : nil
    }

    private func method(_ entry: Int) -> IntervalMethod { isJudged[entry] ? shares : others }

    private func clocks(_ entry: Int) -> (baseline: LimitClocks, design: LimitClocks) {
        let match = matches.limits[entry]
        return (baseline.data.clocks(match.baseline), design.data.clocks(match.design))
    }

    /// Clocks that start, end and fall due alike in both, and did so in every replication.
    private func isSameLimit(_ entry: Int) -> Bool {
        let match = matches.limits[entry]
        let (b, d) = (baseline.data.limit(match.baseline), design.data.limit(match.design))
        let (before, now) = clocks(entry)
        return b.kind == d.kind && b.from == d.from && b.until == d.until && b.startsOver == d.startsOver
            && b.flow == d.flow && b.strata.map(\.length) == d.strata.map(\.length)
            && before.late == now.late && before.ended == now.ended
    }

    private func p95(_ match: Matches.Match) -> Quantity {
        let quantiles = difference(match) { side, entry in
            side.quantile(others, Probabilities.limit, 1, of: side.data.pooled?.limits[entry]) {
                $0.limits[entry].duration
            }
        }
        return lasting(
            quantiles,
            of: (baseline.result.limits[match.baseline].p95, design.result.limits[match.design].p95))
    }
}

extension StudyData {
    fileprivate func limit(_ entry: Int) -> Limit { model.limits[entries[entry].limit] }
}
