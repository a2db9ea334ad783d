import Foundation
import Testing

/// `headroom schema`: one document on standard output.
@Suite("schema")
struct SchemaCommandTests {
    @Test("a JSON Schema of draft 7, the same bytes every time")
    func schema() throws {
        let run = try ProgramRun(["schema"])
        #expect(run.status == 0 && run.errors.isEmpty)
        let document = try #require(run.json as? [String: Any])
        #expect(document["$schema"] as? String == "http://json-schema.org/draft-07/schema#")
        #expect((document["definitions"] as? [String: Any])?["step"] != nil)
        #expect(try ProgramRun(["schema"]).output == run.output)
    }

    @Test("the reference page, as it lies in the project")
    func page() throws {
        let run = try ProgramRun(["schema", "--page"])
        #expect(run.status == 0 && run.errors.isEmpty)
        let page = try String(contentsOf: Repository.file("docs/language.md"), encoding: .utf8)
        #expect(page.hasSuffix(run.output) && run.output.hasPrefix("# The language\n"))
    }
}
