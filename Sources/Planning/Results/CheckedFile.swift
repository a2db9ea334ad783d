internal import Foundation

/// A single output file that a user named, such as `--junit FILE`.
package enum CheckedFile {
    /// Writes all of it or fails. A plain file is written under a temporary name and renamed, so
    /// that a reader never sees half of it; a device, a pipe or what a link leads to is written to
    /// as it is.
    package static func write(_ text: String, to path: String) throws(StoreProblem) {
        var status = stat()
        let exists = lstat(path, &status) == 0
        if exists && status.st_mode & S_IFMT != S_IFREG {
            try writeInPlace(text, to: path)
        } else {
            try writeBeside(text, to: path)
        }
    }

    private static func writeInPlace(_ text: String, to path: String) throws(StoreProblem) {
        let file = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC)
        if file < 0 { throw Descriptor.problem("open", path) }
        defer { close(file) }
        try Descriptor.write(Array(text.utf8), to: file, path: path)
    }

    private static func writeBeside(_ text: String, to path: String) throws(StoreProblem) {
        let slash = path.lastIndex(of: "/")
        let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        let folder = try Descriptor.folder(parent)
        let draft = ".\(name).headroom-\(getpid())"
        do {
            try folder.removeFile(draft)
            try folder.write(Array(text.utf8), toNewFile: draft)
            try folder.rename(draft, to: name)
        } catch {
            try? folder.removeFile(draft)
            throw StoreProblem(path: path, cause: error.cause)
        }
        try folder.sync()
    }
}
