/// A value set from outside the file: `--set PATH=VALUE`.
public struct Change: Sendable, Hashable {
    public var path: String
    public var value: String

    public init(path: String, value: String) {
        self.path = path
        self.value = value
    }
}

/// Where a scenario finds the files it names. Paths are as typed, relative to the scenario's folder.
package struct FileReader: Sendable {
    package enum Failure: Error, Sendable, Hashable {
        case missing
        /// Larger than a scenario may be; the size limit in bytes.
        case tooLarge(limit: Int)
        /// Outside the scenario's folder.
        case outside
        case unreadable(String)
    }
    /// Reads at most `limit` bytes, or says why not.
    package var read: @Sendable (_ path: String, _ limit: Int) throws(Failure) -> [UInt8]

    package init(_ read: @escaping @Sendable (_ path: String, _ limit: Int) throws(Failure) -> [UInt8]) {
        self.read = read
    }

    /// Knows no files at all.
    package static let none = FileReader { (_, _) throws(Failure) in throw .missing }
}

/// What a scenario was made of.
struct Origin: Sendable {
    var bytes: [UInt8]
    var file: String
    var changes: [Change]
    var files: FileReader
    /// The tree after all changes; nil before the reading.
    var root: Tree?

    static let empty = Origin(bytes: [], file: "", changes: [], files: .none, root: nil)

    func resolved(_ root: Tree) -> Origin {
        var copy = self
        copy.root = root
        return copy
    }
}
