package import CaseFlow

/// One line of the limits in a result: all classes of a limit, or one class of a split limit.
package struct LimitEntry: Sendable, Equatable {
    /// Index into `Model.limits`.
    package var limit: Int
    package var id: String
    package var rule: String?
    package var within: String
    package var className: String?
    package var target: Double?
    package var isBlank: Bool
    /// Strata that are judged: their ended and late clocks count.
    package var judged: [Int]
    /// Of these, the strata whose length is a range.
    package var ranged: [Int]
    /// Strata whose durations are recorded.
    package var timed: [Int]
    /// The cases are those of the whole limit, not of one stratum.
    package var isWhole: Bool

    /// All entries of a model, in the order of the file: each limit, then its classes.
    package static func all(of model: Model) -> [LimitEntry] {
        model.limits.enumerated().flatMap { index, limit in
            entries(of: limit, index: index)
        }
    }

    private static func entries(of limit: Limit, index: Int) -> [LimitEntry] {
        let timed = limit.strata.indices.filter { limit.strata[$0].length != .none }
        guard let first = timed.first else { return [] }
        let judged = timed.filter { limit.strata[$0].length != .solve }
        let ranged = judged.filter { limit.strata[$0].near != nil }
        let texts = Set(timed.map { limit.strata[$0].text })
        let rules = Set(timed.map { limit.strata[$0].rule ?? limit.rule })
        let whole = LimitEntry(
            limit: index, id: limit.label.id,
            rule: limit.rule ?? (rules.count == 1 ? limit.strata[first].rule : nil),
            within: texts.count == 1 ? limit.strata[first].text : "by class", className: nil,
            target: judged.isEmpty || limit.targetIsSplit ? nil : limit.target, isBlank: judged.isEmpty,
            judged: judged, ranged: ranged, timed: timed, isWhole: true)
        if limit.strata.count < 2 { return [whole] }
        let classes = timed.map { stratum in
            let isBlank = limit.strata[stratum].length == .solve
            let target = limit.targetIsSplit ? limit.strata[stratum].target : limit.target
            return LimitEntry(
                limit: index, id: limit.label.id, rule: limit.strata[stratum].rule ?? limit.rule,
                within: limit.strata[stratum].text,
                className: limit.strata[stratum].name ?? "others",
                target: isBlank ? nil : target, isBlank: isBlank,
                judged: isBlank ? [] : [stratum], ranged: ranged.filter { $0 == stratum },
                timed: [stratum], isWhole: false)
        }
        return [whole] + classes
    }
}
