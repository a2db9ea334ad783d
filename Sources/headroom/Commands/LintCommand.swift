import ArgumentParser
import Planning
import ScenarioFile

/// `headroom lint FILE…`.
struct LintCommand: StatusCommand {
    static let configuration = CommandConfiguration(
        commandName: "lint",
        abstract: "Say what is wrong or doubtful in scenarios, without simulating.",
        discussion:
            "Exit codes: 0 nothing wrong, 65 an error (with --strict: or a warning), 74 a file cannot be read."
    )

    @Argument(help: "The scenarios.", completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var change: ChangeOptions

    @Flag(help: "Let warnings fail, too.")
    var strict = false

    @Flag(help: "Print one JSON document and nothing else.")
    var json = false

    @Flag(help: "Print nothing about files without diagnostics.")
    var quiet = false

    func status() throws -> ExitStatus {
        var statuses: [ExitStatus] = []
        var documents: [JSONValue] = []
        for file in files {
            do {
                let diagnostics = try diagnostics(of: file)
                statuses.append(status(of: diagnostics))
                documents.append(document(file, diagnostics))
                if !json { try print(file, diagnostics) }
            } catch let failure as Failure where failure.status == .io {
                Output.note(failure.message)
                statuses.append(.io)
            }
        }
        let status = ExitStatus.worst(statuses)
        if json && status != .io {
            try Output.write(JSONValue.members(["version": .integer(1), "files": .array(documents)]).text)
        }
        return status
    }

    private func diagnostics(of file: String) throws -> [Diagnostic] {
        do {
            return try ReadScenario.reading(file, changes: change.changes).warnings
        } catch Failure.scenario(let diagnostics, _) {
            return diagnostics
        }
    }

    private func status(of diagnostics: [Diagnostic]) -> ExitStatus {
        diagnostics.contains { strict || $0.severity == .error } ? .scenario : .done
    }

    private func print(_ file: String, _ diagnostics: [Diagnostic]) throws(Failure) {
        Output.note(diagnostics.rendered())
        if diagnostics.isEmpty && !quiet { try Output.write("\(TerminalText.safe(file)): nothing to say\n") }
    }

    private func document(_ file: String, _ diagnostics: [Diagnostic]) -> JSONValue {
        .members([
            "file": .string(file),
            "diagnostics": .array(
                diagnostics.map { one in
                    .members([
                        "severity": .string(one.severity.rawValue), "line": .integer(one.line),
                        "column": .integer(one.column), "message": .string(one.message),
                        "remedy": .optional(one.remedy),
                    ])
                }),
        ])
    }
}
