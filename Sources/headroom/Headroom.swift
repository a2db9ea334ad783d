import ArgumentParser
import Foundation

@main
struct Headroom: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "headroom",
        abstract: "Simulates complaint procedures and says which time limits the staff can keep.",
        discussion: """
            A scenario is a YAML file that says who does what, in which order, within which limits.

            Exit codes: 0 done (check: all targets met), 1 a target missed, 2 undecided or stopped by \
            a brake, 64 wrong usage, 65 the scenario is wrong, 74 input or output failed, \
            130 interrupted.
            """,
        version: Program.version,
        subcommands: [
            RunCommand.self, CheckCommand.self, StaffCommand.self, PromiseCommand.self, CompareCommand.self,
            SweepCommand.self, LintCommand.self, ExplainCommand.self,
            DueCommand.self,
            SchemaCommand.self,
        ])

    @Flag(help: "Print the licence of the program and of what it is built from.")
    var licenses = false

    func run() throws {
        guard licenses else { throw CleanExit.helpRequest(self) }
        try Output.write(Licenses.text)
    }

    static func main() {
        Program.end(with: status(of: Array(CommandLine.arguments.dropFirst())))
    }

    /// Runs the command line and says everything there is to say, checked.
    private static func status(of arguments: [String]) -> ExitStatus {
        do {
            return try perform(arguments)
        } catch let failure as Failure {
            Output.note(failure.message)
            return failure.status
        } catch {
            return report(error)
        }
    }

    private static func perform(_ arguments: [String]) throws -> ExitStatus {
        var command = try parseAsRoot(arguments)
        if let command = command as? any StatusCommand { return try command.status() }
        try command.run()
        return .done
    }

    /// Help and versions go to standard output, what was typed wrongly to standard error.
    private static func report(_ error: any Error) -> ExitStatus {
        let text = fullMessage(for: error) + "\n"
        guard exitCode(for: error).isSuccess else {
            Output.note(text)
            return .usage
        }
        do {
            try Output.write(text)
            return .done
        } catch {
            Output.note(error.message)
            return error.status
        }
    }
}

/// A command whose outcome is an exit status, not just an end without errors.
protocol StatusCommand: ParsableCommand {
    func status() throws -> ExitStatus
}

extension StatusCommand {
    func run() throws {
        throw ExitCode(try status().rawValue)
    }
}
