import CaseFlow
import Foundation
import Planning
import ScenarioFile

/// A scenario file, read and compiled.
struct ReadScenario {
    /// The name of the file without folder and extension: what results are filed under.
    let id: String
    let scenario: Scenario
    let model: Model
    let warnings: [Diagnostic]
}

extension ReadScenario {
    /// Reads and compiles a file; throws its diagnostics where it is wrong.
    static func reading(_ path: String, changes: [Change]) throws(Failure) -> ReadScenario {
        let scenario: Scenario
        do {
            scenario = try Scenario(contentsOf: path, changes: changes)
        } catch {
            throw Failure(error, path: path)
        }
        let (model, diagnostics) = compile(scenario)
        guard let model else { throw Failure.scenario(diagnostics, more: 0) }
        return ReadScenario(id: id(of: path), scenario: scenario, model: model, warnings: diagnostics)
    }

    /// With so many times the arrivals.
    func growing(by factor: Double) throws(Failure) -> ReadScenario {
        with(try Self.grown(model, by: factor))
    }

    /// The model of a file with so many times the arrivals.
    static func grown(_ model: Model, by factor: Double) throws(Failure) -> Model {
        do {
            return changed(try model.growing(by: factor), "grown by \(factor)")
        } catch {
            throw Failure.usage("--grow: \(TerminalText.safe(error.message))", remedy: error.remedy)
        }
    }

    /// With one target for every limit.
    func asking(_ share: Double) -> ReadScenario {
        with(Self.changed(model.targeted(share), "target \(share)"))
    }

    private func with(_ model: Model) -> ReadScenario {
        ReadScenario(id: id, scenario: scenario, model: model, warnings: warnings)
    }

    /// What is not said in the file makes another scenario of it: the digest tells.
    private static func changed(_ model: Model, _ how: String) -> Model {
        var model = model
        model.digest = SHA256.hexadecimal(of: Array("\(model.digest) \(how)".utf8))
        return model
    }

    static func id(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}
