internal import SimKernel

/// Counts at the bounds of months and of the periods of case numbers: what a period had is what they
/// grew by from one of its bounds to the other, so no case has to look for its period.
struct PeriodCounts {
    struct Snapshot {
        var arrived = 0
        var closed = 0
        var ended = 0
        var late = 0
    }
    /// All bounds, each once, ascending.
    let instants: [Ticks]
    /// Strata of limits that clocks of the main flow are judged by.
    let strata: [Int]
    private(set) var snapshots: [Snapshot] = []

    init(_ model: Model) {
        instants = Set(model.months + (model.numbering?.bounds ?? [])).sorted()
        var strata: [Int] = []
        var first = 0
        let end = model.end
        for limit in model.limits {
            let isMain = limit.flow < 0 && [limit.from, limit.until].allSatisfy { $0.item ?? end <= end }
            if isMain { strata += first..<first + limit.strata.count }
            first += limit.strata.count
        }
        self.strata = strata
    }

    /// The bound that comes next.
    var next: Ticks { snapshots.count < instants.count ? instants[snapshots.count] : .max }

    mutating func pass(_ snapshot: Snapshot) { snapshots.append(snapshot) }

    /// What each span between two of the bounds had; `last` stands for bounds that never came.
    func spans(of bounds: [Ticks], last: Snapshot) -> [Snapshot] {
        let known = bounds.map { bound -> Snapshot in
            let place = instants.firstIndex(of: bound) ?? instants.count
            return place < snapshots.count ? snapshots[place] : last
        }
        return zip(known, known.dropFirst()).map { before, after in
            Snapshot(
                arrived: after.arrived - before.arrived, closed: after.closed - before.closed,
                ended: after.ended - before.ended, late: after.late - before.late)
        }
    }
}
