internal import SimKernel

/// Running sums of one measure: 40 bytes of moments beside a row of log-binned counts.
struct Moments {
    var count = 0
    var sum: Int128 = 0
    var sumSquares = 0.0
    var least: Ticks = .max
    var greatest: Ticks = .min

    @inline(__always)
    mutating func add(_ x: Ticks) {
        count &+= 1
        sum &+= Int128(x)
        let d = Double(x)
        sumSquares += d * d
        least = min(least, x)
        greatest = max(greatest, x)
    }
}

struct ClassSum {
    var count = 0
    var sum: Int128 = 0
}

/// Visits of one item by one team, for the cohort.
struct PlaceSums {
    var waits = Moments()
    var work: Int128 = 0
    var visits = 0
    var givenUp = 0
}

/// Use of one team within the window, in ticks of the whole team. Where people are told apart, their
/// work is booked on themselves and only the line here.
struct TeamSums {
    var busy: Int128 = 0
    var queue: Int128 = 0
    var overtime: Int128 = 0
}

struct StratumCount {
    var ended = 0
    var late = 0
    var cases = 0
    var casesNoneLate = 0
    var withinNear = 0
}

struct LimitCases {
    var cases = 0
    var noneLate = 0
}

/// Everything one replication counts, in flat buffers; turned into a `ReplicationResult` at the end.
struct Collector: ~Copyable {
    let classes: Int
    let places: UnsafeMutablePointer<PlaceSums>
    /// Waits by place: bins, and sums by class (the last class is "none").
    let waitBins: UnsafeMutablePointer<UInt32>
    let classWaits: UnsafeMutablePointer<ClassSum>
    let teams: UnsafeMutablePointer<TeamSums>
    let strata: UnsafeMutablePointer<StratumCount>
    let stratumMoments: UnsafeMutablePointer<Moments>
    let stratumBins: UnsafeMutablePointer<UInt32>
    let limitCases: UnsafeMutablePointer<LimitCases>
    var turnaround = Moments()
    let turnaroundBins: UnsafeMutablePointer<UInt32>
    var backlog = ReplicationResult.Backlog()
    var costs = ReplicationResult.Costs()
    var arrived = 0
    var closed = 0

    init(places placeCount: Int, classes: Int, teams teamCount: Int, strata strataCount: Int, limits: Int) {
        self.classes = classes + 1
        places = filled(placeCount, PlaceSums())
        waitBins = filled(placeCount * LogBins.count, 0)
        classWaits = filled(placeCount * (classes + 1), ClassSum())
        teams = filled(teamCount, TeamSums())
        strata = filled(strataCount, StratumCount())
        stratumMoments = filled(strataCount, Moments())
        stratumBins = filled(strataCount * LogBins.count, 0)
        limitCases = filled(limits, LimitCases())
        turnaroundBins = filled(LogBins.count, 0)
    }

    deinit {
        places.deallocate()
        waitBins.deallocate()
        classWaits.deallocate()
        teams.deallocate()
        strata.deallocate()
        stratumMoments.deallocate()
        stratumBins.deallocate()
        limitCases.deallocate()
        turnaroundBins.deallocate()
    }

    @inline(__always)
    mutating func waited(_ wait: Ticks, place: Int, caseClass: Int32) {
        places[place].waits.add(wait)
        waitBins[place &* LogBins.count &+ LogBins.index(wait)] &+= 1
        let byClass = place &* classes &+ Int(caseClass)
        classWaits[byClass].count &+= 1
        classWaits[byClass].sum &+= Int128(wait)
    }

    @inline(__always)
    mutating func turnedAround(_ time: Ticks) {
        turnaround.add(time)
        turnaroundBins[LogBins.index(time)] &+= 1
    }

    mutating func clockEnded(stratum: Int, duration: Ticks, late: Bool) {
        strata[stratum].ended &+= 1
        if late { strata[stratum].late &+= 1 }
        stratumMoments[stratum].add(duration)
        stratumBins[stratum &* LogBins.count &+ LogBins.index(duration)] &+= 1
    }
}

private func filled<T: BitwiseCopyable>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
    let memory = UnsafeMutablePointer<T>.allocate(capacity: max(count, 1))
    memory.initialize(repeating: value, count: max(count, 1))
    return memory
}

extension Observations {
    /// The observations behind running sums; bins are copied as far as the greatest one.
    init(_ moments: Moments, bins: UnsafeMutablePointer<UInt32>) {
        let used = moments.count == 0 ? 0 : LogBins.index(moments.greatest) + 1
        self.init(
            count: moments.count, sum: moments.sum, sumSquares: moments.sumSquares, least: moments.least,
            greatest: moments.greatest, bins: (0..<used).map { UInt64(bins[$0]) }, keepsBins: true)
    }
}
