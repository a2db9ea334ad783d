import CaseFlow
import Foundation
import ScenarioFile
import Testing

/// Rule books with random damage, through reading, compiling and a short simulation.
///
/// `make soak` takes 150,000 of them. The one at hand is kept in a file, so that a crash leaves it.
@Suite("Soak", .enabled(if: heavyTestsRun))
struct SoakTests {
    private static let mutants =
        ProcessInfo.processInfo.environment["HEADROOM_SOAK"].flatMap(UInt64.init) ?? 300
    private static let kept = FileManager.default.temporaryDirectory.appendingPathComponent(
        "headroom-soak.yaml")

    @Test("no damage crashes or takes a second, and every refusal has a place")
    func damage() throws {
        let files = Repository.files(under: "scenarios", suffix: ".yaml")
        let books = try files.map { Array(try Data(contentsOf: $0)) }
        try #require(!books.isEmpty)
        for seed in 0..<Self.mutants {
            var mutator = Mutator(seed: seed)
            let mutant = mutator.damaged(books)
            try Data(mutant).write(to: Self.kept)
            let began = ContinuousClock.now
            let diagnostics = Self.use(mutant)
            let took = ContinuousClock.now - began
            #expect(took < .seconds(1), "seed \(seed) took \(took)")
            for one in diagnostics {
                #expect(one.line >= 1 && one.column >= 1 && !one.message.isEmpty, "seed \(seed)")
            }
        }
        try? FileManager.default.removeItem(at: Self.kept)
    }

    private static func use(_ bytes: [UInt8]) -> [Diagnostic] {
        do {
            let scenario = try Scenario(yaml: bytes, file: "mutant.yaml")
            let (model, diagnostics) = compile(scenario)
            if let model { _ = simulate(model, seed: 1, replication: 0, brake: Brake(maxEvents: 10_000)) }
            return diagnostics
        } catch {
            return error.diagnostics
        }
    }
}

/// Random damage to a text: what people mistype, what editors do to files, and noise.
private struct Mutator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func damaged(_ books: [[UInt8]]) -> [UInt8] {
        var lines = books[below(books.count)].split(separator: 10, omittingEmptySubsequences: false).map(
            Array.init)
        for _ in 0...below(3) { damage(&lines, from: books) }
        return Array(lines.joined(separator: [10]))
    }

    private mutating func damage(_ lines: inout [[UInt8]], from books: [[UInt8]]) {
        let at = below(lines.count)
        switch below(9) {
        case 0: lines.remove(at: at)
        case 1: lines.insert(lines[below(lines.count)], at: at)
        case 2: lines.swapAt(at, below(lines.count))
        case 3: lines[at] = replacingNumber(lines[at])
        case 4: lines[at] = replacingWord(lines[at], by: lines[below(lines.count)])
        case 5: lines[at].insert(UInt8(truncatingIfNeeded: next()), at: below(lines[at].count + 1))
        case 6: if !lines[at].isEmpty { lines[at].remove(at: below(lines[at].count)) }
        case 7: lines[at] = [32, 32] + lines[at]
        default: lines[at] = lines[at].filter { $0 != Self.signs[below(Self.signs.count)] }
        }
        if lines.isEmpty { lines = [[]] }
    }

    private static let signs = Array("{}[]:,.%-".utf8)
    private static let numbers = [
        "0", "-1", "1", "1e12", "999999999999", "0.0001", "100%", "1000000 years", "none", "solve", "08:61",
    ]

    private mutating func replacingNumber(_ line: [UInt8]) -> [UInt8] {
        guard let first = line.firstIndex(where: { (48...57).contains($0) }) else { return line }
        let end = line[first...].firstIndex { !(48...57).contains($0) } ?? line.count
        return Array(line[..<first]) + Array(Self.numbers[below(Self.numbers.count)].utf8)
            + Array(line[end...])
    }

    private mutating func replacingWord(_ line: [UInt8], by other: [UInt8]) -> [UInt8] {
        let mine = line.split(separator: 32)
        let theirs = other.split(separator: 32)
        guard !mine.isEmpty, !theirs.isEmpty else { return line }
        let word = mine[below(mine.count)]
        return Array(line[..<word.startIndex]) + Array(theirs[below(theirs.count)])
            + Array(line[word.endIndex...])
    }
}
