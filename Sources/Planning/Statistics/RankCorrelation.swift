/// Spearman's rank correlation: how far one thing goes up with another, whatever the form of it.
package enum RankCorrelation {
    /// From -1 to 1; equal values share the mean of their ranks. Nil where either does not vary.
    package static func of(_ x: [Double], _ y: [Double]) -> Double? {
        precondition(x.count == y.count, "pairs")
        let (a, b) = (ranks(x), ranks(y))
        let middle = Double(x.count + 1) / 2
        func sum(_ p: [Double], _ q: [Double]) -> Double {
            zip(p, q).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - middle) }
        }
        let scale = (sum(a, a) * sum(b, b)).squareRoot()
        return scale > 0 ? sum(a, b) / scale : nil
    }

    private static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
        var ranks = Array(repeating: 0.0, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }
}
