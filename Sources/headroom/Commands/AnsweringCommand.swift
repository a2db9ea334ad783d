import ArgumentParser
import Planning

/// How answers are printed where a table of several scenarios can be had.
enum AnswerForm: String, ExpressibleByArgument, CaseIterable {
    case text, markdown
}

/// A command that has an answer for each of its files, one after the other.
protocol AnsweringCommand: StatusCommand {
    associatedtype Answer

    var files: [String] { get }
    var form: AnswerForm { get }
    var simulation: SimulationOptions { get }

    /// The head of the table of answers.
    static var tableHead: String { get }

    /// The answer, and what else the command leaves of it.
    func answer(_ file: String, _ brakes: Brakes) throws -> Answer
    func status(of answer: Answer) -> ExitStatus
    func document(_ answer: Answer) -> JSONValue
    func text(_ answer: Answer) -> String
    /// What goes to standard error after the answer.
    func note(on answer: Answer) -> String
    /// A row of the table, of the scenario whose results are filed under `id`.
    func row(_ id: String, _ answer: Answer) -> String
}

extension AnsweringCommand {
    /// Of several files one that is wrong does not keep the others from being answered. JSON is printed when
    /// every file has an answer, with the exit codes that have a document.
    func status() throws -> ExitStatus {
        let brakes = Brakes(timeout: simulation.timeout)
        if form == .markdown { try Output.write(Self.tableHead) }
        var statuses: [ExitStatus] = []
        var documents: [JSONValue] = []
        var answered = 0
        for file in files where brakes.halt.reason != .interrupted {
            do {
                let answer = try answer(file, brakes)
                if simulation.json { documents.append(document(answer)) }
                try write(answer, of: file, isFirst: answered == 0)
                answered += 1
                if !simulation.quiet { Output.note(note(on: answer)) }
                statuses.append(status(of: answer))
            } catch let failure as Failure where files.count > 1 && failure.status != .usage {
                Output.note(failure.message)
                statuses.append(failure.status)
            }
        }
        let status = ExitStatus.worst(statuses)
        if simulation.json, documents.count == files.count, [.done, .missed, .undecided].contains(status) {
            try Output.write(files.count == 1 ? documents[0].text : JSONValue.array(documents).text)
        }
        return status
    }

    private func write(_ answer: Answer, of file: String, isFirst: Bool) throws(Failure) {
        if simulation.json { return }
        switch form {
        case .markdown: try Output.write(row(ReadScenario.id(of: file), answer))
        case .text: try Output.write((isFirst ? "" : "\n") + text(answer))
        }
    }

    func note(on answer: Answer) -> String { "" }

    func checkForm() throws {
        if simulation.json && form != .text {
            throw ValidationError(
                "--json and --format markdown both claim standard output: give one of the two")
        }
    }
}
