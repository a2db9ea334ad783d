import Foundation
import Planning
import Testing

/// A folder that is gone when the test is.
final class Scratch {
    let path: String

    init() throws {
        let pattern = FileManager.default.temporaryDirectory.path + "/headroom-test-XXXXXX"
        var bytes = Array(pattern.utf8CString)
        guard let made = mkdtemp(&bytes) else { throw CocoaError(.fileWriteUnknown) }
        path = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func names(_ folder: String = "") -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []).sorted()
    }

    func text(_ name: String) -> String {
        (try? String(contentsOfFile: path + "/" + name, encoding: .utf8)) ?? ""
    }

    func makeFolder(_ name: String) throws {
        try FileManager.default.createDirectory(atPath: path + "/" + name, withIntermediateDirectories: false)
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    func put(_ text: String, _ name: String) throws {
        try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
    }
}

@Suite("Result folders")
struct ResultStoreTests {
    static let files: [ResultFile] = {
        let result = Office.study(.fixed(4), fate: .tiny).result()
        return ResultStore.files(result, Stamp(program: "0.1.0", tzdata: "2026a"))
    }()
    static let names = ["backlog.csv", "report.txt", "result.json"]

    private func problem(_ path: String) -> StoreProblem? {
        do {
            try ResultStore(path).write(Self.files)
            return nil
        } catch {
            return error
        }
    }

    @Test("appear whole, with no temporary names left")
    func whole() throws {
        let scratch = try Scratch()
        try ResultStore(scratch.path + "/deep/er/run").write(Self.files)
        #expect(scratch.names("deep/er/run") == Self.names)
        #expect(scratch.names("deep/er") == ["run"])
        for file in Self.files { #expect(Array(scratch.text("deep/er/run/" + file.name).utf8) == file.bytes) }
    }

    @Test("are replaced by newer ones")
    func replaced() throws {
        let scratch = try Scratch()
        let store = ResultStore(scratch.path + "/run/")
        try store.write(Self.files)
        var newer = Self.files
        newer[2] = ResultFile("report.txt", "newer")
        try store.write(newer)
        #expect(scratch.text("run/report.txt") == "newer")
        #expect(scratch.names() == ["run"] && scratch.names("run") == Self.names)
    }

    @Test("an empty folder is taken")
    func empty() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("run")
        #expect(problem(scratch.path + "/run") == nil)
    }

    @Test("never replace what someone else wrote", arguments: ["notes.txt", "result.json", "report.txt"])
    func foreign(name: String) throws {
        let scratch = try Scratch()
        try scratch.makeFolder("run")
        try scratch.put("mine", "run/\(name)")
        let found = try #require(problem(scratch.path + "/run"))
        #expect(found.cause == .notOurs(found: name) && !found.remedy.isEmpty)
        #expect(scratch.text("run/\(name)") == "mine" && scratch.names("run") == [name])
        #expect(scratch.names() == ["run"])
    }

    @Test("a file added to a result of ours protects the whole folder")
    func added() throws {
        let scratch = try Scratch()
        try ResultStore(scratch.path + "/run").write(Self.files)
        try scratch.put("mine", "run/thoughts.md")
        #expect(problem(scratch.path + "/run")?.cause == .notOurs(found: "thoughts.md"))
        #expect(scratch.names("run").count == 4)
    }

    @Test("never follow a symbolic link")
    func links() throws {
        let scratch = try Scratch()
        try scratch.makeFolder("target")
        try scratch.link("run", to: "target")
        #expect(problem(scratch.path + "/run")?.cause == .symbolicLink)
        try scratch.link("dangling", to: "nowhere")
        #expect(problem(scratch.path + "/dangling")?.cause == .symbolicLink)
        #expect(scratch.names("target").isEmpty)
        try scratch.makeFolder("ours")
        try scratch.put("mine", "precious")
        try scratch.link("ours/result.json", to: "../precious")
        #expect(problem(scratch.path + "/ours")?.cause == .notOurs(found: "result.json"))
        #expect(scratch.text("precious") == "mine")
    }

    @Test("a file in the place or on the way is an error that names the path")
    func inTheWay() throws {
        let scratch = try Scratch()
        try scratch.put("mine", "run")
        #expect(problem(scratch.path + "/run")?.cause == .notOurs(found: "a file"))
        let below = try #require(problem(scratch.path + "/run/below"))
        #expect(below.message.contains(scratch.path + "/run"))
        #expect(scratch.names() == ["run"])
    }

    @Test("a failing device is an error, and a full one is never taken for success")
    func full() throws {
        let error = #expect(throws: StoreProblem.self) { try CheckedFile.write("x", to: "/dev/full") }
        #expect(error?.path == "/dev/full" && error?.message.contains("No space left") == true)
        #expect(problem("/proc/run") != nil)
    }

    @Test("what a killed process left is taken away, what others left stays")
    func leftovers() throws {
        let scratch = try Scratch()
        for name in [".run.headroom-2147483646-0", ".run.headroom-1-0"] {
            try scratch.makeFolder(name)
            try scratch.put("half", name + "/result.json")
        }
        try ResultStore(scratch.path + "/run").write(Self.files)
        #expect(scratch.names() == [".run.headroom-1-0", "run"])
    }

    @Test("an old result that had stepped aside when its writer was killed comes back")
    func steppedAside() throws {
        let scratch = try Scratch()
        try ResultStore(scratch.path + "/run").write(Self.files)
        try FileManager.default.moveItem(
            atPath: scratch.path + "/run", toPath: scratch.path + "/.run.headroom-2147483646-0-old")
        try ResultStore(scratch.path + "/run").write(Self.files)
        #expect(scratch.names() == ["run"] && scratch.names("run") == Self.names)
    }

    @Test("single files are written whole, and links lead where they lead")
    func single() throws {
        let scratch = try Scratch()
        try CheckedFile.write("one", to: scratch.path + "/junit.xml")
        try CheckedFile.write("two", to: scratch.path + "/junit.xml")
        #expect(scratch.text("junit.xml") == "two" && scratch.names() == ["junit.xml"])
        let error = #expect(throws: StoreProblem.self) {
            try CheckedFile.write("x", to: scratch.path + "/none/junit.xml")
        }
        #expect(error?.path.hasPrefix(scratch.path + "/none") == true)
    }
}
