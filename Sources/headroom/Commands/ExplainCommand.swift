import ArgumentParser
import CaseFlow
import Planning
import ScenarioFile

/// `headroom explain FILE`.
struct ExplainCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Show the compiled flow, how often each step is done, and the load of each role.",
        discussion: "Visits and load come from the traffic equations; nothing is simulated.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, mermaid
    }

    @Argument(help: "The scenario.", completion: .file(extensions: ["yaml", "yml"]))
    var file: String

    @OptionGroup var change: ChangeOptions

    @Option(help: "Text, or a Mermaid flowchart.")
    var format = Format.text

    @Flag(help: "Print one JSON document and nothing else.")
    var json = false

    @Flag(help: "Print no warnings.")
    var quiet = false

    func validate() throws {
        if json && format != .text {
            throw ValidationError(
                "--json and --format mermaid both claim standard output: give one of the two")
        }
    }

    func status() throws -> ExitStatus {
        let read = try ReadScenario.reading(file, changes: change.changes)
        if !quiet { Output.note(read.warnings.rendered()) }
        let explanation = Explanation(read.scenario, read.model)
        if json {
            try Output.write(ExplainJSON.document(explanation).text)
        } else {
            try Output.write(format == .mermaid ? explanation.mermaid : explanation.text)
        }
        return .done
    }
}
