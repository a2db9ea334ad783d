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
            that what is left between them is what was changed. One file alone is held against itself \
            with more cases (--grow), or with one person more and one fewer of each role (--each-role).

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

    @Flag(help: "Say what one person more, and one fewer, of each role changes in the one file.")
    var eachRole = false

    @Option(help: "End with exit code 1 where a limit with a target is worse, beyond chance.")
    var failIf: Failing?

    func validate() throws {
        if eachRole && files.count > 1 {
            throw ValidationError("--each-role changes the people of one file: give one")
        }
        if eachRole && failIf != nil {
            throw ValidationError(
                "--fail-if judges designs, and --each-role has some that are meant to be worse: "
                    + "give one of the two")
        }
        if files.count == 1 && !eachRole && simulation.grow == nil {
            throw ValidationError(
                "one file has nothing beside it: give a second file, --grow 10% for the same with more cases, "
                    + "or --each-role for the same with one person more or fewer")
        }
    }

    func status() throws -> ExitStatus {
        let brakes = Brakes(timeout: simulation.timeout)
        if eachRole { return try eachRole(brakes) }
        let sides =
            try files.count == 1 ? grown() : readAll().map { Side(name: $0.id, read: $0, change: nil) }
        let designs = sides.map { Comparison.Design($0.read.model, change: $0.change) }
        let comparison = Comparison(
            designs[0], Array(designs.dropFirst()), sample: simulation.sample(otherwise: .fixed(64)),
            seed: simulation.seed, options: simulation.options(brakes))
        let result = try result(of: comparison)
        try write(
            result, text: ComparisonText.text(result, names: sides.map(\.name)),
            ComparisonJSON.document(result, .current))
        return .worst([result.stopped?.status ?? .done, failIf == .worse && result.isWorse ? .missed : .done])
    }

    private struct Side {
        var name: String
        var read: ReadScenario
        var change: String?
    }

    private func eachRole(_ brakes: Brakes) throws -> ExitStatus {
        let read = try simulation.read(files[0])
        if read.model.headcounts.isEmpty {
            throw Failure.usage(
                "--each-role: no number of people in \(TerminalText.safe(files[0])) can be changed",
                remedy: "give two files that differ in their people")
        }
        let comparison = MarginalValue.comparison(
            of: read.model, sample: simulation.sample(otherwise: .fixed(64)), seed: simulation.seed,
            options: simulation.options(brakes))
        let result = try result(of: comparison)
        let value = MarginalValue(result, of: read.model)
        try write(
            result, text: MarginalText.text(value, name: read.id), ComparisonJSON.document(value, .current))
        return result.stopped?.status ?? .done
    }

    /// The one file, and the same with more cases.
    private func grown() throws -> [Side] {
        var alone = simulation
        alone.grow = nil
        let read = try alone.read(files[0])
        guard let growth = simulation.grow else { return [] }
        let size = Format.percent(abs(growth.factor - 1))
        let change = "\(growth.factor < 1 ? "shrunk" : "grown") by \(size)"
        let grown = try read.growing(by: growth.factor)
        return [
            Side(name: read.id, read: read), Side(name: "\(read.id), \(change)", read: grown, change: change),
        ]
    }

    /// All files are read before anything runs; of several wrong ones each is told.
    private func readAll() throws -> [ReadScenario] {
        var read: [ReadScenario] = []
        var failures: [Failure] = []
        for file in files {
            do {
                read.append(try simulation.read(file))
            } catch {
                failures.append(error)
            }
        }
        let worst = ExitStatus.worst(failures.map(\.status))
        guard let last = failures.lastIndex(where: { $0.status == worst }) else { return read }
        for (index, failure) in failures.enumerated() where index != last { Output.note(failure.message) }
        throw failures[last]
    }

    private func result(of comparison: Comparison) throws -> ComparedDesigns {
        let progress = Progress(quiet: simulation.quiet)
        defer { progress.clear() }
        var comparison = comparison
        comparison.options.progress = { progress.update($0.finished, of: $0.goal) }
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

    /// An interrupted run has no JSON.
    private func write(
        _ result: ComparedDesigns, text: @autoclosure () -> String, _ document: @autoclosure () -> JSONValue
    ) throws(Failure) {
        if !simulation.json {
            try Output.write(text())
        } else if result.stopped != .interrupted {
            try Output.write(document().text)
        }
    }
}
