import CaseFlow
import ScenarioFile
import Testing

/// One scenario with nearly every key of the language, whole and with parts left out.
@Suite struct CompileEverythingTests {
    private static let text = Samples.clinic.replacing(", standard: 6 per day", with: "")
        .replacing(", at closing: finish", with: "")
        .replacing(", costs: 80 euro per hour and 120 euro per overtime hour", with: "")
        .replacing("9999 per year", with: "9999 per month")
        .replacing("meets: every Thu", with: "meets: every Wed")
        .replacing("head: { people: 1,", with: "head: { people: 1, costs: 80 euro per hour,")

    @Test func nearlyEveryKeyCompilesTogether() throws {
        let (model, diagnostics) = compile(try read(Self.text))
        #expect(diagnostics.filter { $0.severity == .error }.rendered() == "")
        let made = try #require(model)
        #expect(made.duties.count == 2 && made.limits.count { $0.ifLate != nil } == 2)
        #expect(made.currency == "euro" && made.budgets.count == 1 && made.numbering?.ceiling == 9999)
    }

    /// Whatever is left out, there is a model or an error, and never a crash.
    @Test(arguments: 0..<2)
    func withALineLeftOutThereIsAModelOrAnError(part: Int) throws {
        let lines = Self.text.split(separator: "\n", omittingEmptySubsequences: false)
        var compiled = 0
        for index in lines.indices where index % 6 == 3 * part {
            var fewer = lines
            fewer.remove(at: index)
            guard let scenario = try? read(fewer.joined(separator: "\n")) else { continue }
            let (model, diagnostics) = compile(scenario)
            #expect((model == nil) == diagnostics.contains { $0.severity == .error }, "\(lines[index])")
            compiled += 1
        }
        #expect(compiled > 0)
    }
}
