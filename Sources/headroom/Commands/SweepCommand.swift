import ArgumentParser
import Planning
import ScenarioFile

/// `headroom sweep FILE --vary PATH=VALUES`.
struct SweepCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep",
        abstract: "Simulate a scenario over values of its paths: a table, bars, sensitivity.",
        discussion: """
            Each --vary names a path, as --set does, and the values it takes: a list as it would stand in \
            the file (answer.work="5 min,10 min"), or a range of numbers (staff.clerk=4..10, \
            staff.clerk=4..20..4 in steps, answer.redo.share=5%..20%..5%). A grid takes every value with every \
            other. --design sobol 128 spreads 128 points evenly over ranges (answer.work.mean="5..15 min"), for \
            many paths at once, and tells how much of each output goes with which path.

            Every point is the scenario with these values, simulated with the same seed. Finished \
            points are kept in the folder (runs/ID-sweep, or --out): the same command goes on where \
            an earlier one was stopped. Several machines may share the work with --shard 1/3, 2/3, \
            3/3; copy their folders' points into one and run there without --shard.

            Without --replications and --precision each point has 64 replications.
            """)

    @Argument(help: "The scenario.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @Option(
        help: ArgumentHelp(
            "Values of a path, as in staff.clerk=4..10 (repeatable).", valueName: "path=values"))
    var vary: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("grid (the default), or sobol and the number of points.", valueName: "design"))
    var design: [String] = []

    @Option(help: ArgumentHelp("Run only the k-th of n parts of the points.", valueName: "k/n"))
    var shard: String?

    @OptionGroup var simulation: SimulationOptions

    @Option(help: ArgumentHelp("The sweep's folder (default: runs/ID-sweep).", valueName: "dir"))
    var out: String?

    @Option(help: ArgumentHelp("Also write one row for each point, as CSV.", valueName: "file"))
    var csv: String?

    func status() throws -> ExitStatus {
        let (plan, part) = try asked()
        let brakes = Brakes(timeout: simulation.timeout)
        let read = try simulation.read(file)
        let progress = Progress(quiet: simulation.quiet)
        var sweep = Sweep(read.scenario, plan, stamp: .current)
        sweep.shard = part
        sweep.sample = simulation.sample(otherwise: .fixed(64))
        sweep.seed = simulation.seed
        sweep.options = simulation.options(brakes)
        if let growth = simulation.grow {
            sweep.adapt = { try ReadScenario.grown($0, by: growth.factor) }
        }
        sweep.progress = { point, points, found in
            progress.update(found.finished, of: found.goal, of: "point \(point + 1) of \(points): ")
        }
        let folder = out ?? "runs/\(read.id)-sweep"
        let result = try run(sweep, in: folder, progress)
        try report(result, folder)
        return result.stopped?.status ?? .done
    }

    private func asked() throws(Failure) -> (SweepPlan, SweepShard?) {
        do {
            var axes: [SweepAxis] = []
            for one in vary { axes.append(try SweepAxis(one)) }
            var part: SweepShard?
            if let shard { part = try SweepShard(shard) }
            return (try SweepPlan(axes, try SweepDesign(design)), part)
        } catch {
            throw Failure.usage(error.message, remedy: error.remedy)
        }
    }

    private func run(_ sweep: Sweep, in folder: String, _ progress: Progress) throws -> SweepResult {
        defer { progress.clear() }
        do {
            return try sweep.run(in: folder)
        } catch let errors as SweepErrors {
            throw Failure.scenario(errors.diagnostics, more: 0)
        } catch let problem as StoreProblem {
            throw Failure(problem)
        }
    }

    /// The folder has reports only when every point is there; standard output has what was finished.
    private func report(_ result: SweepResult, _ folder: String) throws(Failure) {
        let isInterrupted = result.stopped == .interrupted
        if result.isComplete {
            do {
                try SweepStore(folder).write(SweepStore.files(result))
            } catch {
                throw Failure(error)
            }
        }
        if let csv, !isInterrupted { try Files.write(SweepCSV.text(result), to: csv) }
        if !simulation.json {
            try Output.write(SweepText.text(result))
        } else if !isInterrupted {
            try Output.write(SweepJSON.document(result).text)
        }
        if simulation.quiet { return }
        let folder = TerminalText.safe(folder)
        if result.takenOver > 0 {
            Output.note("Found before: \(result.takenOver) of \(result.asked) points, in \(folder)\n")
        }
        Output.note(
            result.points.count == result.asked
                ? "Result folder: \(folder)\n"
                : "Finished points are kept in \(folder): the same command goes on from there\n")
    }
}
