package import CaseFlow

/// The answer of `headroom staff` as JSON.
package enum StaffJSON {
    package static func document(_ plan: StaffPlan, _ stamp: Stamp) -> JSONValue {
        .members([
            "version": .integer(1), "program": .string(stamp.program), "tzdata": .string(stamp.tzdata),
            "scenario": .string(plan.title), "digest": .string(plan.digest), "seed": .unsigned(plan.seed),
            "certificate_seed": plan.certificateSeed.map { .unsigned($0) } ?? .null,
            "target": .optional(plan.target), "confidence": .number(plan.rule.confidence),
            "method": .string(plan.rule.method.rawValue), "indifference": .number(plan.rule.indifference),
            "staff": staff(plan.staff), "hours": .array(plan.headcounts.indices.map { row($0, plan) }),
            "cost": .number(plan.cost), "currency": .optional(plan.currency),
            "verdict": .string(plan.verdict.rawValue), "certified": .bool(plan.isCertified),
            "stopped": .optional(plan.stopped?.rawValue),
            "blame": .array(plan.blame.map { blame($0, plan) }),
            "limits": .array(plan.limits.map(JSONReport.limit)),
            "neighbours": .array(plan.neighbours.map { neighbour($0, plan) }),
            "given": given(plan), "cheaper": .string(plan.cheaper.rawValue),
            "examined": .integer(plan.examined), "replications": .integer(plan.replications),
            "attempts": .integer(plan.attempts),
        ])
    }

    /// Of one scenario among several, in which no limit has a target.
    package static func noTarget(_ model: Model, _ stamp: Stamp) -> JSONValue {
        .members([
            "version": .integer(1), "program": .string(stamp.program), "tzdata": .string(stamp.tzdata),
            "scenario": .string(model.title), "digest": .string(model.digest), "target": .null,
            "verdict": .string("none"),
        ])
    }

    private static func staff(_ staff: Staffing) -> JSONValue {
        .object(staff.roles.map { .init(key: $0.id, value: .integer($0.people)) })
    }

    private static func row(_ index: Int, _ plan: StaffPlan) -> JSONValue {
        let row = plan.headcounts[index]
        return .members([
            "role": .string(row.role), "hours": .optional(row.hours), "people": .integer(row.people),
            "least_to_keep_up": .optional(plan.fewestInPace[index]), "copies": .integer(row.copies),
            "given": .integer(row.given), "cost": .number(row.cost),
            "fixed": .bool(row.isFixed), "max": .optional(row.maximum),
        ])
    }

    /// The staffing of the file.
    private static func given(_ plan: StaffPlan) -> JSONValue {
        .members([
            "cost": .number(plan.givenCost), "verdict": .optional(plan.givenKeeps?.rawValue),
        ])
    }

    private static func neighbour(_ neighbour: StaffPlan.Neighbour, _ plan: StaffPlan) -> JSONValue {
        let row = plan.headcounts[neighbour.headcount]
        let failing = neighbour.failing.map { plan.limits[$0] }
        return .members([
            "role": .string(row.role), "hours": .optional(row.hours), "change": .integer(neighbour.change),
            "verdict": .string(neighbour.verdict.rawValue), "failing": .optional(failing?.id),
            "class": .optional(failing?.className), "on_time": .optional(neighbour.share),
            "would_settle": .optional(neighbour.wouldSettle),
        ])
    }

    private static func blame(_ blame: StaffPlan.OutOfReach, _ plan: StaffPlan) -> JSONValue {
        let limit = plan.limits[blame.limit]
        return .members([
            "limit": .string(limit.id), "class": .optional(limit.className),
            "people": .string(blame.bound.rawValue), "on_time": .number(blame.reached),
            "causes": .array(blame.parts.map(JSONReport.blame)),
        ])
    }
}
