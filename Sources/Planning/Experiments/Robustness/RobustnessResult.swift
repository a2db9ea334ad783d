internal import CaseFlow

/// What a staffing is worth over sets of possible inputs.
package struct RobustnessResult: Sendable, Equatable {
    package struct Set: Sendable, Equatable {
        /// Parallel to the inputs.
        package var factors: [Double]
        /// Shares on time of the judged entries; nil where no clock ended.
        package var shares: [Double?]
    }
    package struct Input: Sendable, Equatable {
        package var path: String
        package var text: String
        /// Rank correlation of the input with the margin of the limit that is worst off; nil where nothing varies.
        package var correlation: Double?
    }
    package struct LimitRange: Sendable, Equatable {
        package var id: String
        package var className: String?
        package var target: Double
        /// 5 %, 50 % and 95 % of the sets have a lower share on time; nil without any clock.
        package var shares: [Double]?
    }

    package var inputs: [Input]
    package var limits: [LimitRange]
    package var sets: [Set]
    package var replications: Int
    package var stopped: StopReason?
    /// Share of the sets in which every target is kept, with the exact interval of a binomial share; sets are
    /// spread more evenly than independent ones, so that it is rather too wide.
    package var kept: Quantity

    init(
        inputs: [UncertainInput], entries: [LimitEntry], sets: [Set], replications: Int, stopped: StopReason?,
        confidence: Double
    ) {
        let targets = entries.map { $0.target ?? 0 }
        let margins = sets.map { set in
            zip(set.shares, targets).compactMap { share, target in share.map { $0 - target } }.min() ?? 0
        }
        self.inputs = inputs.indices.map { index in
            Input(
                path: inputs[index].path, text: inputs[index].text,
                correlation: RankCorrelation.of(sets.map { $0.factors[index] }, margins))
        }
        limits = entries.indices.map { index in
            let shares = sets.compactMap { $0.shares[index] }.sorted()
            return LimitRange(
                id: entries[index].id, className: entries[index].className, target: targets[index],
                shares: shares.isEmpty
                    ? nil : [0.05, 0.5, 0.95].map { ResultMaker.quantile($0, ofSorted: shares) })
        }
        self.sets = sets
        self.replications = replications
        self.stopped = stopped
        kept = IntervalMethod(n: sets.count, confidence: confidence).proportion(margins.count { $0 >= 0 })
    }

    /// The input that moves the margin most; nil where none does.
    package var mattersMost: Input? {
        inputs.filter { $0.correlation != nil }.max { abs($0.correlation ?? 0) < abs($1.correlation ?? 0) }
    }

    // MARK: - In reports

    package var json: JSONValue {
        .members([
            "input_sets": .integer(sets.count), "replications_each": .integer(replications),
            "stopped": .optional(stopped?.rawValue), "all_kept": JSONReport.quantity(kept),
            "matters_most": .optional(mattersMost?.path),
            "inputs": .array(
                inputs.map {
                    .members([
                        "path": .string($0.path), "spread": .string($0.text),
                        "rank_correlation": .optional($0.correlation),
                    ])
                }),
            "limits": .array(
                limits.map { limit in
                    .members([
                        "id": .string(limit.id), "class": .optional(limit.className),
                        "target": .number(limit.target), "on_time_p5": .optional(limit.shares?[0]),
                        "on_time_p50": .optional(limit.shares?[1]),
                        "on_time_p95": .optional(limit.shares?[2]),
                    ])
                }),
        ])
    }

    package var lines: [String] {
        guard let share = kept.estimate, let low = kept.low, let high = kept.high else {
            return ["Robustness: too few sets of inputs were run to tell."]
        }
        func percent(_ share: Double) -> String { Format.percent(share, decimals: 0) }
        var lines = [
            "Robustness: every target is kept with \(percent(share)) of \(sets.count) sets of possible inputs "
                + "(\(percent(low)) to \(percent(high))); this is apart from the certificate, "
                + "which takes the inputs as they stand."
        ]
        for limit in limits {
            guard let shares = limit.shares else { continue }
            let name = [limit.id, limit.className].compactMap { $0 }.map(TerminalText.safe)
            let decimals = Format.decimals(showing: shares, besides: limit.target)
            let texts = shares.map { Format.percent($0, decimals: decimals) }
            lines.append(
                "  \(name.joined(separator: ", ")): \(texts[1]) on time in the middle, \(texts[0]) to \(texts[2]) "
                    + "in nine sets of ten (target \(Format.percent(limit.target)))")
        }
        if let most = mattersMost, let correlation = most.correlation {
            lines.append(
                "  What matters most: \(TerminalText.safe(most.path)) \(TerminalText.safe(most.text)) "
                    + "(rank correlation with the margin \(Format.fixed(correlation, 2))).")
        }
        return lines
    }
}
