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

    /// With so many times the arrivals. The digest is that of another scenario.
    func growing(by factor: Double) throws(Failure) -> ReadScenario {
        do {
            var model = try model.growing(by: factor)
            if factor != 1 {
                model.digest = SHA256.hexadecimal(of: Array("\(model.digest) grown by \(factor)".utf8))
            }
            return ReadScenario(id: id, scenario: scenario, model: model, warnings: warnings)
        } catch {
            throw Failure.usage("--grow: \(TerminalText.safe(error.message))", remedy: error.remedy)
        }
    }

    static func id(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }
}
