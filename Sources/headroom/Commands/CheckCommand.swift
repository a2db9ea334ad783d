import ArgumentParser
import Planning
import ScenarioFile

/// `headroom check FILE…`.
struct CheckCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Decide whether every target is met, for CI jobs.",
        discussion: """
            Looks at 64, 128, 256 … replications until every target is met or missed, at most at \
            --budget of them; --replications fixes their number instead. --strict decides by betting, \
            which is exact for any number of replications, and judges the mean of their shares.

            Exit codes: 0 all met, 1 a target missed (or worse than --against), 2 undecided or stopped.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, github
    }

    enum Undecided: String, ExpressibleByArgument, CaseIterable {
        case pass, fail
    }

    @Argument(help: "The scenarios.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var simulation: SimulationOptions

    @OptionGroup var asked: TargetOption

    @Flag(
        help: "Decide by betting: no approximation, but the mean of the replications' shares is judged.")
    var strict = false

    @Option(
        help: ArgumentHelp(
            "Also write a JUnit report: missed is a failure, undecided an error.", valueName: "file"))
    var junit: String?

    @Option(help: "How to print the decisions; github: as annotations of a workflow.")
    var format = Format.text

    @Option(help: "Count undecided targets as met or as missed (default: exit code 2).")
    var undecided: Undecided?

    @Option(
        help: ArgumentHelp(
            "Compare with the JSON of an earlier run or check; worse, beyond chance, is exit code 1.",
            valueName: "result.json"))
    var against: String?

    func validate() throws {
        if simulation.json && format != .text {
            throw ValidationError(
                "--json and --format github both claim standard output: give one of the two")
        }
        if strict && (simulation.replications != nil || simulation.precision != nil) {
            throw ValidationError(
                "--strict decides as it goes on: bound it with --budget, not with --replications or --precision"
            )
        }
    }

    func status() throws -> ExitStatus {
        let earlier = try against.map { path throws(Failure) in (path, try Files.read(path)) }
        let brakes = Brakes(timeout: simulation.timeout)
        var checks: [FileCheck] = []
        for file in files where brakes.halt.reason != .interrupted {
            checks.append(try check(file, earlier, brakes))
        }
        if let junit { try Files.write(JUnitReport.text(checks.compactMap(\.targets)), to: junit) }
        let status = ExitStatus.worst(checks.map { $0.status(undecided: undecided) })
        try print(checks, status)
        return status
    }

    /// A file that is wrong or cannot be read does not keep the others from being checked.
    private func check(
        _ file: String, _ earlier: (path: String, json: [UInt8])?, _ brakes: Brakes
    ) throws -> FileCheck {
        let read: ReadScenario
        let result: StudyResult
        do {
            let sample = Sample.decisions(
                budget: simulation.budget, method: strict ? .strict : .asymptotic)
            (read, result) = try simulation.study(
                file, otherwise: sample, brakes: brakes, target: asked.target)
        } catch let failure as Failure {
            Output.note(failure.message)
            return FileCheck(file: file, outcome: .failed(failure))
        }
        guard let earlier else {
            return FileCheck(file: file, outcome: .decided(result, nil, read.scenario))
        }
        do {
            let baseline = try Baseline(json: earlier.json, scenario: result.title)
            let comparison = BaselineComparison(result, against: baseline)
            return FileCheck(file: file, outcome: .decided(result, comparison, read.scenario))
        } catch {
            throw Failure.usage(
                "\(TerminalText.safe(earlier.path)): \(error.message)",
                remedy: "give --against what 'headroom check --json' printed for the same files")
        }
    }

    /// JSON only with the exit codes 0, 1 and 2, when every file has a result.
    private func print(_ checks: [FileCheck], _ status: ExitStatus) throws(Failure) {
        guard simulation.json else {
            try Output.write(checks.map { format == .github ? $0.annotations : $0.text }.joined())
            return
        }
        guard [.done, .missed, .undecided].contains(status) else { return }
        let documents = checks.compactMap(\.document)
        try Output.write(files.count == 1 ? documents[0].text : JSONValue.array(documents).text)
    }
}
