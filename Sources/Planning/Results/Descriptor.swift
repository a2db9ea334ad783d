internal import Foundation

/// An open file or folder. Every call is checked, and every error names its path.
struct Descriptor: ~Copyable {
    fileprivate let number: Int32
    let path: String

    deinit { close(number) }

    static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

    static func problem(_ action: String, _ path: String, _ code: Int32 = errno) -> StoreProblem {
        StoreProblem(path: path, cause: .system(action: action, errno: code))
    }

    static func folder(_ path: String) throws(StoreProblem) -> Descriptor {
        let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if number < 0 { throw problem("open the folder", path) }
        return Descriptor(number: number, path: path)
    }

    /// Makes the folder and those above it, as far as they are missing.
    static func makeFolders(_ path: String) throws(StoreProblem) {
        var place = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            place += (place.isEmpty || place.hasSuffix("/") ? "" : "/") + part
            if mkdir(place, 0o777) != 0 && errno != EEXIST {
                let code = errno
                var status = stat()
                if stat(place, &status) == 0 { continue }
                throw problem("make the folder", place, code)
            }
        }
    }

    /// A folder inside this one, never through a link.
    func folder(named name: String) throws(StoreProblem) -> Descriptor {
        let place = path + "/" + name
        let found = openat(number, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        if found < 0 { throw Self.problem("open the folder", place) }
        return Descriptor(number: found, path: place)
    }

    /// False where the name is taken.
    func makeFolder(named name: String) throws(StoreProblem) -> Bool {
        if mkdirat(number, name, 0o777) == 0 { return true }
        if errno == EEXIST { return false }
        throw Self.problem("make the folder", path + "/" + name)
    }

    /// Writes a new file to the end and to the disk; an existing one or a link is an error.
    func write(_ bytes: [UInt8], toNewFile name: String) throws(StoreProblem) {
        let place = path + "/" + name
        let found = openat(number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        if found < 0 { throw Self.problem("create", place) }
        var isOpen = true
        defer { if isOpen { close(found) } }
        try Self.write(bytes, to: found, path: place)
        if fsync(found) != 0 { throw Self.problem("write to the disk", place) }
        isOpen = false
        if close(found) != 0 { throw Self.problem("close", place) }
    }

    static func write(_ bytes: [UInt8], to file: Int32, path: String) throws(StoreProblem) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if written < 0 && errno != EINTR {
                throw problem("write", path)
            }
        }
    }

    func sync() throws(StoreProblem) {
        if fsync(number) != 0 { throw Self.problem("write to the disk", path) }
    }

    enum Kind { case missing, folder, file, link, other }

    /// Looks at the name itself, not at what a link leads to.
    func kind(of name: String) throws(StoreProblem) -> Kind {
        var status = stat()
        if fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) != 0 {
            if errno == ENOENT { return .missing }
            throw Self.problem("look at", path + "/" + name)
        }
        return switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file
        case S_IFLNK: .link
        default: .other
        }
    }

    /// Names in the folder, sorted.
    func names() throws(StoreProblem) -> [String] {
        let copy = openat(number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0, let listing = fdopendir(copy) else {
            let code = errno
            if copy >= 0 { close(copy) }
            throw Self.problem("list", path, code)
        }
        defer { closedir(listing) }
        var names: [String] = []
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The first bytes of a file.
    func beginning(of name: String, count: Int) -> [UInt8] {
        let file = openat(number, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if file < 0 { return [] }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = bytes.withUnsafeMutableBytes { read(file, $0.baseAddress! + filled, count - filled) }
            if got > 0 { filled += got } else if got == 0 || errno != EINTR { break }
        }
        return Array(bytes.prefix(filled))
    }

    /// All of a plain file; nil where there is none of at most so many bytes.
    func contents(of name: String, atMost limit: Int) -> [UInt8]? {
        var status = stat()
        guard fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_size <= limit
        else { return nil }
        let bytes = beginning(of: name, count: Int(status.st_size))
        return bytes.count == Int(status.st_size) ? bytes : nil
    }

    func rename(_ from: String, to name: String) throws(StoreProblem) {
        if renameat(number, from, number, name) != 0 {
            throw Self.problem("put in place", path + "/" + name)
        }
    }

    func removeFile(_ name: String) throws(StoreProblem) {
        if unlinkat(number, name, 0) != 0 && errno != ENOENT {
            throw Self.problem("remove", path + "/" + name)
        }
    }

    func removeFolder(_ name: String) throws(StoreProblem) {
        if unlinkat(number, name, AT_REMOVEDIR) != 0 && errno != ENOENT {
            throw Self.problem("remove", path + "/" + name)
        }
    }
}
