extension Model {
    /// Whether something happens when the limit falls due.
    func acts(_ limit: Limit) -> Bool {
        if limit.ifLate != nil { return true }
        switch limit.kind {
        case .step(let op), .stepStarts(let op): return ops[op].overflow >= 0
        case .span: return false
        }
    }

    private var lengths: [LimitLength] { limits.flatMap { $0.strata.map(\.length) } }

    /// See `RareRecord`.
    var hasRareRecords: Bool {
        limits.contains(where: acts) || tests.contains { !$0.clusters.isEmpty }
            || lengths.contains { if case .earliest = $0 { true } else { false } }
    }

    /// Lengths beyond the plain ones, actions of limits, money and clusters.
    var hasLateMechanics: Bool {
        hasRareRecords || lengths.contains(where: \.isDated)
            || limits.contains { $0.until == .arrival || $0.strata.contains { $0.near != nil } }
            || outcomes.contains { $0.costs != nil }
    }
}
