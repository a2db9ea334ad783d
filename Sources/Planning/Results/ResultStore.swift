internal import Foundation

/// A file of a result folder.
package struct ResultFile: Sendable, Equatable {
    package var name: String
    package var bytes: [UInt8]

    package init(_ name: String, _ text: String) {
        self.name = name
        bytes = Array(text.utf8)
    }
}

/// The folder in which a run's results stand: `result.json`, `backlog.csv`, `report.txt`, and, where there is
/// something in them, `why-late.csv` and `months.csv`.
///
/// The folder appears whole or not at all: it is written under a temporary name beside its place,
/// forced to the disk and renamed. An older folder is replaced only if every name in it is one that
/// this program writes; nothing else is ever deleted, and no symbolic link is followed.
package struct ResultStore: Sendable {
    package let path: String
    private let parent: String
    private let name: String

    /// Files that this program puts into result folders.
    static let ownNames: Set<String> = [
        "result.json", "backlog.csv", "report.txt", "why-late.csv", "months.csv",
    ]
    /// How a `result.json` of this program begins.
    private static let mark = "{\n  \"version\": 1,\n  \"program\": "

    /// - Parameter path: of the result folder itself. Missing folders above it are made.
    package init(_ path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        while parts.last == "." { parts.removeLast() }
        let isAbsolute = path.hasPrefix("/")
        self.path = path
        name = parts.popLast() ?? ""
        let above = parts.joined(separator: "/")
        parent = isAbsolute ? "/" + above : (above.isEmpty ? "." : above)
    }

    /// The files of a study.
    package static func files(_ result: StudyResult, _ stamp: Stamp) -> [ResultFile] {
        var files = [
            ResultFile("result.json", JSONReport.document(result, stamp).text),
            ResultFile("backlog.csv", BacklogCSV.text(result)),
            ResultFile("report.txt", TextReport.text(result)),
        ]
        if !result.timeByCause.isEmpty { files.append(ResultFile("why-late.csv", CausesCSV.text(result))) }
        if !result.months.isEmpty { files.append(ResultFile("months.csv", MonthsCSV.text(result))) }
        return files
    }

    package func write(_ files: [ResultFile]) throws(StoreProblem) {
        precondition(files.allSatisfy { Self.ownNames.contains($0.name) }, "a file the store does not know")
        if name.isEmpty || name == ".." {
            throw StoreProblem(path: path, cause: .notOurs(found: "other things"))
        }
        try Descriptor.makeFolders(parent)
        let folder = try Descriptor.folder(parent)
        _ = try isReplaceable(in: folder)
        removeLeftovers(in: folder)
        let draft = try makeDraft(in: folder)
        do {
            try fill(draft, with: files, in: folder)
            try publish(draft, in: folder)
        } catch {
            try? Self.remove(draft, in: folder)
            throw error
        }
        try folder.sync()
    }

    /// True where there is an older result of ours, false where there is nothing.
    private func isReplaceable(in folder: borrowing Descriptor) throws(StoreProblem) -> Bool {
        switch try folder.kind(of: name) {
        case .missing: return false
        case .link: throw StoreProblem(path: path, cause: .symbolicLink)
        case .file, .other: throw StoreProblem(path: path, cause: .notOurs(found: "a file"))
        case .folder: break
        }
        let old = try folder.folder(named: name)
        let names = try old.names()
        for name in names {
            if !Self.ownNames.contains(name) { throw StoreProblem(path: path, cause: .notOurs(found: name)) }
            if try old.kind(of: name) != .file {
                throw StoreProblem(path: path, cause: .notOurs(found: name))
            }
        }
        let mark = Array(Self.mark.utf8)
        if !names.isEmpty && old.beginning(of: "result.json", count: mark.count) != mark {
            throw StoreProblem(path: path, cause: .notOurs(found: names[0]))
        }
        return true
    }

    private var draftPrefix: String { ".\(name).headroom-" }

    private func makeDraft(in folder: borrowing Descriptor) throws(StoreProblem) -> String {
        for attempt in 0..<1000 {
            let draft = "\(draftPrefix)\(getpid())-\(attempt)"
            if try folder.makeFolder(named: draft) { return draft }
        }
        throw Descriptor.problem("make a folder in", parent, EEXIST)
    }

    private func fill(
        _ draft: String, with files: [ResultFile], in folder: borrowing Descriptor
    ) throws(StoreProblem) {
        let inside = try folder.folder(named: draft)
        for file in files {
            do {
                try inside.write(file.bytes, toNewFile: file.name)
            } catch {
                // Users know the result's name, not the draft's.
                throw StoreProblem(path: path + "/" + file.name, cause: error.cause)
            }
        }
        try inside.sync()
    }

    /// An older result steps aside under a name of its own first, and comes back if the new one
    /// cannot take its place.
    private func publish(_ draft: String, in folder: borrowing Descriptor) throws(StoreProblem) {
        if try !isReplaceable(in: folder) {
            try folder.rename(draft, to: name)
            return
        }
        let old = draft + "-old"
        try folder.rename(name, to: old)
        do {
            try folder.rename(draft, to: name)
        } catch {
            try? folder.rename(old, to: name)
            throw error
        }
        try Self.remove(old, in: folder)
    }

    /// Removes a draft or an old result: only files of ours, then the folder if nothing else is left.
    private static func remove(_ name: String, in folder: borrowing Descriptor) throws(StoreProblem) {
        if try folder.kind(of: name) != .folder { return }
        let inside = try folder.folder(named: name)
        for file in try inside.names() where ownNames.contains(file) {
            try inside.removeFile(file)
        }
        try folder.removeFolder(name)
    }

    /// Takes away what a killed process left behind; the drafts of living ones stay. If it was
    /// killed while the old result had stepped aside, the old result comes back.
    private func removeLeftovers(in folder: borrowing Descriptor) {
        guard let names = try? folder.names() else { return }
        for left in names where left.hasPrefix(draftPrefix) {
            let process = left.dropFirst(draftPrefix.count).prefix { $0.isNumber }
            guard let id = Int32(process), id != getpid(), kill(id, 0) != 0, errno == ESRCH else {
                continue
            }
            if left.hasSuffix("-old"), (try? folder.kind(of: name)) == .missing {
                try? folder.rename(left, to: name)
            } else {
                try? Self.remove(left, in: folder)
            }
        }
    }
}
