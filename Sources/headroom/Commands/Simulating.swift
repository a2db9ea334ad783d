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
    func read(_ file: String) throws(Failure) -> ReadScenario {
        let read = try ReadScenario.reading(file, changes: change.changes)
        if !quiet { Output.note(read.warnings.rendered()) }
        return try grow.map { growth throws(Failure) in try read.growing(by: growth.factor) } ?? read
    }

    /// The same, with the replications behind the result.
    func studied(
        _ file: String, otherwise: Sample, brakes: Brakes, target: Target? = nil
    ) throws -> Studied {
        let found = try self.read(file)
        let read = target.map { found.asking($0.share) } ?? found
        var options = options(brakes)
        options.offered = OfferedLoad(read.model).roles.map(\.utilisation)
        let progress = Progress(quiet: quiet)
        options.progress = { progress.update($0.finished, of: $0.goal) }
        let study = Study(read.model, sample: sample(otherwise: otherwise), seed: seed, options: options)
        let data = study.collect()
        let result = StudyResult(data, of: study, unlimited: study.unlimited(after: data))
        progress.clear()
        return Studied(read: read, study: study, data: data, result: result)
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
