internal import Foundation

/// A value of a scenario with all its numbers so many times as large: `45 min`, `12%`, `uniform 5..10 min`. What
/// describes a form alone stays: a coefficient of variation, phases, and what follows `per`.
package enum ScaledText {
    /// Nil for what is no quantity.
    package static func text(_ text: String, times factor: Double) -> String? {
        var words = text.split(separator: " ").map(String.init)
        guard let first = words.first else { return nil }
        let isFamily = families.contains(first)
        guard isFamily || first.first?.isNumber == true else { return nil }
        let end = words.firstIndex(of: "per") ?? words.count
        var changed = 0
        for place in words.indices where place < end {
            let isForm = place > 0 && ["cv", "erlang"].contains(words[place - 1])
            if isForm || !(words[place].first?.isNumber ?? false) { continue }
            guard isFamily || place == 0, let scaled = scaled(words[place], factor) else { return nil }
            words[place] = scaled
            changed += 1
        }
        return changed > 0 ? words.joined(separator: " ") : nil
    }

    private static let families: Set = [
        "constant", "exponential", "uniform", "triangular", "lognormal", "gamma", "weibull",
        "hyperexponential",
        "erlang",
    ]

    /// `12`, `12%`, `5..10`, `5..7..10`.
    private static func scaled(_ word: String, _ factor: Double) -> String? {
        let sign = word.hasSuffix("%") ? "%" : ""
        let ends = word.dropLast(sign.count).split(separator: "..", omittingEmptySubsequences: false)
        var numbers: [String] = []
        for end in ends {
            guard end.allSatisfy({ $0.isNumber || $0 == "." }), let number = Double(end) else { return nil }
            numbers.append(decimal(number * factor))
        }
        return numbers.joined(separator: "..") + sign
    }

    /// Up to millionths, without a tail of zeros.
    private static func decimal(_ number: Double) -> String {
        var text = Format.fixed(number, 6)
        while text.hasSuffix("0") { text.removeLast() }
        if text.hasSuffix(".") { text.removeLast() }
        return text
    }
}
