import Foundation

/// One run of the built program as a process of its own.
struct ProgramRun {
    let status: Int32
    let output: String
    let errors: String
    let seconds: Double

    /// Beside the test bundle.
    static let program: URL = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? CommandLine.arguments[0]
        return URL(fileURLWithPath: bundle).deletingLastPathComponent().appendingPathComponent("headroom")
    }()

    /// - Parameters:
    ///   - output: where standard output goes; nil: into `output`.
    ///   - interruptAfter: seconds until SIGINT; the clock of `seconds` begins then.
    init(
        _ arguments: [String], in folder: URL = Repository.root, output device: String? = nil,
        environment: [String: String] = [:], interruptAfter: Double? = nil
    ) throws {
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        let (out, err) = (Pipe(), Pipe())
        process.standardOutput = device.flatMap { FileHandle(forWritingAtPath: $0) } ?? out
        process.standardError = err
        process.standardInput = FileHandle.nullDevice
        var began = ContinuousClock.now
        try process.run()
        let collected = Collected(device == nil ? out : nil, err)
        if let interruptAfter {
            Thread.sleep(forTimeInterval: interruptAfter)
            began = ContinuousClock.now
            process.interrupt()
        }
        process.waitUntilExit()
        let passed = ContinuousClock.now - began
        seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
        (output, errors) = collected.wait()
        let bySignal = process.terminationReason == .uncaughtSignal
        status = bySignal ? 128 + process.terminationStatus : process.terminationStatus
    }

    var json: Any? { try? JSONSerialization.jsonObject(with: Data(output.utf8)) }

    /// Reads both pipes at once, so that neither fills up.
    private final class Collected: @unchecked Sendable {
        private let group = DispatchGroup()
        private var output = Data()
        private var errors = Data()

        init(_ out: Pipe?, _ err: Pipe) {
            if let out {
                DispatchQueue.global().async(group: group) {
                    self.output = out.fileHandleForReading.readDataToEndOfFile()
                }
            }
            DispatchQueue.global().async(group: group) {
                self.errors = err.fileHandleForReading.readDataToEndOfFile()
            }
        }

        func wait() -> (String, String) {
            group.wait()
            return (String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self))
        }
    }
}

/// A folder of its own for one test, with scenario files in it.
final class Workplace {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "headroom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent(name).path)
    }

    func run(
        _ arguments: String..., output: String? = nil, environment: [String: String] = [:],
        interruptAfter: Double? = nil
    ) throws -> ProgramRun {
        try ProgramRun(
            arguments, in: folder, output: output, environment: environment, interruptAfter: interruptAfter)
    }
}
