import CaseFlow
import Foundation
import Planning
import ScenarioFile
import Testing

/// The shipped scenarios beside what a planner would change in them.
@Suite("Pairs of shipped scenarios", .enabled(if: heavyTestsRun))
struct ShippedPairsTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("scenarios")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".yaml") }.sorted()
    }()
    /// All designs with 64 replications; otherwise a few with few.
    private static let isThorough = ProcessInfo.processInfo.environment["HEADROOM_SOAK"] != nil

    private func scenario(_ name: String) throws -> Scenario {
        try Scenario(contentsOf: Self.folder.appendingPathComponent(name).path)
    }

    private func compared(_ baseline: Model, _ designs: [Comparison.Design]) throws -> ComparedDesigns {
        try Comparison(
            Comparison.Design(baseline), designs, sample: .fixed(Self.isThorough ? 64 : 16)
        ).result()
    }

    /// One person more of each role, more cases, a longer wait.
    private func designs(_ scenario: Scenario, _ model: Model) throws -> [Comparison.Design] {
        let numbers = model.headcounts.map(\.people)
        let more = numbers.indices.map { index in
            var people = numbers
            people[index] += 1
            return Comparison.Design(model.staffed(people), change: "more of \(model.headcounts[index].path)")
        }
        let grown = Comparison.Design(try model.growing(by: 1.1), change: "grown")
        let waits = scenario.allItems.compactMap { item -> Comparison.Design? in
            guard let longer = try? scenario.changing("\(item.name.value).for", to: "2 days").compiled()
            else { return nil }
            return Comparison.Design(longer, change: "longer \(item.name.value)")
        }
        if Self.isThorough { return more + [grown] + waits }
        return more.prefix(1) + [grown] + waits.prefix(1)
    }

    /// Of two measures that have nothing to do with each other the variances add up: the reduction is then 1
    /// within the error of a correlation, 1/√n. Nothing may be beyond four of these below.
    @Test("pairing never widens an interval, beyond chance", arguments: names)
    func neverWidens(name: String) throws {
        let scenario = try scenario(name)
        let model = try scenario.compiled()
        let result = try compared(model, designs(scenario, model))
        let least = 1 / (1 + 4 / Double(result.replications).squareRoot())
        for design in result.designs {
            let what = "\(name), \(design.change ?? "")"
            #expect((design.varianceReduction ?? 2) >= least, "\(what): \(design.varianceReduction ?? 0)")
            for limit in design.limits where limit.isJudged {
                let reduction = limit.varianceReduction ?? 2
                #expect(reduction >= least, "\(what), \(limit.name): \(reduction)")
            }
        }
    }
}
