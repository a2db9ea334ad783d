import ScenarioFile
import Testing

@Suite("Reading: nothing hangs, nothing crashes, every error has its place")
struct RobustnessTests {
    private func failure(_ bytes: [UInt8]) -> ScenarioError? {
        do throws(ScenarioError) {
            _ = try Scenario(yaml: bytes, file: "library.yaml")
            return nil
        } catch {
            return error
        }
    }

    private func first(_ text: String) -> String {
        guard let first = failure(Array(text.utf8))?.diagnostics.first else { return "no error" }
        return "\(first.line):\(first.column): \(first.message)"
    }

    @Test("100,000 nested brackets are refused at once")
    func brackets() {
        let duration = ContinuousClock().measure {
            #expect(
                first(String(repeating: "[", count: 100_000)) == "1:65: this is nested deeper than 64 levels")
            #expect(
                first("flow: " + String(repeating: "{ a: ", count: 100_000))
                    == "1:322: this is nested deeper than 64 levels")
            #expect(
                first(String(repeating: "- ", count: 100_000))
                    == "1:129: this is nested deeper than 64 levels")
        }
        #expect(duration < .seconds(1))
    }

    @Test("lists within lists over many lines are refused too")
    func steps() {
        let lines = (0..<500).map { String(repeating: " ", count: $0) + "- \n" }
        #expect(first(lines.joined()) == "65:65: this is nested deeper than 64 levels")
        let keys = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }
        #expect(first(keys.joined()) == "65:65: this is nested deeper than 64 levels")
    }

    @Test("an alias bomb is refused at its first anchor, even as a key")
    func aliasBomb() {
        var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for (last, next) in zip("abcdefgh", "bcdefghi") {
            bomb +=
                "\(next): &\(next) [" + Array(repeating: "*\(last)", count: 9).joined(separator: ", ") + "]\n"
        }
        bomb += "? *i\n: x\n"
        let duration = ContinuousClock().measure {
            #expect(first(bomb) == "1:4: anchors ('&') are not part of the language")
        }
        #expect(duration < .seconds(1))
    }

    @Test(
        "an anchor cannot hide behind quotes, comments or texts over several lines",
        arguments: [
            "a: foo\n  \"bar\nb: &x [1]\nc: \"d\"\n",
            "a: |\n  text\n b: &x [1]\n",
            "- a: |\n   text\n  b: &x [1]\n",
            "a: 'it''s'\nb: &x 1\n",
            "a: \"\\\"\"\nb: &x 1\n",
            "a: x#y\nb: &x 1 # \"\nc: \"\n",
            "a: [ \"x\" , &x 1 ]\n",
            "a: >2\n   text\n  b\nc: &x 1\n",
        ])
    func hiding(_ text: String) {
        let messages = failure(Array(text.utf8))?.diagnostics.map(\.message) ?? []
        #expect(
            messages.contains { $0.contains("anchor") || $0.contains("continues") || $0.contains("quote") })
    }

    @Test("an ampersand or asterisk within a text is no anchor")
    func harmless() {
        let text = Samples.library
            .replacing("Complaints of a library", with: "Q&A * B & C  # &x *y")
            .replacing("\ntarget:", with: "\nsource: |\n  &x *y: \"\ntarget:")
        #expect(messages(text) == "")
    }

    @Test("a line of a megabyte", .enabled(if: heavyTestsRun))
    func longLine() {
        let text = Samples.library.replacing(
            "triangular 5..10..30 min", with: String(repeating: "x ", count: 490_000))
        let duration = ContinuousClock().measure {
            let error = failure(Array(text.utf8))
            #expect(error?.diagnostics.first?.message == "'x' is no quantity")
            #expect((error?.description.count ?? 0) < 2000)
        }
        #expect(duration < .seconds(10))
    }

    @Test("files above a megabyte, and no UTF-8")
    func bytes() {
        #expect(
            failure([UInt8](repeating: 0x61, count: 1_000_001))?.diagnostics.first?.message
                == "the file is larger than a scenario may be")
        let bad = Array("scenario: Caf".utf8) + [0xE9, 0x0A] + Array(Samples.library.utf8)
        let error = failure(bad)
        #expect(error?.diagnostics.first?.message == "this is no UTF-8 text")
        #expect(error?.diagnostics.first?.column == 14)
    }

    @Test("NUL and other control characters", arguments: ["\0", "\u{7}", "\u{85}", "\u{2028}", "\u{1B}"])
    func control(_ character: String) {
        let text = Samples.library.replacing("clerk: 2", with: "clerk: \(character)2")
        let first = failure(Array(text.utf8))?.diagnostics.first
        #expect(first?.message.hasSuffix("cannot stand in a scenario") == true)
        #expect(first?.line == 20)
        #expect(first?.column == 10)
        #expect(first?.description.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 } == true)
    }

    @Test("carriage returns and a byte order mark change nothing")
    func lineEnds() throws {
        let plain = try read(Samples.library)
        let windows = try read("\u{FEFF}" + Samples.library.replacing("\n", with: "\r\n"))
        let old = try read(Samples.library.replacing("\n", with: "\r"))
        #expect(windows.digest == plain.digest)
        #expect(old.digest == plain.digest)
        let wrong = Samples.library.replacing("{ investigator: 2 }", with: "{ investigater: 2 }")
        #expect(messages("\u{FEFF}" + wrong.replacing("\n", with: "\r\n")) == messages(wrong))
    }

    @Test(
        "nothing but blanks and comments", arguments: ["", "   \n\n", "# a comment\n", "---\n", "\u{FEFF}"])
    func empty(_ text: String) {
        #expect(first(text) == "1:1: the file is empty")
    }

    @Test("a text, a list or a number is no scenario")
    func otherShapes() {
        #expect(first("hello") == "1:1: here stands a single value, not keys with values")
        #expect(first("- a\n- b\n") == "1:1: here stands a list, not keys with values")
    }

    @Test("a scenario of a megabyte is read in seconds", .enabled(if: heavyTestsRun))
    func large() {
        let steps = (0..<11_000).map {
            "  - { step: more-\($0), by: clerk, work: triangular 5..10..30 min, within: 3 days }\n"
        }
        let text = Samples.library.replacing(
            "  - step: answer\n", with: steps.joined() + "  - step: answer\n")
        let duration = ContinuousClock().measure { #expect(messages(text) == "") }
        #expect(text.utf8.count > 900_000)
        #expect(duration < .seconds(15))
    }

    @Test("thousands of problems are counted, not all said")
    func flood() {
        let keys = (0..<20_000).map { "wrong-\($0): 1\n" }.joined()
        let duration = ContinuousClock().measure {
            let error = failure(Array((Samples.library + keys).utf8))
            #expect(error?.diagnostics.count == 1000)
            #expect(error?.uncounted == 19_000)
            #expect(error?.description.hasSuffix("and 19950 more\n") == true)
        }
        #expect(duration < .seconds(20))
    }
}
