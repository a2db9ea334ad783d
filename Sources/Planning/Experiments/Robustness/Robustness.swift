package import CaseFlow
package import ScenarioFile
internal import SimKernel

/// How a staffing fares where inputs are known only roughly.
///
/// An outer loop over sets of inputs, a Latin hypercube of them (M. D. McKay, R. J. Beckman and W. J. Conover,
/// doi:10.2307/1268522): of n sets, each input has one value in each nth of its distribution. Each set has a few
/// replications of its own seeds. What is found says how much the certificate rests on the inputs; it is no part of it.
package struct Robustness: Sendable {
    package let scenario: Scenario
    package let inputs: [UncertainInput]
    package var sets = 32
    /// Of each set.
    package var replications = 8
    /// nil: the scenario's own.
    package var seed: UInt64?
    package var options = Study.Options()
    /// What is done to the model of every set: growth and targets that are not in the file, and the staffing.
    package var prepare: @Sendable (Model) throws(GrowthProblem) -> Model
    /// Called after each set with the number of sets finished.
    package var progress: (@Sendable (Int) -> Void)?

    /// Throws what is wrong with the inputs, as far as the scenario tells.
    package init(
        _ scenario: Scenario, _ inputs: [UncertainInput],
        prepare: @escaping @Sendable (Model) throws(GrowthProblem) -> Model
    ) throws(RobustnessProblem) {
        self.scenario = scenario
        self.inputs = inputs
        self.prepare = prepare
        if inputs.count > UncertainInput.most { throw .tooManyInputs(most: UncertainInput.most) }
        var known: Set<String> = []
        for input in inputs {
            if !known.insert(input.path).inserted { throw .repeatedPath(input.path) }
            try check(input)
        }
    }

    private func check(_ input: UncertainInput) throws(RobustnessProblem) {
        if input.isLevel && hasLevel(input.path) { return }
        guard let text = scenario.value(at: input.path) else {
            throw .unknownPath(input.path, near: scenario.paths(near: input.path))
        }
        if case .counted = input.spread { throw .onlyLevels(path: input.path) }
        if ScaledText.text(text, times: 1) == nil { throw .notNumeric(path: input.path, text: text) }
    }

    /// `arrivals.mean` is the level of all streams, whatever they say; `arrivals.NAME.mean` of one.
    private func hasLevel(_ path: String) -> Bool { path == "arrivals.mean" || stream(path) != nil }

    private func stream(_ path: String) -> String? {
        if path == "arrivals.mean" { return nil }
        let name = String(path.dropFirst("arrivals.".count).dropLast(".mean".count))
        return scenario.streams.contains { $0.name?.value == name } ? name : nil
    }

    // MARK: - Sets of inputs

    /// The factors of one set, parallel to `inputs`.
    package func factors(_ set: Int) -> [Double] {
        inputs.map { input in
            let name = NameKey.key32(input.path)
            let key = StreamKey(seed: Seeds.seed(base, for: .inputs), replication: 0)
            func bits(_ set: Int) -> RandomBits {
                key.bits(case: UInt64(set), name: name, visit: 0, purpose: .number)
            }
            let own = bits(set)
            // The rank among random numbers is a random permutation of the strata.
            let stratum = (0..<sets).count { (bits($0).first, $0) < (own.first, set) }
            return input.factor(at: (Double(stratum) + (Double(own.second) + 0.5) * 0x1p-53) / Double(sets))
        }
    }

    private var base: UInt64 { seed ?? scenario.run.seed?.value ?? 1 }

    /// The model with these factors. Throws `ScenarioError`, and `RobustnessProblem` where arrivals cannot grow.
    package func model(_ factors: [Double]) throws -> Model {
        var changes: [Change] = []
        for (input, factor) in zip(inputs, factors) where !(input.isLevel && hasLevel(input.path)) {
            let text = scenario.value(at: input.path) ?? ""
            changes.append(Change(path: input.path, value: ScaledText.text(text, times: factor) ?? text))
        }
        var model = try changes.isEmpty ? scenario.compiled() : scenario.changing(changes).compiled()
        do throws(GrowthProblem) {
            for (input, factor) in zip(inputs, factors) where input.isLevel && hasLevel(input.path) {
                let name = stream(input.path)
                let index = name.flatMap { name in model.streams.firstIndex { $0.label.id == name } }
                model = try model.growing(by: factor, stream: index)
            }
            return try prepare(model)
        } catch {
            throw RobustnessProblem.cannotGrow(message: error.message, remedy: error.remedy)
        }
    }

    // MARK: - Runs

    /// Throws `ScenarioError` where some inputs make a wrong scenario of it, before anything is simulated.
    package func run() throws -> RobustnessResult {
        let all = (0..<sets).map { factors($0) }
        let models = try all.map { try model($0) }
        var found: [RobustnessResult.Set] = []
        var stopped: StopReason?
        var events = 0
        for (set, model) in models.enumerated() {
            if let reason = options.halt.reason {
                stopped = reason
                break
            }
            var study = Study(
                model, sample: .fixed(replications), seed: Seeds.seed(base, for: .inputs, UInt32(set + 1)),
                options: options)
            study.explain = nil
            study.options.progress = nil
            if options.maxEvents != .max { study.options.maxEvents = options.maxEvents - events }
            let data = study.collect()
            if let reason = data.stopped {
                stopped = reason
                break
            }
            events += data.events
            found.append(RobustnessResult.Set(factors: all[set], shares: Self.shares(data)))
            progress?(found.count)
        }
        return RobustnessResult(
            inputs: inputs, entries: LimitEntry.all(of: models[0]).filter { $0.target != nil }, sets: found,
            replications: replications, stopped: stopped, confidence: options.confidence)
    }

    /// Of each judged entry; nil where no clock ended.
    private static func shares(_ data: StudyData) -> [Double?] {
        data.entries.indices.filter { data.entries[$0].target != nil }.map { entry in
            let ended = data.summaries.reduce(0.0) { $0 + Double($1.limits[entry].ended) }
            let late = data.summaries.reduce(0.0) { $0 + Double($1.limits[entry].late) }
            return ended > 0 ? 1 - late / ended : nil
        }
    }
}
