/// The parameters of a quantity's text by name: `mean`, `p95`, `cv`, `least`, `likely`, `greatest`.
enum QuantityParameters {
    private static let rangeNames = [2: ["least", "greatest"], 3: ["least", "likely", "greatest"]]

    /// The names of the parameters that this text has.
    static func names(in text: String) -> [String] {
        let words = text.split(separator: " ").map(String.init)
        guard let family = words.first else { return [] }
        switch family {
        case "exponential": return ["mean"]
        case "uniform", "triangular":
            guard words.count > 1 else { return [] }
            return rangeNames[ends(words[1]).count] ?? []
        case "lognormal", "gamma", "weibull", "hyperexponential", "erlang":
            return words.filter { ["mean", "p95", "cv"].contains($0) }
        default: return []
        }
    }

    /// The text with one parameter replaced; nil where it has none of that name.
    static func text(_ text: String, setting name: String, to value: String) -> String? {
        guard names(in: text).contains(name) else { return nil }
        var words = text.split(separator: " ").map(String.init)
        if words[0] == "exponential" {
            let tail = words.firstIndex(of: "per").map { words[$0...] } ?? []
            return (["exponential", value] + tail).joined(separator: " ")
        }
        if words[0] == "uniform" || words[0] == "triangular" {
            var ends = ends(words[1])
            guard let i = rangeNames[ends.count]?.firstIndex(of: name) else { return nil }
            ends[i] = value
            words[1] = ends.joined(separator: "..")
            return words.joined(separator: " ")
        }
        guard let start = words.firstIndex(of: name) else { return nil }
        let next =
            words[(start + 1)...].firstIndex { ["mean", "p95", "cv", "per"].contains($0) } ?? words.count
        words.replaceSubrange((start + 1)..<next, with: [value])
        return words.joined(separator: " ")
    }

    /// The value of a parameter; nil where the text has none of that name.
    static func value(of name: String, in text: String) -> String? {
        guard names(in: text).contains(name) else { return nil }
        let words = text.split(separator: " ").map(String.init)
        switch words[0] {
        case "exponential":
            return words[1...].prefix { $0 != "per" }.joined(separator: " ")
        case "uniform", "triangular":
            let ends = ends(words[1])
            let place = rangeNames[ends.count]?.firstIndex(of: name) ?? 0
            let unit = words[2...].prefix { $0 != "per" }
            return ([ends[place]] + unit).joined(separator: " ")
        default:
            let start = words.firstIndex(of: name) ?? 0
            return words[(start + 1)...].prefix { !["mean", "p95", "cv", "per"].contains($0) }
                .joined(separator: " ")
        }
    }

    private static func ends(_ range: String) -> [String] {
        var result: [String] = []
        var rest = Substring(range)
        while let i = rest.firstRange(of: "..") {
            result.append(String(rest[..<i.lowerBound]))
            rest = rest[i.upperBound...]
        }
        return result + [String(rest)]
    }
}
