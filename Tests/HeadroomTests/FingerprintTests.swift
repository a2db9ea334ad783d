import CaseFlow
import Foundation
import ScenarioFile
import Testing

/// The trajectory of every scenario, replication by replication, against a stored table: the
/// engine's history is the same on every machine and in every build.
@Suite("Fingerprints")
struct FingerprintTests {
    private static let replications: UInt32 = 4

    @Test("every scenario has the stored trajectories", .enabled(if: heavyTestsRun))
    func trajectories() throws {
        let found = try table()
        if let path = ProcessInfo.processInfo.environment["HEADROOM_WRITE"] {
            try Data(found.utf8).write(to: Repository.file(path))
            return
        }
        let stored = try String(contentsOf: Repository.file("results/fingerprints.txt"), encoding: .utf8)
        #expect(
            found == stored,
            "if that is meant: make fingerprints, and say so under 'Values change' in CHANGELOG.md")
    }

    private func table() throws -> String {
        var text = "# scenario, replication, fingerprint of the trajectory, events\n"
        for file in Repository.files(under: "scenarios", suffix: ".yaml") {
            let model = try Scenario(contentsOf: file.path).compiled()
            let name = file.deletingPathExtension().lastPathComponent
            for replication in 0..<Self.replications {
                let result = simulate(model, seed: model.seed, replication: replication)
                let digits = String(result.fingerprint, radix: 16)
                let padded = String(repeating: "0", count: 16 - digits.count) + digits
                text += "\(name) \(replication) \(padded) \(result.events)\n"
            }
        }
        return text
    }
}
