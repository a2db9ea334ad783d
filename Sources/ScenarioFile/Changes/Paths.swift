/// All paths of a file, in its order: what `--set`, `change` and sweeps may speak of.
enum Paths {
    private static let most = 10_000

    static func all(of root: Tree) -> [String] { values(of: root).map(\.path) }

    /// The same with the text of each; empty where it is a list.
    static func values(of root: Tree) -> [(path: String, text: String)] {
        var found: [(String, String)] = []
        for pair in root.pairs ?? [] {
            switch pair.key.value {
            case "extends", "change", "names": continue
            case "flow": addItems(pair.value, &found)
            case "flows": for flow in pair.value.pairs ?? [] { addItems(flow.value, &found) }
            case "arrivals": addArrivals(pair.value, &found)
            case "staff": addStaff(pair.value, &found)
            default: add(pair.value, pair.key.value, &found)
            }
            if found.count > most { break }
        }
        return found
    }

    private static func add(_ tree: Tree, _ path: String, _ found: inout [(String, String)]) {
        guard found.count < most else { return }
        if let pairs = tree.pairs {
            for pair in pairs { add(pair.value, path + "." + pair.key.value, &found) }
            return
        }
        let text = tree.text ?? ""
        found.append((path, text))
        for name in QuantityParameters.names(in: text) {
            found.append((path + "." + name, QuantityParameters.value(of: name, in: text) ?? ""))
        }
    }

    private static func addArrivals(_ tree: Tree, _ found: inout [(String, String)]) {
        guard let streams = tree.items else { return add(tree, "arrivals", &found) }
        for stream in streams {
            guard let name = stream["stream"]?.text else { continue }
            for pair in stream.pairs ?? [] where pair.key.value != "stream" {
                add(pair.value, "arrivals." + name + "." + pair.key.value, &found)
            }
        }
    }

    private static func addStaff(_ tree: Tree, _ found: inout [(String, String)]) {
        for role in tree.pairs ?? [] {
            let path = "staff." + role.key.value
            guard let pairs = role.value.pairs else {
                found.append((path, role.value.text ?? ""))
                continue
            }
            for pair in pairs {
                add(pair.value, pair.key.value == "people" ? path : path + "." + pair.key.value, &found)
            }
        }
    }

    private static func addItems(_ tree: Tree, _ found: inout [(String, String)]) {
        for item in tree.items ?? [] {
            let kind = item.pairs?.first { ["step", "wait", "together"].contains($0.key.value) }
            guard let kind, let name = kind.value.text else { continue }
            for pair in item.pairs ?? [] where pair.key.value != kind.key.value {
                switch pair.key.value {
                case "outcomes": add(pair.value, name, &found)
                case "branches": for branch in pair.value.pairs ?? [] { addItems(branch.value, &found) }
                default: add(pair.value, name + "." + pair.key.value, &found)
                }
            }
        }
    }

    /// Up to five paths that could have been meant.
    static func near(_ path: String, in root: Tree) -> [String] {
        let all = all(of: root)
        if let nearest = Nearest.to(path, among: all) { return [nearest] }
        let parts = path.split(separator: ".")
        for count in stride(from: parts.count - 1, to: 0, by: -1) {
            let prefix = parts.prefix(count).joined(separator: ".")
            let inside = all.filter { $0 == prefix || $0.hasPrefix(prefix + ".") }
            if !inside.isEmpty { return Array(inside.prefix(5)) }
        }
        return []
    }
}
