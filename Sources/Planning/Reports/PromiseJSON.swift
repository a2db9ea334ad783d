/// Promised limits as JSON. The keys are a contract with scripts: they may be added to, never renamed.
package enum PromiseJSON {
    package static func document(_ result: PromiseResult, _ stamp: Stamp) -> JSONValue {
        .members([
            "version": .integer(1), "program": .string(stamp.program), "tzdata": .string(stamp.tzdata),
            "scenario": .string(result.title), "digest": .string(result.digest),
            "seed": .unsigned(result.seed), "replications": .integer(result.replications),
            "events": .integer(result.events), "stopped": .optional(result.stopped?.rawValue),
            "promises": .array(result.promises.map(promise)),
            "notes": .array(result.notes.map { .string($0) }),
        ])
    }

    private static func promise(_ promise: PromisedLimit) -> JSONValue {
        .members([
            "limit": .string(promise.id), "class": .optional(promise.className),
            "rule": .optional(promise.rule), "target": .optional(promise.target),
            "verdict": .string(promise.verdict.rawValue),
            "shortest": promise.step.map(step) ?? .null,
            "on_time_at_shortest": promise.onTime.map(JSONReport.quantity) ?? .null,
            "next_shorter": promise.shorter.map(shorter) ?? .null,
            "curve": .array(promise.curve.map(point)), "judged": .optional(promise.judged?.rawValue),
            "reason": promise.reason.map(reason) ?? .null,
        ])
    }

    private static func step(_ step: LimitStep) -> JSONValue {
        .members([
            "text": .string(step.text), "seconds": .optional(step.seconds),
            "working_seconds": .optional(step.workingSeconds),
        ])
    }

    private static func shorter(_ shorter: PromisedLimit.Shorter) -> JSONValue {
        let verdict =
            switch shorter.verdict {
            case .missed: "fails"
            case .met: "meets"
            case .undecided, .none: "undecided"
            }
        return .members([
            "within": .string(shorter.within), "verdict": .string(verdict),
            "on_time": shorter.onTime.map { JSONReport.quantity($0) } ?? .null,
        ])
    }

    private static func point(_ point: PromisedLimit.Point) -> JSONValue {
        .members(["within": .string(point.within), "on_time": JSONReport.quantity(point.onTime)])
    }

    private static func reason(_ reason: PromisedLimit.Reason) -> JSONValue {
        switch reason {
        case .grows(let perWeek):
            .members(["cause": .string("grows"), "growth_per_week": .number(perWeek)])
        case .neverEnds(let longest, let onTime):
            .members([
                "cause": .string("never ends"), "within": .string(longest),
                "on_time": JSONReport.quantity(onTime),
            ])
        case .untested: .members(["cause": .string("never tested")])
        case .budget: .members(["cause": .string("budget")])
        case .stopped: .members(["cause": .string("stopped")])
        }
    }
}
