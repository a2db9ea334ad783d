import Foundation

/// A folder with the files of one result, published as a whole: it is written under a temporary
/// name beside its place, brought to disk, and renamed. It replaces only a folder that holds
/// nothing but such files, and never follows a symbolic link.
struct ResultFolder {
    let path: String

    private static let names: Set<String> = ["result.json", "report.txt", "backlog.csv"]

    init(path: String) {
        var path = path
        while path.count > 1 && path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    /// - Parameter files: contents by name; the names are those a result folder knows.
    func write(_ files: [String: String]) throws(Failure) {
        precondition(Set(files.keys).isSubset(of: Self.names), "a result folder has fixed names")
        let replaces = try isReplaceable()
        try createParents()
        let temporary = "\(path).part-\(getpid())"
        guard mkdir(temporary, 0o777) == 0 else { throw failed("create", temporary) }
        do {
            for (name, contents) in files.sorted(by: { $0.key < $1.key }) {
                try DurableFile.write(contents, to: "\(temporary)/\(name)")
            }
            try DurableFile.synchronize(folder: temporary)
            if replaces { try exchange(with: temporary) } else { try publish(temporary) }
        } catch {
            remove(temporary)
            throw error
        }
        try DurableFile.synchronize(folder: parent)
    }

    private var parent: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private func failed(_ action: String, _ path: String) -> Failure {
        .io(path: path, action: action, errno: errno)
    }

    /// False where nothing stands in the place yet.
    private func isReplaceable() throws(Failure) -> Bool {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            if errno == ENOENT { return false }
            throw failed("look at", path)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw Failure.usage(
                "\(printable(path)) is not a folder", remedy: "name another one with --out")
        }
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw failed("read", path)
        }
        if let foreign = entries.sorted().first(where: { !Self.names.contains($0) }) {
            throw Failure.usage(
                "\(printable(path)) holds more than a result (\(printable(foreign)))",
                remedy: "name another folder with --out")
        }
        return true
    }

    private func createParents() throws(Failure) {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in parent.split(separator: "/") where part != "." {
            made += part + "/"
            if mkdir(made, 0o777) != 0 && errno != EEXIST && errno != EISDIR { throw failed("create", made) }
        }
    }

    private func publish(_ temporary: String) throws(Failure) {
        guard rename(temporary, path) == 0 else { throw failed("rename to", path) }
    }

    /// Both names change their folders in one step; then the old one goes.
    private func exchange(with temporary: String) throws(Failure) {
        if renameat2(AT_FDCWD, temporary, AT_FDCWD, path, UInt32(RENAME_EXCHANGE)) != 0 {
            guard errno == EINVAL || errno == ENOSYS else { throw failed("replace", path) }
            let old = "\(path).old-\(getpid())"
            guard rename(path, old) == 0 else { throw failed("replace", path) }
            try publish(temporary)
            remove(old)
        } else {
            remove(temporary)
        }
    }

    /// Takes away the files of a result and the folder they were in, and nothing else.
    private func remove(_ folder: String) {
        for name in Self.names { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }
}
