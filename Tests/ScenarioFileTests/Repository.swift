import Foundation

/// The folder of the package.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func file(_ path: String) -> URL { root.appending(path: path) }

    static func text(_ path: String) throws -> String {
        try String(contentsOf: file(path), encoding: .utf8)
    }

    /// The scenarios right in a folder, in the order of their names.
    static func scenarios(in folder: String) -> [URL] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: file(folder).path)
        return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map { file(folder + "/" + $0) }
    }
}
