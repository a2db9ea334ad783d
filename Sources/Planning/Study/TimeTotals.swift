internal import CaseFlow
internal import SimKernel

/// Where the time of one replication's cases went, in seconds by place and cause: the causes of the first
/// place, those of the next one, and so on.
package struct TimeTotals: Sendable {
    package var turnaround: [Double]
    /// Of the late clocks of each limit, parallel to `Model.limits`.
    package var late: [[Double]]

    init(_ why: WhyLate, limits: Int) {
        func seconds(_ ticks: (Int, TimeCause) -> Int128) -> [Double] {
            why.places.indices.flatMap { place in
                TimeCause.allCases.map { Double(ticks(place, $0)) / Double(Tick.second) }
            }
        }
        turnaround = seconds { why.turnaround(at: $0, $1) }
        late = (0..<limits).map { limit in seconds { why.lateTime(limit: limit, at: $0, $1) } }
    }
}
