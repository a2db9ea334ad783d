import ArgumentParser
import Planning

/// `headroom check FILE…`.
struct CheckCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Decide whether every target is met, for CI jobs.",
        discussion: """
            Looks at 64, 128, 256 … replications until every target is met or missed, at most at \
            --budget of them; --replications fixes their number instead.

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

    @Option(help: ArgumentHelp("Also write a JUnit report: missed is a failure, undecided an error.", valueName: "file"))
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
            throw ValidationError("--json and --format github both claim standard output: give one of the two")
        }
    }

    func status() async throws -> ExitStatus {
        let earlier = try against.map { path throws(Failure) in try EarlierResults(reading: path) }
        let brakes = Brakes(timeout: simulation.timeout)
        var checks: [FileCheck] = []
        for file in files {
            if brakes.halt.reason == .interrupted { break }
            checks.append(try await check(file, earlier, brakes))
        }
        if let junit { try DurableFile.replace(junit, with: JUnitReport.text(checks)) }
        let status = ExitStatus.worst(checks.map { $0.status(undecided: undecided) })
        try print(checks, status)
        return status
    }

    private func check(_ file: String, _ earlier: EarlierResults?, _ brakes: Brakes) async throws -> FileCheck {
        do {
            let (_, result) = try await simulation.study(
                file, otherwise: .decisions(budget: simulation.budget), brakes: brakes)
            let changes = try earlier?.changes(to: result, file: file, alone: files.count == 1)
            return FileCheck(file: file, outcome: .decided(result, changes: changes))
        } catch let failure as Failure where failure.status != .usage {
            Output.note(failure.message)
            return FileCheck(file: file, outcome: .failed(failure))
        }
    }

    /// JSON only with the exit codes 0, 1 and 2, when every file has a result.
    private func print(_ checks: [FileCheck], _ status: ExitStatus) throws(Failure) {
        guard simulation.json else {
            try Output.write(format == .github ? GitHubReport.text(checks) : CheckReport.text(checks))
            return
        }
        guard [.done, .missed, .undecided].contains(status) else { return }
        let documents = checks.compactMap(\.document)
        try Output.write(files.count == 1 ? documents[0].text : JSONValue.array(documents).text)
    }
}
