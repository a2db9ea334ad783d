import ArgumentParser
import CaseFlow
import Planning
import ScenarioFile

/// `headroom promise FILE…`.
struct PromiseCommand: AnsweringCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise",
        abstract: "Find the shortest limits that the staff can keep.",
        discussion: """
            For every 'within: solve', or for the limit that --limit names: the shortest length that is \
            kept with the target share, at 95 % confidence. Blanks are measured in working hours, from a \
            working day on in working days; a limit that has a length keeps its unit. With --within the \
            other way: how often the limit is kept at that length.

            Looks at 64, 128, 256 … replications until each length is shown to be kept or missed, at most \
            at --budget of them; --replications fixes their number instead.

            Exit codes: 0 every limit has its length, 1 no length can be kept, 2 undecided or stopped.
            """)

    @Argument(help: "The scenarios.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @Option(
        name: .customLong("format"),
        help: "How to print the answers; markdown: one row of a table for each limit.")
    var form = AnswerForm.text

    @Option(help: ArgumentHelp("Only this limit, whether it is a blank or not.", valueName: "id"))
    var limit: String?

    @Option(
        help: ArgumentHelp(
            "The share to be on time, as in 95% (default: the limit's target, else the file's).",
            valueName: "share"))
    var target: Share?

    @Option(
        help: ArgumentHelp(
            "How often --limit is kept at this length, as in '2 working days'.", valueName: "length"))
    var within: String?

    @OptionGroup var simulation: SimulationOptions

    func validate() throws {
        try checkForm()
        if within != nil && limit == nil {
            throw ValidationError("--within needs --limit, which says what is to be that long")
        }
        if within != nil && target != nil {
            throw ValidationError("--within asks for a share, --target gives it: give one of the two")
        }
        if let target, !(target.value > 0 && target.value < 1) {
            throw ValidationError("--target takes a share between 0 and 100%, as in 95%")
        }
        if simulation.precision != nil {
            throw ValidationError(
                "--precision is for run: a promise takes the replications it needs, see --budget")
        }
    }

    static var tableHead: String { PromiseTable.head }

    func answer(_ file: String, _ brakes: Brakes) throws -> PromiseResult {
        try within.map { try given($0, file, brakes) } ?? search(file, brakes)
    }

    func document(_ result: PromiseResult) -> JSONValue { PromiseJSON.document(result, .current) }

    func text(_ result: PromiseResult) -> String { PromiseText.text(result) }

    func row(_ id: String, _ result: PromiseResult) -> String { PromiseTable.rows(id, result) }

    private func search(_ file: String, _ brakes: Brakes) throws -> PromiseResult {
        let read = try simulation.read(file)
        var options = simulation.options(brakes)
        options.offered = OfferedLoad(read.model).roles.map(\.utilisation)
        let progress = Progress(quiet: simulation.quiet)
        options.progress = { progress.update($0.finished, of: $0.goal) }
        defer { progress.clear() }
        let sample = simulation.sample(otherwise: .decisions(budget: simulation.budget))
        do {
            return try PromiseSearch(
                read.model, limit: limit, share: target?.value, seed: simulation.seed, sample: sample,
                options: options
            ).result()
        } catch {
            throw Failure.usage(error.message, remedy: error.remedy)
        }
    }

    /// The file with the length typed in, as `--set` would do it.
    private func given(_ length: String, _ file: String, _ brakes: Brakes) throws -> PromiseResult {
        let read = try ReadScenario.reading(file, changes: simulation.change.changes)
        guard let limit, let path = read.scenario.path(ofLimit: limit) else {
            let known = read.model.limits.map(\.label.id)
            let problem = PromiseProblem.unknownLimit(limit ?? "", among: known)
            throw Failure.usage(problem.message, remedy: problem.remedy)
        }
        var simulation = simulation
        simulation.change.changes.append(Change(path: path, value: length))
        do {
            let sample = Sample.decisions(budget: simulation.budget)
            return PromiseResult(
                given: limit, in: try simulation.study(file, otherwise: sample, brakes: brakes).result)
        } catch Failure.scenario(let diagnostics, _) {
            let first = diagnostics.first { $0.severity == .error }
            throw Failure.usage(
                "--within '\(TerminalText.safe(length))': \(first?.message ?? "this is no length")",
                remedy: first?.remedy ?? "give a length, as in '2 working days'")
        }
    }

    func status(of result: PromiseResult) -> ExitStatus {
        if let stopped = result.stopped { return stopped.status }
        let verdicts = result.promises.map(\.verdict)
        if verdicts.contains(.none) { return .missed }
        return verdicts.contains(.undecided) ? .undecided : .done
    }
}
