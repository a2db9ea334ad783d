import ScenarioFile
import Testing

@Suite("Diagnostics as text")
struct RenderingTests {
    private func diagnostic(_ line: String, column: Int, number: Int = 7) -> Diagnostic {
        Diagnostic(
            severity: .error, file: "a.yaml", line: number, column: column, message: "wrong", remedy: "right",
            sourceLine: line)
    }

    @Test("the caret counts the two cells of a Chinese character, the column one")
    func wide() {
        let text = Samples.chinese.replacing("{ 调查员: 2 }", with: "{ 调查元: 2 }")
        #expect(
            messages(text) == """
                library.yaml:9:23: error: no role '调查元' in staff
                    9 |   - { step: 调查, by: { 调查元: 2 }, work: lognormal mean 4 h p95 10 h, within: { 重大投诉: 8 working hours, others: 3 working days } }
                      |                         ^ did you mean '调查员'?

                """)
    }

    @Test("marks on a letter take no cell of their own")
    func marks() {
        #expect(
            diagnostic("e\u{301}x", column: 3).description == """
                a.yaml:7:3: error: wrong
                    7 | e\u{301}x
                      |  ^ right
                """)
    }

    @Test("control and direction characters are shown, not sent")
    func control() {
        var diagnostic = diagnostic("a\u{1B}[31m\u{202E}b", column: 8)
        diagnostic.message = "no role '\u{1B}]0;x'"
        diagnostic.file = "a\nb.yaml"
        #expect(
            diagnostic.description == """
                a\\u{a}b.yaml:7:8: error: no role '\\u{1b}]0;x'
                    7 | a\\u{1b}[31m\\u{202e}b
                      |                    ^ right
                """)
    }

    @Test("a long line is cut to the part around the caret")
    func long() {
        let line = String(repeating: "x", count: 500) + "!" + String(repeating: "y", count: 500)
        let lines = diagnostic(line, column: 501).description.split(separator: "\n")
        #expect(
            lines[1] == "    7 | …" + String(repeating: "x", count: 60) + "!"
                + String(repeating: "y", count: 59) + "…")
        #expect(lines[2] == "      | " + String(repeating: " ", count: 61) + "^ right")
    }

    @Test("line numbers of any width")
    func gutter() {
        #expect(
            diagnostic("x", column: 1, number: 123_456).description == """
                a.yaml:123456:1: error: wrong
                123456 | x
                       | ^ right
                """)
    }

    @Test("fifty are said, the others counted")
    func cap() {
        let all = Array(repeating: diagnostic("x", column: 1), count: 53)
        #expect(all.rendered().hasSuffix("and 3 more\n"))
        #expect(all.rendered(most: 60).components == 53)
    }

    @Test("problems come by place, each once")
    func order() throws {
        let text = Samples.library
            .replacing("start: 2027-01-04", with: "start: 2027-13-04")
            .replacing("clerk: 2", with: "clerk: two")
        do {
            _ = try read(text)
            Issue.record("read without an error")
        } catch {
            #expect(error.diagnostics.map(\.line) == [20, 53])
        }
    }
}

extension String {
    fileprivate var components: Int { split(separator: "\n").count / 3 }
}
