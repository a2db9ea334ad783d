internal import CaseFlow

/// What two models have in common: places in lists of both, matched by name.
struct Matches {
    /// Entries of `LimitEntry.all`, by id and class.
    private(set) var limits: [Match] = []
    /// Parallel to `limits`: one of the two has a target.
    private(set) var isTargeted: [Bool] = []
    private(set) var roles: [Match]
    /// Places in `ResultMaker.stepIndexes`.
    private(set) var steps: [Match]
    private(set) var onlyInBaseline: DesignDifference.Names
    private(set) var onlyInDesign: DesignDifference.Names

    struct Match: Equatable {
        var baseline: Int
        var design: Int
    }

    init(_ baseline: StudyResult, _ design: StudyResult) {
        let names = (baseline.limits.map(Self.name), design.limits.map(Self.name))
        limits = Self.match(names.0, names.1)
        roles = Self.match(baseline.roles.map(\.id), design.roles.map(\.id))
        steps = Self.match(baseline.steps.map(\.id), design.steps.map(\.id))
        isTargeted = limits.map { match in
            let both = [baseline.limits[match.baseline], design.limits[match.design]]
            return both.allSatisfy { !$0.isBlank } && both.contains { $0.target != nil }
        }
        func only(_ mine: StudyResult, _ other: StudyResult) -> DesignDifference.Names {
            DesignDifference.Names(
                limits: Self.only(mine.limits.map(Self.name), other.limits.map(Self.name)),
                roles: Self.only(mine.roles.map(\.id), other.roles.map(\.id)),
                steps: Self.only(mine.steps.map(\.id), other.steps.map(\.id)))
        }
        onlyInBaseline = only(baseline, design)
        onlyInDesign = only(design, baseline)
    }

    private static func name(_ limit: LimitResult) -> String { TargetCheck.name(limit) }

    private static func match(_ baseline: [String], _ design: [String]) -> [Match] {
        baseline.indices.compactMap { index in
            design.firstIndex(of: baseline[index]).map { Match(baseline: index, design: $0) }
        }
    }

    private static func only(_ mine: [String], _ other: [String]) -> [String] {
        mine.filter { !other.contains($0) }
    }
}
