import Foundation
import Testing

/// The walls of the house and the form of the source, read from the files themselves.
@Suite("Style")
struct StyleTests {
    private let files = SourceFile.all

    @Test("a floor imports only what stands below it")
    func importsLookDown() {
        #expect(files.count > 10, "the sources were not found")
        let allowed: [String: Set<String>] = [
            "SimKernel": ["CGSL", "Synchronization"],
            "CaseFlow": ["SimKernel", "Synchronization"],
            "ScenarioFile": ["CaseFlow", "SimKernel", "Yams", "Foundation", "Synchronization"],
            "Planning": [
                "ScenarioFile", "CaseFlow", "SimKernel", "CGSL", "Foundation", "Synchronization", "Dispatch",
            ],
            "headroom": [
                "Planning", "ScenarioFile", "CaseFlow", "SimKernel", "ArgumentParser", "Foundation",
                "Synchronization", "Dispatch",
            ],
        ]
        for file in files {
            guard let floor = file.floor, let modules = allowed[floor] else { continue }
            let foreign = file.imports.subtracting(modules).subtracting(["Glibc", "Musl", "Darwin"]).sorted()
            #expect(foreign.isEmpty, "\(file.path) imports \(foreign.joined(separator: ", "))")
        }
    }

    @Test("only the scenario floor knows YAML, only the kernel's and the planner's mathematics know GSL")
    func librariesStayBehindTheirWalls() {
        for file in files where file.floor != nil {
            #expect(!file.imports.contains("Yams") || file.floor == "ScenarioFile", "\(file.path)")
            #expect(!file.imports.contains("ArgumentParser") || file.floor == "headroom", "\(file.path)")
            #expect(
                !file.imports.contains("CGSL") || ["SimKernel", "Planning"].contains(file.floor),
                "\(file.path)")
        }
    }

    @Test("below the executable no clock is read and no randomness comes from the system")
    func pureBelowTheExecutable() {
        let impure = [
            "Date()", "Date.now", "ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday",
            "DispatchTime.now", "DispatchWallTime", "SystemRandomNumberGenerator", ".random(in:",
            "arc4random",
            ".shuffled()", ".randomElement()", "hashValue", "Hasher()", "getenv(", "TimeZone.current",
            "Locale.current",
        ]
        for file in files where file.floor != nil && file.floor != "headroom" {
            for word in impure {
                #expect(!file.code.contains(word), "\(file.path) uses \(word)")
            }
        }
    }

    @Test("files and functions are short enough to hold in the head")
    func sizes() {
        for file in files {
            #expect(file.lines.count <= 500, "\(file.path) has \(file.lines.count) lines")
            for function in file.functions where function.length > 60 {
                Issue.record("\(file.path):\(function.line): \(function.name) has \(function.length) lines")
            }
        }
    }

    @Test("no unfinished marks and no paths of one machine")
    func nothingUnfinished() {
        let marks = ["TO" + "DO", "FIX" + "ME", "not " + "implemented", "/ho" + "me/", "/ro" + "ot/"]
        for file in files {
            for mark in marks {
                #expect(!file.text.contains(mark), "\(file.path) contains \(mark)")
            }
        }
    }

    @Test("links between the pages lead somewhere")
    func linksLead() throws {
        let link = /\]\(([^)#:]+)(#[^)]*)?\)/
        for page in Repository.files(under: ".", suffix: ".md") {
            let text = try String(contentsOf: page, encoding: .utf8)
            for match in text.matches(of: link) {
                let target = page.deletingLastPathComponent().appendingPathComponent(String(match.1))
                #expect(FileManager.default.fileExists(atPath: target.path), "\(page.path): \(match.1)")
            }
        }
    }
}
