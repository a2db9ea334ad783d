import ScenarioFile
import Testing

#if DEBUG
private let mutants = 200
#else
private let mutants = 3000
#endif

@Suite("Mutated scenarios")
struct FuzzTests {
    private static let scraps = [
        "..", ":", ": ", "- ", "{", "}", "[", "]", ",", "#", "\"", "'", "&a", "*a", "!x", "|", ">", "?", "%",
        "@",
        "others", "end", "none", "solve", "0", "-1", "1e9", "99999999999999999999", "100%", "min", "working",
        "days",
        "and", "or", "not", "same as", "until next", "mean", "p95", "cv", "per open case", "24:00",
        "2027-02-30",
        "客", "\u{301}", "\t", "\r", "\0", "step:", "wait:", "together:", "branches:", "outcomes:", "back to:",
        "share:", "within:", "by:", "work:", "case:", "people:", "change:", "extends:", "<<:", "---", "...",
    ]

    private func mutant(_ text: String, _ bits: inout Bits) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            Array($0.unicodeScalars)
        }
        for _ in 0..<Int.random(in: 1...4, using: &bits) {
            let i = Int.random(in: 0..<lines.count, using: &bits)
            let j = Int.random(in: 0..<lines.count, using: &bits)
            let at = Int.random(in: 0...lines[i].count, using: &bits)
            switch Int.random(in: 0..<9, using: &bits) {
            case 0: lines.remove(at: i)
            case 1: lines.insert(lines[i], at: j)
            case 2: lines.swapAt(i, j)
            case 3:
                lines[i].insert(contentsOf: Self.scraps.randomElement(using: &bits)!.unicodeScalars, at: at)
            case 4: lines[i].insert(contentsOf: (" " as String).unicodeScalars, at: at)
            case 5: if at < lines[i].count { lines[i].remove(at: at) }
            case 6: lines[i].removeSubrange(at...)
            case 7: lines[i] = swapped(lines[i], lines[j], &bits)
            default: lines.removeSubrange(min(i, j)..<min(max(i, j), min(i, j) + 8))
            }
            if lines.isEmpty { lines = [[]] }
        }
        return lines.map { String(String.UnicodeScalarView($0)) }.joined(separator: "\n")
    }

    /// One word of a line replaced by one of another line.
    private func swapped(
        _ line: [Unicode.Scalar], _ other: [Unicode.Scalar], _ bits: inout Bits
    ) -> [Unicode.Scalar] {
        var own = line.split(separator: " ", omittingEmptySubsequences: false)
        let words = other.split(separator: " ")
        guard let word = words.randomElement(using: &bits), let i = own.indices.randomElement(using: &bits)
        else {
            return line
        }
        own[i] = word
        return Array(own.joined(separator: [" "]))
    }

    @Test(
        "no crash, none slower than a second, every error with its place",
        arguments: [Samples.library, Samples.clinic, Samples.chinese])
    func mutated(_ text: String) {
        let clock = ContinuousClock()
        var accepted = 0
        for seed in 0..<UInt64(mutants / 3) {
            var bits = Bits(state: seed)
            let mutant = mutant(text, &bits)
            let lines = mutant.split(omittingEmptySubsequences: false) {
                $0 == "\n" || $0 == "\r\n" || $0 == "\r"
            }.count
            let start = clock.now
            do throws(ScenarioError) {
                _ = try Scenario(yaml: Array(mutant.utf8), file: "mutant.yaml")
                accepted += 1
            } catch {
                let isPlaced = error.diagnostics.allSatisfy {
                    $0.file == "mutant.yaml" && (1...lines + 1).contains($0.line) && $0.column >= 1
                }
                #expect(isPlaced && error.diagnostics.contains { $0.severity == .error }, "seed \(seed)")
            }
            #expect(clock.now - start < .seconds(1), "seed \(seed)")
        }
        #expect(accepted < mutants / 3)
    }
}
