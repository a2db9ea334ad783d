import Foundation

/// The folder of the package.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func file(_ path: String) -> URL { root.appendingPathComponent(path) }

    /// Files below a folder, build products and hidden folders apart, in the order of their names.
    static func files(under folder: String, suffix: String) -> [URL] {
        let walk = FileManager.default.enumerator(
            at: file(folder).standardizedFileURL, includingPropertiesForKeys: nil,
            options: [.skipsHiddenFiles])
        return (walk?.compactMap { $0 as? URL } ?? [])
            .filter { $0.lastPathComponent.hasSuffix(suffix) }
            .sorted { $0.path < $1.path }
    }
}

/// A Swift file as text, with what the style tests ask of it.
struct SourceFile {
    struct Function {
        let name: String
        let line: Int
        let length: Int
    }

    let path: String
    let text: String
    let lines: [Substring]

    static let all: [SourceFile] = ["Sources", "Tests"].flatMap { folder in
        Repository.files(under: folder, suffix: ".swift").compactMap(SourceFile.init)
    }

    private init?(_ url: URL) {
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        let root = Repository.root.standardizedFileURL.path + "/"
        path = url.path.replacingOccurrences(of: root, with: "")
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The target of a file under Sources; nil for tests.
    var floor: String? {
        let parts = path.split(separator: "/")
        return parts.first == "Sources" ? String(parts[1]) : nil
    }

    /// The text without comment lines.
    var code: String {
        lines.filter { !$0.drop(while: { $0 == " " }).hasPrefix("//") }.joined(separator: "\n")
    }

    var imports: Set<String> {
        let statement =
            /^(?:@\w+ )*(?:package |public |internal |private )?import (?:struct |class |enum |func )?(\w+)/
        return Set(lines.compactMap { try? statement.firstMatch(in: $0).map { String($0.1) } })
    }

    /// Functions and initialisers with a body, by indentation: a body ends at the first closing
    /// brace as far left as its declaration.
    var functions: [Function] {
        let declaration =
            /^( *)(?:@\w+(?:\([^)]*\))? )*(?:\w+(?:\(\w+\))? )*(func [^(<]+|init[?!]?|deinit)[(<{ ]/
        var found: [Function] = []
        for (index, line) in lines.enumerated() {
            guard let match = try? declaration.firstMatch(in: line) else { continue }
            guard let opening = lines[index...].firstIndex(where: { $0.isEmpty || $0.contains("{") }),
                lines[opening].hasSuffix("{") || lines[opening].hasSuffix(" in")
            else { continue }
            let end = match.1 + "}"
            guard let closing = lines[opening...].dropFirst().firstIndex(where: { $0.hasPrefix(end) }) else {
                continue
            }
            found.append(Function(name: String(match.2), line: index + 1, length: closing - index + 1))
        }
        return found
    }
}
