/// A sweep on a terminal: a table of its points, bars over a single path, and what the paths explain.
package enum SweepText {
    static let columns = 100
    /// More points than this are left to the folder.
    static let mostRows = 100
    private static let mostPathWidth = 22
    static let mostValueWidth = 24

    package static func text(_ result: SweepResult) -> String {
        var lines = header(result)
        if !result.points.isEmpty {
            lines += [""] + table(result) + bars(result)
            let sensitivity = result.sensitivity
            if !sensitivity.isEmpty { lines += [""] + Self.sensitivity(sensitivity, result.plan.paths) }
            lines += [""] + conclusion(result)
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func header(_ result: SweepResult) -> [String] {
        let count = result.plan.points.count
        var points = Format.count(count, "point", "points")
        points += result.plan.design == .grid ? " of a grid" : " of Sobol's sequence"
        if let shard = result.shard { points = "\(result.asked) of \(points), part \(shard.text)" }
        if result.points.count < result.asked {
            points += ", of which \(result.points.count) finished"
            if let stopped = result.stopped { points += " before it was stopped (\(stopped.rawValue))" }
        }
        let seeds = Set(result.points.map(\.figures.seed)).sorted()
        let sizes = Set(result.points.map(\.figures.replications)).sorted()
        var about = [points]
        if let least = sizes.first, let most = sizes.last {
            about.append(
                least == most ? "\(least) replications each" : "\(least) to \(most) replications each")
        }
        if seeds.count == 1 { about.append("seed \(seeds[0])") }
        return [
            TerminalText.cut(TerminalText.safe(result.title), to: columns),
            "Sweep: " + about.joined(separator: "; "),
        ]
    }

    // MARK: - The table

    /// With as many paths and limits as there is room for.
    private static func table(_ result: SweepResult) -> [String] {
        let entries = limits(result)
        let paths = shownPaths(result)
        var shown = entries.count
        var lines = self.lines(result, paths, entries.map(\.entry))
        while shown > 1, lines.contains(where: { TerminalText.width($0) > columns }) {
            shown -= 1
            let best = entries.sorted { $0.rank < $1.rank }.prefix(shown).sorted { $0.place < $1.place }
            lines = self.lines(result, paths, best.map(\.entry))
        }
        let hidden = [
            left(result.points.count - mostRows, "point", "points"),
            left(result.plan.paths.count - paths, "path", "paths"),
            left(entries.count - shown, "limit", "limits"),
        ]
        return lines.map { TerminalText.cut($0, to: columns) } + hidden.flatMap { $0 }
    }

    /// What is not shown, where anything is not.
    static func left(_ count: Int, _ one: String, _ many: String) -> [String] {
        count > 0
            ? ["… and \(Format.grouped(Double(count))) more \(count == 1 ? one : many) in sweep.csv"] : []
    }

    /// Paths that leave room for a limit, the busiest role and the cost; the first one always.
    private static func shownPaths(_ result: SweepResult) -> Int {
        var room = columns - 45
        for path in result.plan.paths.indices {
            let widest = result.points.prefix(mostRows).reduce(
                TerminalText.width(tail(result.plan.paths[path]))
            ) {
                max($0, TerminalText.width(TerminalText.safe(result.values($1)[path])))
            }
            room -= min(widest, mostValueWidth) + 2
            if room < 0 { return max(1, path) }
        }
        return result.plan.paths.count
    }

    typealias Entry = (id: String, className: String?)

    private static func lines(_ result: SweepResult, _ paths: Int, _ limits: [Entry]) -> [String] {
        var table = TextTable(
            columns: result.plan.paths.prefix(paths).map {
                .init(title: tail($0), isRight: true, most: mostValueWidth)
            })
        table.columns += limits.map { .init(title: TerminalText.cut(name($0), to: 24), isRight: true) }
        table.columns += [
            .init(title: "busiest role", isRight: true, most: 24), .init(title: "cost", isRight: true),
        ]
        table.rows = result.points.prefix(mostRows).map { point in
            let cost = point.figures.cost.total.estimate.map(Format.grouped) ?? "-"
            return result.values(point).prefix(paths).map(TerminalText.safe)
                + limits.map { cell(point.figures.limit($0.id, $0.className)) }
                + [busiest(point.figures), cost]
        }
        return table.lines
    }

    /// The limits with a target, or without any all limits, in the order of the file; `rank` counts from the one
    /// that falls shortest of its target.
    private static func limits(_ result: SweepResult) -> [(entry: Entry, place: Int, rank: Int)] {
        let judged = result.targeted
        let all = judged.isEmpty ? result.entries { $0.className == nil && !$0.isBlank } : judged
        let margins = all.map { entry -> Double in
            let shares = result.points.compactMap { point -> Double? in
                let limit = point.figures.limit(entry.id, entry.className)
                return limit?.onTime.estimate.map { $0 - (limit?.target ?? 0) }
            }
            return shares.min() ?? 2
        }
        let order = all.indices.sorted { (margins[$0], $0) < (margins[$1], $1) }
        return order.enumerated().map { rank, place in (all[place], place, rank) }.sorted { $0.1 < $1.1 }
    }

    /// The end of a path, which tells paths apart.
    private static func tail(_ path: String) -> String {
        let safe = TerminalText.safe(path)
        if TerminalText.width(safe) <= mostPathWidth { return safe }
        return "…" + String(safe.suffix(mostPathWidth - 1))
    }

    static func name(_ entry: Entry) -> String {
        TerminalText.safe(entry.className.map { "\(entry.id) for \($0)" } ?? entry.id)
    }

    private static func cell(_ limit: LimitResult?) -> String {
        guard let limit, let share = limit.onTime.estimate else { return "-" }
        let decimals = Format.decimals(showing: [share], besides: limit.target)
        return Format.percent(share, decimals: decimals) + " " + verdict(limit)
    }

    private static func verdict(_ limit: LimitResult) -> String {
        switch limit.verdict {
        case .met: "met"
        case .missed: "MISSED"
        case .undecided: "undecided"
        case .none: ""
        }
    }

    private static func busiest(_ figures: SweepFigures) -> String {
        guard let role = figures.busiest, let load = role.utilisation.estimate else { return "-" }
        let asked = role.offered.map { max($0, load) } ?? load
        return TerminalText.safe(role.id) + " " + Format.percent(asked, decimals: 0)
    }

    // MARK: - In words

    /// Where all targets are met, and at what cost; never more than these runs say.
    private static func conclusion(_ result: SweepResult) -> [String] {
        var lines: [String] = []
        if !result.targeted.isEmpty {
            let good = result.points.filter(\.figures.meetsAllTargets)
            let cheapest = good.min { a, b in
                let (x, y) = (cost(a), cost(b))
                return x == y ? a.number < b.number : x < y
            }
            let met = good.isEmpty ? "none" : Format.grouped(Double(good.count))
            var text =
                "All targets are met at \(met) of \(Format.count(result.points.count, "point", "points"))"
            if let cheapest {
                text += "; the cheapest of them: " + result.plan.text(result.plan.points[cheapest.number - 1])
                text += ". The best of many looks better than it is: run it again with another --seed"
            }
            lines += TerminalText.wrapped(TerminalText.safe(text + "."), to: columns, indent: 2)
        }
        let undecided = result.points.contains { point in
            point.figures.limits.contains { $0.verdict == .undecided }
        }
        if undecided {
            lines.append(
                "undecided: the interval of the share on time holds the target; more --replications would tell."
            )
        }
        lines.append("Each point alone: headroom run with --set PATH=VALUE for each of its values.")
        return lines
    }

    private static func cost(_ point: SweepResult.Point) -> Double {
        point.figures.cost.total.estimate ?? .infinity
    }
}
