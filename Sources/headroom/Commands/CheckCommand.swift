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
        let earlier = try against.map { path throws(Failure) in (path: path, json: try Files.read(path)) }
        let checks = try checks(FileChecker(self, earlier, Brakes(timeout: simulation.timeout)))
        if let junit { try Files.write(JUnitReport.text(checks.compactMap(\.targets)), to: junit) }
        let status = ExitStatus.worst(checks.map { $0.status(undecided: undecided) })
        try print(checks, status)
        return status
    }

    /// Several files at the same time, as many as there are threads; what there is to say of each is said in
    /// the order of the command line.
    private func checks(_ checker: FileChecker) throws -> [FileCheck] {
        let progress = Progress(quiet: simulation.quiet)
        defer { progress.clear() }
        var checker = checker
        if files.count == 1 { checker.progress = progress }
        let work = checker
        var checks: [FileCheck] = []
        try InOrder.map(files, atOnce: checker.studying.options.jobs, work.check) { check in
            guard let check else { return }
            progress.clear()
            Output.note(check.notes)
            if case .failed(let failure) = check.outcome, failure.status == .usage { throw failure }
            checks.append(check)
            if files.count > 1 { progress.show("\(checks.count) of \(files.count) files") }
        }
        return checks
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
