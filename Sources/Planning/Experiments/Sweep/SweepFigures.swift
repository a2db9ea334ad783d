/// What a sweep keeps of one point: the figures of `StudyResult` that its reports show.
///
/// Its coded form is that of a sweep's folder and is read by the version that wrote it only; scripts read
/// the JSON of the reports.
package struct SweepFigures: Sendable, Equatable, Codable {
    package var digest: String
    package var seed: UInt64
    package var replications: Int
    package var events: Int
    package var limits: [LimitResult]
    package var roles: [RoleResult]
    package var turnaround: StudyResult.Turnaround
    package var backlogMean: Quantity
    package var backlogMax: Quantity
    package var backlogGrowth: Quantity
    package var cost: StudyResult.Cost

    package init(_ result: StudyResult) {
        digest = result.digest
        seed = result.seed
        replications = result.replications
        events = result.events
        limits = result.limits
        roles = result.roles
        turnaround = result.turnaround
        backlogMean = result.backlog.mean
        backlogMax = result.backlog.max
        backlogGrowth = result.backlog.growthPerWeek
        cost = result.cost
    }

    package func limit(_ id: String, _ className: String?) -> LimitResult? {
        limits.first { $0.id == id && $0.className == className }
    }

    /// The role with the highest load; of equal ones the first.
    package var busiest: RoleResult? {
        roles.reduce(nil as RoleResult?) { best, role in
            guard let load = role.utilisation.estimate else { return best }
            return load > (best?.utilisation.estimate ?? -1) ? role : best
        }
    }

    /// Every target is met by its interval.
    package var meetsAllTargets: Bool {
        limits.allSatisfy { $0.target == nil || $0.verdict == .met }
    }
}

/// All that the figures of a point depend on.
package struct SweepKey: Sendable, Equatable, Codable {
    package var digest: String
    package var seed: UInt64
    /// "64 replications", "precision 0.01, at most 1024".
    package var sample: String
    package var program: String
    package var tzdata: String

    package init(digest: String, seed: UInt64, sample: Sample, stamp: Stamp) {
        self.digest = digest
        self.seed = seed
        self.sample =
            switch sample {
            case .fixed(let count): "\(count) replications"
            case .precision(let halfWidth, let budget): "precision \(halfWidth), at most \(budget)"
            case .decisions(let budget, let method): "\(method.rawValue) decisions, at most \(budget)"
            }
        program = stamp.program
        tzdata = stamp.tzdata
    }
}
