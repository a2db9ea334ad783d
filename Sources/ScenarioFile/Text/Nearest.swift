/// "Did you mean": the candidate that a slip of the keyboard turns into the given text.
package enum Nearest {
    /// The closest candidate within a third of the text's length, the first of several; nil where
    /// none is close. Costs at most 64 letters squared for each candidate.
    package static func to(_ text: String, among candidates: some Sequence<String>) -> String? {
        let typed = Array(text.lowercased().unicodeScalars.prefix(64))
        var best: (String, Int)?
        for candidate in candidates where candidate != text {
            let other = Array(candidate.lowercased().unicodeScalars.prefix(64))
            let allowed = max(1, max(typed.count, other.count) / 3)
            guard abs(typed.count - other.count) <= allowed, typed.count > 1 || other.count > 1 else {
                continue
            }
            let distance = distance(typed, other)
            if distance <= allowed, distance < max(typed.count, other.count), distance < best?.1 ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.0
    }

    /// Optimal string alignment: insertions, deletions, replacements, and swaps of neighbours.
    private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 1...a.count {
            var row = [i]
            row.reserveCapacity(b.count + 1)
            for j in 1...b.count {
                var best = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    best = min(best, before[j - 2] + 1)
                }
                row.append(best)
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
