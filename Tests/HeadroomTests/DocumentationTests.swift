import Foundation
import Testing

/// Every marked example in the pages is what the program prints.
@Suite("Documentation")
struct DocumentationTests {
    @Test("the examples in the pages are real", .enabled(if: heavyTestsRun))
    func examples() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["bash", Repository.file(".ci/examples").path, "check"]
        process.environment = ProcessInfo.processInfo.environment.merging(
            ["HEADROOM_FOLDER": ProgramRun.program.deletingLastPathComponent().path]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let printed = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(printed)\nrun 'make docs' and look at what changed")
    }
}
