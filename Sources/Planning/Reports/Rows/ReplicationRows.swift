internal import CaseFlow

/// One row for each replication and measure, for a statistics program.
package enum ReplicationRows {
    package static func text(_ data: StudyData) -> String {
        var text = BacklogCSV.row(["replication", "measure", "id", "class", "value"])
        for summary in data.summaries {
            let rows =
                whole(summary, data) + limits(summary, data) + roles(summary, data) + steps(summary, data)
            for row in rows {
                text += BacklogCSV.row([
                    String(summary.replication), row.measure, row.id, row.className,
                    row.value.map(Format.number) ?? "",
                ])
            }
        }
        return text
    }

    private struct Row {
        var measure: String
        var id = ""
        var className = ""
        /// nil: nothing was observed.
        var value: Double?

        init(_ measure: String, _ value: Double?, id: String = "", className: String = "") {
            self.measure = measure
            self.value = value
            self.id = id
            self.className = className
        }
    }

    private static func share(_ part: Double, of whole: Double) -> Double? { whole > 0 ? part / whole : nil }

    private static func whole(_ summary: ReplicationSummary, _ data: StudyData) -> [Row] {
        let times = summary.turnaround
        let quantiles = zip(["p50", "p90", "p95", "p99"], times.quantiles).map { name, value in
            Row("turnaround_\(name)_seconds", value)
        }
        return [
            Row("arrived", Double(summary.arrived)), Row("closed", Double(summary.closed)),
            Row("open_at_end", Double(summary.openAtEnd)),
            Row("turnaround_mean_seconds", share(times.sum, of: times.count)),
        ] + quantiles + [
            Row("backlog_mean", share(summary.backlog.integral, of: data.windowSeconds)),
            Row("backlog_max", Double(summary.backlog.peak)),
            Row("backlog_at_end", Double(summary.backlog.atEnd)),
            Row("cost_outcomes", summary.costs.outcomes), Row("cost_lateness", summary.costs.lateness),
        ]
    }

    private static func limits(_ summary: ReplicationSummary, _ data: StudyData) -> [Row] {
        zip(data.entries, summary.limits).flatMap { entry, totals in
            let found: [(String, Double?)] = [
                ("ended", totals.ended), ("late", totals.late),
                ("on_time", share(totals.ended - totals.late, of: totals.ended)),
                ("cases_with_none_late", share(totals.casesNoneLate, of: totals.cases)),
                ("p95_seconds", totals.duration.quantiles[1]),
            ]
            return found.map { Row($0, $1, id: entry.id, className: entry.className ?? "") }
        }
    }

    private static func roles(_ summary: ReplicationSummary, _ data: StudyData) -> [Row] {
        zip(data.model.roles, summary.roles).flatMap { role, totals in
            let found: [(String, Double?)] = [
                ("utilisation", share(totals.busy, of: totals.onDuty)),
                ("role_waiting_mean_seconds", share(totals.waiting.sum, of: totals.waiting.count)),
                ("queue_mean", share(totals.queueIntegral, of: data.windowSeconds)),
                ("overtime_hours", totals.overtime / 3600),
            ]
            return found.map { Row($0, $1, id: role.label.id) }
        }
    }

    private static func steps(_ summary: ReplicationSummary, _ data: StudyData) -> [Row] {
        let kinds: [Op.Kind] = [.work, .wait]
        return zip(data.model.ops, summary.steps).filter { kinds.contains($0.0.kind) }.flatMap { op, totals in
            let found: [(String, Double?)] = [
                ("visits", totals.visits), ("given_up", totals.givenUp),
                ("step_waiting_mean_seconds", share(totals.waiting.sum, of: totals.waiting.count)),
            ]
            return found.map { Row($0, $1, id: op.label.id) }
        }
    }
}
