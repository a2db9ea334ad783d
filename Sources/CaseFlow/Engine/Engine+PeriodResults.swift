internal import SimKernel

/// Figures of months, of case numbers and of the opening backlog.
extension Engine {
    /// What has been counted until now.
    private mutating func snapshot() -> PeriodCounts.Snapshot {
        var snapshot = PeriodCounts.Snapshot(arrived: collector.arrived, closed: collector.closed)
        for stratum in periods.strata {
            snapshot.ended += collector.strata[stratum].ended
            snapshot.late += collector.strata[stratum].late
        }
        return snapshot
    }

    /// At a bound of a period. What the opening backlog does when the run begins belongs to the first
    /// month, its arrivals to the time before.
    mutating func snapshot(at mark: Ticks) -> PeriodCounts.Snapshot {
        mark <= horizon.windowStart ? PeriodCounts.Snapshot(arrived: beside.openingCases) : snapshot()
    }

    mutating func addCounts(to result: inout ReplicationResult) {
        let last = snapshot()
        result.months = periods.spans(of: model.months, last: last).map { span in
            var month = ReplicationResult.Month()
            month.arrived = span.arrived
            month.closed = span.closed
            month.ended = span.ended
            month.late = span.late
            return month
        }
        result.numbered = periods.spans(of: model.numbering?.bounds ?? [], last: last).map(\.arrived)
        if model.opening.isEmpty { return }
        var opening = ReplicationResult.Opening()
        opening.cases = beside.openingCases
        opening.cleared = beside.openingLeft == 0 ? beside.openingEnd : nil
        opening.weekly = beside.openingWeekly
        result.opening = opening
    }
}
