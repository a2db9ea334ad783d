public import CaseFlow
internal import SimKernel

/// Models side by side: each design is held against the baseline, in the same replications.
///
/// ```swift
/// print(try await Comparison(model, bigger).difference(of: "investigate", \.onTime))
/// ```
///
/// All replications use the seed of the baseline, so that the same cases come at the same instants with
/// the same work to do (common random numbers): what is left between two designs is what was changed.
public struct Comparison: Sendable {
    package var baseline: Design
    package var designs: [Design]
    package var sample: Sample
    package var seed: UInt64
    package var options: Study.Options
    /// In place of the engine; nil: the engine.
    package var simulate: Study.Simulation?

    package struct Design: Sendable {
        package var model: Model
        /// What was changed, in words, where the title does not tell; nil: nothing, or another file.
        package var change: String?

        package init(_ model: Model, change: String? = nil) {
            self.model = model
            self.change = change
        }
    }

    /// - Parameter seed: nil takes the baseline's own.
    public init(
        _ baseline: Model, _ designs: Model..., replications: Int = 64, seed: UInt64? = nil
    ) {
        self.init(
            Design(baseline), designs.map { Design($0) }, sample: .fixed(replications), seed: seed)
    }

    package init(
        _ baseline: Design, _ designs: [Design], sample: Sample = .fixed(64), seed: UInt64? = nil,
        options: Study.Options = Study.Options(), simulate: Study.Simulation? = nil
    ) {
        precondition(!designs.isEmpty, "a comparison has at least one design beside the baseline")
        self.baseline = baseline
        self.designs = designs
        self.sample = sample
        self.seed = seed ?? baseline.model.seed
        self.options = options
        self.simulate = simulate
    }

    /// Runs all replications of all designs, on threads of their own.
    ///
    /// - Throws: `ComparisonProblem` where the designs cannot be compared, `CancellationError`.
    public func run() async throws -> ComparedDesigns {
        try check()
        let comparison = self
        return try await onOwnThread(haltedBy: options.halt) { comparison.found() }
    }

    /// One measure of a limit, design less baseline; of several designs the first.
    ///
    /// - Throws: as `run`, and where there is no such limit in both.
    public func difference(
        of limit: String, class name: String? = nil, _ measure: KeyPath<LimitDifference, Quantity>
    ) async throws -> Quantity {
        let differences = try await run().designs[0].limits
        guard let found = differences.first(where: { $0.id == limit && $0.className == name }) else {
            let known = differences.map(\.name)
            throw ComparisonProblem.noLimit(name.map { "\(limit) (\($0))" } ?? limit, known: known)
        }
        return found[keyPath: measure]
    }

    /// As `run`, on the calling thread, which waits.
    package func result() throws(ComparisonProblem) -> ComparedDesigns {
        try check()
        return found()
    }

    private func check() throws(ComparisonProblem) {
        let window = Self.window(of: baseline.model)
        for (number, design) in designs.enumerated() where Self.window(of: design.model) != window {
            throw .windowsDiffer(
                baseline: Self.dates(of: baseline.model), design: Self.dates(of: design.model),
                number: number)
        }
    }

    private static func window(of model: Model) -> Range<Ticks> {
        model.horizon.windowStart..<model.horizon.windowEnd
    }

    /// First and last date that count, by the model's own clock.
    private static func dates(of model: Model) -> String {
        let zone = model.dueCalendar.zone
        let first = zone.local(at: model.horizon.windowStart).date.text
        let last = zone.local(at: model.horizon.windowEnd - 1).date.text
        return "\(first) to \(last)"
    }

    private func found() -> ComparedDesigns {
        var runs = PairedRuns(self)
        var maker = ComparisonMaker(runs, seed: seed, confidence: options.confidence)
        for (look, end) in runs.looks.ends.enumerated() {
            runs.go(to: end)
            maker.look(look, at: runs)
            if runs.stopped != nil || maker.isSettled(sample) { break }
        }
        return maker.result()
    }
}

/// Why models cannot be compared.
public enum ComparisonProblem: Error, Sendable, Equatable {
    /// The cases that count arrive in different times. `number` counts the designs from 0.
    case windowsDiffer(baseline: String, design: String, number: Int)
    case noLimit(String, known: [String])

    package var message: String {
        switch self {
        case .windowsDiffer(let baseline, let design, _):
            "the counted windows differ: \(baseline) here, \(design) there"
        case .noLimit(let limit, let known):
            "no limit \(limit) in both; there are \(known.joined(separator: ", "))"
        }
    }
}
