internal import CaseFlow

/// Where time went, one row a part: of the late clocks of each limit, and of the turnaround of all cases
/// (without limit, step and role).
package enum CausesCSV {
    package static func text(_ result: StudyResult) -> String {
        var text = BacklogCSV.row(["scenario", "limit", "step", "role", "cause", "share", "low", "high"])
        for part in result.timeByCause {
            text += row(result, ["", "", ""], part.cause, part.share)
        }
        for cause in result.whyLate {
            text += row(result, [cause.limit, cause.step, cause.role ?? ""], cause.cause, cause.share)
        }
        return text
    }

    private static func row(
        _ result: StudyResult, _ place: [String], _ cause: TimeCause, _ share: Quantity
    ) -> String {
        BacklogCSV.row(
            [result.title] + place + [cause.rawValue]
                + [share.estimate, share.low, share.high].map { $0.map(Format.number) ?? "" })
    }
}

/// One row a month of the window.
package enum MonthsCSV {
    package static func text(_ result: StudyResult) -> String {
        var text = BacklogCSV.row(["scenario", "month", "from", "to", "arrived", "closed", "on_time"])
        for month in result.months {
            text += BacklogCSV.row(
                [result.title, String(month.month), month.from, month.to]
                    + [month.arrived, month.closed, month.onTime].map {
                        $0.estimate.map(Format.number) ?? ""
                    })
        }
        return text
    }
}
