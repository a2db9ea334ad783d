import Planning
import ScenarioFile

/// Checks one file after the other, or several at the same time: plain values that any thread may have.
struct FileChecker: Sendable {
    let studying: Studying
    let reading: Reading
    let quiet: Bool
    let earlier: (path: String, json: [UInt8])?
    /// Nil where several files would draw on the same line.
    var progress: Progress?

    init(_ command: CheckCommand, _ earlier: (path: String, json: [UInt8])?, _ brakes: Brakes) {
        let simulation = command.simulation
        let sample = Sample.decisions(
            budget: simulation.budget, method: command.strict ? .strict : .asymptotic)
        var studying = simulation.studying(otherwise: sample, brakes: brakes)
        if command.files.count > 1 { studying.options.permits = Permits(studying.options.jobs) }
        self.studying = studying
        reading = simulation.reading(target: command.asked.target)
        quiet = simulation.quiet
        self.earlier = earlier
    }

    /// A file that is wrong or cannot be read does not keep the others from being checked. Nil after an
    /// interruption.
    func check(_ file: String) -> FileCheck? {
        if studying.options.halt.reason == .interrupted { return nil }
        let read: ReadScenario
        do {
            read = try reading.read(file)
        } catch {
            return FileCheck(file: file, outcome: .failed(error), notes: error.message)
        }
        let result = studying.studied(read, progress: progress).result
        return FileCheck(
            file: file, outcome: compared(result, read.scenario), notes: quiet ? "" : read.warnings.rendered()
        )
    }

    private func compared(_ result: StudyResult, _ scenario: Scenario) -> FileCheck.Outcome {
        guard let earlier else { return .decided(result, nil, scenario) }
        do {
            let baseline = try Baseline(json: earlier.json, scenario: result.title)
            return .decided(result, BaselineComparison(result, against: baseline), scenario)
        } catch {
            return .failed(
                .usage(
                    "\(TerminalText.safe(earlier.path)): \(error.message)",
                    remedy: "give --against what 'headroom check --json' printed for the same files"))
        }
    }
}
