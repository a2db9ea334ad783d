import CaseFlow
import Planning
import ScenarioFile

extension SimulationOptions {
    /// Reads a scenario and runs its study. Warnings go to standard error.
    func study(
        _ file: String, otherwise: Sample, brakes: Brakes, target: Target? = nil
    ) throws -> (read: ReadScenario, result: StudyResult) {
        let found = try studied(file, otherwise: otherwise, brakes: brakes, target: target)
        return (found.read, found.result)
    }

    /// Reads and compiles a scenario, with `--set` and `--grow`. Warnings go to standard error.
    func read(_ file: String, target: Target? = nil) throws(Failure) -> ReadScenario {
        let read = try reading(target: target).read(file)
        if !quiet { Output.note(read.warnings.rendered()) }
        return read
    }

    func reading(target: Target? = nil) -> Reading {
        Reading(changes: change.changes, grow: grow, target: target)
    }

    /// As `study`, with the replications behind the result.
    func studied(
        _ file: String, otherwise: Sample, brakes: Brakes, target: Target? = nil
    ) throws -> Studied {
        let read = try self.read(file, target: target)
        let progress = Progress(quiet: quiet)
        defer { progress.clear() }
        return studying(otherwise: otherwise, brakes: brakes).studied(read, progress: progress)
    }

    func studying(otherwise: Sample, brakes: Brakes) -> Studying {
        Studying(sample: sample(otherwise: otherwise), seed: seed, options: options(brakes))
    }

    /// Threads and brakes.
    func options(_ brakes: Brakes) -> Study.Options {
        var options = Study.Options()
        if let jobs { options.jobs = jobs }
        options.maxEvents = maxEvents ?? .max
        options.halt = brakes.halt
        return options
    }
}

/// What is made of a file before it is simulated, as plain values that any thread may have.
struct Reading: Sendable {
    let changes: [Change]
    let grow: Growth?
    let target: Target?

    func read(_ file: String) throws(Failure) -> ReadScenario {
        var read = try ReadScenario.reading(file, changes: changes)
        if let grow { read = try read.growing(by: grow.factor) }
        return target.map { read.asking($0.share) } ?? read
    }
}

/// How scenarios are studied, as plain values that any thread may have.
struct Studying: Sendable {
    let sample: Sample
    let seed: UInt64?
    var options: Study.Options

    /// - Parameter progress: nil where others draw on the same line.
    func studied(_ read: ReadScenario, progress: Progress? = nil) -> Studied {
        var options = options
        options.offered = OfferedLoad(read.model).roles.map(\.utilisation)
        if let progress { options.progress = { progress.update($0.finished, of: $0.goal) } }
        let study = Study(read.model, sample: sample, seed: seed, options: options)
        let data = study.collect()
        let result = StudyResult(data, of: study, unlimited: study.unlimited(after: data))
        return Studied(read: read, study: study, data: data, result: result)
    }
}

/// A scenario and what its study found.
struct Studied {
    let read: ReadScenario
    let study: Study
    let data: StudyData
    let result: StudyResult
}

extension StudyResult {
    /// What an early end means to the shell; nil where the study did all it was asked.
    var stopStatus: ExitStatus? { stopped?.status }
}

extension StopReason {
    var status: ExitStatus {
        switch self {
        case .interrupted: .interrupted
        case .time, .events: .undecided
        }
    }
}
