/// A sweep for a spreadsheet: one row a point, with everything that its figures have. A cell is empty where
/// a point has no such limit or role, or no estimate.
package enum SweepCSV {
    private struct Column {
        var title: String
        var cell: (SweepFigures) -> String
    }

    package static func text(_ result: SweepResult) -> String {
        let columns = columns(of: result)
        var text = BacklogCSV.row(
            ["scenario", "point"] + result.plan.paths + columns.map(\.title))
        for point in result.points {
            text += BacklogCSV.row(
                [result.title, String(point.number)] + result.values(point)
                    + columns.map { $0.cell(point.figures) })
        }
        return text
    }

    private static func columns(of result: SweepResult) -> [Column] {
        let limits = result.entries { _ in true }.flatMap { id, className -> [Column] in
            let name = className.map { "\(id) \($0)" } ?? id
            return quantity("on time \(name)") { $0.limit(id, className)?.onTime } + [
                Column(title: "verdict \(name)") { $0.limit(id, className)?.verdict.rawValue ?? "" }
            ]
        }
        let roles = result.roleNames.flatMap { id -> [Column] in
            func role(_ figures: SweepFigures) -> RoleResult? { figures.roles.first { $0.id == id } }
            return [Column(title: "people \(id)") { role($0).map { String($0.staff) } ?? "" }]
                + quantity("load \(id)") { role($0)?.utilisation }
        }
        let turnaround =
            quantity("turnaround mean s") { $0.turnaround.mean }
            + quantity("turnaround p50 s") { $0.turnaround.p50 }
            + quantity("turnaround p90 s") { $0.turnaround.p90 }
            + quantity("turnaround p95 s") { $0.turnaround.p95 }
            + quantity("turnaround p99 s") { $0.turnaround.p99 }
        return [
            Column(title: "seed") { String($0.seed) },
            Column(title: "replications") { String($0.replications) },
        ] + limits + roles + turnaround
            + quantity("backlog mean") { $0.backlogMean } + quantity("backlog max") { $0.backlogMax }
            + quantity("backlog growth a week") { $0.backlogGrowth } + quantity("cost") { $0.cost.total }
    }

    private static func quantity(_ title: String, _ value: @escaping (SweepFigures) -> Quantity?) -> [Column]
    {
        func column(_ title: String, _ end: @escaping (Quantity) -> Double?) -> Column {
            Column(title: title) { value($0).flatMap(end).map(Format.number) ?? "" }
        }
        return [
            column(title) { $0.estimate }, column(title + " low") { $0.low },
            column(title + " high") { $0.high },
        ]
    }
}
