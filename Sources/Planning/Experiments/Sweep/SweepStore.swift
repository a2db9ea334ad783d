internal import Foundation
internal import ScenarioFile

/// The folder of a sweep: a file for each finished point, and the reports when all are there.
///
/// A point's file appears whole or not at all, and is named after all that its figures depend on. Several
/// programs may fill one folder, and the files of several folders may be put into one: what a file says is
/// taken only if it is whole and says that it is for the very point.
package struct SweepStore: Sendable {
    package let path: String
    private var pointsPath: String { path + "/" + Self.pointsName }

    static let pointsName = "points"
    static let reportNames: Set<String> = ["sweep.json", "sweep.csv", "report.txt"]
    /// How a `sweep.json` of this program begins.
    private static let mark = "{\n  \"version\": 1,\n  \"program\": "
    /// More bytes than the figures of any scenario.
    private static let largestPoint = 64 << 20

    /// Makes the folder if there is none.
    ///
    /// Throws where something is in its place that no sweep of this program wrote.
    package init(_ path: String) throws(StoreProblem) {
        var text = path
        while text.count > 1, text.hasSuffix("/") { text.removeLast() }
        self.path = text
        var status = stat()
        if lstat(text, &status) == 0 {
            let kind = status.st_mode & S_IFMT
            if kind == S_IFLNK { throw StoreProblem(path: text, cause: .symbolicLink) }
            if kind != S_IFDIR { throw StoreProblem(path: text, cause: .notOurs(found: "a file")) }
        }
        try Descriptor.makeFolders(text)
        let folder = try Descriptor.folder(text)
        try Self.checkOwn(folder)
        _ = try folder.makeFolder(named: Self.pointsName)
        _ = try folder.folder(named: Self.pointsName)
    }

    /// Takes away the reports of an earlier sweep, so that none stands there that is not of the last one.
    package func removeReports() throws(StoreProblem) {
        let folder = try Descriptor.folder(path)
        for name in Self.reportNames.sorted() { try folder.removeFile(name) }
    }

    private static func checkOwn(_ folder: borrowing Descriptor) throws(StoreProblem) {
        for name in try folder.names() where !isDraft(name) {
            let kind = try folder.kind(of: name)
            let isOwn = name == pointsName ? kind == .folder : reportNames.contains(name) && kind == .file
            if !isOwn { throw StoreProblem(path: folder.path, cause: .notOurs(found: name)) }
            let mark = Array(mark.utf8)
            if name == "sweep.json", folder.beginning(of: name, count: mark.count) != mark {
                throw StoreProblem(path: folder.path, cause: .notOurs(found: name))
            }
        }
    }

    // MARK: - Points

    /// The first line of a point's file; the second is the figures.
    private struct Head: Codable, Equatable {
        var headroom = "point of a sweep"
        var key: SweepKey
        /// Of the second line.
        var sha256: String
    }

    private static func name(_ key: SweepKey) -> String {
        let text = "\(key.digest) \(key.seed) \(key.sample) \(key.program) \(key.tzdata)"
        return "point-" + SHA256.hexadecimal(of: Array(text.utf8)).prefix(32) + ".jsonl"
    }

    /// What was found before; nil where there is nothing, or nothing that can be trusted.
    package func figures(_ key: SweepKey) -> SweepFigures? {
        guard let folder = try? Descriptor.folder(pointsPath),
            let bytes = folder.contents(of: Self.name(key), atMost: Self.largestPoint)
        else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        guard lines.count == 3, lines[2].isEmpty,
            let head = try? JSONDecoder().decode(Head.self, from: Data(lines[0])),
            head == Head(key: key, sha256: SHA256.hexadecimal(of: Array(lines[1]))),
            let figures = try? JSONDecoder().decode(SweepFigures.self, from: Data(lines[1])),
            figures.digest == key.digest, figures.seed == key.seed
        else { return nil }
        return figures
    }

    package func write(_ figures: SweepFigures, _ key: SweepKey) throws(StoreProblem) {
        let name = Self.name(key)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        guard let body = try? encoder.encode(figures),
            let head = try? encoder.encode(Head(key: key, sha256: SHA256.hexadecimal(of: Array(body))))
        else { preconditionFailure("the figures of a point are finite numbers") }
        let line = [UInt8(ascii: "\n")]
        try Self.put(Array(head) + line + Array(body) + line, as: name, in: Descriptor.folder(pointsPath))
    }

    // MARK: - Reports

    package static func files(_ result: SweepResult) -> [ResultFile] {
        [
            ResultFile("sweep.json", SweepJSON.document(result).text),
            ResultFile("sweep.csv", SweepCSV.text(result)),
            ResultFile("report.txt", SweepText.text(result)),
        ]
    }

    /// Writes the reports of a sweep that is complete, and takes away what killed programs left half written.
    package func write(_ files: [ResultFile]) throws(StoreProblem) {
        precondition(
            files.allSatisfy { Self.reportNames.contains($0.name) }, "a file the store does not know")
        let folder = try Descriptor.folder(path)
        for file in files { try Self.put(file.bytes, as: file.name, in: folder) }
        try Self.removeDrafts(in: folder)
        try Self.removeDrafts(in: Descriptor.folder(pointsPath))
    }

    /// Under a name of its own first, so that nobody ever reads half a file, then in place of whatever has the
    /// name: a link is replaced, not followed.
    private static func put(
        _ bytes: [UInt8], as name: String, in folder: borrowing Descriptor
    ) throws(StoreProblem) {
        let draft = ".\(name)\(draftMark)\(getpid())"
        do {
            try folder.removeFile(draft)
            try folder.write(bytes, toNewFile: draft)
            try folder.rename(draft, to: name)
        } catch {
            try? folder.removeFile(draft)
            // Users know the file's name, not the draft's.
            throw StoreProblem(path: folder.path + "/" + name, cause: error.cause)
        }
        try folder.sync()
    }

    private static let draftMark = ".headroom-"

    private static func isDraft(_ name: String) -> Bool { name.hasPrefix(".") && name.contains(draftMark) }

    private static func removeDrafts(in folder: borrowing Descriptor) throws(StoreProblem) {
        for name in try folder.names() where isDraft(name) {
            guard let process = name.split(separator: "-").last.flatMap({ Int32($0) }), process > 0,
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            try folder.removeFile(name)
        }
    }
}
