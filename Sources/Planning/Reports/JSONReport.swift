/// What made a result, besides the scenario and the seed.
package struct Stamp: Sendable, Equatable {
    package var program: String
    /// Version of the time-zone data.
    package var tzdata: String

    package init(program: String, tzdata: String) {
        self.program = program
        self.tzdata = tzdata
    }
}

/// A study as JSON. The keys are a contract with scripts: they may be added to, never renamed. No
/// path, time of day, duration or number of threads is in it.
package enum JSONReport {
    package static func document(_ result: StudyResult, _ stamp: Stamp) -> JSONValue {
        .members([
            "version": .integer(1), "program": .string(stamp.program),
            "tzdata": .string(stamp.tzdata), "scenario": .string(result.title),
            "digest": .string(result.digest), "seed": .unsigned(result.seed),
            "replications": .integer(result.replications), "events": .integer(result.events),
            "stopped": .optional(result.stopped?.rawValue), "cases": cases(result.cases),
            "limits": .array(result.limits.map(limit)), "roles": .array(result.roles.map(role)),
            "steps": .array(result.steps.map(step)),
            "turnaround_seconds": turnaround(result.turnaround),
            "backlog": backlog(result.backlog), "why_late": .array(result.whyLate.map(cause)),
            "periods_meeting_target": .members([
                "period": .string(result.periodsMeetingTarget.period),
                "share": quantity(result.periodsMeetingTarget.share),
            ]),
            "cost": cost(result.cost), "time_by_cause": .array(result.timeByCause.map(causeShare)),
            "months": .array(result.months.map(month)),
            "numbers": result.numbers.map(numbers) ?? .null,
            "archive": result.archive.map(archive) ?? .null,
            "advice": .array(result.advice.map { .string($0) }),
            "warnings": .array(result.warnings.map { .string($0) }),
        ])
    }

    package static func quantity(_ q: Quantity) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "estimate", value: .optional(q.estimate)),
            .init(key: "standard_error", value: .optional(q.standardError)),
            .init(key: "low", value: .optional(q.low)), .init(key: "high", value: .optional(q.high)),
            .init(key: "confidence", value: .number(q.confidence)),
            .init(key: "n", value: .integer(q.n)),
        ]
        if let growth = q.growthPerWeek {
            members.append(.init(key: "growth_per_week", value: .number(growth)))
        }
        return .object(members)
    }

    package static func limit(_ limit: LimitResult) -> JSONValue {
        .members([
            "id": .string(limit.id), "rule": .optional(limit.rule), "within": .string(limit.within),
            "class": .optional(limit.className), "target": .optional(limit.target),
            "on_time": quantity(limit.onTime),
            "cases_with_none_late": quantity(limit.casesWithNoneLate),
            "verdict": .string(limit.verdict.rawValue), "achievable": .optional(limit.achievable),
            "proof": .optional(limit.blame?.isProof), "blame": .array((limit.blame?.parts ?? []).map(blame)),
            "would_settle": .optional(limit.wouldSettle), "p95_seconds": quantity(limit.p95),
            "near_end": limit.nearEnd.map(quantity) ?? .null,
        ])
    }

    package static func role(_ role: RoleResult) -> JSONValue {
        .members([
            "id": .string(role.id), "staff": .integer(role.staff),
            "utilisation": quantity(role.utilisation),
            "waiting_seconds": .members([
                "mean": quantity(role.waitingMean), "p50": quantity(role.waitingP50),
                "p95": quantity(role.waitingP95),
            ]),
            "queue_mean": quantity(role.queueMean),
            "required_hours_per_week": quantity(role.requiredHoursPerWeek),
            "overtime_hours": quantity(role.overtimeHours),
        ])
    }

    private static func cases(_ cases: StudyResult.Cases) -> JSONValue {
        .members([
            "arrived": quantity(cases.arrived), "closed": quantity(cases.closed),
            "open_at_end": quantity(cases.openAtEnd),
        ])
    }

    private static func step(_ step: StepResult) -> JSONValue {
        .members([
            "id": .string(step.id), "visits": quantity(step.visits), "given_up": quantity(step.givenUp),
            "waiting_seconds": .members([
                "mean": quantity(step.waitingMean), "p95": quantity(step.waitingP95),
            ]),
            "work_seconds": .members(["mean": quantity(step.workMean)]),
            "classes": .array(
                step.classes.map { one in
                    .members([
                        "class": .string(one.className),
                        "waiting_seconds": .members(["mean": quantity(one.waitingMean)]),
                    ])
                }),
        ])
    }

    static func turnaround(_ times: StudyResult.Turnaround) -> JSONValue {
        .members([
            "mean": quantity(times.mean), "p50": quantity(times.p50), "p90": quantity(times.p90),
            "p95": quantity(times.p95), "p99": quantity(times.p99),
        ])
    }

    private static func backlog(_ backlog: StudyResult.Backlog) -> JSONValue {
        .members([
            "mean": quantity(backlog.mean), "max": quantity(backlog.max), "now": quantity(backlog.now),
            "growth_per_week": quantity(backlog.growthPerWeek),
            "cleared": backlog.cleared.map(cleared) ?? .null,
            "weekly": .array(
                backlog.weekly.map { week in
                    .members([
                        "week": .integer(week.week), "p10": .number(week.p10),
                        "p50": .number(week.p50), "p90": .number(week.p90),
                    ])
                }),
        ])
    }
}
