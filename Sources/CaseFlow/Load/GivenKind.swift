import SimKernel

/// Rows of a replayed trace that say the same of their cases, as far as a case's way depends on it.
struct GivenKind: Hashable {
    /// Bits by draw that is not made.
    var words: [Int: UInt64] = [:]
    /// Cells by number that is not drawn.
    var cells: [Int: Int] = [:]

    /// The kinds of a stream's cases with their shares; one that says nothing where all is drawn.
    static func all(
        of stream: Stream, _ horizon: Horizon, _ numbers: NumberCells
    ) -> [(kind: GivenKind, share: Double)] {
        guard let given = stream.given, case .replay(let instants, _) = stream.process, !instants.isEmpty
        else {
            return [(GivenKind(), 1)]
        }
        let window = horizon.windowStart..<horizon.windowEnd
        let counted = instants.indices.filter { window.contains(instants[$0]) }
        let rows = counted.isEmpty ? Array(instants.indices) : counted
        var kinds: [GivenKind] = []
        var index: [GivenKind: Int] = [:]
        var counts: [Double] = []
        for row in rows {
            let kind = GivenKind(given, row: row, numbers)
            if let known = index[kind] {
                counts[known] += 1
            } else {
                index[kind] = kinds.count
                kinds.append(kind)
                counts.append(1)
            }
        }
        return zip(kinds, counts).map { ($0, $1 / Double(rows.count)) }
    }

    private init() {}

    private init(_ given: GivenValues, row: Int, _ numbers: NumberCells) {
        for column in given.words { words[column.draw] = column.masks[row] }
        for column in given.numbers {
            cells[column.number] = numbers.cell(of: column.values[row], number: column.number)
        }
    }
}
