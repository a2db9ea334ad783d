import ArgumentParser
import ScenarioFile

/// `headroom schema`.
struct SchemaCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of scenarios, for completion and checks in an editor.",
        discussion: """
            For an editor with the YAML language server: headroom schema > headroom.schema.json, and \
            "# yaml-language-server: $schema=headroom.schema.json" as first line of the scenario.
            """)

    @Flag(help: "Print the reference page of the language (Markdown) instead.")
    var page = false

    func status() throws -> ExitStatus {
        try Output.write(page ? LanguagePage.text : LanguageSchema.text)
        return .done
    }
}
