import ArgumentParser
import CaseFlow
import Planning

/// `headroom run FILE…`.
struct RunCommand: AnsweringCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Simulate a scenario, print the report, write a result folder.",
        discussion: """
            The report names the limits with their share on time, the roles with their load, the \
            backlog, the turnaround, and what to try next. The result folder holds the same as JSON \
            and text, and as CSV the weekly backlog, the months and where the time went. It is runs/ID in the current folder, where ID is \
            the scenario's file name, or what --out says (of several scenarios, ID in what --out says); \
            the folder of an earlier run is replaced as a whole.

            Without --replications and --precision there are 64 replications.
            """)

    @Argument(help: "The scenarios.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var simulation: SimulationOptions

    @Option(
        name: .customLong("format"),
        help: "How to print the results; markdown: one row of a table for each scenario.")
    var form = AnswerForm.text

    @Option(help: ArgumentHelp("The result folder (default: runs/ID).", valueName: "dir"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            "Also write every moment of every case of the first replication, as FILE.csv or FILE.jsonl.",
            valueName: "file"))
    var log: String?

    @Option(
        help: ArgumentHelp(
            "Also write one row for each case of the first replication, as CSV.", valueName: "file"))
    var cases: String?

    @Option(
        help: ArgumentHelp(
            "Also write one row for each replication and measure, as CSV.", valueName: "file"))
    var replicationRows: String?

    func validate() throws {
        try checkForm()
        if let log, EventLog.Form(path: log) == nil {
            throw ValidationError("--log takes a file that ends in .csv or .jsonl, which decides its form")
        }
        let ids = files.map(ReadScenario.id)
        if let twice = ids.first(where: { id in ids.count { $0 == id } > 1 }) {
            throw ValidationError(
                "two scenarios would write the result folder '\(TerminalText.safe(twice))': run them one by one, "
                    + "each with an --out of its own")
        }
        if files.count > 1, log ?? cases ?? replicationRows != nil {
            throw ValidationError(
                "--log, --cases and --replication-rows take the rows of one scenario: run the scenarios one by one"
            )
        }
    }

    static var tableHead: String { RunTable.head }

    func answer(_ file: String, _ brakes: Brakes) throws -> Studied {
        let found = try simulation.studied(file, otherwise: .fixed(64), brakes: brakes)
        try Files.writeResult(found.result, to: folder(of: found))
        if status(of: found) != .interrupted { try writeRows(found) }
        return found
    }

    private func folder(of found: Studied) -> String {
        guard let out else { return "runs/\(found.read.id)" }
        return files.count == 1 ? out : "\(out)/\(found.read.id)"
    }

    func note(on found: Studied) -> String { "Result folder: \(TerminalText.safe(folder(of: found)))\n" }

    func status(of found: Studied) -> ExitStatus { found.result.stopStatus ?? .done }

    func document(_ found: Studied) -> JSONValue { JSONReport.document(found.result, .current) }

    func text(_ found: Studied) -> String { TextReport.text(found.result) }

    func row(_ id: String, _ found: Studied) -> String { RunTable.row(id, found.result) }

    /// The first replication is run once more, with the same history, for its cases.
    private func writeRows(_ found: Studied) throws(Failure) {
        if let replicationRows { try Files.write(ReplicationRows.text(found.data), to: replicationRows) }
        if log == nil && cases == nil { return }
        let brake = Brake(maxEvents: simulation.maxEvents ?? .max)
        let model = found.read.model
        let traced = trace(model, seed: found.study.seed, replication: 0, brake: brake)
        if let log, let form = EventLog.Form(path: log) {
            try Files.write(EventLog.text(model, traced.trace, form), to: log)
        }
        if let cases { try Files.write(CaseRows.text(model, traced.trace), to: cases) }
    }
}
