internal import SimKernel

extension StudyData {
    /// The interval method of the last look taken.
    func method(confidence: Double) -> IntervalMethod {
        let alpha = looks.alpha(at: max(0, looksTaken - 1), of: 1 - confidence)
        return IntervalMethod(n: summaries.count, confidence: confidence, alpha: alpha)
    }

    /// Looks at the shares on time, and narrows what the looks so far leave of each: the two ends of an
    /// interval with this confidence, each spending half of the error.
    mutating func look(_ look: Int, confidence: Double) {
        looksTaken = look + 1
        if !looks.isSequential { return }
        if sequences.isEmpty {
            let end = (1 - confidence) / 2
            let errors = ShareSequence.Errors(
                looks.method, confidence: confidence, below: end, above: end, looks: looks)
            sequences = entries.map { _ in ShareSequence(errors) }
        }
        for entry in entries.indices {
            let clocks = clocks(entry)
            sequences[entry].look(
                look, late: clocks.late, ended: clocks.ended, designEffect: clocks.designEffect)
        }
    }

    /// The share on time of an entry, by all looks taken.
    func onTime(_ entry: Int, _ method: IntervalMethod) -> Quantity {
        sequences.isEmpty ? onTimeAtThisLook(entry, method) : sequences[entry].share
    }

    /// What is known of an entry's target; `share` is what `onTime` gives.
    func verdict(_ entry: Int, _ share: Quantity) -> Verdict {
        let target = entries[entry].target
        return sequences.isEmpty
            ? Verdict(share, target: target) : sequences[entry].verdict(target: target)
    }

    /// Replications that would settle an undecided entry.
    func wouldSettle(_ entry: Int, _ share: Quantity) -> Int? {
        let target = entries[entry].target
        return sequences.isEmpty
            ? share.replicationsToSettle(target: target) : sequences[entry].wouldSettle(target: target)
    }

    private func onTimeAtThisLook(_ entry: Int, _ method: IntervalMethod) -> Quantity {
        let clocks = clocks(entry)
        return method.shareOnTime(
            late: clocks.late, ended: clocks.ended, designEffect: clocks.designEffect)
    }

    /// The clocks of an entry.
    func clocks(_ entry: Int) -> LimitClocks {
        LimitClocks(
            late: summaries.map { $0.limits[entry].late }, ended: summaries.map { $0.limits[entry].ended },
            designEffect: designEffect(entry))
    }

    /// See `IntervalMethod.designEffect`.
    func designEffect(_ entry: Int) -> Double? {
        let durations = summaries.map { $0.limits[entry].duration }
        guard let pooled = pooled?.limits[entry] else { return nil }
        let tails = Probabilities.limit.enumerated().map { index, p in
            IntervalMethod.Tail(
                p: p, quantile: pooled.quantile(p).map { $0 / Double(Tick.second) },
                density: density(of: pooled, at: p),
                sections: durations.map { .init(count: $0.count, quantile: $0.quantiles[index]) })
        }
        return IntervalMethod.designEffect(n: summaries.count, tails: tails)
    }

    /// Per second, by a difference of quantiles; nil where they coincide.
    private func density(of pooled: Observations, at p: Double) -> Double? {
        let step = (1 - p) / 2
        guard let low = pooled.quantile(p - step), let high = pooled.quantile(p + step), high > low
        else { return nil }
        return 2 * step * Double(Tick.second) / (high - low)
    }

    /// Whether a sequential study knows what it was asked.
    func isSettled(_ sample: Sample, confidence: Double) -> Bool {
        let method = method(confidence: confidence)
        let asked = entries.indices.filter { entries[$0].target != nil }
        let shares = asked.map { (entry: $0, share: onTime($0, method)) }
        let seen = shares.filter { $0.share.estimate != nil }
        switch sample {
        case .fixed:
            return true
        case .precision(let halfWidth, _):
            return seen.allSatisfy { ($0.share.halfWidth ?? .infinity) <= halfWidth }
        case .decisions:
            return seen.allSatisfy { verdict($0.entry, $0.share) != .undecided }
        }
    }
}

extension Verdict {
    /// By the interval, never by the estimate alone.
    package init(_ share: Quantity, target: Double?) {
        guard let target, share.estimate != nil else {
            self = .none
            return
        }
        if let low = share.low, low >= target {
            self = .met
        } else if let high = share.high, high < target {
            self = .missed
        } else {
            self = .undecided
        }
    }
}
