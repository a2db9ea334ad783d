import CaseFlow
import Planning
import ScenarioFile

/// A compiled flow as JSON.
enum ExplainJSON {
    static func document(_ explanation: Explanation) -> JSONValue {
        JSONValue.members([
            "version": .integer(1), "scenario": .string(explanation.title),
            "cases_per_week": .number(explanation.casesPerWeek), "exact": .bool(explanation.isExact),
            "streams": .array(explanation.streams.map(stream)),
            "steps": .array(explanation.steps.map(step)),
            "limits": .array(explanation.limits.map(limit)),
            "roles": .array(explanation.roles.map(role)),
            "offered_load": numbers(explanation.roles.map { ($0.id, $0.load.utilisation) }),
            "visits": numbers(explanation.steps.map { ($0.id, $0.visits) }),
            "flows": .array(explanation.flows.map { flow($0, explanation) }),
            "approximate_because": .array(explanation.approximations.map { .string(reason($0)) }),
        ])
    }

    private static func stream(_ stream: Explanation.StreamLine) -> JSONValue {
        .members([
            "id": .optional(stream.id), "process": .string(stream.process),
            "cases_per_week": .number(stream.casesPerWeek),
            "cases_per_incident": stream.casesPerIncident.map { .number($0) } ?? .null,
            "enters": .optional(stream.enters),
        ])
    }

    private static func step(_ step: Explanation.Step) -> JSONValue {
        .members([
            "id": .string(step.id), "kind": .string(kind(step.kind)), "only": .optional(step.only),
            "share": .optional(step.share), "by": .optional(step.who), "time": .optional(step.time),
            "mean_seconds": .number(step.meanSeconds),
            "conditions": .array(step.conditions.map { .string($0) }),
            "limits": .array(step.limits.map { .string($0) }),
            "outcomes": .array(step.outcomes.map(outcome)), "flow": .optional(step.flow),
            "together": .optional(step.inside?.together), "branch": .optional(step.inside?.branch),
            "branches": .array(step.branches.map(branch)), "starts": .optional(step.starts),
            "next": .optional(step.next),
        ])
    }

    private static func branch(_ branch: Explanation.Branch) -> JSONValue {
        .members(["id": .string(branch.id), "steps": .array(branch.steps.map { .string($0) })])
    }

    private static func flow(_ flow: Explanation.Flow, _ explanation: Explanation) -> JSONValue {
        .members([
            "id": .string(flow.id),
            "steps": .array(flow.steps.map { .string(explanation.steps[$0].id) }),
        ])
    }

    private static func reason(_ approximation: OfferedLoad.Approximation) -> String {
        switch approximation {
        case .hours: "hours"
        case .endingBranches: "ending branches"
        case .manyWays: "many ways"
        case .openCases: "duties per open case"
        case .budgets: "budgets"
        case .lateness: "if late"
        }
    }

    private static func outcome(_ outcome: Explanation.Outcome) -> JSONValue {
        .members([
            "id": .string(outcome.id), "only": .optional(outcome.only), "share": .string(outcome.share),
            "become": .optional(outcome.become), "to": .optional(outcome.to),
            "at_most": .optional(outcome.atMost), "then": .optional(outcome.then),
            "starts": .optional(outcome.starts), "returns_after": .optional(outcome.returnsAfter),
        ])
    }

    private static func role(_ role: Explanation.RoleLine) -> JSONValue {
        .members([
            "id": .string(role.id), "staff": .integer(role.staff),
            "people": .array(role.people.map { .string($0) }), "queue": .string(role.queue),
            "required_hours_per_week": .number(role.load.requiredHoursPerWeek),
            "hours_per_week_each": .number(role.load.openHoursPerWeek),
            "least_people": .optional(role.load.leastPeople),
        ])
    }

    private static func limit(_ span: Explanation.Span) -> JSONValue {
        .members([
            "id": .string(span.id), "from": .string(span.from), "until": .string(span.until),
            "within": .string(span.within), "only": .optional(span.only),
        ])
    }

    private static func kind(_ kind: Op.Kind) -> String {
        switch kind {
        case .work: "step"
        case .wait: "wait"
        case .decision: "decision"
        case .end, .sideEnd: "end"
        case .fork: "together"
        case .join: "join"
        }
    }

    private static func numbers(_ pairs: [(String, Double)]) -> JSONValue {
        .object(pairs.map { JSONValue.Member(key: $0.0, value: .number($0.1)) })
    }
}
