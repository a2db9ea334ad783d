internal import Foundation

/// Numbers and times as text, the same in every locale.
package enum Format {
    /// Nine significant digits, as JSON allows them.
    package static func number(_ x: Double) -> String {
        if x == 0 { return "0" }
        return String(format: "%.9g", x)
    }

    package static func fixed(_ x: Double, _ decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", x)
        let isZero = !text.contains { $0.isNumber && $0 != "0" }
        return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
    }

    /// 0.9312 as "93.1 %".
    package static func percent(_ share: Double, decimals: Int) -> String {
        fixed(share * 100, decimals) + " %"
    }

    /// A share as given by a user: "95 %", "99.5 %".
    package static func percent(_ share: Double) -> String {
        String(format: "%.6g", share * 100) + " %"
    }

    /// Three digits or so: "0.31", "4.2", "38", "1,043".
    package static func amount(_ x: Double) -> String {
        let size = abs(x)
        if size >= 99.95 { return grouped(x) }
        if size >= 9.995 { return fixed(x, 1) }
        return fixed(x, 2)
    }

    /// Two significant digits, however small: "0.0083".
    package static func significant(_ x: Double) -> String { String(format: "%.2g", x) }

    /// A whole number with its thousands set apart.
    package static func grouped(_ x: Double) -> String {
        let digits = Array(fixed(abs(x), 0))
        var text = ""
        for (place, digit) in digits.enumerated() {
            if place > 0 && (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return x < 0 && text != "0" ? "-" + text : text
    }

    /// Seconds in the unit a person would use: "40 s", "12 min", "3.4 h", "2.1 d".
    package static func duration(_ seconds: Double) -> String {
        let size = abs(seconds)
        if size < 99.5 { return fixed(seconds, size < 9.95 && size > 0 ? 1 : 0) + " s" }
        if size < 99.5 * 60 { return short(seconds / 60) + " min" }
        if size < 48 * 3600 { return short(seconds / 3600) + " h" }
        return short(seconds / 86_400) + " d"
    }

    private static func short(_ x: Double) -> String {
        abs(x) < 9.95 ? fixed(x, 1) : grouped(x)
    }

    /// "1 person", "2 people".
    package static func count(_ n: Int, _ one: String, _ many: String) -> String {
        "\(grouped(Double(n))) \(n == 1 ? one : many)"
    }

    /// As few decimals (at least one) as still show each value on its own side of the target, of
    /// nothing and of everything: 94.96 % is not shown as 95.0 %, nor 99.97 % as 100.0 %.
    package static func decimals(showing shares: [Double], besides target: Double?) -> Int {
        let marks = [0, 1] + (target.map { [$0] } ?? [])
        for decimals in 1..<5 {
            let isPlain = shares.allSatisfy { share in
                let shown = rounded(share * 100, decimals)
                return marks.allSatisfy { mark in
                    let wanted = rounded(mark * 100, 6)
                    return share == mark || (share > mark ? shown > wanted : shown < wanted)
                }
            }
            if isPlain { return decimals }
        }
        return 5
    }

    private static func rounded(_ x: Double, _ decimals: Int) -> Double {
        Double(fixed(x, decimals)) ?? x
    }
}
