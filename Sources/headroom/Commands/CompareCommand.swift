import ArgumentParser
import CaseFlow
import Planning
import ScenarioFile

/// `headroom compare FILE FILE…`.
struct CompareCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Put policies side by side: what each changes, beyond chance.",
        discussion: """
            The first file is the baseline. All designs meet the same cases with the same work to do, so \
            that what is left between them is what was changed.

            Without --replications and --precision there are 64 replications. --precision replicates \
            until the difference of every share with a target is known to within that half-width.

            Exit codes: 0 done, 1 with '--fail-if worse' where a limit with a target is worse, 2 stopped.
            """)

    enum Failing: String, ExpressibleByArgument, CaseIterable {
        case worse
    }

    @Argument(
        help: "The scenarios; the first one is the baseline.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var simulation: SimulationOptions

    @Option(help: "End with exit code 1 where a limit with a target is worse, beyond chance.")
    var failIf: Failing?

    func validate() throws {
        if files.count < 2 {
            throw ValidationError(
                "compare takes at least two files: the baseline, and what to hold against it")
        }
    }

    func status() throws -> ExitStatus {
        let brakes = Brakes(timeout: simulation.timeout)
        let read = try readAll()
        let result = try compared(
            Comparison.Design(read[0].model), read.dropFirst().map { Comparison.Design($0.model) }, brakes)
        let status = status(of: result)
        if !simulation.json {
            try Output.write(ComparisonText.text(result, names: read.map(\.id)))
        } else if status != .interrupted {
            try Output.write(ComparisonJSON.document(result, .current).text)
        }
        return status
    }

    /// All files are read before anything runs; of several wrong ones each is told.
    private func readAll() throws -> [ReadScenario] {
        var read: [ReadScenario] = []
        var failures: [Failure] = []
        for file in files {
            do {
                let found = try ReadScenario.reading(file, changes: simulation.change.changes)
                if !simulation.quiet { Output.note(found.warnings.rendered()) }
                read.append(found)
            } catch {
                failures.append(error)
            }
        }
        let worst = ExitStatus.worst(failures.map(\.status))
        guard let last = failures.lastIndex(where: { $0.status == worst }) else { return read }
        for (index, failure) in failures.enumerated() where index != last { Output.note(failure.message) }
        throw failures[last]
    }

    private func compared(
        _ baseline: Comparison.Design, _ designs: [Comparison.Design], _ brakes: Brakes
    ) throws -> ComparisonResult {
        let progress = Progress(quiet: simulation.quiet)
        defer { progress.clear() }
        var options = simulation.options(brakes)
        options.progress = { progress.update($0.finished, of: $0.goal) }
        let comparison = Comparison(
            baseline, designs, sample: simulation.sample(otherwise: .fixed(64)), seed: simulation.seed,
            options: options)
        do {
            return try comparison.result()
        } catch {
            guard case .windowsDiffer(_, _, let number) = error else { throw error }
            throw Failure.usage(
                "\(TerminalText.safe(files[0])) and \(TerminalText.safe(files[number + 1])): \(error.message)",
                remedy: "give both the same 'start', 'warm-up' and 'length' in 'run', for example with "
                    + "--set run.length=\"52 weeks\"")
        }
    }

    private func status(of result: ComparisonResult) -> ExitStatus {
        return .worst([result.stopped?.status ?? .done, failIf == .worse && result.isWorse ? .missed : .done])
    }
}
