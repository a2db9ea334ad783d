internal import CaseFlow

/// Where time went: of late clocks, and of all cases.
extension ResultMaker {
    /// Only the first replications are split.
    private var split: [TimeTotals] { data.summaries.compactMap(\.time) }

    func whyLate() -> [StudyResult.Cause] {
        let split = split
        let places = TimePlaces(model).places
        let method = IntervalMethod(n: split.count, confidence: method.confidence)
        return model.limits.indices.flatMap { limit -> [StudyResult.Cause] in
            let all = split.map { $0.late[limit].reduce(0, +) }
            return largest(split.map { $0.late[limit] }).map { part in
                let place = places[part / TimeCause.count]
                return StudyResult.Cause(
                    limit: model.limits[limit].label.id, step: model.ops[place.op].label.id,
                    role: place.role < 0 ? nil : model.roles[place.role].label.id,
                    cause: TimeCause.allCases[part % TimeCause.count],
                    share: method.ratio(split.map { $0.late[limit][part] }, over: all, within: 0...1))
            }
        }
    }

    /// The parts with the largest totals, the largest first, those of nothing left out.
    private func largest(_ parts: [[Double]]) -> [Int] {
        guard let first = parts.first else { return [] }
        let totals = first.indices.map { part in parts.reduce(0) { $0 + $1[part] } }
        let found = totals.indices.filter { totals[$0] > 0 }.sorted {
            totals[$0] != totals[$1] ? totals[$0] > totals[$1] : $0 < $1
        }
        return Array(found.prefix(5))
    }

    func timeByCause() -> [StudyResult.CauseShare] {
        let split = data.summaries.filter { $0.time != nil }
        if split.isEmpty { return [] }
        let method = IntervalMethod(n: split.count, confidence: method.confidence)
        let all = split.map { $0.time?.turnaround.reduce(0, +) ?? 0 }
        return TimeCause.allCases.compactMap { cause in
            let parts = split.map { Self.sum(of: cause, $0.time?.turnaround ?? []) }
            if cause == .before && parts.allSatisfy({ $0 == 0 }) { return nil }
            return StudyResult.CauseShare(
                cause: cause, share: method.ratio(parts, over: all, within: 0...1),
                mean: lasting(
                    method.ratio(
                        parts, over: split.map { Double($0.closed) }, within: 0...Double.infinity)))
        }
    }

    private static func sum(of cause: TimeCause, _ parts: [Double]) -> Double {
        stride(from: cause.index, to: parts.count, by: TimeCause.count).reduce(0) { $0 + parts[$1] }
    }
}
