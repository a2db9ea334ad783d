/// A comparison as JSON. Every quantity of a design is its difference from the baseline.
package enum ComparisonJSON {
    package static func document(_ result: ComparedDesigns, _ stamp: Stamp) -> JSONValue {
        .members([
            "version": .integer(1), "program": .string(stamp.program), "tzdata": .string(stamp.tzdata),
            "baseline": .string(result.baseline.title), "digest": .string(result.baseline.digest),
            "seed": .unsigned(result.seed), "replications": .integer(result.replications),
            "stopped": .optional(result.stopped?.rawValue), "confidence": .number(result.confidence),
            "intervals_together": .integer(result.together),
            "designs": .array(result.designs.map(design)),
        ])
    }

    /// The same, with what each number of people changes.
    package static func document(_ value: MarginalValue, _ stamp: Stamp) -> JSONValue {
        guard case .object(let members) = document(value.comparison, stamp) else { return .null }
        let rows = value.rows.map { row in
            JSONValue.members([
                "path": .string(row.path), "role": .string(row.role), "people": .integer(row.people),
                "one_more": effect(row.oneMore), "one_fewer": row.oneFewer.map(effect) ?? .null,
            ])
        }
        return .object(members + [JSONValue.Member(key: "headcounts", value: .array(rows))])
    }

    private static func effect(_ effect: MarginalValue.Effect) -> JSONValue {
        .members([
            "design": .integer(effect.design), "cost": .number(effect.cost),
            "late_cases_avoided": JSONReport.quantity(effect.avoided),
            "cost_per_late_case": effect.costPerLateCase.map(JSONReport.quantity) ?? .null,
        ])
    }

    private static func design(_ design: DesignDifference) -> JSONValue {
        .members([
            "scenario": .string(design.result.title), "digest": .string(design.result.digest),
            "change": .optional(design.change), "limits": .array(design.limits.map(limit)),
            "roles": .array(design.roles.map(role)), "steps": .array(design.steps.map(step)),
            "turnaround_seconds": JSONReport.turnaround(design.turnaround),
            "backlog": .members([
                "mean": JSONReport.quantity(design.backlog),
                "growth_per_week": JSONReport.quantity(design.growthPerWeek),
            ]),
            "late_cases": JSONReport.quantity(design.lateCases),
            "cost": design.cost.map(JSONReport.quantity) ?? .null,
            "currency": .optional(design.result.cost.currency),
            "variance_reduction": .optional(design.varianceReduction),
            "same_history": .bool(design.hasSameHistory), "only_in_baseline": names(design.onlyInBaseline),
            "only_in_design": names(design.onlyInDesign),
        ])
    }

    private static func limit(_ limit: LimitDifference) -> JSONValue {
        .members([
            "id": .string(limit.id), "class": .optional(limit.className),
            "difference": JSONReport.quantity(limit.onTime), "verdict": .string(limit.verdict.rawValue),
            "smallest_visible": .optional(limit.smallestVisible),
            "variance_reduction": .optional(limit.varianceReduction), "judged": .bool(limit.isJudged),
            "identical": .bool(limit.isIdentical), "baseline": side(limit.baseline),
            "design": side(limit.design), "p95_seconds": JSONReport.quantity(limit.p95),
        ])
    }

    private static func side(_ limit: LimitResult) -> JSONValue {
        .members([
            "within": .string(limit.within), "target": .optional(limit.target),
            "on_time": .optional(limit.onTime.estimate),
        ])
    }

    private static func role(_ role: RoleDifference) -> JSONValue {
        .members([
            "id": .string(role.id), "baseline_staff": .integer(role.baseline.staff),
            "staff": .integer(role.design.staff), "utilisation": JSONReport.quantity(role.utilisation),
            "waiting_seconds": .members([
                "mean": JSONReport.quantity(role.waitingMean), "p50": JSONReport.quantity(role.waitingP50),
                "p95": JSONReport.quantity(role.waitingP95),
            ]),
            "queue_mean": JSONReport.quantity(role.queueMean),
            "required_hours_per_week": JSONReport.quantity(role.requiredHoursPerWeek),
            "overtime_hours": JSONReport.quantity(role.overtimeHours),
        ])
    }

    private static func step(_ step: StepDifference) -> JSONValue {
        .members([
            "id": .string(step.id), "visits": JSONReport.quantity(step.visits),
            "waiting_seconds": .members(["mean": JSONReport.quantity(step.waitingMean)]),
        ])
    }

    private static func names(_ names: DesignDifference.Names) -> JSONValue {
        func list(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
        return .members([
            "limits": list(names.limits), "roles": list(names.roles), "steps": list(names.steps),
        ])
    }
}
