/// A sweep as JSON. The keys are a contract with scripts: they may be added to, never renamed.
package enum SweepJSON {
    package static func document(_ result: SweepResult) -> JSONValue {
        .members([
            "version": .integer(1), "program": .string(result.stamp.program),
            "tzdata": .string(result.stamp.tzdata), "scenario": .string(result.title),
            "design": .string(result.plan.design.name), "shard": .optional(result.shard?.text),
            "stopped": .optional(result.stopped?.rawValue),
            "paths": .array(result.plan.paths.map { .string($0) }),
            "points": .array(result.points.map { point($0, result) }),
            "sensitivity": .array(result.sensitivity.map { sensitivity($0, result.plan.paths) }),
        ])
    }

    private static func point(_ point: SweepResult.Point, _ result: SweepResult) -> JSONValue {
        let figures = point.figures
        let values = zip(result.plan.paths, result.values(point)).map {
            JSONValue.Member(key: $0, value: value($1))
        }
        return .members([
            "point": .integer(point.number), "values": .object(values), "digest": .string(figures.digest),
            "seed": .unsigned(figures.seed), "replications": .integer(figures.replications),
            "events": .integer(figures.events), "limits": .array(figures.limits.map(JSONReport.limit)),
            "roles": .array(figures.roles.map(JSONReport.role)),
            "turnaround_seconds": JSONReport.turnaround(figures.turnaround),
            "backlog": .members([
                "mean": JSONReport.quantity(figures.backlogMean),
                "max": JSONReport.quantity(figures.backlogMax),
                "growth_per_week": JSONReport.quantity(figures.backlogGrowth),
            ]),
            "cost": JSONReport.quantity(figures.cost.total),
        ])
    }

    /// A whole number, or the text as typed.
    private static func value(_ text: String) -> JSONValue {
        if let number = Int(text), String(number) == text { return .integer(number) }
        return .string(text)
    }

    private static func sensitivity(_ one: SweepSensitivity, _ paths: [String]) -> JSONValue {
        var limit: String?
        var className: String?
        if case .onTime(let id, let name) = one.output { (limit, className) = (id, name) }
        return .members([
            "output": .string(one.output.name), "limit": .optional(limit), "class": .optional(className),
            "points_without_value": .integer(one.missing), "noise_share_at_most": .optional(one.noise),
            "indices": .array(
                zip(paths, one.indices).map { path, index in
                    .members([
                        "path": .string(path), "first_order": .optional(index?.estimate),
                        "low": .optional(index?.low), "high": .optional(index?.high),
                    ])
                }),
        ])
    }
}
