import ArgumentParser
import Planning

/// `headroom run FILE`.
struct RunCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Simulate a scenario, print the report, write a result folder.",
        discussion: """
            The report names the limits with their share on time, the roles with their load, the \
            backlog, the turnaround, and what to try next. The result folder holds the same as JSON \
            and text, and the weekly backlog as CSV. It is runs/ID in the current folder, where ID is \
            the scenario's file name, or what --out says; the folder of an earlier run is replaced \
            as a whole.

            Without --replications and --precision there are 64 replications.
            """)

    @Argument(help: "The scenario.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var simulation: SimulationOptions

    @Option(help: ArgumentHelp("The result folder (default: runs/ID).", valueName: "dir"))
    var out: String?

    func status() throws -> ExitStatus {
        let brakes = Brakes(timeout: simulation.timeout)
        let (read, result) = try simulation.study(file, otherwise: .fixed(64), brakes: brakes)
        let folder = out ?? "runs/\(read.id)"
        try Files.writeResult(result, to: folder)
        let status = result.stopStatus ?? .done
        if !simulation.json {
            try Output.write(TextReport.text(result))
        } else if status != .interrupted {
            try Output.write(JSONReport.document(result, .current).text)
        }
        if !simulation.quiet { Output.note("Result folder: \(TerminalText.safe(folder))\n") }
        return status
    }
}
