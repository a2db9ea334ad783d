/// The verdict on one targeted limit entry.
package struct LimitDecision: Sendable, Equatable {
    /// Index into `LimitEntry.all(of:)`.
    package var entry: Int
    /// `none`: no clock ever put it to the test.
    package var verdict: Verdict
    /// The estimate, with the bounds that all looks leave. Each end holds alone with the confidence of
    /// the decision; by the strict method all three are of the mean of the replications' shares.
    package var onTime: Quantity
    /// Replications that would settle an undecided verdict, should the estimate stay.
    package var wouldSettle: Int?
}

/// What is decided of one model.
package struct Decision: Sendable, Equatable {
    /// Of the targeted entries, in their order.
    package var limits: [LimitDecision]
    package var replications: Int
    package var events: Int
    package var stopped: StopReason?

    /// How far the bounds of undecided limits lie below their estimates: so far above its target a share has
    /// to lie to be shown to meet it with as many replications. 0 where none is undecided.
    package var reach: Double {
        limits.filter { $0.verdict == .undecided }.map { limit in
            max(0, (limit.onTime.estimate ?? 0) - (limit.onTime.low ?? 0))
        }.max() ?? 0
    }

    /// Met: every limit that was put to the test is, each at the level of the decision (an
    /// intersection-union test, Berger 1982, doi:10.1080/00401706.1982.10487790: if one is missed in
    /// truth, calling all met takes the error of that one alone). Missed: some limit is.
    package var verdict: Verdict {
        let verdicts = limits.map(\.verdict)
        if verdicts.contains(.missed) { return .missed }
        if verdicts.contains(.undecided) { return .undecided }
        return verdicts.contains(.met) ? .met : .none
    }
}
