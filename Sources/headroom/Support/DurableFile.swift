import Foundation

/// Files that are on disk when writing returns.
enum DurableFile {
    /// Creates the file, which must not exist, and brings it to disk.
    static func write(_ contents: String, to path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o666)
        guard descriptor >= 0 else { throw Failure.io(path: path, action: "create", errno: errno) }
        defer { close(descriptor) }
        try Output.write(contents, to: descriptor, name: path)
        guard fsync(descriptor) == 0 else { throw Failure.io(path: path, action: "write to", errno: errno) }
    }

    /// Creates or replaces the file in one step.
    static func replace(_ path: String, with contents: String) throws(Failure) {
        let temporary = "\(path).part-\(getpid())"
        do {
            try write(contents, to: temporary)
            guard rename(temporary, path) == 0 else {
                throw Failure.io(path: path, action: "rename to", errno: errno)
            }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    /// Brings the names in a folder to disk, where the file system knows how.
    static func synchronize(folder: String) throws(Failure) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.io(path: folder, action: "open", errno: errno) }
        defer { close(descriptor) }
        if fsync(descriptor) != 0 && errno != EINVAL {
            throw Failure.io(path: folder, action: "write to", errno: errno)
        }
    }

    static func read(_ path: String) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure.io(path: path, action: "open", errno: errno) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw Failure.io(path: path, action: "read", errno: errno) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
    }
}
