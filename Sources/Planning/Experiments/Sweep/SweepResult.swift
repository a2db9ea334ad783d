internal import ScenarioFile

/// What a sweep found: plain data that any report can read.
package struct SweepResult: Sendable, Equatable {
    package struct Point: Sendable, Equatable {
        /// From 1, in the order of the plan.
        package var number: Int
        package var figures: SweepFigures
    }

    package let title: String
    package let plan: SweepPlan
    package let stamp: Stamp
    package let sample: Sample
    package let shard: SweepShard?
    /// The finished points, in the order of the plan.
    package private(set) var points: [Point] = []
    /// Of these, the ones that were found before.
    package private(set) var takenOver = 0
    /// Of all replications in `points`.
    package private(set) var events = 0
    package var stopped: StopReason?

    init(_ sweep: Sweep) {
        title = sweep.scenario.title.value
        plan = sweep.plan
        stamp = sweep.stamp
        sample = sweep.sample
        shard = sweep.shard
    }

    mutating func add(_ figures: SweepFigures, _ place: Int, takenOver isOld: Bool) {
        points.append(Point(number: place + 1, figures: figures))
        takenOver += isOld ? 1 : 0
        events += figures.events
    }

    /// Points that were asked for; fewer than the plan's in a shard.
    package var asked: Int { plan.points.indices.count { shard?.has($0) ?? true } }

    /// Every point of the plan is there.
    package var isComplete: Bool { points.count == plan.points.count }

    package func values(_ point: Point) -> [String] { plan.points[point.number - 1].values }

    /// The limits that any of the points judges, in the order of the file: id and class.
    package var targeted: [(id: String, className: String?)] { entries { $0.target != nil } }

    /// The limits of all points that `isWanted`, each once.
    func entries(_ isWanted: (LimitResult) -> Bool) -> [(id: String, className: String?)] {
        var seen: Set<[String?]> = []
        return points.flatMap { $0.figures.limits.filter(isWanted) }.compactMap { limit in
            seen.insert([limit.id, limit.className]).inserted ? (limit.id, limit.className) : nil
        }
    }

    /// The roles of all points, each once.
    var roleNames: [String] {
        var seen: Set<String> = []
        return points.flatMap { $0.figures.roles.map(\.id) }.filter { seen.insert($0).inserted }
    }
}
