internal import CaseFlow

/// Where time and money went, and what is counted beside.
extension JSONReport {
    static func cause(_ cause: StudyResult.Cause) -> JSONValue {
        .members([
            "limit": .string(cause.limit), "step": .string(cause.step), "role": .optional(cause.role),
            "cause": .string(cause.cause.rawValue), "share": quantity(cause.share),
        ])
    }

    static func blame(_ part: Blame.Part) -> JSONValue {
        .members([
            "step": .string(part.cause.step), "role": .optional(part.cause.role),
            "cause": .string(part.cause.cause.rawValue), "share": quantity(part.cause.share),
            "visits": .number(part.visits),
        ])
    }

    static func causeShare(_ part: StudyResult.CauseShare) -> JSONValue {
        .members([
            "cause": .string(part.cause.rawValue), "share": quantity(part.share),
            "mean_seconds": quantity(part.mean),
        ])
    }

    static func cost(_ cost: StudyResult.Cost) -> JSONValue {
        .members([
            "total": quantity(cost.total),
            "by_role": .object(cost.byRole.map { .init(key: $0.id, value: quantity($0.cost)) }),
            "outcomes": quantity(cost.outcomes), "lateness": quantity(cost.lateness),
            "currency": .optional(cost.currency),
        ])
    }

    static func cleared(_ cleared: ClearedResult) -> JSONValue {
        .members([
            "cases": quantity(cleared.cases),
            "weekly": .array(
                cleared.weekly.enumerated().map { week, chance in
                    .members(["week": .integer(week + 1), "chance": quantity(chance)])
                }),
            "dates": .array(
                cleared.dates.map { one in
                    .members([
                        "share": .number(one.share), "date": .optional(one.date), "low": .optional(one.low),
                        "high": .optional(one.high),
                    ])
                }),
        ])
    }

    static func month(_ month: MonthResult) -> JSONValue {
        .members([
            "month": .integer(month.month), "from": .string(month.from), "to": .string(month.to),
            "arrived": quantity(month.arrived), "closed": quantity(month.closed),
            "on_time": quantity(month.onTime),
        ])
    }

    static func numbers(_ numbers: NumbersResult) -> JSONValue {
        .members([
            "text": .string(numbers.text), "ceiling": .integer(numbers.ceiling),
            "per_period": quantity(numbers.perPeriod), "per_run": quantity(numbers.perRun),
            "most": quantity(numbers.most),
            "periods": .array(
                numbers.periods.map { period in
                    .members(["from": .string(period.from), "chance": quantity(period.chance)])
                }),
        ])
    }

    static func archive(_ archive: ArchiveResult) -> JSONValue {
        .members([
            "kept": .string(archive.kept), "stock": archive.stock.map(quantity) ?? .null,
            "closed_per_year": quantity(archive.closedPerYear),
        ])
    }
}
