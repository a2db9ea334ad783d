#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

extension FileReader {
    /// Files under a folder, and beside it for `extends`. A link that leads elsewhere is not followed;
    /// anything but a regular file is refused, so that no pipe can hold the program up.
    package static func disk(folder: String) -> FileReader {
        FileReader { (path, limit) throws(Failure) in
            let base = folder.isEmpty ? "." : folder
            let full = path.hasPrefix("/") ? path : base + "/" + path
            guard let real = DiskFile.canonical(full), let root = DiskFile.canonical(base) else {
                throw .missing
            }
            let above = root.lastIndex(of: "/").map { String(root[..<$0]) } ?? ""
            let home = path.hasPrefix("../") ? above : root
            guard path.hasPrefix("/") || real.hasPrefix(home == "/" ? home : home + "/") else {
                throw .outside
            }
            return try DiskFile.contents(of: real, limit: limit)
        }
    }
}

/// Files of the machine, read whole.
enum DiskFile {
    static func canonical(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The bytes of a regular file of at most `limit` bytes.
    static func contents(of path: String, limit: Int) throws(FileReader.Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? .missing : .unreadable(String(cString: strerror(errno)))
        }
        defer { _ = close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable("not a regular file")
        }
        guard status.st_size <= limit else { throw .tooLarge(limit: limit) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        throw .tooLarge(limit: limit)
    }
}
