package import CaseFlow
package import ScenarioFile

/// The study of a scenario at many points: each the scenario with some values changed.
///
/// All points have the same seed, so that two of them differ by their values and not by chance. Points run one after
/// the other, each on all threads; what is found is the same for any number of them, and whether a point was
/// found now or before.
package struct Sweep: Sendable {
    package let scenario: Scenario
    package let plan: SweepPlan
    package var sample = Sample.fixed(64)
    /// nil: the scenario's own.
    package var seed: UInt64?
    /// `maxEvents` and `halt` are for all points together.
    package var options = Study.Options()
    package var stamp: Stamp
    package var shard: SweepShard?
    /// What else is to be done to the compiled model of each point. Another model has another digest, by which its
    /// figures are found again.
    package var adapt: @Sendable (Model) throws -> Model = { $0 }
    /// Called after each replication with the point's place among those to be run, from 0, and their number.
    package var progress: (@Sendable (_ point: Int, _ points: Int, Study.Progress) -> Void)?

    package init(_ scenario: Scenario, _ plan: SweepPlan, stamp: Stamp) {
        self.scenario = scenario
        self.plan = plan
        self.stamp = stamp
    }

    /// The points to be run, by their place in the plan.
    private var chosen: [Int] { plan.points.indices.filter { shard?.has($0) ?? true } }

    /// Runs all points; those that the folder has are taken from it, and each other one is written to it when it is
    /// finished.
    ///
    /// Throws `SweepErrors`, what is wrong with the scenarios of all points, before anything is simulated or
    /// written; and `StoreProblem`.
    package func run(in folder: String) throws -> SweepResult {
        var result = SweepResult(self)
        let keys = try checkedKeys()
        let store = try SweepStore(folder)
        try store.removeReports()
        var found: Set<String> = []
        for (place, number) in chosen.enumerated() {
            guard let key = keys[number], options.halt.reason == nil else { break }
            let point = plan.points[number]
            if let known = store.figures(key) {
                if known.events > options.maxEvents - result.events {
                    result.stopped = .events
                    break
                }
                result.add(known, number, takenOver: !found.contains(known.digest))
                continue
            }
            switch try study(point, place: place, events: result.events) {
            case .success(let figures):
                try store.write(figures, self.key(digest: figures.digest, seed: figures.seed))
                found.insert(figures.digest)
                result.add(figures, number, takenOver: false)
            case .failure(let stop): result.stopped = stop.reason
            }
            if result.stopped != nil { break }
        }
        if result.stopped == nil {
            result.stopped = options.halt.reason.flatMap { result.isComplete ? nil : $0 }
        }
        return result
    }

    private struct Stop: Error { var reason: StopReason }

    /// The figures of one point, the same as `headroom run` with the same changes finds.
    private func study(
        _ point: SweepPlan.Point, place: Int, events: Int
    ) throws -> Result<SweepFigures, Stop> {
        let model = try checked(point)
        var study = Study(model, sample: sample, seed: seed, options: options)
        study.explain = nil
        study.options.maxEvents = options.maxEvents == .max ? .max : options.maxEvents - events
        study.options.offered = OfferedLoad(model).roles.map(\.utilisation)
        if let progress {
            let count = chosen.count
            study.options.progress = { progress(place, count, $0) }
        }
        let data = study.collect()
        if let reason = data.stopped { return .failure(Stop(reason: reason)) }
        // What a point needs to be whole does not depend on what is left of the events.
        study.options.maxEvents = .max
        let unlimited = study.unlimited(after: data)
        if let reason = options.halt.reason { return .failure(Stop(reason: reason)) }
        return .success(SweepFigures(StudyResult(data, of: study, unlimited: unlimited)))
    }

    private func model(_ point: SweepPlan.Point) throws -> Model {
        try adapt(scenario.changing(plan.changes(point)).compiled())
    }

    /// The same, with what is wrong as the sweep tells it: files that a scenario reads may change meanwhile.
    private func checked(_ point: SweepPlan.Point) throws -> Model {
        do {
            return try model(point)
        } catch let error as ScenarioError {
            var errors = SweepErrors(points: plan.points.count)
            errors.add(error, plan.text(point))
            throw errors
        }
    }

    private func key(digest: String, seed: UInt64) -> SweepKey {
        SweepKey(digest: digest, seed: seed, sample: sample, stamp: stamp)
    }

    // MARK: - Before anything is simulated

    /// What the figures of each point depend on, by its place in the plan; nil where the sweep was halted
    /// before. All points are compiled, those of other shards too: what is wrong is said on every machine.
    private func checkedKeys() throws -> [SweepKey?] {
        var keys: [SweepKey?] = plan.points.map { _ in nil }
        var errors = SweepErrors(points: plan.points.count)
        for (number, point) in plan.points.enumerated() where options.halt.reason == nil {
            do {
                let model = try model(point)
                keys[number] = key(digest: model.digest, seed: seed ?? model.seed)
            } catch let error as ScenarioError {
                errors.add(error, plan.text(point))
            }
        }
        if !errors.found.isEmpty { throw errors }
        return keys
    }
}

/// What is wrong with the scenarios of a sweep's points.
package struct SweepErrors: Error, Sendable {
    /// An error, the first point that has it, and how many do.
    package struct Found: Sendable {
        package var diagnostic: Diagnostic
        package var point: String
        package var count: Int
    }
    package private(set) var found: [Found] = []
    let points: Int
    private var places: [String: Int] = [:]

    init(points: Int) {
        self.points = points
    }

    /// The same words about another point are counted, not said again.
    mutating func add(_ error: ScenarioError, _ point: String) {
        for diagnostic in error.diagnostics where diagnostic.severity == .error {
            let words = diagnostic.message + "\n" + (diagnostic.remedy ?? "")
            if let place = places[words] {
                found[place].count += 1
            } else {
                places[words] = found.count
                found.append(Found(diagnostic: diagnostic, point: point, count: 1))
            }
        }
    }

    /// The errors, each with the values of its point.
    package var diagnostics: [Diagnostic] {
        found.map { one in
            var diagnostic = one.diagnostic
            let point = TerminalText.cut(one.point, to: 200)
            let others = one.count == 1 ? "" : " and \(one.count - 1) more"
            let isEverywhere = one.count == points && points > 1
            diagnostic.message +=
                isEverywhere
                ? "; at all \(points) points, as at \(point)" : "; at the point \(point)\(others)"
            return diagnostic
        }
    }
}
