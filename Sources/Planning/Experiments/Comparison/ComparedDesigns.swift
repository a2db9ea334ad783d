/// Differences between designs, each from the baseline, in the same replications. Plain data.
///
/// A difference is the design less the baseline: of a share on time, above zero is better.
public struct ComparedDesigns: Sendable, Equatable {
    /// The baseline by itself.
    package var baseline: StudyResult
    public var designs: [DesignDifference]
    package var seed: UInt64
    /// Of each design.
    package var replications: Int
    /// Why it ended early; nil where it did all it was asked.
    public var stopped: StopReason?
    package var confidence: Double
    /// So many intervals of shares on time hold together with that confidence: the judged ones of all
    /// designs.
    package var together: Int

    /// Whether a judged limit is worse in some design, beyond doubt.
    package var isWorse: Bool {
        designs.contains { $0.limits.contains { $0.isJudged && $0.verdict == .worse } }
    }
}

/// What one design changes.
public struct DesignDifference: Sendable, Equatable {
    /// The design by itself.
    package var result: StudyResult
    /// What was changed, in words; nil: another file.
    package var change: String?
    /// Limits that both have, in the order of the baseline.
    public var limits: [LimitDifference]
    package var roles: [RoleDifference]
    package var steps: [StepDifference]
    package var turnaround: StudyResult.Turnaround
    /// Open cases, on average over the window, and how many are added a week.
    package var backlog: Quantity
    package var growthPerWeek: Quantity
    /// Cases with a late clock, per replication; late in two judged limits counts twice.
    package var lateCases: Quantity
    /// nil where the two do not count in the same currency.
    package var cost: Quantity?
    /// How much wider, as a variance, the differences of the judged shares would be from independent
    /// runs; nil where nothing varied between the two.
    package var varianceReduction: Double?
    /// Every replication had the same history, event by event.
    package var hasSameHistory: Bool
    /// What only one of the two has.
    package var onlyInBaseline: Names
    package var onlyInDesign: Names

    package struct Names: Sendable, Equatable {
        package var limits: [String]
        package var roles: [String]
        package var steps: [String]

        package var isEmpty: Bool { limits.isEmpty && roles.isEmpty && steps.isEmpty }
    }
}

/// What a design changes in a limit, or in one class of it.
public struct LimitDifference: Sendable, Equatable {
    public var id: String
    public var className: String?
    /// The limit in the baseline and in the design.
    package var baseline: LimitResult
    package var design: LimitResult
    /// The share on time of the design less that of the baseline.
    public var onTime: Quantity
    /// Of the interval of `onTime`.
    public var verdict: ChangeVerdict
    /// A change of this size would have been seen: the half-width of the interval. nil for one
    /// replication.
    public var smallestVisible: Double?
    /// See `DesignDifference.varianceReduction`.
    public var varianceReduction: Double?
    /// It has a target in one of the two, or nothing has: its interval holds together with all others.
    public var isJudged: Bool
    /// As many clocks and as many late in every replication.
    package var isIdentical: Bool
    /// Of the time from start to end of its clocks, in seconds.
    package var p95: Quantity

    package var name: String { className.map { "\(id) (\($0))" } ?? id }
}

package struct RoleDifference: Sendable, Equatable {
    package var id: String
    /// The role in the baseline and in the design.
    package var baseline: RoleResult
    package var design: RoleResult
    package var utilisation: Quantity
    package var waitingMean: Quantity
    package var waitingP50: Quantity
    package var waitingP95: Quantity
    package var queueMean: Quantity
    package var requiredHoursPerWeek: Quantity
    package var overtimeHours: Quantity
}

package struct StepDifference: Sendable, Equatable {
    package var id: String
    package var baseline: StepResult
    package var design: StepResult
    package var visits: Quantity
    package var waitingMean: Quantity
}
