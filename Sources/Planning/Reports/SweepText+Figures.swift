/// Bars over a single path, and indices of sensitivity.
extension SweepText {
    private static let barWidth = 50
    /// More limits than this are left to the folder.
    private static let mostBarred = 6

    /// The share on time of each targeted limit, one bar a point, where a single path is varied.
    static func bars(_ result: SweepResult) -> [String] {
        guard result.plan.paths.count == 1, result.points.count > 1 else { return [] }
        let order = inOrder(result)
        let blocks = result.targeted.prefix(mostBarred).flatMap { id, className -> [String] in
            let limits = order.map { $0.figures.limit(id, className) }
            let target = limits.compactMap { $0?.target }.first
            let width = order.reduce(0) { max($0, TerminalText.width(result.values($1)[0])) }
            let rows = zip(order, limits).prefix(mostRows).map { point, limit -> String in
                let text = TerminalText.cut(TerminalText.safe(result.values(point)[0]), to: mostValueWidth)
                let value = TerminalText.padded(text, to: min(width, mostValueWidth), right: true)
                guard let share = limit?.onTime.estimate else { return "  \(value)" }
                let decimals = Format.decimals(showing: [share], besides: limit?.target)
                return
                    "  \(value)  \(bar(share, limit?.target))  \(Format.percent(share, decimals: decimals))"
            }
            let goal = target.map { ", target \(Format.percent($0)) at the |" } ?? ""
            return ["", "\(name((id, className))): share on time from 0 to 100 %\(goal)"]
                + rows
        }
        return blocks + left(result.targeted.count - mostBarred, "limit", "limits")
    }

    /// Quasi-random points by their place, others as they were typed.
    private static func inOrder(_ result: SweepResult) -> [SweepResult.Point] {
        guard case .sobol = result.plan.design else { return result.points }
        func place(_ point: SweepResult.Point) -> Double { result.plan.points[point.number - 1].position[0] }
        return result.points.sorted { (place($0), $0.number) < (place($1), $1.number) }
    }

    private static func bar(_ share: Double, _ target: Double?) -> String {
        let filled = Int((share * Double(barWidth)).rounded(.down))
        let mark = target.map { min(barWidth - 1, Int(($0 * Double(barWidth)).rounded(.down))) }
        return (0..<barWidth).map { place in
            if place == mark { return "|" }
            return place < filled ? "█" : "·"
        }.joined()
    }

    static func sensitivity(_ found: [SweepSensitivity], _ paths: [String]) -> [String] {
        var lines = [
            "First-order sensitivity: the part of an output's variance that goes with one path alone "
                + "(95 % interval)"
        ]
        for one in found {
            if one.missing > 0 {
                lines.append(
                    "  \(name(one.output)): \(Format.count(one.missing, "point has", "points have")) no lasting value"
                )
                continue
            }
            guard one.indices.contains(where: { $0 != nil }) else {
                lines.append("  \(name(one.output)): the same everywhere, or too few points to tell")
                continue
            }
            let noise =
                one.noise.map { "; at most \(Format.percent(min(1, $0), decimals: 0)) is chance" } ?? ""
            lines.append("  \(name(one.output))\(noise)")
            var table = TextTable(columns: [
                .init(title: "", most: 40), .init(title: "", isRight: true), .init(title: ""),
            ])
            table.rows = zip(paths, one.indices).map { path, index in
                guard let index else { return [TerminalText.safe(path), "-", ""] }
                return [
                    TerminalText.safe(path), Format.fixed(max(0, index.estimate), 2),
                    "\(Format.fixed(index.low, 2))..\(Format.fixed(index.high, 2))",
                ]
            }
            lines += table.lines.dropFirst().map { "    " + $0 }
        }
        return lines
    }

    private static func name(_ output: SweepSensitivity.Output) -> String {
        switch output {
        case .onTime(let id, let className): "share on time of \(name((id, className)))"
        case .turnaround: "mean turnaround"
        case .cost: "cost"
        case .busiestLoad: "load of the busiest role"
        }
    }
}
